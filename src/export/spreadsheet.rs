//! One row a person, to be opened in a spreadsheet: no cell can run as a formula.
//!
//! Deliberately not lossless: line ends are ` / `, and a cell that a spreadsheet would run or spoil gets an
//! apostrophe in front. Machines take Caseload JSON or FHIR.

use std::io::{self, Write};

use chrono::NaiveDate;
use csv::{Terminator, WriterBuilder};

use super::dossier::Dossier;
use super::loss::Loss;
use super::outline::leaving;
use super::plain::one_line;
use crate::domain::access::Access;
use crate::domain::contact::Contact;
use crate::domain::group::VulnerableGroup;
use crate::domain::leaving::to_tell;
use crate::domain::london;
use crate::domain::person::{Gender, Status};
use crate::domain::plan::Plan;
use crate::domain::promise::{Promise, promises};
use crate::domain::team::Role;

/// Without it Excel takes UTF-8 for a code page and spoils names.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Digits of most area codes, and of the beginning of a mobile number.
const AREA: usize = 5;

type Column = (&'static str, fn(&Dossier) -> String);

const COLUMNS: &[Column] = &[
    ("NHS number", |d| {
        d.person()
            .nhs_number
            .map_or_else(String::new, |n| n.to_string())
    }),
    ("Title", |d| d.person().name.title.clone()),
    ("Family name", |d| d.person().name.family.clone()),
    ("Given name", |d| d.person().name.given.clone()),
    ("Preferred name", |d| d.person().name.preferred.clone()),
    ("Date of birth", |d| date(d.person().born_on)),
    ("Gender", |d| gender(d.person().gender).to_owned()),
    ("Ethnicity", |d| d.person().ethnicity.clone()),
    ("Religion or belief", |d| d.person().religion.clone()),
    ("Address", |d| d.person().address.lines.join(", ")),
    ("Postcode", |d| d.person().address.postcode.clone()),
    ("Also at", |d| d.person().address.elsewhere.clone()),
    ("Telephone", |d| {
        let first = d.person().phones.first();
        first.map_or_else(String::new, |phone| spaced(&phone.number))
    }),
    ("E-mail", |d| d.person().email.clone()),
    ("Practice", |d| d.person().practice.name.clone()),
    ("Practice code", |d| d.person().practice.code.clone()),
    ("Vulnerable groups", |d| {
        let groups = d.person().groups.iter().map(VulnerableGroup::word);
        groups.collect::<Vec<_>>().join("; ")
    }),
    ("Status", |d| status(&d.person().status)),
    ("Tier", |d| d.person().tier.word().to_owned()),
    ("Joined on", |d| date(Some(d.person().joined_on))),
    ("Lead Clinical Coordinator", |d| holder(d, Role::Lead)),
    ("Navigator", |d| holder(d, Role::Navigator)),
    ("Named GP", |d| holder(d, Role::NamedGp)),
    ("Last contact", |d| date(last(d, |_| true).map(day_of))),
    ("Last spoken with", |d| {
        date(last(d, Contact::spoke).map(day_of))
    }),
    ("Next step", |d| {
        let next = next_step(d);
        date(next.and_then(|promise| promise.due_on))
    }),
    ("Review due", |d| date(d.plan().and_then(Plan::review_due))),
    ("Review no later than", |d| {
        date(d.plan().and_then(Plan::review_by))
    }),
    ("Reviewed every day", |d| {
        d.plan().and_then(Plan::reviewed_daily).unwrap_or_default()
    }),
    ("Plan agreed on", |d| {
        let agreed = d.plan().and_then(|plan| plan.agreed.as_ref());
        date(agreed.map(|agreed| agreed.on))
    }),
    ("Goals", |d| {
        number(d.scope.plan, d.plan().map_or(0, |plan| plan.goals.len()))
    }),
    ("Open items", |d| number(d.scope.plan, d.open_items().len())),
    ("Ongoing actions", |d| {
        let ongoing = d.open_items().into_iter().filter(|item| item.ongoing);
        number(d.scope.plan, ongoing.count())
    }),
    ("Contacts", |d| {
        number(d.scope.contacts, d.records.contacts.len())
    }),
    ("What is most important to me", |d| {
        d.most_important()
            .map_or_else(String::new, |words| words.text.clone())
    }),
    ("How to communicate", |d| {
        let access = d.person().access.as_ref();
        access.map_or_else(String::new, Access::line)
    }),
    ("Story", |d| {
        let story = d.person().story.as_ref();
        story.map_or_else(String::new, |noted| noted.text.clone())
    }),
];

/// Writes the header and a row for each person.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut rows = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    let mut loss = Loss::default();
    rows.write_record(COLUMNS.iter().map(|(name, _)| *name))
        .map_err(io::Error::other)?;
    for dossier in dossiers {
        rows.write_record(COLUMNS.iter().map(|(_, read)| cell(&read(dossier))))
            .map_err(io::Error::other)?;
        lost(dossier, &mut loss);
    }
    rows.flush()?;
    Ok(loss)
}

fn lost(dossier: &Dossier, loss: &mut Loss) {
    let records = &dossier.records;
    let goals = dossier.plan().map_or(0, |plan| plan.goals.len());
    let words = records.words.len() - usize::from(dossier.most_important().is_some());
    let team = records.team.len();
    loss.count(goals, "goal (counted only)", "goals (counted only)");
    loss.count(
        records.items.len(),
        "item (open ones are counted)",
        "items (open ones are counted)",
    );
    loss.count(
        records.contacts.len(),
        "contact (counted only)",
        "contacts (counted only)",
    );
    loss.count(records.appointments.len(), "appointment", "appointments");
    loss.count(records.moves.len(), "move", "moves");
    loss.count(
        records.deferrals.len(),
        "reason that was put off",
        "reasons that were put off",
    );
    loss.count(
        words,
        "other text in the person's words",
        "other texts in the person's words",
    );
    let status = &dossier.person().status;
    loss.count(
        to_tell(status),
        "person who has to hear that somebody left",
        "people who have to hear that somebody left",
    );
    loss.count(
        usize::from(dossier.person().self_coordinating.is_some()),
        "person who runs things themselves (shown as open)",
        "people who run things themselves (shown as open)",
    );
    loss.count(
        team,
        "place in a care team (lead, navigator and GP by name only)",
        "places in care teams (lead, navigator and GP by name only)",
    );
}

/// A cell that a spreadsheet takes as text: safe to show, on one line, neither run nor spoilt.
///
/// An apostrophe goes before `= + - @` and their full-width forms, also behind blanks, and before bare digits that a
/// spreadsheet would cut: a nought in front, or more than eleven of them.
pub fn cell(text: &str) -> String {
    let line = one_line(text);
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let runs = line.trim_start().starts_with(risky);
    let digits = line.chars().all(|c| c.is_ascii_digit());
    let long = line.chars().count();
    let spoilt = digits && (line.starts_with('0') && long > 1 || long > 11);
    if runs || spoilt {
        format!("'{line}")
    } else {
        line
    }
}

/// How many there are; nothing where that is kept back, for 0 would say that there are none.
fn number(is_given: bool, count: usize) -> String {
    if is_given {
        count.to_string()
    } else {
        String::new()
    }
}

fn date(on: Option<NaiveDate>) -> String {
    on.map_or_else(String::new, |on| on.to_string())
}

fn day_of(contact: &Contact) -> NaiveDate {
    london::date(contact.at)
}

/// The newest contact of a kind that no later entry corrects.
fn last(dossier: &Dossier, wanted: fn(&Contact) -> bool) -> Option<&Contact> {
    let corrected = dossier.corrected();
    dossier
        .records
        .contacts
        .iter()
        .find(|contact| wanted(contact) && !corrected.contains(&contact.id))
}

/// Of the promises that stand, the one due first (R50).
fn next_step(dossier: &Dossier) -> Option<Promise> {
    let contacts: Vec<&Contact> = dossier.records.contacts.iter().collect();
    let standing = promises(&contacts).into_iter();
    (standing.filter(|promise| promise.due_on.is_some()))
        .min_by_key(|promise| (promise.due_on, promise.contact))
}

/// A telephone number that a spreadsheet leaves as it is: in two groups, as most are written.
fn spaced(number: &str) -> String {
    let is_bare = number.len() > AREA && number.bytes().all(|byte| byte.is_ascii_digit());
    match number.split_at_checked(AREA) {
        Some((area, rest)) if is_bare => format!("{area} {rest}"),
        _ => number.to_owned(),
    }
}

fn holder(dossier: &Dossier, role: Role) -> String {
    dossier
        .holder(role)
        .map_or_else(String::new, |member| member.name.clone())
}

fn gender(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "female",
        Gender::Male => "male",
        Gender::Other => "other",
        Gender::Unknown => "not known",
    }
}

fn status(status: &Status) -> String {
    match status {
        Status::Open => "open".to_owned(),
        Status::Paused { .. } => "paused".to_owned(),
        Status::Left { how, .. } => format!("left: {}", leaving(*how)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_runs_and_none_is_spoilt() {
        for (text, cell_text) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+44 1632 960101", "'+44 1632 960101"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1+1", "'=1+1"),
            ("\r=1+1", "'=1+1"),
            ("  =1", "'=1"),
            ("＝1+1", "'＝1+1"),
            ("\u{a0}=1", "'=1"),
            ("\u{200b}=1", "⟨U+200B⟩=1"),
            ("01632960101", "'01632960101"),
            ("123456789012", "'123456789012"),
            ("9990000018", "9990000018"),
            ("0", "0"),
            ("one\ntwo", "one / two"),
            ("It's - fine", "It's - fine"),
        ] {
            assert_eq!(cell(text), cell_text, "{text:?}");
        }
    }

    #[test]
    fn a_bare_telephone_number_is_left_as_it_is() {
        for (number, shown) in [
            ("01632960101", "01632 960101"),
            ("07700900123", "07700 900123"),
            ("01632 960 101", "01632 960 101"),
            ("+44 1632 960101", "+44 1632 960101"),
            ("999", "999"),
            ("", ""),
        ] {
            assert_eq!(spaced(number), shown);
            let quoted = cell(&spaced(number)).starts_with('\'');
            assert_eq!(quoted, number.starts_with('+'), "{number}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_a_formula(lead in "[ \\t\\r\\n\u{a0}\u{feff}\u{200b}]{0,3}", sign in "[=+@＝＋－＠-]?", rest in "\\PC{0,20}|.{0,20}") {
            let safe = cell(&format!("{lead}{sign}{rest}"));
            let probe = safe.trim_start();
            prop_assert!(!probe.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']));
            prop_assert!(!safe.contains(char::is_control));
        }
    }
}
