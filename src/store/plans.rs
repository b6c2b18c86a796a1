//! How the engine finds what is asked often: from indexes alone, in order, without a body that nobody reads.

use rusqlite::Connection;

use super::facts::Scans;
use super::{
    appointments, away, carer_days, carers, deferrals, facet, facts, fitting, folder, journal,
    left, moves, people, promises, visit,
};
use crate::store::vault::migrations::MIGRATIONS;

/// The engine's plan for a statement, one step a line.
fn plan(sql: &str) -> String {
    let conn = Connection::open_in_memory().unwrap();
    for step in MIGRATIONS {
        conn.execute_batch(step.sql).unwrap();
    }
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let parameters = vec![rusqlite::types::Null; statement.parameter_count()];
    let steps = statement.query_map(rusqlite::params_from_iter(parameters), |row| {
        row.get::<_, String>(3)
    });
    let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
    steps.join("\n")
}

#[test]
fn what_is_asked_often_is_read_from_an_index_in_order() {
    let (all, some) = (Scans::EVERYBODY, Scans::SOME);
    let cases = [
        (all.people, "SCAN standing"),
        (all.items, "SCAN item USING COVERING INDEX item_open"),
        (all.promises, "SCAN promise"),
        (
            all.deferrals,
            "SCAN deferral USING COVERING INDEX deferral_in_sight",
        ),
        (all.away, "SCAN carer_away"),
        (all.carer_days, "SCAN carer_days"),
        (
            all.appointments,
            "SCAN appointment USING COVERING INDEX appointment_watched",
        ),
        (
            some.appointments,
            "SEARCH appointment USING COVERING INDEX appointment_watched (person=?)",
        ),
        (
            appointments::OF_PERSON,
            "SEARCH appointment USING INDEX appointment_watched (person=?)",
        ),
        (
            appointments::BETWEEN,
            "SEARCH appointment USING INDEX appointment_by_day (on_day>? AND on_day<?)\n\
             SEARCH standing USING PRIMARY KEY (person=?)",
        ),
        (
            all.moves,
            "SCAN transition USING COVERING INDEX transition_watched",
        ),
        (some.people, "SEARCH standing USING PRIMARY KEY (person=?)"),
        (
            some.items,
            "SEARCH item USING COVERING INDEX item_open (person=?)",
        ),
        (some.promises, "SEARCH promise USING PRIMARY KEY (person=?)"),
        (
            some.deferrals,
            "SEARCH deferral USING COVERING INDEX deferral_in_sight (person=?)",
        ),
        (some.away, "SEARCH carer_away USING PRIMARY KEY (person=?)"),
        (
            some.carer_days,
            "SEARCH carer_days USING PRIMARY KEY (person=?)",
        ),
        (
            some.moves,
            "SEARCH transition USING COVERING INDEX transition_watched (person=?)",
        ),
        (
            facts::OPEN_PERSON,
            "SEARCH standing USING PRIMARY KEY (person=?)",
        ),
        (
            facts::ITEMS_OF_PERSON,
            "SEARCH item USING INDEX item_open (person=?)",
        ),
        (
            deferrals::IN_SIGHT,
            "SEARCH deferral USING INDEX deferral_in_sight (person=?)",
        ),
        (
            moves::WATCHED,
            "SEARCH transition USING INDEX transition_watched (person=?)",
        ),
        (
            carers::PLACES,
            "SEARCH member USING INDEX member_by_carer (carer=?)",
        ),
        // Once when a carer is looked for, not at each key.
        (carers::NAMED, "SCAN finding"),
        (people::FINDING_KEYS, "SCAN finding"),
        (left::LEFT_KEYS, "SCAN finding"),
        (
            left::TO_TELL,
            "SEARCH departure USING COVERING INDEX departure_to_tell (to_tell>?)",
        ),
        (fitting::FACETS, "SEARCH facet USING PRIMARY KEY (kind=?)"),
        (fitting::DAYS, "SCAN standing"),
        (
            facet::DAYS_OF_PERSON,
            "SEARCH standing USING PRIMARY KEY (person=?)",
        ),
        (
            folder::CONTACTS,
            "SEARCH contact USING INDEX contact_by_person (person=?)",
        ),
        (
            folder::CONTACT_COUNT,
            "SEARCH contact USING COVERING INDEX contact_by_person (person=?)",
        ),
    ];
    for (sql, expected) in cases {
        assert_eq!(plan(sql), expected, "{sql}");
    }
}

#[test]
fn words_that_a_field_offers_are_counted_without_those_of_other_kinds() {
    let plan = plan(facet::OFFERED);
    assert!(plan.contains("facet USING PRIMARY KEY (kind=?)"), "{plan}");
}

#[test]
fn what_is_asked_at_each_write_touches_one_person() {
    let cases = [
        (
            promises::LOG,
            "SEARCH contact USING COVERING INDEX contact_by_person (person=?)",
        ),
        (
            promises::WITH_WORDS,
            "SEARCH promise USING PRIMARY KEY (person=?)",
        ),
        (
            away::OF_PERSON,
            "SEARCH carer_away USING PRIMARY KEY (person=?)",
        ),
        (
            carer_days::OF_PERSON,
            "SEARCH carer_days USING PRIMARY KEY (person=?)",
        ),
        (people::BY_NHS_NUMBER, "person_by_nhs_number (nhs_number=?)"),
        (people::BY_NHS_NUMBER, "SEARCH standing USING PRIMARY KEY"),
        (facet::FACETS_OF_PERSON, "facet_by_person (person=?)"),
        (
            journal::WRITTEN_AFTER,
            "SEARCH journal USING INTEGER PRIMARY KEY",
        ),
        (
            journal::PEOPLE_OF_ROW,
            "SEARCH journal_people USING COVERING INDEX journal_people_by_seq (seq=?)",
        ),
        (journal::OF_PERSON, "journal_by_person (person=?)"),
        (journal::OF_PERSON, "journal_people USING PRIMARY KEY"),
    ];
    for (sql, expected) in cases {
        let plan = plan(sql);
        assert!(plan.contains(expected), "{sql}\n{plan}");
        let scanned = plan.lines().find(|step| step.starts_with("SCAN"));
        assert!(scanned.is_none(), "{sql}\n{plan}");
    }
}

#[test]
fn what_others_wrote_is_read_from_its_place_in_the_journal_on() {
    let plan = plan(visit::BY_OTHERS);
    assert!(
        plan.starts_with("SEARCH journal USING INTEGER PRIMARY KEY"),
        "{plan}"
    );
}
