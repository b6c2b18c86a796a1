//! Young people: who coordinates after 18 is settled before anybody has to ask (R82).

use chrono::{Datelike, NaiveDate};

use super::sketch::Sketch;
use crate::domain::id::TransitionId;
use crate::domain::person::Person;
use crate::domain::say;
use crate::domain::team::{Member, Role};
use crate::domain::transition::{Acknowledged, MoveKind, Side, Transition};

/// The youngest of whom it is settled already.
const FROM_AGE: u32 = 15;

/// The move to the services for adults, of somebody who joined as a child and is nearly sixteen or older.
pub(super) fn draw(
    sketch: &mut Sketch<'_>,
    person: &Person,
    team: &[Member],
) -> Option<Transition> {
    let born = person.born_on?;
    let year = born.year() + 18;
    let adult = born
        .with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))?;
    let is_due = say::age(born, sketch.frame.today) >= FROM_AGE;
    if person.joined_on >= adult || !is_due {
        return None;
    }
    let navigator = team.iter().find(|member| member.role == Role::Navigator)?;
    // The day is planned; it may lie ahead.
    let at = crate::domain::london::start_of_day(adult);
    let id = TransitionId(sketch.id_on(person.joined_on));
    let mut one = Transition::new(id, person.id, MoveKind::ChildToAdult, at);
    one.from = "community paediatrics".into();
    one.to = "adult community team".into();
    one.taking = Side {
        name: navigator.name.clone(),
        phone: navigator.phone.clone(),
    };
    one.acknowledged = Some(Acknowledged {
        on: person.joined_on,
        by: "adult community team".into(),
    });
    Some(one)
}
