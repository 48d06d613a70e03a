//! Why a slip is one: what the two words mean, or what makes them easy to take for one another.

use pinyin::{Pinyin, ToPinyin};

use super::{Kind, Slip};
use crate::typo::{self, Meanings};

/// The reason of a slip, the most telling that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// What the two words mean.
    Meanings(Meanings),
    /// What the table says, in Chinese.
    Note(String),
    /// Two characters that sound the same, or nearly so.
    Sound {
        /// As written.
        wrong: char,
        /// As meant.
        right: char,
        /// Whether the tone is the same too.
        same_tone: bool,
    },
    /// Two characters that look alike.
    Shape {
        /// As written.
        wrong: char,
        /// As meant.
        right: char,
    },
    /// What 的, 地 and 得 are for.
    Particles,
    /// Typed once too often.
    Twice,
    /// What stands around it.
    Context,
    /// Nobody writes it so.
    Unusual,
}

impl Why {
    /// The reason of `slip`, which is written `wrong` and should be `right`, each as a whole word.
    pub fn of(slip: &Slip, wrong: &str, right: &str) -> Self {
        match slip.kind {
            Kind::Particle => return Why::Particles,
            Kind::Repeated => return Why::Twice,
            Kind::Misquoted if !slip.note.is_empty() => return Why::Note(slip.note.clone()),
            Kind::Misquoted | Kind::Confused | Kind::Suspect => {}
        }
        if let Some(meanings) = typo::meanings(wrong, right) {
            return Why::Meanings(meanings);
        }
        if !slip.note.is_empty() {
            return Why::Note(slip.note.clone());
        }
        if wrong.chars().count() != right.chars().count() {
            return Why::Unusual;
        }
        let differing = wrong.chars().zip(right.chars()).find(|(a, b)| a != b);
        match (differing, slip.kind) {
            (Some((wrong, right)), _) if one_sound(wrong, right, Pinyin::with_tone_num_end) => {
                Why::Sound { wrong, right, same_tone: true }
            }
            (Some((wrong, right)), _) if one_sound(wrong, right, Pinyin::plain) => {
                Why::Sound { wrong, right, same_tone: false }
            }
            (_, Kind::Suspect) => Why::Context,
            // The tables hold slips of the ear and of the eye; this is none of the ear.
            (Some((wrong, right)), Kind::Confused) => Why::Shape { wrong, right },
            _ => Why::Unusual,
        }
    }
}

/// Whether the two sound the same, as `spelt`, in their commonest readings: a rare one (万 as in 万俟) explains nothing.
fn one_sound(one: char, other: char, spelt: fn(Pinyin) -> &'static str) -> bool {
    let reading = |c: char| c.to_pinyin().map(spelt);
    reading(one).is_some_and(|sound| reading(other) == Some(sound))
}

#[cfg(test)]
mod tests {
    use super::super::Certainty;
    use super::*;

    #[track_caller]
    fn check(kind: Kind, wrong: &str, right: &str, note: &str, expected: Why) {
        let slip = Slip {
            kind,
            certainty: Certainty::Sure,
            range: 0..0,
            right: right.to_owned(),
            word: 0..wrong.len(),
            note: note.to_owned(),
            safe: false,
        };
        assert_eq!(Why::of(&slip, wrong, right), expected);
    }

    #[test]
    fn meanings_come_before_notes_and_notes_before_sounds() {
        let meanings = typo::meanings("忠心", "衷心").unwrap();
        check(Kind::Confused, "忠心的感谢", "衷心的感谢", "说明", Why::Meanings(meanings));
        check(Kind::Confused, "再接再励", "再接再厉", "说明", Why::Note("说明".to_owned()));
    }

    #[test]
    fn characters_that_sound_or_look_alike() {
        let sound = |wrong, right, same_tone| Why::Sound { wrong, right, same_tone };
        check(Kind::Confused, "再接再励", "再接再厉", "", sound('励', '厉', true));
        check(Kind::Suspect, "只序", "秩序", "", sound('只', '秩', false));
        check(Kind::Confused, "盲目", "肓目", "", Why::Shape { wrong: '盲', right: '肓' });
        check(Kind::Suspect, "盲目", "肓目", "", Why::Context);
        check(Kind::Suspect, "墨", "万", "", Why::Context);
        check(Kind::Confused, "更加的", "更加", "", Why::Unusual);
    }

    #[test]
    fn particles_and_repeats_have_reasons_of_their_own() {
        check(Kind::Particle, "的", "地", "", Why::Particles);
        check(Kind::Repeated, "的的", "的", "", Why::Twice);
    }
}
