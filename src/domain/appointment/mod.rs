//! Appointments: one diary over all providers, from booked to asked how it went (R44, R68-R74).
//!
//! An appointment is kept as an instant, or as a day alone where no time is known; people read it as London time. What
//! speaks up before and after it is in `triage::rules::appointments`; the words are the same on every screen and export.

mod crowding;
mod off;

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use crowding::{CLUSTER, clashes, cluster, hints};

use super::access::Access;
use super::calendar::{Holidays, Worked};
use super::find::fold;
use super::id::{AppointmentId, PersonId};
use super::london;
use super::merge::holds_both;
use super::refusal::Refusal;
use super::say;

/// Working days before an appointment by which it shall be prepared where no day was agreed.
pub const PREPARE_WORKING_DAYS: u32 = 2;
/// Minutes that an appointment is taken to last where nothing is known.
pub const USUAL_MINUTES: u16 = 30;
/// The longest appointment, in minutes: a day.
pub const LONGEST_MINUTES: u16 = 24 * 60;
/// How many years ahead an appointment may lie: a slip in the year is likelier than such a plan.
const YEARS_AHEAD: u32 = 5;

/// One appointment of one person, with whomever it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Identity.
    pub id: AppointmentId,
    /// Whose it is.
    pub person: PersonId,
    /// When it is.
    pub at: Moment,
    /// How long it is said to take, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// What it is for; never empty.
    pub what: String,
    /// With whom: the provider or service.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub provider: String,
    /// Where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Who goes with the person, or "alone"; empty where nobody has said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who_goes: String,
    /// How they get there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<Support>,
    /// Who interprets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<Support>,
    /// Who is with the person whom they care for, or what the carer needs to be away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer_cover: Option<Support>,
    /// What has to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<Support>,
    /// The day on which the person agreed to it (London); `None` where they were not asked (R69).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_on: Option<NaiveDate>,
    /// What the person wants to ask there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub questions: String,
    /// What has to be done before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prepare: String,
    /// By which day, where one was agreed; else it is counted back from the appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepare_on: Option<NaiveDate>,
    /// The day on which it was prepared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared_on: Option<NaiveDate>,
    /// Whether it took place, once that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<Came>,
    /// What was answered to the questions.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answers: String,
    /// The day on which the person was asked how it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<NaiveDate>,
    /// Of one that is off, to which they had agreed: the day on which they knew (London).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off_told_on: Option<NaiveDate>,
    /// Of a missed one: what was found out and done about it (R73).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dealt: Option<Dealt>,
    /// The one that came after it: to which it was moved, which was booked in place of it, or its recall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<AppointmentId>,
    /// How often it comes back, in months (R74).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_months: Option<u16>,
    /// The day on which it is due again, where one was named; else it is counted from this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_on: Option<NaiveDate>,
    /// Login of the user who booked it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

private_debug!(
    Appointment {
        id,
        at,
        agreed_on,
        prepare_on,
        recall_on
    },
    Support,
    Came { how, on },
    Dealt { on }
);

/// When an appointment is: to the minute, or a day of which no time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Moment {
    /// An instant (UTC).
    At(DateTime<Utc>),
    /// A day (London).
    On(NaiveDate),
}

impl Moment {
    /// The moment of a London day, and of a London time where one is known.
    pub fn of(date: NaiveDate, time: Option<NaiveTime>) -> Self {
        time.map_or(Self::On(date), |time| {
            Self::At(london::instant(date.and_time(time)))
        })
    }

    /// The London day.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::At(at) => london::date(at),
            Self::On(day) => day,
        }
    }

    /// The London time, where one is known.
    pub fn time(self) -> Option<NaiveTime> {
        match self {
            Self::At(at) => Some(london::local(at).time()),
            Self::On(_) => None,
        }
    }

    /// The instant from which it is on, for an order in time: of a day alone, its midnight.
    pub fn starts(self) -> DateTime<Utc> {
        match self {
            Self::At(at) => at,
            Self::On(day) => london::start_of_day(day),
        }
    }

    /// Day and time as people read them, with the year where it is not this one.
    pub fn word(self, today: NaiveDate) -> String {
        let day = say::day(self.day(), today);
        match self.time() {
            Some(time) => format!("{day} {}", say::time(time)),
            None => day,
        }
    }
}

/// Something that an appointment needs beside itself.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Support {
    /// What, in a few words; never empty.
    pub what: String,
    /// Whether it has still to be arranged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_arrange: bool,
}

impl Support {
    /// What was typed: with a question mark before it, it has still to be arranged; nothing for an empty text.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let what = text.trim_start_matches('?').trim();
        let to_arrange = text.starts_with('?');
        // A question mark alone says that it is needed, and no more.
        let what = if what.is_empty() && to_arrange {
            "needed"
        } else {
            what
        };
        (!what.is_empty()).then(|| Self {
            what: what.to_owned(),
            to_arrange,
        })
    }

    /// The professional whom somebody needs so that they can take part, as still to be arranged (STANDARDS D6).
    pub fn interpreter_for(access: Option<&Access>) -> Option<Self> {
        let needs = &access?.professional;
        (!needs.is_empty()).then(|| Self {
            what: needs.join(", "),
            to_arrange: true,
        })
    }

    /// As it is typed.
    pub fn typed(&self) -> String {
        let mark = if self.to_arrange { "? " } else { "" };
        format!("{mark}{}", self.what)
    }

    /// In words.
    pub fn word(&self) -> String {
        let rest = if self.to_arrange {
            " (still to arrange)"
        } else {
            ""
        };
        format!("{}{rest}", self.what)
    }
}

/// That it is known whether an appointment took place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Whether it did.
    pub how: How,
    /// The day on which that was known (London).
    pub on: NaiveDate,
    /// What came of it, or why not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// What became of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It took place.
    Attended,
    /// The person did not come, or could not.
    Missed,
    /// It was called off.
    Cancelled,
    /// It is at another time now.
    Moved,
}

impl How {
    /// Every value, in menu order.
    pub const ALL: [Self; 4] = [Self::Attended, Self::Missed, Self::Cancelled, Self::Moved];

    /// The value in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Attended => "took place",
            Self::Missed => "missed",
            Self::Cancelled => "cancelled",
            Self::Moved => "moved",
        }
    }
}

/// What was done about a missed appointment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealt {
    /// The day.
    pub on: NaiveDate,
    /// The reason that was found, and what was done.
    pub words: String,
}

/// Something about an appointment that is not ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// What has to be done before.
    Preparation,
    /// How they get there.
    Transport,
    /// Who interprets.
    Interpreter,
    /// Who steps in for a carer.
    CarerCover,
    /// What has to be there.
    Equipment,
}

impl Lack {
    /// Everything, in the order in which it is named.
    pub const ALL: [Self; 5] = [
        Self::Preparation,
        Self::Transport,
        Self::Interpreter,
        Self::CarerCover,
        Self::Equipment,
    ];

    /// In words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Preparation => "preparation",
            Self::Transport => "transport",
            Self::Interpreter => "interpreter",
            Self::CarerCover => "carer cover",
            Self::Equipment => "equipment",
        }
    }
}

impl Appointment {
    /// An appointment of which nothing else is known yet.
    pub fn new(id: AppointmentId, person: PersonId, at: Moment, what: &str) -> Self {
        Self {
            id,
            person,
            at,
            minutes: None,
            what: what.to_owned(),
            provider: String::new(),
            place: String::new(),
            who_goes: String::new(),
            transport: None,
            interpreter: None,
            carer_cover: None,
            equipment: None,
            agreed_on: None,
            questions: String::new(),
            prepare: String::new(),
            prepare_on: None,
            prepared_on: None,
            came: None,
            answers: String::new(),
            asked_on: None,
            off_told_on: None,
            dealt: None,
            next: None,
            every_months: None,
            recall_on: None,
            by: String::new(),
        }
    }

    /// Whether it is booked: nothing is known yet of how it went.
    pub fn is_booked(&self) -> bool {
        self.came.is_none()
    }

    /// Whether it is booked for today or later.
    pub fn is_ahead(&self, today: NaiveDate) -> bool {
        self.is_booked() && self.at.day() >= today
    }

    /// What became of it.
    pub fn how(&self) -> Option<How> {
        self.came.as_ref().map(|came| came.how)
    }

    /// The supports that have anything said of them, with what they are.
    pub fn supports(&self) -> impl Iterator<Item = (Lack, &Support)> {
        [
            (Lack::Transport, &self.transport),
            (Lack::Interpreter, &self.interpreter),
            (Lack::CarerCover, &self.carer_cover),
            (Lack::Equipment, &self.equipment),
        ]
        .into_iter()
        .filter_map(|(lack, support)| Some((lack, support.as_ref()?)))
    }

    /// The supports in words; of one that is closed nothing is still to arrange.
    pub fn supports_in_words(&self) -> impl Iterator<Item = (Lack, String)> {
        let is_booked = self.is_booked();
        self.supports().map(move |(what, support)| {
            let words = if is_booked {
                support.word()
            } else {
                support.what.clone()
            };
            (what, words)
        })
    }

    /// Whether its time has not come yet; of a day alone nobody knows.
    pub fn is_before_its_time(&self, now: DateTime<Utc>) -> bool {
        matches!(self.at, Moment::At(at) if at > now)
    }

    /// What is not ready: the preparation where there is anything to prepare, and what has still to be arranged.
    pub fn lacks(&self) -> impl Iterator<Item = Lack> {
        let has_any = !self.prepare.is_empty() || self.prepare_on.is_some();
        let unprepared = has_any && self.prepared_on.is_none();
        unprepared.then_some(Lack::Preparation).into_iter().chain(
            self.supports()
                .filter_map(|(lack, support)| support.to_arrange.then_some(lack)),
        )
    }

    /// The instant at which it ends, for one with a time; where nothing is known of how long it takes, half an hour is
    /// reckoned with.
    pub fn ends(&self) -> Option<DateTime<Utc>> {
        let Moment::At(at) = self.at else {
            return None;
        };
        let minutes = self.minutes.unwrap_or(USUAL_MINUTES);
        at.checked_add_signed(TimeDelta::minutes(minutes.into()))
    }

    /// By which day it shall be prepared, and how that came about.
    pub fn prepare_by(&self, holidays: &Holidays) -> Worked {
        prepare_by(self.at.day(), self.prepare_on, holidays)
    }

    /// The day on which it is due again, while no other was booked for it; `None` where it does not come back, where it
    /// is still to come, and where it was missed and nobody has seen to that yet.
    pub fn recall_due(&self) -> Option<NaiveDate> {
        let over = match self.how()? {
            How::Attended | How::Cancelled => true,
            How::Missed => self.dealt.is_some(),
            How::Moved => false,
        };
        if !over || self.next.is_some() {
            return None;
        }
        self.recall_on
            .or_else(|| add_months(self.at.day(), self.every_months?))
    }

    /// Whether what has to be done after it was done.
    pub fn is_followed_up(&self) -> bool {
        match self.how() {
            None => false,
            Some(How::Attended) => self.asked_on.is_some(),
            Some(How::Missed) => self.dealt.is_some() || self.next.is_some(),
            Some(How::Cancelled | How::Moved) => true,
        }
    }

    /// Whether any of its texts is two that were kept at once, for somebody to make one of them.
    pub fn keeps_both(&self) -> bool {
        [&self.questions, &self.answers]
            .into_iter()
            .any(|text| holds_both(text))
    }

    /// Where it is, with whom and who goes, on one line.
    pub fn line(&self) -> String {
        let mut parts = vec![self.what.clone()];
        if !self.provider.is_empty() {
            parts.push(self.provider.clone());
        }
        parts.extend(self.goes());
        parts.join(", ")
    }

    /// Who goes, in words; nothing where nobody has said.
    pub fn goes(&self) -> Option<String> {
        let who = self.who_goes.trim();
        if who.is_empty() {
            None
        } else if fold(who) == "alone" {
            Some("goes alone".to_owned())
        } else {
            Some(format!("{who} goes too"))
        }
    }

    /// Refuses what cannot be.
    ///
    /// # Errors
    /// A refusal that names what to correct.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let day = self.at.day();
        if self.what.trim().is_empty() {
            return Err(Refusal::Unsaid("what the appointment is for"));
        }
        let last = today.checked_add_months(Months::new(YEARS_AHEAD * 12));
        if last.is_some_and(|last| day > last) {
            return Err(Refusal::AppointmentTooFar(day));
        }
        if self
            .minutes
            .is_some_and(|minutes| minutes == 0 || minutes > LONGEST_MINUTES)
        {
            return Err(Refusal::NotSoLong);
        }
        if self.prepare_on.is_some_and(|by| by > day) {
            return Err(Refusal::PrepareAfter(day));
        }
        if self.recall_on.is_some_and(|again| again <= day) {
            return Err(Refusal::RecallBefore(day));
        }
        if let Some(on) = self.agreed_on.filter(|on| *on > today) {
            return Err(Refusal::NotYet(on));
        }
        Ok(())
    }

    /// The same, closed.
    ///
    /// # Errors
    /// It is closed already; it took place or was missed on a day that lies ahead.
    pub fn closed(&self, how: How, on: NaiveDate, words: &str) -> Result<Self, Refusal> {
        if let Some(came) = &self.came {
            return Err(Refusal::AppointmentClosed(came.how.word(), came.on));
        }
        let day = self.at.day();
        if matches!(how, How::Attended | How::Missed) && day > on {
            return Err(Refusal::AppointmentAhead(day));
        }
        let mut closed = self.clone();
        closed.came = Some(Came {
            how,
            on,
            words: words.to_owned(),
        });
        Ok(closed)
    }

    /// A new appointment for the same thing at another time: whatever belongs to the one day is asked anew.
    #[must_use]
    pub fn again(&self, id: AppointmentId, at: Moment) -> Self {
        let renewed = |support: &Option<Support>| {
            support.as_ref().map(|support| Support {
                what: support.what.clone(),
                to_arrange: true,
            })
        };
        Self {
            id,
            at,
            transport: renewed(&self.transport),
            interpreter: renewed(&self.interpreter),
            carer_cover: renewed(&self.carer_cover),
            equipment: renewed(&self.equipment),
            agreed_on: None,
            prepare_on: None,
            prepared_on: None,
            came: None,
            answers: String::new(),
            asked_on: None,
            off_told_on: None,
            dealt: None,
            next: None,
            recall_on: None,
            ..self.clone()
        }
    }
}

/// The appointment that stands for one now: itself, or the last to which it was moved; `None` where there is none.
pub fn standing<T: std::ops::Deref<Target = Appointment>>(
    all: &[T],
    id: AppointmentId,
) -> Option<&T> {
    let known = |id| all.iter().find(|one| one.id == id);
    let mut one = known(id)?;
    // No longer than there are appointments: a ring of them, from a file, ends.
    for _ in all {
        match one.next.and_then(known) {
            Some(next) if one.how() == Some(How::Moved) => one = next,
            _ => break,
        }
    }
    Some(one)
}

/// By which day an appointment on a day shall be prepared: as agreed, else some working days before.
pub fn prepare_by(day: NaiveDate, agreed: Option<NaiveDate>, holidays: &Holidays) -> Worked {
    match agreed {
        Some(date) => Worked {
            date,
            how: format!("{} is the day that was named for it", say::full(date)),
        },
        None => holidays.subtract_working_days_shown(day, PREPARE_WORKING_DAYS),
    }
}

/// A day some months later, the last of the month where that has fewer days; `None` past the end of the calendar.
fn add_months(day: NaiveDate, months: u16) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months.into()))
        .filter(|day| day.year() <= 9999)
}

#[cfg(test)]
mod tests;
