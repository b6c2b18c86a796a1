//! The past of a person: who was responsible on a day, who held which place when, every version of their words (R17,
//! R28), and what was written over in their other records, also where two wrote at once and one was chosen (R104).
//!
//! Worked out when its tab is opened, from what was read with the person and from the history.

use chrono::NaiveDate;

use crate::domain::labels::{self, Names};
use crate::domain::london;
use crate::domain::record::{Folder, Record};
use crate::domain::rewritten::{Rewritten, rewritten};
use crate::domain::say;
use crate::domain::team::{self, Member, Role};
use crate::domain::text;
use crate::domain::user::Authors;
use crate::domain::words::{Heading, Words, current};
use crate::store::{Fault, Replaced, Store};

/// One row of the past.
pub struct PastRow {
    /// What kind of row it is.
    pub kind: PastKind,
    /// What it says.
    pub text: String,
    /// Everything about it, a paragraph each; empty under a heading.
    pub full: Vec<String>,
}

/// Kinds of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastKind {
    /// A heading.
    Heading,
    /// Something that holds on the day that is looked at, or now.
    Holds,
    /// Something that is over, or is still to come.
    Over,
    /// That there may be more which was not looked for.
    Older,
}

impl PastRow {
    fn heading(text: impl Into<String>) -> Self {
        Self {
            kind: PastKind::Heading,
            text: text.into(),
            full: Vec::new(),
        }
    }
}

/// The rows: the team on a day, the places over time, the words by heading.
pub fn rows(folder: &Folder, authors: &Authors, on: NaiveDate) -> Vec<PastRow> {
    let team: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    let words: Vec<Words> = folder.words.iter().map(|kept| kept.value.clone()).collect();
    let mut rows = vec![PastRow::heading(format!(
        "Responsible on {} ({{past.day}}: another day)",
        say::full(on)
    ))];
    rows.extend(responsible(&team, on));
    rows.extend(places(&team, on));
    rows.extend(versions(&words, authors));
    rows
}

/// How many rows of the journal are looked through at once for what was written over.
pub const LOOKED_THROUGH: u32 = 2_000;

/// What was written over in a person's records, the newest first, out of so many rows of the journal; no row where
/// nothing was. Where the journal goes back further, the last row says so and what to press.
///
/// # Errors
/// Engine faults.
pub fn written_over(
    store: &Store,
    folder: &Folder,
    authors: &Authors,
    most: u32,
) -> Result<Vec<PastRow>, Fault> {
    let mut names = Names::new();
    let plan = folder
        .plan
        .iter()
        .map(|kept| Record::Plan(kept.value.clone()));
    let items = folder
        .items
        .iter()
        .map(|kept| Record::Item(kept.value.clone()));
    let team = folder
        .team
        .iter()
        .map(|kept| Record::Member(kept.value.clone()));
    for record in plan.chain(items).chain(team) {
        labels::names(&as_value(&record), &mut names);
    }
    let mut rows = Vec::new();
    let found = store.replaced(folder.person.id, most)?;
    for replaced in found.replaced {
        let (was, now) = (as_value(&replaced.was), as_value(&replaced.now));
        for one in rewritten(replaced.was.kind(), &was, &now, &names) {
            let by = authors.called(&replaced.login);
            rows.push(lost(&replaced, by, &one));
        }
    }
    if found.is_cut {
        rows.push(PastRow {
            kind: PastKind::Older,
            text: format!(
                "! Older ones are not shown (newest {most} changes). {{past.older}} looks further back."
            ),
            full: Vec::new(),
        });
    }
    if !rows.is_empty() {
        rows.insert(0, PastRow::heading("Written over, the newest first"));
    }
    Ok(rows)
}

fn lost(replaced: &Replaced, by: &str, one: &Rewritten) -> PastRow {
    let at = london::local(replaced.at);
    let now = if one.now.is_empty() {
        "taken away".to_owned()
    } else {
        one.now.clone()
    };
    let mut full = vec![
        format!(
            "{}, written over on {} at {} by {}",
            say::capital(&one.about),
            say::full(at.date()),
            say::time(at.time()),
            by
        ),
        "Before:".to_owned(),
    ];
    full.extend(text::lines(&one.was).map(std::borrow::Cow::into_owned));
    full.push("After:".to_owned());
    full.extend(text::lines(&now).map(std::borrow::Cow::into_owned));
    PastRow {
        kind: PastKind::Over,
        text: format!(
            "{} {}: {}: \"{}\"",
            say::birth(at.date()),
            by,
            one.about,
            labels::one_line(&one.was)
        ),
        full,
    }
}

fn as_value(record: &Record) -> serde_json::Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// Who was responsible on a day: the three single places whether held or not, then everybody else.
pub fn responsible(team: &[Member], on: NaiveDate) -> Vec<PastRow> {
    let single = [Role::Lead, Role::Navigator, Role::NamedGp];
    let mut rows: Vec<PastRow> = single
        .into_iter()
        .map(|role| match team::holder(team, role, on) {
            Some(member) => held(member),
            None => PastRow {
                kind: PastKind::Over,
                text: format!("{}: nobody recorded", role.word()),
                full: vec![format!(
                    "The care team names nobody as {} on {}.",
                    role.word(),
                    say::full(on)
                )],
            },
        })
        .collect();
    let others = team::on(team, on).into_iter();
    rows.extend(others.filter(|member| !member.role.is_single()).map(held));
    rows
}

fn held(member: &Member) -> PastRow {
    PastRow {
        kind: PastKind::Holds,
        text: format!("{}: {}", member.role.word(), described(member)),
        full: in_full(member),
    }
}

/// Every place with its days, role by role, the newest first.
fn places(team: &[Member], on: NaiveDate) -> Vec<PastRow> {
    let mut all: Vec<&Member> = team.iter().collect();
    all.sort_by_key(|member| (member.role, std::cmp::Reverse(member.from_on), member.id));
    let mut rows = vec![PastRow::heading("Who held which place when")];
    if all.is_empty() {
        rows.push(PastRow {
            kind: PastKind::Over,
            text: "Nobody yet. {team.add} adds somebody to the care team.".to_owned(),
            full: Vec::new(),
        });
    }
    rows.extend(all.into_iter().map(|member| PastRow {
        kind: if member.held_on(on) {
            PastKind::Holds
        } else {
            PastKind::Over
        },
        text: format!("{}: {}, {}", member.role.word(), member.name, days(member)),
        full: in_full(member),
    }));
    rows
}

/// Every version of the words, by heading, the newest first.
fn versions(words: &[Words], authors: &Authors) -> Vec<PastRow> {
    let mut rows = vec![PastRow::heading("Their own words, every version")];
    if words.is_empty() {
        rows.push(PastRow {
            kind: PastKind::Over,
            text: "None yet. {plan.words} writes what is most important to them.".to_owned(),
            full: Vec::new(),
        });
    }
    for heading in Heading::ALL {
        let mut versions: Vec<&Words> = words
            .iter()
            .filter(|words| words.heading == heading)
            .collect();
        versions.sort_by_key(|words| std::cmp::Reverse((words.recorded_at, words.id)));
        if !versions.is_empty() {
            rows.push(PastRow::heading(heading.title()));
        }
        let now = current(words, heading).map(|words| words.id);
        rows.extend(versions.into_iter().map(|version| {
            let text = version
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let text = if text.is_empty() {
                "taken back".to_owned()
            } else {
                format!("\"{text}\"")
            };
            let holds = Some(version.id) == now;
            PastRow {
                kind: if holds {
                    PastKind::Holds
                } else {
                    PastKind::Over
                },
                text: format!(
                    "{}{}: {text}",
                    say::birth(version.said_on),
                    if holds { ", holds" } else { "" }
                ),
                full: version_in_full(version, authors),
            }
        }));
    }
    rows
}

fn version_in_full(version: &Words, authors: &Authors) -> Vec<String> {
    let helped = if version.supported_by.is_empty() {
        String::new()
    } else {
        format!(", supported by {}", version.supported_by)
    };
    let mut full = vec![format!(
        "{}: said on {}{helped}, written down by {}",
        version.heading.title(),
        say::full(version.said_on),
        authors.called(&version.recorded_by)
    )];
    full.extend(version.text.lines().map(str::to_owned));
    full
}

fn described(member: &Member) -> String {
    [
        member.name.as_str(),
        &member.title,
        &member.organisation,
        &member.phone,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ")
}

/// "from 4 Nov 2025", "4 Nov 2025 to 3 Mar 2026".
fn days(member: &Member) -> String {
    let from = say::birth(member.from_on);
    match member.until_on {
        Some(until) => format!("{from} to {}", say::birth(until)),
        None => format!("from {from}"),
    }
}

fn in_full(member: &Member) -> Vec<String> {
    let mut full = vec![format!(
        "{}: {}, {}",
        member.role.word(),
        described(member),
        days(member)
    )];
    let variation = member.variation.as_ref();
    for (label, text) in [
        ("does", member.does.as_str()),
        (
            "why another than the named GP",
            variation.map_or("", |variation| &variation.because),
        ),
        (
            "the GP's part",
            variation.map_or("", |variation| &variation.gp_part),
        ),
        (
            "handed over",
            member
                .handover
                .as_ref()
                .map_or("", |handover| &handover.note),
        ),
    ] {
        if !text.is_empty() {
            full.push(format!("{label}: {text}"));
        }
    }
    full
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{MemberId, PersonId};

    #[test]
    fn the_single_places_are_named_whether_held_or_not() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let member = |n: u128, role, name: &str, from: &str, until: Option<&str>| Member {
            until_on: until.map(day),
            ..Member::new(
                MemberId(Uuid::from_u128(n)),
                PersonId(Uuid::from_u128(1)),
                role,
                name,
                day(from),
            )
        };
        let team = [
            member(1, Role::Lead, "Dr Quince", "2025-01-01", Some("2025-06-30")),
            member(2, Role::Lead, "Nell Nettle", "2025-07-01", None),
            member(3, Role::Carer, "Rose", "2025-03-01", None),
        ];
        let said = |on: &str| {
            let rows = responsible(&team, day(on));
            rows.into_iter().map(|row| row.text).collect::<Vec<_>>()
        };
        assert_eq!(
            said("2025-02-01"),
            [
                "Lead Clinical Coordinator: Dr Quince",
                "Navigator: nobody recorded",
                "Named GP: nobody recorded",
            ]
        );
        assert_eq!(
            said("2025-07-01"),
            [
                "Lead Clinical Coordinator: Nell Nettle",
                "Navigator: nobody recorded",
                "Named GP: nobody recorded",
                "Carer: Rose",
            ]
        );
    }
}
