//! What a writer can say to a finding besides mending it: the word is right, this place is right, the rule
//! is not for me. What is said is kept in the settings; where, is for the edges to say.

use std::sync::Arc;

use crate::analysis::{Analysis, Cancel, Cancellable};
use crate::lint::{self, Anchor, Explanation, Finding};
use crate::proof::{Kind, MARKS};
use crate::text::TextRange;

/// A way to dismiss a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dismissal {
    /// The word is right everywhere.
    Word,
    /// The text is right at this place.
    Here,
    /// The rule is to be silent.
    Rule,
}

/// What is to be kept of a dismissed finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dismissed {
    /// A word that is right.
    Word(String),
    /// A piece of the text, with the part that is right between [`MARKS`].
    Here(String),
    /// The id of a rule that is to be silent.
    Rule(&'static str),
}

/// The ways to dismiss `finding`, each with its title.
pub fn dismissals(analysis: &Analysis, finding: &Finding) -> Vec<(Dismissal, String)> {
    let locale = analysis.options().locale;
    let mut ways = Vec::new();
    if let Some(word) = word(analysis, finding) {
        let title =
            locale.pick(format!("把“{word}”加入本项目的词"), format!("Add “{word}” to the project's words"));
        ways.push((Dismissal::Word, title));
    }
    if finding.anchor == Anchor::Slip {
        ways.push((Dismissal::Here, locale.pick("这一处不再提示", "Ignore here").to_owned()));
    }
    let id = finding.rule.id;
    let title = finding.rule.title.get(locale);
    let title =
        locale.pick(format!("本项目不查“{title}”（{id}）"), format!("Switch off {id} in this project"));
    ways.push((Dismissal::Rule, title));
    ways
}

/// What is to be kept where the finding at `offset`, of the rule `rule` if it is named, is dismissed in the way
/// `how`; `None` where there is no such finding.
pub fn dismissed(
    analysis: &Analysis,
    offset: usize,
    rule: Option<&str>,
    how: Dismissal,
    cancel: &Cancel,
) -> Cancellable<Option<Dismissed>> {
    cancel.check()?;
    let fits = |f: &&Arc<Finding>| {
        rule.is_none_or(|id| f.rule.id == id) && f.place.resolve(analysis.snapshot()).touches(offset)
    };
    // Where two touch, the one that begins here is meant.
    let Some(finding) = analysis.findings().iter().rfind(fits) else { return Ok(None) };
    Ok(match how {
        Dismissal::Word => word(analysis, finding).map(Dismissed::Word),
        Dismissal::Here if finding.anchor == Anchor::Slip => {
            Some(Dismissed::Here(wording(analysis, finding, cancel)?))
        }
        Dismissal::Here => None,
        Dismissal::Rule => Some(Dismissed::Rule(finding.rule.id)),
    })
}

/// The word that would have to be right for `finding` to be wrong. A single character says too little: it is taken
/// with the one before it, which with a name is the family's.
fn word(analysis: &Analysis, finding: &Finding) -> Option<String> {
    let Explanation { kind, wrong, word, .. } = lint::explanation(&analysis.context(), finding)?;
    if !matches!(kind, Kind::Confused | Kind::Suspect) {
        return None;
    }
    if wrong.chars().count() > 1 {
        return Some(wrong);
    }
    let line = analysis.snapshot().line(finding.place.line as usize);
    let before = line.get(..word.start)?.chars().next_back().filter(|c| is_han(*c));
    let after = line.get(word.end..)?.chars().next().filter(|c| is_han(*c));
    match (before, after) {
        (Some(before), _) => Some(format!("{before}{wrong}")),
        (None, Some(after)) => Some(format!("{wrong}{after}")),
        (None, None) => None,
    }
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// Characters on each side of a place by which it is known again: few, so that the writer sees what is meant and
/// changes nearby leave it alone; more only where these stand in the draft twice.
const COMPANY: [usize; 4] = [4, 8, 16, 32];

/// The text of `finding` between its marks, with enough of its line to be found nowhere else.
fn wording(analysis: &Analysis, finding: &Finding, cancel: &Cancel) -> Cancellable<String> {
    let snapshot = analysis.snapshot();
    let TextRange { start, end } = finding.place.resolve(snapshot);
    let line = snapshot.line_range(finding.place.line as usize);
    let slice = |start: usize, end: usize| snapshot.slice(TextRange::new(start, end)).into_owned();
    let (before, within, after) = (slice(line.start, start), slice(start, end), slice(end, line.end));
    let [open, close] = MARKS;
    let mut wording = String::new();
    for most in COMPANY {
        cancel.check()?;
        let skipped = before.chars().count().saturating_sub(most);
        let front: String = before.chars().skip(skipped).collect();
        let back: String = after.chars().take(most).collect();
        // White space at an end would be lost when the list is read, and marks of the draft's own would mislead.
        let front = front.rsplit(MARKS).next().unwrap_or_default().trim_start();
        let back = back.split(MARKS).next().unwrap_or_default().trim_end();
        wording = format!("{front}{open}{within}{close}{back}");
        let plain = format!("{front}{within}{back}");
        let mut places = 0;
        snapshot.for_each_line(0..snapshot.line_count(), |_, line| places += line.matches(&plain).count());
        if places < 2 {
            break;
        }
    }
    Ok(wording)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Options;
    use crate::lint::Levels;
    use crate::locale::Locale;
    use crate::text::Snapshot;

    fn read(text: &str) -> Analysis {
        let options = Options {
            locale: Locale::Zh,
            levels: Levels::default(),
            markdown: false,
            proofreader: Default::default(),
        };
        let cancel = Cancel::new();
        let analysis = Analysis::new(Snapshot::new(text), Arc::new(options), &cancel).unwrap();
        analysis.proofread(usize::MAX, &cancel).unwrap()
    }

    /// What is kept of the finding at `$0`.
    #[track_caller]
    fn check(fixture: &str, how: Dismissal, kept: Option<Dismissed>) {
        let offset = fixture.find("$0").unwrap();
        let analysis = read(&fixture.replace("$0", ""));
        assert_eq!(dismissed(&analysis, offset, None, how, &Cancel::new()).unwrap(), kept);
    }

    #[test]
    fn a_slip_can_be_dismissed_in_three_ways_and_a_number_in_one() {
        let analysis = read("表示忠心的感谢。\n\n一、甲\n\n三、乙\n");
        let titles = |at: usize| -> Vec<String> {
            dismissals(&analysis, &analysis.findings()[at]).into_iter().map(|(_, title)| title).collect()
        };
        assert_eq!(
            titles(0),
            ["把“表示忠心的”加入本项目的词", "这一处不再提示", "本项目不查“用错了词”（confused-word）"]
        );
        assert_eq!(titles(1), ["本项目不查“序号跳号”（numbering-gap）"]);
    }

    #[test]
    fn what_is_kept_names_the_place_and_a_little_of_its_company() {
        let text = "　　我谨代表大会，向同志们表示$0忠心的感谢和问候！";
        let here = |wording: &str| Some(Dismissed::Here(wording.to_owned()));
        check(text, Dismissal::Here, here("志们表示⟦忠⟧心的感谢"));
        check(text, Dismissal::Rule, Some(Dismissed::Rule("confused-word")));
    }

    #[test]
    fn more_company_is_kept_where_the_same_words_stand_twice() {
        check(
            "我代表市委向大家表示$0忠心的感谢。我代表市政府向大家表示忠心的感谢。",
            Dismissal::Here,
            Some(Dismissed::Here("表市委向大家表示⟦忠⟧心的感谢。我代表".to_owned())),
        );
    }

    #[test]
    fn where_nothing_was_found_nothing_is_kept() {
        check("表示衷$0心的感谢。", Dismissal::Here, None);
        check("一、甲\n\n$0三、乙\n", Dismissal::Here, None);
    }

    #[test]
    fn what_is_kept_silences_this_place_alone() {
        let text = "代表市委表示忠心的感谢。代表市政府表示忠心的感谢。";
        let analysis = read(text);
        let at = text.find('忠').unwrap();
        let kept = dismissed(&analysis, at, None, Dismissal::Here, &Cancel::new()).unwrap();
        let Some(Dismissed::Here(wording)) = kept else { panic!("{kept:?}") };
        let mut options = (**analysis.options()).clone();
        options.proofreader.accepted = crate::proof::Accepted::new([wording]);
        let again = Analysis::new(Snapshot::new(text), Arc::new(options), &Cancel::new()).unwrap();
        let again = again.proofread(usize::MAX, &Cancel::new()).unwrap();
        assert_eq!((analysis.findings().len(), again.findings().len()), (2, 1));
        assert!(again.findings()[0].place.start as usize > at);
    }
}
