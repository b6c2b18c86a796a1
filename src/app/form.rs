//! A form: fields one below the other, typed with the keyboard alone, kept as a draft while it is open.
//!
//! What a form is for, and how it is saved, is in `forms`; how it looks is in `ui`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use uuid::Uuid;

use super::autosave::Autosave;
use super::chooser::{Stray, Took};
pub use super::field::{Field, Input};
use super::forms::Purpose;
use super::keys::Key;
use super::line_edit::LineEdit;
use super::mark::{MarkLine, in_order, mark};
use super::notice::Failure;
use super::offer::{Offer, take_offer};
use crate::domain::calendar::Holidays;
use crate::domain::record::Revision;
use crate::domain::say;
use crate::domain::when::{self, Bias, When};
use crate::store::Place;

/// A form on the screen.
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Its heading.
    pub title: String,
    /// Whom it is about: name and birth date, so that it is never somebody else's.
    pub about: String,
    /// What to know while filling it in, above the fields.
    pub intro: Vec<String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// The field that has the cursor.
    pub focus: usize,
    /// Why the last save was refused.
    pub problem: Option<String>,
    /// Where its draft is kept; `None` for forms with secrets, which are never kept.
    pub place: Option<Place>,
    /// The revision of the record it was opened on.
    pub base: Revision,
    /// When the draft is due.
    pub autosave: Autosave,
    /// Whether anything was typed since it was opened.
    pub touched: bool,
    /// The values when it was opened, before any draft.
    pub opened: BTreeMap<String, String>,
    /// Of the records that it may replace beside or instead of one: the revisions that they had when it was opened.
    pub seen: BTreeMap<Uuid, Revision>,
    /// The questions that were put when it was saved before.
    pub put: Vec<String>,
    /// What was typed when the store was asked last for what a field offers.
    pub asked: String,
    /// What was typed when the directory was asked last what makes a service the wrong place, and what it said.
    pub warned: (String, Option<String>),
    /// The field in which a phrase stands that is only proposed: what is typed takes its place.
    pub proposed: Option<&'static str>,
    /// What was typed at a choice that has no such word.
    stray: Stray,
    /// Whether no key was pressed in the field yet since the cursor came there.
    is_entered: bool,
}

impl Form {
    /// An empty form for a purpose.
    pub fn new(purpose: Purpose, title: impl Into<String>, place: Option<Place>) -> Self {
        Self {
            purpose,
            title: title.into(),
            about: String::new(),
            intro: Vec::new(),
            fields: Vec::new(),
            focus: 0,
            problem: None,
            place,
            base: 0,
            autosave: Autosave::default(),
            touched: false,
            opened: BTreeMap::new(),
            seen: BTreeMap::new(),
            put: Vec::new(),
            asked: String::new(),
            warned: (String::new(), None),
            proposed: None,
            stray: Stray::default(),
            is_entered: true,
        }
    }

    /// The field with that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The lines of a field that are marked with digits.
    pub fn lines(&self, name: &str) -> &[MarkLine] {
        match self.field(name).map(|field| &field.input) {
            Some(Input::Marks(lines)) => lines,
            _ => &[],
        }
    }

    /// The text of a field, without blanks around it.
    pub fn text(&self, name: &str) -> String {
        match self.field(name).map(|field| &field.input) {
            Some(
                Input::Line(edit)
                | Input::Long(edit)
                | Input::Date(edit, _)
                | Input::Offered(edit, _),
            ) => edit.text().trim().to_owned(),
            // Blanks may be part of a passphrase.
            Some(Input::Secret(edit)) => edit.text(),
            Some(Input::Choice(..) | Input::Marks(_)) | None => String::new(),
        }
    }

    /// The word chosen.
    pub fn word(&self, name: &str) -> &str {
        match self.field(name).map(|field| &field.input) {
            Some(Input::Choice(options, at)) => options.get(*at).map_or("", Cow::as_ref),
            _ => "",
        }
    }

    /// The place of the word chosen.
    pub fn choice(&self, name: &str) -> usize {
        match self.field(name).map(|field| &field.input) {
            Some(Input::Choice(_, at)) => *at,
            _ => 0,
        }
    }

    /// The value chosen from the list that the options were made from.
    pub fn chosen<T: Copy>(&self, name: &str, all: &[T]) -> Option<T> {
        all.get(self.choice(name)).copied()
    }

    /// The date of a field, `None` when it is empty.
    ///
    /// # Errors
    /// A sentence with examples, with the field that it is about.
    pub fn when(
        &self,
        name: &'static str,
        now: NaiveDateTime,
        holidays: &Holidays,
    ) -> Result<Option<When>, Failure> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        let bias = match self.field(name).map(|field| &field.input) {
            Some(Input::Date(_, bias)) => *bias,
            _ => Bias::Future,
        };
        when::parse(&text, now, bias, holidays)
            .map(Some)
            .map_err(|fault| Failure::new(fault.to_string()).at(name))
    }

    /// Chooses an option by its word, where there is such an option.
    pub fn choose(&mut self, name: &str, word: &str) {
        let field = self.fields.iter_mut().find(|field| field.name == name);
        if let Some(Input::Choice(options, chosen)) = field.map(|field| &mut field.input)
            && let Some(at) = options.iter().position(|option| option == word)
        {
            *chosen = at;
        }
    }

    /// Fills a line with a text.
    pub fn fill(&mut self, name: &str, text: &str) {
        let field = self.fields.iter_mut().find(|field| field.name == name);
        if let Some(Input::Line(edit) | Input::Offered(edit, _)) =
            field.map(|field| &mut field.input)
        {
            *edit = LineEdit::new(text);
        }
    }

    /// A number of a field, `None` when it is empty.
    ///
    /// # Errors
    /// A sentence, with the field that it is about.
    pub fn number(&self, name: &'static str, most: u16) -> Result<Option<u16>, Failure> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse()
            .ok()
            .filter(|number| (1..=most).contains(number))
            .map(Some)
            .ok_or_else(|| {
                Failure::new(format!(
                    "Use a whole number from 1 to {most}, or leave it empty."
                ))
                .at(name)
            })
    }

    /// Takes a key that is not a command: types, moves within the field, chooses.
    pub fn key(&mut self, key: Key) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return false;
        };
        let before = field.typed();
        let was_proposed = self.proposed.take() == Some(field.name);
        let is_entered = std::mem::take(&mut self.is_entered);
        if is_entered && matches!(key, Key::Char(c) if c != ' ') {
            give_way(field, &self.opened);
        }
        let taken = match &mut field.input {
            Input::Line(edit) | Input::Long(edit) | Input::Secret(edit) | Input::Date(edit, _) => {
                edit.key(key)
            }
            Input::Offered(edit, offers) => {
                let took = take_offer(edit, offers, key);
                if took && offers.iter().any(Offer::is_phrase) {
                    self.proposed = Some(field.name);
                }
                if was_proposed && matches!(key, Key::Char(_)) {
                    *edit = LineEdit::default();
                }
                took || edit.key(key)
            }
            Input::Choice(options, at) => match self.stray.choose(options, at, key) {
                Took::Not => false,
                Took::Taken => true,
                Took::Nothing(says) => {
                    self.problem = Some(says);
                    return true;
                }
            },
            Input::Marks(lines) => mark(lines, key),
        };
        if taken {
            self.problem = None;
            // A key that only moves has typed nothing.
            let after = field.typed();
            self.touched |= after.is_none() || before != after;
        }
        taken
    }

    /// Puts pasted text into the field; returns how many characters of it were left out.
    pub fn paste(&mut self, text: &str) -> usize {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return 0;
        };
        let was_proposed = self.proposed.take() == Some(field.name);
        if std::mem::take(&mut self.is_entered) {
            give_way(field, &self.opened);
        }
        match &mut field.input {
            Input::Offered(edit, _) if was_proposed => {
                *edit = LineEdit::default();
                self.touched = true;
                edit.paste(text)
            }
            Input::Line(edit)
            | Input::Long(edit)
            | Input::Secret(edit)
            | Input::Date(edit, _)
            | Input::Offered(edit, _) => {
                self.touched = true;
                edit.paste(text)
            }
            Input::Choice(..) | Input::Marks(_) => 0,
        }
    }

    /// Empties the fields that are never shown.
    pub fn clear_secrets(&mut self) {
        for field in &mut self.fields {
            if let Input::Secret(edit) = &mut field.input {
                *edit = LineEdit::default();
            }
        }
    }

    /// Moves to the next or the previous field, round the ends.
    pub fn step(&mut self, back: bool) {
        if self.stray.forget() {
            self.problem = None;
        }
        // Who goes on has taken it.
        self.proposed = None;
        self.is_entered = true;
        let count = self.fields.len().max(1);
        self.focus = if back {
            (self.focus + count - 1) % count
        } else {
            (self.focus + 1) % count
        };
    }

    /// Whether the cursor is in the last field.
    pub fn at_last(&self) -> bool {
        self.focus + 1 >= self.fields.len()
    }

    /// Moves to the field with that name.
    pub fn focus_on(&mut self, name: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.name == name) {
            self.focus = at;
            self.stray = Stray::default();
            self.is_entered = true;
        }
    }

    /// How a date field reads at the moment: the echo, or what is not understood.
    pub fn echo(
        field: &Field,
        now: NaiveDateTime,
        holidays: &Holidays,
    ) -> Option<Result<Echo, String>> {
        let Input::Date(edit, bias) = &field.input else {
            return None;
        };
        let text = edit.text();
        if text.trim().is_empty() {
            return None;
        }
        Some(match when::parse(text.trim(), now, *bias, holidays) {
            Ok(read) => {
                let at = |day: String| match read.time {
                    None => day,
                    Some(time) => format!("{day} {}", say::time(time)),
                };
                // What was may have been on any day.
                let off = holidays.off(read.date).filter(|_| *bias == Bias::Future);
                Ok(match off {
                    Some(why) => Echo {
                        text: format!("{}: {why}", at(say::full(read.date))),
                        is_off: true,
                    },
                    None => Echo {
                        text: at(say::echo(read.date, now.date())),
                        is_off: false,
                    },
                })
            }
            Err(fault) => Err(match (fault.which_year(), bias) {
                (Some([one, other]), _) => format!("which year: {one} or {other}?"),
                (None, Bias::Future) => "not a date yet: +2w, fri, 12 mar, tomorrow 10".to_owned(),
                (None, Bias::Past) => "not a date yet: fri, 3 days ago, 10:30".to_owned(),
            }),
        })
    }

    /// The sum behind a date that is typed as a count, such as `10wd`.
    pub fn sum(field: &Field, now: NaiveDateTime, holidays: &Holidays) -> Option<String> {
        let Input::Date(edit, bias) = &field.input else {
            return None;
        };
        when::counted_forward(edit.text().trim(), now, *bias, holidays).map(|worked| worked.how)
    }

    /// Everything typed, for a draft. Passphrases are left out.
    pub fn values(&self) -> BTreeMap<String, String> {
        let mut values = BTreeMap::new();
        for field in &self.fields {
            let value = match &field.input {
                Input::Line(edit)
                | Input::Long(edit)
                | Input::Date(edit, _)
                | Input::Offered(edit, _) => edit.text(),
                Input::Choice(options, at) => {
                    options.get(*at).cloned().unwrap_or_default().into_owned()
                }
                Input::Marks(lines) => in_order(lines)
                    .into_iter()
                    .filter_map(|line| Some(format!("{}={}", line.of, line.mark()?)))
                    .collect::<Vec<_>>()
                    .join(" "),
                Input::Secret(_) => continue,
            };
            values.insert(field.name.to_owned(), value);
        }
        values
    }

    /// Puts back what a draft changed, on top of the record as it is now.
    ///
    /// A field that its user did not touch follows the record. Where both changed, the draft's value stands in the
    /// field, and a sentence says what the record says.
    pub fn restore_changes(
        &mut self,
        opened: &BTreeMap<String, String>,
        now: &BTreeMap<String, String>,
    ) -> Vec<String> {
        let current = self.values();
        let mut changed = BTreeMap::new();
        let mut clashes = Vec::new();
        for (name, value) in now {
            let was = opened.get(name);
            if was == Some(value) {
                continue;
            }
            let is = current.get(name);
            if is != was
                && is != Some(value)
                && let Some(field) = self.field(name)
            {
                let shown = is.map_or("", String::as_str);
                clashes.push(format!(
                    "The record now says under \"{}\": {shown}",
                    field.label
                ));
            }
            changed.insert(name.clone(), value.clone());
        }
        self.restore(&changed);
        clashes
    }

    /// Puts a draft's values back.
    pub fn restore(&mut self, values: &BTreeMap<String, String>) {
        for field in &mut self.fields {
            let Some(value) = values.get(field.name) else {
                continue;
            };
            // What was typed is no proposal.
            if self.proposed == Some(field.name) {
                self.proposed = None;
            }
            match &mut field.input {
                Input::Line(edit)
                | Input::Long(edit)
                | Input::Date(edit, _)
                | Input::Offered(edit, _) => {
                    *edit = LineEdit::new(value);
                }
                // By its word: what a place in a list means may change while the draft waits.
                Input::Choice(options, at) => {
                    if let Some(kept) = options.iter().position(|word| word == value) {
                        *at = kept;
                    }
                }
                Input::Marks(lines) => {
                    for line in lines {
                        let key = format!("{}=", line.of);
                        let word = value
                            .split(' ')
                            .find_map(|pair| pair.strip_prefix(key.as_str()));
                        line.chosen = line.marks.iter().position(|mark| Some(*mark) == word);
                        let at = value.split(' ').position(|pair| pair.starts_with(&key));
                        line.order = line.order.map(|_| at.map_or(0, |at| at + 1));
                    }
                }
                Input::Secret(_) => {}
            }
        }
        self.touched = true;
    }
}

/// Empties a date that stands as the form was opened with it: what is typed takes its place, since a day behind a day is
/// none. A blank goes on with it, to an hour.
fn give_way(field: &mut Field, opened: &BTreeMap<String, String>) {
    if let Input::Date(edit, _) = &mut field.input
        && edit.after().is_empty()
        && opened.get(field.name) == Some(&edit.text())
    {
        *edit = LineEdit::default();
    }
}

/// How a date is understood.
#[derive(Debug, PartialEq, Eq)]
pub struct Echo {
    /// The day, and the time if there is one.
    pub text: String,
    /// Whether it lies ahead and nobody works then, which `text` says; it may be meant all the same.
    pub is_off: bool,
}
