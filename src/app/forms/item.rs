//! Open items: asking, moving, ending (R32, R56-R60).

use super::offers::{team, waiting_for};
use super::{Purpose, Saved, apart, place, saved, speak};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::outline::Part;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::calendar::Holidays;
use crate::domain::change::{Change, Write};
use crate::domain::id::{GoalId, ItemId};
use crate::domain::item::{EXPECTED_WORKING_DAYS, Ended, Ending, Item, ItemKind, Mark, Waiting};
use crate::domain::record::{Kept, Kind, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::when::{Bias, counted_forward};
use crate::store::Fault;

/// The form for a new item.
pub(super) fn build_new(
    app: &mut App,
    kind: ItemKind,
    goal: Option<GoalId>,
    cx: &Cx,
) -> Result<Form, Failure> {
    let view = app.person()?;
    let title = match kind {
        ItemKind::Action => format!("An action for {}", view.folder.person.name.written()),
        ItemKind::Question => format!("A question for {}", view.folder.person.name.written()),
    };
    let name = match kind {
        ItemKind::Action => "item.action",
        ItemKind::Question => "item.question",
    };
    let subject = goal.map_or(view.id().0, |goal| goal.0);
    let mut form = Form::new(Purpose::NewItem(kind, goal), title, place(name, subject));
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
    let waiting = item.map_or(usize::from(kind == ItemKind::Question), |item| {
        Waiting::ALL
            .iter()
            .position(|one| *one == item.waiting)
            .unwrap_or(0)
    });
    let (what, owner) = match kind {
        ItemKind::Action => ("What is to be done", "Who does it"),
        ItemKind::Question => ("What is asked", "Asked of"),
    };
    let mut fields = vec![
        Field::line("what", what, &text(|item| &item.what), ""),
        Field::offered(
            "owner",
            owner,
            &text(|item| &item.owner),
            team(view, cx.today()),
            "the person, a carer, a professional: a few letters, Right takes the name",
        ),
        Field::ahead(
            "expected",
            "Expected by",
            // A day that was only counted is not one that was agreed: the field stays empty.
            item.filter(|item| !item.expected_counted)
                .and_then(|item| item.expected_on),
            "+2w, fri, 10wd; empty: 10 working days",
        ),
        if kind == ItemKind::Action && item.is_none() {
            let words = Waiting::ALL.map(Waiting::word);
            let words = std::iter::once(BY_OWNER).chain(words);
            Field::choice("waiting", "Waiting for", words, 0)
        } else {
            let words = Waiting::ALL.map(Waiting::word);
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
                apart(std::iter::once("none".to_owned()).chain(texts)),
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
    let command = match kind {
        ItemKind::Action => "item.action",
        ItemKind::Question => "item.question",
    };
    let part = Part::Action(item.id);
    app.save_change(form, command, &Change::add(Record::Item(item)), cx)?;
    app.select_part(part);
    Ok(Saved::Done(format!(
        "Open; expected by {expected}. u takes it back."
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
    app.save_change(
        form,
        "item.edit",
        &Change::replace(Record::Item(item), form.base),
        cx,
    )?;
    Ok(saved("Saved"))
}

fn fill(app: &App, item: &mut Item, form: &Form, cx: &Cx) -> Result<(), Failure> {
    item.what = form.text("what");
    if item.what.is_empty() {
        return Err(Failure::from(Refusal::NoWhat).at("what"));
    }
    let holidays = &app.model.holidays;
    item.owner = form.text("owner");
    let view = app.person()?;
    let word = form.word("waiting");
    item.waiting = if word == BY_OWNER {
        waiting_for(view, &item.owner, &app.model.user_name, cx.today())
    } else {
        let mut all = Waiting::ALL.into_iter();
        all.find(|waiting| waiting.word() == word)
            .unwrap_or(item.waiting)
    };
    if form.field("goal").is_some() {
        let chosen = form.choice("goal").checked_sub(1);
        let plan = view.folder.plan.as_ref();
        let goal = plan.and_then(|plan| plan.goals.get(chosen?));
        item.goal = goal.map(|goal| goal.id);
        item.strategies = form.text("strategies");
        item.review_on = form
            .when("review", cx.local, holidays)?
            .map(|when| when.date);
    }
    item.asked_on = form
        .when("asked", cx.local, holidays)?
        .map_or(item.asked_on, |when| when.date);
    item.because = form.text("because");
    item.confidence = one_to_ten(form, "confidence")?;
    let typed = form.text("expected");
    match form.when("expected", cx.local, holidays)? {
        None => {
            let worked = holidays.add_working_days_shown(item.asked_on, EXPECTED_WORKING_DAYS);
            item.expected_on = Some(worked.date);
            item.expected_how = worked.how;
            item.expected_counted = true;
        }
        Some(when) if item.expected_counted || Some(when.date) != item.expected_on => {
            item.expected_on = Some(when.date);
            item.expected_counted = false;
            item.expected_how = match counted_forward(&typed, cx.local, Bias::Future, holidays) {
                Some(sum) => format!("{}, agreed as \"{typed}\"", sum.how),
                None => format!(
                    "{} = \"{typed}\", agreed {}",
                    say::full(when.date),
                    say::full(cx.today())
                ),
            };
        }
        Some(_) => {}
    }
    if let Some(expected) = item.expected_on
        && expected < item.asked_on
    {
        return Err(Failure::from(Refusal::EndsBeforeStart {
            from: item.asked_on,
            until: expected,
        })
        .at("expected"));
    }
    Ok(())
}

/// A number from 1 to 10 in a field, `None` when it is empty or not there.
pub(super) fn one_to_ten(form: &Form, name: &'static str) -> Result<Option<u8>, Failure> {
    match form.number(name, 10) {
        Ok(number) => Ok(number.and_then(|number| u8::try_from(number).ok())),
        Err(_) => Err(Failure::from(Refusal::NotOneToTen).at(name)),
    }
}

/// The form that moves an item with a few words.
pub(super) fn build_mark(app: &mut App, id: ItemId, mark: Mark) -> Result<Form, Failure> {
    let item = find(app, id)?;
    check_mark(&item, mark)?;
    let (title, label, hint) = match mark {
        Mark::Chased => ("Chased", "What came of it", "empty: no word yet"),
        Mark::Answered => ("Answered", "The answer", "in words the person can be told"),
        Mark::Told => ("The person was told", "", ""),
        Mark::Done => ("Done", "Outcome", "empty: done as agreed"),
    };
    let mut form = Form::new(
        Purpose::Mark(id, mark),
        format!("{title}: {}", item.what),
        place(&format!("item.{}", mark.word()), id.0),
    );
    form.base = item.revision;
    form.intro = history(&item.value, &app.model.holidays);
    // Before somebody is rung: how to speak with them.
    let folder = &app.person()?.folder;
    if mark == Mark::Told {
        form.intro.extend(speak::with_person(&folder.person));
    } else {
        form.intro.extend(speak::with_owner(folder, &item));
    }
    if mark != Mark::Told {
        form.fields.push(Field::line("words", label, "", hint));
    }
    form.fields
        .push(Field::behind("on", "On", None, "empty: today"));
    Ok(form)
}

/// The life of an item so far, one line a step.
pub fn history(item: &Item, holidays: &Holidays) -> Vec<String> {
    let mut lines = vec![format!("asked {}", say::full(item.asked_on))];
    if let Some(expected) = item
        .expected(holidays)
        .filter(|expected| !expected.how.is_empty())
    {
        lines.push(format!("expected {}", expected.how));
    }
    for chase in &item.chases {
        let note = if chase.note.is_empty() {
            String::new()
        } else {
            format!(": {}", chase.note)
        };
        lines.push(format!("chased {}{note}", say::full(chase.on)));
    }
    if let Some(outcome) = &item.outcome {
        lines.push(format!(
            "answer {}: {}",
            say::full(outcome.on),
            outcome.text
        ));
    }
    if let Some(told) = item.told_on {
        lines.push(format!("person told {}", say::full(told)));
    }
    if let Some(ended) = &item.ended {
        let because = if ended.because.is_empty() {
            String::new()
        } else {
            format!(": {}", ended.because)
        };
        lines.push(format!("ended {}{because}", say::full(ended.on)));
    }
    lines
}

/// Moves an item.
pub(super) fn save_mark(
    app: &mut App,
    id: ItemId,
    mark: Mark,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let item = find(app, id)?;
    check_mark(&item, mark)?;
    let words = form.text("words");
    if mark == Mark::Answered && words.is_empty() {
        return Err(
            Failure::new("Write the answer down, so that the person can be told it.").at("words"),
        );
    }
    let on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(cx.today(), |when| when.date);
    if on > cx.today() {
        return Err(Failure::from(Refusal::NotYet(on)).at("on"));
    }
    let moved = item.value.marked(mark, on, &words);
    let open = moved.is_open();
    app.save_change(
        form,
        mark_command(mark),
        &Change::replace(Record::Item(moved), form.base),
        cx,
    )?;
    Ok(saved(match (mark, open) {
        (Mark::Answered, _) => "Answer kept; it stays open until the person has been told",
        (Mark::Chased, _) => "Chase kept",
        (Mark::Told, true) => "Last told: kept; it stays open until there is an answer",
        (Mark::Told | Mark::Done, _) => "Ended",
    }))
}

/// Refuses a mark that an item cannot take now.
fn check_mark(item: &Item, mark: Mark) -> Result<(), Failure> {
    if !item.is_open() {
        Err(Refusal::AlreadyEnded.into())
    } else if item.marks().contains(&mark) {
        Ok(())
    } else {
        Err(Refusal::MarkDoesNotFit.into())
    }
}

/// The command of a mark, for the journal.
fn mark_command(mark: Mark) -> &'static str {
    match mark {
        Mark::Chased => "item.chase",
        Mark::Answered => "item.answer",
        Mark::Told => "item.told",
        Mark::Done => "item.done",
    }
}

/// The form that ends an item without its being done.
pub(super) fn build_drop(app: &mut App, id: ItemId) -> Result<Form, Failure> {
    let item = find(app, id)?;
    if !item.is_open() {
        return Err(Refusal::AlreadyEnded.into());
    }
    let mut form = Form::new(
        Purpose::Drop(id),
        format!("Drop: {}", item.what),
        place("item.drop", id.0),
    );
    form.base = item.revision;
    form.intro = history(&item.value, &app.model.holidays);
    form.fields = vec![Field::line(
        "because",
        "Why",
        "",
        "why it ends, and whether the person knows",
    )];
    Ok(form)
}

/// Ends an item with a reason.
pub(super) fn save_drop(app: &mut App, id: ItemId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let item = find(app, id)?;
    let because = form.text("because");
    if because.is_empty() {
        return Err(Failure::from(Refusal::NoReason).at("because"));
    }
    let mut ended = item.value;
    ended.ended = Some(Ended {
        on: cx.today(),
        how: Ending::Dropped,
        because,
    });
    let change = Change {
        writes: vec![Write::Replace {
            record: Record::Item(ended),
            seen: form.base,
        }],
    };
    app.save_change(form, "item.drop", &change, cx)?;
    Ok(saved("Dropped; the reason is kept"))
}

fn find(app: &App, id: ItemId) -> Result<Kept<Item>, Failure> {
    app.person()?
        .folder
        .items
        .iter()
        .find(|item| item.id == id)
        .cloned()
        .ok_or_else(|| Fault::Gone(Kind::Item).into())
}
