//! References to points: 如第三点所讲, 见（二）, 上述三个方面, 第二部分.

use std::sync::LazyLock;

use regex::Regex;

use super::lead;
use crate::outline::mention::{Reference, ReferenceTarget};

static NTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?:点|个方面|个问题|部分|项任务|项工作|条意见|方面)",
    )
    .ok()
});
static PAREN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:见|按|按照|如)(?P<w>[（(](?P<n>[一二三四五六七八九十]{1,3})[）)])").ok()
});
static PRECEDING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:上述|以上|前述|前面这|上面这)(?P<n>[一二三四五六七八九十两]|\d{1,2})(?:个方面|个问题|个环节|个重点|点|条|项)(?:意见|要求|工作|任务|措施|问题|建议)?",
    )
    .ok()
});

/// What before a reference says that its target stands in this draft.
const CUES_BEFORE: &[&str] =
    &["如", "前述", "前面", "上面", "前面讲的", "前面提到的", "我讲的", "上述", "见", "详见", "正如"];
/// What after it says so.
const CUES_AFTER: &[&str] =
    &["所讲", "所说", "所述", "所提", "所列", "讲到", "提到", "中讲", "里讲", "已经讲"];

/// Reads the references of a line from byte `from` on, behind its marker.
pub(super) fn read(text: &str, from: usize) -> Box<[Reference]> {
    if !text.contains(['第', '见', '按', '如', '述', '以', '面']) {
        return Box::default();
    }
    let mut references = Vec::new();
    if let Some(regex) = NTH.as_ref() {
        for captures in regex.captures_iter(text) {
            let (Some(whole), Some(word)) = (captures.get(0), captures.name("n")) else { continue };
            let Some(number) = lead::value(word.as_str()) else { continue };
            let (before, after) =
                (text.get(..whole.start()).unwrap_or(""), text.get(whole.end()..).unwrap_or(""));
            let quoted = before.ends_with(['》', '“']);
            let cued = CUES_BEFORE.iter().any(|c| before.ends_with(c))
                || CUES_AFTER.iter().any(|c| after.starts_with(c));
            let certain = cued && !quoted && !speaks_of_others(before);
            references.push(reference(whole.range(), word.range(), ReferenceTarget::Nth(number), certain));
        }
    }
    if let Some(regex) = PAREN.as_ref() {
        for captures in regex.captures_iter(text) {
            let (Some(whole), Some(word)) = (captures.name("w"), captures.name("n")) else { continue };
            let Some(number) = lead::value(word.as_str()) else { continue };
            references.push(reference(
                whole.range(),
                word.range(),
                ReferenceTarget::Bracketed(number),
                false,
            ));
        }
    }
    if let Some(regex) = PRECEDING.as_ref() {
        for captures in regex.captures_iter(text) {
            let (Some(whole), Some(word)) = (captures.get(0), captures.name("n")) else { continue };
            let Some(number) = lead::value(word.as_str()) else { continue };
            references.push(reference(
                whole.range(),
                word.range(),
                ReferenceTarget::Preceding(number),
                false,
            ));
        }
    }
    references.retain(|r| r.range.start as usize >= from);
    references.sort_by_key(|r| r.range.start);
    references.into_boxed_slice()
}

fn reference(
    range: std::ops::Range<usize>,
    number: std::ops::Range<usize>,
    target: ReferenceTarget,
    certain: bool,
) -> Reference {
    let columns = |r: std::ops::Range<usize>| r.start as u32..r.end as u32;
    Reference { range: columns(range), number_range: columns(number), target, certain }
}

/// 刚才书记讲的第五点 stands in another speech.
fn speaks_of_others(before: &str) -> bool {
    let from = before.rfind(['。', '！', '？', '；']).unwrap_or(0);
    let sentence = before.get(from..).unwrap_or("");
    ["刚才", "书记", "主席", "市长", "省长", "同志", "文件", "报告", "方案", "决定", "通知"]
        .iter()
        .any(|w| sentence.contains(w))
}
