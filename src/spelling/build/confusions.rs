//! Which characters are confused: by their readings and by a table of similar shapes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pinyin::ToPinyinMulti;

use crate::spelling::channel::{Confusions, Slip, Sound};
use crate::spelling::vocabulary::Vocabulary;

/// Characters as common as this may be meant by a slip of one key or of the eye alone; the others only by sound.
const COMMON: usize = 2_000;

/// The confusions of all characters in `shapes`, in the vocabulary and in `rare`.
pub fn confusions(
    vocabulary: &Vocabulary,
    rare: &[char],
    shapes: &HashMap<char, BTreeSet<char>>,
) -> Confusions {
    let written: BTreeSet<char> = vocabulary
        .chars()
        .iter()
        .chain(rare)
        .copied()
        .chain(shapes.keys().copied())
        .filter(|ch| ch.to_pinyin_multi().is_some())
        .collect();
    let mut by_syllable: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for &ch in vocabulary.chars() {
        for reading in readings(ch) {
            by_syllable.entry(reading.0).or_default().insert(ch);
        }
    }
    let rank: HashMap<char, usize> = vocabulary.chars().iter().enumerate().map(|(r, c)| (*c, r)).collect();
    let syllables: Vec<&str> = by_syllable.keys().copied().collect();
    let mut near: HashMap<&str, Vec<(&str, Sound)>> = HashMap::new();
    let mut pairs = Vec::new();
    for &from in &written {
        let mut meant: BTreeMap<char, Sound> = BTreeMap::new();
        for (syllable, tone) in readings(from) {
            let reachable = near.entry(syllable).or_insert_with(|| {
                let sounds = syllables.iter().filter_map(|other| Some((*other, nearness(syllable, other)?)));
                sounds.collect()
            });
            for &(other, sound) in reachable.iter() {
                for &to in by_syllable.get(other).into_iter().flatten() {
                    let sound = match sound {
                        Sound::Syllable if readings(to).any(|r| r == (other, tone)) => Sound::Same,
                        Sound::Near if rank.get(&to).is_none_or(|r| *r > COMMON) => continue,
                        sound => sound,
                    };
                    let best = meant.entry(to).or_insert(sound);
                    *best = (*best).min(sound);
                }
            }
        }
        let alike = shapes.get(&from);
        for (&to, &sound) in &meant {
            let shape = alike.is_some_and(|a| a.contains(&to));
            pairs.push((from, to, Slip { sound, shape }));
        }
        for &to in alike.into_iter().flatten() {
            if meant.contains_key(&to) || rank.get(&to).is_none_or(|r| *r > COMMON) {
                continue;
            }
            pairs.push((from, to, Slip { sound: Sound::Far, shape: true }));
        }
    }
    Confusions::new(vocabulary, pairs)
}

/// The syllables of a character without tone, and the tone.
fn readings(ch: char) -> impl Iterator<Item = (&'static str, Option<char>)> {
    ch.to_pinyin_multi().into_iter().flatten().map(|reading| {
        let tone = reading.with_tone_num_end().chars().last().filter(char::is_ascii_digit);
        (reading.plain(), tone)
    })
}

/// How near two syllables sound, unless they are far apart.
fn nearness(a: &str, b: &str) -> Option<Sound> {
    if a == b {
        Some(Sound::Syllable)
    } else if blurred(a) == blurred(b) {
        Some(Sound::Fuzzy)
    } else {
        within_one(a.as_bytes(), b.as_bytes()).then_some(Sound::Near)
    }
}

/// A syllable as heard by one who does not tell z from zh, l from n, f from h, in from ing.
fn blurred(syllable: &str) -> String {
    let (initial, rest) = match syllable.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => syllable.split_at(2),
        [b'a' | b'e' | b'i' | b'o' | b'u' | b'v', ..] => ("", syllable),
        _ => syllable.split_at(1.min(syllable.len())),
    };
    let initial = match initial {
        "zh" => "z",
        "ch" => "c",
        "sh" => "s",
        "n" => "l",
        "h" => "f",
        other => other,
    };
    let rest = rest.strip_suffix('g').filter(|r| r.ends_with('n') && !r.ends_with("on")).unwrap_or(rest);
    format!("{initial}{rest}")
}

/// Whether one letter put in, left out or changed makes one of the other.
fn within_one(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let front = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => short[front..].iter().skip(1).eq(long[front..].iter().skip(1)),
        1 => short[front..] == long[front + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_near_by_ear_or_by_key() {
        assert_eq!(nearness("zhi", "zi"), Some(Sound::Fuzzy));
        assert_eq!(nearness("jing", "jin"), Some(Sound::Fuzzy));
        assert_eq!(nearness("nan", "lang"), Some(Sound::Fuzzy));
        assert_eq!(nearness("jian", "jiao"), Some(Sound::Near));
        assert_eq!(nearness("zhong", "xin"), None);
    }

    #[test]
    fn a_pair_keeps_its_nearest_sound_and_its_shape() {
        let vocabulary = Vocabulary::new("忠衷中末未".chars());
        let shapes = HashMap::from([('末', BTreeSet::from(['未'])), ('忠', BTreeSet::from(['衷']))]);
        let all = confusions(&vocabulary, &[], &shapes);
        let slip = |from, to| all.slip(from, vocabulary.id(to));
        assert_eq!(slip('忠', '衷'), Some(Slip { sound: Sound::Same, shape: true }));
        assert_eq!(slip('忠', '中'), Some(Slip { sound: Sound::Same, shape: false }));
        assert_eq!(slip('末', '未'), Some(Slip { sound: Sound::Far, shape: true }));
        assert_eq!(slip('末', '忠'), None);
    }
}
