//! The kinds of outline markers and their kinship: which ranks above which.
//!
//! Ranks are those of GB/T 9704-2012 §7.3.3 with the deeper practice of speeches; kinds without a
//! rank (一是, 第一，, 首先 …) may stand at any level.

/// What a marker is. Two markers of one series have the same kind, whatever their punctuation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The title of a speech: no marker, no number.
    Title,
    /// A Markdown heading without a marker; its level, 1 to 6.
    Heading(u8),
    /// 第一篇、第二部分、上篇、讲话一
    Part,
    /// 第一编
    Volume,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    HanDun,
    /// 甲、
    Stem,
    /// （一）
    HanParen,
    /// 1.
    ArabicDot,
    /// 1）
    ArabicHalfParen,
    /// （1）
    ArabicParen,
    /// ①
    Circled,
    /// A.
    LatinUpper,
    /// a.
    LatinLower,
    /// Ⅰ.
    Roman,
    /// 1.1 (the number of components)
    Decimal(u8),
    /// 第一，
    Ordinal,
    /// 一是
    YiShi,
    /// 一则
    YiZe,
    /// 一要, 一靠, 一抓: the verb
    Verb(char),
    /// 首先，其次，再次，最后
    FirstThen,
    /// 其一，
    QiYi,
    /// 一来……二来……
    YiLai,
    /// 一方面……另一方面……
    Pair,
    /// ——
    Dash,
    /// 一个是……一个是……还有一个是
    OneIs,
}

impl Kind {
    /// Its place on the ladder, smaller above; `None` for kinds that may stand at any level.
    pub fn rank(self) -> Option<u8> {
        Some(match self {
            Kind::Heading(level) => level,
            Kind::Part => 10,
            Kind::Volume => 11,
            Kind::Chapter => 12,
            Kind::Section => 13,
            Kind::Article => 14,
            Kind::HanDun | Kind::Stem => 20,
            Kind::HanParen => 21,
            Kind::ArabicDot => 22,
            Kind::Decimal(depth) => 21 + depth.min(3),
            Kind::ArabicHalfParen => 23,
            Kind::ArabicParen => 24,
            Kind::Circled => 25,
            Kind::LatinUpper | Kind::LatinLower | Kind::Roman => 26,
            _ => return None,
        })
    }

    /// Whether its members are counted 1, 2, 3 and so can be checked and renumbered. Decimal trees
    /// (1.1, 1.2.3) carry the numbers of their parents and are left to the writer.
    pub fn is_numbered(self) -> bool {
        !matches!(
            self,
            Kind::Decimal(_)
                | Kind::Title
                | Kind::Heading(_)
                | Kind::Pair
                | Kind::Dash
                | Kind::OneIs
                | Kind::FirstThen
        )
    }

    /// Whether it runs on over the parents above it: articles of a law count through all chapters.
    pub fn runs_on(self) -> bool {
        self == Kind::Article
    }

    /// The name used in JSON output, kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Title => "title",
            Kind::Heading(_) => "heading",
            Kind::Part => "part",
            Kind::Volume => "volume",
            Kind::Chapter => "chapter",
            Kind::Section => "section",
            Kind::Article => "article",
            Kind::HanDun => "han-dun",
            Kind::Stem => "stem",
            Kind::HanParen => "han-paren",
            Kind::ArabicDot => "arabic-dot",
            Kind::ArabicHalfParen => "arabic-half-paren",
            Kind::ArabicParen => "arabic-paren",
            Kind::Circled => "circled",
            Kind::LatinUpper => "latin-upper",
            Kind::LatinLower => "latin-lower",
            Kind::Roman => "roman",
            Kind::Decimal(_) => "decimal",
            Kind::Ordinal => "ordinal",
            Kind::YiShi => "yishi",
            Kind::YiZe => "yize",
            Kind::Verb(_) => "verb",
            Kind::FirstThen => "first-then",
            Kind::QiYi => "qiyi",
            Kind::YiLai => "yilai",
            Kind::Pair => "pair",
            Kind::Dash => "dash",
            Kind::OneIs => "one-is",
        }
    }
}
