//! Why one person is where they are, as a page to read: what decides first, then what speaks, what lies ahead, what is
//! silent. Every day on it comes with the sum behind it.

use super::command::{self, Command, Scope};
use super::keymap::Keymap;
use super::model::{AfterReading, Overlay, Reading};
use super::notice::Failure;
use super::{App, Cx};
use crate::domain::id::PersonId;
use crate::domain::say;
use crate::domain::triage::{self, Bucket, Clock, Explained, Facts, Finding, Row, Watched};
use crate::store::Store;

/// Columns of a label: a line that begins with a blank is set out in two columns (`ui::overlays::reading`).
const LABEL: usize = 17;

/// Where somebody stands among the others of their bucket, counted from 1, and how many those are.
pub type Place = (usize, usize);

impl App {
    /// Explains the person a command is about.
    pub(super) fn explain(&mut self, cx: &Cx) -> Result<(), Failure> {
        let person = self.subject()?;
        let clock = Self::clock(&self.model.holidays, cx);
        let store = self
            .store
            .as_ref()
            .ok_or_else(|| Failure::new("The store is locked."))?;
        let facts = facts_shown(store, person)?.ok_or_else(|| {
            Failure::new(
                "They are no longer followed, so no rule looks at them. {person.back} goes back to the list.",
            )
        })?;
        let place = place(self.model.today.everybody(), person);
        let lines = page(&facts, place, &clock, &self.keymap);
        self.seen.explained(person, cx);
        self.model.overlays.push(Overlay::Reading(Reading {
            title: format!("Why: {}", facts.name),
            lines,
            top: 0,
            then: AfterReading::Back,
        }));
        Ok(())
    }
}

/// The facts of an open person with how each of their days came about; `None` when they are not open.
///
/// # Errors
/// Engine faults.
pub fn facts_shown(store: &Store, person: PersonId) -> Result<Option<Facts>, crate::store::Fault> {
    let Some(facts) = store.facts(person)? else {
        return Ok(None);
    };
    let folder = store.folder(person, Some(0))?;
    let plan = folder.plan.as_ref().map(|plan| &plan.value);
    Ok(Some(facts.with_review_shown(plan)))
}

/// The place of a person in a list that is in order.
pub fn place(rows: &[Row], person: PersonId) -> Option<Place> {
    let bucket = rows.iter().find(|row| row.person == person)?.bucket;
    let mut same = rows.iter().filter(|row| row.bucket == bucket);
    let count = same.clone().count();
    let at = same.position(|row| row.person == person)?;
    Some((at + 1, count))
}

/// The whole explanation, line by line.
pub fn page(
    facts: &Facts,
    place: Option<Place>,
    clock: &Clock<'_>,
    keymap: &Keymap,
) -> Vec<String> {
    let explained = triage::explain(facts, clock);
    let mut lines = decided(&explained, place, clock);
    let (speaking, others): (Vec<&Watched>, Vec<&Watched>) = triage::by_weight(&explained.rules)
        .into_iter()
        .partition(|watched| watched.speaks());
    let (silent, ahead): (Vec<&Watched>, Vec<&Watched>) = others
        .into_iter()
        .partition(|watched| watched.findings.is_empty());
    let now = if explained.bucket == Bucket::Paused {
        "Would speak now, were it not for the pause"
    } else {
        "Speaking now"
    };
    for (heading, rules) in [(now, speaking), ("Ahead", ahead)] {
        if !rules.is_empty() {
            lines.extend([String::new(), heading.to_owned()]);
        }
        for watched in rules {
            lines.push(String::new());
            lines.extend(rule(watched, clock, keymap));
        }
    }
    lines.extend([String::new(), "Silent".to_owned(), String::new()]);
    lines.extend(silent.into_iter().map(|watched| {
        let rule = watched.rule;
        format!(
            "{} {}: {}",
            rule.class.letter(),
            rule.watches,
            watched.otherwise
        )
    }));
    lines
}

/// The bucket with the questions that led to it, and the place in it.
fn decided(explained: &Explained, place: Option<Place>, clock: &Clock<'_>) -> Vec<String> {
    let bucket = explained.bucket.word();
    let mut lines = vec![
        format!("{bucket}, because {}.", explained.because),
        String::new(),
    ];
    lines.extend(
        explained
            .steps
            .iter()
            .map(|step| labelled(step.asks, &step.answer)),
    );
    lines.push(labelled("So", bucket));
    let order = explained.order.join(", then ");
    lines.push(match place {
        Some((at, of)) => labelled("Place", &format!("{at} of {of}, by {order}")),
        None => labelled("Place", &format!("by {order}")),
    });
    lines.push(labelled(
        "As at",
        &format!(
            "{} {}, London time",
            say::full(clock.today()),
            say::time(clock.now.time())
        ),
    ));
    if let Some(warning) = clock.holidays.warning(clock.today()) {
        lines.push(labelled("Calendar", &warning));
    }
    lines
}

fn rule(watched: &Watched, clock: &Clock<'_>, keymap: &Keymap) -> Vec<String> {
    let rule = watched.rule;
    let mut lines = vec![format!("{} {}", rule.class.letter(), rule.watches)];
    for finding in &watched.findings {
        lines.extend(found(finding, clock));
    }
    let mut commands: Vec<&str> = watched.findings.iter().map(|one| one.command).collect();
    commands.dedup();
    if commands.is_empty() {
        commands.push(rule.command);
    }
    let keys = commands
        .into_iter()
        .filter_map(|command| what_to_press(command, keymap));
    lines.extend(keys.map(|keys| labelled("Dealt with by", &keys)));
    lines.push(labelled("Rule", rule.name));
    lines
}

fn found(finding: &Finding, clock: &Clock<'_>) -> Vec<String> {
    let mut lines = vec![labelled("Found", &finding.says)];
    let day = say::full(finding.due);
    if let Some((until, because)) = &finding.put_off {
        let until = say::full(*until);
        lines.push(labelled(
            "Put off",
            &format!("until {until}, because {because}"),
        ));
        lines.push(labelled("Would speak", &format!("since {day}")));
    } else {
        lines.push(speaks(finding, &day, clock));
    }
    let mut label = "Worked out";
    for sum in &finding.workings {
        lines.push(labelled(label, sum));
        label = "";
    }
    if let Some(late) = &finding.late {
        lines.push(labelled("Late", late));
    }
    lines
}

fn speaks(finding: &Finding, day: &str, clock: &Clock<'_>) -> String {
    if finding.speaks {
        labelled("Speaks", &format!("since {day}"))
    } else {
        let away = say::relative(finding.due, clock.today());
        labelled("Speaks", &format!("on {day}, {away}"))
    }
}

fn labelled(label: &str, text: &str) -> String {
    format!("{:<LABEL$}{text}", format!(" {label}"))
}

/// The keys of a command from the list or a person's page, and what it is called: `c: log contact`,
/// `on their page 4, choose it, then h: chased`.
pub fn what_to_press(name: &str, keymap: &Keymap) -> Option<String> {
    let command = command::named(name)?;
    if let Some(said) = keymap.without_keys(command) {
        let tab = tab_of(command.scope).and_then(command::named);
        let tab = tab.filter(|_| said.starts_with('"'));
        return Some(match tab.and_then(|tab| keymap.without_keys(tab)) {
            Some(tab) => format!("{said} under {tab}"),
            None => said,
        });
    }
    let key = keymap.key_of(command)?;
    let title = command.title.to_lowercase();
    Some(match tab_of(command.scope) {
        None if command.scope == Scope::Person => format!("on their page {key}: {title}"),
        None => format!("{key}: {title}"),
        Some(tab) => {
            let tab = keymap.key_of(command::named(tab)?)?;
            let chosen = if is_of_a_row(command) {
                ", choose it"
            } else {
                ""
            };
            format!("on their page {tab}{chosen}, then {key}: {title}")
        }
    })
}

/// The same as keys alone, pressed in the list: `c`, `Enter e`, `Enter 4 … h` where a row is chosen in between.
pub fn keys_from_the_list(name: &str, keymap: &Keymap) -> Option<String> {
    let command = command::named(name)?;
    let key = keymap.key_of(command)?;
    let key_named = |name| keymap.key_of(command::named(name)?);
    Some(match tab_of(command.scope) {
        None if command.scope == Scope::Person => format!("{} {key}", key_named("person.open")?),
        None => key.to_string(),
        Some(tab) => {
            let chosen = if is_of_a_row(command) {
                " \u{2026}"
            } else {
                ""
            };
            format!(
                "{} {}{chosen} {key}",
                key_named("person.open")?,
                key_named(tab)?
            )
        }
    })
}

/// Whether a row has to be chosen first, which nobody but the user can.
fn is_of_a_row(command: &Command) -> bool {
    command.scope == Scope::Items || command.name == "plan.edit"
}

/// The command that shows the tab on which a command works.
fn tab_of(scope: Scope) -> Option<&'static str> {
    match scope {
        Scope::Plan => Some("tab.plan"),
        Scope::Log => Some("tab.log"),
        Scope::Items => Some("tab.items"),
        Scope::Team => Some("tab.team"),
        Scope::Diary => Some("tab.diary"),
        Scope::Moves => Some("tab.moves"),
        Scope::Shared => Some("tab.shared"),
        Scope::Past => Some("tab.past"),
        Scope::Global
        | Scope::Today
        | Scope::Find
        | Scope::PlanFind
        | Scope::LogFind
        | Scope::Person
        | Scope::Form
        | Scope::Editor
        | Scope::Import
        | Scope::Changes
        | Scope::Diaries
        | Scope::Left
        | Scope::Services
        | Scope::ServiceFind
        | Scope::WordSearch
        | Scope::Views
        | Scope::Reading
        | Scope::Palette
        | Scope::Adding
        | Scope::Clash
        | Scope::Confirm => None,
    }
}
