//! Announced counts: 讲三点意见, 有三个方面：.

use std::sync::LazyLock;

use regex::Regex;

use crate::outline::mention::{Lead, LeadTarget};
use crate::outline::numeral;

/// 讲N点意见 and its like, up to the end of the clause.
static POINTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:讲|谈|说|强调|提|提出|补充|汇报|交流|明确)(?:一下|一讲)?(?:以下|如下|这)?(?P<n>[一二三四五六七八九十两]{1,3}|\d{1,2})(?:点|个方面|条|项|件事|个问题|层意思|句话)(?:的)?(?:意见|要求|看法|建议|想法|体会|希望|问题|内容)?(?:[。：:，,；]|$)",
    )
    .ok()
});
/// N个方面： and its like, where the colon promises the series.
static SERIES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?P<n>[一二三四五六七八九十两]|\d{1,2})(?:个(?:方面|结合|问题|特点|环节|关系|坚持|确保|到位|重点|关键|转变|原因|层面|着力|突出|强化|必须|目标|任务)|点(?:要求|意见|看法|希望|体会|启示|建议)?|条(?:意见|经验|要求|建议)|项(?:任务|工作|措施|要求|重点)|件(?:事|大事|实事)|方面)(?:的?(?:工作|内容|问题|要求|任务|措施|意见|结合))?[：:]",
    )
    .ok()
});

/// Who speaks: without one of these the sentence reports another's speech.
const OWN_VOICE: &[&str] = &["我", "下面", "这里", "借此机会", "在此", "再", "大家", "简要", "着重", "主要"];
/// Whose speech it is otherwise.
const OTHER_VOICE: &[&str] = &[
    "刚才",
    "上午",
    "昨天",
    "书记",
    "主席",
    "市长",
    "省长",
    "总理",
    "领导同志",
    "指出",
    "同志讲",
    "同志强调",
    "同志提",
    "会议强调",
];

/// Reads the leads of a line.
pub(super) fn read(text: &str) -> Box<[Lead]> {
    let mut leads = Vec::new();
    // Most lines announce nothing; the cheap look saves the patterns.
    if !text.contains(['点', '个', '条', '项', '件', '面', '层', '句']) {
        return Box::default();
    }
    for (regex, target) in [(&POINTS, LeadTarget::Points), (&SERIES, LeadTarget::Series)] {
        let Some(regex) = regex.as_ref() else { continue };
        for captures in regex.captures_iter(text) {
            let (Some(whole), Some(word)) = (captures.get(0), captures.name("n")) else { continue };
            let Some(number) = value(word.as_str()) else { continue };
            if !stands(text, whole.start(), word.start(), target) {
                continue;
            }
            let end = whole.end()
                - whole
                    .as_str()
                    .chars()
                    .next_back()
                    .filter(|c| "。：:，,；".contains(*c))
                    .map_or(0, char::len_utf8);
            let range = whole.start() as u32..end as u32;
            if leads.iter().any(|l: &Lead| l.number_range.start == word.start() as u32) {
                continue;
            }
            leads.push(Lead { number_range: word.start() as u32..word.end() as u32, range, number, target });
        }
    }
    leads.sort_by_key(|l| l.range.start);
    leads.into_boxed_slice()
}

/// The number of an announced count, where 两 is 2.
pub(super) fn value(word: &str) -> Option<u32> {
    if word == "两" {
        return Some(2);
    }
    let read = numeral::read(word)?;
    (read.len == word.len() && read.number > 0).then_some(read.number)
}

fn stands(text: &str, start: usize, number: usize, target: LeadTarget) -> bool {
    let before = text.get(..number).unwrap_or("");
    // “三个三”, 第三点, 约三点, 前三个, 二十三项 are no promises.
    if before.ends_with(|c: char| {
        "第约近前后这那上每“‘前另其余十百千万点.-—～至到".contains(c) || c.is_ascii_digit()
    }) {
        return false;
    }
    match target {
        LeadTarget::Series => !before.ends_with("以上") && !before.ends_with("上述"),
        LeadTarget::Points => {
            let sentence = text.get(..start).unwrap_or("");
            let from = sentence.rfind(['。', '！', '？', '；']).unwrap_or(0);
            let sentence = sentence.get(from..).unwrap_or("");
            OWN_VOICE.iter().any(|w| sentence.contains(w))
                && !OTHER_VOICE.iter().any(|w| sentence.contains(w))
        }
    }
}
