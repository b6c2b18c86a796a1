//! What befalls each person: whether all is in order, or what is due, so that a caseload has a day's work and no more.
//!
//! Lots are dealt like cards: each 145 people hold the same ones, in an order that follows from the seed. So the list
//! is about the same size whatever the seed, and never by luck empty.

use super::random::Dice;
use crate::domain::person::Leaving;

/// Where a person shall stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lot {
    /// All in order, nobody waited for.
    #[default]
    Steady,
    /// All in order, somebody else has an open item.
    Waiting,
    /// Just joined, not spoken with yet.
    New,
    /// Something falls due within five working days.
    Soon(Trouble),
    /// Something is due.
    Today(Trouble),
    /// Paused until a day ahead.
    Paused,
    /// No longer on the caseload.
    Left(Leaving),
}

/// What is due or soon falls due: one for each rule of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Not spoken with for longer than agreed.
    Quiet,
    /// The review is past its maximum.
    PastMaximum,
    /// An answer is in hand and the person does not know.
    NotTold,
    /// Nobody was reached.
    Retry,
    /// A next step was promised.
    CheckIn,
    /// A question without a reply.
    NoReply,
    /// Somebody else's action.
    OthersAction,
    /// Our own action.
    OwnAction,
    /// Something waits for the person.
    AsksPerson,
    /// The review.
    ReviewDue,
    /// A pause that has run out.
    PauseOver,
    /// A lead who is not the named GP, without a reason.
    Variation,
    /// Other gaps in the record.
    Gaps,
}

/// How many of each lot there are among so many people.
const DECK: &[(usize, Lot)] = &[
    (2, Lot::Today(Trouble::Quiet)),
    (1, Lot::Today(Trouble::PastMaximum)),
    (1, Lot::Today(Trouble::NotTold)),
    (1, Lot::Today(Trouble::Retry)),
    (1, Lot::Today(Trouble::CheckIn)),
    (2, Lot::Today(Trouble::NoReply)),
    (1, Lot::Today(Trouble::OthersAction)),
    (1, Lot::Today(Trouble::OwnAction)),
    (1, Lot::Today(Trouble::AsksPerson)),
    (1, Lot::Today(Trouble::ReviewDue)),
    (1, Lot::Today(Trouble::PauseOver)),
    (1, Lot::Today(Trouble::Variation)),
    (1, Lot::Today(Trouble::Gaps)),
    (7, Lot::New),
    (3, Lot::Soon(Trouble::Quiet)),
    (3, Lot::Soon(Trouble::CheckIn)),
    (1, Lot::Soon(Trouble::ReviewDue)),
    (2, Lot::Soon(Trouble::NoReply)),
    (1, Lot::Soon(Trouble::OwnAction)),
    (1, Lot::Soon(Trouble::AsksPerson)),
    (1, Lot::Soon(Trouble::Gaps)),
    (32, Lot::Waiting),
    (3, Lot::Paused),
    (2, Lot::Left(Leaving::Discharged)),
    (1, Lot::Left(Leaving::Moved)),
    (2, Lot::Left(Leaving::Died)),
    (71, Lot::Steady),
];

/// The lots of a caseload, dealt a deck at a time.
pub(super) struct Lots {
    seed: u64,
    deck: Vec<Lot>,
    dealt: Option<usize>,
}

impl Lots {
    /// The lots that follow from a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seed,
            deck: Vec::new(),
            dealt: None,
        }
    }

    /// The lot of the `nth` person after the ones made by hand.
    pub(super) fn of(&mut self, nth: usize) -> Lot {
        let size: usize = DECK.iter().map(|(count, _)| count).sum();
        let (round, place) = (nth / size, nth % size);
        if self.dealt != Some(round) {
            self.dealt = Some(round);
            self.deck = DECK
                .iter()
                .flat_map(|(count, lot)| std::iter::repeat_n(*lot, *count))
                .collect();
            Dice::new(self.seed, STREAM, round).shuffle(&mut self.deck);
        }
        self.deck.get(place).copied().unwrap_or_default()
    }
}

/// The dice for lots, apart from those for people.
const STREAM: u64 = 1;
