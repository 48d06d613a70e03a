//! `.bigan.toml`: read at the start, read again when it changes, and never a reason to stop serving.

use std::fs;

use serde_json::json;

use super::client::{Client, capabilities, codes};

const GAP: &str = "一、甲\n\n三、乙\n";

#[tokio::test(flavor = "multi_thread")]
async fn the_file_is_read_at_the_start_and_again_when_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (file, draft) = (folder.path().join(".bigan.toml"), folder.path().join("稿.speech.txt"));
    fs::write(&file, "[rules]\nnumbering-gap = \"hint\"\n").unwrap();
    let mut client = Client::start_in(&[folder.path()], capabilities("utf-16")).await;
    client.open_file(&draft, GAP).await;
    assert_eq!(client.diagnostics().await[0]["severity"], 4);
    fs::write(&file, "[rules]\nnumbering-gap = \"off\"\n").unwrap();
    client.file_changed(&file).await;
    assert_eq!(codes(&client.diagnostics().await), [""; 0]);
    fs::remove_file(&file).unwrap();
    client.file_changed(&file).await;
    assert_eq!(client.diagnostics().await[0]["severity"], 1);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_file_is_named_once_and_the_last_good_settings_stay() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("其他");
    fs::create_dir(&inner).unwrap();
    let file = folder.path().join(".bigan.toml");
    fs::write(&file, "[rules]\nnumbering-gap = \"hint\"\n").unwrap();
    let mut client = Client::start_in(&[folder.path()], capabilities("utf-16")).await;
    // Two drafts in two folders live by the same file.
    client.open_file(&inner.join("乙.speech.txt"), GAP).await;
    client.diagnostics().await;
    client.open_file(&folder.path().join("甲.speech.txt"), GAP).await;
    assert_eq!(client.diagnostics().await[0]["severity"], 4);
    fs::write(&file, "[rules]\nnumbering-gap = off\n").unwrap();
    client.file_changed(&file).await;
    let message = client.message().await;
    assert!(message.contains(&format!("{}:2:", file.display())), "{message}");
    client.insert(0, 3, "字").await;
    assert_eq!(client.diagnostics().await[0]["severity"], 4);
    assert!(client.waiting.iter().all(|m| m["method"] != "window/showMessage"), "{:?}", client.waiting);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_broken_from_the_start_leaves_the_defaults() {
    let folder = tempfile::tempdir().unwrap();
    let (file, draft) = (folder.path().join(".bigan.toml"), folder.path().join("稿.speech.txt"));
    fs::write(&draft, GAP).unwrap();
    fs::write(&file, "rules = [\n").unwrap();
    let mut client = Client::start_in(&[folder.path()], capabilities("utf-16")).await;
    // The draft is read for a query before it is opened: that must not swallow the message.
    client.ask("workspace/symbol", json!({"query": ""})).await;
    client.open_file(&draft, GAP).await;
    assert_eq!(client.diagnostics().await[0]["severity"], 1);
    let message = client.message().await;
    assert!(message.contains(&file.display().to_string()), "{message}");
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_that_means_nothing_is_named_and_the_rest_holds() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(".bigan.toml");
    fs::write(&file, "[rules]\nnumbering-gap = \"loud\"\nlone-pint = \"off\"\nnumbering-start = \"off\"\n")
        .unwrap();
    let mut client = Client::start_in(&[folder.path()], capabilities("utf-16")).await;
    client.open_file(&folder.path().join("稿.speech.txt"), "二、甲\n\n四、乙\n").await;
    assert_eq!(codes(&client.diagnostics().await), ["numbering-gap"]);
    let messages = [client.message().await, client.message().await].join("\n");
    for named in ["numbering-gap", "loud", "lone-pint", "lone-point", &file.display().to_string()] {
        assert!(messages.contains(named), "{named} in {messages}");
    }
    client.end().await;
}

const SLIP: &str = "向同志们表示忠心的感谢。\n";

#[tokio::test(flavor = "multi_thread")]
async fn words_of_the_editors_settings_hold_at_once() {
    let mut capabilities = capabilities("utf-16");
    capabilities["workspace"]["configuration"] = json!(false);
    let (mut client, _) = Client::start(capabilities).await;
    client.open(SLIP).await;
    client.shows(&["confused-word"]).await;
    let settings = json!({"settings": {"bigan": {"dictionary": {"words": ["忠心的感谢"]}}}});
    client.tell("workspace/didChangeConfiguration", settings).await;
    client.shows(&[]).await;
    assert_eq!(client.pulled().await, [""; 0]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_list_holds_as_soon_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("人名.txt");
    fs::write(folder.path().join(".bigan.toml"), "[dictionary]\npaths = [\"./人名.txt\"]\n").unwrap();
    let mut capabilities = capabilities("utf-16");
    capabilities["workspace"]["didChangeWatchedFiles"] =
        json!({"dynamicRegistration": true, "relativePatternSupport": true});
    let mut client = Client::start_in(&[folder.path()], capabilities).await;
    client.grant("client/registerCapability").await;
    client.open_file(&folder.path().join("稿.speech.txt"), SLIP).await;
    let message = client.message().await;
    assert!(message.contains(&folder.path().join("人名.txt").display().to_string()), "{message}");
    let watched = client.grant("client/registerCapability").await.to_string();
    assert!(watched.contains("人名.txt") && watched.contains("baseUri"), "{watched}");
    client.shows(&["confused-word"]).await;
    fs::write(&list, "\u{feff}# 本单位的词\n\n忠心的感谢\n").unwrap();
    client.file_changed(&list).await;
    assert_eq!(client.pulled().await, [""; 0]);
    fs::remove_file(&list).unwrap();
    client.file_changed(&list).await;
    assert_eq!(client.pulled().await, ["confused-word"]);
    // That it is gone is said once, however often the draft is read again.
    client.message().await;
    client.insert(0, 0, "我").await;
    assert_eq!(client.pulled().await, ["confused-word"]);
    assert!(client.waiting.iter().all(|m| m["method"] != "window/showMessage"), "{:?}", client.waiting);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_the_project_leave_the_editors_in_force() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".bigan.toml"), "[dictionary]\nwords = [\"布署\"]\n").unwrap();
    let mut capabilities = capabilities("utf-16");
    capabilities["workspace"]["configuration"] = json!(false);
    let mut client = Client::start_in(&[folder.path()], capabilities).await;
    let settings = json!({"settings": {"dictionary": {"words": ["忠心的感谢"]}}});
    client.tell("workspace/didChangeConfiguration", settings).await;
    client.open_file(&folder.path().join("稿.speech.txt"), "表示忠心的感谢，布署工作。\n").await;
    assert_eq!(client.pulled().await, [""; 0]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_client_called_markdown_stays_so_when_settings_change() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(".bigan.toml");
    let mut client = Client::start_in(&[folder.path()], capabilities("utf-16")).await;
    client.uri = super::client::file_uri(&folder.path().join("稿.txt"));
    let document =
        json!({"uri": client.uri, "languageId": "markdown", "version": 1, "text": "# 标题\n\n正文。\n"});
    client.tell("textDocument/didOpen", json!({"textDocument": document})).await;
    let before = client.symbols().await;
    assert_eq!(before.as_array().unwrap().len(), 1);
    fs::write(&file, "[rules]\nlone-point = \"hint\"\n").unwrap();
    client.file_changed(&file).await;
    assert_eq!(client.symbols().await, before);
    client.end().await;
}
