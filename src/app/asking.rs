//! A question that a form puts once: what is unlikely but can be is neither refused nor kept unasked.

use super::form::Form;
use super::notice::Failure;

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
}
