//! The first call after a discharge, to the minute.

use super::*;

/// When somebody came home, a moment afterwards, and what is said of the first call then; nothing while it is not due.
const FIRST_CALLS: [(&str, &str, Option<&str>); 12] = [
    // Friday evening: due on Saturday, when nobody works, so it is said while somebody can still arrange it.
    (
        "2026-03-06T18:40:00",
        "2026-03-06T18:45:00",
        Some(
            "home since Fri 6 Mar 18:40, no call yet (after 18:30): first call due Sat 7 Mar 18:40, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    (
        "2026-03-06T18:40:00",
        "2026-03-07T10:00:00",
        Some(
            "home since Fri 6 Mar 18:40, no call yet (after 18:30): first call due Sat 7 Mar 18:40, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    (
        "2026-03-06T18:40:00",
        "2026-03-09T08:00:00",
        Some(
            "home since Fri 6 Mar 18:40, no call yet (after 18:30): first call was due Sat 7 Mar 18:40",
        ),
    ),
    // In hours on a Friday: the weekend is named too.
    (
        "2026-03-06T16:00:00",
        "2026-03-06T16:30:00",
        Some(
            "home since Fri 6 Mar 16:00, no call yet: first call due Sat 7 Mar 16:00, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    // A weeknight, and a Sunday from eight on: somebody is there in time, and it speaks on that day.
    ("2026-03-03T19:10:00", "2026-03-03T20:00:00", None),
    (
        "2026-03-03T19:10:00",
        "2026-03-04T09:00:00",
        Some(
            "home since Tue 3 Mar 19:10, no call yet (after 18:30): first call due Wed 4 Mar 19:10, \
             when nobody works: ring before then",
        ),
    ),
    ("2026-03-08T08:00:00", "2026-03-08T09:00:00", None),
    (
        "2026-03-08T07:59:00",
        "2026-03-08T09:00:00",
        Some(
            "home since Sun 8 Mar 07:59, no call yet (at the weekend): first call due Mon 9 Mar 07:59, \
             before the practice opens again Mon 9 Mar 08:00: arrange it now",
        ),
    ),
    // In the small hours of a working day: the practice opens in the morning, and nobody works when it falls due.
    (
        "2026-03-17T02:15:00",
        "2026-03-17T09:11:00",
        Some(
            "home since Tue 17 Mar 02:15, no call yet (before 08:00): first call due Wed 18 Mar 02:15, \
             when nobody works: ring before then",
        ),
    ),
    (
        "2026-03-17T02:15:00",
        "2026-03-18T08:30:00",
        Some(
            "home since Tue 17 Mar 02:15, no call yet (before 08:00): first call was due Wed 18 Mar 02:15",
        ),
    ),
    // Friday night: the Friday is there to ring.
    (
        "2026-03-06T02:15:00",
        "2026-03-06T09:00:00",
        Some(
            "home since Fri 6 Mar 02:15, no call yet (before 08:00): first call due Sat 7 Mar 02:15, \
             when nobody works: ring before then",
        ),
    ),
    // Before Easter the practice is closed for four days.
    (
        "2026-04-02T19:00:00",
        "2026-04-02T19:05:00",
        Some(
            "home since Thu 2 Apr 19:00, no call yet (after 18:30): first call due Fri 3 Apr 19:00, \
             before the practice opens again Tue 7 Apr 08:00: arrange it now",
        ),
    ),
];

#[test]
fn a_first_call_that_is_due_before_anybody_works_is_said_at_once() {
    let holidays = Holidays::england();
    for (at, now, says) in FIRST_CALLS {
        let facts = Facts {
            moves: vec![moved(MoveKind::Discharge, at)],
            ..settled()
        };
        let clock = Clock::new(now.parse().expect("a clock time"), &holidays);
        let verdict = look(&facts, &clock);
        let found: Vec<String> = verdict
            .due(&clock)
            .filter(|found| found.rule.name == "first_call")
            .map(|found| {
                assert_eq!(found.rule.class, Class::Harm);
                found.says(&facts, &clock)
            })
            .collect();
        assert_eq!(found, Vec::from_iter(says), "home {at}, asked {now}");
    }
}
