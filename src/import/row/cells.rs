//! Reads the cells of a row, each by what its column is.

use super::{Reader, column_name, moved};
use crate::import::field::Field;
use crate::import::incoming::{Gender, PhoneUse};
use crate::import::names;
use crate::import::reach;
use crate::import::values::{self, Doubt};
use crate::import::visible::{
    begins_like_formula, is_blank_word, is_garbled, tidy, tidy_lines, unwrap_text_guard,
};

/// Words of a registration status by which somebody is no longer with the practice.
const LEFT: [&str; 5] = ["deducted", "deregistered", "left", "removed", "transferred"];

impl Reader<'_> {
    /// Reads every cell that is brought in.
    pub(super) fn read_cells(&mut self) {
        let born = self
            .header
            .columns
            .iter()
            .position(|column| column.field == Some(Field::BirthDate));
        // The date of birth first: a date of death is held against it.
        for at in born
            .into_iter()
            .chain((0..self.record.cells.len()).filter(|&at| Some(at) != born))
        {
            let Some(field) = self.header.columns.get(at).and_then(|column| column.field) else {
                continue;
            };
            let record = self.record;
            if let Some(cell) = record.cells.get(at).filter(|cell| !cell.trim().is_empty()) {
                self.read_cell(at, field, unwrap_text_guard(cell));
            }
        }
    }

    fn read_cell(&mut self, at: usize, field: Field, cell: &str) {
        let text = tidy(cell).into_owned();
        if field.is_name() {
            self.read_name_cell(at, field, cell, text);
            return;
        }
        if self.ragged && is_words(field) && values::is_telling(&text) {
            self.refuse(at, moved());
            return;
        }
        if is_garbled(cell) {
            self.warn(
                at,
                Doubt::new(
                    "Letters with accents look garbled",
                    "Export the list again as UTF-8, or correct it once the person is in.",
                ),
            );
        }
        if keeps_any_text(field) && begins_like_formula(cell) {
            self.warn(
                at,
                Doubt::new(
                    "The cell begins as a formula does; it was kept as plain text",
                    "Check that the text is what was meant.",
                ),
            );
        }
        let today = self.today;
        let born = self.found.person.born_on;
        let order = self.header.columns.get(at).map(|column| column.dates);
        if let Some(doubt) = order.and_then(|order| order.doubt(cell)) {
            if field == Field::StatusDate {
                self.warn(at, doubt);
            } else {
                self.refuse(at, doubt);
            }
            return;
        }
        let person = &mut self.found.person;
        let doubt = match field {
            Field::NhsNumber => values::nhs_number(cell)
                .map(|number| person.nhs_number = number)
                .err(),
            Field::BirthDate => values::birth_date(cell, today)
                .map(|day| person.born_on = day)
                .err(),
            Field::DeathDate => values::death_date(cell, born, today)
                .map(|day| person.died_on = day)
                .err(),
            Field::StatusDate => values::date(cell)
                .map(|day| self.found.status_on = day)
                .err(),
            _ => {
                self.read_other(at, field, cell, text);
                None
            }
        };
        match doubt {
            Some(doubt) if field == Field::StatusDate => self.warn(at, doubt),
            Some(doubt) => self.refuse(at, doubt),
            None => {}
        }
    }

    /// Reads the cells that do not decide who the person is.
    fn read_other(&mut self, at: usize, field: Field, cell: &str, text: String) {
        let person = &mut self.found.person;
        match field {
            Field::Gender => {
                if let Some(gender) = values::gender(&text) {
                    person.gender = gender;
                } else {
                    person.gender = Gender::Unknown;
                    self.warn(
                        at,
                        Doubt::new(
                            "This is not a gender that can be read; it was left as not known",
                            "Write F, M, Other or Unknown.",
                        ),
                    );
                }
            }
            Field::Postcode => {
                if let Some(postcode) = reach::uk_postcode(&text) {
                    person.postcode = Some(postcode);
                } else if !is_blank_word(&text) {
                    person.postcode = Some(text);
                    self.warn(
                        at,
                        Doubt::new(
                            "This does not look like a UK postcode; it was kept as it is",
                            "Check the postcode.",
                        ),
                    );
                }
            }
            Field::Email => match reach::email(&text) {
                Some(email) => person.email = Some(email),
                None if is_blank_word(&text) => {}
                None => self.warn(
                    at,
                    Doubt::new(
                        "This is not an e-mail address; it was left out",
                        "Correct the address, or add it once the person is in.",
                    ),
                ),
            },
            Field::HomePhone => self.read_phones(at, PhoneUse::Home, &text),
            Field::MobilePhone => self.read_phones(at, PhoneUse::Mobile, &text),
            Field::WorkPhone => self.read_phones(at, PhoneUse::Work, &text),
            Field::Phone => self.read_phones(at, PhoneUse::Other, &text),
            Field::AddressLine => {
                for line in tidy_lines(cell) {
                    person.add_address_line(line);
                }
            }
            Field::Language => person.language = Some(text),
            Field::PracticeName => person.practice_name = Some(text),
            Field::PracticeCode => person.practice_code = Some(text),
            Field::NamedGp => {
                person.named_gp = Some(names::clinician(&text)).filter(|name| !name.is_empty());
            }
            Field::LocalId => person
                .local_ids
                .push((column_name(&self.header.columns, at), text)),
            Field::Condition => {
                person.add_condition(text);
            }
            Field::Notes => {
                person.add_note(&tidy_lines(cell).join("\n"));
            }
            Field::Status => {
                let status = text.to_lowercase();
                // A column of its own that asks "deceased?" is answered with yes.
                let heading = column_name(&self.header.columns, at).to_lowercase();
                let asks = ["deceased", "dead", "died"]
                    .iter()
                    .any(|word| heading.contains(word));
                let says_yes = matches!(status.trim(), "y" | "yes" | "true" | "1" | "t");
                person.died |= asks && says_yes;
                person.died |= ["deceased", "dead", "died", "death"].iter().any(|word| {
                    status
                        .split(|c: char| !c.is_alphabetic())
                        .any(|part| part == *word)
                });
                let says_left = status
                    .split(|c: char| !c.is_alphabetic())
                    .any(|part| LEFT.contains(&part));
                if says_left {
                    person.left = Some(text);
                }
            }
            _ => {}
        }
    }

    fn read_phones(&mut self, at: usize, purpose: PhoneUse, text: &str) {
        let read = reach::phones(text, purpose);
        self.found.zero_restored |= read.restored;
        for (purpose, number) in read.numbers {
            self.found.person.add_phone(purpose, number);
        }
        if read.unread {
            self.warn(
                at,
                Doubt::new(
                    "This is not a telephone number; it was left out",
                    "Correct the number, or add it once the person is in.",
                ),
            );
        }
    }

    fn read_name_cell(&mut self, at: usize, field: Field, cell: &str, text: String) {
        if begins_like_formula(cell) || cell.trim_start().starts_with(['-', '－']) && text.len() > 1
        {
            self.refuse(
                at,
                Doubt::new(
                    "A name cannot begin as a formula does",
                    "Type the name again in the spreadsheet, without the sign before it.",
                ),
            );
            return;
        }
        if values::is_telling(&text) || !text.chars().any(char::is_alphabetic) && text != "-" {
            self.refuse(
                at,
                Doubt::new(
                    "This is not a name",
                    "Check whether the cells of this row have moved, and correct it.",
                ),
            );
            return;
        }
        if text.chars().nth(names::LONGEST).is_some() {
            let too_long = Doubt::new(
                format!(
                    "A name has at most {} letters, and this has {}",
                    names::LONGEST,
                    text.chars().count()
                ),
                "Check whether the cells of this row have run together, and shorten it to what they are called.",
            );
            let mut problem = self.problem(at, too_long);
            // Its beginning is enough to find it.
            problem.value = problem
                .value
                .chars()
                .take(40)
                .chain("...".chars())
                .collect();
            self.bad.push(problem);
            return;
        }
        if lost_a_letter(&text) {
            self.found.warnings.push(self.problem(
                at,
                Doubt::new(
                    "A letter of the name seems to have been lost",
                    "Check the spelling, and correct it here or once the person is in.",
                ),
            ));
        } else if is_garbled(&text) {
            self.found.warnings.push(self.problem(
                at,
                Doubt::new(
                    "Letters of the name look garbled",
                    "Export the list again as UTF-8, or correct the name once the person is in.",
                ),
            ));
        }
        let text = if text == "-" { String::new() } else { text };
        let parts = &mut self.parts;
        match field {
            Field::FullName => parts.full = text,
            Field::Title => parts.title = text,
            Field::GivenName => parts.given = text,
            Field::MiddleNames => parts.middle = text,
            Field::FamilyName => parts.family = text,
            _ => parts.preferred = text,
        }
    }
}

/// Says whether a column holds words, where a date, a postcode or a number shows that cells have moved.
fn is_words(field: Field) -> bool {
    matches!(
        field,
        Field::AddressLine | Field::PracticeName | Field::NamedGp | Field::Gender | Field::Status
    )
}

/// Says whether any text may stand in a column, so that a formula would be kept.
fn keeps_any_text(field: Field) -> bool {
    matches!(
        field,
        Field::AddressLine
            | Field::Language
            | Field::PracticeName
            | Field::PracticeCode
            | Field::NamedGp
            | Field::LocalId
            | Field::Condition
            | Field::Notes
    )
}

/// Says whether a name has a "?" or a replacement sign beside a letter, where an accented letter was.
fn lost_a_letter(name: &str) -> bool {
    let mut before = ' ';
    let mut after_mark = false;
    for c in name.chars() {
        if c == char::REPLACEMENT_CHARACTER
            || c == '?' && before.is_alphabetic()
            || after_mark && c.is_alphabetic()
        {
            return true;
        }
        after_mark = c == '?';
        before = c;
    }
    false
}
