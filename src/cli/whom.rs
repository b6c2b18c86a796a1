//! The one door by which a command takes a person: an NHS number, a name and birth date, or the id that programs are given.
//!
//! Nobody is chosen in doubt. Where several fit they are printed, each with what to type for them, and the sentence that
//! refuses names nobody, for it may end in the log of a job.

use serde_json::json;
use uuid::Uuid;

use super::Refused;
use super::out::Out;
use crate::domain::called::{Called, Closeness};
use crate::domain::id::PersonId;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::person::{Person, Status};
use crate::domain::say;
use crate::platform::clock::Clock;
use crate::store::{Fault, Stamp, Store};

/// The most who are listed where several fit.
const LISTED: usize = 10;

/// What a command asks a person for.
#[derive(Clone, Copy)]
pub struct Asks<'a> {
    /// What stands before the person in the command, such as `show`.
    pub before: &'a str,
    /// What stands behind them.
    pub after: &'a str,
    /// Whether who fits is listed for programs.
    pub as_json: bool,
    /// Whether those who left count only where nobody who is followed fits.
    pub followed_first: bool,
    /// Whether each word has to be a whole name of theirs: what is written of somebody else cannot be taken back.
    pub whole_names: bool,
}

impl<'a> Asks<'a> {
    /// A command that takes anybody, also those who left.
    pub fn anybody(before: &'a str, after: &'a str) -> Self {
        Self {
            before,
            after,
            as_json: false,
            followed_first: false,
            whole_names: false,
        }
    }

    /// A command that writes of somebody, or hands their record on: a part of a name is asked about first.
    pub fn surely(before: &'a str, after: &'a str) -> Self {
        Self {
            whole_names: true,
            ..Self::anybody(before, after)
        }
    }
}

/// The one person meant.
///
/// # Errors
/// A sentence where nobody is meant, or several are; engine faults.
pub fn one(
    store: &mut Store,
    typed: &str,
    asks: Asks<'_>,
    out: &mut Out,
) -> Result<PersonId, Refused> {
    let words = |fault: Fault| fault.to_string();
    if let Ok(id) = Uuid::parse_str(typed.trim()) {
        return match store.person(PersonId(id)) {
            Ok(_) => Ok(PersonId(id)),
            Err(Fault::Gone(_)) => Err(
                "Nobody here has that id. today --json gives the id of everybody who is followed."
                    .to_owned(),
            ),
            Err(fault) => Err(words(fault)),
        };
    }
    let number = NhsNumber::parse(typed);
    let is_number = |c: char| c.is_ascii_digit() || c == ' ';
    let digits = typed.chars().any(|c| c.is_ascii_digit()) && typed.chars().all(is_number);
    if digits || number.is_ok() {
        let number = number.map_err(|fault| fault.to_string())?;
        return store
            .by_nhs_number(number)
            .map_err(words)?
            .ok_or_else(|| format!("Nobody here has the NHS number {number}. Check the number."));
    }
    let called = Called::new(typed);
    if called.is_empty() {
        return Err(
            "Say whom you mean: an NHS number, or a name and, where two share it, the birth date."
                .to_owned(),
        );
    }
    let (closeness, fits) = fitting(store, &called, asks).map_err(words)?;
    match fits.as_slice() {
        [person] if closeness == Closeness::Whole || !asks.whole_names => Ok(person.id),
        [] => Err(match called.born() {
            None if called.lacks_year() => "Nobody here is called that. A birth date behind a name needs its year in \
                                            full: 3 feb 1944, 3/2/1944 or 1944-02-03.",
            None if asks.whole_names => "Nobody here is called that. Type an NHS number or a whole name of theirs; today \
                                         lists everybody who is followed.",
            None => "Nobody here is called that. Type an NHS number or any part of their own name; today lists everybody \
                     who is followed.",
            Some(_) => "Nobody here of that name has that birth date. Leave the date out to see who has the name.",
        }
        .to_owned()),
        several => Err(which(store, several, asks, out).map_err(words)?),
    }
}

/// Everybody who may be meant: by whole names where somebody has them, and by the birth date.
fn fitting(
    store: &Store,
    called: &Called,
    asks: Asks<'_>,
) -> Result<(Closeness, Vec<Person>), Fault> {
    let mut fits: Vec<(Closeness, Person)> = Vec::new();
    for keys in [store.finding_keys()?, store.left_keys()?] {
        if asks.followed_first && !fits.is_empty() {
            break;
        }
        for (id, key) in keys.iter() {
            let Some(closeness) = called.closeness(key) else {
                continue;
            };
            let person = store.person(id)?.value;
            if called.born().is_none() || person.born_on == called.born() {
                fits.push((closeness, person));
            }
        }
    }
    let closest = fits.iter().map(|(closeness, _)| *closeness).min();
    let closest = closest.unwrap_or(Closeness::InPart);
    fits.retain(|(closeness, _)| *closeness == closest);
    let people = fits.into_iter().map(|(_, person)| person);
    Ok((closest, people.collect()))
}

/// Prints who may be meant, each with what to type for them, and gives the sentence that refuses to choose; the journal
/// keeps who was printed.
fn which(
    store: &mut Store,
    several: &[Person],
    asks: Asks<'_>,
    out: &mut Out,
) -> Result<Refused, Fault> {
    let mut people: Vec<(String, &Person)> = several
        .iter()
        .map(|person| (person.name.listed(), person))
        .collect();
    people.sort_by(|(a, one), (b, other)| {
        (a, one.born_on, one.id).cmp(&(b, other.born_on, other.id))
    });
    let shown = if asks.as_json {
        people.len()
    } else {
        LISTED.min(people.len())
    };
    let (listed, others) = people.split_at(shown);
    // Written down first: what is printed may be read, however the printing ends.
    let stamp = Stamp {
        at: Clock::system().now(),
        command: "list.print",
        note: "",
    };
    let seen: Vec<PersonId> = listed.iter().map(|(_, person)| person.id).collect();
    store.note_seen(stamp, &seen)?;
    if asks.as_json {
        let fits = listed.iter().map(|(name, person)| {
            json!({
                "person": person.id,
                "name": name,
                "born_on": person.born_on,
                "nhs_number": person.nhs_number.map(NhsNumber::digits),
            })
        });
        let value = json!({ "fits": fits.collect::<Vec<_>>() });
        out.json(&format!("{value:#}\n"));
    } else {
        for (name, person) in listed {
            out.line(&choice(name, person, asks));
        }
        if !others.is_empty() {
            out.line(&format!("... and {} more", others.len()));
        }
    }
    if let [_] = people.as_slice() {
        return Ok("Nobody here has those words as whole names. Did you mean the person above? The line says what to type for \
                them; nothing was done."
            .to_owned());
    }
    Ok(format!(
        "{} people fit that: the lines above say what to type for each. More of the name, or the birth date behind it, \
         tells them apart too.",
        people.len()
    ))
}

/// One of several, with the command that means them.
fn choice(name: &str, person: &Person, asks: Asks<'_>) -> String {
    let born = person
        .born_on
        .map_or_else(|| "no birth date".to_owned(), say::birth);
    let (number, typed) = match person.nhs_number {
        Some(number) => (number.to_string(), number.digits()),
        None => ("no NHS number".to_owned(), person.id.0.to_string()),
    };
    let left = match person.status {
        Status::Left { .. } => ", left",
        Status::Open | Status::Paused { .. } => "",
    };
    let after = match asks.after {
        "" => String::new(),
        after => format!(" {after}"),
    };
    format!(
        "{name}, {born}, {number}{left}: caseload {} {typed}{after}",
        asks.before
    )
}
