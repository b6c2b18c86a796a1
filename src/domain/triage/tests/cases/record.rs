//! Pauses, gaps in the record, who leads, and what carers are asked again.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        "paused until tomorrow, whatever is due",
        |facts| {
            facts.spoken_on = Some(day("2025-12-01"));
            facts.pause = Some(Pause {
                until: day("2026-03-03"),
            });
        },
        Bucket::Paused,
        Some((
            "quiet",
            "not spoken 91 days, agreed every 14 (since Mon 1 Dec 2025)",
        )),
    ),
    (
        "the pause is over today",
        |facts| {
            facts.pause = Some(Pause {
                until: day("2026-03-02"),
            });
        },
        Bucket::Today,
        Some((
            "pause_over",
            "pause ended Mon 2 Mar (follow again or decide)",
        )),
    ),
    (
        "a gap in an old record",
        |facts| facts.gaps = Gaps::default().with_if(true, Gap::Lead),
        Bucket::Today,
        Some((
            "no_lead",
            "no Lead Clinical Coordinator (joined Mon 2 Jun 2025, asked after from Mon 30 Jun 2025)",
        )),
    ),
    (
        "a lead who is not the GP, approved, with nothing said of the GP",
        |facts| facts.gaps = Gaps::default().with_if(true, Gap::VariationGpPart),
        Bucket::Today,
        Some((
            "lead_variation",
            "the lead is not the named GP, and the GP's part is not recorded (joined Mon 2 Jun 2025, and 20 working days later, from Mon 30 Jun 2025, it is asked after)",
        )),
    ),
    (
        "a lead who is not the GP, and nothing recorded",
        |facts| {
            facts.gaps = Gaps::default()
                .with_if(true, Gap::Variation)
                .with_if(true, Gap::VariationApproval)
                .with_if(true, Gap::VariationGpPart);
        },
        Bucket::Today,
        Some((
            "lead_variation",
            "the lead is not the named GP, and the reason, the person's approval and the GP's part are not recorded (joined Mon 2 Jun 2025, and 20 working days later, from Mon 30 Jun 2025, it is asked after)",
        )),
    ),
    (
        "a lead who is not the GP and began to lead long after the person joined",
        |facts| {
            facts.gaps = Gaps::default().with_if(true, Gap::Variation);
            facts.lead_since = Some(day("2026-01-30"));
        },
        Bucket::Today,
        Some((
            "lead_variation",
            "the lead is not the named GP, and the reason is not recorded (leads since Fri 30 Jan, and 20 working days later, from Fri 27 Feb, it is asked after)",
        )),
    ),
    (
        "a lead who is not the GP and began to lead last week",
        |facts| {
            facts.gaps = Gaps::default().with_if(true, Gap::Variation);
            facts.lead_since = Some(day("2026-02-24"));
        },
        Bucket::Steady,
        None,
    ),
    (
        "a lead who is not the GP and led before the person joined here",
        |facts| {
            facts.gaps = Gaps::default().with_if(true, Gap::Variation);
            facts.lead_since = Some(day("2024-01-30"));
        },
        Bucket::Today,
        Some((
            "lead_variation",
            "the lead is not the named GP, and the reason is not recorded (joined Mon 2 Jun 2025, and 20 working days later, from Mon 30 Jun 2025, it is asked after)",
        )),
    ),
    (
        "the last day agreed for the lead is today",
        |facts| facts.lead_until_on = Some(day("2026-03-02")),
        Bucket::Soon,
        None,
    ),
    (
        "the last day agreed for the lead was yesterday",
        |facts| facts.lead_until_on = Some(day("2026-03-01")),
        Bucket::Today,
        Some((
            "lead_term",
            "the lead was agreed until Sun 1 Mar: who leads from then on?",
        )),
    ),
    (
        "access needs to be gone through today",
        |facts| facts.access_review_on = Some(day("2026-03-02")),
        Bucket::Today,
        Some((
            "access_review",
            "access needs to be gone through again, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer to be asked again today",
        |facts| facts.carer_days = vec![for_carer(Some("2026-03-02"), None)],
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer who should have been asked again last week",
        |facts| facts.carer_days = vec![for_carer(Some("2026-02-23"), None)],
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 23 Feb",
        )),
    ),
    (
        "a carer to be asked again this week",
        |facts| facts.carer_days = vec![for_carer(Some("2026-03-05"), None)],
        Bucket::Soon,
        None,
    ),
    (
        "a carer to be asked again next month",
        |facts| facts.carer_days = vec![for_carer(Some("2026-04-02"), None)],
        Bucket::Steady,
        None,
    ),
    (
        "a carer to be asked again today, whose place ends next week",
        |facts| {
            facts.carer_days = vec![CarerDays {
                until_on: Some(day("2026-03-09")),
                ..for_carer(Some("2026-03-02"), None)
            }];
        },
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer to be asked again today, on the last day of their place",
        |facts| {
            facts.carer_days = vec![CarerDays {
                until_on: Some(day("2026-03-02")),
                ..for_carer(Some("2026-03-02"), None)
            }];
        },
        Bucket::Today,
        Some((
            "carer_review",
            "ask the carer Ruth again how it is for them, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer to be asked again, whose place ended yesterday",
        |facts| {
            facts.carer_days = vec![CarerDays {
                until_on: Some(day("2026-03-01")),
                ..for_carer(Some("2026-02-27"), Some("2026-02-27"))
            }];
        },
        Bucket::Steady,
        None,
    ),
    (
        "a carer's access needs to be gone through today",
        |facts| facts.carer_days = vec![for_carer(None, Some("2026-03-02"))],
        Bucket::Today,
        Some((
            "carer_access_review",
            "access needs of the carer Ruth to be gone through again, planned for Mon 2 Mar",
        )),
    ),
    (
        "a carer's access needs to be gone through next month",
        |facts| facts.carer_days = vec![for_carer(None, Some("2026-04-02"))],
        Bucket::Steady,
        None,
    ),
    (
        "access needs to be gone through next month",
        |facts| facts.access_review_on = Some(day("2026-04-02")),
        Bucket::Steady,
        None,
    ),
    (
        "told anew from the day on which another took over, whatever was joined when",
        |facts| {
            facts.joined_on = day("2026-02-20");
            facts.coordinator_since = Some(day("2026-03-02"));
            facts.gaps = Gaps::default().with_if(true, Gap::ToldCoordinator);
        },
        Bucket::Today,
        Some((
            "not_told_coordinator",
            "not told who coordinates now (changed Mon 2 Mar)",
        )),
    ),
    (
        "a hand-over that lies ahead is told when it comes",
        |facts| {
            facts.coordinator_since = Some(day("2026-03-05"));
            facts.gaps = Gaps::default().with_if(true, Gap::ToldCoordinator);
        },
        Bucket::Soon,
        None,
    ),
    (
        "told of the new one",
        |facts| facts.coordinator_since = Some(day("2026-03-02")),
        Bucket::Steady,
        None,
    ),
    (
        "a gap in a fresh record waits twenty working days",
        |facts| {
            facts.joined_on = day("2026-03-02");
            facts.gaps = Gaps::default().with_if(true, Gap::Lead);
        },
        Bucket::Steady,
        None,
    ),
];
