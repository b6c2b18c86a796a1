//! Phrases of the person's words that a goal can quote: sentences and clauses, as they stand there (R31).
//!
//! Not here: whether a phrase still stands in their words (`words`).

use std::collections::BTreeSet;

use super::find::fold;

/// The longest phrase that is offered, in characters; longer clauses are cut after a word.
const LONGEST: usize = 120;
/// Fewer words than these are no phrase by themselves.
const FEWEST: usize = 2;

/// The phrases of a text, at most so many: each sentence, then its clauses where it has several. White space is one blank.
pub fn phrases(text: &str, most: usize) -> Vec<String> {
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    for sentence in text.split(['.', '!', '?', ';', '\n']) {
        let clauses: Vec<&str> = sentence.split([',', ':', '(', ')', '\u{2013}']).collect();
        let whole = (clauses.len() > 1).then_some(sentence);
        for part in whole.into_iter().chain(clauses) {
            let phrase = cut(part);
            if phrase.split(' ').count() < FEWEST || !known.insert(phrase.to_lowercase()) {
                continue;
            }
            found.push(phrase);
            if found.len() == most {
                return found;
            }
        }
    }
    found
}

/// Words with one blank between them, no more than fit, without quotation marks around them.
fn cut(part: &str) -> String {
    let mut phrase = String::new();
    let mut characters = 0;
    for word in part.split_whitespace() {
        let more = word.chars().count() + usize::from(!phrase.is_empty());
        if characters + more > LONGEST {
            break;
        }
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
        characters += more;
    }
    phrase
        .trim_matches(|c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '-' | ' '))
        .to_owned()
}

/// The phrases with those first that share most words with a text; the others keep their order.
pub fn nearest_first(mut phrases: Vec<String>, to: &str) -> Vec<String> {
    let wanted = telling(to);
    phrases.sort_by_cached_key(|phrase| std::cmp::Reverse(shared(&wanted, phrase)));
    phrases
}

/// The phrase that shares most words with a text, where one shares any.
pub fn nearest<'a>(phrases: &'a [String], to: &str) -> Option<&'a String> {
    let wanted = telling(to);
    phrases
        .iter()
        .rev()
        .max_by_key(|phrase| shared(&wanted, phrase))
        .filter(|phrase| shared(&wanted, phrase) > (0, 0))
}

/// How many telling words a phrase shares, and how much of the phrase they are, in hundredths.
fn shared(wanted: &BTreeSet<String>, phrase: &str) -> (usize, usize) {
    let own = telling(phrase);
    let both = own.intersection(wanted).count();
    (both, both * 100 / own.len().max(1))
}

/// The words that say something, folded.
fn telling(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(' ')
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAID: &str = "I want to stay in my own kitchen, and see Ruth without her doing my legs. \
                        She is my daughter, not my nurse.\nHome.";

    #[test]
    fn sentences_come_with_their_clauses() {
        assert_eq!(
            phrases(SAID, 100),
            [
                "I want to stay in my own kitchen, and see Ruth without her doing my legs",
                "I want to stay in my own kitchen",
                "and see Ruth without her doing my legs",
                "She is my daughter, not my nurse",
                "She is my daughter",
                "not my nurse",
            ]
        );
        assert_eq!(phrases(SAID, 2).len(), 2);
        assert!(phrases(" .!? ", 9).is_empty());
    }

    #[test]
    fn what_is_left_of_an_old_phrase_is_found_again() {
        let all = phrases(SAID, 100);
        for (old, found) in [
            (
                "stay in my kitchen",
                Some("I want to stay in my own kitchen"),
            ),
            (
                "without Ruth doing the legs",
                Some("and see Ruth without her doing my legs"),
            ),
            ("a dog", None),
            ("", None),
        ] {
            assert_eq!(nearest(&all, old).map(String::as_str), found, "{old}");
        }
        let sorted = nearest_first(all.clone(), "my nurse");
        assert_eq!(sorted.first().map(String::as_str), Some("not my nurse"));
        assert_eq!(sorted.len(), all.len());
    }

    proptest! {
        #[test]
        fn every_phrase_stands_in_the_words(text in "[a-zA-Z,.;: \n\"é]{0,300}") {
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for phrase in phrases(&text, 1_000) {
                prop_assert!(folded.contains(&phrase), "{phrase}");
                prop_assert!(phrase.chars().count() <= LONGEST);
            }
        }
    }
}
