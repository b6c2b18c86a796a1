//! Undo: the last change of this session applied backwards, as a new change; redo: the last undo taken back in the same
//! way. Nothing is ever un-written.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::codec;
use super::fault::Fault;
use super::journal::{Act, Written};
use super::{Beside, Commit, Stamp, Store};
use crate::domain::change::{Change, Write};
use crate::domain::record::{Kind, Record, Revision};

/// What was undone, or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The command whose change was taken back, or brought back.
    pub command: String,
    /// The new change.
    pub commit: Commit,
}

/// What undo knows of the session; its connections share it.
pub struct Session {
    /// Tells its drafts from those of another session of the same user.
    pub mark: String,
    /// Journal rows that can be taken back, oldest first.
    open: Vec<i64>,
    /// Undos that can be taken back in their turn, oldest first; a new change leaves none.
    undone: Vec<i64>,
    /// Revisions that an undo has made the same as an earlier one, by that earlier one.
    same: BTreeMap<(Kind, Uuid, Revision), Revision>,
}

impl Default for Session {
    fn default() -> Self {
        let mut bytes = [0_u8; 8];
        // Without randomness drafts of two sessions share a place, as those of one session do.
        let _ = getrandom::fill(&mut bytes);
        Self {
            mark: format!("{:016x}", u64::from_be_bytes(bytes)),
            open: Vec::new(),
            undone: Vec::new(),
            same: BTreeMap::new(),
        }
    }
}

impl Session {
    /// Notes a change that can be taken back.
    pub fn did(&mut self, seq: i64) {
        self.open.push(seq);
        self.undone.clear();
    }

    /// The newest revision that stands where this one stood: later changes of this session that were taken back
    /// are no reason to refuse.
    fn now(&self, (kind, id): (Kind, Uuid), revision: Revision) -> Revision {
        let mut now = revision;
        while let Some(later) = self.same.get(&(kind, id, now)) {
            now = *later;
        }
        now
    }

    /// Notes that a change was taken back by another one, which can itself be taken back.
    fn took_back(&mut self, seq: i64, by: i64, reached: BTreeMap<(Kind, Uuid), Reached>) {
        if self.undone.contains(&seq) {
            self.undone.retain(|undone| *undone != seq);
            self.open.push(by);
        } else {
            self.open.retain(|open| *open != seq);
            self.undone.push(by);
        }
        for ((kind, id), Reached { before, now }) in reached {
            self.same.insert((kind, id, before), now);
        }
    }
}

/// How far back a record was brought.
struct Reached {
    /// The revision before the change.
    before: Revision,
    /// The revision that is the same again.
    now: Revision,
}

impl Store {
    /// Takes back the newest change that was made in this session and has not been taken back yet.
    ///
    /// # Errors
    /// [`Fault::NothingToUndo`]; [`Fault::Stale`] or [`Fault::Gone`] where somebody has built on it since.
    pub fn undo(&mut self, stamp: Stamp<'_>) -> Result<Undone, Fault> {
        let seq = *self.session().open.last().ok_or(Fault::NothingToUndo)?;
        self.take_back(stamp, seq)
    }

    /// Leaves nothing of what was written so far to be taken back, as after filling a store for somebody.
    pub fn begin_anew(&self) {
        let mut session = self.session();
        session.open.clear();
        session.undone.clear();
    }

    /// Brings back what the newest undo took, as long as nothing new was written in this session since.
    ///
    /// # Errors
    /// [`Fault::NothingToRedo`]; [`Fault::Stale`] or [`Fault::Gone`] where somebody has built on it since.
    pub fn redo(&mut self, stamp: Stamp<'_>) -> Result<Undone, Fault> {
        let last = self.session().undone.last().copied();
        self.take_back(stamp, last.ok_or(Fault::NothingToRedo)?)
    }

    /// Writes the opposite of a journal row.
    fn take_back(&mut self, stamp: Stamp<'_>, seq: i64) -> Result<Undone, Fault> {
        let writes: String = self
            .conn
            .prepare_cached("SELECT writes FROM journal WHERE seq = ?1")?
            .query_row([seq], |row| row.get(0))?;
        let written: Vec<Written> = codec::value(&writes)?;
        let mut reached: BTreeMap<(Kind, Uuid), Reached> = BTreeMap::new();
        let mut writes = Vec::with_capacity(written.len());
        for row in written.iter().rev() {
            let key = (row.kind, row.id);
            // A record that was written more than once goes back step by step.
            let mut now = match reached.get(&key) {
                Some(later) => later.now,
                None => self.session().now(key, row.revision),
            };
            for write in self.backwards(row, now)? {
                writes.push(write);
                now += 1;
            }
            let before = row.revision.saturating_sub(1);
            reached.insert(key, Reached { before, now });
        }
        let beside = Beside {
            undoes: Some(seq),
            ..Beside::default()
        };
        let command = self.first_command(seq)?;
        let commit = self.commit(stamp, &Change { writes }, beside, |_| ())?;
        self.session().took_back(seq, commit.seq, reached);
        Ok(Undone { command, commit })
    }

    /// The command whose change was taken back or brought back in the end, behind any undo and redo.
    fn first_command(&self, seq: i64) -> Result<String, Fault> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT command, undoes FROM journal WHERE seq = ?1")?;
        let mut seq = seq;
        loop {
            let (command, undoes): (String, Option<i64>) =
                statement.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
            match undoes {
                Some(before) if before < seq => seq = before,
                _ => return Ok(command),
            }
        }
    }

    /// The writes that take one back, given the revision that they will find.
    fn backwards(&self, row: &Written, seen: Revision) -> Result<Vec<Write>, Fault> {
        let (kind, id) = (row.kind, row.id);
        let withdraw = |seen| Write::Withdraw { kind, id, seen };
        let replace = || {
            let record = self.body_before(row)?;
            Ok::<_, Fault>(Write::Replace { record, seen })
        };
        Ok(match row.act {
            // Added over one that had been withdrawn: that one's body has to come back too.
            // A version is the same whenever it was added.
            Act::Add if row.revision > 1 && kind != Kind::Version => {
                vec![replace()?, withdraw(seen + 1)]
            }
            Act::Add | Act::Restore => vec![withdraw(seen)],
            Act::Withdraw => vec![Write::Restore { kind, id, seen }],
            Act::Replace => vec![replace()?],
        })
    }

    /// The record as it was before a write.
    fn body_before(&self, row: &Written) -> Result<Record, Fault> {
        self.earlier(row.kind, row.id, row.revision.saturating_sub(1))?
            .ok_or(Fault::Unreadable("a history with a gap"))
    }
}
