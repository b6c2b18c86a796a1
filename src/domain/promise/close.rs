//! Who is close to a person by their care team, and so whether a contact spoke with somebody of theirs (R6).

use super::{Entry, Party, Reach};
use crate::domain::find::fold;
use crate::domain::meant::is_form_of_address;
use crate::domain::team::Member;

/// Fewer letters of a name say nothing of who it is.
const TELLING: usize = 3;

/// Those close to a person, as their care team names them, past and present.
pub struct Close {
    names: Vec<String>,
    /// What they are to the person: daughter, neighbour.
    ties: Vec<String>,
}

impl Close {
    /// Those of a care team.
    pub fn of<'a>(team: impl Iterator<Item = &'a Member>) -> Self {
        let close = team.filter(|member| member.role.is_personal());
        let (names, ties) = close
            .map(|member| (fold(&member.name), fold(&member.title)))
            .unzip();
        Self { names, ties }
    }

    /// Whether a conversation was with the person, or with somebody of theirs: whoever we rang is, and whoever rings in is
    /// where nobody named them, or the care team knows them. A window cleaner who rings about the bins says nothing of how
    /// the person is.
    pub fn is_theirs(&self, entry: &Entry) -> bool {
        let Some(name) = entry.party.close_name() else {
            return true;
        };
        entry.reach == Reach::ByUs || self.knows(name)
    }

    /// Whether somebody of a folded name is among them, by any word of their name or of what they are: "Ruth", "her daughter".
    fn knows(&self, name: &str) -> bool {
        let words = || name.split(' ').filter(|word| word.len() >= TELLING);
        let names = || words().filter(|word| !is_form_of_address(word));
        let has = |known: &String, word: &str| known.split(' ').any(|other| other == word);
        self.names
            .iter()
            .any(|known| names().any(|word| has(known, word)))
            || self
                .ties
                .iter()
                .any(|tie| words().any(|word| has(tie, word)))
    }
}

impl Party {
    /// The folded name of somebody close to the person, where they are named.
    fn close_name(&self) -> Option<&str> {
        self.as_str()
            .strip_prefix(super::party::CLOSE)
            .filter(|name| !name.is_empty())
    }
}
