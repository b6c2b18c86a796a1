//! A search in one person's contact log: what is typed narrows the log at once, and says how many it hides.

use super::line_edit::LineEdit;
use crate::domain::contact::{Contact, Direction, Reached};
use crate::domain::find::fold;
use crate::domain::record::Kept;

/// The search.
pub struct LogSearch {
    /// What is typed.
    pub edit: LineEdit,
    /// Whether keys go into it.
    pub is_typing: bool,
    /// The places of the entries that fit, in the order of the log.
    pub rows: Vec<usize>,
    /// What each entry says, as it is searched.
    folded: Vec<String>,
}

impl LogSearch {
    /// A search over a log that hides nothing yet.
    pub fn over(contacts: &[Kept<Contact>]) -> Self {
        let mut search = Self {
            edit: LineEdit::default(),
            is_typing: true,
            rows: Vec::new(),
            folded: Vec::new(),
        };
        search.read(contacts);
        search
    }

    /// Reads the log again after a write.
    pub fn read(&mut self, contacts: &[Kept<Contact>]) {
        self.folded = contacts.iter().map(|contact| said(contact)).collect();
        self.follow();
    }

    /// Finds what fits what is typed now: every word of it, in any order.
    pub fn follow(&mut self) {
        let wanted = fold(&self.edit.text());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |said: &str| words.iter().all(|word| said.contains(word));
        let all = self.folded.iter().enumerate();
        self.rows = all
            .filter(|(_, said)| fits(said))
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
