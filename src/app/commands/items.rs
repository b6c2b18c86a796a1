//! Commands of the open items.

use crate::app::command::{Availability, Command, Scope, row};
use crate::app::forms::Purpose;
use crate::app::forms::reopen::WAITS;
use crate::app::model::{AfterReading, Model, Overlay, Reading};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::contact::Contact;
use crate::domain::effort::Effort;
use crate::domain::id::ItemId;
use crate::domain::item::{Item, ItemKind, Mark};
use crate::domain::labels::one_line;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Items,
        "item.edit",
        "Change",
        "Changes the selected item.",
        &["enter"],
        6,
        open_item,
        |app, cx| {
            let item = selected(app)?;
            app.open_form(Purpose::Item(item), cx)
        },
    ),
    row(
        Scope::Items,
        "item.chase",
        "Chased",
        "Records that it was asked after.",
        &["h"],
        1,
        open_item,
        |app, cx| mark(app, Mark::Chased, cx),
    )
    .in_shell("caseload contact --chased"),
    row(
        Scope::Items,
        "item.answer",
        "Answered",
        "Records the answer; it stays open until the person has been told.",
        &["r"],
        2,
        |model| fits(model, Mark::Answered),
        |app, cx| mark(app, Mark::Answered, cx),
    )
    .in_shell("caseload contact --answered"),
    row(
        Scope::Items,
        "item.told",
        "Person told",
        "Records that the person was told how it stands.",
        &["t"],
        3,
        open_item,
        |app, cx| mark(app, Mark::Told, cx),
    )
    .in_shell("caseload contact --told"),
    row(
        Scope::Items,
        "item.done",
        "Done",
        "Ends the item: it is done and the person knows.",
        &["d"],
        4,
        |model| fits(model, Mark::Done),
        |app, cx| mark(app, Mark::Done, cx),
    )
    .in_shell("caseload contact --done"),
    row(
        Scope::Items,
        "item.step",
        "Referral state",
        "Records how far a referral is: acknowledged, accepted, declined, booked, attended.",
        &["b"],
        0,
        open_item,
        |app, cx| {
            let item = selected(app)?;
            app.open_form(Purpose::Step(item), cx)
        },
    ),
    row(
        Scope::Items,
        "item.letter",
        "Referral as text",
        "Writes the selected referral as text to paste, with lead, navigator, team and plan.",
        &["P"],
        0,
        referral,
        |app, cx| {
            let item = selected(app)?;
            app.open_form(Purpose::ReferralText(item), cx)
        },
    ),
    row(
        Scope::Items,
        "item.outcome",
        "Outcome as text",
        "Writes what came of the selected item as a short letter to the lead or to whoever referred.",
        &["L"],
        0,
        come_of,
        |app, cx| {
            let item = selected(app)?;
            app.open_form(Purpose::OutcomeText(item), cx)
        },
    ),
    row(
        Scope::Items,
        "item.effort",
        "What it has cost",
        "Shows for every item the contacts, minutes, calls of their own and days that it has cost.",
        &["$"],
        0,
        any_item,
        efforts,
    ),
    row(
        Scope::Items,
        "item.drop",
        "Drop",
        "Ends the item without its being done, with a reason.",
        &["x"],
        5,
        open_item,
        |app, cx| {
            let item = selected(app)?;
            app.open_form(Purpose::Drop(item), cx)
        },
    ),
    row(
        Scope::Items,
        "item.reopen",
        "Open again",
        "Opens an item that has ended again, or takes an answer back that does not hold, with a reason; its clocks run as before.",
        &["o"],
        7,
        can_wait_again,
        |app, cx| {
            let item = selected(app)?;
            app.open_form(Purpose::Reopen(item), cx)
        },
    ),
];

fn open_item(model: &Model) -> Availability {
    match model.person.as_ref().and_then(|view| view.item()) {
        None => Availability::Blocked(
            "There is no item here. {item.new} adds one: a referral, a letter, a supply and more.",
        ),
        Some(item) if !item.is_open() => Availability::Blocked(
            "This item has ended; its life stands below. {item.reopen} opens it again.",
        ),
        Some(_) => Availability::Ready,
    }
}

/// Whether a mark fits the item: what owes news is answered and told, the others are done.
fn fits(model: &Model, mark: Mark) -> Availability {
    let item = model.person.as_ref().and_then(|view| view.item());
    match (open_item(model), item) {
        (Availability::Ready, Some(item)) if !item.marks().contains(&mark) => {
            Availability::Blocked(if item.kind.owes_news() {
                "The person is owed the answer to this one: {item.answer} keeps it, {item.told} says that they know, {item.drop} ends it otherwise."
            } else {
                "Nothing is answered here: {item.done} ends it."
            })
        }
        (can, _) => can,
    }
}

fn can_wait_again(model: &Model) -> Availability {
    match model.person.as_ref().and_then(|view| view.item()) {
        Some(item) if !item.is_open() || item.outcome.is_some() => Availability::Ready,
        Some(_) => Availability::Blocked(WAITS),
        None => Availability::Blocked(
            "There is no item here. {item.new} adds one: a referral, a letter, a supply and more.",
        ),
    }
}

fn referral(model: &Model) -> Availability {
    match model.person.as_ref().and_then(|view| view.item()) {
        Some(item) if item.kind == ItemKind::Referral => Availability::Ready,
        _ => Availability::Blocked(
            "This is not a referral to somebody. {item.new} adds one; then {item.letter} writes it as text.",
        ),
    }
}

fn come_of(model: &Model) -> Availability {
    match model.person.as_ref().and_then(|view| view.item()) {
        Some(item) if item.has_news() => Availability::Ready,
        Some(_) => Availability::Blocked(
            "Nothing has come of it yet. {item.answer} records the answer, {item.step} how far a referral is.",
        ),
        None => Availability::Blocked(
            "There is no item here. {item.new} adds one: a referral, a letter, a supply and more.",
        ),
    }
}

fn any_item(model: &Model) -> Availability {
    if model
        .person
        .as_ref()
        .is_some_and(|view| view.items.is_empty())
    {
        Availability::Blocked("Nothing was ever waited for here. {item.new} adds an item.")
    } else {
        Availability::Ready
    }
}

/// What each item has cost, the dearest first (R53).
fn efforts(app: &mut App, cx: &Cx) -> Result<(), Failure> {
    let person = app.person()?.id();
    let log = app.store()?.contacts(person, None)?;
    let log: Vec<&Contact> = log.iter().map(|kept| &kept.value).collect();
    let view = app.person()?;
    let effort = |item: &Item| Effort::of(item, &log, cx.today());
    let mut costs: Vec<(&Item, Effort)> = view
        .items
        .iter()
        .map(|item| (&item.value, effort(item)))
        .collect();
    costs.sort_by_key(|(item, effort)| {
        let calls = effort.own_calls as usize + effort.contacts;
        (std::cmp::Reverse((calls, effort.days)), item.id)
    });
    let mut lines = vec![
        "Counted are contacts that moved an item or were about it, until it was over.".to_owned(),
        String::new(),
    ];
    for (item, effort) in costs {
        let over = if item.is_open() { "" } else { " (over)" };
        lines.push(format!(
            "{}: {}{over}",
            item.kind.word(),
            one_line(&item.what)
        ));
        lines.push(format!("    {}", effort.says()));
    }
    let title = format!("What it has cost: {}", view.folder.person.name.written());
    app.model.overlays.push(Overlay::Reading(Reading {
        title,
        lines,
        top: 0,
        then: AfterReading::Back,
    }));
    Ok(())
}

fn selected(app: &App) -> Result<ItemId, Failure> {
    app.person()?
        .item()
        .map(|item| item.id)
        .ok_or_else(|| Failure::new("Choose an item first."))
}

fn mark(app: &mut App, mark: Mark, cx: &Cx) -> Result<(), Failure> {
    let item = selected(app)?;
    app.open_form(Purpose::Mark(item, mark), cx)
}
