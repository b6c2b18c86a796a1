//! What Margaret "Peggy" Ellis decided about sharing, the two versions of her plan, and who holds which.

use super::Hand;
use crate::domain::copy::PlanCopy;
use crate::domain::id::{CopyId, SharingId, VersionId};
use crate::domain::person::Person;
use crate::domain::plan::{Agreement, Plan};
use crate::domain::record::Record;
use crate::domain::sharing::{Basis, Capacity, May, Recipient, RecipientKind, SharedPart, Sharing};
use crate::domain::version::Version;
use chrono::NaiveDate;

/// The records, after those of the plan.
pub(super) fn records(hand: &mut Hand<'_>, person: &Person, plan: &Plan) -> Vec<Record> {
    let mut records = decisions(hand, person);
    let (first_on, second_on) = (hand.ago(100), hand.ago(53));
    let first = version(hand, person, &earlier(hand, plan, first_on), (1, first_on));
    let second = version(hand, person, plan, (2, second_on));
    let (one, two) = (first.id, second.id);
    records.push(Record::Version(Box::new(first)));
    records.push(Record::Version(Box::new(second)));
    let nurses_on = hand.ago(98);
    let held = [
        ("Community nurses", one, nurses_on, "by NHS mail"),
        (
            "Ruth Ellis",
            two,
            second_on,
            "printed in large print, given by hand",
        ),
        (
            "Dr S. Patel",
            two,
            second_on,
            "file: Text to paste into the GP record",
        ),
    ];
    for (name, version, on, how) in held {
        records.push(Record::Copy(PlanCopy {
            id: CopyId(hand.fresh(on)),
            person: person.id,
            holder: hand.recipient(name),
            version: Some(version),
            sheet_of: None,
            on,
            how: how.to_owned(),
            without: Vec::new(),
            basis: format!("{}, as Peggy decided", Basis::Consent.word()),
            ended_on: None,
            note: String::new(),
            by: hand.login(),
        }));
    }
    records
}

fn decisions(hand: &mut Hand<'_>, person: &Person) -> Vec<Record> {
    let on = person.joined_on;
    let housing = Recipient::Named {
        name: "Harcaster Housing Association".to_owned(),
    };
    let direct = Recipient::Kind {
        kind: RecipientKind::DirectCare,
    };
    let neighbour = May::of([SharedPart::Contingency]);
    [
        (direct, May::Everything, ""),
        (
            hand.recipient("Ruth Ellis"),
            May::Everything,
            "\"She knows it all anyway.\"",
        ),
        (
            hand.recipient("Len Appleyard"),
            neighbour,
            "what to do and whom to ring, no more",
        ),
        (housing, May::Nothing, "they sold her number on once"),
    ]
    .into_iter()
    .map(|(with, may, note)| {
        Record::Sharing(Sharing {
            id: SharingId(hand.fresh(on)),
            person: person.id,
            with,
            may,
            but_not: String::new(),
            basis: Basis::Consent,
            decided_by: person.name.written(),
            as_whom: "the person".to_owned(),
            capacity: Capacity::Has,
            on,
            until_on: None,
            withdrawn_on: None,
            note: note.to_owned(),
            by: hand.login(),
        })
    })
    .collect()
}

/// The plan as it was first agreed.
fn earlier(hand: &Hand<'_>, plan: &Plan, on: NaiveDate) -> Plan {
    let mut first = plan.clone();
    "Slippers tight: community nurses, same day. More breathless and cannot finish a sentence: 999. Pain over six: \
     nurses by day, 111 at night."
        .clone_into(&mut first.contingency);
    "Ruth".clone_into(&mut first.backup);
    first.goals.truncate(2);
    if let Some(goal) = first.goals.first_mut() {
        "Cook dinner in her own kitchen".clone_into(&mut goal.text);
    }
    first.agreed = Some(hand.agreed(on, "Margaret \"Peggy\" Ellis", "Dr S. Patel"));
    first
}

fn version(
    hand: &mut Hand<'_>,
    person: &Person,
    plan: &Plan,
    (number, on): (u32, NaiveDate),
) -> Version {
    let agreed: Option<Agreement> = plan.agreed.clone();
    Version {
        id: VersionId(hand.fresh(on)),
        person: person.id,
        number,
        at: hand.frame.at(on, 16 * 60 + 30),
        by: hand.login(),
        agreed,
        body: hand.body(person, plan, on),
    }
}
