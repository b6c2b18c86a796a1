//! Gone quiet: a silence longer than what was agreed with that person (R6).

use chrono::{Days, NaiveDate};

use super::{Class, Rule};
use crate::domain::calendar::add_days_shown;
use crate::domain::say;
use crate::domain::triage::{About, Clock, Facts, Found};

/// The silence allowed where none was agreed, in days; the sentence says so.
pub const DEFAULT_DAYS: u16 = 28;

/// The silence allowed where somebody runs things themselves and agreed on none, in days: a quarter of a year (R13).
pub const WATCHED_DAYS: u16 = 91;

/// Days of silence that are allowed.
fn allowed(facts: &Facts) -> u16 {
    let without = if facts.self_coordinating.is_some() {
        WATCHED_DAYS
    } else {
        DEFAULT_DAYS
    };
    facts.contact_every_days.unwrap_or(without)
}

/// The day from which the silence counts, and whether anybody spoke then: else they joined on it.
///
/// A contact on a day ahead, as a file or a clock that was wrong may claim, silences nothing, until somebody mends the
/// entry.
fn since(facts: &Facts, today: NaiveDate) -> (NaiveDate, bool) {
    match facts.spoken_on {
        Some(spoken) if spoken <= today => (spoken, true),
        Some(_) | None => (facts.joined_on, false),
    }
}

/// Due when the agreed number of days has passed since anybody spoke with the person or their carer.
///
/// Until the first conversation it counts from the day they joined: whoever is New has a clock from the first day.
pub const QUIET: Rule = Rule {
    name: "quiet",
    class: Class::Promise,
    watches: "how long since anybody spoke with them",
    source: "R6",
    command: "contact.log",
    put_off_at_most: Some(5),
    look: |facts, clock, finds| {
        let days = allowed(facts);
        let (on, _) = since(facts, clock.today());
        if let Some(due) = on.checked_add_days(Days::new(u64::from(days))) {
            finds(due, About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| {
        let Some(spoken) = facts.spoken_on else {
            return first_conversation(facts, found, clock);
        };
        if spoken > clock.today() {
            return format!(
                "the last conversation is logged for {}, which lies ahead: correct that entry",
                say::day(spoken, clock.today())
            );
        }
        let silent = (clock.today() - spoken).num_days();
        let silent = say::count(usize::try_from(silent).unwrap_or(0), "day", "days");
        let since = say::day(spoken, clock.today());
        match (facts.contact_every_days, facts.self_coordinating) {
            (Some(days), None) => {
                format!("not spoken {silent}, agreed every {days} (since {since})")
            }
            (None, None) => format!(
                "not spoken {silent} (since {since}; no interval agreed, {DEFAULT_DAYS} used)"
            ),
            (Some(days), Some(_)) => format!(
                "watched: not spoken {silent}, agreed every {days} (since {since}; runs things themselves)"
            ),
            (None, Some(_)) => format!(
                "watched: not spoken {silent} (since {since}; runs things themselves, {WATCHED_DAYS} used)"
            ),
        }
    },
    workings: |facts, _, clock| {
        let days = allowed(facts);
        let since = since(facts, clock.today());
        let what = match (since.1, facts.spoken_on) {
            (true, _) => "the last conversation",
            (false, Some(_)) => {
                "the day they joined; the last conversation is logged for a day ahead"
            }
            (false, None) => "the day they joined; nobody has spoken with them yet",
        };
        let sum = add_days_shown(since.0, days);
        let interval = match (facts.contact_every_days, facts.self_coordinating) {
            (Some(_), _) => format!("every {days} days is what was agreed with them"),
            (None, None) => format!("no interval was agreed with them, so {days} days are used"),
            (None, Some(_)) => {
                format!(
                    "they run things themselves and agreed on no interval, so {days} days are used"
                )
            }
        };
        sum.map(|sum| format!("{}, {what}", sum.how))
            .into_iter()
            .chain([interval])
            .collect()
    },
    otherwise: "no day for it can be counted",
};

/// That nobody has spoken with them yet: by when, then for how long.
fn first_conversation(facts: &Facts, found: &Found, clock: &Clock<'_>) -> String {
    let today = clock.today();
    let joined = say::day(facts.joined_on, today);
    let interval = match facts.contact_every_days {
        Some(days) => format!("agreed every {days}"),
        None => format!("no interval agreed, {} used", allowed(facts)),
    };
    if found.due > today {
        let by = say::day(found.due, today);
        return format!("first conversation by {by} (joined {joined}; {interval})");
    }
    let days = (today - facts.joined_on).num_days();
    let days = say::count(usize::try_from(days).unwrap_or(0), "day", "days");
    format!("nobody has spoken with them yet, {days} since they joined ({joined}; {interval})")
}
