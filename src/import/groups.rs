//! Decides how the rows of a list belong together: rows that continue the person above, people who stand in it twice.
//!
//! EMIS prints the NHS number and name on the first row of a person's group only, gives confidential patients blank
//! rows, and lists people who moved practice twice (STANDARDS D12).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::field::Field;
use super::incoming::Incoming;
use super::likeness::{Likeness, is_somebody_else};
use super::matching::fold;
use super::proposal::{Problem, Proposal};
use super::row::{Found, Reading, row_problem};
use crate::domain::nhs_number::NhsNumber;

/// The most warnings kept; the rest are counted.
const MAX_WARNINGS: usize = 5_000;

/// Rows gathered into a proposal.
pub struct Groups {
    /// The proposal so far.
    pub proposal: Proposal,
    /// The heading of the column of NHS numbers.
    number_heading: String,
    by_number: HashMap<NhsNumber, Seen>,
    /// The first row of each number that was only seen in rows that cannot be brought in.
    refused: HashMap<NhsNumber, usize>,
    by_name: HashMap<(String, String, NaiveDate), (usize, bool)>,
    /// What the rows say together of whoever has a number, where several rows have it.
    likenesses: HashMap<NhsNumber, Likeness<usize>>,
    /// The places of people whose NHS number two people have, and what is wrong with their rows.
    contested: BTreeMap<usize, String>,
    above: Above,
    /// Rows in which a telephone number got its 0 back.
    pub zeros: Vec<usize>,
    /// How many family names in capitals were changed.
    pub case_changes: usize,
    /// How many rows continue a person and hold nothing that is brought in.
    pub empty_continuations: usize,
    /// Rows that an entry of the same person in a later or earlier row replaces.
    pub moved: Vec<usize>,
    /// How many warnings were not kept.
    pub unkept: usize,
}

/// Where an NHS number was first seen.
#[derive(Clone, Copy)]
struct Seen {
    row: usize,
    /// The person's place among the people.
    index: usize,
    /// When their registration status was given.
    since: Option<NaiveDate>,
}

/// What the last row was, for a row that continues it.
enum Above {
    Nobody,
    Person(usize),
    Bad(usize),
}

impl Groups {
    /// Starts with no rows.
    pub fn new(proposal: Proposal) -> Self {
        let number_column = proposal
            .columns
            .iter()
            .find(|column| column.read_as == Some(Field::NhsNumber));
        Self {
            number_heading: number_column
                .map(|column| column.heading.clone())
                .unwrap_or_default(),
            proposal,
            by_number: HashMap::new(),
            refused: HashMap::new(),
            by_name: HashMap::new(),
            likenesses: HashMap::new(),
            contested: BTreeMap::new(),
            above: Above::Nobody,
            zeros: Vec::new(),
            case_changes: 0,
            empty_continuations: 0,
            moved: Vec::new(),
            unkept: 0,
        }
    }

    /// Ends the group of the person above: a blank row may stand for somebody whose record is confidential, and what
    /// follows it must not be taken for somebody else's.
    pub fn end_group(&mut self) {
        self.above = Above::Nobody;
    }

    /// Places one row.
    pub fn add(&mut self, row: usize, reading: Reading) {
        match reading {
            Reading::Bad(problems, None) => self.refuse(row, problems),
            Reading::Bad(problems, Some(person)) => self.refuse_named(row, problems, *person),
            Reading::Nameless(found) => self.continue_above(row, *found),
            Reading::Person(found) => self.add_person(row, *found),
        }
    }

    fn refuse(&mut self, row: usize, problems: Vec<Problem>) {
        self.proposal.bad.extend(problems);
        self.above = Above::Bad(row);
    }

    /// Places a row that cannot be brought in and has somebody's NHS number. What it says of them counts where the number is
    /// held against other rows and files (`shared_numbers`).
    fn refuse_named(&mut self, row: usize, mut problems: Vec<Problem>, person: Incoming) {
        if let Some(number) = person.nhs_number {
            if let Some(seen) = self.by_number.get(&number) {
                let reason = format!("The same NHS number as row {}", seen.row);
                problems.push(self.number_problem(row, number, reason, ONCE));
            } else {
                self.refused.entry(number).or_insert(row);
            }
        }
        self.proposal.again.push(person);
        self.refuse(row, problems);
    }

    fn warn(&mut self, warnings: Vec<Problem>) {
        let room = MAX_WARNINGS.saturating_sub(self.proposal.warnings.len());
        self.unkept += warnings.len().saturating_sub(room);
        self.proposal
            .warnings
            .extend(warnings.into_iter().take(room));
    }

    fn continue_above(&mut self, row: usize, found: Found) {
        let refusal = match self.above {
            Above::Nobody => {
                "There is no name, and no person above to whom the row could belong".into()
            }
            Above::Bad(above) => {
                format!("The row continues row {above}, which cannot be brought in")
            }
            Above::Person(index) => match self.proposal.people.get_mut(index) {
                Some(person) if is_of(&found.person, person) => {
                    let added = merge(person, found.person);
                    self.empty_continuations += usize::from(!added);
                    self.proposal.joined += 1;
                    self.warn(found.warnings);
                    return;
                }
                _ => "There is no name, and the row does not fit the person above".into(),
            },
        };
        let above = std::mem::replace(&mut self.above, Above::Nobody);
        self.proposal.bad.push(row_problem(
            row,
            refusal,
            "Add the name, or take the row out.",
        ));
        // Further rows of a bad group are bad for the same reason.
        self.above = match above {
            Above::Person(_) => Above::Nobody,
            other => other,
        };
    }

    fn add_person(&mut self, row: usize, found: Found) {
        let index = self.proposal.people.len();
        if let Some(number) = found.person.nhs_number {
            if let Some(&seen) = self.by_number.get(&number) {
                self.add_again(row, found, number, seen);
                return;
            }
            let since = found.status_on;
            self.by_number.insert(number, Seen { row, index, since });
        }
        let mut warnings = found.warnings;
        let refused = found
            .person
            .nhs_number
            .and_then(|number| self.refused.get(&number));
        if let Some(refused) = refused {
            warnings.push(row_problem(
                row,
                format!("The same NHS number as row {refused}, which cannot be brought in"),
                "Check which of the two rows is right; this one comes in.",
            ));
        }
        if let Some(first) = self.same_name(row, &found.person) {
            warnings.push(row_problem(
                row,
                format!("The person has the same name and date of birth as in row {first}"),
                "If they are one person, take one of the rows out.",
            ));
        }
        if found.zero_restored {
            self.zeros.push(row);
        }
        self.case_changes += usize::from(found.case_changed);
        self.warn(warnings);
        self.proposal.people.push(found.person);
        self.above = Above::Person(index);
    }

    /// Places a row whose NHS number has been seen: the same person at another practice, or else a mistake.
    fn add_again(&mut self, row: usize, found: Found, number: NhsNumber, seen: Seen) {
        let Some(held) = self.proposal.people.get_mut(seen.index) else {
            return;
        };
        let likeness = self
            .likenesses
            .entry(number)
            .or_insert_with(|| Likeness::of(seen.row, held));
        // A short name fits two people who are not each other, so every row with the number counts, not the first alone.
        let other = likeness.other(&found.person);
        let fits_held = !is_somebody_else(held, &found.person);
        likeness.take(row, &found.person);
        let is_same = other.is_none()
            && held.born_on == found.person.born_on
            && fold(&held.family_name) == fold(&found.person.family_name);
        if let (true, Some(before), Some(after)) = (is_same, seen.since, found.status_on)
            && before != after
        {
            if after > before {
                *held = found.person;
                self.moved.push(seen.row);
                let since = Some(after);
                self.by_number.insert(number, Seen { row, since, ..seen });
            } else {
                self.moved.push(row);
            }
            self.proposal.joined += 1;
            self.above = Above::Person(seen.index);
            self.warn(found.warnings);
            return;
        }
        if is_same && matches!(self.above, Above::Person(above) if above == seen.index) {
            // One row for each condition, the person repeated on each.
            let repeats = is_of(&found.person, held)
                && fold(&held.given_names) == fold(&found.person.given_names)
                && found
                    .person
                    .conditions
                    .iter()
                    .any(|condition| !held.conditions.contains(condition));
            if repeats {
                merge(held, found.person);
                self.proposal.joined += 1;
                self.warn(found.warnings);
                return;
            }
        }
        let (reason, remedy) = if let Some(other) = other {
            // The places of the others among the people are needed until the end.
            self.contested.entry(seen.index).or_insert_with(|| {
                if fits_held {
                    format!("The same NHS number as rows {other} and {row}, which are two people")
                } else {
                    format!("The same NHS number as row {row}, for somebody else")
                }
            });
            (
                format!("The same NHS number as row {other}, for somebody else"),
                WHOSE,
            )
        } else {
            self.proposal.again.push(found.person);
            (format!("The same NHS number as row {}", seen.row), ONCE)
        };
        let problem = self.number_problem(row, number, reason, remedy);
        self.refuse(row, vec![problem]);
    }

    /// Takes out those whose NHS number two people have: the first of two is no likelier to be right.
    pub fn refuse_contested(&mut self) {
        let mut contested = std::mem::take(&mut self.contested);
        if contested.is_empty() {
            return;
        }
        let people = std::mem::take(&mut self.proposal.people);
        let mut refused = BTreeSet::new();
        for (index, person) in people.into_iter().enumerate() {
            let (Some(reason), Some(number)) = (contested.remove(&index), person.nhs_number) else {
                self.proposal.people.push(person);
                continue;
            };
            let problem = self.number_problem(person.row, number, reason, WHOSE);
            self.proposal.bad.push(problem);
            // Whoever seemed to be the same is not to be told to take the row out: it may be that one's number.
            let reason = format!(
                "The same NHS number as row {}, where two people have it",
                person.row
            );
            self.proposal
                .dispute_again(number, |_| (reason.clone(), WHOSE.to_owned()));
            self.proposal.disputed.insert(number, person.row);
            refused.insert(person.row);
        }
        let warnings = &mut self.proposal.warnings;
        warnings.retain(|warning| !refused.contains(&warning.row));
        self.proposal.bad.sort_by_key(|problem| problem.row);
    }

    fn number_problem(
        &self,
        row: usize,
        number: NhsNumber,
        reason: String,
        remedy: &str,
    ) -> Problem {
        Problem {
            row,
            column: self.number_heading.clone(),
            value: number.to_string(),
            reason,
            remedy: remedy.into(),
        }
    }

    /// Finds an earlier row with the same name and birth date when no NHS numbers tell the two apart.
    fn same_name(&mut self, row: usize, person: &Incoming) -> Option<usize> {
        let key = (
            fold(&person.family_name),
            fold(&person.given_names),
            person.born_on?,
        );
        let has_number = person.nhs_number.is_some();
        let (first, had_number) = *self.by_name.entry(key).or_insert((row, has_number));
        (first != row && !(has_number && had_number)).then_some(first)
    }
}

/// What to do about a row that may be somebody who stands further up.
const ONCE: &str =
    "Take the row out if it is the same person; otherwise find out whose number it is.";

/// What to do about two rows that give one NHS number to two people.
const WHOSE: &str = "Neither row comes in. Find out whose number it is, correct the other row and bring the file in again.";

/// Says whether a row without a name can be more about this person: nothing in it speaks against it.
fn is_of(row: &Incoming, person: &Incoming) -> bool {
    let fits = |a: bool, blank: bool| blank || a;
    fits(
        row.nhs_number == person.nhs_number,
        row.nhs_number.is_none(),
    ) && fits(row.born_on == person.born_on, row.born_on.is_none())
        && fits(row.died_on == person.died_on, row.died_on.is_none())
        && fits(row.postcode == person.postcode, row.postcode.is_none())
        && fits(row.address == person.address, row.address.is_empty())
        && fits(
            row.gender == person.gender,
            row.gender == super::incoming::Gender::Unknown,
        )
        && fits(row.local_ids == person.local_ids, row.local_ids.is_empty())
        && fits(row.title == person.title, row.title.is_none())
}

/// Adds to a person what a row that continues theirs says; says whether there was anything new that is kept.
fn merge(person: &mut Incoming, row: Incoming) -> bool {
    let mut added = false;
    for (purpose, number) in row.phones {
        added |= person.add_phone(purpose, number);
    }
    for condition in row.conditions {
        added |= person.add_condition(condition);
    }
    if let Some(notes) = row.notes {
        added |= person.add_note(&notes);
    }
    if person.email.is_none() && row.email.is_some() {
        person.email = row.email;
        added = true;
    }
    added
}
