//! Two texts of one place kept one after the other, each under whose it is, for somebody to make one of them later.
//!
//! Only what is told in sentences is: two days, two names or two places in one field would be neither.

use chrono::NaiveDate;
use serde_json::Value;

use super::{Collision, Step};

/// The texts that have pages of their own, where one may stand under the other; all others are one line.
const PAGES: &[&str] = &[
    "strengths",
    "practice_contact",
    "contingency",
    "backup",
    "story",
];

/// The texts of one line that are told in sentences. Whatever is not here or among the pages names somebody, something or
/// a place, or is a value: of those one is chosen.
const LINES: &[&str] = &[
    "access",
    "answers",
    "at_night",
    "because",
    "breaks",
    "changed",
    "content",
    "coping",
    "does",
    "early_signs",
    "for_what",
    "if_stopped",
    "needs",
    "no_words_because",
    "not_to_do",
    "note",
    "notes",
    "outcome",
    "questions",
    "reason",
    "red_flags",
    "refer",
    "says",
    "strategies",
    "support",
    "taken_over",
    "text",
    "what_to_do",
];

/// What stands over each of two texts on one page, before whose it is.
const SAVED_BY: &str = "Saved by ";
const WRITTEN_BY: &str = "Written at the same time by ";
/// What stands behind each of two texts in one line, before whose it is.
const LINE_SAVED_BY: &str = " (saved by ";
const LINE_WRITTEN_BY: &str = " (written at the same time by ";

/// What both sides say, theirs first; nothing where they are no texts, or where one of them took it away.
///
/// `whose` is who saved theirs and who is saving.
pub fn both(collision: &Collision, whose: [&str; 2]) -> Option<Value> {
    let Some(Step::Field(field)) = collision.path.last() else {
        return None;
    };
    let is_page = PAGES.contains(&field.as_str());
    // A goal's is a phrase of the person's words, and two of them stand nowhere in those.
    let is_phrase = field == "because" && collision.path.contains(&Step::Field("goals".to_owned()));
    if is_phrase || !is_page && !LINES.contains(&field.as_str()) {
        return None;
    }
    let join = |theirs: &Value, mine: &Value| {
        let (theirs, mine) = (text(theirs)?, text(mine)?);
        let is_text = [theirs, mine]
            .iter()
            .any(|one| one.contains(char::is_whitespace));
        is_text.then(|| {
            if is_page {
                one_under_the_other([theirs, mine], whose)
            } else {
                let [first, second] = whose;
                format!("{theirs}{LINE_SAVED_BY}{first}); {mine}{LINE_WRITTEN_BY}{second})")
            }
        })
    };
    // The story is a text with its day and who wrote it: it is ours from then on.
    if let (Value::Object(theirs), Value::Object(mine)) = (&collision.theirs, &collision.mine) {
        if field != "story" {
            return None;
        }
        let joined = join(theirs.get("text")?, mine.get("text")?)?;
        let mut note = mine.clone();
        note.insert("text".to_owned(), Value::String(joined));
        return Some(Value::Object(note));
    }
    join(&collision.theirs, &collision.mine).map(Value::String)
}

/// Two texts on one page: theirs, then ours, each under whose it is.
pub fn one_under_the_other([theirs, mine]: [&str; 2], [first, second]: [&str; 2]) -> String {
    format!(
        "{SAVED_BY}{first}:\n{}\n\n{WRITTEN_BY}{second}:\n{}",
        theirs.trim_end(),
        mine.trim_end()
    )
}

/// Whether a text is two that were kept at once, and nobody made one of them yet.
pub fn holds_both(text: &str) -> bool {
    let is_head = |line: &str, head: &str| line.starts_with(head) && line.trim_end().ends_with(':');
    let mut lines = text.trim_start().lines();
    let on_a_page = lines.next().is_some_and(|line| is_head(line, SAVED_BY))
        && lines.any(|line| is_head(line, WRITTEN_BY));
    let mut behind = text.split(LINE_SAVED_BY).skip(1);
    on_a_page || behind.any(|rest| rest.contains(LINE_WRITTEN_BY))
}

/// A text that says something; a day is none.
fn text(value: &Value) -> Option<&str> {
    let text = value.as_str()?.trim();
    (!text.is_empty() && text.parse::<NaiveDate>().is_err()).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_kept_one_after_the_other_and_nothing_else_is() {
        let kept = |field: &str, theirs: Value, mine: Value| {
            let collision = Collision {
                path: vec![Step::Field(field.to_owned())],
                base: Value::Null,
                mine,
                theirs,
            };
            both(&collision, ["J. Bright", "A. Okafor"])
        };
        for (field, theirs, mine, expected) in [
            (
                "strengths",
                json!("Sings."),
                json!("Bakes bread.\n"),
                json!(
                    "Saved by J. Bright:\nSings.\n\nWritten at the same time by A. Okafor:\nBakes bread."
                ),
            ),
            (
                "because",
                json!("she fell"),
                json!("she is afraid"),
                json!(
                    "she fell (saved by J. Bright); she is afraid (written at the same time by A. Okafor)"
                ),
            ),
            (
                "story",
                json!({ "text": "Home.", "on": "2026-03-01", "by": "j.bright" }),
                json!({ "text": "At home.", "on": "2026-03-02", "by": "a.okafor" }),
                json!({
                    "text": "Saved by J. Bright:\nHome.\n\nWritten at the same time by A. Okafor:\nAt home.",
                    "on": "2026-03-02", "by": "a.okafor",
                }),
            ),
            ("strengths", json!("Sings."), Value::Null, Value::Null),
            ("state", json!("on_hold"), json!("reached"), Value::Null),
            (
                "due_on",
                json!("2026-03-02"),
                json!("2026-03-09"),
                Value::Null,
            ),
            (
                "owner",
                json!("Nell Nettle"),
                json!("Dr Quince"),
                Value::Null,
            ),
            ("importance", json!(7), json!(9), Value::Null),
        ] {
            let kept = kept(field, theirs, mine).unwrap_or_default();
            assert_eq!(kept, expected, "{field}");
        }
    }

    #[test]
    fn two_texts_are_two_until_they_were_made_one() {
        let both = one_under_the_other(["Sings.", "Bakes."], ["J. Bright", "A. Okafor"]);
        assert!(holds_both(&both));
        let line = "fell (saved by J. Bright); afraid (written at the same time by A. Okafor)";
        assert!(holds_both(line));
        for one in [
            "fell (saved by the neighbour)",
            "afraid (written at the same time by A. Okafor), fell (saved by J. Bright)",
            "",
            "Sings.",
            "Saved by the bell.",
            "Saved by J. Bright:\nSings.",
            "Sings.\n\nWritten at the same time by A. Okafor:\nBakes.",
        ] {
            assert!(!holds_both(one), "{one}");
        }
    }

    #[test]
    fn what_names_somebody_or_something_is_never_two() {
        let kept = |path: &[&str]| {
            let collision = Collision {
                path: path.iter().map(|&one| Step::Field(one.into())).collect(),
                base: Value::Null,
                mine: json!("the second one"),
                theirs: json!("the first one"),
            };
            both(&collision, ["J. Bright", "A. Okafor"])
        };
        for path in [
            &["discharge", "named_contact"][..],
            &["taking", "name"],
            &["from"],
            &["to"],
            &["provider"],
            &["place"],
            &["who_goes"],
            &["supplied_by"],
            &["prescribes_next"],
            &["agreed_with"],
            &["works_in"],
            &["address"],
            &["kept_at"],
            &["what"],
            &["goals", "because"],
            &["of_a_later_version"],
        ] {
            assert_eq!(kept(path), None, "{path:?}");
        }
        for path in [&["goals", "text"][..], &["because"], &["notes"]] {
            assert!(kept(path).is_some(), "{path:?}");
        }
    }

    /// A whole record within a field has a text too, and more that would be taken from one side unseen.
    #[test]
    fn a_text_with_more_beside_it_is_chosen_as_a_whole() {
        let collision = Collision {
            path: vec![Step::Field("access".to_owned())],
            base: Value::Null,
            mine: json!({ "text": "Speak slowly.", "on": "2026-03-02", "format": ["Braille"] }),
            theirs: json!({ "text": "Ring twice.", "on": "2026-03-02" }),
        };
        assert_eq!(both(&collision, ["J. Bright", "A. Okafor"]), None);
    }
}
