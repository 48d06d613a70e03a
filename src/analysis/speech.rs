//! Speaking time: how long a section takes to read aloud, and how that is said to the writer.
//!
//! Counts come from the outline (Han characters and digits); the pace comes from the writer.

use crate::locale::Locale;

/// Characters a minute where the writer names no pace: drafters reckon with 160 to 200 for a leader
/// at a meeting.
pub const DEFAULT_PER_MINUTE: u32 = 180;

/// Seconds below a minute are told in steps of five: nobody reads aloud to the second.
const STEP: u64 = 5;

/// A speaking time as precise as it deserves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeakingTime {
    /// Under a minute: seconds, a multiple of five, never 0.
    Seconds(u64),
    /// Whole minutes, at least 1.
    Minutes(u64),
}

impl SpeakingTime {
    /// The time that `spoken` characters take at `per_minute`; a pace of 0 counts as 1.
    pub fn of(spoken: u32, per_minute: u32) -> Self {
        let pace = u64::from(per_minute.max(1));
        let sixtieths = u64::from(spoken) * 60;
        let steps = rounded(sixtieths, pace * STEP).max(1);
        if steps * STEP < 60 {
            SpeakingTime::Seconds(steps * STEP)
        } else {
            SpeakingTime::Minutes(rounded(u64::from(spoken), pace).max(1))
        }
    }

    /// 约7分钟 · about 7 min
    pub fn phrase(self, locale: Locale) -> String {
        match self {
            SpeakingTime::Seconds(n) => locale.pick(format!("约{n}秒"), format!("about {n} s")),
            SpeakingTime::Minutes(n) => locale.pick(format!("约{n}分钟"), format!("about {n} min")),
        }
    }
}

/// Length and time of a section in one line: 1240字 · 约7分钟. Nothing spoken takes no time.
pub fn length(spoken: u32, per_minute: u32, locale: Locale) -> String {
    let unit = if spoken == 1 { "character" } else { "characters" };
    let count = locale.pick(format!("{spoken}字"), format!("{spoken} {unit}"));
    if spoken == 0 {
        return count;
    }
    format!("{count} · {}", SpeakingTime::of(spoken, per_minute).phrase(locale))
}

/// The share of a section in the whole draft: 占全稿12%. Nothing where the draft has no text.
pub fn share(spoken: u32, whole: u32, locale: Locale) -> Option<String> {
    if whole == 0 {
        return None;
    }
    let percent = rounded(u64::from(spoken) * 100, u64::from(whole));
    let percent = if percent == 0 && spoken > 0 {
        locale.pick("不足1%", "under 1%").to_owned()
    } else {
        format!("{percent}%")
    };
    Some(locale.pick(format!("占全稿{percent}"), format!("{percent} of the draft")))
}

/// `a / b`, rounded half up; `b` is never 0 here.
fn rounded(a: u64, b: u64) -> u64 {
    (a + b / 2) / b.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(spoken: u32, per_minute: u32, zh: &str) {
        assert_eq!(length(spoken, per_minute, Locale::Zh), zh);
    }

    #[test]
    fn minutes_are_rounded_and_seconds_come_in_steps() {
        check(1240, 180, "1240字 · 约7分钟");
        check(60, 180, "60字 · 约20秒");
        check(1, 180, "1字 · 约5秒");
        check(172, 180, "172字 · 约55秒");
        check(179, 180, "179字 · 约1分钟");
        check(180, 180, "180字 · 约1分钟");
        check(269, 180, "269字 · 约1分钟");
        check(270, 180, "270字 · 约2分钟");
        check(0, 180, "0字");
    }

    #[test]
    fn any_pace_gives_an_answer() {
        check(3, 0, "3字 · 约3分钟");
        check(u32::MAX, u32::MAX, "4294967295字 · 约1分钟");
        assert_eq!(SpeakingTime::of(u32::MAX, 1), SpeakingTime::Minutes(u64::from(u32::MAX)));
    }

    #[test]
    fn speaks_english_where_asked() {
        assert_eq!(length(1240, 180, Locale::En), "1240 characters · about 7 min");
        assert_eq!(length(1, 180, Locale::En), "1 character · about 5 s");
        assert_eq!(share(3, 12, Locale::En).as_deref(), Some("25% of the draft"));
    }

    #[test]
    fn shares_add_up_to_the_draft() {
        assert_eq!(share(5, 5, Locale::Zh).as_deref(), Some("占全稿100%"));
        assert_eq!(share(1, 1000, Locale::Zh).as_deref(), Some("占全稿不足1%"));
        assert_eq!(share(0, 1000, Locale::Zh).as_deref(), Some("占全稿0%"));
        assert_eq!(share(0, 0, Locale::Zh), None);
    }
}
