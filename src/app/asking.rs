//! A question that a form puts once: what is unlikely but can be is neither refused nor kept unasked.

use chrono::NaiveDate;

use super::form::Form;
use super::notice::Failure;
use crate::domain::say;

impl Form {
    /// Puts a question about a field once: what is unlikely but can be is kept when it is saved again as it stands.
    ///
    /// # Errors
    /// The question, the first time.
    pub fn ask_once(
        &self,
        field: &'static str,
        question: impl std::fmt::Display,
    ) -> Result<(), Failure> {
        let question = Failure::question(question).at(field);
        if self.put.contains(&question.message) {
            Ok(())
        } else {
            Err(question)
        }
    }

    /// Asks once whether something really is booked for a London day that has passed: it may be written down afterwards,
    /// but a slip in the day is likelier, and nobody would go.
    ///
    /// # Errors
    /// The question, the first time.
    pub fn ask_past(
        &self,
        field: &'static str,
        day: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Failure> {
        if day >= today {
            return Ok(());
        }
        let day = say::full(day);
        self.ask_once(
            field,
            format!("{day} has passed: check the day and its year."),
        )
    }
}
