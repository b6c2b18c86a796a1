//! A search in one person's contact log: what is typed narrows the log at once, and says how many it hides. What it is
//! narrowed to by a list ([`LogFilter`]) holds beside it.

use super::line_edit::LineEdit;
use super::log_filter::LogFilter;
use crate::domain::contact::{Contact, Direction, Reached};
use crate::domain::find::fold;
use crate::domain::record::Kept;

/// The search.
pub struct LogSearch {
    /// What is typed.
    pub edit: LineEdit,
    /// Whether keys go into it.
    pub is_typing: bool,
    /// What the log is narrowed to beside it.
    pub filter: LogFilter,
    /// The places of the entries that fit, in the order of the log.
    pub rows: Vec<usize>,
    /// What each entry says, as it is searched.
    folded: Vec<String>,
    /// Whether each entry fits the filter.
    fitting: Vec<bool>,
}

impl LogSearch {
    /// A search over a log that hides nothing yet but what the filter does.
    pub fn over(contacts: &[Kept<Contact>], filter: LogFilter) -> Self {
        let mut search = Self {
            edit: LineEdit::default(),
            is_typing: true,
            filter,
            rows: Vec::new(),
            folded: Vec::new(),
            fitting: Vec::new(),
        };
        search.read(contacts);
        search
    }

    /// Reads the log again after a write.
    pub fn read(&mut self, contacts: &[Kept<Contact>]) {
        self.folded = contacts.iter().map(|contact| said(contact)).collect();
        self.fitting = contacts.iter().map(|one| self.filter.fits(one)).collect();
        self.follow();
    }

    /// Finds what fits what is typed now: every word of it, in any order.
    pub fn follow(&mut self) {
        let wanted = fold(&self.edit.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |said: &str| words.iter().all(|word| said.contains(word));
        let all = self.folded.iter().zip(&self.fitting).enumerate();
        self.rows = all
            .filter(|(_, (said, is_fitting))| **is_fitting && fits(said))
            .map(|(at, _)| at)
            .collect();
    }
}

/// All that an entry says, folded: its words, and the words by which it is told from others.
fn said(contact: &Contact) -> String {
    let result = match contact.result {
        Reached::Yes => "",
        other => other.word(),
    };
    let direction = match contact.direction {
        Direction::In => "incoming",
        Direction::Out => "outgoing",
    };
    let mut text = format!(
        "{} {direction} {} {} {result} {}",
        contact.channel.word(),
        contact.with.word(),
        contact.whom,
        contact.gist
    );
    if let Some(next) = &contact.next {
        text.push(' ');
        text.push_str(&next.what);
    }
    if contact.is_late_entry() {
        text.push_str(" late entry");
    }
    for line in contact.details.lines() {
        text.push(' ');
        text.push_str(&line);
    }
    fold(&text)
}
