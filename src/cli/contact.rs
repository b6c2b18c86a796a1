//! `caseload contact`: a contact logged from the shell, with the open items that it moved (R46-R48).

use std::io::{self, Read};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::args::{ContactArgs, Global};
use super::out::Out;
use super::whom::{self, Asks};
use super::{Refused, opening};
use crate::app::ids::Ids;
use crate::domain::along;
use crate::domain::calendar::Holidays;
use crate::domain::change::{Change, Write};
use crate::domain::contact::{
    Channel, Contact, Details, Direction, Moved, Next, Reached, With, is_message,
};
use crate::domain::id::{ContactId, ItemId};
use crate::domain::item::{Item, Mark, Stage};
use crate::domain::item_code::{self, Meant};
use crate::domain::leaving::did;
use crate::domain::london;
use crate::domain::person::{Leaving, Status};
use crate::domain::promise::keep_early;
use crate::domain::record::{Folder, Kept, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::text::clean_input;
use crate::domain::when::{self, Bias, When};
use crate::platform::clock;
use crate::store::{Fault, Stamp};

/// Longest gist that is read from standard input, in bytes.
const LONGEST: u64 = 100_000;

/// Logs the contact; with `--list` prints the open items with the codes that the marks take.
pub fn run(global: &Global, args: &ContactArgs, out: &mut Out) -> Result<(), Refused> {
    let words = |fault: Fault| fault.to_string();
    let now = clock::Clock::system().now();
    let mut store = opening::open(global)?;
    let asks = Asks::surely("contact", "...");
    let person = whom::one(&mut store, &args.person.join(" "), asks, out)?;
    let folder = store.folder(person, Some(0)).map_err(words)?;
    if args.list {
        let stamp = Stamp {
            at: now,
            command: "person.show",
            note: "",
        };
        store.note_seen(stamp, &[person]).map_err(words)?;
        let listed = listed(&folder);
        for line in &listed {
            out.line(line);
        }
        if listed.is_empty() {
            out.line("Nothing is open.");
        }
        return Ok(());
    }
    let login = store.user().login.clone();
    let holidays = opening::calendar(london::date(now), out);
    let mut contact = read(args, &folder, (now, &login), &holidays)?;
    refuse_the_dead(&contact, &folder)?;
    let standing = store.facts(person).map_err(words)?;
    let standing = standing.map_or_else(Vec::new, |facts| facts.promises);
    let kept = keep_early(&mut contact, &standing, &holidays);
    let mut change = Change::default();
    let mut said = Vec::new();
    for moved in &contact.moved {
        let Some(item) = folder.items.iter().find(|item| item.id == moved.item) else {
            continue;
        };
        if let Some(after) = contact.moves(item, moved.mark) {
            said.push(moves(&after, moved.mark));
            along::ticked(&folder, &after, &mut change);
            let on = london::date(contact.at);
            along::agreed(&folder, &after, (moved.mark, on), &mut change);
            change.writes.push(Write::Replace {
                record: Record::Item(after),
                seen: item.revision,
            });
        }
    }
    let reached = contact.result == Reached::Yes;
    let silent = silent(
        &contact,
        &folder.person.status,
        &holidays,
        london::date(now),
    );
    let days = understood(args, &contact, london::date(now));
    let next = contact.next.as_ref();
    let doubts = next.map_or_else(Vec::new, |next| doubts(next, &holidays, london::date(now)));
    change.writes.push(Write::Add(Record::Contact(contact)));
    let stamp = Stamp {
        at: now,
        command: "contact.log",
        note: "",
    };
    store
        .write(stamp, &change)
        .map_err(|fault| format!("Nothing was logged. {fault}"))?;
    let what = if reached { "Contact" } else { "Attempt" };
    out.line(&format!("{what} logged: {}", folder.person.name.written()));
    for line in days {
        out.line(&line);
    }
    for doubt in doubts {
        out.warn(&doubt);
    }
    for line in kept {
        out.line(&format!("{line}."));
    }
    if let Status::Left { on, how, .. } = &folder.person.status {
        out.warn(&format!(
            "{} {} on {}: nothing is due for them. Keep only what was said with family or services.",
            folder.person.name.called(),
            did(*how),
            say::full(*on)
        ));
    }
    if let Some(silent) = silent {
        out.warn(&silent);
    }
    for line in said {
        out.line(&line);
    }
    Ok(())
}

/// Refuses a contact with somebody on a day after their death: it was with somebody else, and the record would say otherwise
/// for good.
fn refuse_the_dead(contact: &Contact, folder: &Folder) -> Result<(), String> {
    let Status::Left { on, how, .. } = &folder.person.status else {
        return Ok(());
    };
    let is_after = london::date(contact.at) > *on;
    if *how != Leaving::Died || contact.with != With::Person || !is_after {
        return Ok(());
    }
    Err(format!(
        "Nothing was logged. {} died on {}. Say with whom you spoke: --with carer-or-family, professional or service, and --whom with the name; or --at for a contact before that day.",
        folder.person.name.called(),
        say::full(*on)
    ))
}

/// That the next step, or the next try of one that failed, lies in a pause.
fn silent(
    contact: &Contact,
    status: &Status,
    holidays: &Holidays,
    today: NaiveDate,
) -> Option<String> {
    let again = || {
        let is_tried = contact.result != Reached::Yes;
        is_tried.then(|| holidays.add_working_days(london::date(contact.at), 1))
    };
    let speaks = contact.next.as_ref().map(|next| next.on).or_else(again)?;
    let until = status.silent_until(speaks, today)?;
    Some(format!(
        "They are paused until {}: nothing of this speaks before.",
        say::day(until, today)
    ))
}

/// How the days that were typed were understood.
fn understood(args: &ContactArgs, contact: &Contact, today: NaiveDate) -> Vec<String> {
    let at = args.at.as_ref().map(|_| {
        let at = london::local(contact.at);
        let day = say::full(at.date());
        format!("It was: {day} {}", say::time(at.time()))
    });
    let next = contact.next.as_ref().map(|next| {
        let day = say::echo(next.on, today);
        match next.what.as_str() {
            "" => format!("Next step: {day}: speak again"),
            what => format!("Next step: {day}: {what}"),
        }
    });
    at.into_iter().chain(next).collect()
}

/// What the form shows or asks beside a day that is kept all the same: that nobody works then, that it is years ahead.
fn doubts(next: &Next, holidays: &Holidays, today: NaiveDate) -> Vec<String> {
    let off = holidays.off(next.on).map(|why| {
        format!(
            "The next step is kept for {}, which is {why}.",
            say::full(next.on)
        )
    });
    off.into_iter().chain(next.far(today)).collect()
}

/// What a mark made of an item, in a line.
fn moves(after: &Item, mark: Mark) -> String {
    let stands = match after.stage() {
        Stage::Ended => "over",
        Stage::Answered => "stays open until the person has been told",
        Stage::Asked => "stays open",
    };
    format!(
        "{}: {}: {} ({stands})",
        say::capital(mark.word()),
        after.kind.word(),
        after.what
    )
}

/// The open items, a line each, behind the code by which the marks take them.
pub(super) fn listed(folder: &Folder) -> Vec<String> {
    let all = all_items(folder);
    let open = open_items(folder).into_iter();
    open.map(|item| {
        let standing = match item.stage() {
            Stage::Answered => " (answered, not told)",
            Stage::Asked | Stage::Ended => "",
        };
        let code = item_code::code(item.id, &all);
        format!("{code} {}: {}{standing}", item.kind.word(), item.what)
    })
    .collect()
}

/// Every item of theirs, also what is over: its code is not given to another.
fn all_items(folder: &Folder) -> Vec<ItemId> {
    folder.items.iter().map(|item| item.id).collect()
}

/// The open items as the form lists them: by the day by which they are expected.
fn open_items(folder: &Folder) -> Vec<&Kept<Item>> {
    let mut open: Vec<_> = folder.items.iter().filter(|item| item.is_open()).collect();
    open.sort_by_key(|item| item.listed_by());
    open
}

fn read(
    args: &ContactArgs,
    folder: &Folder,
    (now, login): (DateTime<Utc>, &str),
    holidays: &Holidays,
) -> Result<Contact, Refused> {
    let local = london::local(now);
    let day = |option: &str, typed: &Option<String>, bias| -> Result<Option<When>, Refused> {
        let Some(typed) = typed else { return Ok(None) };
        when::parse(typed, local, bias, holidays)
            .map(Some)
            .map_err(|fault| format!("{option}: {fault}"))
    };
    let at = match day("--at", &args.at, Bias::Past)? {
        None => now,
        Some(when) if when.time.is_none() && when.date == local.date() => now,
        Some(when) => {
            // Without a time of day the middle of the day stands for it, as in the form.
            let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
            london::instant(when.date.and_time(when.time.unwrap_or(noon)))
        }
    };
    if at > now {
        return Err(Refusal::InFuture(london::date(at)).to_string());
    }
    let next = day("--next", &args.next, Bias::Future)?;
    if let Some(next) = next
        && next.date < local.date()
    {
        return Err(format!(
            "--next: the next step cannot lie behind us, and {} has passed.",
            say::full(next.date)
        ));
    }
    if next.is_none() && args.step.is_some() {
        return Err(
            "--step: say with --next on which day it is, so that it comes back: +2w, fri."
                .to_owned(),
        );
    }
    let gist = gist(args)?;
    let mut ids = Ids::System;
    let channel = named("--by", args.by.as_ref(), &Channel::ALL, Channel::word)?;
    let direction = if args.incoming {
        Direction::In
    } else {
        Direction::Out
    };
    // What is only sent reaches nobody until they answer.
    let result = match &args.result {
        None if is_message(channel, direction) => Reached::LeftMessage,
        said => named("--result", said.as_ref(), &Reached::ALL, Reached::word)?,
    };
    let contact = Contact {
        id: ContactId(ids.next(now)),
        person: folder.person.id,
        at,
        recorded_at: now,
        by: login.to_owned(),
        channel,
        direction,
        with: named("--with", args.with.as_ref(), &With::ALL, With::word)?,
        whom: args.whom.as_deref().map(clean).unwrap_or_default(),
        result,
        gist,
        next: next.map(|when| Next {
            on: when.date,
            what: step(args, when.time),
        }),
        minutes: args.minutes,
        details: Details::default(),
        moved: moved(args, folder)?,
        keeps: Vec::new(),
        corrects: None,
    };
    contact
        .check(local.date())
        .map_err(|fault| fault.why.to_string())?;
    Ok(contact)
}

/// What was said, from the option or from standard input.
fn gist(args: &ContactArgs) -> Result<String, Refused> {
    let typed = match args.gist.as_deref() {
        Some("-") => {
            let mut read = String::new();
            io::stdin()
                .take(LONGEST)
                .read_to_string(&mut read)
                .map_err(|fault| format!("What was said could not be read as text. {fault}"))?;
            read
        }
        Some(typed) => typed.to_owned(),
        None => String::new(),
    };
    let gist = clean(&typed);
    if gist.is_empty() {
        Err(format!("--gist: {}", Refusal::NoGist))
    } else {
        Ok(gist)
    }
}

/// A text without control characters and without blanks around it.
fn clean(text: &str) -> String {
    clean_input(text).text.trim().to_owned()
}

/// The next step in words; a time that was typed with the day stands before them.
fn step(args: &ContactArgs, time: Option<NaiveTime>) -> String {
    let step = args.step.as_deref().map(clean).unwrap_or_default();
    match time {
        Some(time) => format!("{} {step}", say::time(time)).trim_end().to_owned(),
        None => step,
    }
}

/// One of a few words, blanks written as hyphens; the first where nothing is said.
fn named<T: Copy>(
    option: &str,
    typed: Option<&String>,
    all: &[T],
    word: fn(T) -> &'static str,
) -> Result<T, Refused> {
    let hyphened = |one: &T| word(*one).replace(' ', "-");
    let wanted = typed.map(|typed| typed.trim().to_lowercase());
    let found = match &wanted {
        None => all.first().copied(),
        Some(wanted) => all.iter().find(|one| hyphened(one) == *wanted).copied(),
    };
    found.ok_or_else(|| {
        let known: Vec<String> = all.iter().map(hyphened).collect();
        format!("{option}: use one of {}.", known.join(", "))
    })
}

/// The open items that were marked, by their codes.
fn moved(args: &ContactArgs, folder: &Folder) -> Result<Vec<Moved>, Refused> {
    let marks = [
        ("--answered", Mark::Answered, &args.answered),
        ("--told", Mark::Told, &args.told),
        ("--chased", Mark::Chased, &args.chased),
        ("--done", Mark::Done, &args.done),
        ("--about", Mark::About, &args.about),
    ];
    let mut moved: Vec<Moved> = Vec::new();
    for (option, mark, codes) in marks {
        for code in codes {
            let item = coded(option, code, folder)?;
            if !item.is_open() {
                return Err(format!(
                    "{option} {code}: that {} has ended. --list shows what is open.",
                    item.kind.word()
                ));
            }
            if !item.marks().contains(&mark) {
                return Err(format!(
                    "{option} {code}: that does not fit this {} as it stands. Fitting: {}.",
                    item.kind.word(),
                    item.marks()
                        .iter()
                        .map(|mark| mark.word())
                        .collect::<Vec<_>>()
                        .join(", ")
                ));
            }
            if moved.iter().any(|other| other.item == item.id) {
                return Err(format!(
                    "{option} {code}: that item is marked twice. Mark it once, and log another contact for the rest."
                ));
            }
            moved.push(Moved {
                item: item.id,
                mark,
            });
        }
    }
    Ok(moved)
}

/// The item of theirs that a code means, open or over.
fn coded<'a>(option: &str, code: &str, folder: &'a Folder) -> Result<&'a Kept<Item>, Refused> {
    let because = match item_code::meant(code, &all_items(folder)) {
        Meant::One(id) => match folder.items.iter().find(|item| item.id == id) {
            Some(item) => return Ok(item),
            None => "they have no item of that code. --list shows the open ones.",
        },
        Meant::Nothing => "they have no item of that code. --list shows the open ones.",
        Meant::Several => "several of their items end so. --list shows the longer code of each.",
        Meant::NoCode => {
            "that is no code of an item. Write the code that stands before it in --list, such as 4f21c0: its place in the \
             list would be another item's as soon as one ends."
        }
    };
    Err(format!("{option} {code}: {because}"))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::PersonId;
    use crate::domain::promise::Promise;

    #[test]
    fn a_next_step_when_nobody_works_or_years_ahead_is_said() {
        let holidays = Holidays::england();
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let said = |on: &str| {
            let next = Next {
                on: day(on),
                what: String::new(),
            };
            doubts(&next, &holidays, day("2026-03-02"))
        };
        let far = "is more than two years ahead: check the day and its year.";
        assert!(said("2026-03-06").is_empty() && said("2028-03-02").is_empty());
        assert_eq!(
            said("2026-03-07"),
            ["The next step is kept for Sat 7 Mar 2026, which is a weekend."]
        );
        assert_eq!(
            said("2026-04-03"),
            ["The next step is kept for Fri 3 Apr 2026, which is a bank holiday."]
        );
        assert_eq!(said("2028-03-03"), [format!("Fri 3 Mar 2028 {far}")]);
        assert_eq!(said("2036-03-01").len(), 2);
    }

    /// A call to the person on Mon 2 Mar 2026.
    fn call(result: Reached, next: Option<NaiveDate>) -> Contact {
        Contact {
            id: ContactId(Uuid::from_u128(1)),
            person: PersonId(Uuid::from_u128(2)),
            at: "2026-03-02T09:12:00Z".parse().unwrap(),
            recorded_at: "2026-03-02T09:12:00Z".parse().unwrap(),
            by: "a.okafor".into(),
            channel: Channel::Phone,
            direction: Direction::Out,
            with: With::Person,
            whom: String::new(),
            result,
            gist: "Fine.".into(),
            next: next.map(|on| Next {
                on,
                what: String::new(),
            }),
            minutes: None,
            details: Details::default(),
            moved: Vec::new(),
            keeps: Vec::new(),
            corrects: None,
        }
    }

    #[test]
    fn a_call_on_the_day_on_which_the_list_asks_for_it_keeps_a_promise_for_a_holiday() {
        let holidays = Holidays::england();
        let promise = |due_on: &str, to_person| Promise {
            contact: ContactId(Uuid::from_u128(7)),
            made_on: "2026-02-27".parse().unwrap(),
            due_on: Some(due_on.parse().unwrap()),
            reached: true,
            to_person,
            whom: String::new(),
            what: String::new(),
        };
        for (at, result, due_on, to_person, keeps) in [
            ("2026-04-02", Reached::Yes, "2026-04-03", true, true),
            ("2026-04-02", Reached::Yes, "2026-04-06", true, true),
            ("2026-04-01", Reached::Yes, "2026-04-03", true, false),
            ("2026-04-02", Reached::NoAnswer, "2026-04-03", true, false),
            ("2026-04-02", Reached::Yes, "2026-04-03", false, false),
            // On a day on which somebody works it stands until then.
            ("2026-03-02", Reached::Yes, "2026-03-03", true, false),
        ] {
            let mut contact = call(result, None);
            contact.at = format!("{at}T09:12:00Z").parse().unwrap();
            let standing = [promise(due_on, to_person)];
            let said = keep_early(&mut contact, &standing, &holidays);
            assert_eq!(contact.keeps.len(), usize::from(keeps), "{at} for {due_on}");
            assert_eq!(said.len(), contact.keeps.len());
        }
    }

    #[test]
    fn a_next_step_or_try_in_a_pause_is_said_to_be_silent() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let paused = Status::Paused {
            until: day("2026-03-30"),
            because: "in Spain".into(),
        };
        let holidays = Holidays::england();
        let today = day("2026-03-02");
        let said = |result, next: Option<&str>, status: &Status| {
            let contact = call(result, next.map(day));
            silent(&contact, status, &holidays, today).is_some()
        };
        for (result, next, expected) in [
            (Reached::Yes, None, false),
            (Reached::Yes, Some("2026-03-29"), true),
            (Reached::Yes, Some("2026-03-30"), false),
            (Reached::NoAnswer, None, true),
            (Reached::NoAnswer, Some("2026-04-02"), false),
        ] {
            assert_eq!(said(result, next, &paused), expected, "{result:?} {next:?}");
            assert!(!said(result, next, &Status::Open));
        }
    }
}
