//! Who steps in when the main carer or the coordinator cannot (R86).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::listed;
use super::slot::{Slot, at_most_one, slot};
use super::{Arrangement, ArrangementKind, Refused};

/// The two who may be missing, and who steps in for each.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backups {
    /// Who steps in for the main carer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub carer: String,
    /// Who steps in for the coordinator.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub coordinator: String,
}

impl Arrangement for Backups {
    const KIND: ArrangementKind = ArrangementKind::Backups;
    const SLOTS: &'static [Slot<Self>] = &[
        slot!(carer: Text, "For the carer", "who steps in, from when, and the number"),
        slot!(coordinator: Text, "For the coordinator", "the duty coordinator and the number"),
    ];

    at_most_one!(backups);

    fn brief(&self) -> String {
        listed([
            ("for the carer:", &self.carer),
            ("for the coordinator:", &self.coordinator),
        ])
    }

    fn check(&self, _: NaiveDate) -> Result<(), Refused> {
        Ok(())
    }
}
