//! Drafts that wait: whose they are, what was typed into, and the way back to each with one key.
//!
//! Typing outlives the program (`drafts.rs`); this says where it is. The list and the page of a person carry a mark as
//! long as something of theirs waits, so that nothing typed is forgotten because a notice went by.

use chrono::{DateTime, Utc};

use super::command::{self, Command};
use super::editor::Target;
use super::forms::{Purpose, at_place, mark_command, new_item_command};
use super::model::{Model, Overlay, Screen};
use super::notice::{Failure, Notice};
use super::person_view::{PersonView, Tab};
use super::{App, Cx};
use crate::domain::arrangement::ArrangementKind;
use crate::domain::id::{GoalId, PersonId};
use crate::domain::item::{ItemKind, Mark};
use crate::domain::london;
use crate::domain::say;
use crate::store::Place;

/// The sign of somebody for whom unsaved words wait, in the list and in sentences.
pub const SIGN: &str = "%";

/// A draft that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Where it was typed.
    pub place: Place,
    /// Whom it is about, where it is about one person who is there.
    pub person: Option<PersonId>,
    /// When it was last kept (UTC).
    pub saved_at: DateTime<Utc>,
}

impl Model {
    /// How many drafts wait for a person.
    pub fn unsaved_of(&self, person: PersonId) -> usize {
        let of_them = |draft: &&Unsaved| draft.person == Some(person);
        self.unsaved.iter().filter(of_them).count()
    }

    /// Whether typing waits that can be gone back to.
    pub fn has_unsaved(&self) -> bool {
        !self.unsaved.is_empty()
    }
}

impl App {
    /// Reads anew which drafts wait: after anything was closed over which something may have been typed.
    ///
    /// Where that cannot be read the marks stay as they are; the drafts are where they were all the same.
    pub(super) fn reread_unsaved(&mut self) {
        let Some(store) = &self.store else {
            self.model.unsaved.clear();
            return;
        };
        let Ok(drafts) = store.drafts() else { return };
        let before = std::mem::take(&mut self.model.unsaved);
        self.model.unsaved = drafts
            .into_iter()
            .map(|(place, saved_at)| {
                // Whom a place is about never changes, and finding it out can mean a look through every plan.
                let known = before.iter().find(|draft| draft.place == place);
                let person = match known {
                    Some(draft) => draft.person,
                    None => store.draft_about(&place).ok().flatten(),
                };
                Unsaved {
                    place,
                    person,
                    saved_at,
                }
            })
            .collect();
        // Two sessions that left something in one place are one place to go back to.
        let mut seen = std::collections::BTreeSet::new();
        self.model
            .unsaved
            .retain(|draft| seen.insert(draft.place.clone()));
    }

    /// What to say about the drafts that wait when the store is opened; `None` where none does.
    pub(super) fn unsaved_notice(&self, cx: &Cx) -> Option<String> {
        let newest = self.model.unsaved.first()?;
        let says = self.unsaved_says(newest, cx);
        let others = match self.model.unsaved.len() {
            1 => String::new(),
            many => format!(" {many} in all, marked {SIGN} in the list."),
        };
        Some(format!(
            "Unsaved words {says}: {{draft.open}} goes there.{others}"
        ))
    }

    /// Whose words, where and from when: `for Mary Ellis (log a contact, today 14:02)`.
    fn unsaved_says(&self, draft: &Unsaved, cx: &Cx) -> String {
        let whose = draft.person.and_then(|person| {
            let person = self.store.as_ref()?.person(person).ok()?;
            Some(person.name.written())
        });
        let whose = match whose {
            Some(name) => format!("for {name}"),
            None if draft.place.name == "person.new" => "for a new person".to_owned(),
            None if draft.place.name.starts_with("service") => {
                "for the directory of services".to_owned()
            }
            None => "for several people".to_owned(),
        };
        let at = say::day_time(london::local(draft.saved_at), cx.today());
        format!("{whose} ({}, {at})", what(&draft.place.name))
    }

    /// Goes to the newest draft that waits; again, to the one before it.
    pub(super) fn open_unsaved(&mut self, cx: &Cx) -> Result<(), Failure> {
        self.check_may_type()?;
        self.reread_unsaved();
        let all = &self.model.unsaved;
        let last = self.unsaved_shown.as_ref();
        let next = last
            .and_then(|last| all.iter().position(|draft| draft.place == *last))
            .map_or(0, |at| (at + 1) % all.len().max(1));
        let Some(draft) = all.get(next).cloned() else {
            return Err(Failure::new("Nothing unsaved waits."));
        };
        let many = all.len();
        self.unsaved_shown = Some(draft.place.clone());
        let says = self.unsaved_says(&draft, cx);
        let shown = self.go_to_place(&draft, cx)?;
        let others = match many {
            1 => String::new(),
            many => format!(
                " {} of {many}; {{draft.open}} outside the form goes on.",
                next + 1
            ),
        };
        if shown {
            // What came back with the draft, such as a record that was changed since, is said by the form itself.
            if let Some(notice) = &mut self.model.notice {
                notice.text.push_str(&others);
            }
        } else {
            self.model.notice = Some(Notice::warning(format!(
                "Unsaved words {says} are here: open the same form and they are back.{others}"
            )));
        }
        Ok(())
    }

    /// Opens the person a draft is about and, where that can be done, the form or text itself; says whether it could.
    fn go_to_place(&mut self, draft: &Unsaved, cx: &Cx) -> Result<bool, Failure> {
        let Some(person) = draft.person else {
            return self.go_to_nobody(draft, cx);
        };
        let place = &draft.place;
        self.open_person(person, tab_of(&place.name), cx)?;
        // What the tab shows is read now: a form may be about a row of it.
        self.prepare(cx);
        if let Some(view) = &mut self.model.person {
            select(view, &place.subject.to_string());
        }
        if let Some(target) = Target::at_place(&place.name) {
            self.open_editor(target)?;
            return Ok(true);
        }
        let depth = self.model.overlays.len();
        let kind = ItemKind::ALL
            .into_iter()
            .find(|kind| new_item_command(*kind) == place.name);
        let view = self.model.person.as_ref();
        let purpose = view.and_then(|view| at_place(place, view));
        if let Some(purpose) = purpose {
            if let Purpose::InPlace(part) = purpose {
                // It is drawn where the row stands.
                self.select_part(part);
            }
            self.open_form(purpose, cx)?;
        } else if let Some(kind) = kind {
            let goal = (place.subject != person.0).then_some(GoalId(place.subject));
            self.open_form(Purpose::NewItem(kind, goal), cx)?;
        } else if let Some(command) = command_of(&place.name) {
            self.dispatch(command, cx);
        }
        let there = self
            .model
            .form()
            .is_some_and(|form| form.place.as_ref() == Some(place));
        if !there {
            // The command of that name is about something else on this tab.
            self.model.overlays.truncate(depth);
        }
        Ok(there)
    }

    /// The same for a draft that is about nobody who is there.
    fn go_to_nobody(&mut self, draft: &Unsaved, cx: &Cx) -> Result<bool, Failure> {
        if draft.place.name == "person.new" {
            self.open_form(Purpose::NewPerson, cx)?;
            return Ok(true);
        }
        if draft.place.name.starts_with("service") {
            super::commands::services::show(self, cx)?;
        } else {
            self.close_person();
            self.model.screen = Screen::Today;
        }
        Ok(
            matches!(self.model.overlays.last(), Some(Overlay::Form(form)) if form.place.as_ref() == Some(&draft.place)),
        )
    }
}

/// The command that opens the form of a place: its name is that of the place, but for the marks of an item.
fn command_of(place: &str) -> Option<&'static Command> {
    let mark = Mark::ALL
        .into_iter()
        .find(|mark| place == format!("item.{}", mark.word()));
    match mark {
        Some(mark) => command::named(mark_command(mark)),
        None => command::named(place),
    }
}

/// The tab on which a place is typed into.
fn tab_of(place: &str) -> Tab {
    match place.split('.').next().unwrap_or_default() {
        "plan" | "words" | "arranged" => Tab::Plan,
        "item"
            if ItemKind::ALL
                .iter()
                .any(|kind| new_item_command(*kind) == place) =>
        {
            Tab::Front
        }
        "item" => Tab::Items,
        "team" => Tab::Team,
        "appointment" => Tab::Diary,
        "move" => Tab::Moves,
        "sharing" | "copy" => Tab::Shared,
        "contact" if place != "contact.log" && place != "contact.failed" => Tab::Log,
        _ => Tab::Front,
    }
}

/// Puts the selection of the tab on the row of a record, where the tab has one.
fn select(view: &mut PersonView, subject: &str) {
    let before = view.cursor();
    for at in 0..view.len(view.tab) {
        view.go_to(at);
        let here = view
            .item()
            .map(|item| item.id.0)
            .or_else(|| view.member().map(|member| member.id.0))
            .or_else(|| view.appointment().map(|one| one.id.0))
            .or_else(|| view.contact().map(|contact| contact.id.0));
        if here.is_some_and(|id| id.to_string() == subject) {
            return;
        }
    }
    view.go_to(before);
}

/// What was typed into, in a few words: the text's heading, else the command's title.
fn what(place: &str) -> String {
    if let Some(target) = Target::at_place(place) {
        return target.title().to_owned();
    }
    if let Some(kind) = ItemKind::ALL
        .into_iter()
        .find(|kind| new_item_command(*kind) == place)
    {
        return kind.word().to_owned();
    }
    if let Some(kind) = ArrangementKind::ALL
        .into_iter()
        .find(|kind| kind.place() == place)
    {
        return kind.one().to_owned();
    }
    match (place, command_of(place)) {
        ("contact.log" | "contact.failed", _) => "contact".to_owned(),
        (_, Some(command)) => command.title.to_lowercase(),
        (_, None) => {
            let noun = place.split('.').next().unwrap_or(place);
            match noun {
                "item" => "open item",
                "team" => "care team",
                "copy" => "who holds a copy",
                noun => noun,
            }
            .to_owned()
        }
    }
}
