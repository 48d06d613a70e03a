//! What is a placeholder and what only looks like one.

use super::*;

/// `fixture` marks the placeholders with `⟦…⟧`.
#[track_caller]
fn check(fixture: &str) {
    let line: String = fixture.chars().filter(|c| !matches!(c, '⟦' | '⟧')).collect();
    let mut shown = String::new();
    let mut at = 0;
    for range in placeholders(&line) {
        shown.push_str(&line[at..range.start]);
        shown.push('⟦');
        shown.push_str(&line[range.clone()]);
        shown.push('⟧');
        at = range.end;
    }
    shown.push_str(&line[at..]);
    assert_eq!(shown, fixture);
}

#[test]
fn crosses_in_runs() {
    check("在⟦xx⟧市⟦XX⟧局⟦×××⟧同志的带领下，⟦ＸＸ⟧镇完成⟦xx⟧万元。");
    check("重点抓好⟦xx⟧、⟦xx⟧、⟦xx⟧三件事。");
    check("1.⟦xx⟧村党支部要带好头。");
}

#[test]
fn crosses_in_dates_and_counts() {
    check("⟦202X⟧年⟦X⟧月⟦X⟧日，⟦20××⟧年工作会议召开，第⟦×⟧届委员会有⟦X⟧人。");
    check("市发〔⟦20××⟧〕⟦×⟧号文件");
}

#[test]
fn crosses_that_are_text() {
    check("Xbox、XXL、exxon、3×5、两×、X光、X射线、A×B");
    check("“X+Y”模式，4×100米接力，单价×人数，SpaceX公司，www.xxx.com");
}

#[test]
fn circles_that_are_no_zero() {
    check("⟦○○⟧市⟦〇〇〇⟧同志");
    check("二○二四年、二○○八年、二〇〇〇年、一〇〇米、〇〇后、○ 是");
}

#[test]
fn stars_that_are_no_emphasis() {
    check("⟦**⟧市⟦***⟧同志宣读了⟦****⟧方案");
    check("由⟦**⟧牵头负责");
    check("⟦**⟧市⟦**⟧县");
    check("**一、提高认识**");
    check("要**特别重视**这项工作，**压实**责任");
    check("***");
    check("* * *");
    check("2**3，*一般*");
}

#[test]
fn lines_to_write_on() {
    check("投资____万元".replace("____", "⟦____⟧").as_str());
    check("⟦＿＿⟧年度");
    check("__init__ 和 a___b");
    check("________");
}

#[test]
fn dots_in_place_of_a_point() {
    check("⟦……⟧");
    check("二、⟦……⟧");
    check("（三）⟦……⟧。");
    check("三是⟦……⟧；");
    check("看到大家的笑脸……我很感动。");
    check("一、提高认识……3");
    check("人民群众的期盼……");
}

#[test]
fn people_and_places_without_a_name() {
    check("下面请⟦某某⟧同志发言，⟦某同志⟧宣读了决定。");
    check("在⟦某市⟧经济工作会议上的讲话");
    check("我代表⟦某市⟧委、市政府");
    check("张某某受贿案、某些干部、某种程度、某个环节、某一天");
    check("有的某同志说，在某县调研时，王某同志");
}

#[test]
fn notes_in_brackets() {
    check("完成投资⟦[待定]⟧亿元，⟦【待补】⟧，⟦（此处补充数据）⟧，⟦〔待核实〕⟧");
    check("⟦[TODO: 数字]⟧");
    check("（个人）〔2024〕12号【第一篇】（此处有掌声）（待遇不变）（补充协议）");
    check("（⟦xx⟧）负责");
    check("没有合上的（括号，⟦xx⟧");
}

#[test]
fn words_of_their_own() {
    check("⟦TODO⟧ 这里加例子，⟦TBD⟧");
    check("增长6.1%，⟦待核⟧。");
    check("TODOS、AUTODOC、有待核实、尚待核定、亟待核对、期待、等待");
}

#[test]
fn question_marks_in_place_of_a_number() {
    check("全市共⟦？？⟧人，增长⟦???⟧%，增长（⟦？？？⟧）");
    check("怎么办？？我们要问自己：为了谁?? ");
    check("难道不应该吗？");
}

#[test]
fn every_line_is_read_to_its_end() {
    for line in ["", "某", "待", "（", "x", "…", "*", "_", "T", "?", "○", "×", "\u{3000}某某", "x𠮷x×"]
    {
        let found = placeholders(line);
        assert!(found.iter().all(|r| line.get(r.clone()).is_some()), "{line}");
    }
}
