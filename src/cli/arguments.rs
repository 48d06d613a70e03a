//! What may be written on the command line, and its help in both languages.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::language;
use crate::locale::Locale;

/// What the command line asks of the program.
pub enum Request {
    /// To be a language server on standard input and output.
    Serve,
    /// To do one thing and end.
    Run(Job),
}

/// One thing to do, with what holds for all commands.
pub struct Job {
    pub(super) command: Command,
    pub(super) color: ColorChoice,
    /// The language, where the command line names one.
    pub(super) lang: Option<Locale>,
    /// The language to speak but in a draft's findings.
    pub(super) interface: Locale,
}

/// Reads the command line. Help, version and mistakes are answered here, and end the program.
pub fn parse() -> Request {
    let locale = language_flag(std::env::args()).unwrap_or_else(language::interface);
    let mut command = Arguments::command();
    if locale == Locale::Zh {
        command = in_chinese(command);
    }
    let arguments = Arguments::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit());
    if matches!(arguments.command, Command::Lsp(_)) {
        return Request::Serve;
    }
    Request::Run(Job {
        command: arguments.command,
        color: match arguments.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        },
        lang: arguments.lang.map(Lang::locale),
        interface: locale,
    })
}

/// The language asked for by `--lang`, read ahead of the rest: help is printed while reading.
fn language_flag(arguments: impl Iterator<Item = String>) -> Option<Locale> {
    let mut arguments = arguments.skip_while(|argument| !argument.starts_with("--lang"));
    let flag = arguments.next()?;
    let name = match flag.strip_prefix("--lang=") {
        Some(name) => name.to_owned(),
        None if flag == "--lang" => arguments.next()?,
        None => return None,
    };
    Lang::from_str(&name, false).ok().map(Lang::locale)
}

/// Checks Chinese speech drafts (讲话稿): numbering, announced counts, references; shows their outline
#[derive(Debug, Parser)]
#[command(name = "bigan", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, propagate_version = false)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colours: auto (on a terminal, unless NO_COLOR is set), always, never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    color: Color,
    /// Language of messages: zh or en [default: the settings' language, else LC_ALL, LC_MESSAGES, LANG]
    #[arg(long, global = true, value_name = "LANGUAGE", hide_possible_values = true)]
    lang: Option<Lang>,
    /// Print help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report findings of drafts; exit 0: nothing at warning or above, 1: findings, 2: could not run
    Check(CheckArguments),
    /// Show the outline of a draft with characters and speaking time
    Outline(OutlineArguments),
    /// List the rules, or show one with its documentation
    Rules(RulesArguments),
    /// Write a commented .bigan.toml into the current folder
    Init,
    /// Make the speller's model (for contributors)
    #[command(subcommand)]
    Model(ModelCommand),
    /// Run the language server on standard input and output
    Lsp(LspArguments),
}

/// `bigan check`
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Drafts, folders of drafts, or - for standard input [default: the current folder]
    pub paths: Vec<PathBuf>,
    /// Form of the report: human, json, sarif, github
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub format: Format,
    /// Mend what can safely be mended; text from standard input goes to standard output, the report then to standard error
    #[arg(long)]
    pub fix: bool,
    /// Only these rules, even if switched off; write -- before the paths
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub only: Vec<String>,
    /// Show each draft's outline before its findings
    #[arg(long)]
    pub outline: bool,
}

/// `bigan outline`
#[derive(Debug, Args)]
pub(super) struct OutlineArguments {
    /// The draft, or - for standard input
    pub path: PathBuf,
    /// Form of the outline: tree, json
    #[arg(long, value_name = "FORMAT", default_value = "tree", hide_default_value = true)]
    #[arg(hide_possible_values = true)]
    pub format: OutlineFormat,
}

/// `bigan rules`
#[derive(Debug, Args)]
pub(super) struct RulesArguments {
    /// The rule to show
    pub id: Option<String>,
}

/// `bigan model`
#[derive(Debug, Subcommand)]
pub(super) enum ModelCommand {
    /// Build the model from a folder of texts; the same texts give the same bytes
    Build(Box<ModelArguments>),
    /// Measure a model on lines as written and as meant
    Score(ScoreArguments),
}

/// `bigan model build`
#[derive(Debug, Args)]
pub(super) struct ModelArguments {
    /// The folder of texts (.txt, UTF-8), by kind in folders of its own
    pub texts: PathBuf,
    /// Kinds (folders) by which the speller learns how far it can be trusted where it is not at home
    #[arg(long, value_name = "KIND", num_args = 1..)]
    pub apart: Vec<String>,
    /// Where to write the model
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Where to write its network for gaps
    #[arg(long, value_name = "FILE")]
    pub cloze: PathBuf,
    /// Where to write the network that learnt without the kinds apart: wanted only by --keep
    #[arg(long, value_name = "FILE")]
    pub narrow: PathBuf,
    /// Keep the networks that --cloze and --narrow hold, and train only what is missing
    #[arg(long)]
    pub keep: bool,
    /// The table of similar characters
    #[arg(long, value_name = "FILE", default_value = "data/similar-shapes.tsv", hide_default_value = true)]
    pub shapes: PathBuf,
    /// Lists of words: a word and how often it stands in texts
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub terms: Vec<PathBuf>,
    /// Lists of set words of four characters
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub idioms: Vec<PathBuf>,
    /// Lists of names of people and places
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub names: Vec<PathBuf>,
    /// Lines as written and as meant, parted by a tab, for the classifier
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub pairs: Vec<PathBuf>,
    /// How many n-grams to keep
    #[arg(long, value_name = "N", default_value_t = 4_250_000, hide_default_value = true)]
    pub ngrams: usize,
    /// How many gaps the network for gaps learns from
    #[arg(long, value_name = "N", default_value_t = 50_000_000, hide_default_value = true)]
    pub gaps: usize,
}

/// `bigan model score`
#[derive(Debug, Args)]
pub(super) struct ScoreArguments {
    /// Files of lines as written and as meant, parted by a tab
    #[arg(required = true)]
    pub pairs: Vec<PathBuf>,
    /// The model
    #[arg(long, value_name = "FILE", default_value = "data/spelling.model", hide_default_value = true)]
    pub model: PathBuf,
    /// Its network for gaps
    #[arg(long, value_name = "FILE", default_value = "data/cloze.model", hide_default_value = true)]
    pub cloze: PathBuf,
    /// Show every slip that is found, lost or mistaken
    #[arg(long)]
    pub verbose: bool,
}

/// `bigan lsp`
#[derive(Debug, Args)]
pub(super) struct LspArguments {
    /// Accepted for editors that pass it; the server speaks over standard input and output anyway
    #[arg(long)]
    stdio: bool,
}

/// How `check` reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
    Sarif,
    Github,
}

/// How `outline` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutlineFormat {
    Tree,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Zh,
    En,
}

impl Lang {
    fn locale(self) -> Locale {
        match self {
            Lang::Zh => Locale::Zh,
            Lang::En => Locale::En,
        }
    }
}

/// The help in Chinese: command, argument (empty: the command itself), text.
const CHINESE: &[(&str, &str, &str)] = &[
    ("", "", "检查讲话稿的序号、条数和前后照应，显示大纲"),
    ("", "color", "何时用颜色：auto（终端上用，设了 NO_COLOR 则不用）、always、never；不写为 auto"),
    ("", "lang", "提示用什么语言：zh 或 en；不写就看设置，再看 LC_ALL、LC_MESSAGES、LANG"),
    ("", "help", "显示帮助"),
    ("", "version", "显示版本"),
    ("check", "", "检查稿子；退出码 0：没有警告以上的问题，1：有，2：没能检查"),
    ("check", "paths", "稿子、文件夹，或 - 表示标准输入；不写就是当前文件夹"),
    ("check", "format", "输出格式：human、json、sarif、github；不写为 human"),
    ("check", "fix", "改好能稳妥改正的；标准输入的稿子改后写到标准输出，报告写到标准错误"),
    ("check", "only", "只查这几条规则，设置里关掉的也查；其后的路径前要加 --"),
    ("check", "outline", "先显示每篇稿子的大纲，再列问题"),
    ("outline", "", "显示一篇稿子的大纲，附字数和时长"),
    ("outline", "path", "稿子，或 - 表示标准输入"),
    ("outline", "format", "输出格式：tree、json；不写为 tree"),
    ("rules", "", "列出全部规则，或详细说明其中一条"),
    ("rules", "id", "要看的规则"),
    ("init", "", "在当前文件夹写一份带注释的 .bigan.toml"),
    ("model", "", "制作查错模型（供开发者使用）"),
    ("lsp", "", "运行语言服务器（标准输入输出）"),
    ("lsp", "stdio", "有的编辑器会加上这个参数；写不写都走标准输入输出"),
];

/// The same command with Chinese help.
fn in_chinese(mut command: clap::Command) -> clap::Command {
    command = command
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}")
        .subcommand_help_heading("命令")
        .mut_args(|arg| arg.help_heading("选项"));
    for (name, arg, text) in CHINESE {
        command = match *name {
            "" => explain(command, arg, text),
            name => command.mut_subcommand(name, |sub| explain(sub, arg, text)),
        };
    }
    for name in ["check", "outline", "rules", "init", "model", "lsp"] {
        command = command.mut_subcommand(name, |sub| {
            sub.help_template("{about}\n\n用法：{usage}\n\n{all-args}").mut_args(|arg| {
                let heading = if arg.is_positional() { "参数" } else { "选项" };
                arg.help_heading(heading)
            })
        });
    }
    command
}

fn explain(command: clap::Command, arg: &str, text: &'static str) -> clap::Command {
    if arg.is_empty() { command.about(text) } else { command.mut_arg(arg, |a| a.help(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed_in_both_languages() {
        Arguments::command().debug_assert();
        in_chinese(Arguments::command()).debug_assert();
    }

    #[test]
    fn every_command_and_argument_has_chinese_help() {
        let command = in_chinese(Arguments::command());
        let all = std::iter::once(&command).chain(command.get_subcommands());
        for sub in all {
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_ascii(), "{}: {about}", sub.get_name());
            for arg in sub.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!help.is_ascii(), "{} {}: {help}", sub.get_name(), arg.get_id());
            }
        }
    }

    #[test]
    fn the_language_is_read_ahead() {
        let read = |line: &str| language_flag(line.split(' ').map(str::to_owned));
        assert_eq!(read("bigan check --lang en --help"), Some(Locale::En));
        assert_eq!(read("bigan --lang=zh rules"), Some(Locale::Zh));
        assert_eq!(read("bigan check --lang"), None);
        assert_eq!(read("bigan check --language en"), None);
    }

    #[test]
    fn several_rules_may_follow_only() {
        let line = ["bigan", "check", "--format", "json", "--only", "a", "b,c", "--", "甲.txt"];
        let Command::Check(check) = Arguments::parse_from(line).command else { panic!("not check") };
        assert_eq!(check.only, ["a", "b", "c"]);
        assert_eq!(check.paths, [PathBuf::from("甲.txt")]);
    }
}
