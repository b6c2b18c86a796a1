//! The care team: who holds which place, since when, how and when to reach them; past members after the present.

use chrono::NaiveDate;

use super::person::{TabRow, nothing, rows};
use super::standing::away;
use crate::app::model::Model;
use crate::app::person_view::PersonView;
use crate::domain::say;
use crate::domain::team::Member;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the care team.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize, model: &Model) {
    if view.team.is_empty() {
        nothing(
            page,
            "The care team is empty. m adds somebody: the Lead Clinical Coordinator first.",
        );
        return;
    }
    let all = view.team.iter().map(|member| TabRow {
        indent: 0,
        role: if member.held_on(model.now.date()) {
            Role::Text
        } else {
            Role::Muted
        },
        text: line(member).into(),
    });
    let below: Vec<String> = view
        .team
        .get(view.cursor())
        .map(|member| full(member, model.now.date()))
        .unwrap_or_default();
    rows(page, view, count, all, &below);
}

fn line(member: &Member) -> String {
    let title = if member.title.is_empty() {
        String::new()
    } else {
        format!(", {}", member.title)
    };
    let until = member
        .until_on
        .map(|until| format!(" until {}", say::full(until)))
        .unwrap_or_default();
    format!(
        "{:<25} {}{title}  {}  from {}{until}",
        member.role.word(),
        member.name,
        member.phone,
        say::full(member.from_on)
    )
}

fn full(member: &Member, today: NaiveDate) -> Vec<String> {
    let mut lines = Vec::new();
    let mut parts: Vec<String> = [
        &member.name,
        &member.title,
        &member.organisation,
        &member.phone,
        &member.email,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .cloned()
    .collect();
    parts.push(format!("reached {}", member.reach.word()));
    lines.push(parts.join(", "));
    lines.extend(away(member, today));
    if let Some(handover) = &member.handover {
        lines.push(format!("handed over by {}: {}", handover.by, handover.note));
    }
    for (label, text) in [
        ("does", &member.does),
        ("ring about", &member.ring_for),
        ("may be told", &member.may_be_told),
        ("lead, not the GP", &member.variation),
    ] {
        if !text.is_empty() {
            lines.push(format!("{label}: {text}"));
        }
    }
    lines
}
