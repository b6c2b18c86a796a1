//! What was put off, until when and why: open decisions of the people who follow the person.

use super::{Section, day, listed, said};
use crate::domain::deferral::{Deferral, Subject};
use crate::domain::triage::RULES;
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// The reasons that are put off beyond the day of the export.
pub fn put_off(dossier: &Dossier, loss: &mut Loss) -> Section {
    let mut section = Section::new("Put off");
    let open = dossier.put_off();
    for (until, deferral) in &open {
        section.point(
            format!("Until {}: {}", day(*until), what(dossier, deferral)),
            vec![
                said("Why", &deferral.because),
                listed([
                    format!("First put off {}", day(deferral.first_on)).as_str(),
                    &said("by", dossier.user(&deferral.by)),
                ]),
            ],
        );
    }
    loss.count(
        dossier.records.deferrals.len() - open.len(),
        "reason that was put off and is back or over",
        "reasons that were put off and are back or over",
    );
    section
}

/// What the rule watches, and the words of what it spoke of.
fn what(dossier: &Dossier, deferral: &Deferral) -> String {
    let watches = RULES
        .iter()
        .find(|rule| rule.name == deferral.rule)
        .map_or(deferral.rule.as_str(), |rule| rule.watches);
    let records = &dossier.records;
    let words = match deferral.about {
        Subject::Record => None,
        Subject::Item(id) => records
            .items
            .iter()
            .find(|item| item.id == id)
            .map(|item| item.what.as_str()),
        Subject::Appointment(id) => records
            .appointments
            .iter()
            .find(|appointment| appointment.id == id)
            .map(|appointment| appointment.what.as_str()),
        Subject::Promise(id) => records
            .contacts
            .iter()
            .find(|contact| contact.id == id)
            .and_then(|contact| contact.next.as_ref())
            .map(|next| next.what.as_str()),
        Subject::Move(id) => records
            .moves
            .iter()
            .find(|one| one.id == id)
            .map(|one| one.kind.word()),
        Subject::Member(id) => records
            .team
            .iter()
            .find(|member| member.id == id)
            .map(|member| member.name.as_str()),
    };
    let words = words.unwrap_or_default();
    if words.trim().is_empty() {
        watches.to_owned()
    } else {
        format!("{watches}: {words}")
    }
}
