//! The contact log, newest first; failed attempts, late entries and corrections are marked in words.

use chrono::NaiveDate;

use super::person::{TabRow, nothing, rows};
use crate::app::log_search::LogSearch;
use crate::app::model::Model;
use crate::app::person_view::PersonView;
use crate::domain::contact::{Contact, Direction, Reached, With};
use crate::domain::london;
use crate::domain::say;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// How many words a correction has to begin with in common with what it corrects before they are left out of its row.
const SAME_WORDS: usize = 3;

/// Draws the log.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize, model: &Model) {
    if view.folder.contacts.is_empty() {
        nothing(
            page,
            "No contact has been logged yet. {person.contact} logs one, {person.attempt} logs an attempt.",
        );
        return;
    }
    let corrected = |contact: &Contact| {
        view.folder
            .contacts
            .iter()
            .any(|other| other.corrects == Some(contact.id))
    };
    let row_at = |at: usize| {
        let contact = view.logged(at)?;
        let corrected = corrected(contact);
        Some(TabRow {
            indent: 0,
            role: if corrected || contact.result != Reached::Yes {
                Role::Muted
            } else {
                Role::Text
            },
            text: line(contact, corrected, &words(contact, view), model).into(),
        })
    };
    let mut below: Vec<String> = view
        .logged(view.cursor())
        .map(|contact| {
            let mut lines = vec![contact.gist.clone()];
            if let Some(next) = &contact.next {
                let what = if next.what.is_empty() {
                    "speak again"
                } else {
                    &next.what
                };
                lines.push(format!(
                    "Next {}: {what}",
                    say::day(next.on, model.now.date())
                ));
            }
            lines
        })
        .unwrap_or_default();
    if let Some(search) = &view.log_search {
        let of = view.folder.contacts.len();
        below.insert(0, searched(search, of, model.now.date()));
    }
    rows(page, view, count, row_at, &below);
}

/// What is searched for and narrowed to, and how many entries that hides.
fn searched(search: &LogSearch, of: usize, today: NaiveDate) -> String {
    let hidden = of.saturating_sub(search.rows.len());
    let found = if search.rows.is_empty() {
        "no entry fits".to_owned()
    } else {
        say::count(search.rows.len(), "entry", "entries")
    };
    let mut what = Vec::new();
    if !search.filter.is_none() {
        what.push(format!("Only: {}", search.filter.words(today)));
    }
    let text = search.edit.text();
    if search.is_typing || !text.is_empty() || what.is_empty() {
        what.push(format!("Search: {text}"));
    }
    format!(
        "{}   {found}, {hidden} hidden   {{log_find.leave}} shows all",
        what.join("   ")
    )
}

/// What was said, on one line. Of a correction what is new in it: how it begins stands in the row that it corrects.
fn words(contact: &Contact, view: &PersonView) -> String {
    let now: Vec<&str> = contact.gist.split_whitespace().collect();
    let before = (view.folder.contacts.iter())
        .find(|other| contact.corrects == Some(other.id))
        .map(|other| other.gist.split_whitespace());
    let same = before.map_or(0, |before| {
        let both = now.iter().zip(before);
        both.take_while(|(now, before)| **now == *before).count()
    });
    match now.get(same..) {
        Some(new) if same >= SAME_WORDS && !new.is_empty() => format!("... {}", new.join(" ")),
        _ => now.join(" "),
    }
}

fn line(contact: &Contact, corrected: bool, words: &str, model: &Model) -> String {
    let at = london::local(contact.at);
    let arrow = if contact.direction == Direction::In {
        "in"
    } else {
        "out"
    };
    let whom = if contact.whom.is_empty() {
        match contact.with {
            With::Person => String::new(),
            other => format!(" {}", other.word()),
        }
    } else {
        format!(" {}", contact.whom)
    };
    let result = if contact.result == Reached::Yes {
        String::new()
    } else {
        format!(" [{}]", contact.result.word())
    };
    let mut marks = String::new();
    if corrected {
        marks.push_str(" [corrected]");
    }
    // Every correction is written later: to say so as well would only push its words out of the row.
    if contact.corrects.is_some() {
        marks.push_str(" [correction]");
    } else if contact.is_late_entry() {
        marks.push_str(" [late entry]");
    }
    format!(
        "{:<15} {} {arrow}{whom}{result}{marks}: {words}",
        say::day_time(at, model.now.date()),
        contact.channel.word(),
    )
}
