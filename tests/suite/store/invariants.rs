//! What must hold of a store at any time, however it came to be as it is.

use std::collections::BTreeMap;

use caseload::domain::appointment::Appointment;
use caseload::domain::calendar::Holidays;
use caseload::domain::contact::Contact;
use caseload::domain::deferral::Deferral;
use caseload::domain::facet::facets;
use caseload::domain::find;
use caseload::domain::item::Item;
use caseload::domain::leaving;
use caseload::domain::promise::{Close, Log};
use caseload::domain::record::{Folder, Record, Revision};
use caseload::domain::team::Member;
use caseload::domain::transition::Transition;
use caseload::domain::triage::{Clock, Counts, Facts, Row, Sources};
use caseload::domain::words::Words;
use chrono::NaiveDate;
use uuid::Uuid;

use super::at;
use super::sequences::{Sequence, TABLES};

impl Sequence {
    /// Everybody's records, as far as they are in sight, without their revisions.
    pub fn in_sight(&self) -> Vec<Vec<Record>> {
        let people = self.desk.store.everybody().unwrap();
        let folders = people
            .iter()
            .map(|person| self.desk.store.folder(*person, None).unwrap());
        folders.map(records).collect()
    }

    /// What must hold at any time.
    pub fn check(&self) {
        self.check_list();
        let store = &self.desk.store;
        assert_eq!(self.desk.count("journal"), self.accepted);
        assert_eq!(store.broken_journal_row().unwrap(), None);
        assert_eq!(store.broken_record().unwrap(), None);
        self.check_history();
    }

    /// The list, one person's facts and the whole record say the same.
    fn check_list(&self) {
        let store = &self.desk.store;
        let mut list = Vec::new();
        store.each_facts(|facts| list.push(facts.clone())).unwrap();
        let mut open = Vec::new();
        let mut keys = Vec::new();
        let mut left = BTreeMap::new();
        for person in store.everybody().unwrap() {
            let folder = store.folder(person, None).unwrap();
            let facts = store.facts(person).unwrap();
            if !folder.person.status.is_open() {
                assert_eq!(facts, None);
                assert_eq!(store.dates(&[person]).unwrap(), []);
                left.insert(person, leaving::to_tell(&folder.person.status));
                continue;
            }
            let traits = store.traits(person).unwrap().expect("open");
            let on = traits.changed_on.expect("written");
            assert_eq!(facts, Some(expected(&folder, on)));
            let mut bare = expected(&folder, on);
            for item in &mut bare.items {
                item.what.clear();
                item.owner.clear();
            }
            for one in &mut bare.appointments {
                one.what.clear();
                one.prepare.clear();
                one.every_months = None;
            }
            for deferral in &mut bare.deferrals {
                deferral.because.clear();
            }
            let team = folder.team.iter().map(|kept| &kept.value);
            keys.push((person, find::key(&folder.person, team)));
            assert_eq!(store.dates(&[person]).unwrap(), [bare.clone()]);
            open.push(bare);
            let members: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
            assert!(traits.facets == facets(&folder.person, &members, on));
            assert_eq!(traits.spoken_on, expected(&folder, on).spoken_on);
            assert!(traits.changed_on.is_some());
        }
        assert_eq!(list, open);
        // A few at once, more than one scan takes, whoever else is asked for.
        let everybody = store.everybody().unwrap();
        let mut few = store.dates(&everybody).unwrap();
        few.sort_by_key(|facts| facts.person);
        assert_eq!(few, open);
        let kept = store.finding_keys().unwrap();
        assert!(
            kept.iter()
                .eq(keys.iter().map(|(person, key)| (*person, key.as_str())))
        );
        // Whoever is not on the list has left, and the other way round.
        let departures = store.departures().unwrap();
        let departures: BTreeMap<_, _> = departures
            .into_iter()
            .map(|one| (one.person, usize::try_from(one.to_tell).unwrap()))
            .collect();
        assert_eq!(departures, left);

        let holidays = Holidays::england();
        let clock = Clock::new(caseload::domain::london::local(at(0)), &holidays);
        let rows: Vec<Row> = list.iter().map(|facts| Row::of(facts, &clock)).collect();
        assert_eq!(Counts::of(&rows).open(), open.len());
    }

    /// Each record has every earlier body in the history, and nothing else is there.
    fn check_history(&self) {
        let raw = &self.desk.beside;
        let mut earlier = 0;
        for (code, (_, table)) in (1_i64..).zip(TABLES) {
            let sql = format!("SELECT id, revision FROM {table}");
            let mut rows = raw.prepare(&sql).unwrap();
            let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
            for row in rows.unwrap() {
                let (id, revision): ([u8; 16], Revision) = row.unwrap();
                for before in 1..revision {
                    let body: String = raw
                        .query_row(
                            "SELECT body FROM history WHERE kind = ?1 AND id = ?2 AND revision = ?3",
                            (code, id, before),
                            |row| row.get(0),
                        )
                        .unwrap();
                    earlier += 1;
                    if let Some(seen) = self.bodies.get(&(table, Uuid::from_bytes(id), before)) {
                        assert_eq!(&body, seen, "{table} {before}");
                    }
                }
            }
        }
        assert_eq!(self.desk.count("history"), earlier);
    }
}

fn records(folder: Folder) -> Vec<Record> {
    let mut all = vec![Record::Person(folder.person.value)];
    all.extend(folder.team.into_iter().map(|one| Record::Member(one.value)));
    all.extend(folder.words.into_iter().map(|one| Record::Words(one.value)));
    all.extend(folder.plan.into_iter().map(|one| Record::Plan(one.value)));
    all.extend(folder.items.into_iter().map(|one| Record::Item(one.value)));
    all.extend(
        folder
            .contacts
            .into_iter()
            .map(|one| Record::Contact(one.value)),
    );
    all.extend(
        folder
            .deferrals
            .into_iter()
            .map(|one| Record::Deferral(one.value)),
    );
    let shared = folder.shared;
    let decisions = shared.decisions.into_iter();
    all.extend(decisions.map(|one| Record::Sharing(one.value)));
    let versions = shared.versions.into_iter();
    all.extend(versions.map(|one| Record::Version(Box::new(one.value))));
    all.extend(shared.copies.into_iter().map(|one| Record::Copy(one.value)));
    let appointments = folder.appointments.into_iter();
    all.extend(appointments.map(|one| Record::Appointment(Box::new(one.value))));
    let moves = folder.moves.into_iter();
    all.extend(moves.map(|one| Record::Transition(Box::new(one.value))));
    all
}

/// The facts as they follow from the whole record.
fn expected(folder: &Folder, on: NaiveDate) -> Facts {
    let team: Vec<&Member> = folder.team.iter().map(|kept| &kept.value).collect();
    let words: Vec<Words> = folder.words.iter().map(|kept| kept.value.clone()).collect();
    let items: Vec<&Item> = folder
        .items
        .iter()
        .map(|kept| &kept.value)
        .filter(|item| item.is_open())
        .collect();
    let deferrals: Vec<&Deferral> = folder.deferrals.iter().map(|kept| &kept.value).collect();
    let appointments = folder.appointments.iter().map(|kept| &kept.value);
    let appointments: Vec<&Appointment> = appointments.collect();
    let mut moves: Vec<&Transition> = folder.moves.iter().map(|kept| &kept.value).collect();
    moves.sort_by_key(|one| one.id);
    let contacts: Vec<&Contact> = folder.contacts.iter().map(|kept| &kept.value).collect();
    Facts::of(&Sources {
        person: &folder.person,
        team: &team,
        words: &words,
        plan: folder.plan.as_ref().map(|kept| &kept.value),
        items: &items,
        appointments: &appointments,
        moves: &moves,
        deferrals: &deferrals,
        decisions: &folder.shared.decisions(),
        on,
        log: Log::of(&contacts, &Close::of(team.iter().copied())),
    })
}
