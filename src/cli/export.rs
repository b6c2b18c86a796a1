//! `caseload export`: hands records on, and prints the paths written, one a line.

use std::cell::RefCell;

use chrono::{DateTime, Utc};

use super::args::{Export, Global};
use super::out::Out;
use super::whom::{self, Asks};
use super::{Refused, opening, views};
use crate::app::handing_on::{
    Given, Order, directory, keep_copy, write_file, write_folder, write_referral,
};
use crate::app::ids::Ids;
use crate::app::keymap::Keymap;
use crate::domain::id::{CopyId, ItemId, PersonId, VersionId};
use crate::domain::london;
use crate::domain::record::Kind;
use crate::domain::triage;
use crate::export::{FORMATS, Format, Provenance};
use crate::platform::clock::Clock;
use crate::store::{Fault, Stamp, Store};

/// Writes the files; the journal keeps who was handed on, in which format.
pub fn run(global: &Global, args: &Export, out: &mut Out) -> Result<(), Refused> {
    let format = Format::named(&args.format).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        format!(
            "There is no format \"{}\". Choose one of {}.",
            args.format,
            known.join(", ")
        )
    })?;
    if args.output.as_os_str() == "-" {
        return Err(
            "Records are not written to standard output. Name a file or a folder with -o; ./- is a file of that name."
                .to_owned(),
        );
    }
    let version = args.version.as_deref().map(version).transpose()?;
    let mut store = opening::open(global)?;
    let now = Clock::system().now();
    let made = Provenance {
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        author_login: store.user().login.clone(),
        author_name: store.user().name.clone(),
        authors: store.authors().map_err(|fault| fault.to_string())?,
        recipient: args.to.clone(),
    };
    if let Some(id) = &args.referral {
        return referral(&mut store, args, id, &made, out);
    }
    let people = people(&mut store, args, now, out)?;
    // Written down first: a record may leave only where that is known afterwards, however the writing ends.
    let stamp = Stamp {
        at: now,
        command: "record.export",
        note: format.name,
    };
    store
        .note_seen(stamp, &people)
        .map_err(|fault| fault.to_string())?;
    // A whole caseload that moves takes the shared directory along; what goes to somebody named is of people alone.
    let moves_all = format.name == "json" && args.person.is_none() && args.view.is_none();
    let (directory, unmet) = if moves_all && args.to.is_none() {
        directory(&store).map_err(|fault| fault.to_string())?
    } else {
        Default::default()
    };
    let order = Order {
        format,
        made: &made,
        version,
        directory,
        unmet,
    };
    let store = RefCell::new(store);
    let mut next = |at: usize| {
        let person = people.get(at)?;
        let folder = store.borrow().folder(*person, None);
        Some(folder.map_err(|fault| fault.to_string()))
    };
    let mut ids = Ids::System;
    let mut given = |given: Given| {
        let ids = (CopyId(ids.next(now)), VersionId(ids.next(now)));
        keep_copy(&mut store.borrow_mut(), given, ids, &made)
    };
    let into_file = !format.one_file_per_person || args.person.is_some();
    let written = if into_file && !args.output.is_dir() {
        write_file(&order, &args.output, &mut next, &mut given)?
    } else {
        write_folder(&order, &args.output, &mut next, &mut given)?
    };
    for path in &written.files {
        out.path(path);
    }
    // Without a recipient it is the whole record, and each format's document says what it does not hold.
    // Whom it leaves out is said in any case, and so is what nothing in the files says.
    let says = match args.to {
        Some(_) => written.says(),
        None => written.says_unasked(),
    };
    for sentence in Keymap::shell().spoken_lines(says) {
        out.warn(&sentence);
    }
    Ok(())
}

/// One referral as text.
fn referral(
    store: &mut Store,
    args: &Export,
    id: &str,
    made: &Provenance,
    out: &mut Out,
) -> Result<(), Refused> {
    if args.format != "text" {
        return Err(format!(
            "A single referral is written as text: `caseload export text --referral {id}`."
        ));
    }
    let words = |fault: Fault| fault.to_string();
    let unknown = || {
        format!(
            "There is no open item with the id \"{id}\". `caseload show PERSON --json` lists a person's items with \
             their ids."
        )
    };
    let item = ItemId(id.trim().parse().map_err(|_| unknown())?);
    let person = match store.record(Kind::Item, item.0) {
        Ok(kept) => kept.value.person().ok_or_else(unknown)?,
        Err(Fault::Gone(_)) => return Err(unknown()),
        Err(fault) => return Err(words(fault)),
    };
    let stamp = Stamp {
        at: made.made_at,
        command: "record.export",
        note: "referral",
    };
    store.note_seen(stamp, &[person]).map_err(words)?;
    let folder = store.folder(person, None).map_err(words)?;
    let letter = write_referral(made, &folder, item, &args.output)?;
    out.path(&letter.path);
    for sentence in letter.before {
        out.warn(&sentence);
    }
    Ok(())
}

/// The number of a version, as it was typed.
fn version(typed: &str) -> Result<u32, Refused> {
    match typed.trim().parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!(
            "\"{typed}\" is no version: the versions of a plan are numbered from 1. Leave --version out for the plan as \
             it is now; the tab Shared of a person lists the versions that are kept."
        )),
    }
}

fn people(
    store: &mut Store,
    args: &Export,
    now: DateTime<Utc>,
    out: &mut Out,
) -> Result<Vec<PersonId>, Refused> {
    let words = |fault: Fault| fault.to_string();
    if let Some(typed) = &args.person {
        let before = format!("export {} --person", args.format);
        let asks = Asks::surely(&before, "...");
        Ok(vec![whom::one(store, typed, asks, out)?])
    } else if let Some(name) = &args.view {
        let named = views::named(store, name)?;
        let local = london::local(now);
        let holidays = opening::calendar(local.date(), out);
        let clock = triage::Clock::new(local, &holidays);
        let rows = store.list(&clock).map_err(words)?;
        let shown = views::shown(store, &named, rows, &clock).map_err(words)?;
        Ok(shown.iter().map(|row| row.person).collect())
    } else if args.format == "json" {
        // What moves a caseload moves all of it, also those who left and who is still to be told.
        store.everybody().map_err(words)
    } else {
        let mut open = Vec::new();
        store
            .each_facts(|facts| open.push(facts.person))
            .map_err(words)?;
        Ok(open)
    }
}
