//! The language to speak on the command line: settings, then the environment.

use std::path::Path;

use crate::locale::Locale;
use crate::settings::{Settings, load_nearest};

/// The language of everything but a draft's findings: that of the current folder's settings. A
/// settings file that cannot be read is reported where its drafts are checked, not here.
pub fn interface() -> Locale {
    let settings = match load_nearest(Path::new(".")) {
        Ok(Some((_, layer, _))) => Settings::from_layers(&[&layer]),
        _ => Settings::default(),
    };
    settings.locale(environment().as_deref())
}

/// The language of the environment: the first of these that says anything, as POSIX has it.
pub fn environment() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}
