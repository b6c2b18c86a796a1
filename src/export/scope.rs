//! Which parts of a record may leave (R102): the cut is made here, before any format sees the record.
//!
//! Deliberately not here: who may have which parts. That is the person's decision, and the caller applies it.

use super::dossier::Records;

/// The parts of a record that go into a dossier. Who the person is always goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part can be left out on its own"
)]
pub struct Scope {
    /// The person's own words, and the phrases of them that goals quote.
    pub words: bool,
    /// The plan, everything that somebody waits for, and what was put off.
    pub plan: bool,
    /// The contact log.
    pub contacts: bool,
    /// The care team.
    pub team: bool,
}

impl Default for Scope {
    fn default() -> Self {
        Self::ALL
    }
}

impl Scope {
    /// The whole record.
    pub const ALL: Self = Self {
        words: true,
        plan: true,
        contacts: true,
        team: true,
    };

    /// The parts that stay behind, in words; empty for the whole record.
    pub fn leaves_out(self) -> Vec<&'static str> {
        [
            (self.words, "the person's own words"),
            (self.plan, "the plan and open items"),
            (self.contacts, "the contact log"),
            (self.team, "the care team"),
        ]
        .into_iter()
        .filter(|(kept, _)| !kept)
        .map(|(_, part)| part)
        .collect()
    }

    /// Takes out what stays behind, together with what quotes or points to it.
    pub(super) fn cut(self, records: &mut Records) {
        if !self.words {
            records.words.clear();
            if let Some(plan) = &mut records.plan {
                plan.no_words_because.clear();
                for goal in &mut plan.goals {
                    goal.because.clear();
                }
            }
        }
        if !self.plan {
            records.plan = None;
            records.items.clear();
            records.deferrals.clear();
            for contact in &mut records.contacts {
                contact.moved.clear();
            }
        }
        if !self.contacts {
            records.contacts.clear();
        }
        if !self.team {
            records.team.clear();
        }
    }
}
