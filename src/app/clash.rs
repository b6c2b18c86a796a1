//! Somebody else saved the record that is being saved: what does not collide is put together without a word, what does is
//! shown word for word, and the user chooses.
//!
//! Nothing is lost whichever way: where theirs is chosen, what was typed is written first and theirs over it, in one
//! change, so that the history holds both. The rules are in `domain::merge`.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::Value;

use super::clash_told::{around, called, row, saved_by, written_by};
use super::command::in_words;
use super::kept_too::kept_too;
use super::model::Overlay;
use super::notice::{Failure, Notice};
use super::other_places::write;
use super::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::labels::{self, Names};
use crate::domain::merge::{self, Collision, Impossible};
use crate::domain::record::{Record, Revision};
use crate::domain::refusal::Refusal;
use crate::domain::rewritten::differing;
use crate::domain::words::Words;
use crate::domain::words_diff::marked;
use crate::store::{Commit, Fault, Place, Stamp, Store};

/// How often a save is put together anew where somebody keeps writing in between.
const TRIES: usize = 3;

/// Two versions of one thing, and what was made of it.
pub struct Clash {
    /// Who saved the other version and when, in words.
    pub saved: String,
    /// What they wrote beside, which does not collide and comes in too, in a sentence; empty where nothing.
    kept_too: String,
    /// The places where both changed the same.
    pub rows: Vec<ClashRow>,
    /// The selected row.
    pub cursor: usize,
    save: Save,
}

/// One place.
pub struct ClashRow {
    /// What it is.
    pub about: String,
    /// What it was before either.
    pub was: String,
    /// What the other side saved.
    pub theirs: String,
    /// What is being saved.
    pub mine: String,
    /// Why the two cannot stand together although they changed different things; empty where both changed the same.
    pub why: String,
    /// What both say, one after the other, where they are texts.
    pub both: Option<Value>,
    /// Which of the two shall stand; `None` until somebody chose.
    pub take: Option<Side>,
}

/// Whose version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The other side's, which is saved already.
    Theirs,
    /// The user's own.
    Mine,
    /// Both, theirs first: two texts, for somebody to make one of them.
    Both,
}

/// What is written once every place was chosen.
struct Save {
    command: String,
    place: Option<Place>,
    what: What,
}

enum What {
    /// Records in place of others.
    Records {
        /// The change with everything that did not collide.
        change: Change,
        /// The records that collide.
        pending: Vec<Pending>,
    },
    /// A person's words beside those that somebody else wrote down: both stay, and one of them holds.
    Words {
        /// The words that are being saved.
        mine: Words,
        /// Those that were saved.
        theirs: Words,
    },
}

/// One record that collides.
struct Pending {
    /// Which write of the change it is.
    at: usize,
    /// Everything that did not collide, and theirs.
    merged: Value,
    /// The record as each side has it: theirs, and the one that is being saved.
    sides: [Value; 2],
    /// The revision it replaces.
    seen: Revision,
    /// Where it collides, in the order of the rows.
    collisions: Vec<Collision>,
}

impl ClashRow {
    /// Both, word for word against what was there before.
    pub fn told(&self) -> Vec<String> {
        let side = |name: &str, now: &str| {
            if now.is_empty() {
                format!("{name}: taken away")
            } else {
                format!("{name}: {}", marked(&self.was, now))
            }
        };
        let was = if self.was.is_empty() {
            "nothing"
        } else {
            &self.was
        };
        let why = (!self.why.is_empty()).then(|| {
            format!(
                "Each can be by itself, but not both together. {} Choose one of the two.",
                self.why
            )
        });
        let sides = [
            format!("Before: {}", labels::one_line(was)),
            side("Theirs, saved already", &self.theirs),
            side("Yours", &self.mine),
        ];
        why.into_iter().chain(sides).collect()
    }
}

impl Clash {
    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Whether both can stand in the selected place, one after the other.
    pub fn may_keep_both(&self) -> bool {
        let row = self.rows.get(self.cursor);
        row.is_some_and(|row| row.both.is_some())
    }

    /// Chooses a side in the selected place and goes on to the next one that is not chosen yet.
    pub fn take(&mut self, side: Side) {
        if let Some(row) = self.rows.get_mut(self.cursor) {
            row.take = Some(side);
        }
        let open = self.rows.iter().position(|row| row.take.is_none());
        if let Some(open) = open {
            self.cursor = open;
        }
    }

    /// Whether both shall stand anywhere.
    fn keeps_both(&self) -> bool {
        self.rows.iter().any(|row| row.take == Some(Side::Both))
    }

    /// Whether a side was chosen everywhere.
    pub fn is_chosen(&self) -> bool {
        self.rows.iter().all(|row| row.take.is_some())
    }

    /// What cannot be in a record as it was chosen, though it can in either of the two.
    fn fault(&self, today: NaiveDate) -> Option<Refusal> {
        let What::Records { pending, .. } = &self.save.what else {
            return None;
        };
        let mut rows = self.rows.iter();
        pending.iter().find_map(|one| {
            let (_, chosen) = one.chosen(&mut rows)?;
            let [theirs, mine] = &one.sides;
            merge::fault(&chosen, [theirs, mine], today)
        })
    }

    /// The change as it was chosen; `None` where something cannot be put together.
    fn change(&self, now: DateTime<Utc>) -> Option<Change> {
        match &self.save.what {
            What::Words { mine, theirs } => {
                let mut words = mine.clone();
                let row = self.rows.first()?;
                let side = row.take?;
                if let (Side::Both, Some(Value::String(both))) = (side, &row.both) {
                    words.text.clone_from(both);
                }
                // The later one holds, whatever the clock of whoever wrote theirs said.
                let moment = TimeDelta::milliseconds(1);
                words.recorded_at = match side {
                    Side::Theirs => theirs.recorded_at - moment,
                    Side::Mine | Side::Both => now.max(theirs.recorded_at + moment),
                };
                Some(Change::add(Record::Words(words)))
            }
            What::Records { change, pending } => {
                let mut rows = self.rows.iter();
                let mut writes = Vec::new();
                for (at, write) in change.writes.iter().enumerate() {
                    match pending.iter().find(|one| one.at == at) {
                        Some(one) => writes.extend(one.writes(&mut rows)?),
                        None => writes.push(write.clone()),
                    }
                }
                Some(Change { writes })
            }
        }
    }
}

impl Pending {
    /// The record with all of this side's, and as it was chosen.
    fn chosen<'a>(&self, rows: &mut impl Iterator<Item = &'a ClashRow>) -> Option<(Value, Value)> {
        let (mut own, mut chosen) = (self.merged.clone(), self.merged.clone());
        for collision in &self.collisions {
            merge::take_mine(&mut own, collision);
            let row = rows.next()?;
            match (row.take, &row.both) {
                (Some(Side::Mine), _) => merge::take_mine(&mut chosen, collision),
                (Some(Side::Both), Some(both)) => {
                    merge::take_both(&mut chosen, collision, both);
                }
                (Some(Side::Theirs | Side::Both) | None, _) => {}
            }
        }
        Some((own, chosen))
    }

    /// The record as it was chosen, after the one with all of this side's where something of it was not.
    fn writes<'a>(&self, rows: &mut impl Iterator<Item = &'a ClashRow>) -> Option<Vec<Write>> {
        let (own, chosen) = self.chosen(rows)?;
        let mut writes = Vec::new();
        let mut seen = self.seen;
        if own != chosen {
            writes.push(Write::Replace {
                record: merge::as_record(&own)?,
                seen,
            });
            seen += 1;
        }
        writes.push(Write::Replace {
            record: merge::as_record(&chosen)?,
            seen,
        });
        Some(writes)
    }
}

/// A change put together with what somebody else wrote since.
enum Together {
    /// Nothing collides; with what the others wrote, in words.
    Clean(Change, String),
    /// Something does.
    Clash(Box<Clash>),
}

/// Puts a change together with what is there now; `None` where there is nothing to put together.
///
/// A version is what somebody agreed to: it is never kept of a plan that they did not see.
fn together(
    store: &Store,
    change: &Change,
    me: &str,
    today: NaiveDate,
) -> Result<Option<Together>, Fault> {
    let freezes = |write: &Write| matches!(write, Write::Add(Record::Version(_)));
    if change.writes.iter().any(freezes) {
        return Ok(None);
    }
    let (mut clean, mut pending, mut rows) = (Change::default(), Vec::new(), Vec::new());
    let mut overtaken = false;
    let mut others = Vec::new();
    let mut saved: Vec<String> = Vec::new();
    for (at, write) in change.writes.iter().enumerate() {
        let Write::Replace { record, seen } = write else {
            clean.writes.push(write.clone());
            continue;
        };
        let (kind, id) = (record.kind(), record.id());
        let now = store.record(kind, id)?;
        if now.revision == *seen {
            clean.writes.push(write.clone());
            continue;
        }
        let Some(base) = store.earlier(kind, id, *seen)? else {
            return Ok(None);
        };
        overtaken = true;
        let as_value = |record: &Record| serde_json::to_value(record).unwrap_or_default();
        let mine = as_value(record);
        let (base, theirs) = (as_value(&base), as_value(&now.value));
        let mut merged = merge::merge(kind, &base, &mine, &theirs);
        // What each of the two could write need not be possible once it is put together.
        let impossible = merge::part_again(&mut merged, (&base, &mine, &theirs), today);
        let mut names = Names::new();
        labels::names(&theirs, &mut names);
        labels::names(&mine, &mut names);
        // What they wrote that does not collide: it comes in beside ours.
        let mut own = merged.value.clone();
        for collision in &merged.collisions {
            merge::take_mine(&mut own, collision);
        }
        others.extend(differing(&mine, &own, &names));
        let (record_of, known) = (record.person(), record.id().to_string());
        let Some(record) = merge::as_record(&merged.value) else {
            return Ok(None);
        };
        clean.writes.push(Write::Replace {
            record,
            seen: now.revision,
        });
        if !merged.collisions.is_empty() || !impossible.is_empty() {
            labels::names(&merged.value, &mut names);
            if let Some(person) = record_of {
                around(store, person, &mut names)?;
            }
            let mut collisions = merged.collisions;
            let (by, on) = written_by(store, &clean)?;
            let by_when = saved_by(&by, on, today);
            if !saved.contains(&by_when) {
                saved.push(by_when);
            }
            rows.extend(collisions.iter().map(|one| ClashRow {
                both: merge::both(one, [&by, me]),
                ..row(kind, &known, one, &names)
            }));
            for Impossible { collision, why } in impossible {
                rows.push(ClashRow {
                    why: why.to_string(),
                    ..row(kind, &known, &collision, &names)
                });
                collisions.push(collision);
            }
            pending.push(Pending {
                at,
                merged: merged.value,
                sides: [theirs, mine],
                seen: now.revision,
                collisions,
            });
        }
    }
    Ok(match (overtaken, rows.is_empty()) {
        (false, _) => None,
        (true, true) => {
            let (by, _) = written_by(store, &clean)?;
            let wrote = kept_too(&by, &others);
            Some(Together::Clean(clean, wrote))
        }
        (true, false) => Some(Together::Clash(Box::new(Clash {
            kept_too: {
                let (by, _) = written_by(store, &clean)?;
                kept_too(&by, &others)
            },
            saved: saved.join(" and "),
            rows,
            cursor: 0,
            save: Save {
                command: String::new(),
                place: None,
                what: What::Records {
                    change: clean,
                    pending,
                },
            },
        }))),
    })
}

impl App {
    /// Writes a change. Where somebody has overtaken it, what they wrote and what it writes are put together; where the two
    /// collide it is refused, and what collides is shown.
    pub(super) fn write_together(
        &mut self,
        command: &str,
        change: &Change,
        place: Option<&Place>,
        cx: &Cx,
    ) -> Result<Commit, Fault> {
        debug_assert!(
            in_words(command).is_some(),
            "what is taken back is named by its command: {command}"
        );
        let stamp = Stamp {
            at: cx.now,
            command,
            note: "",
        };
        self.merged.clear();
        let mut attempt = change.clone();
        let mut stale = Fault::Busy;
        for _ in 0..TRIES {
            let Some(store) = &mut self.store else {
                break;
            };
            let fault = match write(store, stamp, &attempt, place) {
                Err(fault @ Fault::Stale(_)) => fault,
                done => return done,
            };
            match together(store, change, &self.model.user_name, cx.today()) {
                Ok(Some(Together::Clean(clean, wrote))) => {
                    self.merged = wrote;
                    attempt = clean;
                    stale = fault;
                }
                Ok(Some(Together::Clash(mut clash))) => {
                    command.clone_into(&mut clash.save.command);
                    clash.save.place = place.cloned();
                    self.clash = Some(clash);
                    return Err(fault);
                }
                Ok(None) | Err(_) => return Err(fault),
            }
        }
        // Somebody kept writing: what is typed is kept, as after any save that was overtaken.
        self.merged.clear();
        Err(stale)
    }

    /// Shows what collides, over the form or text that was being saved; says whether there is anything.
    pub(super) fn show_clash(&mut self) -> bool {
        let Some(clash) = self.clash.take() else {
            return false;
        };
        self.merged.clear();
        self.model.overlays.push(Overlay::Clash(clash));
        true
    }

    /// Shows words that somebody else wrote down meanwhile beside those that are being saved.
    pub(super) fn clash_of_words(
        &mut self,
        mine: Words,
        theirs: Words,
        was: &str,
        place: Place,
        today: NaiveDate,
    ) {
        let by = theirs.recorded_by.clone();
        let by = self
            .store
            .as_ref()
            .map_or(by.clone(), |store| called(store, &by));
        let rows = vec![ClashRow {
            about: mine.heading.title().to_owned(),
            was: was.to_owned(),
            theirs: theirs.text.clone(),
            mine: mine.text.clone(),
            why: String::new(),
            both: Some(Value::String(merge::one_under_the_other(
                [&theirs.text, &mine.text],
                [&by, &self.model.user_name],
            ))),
            take: None,
        }];
        let saved = saved_by(&by, Some(theirs.recorded_at), today);
        self.model.overlays.push(Overlay::Clash(Box::new(Clash {
            saved,
            kept_too: String::new(),
            rows,
            cursor: 0,
            save: Save {
                command: "plan.words".to_owned(),
                place: Some(place),
                what: What::Words { mine, theirs },
            },
        })));
    }

    /// Writes what was chosen, and closes what was being saved.
    pub(super) fn save_clash(&mut self, cx: &Cx) -> Result<(), Failure> {
        let Some(Overlay::Clash(clash)) = self.model.overlays.last() else {
            return Ok(());
        };
        if !clash.is_chosen() {
            return Err(Failure::new(
                "Choose for each place: {clash.theirs} keeps theirs, {clash.mine} puts yours there, {clash.both} keeps two texts.",
            ));
        }
        if let Some(why) = clash.fault(cx.today()) {
            return Err(Failure::new(format!(
                "Chosen so, the two do not fit together. {why} Choose otherwise, or go back and correct yours."
            )));
        }
        let change = clash.change(cx.now).ok_or_else(|| {
            Failure::new(
                "These two cannot be put together. {clash.back} goes back; yours is kept as a draft.",
            )
        })?;
        let (command, place) = (clash.save.command.clone(), clash.save.place.clone());
        let keeps_both = clash.keeps_both();
        let stamp = Stamp {
            at: cx.now,
            command: &command,
            note: "",
        };
        // Words are added beside others, which no revision guards: chosen was between those that were shown.
        let kept_too = clash.kept_too.clone();
        let shown = match &clash.save.what {
            What::Words { theirs, .. } => Some(theirs.id),
            What::Records { .. } => None,
        };
        let written = match (shown, change.writes.first()) {
            (Some(shown), Some(Write::Add(Record::Words(words)))) => {
                let words = words.clone();
                self.store()?
                    .write_words(stamp, &words, Some(shown), place.as_ref())
            }
            _ => write(self.store()?, stamp, &change, place.as_ref()),
        };
        let written = match written {
            Err(Fault::Stale(_)) => None,
            written => Some(written?),
        };
        let Some(commit) = written else {
            self.read_again(cx);
            self.model.overlays.pop();
            return Err(Failure::new(
                "It was changed once more meanwhile. Save again to see what collides now.",
            ));
        };
        self.model.overlays.pop();
        let saved = self.model.overlays.pop();
        self.refresh(&commit, cx);
        if keeps_both {
            // In the editor a letter is typed: undoing waits until it is left.
            let then = if let Some(Overlay::Editor(editor)) = saved {
                self.open_editor(editor.target)?;
                "Make one text of them here, or leave them so."
            } else {
                "{change.undo} takes it back."
            };
            self.model.notice = Some(Notice::done(format!(
                "Both are saved, theirs first, each under whose it is. {then}"
            )));
            return Ok(());
        }
        self.model.notice = Some(Notice::done(format!(
            "Saved as you chose; the other version can be read under The past ({{tab.past}}). {{change.undo}} takes it back.{kept_too}"
        )));
        Ok(())
    }
}
