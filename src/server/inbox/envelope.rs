//! Whether a message is one that JSON-RPC allows, judged just as the protocol library will.
//!
//! Only the envelope is read: version, method, id. The rest is walked through, because it must be
//! readable too (numbers in range, escapes that stand for characters, nesting within the limit).

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use tower_lsp::jsonrpc::{Error, Id};

/// Why a message cannot be taken, and whom to tell.
#[derive(Debug)]
pub(super) struct Complaint {
    /// The request's id as far as it can be read.
    pub id: Id,
    /// The error that JSON-RPC names for it.
    pub error: Error,
}

/// Whether `body` is a request, a notification or a response.
pub(super) fn check(body: &[u8]) -> Result<(), Complaint> {
    let invalid = |id| Complaint { id, error: Error::invalid_request() };
    let unreadable = || Complaint { id: Id::Null, error: Error::parse_error() };
    let text = std::str::from_utf8(body).map_err(|_| unreadable())?;
    let envelope: Envelope<'_> = serde_json::from_str(text)
        .map_err(|error| if error.is_data() { invalid(Id::Null) } else { unreadable() })?;
    let good = envelope.version.as_deref() == Some("2.0") && (envelope.method || envelope.answer);
    if good { Ok(()) } else { Err(invalid(envelope.id.unwrap_or_default())) }
}

#[derive(Default)]
struct Envelope<'a> {
    version: Option<Cow<'a, str>>,
    id: Option<Id>,
    method: bool,
    answer: bool,
}

impl<'de> Deserialize<'de> for Envelope<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Envelope<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a message")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut envelope = Envelope::default();
                let (mut id, mut params) = (false, false);
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    // A field given twice is an error to the library.
                    let twice = match &*key {
                        "jsonrpc" => envelope.version.replace(map.next_value::<Text<'de>>()?.0).is_some(),
                        "method" => {
                            map.next_value::<Text<'de>>()?;
                            std::mem::replace(&mut envelope.method, true)
                        }
                        "id" => {
                            envelope.id = Some(map.next_value()?);
                            std::mem::replace(&mut id, true)
                        }
                        other => {
                            map.next_value::<Skipped>()?;
                            envelope.answer |= matches!(other, "result" | "error");
                            other == "params" && std::mem::replace(&mut params, true)
                        }
                    };
                    if twice {
                        return Err(A::Error::custom("a field stands twice"));
                    }
                }
                Ok(envelope)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A string, borrowed where it can be.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Any value, read and dropped. Unlike serde's own way to ignore a value, strings and numbers are
/// read in full, and nesting counts.
struct Skipped;

impl<'de> Deserialize<'de> for Skipped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Skipped)
    }
}

impl<'de> Visitor<'de> for Skipped {
    type Value = Skipped;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Skipped, E> {
        Ok(Skipped)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Skipped, E> {
        Ok(Skipped)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Skipped, E> {
        Ok(Skipped)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Skipped, E> {
        Ok(Skipped)
    }

    fn visit_str<E>(self, _: &str) -> Result<Skipped, E> {
        Ok(Skipped)
    }

    fn visit_unit<E>(self) -> Result<Skipped, E> {
        Ok(Skipped)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Skipped, A::Error> {
        while seq.next_element::<Skipped>()?.is_some() {}
        Ok(Skipped)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Skipped, A::Error> {
        while map.next_entry::<Skipped, Skipped>()?.is_some() {}
        Ok(Skipped)
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::jsonrpc::Request;

    use super::*;

    /// What is let through must be readable for the library, or it would stop reading.
    #[track_caller]
    fn good(message: &str) {
        assert!(check(message.as_bytes()).is_ok(), "{message}");
        serde_json::from_str::<Request>(message).unwrap();
    }

    #[track_caller]
    fn bad(message: &[u8], code: i64, id: Id) {
        let complaint = check(message).unwrap_err();
        assert_eq!((complaint.error.code.code(), complaint.id), (code, id));
    }

    #[test]
    fn requests_notifications_and_responses_pass() {
        good(r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":[1,-2,3.5,null,true,"字\n"]}}"#);
        good(r#"{"jsonrpc":"2.0","method":"a"}"#);
        good(r#"{"jsonrpc":"2.0","id":"x","result":null}"#);
        good(r#"{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"m","more":1}}"#);
        good(r#"{"jsonrpc":"2.0","method":"a","unknown":{"deep":[]}}"#);
    }

    #[test]
    fn what_is_no_json_is_a_parse_error() {
        bad(b"{", -32700, Id::Null);
        bad(b"", -32700, Id::Null);
        bad(b"\xff\xfe", -32700, Id::Null);
        bad(br#"{"jsonrpc":"2.0","method":"a","params":"\ud800"}"#, -32700, Id::Null);
        bad(br#"{"jsonrpc":"2.0","method":"a","params":1e999}"#, -32700, Id::Null);
        let deep = format!(r#"{{"jsonrpc":"2.0","method":"a","x":{}{}}}"#, "[".repeat(200), "]".repeat(200));
        bad(deep.as_bytes(), -32700, Id::Null);
    }

    #[test]
    fn what_is_no_message_is_an_invalid_request() {
        bad(b"[]", -32600, Id::Null);
        bad(b"1", -32600, Id::Null);
        bad(br#"{"jsonrpc":"1.0","id":7,"method":"a"}"#, -32600, Id::Number(7));
        bad(br#"{"id":7,"method":"a"}"#, -32600, Id::Number(7));
        bad(br#"{"jsonrpc":"2.0","id":"x"}"#, -32600, Id::String("x".to_owned()));
        bad(br#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#, -32600, Id::Null);
        bad(br#"{"jsonrpc":"2.0","method":7}"#, -32600, Id::Null);
        bad(br#"{"jsonrpc":"2.0","method":"a","method":"b"}"#, -32600, Id::Null);
    }
}
