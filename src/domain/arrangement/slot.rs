//! What an arrangement holds, as a table: each row names a field once, and forms, screens and exports read the row.
//!
//! So nothing can be kept which cannot be typed, read and handed on.

use chrono::NaiveDate;

use crate::domain::id::MemberId;
use crate::domain::say;
use crate::domain::sharing::with_warning;
use crate::domain::team::Member;

/// What a choice says where nobody has answered it: it is left out of what is read.
pub const NOT_RECORDED: &str = "not recorded";

/// One field of an arrangement.
pub struct Slot<T: 'static> {
    /// Stable name, for drafts.
    pub name: &'static str,
    /// What stands before it, on the screen and in exports.
    pub label: &'static str,
    /// What to type, or why.
    pub hint: &'static str,
    /// What it takes, and where that stands.
    pub holds: Holds<T>,
}

/// What a field takes.
pub enum Holds<T: 'static> {
    /// One line.
    Line(Access<T, String>),
    /// Somebody, or an organisation: the care team is offered.
    Who(Access<T, String>),
    /// A text of a few lines.
    Text(Access<T, String>),
    /// Several things, parted by semicolons.
    Several(Access<T, Vec<String>>),
    /// Members of the care team.
    Members(Access<T, Vec<MemberId>>),
    /// A day that has been.
    Been(Access<T, Option<NaiveDate>>),
    /// A day from which something holds, which may lie ahead.
    From(Access<T, Option<NaiveDate>>),
    /// A day that lies ahead when it is not said otherwise.
    Ahead(Access<T, Option<NaiveDate>>),
    /// One of a few words.
    One(Choice<T>),
}

/// Where a value stands in a record.
pub struct Access<T: 'static, V: 'static> {
    /// Reads it.
    pub get: fn(&T) -> &V,
    /// Gives it to be written.
    pub get_mut: fn(&mut T) -> &mut V,
}

/// A choice of a few words.
pub struct Choice<T: 'static> {
    /// The words, in menu order.
    pub words: &'static [&'static str],
    /// The place of the word chosen.
    pub get: fn(&T) -> usize,
    /// Chooses by place; a place that there is not changes nothing.
    pub set: fn(&mut T, usize),
}

/// Something known, under its label.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// What is known.
    pub value: String,
}

/// How the care team is named where an arrangement is read.
#[derive(Clone, Copy)]
pub struct Naming<'a> {
    /// Everybody who has or had a place in it.
    pub team: &'a [&'a Member],
    /// The day of reading (London).
    pub today: NaiveDate,
    /// What has to be known before somebody is rung; empty where nothing has.
    pub warning: &'a dyn Fn(&Member) -> String,
}

impl<'a> Naming<'a> {
    /// For whoever rings nobody: a comparison, a check.
    pub fn plain(team: &'a [&'a Member], today: NaiveDate) -> Self {
        Self {
            team,
            today,
            warning: &|_| String::new(),
        }
    }
}

/// Everything that is known about an arrangement on a day, in the order of its table; what is empty is left out.
pub fn facts<T>(slots: &[Slot<T>], of: &T, naming: Naming<'_>) -> Vec<Fact> {
    let known = slots.iter().map(|slot| Fact {
        label: slot.label,
        value: said(slot, of, naming),
    });
    known.filter(|fact| !fact.value.trim().is_empty()).collect()
}

/// What a field says, in words.
fn said<T>(slot: &Slot<T>, of: &T, naming: Naming<'_>) -> String {
    match &slot.holds {
        Holds::Line(at) | Holds::Who(at) | Holds::Text(at) => (at.get)(of).clone(),
        Holds::Several(at) => (at.get)(of).join("; "),
        Holds::Members(at) => {
            let members = (at.get)(of).iter().map(|id| member(*id, naming));
            // Who leads and is the named GP too, perhaps after a change of lead, is rung once.
            let mut said: Vec<String> = Vec::new();
            for member in members {
                if !said.contains(&member) {
                    said.push(member);
                }
            }
            said.join("; ")
        }
        Holds::Been(at) | Holds::From(at) | Holds::Ahead(at) => {
            (at.get)(of).map(say::birth).unwrap_or_default()
        }
        Holds::One(choice) => {
            let word = choice.words.get((choice.get)(of)).copied();
            word.filter(|word| *word != NOT_RECORDED)
                .unwrap_or_default()
                .to_owned()
        }
    }
}

/// A member with their number and what has to be known before they are rung; that they have gone, where they have by that
/// day.
fn member(id: MemberId, naming: Naming<'_>) -> String {
    match naming.team.iter().find(|member| member.id == id) {
        Some(member) if member.until_on.is_some_and(|until| until < naming.today) => {
            format!("{} (no longer in the care team)", member.name)
        }
        Some(member) => {
            let number = format!("{} {}", member.name, member.phone);
            with_warning(number.trim_end(), &(naming.warning)(member))
        }
        None => "a member of the care team".to_owned(),
    }
}

/// A field that holds what a part of the record holds: `slot!(what: Line, "What", "an example")`.
macro_rules! slot {
    ($field:ident : $holds:ident, $label:literal, $hint:literal) => {
        $crate::domain::arrangement::Slot {
            name: stringify!($field),
            label: $label,
            hint: $hint,
            holds: $crate::domain::arrangement::Holds::$holds(
                $crate::domain::arrangement::Access {
                    get: |of| &of.$field,
                    get_mut: |of| &mut of.$field,
                },
            ),
        }
    };
}

/// A field that holds one of the words of an enum: `choice!(kind: FundingKind, "Kind", "")`.
macro_rules! choice {
    ($field:ident : $enum:ty, $label:literal, $hint:literal) => {
        $crate::domain::arrangement::Slot {
            name: stringify!($field),
            label: $label,
            hint: $hint,
            holds: $crate::domain::arrangement::Holds::One($crate::domain::arrangement::Choice {
                words: <$enum>::WORDS,
                get: |of| of.$field as usize,
                set: |of, at| {
                    if let Some(one) = <$enum>::ALL.get(at) {
                        of.$field = *one;
                    }
                },
            }),
        }
    };
}

/// An enum with a word for each of its variants; the first one is the default.
macro_rules! worded {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:expr),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$each])* $variant),+
        }

        impl $name {
            /// Every variant, in menu order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Their words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// It in words.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                let [first, ..] = [$(Self::$variant),+];
                first
            }
        }
    };
}

/// Where those of a kind stand in a plan, inside its `impl Arrangement`: `in_list!(self_care)`.
macro_rules! in_list {
    ($list:ident) => {
        fn id(&self) -> $crate::domain::id::ArrangementId {
            self.id
        }

        fn all(of: &$crate::domain::arrangement::Arrangements) -> &[Self] {
            &of.$list
        }

        fn put(of: &mut $crate::domain::arrangement::Arrangements, one: Self) {
            match of.$list.iter_mut().find(|known| known.id == one.id) {
                Some(known) => *known = one,
                None => of.$list.push(one),
            }
        }
    };
}

/// The same for a kind of which a plan has one at most; one that says nothing is none.
macro_rules! at_most_one {
    ($place:ident) => {
        fn begin(_: $crate::domain::id::ArrangementId, _: chrono::NaiveDate) -> Self {
            Self::default()
        }

        fn id(&self) -> $crate::domain::id::ArrangementId {
            $crate::domain::id::ArrangementId(uuid::Uuid::nil())
        }

        fn all(of: &$crate::domain::arrangement::Arrangements) -> &[Self] {
            of.$place.as_slice()
        }

        fn put(of: &mut $crate::domain::arrangement::Arrangements, one: Self) {
            of.$place = (one != Self::default()).then_some(one);
        }
    };
}

pub(super) use {at_most_one, choice, in_list, slot, worded};
