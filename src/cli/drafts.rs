//! Which drafts the command line means, and reading them.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::locale::Locale;
use crate::text::Snapshot;

/// Where a draft comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// Standard input.
    Stdin,
    /// A file, by the path that the writer would use.
    File(PathBuf),
}

impl Source {
    /// The source that a path on the command line means.
    pub fn of(path: &Path) -> Self {
        if path == Path::new("-") { Source::Stdin } else { Source::File(path.to_owned()) }
    }

    /// Its path as shown.
    pub fn name(&self) -> String {
        match self {
            Source::Stdin => "-".to_owned(),
            Source::File(path) => path.display().to_string(),
        }
    }

    /// Whether it is Markdown, by its name.
    pub fn is_markdown(&self) -> bool {
        match self {
            Source::Stdin => false,
            Source::File(path) => has_extension(path, &["md"]),
        }
    }

    /// How long it is, as far as can be known before it is read.
    pub fn bytes(&self) -> u64 {
        match self {
            Source::Stdin => 0,
            Source::File(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        }
    }

    /// The folder where its settings are looked for.
    pub fn folder(&self) -> PathBuf {
        match self {
            Source::File(path) => path.parent().map(Path::to_owned).unwrap_or_default(),
            Source::Stdin => PathBuf::new(),
        }
    }
}

/// The last part of the names of drafts, which covers the longer ones too (`.speech.txt`, `.讲话稿.txt`).
const EXTENSIONS: &[&str] = &["speech", "jianggao", "txt", "md"];

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    known.iter().any(|k| k.eq_ignore_ascii_case(extension))
}

/// What was found at the paths of the command line.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The drafts, each once: in the order of the paths, a folder's drafts by name.
    pub sources: Vec<Source>,
    /// What could not be found or opened.
    pub failures: Vec<Failure>,
    /// Folders without any draft.
    pub empty: Vec<PathBuf>,
}

/// A path that could not be used.
#[derive(Debug)]
pub struct Failure {
    path: String,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    /// Nothing is there.
    Missing,
    /// The system refuses.
    System(String),
    /// Not text in UTF-8; what it looks like.
    Encoding(Looks),
    /// Too long for any draft.
    Huge,
}

/// What bytes that are not UTF-8 look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Utf16,
    Word,
    Pdf,
    Unknown,
}

impl Failure {
    fn new(path: String, problem: Problem) -> Self {
        Self { path, problem }
    }

    /// What was tried, with which file, and the way out.
    pub fn message(&self, locale: Locale) -> String {
        let path = &self.path;
        match &self.problem {
            Problem::Missing => {
                locale.pick(format!("找不到 {path}"), format!("no such file or folder: {path}"))
            }
            Problem::System(error) => {
                locale.pick(format!("读不了 {path}：{error}"), format!("cannot read {path}: {error}"))
            }
            Problem::Encoding(looks) => looks.message(path, locale),
            Problem::Huge => {
                let mib = MOST_BYTES / (1024 * 1024);
                locale.pick(
                    format!("{path} 超过 {mib} MiB，不像是稿子，没有检查"),
                    format!("{path} is larger than {mib} MiB, which is no draft: not checked"),
                )
            }
        }
    }
}

impl Looks {
    fn at(bytes: &[u8]) -> Self {
        match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Looks::Utf16,
            [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Looks::Word,
            [b'%', b'P', b'D', b'F', ..] => Looks::Pdf,
            _ => Looks::Unknown,
        }
    }

    fn message(self, path: &str, locale: Locale) -> String {
        match self {
            Looks::Word => locale.pick(
                format!("{path} 是 Word 一类的文档，不是纯文本；请另存为 UTF-8 编码的 .txt 再检查"),
                format!("{path} is a word processor's document, not plain text; save it as .txt in UTF-8"),
            ),
            Looks::Pdf => locale.pick(
                format!("{path} 是 PDF，不是纯文本；请导出为 UTF-8 编码的 .txt 再检查"),
                format!("{path} is a PDF, not plain text; export it as .txt in UTF-8"),
            ),
            Looks::Utf16 => locale.pick(
                format!("{path} 是 UTF-16 编码；请另存为 UTF-8，或运行 iconv -f UTF-16 -t UTF-8 转换"),
                format!("{path} is in UTF-16; save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8"),
            ),
            Looks::Unknown => locale.pick(
                format!("{path} 不是 UTF-8 编码（也许是 GBK）；请另存为 UTF-8，或运行 iconv -f GB18030 -t UTF-8 转换"),
                format!("{path} is not UTF-8 (perhaps GBK); save it as UTF-8, or convert it: iconv -f GB18030 -t UTF-8"),
            ),
        }
    }
}

/// The drafts at `paths`; without any path, those of the current folder.
pub fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    let mut seen = HashSet::new();
    let here = [PathBuf::from(".")];
    for path in if paths.is_empty() { &here } else { paths } {
        let found = match Source::of(path) {
            Source::File(path) if path.is_dir() => walk(&path, &mut gathered),
            Source::File(path) if !path.exists() => {
                gathered.failures.push(Failure::new(path.display().to_string(), Problem::Missing));
                continue;
            }
            source => vec![source],
        };
        gathered.sources.extend(found.into_iter().filter(|source| seen.insert(identity(source))));
    }
    gathered
}

/// The same file under two names is one.
fn identity(source: &Source) -> Source {
    match source {
        Source::File(path) => Source::File(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Source::Stdin => Source::Stdin,
    }
}

/// The drafts in `folder`, as git sees it: hidden and ignored files are left out.
fn walk(folder: &Path, gathered: &mut Gathered) -> Vec<Source> {
    let mut sources = Vec::new();
    for entry in WalkBuilder::new(folder).sort_by_file_path(Ord::cmp).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                // `bigan check` shows `甲.txt`, not `./甲.txt`.
                let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
                if has_extension(path, EXTENSIONS) {
                    sources.push(Source::File(path.to_owned()));
                }
            }
            Ok(_) => {}
            Err(error) => {
                let problem = Problem::System(error.to_string());
                gathered.failures.push(Failure::new(folder.display().to_string(), problem));
            }
        }
    }
    if sources.is_empty() {
        gathered.empty.push(folder.to_owned());
    }
    sources
}

/// A draft as read.
#[derive(Debug)]
pub struct Draft {
    /// The text, without byte order mark.
    pub snapshot: Snapshot,
    /// Whether it began with a byte order mark.
    pub bom: bool,
}

/// No draft comes near it; a log file that strays into a folder would eat all memory.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

const BOM: char = '\u{feff}';

/// Reads a draft.
pub fn read(source: &Source) -> Result<Draft, Failure> {
    let failure = |problem| Failure::new(source.name(), problem);
    let bytes = read_bytes(source).map_err(|error| failure(Problem::System(error.to_string())))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(failure(Problem::Huge));
    }
    let text =
        String::from_utf8(bytes).map_err(|error| failure(Problem::Encoding(Looks::at(error.as_bytes()))))?;
    let bare = text.strip_prefix(BOM);
    Ok(Draft { snapshot: Snapshot::new(bare.unwrap_or(&text)), bom: bare.is_some() })
}

/// At most one byte more than a draft may have, so that the caller sees that there is too much.
fn read_bytes(source: &Source) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match source {
        Source::Stdin => io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)?,
        Source::File(path) => fs::File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

/// The bytes of `snapshot`, with a byte order mark if there was one.
pub fn encode(snapshot: &Snapshot, bom: bool) -> String {
    let text = snapshot.to_string();
    if bom { format!("{BOM}{text}") } else { text }
}
