//! Identities: one type a noun, so that a goal's id cannot be passed for a person's.
//!
//! The bytes come from outside (`platform`, or a seeded source in tests); nothing is generated here.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! identity {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The sixteen bytes, as they stand in the store.
            pub fn bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }

            /// An id from its sixteen bytes.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

identity! {
    /// A person on the caseload.
    PersonId,
    /// One effective-dated place in a person's care team.
    MemberId,
    /// One version of a person's words under one heading.
    WordsId,
    /// A person's plan.
    PlanId,
    /// A need, concern or problem in a plan.
    NeedId,
    /// A goal in a plan.
    GoalId,
    /// A step on the way to a goal, or of an action.
    StageId,
    /// An open item: something that somebody waits for.
    ItemId,
    /// An entry of the contact log.
    ContactId,
    /// A reason that was put off.
    DeferralId,
    /// Something that a plan arranges beside its goals.
    ArrangementId,
    /// A line of another service's plan.
    OtherLineId,
    /// A carer, in however many care teams they hold a place.
    CarerId,
    /// A decision about sharing.
    SharingId,
    /// A numbered version of a plan.
    VersionId,
    /// A copy that somebody holds.
    CopyId,
    /// An appointment in the diary.
    AppointmentId,
    /// A move from one place, service or lead to another.
    TransitionId,
    /// An entry of the services directory.
    ServiceId,
    /// A need for which the directory had nothing.
    UnmetNeedId,
}
