//! One referral as text to paste into a letter, a form or a message (R64), and what to look at before it is sent.
//!
//! Pure, from a dossier that was cut to what its recipient may see. Deliberately not here: what stands in the letter
//! (`outline::referral`), and sending it.

use super::dossier::Dossier;
use super::outline::referral_letter;
use super::text;
use crate::domain::id::ItemId;
use crate::domain::item::{Item, ItemKind};
use crate::domain::say;
use crate::domain::service::Standing;
use crate::domain::team::Role;

/// A letter about one item, ready to be pasted: a referral, or what came of something.
#[derive(Debug, PartialEq, Eq)]
pub struct PlainLetter {
    /// The text, in lines of at most 72 columns.
    pub text: String,
    /// What whoever sends it should look at first, in sentences; they are not for the recipient.
    pub before: Vec<String>,
}

/// The text of a referral out.
///
/// # Errors
/// A sentence that says why there is none: there is no such referral in what may leave, or it is something else.
pub fn referral_text(dossier: &Dossier, id: ItemId) -> Result<PlainLetter, String> {
    let item = dossier.records.items.iter().find(|item| item.id == id);
    let Some(item) = item else {
        return Err(if dossier.scope.plan {
            "There is no such referral in this record.".to_owned()
        } else {
            "The plan is not shared with them, and the referral stands in it.".to_owned()
        });
    };
    if item.kind != ItemKind::Referral {
        return Err(format!(
            "This is of the kind \"{}\". A text is made of a referral that goes out to somebody.",
            item.kind.word()
        ));
    }
    Ok(PlainLetter {
        text: text::written(&referral_letter(dossier, item)),
        before: before(dossier, item),
    })
}

/// What to look at before it is sent: whether it is the right place, whether it is still there, and what is missing.
fn before(dossier: &Dossier, item: &Item) -> Vec<String> {
    let mut says = Vec::new();
    if let Some(ended) = &item.ended {
        says.push(format!("This referral ended {}.", say::full(ended.on)));
    }
    match dossier.service_of(item) {
        None if item.owner.trim().is_empty() => {
            says.push("Nobody is named to whom it goes.".to_owned());
        }
        None => says.push(format!(
            "{} is no entry of the directory that could be looked up: see to the address yourself.",
            item.owner.trim()
        )),
        Some(service) => {
            let standing = service.standing(dossier.today());
            if let Standing::Closed(on) = standing {
                says.push(format!("{} closed {}.", service.name, say::full(on)));
            } else if standing.is_stale() {
                says.push(format!(
                    "Their entry in the directory is {}. Ring before you rely on it.",
                    standing.words()
                ));
            }
            if !service.red_flags.trim().is_empty() {
                says.push(format!("The wrong place: {}", service.red_flags.trim()));
            }
            let beside = [
                ("Who may go there", &service.access),
                ("How to refer", &service.refer),
            ];
            for (label, text) in beside.map(|(label, text)| (label, text.trim())) {
                if !text.is_empty() {
                    says.push(format!("{label}: {text}"));
                }
            }
        }
    }
    if dossier.scope.team && dossier.holder(Role::Lead).is_none() {
        says.push("Nobody leads, so the answer comes to whoever refers alone.".to_owned());
    }
    if dossier.scope.plan && dossier.plan().is_none_or(|plan| plan.agreed.is_none()) {
        says.push(
            "No agreement of the person is recorded in the plan: ask before you send it."
                .to_owned(),
        );
    }
    says
}
