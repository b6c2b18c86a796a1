//! Rows that may be somebody who is here already, or stands further up in the file, where a birth date is missing and nothing
//! else tells them apart. They are brought in, since a name alone is not somebody, and are shown as worth a look.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::incoming::Incoming;
use super::matching::{Match, Matcher, both_names};
use super::proposal::Problem;
use super::visible::visible;

/// Everybody of the files read so far, by family and first given name.
#[derive(Default)]
pub struct Namesakes {
    above: HashMap<(String, String), Vec<Seen>>,
    files: Vec<String>,
}

/// Somebody further up, or in a file before.
struct Seen {
    file: usize,
    row: usize,
    born_on: Option<NaiveDate>,
    has_number: bool,
}

impl Namesakes {
    /// A sentence about each person of a further file who would be brought in beside somebody of the same name.
    pub fn doubtful(
        &mut self,
        file: &str,
        people: &[Incoming],
        matches: &[Match],
        matcher: &Matcher,
    ) -> Vec<Problem> {
        let here = self.files.len();
        self.files.push(visible(file));
        let mut problems = Vec::new();
        for (person, known) in people.iter().zip(matches) {
            let Some(names) = both_names(&person.family_name, &person.given_names) else {
                continue;
            };
            let earlier = self.above.entry(names).or_default();
            if *known == Match::New && !person.has_died() {
                problems.extend(beside(person, here, earlier, &self.files, matcher));
            }
            earlier.push(Seen {
                file: here,
                row: person.row,
                born_on: person.born_on,
                has_number: person.nhs_number.is_some(),
            });
        }
        problems
    }
}

/// What to say of somebody beside those of the same name who stand before.
fn beside(
    person: &Incoming,
    here: usize,
    earlier: &[Seen],
    files: &[String],
    matcher: &Matcher,
) -> Option<Problem> {
    let problem = |reason: String, remedy: &str| Problem {
        row: person.row,
        column: Problem::WHOLE_ROW.to_owned(),
        value: String::new(),
        reason,
        remedy: remedy.to_owned(),
    };
    let place = |one: &Seen| match files.get(one.file) {
        Some(file) if one.file != here => format!("row {} of the file {file}", one.row),
        _ => format!("row {}", one.row),
    };
    let of_two_files = "Find out whether it is the same person; if so, bring them in from one of the two files only.";
    // Within one list that was said when it was read.
    let same = earlier
        .iter()
        .find(|one| one.file != here && is_same(one, person));
    if let Some(one) = same {
        let reason = format!(
            "The name and the birth date are those of {}, and no NHS number in both tells them apart.",
            place(one)
        );
        return Some(problem(reason, of_two_files));
    }
    let row = earlier.iter().find(|one| undecided(one, person));
    let (whom, remedy) = match row {
        Some(one) if one.file != here => (place(one), of_two_files),
        Some(one) => (place(one), TAKE_OUT),
        None if matcher.has_namesake(person) => {
            ("somebody who is here already".to_owned(), TAKE_OUT)
        }
        None => return None,
    };
    let reason = format!(
        "The name is that of {whom}, and without a birth date in both nothing tells them apart."
    );
    Some(problem(reason, remedy))
}

/// What to do where one of two rows is enough.
const TAKE_OUT: &str =
    "Find out whether it is the same person; if so, take the row out of the file.";

/// Whether two rows of the same name have one birth date, and no two numbers.
fn is_same(one: &Seen, other: &Incoming) -> bool {
    one.born_on.is_some()
        && one.born_on == other.born_on
        && !(one.has_number && other.nhs_number.is_some())
}

/// Whether two rows of the same name may be one person.
fn undecided(one: &Seen, other: &Incoming) -> bool {
    (one.born_on.is_none() || other.born_on.is_none())
        && !(one.has_number && other.nhs_number.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::nhs_number::NhsNumber;
    use crate::import::matching::Known;

    fn row(row: usize, given: &str, year: Option<i32>) -> Incoming {
        Incoming {
            row,
            family_name: "Baker".into(),
            given_names: given.into(),
            born_on: year.and_then(|year| NaiveDate::from_ymd_opt(year, 2, 3)),
            ..Incoming::default()
        }
    }

    #[test]
    fn a_name_without_a_birth_date_is_worth_a_look() {
        let here = Known {
            id: [1; 16],
            nhs_number: None,
            family_name: "BAKER".into(),
            given_names: "George".into(),
            born_on: NaiveDate::from_ymd_opt(1944, 2, 3),
            postcode: None,
            phones: Vec::new(),
            source: String::new(),
        };
        let matcher = Matcher::new([here].into_iter());
        let people = [
            row(2, "George", None),
            row(3, "George", Some(1950)),
            row(4, "Ann", None),
            row(5, "Ann", Some(1950)),
            row(6, "Beth", Some(1950)),
            row(7, "Beth", Some(1951)),
        ];
        let mut namesakes = Namesakes::default();
        let said: Vec<(usize, bool)> = namesakes
            .doubtful("a.csv", &people, &[Match::New; 6], &matcher)
            .iter()
            .map(|problem| (problem.row, problem.reason.contains("here already")))
            .collect();
        assert_eq!(said, [(2, true), (3, false), (5, false)]);
        let known = [Match::Same([1; 16]); 6];
        let mut namesakes = Namesakes::default();
        assert!(
            namesakes
                .doubtful("a.csv", &people, &known, &matcher)
                .is_empty()
        );
    }

    #[test]
    fn somebody_of_three_files_is_named_in_the_second_and_the_third() {
        let numbered = |one: Incoming, number: &str| Incoming {
            nhs_number: NhsNumber::parse(number).ok(),
            ..one
        };
        let matcher = Matcher::default();
        let mut namesakes = Namesakes::default();
        let mut said = |file: &str, people: &[Incoming]| {
            let known = vec![Match::New; people.len()];
            let told = namesakes.doubtful(file, people, &known, &matcher);
            told.into_iter()
                .map(|problem| (problem.row, problem.reason, problem.remedy))
                .collect::<Vec<_>>()
        };
        let first = [
            row(2, "George", Some(1944)),
            row(3, "Ann", None),
            numbered(row(4, "Beth", Some(1950)), "9990000018"),
        ];
        assert!(said("a.csv", &first).is_empty());
        // Two numbers are two people, whatever else is the same.
        let second = [
            row(5, "George", Some(1944)),
            numbered(row(6, "Beth", Some(1950)), "9990000026"),
        ];
        let told = said("b.csv", &second);
        let [(5, reason, remedy)] = told.as_slice() else {
            panic!("one is named: {told:?}");
        };
        assert!(
            reason.starts_with("The name and the birth date are those of row 2 of the file a.csv")
        );
        assert!(remedy.ends_with("from one of the two files only."));
        let third = [row(7, "Ann", Some(1950)), row(8, "George", Some(1945))];
        let told = said("c.csv", &third);
        let [(7, reason, _)] = told.as_slice() else {
            panic!("one is named: {told:?}");
        };
        assert!(reason.contains("row 3 of the file a.csv"), "{reason}");
    }
}
