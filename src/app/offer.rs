//! Words that a field offers while something is typed into it: those that are there already.

use super::form::{Form, Input};
use super::keys::Key;
use super::line_edit::LineEdit;
use crate::domain::find::{Query, fold};

/// Words that a field offers.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    /// The words.
    pub words: String,
    /// How many people they are said of; 0 where that is not known.
    pub people: u32,
    /// Of a phrase of the person's own words, the heading it stands under; else empty.
    pub under: &'static str,
}

impl Offer {
    /// Words of which nobody is counted.
    pub fn new(words: String) -> Self {
        Self {
            words,
            people: 0,
            under: "",
        }
    }

    /// Whether it is a phrase of the person's own words: those are shown whole, a line each.
    pub fn is_phrase(&self) -> bool {
        !self.under.is_empty()
    }
}

/// The offers that fit what is typed; all of them once one of them stands in the field.
pub fn fitting<'a>(edit: &LineEdit, offers: &'a [Offer]) -> impl Iterator<Item = &'a Offer> {
    let typed = edit.text();
    let whole = offers.iter().any(|offer| offer.words == typed);
    let query = Query::new(if whole { "" } else { &typed });
    offers
        .iter()
        .filter(move |offer| query.matches(&fold(&offer.words)))
}

/// Right at the end of the text takes the first offer that fits, then the next one.
pub fn take_offer(edit: &mut LineEdit, offers: &[Offer], key: Key) -> bool {
    if key != Key::Right || !edit.after().is_empty() {
        return false;
    }
    let typed = edit.text();
    let next = match offers.iter().position(|offer| offer.words == typed) {
        Some(at) => offers.get(at + 1).or_else(|| offers.first()),
        None => fitting(edit, offers).next(),
    };
    let Some(offer) = next else { return false };
    *edit = LineEdit::new(&offer.words);
    true
}

/// Letters from which something is looked for while it is typed.
const FEWEST_LETTERS: usize = 3;

impl Form {
    /// Offers under the cursor what `found` finds, once something else is typed there and it is long enough to look for.
    ///
    /// # Errors
    /// Whatever `found` fails with.
    pub fn offer_once_typed<E>(
        &mut self,
        found: impl FnOnce(&str) -> Result<Vec<String>, E>,
    ) -> Result<(), E> {
        let field = self.fields.get_mut(self.focus);
        let Some(Input::Offered(edit, offers)) = field.map(|field| &mut field.input) else {
            return Ok(());
        };
        let typed = edit.text();
        if typed == self.asked {
            return Ok(());
        }
        if typed.trim().chars().count() < FEWEST_LETTERS {
            offers.clear();
        } else if !offers.iter().any(|offer| offer.words == typed) {
            let found = found(&typed)?.into_iter();
            *offers = found.map(Offer::new).collect();
        }
        self.asked = typed;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_takes_what_is_offered_one_after_the_other() {
        let offers = ["Mill Lane Surgery", "Park Road"].map(|words| Offer {
            words: words.into(),
            people: 1,
            under: "",
        });
        let right = |text: &str| {
            let mut edit = LineEdit::new(text);
            take_offer(&mut edit, &offers, Key::Right).then(|| edit.text())
        };
        for (text, taken) in [
            ("", Some("Mill Lane Surgery")),
            ("Mill Lane Surgery", Some("Park Road")),
            ("Park Road", Some("Mill Lane Surgery")),
            ("ROAD", Some("Park Road")),
            ("zebra", None),
        ] {
            assert_eq!(right(text).as_deref(), taken, "{text}");
        }
        let mut within = LineEdit::new("road");
        within.key(Key::Left);
        assert!(!take_offer(&mut within, &offers, Key::Right));
    }
}
