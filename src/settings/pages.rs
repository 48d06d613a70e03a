//! What is written about the settings, made from the table: the sample file and the reference page.

use std::fmt::Write;

use super::table::{Kind, SETTINGS, Setting};
use crate::lint::{Both, RULES};
use crate::locale::Locale;

/// The commented `.bigan.toml` that `bigan init` writes: every setting with its default, each line
/// switched off by `#`, so that a fresh file changes nothing.
pub fn sample_file(locale: Locale) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "",
        locale.pick(
            "# 笔杆（bigan）的设置。放在稿子所在的文件夹，对其下全部稿子有效，优先于编辑器里的设置。",
            "# Settings of bigan (笔杆) for the drafts in this folder and below; they win over the editor's.",
        ),
    );
    line(
        &mut out,
        "",
        locale.pick(
            "# 各项现为默认值：去掉行首的 # 再改，才会生效。",
            "# Every line shows a default: take away its # and change it.",
        ),
    );
    let mut section = "";
    for setting in SETTINGS {
        let (its_section, name) = setting.section_and_name();
        if its_section != section {
            if section.is_empty() {
                rules_sample(&mut out, locale);
            }
            section = its_section;
            let _ = write!(out, "\n[{section}]\n");
        } else if section.is_empty() {
            out.push('\n');
        }
        line(&mut out, "# ", setting.about.get(locale));
        if !setting.in_use {
            line(&mut out, "# ", LATER.get(locale));
        }
        let _ = writeln!(out, "#{name} = {}", setting.default.source());
    }
    out
}

/// Said of a setting that is read and checked, and does nothing yet.
const LATER: Both = Both {
    zh: "（本版已能识别，相应功能随后续版本生效）",
    en: "(known to this version, takes effect with a later one)",
};

fn rules_sample(out: &mut String, locale: Locale) {
    out.push_str("\n[rules]\n");
    line(
        out,
        "# ",
        locale.pick(
            "每条规则报到哪一级：off（不查）、hint、information、warning、error",
            "How loudly each rule speaks: off, hint, information, warning, error",
        ),
    );
    for rule in RULES {
        let _ = writeln!(out, "#{} = \"{}\"  # {}", rule.id, rule.severity.name(), rule.title.get(locale));
    }
}

fn line(out: &mut String, prefix: &str, text: &str) {
    let _ = writeln!(out, "{prefix}{text}");
}

/// The page `docs/settings.md`: all settings in both languages.
pub fn reference_page() -> String {
    let mut out = String::from(HEAD);
    out.push_str("| `.bigan.toml` | 编辑器 editor | 取值 values | 默认 default | 说明 meaning |\n");
    out.push_str("|---|---|---|---|---|\n");
    for setting in SETTINGS {
        let (kind_zh, kind_en) = values(setting);
        let later = if setting.in_use { String::new() } else { format!("<br>{}{}", LATER.zh, LATER.en) };
        let _ = writeln!(
            out,
            "| `{}` | `bigan.{}` | {kind_zh}<br>{kind_en} | `{}` | {}<br>{}{later} |",
            setting.key,
            setting.editor_key(),
            setting.default.source(),
            setting.about.zh,
            setting.about.en,
        );
    }
    out.push_str(RULES_HEAD);
    out.push_str("| 规则 rule | 默认 default | 查什么 what it finds |\n|---|---|---|\n");
    for rule in RULES {
        let _ = writeln!(
            out,
            "| `rules.{}` | `{}` | {}<br>{} |",
            rule.id,
            rule.severity.name(),
            rule.title.zh,
            rule.title.en
        );
    }
    out
}

const HEAD: &str = "\
<!-- Made from src/settings/table.rs; `BIGAN_UPDATE=1 cargo test` rewrites it. -->
# 设置 · Settings

写在稿子所在文件夹（或其上级）的 `.bigan.toml` 里，离稿子最近的一份有效；也可写在编辑器设置的 `bigan` 一节里，
键名用驼峰写法。两处都有的，以 `.bigan.toml` 为准，只有 `dictionary` 一节的各个列表合在一起用。`bigan init` 生成一份带注释的样例。`.bigan.toml` 里的相对路径从它所在的文件夹算起。

Settings stand in the `.bigan.toml` of the draft's folder or the nearest one above, or in section `bigan` of the editor's
settings, in camelCase. `.bigan.toml` wins; only the lists of `dictionary` add up. `bigan init` writes a commented sample. Relative paths in a `.bigan.toml` start from its folder.

";

const RULES_HEAD: &str = "
## 规则 · Rules

`rules.<规则>` 取 `off`（不查）、`hint`、`information`、`warning`、`error` 之一，各规则的说明见 [rules.md](rules.md)。

`rules.<id>` is `off`, `hint`, `information`, `warning` or `error`; [rules.md](rules.md) describes the rules.

";

/// What a setting takes, in both languages.
fn values(setting: &Setting) -> (String, String) {
    match setting.kind {
        Kind::Bool => ("`true`、`false`".to_owned(), "`true`, `false`".to_owned()),
        Kind::Integer { min, max } => {
            (format!("{min} 到 {max} 的整数"), format!("whole number, {min} to {max}"))
        }
        Kind::OneOf(words) => {
            let quoted: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
            (quoted.join("、"), quoted.join(", "))
        }
        Kind::Words => ("词的列表".to_owned(), "list of words".to_owned()),
        Kind::Patterns => ("文件名模式的列表".to_owned(), "list of file patterns".to_owned()),
        Kind::Paths => ("文件或文件夹的列表".to_owned(), "list of files or folders".to_owned()),
    }
}
