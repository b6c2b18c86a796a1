//! A carer as a person in their own right (R90-R92): what is known of them is the same wherever they care.
//!
//! A carer of two people holds a place in two care teams. Both places carry the same [`CarerId`] and the same copy of
//! what is shared; whoever writes one writes the others in the same change ([`spread`]). So each person's record stays
//! whole by itself, for reading, for export, for a move to another store, and nothing about the carer is typed twice.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::access::Access;
use super::change::Write;
use super::id::{CarerId, PersonId};
use super::record::{Kept, Record};
use super::team::Member;

/// What is known of a carer themselves.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carer {
    /// Who: the same in every care team in which they hold a place.
    pub id: CarerId,
    /// How to communicate with them; `Some` once they were asked (STANDARDS D6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
    /// How hard it is for them, each time somebody asked, in the order in which it was written down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strain: Vec<Strain>,
    /// The day on which they shall be asked again how it is for them (R92).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<NaiveDate>,
    /// Which breaks they have, and when the next is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub breaks: String,
    /// What they need for themselves: health, work, sleep.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub needs: String,
    /// Who supports them: carers' centre, carer champion, group.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub support: String,
    /// How their carer's assessment stands.
    #[serde(default)]
    pub assessment: Assessment,
    /// The day on which the assessment came to stand so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment_on: Option<NaiveDate>,
    /// Their own record, where they are on the caseload themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_person: Option<PersonId>,
}

/// What a carer answered when they were asked how it is for them (R92). Recorded as it was said, never computed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strain {
    /// The day.
    pub on: NaiveDate,
    /// In their words; may be empty beside a number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub says: String,
    /// From 0, no strain, to 10, cannot go on; where they gave a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// Who asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// How a carer's assessment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// Nobody spoke of it yet.
    #[default]
    NotOffered,
    /// It was offered.
    Offered,
    /// They do not want one.
    Declined,
    /// It was asked for, and is waited for.
    AskedFor,
    /// It was done.
    Done,
}

impl Assessment {
    /// Every value, in menu order.
    pub const ALL: [Self; 5] = [
        Self::NotOffered,
        Self::Offered,
        Self::Declined,
        Self::AskedFor,
        Self::Done,
    ];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotOffered => "not offered yet",
            Self::Offered => "offered",
            Self::Declined => "not wanted",
            Self::AskedFor => "asked for, not done yet",
            Self::Done => "done",
        }
    }
}

impl Carer {
    /// A carer of whom nothing is known but that they are the same wherever this id stands.
    pub fn new(id: CarerId) -> Self {
        Self {
            id,
            access: None,
            strain: Vec::new(),
            review_on: None,
            breaks: String::new(),
            needs: String::new(),
            support: String::new(),
            assessment: Assessment::NotOffered,
            assessment_on: None,
            is_person: None,
        }
    }

    /// What they said last of how it is for them.
    pub fn strain_now(&self) -> Option<&Strain> {
        // Of one day, what was written down last.
        self.strain
            .iter()
            .enumerate()
            .max_by_key(|(at, strain)| (strain.on, *at))
            .map(|(_, strain)| strain)
    }
}

impl Strain {
    /// The answer in a few words: "7 of 10: no evening left".
    pub fn line(&self) -> String {
        match (self.score, self.says.as_str()) {
            (Some(score), "") => format!("{score} of 10"),
            (Some(score), says) => format!("{score} of 10: {says}"),
            (None, says) => says.to_owned(),
        }
    }
}

/// Puts what is the same wherever a carer cares from one of their places into another.
///
/// What they do, what they may be told and since when belong to each place.
pub fn share(from: &Member, into: &mut Member) {
    into.name.clone_from(&from.name);
    into.phone.clone_from(&from.phone);
    into.email.clone_from(&from.email);
    into.reach = from.reach;
    into.away.clone_from(&from.away);
    into.carer.clone_from(&from.carer);
}

/// The writes that make the other places of a carer say the same as the one that was written.
///
/// `others` are the places with the carer's id, as they are now; the written one among them is passed over.
pub fn spread(written: &Member, others: &[Kept<Member>]) -> Vec<Write> {
    let Some(carer) = &written.carer else {
        return Vec::new();
    };
    let is_same = |other: &&Kept<Member>| {
        other.id != written.id
            && other
                .carer
                .as_ref()
                .is_some_and(|known| known.id == carer.id)
    };
    others
        .iter()
        .filter(is_same)
        .filter_map(|other| {
            let mut after = other.value.clone();
            share(written, &mut after);
            (after != other.value).then_some(Write::Replace {
                record: Record::Member(after),
                seen: other.revision,
            })
        })
        .collect()
}

/// The latest day on which anything was learnt of a carer themselves, as far as it bears a day.
fn learnt_on(place: &Member) -> Option<NaiveDate> {
    let carer = place.carer.as_ref()?;
    let strain = carer.strain.iter().map(|strain| strain.on);
    strain.chain(carer.assessment_on).max()
}

/// What two places of one carer, kept in two stores, say of them together: the newer answers hold, and what the other
/// alone has is kept. Where neither is newer, what is `here` holds.
///
/// Gives `here` with what is the same wherever they care; what belongs to the place stays as it is there.
pub fn reconcile(here: &Member, there: &Member) -> Member {
    let Some(id) = here.carer.as_ref().map(|carer| carer.id) else {
        return here.clone();
    };
    let mut same = here.clone();
    share(there, &mut same);
    if same == *here {
        return same;
    }
    let mut together = if learnt_on(there) > learnt_on(here) {
        let mut together = here.clone();
        join(&mut together, there, id);
        together
    } else {
        let mut together = there.clone();
        join(&mut together, here, id);
        together
    };
    // In the order of their days, since neither list says when the other's answers were written down.
    if let Some(carer) = &mut together.carer {
        carer.strain.sort_by_key(|strain| strain.on);
    }
    let mut place = here.clone();
    share(&together, &mut place);
    place
}

/// Makes a place that of a carer who is known elsewhere: what is known there holds, and what it lacks stays.
///
/// The answers of how it is for them are kept from both.
pub fn join(place: &mut Member, known: &Member, id: CarerId) {
    let here = place.clone();
    let mut carer = known.carer.clone().unwrap_or_else(|| Carer::new(id));
    if let Some(own) = &here.carer {
        carer.access = carer.access.or_else(|| own.access.clone());
        let new = own.strain.iter().filter(|one| !carer.strain.contains(one));
        let new: Vec<Strain> = new.cloned().collect();
        carer.strain.extend(new);
        carer.review_on = carer.review_on.or(own.review_on);
        for (theirs, ours) in [
            (&mut carer.breaks, &own.breaks),
            (&mut carer.needs, &own.needs),
            (&mut carer.support, &own.support),
        ] {
            fill(theirs, ours);
        }
        if carer.assessment == Assessment::NotOffered {
            (carer.assessment, carer.assessment_on) = (own.assessment, own.assessment_on);
        }
        carer.is_person = carer.is_person.or(own.is_person);
    }
    share(known, place);
    fill(&mut place.phone, &here.phone);
    fill(&mut place.email, &here.email);
    if place.away.is_none() {
        place.away = here.away;
    }
    place.carer = Some(carer);
}

/// Words where there are none.
fn fill(text: &mut String, with: &str) {
    if text.is_empty() {
        with.clone_into(text);
    }
}

private_debug!(Carer { id });

private_debug!(Strain { on });

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::MemberId;
    use crate::domain::team::Role;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn place(n: u128, phone: &str, carer: Option<u128>) -> Member {
        Member {
            phone: phone.into(),
            title: format!("relation {n}"),
            carer: carer.map(|id| Carer::new(CarerId(Uuid::from_u128(id)))),
            ..Member::new(
                MemberId(Uuid::from_u128(n)),
                PersonId(Uuid::from_u128(n)),
                Role::Carer,
                "Ruth",
                day("2025-11-04"),
            )
        }
    }

    fn strain(says: &str) -> Strain {
        Strain {
            on: day("2026-02-20"),
            says: says.into(),
            score: None,
            by: String::new(),
        }
    }

    #[test]
    fn of_two_stores_the_newer_answers_hold_and_nothing_is_lost() {
        let told = |n, on: &str, says: &str, breaks: &str, support: &str| {
            let mut place = place(n, "", Some(7));
            place.carer = place.carer.map(|carer| Carer {
                strain: vec![Strain {
                    on: day(on),
                    ..strain(says)
                }],
                breaks: breaks.into(),
                support: support.into(),
                ..carer
            });
            place
        };
        let old = told(1, "2026-01-10", "managing", "Tuesdays", "carers' centre");
        let new = told(2, "2026-02-20", "no evening left", "none", "");
        for (here, there) in [(&old, &new), (&new, &old)] {
            let place = reconcile(here, there);
            assert_eq!((place.id, &place.title), (here.id, &here.title));
            let carer = place.carer.unwrap();
            let says: Vec<&str> = carer.strain.iter().map(|one| one.says.as_str()).collect();
            assert_eq!(
                says,
                ["managing", "no evening left"],
                "in the order of their days"
            );
            assert_eq!(carer.breaks, "none", "the newer of the two");
            assert_eq!(carer.support, "carers' centre", "what one alone knows");
        }
        // Neither is newer: what is here holds.
        let other = told(3, "2026-02-20", "no evening left", "Fridays", "");
        assert_eq!(reconcile(&new, &other).carer.unwrap().breaks, "none");
        // The same is left as it is, in whatever order it was written down.
        assert!(reconcile(&new, &new) == new);
    }

    #[test]
    fn of_one_day_the_last_answer_holds() {
        let mut carer = Carer::new(CarerId(Uuid::from_u128(1)));
        assert_eq!(carer.strain_now(), None);
        carer.strain = vec![strain("fine"), strain("not fine")];
        let now = carer.strain_now().map(Strain::line);
        assert_eq!(now.as_deref(), Some("not fine"));
    }

    #[test]
    fn joining_loses_nothing_of_either() {
        let mut here = place(1, "", Some(7));
        if let Some(own) = &mut here.carer {
            own.strain = vec![strain("tired")];
            own.breaks = "Sundays".into();
        }
        let mut known = place(2, "07700 900118", Some(8));
        if let Some(own) = &mut known.carer {
            own.strain = vec![strain("very tired")];
            own.needs = "sleep".into();
        }
        let id = CarerId(Uuid::from_u128(8));
        join(&mut here, &known, id);
        let carer = here.carer.expect("joined");
        assert_eq!(
            (here.phone.as_str(), here.title.as_str()),
            ("07700 900118", "relation 1")
        );
        assert_eq!(
            (carer.id, carer.breaks.as_str(), carer.needs.as_str()),
            (id, "Sundays", "sleep")
        );
        let said: Vec<String> = carer.strain.iter().map(Strain::line).collect();
        assert_eq!(said, ["very tired", "tired"]);
    }

    proptest! {
        /// However the places of carers stand, after a write every place of that carer says the same, the places of
        /// others are left alone, and what belongs to a place stays there.
        #[test]
        fn after_a_write_all_places_of_a_carer_say_the_same(
            stand in proptest::collection::vec((0_u128..3, "[0-9]{0,4}"), 1..8),
            phone in "[0-9]{1,4}",
        ) {
            let others: Vec<Kept<Member>> = (100..)
                .zip(&stand)
                .map(|(n, (carer, phone))| Kept { value: place(n, phone, Some(*carer)), revision: 4 })
                .collect();
            let mut written = others[0].value.clone();
            written.phone = phone;
            let writes = spread(&written, &others);
            for other in &others[1..] {
                let write = writes.iter().find(|write| write.id() == other.id.0);
                let is_same = other.carer == written.carer;
                match write {
                    Some(Write::Replace { record: Record::Member(after), seen }) => {
                        prop_assert!(is_same);
                        prop_assert_eq!(&after.phone, &written.phone);
                        prop_assert_eq!(&after.title, &other.title);
                        prop_assert_eq!(*seen, 4);
                    }
                    Some(_) => prop_assert!(false, "another write"),
                    None => prop_assert!(!is_same || other.phone == written.phone),
                }
            }
            prop_assert!(writes.iter().all(|write| write.id() != written.id.0));
        }
    }
}
