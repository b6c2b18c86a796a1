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

/// The phrases with those first that share most words with some texts, each word as often as texts have it; the others keep
/// their order.
pub fn nearest_first(mut phrases: Vec<String>, to: &[&str]) -> Vec<String> {
    let wanted: Vec<_> = to.iter().map(|text| telling(text)).collect();
    phrases.sort_by_cached_key(|phrase| std::cmp::Reverse(shared(&wanted, phrase)));
    phrases
}

/// Whether a phrase shares a word that says something with one of some texts.
pub fn is_near(phrase: &str, to: &[&str]) -> bool {
    let wanted: Vec<_> = to.iter().map(|text| telling(text)).collect();
    shared(&wanted, phrase) > (0, 0)
}

/// Words that say something from which a part is a phrase of its own.
const OF_ITS_OWN: usize = 2;

/// The phrase of which a text that says too little to be one is a part: where several have it, the one that stands in all of these, as a clause does in
/// its sentence.
pub fn whole_of(phrases: &[String], part: &str) -> Whole {
    let wanted = format!(" {}", fold(part));
    if wanted.trim().is_empty() {
        return Whole::None;
    }
    // "stay in my own kitchen" is a phrase, whatever sentence it stands in.
    if telling(part).len() >= OF_ITS_OWN {
        return Whole::None;
    }
    let spoken = |phrase: &str| format!(" {} ", fold(phrase));
    let having = phrases.iter().filter(|one| spoken(one).contains(&wanted));
    let mut having: Vec<&String> = having.collect();
    having.sort_by_key(|phrase| phrase.chars().count());
    let Some((shortest, longer)) = having.split_first() else {
        return Whole::None;
    };
    let own = spoken(shortest);
    if longer.iter().all(|one| spoken(one).contains(&own)) {
        Whole::One((*shortest).clone())
    } else {
        Whole::Several
    }
}

/// The phrase of which a text is a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whole {
    /// It is a part of none.
    None,
    /// This one.
    One(String),
    /// It is a part of several.
    Several,
}

/// How many telling words a phrase shares, and how much of the phrase they are, in hundredths.
fn shared(wanted: &[BTreeSet<String>], phrase: &str) -> (usize, usize) {
    let own = telling(phrase);
    let both = wanted.iter().map(|wanted| own.intersection(wanted).count());
    let both: usize = both.sum();
    (both, both * 100 / own.len().max(1))
}

/// The words that say something, folded.
fn telling(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(' ')
        .filter(|word| word.chars().count() > 3 && !SAYS_LITTLE.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Longer words that stand in sentences about anything.
const SAYS_LITTLE: &[&str] = &[
    "about", "again", "also", "always", "been", "being", "could", "does", "even", "ever", "every",
    "from", "give", "going", "have", "having", "into", "just", "keep", "know", "like", "made",
    "make", "more", "most", "much", "must", "need", "never", "only", "over", "really", "same",
    "should", "some", "still", "take", "than", "that", "their", "them", "then", "there", "these",
    "they", "thing", "things", "this", "those", "very", "want", "wants", "were", "what", "when",
    "where", "which", "will", "with", "would", "your",
];

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
            ("I want what they have", None),
            ("", None),
        ] {
            let sorted = nearest_first(all.clone(), &[old]);
            assert_eq!(sorted.len(), all.len());
            let near = sorted.first().filter(|first| is_near(first, &[old]));
            assert_eq!(near.map(String::as_str), found, "{old}");
        }
        let sorted = nearest_first(all, &["my nurse"]);
        assert_eq!(sorted.first().map(String::as_str), Some("not my nurse"));
    }

    #[test]
    fn what_the_goal_and_the_old_phrase_both_say_counts_twice() {
        let said = "I do not want to go back to the Royal at all now. I have had enough of chapel.";
        let sorted = nearest_first(
            phrases(said, 100),
            &["I want to go back to chapel now", "Get to chapel"],
        );
        assert_eq!(sorted[0], "I have had enough of chapel");
    }

    #[test]
    fn a_part_is_taken_for_the_one_phrase_that_has_it() {
        let all = phrases(SAID, 100);
        let one = |text: &str| Whole::One(text.to_owned());
        for (part, whole) in [
            ("my own kit", one("I want to stay in my own kitchen")),
            ("KITCHEN", one("I want to stay in my own kitchen")),
            (
                "kitchen, and see",
                one("I want to stay in my own kitchen, and see Ruth without her doing my legs"),
            ),
            // These say enough by themselves.
            ("stay in my own kitchen", Whole::None),
            ("see Ruth without her doing", Whole::None),
            ("my nurse", one("not my nurse")),
            ("my", Whole::Several),
            ("itchen", Whole::None),
            ("a dog", Whole::None),
            (" ", Whole::None),
        ] {
            assert_eq!(whole_of(&all, part), whole, "{part}");
        }
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
