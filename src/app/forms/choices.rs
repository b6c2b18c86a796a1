//! Choices among texts of the record: told apart where two are alike, and found again where others changed them.

use crate::app::form::Form;
use crate::app::notice::Failure;

/// The texts of a choice in which nothing may be chosen.
pub(super) fn first_none(texts: impl IntoIterator<Item = String>) -> impl Iterator<Item = String> {
    std::iter::once("none".to_owned()).chain(texts)
}

/// Texts that can be told apart as the options of a choice.
pub(super) fn apart(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut apart: Vec<String> = Vec::new();
    for text in texts {
        let mut one = text.clone();
        let mut number = 2;
        while apart.contains(&one) {
            one = format!("{text} ({number})");
            number += 1;
        }
        apart.push(one);
    }
    apart
}

/// The place of a chosen text among those that there are now: others may have taken some away, or moved them, since the
/// form was opened.
pub(super) fn chosen_now(
    form: &Form,
    name: &'static str,
    texts: impl IntoIterator<Item = String>,
) -> Result<usize, Failure> {
    let word = form.word(name);
    apart(texts)
        .iter()
        .position(|text| text == word)
        .ok_or_else(|| {
            Failure::new(format!(
                "\"{word}\" was changed or taken away by somebody else meanwhile. {{form.leave}} keeps what was typed; open this again to choose from what is there now."
            ))
            .at(name)
        })
}
