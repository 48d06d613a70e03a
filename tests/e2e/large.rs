//! Drafts far larger than any speech: slower is fine, wrong or dead is not, and the writer is told.

use serde_json::{Value, json};

use super::client::{Client, URI, capabilities, codes};

/// A clean draft of at least `bytes`: articles of a paragraph each, and how many there are.
fn draft(bytes: usize) -> (String, usize) {
    let body = "坚持问题导向，聚焦重点任务，压实各级责任，确保各项部署落到实处。".repeat(4);
    let (mut text, mut count) = (String::with_capacity(bytes + 1000), 0);
    while text.len() < bytes {
        count += 1;
        text.push_str(&format!("第{count}条　抓好重点任务\n{body}\n"));
    }
    (text, count)
}

#[tokio::test(flavor = "multi_thread")]
async fn five_megabytes_open_change_and_give_symbols() {
    let (text, count) = draft(5 << 20);
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.open(&text).await;
    assert_eq!(codes(&client.diagnostics().await), [""; 0]);
    assert_eq!(client.symbols().await.as_array().unwrap().len(), count);
    // 第2条 goes, and leaves a gap.
    let (start, end) = (json!({"line": 2, "character": 0}), json!({"line": 4, "character": 0}));
    client.change(json!([{"range": {"start": start, "end": end}, "text": ""}])).await;
    assert_eq!(codes(&client.diagnostics().await), ["numbering-gap"]);
    assert_eq!(client.symbols().await.as_array().unwrap().len(), count - 1);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paragraph_of_a_megabyte_is_survived() {
    let point = "；二是改进作风，狠抓落实，务求实效😀";
    let line = format!("要做到：一是学{}。", point.repeat((1 << 20) / point.len()));
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.open(&format!("一、甲\n{line}\n三、乙\n")).await;
    assert!(codes(&client.diagnostics().await).contains(&"numbering-gap"));
    client.insert(1, line.encode_utf16().count() - 1, "字").await;
    client.insert(2, 0, "二、丙\n").await;
    assert!(!codes(&client.diagnostics().await).contains(&"numbering-gap"));
    assert_eq!(client.symbols().await.as_array().unwrap().len(), 3);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_request_is_an_error_or_whole_and_never_an_empty_list() {
    let (text, count) = draft(5 << 20);
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.open(&text).await;
    for method in ["textDocument/documentSymbol", "textDocument/foldingRange"] {
        let id = client.send(method, json!({"textDocument": {"uri": URI}})).await;
        client.tell("$/cancelRequest", json!({"id": id})).await;
        let answer = client.answer(id).await;
        match answer["result"].as_array() {
            Some(whole) => assert_eq!(whole.len(), count, "{method}"),
            None => assert_eq!(answer["error"]["code"], -32800, "{method}: {answer}"),
        }
    }
    // Called off too late, or never asked: nothing happens.
    client.tell("$/cancelRequest", json!({"id": 1})).await;
    client.tell("$/cancelRequest", json!({"id": "no such request"})).await;
    assert_eq!(client.symbols().await.as_array().unwrap().len(), count);
    client.end().await;
}

/// Waits for the progress that was granted as `params` to begin or end.
async fn progress(client: &mut Client, params: &Value, kind: &str) {
    let fits = |m: &Value| {
        m["method"] == "$/progress"
            && m["params"]["token"] == params["token"]
            && m["params"]["value"]["kind"] == kind
    };
    client.until(fits).await;
}

fn said(client: &Client, method: &str) -> bool {
    client.waiting.iter().any(|m| m["method"] == method)
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_a_large_draft_shows_progress() {
    let (text, _) = draft(2 << 20);
    let mut client = Client::start_impatient(&[], true).await;
    client.open(&text).await;
    let params = client.grant("window/workDoneProgress/create").await;
    progress(&mut client, &params, "begin").await;
    assert!(!said(&client, "textDocument/publishDiagnostics"), "the work is over before it is shown");
    progress(&mut client, &params, "end").await;
    assert_eq!(codes(&client.diagnostics().await), [""; 0]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_of_the_workspace_shows_progress() {
    let folder = tempfile::tempdir().unwrap();
    let (text, count) = draft(2 << 20);
    std::fs::write(folder.path().join("大稿.speech"), text).unwrap();
    let mut client = Client::start_impatient(&[folder.path()], true).await;
    let id = client.send("workspace/symbol", json!({"query": format!("第{count}条")})).await;
    let params = client.grant("window/workDoneProgress/create").await;
    progress(&mut client, &params, "begin").await;
    progress(&mut client, &params, "end").await;
    assert_eq!(client.answer(id).await["result"].as_array().unwrap().len(), 1);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_progress_is_shown_without_leave_and_nothing_waits_for_it() {
    let (text, _) = draft(2 << 20);
    let mut client = Client::start_impatient(&[], true).await;
    client.open(&text).await;
    assert_eq!(codes(&client.diagnostics().await), [""; 0]);
    assert!(said(&client, "window/workDoneProgress/create"));
    client.symbols().await;
    assert!(!said(&client, "$/progress"), "the client has not answered");
    client.end().await;
    let mut client = Client::start_impatient(&[], false).await;
    client.open(&text).await;
    client.diagnostics().await;
    client.symbols().await;
    assert!(!said(&client, "window/workDoneProgress/create"), "the client cannot show progress");
    client.end().await;
}
