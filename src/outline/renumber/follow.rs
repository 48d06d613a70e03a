//! References that follow the points they name.

use std::collections::HashMap;
use std::ops::Range;

use super::NewMarker;
use crate::outline::kind::Kind;
use crate::outline::mention::{Mention, ReferenceTarget};
use crate::outline::node::{NodeId, Outline};
use crate::outline::numeral;
use crate::text::{Edit, Snapshot, TextRange};

/// The edits that let references to the nodes of `markers` follow their new numbers, and 见（二） the
/// new kind as well.
pub fn follow(outline: &Outline, snapshot: &Snapshot, markers: &[NewMarker]) -> Vec<Edit> {
    if outline.mentions().is_empty() {
        return Vec::new();
    }
    let by_node: HashMap<NodeId, &NewMarker> = markers.iter().map(|new| (new.node, new)).collect();
    outline.mentions().iter().filter_map(|mention| edit(outline, snapshot, &by_node, mention)).collect()
}

fn edit(
    outline: &Outline,
    snapshot: &Snapshot,
    markers: &HashMap<NodeId, &NewMarker>,
    mention: &Mention,
) -> Option<Edit> {
    let [target] = mention.targets.as_slice() else { return None };
    let new = markers.get(target)?;
    let old = outline.node(*target)?;
    let start = snapshot.line_start(mention.line as usize);
    let on_line =
        |columns: &Range<u32>| TextRange::new(start + columns.start as usize, start + columns.end as usize);
    match mention.reference.target {
        ReferenceTarget::Preceding(_) => None,
        // 见（二） names the marker itself.
        ReferenceTarget::Bracketed(_) if old.kind != new.kind => {
            Some(Edit::replace(on_line(&mention.reference.range), name(new)))
        }
        ReferenceTarget::Nth(_) | ReferenceTarget::Bracketed(_) if old.number != Some(new.number) => {
            let range = on_line(&mention.reference.number_range);
            let arabic = snapshot.slice(range).starts_with(|c: char| c.is_ascii_digit());
            let text = if arabic { new.number.to_string() } else { numeral::han(new.number) };
            Some(Edit::replace(range, text))
        }
        ReferenceTarget::Nth(_) | ReferenceTarget::Bracketed(_) => None,
    }
}

/// How a sentence names a point: a marker that stands out by itself (（2）, ②) as written, any other as 第二点.
fn name(new: &NewMarker) -> String {
    match new.kind {
        Kind::HanParen | Kind::ArabicParen | Kind::Circled => new.form.write(new.kind, new.number),
        _ => format!("第{}点", numeral::han(new.number)),
    }
}
