//! Words of a person are added beside those before them, which no revision guards: here is what guards them.

use rusqlite::Connection;

use super::codec;
use super::fault::Fault;
use super::{Beside, Commit, Place, Stamp, Store};
use crate::domain::change::{Change, Write};
use crate::domain::id::WordsId;
use crate::domain::record::{Kind, Record};
use crate::domain::words::{Words, current};

impl Store {
    /// Adds words as long as those that hold under their heading are the ones that were seen, and lets the draft go that
    /// they were typed in.
    ///
    /// # Errors
    /// [`Fault::Stale`] where others hold by now; else as [`Store::write`].
    pub fn write_words(
        &mut self,
        stamp: Stamp<'_>,
        words: &Words,
        seen: Option<WordsId>,
        draft: Option<&Place>,
    ) -> Result<Commit, Fault> {
        let change = Change::add(Record::Words(words.clone()));
        let beside = Beside {
            draft,
            undoes: None,
            words: Some(Seen(seen)),
        };
        self.commit(stamp, &change, beside, |_| ())
    }
}

/// The words that hold under a heading as far as was seen, if any do.
#[derive(Clone, Copy)]
pub struct Seen(Option<WordsId>);

/// Refuses to add words where others hold under their heading than those that were seen.
pub fn check_seen(conn: &Connection, change: &Change, seen: Seen) -> Result<(), Fault> {
    for write in &change.writes {
        let Write::Add(Record::Words(added)) = write else {
            continue;
        };
        let mut statement =
            conn.prepare_cached("SELECT body FROM words WHERE person = ?1 AND withdrawn = 0")?;
        let mut rows = statement.query([added.person.bytes()])?;
        let mut all: Vec<Words> = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(0)?;
            all.push(codec::value(&body)?);
        }
        if current(&all, added.heading).map(|words| words.id) != seen.0 {
            return Err(Fault::Stale(Kind::Words));
        }
    }
    Ok(())
}
