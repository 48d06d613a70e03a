//! Code actions: what they offer, and the text that they leave behind.

use serde_json::{Value, json};

use super::client::{Client, URI, applied, capabilities, codes};

const FAULTY: &str = "（一）甲😀。\n(二)乙。\n（三）丙。\n\n1.子。\n3.丑。\n";

fn lazy() -> Value {
    let mut capabilities = capabilities("utf-16");
    capabilities["textDocument"]["codeAction"] = json!({"resolveSupport": {"properties": ["edit"]}});
    capabilities
}

/// The actions of one kind for the whole of `range`.
async fn actions(client: &mut Client, kind: &str, range: Value) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": URI}, "range": range,
                        "context": {"diagnostics": [], "only": [kind]}});
    client.ask("textDocument/codeAction", params).await["result"].as_array().unwrap().clone()
}

fn top() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}})
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quick_fix_of_a_gap_closes_it() {
    const TEXT: &str = "一、甲\n\n三、乙\n\n四、丙\n";
    let (mut client, _) = Client::start(lazy()).await;
    client.open(TEXT).await;
    let diagnostic = client.diagnostics().await.remove(0);
    assert_eq!(diagnostic["code"], "numbering-gap");
    let offered = actions(&mut client, "quickfix", diagnostic["range"].clone()).await;
    let best = offered.iter().find(|a| a["isPreferred"] == true).unwrap();
    assert_eq!(best["diagnostics"][0]["code"], "numbering-gap");
    let after = applied(TEXT, &best["edit"]);
    assert_eq!(after, "一、甲\n\n二、乙\n\n三、丙\n");
    client.change(json!([{"text": after}])).await;
    assert_eq!(codes(&client.diagnostics().await), [""; 0]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fix_all_mends_what_is_sure_and_then_has_nothing_to_do() {
    let (mut client, _) = Client::start(lazy()).await;
    client.open(FAULTY).await;
    let offered = actions(&mut client, "source.fixAll", top()).await;
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0]["kind"], "source.fixAll.bigan");
    let after = applied(FAULTY, &offered[0]["edit"]);
    assert_eq!(after, FAULTY.replace("(二)", "（二）"));
    client.change(json!([{"text": after}])).await;
    assert_eq!(actions(&mut client, "source.fixAll.bigan", top()).await, [Value::Null; 0]);
    assert_eq!(codes(&client.diagnostics().await), ["numbering-gap"]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fix_all_is_offered_only_to_who_asks_for_it() {
    let (mut client, _) = Client::start(lazy()).await;
    client.open(FAULTY).await;
    let params = json!({"textDocument": {"uri": URI}, "range": top(), "context": {"diagnostics": []}});
    let answer = client.ask("textDocument/codeAction", params).await;
    let kinds: Vec<&str> =
        answer["result"].as_array().unwrap().iter().map(|a| a["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"refactor.rewrite"), "{kinds:?}");
    assert!(!kinds.contains(&"source.fixAll.bigan"), "{kinds:?}");
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn renumbering_the_whole_draft_is_resolved_when_chosen_and_dropped_when_outdated() {
    let (mut client, answer) = Client::start(lazy()).await;
    assert_eq!(answer["capabilities"]["codeActionProvider"]["resolveProvider"], true);
    client.open(FAULTY).await;
    let offered = actions(&mut client, "refactor", top()).await;
    let chosen = offered.iter().find(|a| a["title"] == "Renumber the whole draft").unwrap();
    assert!(chosen.get("edit").is_none(), "{chosen}");
    let resolved = client.ask("codeAction/resolve", chosen.clone()).await;
    let after = applied(FAULTY, &resolved["result"]["edit"]);
    assert_eq!(after, "（一）甲😀。\n（二）乙。\n（三）丙。\n\n1.子。\n2.丑。\n");
    client.change(json!([{"text": after}])).await;
    assert_eq!(codes(&client.diagnostics().await), [""; 0]);
    let outdated = client.ask("codeAction/resolve", chosen.clone()).await;
    assert!(outdated["result"].get("edit").is_none(), "{outdated}");
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_cannot_resolve_gets_the_edit_at_once() {
    let (mut client, answer) = Client::start(capabilities("utf-16")).await;
    assert_ne!(answer["capabilities"]["codeActionProvider"]["resolveProvider"], true);
    client.open("一、甲\n\n三、乙\n").await;
    let offered = actions(&mut client, "refactor.rewrite", top()).await;
    let chosen = offered.iter().find(|a| a["title"] == "Renumber the whole draft").unwrap();
    assert_eq!(applied("一、甲\n\n三、乙\n", &chosen["edit"]), "一、甲\n\n二、乙\n");
    client.end().await;
}
