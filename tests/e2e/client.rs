//! A client that says only what a test tells it to, and waits for messages, never for the clock.

use std::collections::VecDeque;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, ReadHalf, WriteHalf, split};
use tokio::task::JoinHandle;

/// No answer within this time is a failure; little here takes a hundredth of it.
pub const GENEROUS: Duration = Duration::from_secs(60);
/// The document of a test that needs but one.
pub const URI: &str = "file:///draft.speech.txt";

pub struct Client {
    pub write: WriteHalf<DuplexStream>,
    pub read: ReadHalf<DuplexStream>,
    buffer: Vec<u8>,
    /// Messages that nothing has asked for yet.
    pub waiting: VecDeque<Value>,
    pub server: JoinHandle<bool>,
    next: i64,
    /// The document that `change`, `diagnostics` and `symbols` are about.
    pub uri: String,
    pub version: i64,
}

impl Client {
    fn over(serve: impl FnOnce(ReadHalf<DuplexStream>, WriteHalf<DuplexStream>) -> JoinHandle<bool>) -> Self {
        let (ours, theirs) = tokio::io::duplex(1 << 22);
        let (read, write) = split(theirs);
        let server = serve(read, write);
        let (read, write) = split(ours);
        let (buffer, waiting) = (Vec::new(), VecDeque::new());
        Self { write, read, buffer, waiting, server, next: 0, uri: URI.to_owned(), version: 0 }
    }

    /// A client without folders, with the answer to `initialize`.
    pub async fn start(capabilities: Value) -> (Self, Value) {
        let mut client = Self::over(|read, write| tokio::spawn(bigan::server::serve(read, write)));
        let answer = client.initialize(&[], capabilities).await;
        (client, answer)
    }

    /// A client with workspace `folders`.
    pub async fn start_in(folders: &[&Path], capabilities: Value) -> Self {
        let mut client = Self::over(|read, write| tokio::spawn(bigan::server::serve(read, write)));
        client.initialize(folders, capabilities).await;
        client
    }

    /// A client of a server that shows progress for whatever takes any time at all, if the client `can`.
    pub async fn start_impatient(folders: &[&Path], can: bool) -> Self {
        let serve = |read, write| bigan::server::serve_with_patience(read, write, Duration::ZERO);
        let mut client = Self::over(|read, write| tokio::spawn(serve(read, write)));
        let mut capabilities = capabilities("utf-16");
        capabilities["window"] = json!({"workDoneProgress": can});
        client.initialize(folders, capabilities).await;
        client
    }

    async fn initialize(&mut self, folders: &[&Path], capabilities: Value) -> Value {
        let folders: Vec<Value> =
            folders.iter().map(|f| json!({"uri": file_uri(f), "name": "workspace"})).collect();
        let root = folders.first().map(|f| f["uri"].clone());
        let params = json!({"processId": null, "rootUri": root, "workspaceFolders": folders,
                            "locale": "en", "capabilities": capabilities});
        let answer = self.ask("initialize", params).await;
        self.tell("initialized", json!({})).await;
        answer["result"].clone()
    }

    pub async fn raw(&mut self, body: &[u8]) {
        self.write.write_all(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await.unwrap();
        self.write.write_all(body).await.unwrap();
    }

    pub async fn tell(&mut self, method: &str, params: Value) {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        self.raw(message.to_string().as_bytes()).await;
    }

    pub async fn send(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let message = json!({"jsonrpc": "2.0", "id": self.next, "method": method, "params": params});
        self.raw(message.to_string().as_bytes()).await;
        self.next
    }

    /// The answer to the request `id`.
    pub async fn answer(&mut self, id: i64) -> Value {
        self.until(|m| m["id"] == json!(id) && m.get("method").is_none()).await
    }

    pub async fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params).await;
        self.answer(id).await
    }

    /// Waits for the server to ask `method`, and answers with nothing; what it asked.
    pub async fn grant(&mut self, method: &str) -> Value {
        let request = self.until(|m| m["method"] == method).await;
        let answer = json!({"jsonrpc": "2.0", "id": request["id"], "result": null});
        self.raw(answer.to_string().as_bytes()).await;
        request["params"].clone()
    }

    /// The first message that fits; earlier ones stay for later questions.
    pub async fn until(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&fits) {
            return self.waiting.remove(at).unwrap();
        }
        loop {
            let message = tokio::time::timeout(GENEROUS, self.receive())
                .await
                .expect("an answer in time")
                .expect("an open pipe");
            if fits(&message) {
                return message;
            }
            self.waiting.push_back(message);
        }
    }

    async fn receive(&mut self) -> Option<Value> {
        loop {
            if let Some(end) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                let header = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
                let length: usize = header.split(':').nth(1).unwrap().trim().parse().unwrap();
                if self.buffer.len() >= end + 4 + length {
                    let body: Vec<u8> = self.buffer.drain(..end + 4 + length).skip(end + 4).collect();
                    return Some(serde_json::from_slice(&body).unwrap());
                }
            }
            // On the heap: whatever awaits this would carry it along, and a long test would outgrow its stack.
            let mut chunk = vec![0; 65536];
            let read = self.read.read(&mut chunk).await.ok().filter(|n| *n > 0)?;
            self.buffer.extend_from_slice(&chunk[..read]);
        }
    }

    pub async fn open(&mut self, text: &str) {
        self.version = 1;
        let document = json!({"uri": self.uri, "languageId": "speech-draft", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document})).await;
    }

    /// Opens the document at `path`, which is the one spoken of from now on.
    pub async fn open_file(&mut self, path: &Path, text: &str) {
        self.uri = file_uri(path);
        self.open(text).await;
    }

    pub async fn change(&mut self, changes: Value) {
        self.version += 1;
        let document = json!({"uri": self.uri, "version": self.version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}))
            .await;
    }

    /// Types `text` at a place.
    pub async fn insert(&mut self, line: usize, character: usize, text: &str) {
        let place = json!({"line": line, "character": character});
        self.change(json!([{"range": {"start": place, "end": place}, "text": text}])).await;
    }

    /// The diagnostics of the current version.
    pub async fn diagnostics(&mut self) -> Vec<Value> {
        let (uri, version) = (self.uri.clone(), self.version);
        let fits = move |m: &Value| {
            m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["uri"] == json!(uri)
                && m["params"]["version"] == json!(version)
        };
        self.until(fits).await["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Waits for diagnostics of the document with just these rules.
    pub async fn shows(&mut self, rules: &[&str]) -> Vec<Value> {
        let uri = self.uri.clone();
        let fits = move |m: &Value| {
            m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["uri"] == json!(uri)
                && codes(m["params"]["diagnostics"].as_array().unwrap()) == rules
        };
        self.until(fits).await["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The rules of all findings of the current text, those of the proofreader included.
    pub async fn pulled(&mut self) -> Vec<String> {
        let params = json!({"textDocument": {"uri": self.uri}});
        let report = self.ask("textDocument/diagnostic", params).await;
        codes(report["result"]["items"].as_array().unwrap()).into_iter().map(str::to_owned).collect()
    }

    pub async fn symbols(&mut self) -> Value {
        let params = json!({"textDocument": {"uri": self.uri}});
        self.ask("textDocument/documentSymbol", params).await["result"].clone()
    }

    /// The next message shown to the writer.
    pub async fn message(&mut self) -> String {
        let shown = self.until(|m| m["method"] == "window/showMessage").await;
        shown["params"]["message"].as_str().unwrap().to_owned()
    }

    /// Says that `path` was written or deleted.
    pub async fn file_changed(&mut self, path: &Path) {
        let kind = if path.exists() { 2 } else { 3 };
        let changes = json!({"changes": [{"uri": file_uri(path), "type": kind}]});
        self.tell("workspace/didChangeWatchedFiles", changes).await;
    }

    /// Ends the session and asserts that it ended well.
    pub async fn end(mut self) {
        assert!(self.ask("shutdown", Value::Null).await.get("error").is_none());
        self.tell("exit", Value::Null).await;
        let clean = tokio::time::timeout(GENEROUS, &mut self.server).await.expect("an end").unwrap();
        assert!(clean, "shutdown came before exit");
    }
}

pub fn capabilities(encoding: &str) -> Value {
    json!({
        "general": {"positionEncodings": [encoding]},
        "workspace": {"configuration": true, "workspaceEdit": {"documentChanges": true}},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
    })
}

pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|d| d["code"].as_str().unwrap()).collect()
}

/// The column of byte `at` of `line` in `encoding`.
pub fn column(line: &str, at: usize, encoding: &str) -> usize {
    match encoding {
        "utf-8" => at,
        "utf-16" => line[..at].encode_utf16().count(),
        _ => line[..at].chars().count(),
    }
}

/// `path` as editors write it: all but plain ASCII escaped.
pub fn file_uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte as char)
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// `text` after the edits of a workspace edit that touches one document, columns in UTF-16.
pub fn applied(text: &str, edit: &Value) -> String {
    let changes = edit["documentChanges"].as_array().expect("edits that name a version");
    assert_eq!(changes.len(), 1, "{edit}");
    let offset = |place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = place["character"].as_u64().unwrap() as usize;
        let counted = text[start..].chars().take_while(|c| {
            let fits = units > 0;
            units = units.saturating_sub(c.len_utf16());
            fits
        });
        start + counted.map(char::len_utf8).sum::<usize>()
    };
    let mut edits: Vec<(usize, usize, &str)> = changes[0]["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            let (start, end) = (&e["range"]["start"], &e["range"]["end"]);
            (offset(start), offset(end), e["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort();
    let mut after = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        after.replace_range(start..end, new);
    }
    after
}
