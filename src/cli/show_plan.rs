//! What a plan arranges, as plain lines under the front page of `caseload show`: one fact a line.

use chrono::NaiveDate;

use crate::domain::arrangement::{ArrangementKind, repetitions};
use crate::domain::record::Folder;
use crate::domain::team::Member;
use crate::domain::text::visible;

/// The lines; none where nothing is arranged.
pub fn lines(folder: &Folder, today: NaiveDate) -> Vec<String> {
    let Some(plan) = &folder.plan else {
        return Vec::new();
    };
    let team: Vec<&Member> = folder.team.iter().map(|kept| &kept.value).collect();
    let mut lines = Vec::new();
    for (label, text) in [
        ("In general, when things go wrong", &plan.contingency),
        ("Backup, for both", &plan.backup),
        ("Agreed contact with the practice", &plan.practice_contact),
    ] {
        if !text.trim().is_empty() {
            lines.push(one_line(&format!("{label}: {text}")));
        }
    }
    for kind in ArrangementKind::ALL {
        for entry in plan.arrangements.entries(kind, today) {
            let told = plan.arrangements.told(&entry, &team, today);
            lines.push(one_line(&told.title));
            let facts = told.facts.iter();
            lines.extend(facts.map(|fact| one_line(&format!("  {}: {}", fact.label, fact.value))));
        }
    }
    let twice = repetitions(&plan.arrangements.interventions, today);
    lines.extend(twice.iter().map(|pair| one_line(&pair.says())));
    lines
}

/// A text on one line, with nothing in it that a terminal would act on.
fn one_line(text: &str) -> String {
    let indent = text.len() - text.trim_start().len();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:indent$}{}", "", visible(&words))
}
