//! What bigan's core promises for every input: one function a promise, which panics if it is broken.
//!
//! The fuzz targets call them with what the fuzzer finds, `tests/promises.rs` with seeded noise.

mod input;

use std::sync::Arc;

use bigan::analysis::{Analysis, Cancel, Options};
use bigan::features::{self, Symbol, SymbolOptions};
use bigan::lint::Levels;
use bigan::locale::Locale;
use bigan::proof::Proofreader;
use bigan::text::{Damage, Encoding, Position, Snapshot, TextRange};

use input::Input;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
/// Characters read aloud in a minute.
const PACE: u32 = 180;

fn options(markdown: bool) -> Arc<Options> {
    Arc::new(Options {
        locale: Locale::Zh,
        levels: Levels::default(),
        markdown,
        proofreader: Default::default(),
    })
}

fn read(text: &str, markdown: bool) -> Analysis {
    Analysis::new(Snapshot::new(text), options(markdown), &Cancel::new()).expect("nobody cancels")
}

/// Whatever is opened is read, all places named lie on whole characters of the text, and every
/// feature bears every place.
pub fn text(data: &[u8]) {
    let mut input = Input(data);
    let pieces: String =
        std::iter::from_fn(|| (!input.is_empty()).then(|| input.piece())).take(400).collect();
    for text in [&*String::from_utf8_lossy(data), &pieces] {
        for markdown in [false, true] {
            reads(text, &read(text, markdown));
        }
    }
}

fn reads(text: &str, analysis: &Analysis) {
    let (never, snapshot, outline) = (Cancel::new(), analysis.snapshot(), analysis.outline());
    let whole = |range: TextRange| assert!(text.get(range.start..range.end).is_some(), "{range:?}");
    for (id, node) in outline.nodes() {
        let (heading, section) = (outline.heading_range(snapshot, id), outline.section_range(snapshot, id));
        let (marker, title) = (outline.marker_range(snapshot, id), outline.title_range(snapshot, id));
        [marker, title, heading, section].into_iter().for_each(whole);
        assert!(section.contains_range(heading), "{section:?} and its heading {heading:?}");
        if let Some(parent) = node.parent {
            let around = outline.section_range(snapshot, parent);
            assert!(around.contains_range(section), "{section:?} is outside of {around:?}");
        }
    }
    for finding in analysis.findings().iter() {
        finding.places().for_each(|place| whole(place.resolve(snapshot)));
        assert!(!finding.message.is_empty());
    }
    let symbols = SymbolOptions { inline_points: true, characters_per_minute: PACE };
    check_symbols(
        &features::document_symbols(analysis, symbols, &never).unwrap(),
        TextRange::new(0, text.len()),
    );
    for fold in features::folding_ranges(analysis, &never).unwrap() {
        assert!(fold.first_line < fold.last_line && (fold.last_line as usize) < snapshot.line_count());
    }
    let all = TextRange::new(0, text.len());
    let mut last = 0;
    for token in features::semantic_tokens(analysis, all, &never).unwrap() {
        whole(token.range);
        assert!(last <= token.range.start && !token.range.is_empty(), "tokens overlap at {:?}", token.range);
        assert_eq!(snapshot.line_of(token.range.start), snapshot.line_of(token.range.end));
        last = token.range.end;
    }
    for hint in features::inlay_hints(analysis, all, PACE, &never).unwrap() {
        whole(TextRange::empty(hint.offset));
    }
    features::workspace_symbols(analysis, "落实", &never).unwrap();
    for at in (0..=text.len()).step_by(text.len() / 12 + 1) {
        asks(analysis, at, &whole);
    }
}

/// Symbols lie in their parent one after another, and each holds its own heading.
fn check_symbols(symbols: &[Symbol], parent: TextRange) {
    for symbol in symbols {
        assert!(parent.contains_range(symbol.range), "{:?} is outside of {parent:?}", symbol.range);
        assert!(symbol.range.contains_range(symbol.selection), "{:?}", symbol.selection);
        check_symbols(&symbol.children, symbol.range);
    }
    for (one, next) in symbols.iter().zip(symbols.iter().skip(1)) {
        assert!(one.range.end <= next.range.start, "{:?} runs into {:?}", one.range, next.range);
    }
}

/// All that can be asked at one place, which need not be a whole character's.
fn asks(analysis: &Analysis, at: usize, whole: &impl Fn(TextRange)) {
    let never = Cancel::new();
    if let Some(hover) = features::hover(analysis, at, PACE, &never).unwrap() {
        whole(hover.range);
    }
    for found in features::definition(analysis, at, &never).unwrap() {
        [found.origin, found.heading, found.section].into_iter().for_each(whole);
    }
    features::references(analysis, at, true, &never).unwrap().into_iter().for_each(whole);
    features::document_highlights(analysis, at, &never).unwrap().into_iter().for_each(whole);
    for chain in features::selection_ranges(analysis, &[at], &never).unwrap() {
        chain.iter().copied().for_each(whole);
        assert!(chain.iter().zip(chain.iter().skip(1)).all(|(inner, outer)| outer.contains_range(*inner)));
    }
    features::on_type_formatting(analysis, at, &never).unwrap().iter().for_each(|e| whole(e.range));
    for offered in features::refactorings(analysis, at, &never).unwrap() {
        let edits = features::refactoring(analysis, at, offered.kind, &never).unwrap();
        assert!(!edits.is_empty(), "{offered:?} was offered and does nothing");
        edits.iter().for_each(|e| whole(e.range));
    }
}

/// After any edits, given in any encoding and in bursts, text, lines, outline and findings are those
/// of a fresh open.
pub fn edits(data: &[u8]) {
    let mut input = Input(data);
    let encoding = ENCODINGS[input.below(ENCODINGS.len())];
    let (options, never) = (options(input.below(4) == 0), Cancel::new());
    let mut plain = input.draft(100);
    let mut snapshot = Snapshot::new(&plain);
    let mut analysis = Analysis::new(snapshot.clone(), options.clone(), &never).unwrap();
    let mut damage = Damage::NONE;
    while !input.is_empty() {
        let (range, text) = edit(&snapshot, &mut input, encoding);
        plain.replace_range(range.start..range.end, text);
        damage.add(&snapshot, range);
        snapshot.replace(range, text);
        // A burst is one update: only now and then is the draft looked at, and at last in any case.
        if input.below(3) > 0 && !input.is_empty() {
            continue;
        }
        analysis = analysis.update(snapshot.clone(), damage, options.clone(), &never).unwrap();
        damage = Damage::NONE;
        assert_eq!(snapshot.to_string(), plain, "text");
        let fresh = Analysis::new(Snapshot::new(&plain), options.clone(), &never).unwrap();
        assert_eq!(analysis.lines(), fresh.lines(), "lines");
        assert_eq!(analysis.outline(), fresh.outline(), "outline");
        assert_eq!(analysis.findings(), fresh.findings(), "findings");
    }
}

/// After any edits, proofread as far as it may be in between, findings are those of a fresh proofreading.
pub fn proofreading(data: &[u8]) {
    let mut input = Input(data);
    let reader = Proofreader { speller: true, ..Proofreader::default() };
    let (mut options, never) = (Options::clone(&options(false)), Cancel::new());
    options.proofreader = reader;
    let options = Arc::new(options);
    let mut plain = input.draft(30);
    let mut snapshot = Snapshot::new(&plain);
    let mut analysis = Analysis::new(snapshot.clone(), options.clone(), &never).unwrap();
    while !input.is_empty() {
        analysis = analysis.proofread([0, 1, 300, usize::MAX][input.below(4)], &never).unwrap();
        let (range, text) = edit(&snapshot, &mut input, Encoding::Utf8);
        plain.replace_range(range.start..range.end, text);
        // Some clients send the whole text at each key.
        let mut damage = if input.below(4) == 0 { Damage::ALL } else { Damage::NONE };
        damage.add(&snapshot, range);
        snapshot.replace(range, text);
        analysis = analysis.update(snapshot.clone(), damage, options.clone(), &never).unwrap();
    }
    analysis = analysis.proofread(usize::MAX, &never).unwrap();
    assert!(analysis.is_proofread() && analysis.unread() == 0);
    let fresh = Analysis::new(Snapshot::new(&plain), options, &never).unwrap();
    let fresh = fresh.proofread(usize::MAX, &never).unwrap();
    assert_eq!(analysis.findings(), fresh.findings(), "findings");
}

/// A change as a client would send it, by positions in `encoding`.
fn edit(snapshot: &Snapshot, input: &mut Input<'_>, encoding: Encoding) -> (TextRange, &'static str) {
    let at = snapshot.floor(input.below(snapshot.len() + 1));
    let length = if input.below(3) == 0 { input.below(40) } else { 0 };
    let through = |offset| snapshot.offset(snapshot.position(offset, encoding), encoding);
    let start = through(at);
    (TextRange::new(start, through(snapshot.floor(at + length)).max(start)), input.piece())
}

/// Positions and offsets agree with a count by hand, there and back; any position gives an offset.
pub fn positions(data: &[u8]) {
    let mut input = Input(data);
    let wild: Vec<Position> = (0..8)
        .map(|_| {
            let number = |input: &mut Input<'_>| match input.below(5) {
                0 => usize::MAX - input.number(),
                1 => u32::MAX as usize + input.number(),
                _ => input.below(40),
            };
            Position::new(number(&mut input), number(&mut input))
        })
        .collect();
    let raw = String::from_utf8_lossy(&input.0[..input.0.len().min(200)]).into_owned();
    for text in [raw, input.draft(40)] {
        let snapshot = Snapshot::new(&text);
        let starts = line_starts(&text);
        assert_eq!(snapshot.line_count(), starts.len());
        for encoding in ENCODINGS {
            for at in 0..=text.len() + 2 {
                agrees(&snapshot, &text, &starts, at, encoding);
            }
            for position in &wild {
                let offset = snapshot.offset(*position, encoding);
                assert!(text.is_char_boundary(offset), "{position:?} gives {offset}");
                let line = snapshot.line_of(offset).min(position.line);
                assert!(
                    position.line >= starts.len() || line == position.line,
                    "{position:?} gives {offset}"
                );
            }
        }
    }
}

/// Where lines start: after `\n`, `\r\n` and `\r`, and nothing else.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = (0..bytes.len())
        .filter(|&i| bytes[i] == b'\n' || (bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
    std::iter::once(0).chain(ends.map(|i| i + 1)).collect()
}

fn agrees(snapshot: &Snapshot, text: &str, starts: &[usize], at: usize, encoding: Encoding) {
    let floor = (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    assert_eq!(snapshot.floor(at), floor);
    let line = starts.partition_point(|start| *start <= floor) - 1;
    let before = &text[starts[line]..floor];
    let column = match encoding {
        Encoding::Utf8 => before.len(),
        Encoding::Utf16 => before.encode_utf16().count(),
        Encoding::Utf32 => before.chars().count(),
    };
    let position = snapshot.position(at, encoding);
    assert_eq!(position, Position::new(line, column), "{at} in {encoding:?}");
    // Inside a line end there is no place: its line's end is the nearest.
    let content = snapshot.line_range(line);
    assert_eq!(content.start, starts[line]);
    assert_eq!(snapshot.offset(position, encoding), floor.min(content.end), "{at} in {encoding:?}");
}

/// Rounds of fixing all after which nothing may be left to fix.
const MOST_ROUNDS: usize = 10;

/// Every fix replaces whole characters and changes something, a safe one mends its finding for good,
/// and fixing all comes to an end.
pub fn fixes(data: &[u8]) {
    let mut input = Input(data);
    let markdown = input.below(4) == 0;
    let mut text = input.draft(60);
    let snapshot = Snapshot::new(&text);
    for _ in 0..input.below(4) {
        let (range, piece) = edit(&snapshot, &mut input, Encoding::Utf8);
        if text.get(range.start..range.end).is_some() {
            text.replace_range(range.start..range.end, piece);
        }
    }
    let mut analysis = read(&text, markdown);
    for finding in analysis.findings().iter() {
        for fix in analysis.fixes(finding) {
            let mut after = text.clone();
            for edit in fix.edits.iter().rev() {
                after.replace_range(edit.range.start..edit.range.end, &edit.text);
            }
            assert_eq!(fix.edits.apply(analysis.snapshot()).to_string(), after);
            assert_ne!(after, text, "{}: {} changes nothing", finding.rule.id, fix.title);
            let again = read(&after, markdown);
            let same = |f: &&Arc<bigan::lint::Finding>| {
                f.rule.id == finding.rule.id && f.place == finding.place && f.message == finding.message
            };
            let still = again.findings().iter().find(same).is_some();
            assert!(!fix.safe || !still, "{}: {} mends nothing", finding.rule.id, finding.message);
        }
    }
    for _ in 0..MOST_ROUNDS {
        let edits = features::fix_all(&analysis, &Cancel::new()).unwrap();
        if edits.is_empty() {
            return;
        }
        analysis = read(&edits.apply(analysis.snapshot()).to_string(), markdown);
    }
    panic!("fixing all does not end");
}
