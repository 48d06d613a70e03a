//! Placeholders: what a drafter leaves to be filled in (xx, ××, 20XX年, 某某, ____, 〔待补〕).
//!
//! Reads one line and knows nothing of its neighbours. What is in doubt is left alone: Xbox, 3×5,
//! 二○○八年, 张某某 and **bold** are text.

use std::ops::Range;

/// The byte ranges of the placeholders in `line`, in order, never overlapping.
///
/// xx、xx are two; X月X日 is two; 20××年 is one, with its digits.
pub fn placeholders(line: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut stars: Option<Vec<Range<usize>>> = None;
    let mut at = 0;
    while let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) {
        let place = Place { line, at };
        let read = match c {
            'x' | 'X' | '×' | 'ｘ' | 'Ｘ' => cross(place),
            '○' | '〇' | '◯' => circles(place),
            '_' | '＿' => blank(place),
            '*' | '＊' => {
                let run = place.run(is_star);
                let known = stars.get_or_insert_with(|| star_runs(line));
                let known = known.binary_search_by_key(&run.start, |run| run.start).is_ok();
                Read { range: run, holds: known }
            }
            '…' => dots(place),
            '某' => someone(place),
            '[' | '【' | '〔' | '（' | '(' => note(place),
            'T' => capital_word(place),
            '待' => to_be_checked(place),
            '?' | '？' => questions(place),
            _ => {
                at += c.len_utf8();
                continue;
            }
        };
        at = read.range.end.max(at + c.len_utf8());
        if read.holds {
            found.push(read.range);
        }
    }
    found
}

/// A place in a line, with a look to both sides.
#[derive(Clone, Copy)]
struct Place<'a> {
    line: &'a str,
    at: usize,
}

/// What was read from a place on: it is a placeholder, or text that need not be read again.
struct Read {
    range: Range<usize>,
    holds: bool,
}

impl<'a> Place<'a> {
    fn before(self) -> &'a str {
        self.line.get(..self.at).unwrap_or_default()
    }

    fn after(self, end: usize) -> &'a str {
        self.line.get(end..).unwrap_or_default()
    }

    fn previous(self) -> Option<char> {
        self.before().chars().next_back()
    }

    fn next(self, end: usize) -> Option<char> {
        self.after(end).chars().next()
    }

    /// The longest run of characters of one sort from here.
    fn run(self, sort: fn(char) -> bool) -> Range<usize> {
        let rest = self.after(self.at);
        self.at..self.at + rest.find(|c| !sort(c)).unwrap_or(rest.len())
    }

    fn text(self, range: &Range<usize>) -> &'a str {
        self.line.get(range.clone()).unwrap_or_default()
    }

    fn only_if(self, range: Range<usize>, holds: bool) -> Read {
        Read { range, holds }
    }
}

/// What is counted or named by a placeholder before it: XX年, ××市, **同志.
const UNITS: &str =
    "年月日号时点分个人名家项次届位亩户万亿元县市区镇乡村局省厅委办部院校所站队组路街同书主公%％";

/// What may follow a single X: fewer, for X部署 and X办公 could be the end of a name.
const UNITS_OF_ONE: &str = "年月日号时点分个人名家项次届位亩户万亿元县市区镇乡村局省%％";

fn is_unit(c: Option<char>) -> bool {
    c.is_some_and(|c| UNITS.contains(c))
}

fn is_cross(c: char) -> bool {
    matches!(c, 'x' | 'X' | '×' | 'ｘ' | 'Ｘ')
}

fn is_circle(c: char) -> bool {
    matches!(c, '○' | '〇' | '◯')
}

fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊')
}

fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十百千零".contains(c)
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// xx, ×××, 202X年, X月: not Xbox, XXL, 3×5, X+Y, www.xxx.cn.
fn cross(place: Place<'_>) -> Read {
    let run = place.run(is_cross);
    let count = place.text(&run).chars().count();
    let digits = place.before().len() - place.before().trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = place.line.get(..place.at - digits).unwrap_or_default().chars().next_back();
    let next = place.next(run.end);
    let in_word = before.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        || next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    let in_sum = [before, next].iter().flatten().any(|c| matches!(c, '+' | '＋'));
    if in_word || in_sum || in_address(place, run.end) {
        return place.only_if(run, false);
    }
    // 20××年, 202X年, 〔20××〕: the digits belong to what is to be filled in.
    let year =
        matches!(digits, 2 | 3) && digits + count == 4 && matches!(next, Some('年' | '〕' | ']' | '-'));
    if year {
        return place.only_if(place.at - digits..run.end, true);
    }
    let after_next = place.after(run.end).chars().nth(1);
    let one = digits == 0
        && before != Some('两')
        && next.is_some_and(|c| UNITS_OF_ONE.contains(c))
        // 单价×人数 is a product.
        && after_next != Some('数');
    place.only_if(run, count >= 2 || one)
}

/// Whether a Latin word stands on the other side of a dot, slash or at sign.
fn in_address(place: Place<'_>, end: usize) -> bool {
    let joint = |c: char| matches!(c, '.' | '/' | '@' | ':' | '\\');
    let mut back = place.before().chars().rev();
    let mut ahead = place.after(end).chars();
    let left = back.next().is_some_and(joint) && back.next().is_some_and(|c| c.is_ascii_alphabetic());
    let right = ahead.next().is_some_and(joint) && ahead.next().is_some_and(|c| c.is_ascii_alphabetic());
    left || right
}

/// ○○, 〇〇〇: not 二○○八年, 八〇〇米 or 〇〇后.
fn circles(place: Place<'_>) -> Read {
    let run = place.run(is_circle);
    let next = place.next(run.end);
    let in_number = [place.previous(), next].iter().flatten().any(|c| is_han_digit(*c) || c.is_ascii_digit());
    let many = place.text(&run).chars().count() >= 2;
    place.only_if(run, many && !in_number && next != Some('后'))
}

/// ____: not __init__, nor a line drawn across the page.
fn blank(place: Place<'_>) -> Read {
    let run = place.run(|c| matches!(c, '_' | '＿'));
    let long = place.text(&run).chars().count() >= if place.text(&run).contains('＿') { 2 } else { 3 };
    let rule = place.line.trim() == place.text(&run);
    let in_word = is_latin(place.previous()) && is_latin(place.next(run.end));
    place.only_if(run, long && !rule && !in_word)
}

/// The runs of stars in `line` that stand for something to be filled in (**市, ***同志), rather than
/// for emphasis (**重点**) or for a line drawn across the page.
fn star_runs(line: &str) -> Vec<Range<usize>> {
    if line.chars().all(|c| is_star(c) || c.is_whitespace()) {
        return Vec::new();
    }
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(gap) = line.get(at..).and_then(|rest| rest.find(is_star)) {
        let run = Place { line, at: at + gap }.run(is_star);
        at = run.end;
        runs.push(run);
    }
    let place = |run: &Range<usize>| Place { line, at: run.start };
    let count = |run: &Range<usize>| place(run).text(run).chars().count();
    let names = |run: &Range<usize>| is_unit(place(run).next(run.end));
    let emphasis = |length: usize| {
        let mut same = runs.iter().filter(|run| count(run) == length).peekable();
        same.peek().is_some() && same.clone().count() % 2 == 0 && !same.all(names)
    };
    let paired = [emphasis(2), emphasis(3)];
    let at_edge = |run: &Range<usize>| {
        place(run).before().trim().is_empty() || place(run).after(run.end).trim().is_empty()
    };
    let holds = |run: &Range<usize>| match count(run) {
        0 | 1 => false,
        2 | 3 => {
            let emphasis = paired.get(count(run) - 2).copied().unwrap_or(false);
            let in_formula = is_latin(place(run).previous()) && is_latin(place(run).next(run.end));
            !emphasis && !in_formula && (names(run) || !at_edge(run))
        }
        _ => true,
    };
    runs.iter().filter(|run| holds(run)).cloned().collect()
}

/// Bytes that a marker before …… may take: six Han characters.
const MARKER: usize = 18;

/// …… where a whole point should stand: alone on its line, or straight after a marker.
fn dots(place: Place<'_>) -> Read {
    let run = place.run(|c| c == '…');
    let marker = |c: char| {
        is_han_digit(c)
            || c.is_ascii_digit()
            || "（）()第其首先次再最后是要章节条、．.，：: \u{3000}".contains(c)
    };
    let before = place.before().trim();
    let after = place.after(run.end).trim();
    let alone = before.len() <= MARKER && before.chars().all(marker);
    place.only_if(run, alone && matches!(after, "" | "。" | "；" | "，"))
}

/// Surnames that make 某某 the name of a case (张某某), not of somebody still to be found. Words that
/// often stand before a name for another reason (向, 于, 和) are left out.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡\
    贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文";

/// 某某, 某同志, 某市 of the speaker's own: not 某些, 某种, 张某某 or some other place in a story.
fn someone(place: Place<'_>) -> Read {
    let run = place.run(|c| c == '某');
    let previous = place.previous();
    if place.text(&run).chars().count() >= 2 {
        return place.only_if(run, !previous.is_some_and(|c| SURNAMES.contains(c)));
    }
    let rest = place.after(run.end);
    if rest.starts_with("同志") {
        let open = previous.is_none_or(|c| !c.is_alphanumeric() || matches!(c, '由' | '请'));
        return place.only_if(place.at..run.end + "同志".len(), open);
    }
    let unit = rest.chars().next().filter(|c| "市县区镇乡村局省厅委".contains(*c));
    let Some(unit) = unit else { return place.only_if(run, false) };
    let own = place.before().ends_with("中共") || place.before().ends_with("代表") || is_title(place.line);
    place.only_if(place.at..run.end + unit.len_utf8(), own)
}

fn is_title(line: &str) -> bool {
    let line = line.trim();
    let ends = ["讲话", "致辞", "发言", "讲稿", "报告", "主持词", "开幕词", "闭幕词"];
    ends.iter().any(|end| line.ends_with(end)) && !line.contains('。')
}

/// Characters of a note in brackets that are read before giving up.
const NOTE: usize = 30;

/// [待定], 【待补】, （此处补充数据）: not （个人）, 〔2024〕.
fn note(place: Place<'_>) -> Read {
    let rest = place.after(place.at);
    let open = place.next(place.at).map_or(0, char::len_utf8);
    let close = rest.char_indices().take(NOTE).find(|(_, c)| matches!(c, ']' | '】' | '〕' | '）' | ')'));
    let Some((end, bracket)) = close else { return place.only_if(place.at..place.at + open, false) };
    let content = rest.get(open..end).unwrap_or_default().trim();
    if is_note(content) {
        return place.only_if(place.at..place.at + end + bracket.len_utf8(), true);
    }
    // The content is read on: （xx） holds a placeholder without being one.
    place.only_if(place.at..place.at + open, false)
}

fn is_note(content: &str) -> bool {
    let begins = |words: &[&str]| words.iter().any(|word| content.starts_with(word));
    let waits =
        ["待定", "待补", "待核", "待填", "待查", "待续", "待商", "待议", "待确", "待完善", "待插", "待加"];
    let asks = ["请补", "请填", "请核", "需补", "需填", "需核", "TODO", "TBD"];
    let here = begins(&["此处", "这里", "此段", "本段", "此句"]);
    let fill = ["补充", "插入", "填", "待", "核实", "展开", "举例", "加上", "添加"];
    begins(&waits) || begins(&asks) || here && fill.iter().any(|word| content.contains(word))
}

/// TODO and TBD on their own.
fn capital_word(place: Place<'_>) -> Read {
    let run = place.run(|c| c.is_ascii_alphanumeric() || c == '_');
    let word = matches!(place.text(&run), "TODO" | "TBD");
    place.only_if(run, word && !place.previous().is_some_and(|c| c.is_ascii_alphanumeric() || c == '_'))
}

/// 待核 as a note in passing: not 有待核实.
fn to_be_checked(place: Place<'_>) -> Read {
    let end = place.at + "待核".len();
    let word = place.after(place.at).starts_with("待核");
    let ends = place.next(end).is_none_or(|c| !c.is_alphanumeric());
    let other = place.previous().is_some_and(|c| "有尚仍还亟正等".contains(c));
    place.only_if(place.at..if word { end } else { place.at }, word && ends && !other)
}

/// ？？人, （???）: not a question asked loudly.
fn questions(place: Place<'_>) -> Read {
    let run = place.run(|c| matches!(c, '?' | '？'));
    let next = place.next(run.end);
    let bracketed = place.previous().is_some_and(|c| "（([【〔".contains(c))
        && next.is_some_and(|c| "）)]】〕".contains(c));
    let counted = next.is_some_and(|c| UNITS_OF_ONE.contains(c));
    let many = place.text(&run).chars().count() >= 2;
    place.only_if(run, many && (bracketed || counted))
}

#[cfg(test)]
mod tests;
