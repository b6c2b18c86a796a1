//! Where things are kept when nobody says otherwise (the XDG directories).
//!
//! Not here: making the directories, and the options and variables that override them.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use directories::ProjectDirs;

/// The system does not say where this account keeps its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoHome;

/// Gives the directory of the store, such as `~/.local/share/caseload`.
///
/// # Errors
/// When the account has no home directory.
pub fn default_store_dir() -> Result<PathBuf, NoHome> {
    Ok(project()?.data_local_dir().to_owned())
}

/// Gives the directory of settings, key bindings and themes, such as `~/.config/caseload`.
///
/// # Errors
/// When the account has no home directory.
pub fn config_dir() -> Result<PathBuf, NoHome> {
    Ok(project()?.config_dir().to_owned())
}

/// Gives a path as somebody typed it: `~` and what begins with `~/` is in the home directory, as in a shell.
pub fn typed(text: &str) -> PathBuf {
    in_home(text, std::env::var_os("HOME"))
}

fn in_home(text: &str, home: Option<OsString>) -> PathBuf {
    let rest = match text {
        "~" => Some(""),
        _ => text.strip_prefix("~/"),
    };
    match (rest, home.filter(|home| !home.is_empty())) {
        // A second stroke would lead out of the home directory again.
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest.trim_start_matches('/')),
        _ => PathBuf::from(text),
    }
}

fn project() -> Result<ProjectDirs, NoHome> {
    ProjectDirs::from("", "", "caseload").ok_or(NoHome)
}

impl fmt::Display for NoHome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "This account has no home directory to keep a store in. Say where it is with --store DIR, or set HOME.",
        )
    }
}

impl std::error::Error for NoHome {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_directory_where_there_is_one() {
        for (text, home, path) in [
            ("~/list.csv", "/home/me", "/home/me/list.csv"),
            ("~//list.csv", "/home/me", "/home/me/list.csv"),
            ("~", "/home/me", "/home/me"),
            ("~/list.csv", "", "~/list.csv"),
            ("~you/list.csv", "/home/me", "~you/list.csv"),
            ("/srv/~/list.csv", "/home/me", "/srv/~/list.csv"),
            ("list.csv", "/home/me", "list.csv"),
        ] {
            assert_eq!(in_home(text, Some(home.into())), PathBuf::from(path));
        }
        assert_eq!(in_home("~/a", None), PathBuf::from("~/a"));
    }

    #[test]
    fn both_directories_are_absolute_and_carry_our_name() {
        // Without HOME there may still be an answer from the password file; both outcomes are right.
        for found in [default_store_dir(), config_dir()] {
            match found {
                Ok(path) => assert!(path.is_absolute() && path.ends_with("caseload")),
                Err(fault) => assert!(fault.to_string().contains("--store")),
            }
        }
    }
}
