//! The services directory: the search on top, what fits below it, the selected service in words under that.

use super::head;
use crate::app::model::Model;
use crate::app::services_view::ServicesView;
use crate::domain::say;
use crate::domain::service::{Service, Standing};
use crate::ui::layout::{self, TODAY_HEAD};
use crate::ui::page::{Page, wrap};
use crate::ui::theme::Role;

/// Column of the name.
const NAME: u16 = 2;
/// Columns of a telephone number.
const PHONE_WIDTH: u16 = 14;
/// Columns of the word that says whether it can be relied on.
const MARK_WIDTH: u16 = 7;

/// Draws the screen.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let Some(view) = &model.services else { return };
    head::draw(page, model);
    let all = view.everything().len();
    let x = page.put(1, 1, Role::Count, &say::count(all, "service", "services"));
    let x = if view.stale > 0 {
        page.put(x + 2, 1, Role::Warning, &format!("{} stale", view.stale))
    } else {
        x
    };
    if view.unmet > 0 {
        let said = say::count(view.unmet, "unmet need", "unmet needs");
        page.put(x + 2, 1, Role::Muted, &format!("{said} logged"));
    }
    search(page, view);
    let rows = layout::page_rows(page.width(), page.height(), model);
    list(page, view, model, rows);
    let top = TODAY_HEAD + u16::try_from(rows).unwrap_or(u16::MAX) + 1;
    if let Some(service) = view.selected() {
        detail(page, service, model, top);
    }
}

fn search(page: &mut Page<'_>, view: &ServicesView) {
    let typed = view.edit.text();
    if view.is_typing {
        let after = page.put(1, 2, Role::Heading, "Search: ");
        let end = page.put(after, 2, Role::InputFocus, &typed);
        let said = if typed.is_empty() {
            "words of need, name and place: benefits northfield".to_owned()
        } else {
            format!("{} found", view.len())
        };
        page.put(end + 2, 2, Role::Muted, &said);
        let cursor = page.put(after, 2, Role::InputFocus, view.edit.before());
        page.set_cursor(cursor, 2);
    } else if typed.is_empty() {
        let said = page.spoken("{services.find} searches by need, name and place.");
        page.put(1, 2, Role::Muted, &said);
    } else {
        let hidden = view.everything().len() - view.len();
        let said = format!(
            "Only \"{typed}\": {} shown, {hidden} hidden. {{services.back}} shows all of them.",
            view.len()
        );
        let said = page.spoken(&said);
        page.put(1, 2, Role::Warning, &said);
    }
}

fn list(page: &mut Page<'_>, view: &ServicesView, model: &Model, rows: usize) {
    if view.is_empty() {
        nothing(page, view);
        return;
    }
    let name_width = (page.width() * 3 / 8).clamp(18, 60);
    let phone = NAME + name_width + 1;
    let mark = phone + PHONE_WIDTH + 1;
    let needs = mark + MARK_WIDTH + 1;
    let shown = view.hits().enumerate().skip(view.top).take(rows);
    for (y, (place, service)) in (TODAY_HEAD..).zip(shown) {
        if place == view.cursor() {
            page.put(0, y, Role::Marker, ">");
            if !view.is_typing {
                page.set_cursor(0, y);
            }
        }
        let standing = service.standing(model.now.date());
        let (role, word) = match standing {
            Standing::Checked(_) => (Role::Text, ""),
            Standing::Stale(_) | Standing::NeverChecked => (Role::Warning, "stale"),
            Standing::Closed(_) => (Role::Muted, "closed"),
        };
        let text = if service.is_open() {
            Role::Text
        } else {
            Role::Muted
        };
        page.put_within(NAME, y, name_width, text, &service.name);
        page.put_within(phone, y, PHONE_WIDTH, text, service.phone());
        page.put_within(mark, y, MARK_WIDTH, role, word);
        let room = page.width().saturating_sub(needs);
        page.put_within(needs, y, room, Role::Muted, &service.needs.join(", "));
    }
}

/// What to do where there is nothing to show.
fn nothing(page: &mut Page<'_>, view: &ServicesView) {
    let text = if view.everything().is_empty() {
        "The directory is empty. {services.add} adds a service; {services.import} brings in a CSV list or an Open Referral UK file; {services.back} goes back."
    } else if view.is_typing {
        "No service fits. Shorter words find more. {services.keep}, then {services.unmet}, logs what is needed as an unmet need; {services.add} adds a service."
    } else {
        "No service fits. {services.unmet} logs what is needed as an unmet need; {services.add} adds a service; {services.back} shows all of them."
    };
    let columns = usize::from(page.width().saturating_sub(4));
    for (y, line) in (TODAY_HEAD + 1..).zip(wrap(&page.spoken(text), columns)) {
        page.put(2, y, Role::Text, &line);
    }
    if !view.is_typing {
        page.set_cursor(0, TODAY_HEAD);
    }
}

/// The selected service: what makes it the wrong place first, then how to reach it.
fn detail(page: &mut Page<'_>, service: &Service, model: &Model, top: u16) {
    let today = model.now.date();
    let standing = service.standing(today);
    let x = page.put(1, top, Role::Heading, &service.name);
    let role = match standing {
        Standing::Checked(_) => Role::Muted,
        Standing::Stale(_) | Standing::NeverChecked | Standing::Closed(_) => Role::Warning,
    };
    page.put(x + 2, top, role, &standing.words());
    let columns = usize::from(page.width().saturating_sub(4));
    let lines: Vec<(Role, String)> = service
        .lines(today)
        .into_iter()
        .flat_map(|(label, text)| {
            let role = match label {
                "Wrong place" | "Closed" => Role::Warning,
                _ => Role::Text,
            };
            let whole = format!("{label}: {text}");
            let wrapped: Vec<(Role, String)> = wrap(&whole, columns)
                .into_iter()
                .map(|line| (role, line))
                .collect();
            wrapped
        })
        .collect();
    let room = usize::from(page.height().saturating_sub(top + 2));
    let cut = lines.len() > room;
    let shown = if cut { room.saturating_sub(1) } else { room };
    let mut y = top + 1;
    for (role, line) in lines.iter().take(shown) {
        page.put(2, y, *role, line);
        y += 1;
    }
    if cut {
        let keys = if view_types(model) {
            "... {services.keep}, then {services.read} shows all of it"
        } else {
            "... {services.read} shows all of it"
        };
        page.put(2, y, Role::Muted, &page.spoken(keys));
    }
}

fn view_types(model: &Model) -> bool {
    model.services.as_ref().is_some_and(|view| view.is_typing)
}
