//! A person's diary: what is to come first, then what was, the newest first; the selected one in full.

use super::person::{BOTH_KEPT, TabRow, nothing, rows};
use crate::app::model::Model;
use crate::app::person_view::PersonView;
use crate::domain::appointment::{Appointment, How, hints};
use crate::domain::say;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the diary.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize, model: &Model) {
    if view.diary.is_empty() {
        nothing(page, "No appointments yet. {appointment.book} books one.");
        return;
    }
    let today = model.now.date();
    let row_at = |at: usize| {
        view.diary.get(at).map(|one| TabRow {
            indent: 0,
            role: role(one),
            text: format!(
                "{:<22} {:<13} {}{}",
                one.at.word(today),
                standing(one, model),
                if one.keeps_both() { BOTH_KEPT } else { "" },
                one.line()
            )
            .into(),
        })
    };
    let below = view
        .appointment()
        .map(|one| {
            let all = view.folder.appointments.iter().map(|kept| &kept.value);
            let mut lines = in_full(one, hints(one, all, today), model);
            if one.keeps_both() {
                let says = "Two texts were written at once and both kept: {appointment.edit} makes one of them.";
                lines.insert(1, says.to_owned());
            }
            lines
        })
        .unwrap_or_default();
    rows(page, view, count, row_at, &below);
}

/// How a row of one is dressed.
pub(super) fn role(one: &Appointment) -> Role {
    match one.how() {
        Some(How::Missed) if !one.is_followed_up() => Role::Warning,
        _ if one.off_since().is_some() => Role::Warning,
        Some(_) => Role::Muted,
        None => Role::Text,
    }
}

/// How one stands, in a word or two.
pub(super) fn standing(one: &Appointment, model: &Model) -> &'static str {
    match one.how() {
        Some(_) if one.off_since().is_some() => "off, not told",
        Some(how) => how.word(),
        None if one.at.day() < model.now.date() => "how was it?",
        None if one.lacks().next().is_some() => "not ready",
        None => "booked",
    }
}

/// One in full, with what else there is to see in it.
pub(super) fn in_full(one: &Appointment, hints: Vec<String>, model: &Model) -> Vec<String> {
    let today = model.now.date();
    let agreed = one.agreed_on.map_or_else(
        || "the person was not asked yet".to_owned(),
        |on| format!("agreed {}", say::day(on, today)),
    );
    let mut first = vec![one.line()];
    first.extend((!one.place.is_empty()).then(|| one.place.clone()));
    first.extend(one.minutes.map(|minutes| format!("{minutes} minutes")));
    first.push(agreed);
    let mut lines = vec![first.join("; ")];
    lines.extend(hints);
    if let Some(came) = &one.came {
        let mut after = vec![format!(
            "{} (noted {})",
            came.how.word(),
            say::day(came.on, today)
        )];
        after.extend((!came.words.is_empty()).then(|| came.words.clone()));
        after.extend(
            one.off_since()
                .map(|_| "the person was not told".to_owned()),
        );
        after.extend(
            one.off_told_on
                .map(|on| format!("the person knew {}", say::day(on, today))),
        );
        after.extend((!one.answers.is_empty()).then(|| format!("answers: {}", one.answers)));
        after.extend(
            one.asked_on
                .map(|on| format!("asked {}", say::day(on, today))),
        );
        after.extend(one.dealt.as_ref().map(|dealt| dealt.words.clone()));
        after.extend(
            one.recall_due()
                .map(|on| format!("due again {}", say::day(on, today))),
        );
        lines.push(say::capital(&after.join("; ")));
    } else if one.lacks().next().is_some() {
        let prepare = if one.prepare.is_empty() {
            ""
        } else {
            &one.prepare
        };
        lines.push(format!(
            "Ready by: {}. {prepare}",
            one.prepare_by(&model.holidays).how
        ));
    }
    let supports: Vec<String> = one
        .supports_in_words()
        .map(|(what, words)| format!("{}: {words}", what.word()))
        .collect();
    if !supports.is_empty() {
        lines.push(say::capital(&supports.join("; ")));
    }
    if !one.questions.is_empty() {
        lines.push(format!("To ask: {}", one.questions));
    }
    lines
}
