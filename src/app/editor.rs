//! An open text: the full-screen editor, what it writes to, and its draft.

use super::autosave::Autosave;
use super::note_editor::{NoteEditor, View};
use crate::domain::id::PersonId;
use crate::domain::record::Revision;
use crate::domain::words::Heading;
use crate::store::Place;

/// A text on the screen.
pub struct Editor {
    /// Its heading: whose text, and what it is.
    pub title: String,
    /// What to know while writing.
    pub lead: String,
    /// What is written.
    pub target: Target,
    /// Whose record it belongs to.
    pub person: PersonId,
    /// The text.
    pub note: NoteEditor,
    /// The text when it was opened; nothing is written while it is the same.
    pub before: String,
    /// The revision it was opened on.
    pub base: Revision,
    /// Where its draft is kept.
    pub place: Place,
    /// When the draft is due.
    pub autosave: Autosave,
    /// How the draft stands, for the foot of the screen.
    pub kept: DraftState,
    /// The rows on the screen, worked out after each event.
    pub view: View,
}

/// What a text is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The person's own words under a heading: a new version each time.
    Words(Heading),
    /// The story.
    Story,
    /// A text of the plan.
    Plan(PlanText),
}

/// The texts of a plan that have a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanText {
    /// Strengths, interests and personal network.
    Strengths,
    /// Agreed contact with the practice.
    PracticeContact,
    /// What to do when things go wrong.
    Contingency,
    /// Backup for carer and coordinator.
    Backup,
}

impl PlanText {
    /// Every text, in the order of the plan.
    pub const ALL: [Self; 4] = [
        Self::Strengths,
        Self::PracticeContact,
        Self::Contingency,
        Self::Backup,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Strengths => "Strengths, interests and people around them",
            Self::PracticeContact => "Agreed contact with the practice",
            Self::Contingency => {
                "When things go wrong: signs, what to do, whom to ring, what not to do"
            }
            Self::Backup => "Backup for the carer and the coordinator",
        }
    }
}

impl Target {
    /// Every text that can be opened.
    fn all() -> impl Iterator<Item = Self> {
        let words = Heading::ALL.into_iter().map(Self::Words);
        let texts = PlanText::ALL.into_iter().map(Self::Plan);
        words.chain([Self::Story]).chain(texts)
    }

    /// The text whose draft has its place under a name.
    pub fn at_place(name: &str) -> Option<Self> {
        Self::all().find(|target| target.place() == name)
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Words(heading) => heading.title(),
            Self::Story => "Story",
            Self::Plan(which) => which.title(),
        }
    }

    /// The stable name of the draft's place.
    pub fn place(self) -> &'static str {
        match self {
            Self::Words(Heading::MostImportant) => "words.most_important",
            Self::Words(Heading::People) => "words.people",
            Self::Words(Heading::Communication) => "words.communication",
            Self::Words(Heading::Wellness) => "words.wellness",
            Self::Words(Heading::DoAndDoNot) => "words.do_and_do_not",
            Self::Words(Heading::Support) => "words.support",
            Self::Words(Heading::AlsoKnow) => "words.also_know",
            Self::Story => "person.story",
            Self::Plan(PlanText::Strengths) => "plan.strengths",
            Self::Plan(PlanText::PracticeContact) => "plan.practice_contact",
            Self::Plan(PlanText::Contingency) => "plan.contingency",
            Self::Plan(PlanText::Backup) => "plan.backup",
        }
    }
}

/// How the draft of a text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftState {
    /// Nothing was typed.
    Unchanged,
    /// Something was typed that is not yet kept.
    Typing,
    /// Everything typed is kept in the store.
    Kept,
    /// Keeping failed, and why.
    Failed(String),
}

/// Columns and rows that the text has on a terminal of that size: one column is left for the cursor after the last
/// character, four rows for heading, lead and foot.
pub fn text_area(cx: &super::Cx) -> (u16, u16) {
    (
        cx.width.saturating_sub(2).max(10),
        cx.height.saturating_sub(5).max(1),
    )
}
