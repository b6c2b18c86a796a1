//! What a file says otherwise of those who are here already: that they died or left, and each field that differs.
//!
//! Nothing of it is ever written: which of the two is right is for the coordinator to find out, and to record by hand.

use chrono::NaiveDate;

use crate::domain::id::PersonId;
use crate::domain::person::Person;
use crate::domain::record::Kept;
use crate::domain::say;
use crate::domain::team::{Member, Role};
use crate::domain::text::visible;
use crate::import::{Incoming, Match, fold};
use crate::store::{Fault, Store};

/// The longest value that is shown whole, in characters.
const LONGEST: usize = 60;

/// A row that says otherwise than the record of the person whose row it is.
pub struct Difference {
    /// The row.
    pub row: usize,
    /// Who it is here, as listed.
    pub who: String,
    /// That they died or left, where they are open here: `died on 3 Mar 2026`.
    pub gone: Option<String>,
    /// Whether the name is another one, not only written otherwise or with fewer given names.
    pub other_name: bool,
    /// Field, what stands here, what the file says.
    pub changes: Vec<(&'static str, String, String)>,
}

impl Difference {
    /// Whether it may be somebody else: the name or the birth date is another one.
    pub fn is_doubtful(&self) -> bool {
        self.other_name || self.changes.iter().any(|(field, ..)| *field == BORN)
    }

    /// The fields on one line: `telephone: 01632 960101 -> 01632 960999; postcode: none -> ZZ99 3JY`.
    pub fn told(&self) -> String {
        let told = self.changes.iter();
        let told: Vec<String> = told
            .map(|(field, here, there)| format!("{field}: {} -> {}", short(here), short(there)))
            .collect();
        told.join("; ")
    }
}

/// The field by which somebody else is told apart.
const BORN: &str = "birth date";

/// Compares each person of a file who is here already with their record.
///
/// # Errors
/// Engine faults.
pub fn differences(
    people: &[Incoming],
    matches: &[Match],
    store: &Store,
    today: NaiveDate,
) -> Result<Vec<Difference>, Fault> {
    let mut found = Vec::new();
    for (row, known) in people.iter().zip(matches) {
        let id = match known {
            Match::New => continue,
            Match::Same(id) | Match::Clash(id) | Match::Likely(id) | Match::LikelyByName(id) => {
                PersonId::from_bytes(*id)
            }
        };
        let person = match store.person(id) {
            Ok(kept) => kept.value,
            // Somebody at another screen took them out meanwhile.
            Err(Fault::Gone(_)) => continue,
            Err(fault) => return Err(fault),
        };
        let team = match row.named_gp {
            Some(_) => store.team(id)?,
            None => Vec::new(),
        };
        let difference = compare(row, &person, &team, today);
        if difference.gone.is_some() || !difference.changes.is_empty() {
            found.push(difference);
        }
    }
    Ok(found)
}

fn compare(row: &Incoming, here: &Person, team: &[Kept<Member>], today: NaiveDate) -> Difference {
    let mut changes = Vec::new();
    let mut differs = |field, here: &str, there: &str| {
        let is_new = !fold(there).is_empty() && fold(here) != fold(there);
        if is_new {
            changes.push((field, here.to_owned(), there.to_owned()));
        }
        is_new
    };
    let first = |names: &str| fold(names.split_whitespace().next().unwrap_or_default());
    let family = differs("family name", &here.name.family, &row.family_name);
    let given = differs("given names", &here.name.given, &row.given_names)
        && !here.name.given.is_empty()
        && first(&here.name.given) != first(&row.given_names);
    if here.born_on != row.born_on
        && let Some(born) = row.born_on
    {
        let known = here.born_on.map(say::birth).unwrap_or_default();
        differs(BORN, &known, &say::birth(born));
    }
    let numbers: Vec<String> = here.phones.iter().map(|one| digits(&one.number)).collect();
    let new = row.phones.iter().map(|(_, number)| number.as_str());
    let new: Vec<&str> = new.filter(|one| !numbers.contains(&digits(one))).collect();
    if !new.is_empty() {
        let known = here.phones.iter().map(|one| one.number.as_str());
        differs(
            "telephone",
            &known.collect::<Vec<_>>().join(", "),
            &new.join(", "),
        );
    }
    differs(
        "address",
        &here.address.lines.join(", "),
        &row.address.join(", "),
    );
    let postcode = row.postcode.as_deref().unwrap_or_default();
    differs("postcode", &here.address.postcode, postcode);
    let practice = |name: &str, code: &str| match (name, code) {
        ("", code) => code.to_owned(),
        (name, "") => name.to_owned(),
        (name, code) => format!("{name} ({code})"),
    };
    let (name, code) = (
        row.practice_name.as_deref().unwrap_or_default(),
        row.practice_code.as_deref().unwrap_or_default(),
    );
    let is_practice = |here: &str, there: &str| !there.is_empty() && fold(here) == fold(there);
    // The code is the practice; its name is written in many ways.
    if !is_practice(&here.practice.code, code)
        && !(is_practice(&here.practice.name, name)
            && (code.is_empty() || here.practice.code.is_empty()))
    {
        let known = practice(&here.practice.name, &here.practice.code);
        differs("practice", &known, &practice(name, code));
    }
    let gp = team
        .iter()
        .find(|one| one.role == Role::NamedGp && one.held_on(today));
    let gp = gp.map(|one| one.name.as_str()).unwrap_or_default();
    differs("named GP", gp, row.named_gp.as_deref().unwrap_or_default());
    Difference {
        row: row.row,
        who: here.name.listed(),
        gone: here.status.is_open().then(|| gone(row)).flatten(),
        other_name: family || given,
        changes,
    }
}

/// In words that the file says they died or left, and the day where it has one.
fn gone(row: &Incoming) -> Option<String> {
    let on = |day: Option<NaiveDate>| {
        day.map_or_else(
            || ", no day given".to_owned(),
            |day| format!(" on {}", say::full(day)),
        )
    };
    if row.has_died() {
        return Some(format!("died{}", on(row.died_on)));
    }
    let word = row.left.as_ref()?;
    Some(format!("left (\"{}\"){}", short(word), on(row.left_on)))
}

/// A telephone number in compared form: its digits, a British one from its 0.
fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("44") {
        Some(rest) if number.trim_start().starts_with('+') => {
            format!("0{}", rest.trim_start_matches('0'))
        }
        _ => digits,
    }
}

/// A value as it is shown: safe, not without end, and "none" where there is nothing.
fn short(text: &str) -> String {
    if text.is_empty() {
        return "none".to_owned();
    }
    let mut shown: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    visible(&shown).into_owned()
}
