//! Who and what is in the store already, as files that are read are compared with it.

use std::collections::BTreeSet;

use crate::domain::id::UnmetNeedId;
use crate::domain::record::Kept;
use crate::domain::service::Service;
use crate::domain::user::Authors;
use crate::store::{KnownPerson, OpenFault, Store};

/// Who and what is here already, to compare files with.
pub struct Here {
    pub(super) people: Vec<KnownPerson>,
    pub(super) services: Vec<Kept<Service>>,
    pub(super) unmet: BTreeSet<UnmetNeedId>,
    pub(super) authors: Authors,
    pub(super) store: Store,
}

impl Here {
    /// What a store knows, and the way to ask it for the records of one identity.
    ///
    /// # Errors
    /// Where the store cannot be opened a second time; engine faults.
    pub fn of(store: &Store) -> Result<Self, OpenFault> {
        Ok(Self {
            people: store.known_people()?,
            services: store.services()?,
            unmet: store.unmet_needs()?.iter().map(|kept| kept.id).collect(),
            authors: store.authors()?,
            store: store.again()?,
        })
    }
}
