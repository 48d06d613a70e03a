//! The language of messages to the writer: Chinese, or English by setting or locale.

/// The language in which findings, hovers and reports speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    /// 中文: what a writer of Chinese drafts gets without asking.
    Zh,
    /// English: by setting, or where the editor or the environment says so.
    En,
}

impl Locale {
    /// The locale for a tag such as `en-US`, `zh-cn` or `en_GB.UTF-8`; Chinese for all but English.
    pub fn from_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("en") { Locale::En } else { Locale::Zh }
    }

    /// One of two versions of the same text.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Locale::Zh => zh,
            Locale::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_english_tags_give_english() {
        for tag in ["en", "en-US", "EN_gb.UTF-8", "en.UTF-8"] {
            assert_eq!(Locale::from_tag(tag), Locale::En, "{tag}");
        }
        for tag in ["", "C", "zh-cn", "zh_CN.UTF-8", "ja", "enx"] {
            assert_eq!(Locale::from_tag(tag), Locale::Zh, "{tag}");
        }
    }
}
