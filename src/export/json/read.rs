//! Reads what [`render`](super::render) wrote: each person by themselves, so that one who cannot be read keeps nobody
//! else out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::fault::{AGAIN, JsonFault, RecordFault};
use super::judge::{judge, judge_alone};
use super::once::{self, Twice};
use super::shape;
use super::unread::{Unread, field_words, shown, unread};
use super::{FORMAT, LARGEST, VERSION};
use crate::domain::id::{PersonId, ServiceId};
use crate::domain::record::{Kind, Record};
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;
use crate::domain::soundness;
use crate::domain::text::visible;
use crate::domain::version;
use crate::export::Records;

/// Told how much is done and how much there is to do, in bytes; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// What stands at the top of a file and is known.
const HEAD: [&str; 11] = [
    "format", "version", "program", "made_at", "made_by", "authors", "made_for", "without",
    "services", "unmet", "people",
];

/// The most people of a file: twice as many as a store is made for.
const MOST_PEOPLE: usize = 100_000;

/// How much of a file is looked at to tell what it is, in bytes.
const BEGINNING: usize = 4096;

/// A file that was read.
pub struct File {
    /// What its records were cut by; empty when they are whole.
    pub without: Vec<String>,
    /// Who the logins are under which its entries stand, as far as it says.
    pub authors: BTreeMap<String, String>,
    /// What stands at its top that this program does not know.
    pub not_read: Vec<Unread>,
    /// The entries of the directory that came along with the people.
    pub directory: Vec<Service>,
    /// What was looked for in it in vain and for nobody in particular.
    pub unmet: Vec<UnmetNeed>,
    /// Why others of these cannot be brought in.
    pub directory_faults: Vec<RecordFault>,
    /// The people, in the order of the file.
    pub people: Vec<Entry>,
}

/// One person of a file.
pub struct Entry {
    /// Their name as the file has it, in visible form; empty where it has none.
    pub name: String,
    /// Their records, or why they cannot be brought in.
    pub outcome: Result<Box<Records>, Vec<RecordFault>>,
    /// What stands in their entry that this program does not know.
    pub not_read: Vec<Unread>,
}

impl File {
    /// Refuses everybody in whose records something stands that cannot be. `today` is the London day.
    pub fn judge(&mut self, today: NaiveDate) {
        let faults = &mut self.directory_faults;
        self.directory.retain(|service| {
            let flaws = judge_alone(&Record::Service(Box::new(service.clone())), today);
            let is_sound = flaws.is_empty();
            faults.extend(flaws);
            is_sound
        });
        self.unmet.retain(|need| {
            let flaws = judge_alone(&Record::UnmetNeed(need.clone()), today);
            let is_sound = flaws.is_empty();
            faults.extend(flaws);
            is_sound
        });
        let is_cut = !self.without.is_empty();
        for entry in &mut self.people {
            if let Ok(records) = &entry.outcome {
                let faults = judge(records, today, is_cut);
                if !faults.is_empty() {
                    entry.outcome = Err(faults);
                }
            }
        }
    }
}

/// Whether a text says of itself that it is Caseload JSON, also where it breaks off further on.
pub fn is_caseload(text: &str) -> bool {
    let text = text.trim_start();
    if !text.starts_with('{') {
        return false;
    }
    let mut end = BEGINNING.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let beginning: String = text
        .get(..end)
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    beginning.contains("\"format\":\"caseload\"")
        || serde_json::from_str::<Members<'_>>(text).is_ok_and(|members| members.is_caseload())
}

/// Reads a text that [`is_caseload`].
///
/// Every person is read, or refused with reasons, by themselves; whether what was read can be true, [`File::judge`] says.
/// Nesting is limited by the parser (128 deep), size by [`LARGEST`].
///
/// # Errors
/// When the file as a whole cannot be read, or `progress` stopped the reading.
pub fn read(text: &str, progress: Progress<'_>) -> Result<File, JsonFault> {
    if text.len() > LARGEST {
        return Err(JsonFault::TooLarge);
    }
    let text = text.trim_start_matches('\u{FEFF}');
    let members: Members<'_> = serde_json::from_str(text).map_err(|fault| {
        // Behind a line end the next line begins, at its first column.
        let (line, column) = (fault.line(), fault.column().max(1));
        if fault.is_data() {
            JsonFault::NotCaseload
        } else if fault.is_eof() {
            JsonFault::CutOff { line, column }
        } else {
            JsonFault::NotJson { line, column }
        }
    })?;
    if !members.is_caseload() {
        return Err(JsonFault::NotCaseload);
    }
    match members.value("version").as_ref().and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(JsonFault::Newer(newer)),
        _ => return Err(JsonFault::NoVersion),
    }
    if members.is_repeated {
        return Err(JsonFault::Repeated);
    }
    let people = members.get("people").ok_or(JsonFault::NoPeople)?;
    let people: Vec<&RawValue> = serde_json::from_str(people).map_err(|_| JsonFault::NoPeople)?;
    if people.len() > MOST_PEOPLE {
        return Err(JsonFault::TooManyPeople(MOST_PEOPLE));
    }
    let without: Vec<String> = match members.get("without") {
        Some(without) => serde_json::from_str(without).map_err(|_| JsonFault::Without)?,
        None => Vec::new(),
    };
    let not_read = members
        .all
        .iter()
        .filter(|(name, _)| !HEAD.contains(&name.as_str()))
        .map(|(name, value)| Unread {
            about: String::new(),
            field: visible(name).into_owned(),
            value: shown(&serde_json::from_str(value).unwrap_or_default()),
        })
        .collect();
    let authors = members.get("authors");
    let authors = authors.and_then(|text| serde_json::from_str(text).ok());
    let mut file = File {
        without,
        authors: authors.unwrap_or_default(),
        not_read,
        directory: Vec::new(),
        unmet: Vec::new(),
        directory_faults: Vec::new(),
        people: Vec::with_capacity(people.len()),
    };
    let (mut seen, mut services, mut done) = (BTreeMap::new(), BTreeMap::new(), 0);
    for (at, raw) in people.iter().enumerate() {
        let mut entry = entry(raw.get());
        entry.outcome = entry.outcome.and_then(|records| {
            let mut faults = owned(&records, at + 1, &mut seen);
            faults.extend(shared(&records, &mut services));
            if faults.is_empty() {
                Ok(records)
            } else {
                Err(faults)
            }
        });
        file.people.push(entry);
        done = (done + raw.get().len()).min(text.len());
        if progress(done, text.len()) == ControlFlow::Break(()) {
            return Err(JsonFault::Stopped);
        }
    }
    if let Some(directory) = members.get("services") {
        let all: Vec<Value> = serde_json::from_str(directory).map_err(|_| JsonFault::Services)?;
        for value in &all {
            match shape::service(value) {
                Err(fault) => file.directory_faults.push(fault),
                Ok(service) => match services.get(&service.id) {
                    // With one of the people already, or twice: once is enough.
                    Some(known) if *known == service => {}
                    Some(_) => file.directory_faults.push(before(&service)),
                    None => {
                        services.insert(service.id, service.clone());
                        file.directory.push(service);
                    }
                },
            }
        }
    }
    if let Some(unmet) = members.get("unmet") {
        let all: Vec<Value> = serde_json::from_str(unmet).map_err(|_| JsonFault::Unmet)?;
        for value in &all {
            match shape::unmet(value) {
                Err(fault) => file.directory_faults.push(fault),
                Ok(need) => {
                    let is_new = file.unmet.iter().all(|known| known.id != need.id);
                    // About somebody it stands with them.
                    file.unmet.extend(is_new.then_some(UnmetNeed {
                        about: None,
                        ..need
                    }));
                }
            }
        }
    }
    Ok(file)
}

/// That a service stands in the file before, as another.
fn before(service: &Service) -> RecordFault {
    let about = soundness::named(&Record::Service(Box::new(service.clone())));
    RecordFault {
        about: visible(&about).into_owned(),
        field: "id".to_owned(),
        value: service.id.to_string(),
        reason: "This stands in the file before, with something else in it.".to_owned(),
        remedy: AGAIN,
    }
}

/// Reads the entry of one person.
fn entry(raw: &str) -> Entry {
    let value = match once::value(raw) {
        Ok(value) => value,
        Err(twice) => {
            let fault = match twice {
                Twice::Name(path) => RecordFault {
                    field: field_words(&path),
                    ..shape::whole(
                        "This stands twice in the same place, so it is not clear which of the two is meant.",
                    )
                },
                Twice::Unreadable => shape::whole("This entry is nested too deeply to be read."),
            };
            return Entry {
                // The last of two names is as good as the first to find the person by.
                name: serde_json::from_str(raw)
                    .map_or_else(|_| String::new(), |value| name(&value)),
                outcome: Err(vec![fault]),
                not_read: Vec::new(),
            };
        }
    };
    let outcome = shape::records(&value);
    let not_read = outcome
        .as_ref()
        .map_or_else(|_| Vec::new(), |records| unread(&value, records));
    Entry {
        name: name(&value),
        outcome: outcome.map(Box::new),
        not_read,
    }
}

/// The name of a person as their entry has it.
fn name(entry: &Value) -> String {
    let part = |field: &str| {
        let text = entry.pointer(&format!("/person/name/{field}"));
        text.and_then(Value::as_str).unwrap_or_default().trim()
    };
    let parts = [part("family"), part("given")];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    shown(&Value::from(parts.join(", ")))
}

/// The members of the file, their values unread.
struct Members<'a> {
    all: Vec<(String, &'a str)>,
    is_repeated: bool,
}

impl<'a> Members<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        let mut all = self.all.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| *value)
    }

    fn value(&self, name: &str) -> Option<Value> {
        serde_json::from_str(self.get(name)?).ok()
    }

    fn is_caseload(&self) -> bool {
        self.value("format") == Some(Value::from(FORMAT))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut members = Members {
                    all: Vec::new(),
                    is_repeated: false,
                };
                while let Some((name, value)) = items.next_entry::<String, &'de RawValue>()? {
                    members.is_repeated |= members.get(&name).is_some();
                    members.all.push((name, value.get()));
                }
                Ok(members)
            }
        }

        source.deserialize_map(Reader)
    }
}

/// Which person of the file holds a record.
type Seen = BTreeMap<(Kind, Uuid), usize>;

/// Sees to it that every record belongs to its person and stands in the file once.
fn owned(records: &Records, person: usize, seen: &mut Seen) -> Vec<RecordFault> {
    let owner = records.person.id;
    let mut faults = Vec::new();
    let mut refuse = |record: &str, field: &str, value: String, reason: String| {
        faults.push(RecordFault {
            about: record.to_owned(),
            field: field.to_owned(),
            value,
            reason,
            remedy: AGAIN,
        });
    };
    for record in records.clone().into_all() {
        let about = visible(&soundness::named(&record)).into_owned();
        let of = record.person().unwrap_or(owner);
        if of != owner {
            refuse(&about, "person", of.to_string(), STRAY.to_owned());
        }
        let id = record.id();
        if let Some(first) = seen.insert((record.kind(), id), person) {
            let place = if first == person {
                "twice in the record of this person".to_owned()
            } else {
                format!("with person {first} of this file already")
            };
            refuse(
                &about,
                "id",
                id.to_string(),
                format!("This stands {place}."),
            );
        }
        if let Record::Version(version) = &record
            && let Some(kind) = stray_in(&version.body, owner)
        {
            let about = format!("{about}: {}", kind.word());
            refuse(&about, "person", String::new(), STRAY.to_owned());
        }
    }
    // A number names one version, and a reason is put off once or not at all.
    let mut numbers = BTreeSet::new();
    for version in &records.versions {
        if !numbers.insert(version.number) {
            let number = version.number.to_string();
            let reason = "Two versions of the plan have this number.".to_owned();
            refuse(Kind::Version.word(), "number", number, reason);
        }
    }
    let mut put_off = BTreeSet::new();
    for deferral in &records.deferrals {
        if !put_off.insert((&deferral.rule, deferral.about)) {
            let rule = visible(&deferral.rule).into_owned();
            let reason = "The same reason is put off twice.".to_owned();
            refuse(Kind::Deferral.word(), "rule", rule, reason);
        }
    }
    faults
}

/// Sees to it that a service, which several people may need, is the same with each of them.
fn shared(records: &Records, services: &mut BTreeMap<ServiceId, Service>) -> Vec<RecordFault> {
    let mut own = BTreeSet::new();
    let mut faults = Vec::new();
    for service in &records.services {
        let reason = if !own.insert(service.id) {
            "This stands twice in the record of this person."
        } else if services
            .entry(service.id)
            .or_insert_with(|| service.clone())
            != service
        {
            "This stands in the file before, with something else in it."
        } else {
            continue;
        };
        let about = soundness::named(&Record::Service(Box::new(service.clone())));
        faults.push(RecordFault {
            about: visible(&about).into_owned(),
            field: "id".to_owned(),
            value: service.id.to_string(),
            reason: reason.to_owned(),
            remedy: AGAIN,
        });
    }
    faults
}

const STRAY: &str = "This belongs to somebody else; nothing may land with the wrong person.";

/// What kind of record in a version of the plan belongs to somebody else than its owner.
fn stray_in(body: &version::Body, owner: PersonId) -> Option<Kind> {
    // Named one by one, so that nothing new comes in unchecked.
    let version::Body {
        person,
        plan,
        words,
        team,
        items,
    } = body;
    let words = words.iter().map(|r| (Kind::Words, r.person));
    let team = team.iter().map(|r| (Kind::Member, r.person));
    let items = items.iter().map(|r| (Kind::Item, r.person));
    [(Kind::Person, person.id), (Kind::Plan, plan.person)]
        .into_iter()
        .chain(words)
        .chain(team)
        .chain(items)
        .find(|(_, of)| *of != owner)
        .map(|(kind, _)| kind)
}
