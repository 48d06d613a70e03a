//! One line at a time: the ambiguity table of the trade, both columns.

use super::*;
use crate::outline::kind::Kind;
use crate::outline::marker::Strength;

#[track_caller]
fn check_head(line: &str, expected: &str) {
    let scan = scan_line(line);
    // A number without a sign is at most half a marker.
    let head = scan.head.filter(|h| h.marker.strength > Strength::Bare);
    let got = head.map_or(String::from("-"), |h| {
        let marker = &line[h.marker.range.start as usize..h.marker.range.end as usize];
        let title = &line[h.title.start as usize..h.title.end as usize];
        format!("{} {marker}|{title}", h.marker.kind.name())
    });
    assert_eq!(got, expected, "{line}");
}

#[track_caller]
fn check_points(line: &str, expected: &str) {
    let scan = scan_line(line);
    let got: Vec<&str> = scan
        .points
        .iter()
        .map(|p| &line[p.marker.range.start as usize..p.marker.range.end as usize])
        .collect();
    assert_eq!(got.join(" "), expected, "{line}");
}

#[test]
fn the_ladder_and_its_variants() {
    check_head("一、提高认识", "han-dun 一、|提高认识");
    check_head("　　十一、附则", "han-dun 十一、|附则");
    check_head("三.聚焦重点", "han-dun 三.|聚焦重点");
    check_head("壹、总体要求", "han-dun 壹、|总体要求");
    check_head("（一）抓好厕所改造。要加快进度。", "han-paren （一）|抓好厕所改造");
    check_head("(二)推进均衡发展", "han-paren (二)|推进均衡发展");
    check_head("（一）、千方百计扩大投资", "han-paren （一）、|千方百计扩大投资");
    check_head("㈢抓落实", "han-paren ㈢|抓落实");
    check_head("1.摸清底数。要全面排查。", "arabic-dot 1.|摸清底数");
    check_head("1. 摸清底数", "arabic-dot 1.|摸清底数");
    check_head("１２．强化保障", "arabic-dot １２．|强化保障");
    check_head("⒈强化保障", "arabic-dot ⒈|强化保障");
    check_head("1、整改不彻底", "arabic-dot 1、|整改不彻底");
    check_head("1）整改不彻底", "arabic-half-paren 1）|整改不彻底");
    check_head("（1）责任没有落实；", "arabic-paren （1）|责任没有落实");
    check_head("⑴责任没有落实", "arabic-paren ⑴|责任没有落实");
    check_head("①责任没有落实", "circled ①|责任没有落实");
    check_head("A.甲方案", "latin-upper A.|甲方案");
    check_head("甲、案例", "stem 甲、|案例");
    check_head("1.1 总体架构", "decimal 1.1|总体架构");
    check_head("第一篇：在会上的讲话", "part 第一篇：|在会上的讲话");
    check_head("第二部分　工作任务", "part 第二部分|工作任务");
    check_head("【第一篇】在会上的讲话", "part 【第一篇】|在会上的讲话");
    check_head("篇一：动员讲话", "part 篇一：|动员讲话");
    check_head("第一章　总则", "chapter 第一章|总则");
    check_head("第一章总则", "chapter 第一章|总则");
    check_head("第一百零三条　本法自公布之日起施行。", "article 第一百零三条|本法自公布之日起施行");
    check_head("第三条之一　补充", "article 第三条之一|补充");
    check_head("## 一、提高认识", "han-dun 一、|提高认识");
    check_head("**一、提高认识**", "han-dun 一、|提高认识");
    check_head("——转型升级成效显著。七成企业达标。", "dash ——|转型升级成效显著");
}

#[test]
fn what_looks_like_a_marker_at_the_head_and_is_none() {
    for line in [
        "一、二、三产业分别增长",
        "一、二月份增速放缓",
        "三、四级干部会议",
        "（2011年12月21日）",
        "（个人）",
        "（取土场、弃土场）",
        "1.5亿元投资到位",
        "3.5%的增速",
        "2024.3.12",
        "1以“六树六评”为抓手，推动工作。",
        "1 门要从建设文化强市的高度充分认识，下大力气办好。",
        "1万多元",
        "1、2号楼",
        "3、4月份",
        "（3人）",
        "第一时间赶赴现场",
        "第一责任人",
        "第二产业",
        "第八次党代会",
        "第三批",
        "十一届三中全会",
        "十一月",
        "3月12日",
        "9:30",
        "2011年，展览路街道",
        "两个方面",
        "一手抓改革，一手抓发展",
        "一项长期任务",
        "—— 4 ——",
        "——在全市大会上的讲话",
        "三要三不要",
        "一要素",
        "GDP.增长",
    ] {
        check_head(line, "-");
    }
}

#[test]
fn word_type_markers_at_the_head() {
    check_head("一是加强领导。要成立专班。", "yishi 一是|加强领导");
    check_head("第一，坚定信心。", "ordinal 第一，|坚定信心");
    check_head("第三、坚定信心。", "ordinal 第三、|坚定信心");
    check_head("二要落实责任", "verb 二要|落实责任");
    check_head("一要求真务实", "verb 一要|求真务实");
    check_head("其一，认识不足。", "qiyi 其一，|认识不足");
    check_head("首先，要统一思想。", "first-then 首先，|要统一思想");
    check_head("一、是加强领导", "yishi 一、是|加强领导");
}

#[test]
fn points_inside_a_paragraph() {
    check_points("做到三个结合：一是抓学习；二是抓整改。三是抓制度。", "一是 二是 三是");
    check_points("一是政策，二是动能，三是环境。", "二是 三是");
    check_points("（一）一要敢担当，二要善作为", "一要 二要");
    check_points("有三点要求：1.按时；2.保质；3.守纪", "1. 2. 3.");
    check_points("分三步：（1）摸底；（2）整改；（3）验收。", "（1） （2） （3）");
    check_points("包括：①土地；②资金。", "① ②");
    check_points("首先要算好政治账，其次要算好家庭账，最后要算好自由账。", "其次 最后");
    check_points("要求如下。首先，认识到位。其次，责任到位。", "首先， 其次，");
    check_points("原因有二：其一，基础差；其二，投入少。", "其一， 其二，");
}

#[test]
fn what_looks_like_a_point_and_is_none() {
    for line in [
        "统一是前提，唯一是根本，之一是关键，万一是",
        "一是一，二是二，这些数字做不了假。",
        "但是，这一要求落实得还不够好。",
        "要牢记第一要务，三要素齐备。",
        "排名第一，安全第一，预防为主",
        "去年，第一季度和第二产业",
        "见图（1）。共（12）。",
        "增长3.5%；1.5亿元。2.0版。",
        "会议。一、二、三产业",
    ] {
        let scan = scan_line(line);
        let certain: Vec<_> = scan
            .points
            .iter()
            .filter(|p| p.marker.kind != Kind::YiShi || p.marker.number == Some(1))
            .collect();
        assert!(certain.is_empty(), "{line}: {certain:?}");
    }
}

#[test]
fn roles_of_lines() {
    for (line, role) in [
        ("在全市教育工作总结表彰大会上的讲话", Role::Title),
        ("同志们:", Role::Salutation),
        ("各位老师，同志们：", Role::Salutation),
        ("尊敬的王书记、各位领导：", Role::Salutation),
        ("(2011年12月21日)", Role::Date),
        ("同志们，教育是国之大计。让我们携手前行！", Role::Closing),
        ("老师们、同志们，教育是国之大计、党之大计。", Role::Closing),
        ("目　录", Role::Contents),
        ("一、提高认识……………3", Role::ContentsEntry),
        ("责任编辑：张三", Role::Web),
        ("各级各部门要把教育摆在优先位置。", Role::Plain),
        ("——在机关党支部专题党课上的讲稿", Role::Short),
    ] {
        assert_eq!(scan_line(line).role, role, "{line}");
    }
}

#[test]
fn leads_speak_in_the_speakers_own_voice() {
    let numbers = |line: &str| scan_line(line).leads.iter().map(|l| l.number).collect::<Vec<_>>();
    assert_eq!(numbers("下面，我讲三点意见。"), [3]);
    assert_eq!(numbers("我就做好工作强调四点意见。"), [4]);
    assert_eq!(numbers("主要有三个方面：一是政策。"), [3]);
    assert_eq!(numbers("刚才，王书记讲了五点意见，我都同意。"), [0u32; 0]);
    assert_eq!(numbers("第三点要求：抓落实"), [0u32; 0]);
    assert_eq!(numbers("我讲几点意见。"), [0u32; 0]);
}

#[test]
fn references_and_how_certain_they_are() {
    let found =
        |line: &str| scan_line(line).references.iter().map(|r| (r.target, r.certain)).collect::<Vec<_>>();
    use crate::outline::mention::ReferenceTarget::*;
    assert_eq!(found("如第五点所讲，任务十分繁重。"), [(Nth(5), true)]);
    assert_eq!(found("上述三个方面要抓好。"), [(Preceding(3), false)]);
    assert_eq!(found("具体见（二）。"), [(Bracketed(2), false)]);
    assert_eq!(found("刚才书记讲的第五点，讲到了要害。"), [(Nth(5), false)]);
}
