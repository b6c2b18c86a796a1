//! What came of an open item, as text to paste (R64, R67), and what to look at before it is sent.
//!
//! Pure, from a dossier that was cut to what its recipient may see. Deliberately not here: what stands in the letter
//! (`outline::outcome`), and sending it.

use super::dossier::Dossier;
use super::outline::outcome_letter;
use super::referral_text::PlainLetter;
use super::text;
use crate::domain::id::ItemId;

/// The text. `next` is what happens next, in words.
///
/// # Errors
/// A sentence that says why there is none: it may not leave, or nothing has come of it.
pub fn outcome_text(dossier: &Dossier, id: ItemId, next: &str) -> Result<PlainLetter, String> {
    let item = dossier.records.items.iter().find(|item| item.id == id);
    let Some(item) = item else {
        return Err(if dossier.scope.plan {
            "There is no such item in this record.".to_owned()
        } else {
            "The plan is not shared with them, and what is waited for stands in it.".to_owned()
        });
    };
    if !item.has_news() {
        return Err("Nothing has come of it yet, so there is nothing to tell.".to_owned());
    }
    let mut before = Vec::new();
    if item.told_of_end_on().is_none() {
        before.push(format!(
            "{} has not been told yet: they should hear it before others do.",
            dossier.person().name.called()
        ));
    }
    Ok(PlainLetter {
        text: text::written(&outcome_letter(dossier, item, next)),
        before,
    })
}
