//! How each kind of record stands in its table: one JSON body beside the columns that queries need.

use rusqlite::Transaction;
use rusqlite::types::ToSql;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::codec::{self, Code, day, millis};
use super::contact_columns::ContactColumns;
use super::fault::Fault;
use crate::domain::id::{AppointmentId, PersonId, VersionId};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::record::{Kind, Record, Revision};
use crate::domain::triage::{AppointmentFact, ItemFact, MoveFact};

/// The table of a kind.
pub fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Member => "member",
        Kind::Words => "words",
        Kind::Plan => "plan",
        Kind::Item => "item",
        Kind::Contact => "contact",
        Kind::Deferral => "deferral",
        Kind::Sharing => "sharing",
        Kind::Version => "version",
        Kind::Copy => "plan_copy",
        Kind::Service => "service",
        Kind::UnmetNeed => "unmet_need",
        Kind::Appointment => "appointment",
        Kind::Transition => "transition",
    }
}

/// A record's body as it stands in its column.
pub fn body(record: &Record) -> Result<String, Fault> {
    match record {
        Record::Person(person) => codec::body(person),
        Record::Member(member) => codec::body(member),
        Record::Words(words) => codec::body(words),
        Record::Plan(plan) => codec::body(plan),
        Record::Item(item) => codec::body(item),
        Record::Contact(contact) => codec::body(contact),
        Record::Deferral(deferral) => codec::body(deferral),
        Record::Sharing(sharing) => codec::body(sharing),
        Record::Version(version) => codec::body(version),
        Record::Copy(copy) => codec::body(copy),
        Record::Service(service) => codec::body(service),
        Record::UnmetNeed(need) => codec::body(need),
        Record::Appointment(appointment) => codec::body(appointment),
        Record::Transition(transition) => codec::body(transition),
    }
}

/// A record of a kind from its body.
pub fn record(kind: Kind, body: &str) -> Result<Record, Fault> {
    Ok(match kind {
        Kind::Person => Record::Person(codec::value(body)?),
        Kind::Member => Record::Member(codec::value(body)?),
        Kind::Words => Record::Words(codec::value(body)?),
        Kind::Plan => Record::Plan(codec::value(body)?),
        Kind::Item => Record::Item(codec::value(body)?),
        Kind::Contact => Record::Contact(codec::value(body)?),
        Kind::Deferral => Record::Deferral(codec::value(body)?),
        Kind::Sharing => Record::Sharing(codec::value(body)?),
        Kind::Version => Record::Version(codec::value(body)?),
        Kind::Copy => Record::Copy(codec::value(body)?),
        Kind::Service => Record::Service(codec::value(body)?),
        Kind::UnmetNeed => Record::UnmetNeed(codec::value(body)?),
        Kind::Appointment => Record::Appointment(codec::value(body)?),
        Kind::Transition => Record::Transition(codec::value(body)?),
    })
}

/// SHA-256 of a body, in hex.
pub fn digest(body: &str) -> String {
    let bytes = Sha256::digest(body.as_bytes());
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}

/// Inserts a record's row or overwrites it, in sight; what it may be written over was checked before.
pub fn put(
    tx: &Transaction<'_>,
    record: &Record,
    revision: Revision,
    body: &str,
) -> rusqlite::Result<usize> {
    let id = record.id().into_bytes();
    let person = record.person().map(PersonId::bytes);
    match record {
        Record::Person(value) => tx
            .prepare_cached(
                "INSERT INTO person (id, revision, nhs_number, body) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET revision = ?2, withdrawn = 0, nhs_number = ?3,
                     body = ?4",
            )?
            .execute((id, revision, value.nhs_number.map(NhsNumber::digits), body)),
        Record::Member(member) => tx
            .prepare_cached(
                "INSERT INTO member (id, person, revision, carer, body) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, carer = ?4, body = ?5",
            )?
            .execute((
                id,
                person,
                revision,
                member.carer.as_ref().map(|carer| carer.id.bytes()),
                body,
            )),
        Record::Words(_) | Record::Plan(_) | Record::Sharing(_) => {
            let table = table(record.kind());
            tx.prepare_cached(&format!(
                "INSERT INTO {table} (id, person, revision, body) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, body = ?4"
            ))?
            .execute((id, person, revision, body))
        }
        Record::Item(item) => {
            let fact = ItemFact::of(item);
            let booking = fact.booking;
            let appointment = match booking {
                Some(booking) => booking.appointment,
                None => fact.declined_of,
            };
            let columns: [&dyn ToSql; 20] = [
                &id,
                &person,
                &revision,
                &item.is_watched(),
                &fact.kind.code(),
                &fact.waiting.code(),
                &day(fact.asked_on),
                &fact.expected_on.map(day),
                &fact.answered_on.map(day),
                &fact.chases,
                &fact.chased_on.map(day),
                &body,
                &fact.told_on.map(day),
                &fact.rung.map(Code::code),
                &booking.map(|booking| day(booking.on)),
                &booking.map_or(0, |booking| booking.heard.code()),
                &appointment.map(AppointmentId::bytes),
                &fact.ongoing,
                &fact.taken_back_on.map(day),
                &booking.map(|booking| day(booking.since)),
            ];
            tx.prepare_cached(
                "INSERT INTO item (id, person, revision, open, kind, waiting, asked_on,
                     expected_on, answered_on, chases, chased_on, body, told_on, rung, booked_on,
                     booked_told, appointment, ongoing, taken_back_on,
                     booked_since)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                     ?19, ?20)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, open = ?4, kind = ?5,
                     waiting = ?6, asked_on = ?7, expected_on = ?8, answered_on = ?9, chases = ?10,
                     chased_on = ?11, body = ?12, told_on = ?13, rung = ?14, booked_on = ?15,
                     booked_told = ?16, appointment = ?17, ongoing = ?18,
                     taken_back_on = ?19, booked_since = ?20",
            )?
            .execute(columns.as_slice())
        }
        Record::Contact(contact) => tx
            .prepare_cached(
                "INSERT INTO contact (id, person, revision, at_at, spoke, corrects, reached, next_on,
                     party, keeps, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, at_at = ?4,
                     spoke = ?5, corrects = ?6, reached = ?7, next_on = ?8, party = ?9, keeps = ?10,
                     body = ?11",
            )?
            .execute(
                [
                    &[&id as &dyn ToSql, &person, &revision],
                    &ContactColumns::of(contact).params()[..],
                    &[&body],
                ]
                .concat()
                .as_slice(),
            ),
        Record::Deferral(deferral) => {
            // Empty where it is about the record as a whole: nothing equals NULL, and there may be one only.
            let about = deferral.about.id().map(Uuid::into_bytes);
            let columns: [&dyn ToSql; 9] = [
                &id,
                &person,
                &revision,
                &deferral.rule,
                &about.as_ref().map_or(&[][..], <[u8; 16]>::as_slice),
                &day(deferral.due_on),
                &day(deferral.first_on),
                &day(deferral.until_on),
                &body,
            ];
            tx.prepare_cached(
                "INSERT INTO deferral (id, person, revision, rule, about, due_on, first_on,
                     until_on, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, rule = ?4, about = ?5,
                     due_on = ?6, first_on = ?7, until_on = ?8, body = ?9",
            )?
            .execute(columns.as_slice())
        }
        Record::Version(version) => tx
            .prepare_cached(
                "INSERT INTO version (id, person, revision, number, body) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, number = ?4, body = ?5",
            )?
            .execute((id, person, revision, version.number, body)),
        Record::Copy(copy) => tx
            .prepare_cached(
                "INSERT INTO plan_copy (id, person, revision, version, body) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, version = ?4, body = ?5",
            )?
            .execute((id, person, revision, copy.version.map(VersionId::bytes), body)),
        Record::Service(_) | Record::UnmetNeed(_) => {
            let table = table(record.kind());
            tx.prepare_cached(&format!(
                "INSERT INTO {table} (id, revision, body) VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET revision = ?2, withdrawn = 0, body = ?3"
            ))?
            .execute((id, revision, body))
        }
        Record::Appointment(appointment) => {
            let fact = AppointmentFact::of(appointment);
            let columns: [&dyn ToSql; 15] = [
                &id,
                &person,
                &revision,
                &fact.is_watched(),
                &millis(appointment.at.starts()),
                &day(fact.on),
                &fact.how.map(Code::code),
                &fact.closed_on.map(day),
                &fact.followed_up,
                &fact.lacking.bits(),
                &fact.prepare_on.map(day),
                &fact.recall_on.map(day),
                &body,
                &fact.off_on.map(day),
                &fact.next.map(AppointmentId::bytes),
            ];
            tx.prepare_cached(
                "INSERT INTO appointment (id, person, revision, watched, starts_at, on_day, how,
                     closed_on, followed_up, lacking, prepare_on, recall_on, body, off_on, next)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, watched = ?4,
                     starts_at = ?5, on_day = ?6, how = ?7, closed_on = ?8, followed_up = ?9,
                     lacking = ?10, prepare_on = ?11, recall_on = ?12, body = ?13, off_on = ?14,
                     next = ?15",
            )?
            .execute(columns.as_slice())
        }
        Record::Transition(transition) => {
            let fact = MoveFact::of(transition);
            let columns: [&dyn ToSql; 13] = [
                &id,
                &person,
                &revision,
                &transition.is_watched(),
                &fact.kind.code(),
                &millis(fact.at),
                &fact.asked_on.map(day),
                &fact.is_open,
                &fact.is_acknowledged,
                &fact.names_contact,
                &fact.was_called,
                &fact.was_explained,
                &body,
            ];
            tx.prepare_cached(
                "INSERT INTO transition (id, person, revision, watched, kind, at_at, asked_on, open,
                     acknowledged, named, called, explained, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = 0, watched = ?4,
                     kind = ?5, at_at = ?6, asked_on = ?7, open = ?8, acknowledged = ?9, named = ?10,
                     called = ?11, explained = ?12, body = ?13",
            )?
            .execute(columns.as_slice())
        }
    }
}
