//! Everything that the rules can say no to, each with the sentence that says what to do instead.

use chrono::NaiveDate;
use thiserror::Error;

use super::say;

/// Why a record cannot be kept as it is, and the field that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The name of the field as records have it; one inside another stands after a dot.
    pub field: &'static str,
    /// Why.
    pub why: Refusal,
}

impl Refused {
    /// A refusal that is about a field.
    pub fn at(field: &'static str, why: Refusal) -> Self {
        Self { field, why }
    }
}

/// Refuses a text with nothing in it; `what` ends "Say ...".
///
/// # Errors
/// [`Refusal::Unsaid`].
pub fn wanted(field: &'static str, text: &str, what: &'static str) -> Result<(), Refused> {
    if text.trim().is_empty() {
        return Err(Refused::at(field, Refusal::Unsaid(what)));
    }
    Ok(())
}

/// Refuses that no reason is given.
///
/// # Errors
/// [`Refusal::NoReason`].
pub fn said_why(field: &'static str, because: &str) -> Result<(), Refused> {
    if because.trim().is_empty() {
        return Err(Refused::at(field, Refusal::NoReason));
    }
    Ok(())
}

/// Refuses an end before its beginning, where both are known.
///
/// # Errors
/// [`Refusal::EndsBeforeStart`].
pub fn in_order(
    field: &'static str,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
) -> Result<(), Refused> {
    match from.zip(until) {
        Some((from, until)) if until < from => {
            Err(Refused::at(field, Refusal::EndsBeforeStart { from, until }))
        }
        _ => Ok(()),
    }
}

/// Refuses days that lie ahead where they say what has been.
///
/// # Errors
/// [`Refusal::NotYet`].
pub fn have_been(
    field: &'static str,
    days: impl IntoIterator<Item = NaiveDate>,
    today: NaiveDate,
) -> Result<(), Refused> {
    match days.into_iter().find(|day| *day > today) {
        Some(day) => Err(Refused::at(field, Refusal::NotYet(day))),
        None => Ok(()),
    }
}

/// Refuses a day on which something cannot have come yet, since it comes after another; `than` ends "... is before".
///
/// # Errors
/// [`Refusal::TooEarly`].
pub fn comes_after(
    field: &'static str,
    days: impl IntoIterator<Item = NaiveDate>,
    (first, than): (NaiveDate, &'static str),
) -> Result<(), Refused> {
    match days.into_iter().find(|day| *day < first) {
        Some(day) => Err(Refused::at(field, Refusal::TooEarly { day, than })),
        None => Ok(()),
    }
}

/// Refuses a number that is not within its bounds.
///
/// # Errors
/// [`Refusal::NotWithin`].
pub fn within(
    field: &'static str,
    number: Option<impl Into<u32>>,
    (least, most): (u16, u16),
) -> Result<(), Refused> {
    let is_off = |number: u32| number < u32::from(least) || number > u32::from(most);
    if number.map(Into::into).is_some_and(is_off) {
        return Err(Refused::at(field, Refusal::NotWithin(least, most)));
    }
    Ok(())
}

/// Why the rules refuse a change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A person needs a family name.
    #[error("A person needs at least a family name. Type one, or what they are known as.")]
    NoName,
    /// A contact needs its gist.
    #[error("Say in a few words what was said or tried; everything else can stay empty.")]
    NoGist,
    /// An appointment further ahead than anybody books.
    #[error("{} is more than 5 years ahead. Check the year.", say::full(*.0))]
    AppointmentTooFar(NaiveDate),
    /// An appointment that takes no time, or more than a day.
    #[error(
        "An appointment takes from 1 minute to a day, and ends after it begins. Give minutes (45), or the time at which it ends (11:30)."
    )]
    NotSoLong,
    /// A day for the preparation that comes after the appointment.
    #[error("It cannot be prepared after {}, when it is. Name a day up to then, or leave it empty.", say::full(*.0))]
    PrepareAfter(NaiveDate),
    /// A recall that comes before the appointment.
    #[error("It cannot be due again before {} is over. Name a later day, or an interval in months.", say::full(*.0))]
    RecallBefore(NaiveDate),
    /// The appointment is closed: what became of it, and when that was noted.
    #[error(
        "This one is closed already: {0}, noted {on}. Take back what was noted last, or book another.",
        on = say::full(*.1)
    )]
    AppointmentClosed(&'static str, NaiveDate),
    /// The appointment is still to come.
    #[error(
        "It is on {}, which lies ahead. Until then it can be moved or cancelled.", say::full(*.0)
    )]
    AppointmentAhead(NaiveDate),
    /// An appointment that shall be moved to a day that is over.
    #[error(
        "{} is over, and an appointment is moved to a day that is still to come. Where its day was taken down wrongly, change the appointment itself.", say::full(*.0)
    )]
    MovedBack(NaiveDate),
    /// A referral of which the booked day has not come when it is said to have taken place.
    #[error(
        "It is booked for {}, so it cannot have taken place before. Where they were seen earlier, record that day as booked first.", say::full(*.0)
    )]
    BookedLater(NaiveDate),
    /// A referral that shall be one without a day, while the diary has its day.
    #[error(
        "The diary has it booked for {}. Where that is off, say so there: cancelled, missed or moved; the referral follows.", say::full(*.0)
    )]
    StillBooked(NaiveDate),
    /// An item needs to say what it is.
    #[error("Say what is asked or what is to be done.")]
    NoWhat,
    /// A goal needs words or a reason why there are none (R27).
    #[error(
        "Goals come from the person's own words. Write those first, or say why there are none yet."
    )]
    NoWordsYet,
    /// The words are empty.
    #[error("There are no words to keep yet. Type what the person said, or leave it.")]
    NoWords,
    /// A day by which something is expected that goes on without an end.
    #[error("Only an action can be ongoing, and then no day is set by which it is expected.")]
    Ongoing,
    /// A number is not from 1 to 10.
    #[error("Use a number from 1 to 10, or leave it empty.")]
    NotOneToTen,
    /// A number is not within its bounds, both of which it may be.
    #[error("Use a whole number from {0} to {1}, or leave it empty.")]
    NotWithin(u16, u16),
    /// A date of birth that lies ahead.
    #[error("A date of birth lies behind us; check the year.")]
    BornAhead,
    /// A day that lies ahead, and what to do instead, in a sentence.
    #[error("{} lies ahead. {instead}", say::full(*.day))]
    LiesAhead {
        /// The day.
        day: NaiveDate,
        /// What to do instead.
        instead: &'static str,
    },
    /// A contradiction without one of its two sides.
    #[error("Write down what each of the two says, so that whoever decides sees both.")]
    OneSided,
    /// A supply of which nobody knows how long it lasts.
    #[error("Say how long it lasts: the last day on which there is enough, such as fri or +10d.")]
    NoLastDay,
    /// The next time comes before the one that was held.
    #[error("The next time comes after the one that was held. Give a later day, or empty it.")]
    NextBeforeLast,
    /// A day that no calendar of anybody's care reaches.
    #[error("{0} is not between 1850 and 2199. Check the year.")]
    OutOfCalendar(NaiveDate),
    /// The date lies ahead.
    #[error(
        "{} lies ahead. A contact is logged once it has happened; for a plan use the next step.", say::full(*.0)
    )]
    InFuture(NaiveDate),
    /// The end is before the start.
    #[error(
        "It cannot end on {} when it begins on {}. Correct one of the two dates.",
        say::full(*.until),
        say::full(*.from)
    )]
    EndsBeforeStart {
        /// First day.
        from: NaiveDate,
        /// Last day.
        until: NaiveDate,
    },
    /// The item is over.
    #[error("This item has ended already; its life stands under the list.")]
    AlreadyEnded,
    /// The mark does not fit the item.
    #[error(
        "That does not fit here: an action or a check is done; anything else is answered, then the person is told."
    )]
    MarkDoesNotFit,
    /// A contingency plan without anything that sets it off (STANDARDS D3 item 8).
    #[error(
        "Name at least one sign that sets this plan off: without one nobody can tell when it is meant."
    )]
    NoTriggers,
    /// Where a paper is, without that there is one.
    #[error(
        "Below this it says where the paper is. Choose yes here if there is one, or empty where it is."
    )]
    PaperOrNot,
    /// A line of another plan that went into this one, and was left out.
    #[error(
        "It went into this plan, and here is why it was left out. Choose \"left out\" above, or empty this."
    )]
    TakenAndLeftOut,
    /// A text that is needed.
    #[error("Say {0}; everything else can stay empty.")]
    Unsaid(&'static str),
    /// A day that is needed.
    #[error("Say on which day: today, 3 feb.")]
    NoDay,
    /// The day lies ahead, and it is asked for what has been.
    #[error("{} lies ahead, and this is for what has been. Check the day, or leave it empty.", say::full(*.0))]
    NotYet(NaiveDate),
    /// A service that is closed cannot be checked.
    #[error("This service is closed. Where it is open again, change it and empty why it closed.")]
    ServiceClosed,
    /// A reason is needed.
    #[error("Say why, in a few words; it is kept with the record.")]
    NoReason,
    /// A hand-over without its note.
    #[error(
        "Write what the next navigator needs to know, in a sentence or more; it is kept with each person."
    )]
    NoHandover,
    /// A hand-over to nobody.
    #[error("Say to whom: the name of the navigator who takes over.")]
    NoSuccessor,
    /// Somebody else coordinates them, and only a lead may hand over for others.
    #[error(
        "{0} of them {are} coordinated by somebody else, so nothing was changed. Hand over your own, or ask {1} to do it.",
        are = if *.0 == 1 { "is" } else { "are" }
    )]
    OthersPeople(usize, String),
    /// There is nothing to hand over.
    #[error("They coordinate already from that day; nothing was changed.")]
    SameNavigator,
    /// The tier changed and its justification did not (R4).
    #[error(
        "The tier has changed: say here why it is this one now. The reason for the one before stays in the history."
    )]
    TierUnexplained,
    /// The pause does not reach beyond today.
    #[error("A pause needs a day after today on which it ends.")]
    PauseNotAhead,
    /// The pause is longer than any may be; the last day allowed.
    #[error(
        "A pause can last until {} at the latest, a year. For longer, record that they have left; they can be brought back.",
        say::full(*.0)
    )]
    PauseTooLong(NaiveDate),
    /// A day that is before somebody was born, or before they joined.
    #[error("{} is before {than}. Check the day.", say::full(*.day))]
    TooEarly {
        /// The day.
        day: NaiveDate,
        /// What it is before, in a few words.
        than: &'static str,
    },
    /// A hand-over that would begin before the navigator of now did, and so take their time out of the record.
    #[error(
        "The navigator of now began on {}: a hand-over begins after that. To correct who coordinated before, change the care team.",
        say::full(*.0)
    )]
    BeforeNavigator(NaiveDate),
    /// A day that lies further ahead than anybody plans.
    #[error("{} is more than a year ahead. Check the day.", say::full(*.0))]
    TooFarAhead(NaiveDate),
    /// The reason's rule does not allow it to be put off.
    #[error(
        "This cannot be put off. Deal with it now, or hand it to somebody who can, and leave this form."
    )]
    NeverPutOff,
    /// The reason lies ahead.
    #[error("This speaks on {} only; there is nothing to put off yet.", say::full(*.0))]
    NotDueYet(NaiveDate),
    /// The day until which it shall be put off does not lie ahead; the last day allowed.
    #[error("Name a day after today, until {} at the latest: +3d, fri, 12 mar.", say::full(*.0))]
    PutOffNotAhead(NaiveDate),
    /// Beyond the last day allowed.
    #[error(
        "It can be put off until {} at the latest. Choose a day up to then; if nothing can be done for longer, \
         pausing the person says so to everybody.",
        say::full(*.0)
    )]
    PutOffTooFar(NaiveDate),
    /// The last day allowed is not ahead any more.
    #[error(
        "It was put off as long as it can be, until {}. Deal with it now, agree a new day, or pause the person.",
        say::full(*.0)
    )]
    PutOffLongEnough(NaiveDate),
}
