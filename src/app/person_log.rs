//! The log on its tab: as much of it as is looked at, what is searched in it and what it is narrowed to.

use super::log_filter::LogFilter;
use super::log_search::LogSearch;
use super::person_view::{FIRST_CONTACTS, PersonView, Tab};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::record::Kept;
use crate::store::{Fault, Store};

impl PersonView {
    /// Selects a contact in the log; reads as much of the log as it takes.
    ///
    /// # Errors
    /// Engine faults.
    pub fn go_to_contact(&mut self, store: &Store, contact: ContactId) -> Result<(), Fault> {
        self.tab = Tab::Log;
        self.log_search = None;
        let is_it = |kept: &Kept<Contact>| kept.id == contact;
        if !self.folder.contacts.iter().any(is_it) {
            self.contacts_read = self.contact_count.max(1);
            self.folder.contacts = store.contacts(self.id(), Some(self.contacts_read))?;
        }
        if let Some(row) = self.folder.contacts.iter().position(is_it) {
            self.go_to(row);
        }
        Ok(())
    }

    /// The entry in a row of the log as it is shown.
    pub fn logged(&self, row: usize) -> Option<&Kept<Contact>> {
        let at = match &self.log_search {
            Some(search) => *search.rows.get(row)?,
            None => row,
        };
        self.folder.contacts.get(at)
    }

    /// Reads the whole log and begins a search in it.
    ///
    /// # Errors
    /// Engine faults.
    pub fn search_log(&mut self, store: &Store) -> Result<(), Fault> {
        self.read_whole_log(store)?;
        let before = self.log_search.take();
        let filter = before.map(|search| search.filter).unwrap_or_default();
        self.log_search = Some(LogSearch::over(&self.folder.contacts, filter));
        self.go_to(0);
        Ok(())
    }

    /// Reads every entry of the log.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read_whole_log(&mut self, store: &Store) -> Result<(), Fault> {
        self.contacts_read = self.contact_count.max(FIRST_CONTACTS);
        self.folder.contacts = store.contacts(self.id(), Some(self.contacts_read))?;
        Ok(())
    }

    /// Narrows the log, which was read whole, beside what is searched in it. How many entries are shown, and of how many.
    pub fn narrow_log(&mut self, filter: LogFilter) -> (usize, usize) {
        let edit = self.log_search.take().map(|search| search.edit);
        let edit = edit.unwrap_or_default();
        let of = self.folder.contacts.len();
        let mut shown = of;
        if !(filter.is_none() && edit.text().is_empty()) {
            let mut search = LogSearch::over(&self.folder.contacts, filter);
            search.edit = edit;
            search.is_typing = false;
            search.follow();
            shown = search.rows.len();
            self.log_search = Some(search);
        }
        self.go_to(0);
        (shown, of)
    }

    /// Shows the whole log again, on the entry that was selected. Says whether there was a search.
    pub fn leave_log_search(&mut self) -> bool {
        let Some(search) = self.log_search.as_ref() else {
            return false;
        };
        let at = search.rows.get(self.cursor()).copied();
        self.log_search = None;
        if self.tab == Tab::Log {
            self.go_to(at.unwrap_or(0));
        }
        true
    }
}
