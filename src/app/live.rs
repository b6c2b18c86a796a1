//! Keeping the list true without a key: midnight, a clock that was set, a new bank holiday, what other users write.
//!
//! Looked at once a minute. What others wrote is read person by person; where the day changed everybody is worked out
//! anew, in the background where that would be felt at a key.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::model::Screen;
use super::notice::{Failure, Notice};
use super::selection::By;
use super::{App, Cx};
use crate::domain::id::PersonId;
use crate::domain::leaving;
use crate::domain::person::Status;
use crate::domain::say;
use crate::domain::triage::{Changed, Clock, Row, Seen};
use crate::store::{Fault, Store};

/// As many people as are worked out one by one; more of them mean the whole list.
pub(super) const ONE_BY_ONE: usize = 200;
/// A list up to this long is worked out between two keys: a few milliseconds.
const AT_ONCE: usize = 1_000;

/// How far the list follows the store.
#[derive(Default)]
pub(super) struct Follows {
    /// What the store last said about writes of other connections; `None` before it was asked.
    foreign: Option<i64>,
    /// The newest journal row whose change is in the list.
    seq: i64,
    /// The London day that the list is of.
    day: Option<NaiveDate>,
    /// Whether the list has to be worked out anew: the calendar is another one, or it could not be read last time.
    stale: bool,
    /// How everybody stood before others wrote, until the list has followed them.
    before: Option<Before>,
    /// The work in the background that will bring a new list; what older work brings is out of date.
    relisting: u64,
}

/// The list before others wrote.
struct Before {
    seen: Seen,
    /// About whom they wrote; `None` where those are too many to be named apart, and every change is theirs.
    people: Option<BTreeSet<PersonId>>,
    /// The journal row that the list must have reached to be compared.
    until: i64,
}

/// A list that was worked out in the background, in order.
pub struct Relisted {
    result: Result<Vec<Row>, Fault>,
    /// The newest journal row when it was begun: what came later is read person by person.
    seq: i64,
}

impl App {
    /// Notes that the list is as the store was at a journal row, on a London day.
    pub(super) fn follow_from(&mut self, seq: i64, day: NaiveDate) {
        (self.follows.seq, self.follows.day) = (seq, Some(day));
    }

    /// The newest journal row whose change is in the list.
    pub(super) fn followed(&self) -> i64 {
        self.follows.seq
    }

    /// Lets go of any list that is still being worked out.
    pub(super) fn forget_list(&mut self) {
        self.follows = Follows {
            relisting: self.follows.relisting + 1,
            ..Follows::default()
        };
    }

    /// Once a minute: has the day or the calendar changed, or somebody else written?
    ///
    /// What fails is said, and done again in the next minute.
    pub(super) fn look_around(&mut self, cx: &Cx) {
        self.follows.stale |= self.follow_calendar();
        let Some(store) = &self.store else { return };
        let foreign = store.foreign_writes().ok();
        let result = if self.follows.stale || self.follows.day != Some(cx.today()) {
            self.relist(0, cx)
        } else if foreign.is_none() || foreign != self.follows.foreign {
            self.catch_up(cx)
        } else {
            return;
        };
        match result {
            Ok(()) => self.follows.foreign = foreign,
            Err(fault) => self.model.notice = Some(Failure::from(fault).into()),
        }
    }

    /// Before the list follows what others wrote: keeps how everybody stands, to say afterwards what that changed.
    fn note_before(&mut self) {
        let Some(store) = &self.store else { return };
        let Ok(until) = store.newest_row() else {
            return;
        };
        let Ok(people) = store.written_by_others(self.follows.seq, ONE_BY_ONE) else {
            return;
        };
        if people.as_ref().is_some_and(Vec::is_empty) {
            return;
        }
        let people = people.map(BTreeSet::from_iter);
        match &mut self.follows.before {
            // A list that is still being worked out goes on from there.
            Some(before) => {
                before.until = until;
                match (&mut before.people, people) {
                    (Some(known), Some(more)) => known.extend(more),
                    (known, _) => *known = None,
                }
            }
            None => {
                self.follows.before = Some(Before {
                    seen: Seen::of(self.model.today.everybody()),
                    people,
                    until,
                });
            }
        }
    }

    /// Once the list has followed: what others changed is news, and who left by it is named at once.
    fn tell_of_others(&mut self) {
        let reached = self.follows.seq;
        // A list that is still being worked out is told of when it is there.
        let followed = |before: &mut Before| before.until <= reached;
        let Some(before) = self.follows.before.take_if(followed) else {
            return;
        };
        let mut changes = before.seen.changes(self.model.today.everybody());
        if let Some(people) = &before.people {
            changes.retain(|changed| people.contains(&changed.person));
        }
        let left: Vec<_> = changes.iter().filter(|one| one.is.is_none()).collect();
        if let Some(said) = self.who_left(&left) {
            self.model.notice = Some(Notice::warning(said));
        }
        if let Some(since) = &mut self.since {
            since.others_wrote(changes);
        }
    }

    fn who_left(&self, left: &[&Changed]) -> Option<String> {
        let store = self.store.as_ref()?;
        // Of somebody whose adding was taken back nothing is left to name.
        let mut named = left.iter().filter_map(|one| store.person(one.person).ok());
        let person = named.next()?.value;
        let what = match &person.status {
            Status::Left { on, how, .. } => {
                let did = leaving::did(*how);
                format!("{did} {}", say::day(*on, self.model.now.date()))
            }
            Status::Open | Status::Paused { .. } => "is no longer on the list".to_owned(),
        };
        let more = match left.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more left"),
        };
        Some(format!(
            "{} {what}{more}: somebody else wrote so. In the list {{list.changes}} shows more.",
            person.name.listed()
        ))
    }

    /// Adds to what was said of an act where the person is now, whom it took out of sight: the selection is on somebody
    /// else.
    pub(super) fn say_where_they_went(&mut self) {
        let Some(went) = self.went.take() else {
            return;
        };
        match &mut self.model.notice {
            Some(notice) => notice.text = format!("{} {went}", notice.text),
            None => self.model.notice = Some(Notice::done(went)),
        }
    }

    /// Works everybody out anew; `joined` is how many may have come since the last time.
    pub(super) fn relist(&mut self, joined: usize, cx: &Cx) -> Result<(), Fault> {
        self.note_before();
        let Some(store) = &self.store else {
            return Ok(());
        };
        self.follows.stale = true;
        if self.model.today.everybody().len() + joined > AT_ONCE
            && let Ok(worker) = store.again()
        {
            self.follows.relisting += 1;
            (self.follows.stale, self.follows.day) = (false, Some(cx.today()));
            let (job, holidays, local) = (
                self.follows.relisting,
                self.model.holidays.clone(),
                cx.local,
            );
            self.jobs.start_beside(move |events| {
                let relisted = Relisted::of(&worker, &Clock::new(local, &holidays));
                events.send(super::Event::Relisted(job, relisted));
            });
            return self.renew_open(cx);
        }
        let seq = store.newest_row()?;
        let clock = Self::clock(&self.model.holidays, cx);
        self.model.today.reload(store, &clock)?;
        (self.follows.stale, self.follows.day) = (false, Some(cx.today()));
        self.follows.seq = seq;
        self.tell_of_others();
        self.reread_beside(cx)?;
        self.renew_open(cx)
    }

    /// Takes a list that was worked out in the background, and what was written meanwhile.
    pub(super) fn take_list(&mut self, job: u64, relisted: Relisted, cx: &Cx) {
        if job != self.follows.relisting || self.store.is_none() {
            return;
        }
        let result = relisted.result.and_then(|rows| {
            if let Some(store) = &self.store {
                self.model.today.take_rows(rows, store, cx.today())?;
            }
            self.follows.seq = relisted.seq;
            self.catch_up(cx)
        });
        if let Err(fault) = result {
            self.follows.stale = true;
            self.model.notice = Some(Failure::from(fault).into());
        }
    }

    /// Reads those people again whose records were written since the list was worked out, by whomever.
    pub(super) fn catch_up(&mut self, cx: &Cx) -> Result<(), Fault> {
        self.note_before();
        let Some(store) = &self.store else {
            return Ok(());
        };
        let seq = store.newest_row()?;
        let Some(people) = store.written_after(self.follows.seq, ONE_BY_ONE)? else {
            return self.relist(0, cx);
        };
        let clock = Self::clock(&self.model.holidays, cx);
        if !people.is_empty() {
            self.model.today.renew(store, &clock, &people)?;
        }
        self.follows.seq = seq;
        self.tell_of_others();
        self.reread_beside(cx)?;
        let open = self.model.person.as_ref().map(super::PersonView::id);
        if open.is_some_and(|open| people.contains(&open)) {
            self.renew_open(cx)?;
        }
        Ok(())
    }

    /// Reads again what is looked at beside the list: those who left, the diary, the directory.
    pub(super) fn reread_beside(&mut self, cx: &Cx) -> Result<(), Fault> {
        let Some(store) = &self.store else {
            return Ok(());
        };
        if let Some(left) = &mut self.model.left {
            left.reload(store)?;
        }
        if let Some(diaries) = &mut self.model.diaries {
            diaries.reload(store)?;
        }
        if let Some(services) = &mut self.model.services {
            services.reload(store, cx.today())?;
        }
        Ok(())
    }

    /// Reads the open person again.
    fn renew_open(&mut self, cx: &Cx) -> Result<(), Fault> {
        let clock = Self::clock(&self.model.holidays, cx);
        match (&self.store, &mut self.model.person) {
            (Some(store), Some(view)) if self.model.screen == Screen::Person => {
                match view.renew(store, &clock, By::Others) {
                    Err(Fault::Gone(_)) => {
                        self.close_person();
                        self.model.notice = Some(Notice::warning(
                            "Somebody else took this person off the list: adding them was taken back.",
                        ));
                        Ok(())
                    }
                    renewed => renewed,
                }
            }
            _ => Ok(()),
        }
    }

    /// Leaves the page of somebody of whom nothing is left to show.
    pub(super) fn close_person(&mut self) {
        self.model.person = None;
        if self.model.screen == Screen::Person {
            self.model.left = None;
            self.model.diaries = None;
            self.model.screen = Screen::Today;
        }
    }
}

impl Relisted {
    /// Works everybody out, in order.
    fn of(store: &Store, clock: &Clock<'_>) -> Self {
        // Read first: a row written between the two is worked out twice, never missed.
        let seq = store.newest_row();
        let rows = store.list(clock);
        Self {
            seq: *seq.as_ref().unwrap_or(&0),
            result: seq.and(rows),
        }
    }
}
