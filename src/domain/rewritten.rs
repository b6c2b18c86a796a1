//! What was written over: the words that a record lost when somebody saved another version of it (R28, R54, R104).
//!
//! Works on the serde form of records, as merging does: a field that is added tomorrow is told without a line here.
//! Additions are no loss: they are told only where somebody asks what is different ([`differing`]). Deliberately not here: who wrote, and when (`store::history`).

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
    let mut found = differing(was, now, names);
    found.retain(|one| !one.was.is_empty());
    for one in &mut found {
        one.about = [kind.word(), &one.about]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(": ");
    }
    found
}

/// Everything in which two versions of one record differ, also what only the second says: `was` is empty there.
pub fn differing(was: &Value, now: &Value, names: &Names) -> Vec<Rewritten> {
    let mut found = Vec::new();
    compare(&mut Vec::new(), "", (was, now), names, &mut found);
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
            let new = after.keys().filter(|name| !before.contains_key(*name));
            let names_of_all = before.keys().chain(new);
            for name in names_of_all.filter(|name| !labels::is_silent(name)) {
                about.push(labels::field(name));
                let [was, now] = [before, after].map(|of| of.get(name).unwrap_or(&Value::Null));
                compare(about, name, (was, now), names, found);
                about.pop();
            }
        }
        (Value::Array(before), Value::Array(after))
            if before.iter().chain(after).all(|one| id_of(one).is_some()) =>
        {
            let is_known = |one: &&Value| before.iter().any(|was| id_of(was) == id_of(one));
            for one in before
                .iter()
                .chain(after.iter().filter(|one| !is_known(one)))
            {
                let [was, now] = [before, after].map(|of| {
                    let mut of = of.iter();
                    of.find(|other| id_of(other) == id_of(one))
                        .unwrap_or(&Value::Null)
                });
                let title = labels::title(one);
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
            let [was, now] = [was, now].map(|value| {
                let said = labels::said(value, names);
                if said.trim().is_empty() {
                    String::new()
                } else {
                    said
                }
            });
            if was != now {
                found.push(Rewritten {
                    about: about.join(": "),
                    was,
                    now,
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
    fn what_differs_is_told_with_what_was_added() {
        let was = json!({"goals": [{"id": "1", "text": "walk"}], "email": "a@b"});
        let now = json!({"goals": [{"id": "1", "text": "walk", "confidence": 4},
            {"id": "2", "text": "cook"}], "email": "a@c"});
        let found = differing(&was, &now, &Names::new());
        let mut found: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|one| (one.about.as_str(), one.was.as_str(), one.now.as_str()))
            .collect();
        found.sort_unstable();
        let expected = [
            ("e-mail", "a@b", "a@c"),
            ("goals: goal cook", "", "cook"),
            ("goals: goal walk: confidence", "", "4"),
        ];
        assert_eq!(found, expected);
    }

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
