//! Undo: the last change of this session applied backwards, as a new change. Nothing is ever un-written.

use rusqlite::OptionalExtension;

use super::codec::{self, Code};
use super::fault::Fault;
use super::journal::{Act, Written};
use super::{Beside, Commit, Stamp, Store};
use crate::domain::change::{Change, Write};
use crate::domain::record::{Kind, Record};

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The command whose change was taken back.
    pub command: String,
    /// The new change.
    pub commit: Commit,
}

impl Store {
    /// Takes back the newest change that this user made in this session and has not taken back yet.
    ///
    /// # Errors
    /// [`Fault::NothingToUndo`]; [`Fault::Stale`] where somebody else has built on it since.
    pub fn undo(&mut self, stamp: Stamp<'_>) -> Result<Undone, Fault> {
        let last: Option<(i64, String, String)> = self
            .conn
            .prepare_cached(
                "SELECT seq, command, writes FROM journal AS done
                 WHERE login = ?1 AND seq > ?2 AND writes <> '' AND undoes IS NULL
                   AND NOT EXISTS (SELECT 1 FROM journal WHERE undoes = done.seq)
                 ORDER BY seq DESC LIMIT 1",
            )?
            .query_row((&self.user.login, self.opened_at_seq), |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let (seq, command, writes) = last.ok_or(Fault::NothingToUndo)?;
        let written: Vec<Written> = codec::value(&writes)?;
        let writes = written
            .iter()
            .rev()
            .map(|row| self.backwards(row))
            .collect::<Result<_, _>>()?;
        let beside = Beside {
            undoes: Some(seq),
            draft: None,
        };
        let commit = self.commit(stamp, &Change { writes }, beside, |_| ())?;
        Ok(Undone { command, commit })
    }

    fn backwards(&self, row: &Written) -> Result<Write, Fault> {
        let (kind, id, seen) = (row.kind, row.id, row.revision);
        Ok(match row.act {
            Act::Add | Act::Restore => Write::Withdraw { kind, id, seen },
            Act::Withdraw => Write::Restore { kind, id, seen },
            Act::Replace => {
                let body: String = self
                    .conn
                    .prepare_cached(
                        "SELECT body FROM history WHERE kind = ?1 AND id = ?2 AND revision = ?3",
                    )?
                    .query_row((kind.code(), id.into_bytes(), seen - 1), |row| row.get(0))?;
                Write::Replace {
                    record: record(kind, &body)?,
                    seen,
                }
            }
        })
    }
}

/// A record of a kind from its body.
pub fn record(kind: Kind, body: &str) -> Result<Record, Fault> {
    Ok(match kind {
        Kind::Person => Record::Person(codec::value(body)?),
        Kind::Member => Record::Member(codec::value(body)?),
        Kind::Words => Record::Words(codec::value(body)?),
        Kind::Plan => Record::Plan(codec::value(body)?),
        Kind::Item => Record::Item(codec::value(body)?),
        Kind::Contact => Record::Contact(codec::value(body)?),
    })
}
