//! Decisions about sharing, versions and copies of one person: read when their tab is opened, not with the person.

use super::Store;
use super::fault::Fault;
use crate::domain::id::PersonId;
use crate::domain::record::Kind;
use crate::domain::shared::Shared;

impl Store {
    /// Everything that was shared of a person, and what was decided about it.
    ///
    /// # Errors
    /// Engine faults.
    pub fn shared(&self, person: PersonId) -> Result<Shared, Fault> {
        let _state = self.one_state()?;
        let mut shared = Shared {
            decisions: self.all_of(Kind::Sharing, person)?,
            versions: self.all_of(Kind::Version, person)?,
            copies: self.all_of(Kind::Copy, person)?,
        };
        shared.versions.sort_by_key(|version| version.number);
        Ok(shared)
    }
}
