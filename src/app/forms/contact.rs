//! Logging a contact in seconds (R46-R48, R54): everything has a default but the gist.

use uuid::Uuid;

use super::item_move::AGREED;
use super::silence::ask_paused;
use super::{Purpose, Saved, contact_details, place, refused, speak};
use crate::app::form::{Field, Form, Input};
use crate::app::mark::MarkLine;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::along;
use crate::domain::change::{Change, Write};
use crate::domain::contact::{Channel, Contact, Direction, Moved, Next, Reached, Template, With};
use crate::domain::deferral::{Deferral, Subject};
use crate::domain::id::{ContactId, ItemId, PersonId};
use crate::domain::item::{ItemKind, Mark};
use crate::domain::london;
use crate::domain::promise::{Close, Entry, keep_early};
use crate::domain::record::{Folder, Record, Revision};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::soundness::LONGEST_CONTACT_MINUTES;
use crate::domain::triage::Facts;
use crate::domain::when::{Bias, counted_forward};

/// The form for a new contact.
pub(super) fn build(
    app: &mut App,
    person: PersonId,
    failed: bool,
    cx: &Cx,
) -> Result<Form, Failure> {
    let store = app.store()?;
    let folder = store.folder(person, Some(0))?;
    let facts = store.facts(person)?;
    let name = folder.person.name.written();
    let title = if failed {
        format!("Nobody reached: {name}")
    } else {
        format!("Contact with {name}")
    };
    let mut form = Form::new(
        Purpose::Contact(person, failed),
        title,
        place(
            if failed {
                "contact.failed"
            } else {
                "contact.log"
            },
            person.0,
        ),
    );
    form.intro = intro(&folder);
    let open = folder.items.iter().filter(|item| item.is_open()).count();
    if open > MOST_MARKS {
        form.intro.push(format!(
            "{open} open items: the {MOST_MARKS} due first can be marked here, the others on their tab ({{tab.items}})."
        ));
    }
    let mut promises = facts.map_or_else(Vec::new, |facts| promised(&facts, cx));
    if promises.len() > MOST_MARKS {
        form.intro.push(format!(
            "{} promised next steps: the {MOST_MARKS} due first can be marked here, the others in a later contact.",
            promises.len()
        ));
        promises.truncate(MOST_MARKS);
    }
    form.fields = fields(None, failed, marks(&folder), promises);
    if failed {
        form.focus_on("next");
    }
    Ok(form)
}

/// The form for a contact like an earlier one: by the same way, with the same people, for the same purpose.
pub(super) fn build_repeat(app: &mut App, id: ContactId, cx: &Cx) -> Result<Form, Failure> {
    let like = app.store()?.contact(id)?.value;
    let mut form = build(app, like.person, false, cx)?;
    form.purpose = Purpose::Repeat(id);
    form.place = place("contact.repeat", id.0);
    fill_like(&mut form, &Template::of("", &like));
    // The same person: whoever belongs to them is known here.
    form.fill("whom", &like.whom);
    form.fill("present", &like.details.present.join("; "));
    Ok(form)
}

/// Fills the form with the way, with whom and what for.
pub(super) fn fill_like(form: &mut Form, like: &Template) {
    for (field, word) in [
        ("channel", like.channel.word()),
        ("direction", like.direction.word()),
        ("with", like.with.word()),
        ("purpose", like.purpose.map_or("", |one| one.word())),
    ] {
        form.choose(field, word);
    }
    form.fill("whom", &like.whom);
}

/// Logs a contact like an earlier one.
pub(super) fn save_repeat(
    app: &mut App,
    id: ContactId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let person = app.store()?.contact(id)?.person;
    save(app, person, None, form, cx)
}

/// The form that corrects an entry: filled with what it says now.
pub(super) fn build_correction(app: &mut App, id: ContactId) -> Result<Form, Failure> {
    let contact = app.store()?.contact(id)?;
    let folder = app.store()?.folder(contact.person, Some(0))?;
    let mut form = Form::new(
        Purpose::Correct(id),
        format!("Correct a contact with {}", folder.person.name.written()),
        place("contact.correct", id.0),
    );
    form.intro =
        vec!["The entry as it was stays in the log; this one is added and names it.".to_owned()];
    form.fields = fields(Some(&contact.value), false, Vec::new(), Vec::new());
    Ok(form)
}

/// What to know before ringing: how to communicate (R26), and the story (R24).
fn intro(folder: &Folder) -> Vec<String> {
    let person = &folder.person;
    let mut intro = Vec::new();
    intro.extend(speak::with_person(person));
    intro.extend(speak::with_carers(&folder.team));
    if let Some(story) = person.story.as_ref().filter(|story| !story.text.is_empty()) {
        intro.push(story.text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    intro
}

/// Open items that a digit can reach; the others are on their own tab.
const MOST_MARKS: usize = 9;

fn marks(folder: &Folder) -> Vec<MarkLine> {
    let mut open = folder
        .items
        .iter()
        .filter(|item| item.is_open())
        .collect::<Vec<_>>();
    open.sort_by_key(|item| item.listed_by());
    open.into_iter()
        .take(MOST_MARKS)
        .map(|item| {
            let owner = if item.owner.is_empty() {
                String::new()
            } else {
                format!(" ({})", item.owner)
            };
            MarkLine {
                of: item.id.0,
                seen: item.revision,
                text: format!("{}: {}{owner}", item.kind.word(), item.what),
                order: None,
                marks: item.marks().iter().map(|mark| mark.word()).collect(),
                chosen: None,
            }
        })
        .collect()
}

/// The mark of a promise that this contact keeps, or that is no longer wanted.
const KEPT: &str = "kept";

/// The promises that stand, those due first before the others (R50).
///
/// Also those that a contact with the person ends by itself: what is logged may be a contact with somebody else, and
/// only who logs it knows whether it does.
fn promised(facts: &Facts, cx: &Cx) -> Vec<MarkLine> {
    let today = cx.today();
    let mut standing: Vec<_> = facts.promises.iter().collect();
    standing.sort_by_key(|promise| (promise.due_on.unwrap_or(promise.made_on), promise.contact));
    let lines = standing.into_iter().map(|promise| {
        let on = promise.due_on.unwrap_or(promise.made_on);
        let whom = if promise.to_person || promise.whom.is_empty() {
            String::new()
        } else {
            format!(" ({})", promise.whom)
        };
        let what = match (promise.what.as_str(), promise.reached) {
            ("", true) => "speak again",
            ("", false) => "try again",
            (what, _) => what,
        };
        MarkLine {
            of: promise.contact.0,
            seen: 0,
            text: format!("for {}: {what}{whom}", say::day(on, today)),
            order: None,
            marks: vec![KEPT],
            chosen: None,
        }
    });
    lines.collect()
}

fn fields(
    from: Option<&Contact>,
    failed: bool,
    marks: Vec<MarkLine>,
    promises: Vec<MarkLine>,
) -> Vec<Field> {
    let at =
        |all: &[&'static str], word: &str| all.iter().position(|one| *one == word).unwrap_or(0);
    let channels = Channel::ALL.map(Channel::word);
    let directions = Direction::ALL.map(Direction::word);
    let withs = With::ALL.map(With::word);
    let results = Reached::ALL.map(Reached::word);
    let gist = match from {
        Some(contact) => contact.gist.as_str(),
        None if failed => "No answer",
        None => "",
    };
    let result = match from {
        Some(contact) => at(&results, contact.result.word()),
        None => usize::from(failed),
    };
    let next = from.and_then(|contact| contact.next.as_ref());
    let whom = from.map_or("", |contact| contact.whom.as_str());
    let minutes = from
        .and_then(|contact| contact.minutes)
        .map(|minutes| minutes.to_string())
        .unwrap_or_default();
    let mut fields = vec![
        Field::long(
            "gist",
            "What was said",
            gist,
            "the only thing that must be filled in",
        ),
        Field::ahead(
            "next",
            if failed { "Try again" } else { "Next step on" },
            next.map(|next| next.on),
            "+2w, fri, 12 mar, tomorrow",
        ),
        Field::line(
            "what",
            "Next step",
            next.map_or("", |next| next.what.as_str()),
            "empty: speak again",
        ),
    ];
    if !marks.is_empty() {
        fields.push(Field {
            name: "marks",
            label: "Open items",
            input: Input::Marks(marks),
            hint: "a digit marks one as answered, told, chased, done or talked about",
        });
    }
    if !promises.is_empty() {
        fields.push(Field {
            name: "promises",
            label: "Promised",
            input: Input::Marks(promises),
            hint: "a digit marks one as kept, or as no longer wanted",
        });
    }
    fields.extend([
        Field::choice(
            "channel",
            "By",
            channels,
            from.map_or(0, |one| at(&channels, one.channel.word())),
        ),
        Field::choice(
            "direction",
            "Direction",
            directions,
            from.map_or(0, |one| at(&directions, one.direction.word())),
        ),
        Field::choice(
            "with",
            "With",
            withs,
            from.map_or(0, |one| at(&withs, one.with.word())),
        ),
        Field::line("whom", "Name", whom, "who it was, if not the person"),
    ]);
    fields.extend(contact_details::fields(
        from.map(|contact| &contact.details),
    ));
    // Last, so that Shift-Tab is near them: a late entry names its time.
    fields.extend([
        Field::choice("result", "Result", results, result),
        Field::behind("at", "When", None, "empty: now; yesterday 15:30, mon 10"),
        Field::line("minutes", "Minutes", &minutes, "how long it took"),
    ]);
    if let (Some(contact), Some(field)) = (from, fields.iter_mut().find(|field| field.name == "at"))
        && let Input::Date(edit, _) = &mut field.input
    {
        let local = london::local(contact.at);
        *edit = crate::app::line_edit::LineEdit::new(&local.format("%-d %b %Y %H:%M").to_string());
    }
    fields
}

/// Logs the contact and moves the items that were marked, in one change.
pub(super) fn save(
    app: &mut App,
    person: PersonId,
    corrects: Option<ContactId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let before = match corrects {
        Some(id) => Some(app.store()?.contact(id)?.value),
        None => None,
    };
    let mut contact = read(app, person, before.as_ref(), form, cx)?;
    let kept = if before.is_none() {
        let facts = app.store()?.facts(person)?;
        let standing = facts.map_or_else(Vec::new, |facts| facts.promises);
        keep_early(&mut contact, &standing, &app.model.holidays)
    } else {
        Vec::new()
    };
    let folder = app.store()?.folder(person, Some(0))?;
    // They may have left while this was typed.
    if before.is_none()
        && let Some(left) = super::gone_by(&folder.person)
        && !form.intro.contains(&left)
    {
        form.ask_once("gist", left)?;
    }
    let day = |before: &Contact| before.next.as_ref().map(|next| next.on);
    if let Some(next) = &contact.next
        && before.as_ref().and_then(day) != Some(next.on)
        && let Some(far) = next.far(cx.today())
    {
        form.ask_once("next", far)?;
    }
    if contact.is_message() && contact.result == Reached::Yes && before.is_none() {
        form.ask_once("result", MESSAGE.to_owned())?;
    }
    let mut change = Change::default();
    if let Some(before) = &before {
        change
            .writes
            .extend(put_off_still(&folder, before.id, contact.id));
    }
    // What the entry moved that is corrected was moved when it was written.
    let moves = if before.is_none() {
        contact.moved.as_slice()
    } else {
        &[]
    };
    for moved in moves {
        let Some(item) = folder.items.iter().find(|item| item.id == moved.item) else {
            continue;
        };
        if !item.marks().contains(&moved.mark) {
            return Err(Failure::new(format!(
                "\"{}\" was changed by somebody since this form was opened. {{form.leave}} keeps yours as a draft; open it again.",
                item.what
            ))
            .at("marks"));
        }
        if item.kind == ItemKind::Supply && moved.mark == Mark::Answered {
            form.ask_once("marks", AGREED.to_owned())?;
        }
        if let Some(after) = contact.moves(item, moved.mark) {
            along::ticked(&folder, &after, &mut change);
            let on = london::date(contact.at);
            along::agreed(&folder, &after, (moved.mark, on), &mut change);
            change.writes.push(Write::Replace {
                record: Record::Item(after),
                seen: seen_of(form, moved.item).unwrap_or(item.revision),
            });
        }
    }
    let reached = contact.result == Reached::Yes;
    let how = how(&contact);
    let holidays = &app.model.holidays;
    let next = match &contact.next {
        Some(next) => {
            let sum = counted_forward(&form.text("next"), cx.local, Bias::Future, holidays);
            let day = sum
                .filter(|sum| sum.date == next.on)
                .map_or_else(|| say::echo(next.on, cx.today()), |sum| sum.how);
            format!("; next {day}")
        }
        // The rule for new tries counts the same way.
        None if !reached => {
            let on = london::date(contact.at);
            format!("; try again {}", holidays.add_working_days_shown(on, 1).how)
        }
        None => String::new(),
    };
    let close = Close::of(folder.team.iter().map(|kept| &kept.value));
    let apart = if contact.spoke() && !close.is_theirs(&Entry::of(&contact)) {
        format!(
            "; not counted as speaking with them, as {} is not in their care team",
            contact.whom
        )
    } else {
        String::new()
    };
    change.writes.push(Write::Add(Record::Contact(contact)));
    let command = if corrects.is_some() {
        "contact.correct"
    } else {
        "contact.log"
    };
    app.save_change(form, command, &change, cx)?;
    let kept = kept
        .iter()
        .fold(String::new(), |said, one| said + ". " + one);
    let name = folder.person.name.written();
    let what = if reached {
        format!("Logged for {name}: {how}")
    } else {
        format!("Attempt to reach {name} logged")
    };
    Ok(Saved::Done(format!(
        "{what}{next}{apart}{kept}. {{change.undo}} takes it back."
    )))
}

/// By which way, from which side and with whom, as it is kept: whatever was left as it stood in the form is said too.
fn how(contact: &Contact) -> String {
    let whom = if contact.whom.is_empty() {
        contact.with.word()
    } else {
        &contact.whom
    };
    let (channel, direction) = (contact.channel.word(), contact.direction.word());
    format!("{channel}, {direction}, with {whom}")
}

/// What is asked of a message that is said to have reached somebody.
const MESSAGE: &str =
    "What is only sent reaches nobody until they answer: if they did not, choose another result.";

/// Adds the correcting entry; the corrected one stays.
pub(super) fn save_correction(
    app: &mut App,
    id: ContactId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let person = app.store()?.contact(id)?.person;
    save(app, person, Some(id), form, cx)
}

/// What was promised in an entry and put off is put off in the entry that corrects it.
fn put_off_still(
    folder: &Folder,
    before: ContactId,
    now: ContactId,
) -> impl Iterator<Item = Write> {
    let promised = Subject::Promise(before);
    let about = folder
        .deferrals
        .iter()
        .filter(move |one| one.about == promised);
    about.map(move |one| Write::Replace {
        record: Record::Deferral(Deferral {
            about: Subject::Promise(now),
            ..one.value.clone()
        }),
        seen: one.revision,
    })
}

fn read(
    app: &mut App,
    person: PersonId,
    before: Option<&Contact>,
    form: &Form,
    cx: &Cx,
) -> Result<Contact, Failure> {
    let gist = form.text("gist");
    if gist.is_empty() {
        return Err(Failure::from(Refusal::NoGist).at("gist"));
    }
    let holidays = &app.model.holidays;
    let at = match form.when("at", cx.local, holidays)? {
        None => cx.now,
        // Without a time of day the middle of the day stands for it; today it is now.
        Some(when) if when.time.is_none() && when.date == cx.today() => cx.now,
        Some(when) => {
            let noon = chrono::NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
            london::instant(when.date.and_time(when.time.unwrap_or(noon)))
        }
    };
    if at > cx.now {
        return Err(Failure::from(Refusal::InFuture(london::date(at))).at("at"));
    }
    let next = form.when("next", cx.local, holidays)?;
    let as_before = before
        .and_then(|before| before.next.as_ref())
        .map(|next| next.on);
    if let Some(next) = next
        && next.date < cx.today()
        && Some(next.date) != as_before
    {
        return Err(Failure::new(format!(
            "The next step cannot lie behind us: {} has passed.",
            say::full(next.date)
        ))
        .at("next"));
    }
    let result = form.chosen("result", &Reached::ALL).unwrap_or(Reached::Yes);
    if before.is_none() {
        // A try that failed asks for another, also where no day is named for it.
        let speaks = next.map(|next| next.date);
        let speaks = speaks.or_else(|| {
            (result != Reached::Yes).then(|| holidays.add_working_days(london::date(at), 1))
        });
        let known = app.store()?.person(person)?.value;
        if let Some(speaks) = speaks {
            ask_paused(&known.status, form, "next", (speaks, cx.today()))?;
        }
    }
    let mut what = form.text("what");
    // A time that was typed with the day stands before the words, so that it is not lost.
    if let Some(time) = next.and_then(|next| next.time) {
        let timed = format!("{} {what}", say::time(time));
        timed.trim_end().clone_into(&mut what);
    }
    if next.is_none() && !what.is_empty() {
        return Err(Failure::new(
            "Say on which day the next step is, so that it comes back: +2w, fri.",
        )
        .at("next"));
    }
    let minutes = form.number("minutes", LONGEST_CONTACT_MINUTES)?;
    let id: Uuid = app.ids.next(cx.now);
    let by = app.model.login.clone();
    let contact = Contact {
        id: ContactId(id),
        person,
        at,
        recorded_at: cx.now,
        by,
        channel: form
            .chosen("channel", &Channel::ALL)
            .unwrap_or(Channel::Phone),
        direction: form
            .chosen("direction", &Direction::ALL)
            .unwrap_or(Direction::Out),
        with: form.chosen("with", &With::ALL).unwrap_or(With::Person),
        whom: form.text("whom"),
        result,
        gist,
        next: next.map(|when| Next {
            on: when.date,
            what,
        }),
        minutes,
        details: contact_details::read(form)?,
        moved: before.map_or_else(|| moved(form), |before| before.moved.clone()),
        keeps: before.map_or_else(|| kept(form), |before| before.keeps.clone()),
        corrects: before.map(|before| before.id),
    };
    contact
        .check(cx.today())
        .map_err(|fault| refused(fault, &[("details.own_calls", "own_calls")]))?;
    Ok(contact)
}

/// The revision of an item when the form was opened.
fn seen_of(form: &Form, item: ItemId) -> Option<Revision> {
    let mut lines = form.lines("marks").iter();
    lines.find(|line| line.of == item.0).map(|line| line.seen)
}

/// The open items that were marked.
fn moved(form: &Form) -> Vec<Moved> {
    let marked = form.lines("marks").iter().filter_map(|line| {
        let word = line.mark()?;
        let mark = Mark::ALL.into_iter().find(|mark| mark.word() == word)?;
        Some(Moved {
            item: ItemId(line.of),
            mark,
        })
    });
    marked.collect()
}

/// The promises that were marked as kept.
fn kept(form: &Form) -> Vec<ContactId> {
    let lines = form.lines("promises").iter();
    lines
        .filter(|line| line.mark() == Some(KEPT))
        .map(|line| ContactId(line.of))
        .collect()
}
