//! Replacing a text file in one step: a reader finds the old text or the new one, never half of either.
//!
//! Knows nothing of drafts or settings; when something is written, and what, is for the edges to say.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::locale::Locale;

/// Replaces the file at `path`, which held `before`, by one that holds `after`.
///
/// The new text is written beside the old and takes its place in one step: a full disk or a crash
/// leaves the old file whole. A link stays a link, a file that is read-only or that somebody else has
/// changed meanwhile is left alone.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), WriteError> {
    let target = path.canonicalize()?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(WriteError::ReadOnly);
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.bigan-{}", std::process::id()));
    let written = write_new(&beside, after, permissions).and_then(|()| {
        if fs::read(&target)? != before.as_bytes() {
            return Err(WriteError::Changed);
        }
        Ok(fs::rename(&beside, &target)?)
    });
    if written.is_err() {
        // Whatever stopped the writing, there is nothing better to do with what it left.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Makes the file at `path`, which must not exist, with `text` in it.
pub fn create(path: &Path, text: &str) -> Result<(), WriteError> {
    let mut file = match fs::File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(WriteError::Changed),
        Err(error) => return Err(error.into()),
    };
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.inspect_err(|_| {
        // Half a file is worse than none.
        let _ = fs::remove_file(path);
    })?;
    Ok(())
}

fn write_new(path: &Path, text: &str, permissions: fs::Permissions) -> Result<(), WriteError> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(permissions)?;
    Ok(file.sync_all()?)
}

/// Why a file was not written.
#[derive(Debug)]
pub enum WriteError {
    /// The file is read-only.
    ReadOnly,
    /// The file is no longer what was read.
    Changed,
    /// The system refuses.
    System(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        WriteError::System(error)
    }
}

impl WriteError {
    /// What failed with the file `name`, and that it is as it was.
    pub fn message(&self, name: &str, locale: Locale) -> String {
        match self {
            WriteError::ReadOnly => locale.pick(
                format!("{name} 是只读文件，没有改动"),
                format!("{name} is read-only and was left as it is"),
            ),
            WriteError::Changed => locale.pick(
                format!("{name} 刚刚被别的程序改过，没有改动；请再运行一次"),
                format!("{name} was changed by another program meanwhile and was left as it is; run again"),
            ),
            WriteError::System(error) => locale.pick(
                format!("写不了 {name}，文件没有改动：{error}"),
                format!("cannot write {name}, which was left as it is: {error}"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_the_file_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.txt");
        fs::write(&path, "一、").unwrap();
        replace(&path, "一、", "二、").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "二、");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_changed_meanwhile_or_read_only_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("讲话.txt");
        fs::write(&path, "三、").unwrap();
        assert!(matches!(replace(&path, "一、", "二、"), Err(WriteError::Changed)));
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(matches!(replace(&path, "三、", "二、"), Err(WriteError::ReadOnly)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "三、");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("设置.toml");
        create(&path, "甲").unwrap();
        assert!(matches!(create(&path, "乙"), Err(WriteError::Changed)));
        assert_eq!(fs::read_to_string(&path).unwrap(), "甲");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("原稿.txt"), folder.path().join("链接.txt"));
        fs::write(&file, "一、").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        replace(&link, "一、", "二、").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "二、");
    }
}
