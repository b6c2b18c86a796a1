//! Versions of a plan as pages to read: one printed, or two compared word by word.

use chrono::{DateTime, Utc};

use crate::domain::compare::differences;
use crate::domain::id::VersionId;
use crate::domain::record::Kept;
use crate::domain::say;
use crate::domain::sharing::Sharing;
use crate::domain::text;
use crate::domain::user::Authors;
use crate::domain::version::{Body, Version};
use crate::export::{Dossier, Format, Provenance, Scope};

/// A plan as text, as whoever was given it reads it.
pub fn printed(
    body: &Body,
    decisions: &[Kept<Sharing>],
    (login, name, authors): (&str, &str, Authors),
    now: DateTime<Utc>,
) -> Vec<String> {
    let made = Provenance {
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        author_login: login.to_owned(),
        author_name: name.to_owned(),
        authors,
        recipient: None,
    };
    // For reading alone: it has no number and is kept nowhere.
    let version = Version {
        id: VersionId(body.plan.id.0),
        person: body.person.id,
        number: 0,
        at: now,
        by: login.to_owned(),
        agreed: None,
        body: body.clone(),
    };
    let mut dossier = Dossier::of_version(&version, (&[], decisions), &made, Scope::ALL);
    dossier.version = None;
    dossier.version_number = None;
    let mut bytes = Vec::new();
    let rendered = Format::named("text")
        .map(|format| (format.render)(std::slice::from_ref(&dossier), &mut bytes));
    match rendered {
        Some(Ok(_)) => String::from_utf8_lossy(&bytes)
            .lines()
            .map(str::to_owned)
            .collect(),
        _ => vec!["This cannot be shown as text.".to_owned()],
    }
}

/// What changed from one plan to another, thing by thing.
pub fn compared((was, was_word): (&Body, &str), (now, now_word): (&Body, &str)) -> Vec<String> {
    let found = differences(was, now);
    let mut lines = vec![format!("From {was_word} to {now_word}.")];
    if found.is_empty() {
        lines.push(
            "They say the same: words, strengths, needs, goals, actions, team, what to do when things go wrong."
                .to_owned(),
        );
        return lines;
    }
    lines.push(format!(
        "{}. [-gone-] {{+new+}}; where nothing changed, ... stands.",
        say::count(found.len(), "difference", "differences")
    ));
    for one in found {
        lines.push(String::new());
        let (first, rest) = (&one.about, one.marked());
        let mut marked = text::lines(&rest);
        lines.push(format!("{first}: {}", marked.next().unwrap_or_default()));
        lines.extend(marked.map(std::borrow::Cow::into_owned));
    }
    lines
}
