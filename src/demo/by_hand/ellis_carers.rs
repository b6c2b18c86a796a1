//! Margaret Ellis and those around her: how to speak with her, that she was told who coordinates, and Ruth, who is tired.

use chrono::NaiveDate;

use super::Hand;
use super::lines;
use crate::demo::frame::day;
use crate::domain::access::{Access, Adjustments, FlagConsent};
use crate::domain::carer::{Assessment, Carer, Strain};
use crate::domain::id::CarerId;
use crate::domain::person::Person;
use crate::domain::team::Member;
use crate::domain::told::{Told, Whom};

/// What she needs to take part, what she was told, and that she chose.
pub(super) fn told(hand: &Hand<'_>, joined: NaiveDate, person: &mut Person) {
    let answer: Access = hand
        .noted(joined, "hearing loss: face her, speak clearly")
        .into();
    person.access = Some(Access {
        support: lines(&["lip-reads", "hearing aids, in the blue tin"]),
        professional: lines(&["BSL interpreter for clinics"]),
        contact: lines(&["text message"]),
        format: lines(&["large print"]),
        adjustments: Some(Adjustments {
            what: lines(&["double appointment", "called in by hand, not by name"]),
            impairments: "hearing loss".into(),
            consent: FlagConsent::Given,
        }),
        review_on: Some(day(joined, 365)),
        ..answer
    });
    let told: Told = hand
        .noted(
            joined,
            "Told at the first visit; number in large print on the fridge.",
        )
        .into();
    person.told_coordinator = Some(Told {
        whom: Whom::Both,
        format: "large print".into(),
        reach: "By text at any time, answered in practice hours; Ruth may ring".into(),
        expect: "A visit or a text every other week; not for emergencies".into(),
        ..told
    });
    person.choosing = Some(hand.noted(
        joined,
        "Chose to have one person write to her, not the surgery desk.",
    ));
}

/// Ruth: by day, by night, and how long that can go on; and when she is asked again.
pub(super) fn tired(ruth: &mut Member, by: &str, [before, lately, again]: [NaiveDate; 3]) {
    "sleeps there since the fall, up twice to help her to the bathroom"
        .clone_into(&mut ruth.at_night);
    "legs dressed, evening tablets, company after dark".clone_into(&mut ruth.if_stopped);
    let said = |on, says: &str, score| Strain {
        on,
        says: says.to_owned(),
        score,
        by: by.to_owned(),
    };
    ruth.carer = Some(Carer {
        access: Some(Access {
            contact: lines(&["text first, at work until five"]),
            ..Access::said("", before, by)
        }),
        strain: vec![
            said(before, "I manage. Mum would do it for me.", None),
            said(lately, "I have not had an evening since August.", Some(8)),
        ],
        review_on: Some(again),
        breaks: "none since the fall; her brother comes at Easter".into(),
        needs: "her back; her job has been patient so far".into(),
        support: "Harcaster Carers' Centre has rung once".into(),
        assessment: Assessment::Offered,
        assessment_on: Some(lately),
        ..Carer::new(CarerId(ruth.id.0))
    });
}
