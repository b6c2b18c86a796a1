//! What is worked out from records, after an upgrade: right before the list is first shown.

use caseload::domain::arrangement::{Arrangement, Arrangements, Elsewhere, EndOfLife};
use caseload::domain::carer::Carer;
use caseload::domain::contact::{Contact, Direction, Next, Reached, With};
use caseload::domain::id::{ArrangementId, CarerId, PlanId};
use caseload::domain::person::{Leaving, Status};
use caseload::domain::plan::Plan;
use caseload::domain::record::{Kind, Record};
use caseload::domain::team::Away;
use caseload::domain::triage::EndOfLifeFact;
use caseload::store::Store;
use caseload::store::vault::{unlock, unlock_by};

use super::{
    Desk, LOGIN, PHRASE, contact, day, item, member, one, person_id, sample_person, withdraw, write,
};

/// Calls with promises, kept and not, to the person and to a pharmacy; one entry is withdrawn.
fn desk() -> Desk {
    let mut desk = Desk::with_person(1);
    let promised = |number, days: i64, next: &str| {
        let mut contact: Contact = contact(number, 1, -days * 24 * 60);
        contact.next = Some(Next {
            on: day(next),
            what: "ask how she is".to_owned(),
        });
        contact
    };
    desk.add(Record::Contact(promised(10, 20, "2026-03-06")));
    let mut pharmacy = promised(11, 10, "2026-03-04");
    (pharmacy.with, pharmacy.whom) = (With::Service, "Boots".to_owned());
    desk.add(Record::Contact(pharmacy));
    let mut tried: Contact = contact(12, 1, -60);
    tried.result = Reached::NoAnswer;
    desk.add(Record::Contact(tried));
    desk.add(Record::Contact(contact(13, 1, -30)));
    let mut keeps = promised(14, 1, "2026-03-20");
    (keeps.with, keeps.whom) = (With::Service, "matron".to_owned());
    keeps.keeps = vec![promised(10, 20, "2026-03-06").id];
    desk.add(Record::Contact(keeps));
    let mut rang_in: Contact = contact(15, 1, -20);
    (rang_in.with, rang_in.whom) = (With::Service, "Boots".to_owned());
    rang_in.direction = Direction::In;
    desk.add(Record::Contact(rang_in));
    desk.add(Record::Item(item(20, 1)));
    let mut carer = member(21, 1);
    carer.away = Some(Away {
        from_on: day("2026-02-27"),
        until_on: None,
        because: String::new(),
    });
    desk.add(Record::Member(carer));
    desk.add(Record::Plan(plan()));
    let mut gone = sample_person(2);
    gone.status = Status::Left {
        on: day("2026-02-01"),
        how: Leaving::Moved,
        because: String::new(),
        tell: Vec::new(),
    };
    desk.add(Record::Person(gone));
    let gone = one(withdraw(Kind::Contact, super::id(13), 1));
    write(&mut desk.store, &gone).unwrap();
    desk
}

/// A plan in end-of-life care, with a decision that has not come back.
fn plan() -> Plan {
    let mut plan = Plan::new(PlanId(super::id(30)), person_id(1), day("2026-01-12"));
    plan.review.last_on = Some(day("2026-02-27"));
    let began = day("2026-02-20");
    plan.arrangements = Arrangements {
        end_of_life: vec![EndOfLife::begin(ArrangementId(super::id(31)), began)],
        elsewhere: vec![Elsewhere::begin(ArrangementId(super::id(32)), began)],
        ..Arrangements::default()
    };
    plan
}

fn reopened(desk: &Desk) -> Store {
    let key = unlock(desk.dir(), LOGIN, PHRASE).unwrap();
    Store::open(desk.dir(), key, LOGIN).unwrap()
}

#[test]
fn promises_stand_party_by_party() {
    let desk = desk();
    let facts = desk.store.facts(person_id(1)).unwrap().unwrap();
    let stand: Vec<_> = facts
        .promises
        .iter()
        .map(|promise| (promise.to_person, promise.reached, promise.whom.as_str()))
        .collect();
    assert_eq!(
        stand,
        [
            (false, true, "Boots"),
            (true, false, ""),
            (false, true, "matron")
        ]
    );
}

#[test]
fn end_of_life_care_and_decisions_taken_elsewhere_are_read_with_the_list() {
    let desk = desk();
    let mut seen = Vec::new();
    desk.store
        .each_facts(|facts| {
            seen.push((facts.end_of_life, facts.elsewhere_on));
        })
        .unwrap();
    let time = EndOfLifeFact {
        since_on: day("2026-02-20"),
        reviewed_on: Some(day("2026-02-27")),
    };
    assert_eq!(seen, [(Some(time), Some(day("2026-02-20")))]);
}

#[test]
fn what_another_version_worked_out_is_worked_out_anew() {
    let mut desk = desk();
    let mut asked = member(23, 1);
    asked.carer = Some(Carer {
        review_on: Some(day("2026-03-05")),
        ..Carer::new(CarerId(super::id(22)))
    });
    desk.add(Record::Member(asked));
    let before = desk.rows();
    for table in ["carer_away", "carer_days", "departure"] {
        assert!(!before[table].is_empty(), "{table}");
    }
    desk.beside
        .execute_batch(
            "UPDATE contact SET reached = 1, next_on = NULL, party = '', keeps = 0;
             DELETE FROM promise;
             DELETE FROM carer_away;
             DELETE FROM carer_days;
             DELETE FROM departure;
             DELETE FROM facet;
             DELETE FROM vocabulary;
             UPDATE standing SET gaps = 0, spoken_on = NULL, spoken_at = NULL, review_held_on = NULL, end_of_life_on = NULL,
                 reviewed_on = NULL, elsewhere_on = NULL;
             UPDATE item SET told_on = 1, rung = 4;
             UPDATE appointment SET off_on = 1;
             DELETE FROM setting WHERE key LIKE 'derived%';",
        )
        .unwrap();
    assert_ne!(desk.rows(), before);
    drop(reopened(&desk));
    assert_eq!(desk.rows(), before);
}

/// What takes a while with a million contacts says how far it is; where there is nothing to do it says nothing.
#[test]
fn working_everything_out_anew_says_how_far_it_is() {
    let desk = desk();
    let heard = || {
        let mut heard = Vec::new();
        let (key, by) = unlock_by(desk.dir(), LOGIN, PHRASE).unwrap();
        let mut say = |done, of| heard.push((done, of));
        drop(
            Store::open_by(
                desk.dir(),
                key,
                LOGIN,
                by,
                super::stamp("test").at,
                &mut say,
            )
            .unwrap(),
        );
        heard
    };
    assert_eq!(heard(), []);
    let (log, people) = (desk.rows()["contact"].len(), desk.rows()["person"].len());
    desk.beside
        .execute_batch("DELETE FROM setting WHERE key LIKE 'derived%';")
        .unwrap();
    let of = log + people;
    assert_eq!(heard(), [(0, of), (log, of), (log, of)]);
}

/// A store of the first schema, as its program left it.
#[test]
fn a_store_of_the_first_schema_is_brought_up_to_date() {
    let desk = desk();
    let before = desk.rows();
    desk.beside
        .execute_batch(
            "DROP INDEX item_open;
             ALTER TABLE item DROP COLUMN told_on;
             ALTER TABLE item DROP COLUMN rung;
             ALTER TABLE item DROP COLUMN booked_on;
             ALTER TABLE item DROP COLUMN booked_told;
             ALTER TABLE item DROP COLUMN appointment;
             ALTER TABLE item DROP COLUMN ongoing;
             ALTER TABLE item DROP COLUMN taken_back_on;
             ALTER TABLE item DROP COLUMN booked_since;
             CREATE INDEX item_open ON item (
                 person, id, kind, waiting, asked_on, expected_on, answered_on, chases, chased_on
             ) WHERE open = 1 AND withdrawn = 0;
             DROP INDEX contact_by_person;
             ALTER TABLE contact DROP COLUMN reached;
             ALTER TABLE contact DROP COLUMN next_on;
             ALTER TABLE contact DROP COLUMN party;
             ALTER TABLE contact DROP COLUMN keeps;
             CREATE INDEX contact_by_person ON contact (person, at_at DESC, id DESC)
                 WHERE withdrawn = 0;
             DROP INDEX journal_people_by_seq;
             DROP TABLE transition;
             ALTER TABLE standing DROP COLUMN spoken_at;
             ALTER TABLE standing DROP COLUMN review_held_on;
             DROP TABLE promise;
             DROP TABLE deferral;
             DROP TABLE word_place;
             DROP TABLE contact_words;
             DROP TABLE carer_away;
             DROP TABLE carer_days;
             DROP TABLE departure;
             ALTER TABLE standing DROP COLUMN self_coordinating_on;
             ALTER TABLE standing DROP COLUMN coordinator_since_on;
             ALTER TABLE standing DROP COLUMN end_of_life_on;
             ALTER TABLE standing DROP COLUMN reviewed_on;
             ALTER TABLE standing DROP COLUMN elsewhere_on;
             DROP TABLE visit;
             DROP INDEX facet_by_person;
             DROP TABLE facet;
             DROP TABLE saved_view;
             DROP TABLE vocabulary;
             DROP TABLE sharing;
             DROP TABLE version;
             DROP TABLE plan_copy;
             DROP TABLE service;
             DROP TABLE unmet_need;
             DROP TABLE appointment;
             ALTER TABLE standing DROP COLUMN changed_at;
             ALTER TABLE standing DROP COLUMN access_review_on;
             ALTER TABLE standing DROP COLUMN lead_until_on;
             ALTER TABLE standing DROP COLUMN lead_since_on;
             DROP INDEX member_by_carer;
             ALTER TABLE member DROP COLUMN carer;
             ALTER TABLE standing ADD COLUMN last_reached INTEGER;
             ALTER TABLE standing ADD COLUMN last_next_on INTEGER;
             DELETE FROM setting WHERE key LIKE 'derived%';
             PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(reopened(&desk));
    assert_eq!(desk.rows(), before);
}

/// The columns of contacts alone: the words by which they are found cost the most and stay as they are.
#[test]
fn the_columns_of_contacts_are_worked_out_apart_from_their_words() {
    let desk = desk();
    desk.beside
        .execute_batch(
            "UPDATE contact SET party = '', spoke = 0;
             DELETE FROM vocabulary;
             DELETE FROM setting WHERE key = 'derived_contact_columns';",
        )
        .unwrap();
    drop(reopened(&desk));
    let counted: i64 = desk
        .beside
        .query_row("SELECT count(*) FROM vocabulary", [], |row| row.get(0))
        .unwrap();
    assert_eq!(counted, 0, "no word was looked at");
    let parties: i64 = desk
        .beside
        .query_row("SELECT count(*) FROM contact WHERE spoke > 0", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert!(parties > 0, "who was spoken with is known again");
}
