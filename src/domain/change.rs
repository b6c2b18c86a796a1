//! What the store can be asked to make true: a list of writes that happen together or not at all.

use uuid::Uuid;

use super::record::{Kind, Record, Revision};

/// One write of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// A record that was not there, or had been withdrawn; refused when it is in sight.
    Add(Record),
    /// A record in place of the revision that was seen; refused when somebody else has written since.
    Replace {
        /// The record as it shall be.
        record: Record,
        /// The revision it replaces.
        seen: Revision,
    },
    /// Takes a record out of sight; it stays in the store and in the journal. This is how adding is undone.
    /// Refused while something in sight hangs on it: records of a person, a correction of a contact.
    Withdraw {
        /// What kind.
        kind: Kind,
        /// Which.
        id: Uuid,
        /// The revision it withdraws.
        seen: Revision,
    },
    /// Brings a withdrawn record back as it was. This is how withdrawing is undone.
    Restore {
        /// What kind.
        kind: Kind,
        /// Which.
        id: Uuid,
        /// The revision it restores.
        seen: Revision,
    },
}

impl Write {
    /// The kind of record that it touches.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Add(record) | Self::Replace { record, .. } => record.kind(),
            Self::Withdraw { kind, .. } | Self::Restore { kind, .. } => *kind,
        }
    }

    /// The record that it touches.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Add(record) | Self::Replace { record, .. } => record.id(),
            Self::Withdraw { id, .. } | Self::Restore { id, .. } => *id,
        }
    }
}

/// Writes that happen in one transaction, with one journal entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// In order.
    pub writes: Vec<Write>,
}

impl Change {
    /// A change of one added record.
    pub fn add(record: Record) -> Self {
        Self {
            writes: vec![Write::Add(record)],
        }
    }

    /// A change of one replaced record.
    pub fn replace(record: Record, seen: Revision) -> Self {
        Self {
            writes: vec![Write::Replace { record, seen }],
        }
    }

    /// The same change with one more write.
    #[must_use]
    pub fn and(mut self, write: Write) -> Self {
        self.writes.push(write);
        self
    }
}
