//! Which promises stand, as cases.

use uuid::Uuid;

use super::*;

fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().expect("a date")
}

/// An entry: its day, whether somebody was reached, the next step, with whom.
type Told = (&'static str, bool, Option<&'static str>, &'static str);

/// Oldest first, numbered from 1.
fn entries(told: &[Told]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = (1_u128..)
        .zip(told)
        .map(|(n, (on, reached, next, whom))| Entry {
            contact: ContactId(Uuid::from_u128(n)),
            on: day(on),
            reach: if *reached { Reach::ByUs } else { Reach::Nobody },
            next_on: next.map(day),
            party: Party::from_column((*whom).to_owned()),
            keeps: Vec::new(),
            corrects: None,
        })
        .collect();
    entries.reverse();
    entries
}

fn numbers(mut stand: Vec<ContactId>) -> Vec<u128> {
    stand.sort_unstable();
    stand.iter().map(|id| id.0.as_u128()).collect()
}

#[test]
fn a_promise_stands_until_its_party_is_spoken_with_on_its_day() {
    const HER: &str = "";
    const BOOTS: &str = "@boots";
    const RUTH: &str = "~ruth";
    let cases: &[(&str, &[Told], &[u128])] = &[
        ("nothing was promised", &[("02-20", true, None, HER)], &[]),
        (
            "a check-in ahead",
            &[("02-20", true, Some("03-06"), HER)],
            &[1],
        ),
        (
            "a later call to the pharmacy keeps nothing that she was promised",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-09", true, None, BOOTS),
            ],
            &[1],
        ),
        (
            "the call on its day keeps it",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-06", true, None, HER),
            ],
            &[],
        ),
        (
            "she rings the day before about something else",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-05", true, None, HER),
            ],
            &[1],
        ),
        (
            "two steps promised for two days both stand",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("02-24", true, Some("03-10"), HER),
            ],
            &[1, 2],
        ),
        (
            "tried on its day and to be tried again: the promise stands beside the new try",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-06", false, Some("03-09"), HER),
            ],
            &[1, 2],
        ),
        (
            "tried days after its day: the same",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-10", false, Some("03-12"), HER),
            ],
            &[1, 2],
        ),
        (
            "of several tries after it the last one counts, and the promise stands beside it",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-06", false, Some("03-09"), HER),
                ("03-09", false, None, HER),
            ],
            &[1, 3],
        ),
        (
            "spoken with after the tries: nothing is left",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-06", false, Some("03-09"), HER),
                ("03-09", true, None, HER),
            ],
            &[],
        ),
        (
            "spoken with before its day, tried on it: the promise alone is left of the first, and the try",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-05", true, None, HER),
                ("03-06", false, Some("03-09"), HER),
            ],
            &[1, 3],
        ),
        (
            "a service that was tried on the day and reached nobody was promised it still",
            &[
                ("03-02", true, Some("03-03"), BOOTS),
                ("03-03", false, Some("03-05"), BOOTS),
            ],
            &[1, 2],
        ),
        (
            "the service did not answer; speaking with her leaves the try and keeps the promise",
            &[
                ("03-02", true, Some("03-03"), BOOTS),
                ("03-03", false, Some("03-05"), BOOTS),
                ("03-04", true, None, HER),
            ],
            &[2],
        ),
        (
            "tried before its day: both stand",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-02", false, None, HER),
            ],
            &[1, 2],
        ),
        (
            "of several tries the last one counts",
            &[
                ("03-02", false, None, HER),
                ("03-03", false, Some("03-05"), HER),
            ],
            &[2],
        ),
        (
            "reached after all",
            &[("03-02", false, None, HER), ("03-03", true, None, HER)],
            &[],
        ),
        (
            "what was promised to one service is not kept by another",
            &[
                ("03-02", true, Some("03-03"), BOOTS),
                ("03-04", true, None, "@matron"),
            ],
            &[1],
        ),
        (
            "the ward sends her home: ringing her there keeps what was agreed with the ward",
            &[
                ("02-26", true, Some("02-28"), "@ward 7"),
                ("02-28", true, None, HER),
            ],
            &[],
        ),
        (
            "not reaching her there leaves it standing, with the new try",
            &[
                ("02-26", true, Some("02-28"), "@ward 7"),
                ("02-28", false, None, HER),
            ],
            &[1, 2],
        ),
        (
            "her neighbour rings about the bins: she is still to be rung",
            &[
                ("02-20", true, Some("03-06"), HER),
                ("03-06", true, None, RUTH),
            ],
            &[1],
        ),
        (
            "nobody answered; her daughter who rings is not her",
            &[("03-02", false, None, HER), ("03-03", true, None, RUTH)],
            &[1],
        ),
        (
            "her daughter was promised a call; ringing her mother is not that",
            &[
                ("02-20", true, Some("03-06"), RUTH),
                ("03-06", true, None, HER),
            ],
            &[1],
        ),
        (
            "and ringing the daughter is",
            &[
                ("02-20", true, Some("03-06"), RUTH),
                ("03-06", true, None, RUTH),
            ],
            &[],
        ),
        (
            "the ward sends her home: her daughter who is rung there does for it",
            &[
                ("02-26", true, Some("02-28"), "@ward 7"),
                ("02-28", true, None, RUTH),
            ],
            &[],
        ),
        (
            "written down late: the order is that of the contacts",
            &[
                ("03-02", true, Some("03-04"), HER),
                ("03-05", true, Some("03-20"), HER),
            ],
            &[2],
        ),
    ];
    for (name, told, expected) in cases {
        assert_eq!(numbers(standing(entries(told).iter())), *expected, "{name}");
    }
}

/// Which promises stand where entries name others, by their numbers: what they keep, and what they correct.
fn stand(told: &[Told], keeps: &[(usize, u128)], corrects: &[(usize, u128)]) -> Vec<u128> {
    let named = |number| ContactId(Uuid::from_u128(number));
    let mut entries = entries(told);
    entries.reverse();
    for (by, kept) in keeps {
        entries[by - 1].keeps.push(named(*kept));
    }
    for (by, corrected) in corrects {
        entries[by - 1].corrects = Some(named(*corrected));
    }
    entries.reverse();
    Corrections::of(entries.iter()).apply(&mut entries, |entry| entry);
    numbers(standing(entries.iter()))
}

#[test]
fn a_call_keeps_what_its_author_says_it_keeps() {
    let later = [
        ("02-20", true, Some("03-06"), ""),
        ("03-05", true, Some("03-12"), "@boots"),
    ];
    assert_eq!(stand(&later, &[(2, 1)], &[]), [2]);
    // Logged for a day before the promise was made, as it was found on a slip of paper afterwards.
    let earlier = [
        ("02-19", true, None, "@boots"),
        ("02-20", true, Some("03-06"), ""),
    ];
    assert_eq!(stand(&earlier, &[], &[]), [2]);
    assert_eq!(stand(&earlier, &[(1, 2)], &[]), [] as [u128; 0]);
    // Nothing keeps what it promises itself.
    assert_eq!(stand(&earlier, &[(2, 2)], &[]), [2]);
}

#[test]
fn whoever_rings_in_keeps_nothing_that_was_ours_to_do() {
    // Whom the step was agreed with, who is spoken with on its day, whether it stands when they rang and when we did.
    let cases = [
        ("@ward 7", "@ward 7", true, false),
        ("@ward 7", "", true, false),
        ("@ward 7", "~ruth", true, false),
        ("@ward 7", "@boots", true, true),
        ("", "", false, false),
        ("~ruth", "~ruth", false, false),
    ];
    for (promised, spoken, stands_theirs, stands_ours) in cases {
        for (reach, stands) in [
            (Reach::ByThem, stands_theirs),
            (Reach::ByUs, stands_ours),
            (Reach::Nobody, true),
        ] {
            let mut entries = entries(&[
                ("02-26", true, Some("02-28"), promised),
                ("02-28", true, None, spoken),
            ]);
            entries[0].reach = reach;
            let found = standing(entries.iter());
            assert_eq!(
                found.contains(&entries[1].contact),
                stands,
                "agreed with {promised:?}, {reach:?} with {spoken:?}"
            );
        }
    }
    // A try is over when they ring back.
    let mut tried = entries(&[
        ("02-26", false, Some("02-28"), "@ward 7"),
        ("02-27", true, None, "@ward 7"),
    ]);
    tried[0].reach = Reach::ByThem;
    assert_eq!(standing(tried.iter()), []);
}

#[test]
fn what_was_kept_stays_kept_when_its_entry_is_corrected() {
    let told = [
        ("02-20", true, Some("03-06"), ""),
        ("03-05", true, None, "@boots"),
        ("02-20", true, Some("03-06"), ""),
        ("02-20", true, Some("03-06"), ""),
    ];
    assert_eq!(stand(&told, &[], &[(3, 1), (4, 3)]), [4]);
    assert_eq!(stand(&told, &[(2, 1)], &[(3, 1), (4, 3)]), [] as [u128; 0]);
    assert_eq!(stand(&told, &[(2, 3)], &[(3, 1), (4, 3)]), [] as [u128; 0]);
    // Two who corrected the same entry: both say what happened, and both are dealt with.
    assert_eq!(stand(&told, &[(2, 1)], &[(3, 1), (4, 1)]), [] as [u128; 0]);
    // A file may name entries in a ring; nobody can say then which of them is true.
    assert_eq!(stand(&told, &[(2, 1)], &[(3, 4), (4, 3)]), [] as [u128; 0]);
}
