//! An open person: their folder as it was read, the tab that is shown, and where the selection stands in each.

use chrono::NaiveDate;

use super::Cx;
use super::log_search::LogSearch;
use super::moves_view::{self, MoveRow};
use super::outline::{self, OutlineRow};
use super::outline_view::Outline;
use super::outlook::Outlook;
use super::past::{self, PastKind, PastRow};
use super::selection::{By, Stood};
use super::shared_view::SharedView;
use crate::domain::appointment::Appointment;
use crate::domain::calendar::Holidays;
use crate::domain::contact::Contact;
use crate::domain::id::{AppointmentId, MemberId, PersonId};
use crate::domain::item::Item;
use crate::domain::record::{Folder, Kept};
use crate::domain::team::Member;
use crate::domain::triage::Clock;
use crate::store::{Fault, Store};

/// The most steps that a front page can have.
const MOST_FRONT_STEPS: usize = 160;
/// How many contacts are read at first; more follow as the log is scrolled.
pub(super) const FIRST_CONTACTS: u32 = 5;

/// The tabs of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// The front page.
    Front,
    /// The plan.
    Plan,
    /// The contact log.
    Log,
    /// The open items.
    Items,
    /// The care team.
    Team,
    /// The diary.
    Diary,
    /// Moves from one place, service or lead to another.
    Moves,
    /// What was shared, and what was decided about it.
    Shared,
    /// Who was responsible on a day, and every version of their words.
    Past,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Self; 9] = [
        Self::Front,
        Self::Plan,
        Self::Log,
        Self::Items,
        Self::Team,
        Self::Diary,
        Self::Moves,
        Self::Shared,
        Self::Past,
    ];

    /// The digit that shows it.
    pub fn number(self) -> u8 {
        match self {
            Self::Front => 1,
            Self::Plan => 2,
            Self::Log => 3,
            Self::Items => 4,
            Self::Team => 5,
            Self::Diary => 6,
            Self::Moves => 7,
            Self::Shared => 8,
            Self::Past => 9,
        }
    }

    /// The tab's name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Front => "Front",
            Self::Plan => "Plan",
            Self::Log => "Log",
            Self::Items => "Open",
            Self::Team => "Team",
            Self::Diary => "Diary",
            Self::Moves => "Moves",
            Self::Shared => "Shared",
            Self::Past => "Past",
        }
    }
}

/// An open person.
pub struct PersonView {
    /// Everything read about them.
    pub folder: Folder,
    /// How many contacts they have in all.
    pub contact_count: u32,
    /// Why they are where they are, and what was promised.
    pub outlook: Outlook,
    /// The tab that is shown.
    pub tab: Tab,
    /// The plan; worked out when its tab is shown.
    pub outline: Outline,
    /// Items, open ones first, then the ended, newest first.
    pub items: Vec<Kept<Item>>,
    /// Care team, present members first.
    pub team: Vec<Kept<Member>>,
    /// Appointments: those to come, the next first, then the others, the newest first.
    pub diary: Vec<Kept<Appointment>>,
    /// Rows of the moves, the newest first.
    pub moves: Vec<MoveRow>,
    /// What was shared; read when the tab that needs it is first opened.
    pub shared: Option<SharedView>,
    /// The search that narrows the contact log, if there is one.
    pub log_search: Option<LogSearch>,
    /// The London day that it was read on.
    today: NaiveDate,
    /// The selection in each tab.
    cursors: [usize; Tab::ALL.len()],
    /// The first row on the screen in each tab.
    tops: [usize; Tab::ALL.len()],
    pub(super) contacts_read: u32,
    /// The day on which the past is looked at; today where none was chosen.
    past_on: Option<NaiveDate>,
    /// Rows of the past, once its tab was opened.
    past: Option<Vec<PastRow>>,
    /// How many rows of the journal are looked through for the past.
    past_depth: u32,
    /// With whom each carer of the team cares too, once its tab was opened.
    elsewhere: Option<Vec<(MemberId, Vec<String>)>>,
}

impl PersonView {
    /// Reads a person.
    ///
    /// # Errors
    /// Engine faults; the person may be gone.
    pub fn read(store: &Store, person: PersonId, clock: &Clock<'_>) -> Result<Self, Fault> {
        let mut view = Self {
            folder: store.folder(person, Some(FIRST_CONTACTS))?,
            contact_count: 0,
            outlook: Outlook::none(),
            tab: Tab::Front,
            outline: Outline::default(),
            items: Vec::new(),
            team: Vec::new(),
            diary: Vec::new(),
            moves: Vec::new(),
            shared: None,
            log_search: None,
            today: clock.today(),
            cursors: [0; Tab::ALL.len()],
            tops: [0; Tab::ALL.len()],
            contacts_read: FIRST_CONTACTS,
            past_on: None,
            past: None,
            past_depth: past::LOOKED_THROUGH,
            elsewhere: None,
        };
        view.derive(store, clock)?;
        Ok(view)
    }

    /// Reads the person again after a write, keeping tab and selection.
    ///
    /// # Errors
    /// Engine faults; the person may be gone.
    pub fn renew(&mut self, store: &Store, clock: &Clock<'_>, by: By) -> Result<(), Fault> {
        let stood = (
            Stood::of(&self.team, |one| one.id),
            Stood::of(&self.items, |one| one.id),
            Stood::of(&self.diary, |one| one.id),
        );
        // A search looks through all entries, whoever added one meanwhile.
        let most = self.log_search.is_none().then_some(self.contacts_read);
        self.folder = store.folder(self.folder.person.id, most)?;
        self.today = clock.today();
        if let Some(before) = self.shared.take() {
            let read = SharedView::read(store, &self.folder, self.today)?;
            self.shared = Some(read.comparing_from(before.from));
        }
        if let Some(search) = &mut self.log_search {
            search.read(&self.folder.contacts);
        }
        self.derive(store, clock)?;
        let (adds, today) = (by == By::Us, clock.today());
        let [mut team, mut items, mut diary] =
            [Tab::Team, Tab::Items, Tab::Diary].map(|tab| self.cursor_of(tab));
        team = stood
            .0
            .then(team, &self.team, |one| one.id, |_| false, adds);
        items = stood
            .1
            .then(items, &self.items, |one| one.id, |one| !one.is_open(), adds);
        diary = stood.2.then(
            diary,
            &self.diary,
            |one| one.id,
            |one| !one.is_ahead(today),
            adds,
        );
        for (tab, row) in [(Tab::Team, team), (Tab::Items, items), (Tab::Diary, diary)] {
            let last = self.len(tab).saturating_sub(1);
            if let Some(cursor) = self.cursors.get_mut(tab as usize) {
                *cursor = row.min(last);
            }
        }
        Ok(())
    }

    fn cursor_of(&self, tab: Tab) -> usize {
        self.cursors.get(tab as usize).copied().unwrap_or(0)
    }

    fn derive(&mut self, store: &Store, clock: &Clock<'_>) -> Result<(), Fault> {
        (self.past, self.elsewhere) = (None, None);
        let person = self.folder.person.id;
        self.contact_count = store.contact_count(person)?;
        self.outlook = match store.facts(person)? {
            Some(facts) => Outlook::of(&facts, clock),
            None => Outlook::none(),
        };
        self.outline.forget();
        self.items = self.folder.items.clone();
        self.items
            .sort_by_key(|item| (!item.is_open(), item.listed_by()));
        self.diary = self.folder.appointments.clone();
        self.diary.sort_by_key(|one| {
            let starts = one.at.starts().timestamp();
            let ahead = one.is_ahead(clock.today());
            (!ahead, if ahead { starts } else { -starts }, one.id)
        });
        self.moves = moves_view::rows(&self.folder, clock.today(), clock.holidays);
        self.team = self.folder.team.clone();
        self.team.sort_by_key(|member| {
            (
                !member.held_on(clock.today()),
                member.role,
                member.from_on,
                member.id,
            )
        });
        // The plan and the past are worked out when their tabs are shown.
        for tab in Tab::ALL.into_iter().filter(|tab| *tab != Tab::Plan) {
            let last = self.len(tab).saturating_sub(1);
            if tab != Tab::Past
                && let Some(cursor) = self.cursors.get_mut(tab as usize)
            {
                *cursor = (*cursor).min(last);
            }
        }
        if self.tab == Tab::Plan {
            self.bring_up_plan(clock.holidays);
        }
        Ok(())
    }

    /// Works the plan out anew where the record has changed; what was selected in it stays so, wherever it stands now.
    pub fn bring_up_plan(&mut self, holidays: &Holidays) {
        let at = self.cursors.get(Tab::Plan as usize).copied().unwrap_or(0);
        let selected = self.outline.get(at).map(|row| row.part);
        if !self.outline.bring_up(&self.folder, holidays, self.today) {
            return;
        }
        let found = selected
            .filter(|part| *part != outline::Part::Heading)
            .and_then(|part| self.outline.find(part));
        let last = self.outline.len().saturating_sub(1);
        if let Some(cursor) = self.cursors.get_mut(Tab::Plan as usize) {
            *cursor = found.unwrap_or(at).min(last);
        }
    }

    /// Selects a part of the plan, if the plan is shown and has it.
    pub fn select(&mut self, part: outline::Part) {
        if self.tab == Tab::Plan
            && let Some(at) = self.outline.find(part)
        {
            self.go_to(at);
        }
    }

    /// Moves the selection in the diary to an appointment, if it is there.
    pub fn select_appointment(&mut self, id: AppointmentId) {
        if self.tab == Tab::Diary
            && let Some(at) = self.diary.iter().position(|one| one.id == id)
        {
            self.go_to(at);
        }
    }

    /// Who is open.
    pub fn id(&self) -> PersonId {
        self.folder.person.id
    }

    /// How many rows a tab has; the front page has steps: short, then in full from its first row, its second ...
    pub fn len(&self, tab: Tab) -> usize {
        match tab {
            Tab::Front => MOST_FRONT_STEPS,
            Tab::Plan => self.outline.len(),
            Tab::Log => match &self.log_search {
                Some(search) => search.rows.len(),
                None => self.folder.contacts.len(),
            },
            Tab::Items => self.items.len(),
            Tab::Team => self.team.len(),
            Tab::Diary => self.diary.len(),
            Tab::Moves => self.moves.len(),
            Tab::Shared => self.shared.as_ref().map_or(0, |tab| tab.rows.len()),
            Tab::Past => self.past().len(),
        }
    }

    /// How many rows the tab that is shown has in all: of the log, also those that are not read yet.
    pub fn whole_len(&self) -> usize {
        match (self.tab, &self.log_search) {
            (Tab::Log, None) => self.contact_count as usize,
            _ => self.len(self.tab),
        }
    }

    /// The selected row of the tab that is shown.
    pub fn cursor(&self) -> usize {
        self.cursor_of(self.tab)
    }

    /// The first row on the screen of the tab that is shown.
    pub fn top(&self) -> usize {
        self.tops.get(self.tab as usize).copied().unwrap_or(0)
    }

    /// Moves the selection of the tab that is shown.
    pub fn step(&mut self, by: isize) {
        let at = self.cursor().saturating_add_signed(by);
        // Between what is written and what can be written next there is nothing to stop at.
        let is_between =
            matches!(by, 1 | -1) && self.tab == Tab::Plan && self.outline.is_open_fold(at);
        self.go_to(if is_between {
            at.saturating_add_signed(by)
        } else {
            at
        });
    }

    /// Moves the selection to a row, or to the last.
    pub fn go_to(&mut self, row: usize) {
        let last = self.len(self.tab).saturating_sub(1);
        if let Some(cursor) = self.cursors.get_mut(self.tab as usize) {
            *cursor = row.min(last);
        }
    }

    /// Scrolls so that the selection is on the screen; reads more contacts when the end comes near. The front page ends
    /// where what is drawn of it does.
    ///
    /// # Errors
    /// Engine faults.
    pub fn prepare(&mut self, store: &Store, clock: &Clock<'_>, cx: &Cx) -> Result<(), Fault> {
        let page = cx.page.max(1);
        if self.tab == Tab::Front {
            self.go_to(self.cursor().min(cx.front_steps.saturating_sub(1)));
        }
        if self.today != clock.today() {
            self.today = clock.today();
            self.outline.forget();
        }
        if self.tab == Tab::Plan {
            self.bring_up_plan(clock.holidays);
        }
        if self.tab == Tab::Past && self.past.is_none() {
            let on = self.past_on.unwrap_or(clock.today());
            let authors = store.authors()?;
            let mut rows = past::rows(&self.folder, &authors, on);
            let over = past::written_over(store, &self.folder, &authors, self.past_depth)?;
            rows.extend(over);
            self.past = Some(rows);
            self.go_to(self.cursor());
        }
        if self.tab == Tab::Team && self.elsewhere.is_none() {
            self.elsewhere = Some(self.read_elsewhere(store)?);
        }
        if self.shared.is_none() && matches!(self.tab, Tab::Plan | Tab::Shared) {
            self.shared = Some(SharedView::read(store, &self.folder, self.today)?);
        }
        let (cursor, len) = (self.cursor(), self.len(self.tab));
        if let Some(top) = self.tops.get_mut(self.tab as usize) {
            if cursor < *top {
                *top = cursor;
            } else if cursor >= *top + page {
                *top = cursor + 1 - page;
            }
            *top = (*top).min(len.saturating_sub(page));
        }
        let read = self.folder.contacts.len();
        if self.tab == Tab::Log
            && cursor + page >= read
            && u32::try_from(read).is_ok_and(|read| read < self.contact_count)
        {
            let in_sight = u32::try_from(cursor + page + 1).unwrap_or(u32::MAX);
            self.contacts_read = self.contacts_read.saturating_mul(2).max(in_sight);
            self.folder.contacts = store.contacts(self.id(), Some(self.contacts_read))?;
        }
        Ok(())
    }

    /// The contact that is selected in the log.
    pub fn contact(&self) -> Option<&Kept<Contact>> {
        (self.tab == Tab::Log)
            .then(|| self.logged(self.cursor()))
            .flatten()
    }

    /// The item that is selected, among the items or in the plan.
    pub fn item(&self) -> Option<&Kept<Item>> {
        match self.tab {
            Tab::Items => self.items.get(self.cursor()),
            Tab::Plan => match self.row()?.part {
                outline::Part::Action(id) => self.items.iter().find(|item| item.id == id),
                _ => None,
            },
            Tab::Front
            | Tab::Log
            | Tab::Team
            | Tab::Diary
            | Tab::Moves
            | Tab::Shared
            | Tab::Past => None,
        }
    }

    /// The member who is selected in the care team.
    pub fn member(&self) -> Option<&Kept<Member>> {
        (self.tab == Tab::Team)
            .then(|| self.team.get(self.cursor()))
            .flatten()
    }

    /// The appointment that is selected in the diary.
    pub fn appointment(&self) -> Option<&Kept<Appointment>> {
        (self.tab == Tab::Diary)
            .then(|| self.diary.get(self.cursor()))
            .flatten()
    }

    /// Whom else a carer of the team cares for, as they are listed.
    pub fn cares_elsewhere(&self, member: MemberId) -> &[String] {
        let all = self.elsewhere.as_deref().unwrap_or_default();
        let found = all.iter().find(|(id, _)| *id == member);
        found.map_or(&[], |(_, names)| names.as_slice())
    }

    fn read_elsewhere(&self, store: &Store) -> Result<Vec<(MemberId, Vec<String>)>, Fault> {
        let mut elsewhere = Vec::new();
        for member in &self.team {
            let Some(carer) = &member.carer else { continue };
            let places = store.cared_for_by(carer.id)?;
            let mut names: Vec<String> = places
                .into_iter()
                .filter(|known| known.member.person != member.person)
                .map(|known| known.cares_for)
                .collect();
            names.dedup();
            elsewhere.push((member.id, names));
        }
        Ok(elsewhere)
    }

    /// The rows of the past; none before its tab was opened.
    pub fn past(&self) -> &[PastRow] {
        self.past.as_deref().unwrap_or_default()
    }

    /// The day on which the past is looked at, where one was chosen.
    pub fn past_on(&self) -> Option<NaiveDate> {
        self.past_on
    }

    /// Looks at the past on a day; on today for `None`.
    pub fn look_back(&mut self, on: Option<NaiveDate>) {
        self.past_on = on;
        self.past = None;
        self.tab = Tab::Past;
        if let Some(cursor) = self.cursors.get_mut(Tab::Past as usize) {
            *cursor = 0;
        }
    }

    /// Whether what was written over longer ago is not among the rows.
    pub fn past_is_cut(&self) -> bool {
        let last = self.past().last();
        last.is_some_and(|row| row.kind == PastKind::Older)
    }

    /// Looks through more of the journal for what was written over.
    pub fn look_further_back(&mut self) {
        self.past_depth = self.past_depth.saturating_add(past::LOOKED_THROUGH);
        self.past = None;
    }

    /// The row of the past that is selected.
    pub fn past_row(&self) -> Option<&PastRow> {
        (self.tab == Tab::Past)
            .then(|| self.past().get(self.cursor()))
            .flatten()
    }

    /// The row of the plan that is selected.
    pub fn row(&self) -> Option<&OutlineRow> {
        (self.tab == Tab::Plan)
            .then(|| self.outline.get(self.cursor()))
            .flatten()
    }
}
