//! What is known of a change that the decoder proposes: what it gains and where, how well the written and
//! the proposed characters fit, whether they make words, what slip it would be, how familiar the
//! surroundings are, and whether it stands in a name.

use super::channel::Sound;
use super::decode::{Change, Written, viable};
use super::language::{History, ORDER, Score};
use super::model::Model;
use super::vocabulary::{BOUNDARY, Id, UNKNOWN};

/// How many facts are looked at.
pub const COUNT: usize = 58;
/// How far around a change the line is searched, in tokens.
const NEAR: usize = 400;
/// Surnames of three Chinese in four.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
/// Characters that foreign names are written with.
const FOREIGN: &str = "阿埃艾安奥巴拜班贝本比彼别波伯博布茨达戴丹德登蒂迪丁杜敦多恩尔法菲费芬弗福盖戈哥格古哈海汉赫亨洪胡基吉加杰捷金卡凯坎康柯科克库拉莱赖兰劳雷里利莉丽林琳卢鲁伦罗洛马玛迈曼梅门蒙米密明莫姆穆纳娜内尼涅诺帕潘佩皮普奇钱乔琼热日荣瑞若萨塞桑瑟莎沙舍什圣史斯丝苏索塔泰坦汤特图托瓦万威韦维温沃乌西希锡夏谢辛休雪雅亚扬耶伊因尤约泽扎詹珍朱佐";

/// The facts about one change.
pub type Facts = [f32; COUNT];

/// The facts about each of `changes`, the decoder's for `written`.
pub fn facts(model: &Model, written: &Written<'_>, changes: &[Change]) -> Vec<Facts> {
    let mut meant: Vec<Id> = written.ids.to_vec();
    for change in changes {
        if let Some(id) = meant.get_mut(change.at) {
            *id = change.meant;
        }
    }
    let changed = |at: usize| changes.iter().any(|c| c.at == at);
    changes
        .iter()
        .map(|change| {
            let at = change.at;
            let old = written.ids.get(at).copied().unwrap_or(UNKNOWN);
            let was = window(model, &meant, at, old);
            let now = window(model, &meant, at, change.meant);
            let gain = |from: usize, to: usize| -> f32 {
                let sum = |scores: &[Score]| -> f32 {
                    scores.get(from..to.min(scores.len())).unwrap_or_default().iter().map(|s| s.log).sum()
                };
                sum(&now) - sum(&was)
            };
            let log = |scores: &[Score], by: usize| scores.get(by).map_or(0.0, |s| s.log);
            let matched = |scores: &[Score], by: usize| {
                f32::from(scores.get(by).map_or(0, |s| s.matched)) / ORDER as f32
            };
            let unigram = |id: Id| model.language.unigrams.get(id as usize).map_or(-20.0, |u| u.0);
            let mut before = meant.clone();
            if let Some(id) = before.get_mut(at) {
                *id = old;
            }
            let (old_word, old_common) = model.lexicon.covering(&before, at);
            let (new_word, new_common) = model.lexicon.covering(&meant, at);
            let covered = |at: usize| f32::from(model.lexicon.covering(&before, at).0) / 4.0;
            let again = changes
                .iter()
                .filter(|c| (c.meant, written.ids.get(c.at)) == (change.meant, written.ids.get(at)));
            let own = sum(&now);
            let rivals: Vec<Id> = viable(model, written, at).into_iter().map(|(id, _)| id).collect();
            let rivals = || rivals.iter().copied().filter(|id| *id != change.meant);
            let rival =
                rivals().map(|id| sum(&window(model, &meant, at, id))).fold(f32::NEG_INFINITY, f32::max);
            let near = at.saturating_sub(10)..(at + 11).min(written.ids.len());
            let familiar = familiarity(model, &meant, near, &changed);
            let neighbour = |by: isize| {
                at.checked_add_signed(by).and_then(|at| written.symbols.get(at)).copied().unwrap_or('\n')
            };
            let punctuation = |ch: char| f32::from(u8::from(!ch.is_alphanumeric()));
            let symbol = neighbour(0);
            let flag = |b: bool| f32::from(u8::from(b));
            let left = meant.get(at.wrapping_sub(1)).copied().unwrap_or(BOUNDARY);
            let right = meant.get(at + 1).copied().unwrap_or(BOUNDARY);
            let sound = |sound: Sound| flag(change.slip.sound == sound);
            let run = run(changes, at);
            let gap = model.cloze.gap(&meant, at);
            let fit = |id: Id| model.cloze.fit(&gap, id);
            let fits = fit(change.meant);
            let best_fit = rivals().chain([old]).map(fit).fold(f32::NEG_INFINITY, f32::max);
            let among = |set: &str, by: isize| flag(set.contains(neighbour(by)));
            let foreign = (-3..=3).filter(|by| *by != 0).map(|by| among(FOREIGN, by)).sum::<f32>();
            let point = flag((-4..=4).any(|by| matches!(neighbour(by), '·' | '•' | '・')));
            [
                gain(0, ORDER) / 10.0,
                gain(0, 1) / 10.0,
                gain(1, 2) / 10.0,
                gain(2, ORDER) / 10.0,
                log(&was, 0) / 10.0,
                log(&now, 0) / 10.0,
                log(&was, 1) / 10.0,
                log(&now, 1) / 10.0,
                matched(&was, 0),
                matched(&was, 1),
                matched(&was, 2),
                matched(&now, 0),
                matched(&now, 1),
                matched(&now, 2),
                matched(&now, 3),
                unigram(old) / 10.0,
                unigram(change.meant) / 10.0,
                f32::from(old_word) / 4.0,
                f32::from(old_common) / 16.0,
                f32::from(new_word) / 4.0,
                f32::from(new_common) / 16.0,
                sound(Sound::Same),
                sound(Sound::Syllable),
                sound(Sound::Fuzzy),
                sound(Sound::Near),
                sound(Sound::Far),
                flag(change.slip.shape),
                flag(at > 0 && changed(at - 1)),
                flag(changed(at + 1)),
                changes.len().min(6) as f32 / 6.0,
                (changes.len() as f32 * 10.0 / written.ids.len().max(1) as f32).min(1.0),
                if rival.is_finite() { ((own - rival) / 10.0).clamp(-1.0, 2.0) } else { 2.0 },
                flag(old == UNKNOWN),
                familiar / 10.0,
                flag(enclosed(written.symbols, at)),
                punctuation(neighbour(-1)),
                punctuation(neighbour(1)),
                flag(symbol == neighbour(-1) || symbol == neighbour(1)),
                flag(model.language.follow(left, old, right)),
                flag(model.language.follow(left, change.meant, right)),
                covered(at.wrapping_sub(1)),
                covered(at + 1),
                flag(again.count() > 1),
                flag(again_written(written, at)),
                joint(model, &meant, written, &run) / 10.0,
                run.len() as f32 / 4.0,
                ((fits - fit(old)) / 10.0).clamp(-1.5, 1.5),
                ((fits - best_fit) / 10.0).clamp(-1.5, 1.5),
                flag(model.idioms.covers(&meant, at)),
                flag(model.idioms.covers(&before, at)),
                among(SURNAMES, 0),
                among(SURNAMES, -1),
                among(SURNAMES, -2),
                among(SURNAMES, 1),
                point,
                foreign / 6.0,
                covered(at.wrapping_sub(2)),
                covered(at + 2),
            ]
        })
        .collect()
}

/// The run of neighbouring changes that holds the one at `at`.
fn run(changes: &[Change], at: usize) -> std::ops::Range<usize> {
    let changed = |at: usize| changes.iter().any(|c| c.at == at);
    let (mut from, mut to) = (at, at + 1);
    while from > 0 && changed(from - 1) {
        from -= 1;
    }
    while changed(to) {
        to += 1;
    }
    from..to
}

/// What all changes of `run` gain together.
fn joint(model: &Model, meant: &[Id], written: &Written<'_>, run: &std::ops::Range<usize>) -> f32 {
    let mut history = history(model, meant, run.start);
    let mut old = history;
    let mut gain = 0.0;
    for at in run.start..run.end + ORDER - 1 {
        let Some(now) = meant.get(at).copied().or((at == meant.len()).then_some(BOUNDARY)) else { break };
        let was = if run.contains(&at) { written.ids.get(at).copied().unwrap_or(UNKNOWN) } else { now };
        let (score, next) = model.language.read(&history, now);
        let (old_score, old_next) = model.language.read(&old, was);
        gain += score.log - old_score.log;
        (history, old) = (next, old_next);
    }
    gain
}

/// Whether the token stands in the line again with the same neighbour: nobody slips twice alike.
fn again_written(written: &Written<'_>, at: usize) -> bool {
    let here = |at: usize| (written.ids.get(at), written.ids.get(at + 1));
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(written.ids.len());
    let same = |place: usize| near.clone().any(|other| other != place && here(other) == here(place));
    same(at) || at.checked_sub(1).is_some_and(same)
}

fn sum(scores: &[Score]) -> f32 {
    scores.iter().map(|s| s.log).sum()
}

/// The scores of `id` in place of the one at `at`, and of the four that follow it.
fn window(model: &Model, ids: &[Id], at: usize, id: Id) -> Vec<Score> {
    let mut history = history(model, ids, at);
    let after = ids.iter().copied().chain([BOUNDARY]).skip(at + 1).take(ORDER - 1);
    std::iter::once(id)
        .chain(after)
        .map(|id| {
            let (score, next) = model.language.read(&history, id);
            history = next;
            score
        })
        .collect()
}

/// The history before the token at `at`.
fn history(model: &Model, ids: &[Id], at: usize) -> History {
    let from = at.saturating_sub(ORDER - 1);
    let start = if from == 0 { model.language.start() } else { History::default() };
    let read = ids.get(from..at).unwrap_or_default();
    read.iter().fold(start, |history, id| model.language.read(&history, *id).1)
}

/// The mean logarithm of the probability of the unchanged tokens in `near`.
fn familiarity(
    model: &Model,
    ids: &[Id],
    near: std::ops::Range<usize>,
    changed: &dyn Fn(usize) -> bool,
) -> f32 {
    let mut history = history(model, ids, near.start);
    let (mut total, mut count) = (0.0, 0.0f32);
    for at in near {
        let Some(&id) = ids.get(at) else { break };
        let (score, next) = model.language.read(&history, id);
        history = next;
        if !changed(at) {
            total += score.log;
            count += 1.0;
        }
    }
    total / count.max(1.0)
}

/// Whether the token stands inside 《》 or “”.
fn enclosed(symbols: &[char], at: usize) -> bool {
    let mut open = 0i32;
    for symbol in symbols.get(..at).unwrap_or_default() {
        match symbol {
            '《' | '“' => open += 1,
            '》' | '”' => open = (open - 1).max(0),
            _ => {}
        }
    }
    open > 0
}
