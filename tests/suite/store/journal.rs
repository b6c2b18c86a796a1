//! The journal: one row a change or view, and a chain that shows every tampering; records that do not match it are found.

use caseload::domain::change::{Change, Write};
use caseload::domain::record::{Kind, Record};
use caseload::store::{Fault, Stamp};

use super::{
    Desk, changed, contact, id, item, one, one_of_each, person_id, sample_person, stamp, withdraw,
    write,
};

/// A store whose journal holds every kind of row: about one person, several or none, with and without writes, an undo.
fn journaled() -> Desk {
    let mut desk = Desk::with_person(1);
    desk.add(Record::Item(item(5, 1)));
    let two = Change::add(Record::Person(sample_person(2)))
        .and(Write::Add(Record::Person(sample_person(3))));
    write(&mut desk.store, &two).unwrap();
    let seen = Stamp {
        note: "for the review",
        ..stamp("person.open")
    };
    desk.store.note_seen(seen, &[person_id(1)]).unwrap();
    desk.store.note_seen(stamp("list.print"), &[]).unwrap();
    desk.replace(changed(&Record::Item(item(5, 1)), "later"), 1);
    desk.store.undo(stamp("change.undo")).unwrap();
    write(&mut desk.store, &one(withdraw(Kind::Item, id(5), 3))).unwrap();
    assert_eq!(desk.count("journal"), 8);
    assert_eq!(desk.store.broken_journal_row().unwrap(), None);
    desk
}

/// Runs each tampering on a journal that is put back afterwards.
fn tamper(desk: &Desk, with: impl IntoIterator<Item = String>, check: impl Fn(&str)) {
    let raw = &desk.beside;
    raw.execute_batch("PRAGMA foreign_keys = OFF; CREATE TEMP TABLE kept AS SELECT * FROM journal")
        .unwrap();
    for sql in with {
        raw.execute_batch(&sql)
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        check(&sql);
        raw.execute_batch("DELETE FROM journal; INSERT INTO journal SELECT * FROM kept")
            .unwrap();
        assert_eq!(desk.store.broken_journal_row().unwrap(), None);
    }
}

fn found(desk: &Desk, sql: &str) -> i64 {
    let broken = desk.store.broken_journal_row();
    broken
        .unwrap_or_else(|fault| panic!("{sql}: {fault}"))
        .unwrap_or_else(|| panic!("not found: {sql}"))
}

#[test]
fn every_edit_of_every_column_is_found() {
    let desk = journaled();
    let edits = [
        "at_at = at_at + 1",
        "at_at = -at_at",
        "login = 'bola'",
        "login = login || ' '",
        "login = ''",
        "login = CAST(x'ff' AS TEXT)",
        "command = upper(command)",
        "command = '', login = login || command",
        "note = note || 'x'",
        "note = CAST(x'00ff' AS TEXT)",
        "writes = writes || ' '",
        "writes = replace(writes, '1', '2') || ' '",
        "person = x'00'",
        "person = CASE WHEN person IS NULL THEN x'' END",
        "undoes = CASE WHEN undoes IS NULL THEN 0 END",
        "undoes = 77",
        "chain = x''",
        "chain = zeroblob(32)",
        "chain = CAST('x' AS BLOB)",
    ];
    let all = (1..=8)
        .flat_map(|seq| edits.map(|edit| format!("UPDATE journal SET {edit} WHERE seq = {seq}")));
    tamper(&desk, all, |sql| {
        let seq: i64 = sql.rsplit(' ').next().unwrap().parse().unwrap();
        assert_eq!(found(&desk, sql), seq, "{sql}");
    });
}

#[test]
fn every_removal_swap_and_insertion_is_found() {
    let desk = journaled();
    let columns = "at_at, login, command, person, note, writes, undoes, chain";
    let mut all: Vec<String> = (1..8)
        .map(|seq| format!("DELETE FROM journal WHERE seq = {seq}"))
        .collect();
    // Removed, and the rows after it moved up.
    all.extend((1..8).map(|seq| {
        format!(
            "DELETE FROM journal WHERE seq = {seq};
             UPDATE journal SET seq = -seq WHERE seq > {seq};
             UPDATE journal SET seq = -seq - 1 WHERE seq < 0"
        )
    }));
    for first in 1..8 {
        all.extend((first + 1..=8).map(|second| {
            format!(
                "UPDATE journal SET seq = -1 WHERE seq = {first};
                 UPDATE journal SET seq = {first} WHERE seq = {second};
                 UPDATE journal SET seq = {second} WHERE seq = -1"
            )
        }));
    }
    // A copy of a row, before the first, between two and after the last.
    for place in [0, 4, 9, 100] {
        all.push(format!(
            "UPDATE journal SET seq = -seq - 1 WHERE seq >= {place};
             UPDATE journal SET seq = -seq WHERE seq < 0;
             INSERT INTO journal (seq, {columns}) SELECT {place}, {columns} FROM journal WHERE seq = 2"
        ));
    }
    all.push("UPDATE journal SET seq = seq + 1000 WHERE seq > 0".to_owned());
    all.push("UPDATE journal SET seq = seq - 1001".to_owned());
    tamper(&desk, all, |sql| {
        found(&desk, sql);
    });
}

/// A chain that was cut short is whole; what its last rows wrote gives it away.
#[test]
fn rows_cut_from_the_end_are_missed_by_the_records() {
    let desk = journaled();
    let all = (1..=8).map(|seq| format!("DELETE FROM journal WHERE seq >= {seq}"));
    tamper(&desk, all, |sql| {
        assert_eq!(desk.store.broken_journal_row().unwrap(), None, "{sql}");
        assert!(desk.store.broken_record().unwrap().is_some(), "{sql}");
    });
}

/// Somebody with the key who rewrites a body, puts an old one back, or removes or invents a record.
#[test]
fn records_that_the_journal_does_not_know_are_found() {
    let mut desk = Desk::new();
    for record in one_of_each(10, 1) {
        desk.add(record.clone());
        desk.replace(changed(&record, "later"), 1);
    }
    assert_eq!(desk.store.broken_record().unwrap(), None);
    let tables = ["person", "member", "words", "plan", "item", "contact"];
    let edits = [
        "UPDATE {} SET body = replace(body, 'later', 'other')",
        "UPDATE {} SET body = body || ' '",
        "UPDATE {} SET revision = 1, body = (SELECT body FROM history WHERE history.id = {}.id)",
        "UPDATE {} SET revision = 3",
        "UPDATE {} SET withdrawn = 1",
        "UPDATE {} SET id = zeroblob(16)",
        "DELETE FROM {}",
    ];
    let raw = &desk.beside;
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for (kind, table) in Kind::ALL.into_iter().zip(tables) {
        raw.execute_batch(&format!("CREATE TEMP TABLE old AS SELECT * FROM {table}"))
            .unwrap();
        for edit in edits {
            let sql = edit.replace("{}", table);
            raw.execute_batch(&sql).unwrap();
            let broken = desk.store.broken_record().unwrap();
            assert_eq!(broken.map(|(kind, _)| kind), Some(kind), "{sql}");
            raw.execute_batch(&format!(
                "DELETE FROM {table}; INSERT INTO {table} SELECT * FROM old"
            ))
            .unwrap();
        }
        raw.execute_batch("DROP TABLE temp.old").unwrap();
    }
    assert_eq!(desk.store.broken_record().unwrap(), None);
}

#[test]
fn a_change_leaves_one_row_and_a_refused_one_none() {
    let mut desk = Desk::with_person(1);
    for number in 10..15 {
        desk.add(Record::Contact(contact(number, 1, 1)));
        desk.refused(&Change::add(Record::Contact(contact(number, 1, 1))));
    }
    assert_eq!(desk.count("journal"), 6);
    let seqs: Vec<i64> = desk
        .store
        .journal_of(person_id(1), 100)
        .unwrap()
        .iter()
        .map(|entry| entry.seq)
        .collect();
    assert_eq!(seqs, [6, 5, 4, 3, 2, 1]);
    assert_eq!(desk.store.journal_of(person_id(1), 2).unwrap().len(), 2);
}

/// An access report about one person names the import that brought them in with others.
#[test]
fn a_change_to_several_people_is_found_from_each() {
    let desk = journaled();
    let commands = |person| {
        let entries = desk.store.journal_of(person_id(person), 10).unwrap();
        entries.iter().map(|entry| entry.seq).collect::<Vec<_>>()
    };
    assert_eq!(commands(1), [8, 7, 6, 4, 2, 1]);
    assert_eq!(commands(2), [3]);
    assert_eq!(commands(3), [3]);
    assert_eq!(commands(9), [] as [i64; 0]);
}

#[test]
fn an_entry_says_who_did_what_when() {
    let mut desk = Desk::new();
    let mut writes = one_of_each(10, 1).map(Write::Add).to_vec();
    let change = Change {
        writes: writes.split_off(0),
    };
    let long_ago = Stamp {
        at: "1969-12-31T23:59:59.999Z".parse().unwrap(),
        command: "import.accept",
        note: "from a list",
    };
    desk.store.write(long_ago, &change).unwrap();
    let entries = desk.store.journal_of(person_id(1), 1).unwrap();
    let entry = entries.first().unwrap();
    assert_eq!((entry.seq, entry.at), (1, long_ago.at));
    assert_eq!((entry.login.as_str(), entry.writes), ("amina", 11));
    assert_eq!(entry.command, "import.accept");
    assert_eq!(entry.note, "from a list");
}

/// A store that was damaged so that values have changed their kind says so, and does not call it a program fault.
#[test]
fn values_of_the_wrong_kind_are_damage() {
    let desk = journaled();
    let raw = &desk.beside;
    raw.execute_batch(
        "UPDATE standing SET gaps = 70000 WHERE person = (SELECT min(person) FROM standing)",
    )
    .unwrap();
    let fault = desk.store.each_facts(|_| ()).unwrap_err();
    assert!(matches!(fault, Fault::Unreadable(_)), "{fault:?}");
    raw.execute_batch("UPDATE person SET body = CAST(x'ff' AS TEXT)")
        .unwrap();
    let fault = desk.store.folder(person_id(1), None).unwrap_err();
    assert!(matches!(fault, Fault::Unreadable(_)), "{fault:?}");
    assert!(fault.to_string().contains("restore a backup"));
}
