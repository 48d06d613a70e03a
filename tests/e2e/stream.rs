//! What the stream itself can break: order, coalescing, bad messages, clean ends.

use serde_json::{Value, json};

use super::client::{Client, GENEROUS, URI, capabilities, codes, column};

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_edits_arrive_in_order_in_every_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let (mut client, answer) = Client::start(capabilities(encoding)).await;
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        let mut lines: Vec<String> =
            ["一、甲😀", "正文：一是学；二是改。", "三、乙"].map(String::from).to_vec();
        client.open(&lines.join("\n")).await;
        let mut seed = 7usize;
        for _ in 0..2000 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let at_line = (seed >> 33) % lines.len();
            let bounds: Vec<usize> =
                lines[at_line].char_indices().map(|(i, _)| i).chain([lines[at_line].len()]).collect();
            let at = bounds[(seed >> 20) % bounds.len()];
            let piece = ["字", "😀", "二、", "\n", "一是"][(seed >> 40) % 5];
            let place = json!({"line": at_line, "character": column(&lines[at_line], at, encoding)});
            client.change(json!([{"range": {"start": place, "end": place}, "text": piece}])).await;
            let tail = lines[at_line].split_off(at);
            if piece == "\n" {
                lines.insert(at_line + 1, tail);
            } else {
                lines[at_line].push_str(piece);
                lines[at_line].push_str(&tail);
            }
        }
        let (diagnostics, symbols) = (client.diagnostics().await, client.symbols().await);
        client.tell("textDocument/didClose", json!({"textDocument": {"uri": URI}})).await;
        client.waiting.clear();
        client.open(&lines.join("\n")).await;
        assert_eq!(client.diagnostics().await, diagnostics, "{encoding}");
        assert_eq!(client.symbols().await, symbols, "{encoding}");
        client.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_findings_of_a_version_are_all_of_them() {
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client
        .open(&format!("一、甲\n要再接再励。\n{}三、乙\n", "坚持问题导向，压实各级责任。\n".repeat(300)))
        .await;
    assert_eq!(codes(&client.diagnostics().await), ["confused-word", "numbering-gap"]);
    client.insert(5, 0, "要再接再励。").await;
    assert_eq!(codes(&client.diagnostics().await), ["confused-word", "confused-word", "numbering-gap"]);
    // Nothing was sent besides.
    client.symbols().await;
    assert!(client.waiting.iter().all(|m| m["method"] != "textDocument/publishDiagnostics"));
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_draft_shows_what_is_quick_to_find_first_and_a_pull_gets_all() {
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    let body = "坚持问题导向，聚焦重点任务，压实各级责任，确保各项部署落到实处。\n".repeat(600);
    client.open(&format!("一、甲\n{body}三、乙\n要再接再励。\n")).await;
    let id = client.send("textDocument/diagnostic", json!({"textDocument": {"uri": URI}})).await;
    let all = ["numbering-gap", "confused-word"];
    assert_eq!(codes(&client.diagnostics().await), ["numbering-gap"]);
    assert_eq!(codes(client.answer(id).await["result"]["items"].as_array().unwrap()), all);
    while codes(&client.diagnostics().await) != all {}
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_that_were_written_before_follow_their_lines() {
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    let mut lines: Vec<String> =
        (0..60).map(|n| format!("第{n}段，要再接再励😀，表示忠心的感谢。")).collect();
    client.open(&lines.join("\n")).await;
    client.diagnostics().await;
    // A character inside a line, one of other width for it, a new line, a line less.
    for (line, from, to, text) in
        [(30, 0, 0, "字"), (30, 0, 1, "😀"), (30, 12, 14, "abcd"), (20, 0, 0, "新\n"), (10, 0, 5, "")]
    {
        let range =
            json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
        client.change(json!([{"range": range, "text": text}])).await;
        let units: Vec<u16> = lines[line].encode_utf16().collect();
        let part = |range: &[u16]| String::from_utf16(range).unwrap();
        lines[line] = format!("{}{text}{}", part(&units[..from]), part(&units[to..]));
        lines = lines.join("\n").split('\n').map(String::from).collect();
        let found = client.diagnostics().await;
        let (mut fresh, _) = Client::start(capabilities("utf-16")).await;
        fresh.open(&lines.join("\n")).await;
        assert_eq!(found, fresh.diagnostics().await, "{line} {from} {text}");
        fresh.end().await;
    }
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_costs_a_few_publishes_and_ends_with_the_last_version() {
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.open(&"一、甲\n正文。\n三、乙\n".repeat(200)).await;
    client.diagnostics().await;
    let place = json!({"line": 1, "character": 0});
    for _ in 0..100 {
        client.change(json!([{"range": {"start": place, "end": place}, "text": "字"}])).await;
    }
    client.diagnostics().await;
    let earlier = client.waiting.iter().filter(|m| m["method"] == "textDocument/publishDiagnostics");
    let versions: Vec<i64> = earlier.map(|m| m["params"]["version"].as_i64().unwrap()).collect();
    assert!(versions.len() < 5, "{versions:?}");
    assert!(versions.is_sorted(), "{versions:?}");
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_never_answers_stalls_nothing() {
    // Its settings are asked for, and this client answers nothing at all.
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.until(|m| m["method"] == "workspace/configuration").await;
    client.open("一、甲\n\n三、乙").await;
    assert_eq!(codes(&client.diagnostics().await), ["numbering-gap"]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_messages_are_answered_and_survived() {
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.raw(b"{\"jsonrpc\": \"2.0\", oops").await;
    let answer = client.until(|m| m.get("error").is_some()).await;
    assert_eq!(answer["error"]["code"], -32700);
    let unknown = client.ask("bigan/noSuchThing", json!({})).await;
    assert_eq!(unknown["error"]["code"], -32601);
    client.tell("bigan/noSuchNotice", json!({})).await;
    client
        .tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": "file:///closed", "version": 9}, "contentChanges": []}),
        )
        .await;
    client.open("一、甲\n\n三、乙").await;
    assert_eq!(codes(&client.diagnostics().await), ["numbering-gap"]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn impossible_ranges_and_missing_versions_are_survived() {
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.open("一、甲\n二、乙").await;
    client.version = 40;
    let far = json!({"line": 999, "character": 999});
    client.change(json!([{"range": {"start": far, "end": far}, "text": "\n四、丙"}])).await;
    assert_eq!(codes(&client.diagnostics().await), ["numbering-gap"]);
    client.change(json!([{"range": {"start": far, "end": {"line": 0, "character": 0}}, "text": ""}])).await;
    client.change(json!([{"text": "一、甲\n二、乙"}])).await;
    assert_eq!(codes(&client.diagnostics().await), [""; 0]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_that_closes_ends_the_server_without_shutdown() {
    let (client, _) = Client::start(capabilities("utf-16")).await;
    let Client { write, read, server, .. } = client;
    drop((write, read));
    let clean = tokio::time::timeout(GENEROUS, server).await.expect("an end").unwrap();
    assert!(!clean, "exit without shutdown is code 1");
}

#[tokio::test(flavor = "multi_thread")]
async fn quick_fixes_come_with_versioned_edits_and_one_is_preferred() {
    let (mut client, _) = Client::start(capabilities("utf-16")).await;
    client.open("一、甲\n\n三、乙\n\n四、丙").await;
    let diagnostics = client.diagnostics().await;
    let params = json!({"textDocument": {"uri": URI}, "range": diagnostics[0]["range"],
                        "context": {"diagnostics": diagnostics, "only": ["quickfix"]}});
    let answer = client.ask("textDocument/codeAction", params).await;
    let actions = answer["result"].as_array().unwrap();
    let preferred: Vec<&Value> = actions.iter().filter(|a| a["isPreferred"] == true).collect();
    assert_eq!(preferred.len(), 1);
    let change = &preferred[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    let texts: Vec<&str> =
        change["edits"].as_array().unwrap().iter().map(|e| e["newText"].as_str().unwrap()).collect();
    assert_eq!(texts, ["二、", "三、"]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_change_while_the_draft_is_open() {
    let (mut client, _) =
        Client::start(json!({"textDocument": {"publishDiagnostics": {"versionSupport": true}}})).await;
    client.open("一、甲\n\n三、乙").await;
    assert_eq!(client.diagnostics().await[0]["severity"], 1);
    let settings = json!({"settings": {"bigan": {"rules": {"numbering-gap": "hint"}}}});
    client.tell("workspace/didChangeConfiguration", settings).await;
    assert_eq!(client.diagnostics().await[0]["severity"], 4);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn flat_symbols_for_a_client_without_trees_and_pull_only_where_asked_for() {
    let (mut client, answer) = Client::start(json!({"textDocument": {"diagnostic": {}}})).await;
    assert!(answer["capabilities"]["diagnosticProvider"].is_object());
    client.open("一、甲\n（一）子。正文。\n（二）丑。正文。").await;
    let symbols = client.symbols().await;
    assert_eq!(symbols[1]["containerName"], "一、甲");
    let report = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": URI}})).await;
    assert_eq!(report["result"]["kind"], "full");
    client.end().await;
    let (client, answer) = Client::start(json!({})).await;
    assert!(answer["capabilities"].get("diagnosticProvider").is_none());
    client.end().await;
}
