//! New identities: UUID version 7, so that they sort by the time at which they were made.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// A source of identities.
pub enum Ids {
    /// Random bytes from the operating system.
    System,
    /// A fixed sequence, for tests and the demonstration.
    Seeded(u64),
}

impl Ids {
    /// A source for work beside this one; the two never give the same identity.
    #[must_use]
    pub fn split(&mut self, now: DateTime<Utc>) -> Self {
        match self {
            Self::System => Self::System,
            Self::Seeded(_) => {
                let (_, seed) = self.next(now).as_u64_pair();
                Self::Seeded(seed)
            }
        }
    }

    /// The next identity, made at an instant.
    pub fn next(&mut self, now: DateTime<Utc>) -> Uuid {
        let mut random = [0_u8; 10];
        match self {
            Self::System => {
                if getrandom::fill(&mut random).is_err() {
                    // No randomness is left in the system: the version 4 of the uuid crate would end the program here.
                    random = (now.timestamp_nanos_opt().unwrap_or(0)
                        ^ i64::from(std::process::id()))
                    .to_be_bytes()
                    .iter()
                    .chain(&[0, 0])
                    .copied()
                    .collect::<Vec<u8>>()
                    .try_into()
                    .unwrap_or(random);
                }
            }
            Self::Seeded(state) => {
                for chunk in random.chunks_mut(8) {
                    *state = state
                        .wrapping_mul(6_364_136_223_846_793_005)
                        .wrapping_add(1);
                    for (byte, value) in chunk.iter_mut().zip((*state >> 7).to_be_bytes()) {
                        *byte = value;
                    }
                }
            }
        }
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
