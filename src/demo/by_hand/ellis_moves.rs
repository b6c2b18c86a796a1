//! Into hospital with a broken hip, and home from it on the last evening before a weekend or so.

use chrono::NaiveDate;

use super::{Hand, clock};
use crate::domain::id::TransitionId;
use crate::domain::person::Person;
use crate::domain::record::Record;
use crate::domain::transition::{Acknowledged, Answer, Closed, MoveKind, Point, Side, Transition};

/// Both moves. The last day on which she was at home before, and the day on which she came home.
pub(super) fn records(
    hand: &mut Hand<'_>,
    person: &Person,
    discharge: TransitionId,
    (fell, home): (NaiveDate, NaiveDate),
) -> Vec<Record> {
    let ward = Side {
        name: "Sister on Ward 7".into(),
        phone: "01632 960 170".into(),
    };
    let admission = TransitionId(hand.fresh(fell));
    let at = hand.frame.at(fell, clock(7, 20));
    let mut into = Transition::new(admission, person.id, MoveKind::Admission, at);
    into.from = "home".into();
    into.to = "County Hospital, Ward 7".into();
    into.taking = ward.clone();
    into.acknowledged = Some(Acknowledged {
        on: hand.working_ago(11),
        by: "Sister on Ward 7".into(),
    });
    into.closed = Some(Closed {
        on: home,
        because: "discharged".into(),
    });
    into.by = hand.login();
    let at = hand.frame.at(home, clock(19, 10));
    let mut out = Transition::new(discharge, person.id, MoveKind::Discharge, at);
    out.from = "County Hospital, Ward 7".into();
    out.to = "home".into();
    out.leaving = ward;
    out.taking = Side {
        name: "Dr S. Patel".into(),
        phone: "01632 960 101".into(),
    };
    out.by = hand.login();
    if let Some(after) = &mut out.discharge {
        after.named_contact = "Ruth Ellis 07700 900 118".into();
        let list = &mut after.checklist;
        list.out_of_hours = Point::answered(Answer::Yes);
        list.next_appointment = Point::answered(Answer::Yes);
        "fracture clinic".clone_into(&mut list.next_appointment.note);
        list.plan = Point::answered(Answer::Yes);
        list.medicines = Point::answered(Answer::Yes);
        list.equipment = Point::answered(Answer::Yes);
        list.adviser = Point::answered(Answer::Yes);
    }
    [into, out]
        .into_iter()
        .map(|one| Record::Transition(Box::new(one)))
        .collect()
}
