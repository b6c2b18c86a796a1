//! The person's own words under a form, phrase by phrase: the one place from which a goal takes the words it serves.

use crate::app::form::{Form, Input};
use crate::app::offer::{Offer, fitting};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Where phrases begin: under the labels, behind the mark.
const PHRASE: u16 = 2;

/// Draws the phrases between two rows; says whether there was room for one at least.
pub fn draw(page: &mut Page<'_>, form: &Form, from: u16, foot: u16) -> bool {
    let Some((at, edit, offers)) =
        form.fields
            .iter()
            .enumerate()
            .find_map(|(at, field)| match &field.input {
                Input::Offered(edit, offers) if offers.iter().any(Offer::is_phrase) => {
                    Some((at, edit, offers))
                }
                _ => None,
            })
    else {
        return false;
    };
    if from + 1 >= foot {
        return false;
    }
    let label = form.fields.get(at).map_or("", |field| field.label);
    let typed = edit.text();
    let fits: Vec<&Offer> = fitting(edit, offers).collect();
    let title = if at == form.focus {
        "Their own words (Right takes a phrase):".to_owned()
    } else {
        format!("Their own words, to choose from at {label}:")
    };
    page.put(1, from, Role::Heading, &title);
    if fits.is_empty() {
        let none = "Not among their words: the goal will be marked as not tied to them.";
        page.put(PHRASE, from + 1, Role::Muted, none);
        return true;
    }
    // The phrase that is taken, then those that Right takes next, round and round.
    let taken = fits.iter().position(|offer| offer.words == typed);
    let (before, after) = fits.split_at(taken.unwrap_or(0));
    let columns = usize::from(page.width().saturating_sub(PHRASE + 1));
    let mut y = from + 1;
    for (nth, offer) in after.iter().chain(before).enumerate() {
        let text = format!("\"{}\" ({})", offer.words, offer.under);
        let rows = wrap(&text, columns);
        let end = y.saturating_add(u16::try_from(rows.len()).unwrap_or(u16::MAX));
        // Half a phrase is none; the first is there whatever the room.
        if end > foot && nth > 0 {
            break;
        }
        if nth == 0 && taken.is_some() {
            page.put(0, y, Role::Marker, "*");
        }
        for (y, row) in (y..foot).zip(&rows) {
            page.put(PHRASE, y, Role::Quote, row);
        }
        y = end;
    }
    true
}
