//! Appointments: to prepare, to ask after, missed, due again.

use super::*;

pub(super) const CASES: &[Case] = &[
    (
        "an appointment to prepare: two working days before it",
        |facts| {
            let lacking = Lacking::default()
                .with(Lack::Preparation)
                .with(Lack::Transport);
            facts.appointments = vec![AppointmentFact {
                lacking,
                prepare: "write the questions down".into(),
                ..clinic("2026-03-04")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_prepare",
            "fracture clinic on Wed 4 Mar: still open write the questions down, transport (to be ready by Mon 2 Mar)",
        )),
    ),
    (
        "an appointment to prepare by a day that was named",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                lacking: Lacking::default().with(Lack::Interpreter),
                prepare_on: Some(day("2026-03-02")),
                ..clinic("2026-03-20")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_prepare",
            "fracture clinic on Fri 20 Mar: still open interpreter (to be ready by Mon 2 Mar)",
        )),
    ),
    (
        "an appointment in two working days of which nothing says that they know",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                lacking: Lacking::default().untold(),
                ..clinic("2026-03-04")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_untold",
            "fracture clinic on Wed 4 Mar: does Grace know? (tell by Mon 2 Mar)",
        )),
    ),
    (
        "the same when its day has passed, before anybody asks how it went",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                lacking: Lacking::default().untold(),
                ..clinic("2026-03-01")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_untold",
            "fracture clinic was on Sun 1 Mar, Grace was not told: did they go?",
        )),
    ),
    (
        "the same for a referral, which says so itself",
        |facts| {
            let one = AppointmentFact {
                lacking: Lacking::default().untold(),
                ..clinic("2026-03-04")
            };
            let mut item = item(ItemKind::Referral, Waiting::Service);
            item.expected_on = Some(day("2026-03-04"));
            item.booking = Some(Booking {
                on: day("2026-03-04"),
                appointment: Some(one.id),
                heard: Heard::Nothing,
                since: day("2026-02-20"),
            });
            facts.items = vec![item];
            facts.appointments = vec![one];
        },
        Bucket::Today,
        Some((
            "booked_untold",
            "blister pack booked for Wed 4 Mar: does Grace know? (tell by Mon 2 Mar)",
        )),
    ),
    (
        "an appointment next week to which they agreed is called off",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Cancelled),
                closed_on: Some(day("2026-02-27")),
                off_on: Some(day("2026-02-27")),
                ..clinic("2026-03-11")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_off",
            "Grace does not know: fracture clinic on Wed 11 Mar is cancelled (tell them; noted Fri 27 Feb)",
        )),
    ),
    (
        "the same when its day has passed: they may have gone there in vain",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Moved),
                closed_on: Some(day("2026-02-25")),
                off_on: Some(day("2026-02-25")),
                ..clinic("2026-02-27")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_off",
            "Grace does not know: fracture clinic on Fri 27 Feb was moved (ask whether they went; noted Wed 25 Feb)",
        )),
    ),
    (
        "one that was moved with its referral, which says so itself",
        |facts| {
            let next = AppointmentId(Uuid::from_u128(12));
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Moved),
                closed_on: Some(day("2026-02-27")),
                off_on: Some(day("2026-02-27")),
                next: Some(next),
                ..clinic("2026-03-04")
            }];
            facts.items = vec![ItemFact {
                expected_on: Some(day("2026-03-11")),
                booking: Some(Booking {
                    on: day("2026-03-11"),
                    appointment: Some(next),
                    heard: Heard::AnotherDay,
                    since: day("2026-02-27"),
                }),
                ..item(ItemKind::Referral, Waiting::Service)
            }];
        },
        Bucket::Today,
        Some((
            "booked_untold",
            "Grace was told a day that is off: blister pack, now booked for Wed 11 Mar",
        )),
    ),
    (
        "one that was moved with its referral, which was declined then: one sentence says both",
        |facts| {
            let next = AppointmentId(Uuid::from_u128(12));
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Moved),
                closed_on: Some(day("2026-02-27")),
                off_on: Some(day("2026-02-27")),
                next: Some(next),
                ..clinic("2026-03-04")
            }];
            facts.items = vec![ItemFact {
                answered_on: Some(day("2026-03-02")),
                declined: true,
                declined_of: Some(next),
                ..item(ItemKind::Referral, Waiting::Us)
            }];
        },
        Bucket::Today,
        Some((
            "appointment_off",
            "Grace does not know: pharmacy declined, fracture clinic on Wed 4 Mar is off (tell them; noted Fri 27 Feb)",
        )),
    ),
    (
        "an appointment tomorrow for which everything is ready",
        |facts| facts.appointments = vec![clinic("2026-03-03")],
        Bucket::Soon,
        None,
    ),
    (
        "an appointment next month, not prepared yet",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                lacking: Lacking::default().with(Lack::Transport),
                ..clinic("2026-04-14")
            }];
        },
        Bucket::Steady,
        None,
    ),
    (
        "an appointment on Friday of which nothing was heard, on the next working day",
        |facts| facts.appointments = vec![clinic("2026-02-27")],
        Bucket::Today,
        Some((
            "appointment_follow_up",
            "fracture clinic was on Fri 27 Feb: did it take place, and how was it",
        )),
    ),
    (
        "an appointment that took place, and they were not asked",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Attended),
                closed_on: Some(day("2026-02-27")),
                ..clinic("2026-02-27")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_follow_up",
            "fracture clinic took place on Fri 27 Feb: ask Grace how it was",
        )),
    ),
    (
        "an appointment today is asked after tomorrow",
        |facts| facts.appointments = vec![clinic("2026-03-02")],
        Bucket::Soon,
        None,
    ),
    (
        "a missed appointment is a promise, and comes before our own work",
        |facts| {
            facts.appointments = vec![
                clinic("2026-02-26"),
                AppointmentFact {
                    id: AppointmentId(Uuid::from_u128(12)),
                    how: Some(How::Missed),
                    closed_on: Some(day("2026-02-27")),
                    ..clinic("2026-02-25")
                },
            ];
        },
        Bucket::Today,
        Some((
            "appointment_missed",
            "missed Wed 25 Feb: fracture clinic (find out why, book again, think of a visit)",
        )),
    ),
    (
        "a recall on its day",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Attended),
                closed_on: Some(day("2025-03-02")),
                followed_up: true,
                recall_on: Some(day("2026-03-02")),
                every_months: Some(12),
                what: "annual review".into(),
                ..clinic("2025-03-02")
            }];
        },
        Bucket::Today,
        Some((
            "appointment_recall",
            "annual review due again Mon 2 Mar (last Sun 2 Mar 2025)",
        )),
    ),
    (
        "a recall that lies ahead",
        |facts| {
            facts.appointments = vec![AppointmentFact {
                how: Some(How::Cancelled),
                followed_up: true,
                recall_on: Some(day("2026-05-05")),
                ..clinic("2026-02-05")
            }];
        },
        Bucket::Steady,
        None,
    ),
];
