//! What a text says about its own outline: announced counts (“讲三点意见”) and references (“第三点”).

use std::ops::Range;

use super::node::NodeId;

/// A count announced in a sentence; columns are bytes in its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The number word.
    pub number_range: Range<u32>,
    /// The whole phrase: 讲三点意见.
    pub range: Range<u32>,
    /// The number announced.
    pub number: u32,
    /// What is counted.
    pub target: LeadTarget,
}

/// Where the announced points are to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadTarget {
    /// 讲N点意见: the points of the speech or of the section.
    Points,
    /// 有N个方面：: the series that opens right after.
    Series,
}

/// A reference as read in a line; columns are bytes in that line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The words that refer: 第三点, 上述三个方面.
    pub range: Range<u32>,
    /// The number word in them.
    pub number_range: Range<u32>,
    /// What they refer to.
    pub target: ReferenceTarget,
    /// Whether the sentence says that the target stands in this draft (如…所讲, 前面讲的…), so that
    /// a missing target is a mistake. Otherwise the reference only serves navigation.
    pub certain: bool,
}

/// What a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceTarget {
    /// 第三点, 第二部分: the point with this number.
    Nth(u32),
    /// 见（二）: the bracketed point with this number.
    Bracketed(u32),
    /// 上述三个方面, 以上四条: a whole series with this many members, before the reference.
    Preceding(u32),
}

/// A reference with what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Line of the reference.
    pub line: u32,
    /// The reference as read.
    pub reference: Reference,
    /// The nodes meant, in document order; empty where there is none.
    pub targets: Vec<NodeId>,
}
