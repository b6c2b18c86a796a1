//! Rows that may be somebody who is here already, or stands further up in the file, where a birth date is missing and nothing
//! else tells them apart. They are brought in, since a name alone is not somebody, and are shown as worth a look.

use std::collections::HashMap;

use super::incoming::Incoming;
use super::matching::{Match, Matcher, both_names};
use super::proposal::Problem;

/// A sentence about each person that would be brought in beside somebody of the same name.
pub fn doubtful(people: &[Incoming], matches: &[Match], matcher: &Matcher) -> Vec<Problem> {
    let mut above: HashMap<(String, String), Vec<&Incoming>> = HashMap::new();
    let mut problems = Vec::new();
    for (person, known) in people.iter().zip(matches) {
        let Some(names) = both_names(&person.family_name, &person.given_names) else {
            continue;
        };
        let earlier = above.entry(names).or_default();
        if *known == Match::New && !person.has_died() {
            let row = earlier.iter().find(|one| undecided(one, person));
            let whom = match row {
                Some(one) => Some(format!("row {}", one.row)),
                None => matcher
                    .has_namesake(person)
                    .then(|| "somebody who is here already".to_owned()),
            };
            problems.extend(whom.map(|whom| Problem {
                row: person.row,
                column: Problem::WHOLE_ROW.to_owned(),
                value: String::new(),
                reason: format!(
                    "The name is that of {whom}, and without a birth date in both nothing tells them apart."
                ),
                remedy: "Find out whether it is the same person; if so, take the row out of the file."
                    .to_owned(),
            }));
        }
        earlier.push(person);
    }
    problems
}

/// Whether two rows of the same name may be one person.
fn undecided(one: &Incoming, other: &Incoming) -> bool {
    (one.born_on.is_none() || other.born_on.is_none())
        && (one.nhs_number.is_none() || other.nhs_number.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::matching::Known;
    use chrono::NaiveDate;

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
        let said: Vec<(usize, bool)> = doubtful(&people, &[Match::New; 6], &matcher)
            .iter()
            .map(|problem| (problem.row, problem.reason.contains("here already")))
            .collect();
        assert_eq!(said, [(2, true), (3, false), (5, false)]);
        let known = [Match::Same([1; 16]); 6];
        assert!(doubtful(&people, &known, &matcher).is_empty());
    }
}
