//! How a person is followed, on their front page: paused, gone, running things themselves, just handed over, with a
//! carer away. Nothing of it for most people on most days.

use chrono::NaiveDate;

use super::sheet::Sheet;
use crate::app::moves_view;
use crate::domain::calendar::Holidays;
use crate::domain::handover;
use crate::domain::leaving::{Tell, Telling, did};
use crate::domain::london;
use crate::domain::person::{Leaving, Person, Status};
use crate::domain::record::{Folder, Kept};
use crate::domain::say;
use crate::domain::team::{Member, Role as Place};
use crate::domain::transition::out_of_hours_because;
use crate::ui::theme::Role;

/// Draws whether they are followed, where that is not the ordinary case.
pub(super) fn draw(sheet: &mut Sheet<'_, '_>, folder: &Folder, today: NaiveDate) {
    let person = &folder.person;
    match &person.status {
        Status::Open => {}
        Status::Paused { until, because } => {
            let text = format!("until {}: {because}", say::full(*until));
            sheet.line("PAUSED", Role::Warning, &text, 1);
        }
        Status::Left {
            on,
            how,
            because,
            tell,
        } => {
            let (label, how) = match how {
                Leaving::Died => ("DIED", String::new()),
                Leaving::Moved | Leaving::Discharged => ("LEFT", format!("{} ", did(*how))),
            };
            let text = format!(
                "{how}on {}: {because} (nothing is due; {{person.status}} corrects this)",
                say::full(*on)
            );
            sheet.line(label, Role::Warning, &text, 2);
            let open: Vec<String> = tell
                .iter()
                .filter(|tell| tell.state == Telling::ToTell)
                .map(Tell::line)
                .collect();
            if !open.is_empty() {
                let text = format!(
                    "{} to tell ({{person.tell}}): {}",
                    open.len(),
                    open.join("; ")
                );
                sheet.line("Tell", Role::Warning, &text, sheet.most(2, 6));
            }
        }
    }
    end_of_life(sheet, folder, today);
    if let Some(own) = person
        .self_coordinating
        .as_ref()
        .filter(|_| person.status.is_open())
    {
        let with = if own.text.is_empty() {
            String::new()
        } else {
            format!(": {}", own.text)
        };
        let text = format!(
            "runs things themselves since {}{with}",
            say::day(own.on, today)
        );
        sheet.line("Self", Role::Text, &text, 1);
    }
    if sheet.most(0, 1) > 0 && !person.tier_because.is_empty() {
        let text = format!("{}: {}", person.tier.word(), person.tier_because);
        sheet.line("Tier", Role::Text, &text, 2);
    }
}

/// That end-of-life care goes on, since when, and when the plan was last reviewed (R87).
fn end_of_life(sheet: &mut Sheet<'_, '_>, folder: &Folder, today: NaiveDate) {
    let Some(plan) = folder.plan.as_ref() else {
        return;
    };
    let time = plan.arrangements.end_of_life_now();
    let Some(time) = time.filter(|_| folder.person.status.is_open()) else {
        return;
    };
    let since = time
        .since_on
        .map(|on| say::day(on, today))
        .unwrap_or_default();
    let last = plan.review.last_on.filter(|on| Some(*on) >= time.since_on);
    let last = last.map_or_else(
        || "none yet".to_owned(),
        |on| format!("last {}", say::day(on, today)),
    );
    let text = format!("review, end of life since {since}, {last}");
    sheet.line("Daily", Role::Warning, &text, 1);
}

/// That they came home or went into hospital, while that is not closed (R75).
pub(super) fn moved(
    sheet: &mut Sheet<'_, '_>,
    folder: &Folder,
    today: NaiveDate,
    holidays: &Holidays,
) {
    let newest = moves_view::newest(folder).filter(|_| folder.person.status.is_open());
    let Some(one) = newest else { return };
    let at = london::local(one.at);
    let place = if one.to.is_empty() { "home" } else { &one.to };
    let out_of_hours = out_of_hours_because(at, holidays)
        .filter(|_| one.discharge.is_some())
        .map(|because| format!(" ({because})"))
        .unwrap_or_default();
    let from = if one.from.is_empty() {
        String::new()
    } else {
        format!(", from {}", one.from)
    };
    let text = format!(
        "{place} since {}{out_of_hours}{from}",
        say::day_time(at, today)
    );
    sheet.line("Moved", Role::Text, &text, 1);
}

/// What the navigator before handed over, while that is fresh.
pub(super) fn handed_over(
    sheet: &mut Sheet<'_, '_>,
    folder: &Folder,
    today: NaiveDate,
    holidays: &Holidays,
) {
    let all: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    if let Some((navigator, note)) = handover::fresh(&all, today, holidays) {
        let text = format!(
            "{} by {}: {}",
            say::day(navigator.from_on, today),
            note.by,
            note.note
        );
        sheet.line("Handed", Role::Text, &text, sheet.most(1, 4));
    }
}

/// The carers who are ill or away now, or will be.
pub(super) fn carers_away(sheet: &mut Sheet<'_, '_>, folder: &Folder, today: NaiveDate) {
    for member in folder.team.iter().filter(|member| {
        member.role == Place::Carer && member.held_on(today) && folder.person.status.is_open()
    }) {
        if let Some(text) = away(member, today) {
            let text = format!("{} {text}", member.name);
            sheet.line("Carer", Role::Warning, &text, 1);
        }
    }
}

/// Where there is room: what each carer does and how it is for them, and that the person was told who coordinates.
pub(super) fn around(sheet: &mut Sheet<'_, '_>, folder: &Folder, today: NaiveDate) {
    if sheet.most(0, 1) == 0 {
        return;
    }
    let cares = |member: &&Kept<Member>| member.role == Place::Carer && member.held_on(today);
    for member in folder.team.iter().filter(cares) {
        let carer = member.carer.as_ref();
        let strain = carer.and_then(|carer| carer.strain_now());
        let strain = strain
            .map(|strain| format!("{} ({})", strain.line(), say::day(strain.on, today)))
            .unwrap_or_default();
        let breaks = carer.map_or("", |carer| carer.breaks.as_str());
        let parts: Vec<String> = [
            ("", member.does.as_str()),
            ("by night: ", &member.at_night),
            ("if they stopped: ", &member.if_stopped),
            ("how it is: ", &strain),
            ("breaks: ", breaks),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{label}{text}"))
        .collect();
        if !parts.is_empty() {
            let text = format!("{}: {}", member.name, parts.join("; "));
            sheet.line("Carer", Role::Text, &text, 4);
        }
    }
    // What came with the person from a list or another program: nobody has to ask for it again.
    let notes = folder
        .person
        .notes
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if !notes.is_empty() {
        sheet.line("Notes", Role::Text, &notes, 8);
    }
    if let Some(told) = &folder.person.told_coordinator {
        let parts = told.parts().into_iter();
        let text = [(told.whom.word(), told.text.as_str())]
            .into_iter()
            .chain(parts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(label, text)| format!("{label}: {text}"))
            .collect::<Vec<_>>()
            .join("; ");
        let text = format!("{} {text}", say::full(told.on));
        sheet.line("Told", Role::Text, text.trim_end(), 3);
    }
    if let Some(choosing) = folder
        .person
        .choosing
        .as_ref()
        .filter(|noted| !noted.text.is_empty())
    {
        let text = format!("{} {}", say::full(choosing.on), choosing.text);
        sheet.line("Chose", Role::Text, &text, 2);
    }
}

/// When a member is ill or away, unless that is over.
pub(super) fn away(member: &Member, today: NaiveDate) -> Option<String> {
    let away = member.away.as_ref().filter(|away| !away.is_over(today))?;
    let from = say::day(away.from_on, today);
    let when = match away.until_on {
        Some(last) => format!("{from} to {}", say::day(last, today)),
        None if away.from_on <= today => format!("since {from}"),
        None => format!("from {from}"),
    };
    let because = if away.because.is_empty() {
        String::new()
    } else {
        format!(": {}", away.because)
    };
    Some(format!("ill or away {when}{because}"))
}

/// Whether the person died.
pub(super) fn died(person: &Person) -> bool {
    matches!(
        person.status,
        Status::Left {
            how: Leaving::Died,
            ..
        }
    )
}

/// The day on which somebody's age is counted: today, and after a death the day of it.
pub(super) fn last_day(person: &Person, today: NaiveDate) -> NaiveDate {
    match person.status {
        Status::Left {
            on,
            how: Leaving::Died,
            ..
        } => on,
        Status::Open | Status::Paused { .. } | Status::Left { .. } => today,
    }
}
