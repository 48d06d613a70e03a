//! Lines that are something by their shape: titles, salutations, dates, closings, tables of contents.

use std::sync::LazyLock;

use regex::Regex;

use super::{Head, Role};

/// Longer lines are body text; patterns need not look at them.
const LONGEST: usize = 64;

static TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^.{0,24}(在|向|同|对|就|关于).{3,50}(讲话|致辞|致词|发言|讲稿|报告|开幕词|闭幕词|开幕辞|闭幕辞|主持词|主持稿|党课|提纲|演讲|贺词|贺信)(提纲|摘要|稿)?([（(].{1,12}[）)])?$",
    )
    .ok()
});
static SALUTATION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^((同志们|朋友们|代表们|委员们|老师们|同学们|乡亲们|女士们|先生们|战友们|[^，。：:]{0,4}各位[^，。：:]{0,20}|尊敬的[^。：:]{1,40}|亲爱的[^。：:]{1,30})[、，,　 ]?)+[：:，！!]?$",
    )
    .ok()
});
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[（(]?\s*([12]\d{3}|二[〇○零]..)\s*年\s*.{1,3}\s*月(\s*.{1,3}\s*日)?\s*[）)]?$").ok()
});
static LEADERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"((…{1,}|\.{3,}|·{3,}|．{3,})\s*[（(]?\d{1,3}[）)]?|(…{4,}|\.{6,}|·{6,}|．{6,}))$").ok()
});
static ANNEX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(附件|附录|附表)\s*[一二三四五六七八九十\d]{0,3}\s*([：: 　].{0,40})?$").ok()
});

/// Who is addressed at the head of a closing paragraph.
const ADDRESSED: &[&str] = &[
    "同志们",
    "朋友们",
    "老师们",
    "同学们",
    "代表们",
    "委员们",
    "女士们",
    "乡亲们",
    "战友们",
    "各位",
    "最后，祝",
    "最后，预祝",
];

/// The role of `body`, a line without white space at its ends.
pub(super) fn of(body: &str, head: Option<&Head>) -> Role {
    if body.starts_with("```") || body.starts_with("~~~") {
        return Role::Fence;
    }
    if body == "---" {
        return Role::Rule;
    }
    if (body.ends_with(['.', '…', '·', '．', ')', '）']) || body.ends_with(|c: char| c.is_ascii_digit()))
        && LEADERS.as_ref().is_some_and(|r| r.is_match(body))
        && !body.contains('。')
    {
        return Role::ContentsEntry;
    }
    let short = body.chars().take(LONGEST + 1).count() <= LONGEST;
    if short {
        let matches = |regex: &LazyLock<Option<Regex>>| regex.as_ref().is_some_and(|r| r.is_match(body));
        if head.is_some() {
            return Role::Plain;
        }
        if is_contents(body) {
            return Role::Contents;
        }
        let text = body.trim_start_matches(['—', '#', ' ', '*']).trim_end_matches('*');
        let dashed = body.starts_with('—');
        let regex_title = !dashed && TITLE.as_ref().is_some_and(|r| r.is_match(text));
        if regex_title {
            return Role::Title;
        }
        if matches(&SALUTATION) {
            return Role::Salutation;
        }
        if matches(&DATE) {
            return Role::Date;
        }
        if matches(&ANNEX) && !body.contains(['。', '；']) {
            return Role::Annex;
        }
        if is_web(body) {
            return Role::Web;
        }
    }
    if is_closing(body) {
        return Role::Closing;
    }
    let ends = body.ends_with(|c: char| "。！？；：，、…”）.!?;:,".contains(c));
    if short && head.is_none() && !ends && body.chars().count() <= 40 { Role::Short } else { Role::Plain }
}

fn is_contents(body: &str) -> bool {
    let word: String = body.chars().filter(|c| !c.is_whitespace()).take(4).collect();
    matches!(word.trim_start_matches('#'), "目录" | "目次")
}

fn is_web(body: &str) -> bool {
    ["上一篇", "下一篇", "本站热搜", "责任编辑", "【打印", "【关闭", "首页 >", "首页>"]
        .iter()
        .any(|w| body.starts_with(w))
}

fn is_closing(body: &str) -> bool {
    let Some(first) = body.find(['，', ',', '！', '：', '。']) else { return false };
    let address = body.get(..first).unwrap_or("");
    let rest = body.get(first..).unwrap_or("");
    rest.chars().count() > 1
        && address.chars().count() <= 24
        && ADDRESSED.iter().any(|w| address.starts_with(w) || body.starts_with(w) && w.contains('，'))
}
