//! `bigan init`: a commented `.bigan.toml` in the current folder.

use std::fs::File;
use std::io::{self, Write};

use super::Status;
use super::console::Console;
use crate::settings::{FILE_NAME, sample_file};

/// Writes the sample; an existing file is never touched.
pub fn run(console: &mut Console) -> io::Result<Status> {
    let locale = console.locale;
    let written = File::create_new(FILE_NAME).and_then(|mut f| f.write_all(sample_file(locale).as_bytes()));
    match written {
        Ok(()) => {
            let text = locale.pick(
                format!("已写好 {FILE_NAME}：各项都是默认值，去掉行首的 # 再改即可生效"),
                format!("wrote {FILE_NAME}: it holds the defaults, take away a # to change one"),
            );
            writeln!(console.out(), "{text}")?;
            Ok(Status::Clean)
        }
        Err(error) => {
            console.complain(&match error.kind() {
                io::ErrorKind::AlreadyExists => locale.pick(
                    format!("这里已有 {FILE_NAME}，没有改动；要重新生成，请先把它改名或删除"),
                    format!("{FILE_NAME} exists and was left as it is; rename or delete it to get a new one"),
                ),
                _ => locale.pick(
                    format!("写不了 {FILE_NAME}：{error}"),
                    format!("cannot write {FILE_NAME}: {error}"),
                ),
            });
            Ok(Status::Failed)
        }
    }
}
