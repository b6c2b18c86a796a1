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

/// Places in one millisecond: as many contacts can have the same time.
const SAME_TIME: i64 = 1 << 12;

// What corrects an entry is looked for by that, not among all entries of the person: hence the plus.
const FOUND: &str =
    "SELECT contact.body, contact.at_at, contact.person, standing.name, standing.open,
         EXISTS (SELECT 1 FROM contact AS other
                 WHERE other.corrects = contact.id AND +other.person = contact.person
                   AND other.id <> contact.id AND other.withdrawn = 0)
     FROM contact_words
     JOIN word_place ON word_place.place = contact_words.rowid
     JOIN contact ON contact.id = word_place.contact
     JOIN standing ON standing.person = contact.person
     WHERE contact_words MATCH ?1 AND contact.withdrawn = 0
     ORDER BY contact_words.rowid DESC LIMIT ?2";

/// Beginnings of words up to so many letters are in the engine's own index.
const INDEXED: usize = 4;
/// The most words that one being typed is taken for; where there are more, it is asked for by its beginning.
const MOST_WORDS: u32 = 32;
const BEGUN: &str =
    "SELECT word FROM vocabulary WHERE word >= ?1 AND word < ?2 ORDER BY word LIMIT ?3";

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
    // Folded as what is typed is, so that both part words at the same places; the engine parts at spaces alone.
    let words = fold(&words);
    let mut learn = tx.prepare_cached(
        "INSERT INTO vocabulary (word) VALUES (?1) ON CONFLICT (word) DO NOTHING",
    )?;
    for word in words.split_whitespace().filter(|word| is_long(word)) {
        learn.execute([word])?;
    }
    tx.prepare_cached("INSERT INTO contact_words (rowid, words) VALUES (?1, ?2)")?
        .execute((place, words))?;
    Ok(())
}

/// Forgets which words there are, before all contacts are put anew.
pub fn forget_vocabulary(tx: &Transaction<'_>) -> Result<(), Fault> {
    tx.execute("DELETE FROM vocabulary", [])?;
    Ok(())
}

fn is_long(word: &str) -> bool {
    word.chars().nth(INDEXED).is_some()
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

/// The word that is being typed.
#[derive(Debug, PartialEq, Eq)]
enum Last<'a> {
    /// As it stands: it is finished, or too short to be the beginning of anything in particular.
    Whole(&'a str),
    /// Any word that begins so.
    Begins(&'a str),
    /// The same, where the beginning is too long for the engine's index.
    BeginsLong(&'a str),
}

/// What was typed, folded: the words that must occur, and the last one, which may go on. `None` where nothing is asked.
fn asked<'a>(folded: &'a str, typed: &str) -> Option<(Vec<&'a str>, Last<'a>)> {
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    let last = words.pop()?;
    // One letter begins nearly every entry; a finished word is asked for as it is.
    let last = if last.chars().count() < 2 || typed.ends_with(' ') {
        Last::Whole(last)
    } else if is_long(last) {
        Last::BeginsLong(last)
    } else {
        Last::Begins(last)
    };
    Some((words, last))
}

/// The engine's query for words that must all occur, of which the last is one of several or goes on.
fn query(words: &[&str], last: &[&str], goes_on: bool) -> String {
    let quoted = |word: &&str| format!("\"{word}\"");
    let all: Vec<String> = words.iter().map(quoted).collect();
    let any: Vec<String> = last.iter().map(quoted).collect();
    let star = if goes_on { "*" } else { "" };
    let last = format!("({}{star})", any.join(" OR "));
    all.into_iter()
        .chain([last])
        .collect::<Vec<_>>()
        .join(" AND ")
}

impl Store {
    /// The newest contacts, of whomever, in which all the words occur; the last word may still be being typed.
    ///
    /// # Errors
    /// Engine faults.
    pub fn search_contacts(&self, typed: &str, most: u32) -> Result<Vec<FoundContact>, Fault> {
        let folded = fold(typed);
        let Some((words, last)) = asked(&folded, typed) else {
            return Ok(Vec::new());
        };
        let query = match last {
            Last::Whole(word) => query(&words, &[word], false),
            Last::Begins(word) => query(&words, &[word], true),
            Last::BeginsLong(word) => {
                let begun = self.words_that_begin(word)?;
                let begun: Vec<&str> = begun.iter().map(String::as_str).collect();
                match u32::try_from(begun.len()).unwrap_or(u32::MAX) {
                    0 => return Ok(Vec::new()),
                    1..=MOST_WORDS => query(&words, &begun, false),
                    _ => query(&words, &[word], true),
                }
            }
        };
        let mut statement = self.conn.prepare_cached(FOUND)?;
        let mut rows = statement.query((query, most))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let contact: Contact = codec::value(&row.get::<_, String>(0)?)?;
            found.push(FoundContact {
                contact: contact.id,
                person: PersonId::from_bytes(row.get(2)?),
                name: row.get(3)?,
                open: row.get(4)?,
                at: instant(row.get(1)?)?,
                gist: contact.gist,
                corrected: row.get(5)?,
            });
        }
        Ok(found)
    }

    /// Words of contacts that begin so: all of them, or more than [`MOST_WORDS`].
    fn words_that_begin(&self, beginning: &str) -> Result<Vec<String>, Fault> {
        let mut statement = self.conn.prepare_cached(BEGUN)?;
        let end = format!("{beginning}{}", char::MAX);
        let words = statement.query_map((beginning, end, MOST_WORDS + 1), |row| row.get(0))?;
        Ok(words.collect::<rusqlite::Result<_>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_can_only_be_words() {
        for (typed, words, last) in [
            ("a", &[][..], Last::Whole("a")),
            ("blis", &[], Last::Begins("blis")),
            ("blist", &[], Last::BeginsLong("blist")),
            ("blister pack", &["blister"], Last::Begins("pack")),
            ("blister ", &[], Last::Whole("blister")),
            (
                "Ann\u{e9}e OR \"x\" NEAR(",
                &["annee", "or", "x"],
                Last::Begins("near"),
            ),
            ("words: -not", &["words"], Last::Begins("not")),
        ] {
            let folded = fold(typed);
            assert_eq!(
                asked(&folded, typed),
                Some((words.to_vec(), last)),
                "{typed}"
            );
        }
        for nothing in ["", "  \u{2026} "] {
            assert_eq!(asked(&fold(nothing), nothing), None);
        }
    }

    #[test]
    fn all_words_are_asked_for_and_any_that_the_last_may_become() {
        for (words, last, goes_on, asked) in [
            (&[][..], &["a"][..], false, "(\"a\")"),
            (&["or"], &["near"], true, "\"or\" AND (\"near\"*)"),
            (
                &["call", "the"],
                &["pharmacist", "pharmacy"],
                false,
                "\"call\" AND \"the\" AND (\"pharmacist\" OR \"pharmacy\")",
            ),
        ] {
            assert_eq!(query(words, last, goes_on), asked);
        }
    }
}
