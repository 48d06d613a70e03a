//! `--format sarif`: what SARIF 2.1.0 (OASIS, 2020) demands of a log, and what viewers build on.

use serde_json::{Value, json};

use super::{CLEAN, bigan, bigan_in, folder};

/// Findings of all sorts: with and without a fix, with related places, behind wide characters.
const DRAFT: &str =
    "　　（一）😀甲。\n(二)乙。\n（四）丙。\n\n　　要做到：一是学😀；二是改；二是干。\n\n一、子\n\n三、丑\n";

fn log(text: &str) -> Value {
    let folder = folder(&[("旧 稿/a+b.txt", text)]);
    bigan_in(folder.path(), &["check", "--format", "sarif"], "").json()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// "startLine … SHALL … greater than or equal to 1"; so with columns, and no end before its start.
fn check_region(region: &Value, text: &str) {
    let number =
        |key: &str| region[key].as_u64().unwrap_or_else(|| unreachable!("{key} in {region}")) as usize;
    let (start, end) =
        ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
    assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{region}");
    // "endColumn … one greater than" the last column: it may stand behind the line's last character.
    let width = text.lines().nth(end.0 - 1).map_or(0, |line| line.chars().count());
    assert!(end.1 <= width + 1, "{region} is outside of {width} columns");
}

fn check_location(location: &Value, text: &str) {
    let physical = &location["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "%E6%97%A7%20%E7%A8%BF/a%2Bb.txt");
    check_region(&physical["region"], text);
}

#[test]
fn the_log_names_version_tool_and_rules() {
    let log = log(DRAFT);
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|s| s.starts_with("https://") && s.contains("sarif-2.1.0")));
    let [run] = list(&log["runs"]) else { unreachable!("one run") };
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["newlineSequences"], json!(["\r\n", "\n", "\r"]));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["version"]), (&json!("bigan"), &json!(env!("CARGO_PKG_VERSION"))));
    let ids: Vec<&str> = list(&driver["rules"]).iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(ids, bigan::lint::RULES.iter().map(|r| r.id).collect::<Vec<_>>());
    for rule in list(&driver["rules"]) {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|t| !t.is_empty()), "{text} of {rule}");
        }
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level), "{rule}");
    }
}

#[test]
fn every_result_names_its_rule_place_and_fix() {
    let log = log(DRAFT);
    let run = &log["runs"][0];
    let results = list(&run["results"]);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(result["ruleId"], run["tool"]["driver"]["rules"][index]["id"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()), "{result}");
        assert!(result["message"]["text"].as_str().is_some_and(|t| !t.is_empty()), "{result}");
        list(&result["locations"]).iter().for_each(|l| check_location(l, DRAFT));
        assert_eq!(list(&result["locations"]).len(), 1);
        for related in result.get("relatedLocations").map_or(&[][..], list) {
            check_location(related, DRAFT);
            assert!(related["message"]["text"].is_string(), "{related}");
        }
        for fix in result.get("fixes").map_or(&[][..], list) {
            let [change] = list(&fix["artifactChanges"]) else { unreachable!("one file: {fix}") };
            assert_eq!(
                change["artifactLocation"],
                result["locations"][0]["physicalLocation"]["artifactLocation"]
            );
            // "SHALL be … with at least one element".
            assert!(!list(&change["replacements"]).is_empty(), "{fix}");
            for replacement in list(&change["replacements"]) {
                check_region(&replacement["deletedRegion"], DRAFT);
                assert!(replacement["insertedContent"]["text"].is_string(), "{fix}");
            }
        }
    }
    for part in ["relatedLocations", "fixes"] {
        assert!(results.iter().any(|r| r.get(part).is_some()), "the draft has no {part}: {results:?}");
    }
}

#[test]
fn results_are_the_findings_of_the_json_report() {
    let results = log(DRAFT);
    let results: Vec<Value> = list(&results["runs"][0]["results"])
        .iter()
        .map(|r| {
            let region = &r["locations"][0]["physicalLocation"]["region"];
            json!([
                r["ruleId"],
                region["startLine"],
                region["startColumn"],
                region["endLine"],
                region["endColumn"]
            ])
        })
        .collect();
    let findings = bigan(&["check", "--format", "json", "-"], DRAFT).json();
    let findings: Vec<Value> = list(&findings)
        .iter()
        .map(|f| json!([f["rule"], f["line"], f["column"], f["endLine"], f["endColumn"]]))
        .collect();
    assert!(findings.len() > 3, "{findings:?}");
    assert_eq!(results, findings);
}

#[test]
fn what_could_not_be_checked_is_in_the_log() {
    let broken = folder(&[("a/.bigan.toml", "rules = [\n"), ("a/甲.txt", CLEAN), ("b.txt", CLEAN)]);
    for arguments in [["none.txt", "b.txt"], ["a", "b.txt"]] {
        let run = bigan_in(broken.path(), &[&["check", "--format", "sarif"], &arguments[..]].concat(), "");
        assert_eq!(run.code, 2);
        let log = run.json();
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let said = list(&invocation["toolExecutionNotifications"]);
        assert!(
            said.iter().any(|n| n["message"]["text"].as_str().unwrap().contains(arguments[0])),
            "{said:?}"
        );
    }
    let log = bigan(&["check", "--format", "sarif", "-"], CLEAN).json();
    assert_eq!(log["runs"][0]["results"], json!([]));
}
