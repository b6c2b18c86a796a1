//! Whether what is kept back from a recipient is named all the same in what they are given: a plan says in free text what
//! a list of conditions says, and no rule can take it out of there.
//!
//! Deliberately not here: where to look, which is for whoever writes the record down (`export::recipient`).

use super::{Allowed, SharedPart};
use crate::domain::find::fold;
use crate::domain::meant::is_form_of_address;
use crate::domain::person::Name;
use crate::domain::team::{Member, Role};

/// The least letters of a word of a condition by which it is known.
const LEAST_OF_CONDITION: usize = 5;
/// The least letters of a word that is kept back by hand: a son has three.
const LEAST_BY_HAND: usize = 3;

/// Words of conditions that many have, by which none is known.
const COMMON_IN_CONDITIONS: [&str; 31] = [
    "acute",
    "attack",
    "blood",
    "blocker",
    "bilateral",
    "cause",
    "chronic",
    "condition",
    "disease",
    "disorder",
    "early",
    "failure",
    "following",
    "history",
    "infection",
    "injury",
    "level",
    "long",
    "mixed",
    "moderate",
    "problem",
    "problems",
    "severe",
    "since",
    "stage",
    "suspected",
    "syndrome",
    "term",
    "under",
    "unknown",
    "without",
];

/// Words of a decision in which nothing is said.
const COMMON_BY_HAND: [&str; 64] = [
    "about",
    "all",
    "also",
    "and",
    "any",
    "anybody",
    "anything",
    "are",
    "back",
    "been",
    "but",
    "can",
    "did",
    "does",
    "everything",
    "except",
    "for",
    "from",
    "had",
    "has",
    "have",
    "her",
    "him",
    "his",
    "how",
    "its",
    "keep",
    "kept",
    "may",
    "must",
    "nobody",
    "nor",
    "not",
    "nothing",
    "off",
    "one",
    "only",
    "other",
    "our",
    "out",
    "part",
    "person",
    "said",
    "say",
    "says",
    "see",
    "she",
    "should",
    "that",
    "the",
    "their",
    "them",
    "there",
    "they",
    "this",
    "told",
    "was",
    "were",
    "what",
    "when",
    "which",
    "who",
    "why",
    "with",
];

/// Something that is kept back, with the words by which it is known.
pub struct KeptWord {
    /// What it is, as whoever hands on is told of it.
    pub shown: String,
    /// As [`plain`] has them, so that no part of another word is taken for it.
    known_by: Vec<String>,
    /// Names by which people are called, as they are written: "Rose rang" names her, "her temperature rose" does not.
    called: Vec<String>,
}

/// Capital letters from which a word of a condition is an abbreviation that tells.
const LEAST_LETTERS: usize = 3;

/// A text folded, each word without the s of a plural or of "Parkinson's", with a blank at either end.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(' ').map(|word| match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() >= LEAST_BY_HAND => stem,
        _ => word,
    });
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

impl KeptWord {
    fn whole(shown: &str) -> Option<Self> {
        (!fold(shown).is_empty()).then(|| Self {
            shown: format!("\"{}\"", shown.trim()),
            known_by: vec![plain(shown)],
            called: Vec::new(),
        })
    }

    /// A condition: by its name, and by each word of it that few have.
    fn condition(name: &str) -> Option<Self> {
        let mut kept = Self::whole(name)?;
        let folded = fold(name);
        let words = folded.split(' ').filter(|word| {
            word.chars().count() >= LEAST_OF_CONDITION && !COMMON_IN_CONDITIONS.contains(word)
        });
        kept.known_by.extend(words.map(plain));
        // HIV, COPD: letters that stand for a word are as telling as it.
        let is_letters = |word: &&str| {
            word.len() >= LEAST_LETTERS && word.chars().all(|c| c.is_ascii_uppercase())
        };
        let letters = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(is_letters);
        kept.known_by.extend(letters.map(plain));
        Some(kept)
    }

    /// Whether a text names it.
    pub fn is_named_in(&self, text: &str) -> bool {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        let is_called = words.any(|word| self.called.iter().any(|name| name == word));
        let text = plain(text);
        let mut known = self.known_by.iter();
        is_called || known.any(|word| text.contains(word.as_str()))
    }
}

/// Who is in the care team, where a recipient may not see that: each by their name, and whoever is no service by each word
/// of it that is not the person's own name too. `None` where the team may be seen, or has no names.
pub fn kept_names<'a>(
    team: impl IntoIterator<Item = &'a Member>,
    own: &Name,
    allowed: &Allowed,
) -> Option<KeptWord> {
    if allowed.may.has(SharedPart::Team) {
        return None;
    }
    let mut kept = KeptWord {
        shown: "names of the care team".to_owned(),
        known_by: Vec::new(),
        called: Vec::new(),
    };
    let own = fold(&format!("{} {}", own.written(), own.title));
    let is_telling = |word: &str| {
        let folded = fold(word);
        folded.chars().count() >= LEAST_BY_HAND
            && !is_form_of_address(&folded)
            && own.split(' ').all(|own| own != folded)
    };
    for member in team {
        if fold(&member.name).is_empty() {
            continue;
        }
        kept.known_by.push(plain(&member.name));
        if member.role != Role::Service {
            let words = member.name.split(|c: char| !c.is_alphanumeric());
            kept.called
                .extend(words.filter(|word| is_telling(word)).map(str::to_owned));
        }
    }
    (!kept.known_by.is_empty()).then_some(kept)
}

/// What is kept back from a recipient and has words: each condition where they may not see those, and each word of what
/// has to be kept back by hand.
pub fn kept_words<'a>(
    conditions: impl IntoIterator<Item = &'a String>,
    allowed: &Allowed,
) -> Vec<KeptWord> {
    let mut kept: Vec<KeptWord> = Vec::new();
    if !allowed.may.has(SharedPart::Health) {
        let conditions = conditions.into_iter();
        kept.extend(conditions.filter_map(|name| KeptWord::condition(name)));
    }
    for word in allowed.but_not.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let folded = fold(word);
        let is_known = kept.iter().any(|one| fold(&one.shown) == folded);
        if folded.chars().count() >= LEAST_BY_HAND
            && !COMMON_BY_HAND.contains(&folded.as_str())
            && !is_known
        {
            kept.extend(KeptWord::whole(word));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{MemberId, PersonId};
    use crate::domain::sharing::May;

    #[test]
    fn what_is_kept_back_is_found_by_its_words_alone() {
        let conditions = ["COPD", "Parkinson's disease", "Heart failure"].map(str::to_owned);
        let without_health = SharedPart::ALL
            .into_iter()
            .filter(|part| *part != SharedPart::Health);
        let cut = May::of(without_health);
        for (may, but_not, text, expected) in [
            (&cut, "", "Her C.O.P.D. is worse", ""),
            (&cut, "", "copd: blue inhaler", "COPD"),
            (&cut, "", "the Parkinson nurse comes", "Parkinson's disease"),
            (&cut, "", "no disease, a power failure", ""),
            (&cut, "", "a heart-to-heart", "Heart failure"),
            (&cut, "", "heartened", ""),
            (&May::Everything, "", "copd", ""),
            (
                &May::Everything,
                "not what she said about her son",
                "their son rings",
                "son",
            ),
            (
                &May::Everything,
                "not what she said about her son",
                "a person, what she said",
                "",
            ),
            (
                &May::Everything,
                "the drinking; the DEBTS",
                "debts and drinking",
                "drinking debts",
            ),
        ] {
            let allowed = Allowed {
                may: may.clone(),
                basis: String::new(),
                but_not: but_not.to_owned(),
                is_recorded: true,
            };
            let found: Vec<String> = kept_words(&conditions, &allowed)
                .into_iter()
                .filter(|kept| kept.is_named_in(text))
                .map(|kept| kept.shown.replace('"', "").to_lowercase())
                .collect();
            assert_eq!(
                found.join(" "),
                expected.to_lowercase(),
                "{but_not}: {text}"
            );
        }
    }

    #[test]
    fn whoever_is_in_a_team_that_is_kept_back_is_found_by_their_names() {
        let member = |n: u128, role, name: &str| {
            let (id, person) = (MemberId(Uuid::from_u128(n)), PersonId(Uuid::from_u128(1)));
            Member::new(id, person, role, name, "2026-01-05".parse().unwrap())
        };
        let team = [
            member(1, Role::Lead, "Dr Sita Patel"),
            member(2, Role::Carer, "Rose Applepip"),
            member(3, Role::Service, "Vale Falls Response"),
            member(4, Role::Service, ""),
        ];
        let own = Name {
            given: "Ada".into(),
            family: "Applepip".into(),
            ..Name::default()
        };
        let allowed = |may| Allowed {
            may,
            basis: String::new(),
            but_not: String::new(),
            is_recorded: true,
        };
        let cut = allowed(May::of([SharedPart::Plan]));
        let kept = kept_names(&team, &own, &cut).expect("names");
        for (text, named) in [
            ("put the pans in reach (ROSE APPLEPIP)", true),
            ("Rose's key", true),
            ("rang Patel", true),
            ("the doctor; a Dr of the ward", false),
            ("her temperature rose", false),
            ("Ada Applepip agreed", false),
            ("vale falls response comes", true),
            ("two falls, no response", false),
        ] {
            assert_eq!(kept.is_named_in(text), named, "{text}");
        }
        assert!(kept_names(&team, &own, &allowed(May::Everything)).is_none());
        assert!(kept_names(&team[3..], &own, &cut).is_none());
    }
}
