//! The record under the front page of `caseload show`, as plain lines: everything that the tabs of a person show, one
//! fact a line.

use super::contact;
use crate::domain::record::Folder;
use crate::domain::say;
use crate::domain::{completeness, london};
use crate::export::{Dossier, Provenance, facts};

/// The lines: their words, the plan with its goals and actions, what is arranged, what is waited for, the diary, moves,
/// contacts, the codes of what is open, and what the plan lacks.
pub fn lines(folder: &Folder, made: &Provenance) -> Vec<String> {
    let mut lines = facts(&Dossier::of(folder, made));
    let codes = contact::listed(folder);
    if !codes.is_empty() {
        lines.extend([
            String::new(),
            "What is open, by the code that caseload contact takes".to_owned(),
        ]);
        lines.extend(codes.iter().map(|line| format!("  {line}")));
    }
    let missing = completeness::missing(folder, london::date(made.made_at));
    if !missing.is_empty() {
        lines.extend([String::new(), "Not in the plan yet".to_owned()]);
        let says = missing.iter().map(|one| say::capital(&one.says));
        lines.extend(says.map(|says| format!("  {says}")));
    }
    lines
}
