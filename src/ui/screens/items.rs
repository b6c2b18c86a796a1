//! Open items, then the ended: what, of whom, who is waited for, by when, and the whole life of the selected one.

use super::person::{BOTH_KEPT, TabRow, nothing, rows};
use crate::app::forms::item_move::history;
use crate::app::model::Model;
use crate::app::person_view::PersonView;
use crate::domain::appointment::{self, How};
use crate::domain::item::{Item, ONGOING, Stage, Waiting};
use crate::domain::person::Name;
use crate::domain::say;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the items.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize, model: &Model) {
    let unmet = unmet(view, model);
    if view.items.is_empty() {
        let mut says = unmet;
        says.insert(
            0,
            "Nobody is waiting for anything. {item.question} asks a question, {item.action} adds an action."
                .to_owned(),
        );
        nothing(page, &says.join(" "));
        return;
    }
    let row_at = |at: usize| {
        view.items.get(at).map(|item| TabRow {
            indent: 0,
            role: match item.stage() {
                Stage::Ended => Role::Muted,
                Stage::Answered => Role::Warning,
                Stage::Asked if late(item, model) => Role::Overdue,
                Stage::Asked => Role::Text,
            },
            text: line(item, &view.folder.person.name, model).into(),
        })
    };
    let mut below: Vec<String> = view
        .items
        .get(view.cursor())
        .map(|item| {
            let because = if item.because.is_empty() {
                String::new()
            } else {
                format!(" - because: {}", item.because)
            };
            let standing = if item.is_open() {
                let again = item.once_more().map(say::capital);
                let again = again.map_or_else(String::new, |again| format!("{again}. "));
                let waits_for = item.waits_for(&view.folder.person.name);
                format!("{again}Waiting for {waits_for}. ")
            } else {
                String::new()
            };
            // Before its life so far, which is cut where it is long.
            let in_diary = in_diary(item, view, model).unwrap_or_default();
            let history = history(item, &model.holidays).join("; ");
            let both = item.keeps_both().then(|| {
                "Two texts were written at once and both kept: {item.edit} makes one of them."
                    .to_owned()
            });
            let mut lines = vec![format!("{}{because}", item.what)];
            lines.extend(both);
            lines.push(format!("{standing}{in_diary}{history}"));
            lines
        })
        .unwrap_or_default();
    below.extend(unmet);
    rows(page, view, count, row_at, &below);
}

/// What was looked for in the directory for them in vain.
fn unmet(view: &PersonView, model: &Model) -> Vec<String> {
    let today = model.now.date();
    let all = view.folder.unmet.iter();
    all.map(|need| format!("Nothing found for: {}", need.line(today)))
        .collect()
}

/// Where its appointment stands in the diary, which knows the time.
fn in_diary(item: &Item, view: &PersonView, model: &Model) -> Option<String> {
    let one = appointment::standing(&view.folder.appointments, item.appointment?)?;
    let became = one.how().map_or("booked", How::word);
    let at = one.at.word(model.now.date());
    let because = match &one.came {
        Some(came) if !came.words.is_empty() => format!(": {}", came.words.trim_end_matches('.')),
        _ => String::new(),
    };
    Some(format!("In the diary: {at}, {became}{because}. "))
}

/// Late against somebody; what waits for the person never is (R59).
fn late(item: &Item, model: &Model) -> bool {
    item.waiting != Waiting::Person
        && item
            .expected(&model.holidays)
            .is_some_and(|expected| expected.date < model.now.date())
}

/// Kind, by when, what and of whom: what matters most stands where it is never cut.
fn line(item: &Item, person: &Name, model: &Model) -> String {
    let today = model.now.date();
    let owner = if item.owner.is_empty() {
        String::new()
    } else {
        format!(" ({})", item.owner)
    };
    let standing = match item.stage() {
        Stage::Ended => {
            let on = item.ended.as_ref().map_or(item.asked_on, |ended| ended.on);
            format!("ended {}", say::day(on, today))
        }
        Stage::Answered => "answered, not told".to_owned(),
        Stage::Asked => {
            let word = if late(item, model) { "LATE " } else { "by " };
            match item.expected(&model.holidays) {
                Some(expected) => format!("{word}{}", say::day(expected.date, today)),
                None if item.ongoing => ONGOING.to_owned(),
                None => "no date".to_owned(),
            }
        }
    };
    let waiting = match (item.stage(), item.waiting) {
        (Stage::Asked, _) if item.ongoing => "",
        (Stage::Asked, Waiting::Service) => "them",
        (Stage::Asked, Waiting::Person) if item.taken_by(person).is_some() => "carer",
        (Stage::Asked, Waiting::Person) => "person",
        (Stage::Asked, Waiting::Us) => "us",
        (Stage::Answered | Stage::Ended, _) => "",
    };
    let both = if item.keeps_both() { BOTH_KEPT } else { "" };
    format!(
        "{:<8} {standing:<18} {waiting:<6} {both}{}{owner}",
        item.kind.word(),
        item.what_now()
    )
}
