//! Whether the database is whole.
//!
//! Two checks are needed: the cipher's finds altered pages, the engine's finds missing ones
//! (PROMISES B4, measured). An old copy of a page put back is found by neither; the audit chain
//! finds that. Not here: repair, which is never automatic.

use rusqlite::Connection;

use crate::store::vault::fault::engine_words;

/// Lists what is wrong with the database in the engine's words; empty when it is whole.
///
/// Says pages, tables and indexes, never what is in them. Reads every page.
pub fn integrity(conn: &Connection) -> Vec<String> {
    let mut found = lines(conn, "PRAGMA cipher_integrity_check");
    found.extend(
        lines(conn, "PRAGMA integrity_check")
            .into_iter()
            .filter(|line| line != "ok"),
    );
    found
}

fn lines(conn: &Connection, pragma: &str) -> Vec<String> {
    let read = || -> rusqlite::Result<Vec<String>> {
        conn.prepare(pragma)?
            .query_map([], |row| row.get(0))?
            .collect()
    };
    // A check that cannot even be run has found something.
    read().unwrap_or_else(|error| vec![engine_words(&error).to_owned()])
}
