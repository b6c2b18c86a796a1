//! The ordered list of schema changes, and how one is applied: completely or not at all.
//!
//! New stores run the same steps as old ones. A released step is never edited; it reads nothing but
//! the database. Not here: the backup that comes first (`upgrade`).

use rusqlite::{Connection, TransactionBehavior};

/// One step from the schema before it to its own version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// The version reached; steps are numbered 1, 2, 3 ...
    pub version: u32,
    /// What it is about, in a word or two.
    pub name: &'static str,
    /// The statements, without a transaction of their own.
    pub sql: &'static str,
}

/// Every step, oldest first.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "start",
        sql: include_str!("../sql/0001_start.sql"),
    },
    Migration {
        version: 2,
        name: "promises",
        sql: include_str!("../sql/0002_promises.sql"),
    },
    Migration {
        version: 3,
        name: "live",
        sql: include_str!("../sql/0003_live.sql"),
    },
    Migration {
        version: 4,
        name: "deferral",
        sql: include_str!("../sql/0004_deferral.sql"),
    },
    Migration {
        version: 5,
        name: "words",
        sql: include_str!("../sql/0005_words.sql"),
    },
    Migration {
        version: 6,
        name: "stream",
        sql: include_str!("../sql/0006_stream.sql"),
    },
    Migration {
        version: 7,
        name: "visit",
        sql: include_str!("../sql/0007_visit.sql"),
    },
    Migration {
        version: 8,
        name: "views",
        sql: include_str!("../sql/0008_views.sql"),
    },
    Migration {
        version: 9,
        name: "vocabulary",
        sql: include_str!("../sql/0009_vocabulary.sql"),
    },
    Migration {
        version: 10,
        name: "end_of_life",
        sql: include_str!("../sql/0010_end_of_life.sql"),
    },
    Migration {
        version: 11,
        name: "people",
        sql: include_str!("../sql/0011_people.sql"),
    },
    Migration {
        version: 12,
        name: "sharing",
        sql: include_str!("../sql/0012_sharing.sql"),
    },
    Migration {
        version: 13,
        name: "drafts",
        sql: include_str!("../sql/0013_drafts.sql"),
    },
    Migration {
        version: 14,
        name: "items",
        sql: include_str!("../sql/0014_items.sql"),
    },
    Migration {
        version: 15,
        name: "appointment",
        sql: include_str!("../sql/0015_appointment.sql"),
    },
    Migration {
        version: 16,
        name: "transition",
        sql: include_str!("../sql/0016_transition.sql"),
    },
    Migration {
        version: 17,
        name: "services",
        sql: include_str!("../sql/0017_services.sql"),
    },
    Migration {
        version: 18,
        name: "carer_review",
        sql: include_str!("../sql/0018_carer_review.sql"),
    },
    Migration {
        version: 19,
        name: "words_alone",
        sql: include_str!("../sql/0019_words_alone.sql"),
    },
    Migration {
        version: 20,
        name: "lead_since",
        sql: include_str!("../sql/0020_lead_since.sql"),
    },
    Migration {
        version: 21,
        name: "item_booked",
        sql: include_str!("../sql/0021_item_booked.sql"),
    },
    Migration {
        version: 22,
        name: "taken_back",
        sql: include_str!("../sql/0022_taken_back.sql"),
    },
];

/// A step that failed and was undone.
#[derive(Debug)]
pub(super) struct StepFault {
    pub step: Migration,
    pub cause: StepCause,
}

/// Why a step failed.
#[derive(Debug)]
pub(super) enum StepCause {
    Engine(rusqlite::Error),
    /// Rows would point at rows that are not there.
    ForeignKeys,
}

/// Gives the newest version of a list, 0 for none.
pub fn latest(migrations: &[Migration]) -> u32 {
    migrations.last().map_or(0, |step| step.version)
}

/// Reads the version of a database's schema; one that is no number of ours is `None`.
pub(super) fn schema_version(conn: &Connection) -> rusqlite::Result<Option<u32>> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(u32::try_from(version).ok())
}

/// Applies what is missing, each step in a transaction together with its version.
///
/// Safe when another process does the same: each step looks again once it has the write lock.
pub(super) fn migrate(conn: &mut Connection, migrations: &[Migration]) -> Result<(), StepFault> {
    for step in migrations {
        apply(conn, step).map_err(|cause| StepFault { step: *step, cause })?;
    }
    Ok(())
}

fn apply(conn: &mut Connection, step: &Migration) -> Result<(), StepCause> {
    // A table that is rebuilt drops the old one for a moment; the references are checked as a
    // whole before the commit instead. Inside a transaction the setting has no effect.
    conn.pragma_update(None, "foreign_keys", false)?;
    let outcome = apply_once(conn, step);
    conn.pragma_update(None, "foreign_keys", true)?;
    outcome
}

fn apply_once(conn: &mut Connection, step: &Migration) -> Result<(), StepCause> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if schema_version(&tx)?.is_none_or(|version| version >= step.version) {
        return Ok(());
    }
    tx.execute_batch(step.sql)?;
    let broken = tx.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if broken {
        return Err(StepCause::ForeignKeys);
    }
    tx.pragma_update(None, "user_version", step.version)?;
    Ok(tx.commit()?)
}

impl From<rusqlite::Error> for StepCause {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Migration = Migration {
        version: 1,
        name: "one",
        sql: "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT; INSERT INTO a (id) VALUES (1);",
    };
    const TWO: Migration = Migration {
        version: 2,
        name: "two",
        sql: "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a (id)) STRICT; INSERT INTO b (a) VALUES (1);",
    };

    fn memory() -> Connection {
        Connection::open_in_memory().unwrap()
    }

    #[test]
    fn the_steps_are_numbered_without_gaps_and_named() {
        for (index, step) in MIGRATIONS.iter().enumerate() {
            assert_eq!(usize::try_from(step.version).unwrap(), index + 1);
            assert!(!step.name.is_empty());
        }
        assert_eq!(latest(MIGRATIONS), u32::try_from(MIGRATIONS.len()).unwrap());
        assert_eq!(latest(&[]), 0);
    }

    #[test]
    fn the_steps_read_no_clock_and_no_chance() {
        for step in MIGRATIONS {
            let sql = step.sql.to_lowercase();
            for word in ["'now'", "current_time", "current_date", "random()"] {
                assert!(!sql.contains(word), "{}: {word}", step.name);
            }
        }
    }

    #[test]
    fn what_is_missing_is_applied_once() {
        let mut conn = memory();
        migrate(&mut conn, &[ONE]).unwrap();
        assert_eq!(schema_version(&conn).unwrap(), Some(1));
        migrate(&mut conn, &[ONE, TWO]).unwrap();
        migrate(&mut conn, &[ONE, TWO]).unwrap();
        assert_eq!(schema_version(&conn).unwrap(), Some(2));
        let rows: i64 = conn
            .query_row("SELECT count(*) FROM b", [], |row| row.get(0))
            .unwrap();
        assert_eq!(rows, 1);
        let on: bool = conn
            .pragma_query_value(None, "foreign_keys", |row| row.get(0))
            .unwrap();
        assert!(on);
    }

    #[test]
    fn a_step_that_fails_leaves_nothing_of_itself() {
        let broken = [
            "CREATE TABLE b (a INTEGER) STRICT; INSERT INTO nowhere (a) VALUES (1);",
            "CREATE TABLE b (a INTEGER NOT NULL REFERENCES a (id)) STRICT; INSERT INTO b (a) VALUES (9);",
        ];
        for sql in broken {
            let mut conn = memory();
            let step = Migration { sql, ..TWO };
            let fault = migrate(&mut conn, &[ONE, step]).unwrap_err();
            assert_eq!(fault.step.version, 2);
            assert_eq!(schema_version(&conn).unwrap(), Some(1));
            assert!(!conn.table_exists(None, "b").unwrap());
            let on: bool = conn
                .pragma_query_value(None, "foreign_keys", |row| row.get(0))
                .unwrap();
            assert!(on);
        }
    }

    #[test]
    fn the_real_steps_make_a_sound_database() {
        let mut conn = memory();
        migrate(&mut conn, MIGRATIONS).unwrap();
        assert_eq!(schema_version(&conn).unwrap(), Some(latest(MIGRATIONS)));
    }
}
