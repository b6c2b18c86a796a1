//! Keys at a field that takes one of a few words: arrows step, a letter goes to the next word that begins with it.
//!
//! Whoever begins to write there, because a text was expected, changes nothing: the first letter that begins no word is
//! kept with all that follow, and said.

use std::borrow::Cow;

use super::keys::Key;

/// What was typed at a choice that none of its words begins with; ends with any other key, or in another field.
#[derive(Default)]
pub struct Stray(String);

/// What became of a key at a choice.
#[derive(Debug, PartialEq, Eq)]
pub enum Took {
    /// It is not for a choice.
    Not,
    /// Another word is chosen, or the stray letters are gone.
    Taken,
    /// Nothing is called so, in a sentence.
    Nothing(String),
}

impl Stray {
    /// Takes a key at a choice with these words, of which one is chosen.
    pub fn choose(&mut self, options: &[Cow<'static, str>], at: &mut usize, key: Key) -> Took {
        let count = options.len().max(1);
        match key {
            Key::Backspace if !self.0.is_empty() => {}
            Key::Char(letter) if !self.0.is_empty() => return self.nothing(letter),
            Key::Right | Key::Char(' ') => *at = (*at + 1) % count,
            Key::Left => *at = (*at + count - 1) % count,
            Key::Char(letter) => {
                let begins = |at: &usize| {
                    options
                        .get(*at)
                        .and_then(|word| word.chars().next())
                        .is_some_and(|first| first.eq_ignore_ascii_case(&letter))
                };
                match (1..=count).map(|step| (*at + step) % count).find(begins) {
                    Some(next) => *at = next,
                    None => return self.nothing(letter),
                }
            }
            _ => return Took::Not,
        }
        self.0.clear();
        Took::Taken
    }

    /// Forgets what was typed; says whether there was anything.
    pub fn forget(&mut self) -> bool {
        !std::mem::take(&mut self.0).is_empty()
    }

    fn nothing(&mut self, letter: char) -> Took {
        self.0.push(letter);
        Took::Nothing(format!(
            "Nothing here is called \"{}\". The arrow keys choose; words go into another field.",
            self.0.trim_end()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_begin_no_word_change_nothing() {
        let options = ["them again", "their manager", "the commissioner"].map(Cow::from);
        // What is typed, what is chosen then, and whether it is said that nothing is called so.
        for (typed, chosen, is_said) in [
            ("", 0, false),
            ("t", 1, false),
            ("tt", 2, false),
            ("ttt", 0, false),
            (" ", 1, false),
            ("clinic says six weeks", 0, true),
            ("c t t", 0, true),
            ("tc t", 1, true),
        ] {
            let (mut stray, mut at) = (Stray::default(), 0);
            let last = typed
                .chars()
                .map(|letter| stray.choose(&options, &mut at, Key::Char(letter)))
                .last();
            assert_eq!(at, chosen, "{typed:?}");
            let says = matches!(&last, Some(Took::Nothing(says)) if says.contains(typed.trim_start_matches('t')));
            assert_eq!(says, is_said, "{typed:?}: {last:?}");
            // Any other key begins anew.
            stray.choose(&options, &mut at, Key::Left);
            stray.choose(&options, &mut at, Key::Char('t'));
            assert_eq!(at, chosen, "{typed:?}");
        }
    }

    #[test]
    fn what_is_not_for_a_choice_is_left() {
        let options = ["yes", "no"].map(Cow::from);
        let (mut stray, mut at) = (Stray::default(), 0);
        assert_eq!(stray.choose(&options, &mut at, Key::Backspace), Took::Not);
        stray.choose(&options, &mut at, Key::Char('z'));
        assert_eq!(stray.choose(&options, &mut at, Key::Backspace), Took::Taken);
        stray.choose(&options, &mut at, Key::Char('n'));
        assert_eq!(at, 1);
    }
}
