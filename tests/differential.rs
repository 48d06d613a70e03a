//! The incremental result equals that of a fresh open: after thousands of random edits text, lines,
//! outline and findings are the same, with edits given in all three encodings.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::string_slice)]

use std::sync::Arc;

use bigan::analysis::{Analysis, Cancel, Options};
use bigan::lint::Levels;
use bigan::locale::Locale;
use bigan::text::{Damage, Encoding, Position, Snapshot, TextRange};

/// A small generator (xorshift, Marsaglia 2003): the same edits on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

const PIECES: &[&str] = &[
    "一、",
    "二、",
    "三、提高认识\n",
    "（一）",
    "(二)",
    "1.",
    "2、",
    "（1）",
    "①",
    "一是",
    "；二是",
    "：一是",
    "第一，",
    "第二，",
    "首先，",
    "其次，",
    "——",
    "第一篇：",
    "# ",
    "```\n",
    "同志们：\n",
    "同志们，让我们前进！\n",
    "下面，我讲三点意见。",
    "如第五点所讲，",
    "上述两个方面",
    "目录\n",
    "附件1\n",
    "抓落实。",
    "😀",
    "\u{20BB7}",
    "e\u{301}",
    "\u{2028}",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "　　",
    " ",
    "",
    "。",
    "：",
    "在全市大会上的讲话\n",
];

fn start() -> String {
    let section = "一、提高认识\n\n要做到：一是学；二是改。\n（一）抓好试点。要快。\r\n（二）抓好推广。\r\n二、抓落实\n1.建台账。\n2.抓督查。\n\n";
    format!(
        "在全市大会上的讲话\n\n同志们：\n下面，我讲两点意见。\n{}同志们，让我们前进！\n",
        section.repeat(6)
    )
}

fn options(markdown: bool) -> Arc<Options> {
    Arc::new(Options { locale: Locale::Zh, levels: Levels::default(), markdown })
}

/// A change as a client would send it, from positions in `encoding`, and the plain text after it.
fn edit(
    snapshot: &Snapshot,
    plain: &mut String,
    random: &mut Random,
    encoding: Encoding,
) -> (TextRange, &'static str) {
    let at = snapshot.floor(random.below(snapshot.len() + 1));
    let length = if random.below(3) == 0 { random.below(40) } else { 0 };
    let through = |offset: usize| {
        let position = snapshot.position(offset, encoding);
        // Now and then a client counts past the end.
        snapshot.offset(Position::new(position.line, position.column), encoding)
    };
    let start = through(at);
    let range = TextRange::new(start, through(snapshot.floor(at + length)));
    let text = PIECES[random.below(PIECES.len())];
    plain.replace_range(range.start..range.end, text);
    (range, text)
}

fn run(encoding: Encoding, markdown: bool, seed: u64, edits: usize) {
    let (mut random, options, never) = (Random(seed), options(markdown), Cancel::new());
    let mut plain = start();
    let mut snapshot = Snapshot::new(&plain);
    let mut analysis = Analysis::new(snapshot.clone(), options.clone(), &never).unwrap();
    let mut damage = Damage::NONE;
    for step in 0..edits {
        let (range, text) = edit(&snapshot, &mut plain, &mut random, encoding);
        damage.add(&snapshot, range);
        snapshot.replace(range, text);
        // A burst is one update: only now and then is the draft looked at.
        if random.below(3) > 0 {
            continue;
        }
        analysis = analysis.update(snapshot.clone(), damage, options.clone(), &never).unwrap();
        damage = Damage::NONE;
        assert_eq!(snapshot.to_string(), plain, "text after {step} edits, {encoding:?}");
        let fresh = Analysis::new(Snapshot::new(&plain), options.clone(), &never).unwrap();
        assert_eq!(analysis.lines(), fresh.lines(), "lines after {step} edits, {encoding:?}");
        assert_eq!(analysis.outline(), fresh.outline(), "outline after {step} edits, {encoding:?}");
        assert_eq!(analysis.findings(), fresh.findings(), "findings after {step} edits, {encoding:?}");
    }
}

#[test]
fn thousands_of_edits_equal_a_fresh_open_in_every_encoding() {
    for (seed, encoding) in [(11, Encoding::Utf8), (23, Encoding::Utf16), (47, Encoding::Utf32)] {
        run(encoding, false, seed, 1500);
        run(encoding, true, seed + 1, 500);
    }
}

#[test]
fn safe_fixes_never_create_their_finding_again() {
    let never = Cancel::new();
    let mut random = Random(5);
    let mut plain = start();
    for _ in 0..300 {
        let snapshot = Snapshot::new(&plain);
        edit(&snapshot, &mut plain, &mut random, Encoding::Utf8);
        let analysis = Analysis::new(Snapshot::new(&plain), options(false), &never).unwrap();
        for finding in analysis.findings().iter() {
            for fix in analysis.fixes(finding).into_iter().filter(|f| f.safe) {
                let after = fix.edits.apply(analysis.snapshot());
                let again = Analysis::new(after, options(false), &never).unwrap();
                let still = again.findings().iter().any(|f| {
                    f.rule.id == finding.rule.id && f.place == finding.place && f.message == finding.message
                });
                assert!(!still, "{}: {}", finding.rule.id, finding.message);
            }
        }
    }
}
