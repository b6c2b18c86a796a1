//! End-of-life care, decisions taken elsewhere, carers who are away, people who run things themselves.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        "end-of-life care begins today",
        |facts| facts.end_of_life = Some(end_of_life("2026-03-02", Some("2026-02-20"))),
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review due Mon 2 Mar (none yet; since Mon 2 Mar, reviewed every day)",
        )),
    ),
    (
        "the daily review was held yesterday",
        |facts| facts.end_of_life = Some(end_of_life("2026-02-02", Some("2026-03-01"))),
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review due Mon 2 Mar (last Sun 1 Mar; since Mon 2 Feb, reviewed every day)",
        )),
    ),
    (
        "the daily review was held today",
        |facts| facts.end_of_life = Some(end_of_life("2026-02-02", Some("2026-03-02"))),
        Bucket::Soon,
        None,
    ),
    (
        "the daily review has waited over the weekend: it is a promise, and comes before a chase",
        |facts| {
            facts.end_of_life = Some(end_of_life("2026-02-02", Some("2026-02-27")));
            facts.items = vec![item(ItemKind::Question, Waiting::Service)];
        },
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review was due Sat 28 Feb (last Fri 27 Feb; since Mon 2 Feb, reviewed every day)",
        )),
    ),
    (
        "a review that is said to lie ahead keeps nobody waiting until then",
        |facts| facts.end_of_life = Some(end_of_life("2026-02-27", Some("2099-01-01"))),
        Bucket::Today,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review was due Fri 27 Feb (none yet; since Fri 27 Feb, reviewed every day)",
        )),
    ),
    (
        "a pause keeps the daily review off the list, as it does everything",
        |facts| {
            facts.end_of_life = Some(end_of_life("2026-02-02", None));
            facts.pause = Some(Pause {
                until: day("2026-03-09"),
            });
        },
        Bucket::Paused,
        Some((
            "end_of_life_review",
            "end-of-life care: daily review was due Mon 2 Feb (none yet; since Mon 2 Feb, reviewed every day)",
        )),
    ),
    (
        "something was decided elsewhere on Friday",
        |facts| facts.elsewhere_on = Some(day("2026-02-27")),
        Bucket::Today,
        Some((
            "decided_elsewhere",
            "decided elsewhere Fri 27 Feb, not yet with the lead and in the plan",
        )),
    ),
    (
        "a carer ill since Friday and nobody steps in",
        |facts| {
            facts.carers_away = vec![carer("Ruth", "2026-02-27", None)];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "carer Ruth ill or away since Fri 27 Feb, no backup in place (the plan names nobody who steps in)",
        )),
    ),
    (
        "a carer away and a backup in the plan",
        |facts| facts.carers_away = vec![carer("Ruth", "2026-02-27", None)],
        Bucket::Steady,
        None,
    ),
    (
        "the last day of a carer's absence",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.carers_away = vec![carer("Ruth", "2026-02-27", Some("2026-03-02"))];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "carer Ruth ill or away since Fri 27 Feb, no backup in place \
             (until Mon 2 Mar; the plan names nobody who steps in)",
        )),
    ),
    (
        "a carer's absence that should be over, and nobody has spoken with them since",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.spoken_on = Some(day("2026-03-01"));
            facts.carers_away = vec![carer("Ruth", "2026-02-27", Some("2026-03-01"))];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "carer Ruth ill or away Fri 27 Feb to Sun 1 Mar, no backup in place \
             (nobody has spoken with them since: who cares for them now?)",
        )),
    ),
    (
        "a carer's absence that is over, as whoever spoke with them since knows",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.spoken_on = Some(day("2026-03-02"));
            facts.carers_away = vec![carer("Ruth", "2026-02-27", Some("2026-03-01"))];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Steady,
        None,
    ),
    (
        "a carer who will be away from tomorrow, or over a weekend: somebody can still be found today",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.carers_away = vec![carer("Ruth", "2026-03-03", None)];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "carer Ruth ill or away from Tue 3 Mar, no backup in place (the plan names nobody who steps in)",
        )),
    ),
    (
        "a carer who will be away next week",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.carers_away = vec![carer("Ruth", "2026-03-09", None)];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Soon,
        None,
    ),
    (
        "of carers away the one who is missing first, before one of whom nobody knows that they are back",
        |facts| {
            facts.carers_away = vec![
                carer("Tom", "2026-02-23", Some("2026-02-27")),
                carer("Una", "2026-03-01", None),
                carer("Ruth", "2026-02-27", None),
            ];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "carer Ruth ill or away since Fri 27 Feb, no backup in place (the plan names nobody who steps in)",
        )),
    ),
    (
        "of a carer who may be back and one who goes tomorrow, the one for whom somebody can be found today",
        |facts| {
            facts.spoken_on = Some(day("2026-02-20"));
            facts.carers_away = vec![
                carer("Tom", "2026-02-23", Some("2026-02-27")),
                carer("Una", "2026-03-03", None),
            ];
            facts.gaps = Gaps::default().with_if(true, Gap::Backup);
        },
        Bucket::Today,
        Some((
            "carer_away",
            "carer Una ill or away from Tue 3 Mar, no backup in place (the plan names nobody who steps in)",
        )),
    ),
    (
        "who runs things themselves is watched for a quarter",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            facts.contact_every_days = None;
            facts.spoken_on = Some(day("2025-12-01"));
        },
        Bucket::Today,
        Some((
            "quiet",
            "watched: not spoken 91 days (since Mon 1 Dec 2025; runs things themselves, 91 used)",
        )),
    ),
    (
        "who runs things themselves and agreed on an interval",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            facts.spoken_on = Some(day("2026-02-16"));
        },
        Bucket::Today,
        Some((
            "quiet",
            "watched: not spoken 14 days, agreed every 14 (since Mon 16 Feb; runs things themselves)",
        )),
    ),
    (
        "who runs things themselves is not chased for",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            facts.contact_every_days = None;
            facts.items = vec![
                item(ItemKind::Question, Waiting::Service),
                item(ItemKind::Action, Waiting::Service),
                item(ItemKind::Action, Waiting::Person),
            ];
        },
        Bucket::Waiting,
        None,
    ),
    (
        "what we owe somebody who runs things themselves is ours all the same",
        |facts| {
            facts.self_coordinating = Some(day("2025-10-01"));
            let mut question = item(ItemKind::Question, Waiting::Us);
            question.answered_on = Some(day("2026-02-26"));
            facts.items = vec![question];
        },
        Bucket::Today,
        Some((
            "not_told",
            "pharmacy answered, Grace not told 4 days (since Thu 26 Feb)",
        )),
    ),
];
