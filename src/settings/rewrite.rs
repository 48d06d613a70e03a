//! Changing one key in the text of a settings file: comments, order and all else stay as the writer left them.

use toml_edit::{Array, DocumentMut, Item, RawString, Table, TableLike, Value};

use super::table::kebab;

/// A change of a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// A word for `dictionary.words`.
    Word(String),
    /// A wording for `dictionary.ignore`.
    Ignore(String),
    /// A rule to be switched off, by its id.
    RuleOff(&'static str),
}

impl Amendment {
    /// Section and name of the key that it changes.
    pub(super) fn key(&self) -> (&'static str, &'static str) {
        match self {
            Amendment::Word(_) => ("dictionary", "words"),
            Amendment::Ignore(_) => ("dictionary", "ignore"),
            Amendment::RuleOff(id) => ("rules", id),
        }
    }
}

/// `text` with `amendment`; `None` where it is no TOML, or has something at the key that is no place for it.
pub(super) fn rewritten(text: &str, amendment: &Amendment) -> Option<String> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut document: DocumentMut = plain.parse().ok()?;
    let (section, name) = amendment.key();
    let slot = slot(&mut document, section, name)?;
    match amendment {
        Amendment::Word(word) | Amendment::Ignore(word) => {
            if slot.is_none() {
                *slot = Item::Value(Value::Array(Array::new()));
            }
            push(slot.as_array_mut()?, word);
        }
        Amendment::RuleOff(_) => {
            let decor = slot.as_value().map(|old| old.decor().clone());
            let mut value = Value::from("off");
            if let Some(decor) = decor {
                *value.decor_mut() = decor;
            }
            *slot = Item::Value(value);
        }
    }
    let mut out = document.to_string();
    // What is new ends its lines as the rest does.
    if plain.contains("\r\n") {
        out = out.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    Some(if plain.len() < text.len() { format!("\u{feff}{out}") } else { out })
}

/// The place of the key: in its section, wherever and however that is written, or joined by a full stop.
fn slot<'d>(document: &'d mut DocumentMut, section: &str, name: &str) -> Option<&'d mut Item> {
    let joined = format!("{section}.{name}");
    if let Some(key) = known_key(document.as_table(), &joined) {
        return document.get_mut(&key);
    }
    let key = match known_key(document.as_table(), section) {
        Some(key) => key,
        None => {
            let mut table = Table::new();
            // What stands at the end of the file, comments mostly, stays before the new section.
            let tail = document.trailing().as_str().unwrap_or_default().to_owned();
            let blank = if tail.is_empty() && document.is_empty() { "" } else { "\n" };
            table.decor_mut().set_prefix(format!("{tail}{blank}"));
            document.set_trailing(RawString::default());
            document.insert(section, Item::Table(table));
            section.to_owned()
        }
    };
    let table = document.get_mut(&key)?.as_table_like_mut()?;
    let key = known_key(table, name).unwrap_or_else(|| name.to_owned());
    Some(table.entry(&key).or_insert(Item::None))
}

/// The key of `table` that means `name`: settings may be written in kebab-case or in camelCase.
fn known_key(table: &dyn TableLike, name: &str) -> Option<String> {
    table.iter().map(|(key, _)| key).find(|key| kebab(key) == name).map(str::to_owned)
}

/// Adds `word` at the end of `array`, on a line of its own where the others have theirs.
fn push(array: &mut Array, word: &str) {
    if array.iter().any(|item| item.as_str() == Some(word)) {
        return;
    }
    // What stands between the last word and the bracket: a comment, the end of the line.
    let mut tail = String::new();
    if let Some(last) = array.get_mut(array.len().wrapping_sub(1)) {
        tail.push_str(last.decor().suffix().and_then(RawString::as_str).unwrap_or_default());
        last.decor_mut().set_suffix("");
    }
    tail.push_str(array.trailing().as_str().unwrap_or_default());
    let value = Value::from(word);
    let Some((before, _)) = tail.rsplit_once('\n') else {
        array.push(value);
        array.set_trailing("");
        return;
    };
    let first = array.get(0).and_then(|item| item.decor().prefix()).and_then(RawString::as_str);
    let indent = first.and_then(|prefix| prefix.rsplit_once('\n')).map_or("    ", |(_, indent)| indent);
    let value = value.decorated(format!("{before}\n{indent}"), "");
    array.push_formatted(value);
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word() -> Amendment {
        Amendment::Word("绵山".to_owned())
    }

    #[track_caller]
    fn check(before: &str, amendment: &Amendment, after: &str) {
        assert_eq!(rewritten(before, amendment).as_deref(), Some(after));
    }

    #[test]
    fn what_is_missing_is_added() {
        check("", &word(), "[dictionary]\nwords = [\"绵山\"]\n");
        check(
            "# 说明\n[rules]\nlone-point = \"off\" # 不查\n",
            &word(),
            "# 说明\n[rules]\nlone-point = \"off\" # 不查\n\n[dictionary]\nwords = [\"绵山\"]\n",
        );
        check("# 只有注释\n", &word(), "# 只有注释\n\n[dictionary]\nwords = [\"绵山\"]\n");
        check("", &Amendment::RuleOff("lone-point"), "[rules]\nlone-point = \"off\"\n");
    }

    #[test]
    fn a_list_grows_in_its_own_shape() {
        check("[dictionary]\nwords = [ ]\n", &word(), "[dictionary]\nwords = [\"绵山\"]\n");
        check(
            "[dictionary]\nwords = [\"甲\"] # 地名\n",
            &word(),
            "[dictionary]\nwords = [\"甲\", \"绵山\"] # 地名\n",
        );
        check(
            "[dictionary]\nwords = [\n  \"甲\", # 人名\n  \"乙\", # 地名\n]\n",
            &word(),
            "[dictionary]\nwords = [\n  \"甲\", # 人名\n  \"乙\", # 地名\n  \"绵山\",\n]\n",
        );
        check(
            "[dictionary]\nwords = [\n  \"甲\",\n  \"乙\" # 地名\n]\n",
            &word(),
            "[dictionary]\nwords = [\n  \"甲\",\n  \"乙\", # 地名\n  \"绵山\",\n]\n",
        );
    }

    #[test]
    fn a_word_that_is_there_changes_nothing() {
        let text = "[dictionary]\nwords = [ 'a', \"绵山\" ] # 不动\n";
        check(text, &word(), text);
    }

    #[test]
    fn sections_may_be_written_in_any_way() {
        check("dictionary.words = [\"甲\"]\n", &word(), "dictionary.words = [\"甲\", \"绵山\"]\n");
        check("\"dictionary.words\" = [\"甲\"]\n", &word(), "\"dictionary.words\" = [\"甲\", \"绵山\"]\n");
        check(
            "dictionary = { words = [\"甲\"] }\n",
            &word(),
            "dictionary = { words = [\"甲\", \"绵山\"] }\n",
        );
    }

    #[test]
    fn a_rule_is_switched_off_where_it_stands() {
        let off = Amendment::RuleOff("lone-point");
        check("[rules]\nlone-point = \"hint\" # 轻些\n", &off, "[rules]\nlone-point = \"off\" # 轻些\n");
        check("[rules]\nlonePoint = \"hint\"\n", &off, "[rules]\nlonePoint = \"off\"\n");
        check("[rules]\n# 空的\n\n[log]\n", &off, "[rules]\nlone-point = \"off\"\n# 空的\n\n[log]\n");
    }

    #[test]
    fn windows_files_stay_windows_files() {
        check(
            "\u{feff}[log]\r\nlevel = \"off\"\r\n",
            &word(),
            "\u{feff}[log]\r\nlevel = \"off\"\r\n\r\n[dictionary]\r\nwords = [\"绵山\"]\r\n",
        );
    }

    #[test]
    fn what_has_no_place_for_it_is_left_alone() {
        for text in ["dictionary = 1", "dictionary.words = \"甲\"", "a = [\n", "rules = []"] {
            let amendment = if text.starts_with("rules") { Amendment::RuleOff("lone-point") } else { word() };
            assert_eq!(rewritten(text, &amendment), None, "{text}");
        }
    }
}
