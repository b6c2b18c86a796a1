//! Keys at a field that takes one of a few words: arrows step, a letter goes to the next word that begins with it, more
//! letters to the word that begins with all of them.
//!
//! Whoever begins to write there, because a text was expected, changes nothing: as soon as the letters begin no word, what
//! was chosen before them is chosen again, they are kept with all that follow, and it is said.

use std::borrow::Cow;

use super::keys::Key;

/// How many words are named of a choice; of more their count.
const MOST_NAMED: usize = 6;

/// What was typed at a choice; ends with any other key, or in another field.
#[derive(Default)]
pub struct Stray {
    /// The letters.
    typed: String,
    /// What was chosen before them.
    before: usize,
    /// Whether they begin none of the words.
    is_lost: bool,
}

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
            Key::Backspace if self.is_lost => {}
            Key::Char(letter) if self.is_letter(options, letter) => {
                return self.letter(options, at, letter);
            }
            Key::Right | Key::Char(' ') => *at = (*at + 1) % count,
            Key::Left => *at = (*at + count - 1) % count,
            _ => return Took::Not,
        }
        self.forget();
        Took::Taken
    }

    /// Forgets what was typed; says whether it had begun no word.
    pub fn forget(&mut self) -> bool {
        std::mem::take(self).is_lost
    }

    /// Whether a character is typed; a blank steps, but within a word, after a word and after letters that begin none.
    fn is_letter(&self, options: &[Cow<'static, str>], letter: char) -> bool {
        let mut typed = self.typed.chars();
        let first = typed.next();
        let is_word = typed.any(|letter| Some(letter) != first);
        letter != ' ' || is_word || self.is_lost || self.goes_on(options, 0, ' ').is_some()
    }

    /// The next option, after a place, that begins with what was typed and this letter.
    fn goes_on(&self, options: &[Cow<'static, str>], from: usize, letter: char) -> Option<usize> {
        if letter == ' ' && self.typed.is_empty() {
            return None;
        }
        let wanted = format!("{}{letter}", self.typed).to_lowercase();
        next(options, from, |word| {
            word.to_lowercase().starts_with(&wanted)
        })
    }

    fn letter(&mut self, options: &[Cow<'static, str>], at: &mut usize, letter: char) -> Took {
        if self.typed.is_empty() {
            self.before = *at;
        }
        // A first letter goes on from what is chosen; those after it stay there while it fits.
        let from = if self.typed.is_empty() { *at + 1 } else { *at };
        let is_again = self.typed.chars().all(|c| c.eq_ignore_ascii_case(&letter));
        // Somebody may think again once; with a third letter they write.
        let may_turn = is_again || self.typed.chars().count() == 1;
        let found = match self.goes_on(options, from, letter) {
            _ if self.is_lost => None,
            Some(found) => Some(found),
            None if may_turn => next(options, *at + 1, |word| {
                let first = word.chars().next();
                first.is_some_and(|first| first.eq_ignore_ascii_case(&letter))
            }),
            None => None,
        };
        self.typed.push(letter);
        if let Some(found) = found {
            *at = found;
            return Took::Taken;
        }
        self.is_lost = true;
        *at = self.before;
        let mut named: Vec<&str> = options.iter().map(Cow::as_ref).collect();
        let more = named.len().saturating_sub(MOST_NAMED);
        let more = match more {
            0 | 1 => String::new(),
            more => {
                named.truncate(MOST_NAMED);
                format!(" and {more} more")
            }
        };
        Took::Nothing(format!(
            "This is a choice: {}{more}. Nothing here is called \"{}\": the arrow keys choose, words go into another field.",
            named.join(", "),
            self.typed.trim_end()
        ))
    }
}

/// The next option from a place on, round the end, of which something is true.
fn next(options: &[Cow<'static, str>], from: usize, is: impl Fn(&str) -> bool) -> Option<usize> {
    let count = options.len().max(1);
    let all = (0..count).map(|step| (from + step) % count);
    all.into_iter()
        .find(|at| options.get(*at).is_some_and(|word| is(word)))
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
            ("tc t", 0, true),
            ("the c", 2, false),
            ("their m", 1, false),
            ("tx", 0, true),
            ("ct", 0, true),
            ("their way", 0, true),
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
