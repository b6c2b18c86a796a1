//! Puts together what several columns of a row say: the name, and the address.

use std::borrow::Cow;

use super::{Reader, row_problem};
use crate::import::field::Field;
use crate::import::names;
use crate::import::reach;
use crate::import::values::Doubt;
use crate::import::visible::tidy;

impl Reader<'_> {
    /// Puts the name together from the columns that give it.
    pub(super) fn settle_name(&mut self) {
        let mut parts = std::mem::take(&mut self.parts);
        if !parts.full.is_empty() && parts.given.is_empty() {
            // A column "Name" beside a column "Surname" may hold first names alone.
            let holds_family = parts.family.is_empty()
                || parts
                    .full
                    .to_lowercase()
                    .contains(&parts.family.to_lowercase());
            if holds_family {
                let whole = names::parse(&parts.full);
                self.found.case_changed |= !parts.full.contains(&whole.family);
                fill(&mut parts.title, whole.title);
                fill(&mut parts.family, whole.family);
                fill(&mut parts.preferred, whole.preferred);
                parts.given = whole.given;
            } else {
                parts.given = std::mem::take(&mut parts.full);
            }
        }
        let family = names::ordinary_case(&parts.family);
        self.found.case_changed |= family != parts.family;
        let mut given = [
            names::given_case(&parts.given),
            names::given_case(&parts.middle),
        ]
        .join(" ")
        .trim()
        .to_owned();
        let mut preferred = names::given_case(&parts.preferred);
        if given.is_empty() {
            given = std::mem::take(&mut preferred);
        }
        let first = given.split(' ').next().unwrap_or_default().to_lowercase();
        if preferred.to_lowercase() == first || preferred.to_lowercase() == given.to_lowercase() {
            preferred.clear();
        }
        if family.is_empty() {
            if !given.is_empty() {
                let at = self.header.columns.iter().position(|column| {
                    matches!(column.field, Some(Field::FamilyName | Field::FullName))
                });
                self.refuse(
                    at.unwrap_or_default(),
                    Doubt::new(
                        "There is no family name",
                        "Add it. If the person has one name only, write it as the family name.",
                    ),
                );
            }
            return;
        }
        let row = self.record.row;
        if given.is_empty() {
            self.found.warnings.push(row_problem(
                row,
                "The person has one name only",
                "Check whether a first name is missing.",
            ));
        }
        if self.found.person.born_on.is_none() && self.header.has(Field::BirthDate) {
            self.found.warnings.push(row_problem(
                row,
                "There is no date of birth",
                "Add it if it is known: it tells people of the same name apart.",
            ));
        }
        let title = names::title(&parts.title)
            .map_or_else(|| names::ordinary_case(&parts.title), ToOwned::to_owned);
        let person = &mut self.found.person;
        person.title = Some(title).filter(|title| !title.is_empty());
        person.given_names = given;
        person.family_name = family;
        person.preferred_name = Some(preferred).filter(|name| !name.is_empty());
    }

    /// Splits an address that stands in one cell, and takes the postcode out of it when there is no other.
    pub(super) fn settle_address(&mut self) {
        let person = &mut self.found.person;
        let columns = self
            .header
            .columns
            .iter()
            .filter(|column| column.field == Some(Field::AddressLine))
            .count();
        if columns == 1 && person.address.len() == 1 {
            let line = person.address.remove(0);
            person.address = line
                .split(',')
                .map(tidy)
                .filter(|part| !part.is_empty())
                .map(Cow::into_owned)
                .collect();
        }
        if person.postcode.is_some() {
            return;
        }
        let Some(last) = person.address.last() else {
            return;
        };
        let words: Vec<&str> = last.split(' ').collect();
        for count in [2, 1] {
            let Some(split) = words.len().checked_sub(count) else {
                continue;
            };
            let (before, code) = words.split_at(split);
            if let Some(postcode) = reach::uk_postcode(&code.concat()) {
                let rest = before.join(" ");
                person.postcode = Some(postcode);
                person.address.pop();
                if !rest.is_empty() {
                    person.address.push(rest);
                }
                return;
            }
        }
    }
}

fn fill(part: &mut String, value: String) {
    if part.is_empty() {
        *part = value;
    }
}
