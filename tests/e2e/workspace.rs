//! Headings of drafts that nobody has opened.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, capabilities, file_uri};

async fn found(client: &mut Client, query: &str) -> Vec<(String, String)> {
    let answer = client.ask("workspace/symbol", json!({"query": query})).await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut found: Vec<(String, String)> = answer["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| (text(&s["name"]), text(&s["location"]["uri"])))
        .collect();
    found.sort();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn headings_of_drafts_on_disk_are_found_and_follow_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("旧稿")).unwrap();
    fs::write(path("旧稿/去年.speech"), "一、抓落实\n\n二、强作风\n").unwrap();
    fs::write(path("今年.讲话稿.txt"), "一、抓落实再抓落实\n").unwrap();
    fs::write(path("清单.txt"), "一、抓落实，不是稿子\n").unwrap();
    fs::write(path("坏.speech"), [0xff, 0xfe, 0x00]).unwrap();
    let mut client = Client::start_in(&[folder.path()], capabilities("utf-16")).await;
    let (last, this) = (file_uri(&path("旧稿/去年.speech")), file_uri(&path("今年.讲话稿.txt")));
    let expected =
        [("一、抓落实", &last), ("一、抓落实再抓落实", &this)].map(|(n, u)| (n.to_owned(), u.clone()));
    assert_eq!(found(&mut client, "落实").await, expected);
    fs::write(path("今年.讲话稿.txt"), "一、换了题目\n").unwrap();
    client.file_changed(&path("今年.讲话稿.txt")).await;
    fs::remove_file(path("旧稿/去年.speech")).unwrap();
    client.file_changed(&path("旧稿/去年.speech")).await;
    assert_eq!(found(&mut client, "落实").await, []);
    assert_eq!(found(&mut client, "换题").await, [("一、换了题目".to_owned(), this)]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_draft_counts_once_and_as_it_stands_in_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    // Editors escape the brackets in a URI, the URI library does not.
    let path = folder.path().join("稿(一).speech.txt");
    fs::write(&path, "一、存盘的题目\n").unwrap();
    let mut client = Client::start_in(&[folder.path()], capabilities("utf-16")).await;
    client.open_file(&path, "一、改过的题目\n").await;
    assert_eq!(found(&mut client, "题目").await, [("一、改过的题目".to_owned(), file_uri(&path))]);
    client.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_in_two_folders_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.speech"), "一、题目\n").unwrap();
    let mut client = Client::start_in(&[folder.path(), &inner], capabilities("utf-16")).await;
    assert_eq!(found(&mut client, "题目").await.len(), 1);
    client.end().await;
}
