//! Two versions of one thing as they are told: who saved the other one and when, and what each place is called.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::clash::ClashRow;
use crate::domain::change::{Change, Write};
use crate::domain::id::PersonId;
use crate::domain::labels::{self, Names};
use crate::domain::london;
use crate::domain::merge::{Collision, Step};
use crate::domain::record::{Kind, Record};
use crate::domain::say;
use crate::store::{Fault, Store};

/// Who wrote what the last write of a change is put together with, by name, and when.
pub(super) fn written_by(
    store: &Store,
    change: &Change,
) -> Result<(String, Option<DateTime<Utc>>), Fault> {
    let record = change.writes.last().and_then(|write| match write {
        Write::Replace { record, .. } => Some(record),
        _ => None,
    });
    let written = record
        .map(|record| store.last_written(record))
        .transpose()?;
    Ok(match written.flatten() {
        Some((login, at)) => (called(store, &login), Some(at)),
        None => ("somebody else".to_owned(), None),
    })
}

/// Who saved something and when.
pub(super) fn saved_by(by: &str, at: Option<DateTime<Utc>>, today: NaiveDate) -> String {
    match at {
        Some(at) => format!("{by} ({})", say::day_time(london::local(at), today)),
        None => by.to_owned(),
    }
}

/// A user by name; one who is not there any more by login.
pub(super) fn called(store: &Store, login: &str) -> String {
    let authors = store.authors().unwrap_or_default();
    authors.called(login).to_owned()
}

/// The names of what a person's records point to: goals, actions, members of the team.
pub(super) fn around(store: &Store, person: PersonId, names: &mut Names) -> Result<(), Fault> {
    let folder = store.folder(person, Some(0))?;
    let as_value = |record: Record| serde_json::to_value(record).unwrap_or_default();
    let plan = folder.plan.into_iter().map(|kept| Record::Plan(kept.value));
    let items = folder
        .items
        .into_iter()
        .map(|kept| Record::Item(kept.value));
    let team = folder
        .team
        .into_iter()
        .map(|kept| Record::Member(kept.value));
    for record in plan.chain(items).chain(team) {
        labels::names(&as_value(record), names);
    }
    Ok(())
}

/// A place where two versions of a record collide: what it is, and what each says.
pub(super) fn row(kind: Kind, id: &str, collision: &Collision, names: &Names) -> ClashRow {
    let mut about = Vec::new();
    let mut list = String::new();
    for step in &collision.path {
        match step {
            Step::Field(name) => {
                list.clone_from(name);
                about.push(labels::field(name));
            }
            Step::Fields(all) => {
                if about.is_empty() {
                    about.push(
                        names
                            .get(id)
                            .cloned()
                            .unwrap_or_else(|| kind.word().to_owned()),
                    );
                }
                about.push(labels::together(all));
            }
            Step::Thing(id) => {
                about.pop();
                let known = names.get(id).map_or("", String::as_str);
                about.push(format!("{} {known}", labels::one_of(&list)));
            }
        }
    }
    let said = |value: &Value| labels::said(value, names);
    ClashRow {
        about: about.join(": "),
        was: said(&collision.base),
        theirs: said(&collision.theirs),
        mine: said(&collision.mine),
        why: String::new(),
        both: None,
        take: None,
    }
}
