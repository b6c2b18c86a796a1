//! Whether the records are those that the journal says were written: what an older copy of a page, an edit past the
//! program or journal rows cut from the end leave behind.
//!
//! Not here: whether the journal itself is whole (`journal`), and whether the file is (`vault::health`).

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Store;
use super::codec;
use super::fault::Fault;
use super::journal::{Act, Written};
use super::row::{digest, table};
use crate::domain::record::{Kind, Revision};

/// What the journal says of a record.
#[derive(PartialEq, Eq)]
struct Standing {
    revision: Revision,
    withdrawn: bool,
    digest: String,
}

impl Store {
    /// The first record that is not as the journal says it was written last, if there is one.
    ///
    /// # Errors
    /// Engine faults.
    pub fn broken_record(&self) -> Result<Option<(Kind, Uuid)>, Fault> {
        let _state = self.one_state()?;
        let mut expected = self.journaled()?;
        for kind in Kind::ALL {
            let mut statement = self.conn.prepare(&format!(
                "SELECT id, revision, withdrawn, body FROM {} ORDER BY id",
                table(kind)
            ))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let id = Uuid::from_bytes(row.get(0)?);
                let body = row.get_ref(3)?.as_str();
                let found = Standing {
                    revision: row.get(1)?,
                    withdrawn: row.get(2)?,
                    digest: digest(body.map_err(|_| Fault::Unreadable("a record"))?),
                };
                if expected.remove(&(kind, id)) != Some(found) {
                    return Ok(Some((kind, id)));
                }
            }
        }
        Ok(expected.into_keys().next())
    }

    fn journaled(&self) -> Result<BTreeMap<(Kind, Uuid), Standing>, Fault> {
        let mut statement = self
            .conn
            .prepare("SELECT writes FROM journal WHERE writes <> '' ORDER BY seq")?;
        let mut rows = statement.query([])?;
        let mut records: BTreeMap<(Kind, Uuid), Standing> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let writes: String = row.get(0)?;
            for written in codec::value::<Vec<Written>>(&writes)? {
                let key = (written.kind, written.id);
                let mut now = Standing {
                    revision: written.revision,
                    withdrawn: written.act == Act::Withdraw,
                    digest: written.digest,
                };
                // Withdrawing and bringing back leave the body as it is.
                if now.digest.is_empty()
                    && let Some(before) = records.remove(&key)
                {
                    now.digest = before.digest;
                }
                records.insert(key, now);
            }
        }
        Ok(records)
    }
}
