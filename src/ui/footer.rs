//! The last line: what was just said, or the keys that matter here. Hints are dropped whole, never cut.

use unicode_width::UnicodeWidthStr;

use super::page::{Page, wrap};
use super::theme::Role;
use crate::app::command::{self, Availability};
use crate::app::forms::Purpose;
use crate::app::keymap::Keymap;
use crate::app::model::{Busy, Model, Overlay};
use crate::app::notice::Tone;

/// The command that shows all others.
const HELP: &str = "program.help";

/// Draws the last line of the page.
pub fn draw(page: &mut Page<'_>, model: &Model, keymap: &Keymap) {
    let y = page.height().saturating_sub(1);
    if let Some(Overlay::Confirm(confirm)) = model.overlays.last() {
        let after = page.put(1, y, Role::Warning, &confirm.question);
        let answers = keymap.spoken("{answer.yes}: yes   {answer.no}: no");
        page.put(after + 1, y, Role::KeyCap, &answers);
        page.set_cursor(after, y);
    } else if let Some(busy) = &model.busy {
        page.put(1, y, Role::Muted, &progress(busy, keymap));
    } else if let Some(notice) = &model.notice {
        let role = match notice.tone {
            Tone::Done => Role::Good,
            Tone::Warning => Role::Warning,
            Tone::Failed => Role::Error,
        };
        // A sentence that is longer than the line takes the rows over it too, so that its remedy can be read.
        let columns = usize::from(page.width().saturating_sub(2));
        let lines = wrap(&notice.text, columns);
        let most = page.height() / 2;
        let rows = u16::try_from(lines.len()).unwrap_or(most).min(most).max(1);
        for (row, line) in (y.saturating_sub(rows - 1)..=y).zip(lines) {
            page.clear_row(row);
            page.put(1, row, role, &line);
        }
    } else {
        hints(page, y, model, keymap);
    }
}

fn progress(busy: &Busy, keymap: &Keymap) -> String {
    match busy.done {
        (_, 0) => format!("{} ...", busy.what),
        (done, of) if !busy.cancels => format!("{}: {}%", busy.what, done.min(of) * 100 / of),
        (done, of) => format!(
            "{}: {}%  ({})",
            busy.what,
            done.min(of) * 100 / of,
            keymap.spoken("{program.cancel} cancels")
        ),
    }
}

fn hints(page: &mut Page<'_>, y: u16, model: &Model, keymap: &Keymap) {
    let scopes = model.scopes();
    let mut commands: Vec<_> = command::all()
        .filter(|command| command.hint > 0 && scopes.contains(&command.scope))
        // What would be refused is no hint.
        .filter(|command| (command.when)(model) == Availability::Ready)
        .collect();
    commands.sort_by_key(|command| {
        // What belongs to the place comes before what works everywhere.
        (
            scopes.iter().position(|scope| *scope == command.scope),
            command.hint,
        )
    });
    let mut room = usize::from(page.width());
    // Always in sight, and quiet: the whole sentence with its remedy is said at opening.
    if let Some(ends) = model.holidays.warning_in_brief(model.now.date()) {
        let said = format!("! {ends}");
        room = room.saturating_sub(said.width() + 2);
        page.put(
            u16::try_from(room + 1).unwrap_or(u16::MAX),
            y,
            Role::Warning,
            &said,
        );
    }
    let hints = commands.into_iter().filter_map(|command| {
        let key = keymap.key_of(command)?.to_string();
        let title = match (saving(model), command.name) {
            (Some(does), "form.save") => does.to_owned(),
            // There is nothing behind the door to go back to.
            (_, "form.leave") if model.at_door() => return None,
            _ => command.title.to_lowercase(),
        };
        Some((command.name, key, title))
    });
    // The key that shows all others has its place whatever else there is.
    let (help, hints): (Vec<_>, Vec<_>) = hints.partition(|(name, ..)| *name == HELP);
    let width = |(_, key, title): &(&str, String, String)| key.width() + 1 + title.width();
    let kept: usize = help.iter().map(|hint| width(hint) + 2).sum();
    let mut x = 1;
    for hint in &hints {
        if usize::from(x) + width(hint) + kept < room {
            x = put(page, x, y, hint);
        }
    }
    for hint in &help {
        x = put(page, x, y, hint);
    }
}

/// What saving does in the form on the screen, where it keeps nothing in the record.
fn saving(model: &Model) -> Option<&'static str> {
    match model.form()?.purpose {
        Purpose::Unlock => Some("open the store"),
        Purpose::Welcome => Some("make the store"),
        Purpose::ImportPath => Some("read the file"),
        Purpose::Accept => Some("bring them in"),
        Purpose::Export(_) | Purpose::OutcomeText(_) | Purpose::ReferralText(_) => Some("write"),
        _ => None,
    }
}

fn put(page: &mut Page<'_>, x: u16, y: u16, (_, key, title): &(&str, String, String)) -> u16 {
    let x = page.put(x, y, Role::KeyCap, key);
    // The colon ties the key to its words without a colour; the key that is a colon needs none.
    let joint = if key == ":" { " " } else { ":" };
    let x = page.put(x, y, Role::Footer, joint);
    page.put(x, y, Role::Footer, title) + 2
}
