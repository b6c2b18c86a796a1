//! What Margaret Ellis's plan arranges: when her ankles swell, who steps in, her papers, and the plans of three services.

use super::{Hand, ahead};
use crate::domain::arrangement::{
    Arrangement, Arrangements, AtHand, AtHandKind, Backups, Contingency, Elsewhere, Intervention,
    InterventionKind, Medicines, OtherPlan, Paper, SelfCare, SharedCare, Wishes,
};
use crate::domain::id::MemberId;

/// The services and people that the arrangements name.
pub(super) struct Named {
    pub(super) nurses: MemberId,
    pub(super) ruth: MemberId,
}

pub(super) fn arrangements(hand: &mut Hand<'_>, named: &Named) -> Arrangements {
    Arrangements {
        contingency: contingency(hand, named),
        at_hand: vec![AtHand {
            kind: AtHandKind::Equipment,
            what: "raised chair and leg rest".into(),
            for_what: "swollen ankles".into(),
            kept_at: "by the stove".into(),
            since_on: Some(hand.ago(40)),
            ..begin(hand, 40)
        }],
        backups: Some(Backups {
            carer: "Len at once; care agency emergency line from the next morning".into(),
            coordinator: "duty coordinator, 01632 960 150".into(),
        }),
        wishes: Some(Wishes {
            place_of_care: "at home, near the kitchen".into(),
            other: "No more nights on a trolley. Ruth is to be told first, not asked to decide."
                .into(),
            statement: Paper::Yes,
            statement_at: "blue folder by the telephone; Ruth has a copy".into(),
            said_on: Some(hand.ago(53)),
            said_with: "Ruth, Dr Patel".into(),
            ..Wishes::default()
        }),
        elsewhere: vec![Elsewhere {
            what: "evening water tablet stopped on the ward".into(),
            decided_at: "County Hospital, Ward 7".into(),
            on: Some(hand.working_ago(1)),
            ..begin(hand, 1)
        }],
        shared_care: vec![SharedCare {
            what: "Heart failure tablets and their blood tests".into(),
            prescribes: "Mill Lane Surgery".into(),
            monitors: "County Hospital, heart failure clinic".into(),
            supplies: "Harcaster Pharmacy".into(),
            agreed_with: "Peggy, Dr Patel, the clinic".into(),
            since_on: Some(hand.ago(90)),
            review_on: Some(ahead(hand, 63)),
            ..begin(hand, 90)
        }],
        self_care: vec![SelfCare {
            what: "Weighs herself every morning before tea and writes it in the diary".into(),
            for_what: "seeing the swelling early".into(),
            helped_by: "large scales; Ruth looks at the diary on Sundays".into(),
            advised_by: "heart failure clinic".into(),
            since_on: Some(hand.ago(90)),
            ..begin(hand, 90)
        }],
        other_plans: other_plans(hand),
        interventions: interventions(hand),
        medicines: vec![Medicines {
            what: "the weekly blister pack".into(),
            supplied_by: "Harcaster Pharmacy, delivered on Fridays".into(),
            prescribes_next: "Mill Lane Surgery".into(),
            change: "the ward's new tablets are not in the pack yet".into(),
            change_awaits: "pharmacy and ward pharmacist".into(),
            change_on: Some(hand.working_ago(3)),
            ..begin(hand, 3)
        }],
        ..Arrangements::default()
    }
}

/// One of which nothing is known, written so many days ago.
fn begin<T: Arrangement>(hand: &mut Hand<'_>, days_ago: i64) -> T {
    let on = hand.ago(days_ago);
    let id = hand.arrangement(on);
    T::begin(id, on)
}

fn contingency(hand: &mut Hand<'_>, named: &Named) -> Vec<Contingency> {
    vec![
        Contingency {
            name: "Swollen ankles".into(),
            triggers: vec!["two kilos up in three days".into(), "slippers tight".into()],
            early_signs: "the radio is off; she sits instead of standing at the stove".into(),
            what_to_do: "Legs up, weigh her, ring the nurses the same day.".into(),
            ring: vec![named.nurses, named.ruth],
            ring_others: "111 at night".into(),
            not_to_do: "Do not send her in for swollen ankles alone.".into(),
            coping: "Sits by the stove with the radio and her leg rest.".into(),
            agreed_with: "Peggy, Ruth, Dr Patel".into(),
            review_on: Some(ahead(hand, 63)),
            responsible: "Dr S. Patel".into(),
            ..begin(hand, 53)
        },
        Contingency {
            name: "Breathless".into(),
            triggers: vec!["cannot finish a sentence".into(), "blue lips".into()],
            what_to_do: "Sit her up, face her, ring 999. Take the pad by the kettle.".into(),
            ring: vec![named.ruth],
            ring_others: "999".into(),
            not_to_do: "Do not shout: she lip-reads.".into(),
            agreed_with: "Peggy, Ruth, Dr Patel".into(),
            ..begin(hand, 53)
        },
    ]
}

fn other_plans(hand: &mut Hand<'_>) -> Vec<OtherPlan> {
    let reconciled = Some(hand.ago(53));
    let by = hand.frame.navigator.name.clone();
    vec![
        OtherPlan {
            name: "Heart failure self-management plan".into(),
            service: "County Hospital, heart failure clinic".into(),
            says: "daily weight; ring at two kilos in three days".into(),
            kept_at: "fridge door, and the clinic's letters".into(),
            dated_on: Some(hand.ago(90)),
            reconciled_on: reconciled,
            reconciled_by: by.clone(),
            taken_over: "the weighing and the two kilos; not the fluid chart, she will not".into(),
            ..begin(hand, 90)
        },
        OtherPlan {
            name: "COPD rescue plan".into(),
            service: "Respiratory nurses, Harcaster".into(),
            says: "what to do when the cough changes".into(),
            kept_at: "blue folder by the telephone".into(),
            dated_on: Some(hand.ago(70)),
            reconciled_on: reconciled,
            reconciled_by: by,
            taken_over: "whom to ring; its signs stand under Breathless".into(),
            ..begin(hand, 70)
        },
        OtherPlan {
            name: "Therapy plan after the hip".into(),
            service: "Community therapy".into(),
            says: "stairs once a day with the rail, standing at the stove by halves".into(),
            kept_at: "with Mrs Rowntree".into(),
            dated_on: Some(hand.working_ago(2)),
            ..begin(hand, 2)
        },
    ]
}

fn interventions(hand: &mut Hand<'_>) -> Vec<Intervention> {
    let one =
        |hand: &mut Hand<'_>, kind, organisation: &str, how_often: &str, days_ago| Intervention {
            kind,
            organisation: organisation.to_owned(),
            how_often: how_often.to_owned(),
            from_on: Some(hand.ago(days_ago)),
            ..begin(hand, days_ago)
        };
    let mut dressings = one(
        hand,
        InterventionKind::Wounds,
        "Community nurses",
        "Mondays and Thursdays",
        2,
    );
    "leg dressings".clone_into(&mut dressings.what);
    "Ruth's visits are visits again".clone_into(&mut dressings.for_what);
    vec![
        dressings,
        one(
            hand,
            InterventionKind::BloodTest,
            "Mill Lane Surgery",
            "every eight weeks",
            90,
        ),
        one(
            hand,
            InterventionKind::BloodTest,
            "County Hospital, heart failure clinic",
            "every clinic, about every two months",
            90,
        ),
        one(
            hand,
            InterventionKind::OccupationalTherapy,
            "Community therapy",
            "weekly",
            60,
        ),
    ]
}
