//! Hovers on headings and references of small drafts.

use std::sync::Arc;

use super::*;
use crate::analysis::Options;
use crate::lint::Levels;
use crate::locale::Locale;
use crate::text::Snapshot;

/// The words hovered over and what is shown; `None` where nothing is.
fn hovered(locale: Locale, fixture: &str) -> Option<(String, String)> {
    let offset = fixture.find("$0").unwrap();
    let text = fixture.replace("$0", "");
    let options =
        Options { locale, levels: Levels::default(), markdown: false, proofreader: Default::default() };
    let analysis = Analysis::new(Snapshot::new(&text), Arc::new(options), &Cancel::new()).unwrap();
    let analysis = analysis.proofread(usize::MAX, &Cancel::new()).unwrap();
    let hover = hover(&analysis, offset, 180, &Cancel::new()).unwrap()?;
    Some((text[hover.range.start..hover.range.end].to_owned(), hover.markdown))
}

#[track_caller]
fn check(fixture: &str, words: &str, markdown: &str) {
    assert_eq!(hovered(Locale::Zh, fixture), Some((words.to_owned(), markdown.to_owned())));
}

#[test]
fn a_heading_tells_its_place_and_its_time() {
    check(
        "一、提高认识\n（一）认清形势\n形势很好。\n（二）找准差$0距\n差距不小。\n二、狠抓落实\n要狠抓落实。\n",
        "（二）找准差距",
        "一、提高认识 › **（二）找准差距**\n\n第2条，共2条 · 9字 · 约5秒 · 占全稿27%",
    );
}

#[test]
fn english_where_asked() {
    let text = "一、提高认识\n要提高。\n二、狠$0抓落实\n要狠抓落实。\n";
    let (_, markdown) = hovered(Locale::En, text).unwrap();
    assert_eq!(markdown, "**二、狠抓落实**\n\npoint 2 of 2 · 10 characters · about 5 s · 56% of the draft");
}

#[test]
fn a_point_inside_a_paragraph_has_a_path_too() {
    let (words, markdown) =
        hovered(Locale::Zh, "一、提高认识\n要做到：一是认清形势；二$0是找准差距。\n二、抓落实\n要抓。\n")
            .unwrap();
    assert_eq!(words, "二是找准差距");
    assert!(markdown.starts_with("一、提高认识 › **二是找准差距**\n\n第2条，共2条"), "{markdown}");
}

#[test]
fn a_reference_tells_of_its_point() {
    let text = "一、提高认识\n要提高。\n二、狠抓落实\n要抓。\n三、加强领导\n如前面讲的第$0二点，要抓。\n";
    let (words, markdown) = hovered(Locale::Zh, text).unwrap();
    assert_eq!(words, "第二点");
    assert!(markdown.starts_with("**二、狠抓落实**\n\n第2条，共3条 · "), "{markdown}");
}

#[test]
fn a_summary_lists_its_points() {
    check(
        "一要提高认识。要提高。\n二要狠抓落实。要抓。\n三要加强领导。要强。\n以上三$0点，请抓好落实。\n",
        "以上三点",
        "- 一要提高认识\n- 二要狠抓落实\n- 三要加强领导",
    );
}

#[test]
fn a_broken_reference_says_so() {
    let text = "一、提高认识\n要提高。\n二、狠抓落实\n如前面讲的第$0八点，要抓。\n";
    check(text, "第八点", "本稿中没有所指的条目");
}

#[test]
fn plain_text_tells_nothing() {
    assert_eq!(hovered(Locale::Zh, "一、提高认识\n要提高$0认识。\n"), None);
    assert_eq!(hovered(Locale::Zh, "$0"), None);
}

#[test]
fn titles_survive_markdown() {
    assert_eq!(escaped("1.在**市<重点>的讲话"), "1\\.在\\*\\*市\\<重点\\>的讲话");
    assert_eq!(escaped("- x_1.5"), "\\- x\\_1.5");
    assert_eq!(crumb(&"抓".repeat(20)), format!("{}…", "抓".repeat(16)));
}

#[test]
fn a_slip_tells_both_words_and_what_they_mean() {
    check(
        "一、向同志们表示忠$0心的感谢\n",
        "表示忠心的",
        "~~表示忠心的~~ → **表示衷心的**\n\n- **忠心**：忠诚的心，如“忠心耿耿”\n- **衷心**：发自内心的，修饰感谢、祝贺、祝愿\n\n用错了词 (`confused-word`)",
    );
}

#[test]
fn a_slip_without_known_meanings_tells_why_it_is_one() {
    check(
        "要再接再$0励。\n",
        "再接再励",
        "~~再接再励~~ → **再接再厉**\n\n“励”与“厉”同音\n\n用错了词 (`confused-word`)",
    );
}
