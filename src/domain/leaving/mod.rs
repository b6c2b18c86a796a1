//! Who must be told that somebody has left the caseload, and who has been (R8): asked at once, kept with the person.
//!
//! Not here: how they left (`person`). Telling is never chased; the head of the list says how many are left.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

use super::appointment::{self, Appointment, How};
use super::find::fold;
use super::id::{AppointmentId, ItemId, PersonId};
use super::item::{Item, ItemKind, Waiting};
use super::person::{Leaving, Person, Status};
use super::say;
use super::team::{self, Member, Role};

/// Somebody who has to hear that a person left.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tell {
    /// Their name with their place: "Ruth Ellis, carer".
    pub who: String,
    /// Telephone number or e-mail address as it was on the day they left, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reach: String,
    /// The appointment that is to be called off; `None` for somebody who has to hear it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// What they were told before, where that was not so: they hear it put right, and of an appointment that was called off
    /// for it a new time is to be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<Leaving>,
    /// Whether they know.
    pub state: Telling,
}

private_debug!(Tell {
    appointment,
    heard,
    state
});

/// Whether somebody knows that a person left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Telling {
    /// Not yet.
    ToTell,
    /// Since a day.
    Told {
        /// The day they were told.
        on: NaiveDate,
    },
    /// They need not be told: they were there, or it does not concern them.
    NeedNot,
}

impl Telling {
    /// The state in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::ToTell => "to be told",
            Self::Told { .. } => "told",
            Self::NeedNot => "need not be told",
        }
    }
}

/// Everybody who may have to hear it: who is in the care team on the day, then who owns something that is still open.
///
/// Whoever stands twice is named once, by their place in the team. The coordinator who writes it down (`by`) knows.
///
/// Whoever died keeps no appointment: each that is still booked is to be called off, with what was arranged for it.
pub fn whom_to_tell(
    team: &[Member],
    items: &[Item],
    called_off: &[Appointment],
    on: NaiveDate,
    by: &str,
) -> Vec<Tell> {
    let mut known: HashSet<String> = HashSet::from([fold(by)]);
    let mut tells = Vec::new();
    for member in team::on(team, on) {
        if !member.name.trim().is_empty() && !is_public(member) && known.insert(fold(&member.name))
        {
            tells.push(Tell {
                who: format!("{}, {}", member.name, place(member)),
                reach: first_of(&member.phone, &member.email).to_owned(),
                appointment: None,
                heard: None,
                state: Telling::ToTell,
            });
        }
    }
    // An item may name its owner by the title or the service instead of the name.
    known.extend(
        team::on(team, on)
            .into_iter()
            .flat_map(|member| [fold(&member.title), fold(&member.organisation)]),
    );
    for item in items.iter().filter(|item| item.is_open()) {
        let owner = item.owner.trim();
        // What waits for the person has nobody else to tell.
        if item.waiting != Waiting::Person && !owner.is_empty() && known.insert(fold(owner)) {
            tells.push(Tell {
                who: format!("{owner}, {}", item.kind.word()),
                reach: String::new(),
                appointment: None,
                heard: None,
                state: Telling::ToTell,
            });
        }
    }
    let ahead = called_off.iter().filter(|one| one.is_ahead(on));
    tells.extend(ahead.map(|one| Tell {
        who: to_call_off(one, on),
        reach: String::new(),
        appointment: Some(one.id),
        heard: None,
        state: Telling::ToTell,
    }));
    tells
}

/// What is left to tell of somebody who left in another way than was said (`was`, with who was to hear it then): whoever
/// heard that hears it put right, and whoever lost a time for a death is asked for another.
///
/// Nobody is left out who heard it, wherever they stand now. `fresh` is who has to hear how it really is.
pub fn corrected<T: std::ops::Deref<Target = Appointment>>(
    (was, before): (Leaving, &[Tell]),
    how: Leaving,
    mut fresh: Vec<Tell>,
    all: &[T],
    today: NaiveDate,
) -> Vec<Tell> {
    for known in before {
        let told = matches!(known.state, Telling::Told { .. });
        if known.asks_again() {
            // Who died needs no new time.
            fresh.extend((how != Leaving::Died).then(|| known.clone()));
            continue;
        }
        if let Some(one) = known.calls_off(all) {
            // What is off while it is no death after all; the others stand in the diary still.
            fresh.extend((told && how != Leaving::Died).then(|| Tell {
                who: to_ask_again(one, today),
                reach: String::new(),
                appointment: Some(one.id),
                heard: Some(was),
                state: Telling::ToTell,
            }));
            continue;
        }
        if known.appointment.is_some() {
            continue;
        }
        let Some(heard) = known.heard.filter(|_| !told).or(told.then_some(was)) else {
            continue;
        };
        // Said, taken back and said again: of this they know.
        let (heard, state) = if heard == how {
            (None, Telling::NeedNot)
        } else {
            (Some(heard), Telling::ToTell)
        };
        if let Some(same) = fresh.iter_mut().find(|one| one.is_same(known)) {
            (same.heard, same.state) = (heard, state);
        } else {
            fresh.push(Tell {
                heard,
                state,
                ..known.clone()
            });
        }
    }
    fresh
}

/// An appointment that was called off for a death that was none: short, so that the list shows its day.
fn to_ask_again(one: &Appointment, today: NaiveDate) -> String {
    let what = format!(
        "new time for {} of {}",
        one.what,
        say::day(one.at.day(), today)
    );
    match one.provider.trim() {
        "" => what,
        provider => format!("{provider}: {what}"),
    }
}

/// An appointment that is to be called off, with whoever was asked to come along or to help.
fn to_call_off(one: &Appointment, today: NaiveDate) -> String {
    let supports: Vec<&str> = one.supports().map(|(what, _)| what.word()).collect();
    let supports = if supports.is_empty() {
        String::new()
    } else {
        format!(" (with {})", supports.join(", "))
    };
    let what = format!("call off {} {}{supports}", one.what, one.at.word(today));
    match one.provider.trim() {
        "" => what,
        provider => format!("{provider}: {what}"),
    }
}

/// That somebody left, for every form that promises something for later: nothing will bring it up.
pub fn no_longer_followed(person: &Person) -> Option<String> {
    let Status::Left { on, how, .. } = &person.status else {
        return None;
    };
    Some(format!(
        "{} {} on {}: what is written here is kept, but nothing on Today will bring it up.",
        person.name.called(),
        did(*how),
        say::full(*on)
    ))
}

/// Whether it is a number that everybody may ring, where nobody knew the person.
fn is_public(member: &Member) -> bool {
    matches!(member.phone.trim(), "111" | "999" | "112")
}

/// Title or relation, else the place.
fn place(member: &Member) -> String {
    if !member.title.is_empty() {
        return member.title.clone();
    }
    match member.role {
        // "GP" and "Lead Clinical Coordinator" are written so; the others are ordinary words.
        Role::Lead => "Lead Clinical Coordinator".to_owned(),
        Role::NamedGp => "named GP".to_owned(),
        Role::Navigator | Role::Professional | Role::Carer | Role::Family | Role::Service => {
            member.role.word().to_lowercase()
        }
    }
}

fn first_of<'a>(one: &'a str, other: &'a str) -> &'a str {
    if one.is_empty() { other } else { one }
}

/// How many still have to be told of somebody; nobody while they are followed.
pub fn to_tell(status: &Status) -> usize {
    match status {
        Status::Left { tell, .. } => tell
            .iter()
            .filter(|tell| tell.state == Telling::ToTell)
            .count(),
        Status::Open | Status::Paused { .. } => 0,
    }
}

/// Why an appointment was called off that one of the list was ticked for.
const BECAUSE_DIED: &str = "called off when it was noted that the person had died";

impl Tell {
    /// Whether this is of the same person, or of the same appointment, as another.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self.appointment, other.appointment) {
            (Some(one), Some(other)) => one == other,
            _ => self.who == other.who,
        }
    }

    /// Whether this asks for a new time of an appointment that was called off for what was not so.
    pub fn asks_again(&self) -> bool {
        self.appointment.is_some() && self.heard.is_some()
    }

    /// Who it is, how they are reached and what they heard before, in one line.
    pub fn line(&self) -> String {
        let reach = match self.reach.as_str() {
            "" => String::new(),
            reach => format!(" {reach}"),
        };
        let heard = match self.heard {
            Some(how) if self.state == Telling::ToTell && !self.asks_again() => {
                format!(" (heard: {})", did(how))
            }
            _ => String::new(),
        };
        format!("{}{reach}{heard}", self.who)
    }

    /// The appointment that this asks to call off, as it stands now; of lists that older programs wrote it is known by its
    /// day and what it is for.
    pub fn calls_off<'a, T: std::ops::Deref<Target = Appointment>>(
        &self,
        all: &'a [T],
    ) -> Option<&'a T> {
        match self.appointment {
            Some(_) if self.asks_again() => None,
            Some(id) => appointment::standing(all, id),
            None => {
                let (_, said) = self.who.split_once("call off ")?;
                let on_it = || all.iter().filter(|one| is_said(one, said));
                let at_its_time = |one: &&T| {
                    let time = one.at.time();
                    time.is_none_or(|time| said.contains(&say::time(time)))
                };
                on_it().find(at_its_time).or_else(|| on_it().next())
            }
        }
    }

    /// The appointment as ticking this leaves it: called off where this says that it was done, booked again where that is
    /// taken back; `None` where nothing about it changes.
    pub fn called_off(&self, one: &Appointment, today: NaiveDate) -> Option<Appointment> {
        match self.state {
            Telling::Told { .. } => one.closed(How::Cancelled, today, BECAUSE_DIED).ok(),
            Telling::ToTell | Telling::NeedNot => {
                let by_this = one
                    .came
                    .as_ref()
                    .filter(|came| came.words == BECAUSE_DIED)?;
                (by_this.how == How::Cancelled).then(|| Appointment {
                    came: None,
                    off_told_on: None,
                    ..one.clone()
                })
            }
        }
    }

    /// What has to be done about it where it was done and it is not so that somebody left.
    ///
    /// Whoever heard it hears that it was put right; whoever lost a time is asked for another.
    pub fn to_put_right(
        &self,
        id: ItemId,
        person: PersonId,
        how: Leaving,
        called_off: Option<&Appointment>,
        today: NaiveDate,
    ) -> Item {
        let (what, because) = if let Some(one) = called_off {
            let whom = first_of(one.provider.trim(), "the provider");
            let (what, at) = (&one.what, one.at.word(today));
            (
                format!("ask {whom} for a new time: {what}, {at}, was called off"),
                BECAUSE_DIED.to_owned(),
            )
        } else {
            let whom = match self.who.split_once(", ") {
                Some((name, place)) => format!("{name} ({place})"),
                None => self.who.clone(),
            };
            let what = match how {
                Leaving::Died => format!("tell {whom} that they did not die, as was said"),
                _ => format!("tell {whom} that they are followed again"),
            };
            (what, format!("they were told that the person {}", had(how)))
        };
        Item {
            expected_on: Some(today),
            because,
            ..Item::new(id, person, ItemKind::Action, &what, Waiting::Us, today)
        }
    }
}

/// Whether words that an older program wrote ("hip scan Thu 12 Mar 10:30") are of an appointment. It named the year where
/// that was not the year of the day on which it wrote.
fn is_said(one: &Appointment, said: &str) -> bool {
    let day = one.at.day();
    let words = format!("{} {}", one.what, day.format("%a %-d %b"));
    let Some(rest) = said.strip_prefix(&words) else {
        return false;
    };
    let year = rest
        .strip_prefix(' ')
        .and_then(|rest| rest.split(' ').next())
        .and_then(|word| word.parse::<i32>().ok());
    year.is_none_or(|year| year == day.year())
}

/// Who heard how somebody is said to have left, and of whom nobody said that they have heard it put right since; with what
/// it was. Nobody while they are followed.
pub fn told(status: &Status) -> impl Iterator<Item = (&Tell, Leaving)> {
    let (tell, how) = match status {
        Status::Left { tell, how, .. } => (tell.as_slice(), *how),
        Status::Open | Status::Paused { .. } => (&[][..], Leaving::Moved),
    };
    tell.iter().filter_map(move |tell| match tell.state {
        // The new time was asked for.
        Telling::Told { .. } if tell.asks_again() => None,
        Telling::Told { .. } => Some((tell, how)),
        Telling::ToTell => Some((tell, tell.heard?)),
        Telling::NeedNot => None,
    })
}

/// How somebody left, as a sentence says it: "died", "moved away".
pub fn did(how: Leaving) -> &'static str {
    match how {
        Leaving::Moved => "moved away",
        Leaving::Discharged => "was discharged",
        Leaving::Died => "died",
    }
}

/// The same of what was said earlier: "had died".
pub fn had(how: Leaving) -> &'static str {
    match how {
        Leaving::Moved => "had moved away",
        Leaving::Discharged => "had been discharged",
        Leaving::Died => "had died",
    }
}

#[cfg(test)]
mod tests;
