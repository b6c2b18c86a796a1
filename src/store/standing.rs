//! The standing of a person: the facts that triage needs, renewed in the transaction of every write that touches them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::ToSql;
use rusqlite::{OptionalExtension, Transaction};
use serde::de::DeserializeOwned;

use super::codec::{self, Code, day, millis};
use super::facet;
use super::fault::Fault;
use super::{Stamp, away, carer_days, left, promises};
use crate::domain::change::{Change, Write};
use crate::domain::facet::facets;
use crate::domain::find;
use crate::domain::id::PersonId;
use crate::domain::london;
use crate::domain::person::Person;
use crate::domain::plan::Plan;
use crate::domain::promise::Close;
use crate::domain::sharing::Sharing;
use crate::domain::team::Member;
use crate::domain::triage::{Facts, Sources};
use crate::domain::words::Words;

/// Works out a person's standing anew and keeps it; says whether they have one. A withdrawn person has none.
///
/// `on` is the London day of the newest write about them.
pub fn renew(tx: &Transaction<'_>, person: PersonId, on: NaiveDate) -> Result<bool, Fault> {
    let body: Option<String> = tx
        .prepare_cached("SELECT body FROM person WHERE id = ?1 AND withdrawn = 0")?
        .query_row([person.bytes()], |row| row.get(0))
        .optional()?;
    let Some(body) = body else {
        tx.prepare_cached("DELETE FROM standing WHERE person = ?1")?
            .execute([person.bytes()])?;
        tx.prepare_cached("DELETE FROM finding WHERE person = ?1")?
            .execute([person.bytes()])?;
        promises::keep(tx, person, &[])?;
        away::keep(tx, person, &[])?;
        carer_days::keep(tx, person, &[])?;
        left::keep(tx, person, None)?;
        facet::renew(tx, person, &[])?;
        return Ok(false);
    };
    let value: Person = codec::value(&body)?;
    let team: Vec<Member> = all(
        tx,
        "SELECT body FROM member WHERE person = ?1 AND withdrawn = 0 ORDER BY id",
        person,
    )?;
    let words: Vec<Words> = all(
        tx,
        "SELECT body FROM words WHERE person = ?1 AND withdrawn = 0 ORDER BY id",
        person,
    )?;
    let plan: Option<Plan> = all(
        tx,
        "SELECT body FROM plan WHERE person = ?1 AND withdrawn = 0",
        person,
    )?
    .pop();
    let decisions: Vec<Sharing> = all(
        tx,
        "SELECT body FROM sharing WHERE person = ?1 AND withdrawn = 0 ORDER BY id",
        person,
    )?;
    let members: Vec<&Member> = team.iter().collect();
    let facts = Facts::of(&Sources {
        person: &value,
        team: &members,
        words: &words,
        plan: plan.as_ref(),
        // Items, appointments, moves and deferrals keep their own columns; the list reads those.
        items: &[],
        moves: &[],
        log: promises::log(tx, person, &Close::of(team.iter()))?,
        appointments: &[],
        deferrals: &[],
        decisions: &decisions,
        on,
    });
    let open = value.status.is_open();
    keep(tx, &facts, open)?;
    // The list has no use for what was promised to somebody who left.
    promises::keep(tx, person, if open { &facts.promises } else { &[] })?;
    away::keep(tx, person, if open { &facts.carers_away } else { &[] })?;
    carer_days::keep(tx, person, if open { &facts.carer_days } else { &[] })?;
    left::keep(tx, person, Some(&value.status))?;
    tx.prepare_cached(
        "INSERT INTO finding (person, open, keys) VALUES (?1, ?2, ?3)
         ON CONFLICT (person) DO UPDATE SET open = ?2, keys = ?3",
    )?
    .execute((person.bytes(), open, find::key(&value, &team)))?;
    let facets = if open {
        facets(&value, &team, on)
    } else {
        Vec::new()
    };
    facet::renew(tx, person, &facets)?;
    Ok(true)
}

/// The command under which records come in that were written elsewhere and bear their own days.
const BROUGHT_IN: &str = "import.accept";

/// When what a change says of each person was written down.
pub struct WrittenAt {
    now: DateTime<Utc>,
    /// Of those whose records were brought in: the newest day that these bear.
    before: BTreeMap<PersonId, NaiveDate>,
}

impl WrittenAt {
    /// What is entered here is written now. What is brought in was written when it says itself, so that a caseload that
    /// moves does not look as though somebody had just seen to everybody in it.
    pub fn of(change: &Change, stamp: Stamp<'_>) -> Self {
        let (mut before, today) = (BTreeMap::new(), london::date(stamp.at));
        let mut changed = BTreeSet::new();
        let writes = change.writes.iter();
        for write in writes.filter(|_| stamp.command == BROUGHT_IN) {
            match write {
                Write::Add(record) => {
                    if let (Some(person), Some(day)) = (record.person(), record.written_on(today)) {
                        let newest = before.entry(person).or_insert(day);
                        *newest = day.max(*newest);
                    }
                }
                // Something of somebody who is here already changes now.
                Write::Replace { record, .. } => changed.extend(record.person()),
                Write::Withdraw { .. } | Write::Restore { .. } => {}
            }
        }
        before.retain(|person, _| !changed.contains(person));
        Self {
            now: stamp.at,
            before,
        }
    }

    /// When the newest of it was written about a person (UTC).
    pub fn about(&self, person: PersonId) -> DateTime<Utc> {
        let day = self.before.get(&person);
        day.map_or(self.now, |day| london::start_of_day(*day).min(self.now))
    }
}

/// Notes when something was written about a person who has a standing (UTC).
pub fn touch(tx: &Transaction<'_>, person: PersonId, at: DateTime<Utc>) -> Result<(), Fault> {
    // A clock that was set back does not make the newest write older.
    tx.prepare_cached(
        "UPDATE standing SET changed_at = ?2
         WHERE person = ?1 AND (changed_at IS NULL OR changed_at < ?2)",
    )?
    .execute((person.bytes(), millis(at)))?;
    Ok(())
}

fn all<T: DeserializeOwned>(
    tx: &Transaction<'_>,
    sql: &'static str,
    person: PersonId,
) -> Result<Vec<T>, Fault> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([person.bytes()])?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        values.push(codec::value(&body)?);
    }
    Ok(values)
}

fn keep(tx: &Transaction<'_>, facts: &Facts, open: bool) -> Result<(), Fault> {
    let columns: [&dyn ToSql; 24] = [
        &facts.person.bytes(),
        &open,
        &facts.name,
        &facts.called,
        &facts.born_on.map(day),
        &facts.tier.code(),
        &day(facts.joined_on),
        &facts.pause.map(|pause| day(pause.until)),
        &facts.spoken_on.map(day),
        &facts.contact_every_days,
        &facts.last_on.map(day),
        &facts.review_due.map(day),
        &facts.review_by.map(day),
        &facts.gaps.bits(),
        &facts.self_coordinating.map(day),
        &facts.coordinator_since.map(day),
        &facts.end_of_life.map(|time| day(time.since_on)),
        &facts.end_of_life.and_then(|time| time.reviewed_on).map(day),
        &facts.elsewhere_on.map(day),
        &facts.access_review_on.map(day),
        &facts.lead_until_on.map(day),
        &facts.asked_after_at.map(millis),
        &facts.review_held_on.map(day),
        &facts.lead_since.map(day),
    ];
    tx.prepare_cached(
        "INSERT INTO standing (person, open, name, called, born_on, tier, joined_on,
             pause_until_on, spoken_on, contact_every_days, last_on, review_due_on,
             review_by_on, gaps, self_coordinating_on, coordinator_since_on, end_of_life_on,
             reviewed_on, elsewhere_on, access_review_on, lead_until_on, spoken_at,
             review_held_on, lead_since_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
             ?18, ?19, ?20, ?21, ?22, ?23, ?24)
         ON CONFLICT (person) DO UPDATE SET open = ?2, name = ?3, called = ?4, born_on = ?5,
             tier = ?6, joined_on = ?7, pause_until_on = ?8, spoken_on = ?9,
             contact_every_days = ?10, last_on = ?11, review_due_on = ?12, review_by_on = ?13,
             gaps = ?14, self_coordinating_on = ?15, coordinator_since_on = ?16,
             end_of_life_on = ?17, reviewed_on = ?18, elsewhere_on = ?19, access_review_on = ?20,
             lead_until_on = ?21, spoken_at = ?22, review_held_on = ?23,
             lead_since_on = ?24",
    )?
    .execute(columns.as_slice())?;
    Ok(())
}
