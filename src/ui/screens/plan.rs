//! The plan as an outline, the person's own words first, with what is missing said in words under it.

use super::person::{TabRow, rows};
use crate::app::outline::Part;
use crate::app::person_view::PersonView;
use crate::domain::calendar::Holidays;
use crate::domain::completeness;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the plan.
pub fn draw(page: &mut Page<'_>, view: &PersonView, count: usize, holidays: &Holidays) {
    let all = view.outline.iter().map(|row| TabRow {
        indent: row.depth * 2,
        role: match row.part {
            Part::Heading => Role::Heading,
            Part::Words(_) if !row.needs_look => Role::Quote,
            _ if row.needs_look => Role::Warning,
            _ => Role::Text,
        },
        text: if row.needs_look && row.part != Part::Heading {
            format!("! {}", row.text).into()
        } else {
            row.text.as_str().into()
        },
    });
    let mut below = Vec::new();
    if let Some(row) = view.outline.get(view.cursor()) {
        below.push(row.text.clone());
        below.extend(workings(view, row.part, holidays));
    }
    if let Some(shared) = &view.shared
        && !shared.standing.is_empty()
    {
        below.push(shared.standing.clone());
    }
    let missing = completeness::missing(&view.folder);
    if !missing.is_empty() {
        let says: Vec<&str> = missing
            .iter()
            .map(|missing| missing.says.as_str())
            .collect();
        below.push(format!("Not there yet: {}", says.join("; ")));
    }
    rows(page, view, count, all, &below);
}

/// How the days of the selected row came about.
fn workings(view: &PersonView, part: Part, holidays: &Holidays) -> Option<String> {
    match part {
        Part::Review => {
            let plan = view.folder.plan.as_ref()?;
            let sums = [plan.review_due_shown(), plan.review_by_shown()];
            let sums: Vec<String> = sums
                .into_iter()
                .flatten()
                .map(|worked| worked.how)
                .collect();
            (!sums.is_empty()).then(|| sums.join("; "))
        }
        Part::Action(id) => {
            let item = view.items.iter().find(|item| item.id == id)?;
            let how = item.expected(holidays)?.how;
            (!how.is_empty()).then_some(how)
        }
        Part::Heading
        | Part::Words(_)
        | Part::NoWords
        | Part::Text(_)
        | Part::Need(_)
        | Part::Goal(_)
        | Part::Agreement => None,
    }
}
