//! The care team: who holds which place, since when, how and when to reach them; past members after the present.

use chrono::NaiveDate;

use super::pane::{Pane, used};
use super::person::{TabRow, nothing, rows};
use super::standing::away;
use crate::app::model::Model;
use crate::app::person_view::PersonView;
use crate::domain::say;
use crate::domain::sharing::{Told, with_warning};
use crate::domain::team::{Member, Reach};
use crate::domain::variation::{Lasts, Variation};
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the care team.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize, model: &Model) {
    if view.team.is_empty() {
        nothing(
            page,
            "The care team is empty. {team.add} adds somebody: the Lead Clinical Coordinator first.",
        );
        return;
    }
    let row_at = |at: usize| {
        view.team.get(at).map(|member| TabRow {
            indent: 0,
            role: if member.held_on(model.now.date()) {
                Role::Text
            } else {
                Role::Muted
            },
            text: line(member, told(view, member, model).warning()).into(),
        })
    };
    let below: Vec<String> = view
        .team
        .get(view.cursor())
        .map(|member| full(member, &told(view, member, model).says(), model.now.date()))
        .unwrap_or_default();
    let used = used(view.team.len(), view.top(), count);
    let pane = Pane::shared(page, (count, used), &below, &[], "{team.open}: in full");
    rows(page, view, pane.count, row_at, &pane.lines);
}

fn line(member: &Member, warning: &str) -> String {
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
        with_warning(&member.phone, warning),
        say::full(member.from_on)
    )
}

/// What somebody may be told, as it was decided.
fn told(view: &PersonView, member: &Member, model: &Model) -> Told {
    let team = view.team.iter().map(|kept| &kept.value);
    Told::of(
        member,
        team,
        &view.folder.shared.decisions(),
        model.now.date(),
    )
}

fn full(member: &Member, told: &str, today: NaiveDate) -> Vec<String> {
    let mut lines = Vec::new();
    // What it takes to ring them stands first: what is long comes after it.
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
    parts.push(match member.reach {
        Reach::NotRecorded => "hours not recorded ({team.edit})".to_owned(),
        said => format!("reached {}", said.word()),
    });
    lines.push(parts.join(", "));
    lines.extend(away(member, today));
    for (label, text) in [
        ("", &member.ties_line()),
        ("speciality: ", &member.speciality),
        ("team: ", &member.works_in),
    ] {
        if !text.is_empty() {
            lines.push(format!("{label}{text}"));
        }
    }
    if !member.ring_for.is_empty() {
        lines.push(format!("ring about: {}", member.ring_for));
    }
    lines.extend(member.variation.as_ref().map(varies));
    if let Some(handover) = &member.handover {
        lines.push(format!("handed over by {}: {}", handover.by, handover.note));
    }
    let needs = member.access_line();
    let strain = member
        .carer
        .as_ref()
        .and_then(|carer| carer.strain_now())
        .map(|strain| format!("{} ({})", strain.line(), say::day(strain.on, today)))
        .unwrap_or_default();
    for (label, text) in [
        ("needs", needs.as_str()),
        ("may be told", told),
        ("does", &member.does),
        ("by night", &member.at_night),
        ("if they stopped", &member.if_stopped),
        ("how it is", &strain),
        ("words that work", &member.words_that_work),
    ] {
        if !text.is_empty() {
            lines.push(format!("{label}: {text}"));
        }
    }
    lines
}

/// Why another than the named GP leads, with what is still missing of it.
fn varies(variation: &Variation) -> String {
    let lasts = match variation.lasts {
        Lasts::NotSaid => String::new(),
        Lasts::Permanent => ", permanent".to_owned(),
        Lasts::Temporary { until_on: None } => ", for a time".to_owned(),
        Lasts::Temporary {
            until_on: Some(until),
        } => format!(", until {}", say::full(until)),
    };
    let approved = match &variation.approved {
        Some(approval) => format!("approved {} {}", say::full(approval.on), approval.how)
            .trim_end()
            .to_owned(),
        None => "approval not recorded ({team.variation})".to_owned(),
    };
    let gp = if variation.gp_part.is_empty() {
        "the GP's part not recorded ({team.variation})".to_owned()
    } else {
        format!("GP: {}", variation.gp_part)
    };
    format!(
        "lead, not the GP: {}{lasts}; {approved}; {gp}",
        variation.because
    )
}
