//! A fuzzer's bytes read as numbers and drafts. Total: when the bytes run out, all numbers are 0.

/// What drafts are made of: what the reader knows, and what may confuse it.
pub const PIECES: &[&str] = &[
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

/// A draft with nothing wrong in it, for edits to break.
const SECTION: &str = "一、提高认识\n\n要做到：一是学；二是改。\n（一）抓好试点。要快。\r\n（二）抓好推广。\r\n\
    二、抓落实\n1.建台账。\n2.抓督查。\n\n";

/// Bytes not yet read.
pub struct Input<'a>(pub &'a [u8]);

impl Input<'_> {
    /// Whether all has been read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next two bytes, or what is left of them.
    pub fn number(&mut self) -> usize {
        let taken = self.0.split_at(self.0.len().min(2));
        self.0 = taken.1;
        taken.0.iter().fold(0, |number, byte| number << 8 | usize::from(*byte))
    }

    /// A number below `n`, or 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.number() % n.max(1)
    }

    /// One of the pieces.
    pub fn piece(&mut self) -> &'static str {
        PIECES[self.below(PIECES.len())]
    }

    /// A draft: a good one, or up to `most` pieces.
    pub fn draft(&mut self, most: usize) -> String {
        match self.below(4) {
            0 => {
                let sections = SECTION.repeat(1 + self.below(6));
                format!(
                    "在全市大会上的讲话\n\n同志们：\n下面，我讲两点意见。\n{sections}同志们，让我们前进！\n"
                )
            }
            _ => (0..self.below(most)).map(|_| self.piece()).collect(),
        }
    }
}
