//! Facts as they can be, at random.

use super::*;

prop_compose! {
    pub(in crate::domain::triage) fn any_day()(offset in 0_u64..1_500) -> NaiveDate {
        day("2024-06-01") + Days::new(offset)
    }
}

prop_compose! {
    fn any_item()(
        kind in prop::sample::select(ItemKind::ALL.to_vec()),
        waiting in prop::sample::select(vec![Waiting::Us, Waiting::Service, Waiting::Person]),
        asked_on in any_day(),
        expected_on in prop::option::of(any_day()),
        answered_on in prop::option::of(any_day()),
        chased_on in prop::option::of(any_day()),
        told_on in prop::option::of(any_day()),
        rung in prop::option::of(prop::sample::select(Rung::ALL.to_vec())),
        booking in prop::option::of((
            any_day(),
            prop::sample::select(vec![Heard::Nothing, Heard::ThisDay, Heard::AnotherDay]),
            any_day(),
        )),
        ongoing in any::<bool>(),
        taken_back_on in prop::option::weighted(0.1, any_day()),
    ) -> ItemFact {
        // Such an action is in the facts only where a day is set to look at it again, which is ours to do.
        let ongoing = ongoing && kind == ItemKind::Action && expected_on.is_some();
        let waiting = if ongoing { Waiting::Us } else { waiting };
        ItemFact {
            id: ItemId(Uuid::from_u128(7)),
            kind,
            waiting,
            asked_on,
            expected_on,
            answered_on,
            chases: u16::from(chased_on.is_some()),
            chased_on,
            told_on,
            rung,
            booking: booking.map(|(on, heard, since)| Booking { on, heard, since, appointment: None }),
            ongoing,
            declined: false,
            declined_of: None,
            taken_back_on,
            taken_back: String::new(),
            what: String::new(),
            expected_how: String::new(),
            owner: String::new(),
        }
    }
}

prop_compose! {
    fn any_appointment()(
        on in any_day(),
        how in prop::option::of(prop::sample::select(How::ALL.to_vec())),
        closed_on in any_day(),
        followed_up in any::<bool>(),
        lacking in (0_u8..32, any::<bool>()),
        prepare_on in prop::option::weighted(0.3, any_day()),
        recall_on in prop::option::weighted(0.3, any_day()),
        off_on in prop::option::weighted(0.3, any_day()),
    ) -> AppointmentFact {
        AppointmentFact {
            on,
            how,
            closed_on: how.map(|_| closed_on),
            followed_up: followed_up && how.is_some(),
            lacking: if lacking.1 {
                Lacking::from_bits(lacking.0).untold()
            } else {
                Lacking::from_bits(lacking.0)
            },
            prepare_on,
            recall_on,
            off_on: off_on.filter(|_| matches!(how, Some(How::Cancelled | How::Moved))),
            what: String::new(),
            ..clinic("2026-03-04")
        }
    }
}

prop_compose! {
    fn any_move()(
        kind in prop::sample::select(MoveKind::ALL.to_vec()),
        on in any_day(),
        minute in 0_i64..1440,
        asked_on in prop::option::of(any_day()),
        is in any::<[bool; 5]>(),
    ) -> MoveFact {
        let mut one = moved(kind, "2026-02-27T19:10:00");
        let at = on.and_time(NaiveTime::MIN) + chrono::TimeDelta::minutes(minute);
        one.at = london::instant(at);
        one.asked_on = asked_on;
        [one.is_open, one.is_acknowledged, one.names_contact, one.was_called, one.was_explained] = is;
        one
    }
}

prop_compose! {
    /// Somebody of whose reasons some may have been put off: some honestly, some as a file from elsewhere may claim.
    pub(in crate::domain::triage) fn any_facts()(
        facts in bare_facts(),
        picks in prop::collection::vec((any::<usize>(), any_day(), 0_u64..90, any::<bool>()), 0..5),
    ) -> Facts {
        let holidays = Holidays::england();
        let found = look(&facts, &clock("2026-03-02", &holidays)).found;
        let mut deferrals: Vec<DeferralFact> = Vec::new();
        for (pick, on, days, honest) in picks {
            let Some(found) = pick.checked_rem(found.len()).map(|at| found[at]) else { continue };
            let about = found.subject(&facts).id();
            if deferrals.iter().any(|one| one.rule == found.rule.name && one.about == about) {
                continue;
            }
            let first_on = if honest { found.due + Days::new(days / 30) } else { on };
            deferrals.push(DeferralFact {
                id: DeferralId(Uuid::from_u128(deferrals.len() as u128 + 1)),
                rule: found.rule.name,
                about,
                due_on: if honest || days > 9 { found.due } else { on },
                first_on,
                until_on: first_on + Days::new(days),
                because: "away".into(),
            });
        }
        Facts { deferrals, ..facts }
    }
}

prop_compose! {
    fn bare_facts()(
        n in 1_u128..1_000_000,
        tier in prop::sample::select(vec![Tier::High, Tier::Medium, Tier::Low]),
        joined_on in any_day(),
        pause in prop::option::weighted(0.2, any_day()),
        spoken_on in prop::option::weighted(0.8, any_day()),
        every in prop::option::of(1_u16..400),
        promises in prop::collection::vec((any_day(), any_day(), any::<bool>()), 0..3),
        review in (prop::option::of(any_day()), prop::option::of(any_day())),
        end_of_life in prop::option::weighted(0.1, (any_day(), prop::option::of(any_day()))),
        elsewhere_on in prop::option::weighted(0.1, any_day()),
        gaps in 0_u16..512,
        own in prop::option::weighted(0.2, any_day()),
        since in prop::option::weighted(0.2, any_day()),
        away in prop::option::weighted(0.2, (any_day(), prop::option::of(any_day()))),
        carers in prop::collection::vec(
            (prop::option::of(any_day()), prop::option::of(any_day()), prop::option::weighted(0.2, any_day())),
            0..3,
        ),
        items in prop::collection::vec(any_item(), 0..5),
        appointments in prop::collection::vec(any_appointment(), 0..3),
        moves in prop::collection::vec(any_move(), 0..3),
    ) -> Facts {
        Facts {
            person: PersonId(Uuid::from_u128(n)),
            name: format!("Person {}", n % 97),
            tier,
            joined_on,
            pause: pause.map(|until| Pause { until }),
            first_conversation: spoken_on.is_some(),
            spoken_on,
            contact_every_days: every,
            promises: promises
                .into_iter()
                .map(|(made_on, due_on, reached)| Promise {
                    made_on,
                    due_on: Some(due_on),
                    reached,
                    ..promised("2026-02-20", None)
                })
                .collect(),
            review_due: review.0,
            review_by: review.1,
            end_of_life: end_of_life
                .map(|(since_on, reviewed_on)| EndOfLifeFact { since_on, reviewed_on }),
            elsewhere_on,
            gaps: Gaps::from_bits(gaps),
            self_coordinating: own,
            coordinator_since: since,
            lead_since: since,
            carers_away: away
                .map(|(from_on, until_on)| CarerAway { from_on, until_on, ..carer("Ruth", "2026-02-27", None) })
                .into_iter()
                .collect(),
            carer_days: (1_u128..)
                .zip(carers)
                .map(|(n, (review_on, access_on, until_on))| CarerDays {
                    member: MemberId(Uuid::from_u128(n)),
                    name: format!("Carer {n}"),
                    review_on,
                    access_on,
                    until_on,
                })
                .collect(),
            items,
            appointments,
            moves,
            ..settled()
        }
    }
}
