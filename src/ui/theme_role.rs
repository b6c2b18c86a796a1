//! The closed list of roles: what a piece of text on the screen is, never what it looks like.
//!
//! Screens name roles, themes dress them. One table gives each role its name in a theme file, its letter in a
//! role map, and the role whose dress it wears when a theme says nothing about it. Deliberately not here: colours and
//! weights (`theme.rs` and `themes/*.toml`), and meaning: whatever a role says is also said by a word or a glyph.

/// Declares the roles, so that a new one is one row and cannot be missing from a list.
macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $role:ident, $name:literal, $letter:literal, $parent:expr;)+) => {
        /// What a piece of text on the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role {
            $($(#[doc = $doc])+ $role,)+
        }

        impl Role {
            /// Every role, in the order of the table.
            pub const ALL: &[Role] = &[$(Role::$role),+];

            /// How many roles there are.
            pub const COUNT: usize = Role::ALL.len();

            /// The role's name in a theme file.
            pub const fn name(self) -> &'static str {
                match self { $(Role::$role => $name,)+ }
            }

            /// The role's letter in a role map; ordinary text is a full stop, so that the rest stands out.
            pub const fn letter(self) -> char {
                match self { $(Role::$role => $letter,)+ }
            }

            /// The role whose style stands in when a theme does not mention this one.
            pub const fn parent(self) -> Option<Role> {
                match self { $(Role::$role => $parent,)+ }
            }
        }
    };
}

roles! {
    /// Ordinary text; the end of every fallback.
    Text, "text", '.', None;
    /// Text of less weight: labels, hints, what is past.
    Muted, "muted", 'm', Some(Role::Text);
    /// The top line of a screen.
    Title, "title", 'T', Some(Role::Text);
    /// The heading of a part of a screen.
    Heading, "heading", 'H', Some(Role::Title);
    /// The selected row, which the marker and the cursor already show.
    Selected, "selected", 's', Some(Role::Text);
    /// The character in front of the selected row.
    Marker, "marker", 'M', Some(Role::Selected);
    /// Past its date.
    Overdue, "overdue", 'O', Some(Role::Danger);
    /// Due shortly.
    DueSoon, "due-soon", 'd', Some(Role::Warning);
    /// In somebody else's hands.
    Waiting, "waiting", 'w', Some(Role::Text);
    /// Set aside until a date.
    Paused, "paused", 'p', Some(Role::Muted);
    /// The person's own words.
    Quote, "quote", 'q', Some(Role::Text);
    /// Done, agreed, in order.
    Good, "good", 'g', Some(Role::Text);
    /// Worth a look before going on.
    Warning, "warning", 'W', Some(Role::Text);
    /// May do harm, or cannot be undone.
    Danger, "danger", 'R', Some(Role::Warning);
    /// A key to press, in the footer and in help.
    KeyCap, "key-cap", 'k', Some(Role::Heading);
    /// The line of hints at the bottom.
    Footer, "footer", 'f', Some(Role::Text);
    /// Lines that part one area from another.
    Rule, "rule", 'r', Some(Role::Muted);
    /// A field that can be typed in.
    Input, "input", 'i', Some(Role::Text);
    /// The field that is being typed in.
    InputFocus, "input-focus", 'I', Some(Role::Input);
    /// What stands in a field until something is typed.
    Placeholder, "placeholder", 'l', Some(Role::Muted);
    /// Says what went wrong and what to do.
    Error, "error", 'X', Some(Role::Danger);
    /// A number that counts.
    Count, "count", 'c', Some(Role::Text);
    /// Reasons of class A: harm.
    ClassA, "class-a", 'A', Some(Role::Danger);
    /// Reasons of class B: a promise.
    ClassB, "class-b", 'B', Some(Role::Warning);
    /// Reasons of class C: to chase.
    ClassC, "class-c", 'C', Some(Role::Text);
    /// Reasons of class D: own work.
    ClassD, "class-d", 'D', Some(Role::Text);
    /// Reasons of class E: the record.
    ClassE, "class-e", 'E', Some(Role::Muted);
    /// Typed but not yet saved, or not yet agreed.
    Draft, "draft", 'u', Some(Role::Warning);
    /// What a search found.
    Match, "match", 'h', Some(Role::Title);
}

impl Role {
    /// The role that a theme file calls by this name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_and_letters_are_unique() {
        let names: BTreeSet<_> = Role::ALL.iter().map(|role| role.name()).collect();
        let letters: BTreeSet<_> = Role::ALL.iter().map(|role| role.letter()).collect();
        assert_eq!(names.len(), Role::COUNT);
        assert_eq!(letters.len(), Role::COUNT);
        assert!(
            !letters.contains(&' '),
            "a blank stands for an undressed cell"
        );
    }

    #[test]
    fn a_name_leads_back_to_its_role() {
        for &role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert_eq!(Role::named("overdu"), None);
    }

    #[test]
    fn every_fallback_ends_at_text() {
        for &role in Role::ALL {
            let steps = std::iter::successors(Some(role), |role| role.parent());
            let chain: Vec<_> = steps.take(Role::COUNT + 1).collect();
            assert!(
                chain.len() <= Role::COUNT,
                "{role:?} falls back in a circle"
            );
            assert_eq!(chain.last(), Some(&Role::Text));
        }
    }
}
