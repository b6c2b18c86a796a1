//! Supplies that run out, at home and in hospital.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        "tablets end on Thursday and nobody agreed to prescribe",
        |facts| facts.items = vec![tablets("2026-03-05")],
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "tablets that ended speak on until somebody is named",
        |facts| facts.items = vec![tablets("2026-02-20")],
        Bucket::Today,
        Some((
            "supply",
            "tablets ended Fri 20 Feb; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    // Tablets that end on Thursday, written down on 13 February, and admissions before and since.
    (
        "tablets that end while they are in hospital wait for the week's question",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![admitted("2026-02-27T11:00:00")];
        },
        Bucket::Soon,
        None,
    ),
    (
        "when it is asked whether they are still there, so are the tablets",
        |facts| {
            facts.items = vec![tablets("2026-02-20")];
            facts.moves = vec![MoveFact {
                asked_on: Some(day("2026-02-23")),
                ..admitted("2026-02-16T11:00:00")
            }];
        },
        Bucket::Today,
        Some((
            "supply_in_hospital",
            "who supplies tablets once they are home? (enough there until Fri 20 Feb, in hospital since Mon 16 Feb; \
             the alarm is back when the admission is closed)",
        )),
    ),
    (
        "admitted on the day it was written down: the ward supplies",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![MoveFact {
                asked_on: Some(day("2026-03-01")),
                ..admitted("2026-02-13T18:00:00")
            }];
        },
        Bucket::Soon,
        None,
    ),
    (
        "home again, and nobody was named since: the alarm is back",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![MoveFact {
                is_open: false,
                ..admitted("2026-02-27T11:00:00")
            }];
        },
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "what was written down during the stay is for going home",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![MoveFact {
                asked_on: Some(day("2026-03-01")),
                ..admitted("2026-02-10T11:00:00")
            }];
        },
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "an admission that lies ahead takes nothing over yet",
        |facts| {
            facts.items = vec![tablets("2026-03-05")];
            facts.moves = vec![admitted("2026-03-03T11:00:00")];
        },
        Bucket::Today,
        Some((
            "supply",
            "tablets ends Thu 5 Mar; nobody agreed to supply the next (so far: County ward)",
        )),
    ),
    (
        "tablets that last until Thursday do not stand before a call that is late",
        |facts| {
            facts.items = vec![ItemFact {
                asked_on: day("2026-02-20"),
                ..tablets("2026-03-05")
            }];
            facts.moves = vec![moved(MoveKind::Discharge, "2026-02-27T10:00:00")];
        },
        Bucket::Today,
        Some((
            "first_call",
            "home since Fri 27 Feb 10:00, no call yet: first call was due Sat 28 Feb 10:00",
        )),
    ),
    (
        "tablets for a fortnight are counted down, not chased",
        |facts| facts.items = vec![tablets("2026-03-16")],
        Bucket::Soon,
        None,
    ),
];
