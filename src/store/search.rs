//! Searching the words of all contacts, newest first. Another engine would search its own way behind the same function.
//!
//! Not here: finding people (`people`), which every key of a search asks of what is held in memory.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction};

use super::Store;
use super::codec::{self, instant, millis};
use super::fault::Fault;
use crate::domain::contact::Contact;
use crate::domain::find::fold;
use crate::domain::id::{ContactId, PersonId};
use crate::domain::person::Person;

/// Places in one millisecond: as many contacts can have the same time.
const SAME_TIME: i64 = 1 << 12;

const FOUND: &str = "SELECT contact.body, contact.at_at, person.body, standing.open,
         EXISTS (SELECT 1 FROM contact AS other
                 WHERE other.person = contact.person AND other.corrects = contact.id
                   AND other.id <> contact.id AND other.withdrawn = 0)
     FROM contact_words
     JOIN word_place ON word_place.place = contact_words.rowid
     JOIN contact ON contact.id = word_place.contact
     JOIN person ON person.id = contact.person
     JOIN standing ON standing.person = contact.person
     WHERE contact_words MATCH ?1 AND contact.withdrawn = 0
     ORDER BY contact_words.rowid DESC LIMIT ?2";

/// A contact whose words were searched for.
pub struct FoundContact {
    /// Which.
    pub contact: ContactId,
    /// With whom it was logged.
    pub person: PersonId,
    /// Their name as listed.
    pub name: String,
    /// Whether they are still on the caseload.
    pub open: bool,
    /// When it was (UTC).
    pub at: DateTime<Utc>,
    /// What was said.
    pub gist: String,
    /// Whether another entry corrects it, so that it no longer says what happened (R54).
    pub corrected: bool,
}

/// Keeps the words of a contact, in place of those it had before.
pub fn put(tx: &Transaction<'_>, contact: &Contact) -> Result<(), Fault> {
    let id = contact.id.bytes();
    let before: Option<i64> = tx
        .prepare_cached("SELECT place FROM word_place WHERE contact = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(place) = before {
        tx.prepare_cached("DELETE FROM contact_words WHERE rowid = ?1")?
            .execute([place])?;
        tx.prepare_cached("DELETE FROM word_place WHERE place = ?1")?
            .execute([place])?;
    }
    let place = free_place(tx, contact)?;
    tx.prepare_cached("INSERT INTO word_place (place, contact) VALUES (?1, ?2)")?
        .execute((place, id))?;
    let next = contact.next.as_ref().map_or("", |next| next.what.as_str());
    let words = format!("{}\n{next}\n{}", contact.gist, contact.whom);
    // Folded as what is typed is, so that both part words at the same places.
    tx.prepare_cached("INSERT INTO contact_words (rowid, words) VALUES (?1, ?2)")?
        .execute((place, fold(&words)))?;
    Ok(())
}

/// The first free place of the contact's time, begun at one that follows from its id.
fn free_place(tx: &Transaction<'_>, contact: &Contact) -> Result<i64, Fault> {
    // A file may claim a time beyond all calendars; its place is then at the end of those that there are.
    let furthest = i64::MAX / SAME_TIME - 1;
    let base = millis(contact.at).clamp(-furthest, furthest) * SAME_TIME;
    let bytes = contact.id.bytes();
    let start = i64::from(bytes[14]) << 8 | i64::from(bytes[15]);
    let mut taken =
        tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM word_place WHERE place = ?1)")?;
    for step in 0..SAME_TIME {
        let place = base + (start + step) % SAME_TIME;
        if !taken.query_row([place], |row| row.get::<_, bool>(0))? {
            return Ok(place);
        }
    }
    Err(Fault::Unreadable(
        "more contacts at one time than there can be",
    ))
}

/// What was typed as the engine's query: every word must occur, the last one may go on. `None` where nothing is asked.
fn query(typed: &str) -> Option<String> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let (last, others) = words.split_last()?;
    let mut query = String::new();
    for word in others.iter().chain([last]) {
        if !query.is_empty() {
            query.push(' ');
        }
        query.extend(["\"", word, "\""]);
    }
    // One letter begins nearly every entry; a finished word is asked for as it is.
    if last.chars().count() > 1 && !typed.ends_with(' ') {
        query.push('*');
    }
    Some(query)
}

impl Store {
    /// The newest contacts, of whomever, in which all the words occur; the last word may still be being typed.
    ///
    /// # Errors
    /// Engine faults.
    pub fn search_contacts(&self, typed: &str, most: u32) -> Result<Vec<FoundContact>, Fault> {
        let Some(query) = query(typed) else {
            return Ok(Vec::new());
        };
        let mut statement = self.conn.prepare_cached(FOUND)?;
        let mut rows = statement.query((query, most))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let contact: Contact = codec::value(&row.get::<_, String>(0)?)?;
            let person: Person = codec::value(&row.get::<_, String>(2)?)?;
            found.push(FoundContact {
                contact: contact.id,
                person: person.id,
                name: person.name.listed(),
                open: row.get(3)?,
                at: instant(row.get(1)?)?,
                gist: contact.gist,
                corrected: row.get(4)?,
            });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_can_only_be_words() {
        for (typed, asked) in [
            ("", None),
            ("  \u{2026} ", None),
            ("a", Some("\"a\"")),
            ("blis", Some("\"blis\"*")),
            ("blister pack", Some("\"blister\" \"pack\"*")),
            ("blister ", Some("\"blister\"")),
            (
                "Ann\u{e9}e OR \"x\" NEAR(",
                Some("\"annee\" \"or\" \"x\" \"near\"*"),
            ),
            ("words: -not", Some("\"words\" \"not\"*")),
        ] {
            assert_eq!(query(typed).as_deref(), asked, "{typed}");
        }
    }
}
