//! What the contact log is narrowed to, chosen from lists that say how many entries each would show.

use std::collections::BTreeSet;

use super::{Purpose as FormPurpose, Saved};
use crate::app::form::{Field, Form};
use crate::app::log_filter::LogFilter;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::contact::{Channel, Contact, Direction, Purpose, Reached, With};
use crate::domain::say;

/// The first choice of each list: it narrows nothing.
const ANY: &str = "any";

/// The form: one list a field, filled with what holds now.
pub(super) fn build(app: &mut App) -> Result<Form, Failure> {
    let (Some(view), Some(store)) = (&mut app.model.person, &app.store) else {
        return Err(Failure::new("Open a person first."));
    };
    view.read_whole_log(store)?;
    let now = view
        .log_search
        .as_ref()
        .map(|search| search.filter.clone())
        .unwrap_or_default();
    let log: Vec<&Contact> = view
        .folder
        .contacts
        .iter()
        .map(|kept| &kept.value)
        .collect();
    let writers = writers(&log);
    let mut form = Form::new(FormPurpose::LogFilter, "Narrow the log", None);
    form.intro = vec![
        "{form.save} shows the entries that fit every line; {log_find.leave} in the log shows all again."
            .to_owned(),
    ];
    let count = |fits: &dyn Fn(&Contact) -> bool| log.iter().filter(|one| fits(one)).count();
    form.fields = vec![
        list("channel", "By", &Channel::ALL, now.channel, |one| {
            (one.word(), count(&|entry| entry.channel == one))
        }),
        list("with", "With", &With::ALL, now.with, |one| {
            (one.word(), count(&|entry| entry.with == one))
        }),
        list(
            "direction",
            "Direction",
            &Direction::ALL,
            now.direction,
            |one| (one.word(), count(&|entry| entry.direction == one)),
        ),
        list("purpose", "For", &Purpose::ALL, now.purpose, |one| {
            (
                one.word(),
                count(&|entry| entry.details.purpose == Some(one)),
            )
        }),
        Field::choice(
            "by",
            "Written by",
            std::iter::once(ANY.to_owned()).chain(
                writers
                    .iter()
                    .map(|by| counted(by, count(&|entry| entry.by == *by))),
            ),
            now.by
                .as_ref()
                .and_then(|by| writers.iter().position(|one| one == by))
                .map_or(0, |at| at + 1),
        ),
        Field::choice(
            "failed",
            "Result",
            [
                ANY.to_owned(),
                counted(
                    "nobody reached",
                    count(&|entry| entry.result != Reached::Yes),
                ),
            ],
            usize::from(now.failed),
        ),
        Field::behind(
            "since",
            "Since",
            now.since,
            "3 feb; 6 months ago; empty: from the beginning",
        ),
    ];
    Ok(form)
}

/// Who wrote anything in a log, by login.
fn writers(log: &[&Contact]) -> Vec<String> {
    let all: BTreeSet<String> = log.iter().map(|one| one.by.clone()).collect();
    all.into_iter().collect()
}

fn counted(word: &str, count: usize) -> String {
    format!("{word} ({count})")
}

/// A list of words with how many entries each would show.
fn list<T: Copy + PartialEq>(
    name: &'static str,
    label: &'static str,
    all: &[T],
    now: Option<T>,
    says: impl Fn(T) -> (&'static str, usize),
) -> Field {
    let options = all.iter().map(|one| {
        let (word, count) = says(*one);
        counted(word, count)
    });
    let at = now.and_then(|now| all.iter().position(|one| *one == now));
    Field::choice(
        name,
        label,
        std::iter::once(ANY.to_owned()).chain(options),
        at.map_or(0, |at| at + 1),
    )
}

/// The value chosen from a list; `None` for any.
fn chosen<T: Copy>(form: &Form, name: &str, all: &[T]) -> Option<T> {
    all.get(form.choice(name).checked_sub(1)?).copied()
}

/// Narrows the log.
pub(super) fn save(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let since = form
        .when("since", cx.local, &app.model.holidays)?
        .map(|when| when.date);
    let Some(view) = &mut app.model.person else {
        return Err(Failure::new("Open a person first."));
    };
    let log: Vec<&Contact> = view
        .folder
        .contacts
        .iter()
        .map(|kept| &kept.value)
        .collect();
    let by = form.choice("by").checked_sub(1);
    let filter = LogFilter {
        channel: chosen(form, "channel", &Channel::ALL),
        direction: chosen(form, "direction", &Direction::ALL),
        with: chosen(form, "with", &With::ALL),
        purpose: chosen(form, "purpose", &Purpose::ALL),
        by: by.and_then(|at| writers(&log).into_iter().nth(at)),
        failed: form.choice("failed") == 1,
        since,
    };
    let (shown, of) = view.narrow_log(filter);
    Ok(Saved::Done(if shown == of {
        format!("{} shown, none hidden", say::count(of, "entry", "entries"))
    } else {
        format!("{shown} of {} shown", say::count(of, "entry", "entries"))
    }))
}
