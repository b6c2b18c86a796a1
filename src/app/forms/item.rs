//! Open items of every kind: asking and changing (R32, R56-R66). Not here: moving and ending them (`item_move`).

use chrono::NaiveDate;

use super::chased;
use super::choices::{apart, chosen_now, first_none};
use super::offers::{settled, team, waiting_for};
use super::silence::ask_paused_with;
use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::Part;
use crate::app::person_view::PersonView;
use crate::app::services_picker;
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::id::{GoalId, ItemId};
use crate::domain::item::{Conflict, EXPECTED_WORKING_DAYS, Item, ItemKind, ONGOING, Waiting};
use crate::domain::record::{Kept, Kind, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::soundness::MOST_IMPORTANT;
use crate::store::{Fault, Store};

/// The form for a new item.
pub(super) fn build_new(
    app: &mut App,
    kind: ItemKind,
    goal: Option<GoalId>,
    cx: &Cx,
) -> Result<Form, Failure> {
    let view = app.person()?;
    let title = format!(
        "{}, for {}",
        say::capital(kind.word()),
        view.folder.person.name.written()
    );
    let subject = goal.map_or(view.id().0, |goal| goal.0);
    let mut form = Form::new(
        Purpose::NewItem(kind, goal),
        title,
        place(command(kind), subject),
    );
    form.intro = vec![say::capital(kind.explained())];
    if let Some(goal) = goal.and_then(|goal| view.folder.plan.as_ref()?.goal(goal)) {
        form.intro = vec![format!("Serves the goal: {}", goal.text)];
    }
    form.fields = fields(view, kind, None, goal, cx);
    Ok(form)
}

/// The form for an item that is there.
pub(super) fn build(app: &mut App, id: ItemId, cx: &Cx) -> Result<Form, Failure> {
    let item = find(app, id)?;
    let mut form = Form::new(
        Purpose::Item(id),
        format!("Change the {}", item.kind.word()),
        place("item.edit", id.0),
    );
    form.base = item.revision;
    let view = app.person()?;
    form.fields = fields(view, item.kind, Some(&item.value), item.goal, cx);
    Ok(form)
}

/// The command that opens an item of a kind, for the journal and as the place of its draft.
pub(in crate::app) fn command(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Action => "item.action",
        ItemKind::Question => "item.question",
        ItemKind::Referral => "item.referral",
        ItemKind::ReferralIn => "item.referral_in",
        ItemKind::Letter => "item.letter",
        ItemKind::Supply => "item.supply",
        ItemKind::Gap => "item.gap",
        ItemKind::Conflict => "item.conflict",
        ItemKind::Concern => "item.concern",
        ItemKind::Check => "item.check",
    }
}

/// What is asked for and of whom, in the words of a kind.
fn labels(kind: ItemKind) -> (&'static str, &'static str) {
    match kind {
        ItemKind::Action => ("What is to be done", "Who does it"),
        ItemKind::Question => ("What is asked", "Asked of"),
        ItemKind::Referral => ("Referred for", "Referred to"),
        ItemKind::ReferralIn => ("What is asked of us", "Referred by"),
        ItemKind::Letter => ("Which letter", "Who sends it"),
        ItemKind::Supply => ("What runs out", "Supplied so far by"),
        ItemKind::Gap => ("What nobody owns", "Who holds it for now"),
        ItemKind::Conflict => ("What it is about", "Who decides"),
        ItemKind::Concern => ("What the worry is", "Raised by"),
        ItemKind::Check => ("What is to be checked", "Who checks"),
    }
}

/// What the expected day is in the words of a kind, and how it may be typed.
fn expected_label(kind: ItemKind) -> (&'static str, &'static str) {
    match kind {
        ItemKind::Supply => ("Lasts until", "the last day on which there is enough"),
        ItemKind::Gap | ItemKind::Conflict => {
            ("To be settled by", "+2w, fri; empty: 10 working days")
        }
        _ => ("Expected by", "+2w, fri, 10wd; empty: 10 working days"),
    }
}

/// How long an action lasts, as a choice shows it.
pub(super) const LASTS: [&str; 2] = ["until it is done", "ongoing, without an end"];

/// The field that asks whether an action has an end.
pub(super) fn lasts(is_ongoing: bool) -> Field {
    Field::choice("lasts", "Lasts", LASTS, usize::from(is_ongoing))
}

/// Whether an action is said to go on without an end; then no day is named for it.
pub(super) fn is_ongoing(form: &Form) -> Result<bool, Failure> {
    let is_ongoing = form.word("lasts") == LASTS[1];
    // A day that stood there goes when it is said that there is no end; one that is typed says otherwise.
    let typed = form.text("expected");
    let stood = form.opened.get("expected").map(|day| day.trim());
    if is_ongoing && !typed.is_empty() && Some(typed.as_str()) != stood {
        return Err(Failure::new(
            "What is ongoing has no day by which it is expected: empty that, or choose that it lasts until it is done.",
        )
        .at("expected"));
    }
    Ok(is_ongoing)
}

/// What stands first among those who are waited for in the form of a new action.
const BY_OWNER: &str = "as who does it";

fn fields(
    view: &PersonView,
    kind: ItemKind,
    item: Option<&Item>,
    goal: Option<GoalId>,
    cx: &Cx,
) -> Vec<Field> {
    let text = |from: fn(&Item) -> &String| item.map(|item| from(item).clone()).unwrap_or_default();
    let waits = item.map_or(kind.first_waiting(), |item| item.waiting);
    let waiting = Waiting::ALL
        .iter()
        .position(|one| *one == waits)
        .unwrap_or(0);
    let (what, owner) = labels(kind);
    let (expected, expected_hint) = expected_label(kind);
    let mut fields = vec![
        Field::line("what", what, &text(|item| &item.what), ""),
        if kind == ItemKind::Referral {
            // From the directory, while it is typed.
            Field::offered(
                "owner",
                owner,
                &text(|item| &item.owner),
                Vec::new(),
                "a service: a few letters of its name or of the need, Right takes it",
            )
        } else {
            Field::offered(
                "owner",
                owner,
                &text(|item| &item.owner),
                team(view, cx.today()),
                "a first name or a place, such as daughter; a few letters, Right takes the name",
            )
        },
        Field::ahead(
            "expected",
            expected,
            // A day that was only counted is not one that was agreed: the field stays empty.
            item.filter(|item| !item.expected_counted)
                .and_then(|item| item.expected_on),
            expected_hint,
        ),
        lasts(item.is_some_and(|item| item.ongoing)),
        if kind == ItemKind::Action && item.is_none() {
            let words = Waiting::ALL.map(Waiting::choice);
            let words = std::iter::once(BY_OWNER).chain(words);
            Field::choice("waiting", "Waiting for", words, 0)
        } else {
            let words = Waiting::ALL.map(Waiting::choice);
            Field::choice("waiting", "Waiting for", words, waiting)
        },
        Field::behind(
            "asked",
            "Asked on",
            item.map(|item| item.asked_on),
            "empty: today",
        ),
        Field::line(
            "because",
            "Because",
            &text(|item| &item.because),
            "the reason for it",
        ),
    ];
    if kind != ItemKind::Action {
        fields.retain(|field| field.name != "lasts");
    }
    if kind == ItemKind::Conflict {
        let conflict = item.and_then(|item| item.conflict.clone());
        let conflict = conflict.unwrap_or_default();
        let sides = [
            Field::line("one", "One says", &conflict.one, "as they put it"),
            Field::line("one_from", "Said by", &conflict.one_from, "who, and when"),
            Field::line("other", "Another says", &conflict.other, "as they put it"),
            Field::line(
                "other_from",
                "Said by",
                &conflict.other_from,
                "who, and when",
            ),
        ];
        fields.splice(1..1, sides);
    }
    if kind == ItemKind::Action {
        let confidence = item
            .and_then(|item| item.confidence)
            .map(|number| number.to_string())
            .unwrap_or_default();
        fields.push(Field::line(
            "confidence",
            "Confidence 1-10",
            &confidence,
            "how sure the person is that it will be done",
        ));
        let goals = view
            .folder
            .plan
            .as_ref()
            .map_or(&[][..], |plan| &plan.goals);
        if !goals.is_empty() {
            let at = goals.iter().position(|known| Some(known.id) == goal);
            let texts = goals.iter().map(|goal| goal.text.clone());
            fields.push(Field::choice(
                "goal",
                "Serves the goal",
                apart(first_none(texts)),
                at.map_or(0, |at| at + 1),
            ));
        }
        fields.push(Field::line(
            "strategies",
            "What may help",
            &text(|item| &item.strategies),
            "suggested strategies: how it may be done",
        ));
        fields.push(Field::ahead(
            "review",
            "Look again on",
            item.and_then(|item| item.review_on),
            "+4w; when the action is reviewed, if not by its day",
        ));
    }
    fields
}

/// Adds an item.
pub(super) fn save_new(
    app: &mut App,
    kind: ItemKind,
    goal: Option<GoalId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let id = ItemId(app.ids.next(cx.now));
    let person = app.person()?.id();
    let mut item = Item::new(id, person, kind, "", Waiting::Us, cx.today());
    item.goal = goal;
    fill(app, &mut item, form, cx)?;
    let expected = if item.expected_counted {
        item.expected_how.clone()
    } else {
        item.expected_on
            .map(|on| say::echo(on, cx.today()))
            .unwrap_or_default()
    };
    let (part, is_ongoing) = (Part::Action(item.id), item.ongoing);
    let speaks = speaks_anew(None, &item);
    let change = Change::add(Record::Item(item));
    if let Some(speaks) = speaks {
        ask_paused_with(app, form, speaks, &change, cx)?;
    }
    app.save_change(form, command(kind), &change, cx)?;
    app.select_part(part);
    let until = match kind {
        _ if is_ongoing => ONGOING.to_owned(),
        ItemKind::Supply => format!("lasts until {expected}"),
        _ => format!("expected by {expected}"),
    };
    Ok(Saved::Done(format!(
        "Open; {until}. {{change.undo}} takes it back."
    )))
}

/// Changes an item.
pub(super) fn save(app: &mut App, id: ItemId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let mut item = find(app, id)?.value;
    let before = item.clone();
    fill(app, &mut item, form, cx)?;
    if item != before {
        item.updated_on = Some(cx.today());
    }
    let speaks = speaks_anew(Some(&before), &item);
    let change = Change::replace(Record::Item(item), form.base);
    if let Some(speaks) = speaks {
        ask_paused_with(app, form, speaks, &change, cx)?;
    }
    app.save_change(form, "item.edit", &change, cx)?;
    Ok(saved("Saved"))
}

/// The sooner of the days that an item has and did not have before, with the field that says it.
fn speaks_anew(before: Option<&Item>, now: &Item) -> Option<(&'static str, NaiveDate)> {
    let days = |item: &Item| [item.expected_on, item.review_on];
    let before = before.map_or([None; 2], days);
    let now = ["expected", "review"].into_iter().zip(days(now));
    let anew = now.zip(before).filter(|((_, now), before)| now != before);
    anew.filter_map(|((field, day), _)| Some((field, day?)))
        .min_by_key(|(_, day)| *day)
}

/// Offers the services of the directory where somebody is referred to one.
pub(super) fn offer_services(form: &mut Form, store: &Store) -> Result<(), Fault> {
    // The form of a change says the kind by its fields alone; only a referral out offers services.
    let is_referral = form
        .field("owner")
        .is_some_and(|field| field.label == labels(ItemKind::Referral).1);
    if is_referral {
        services_picker::offer(form, "owner", store)?;
        services_picker::warn(form, "owner", store)?;
    }
    Ok(())
}

/// The service that was chosen in the directory, if one was; a closed one is refused with its reason.
fn service(app: &mut App, item: &mut Item) -> Result<(), Failure> {
    if item.kind != ItemKind::Referral {
        return Ok(());
    }
    let chosen = services_picker::chosen(&item.owner, app.store()?)?;
    if let Some(service) = &chosen {
        if let Some(closed) = &service.closed
            && item.service != Some(service.id)
        {
            return Err(Failure::new(format!(
                "{} is closed since {}: {}. Choose another service, or open its entry again ({{services.open}}).",
                service.name,
                say::full(closed.on),
                closed.because
            ))
            .at("owner"));
        }
        service.name.clone_into(&mut item.owner);
    }
    item.service = chosen.map(|service| service.id);
    Ok(())
}

/// The fields of the form by those of an item.
const FIELDS: &[(&str, &str)] = &[
    ("conflict.one", "one"),
    ("conflict.other", "other"),
    ("expected_on", "expected"),
];

fn fill(app: &mut App, item: &mut Item, form: &Form, cx: &Cx) -> Result<(), Failure> {
    let lost = item.to_ask_elsewhere().then(|| item.clone());
    item.what = form.text("what");
    let owner = form.text("owner");
    // Who is kept already is not asked about again, also where a service has closed since, and a service of the directory
    // is found there.
    let is_as_it_was = owner == item.owner;
    item.owner = if item.kind == ItemKind::Referral {
        owner
    } else {
        settled(app, form, "owner", &item.owner, cx.today())?
    };
    if !is_as_it_was {
        service(app, item)?;
        // One that was taken from the directory is known by its entry; a name that was typed is looked for there.
        if item.service.is_none() {
            services_picker::ask_closed(form, "owner", &item.owner, app.store()?)?;
        }
    }
    let holidays = &app.model.holidays;
    let view = app.person()?;
    let word = form.word("waiting");
    // Who is waited for follows whoever does it now, unless another was chosen beside.
    let follows = item.kind == ItemKind::Action && !is_as_it_was && word == item.waiting.choice();
    item.waiting = if word == BY_OWNER || follows {
        waiting_for(view, &item.owner, &app.model.user_name, cx.today())
    } else {
        let mut all = Waiting::ALL.into_iter();
        all.find(|waiting| waiting.choice() == word)
            .unwrap_or(item.waiting)
    };
    // What we do ourselves is not waited for as with a service: it is ours on its day, not once they are late.
    if !is_as_it_was && item.waiting == Waiting::Service && item.owner == app.model.user_name {
        item.waiting = Waiting::Us;
    }
    // Whoever names another after a service closed has asked them: they owe it, for the usual time or by the day that is
    // typed in place of the one on which it came back.
    let came_back_on = match lost {
        Some(lost) if item.waiting != Waiting::Us || item.owner != lost.owner => {
            item.ask_elsewhere(cx.today());
            lost.expected_on
        }
        _ => None,
    };
    if item.kind == ItemKind::Conflict {
        item.conflict = Some(conflict(form));
    }
    if form.field("goal").is_some() {
        let goals = view
            .folder
            .plan
            .as_ref()
            .map_or(&[][..], |plan| &plan.goals);
        let texts = goals.iter().map(|goal| goal.text.clone());
        let chosen = chosen_now(form, "goal", first_none(texts))?.checked_sub(1);
        let goal = chosen.and_then(|at| goals.get(at));
        item.goal = goal.map(|goal| goal.id);
    }
    // Without a goal to serve an action is looked at again all the same.
    if form.field("review").is_some() {
        item.strategies = form.text("strategies");
        item.review_on = form
            .when("review", cx.local, holidays)?
            .map(|when| when.date);
    }
    item.asked_on = form
        .when("asked", cx.local, holidays)?
        .map_or(item.asked_on, |when| when.date);
    if item.asked_on > cx.today() {
        return Err(Failure::from(Refusal::NotYet(item.asked_on)).at("asked"));
    }
    item.because = form.text("because");
    item.confidence = one_to_ten(form, "confidence")?;
    let typed = form.text("expected");
    if item.kind == ItemKind::Supply && typed.is_empty() {
        return Err(Failure::new(
            "Say how long it lasts: the last day on which there is enough, such as fri or +10d.",
        )
        .at("expected"));
    }
    if is_ongoing(form)? {
        item.goes_on();
        return item
            .check(cx.today())
            .map_err(|fault| refused(fault, FIELDS));
    }
    item.ongoing = false;
    let expected = form.when("expected", cx.local, holidays)?;
    match expected.filter(|when| Some(when.date) != came_back_on) {
        None => {
            let worked = holidays.add_working_days_shown(item.counts_from(), EXPECTED_WORKING_DAYS);
            item.expected_on = Some(worked.date);
            item.expected_how = worked.how;
            item.expected_counted = true;
        }
        Some(when) if item.expected_counted || Some(when.date) != item.expected_on => {
            chased::agreed(item, when.date, &typed, holidays, cx);
        }
        Some(_) => {}
    }
    item.check(cx.today())
        .map_err(|fault| refused(fault, FIELDS))
}

/// What contradicts what; a conflict has two sides.
fn conflict(form: &Form) -> Conflict {
    Conflict {
        one: form.text("one"),
        one_from: form.text("one_from"),
        other: form.text("other"),
        other_from: form.text("other_from"),
    }
}

/// A number from 1 to 10 in a field, `None` when it is empty or not there.
pub(super) fn one_to_ten(form: &Form, name: &'static str) -> Result<Option<u8>, Failure> {
    match form.number(name, MOST_IMPORTANT) {
        Ok(number) => Ok(number.and_then(|number| u8::try_from(number).ok())),
        Err(_) => Err(Failure::from(Refusal::NotOneToTen).at(name)),
    }
}

pub(super) fn find(app: &App, id: ItemId) -> Result<Kept<Item>, Failure> {
    app.person()?
        .folder
        .items
        .iter()
        .find(|item| item.id == id)
        .cloned()
        .ok_or_else(|| Fault::Gone(Kind::Item).into())
}
