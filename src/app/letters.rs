//! Letters about one item as text to paste: a referral, and what came of it. Written whole or not at all, never over
//! another file, and cut to what was decided about whoever gets them.

use std::path::{Path, PathBuf};

use super::handing_on::free;
use crate::domain::id::ItemId;
use crate::domain::london;
use crate::domain::record::Folder;
use crate::domain::sharing::Whom;
use crate::domain::team::Member;
use crate::export::{Outgoing, Provenance, outcome_text, referral_text};
use crate::platform::files::{Overwrite, write_atomic};

/// A letter that was written.
pub struct Letter {
    /// Where it is.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
    /// What there is to look at before it is sent, in sentences; they are not for the recipient.
    pub before: Vec<String>,
}

impl Letter {
    /// The lines as they are shown: first what to look at before it is sent.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.before.is_empty() {
            lines.push("Before it goes, for you alone:".to_owned());
            lines.extend(self.before.iter().map(|says| format!("- {says}")));
            lines.push(String::new());
        }
        lines.extend(self.text.lines().map(str::to_owned));
        lines
    }
}

/// Writes one referral as text to paste, into a file or a folder. It is a letter, not a copy of the plan: nobody holds a
/// version by it.
///
/// Where nobody is named for whom it is, what was decided about whoever it is addressed to holds all the same.
///
/// # Errors
/// A sentence that says why it may not go, or names the file and the remedy.
pub fn write_referral(
    made: &Provenance,
    record: &Folder,
    item: ItemId,
    path: &Path,
) -> Result<Letter, String> {
    let addressed = addressed(made, record, item);
    let outgoing = Outgoing::of(record, addressed.as_ref().unwrap_or(made))?;
    let mut before = outgoing.say.clone();
    if made.recipient.is_none() && addressed.is_none() {
        before.push(
            "No decision about sharing with them is recorded: make sure that it may go.".to_owned(),
        );
    }
    let referral = referral_text(&outgoing.dossier, item)?;
    before.extend(outgoing.named_in(&referral.text));
    before.extend(referral.before);
    write_letter(("referral", item), made, referral.text, before, path)
}

/// Writes what came of an item as text to paste, into a file or a folder: to the recipient named, as far as what was
/// decided about them goes. `next` is what happens next, in words.
///
/// # Errors
/// A sentence that says why it may not go, or names the file and the remedy.
pub fn write_outcome(
    made: &Provenance,
    record: &Folder,
    item: ItemId,
    next: &str,
    path: &Path,
) -> Result<Letter, String> {
    let outgoing = Outgoing::of(record, made)?;
    let mut before = outgoing.say.clone();
    let outcome = outcome_text(&outgoing.dossier, item, next)?;
    before.extend(outgoing.named_in(&outcome.text));
    before.extend(outcome.before);
    write_letter(("outcome", item), made, outcome.text, before, path)
}

/// Writes a letter about an item; in a folder its file is named by the item and the day.
fn write_letter(
    (name, item): (&str, ItemId),
    made: &Provenance,
    text: String,
    before: Vec<String>,
    path: &Path,
) -> Result<Letter, String> {
    let path = if path.is_dir() {
        let digits = item.0.simple().to_string();
        let tail = digits.get(20..).unwrap_or(&digits);
        let on = london::date(made.made_at);
        free(path, &format!("caseload-{name}-{tail}-{on}.txt"))
    } else {
        path.to_owned()
    };
    write_atomic(&path, text.as_bytes(), Overwrite::Refuse).map_err(|fault| fault.to_string())?;
    Ok(Letter { path, text, before })
}

/// The provenance with whoever a referral is addressed to as the recipient, where nobody was named and something was
/// decided about them.
fn addressed(made: &Provenance, record: &Folder, item: ItemId) -> Option<Provenance> {
    if made.recipient.is_some() {
        return None;
    }
    let today = london::date(made.made_at);
    let team: Vec<Member> = record.team.iter().map(|kept| kept.value.clone()).collect();
    let decisions = record.shared.decisions();
    let item = record.items.iter().find(|kept| kept.id == item)?;
    let service = item.service;
    let service = record
        .services
        .iter()
        .find(|kept| Some(kept.id) == service)
        .map(|kept| kept.name.as_str());
    let names = service.into_iter().chain([item.owner.as_str()]);
    let decided = names
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .find(|name| {
            Whom::named(name, &record.person.name, &team, today).is_decided(&decisions, today)
        })?;
    Some(Provenance {
        recipient: Some(decided.to_owned()),
        ..made.clone()
    })
}
