//! What was written over: the words that a record lost when somebody saved another version of it (R28, R54, R104).
//!
//! Works on the serde form of records, as merging does: a field that is added tomorrow is told without a line here.
//! Additions are no loss and are left out. Deliberately not here: who wrote, and when (`store::history`).

use serde_json::Value;

use super::labels::{self, Names, id_of};
use super::record::Kind;

/// One value that does not stand any more.
#[derive(Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// What it is: "plan: goals: goal Walk to the shop: text".
    pub about: String,
    /// What it said.
    pub was: String,
    /// What stands there instead; empty where it was taken away.
    pub now: String,
}

private_debug!(Rewritten);

/// Everything that one version of a record of a kind said and the next does not.
pub fn rewritten(kind: Kind, was: &Value, now: &Value, names: &Names) -> Vec<Rewritten> {
    let mut found = Vec::new();
    let mut about = vec![kind.word().to_owned()];
    compare(&mut about, "", (was, now), names, &mut found);
    found
}

fn compare(
    about: &mut Vec<String>,
    list: &str,
    (was, now): (&Value, &Value),
    names: &Names,
    found: &mut Vec<Rewritten>,
) {
    if was == now {
        return;
    }
    match (was, now) {
        (Value::Object(before), Value::Object(after)) => {
            for (name, was) in before.iter().filter(|(name, _)| !labels::is_silent(name)) {
                about.push(labels::field(name));
                let now = after.get(name).unwrap_or(&Value::Null);
                compare(about, name, (was, now), names, found);
                about.pop();
            }
        }
        (Value::Array(before), Value::Array(after))
            if before.iter().all(|one| id_of(one).is_some()) =>
        {
            for was in before {
                let same = |one: &&Value| id_of(one) == id_of(was);
                let now = after.iter().find(same).unwrap_or(&Value::Null);
                let title = labels::title(was);
                about.push(
                    format!("{} {title}", labels::one_of(list))
                        .trim()
                        .to_owned(),
                );
                compare(about, "", (was, now), names, found);
                about.pop();
            }
        }
        _ => {
            let said = labels::said(was, names);
            if !said.trim().is_empty() {
                found.push(Rewritten {
                    about: about.join(": "),
                    was: said,
                    now: labels::said(now, names),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_lost_is_told_and_what_was_added_is_not() {
        let cases = [
            (json!({"text": "a"}), json!({"text": "a"}), vec![]),
            (json!({"text": ""}), json!({"text": "new"}), vec![]),
            (json!({}), json!({"text": "new"}), vec![]),
            (
                json!({"text": "old\nwords"}),
                json!({"text": "new"}),
                vec![("plan: text", "old\nwords", "new")],
            ),
            (
                json!({"name": {"preferred": "Peg", "family": "E"}}),
                json!({"name": {"family": "E"}}),
                vec![("plan: name: how they like to be called", "Peg", "")],
            ),
            (
                json!({"goals": [{"id": "1", "text": "walk"}, {"id": "2", "text": "cook"}]}),
                json!({"goals": [{"id": "2", "text": "bake"}, {"id": "3", "text": "sing"}]}),
                vec![
                    ("plan: goals: goal walk", "walk", ""),
                    ("plan: goals: goal cook: text", "cook", "bake"),
                ],
            ),
            (
                json!({"groups": ["a", "b"], "id": "x"}),
                json!({"groups": ["b"], "id": "y"}),
                vec![("plan: groups", "a; b", "b")],
            ),
        ];
        for (was, now, expected) in cases {
            let found = rewritten(Kind::Plan, &was, &now, &Names::new());
            let found: Vec<(&str, &str, &str)> = found
                .iter()
                .map(|one| (one.about.as_str(), one.was.as_str(), one.now.as_str()))
                .collect();
            assert_eq!(found, expected, "{was} to {now}");
        }
    }
}
