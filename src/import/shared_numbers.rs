//! One NHS number for several people of the files given together: none of them comes in, since the first of two is no
//! likelier to be right. The same person in two places comes in from the first alone.
//!
//! Rows of one list are settled while it is read (`groups`), where a row may continue the one above it. Whoever was kept out
//! there, or in a file by itself, as somebody who stands in it already is held against the others all the same: what they
//! say may tell two people apart whom a shorter name or a missing birth date does not.

use std::collections::{BTreeMap, BTreeSet};

use super::incoming::Incoming;
use super::likeness::{Likeness, is_somebody_else};
use super::proposal::{Kind, Problem, Proposal};
use super::visible::visible;
use crate::domain::nhs_number::NhsNumber;

/// The file, and the person's place in it: among those who would come in, then among those who stand in it again.
type Place = (usize, usize);

/// Why somebody does not come in.
struct Refusal {
    place: Place,
    problem: Problem,
    /// Whether somebody else has the number, so that nobody in a further file has it either.
    is_disputed: bool,
}

/// Takes out whoever has an NHS number that is somebody else's too, and whoever stands in these proposals already; says
/// so of each of them.
pub fn refuse_shared_numbers(proposals: &mut [&mut Proposal]) {
    let mut holders: BTreeMap<NhsNumber, Vec<Place>> = BTreeMap::new();
    for (file, proposal) in proposals.iter().enumerate() {
        for (at, person) in proposal.people.iter().chain(&proposal.again).enumerate() {
            if let Some(number) = person.nhs_number {
                holders.entry(number).or_default().push((file, at));
            }
        }
    }
    let mut refused: BTreeMap<Place, Refusal> = BTreeMap::new();
    for (number, places) in &holders {
        let refusals = refusals(proposals, *number, places);
        refused.extend(refusals.into_iter().map(|one| (one.place, one)));
    }
    for (file, proposal) in proposals.iter_mut().enumerate() {
        take_out(proposal, file, &mut refused);
    }
}

/// Who of those with one NHS number does not come in, and why.
fn refusals(proposals: &[&mut Proposal], number: NhsNumber, places: &[Place]) -> Vec<Refusal> {
    let disputed = proposals
        .iter()
        .enumerate()
        .find_map(|(file, proposal)| Some((file, *proposal.disputed.get(&number)?)));
    if let Some((there, row)) = disputed {
        let refuse = |place: &Place| {
            let by = told_place(proposals, place.0, (there, row));
            let reason = format!("The same NHS number as {by}, where two people have it");
            let remedy = remedy_of_two(proposals, place.0, there);
            refusal(proposals, *place, number, (reason, remedy), true)
        };
        return places.iter().filter_map(refuse).collect();
    }
    let Some((one, other)) = two_people(proposals, places) else {
        let mut coming = places
            .iter()
            .filter(|place| !stands_again(proposals, **place));
        let Some((first, held)) = coming
            .next()
            .and_then(|first| Some((first, at(proposals, *first)?)))
        else {
            return Vec::new();
        };
        let again = |place: &Place| {
            let why = again(proposals, *place, (first.0, held.row));
            refusal(proposals, *place, number, why, false)
        };
        return coming.filter_map(again).collect();
    };
    let refuse = |place: &Place| {
        let person = at(proposals, *place)?;
        let differs = |against: &Place| {
            at(proposals, *against).is_some_and(|against| is_somebody_else(against, person))
        };
        let (against, how) = match [one, other].into_iter().find(differs) {
            Some(against) => (against, "for somebody else"),
            None => (one, "where two people have it"),
        };
        let by = told_place(proposals, place.0, (against.0, at(proposals, against)?.row));
        let reason = format!("The same NHS number as {by}, {how}");
        let remedy = remedy_of_two(proposals, place.0, against.0);
        refusal(proposals, *place, number, (reason, remedy), true)
    };
    places.iter().filter_map(refuse).collect()
}

/// Two of those with one NHS number who cannot be one person; `None` where all of them can.
fn two_people(proposals: &[&mut Proposal], places: &[Place]) -> Option<(Place, Place)> {
    let mut people = places
        .iter()
        .filter_map(|place| Some((*place, at(proposals, *place)?)));
    let (first, person) = people.next()?;
    let mut likeness = Likeness::of(first, person);
    people.find_map(|(place, person)| {
        let other = likeness.other(person);
        likeness.take(place, person);
        other.map(|other| (other, place))
    })
}

fn at<'a>(proposals: &'a [&mut Proposal], (file, at): Place) -> Option<&'a Incoming> {
    let proposal = proposals.get(file)?;
    proposal.people.iter().chain(&proposal.again).nth(at)
}

/// Whether somebody is among those who stay out already, since they stand further up.
fn stands_again(proposals: &[&mut Proposal], (file, at): Place) -> bool {
    let people = proposals.get(file).map(|proposal| proposal.people.len());
    people.is_some_and(|people| at >= people)
}

fn kind(proposals: &[&mut Proposal], file: usize) -> Option<Kind> {
    Some(proposals.get(file)?.kind)
}

/// A row as it is named beside somebody of a file: "entry 3", "row 2 of the file list.csv".
fn told_place(proposals: &[&mut Proposal], beside: usize, (file, row): (usize, usize)) -> String {
    let what = match kind(proposals, file) {
        Some(Kind::FhirBundle) => "entry",
        Some(Kind::CaseloadJson) => "person",
        _ => "row",
    };
    match proposals.get(file) {
        Some(proposal) if file != beside => {
            format!("{what} {row} of the file {}", visible(&proposal.file))
        }
        _ => format!("{what} {row}"),
    }
}

/// What to do about a number that two people have.
fn remedy_of_two(proposals: &[&mut Proposal], one: usize, other: usize) -> &'static str {
    if one != other {
        return "Neither comes in. Find out whose number it is, correct the other and bring the files in again.";
    }
    match kind(proposals, one) {
        Some(Kind::FhirBundle) => {
            "Neither comes in. Ask the sender whose number it is, and for a corrected bundle."
        }
        _ => {
            "Neither comes in. Find out whose number it is, correct the other record and export the file again."
        }
    }
}

/// Why somebody who stands further up already does not come in a second time, and what to do.
fn again(
    proposals: &[&mut Proposal],
    (file, _): Place,
    (first, row): (usize, usize),
) -> (String, &'static str) {
    if file != first {
        let name = proposals.get(first).map(|proposal| visible(&proposal.file));
        return (
            format!(
                "The same NHS number is in the file {}",
                name.unwrap_or_default()
            ),
            "Bring the person in from one of the two files only.",
        );
    }
    let by = told_place(proposals, file, (first, row));
    (
        format!("The same NHS number as {by}"),
        "Find out whether it is one person; if so, the first is enough. Otherwise find out whose number it is.",
    )
}

fn refusal(
    proposals: &[&mut Proposal],
    place: Place,
    number: NhsNumber,
    (reason, remedy): (String, &str),
    is_disputed: bool,
) -> Option<Refusal> {
    let person = at(proposals, place)?;
    let column = match kind(proposals, place.0)? {
        Kind::FhirBundle => "Patient.identifier".to_owned(),
        Kind::CaseloadJson => {
            let name = format!("{} {}", person.given_names, person.family_name);
            format!("{}: person: nhs_number", name.trim())
        }
        _ => "NHS number".to_owned(),
    };
    let problem = Problem {
        row: person.row,
        column,
        value: number.to_string(),
        reason,
        remedy: remedy.to_owned(),
    };
    Some(Refusal {
        place,
        problem,
        is_disputed,
    })
}

/// Moves those who are refused from the people to the bad rows, and says anew of those who stay out already why they do.
fn take_out(proposal: &mut Proposal, file: usize, refused: &mut BTreeMap<Place, Refusal>) {
    let coming = proposal.people.len();
    let mut otherwise = BTreeMap::new();
    for (at, person) in proposal.again.iter().enumerate() {
        if let (Some(refusal), Some(number)) =
            (refused.remove(&(file, coming + at)), person.nhs_number)
        {
            proposal.disputed.entry(number).or_insert(person.row);
            let Problem { reason, remedy, .. } = refusal.problem;
            otherwise.insert((number, person.row), (reason, remedy));
        }
    }
    let numbers: BTreeSet<NhsNumber> = otherwise.keys().map(|(number, _)| *number).collect();
    for number in numbers {
        proposal.dispute_again(number, |person| {
            otherwise.remove(&(number, person.row)).unwrap_or_default()
        });
    }
    let mut rows = BTreeSet::new();
    let people = std::mem::take(&mut proposal.people);
    for (at, person) in people.into_iter().enumerate() {
        let Some(refusal) = refused.remove(&(file, at)) else {
            proposal.people.push(person);
            continue;
        };
        rows.insert(person.row);
        proposal.bad.push(refusal.problem);
        match person.nhs_number.filter(|_| refusal.is_disputed) {
            Some(number) => {
                proposal.disputed.entry(number).or_insert(person.row);
            }
            None => proposal.again.push(person),
        }
    }
    if !rows.is_empty() {
        proposal
            .warnings
            .retain(|warning| !rows.contains(&warning.row));
        proposal.bad.sort_by_key(|problem| problem.row);
    }
}
