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
