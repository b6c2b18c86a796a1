//! The contact log, what is over, and the codes that go with the text.

use std::collections::BTreeSet;

use super::{BRIEF_CONTACTS, Extent, Section, carer, day, listed, plan, said};
use crate::domain::contact::{Contact, Direction, Reached, With};
use crate::domain::id::ContactId;
use crate::domain::london;
use crate::domain::say;
use crate::domain::team::{Member, Role};
use crate::export::codes::CARE_COORDINATOR;
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// The newest contacts first.
pub fn contacts(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new(match extent {
        Extent::Brief => "Recent contacts",
        Extent::Full => "Contacts",
    });
    let corrected = dossier.corrected();
    let mut all: Vec<&Contact> = dossier.records.contacts.iter().collect();
    if extent == Extent::Brief {
        // What was wrong has no place in another record; the log keeps it.
        let before = all.len();
        all.retain(|contact| !corrected.contains(&contact.id));
        let n = before - all.len();
        loss.count(
            n,
            "contact that was corrected",
            "contacts that were corrected",
        );
    }
    let most = match extent {
        Extent::Brief => BRIEF_CONTACTS,
        Extent::Full => all.len(),
    };
    for contact in all.iter().take(most) {
        let (text, mut under) = one(contact, &corrected);
        under.extend(kept(dossier, contact));
        // A brief text is signed below; only what somebody else wrote down is told apart.
        if extent == Extent::Full || contact.by != dossier.made.author_login {
            under.push(said("Written down by", dossier.user(&contact.by)));
        }
        section.point(text, under);
    }
    if all.is_empty() && dossier.scope.contacts {
        section.text("No contact is recorded.");
    }
    let left = all.len().saturating_sub(most);
    if left > 0 {
        section.text(format!(
            "{} not shown here.",
            say::count(left, "earlier contact is", "earlier contacts are")
        ));
    }
    loss.count(left, "earlier contact", "earlier contacts");
    section
}

/// What a contact was, and what belongs to it.
fn one(contact: &Contact, corrected: &BTreeSet<ContactId>) -> (String, Vec<String>) {
    let at = london::local(contact.at);
    let reached = match contact.result {
        Reached::Yes => "",
        Reached::NoAnswer | Reached::LeftMessage | Reached::NotThere => contact.result.word(),
    };
    let direction = match contact.direction {
        Direction::Out => "we made contact",
        Direction::In => "they made contact",
    };
    let head = listed([
        format!("{} {}", say::full(at.date()), say::time(at.time())).as_str(),
        contact.channel.word(),
        direction,
        &with_whom(contact),
        reached,
    ]);
    let next = contact.next.as_ref().map_or_else(String::new, |next| {
        listed([format!("Next step {}", day(next.on)).as_str(), &next.what])
    });
    let minutes = contact.minutes.map_or_else(String::new, |minutes| {
        format!(
            "Took {}",
            say::count(usize::from(minutes), "minute", "minutes")
        )
    });
    let late = if contact.is_late_entry() {
        let written = london::local(contact.recorded_at);
        format!("Not written down until {}", say::full(written.date()))
    } else {
        String::new()
    };
    let correction = match (contact.corrects, corrected.contains(&contact.id)) {
        (_, true) => "Corrected by a later entry",
        (Some(_), false) => "Corrects an earlier entry",
        (None, false) => "",
    };
    let text = if contact.gist.trim().is_empty() {
        head
    } else {
        format!("{head}: {}", contact.gist)
    };
    let mut under = vec![next, minutes];
    under.extend(contact.details.lines());
    under.extend([late, correction.to_owned()]);
    (text, under)
}

/// The promises that a contact kept, or after which they are no longer wanted.
fn kept(dossier: &Dossier, contact: &Contact) -> Vec<String> {
    let contacts = &dossier.records.contacts;
    let promises = contact.keeps.iter().map(|id| {
        let promised = contacts.iter().find(|earlier| earlier.id == *id);
        match promised.and_then(|earlier| earlier.next.as_ref()) {
            Some(next) => {
                let on = format!("Settles the next step promised for {}", day(next.on));
                listed([on.as_str(), &next.what])
            }
            None => "Settles a next step that was promised before".to_owned(),
        }
    });
    promises.collect()
}

fn with_whom(contact: &Contact) -> String {
    match (contact.with, contact.whom.trim()) {
        (With::Person, "") => With::Person.word().to_owned(),
        (with, "") => with.word().to_owned(),
        (with, whom) => format!("{whom} ({})", with.word()),
    }
}

/// Places in the care team that are not held today, and items that are over and stand under no goal.
pub fn past(dossier: &Dossier) -> Section {
    let mut section = Section::new("Earlier");
    for member in dossier.team_else() {
        section.point(
            format!(
                "{}: {}",
                member.role.word(),
                super::person::described(member)
            ),
            earlier(dossier, member),
        );
    }
    for item in &dossier.records.items {
        if !item.is_open() && !dossier.serves_a_goal(item) {
            section
                .blocks
                .push(plan::point(item, &dossier.person().name));
        }
    }
    section
}

/// What stands under a place that is not held today.
fn earlier(dossier: &Dossier, member: &Member) -> Vec<String> {
    let mut under = carer::under(dossier, member, Extent::Full);
    let parts = member.variation.as_ref().map(carer::variation);
    for (label, text) in parts.into_iter().flatten() {
        under.push(said(label, &text));
    }
    under
}

/// SNOMED CT codes of what the text holds, for coding it in the GP record (R103); confirmed ones only.
pub fn codes(dossier: &Dossier) -> Section {
    let mut section = Section::new("SNOMED CT codes for this text");
    for words in dossier.words_now() {
        section.text(format!(
            "{} {}",
            words.heading.snomed(),
            words.heading.title()
        ));
    }
    if dossier.holder(Role::Navigator).is_some() {
        section.text(format!("{CARE_COORDINATOR} Care coordinator"));
    }
    section
}
