//! Sections of a model file: little-endian numbers with lengths, read with every bound checked.

use std::borrow::Cow;

/// Appends a section: its length in bytes, then the bytes.
pub fn put(out: &mut Vec<u8>, section: &[u8]) {
    out.extend_from_slice(&(section.len() as u32).to_le_bytes());
    out.extend_from_slice(section);
}

/// Takes the next section off `rest`; `None` when it is cut short.
pub fn take(rest: &mut Cow<'static, [u8]>) -> Option<Cow<'static, [u8]>> {
    let len = u32::from_le_bytes(rest.get(..4)?.try_into().ok()?) as usize;
    let end = 4usize.checked_add(len)?;
    if rest.len() < end {
        return None;
    }
    match rest {
        Cow::Borrowed(bytes) => {
            let (section, after) = (bytes.get(4..end)?, bytes.get(end..)?);
            *bytes = after;
            Some(Cow::Borrowed(section))
        }
        Cow::Owned(bytes) => {
            let after = bytes.split_off(end);
            let mut section = std::mem::replace(bytes, after);
            section.drain(..4);
            Some(Cow::Owned(section))
        }
    }
}

/// The section as numbers of two bytes.
pub fn u16s(section: &[u8]) -> Vec<u16> {
    section.chunks_exact(2).filter_map(|b| Some(u16::from_le_bytes(b.try_into().ok()?))).collect()
}

/// The section as numbers of four bytes.
pub fn u32s(section: &[u8]) -> Vec<u32> {
    section.chunks_exact(4).filter_map(|b| Some(u32::from_le_bytes(b.try_into().ok()?))).collect()
}

/// The section as floating-point numbers of four bytes.
pub fn f32s(section: &[u8]) -> Vec<f32> {
    section.chunks_exact(4).filter_map(|b| Some(f32::from_le_bytes(b.try_into().ok()?))).collect()
}
