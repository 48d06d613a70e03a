//! Dismissing findings: what the actions write into `.bigan.toml`, and that it holds at once.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, capabilities};

const TWICE: &str = "代表市委表示忠心的感谢。\n\n代表市政府表示忠心的感谢。\n";

/// A client of the workspace `root` with `text` open as `draft`, once its slips are shown.
async fn open(root: &Path, draft: &Path, text: &str, rules: &[&str]) -> (Client, Vec<Value>) {
    let mut client = Client::start_in(&[root], capabilities("utf-16")).await;
    client.open_file(draft, text).await;
    let diagnostics = client.shows(rules).await;
    (client, diagnostics)
}

/// Chooses the action whose title holds `words` at `diagnostic`, as an editor does; what the command answers.
async fn choose(client: &mut Client, diagnostic: &Value, words: &str) -> Value {
    let params = json!({"textDocument": {"uri": client.uri}, "range": diagnostic["range"],
                        "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}});
    let offered = client.ask("textDocument/codeAction", params).await["result"].clone();
    let action = offered.as_array().unwrap().iter().find(|a| a["title"].as_str().unwrap().contains(words));
    let command = &action.expect(words)["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    client.ask("workspace/executeCommand", params).await["result"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn ignoring_here_silences_this_place_alone_and_makes_the_file_at_the_root() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("二月");
    fs::create_dir(&inner).unwrap();
    let draft = inner.join("稿.speech.txt");
    let (mut client, shown) = open(folder.path(), &draft, TWICE, &["confused-word", "confused-word"]).await;
    assert_eq!(choose(&mut client, &shown[0], "Ignore here").await, true);
    let file = folder.path().join(".bigan.toml");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text, "[dictionary]\nignore = [\"市委表示⟦忠⟧心的感谢\"]\n");
    assert!(client.message().await.contains(&file.display().to_string()));
    let left = client.shows(&["confused-word"]).await;
    assert_eq!(left[0]["range"]["start"]["line"], 2);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_goes_into_the_nearest_file_and_leaves_the_rest_of_it_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(".bigan.toml");
    fs::write(&file, "# 本项目\n[dictionary]\nwords = [\n  \"绵山\", # 地名\n]\n\n[log] # 日志\n").unwrap();
    let draft = folder.path().join("稿.speech.txt");
    let (mut client, shown) = open(folder.path(), &draft, TWICE, &["confused-word", "confused-word"]).await;
    assert_eq!(choose(&mut client, &shown[0], "to the project's words").await, true);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "# 本项目\n[dictionary]\nwords = [\n  \"绵山\", # 地名\n  \"表示忠心的\",\n]\n\n[log] # 日志\n"
    );
    client.shows(&[]).await;
    assert_eq!(client.pulled().await, [""; 0]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_switched_off_for_numbering_too() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("稿.speech.txt");
    let text = "表示忠心的感谢。\n\n一、甲\n\n三、乙\n";
    let rules = ["confused-word", "numbering-gap"];
    let (mut client, shown) = open(folder.path(), &draft, text, &rules).await;
    assert_eq!(choose(&mut client, &shown[1], "Switch off numbering-gap").await, true);
    client.shows(&["confused-word"]).await;
    assert_eq!(choose(&mut client, &shown[0], "Switch off confused-word").await, true);
    assert_eq!(client.pulled().await, [""; 0]);
    let written = fs::read_to_string(folder.path().join(".bigan.toml")).unwrap();
    assert_eq!(written, "[rules]\nnumbering-gap = \"off\"\nconfused-word = \"off\"\n");
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_named_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(".bigan.toml");
    let draft = folder.path().join("稿.speech.txt");
    let (mut client, shown) = open(folder.path(), &draft, TWICE, &["confused-word", "confused-word"]).await;
    fs::write(&file, "[dictionary\n").unwrap();
    for words in ["Ignore here", "to the project's words", "Switch off"] {
        assert_eq!(choose(&mut client, &shown[0], words).await, false);
        let message = client.message().await;
        assert!(message.contains(&format!("{}:1:", file.display())), "{message}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "[dictionary\n");
    assert_eq!(client.pulled().await.len(), 2);
    client.end().await;
}

/// The parameters of the command that adds `word` for the document `uri`.
fn add_word(uri: &str, word: &str) -> Value {
    json!({"command": "bigan.addWord", "arguments": [{"uri": uri, "word": word}]})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_can_name_what_it_means_and_says_where_there_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("稿.speech.txt");
    let (mut client, _) = open(folder.path(), &draft, TWICE, &["confused-word", "confused-word"]).await;
    let uri = client.uri.clone();
    let answer = client.ask("workspace/executeCommand", add_word(&uri, "忠心的感谢")).await;
    assert_eq!(answer["result"], true);
    assert_eq!(client.pulled().await, [""; 0]);
    let nowhere = json!({"command": "bigan.ignoreHere", "arguments": [{"uri": uri}]});
    assert_eq!(client.ask("workspace/executeCommand", nowhere).await["result"], false);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_without_a_place_is_told_to_be_saved() {
    let mut client = Client::start_in(&[], capabilities("utf-16")).await;
    let answer = client.ask("workspace/executeCommand", add_word("untitled:Untitled-1", "绵山")).await;
    assert_eq!(answer["result"], false);
    assert!(client.message().await.contains("save it first"));
    client.end().await;
}
