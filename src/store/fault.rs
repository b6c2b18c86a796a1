//! What can go wrong with an open store, each with the sentence that says what to do next.
//!
//! Not here: what can go wrong while opening one (`open_fault`).

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::domain::nhs_number::NhsNumber;
use crate::domain::record::Kind;

/// Why the store did not do what was asked. Nothing was half done: the transaction is gone.
#[derive(Debug, Error)]
pub enum Fault {
    /// Somebody else has written since.
    #[error("Somebody else changed this {} after you opened it. Nothing of theirs was overwritten; yours is still here.", .0.word())]
    Stale(Kind),
    /// The record is not there.
    #[error("This {} is not in the store any more. Go back (Esc) and open it again.", .0.word())]
    Gone(Kind),
    /// A user who may only read.
    #[error(
        "You are signed in as a reader: you can see everything and change nothing. Ask a lead for another role: they run caseload user role."
    )]
    ReaderOnly,
    /// A user who was removed while the store was open.
    #[error(
        "Your login was taken away while you had the store open, so nothing was saved. What you typed is still here; ask a lead to run caseload user add."
    )]
    NoLonger,
    /// Somebody else here has the NHS number.
    #[error(
        "Somebody with the NHS number {0} is here already, so nothing was saved. Find them, and see which of the two is right."
    )]
    SameNhsNumber(NhsNumber),
    /// Another view has the name by now.
    #[error(
        "Another view has this name by now, so nothing was saved. Look at it among the views, or choose another name."
    )]
    OtherView,
    /// There is nothing to undo.
    #[error("There is nothing left to undo in this session.")]
    NothingToUndo,
    /// There is nothing to bring back.
    #[error(
        "There is nothing to bring back: what undo took can be brought back until something new is saved."
    )]
    NothingToRedo,
    /// Another program holds the store.
    #[error(
        "The store is busy: another program has held it for several seconds. Your text is kept; try again in a moment."
    )]
    Busy,
    /// The disk is full.
    #[error(
        "The disk is full: not saved. Leave what was typed where it is, free some space, then save again."
    )]
    DiskFull,
    /// The file or its directory cannot be written.
    #[error(
        "The store cannot be written (read-only): not saved. Leave what was typed where it is, and ask for write access."
    )]
    ReadOnly,
    /// A column or body that no version of the program wrote.
    #[error(
        "The store holds {0} that cannot be read. Stop writing, keep the file as it is and restore a backup."
    )]
    Unreadable(&'static str),
    /// The database is damaged, or its key no longer fits.
    #[error(
        "The database of the store is damaged, or its key was changed meanwhile. Nothing was changed. Keep the file as it is; if opening it again does not help, restore the latest backup into another directory."
    )]
    Damaged,
    /// Anything else that the engine reports.
    #[error("The store did not accept this ({0}). Nothing was changed.")]
    Engine(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error;
        if let Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::InvalidColumnType(..)
        | Error::Utf8Error(..) = error
        {
            return Self::Unreadable("a value");
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            // The engine's own words name tables and columns, never values.
            _ => Self::Engine(
                error
                    .sqlite_error()
                    .map_or_else(|| "unexpected answer".to_owned(), ToString::to_string),
            ),
        }
    }
}
