//! Whether two plans differ in what somebody may come to harm by who holds the older one: a decision about resuscitation,
//! wishes, what to do when things go wrong (R85, R87, R91).

use std::collections::BTreeSet;

use super::arranged;
use crate::domain::arrangement::ArrangementKind;
use crate::domain::labels::one_line;
use crate::domain::version::Body;

/// The kinds that it is about.
const VITAL: [ArrangementKind; 5] = [
    ArrangementKind::Cpr,
    ArrangementKind::Wishes,
    ArrangementKind::EndOfLife,
    ArrangementKind::Contingency,
    ArrangementKind::AtHand,
];

/// Fields that change nothing of what is to be done.
const IN_PASSING: [&str; 4] = ["agreed_with", "updated_on", "review_on", "responsible"];

/// The headings under which they differ, in the order of the plan.
pub fn vital_changes(was: &Body, now: &Body) -> Vec<&'static str> {
    let [was, now] = [was, now].map(texts);
    VITAL
        .into_iter()
        .filter(|kind| {
            let of_kind = |texts: &BTreeSet<(String, String)>| -> Vec<(String, String)> {
                let of_it = texts.iter().filter(|(key, _)| arranged::is_of(key, *kind));
                of_it.cloned().collect()
            };
            of_kind(&was) != of_kind(&now)
        })
        .map(ArrangementKind::heading)
        .collect()
}

/// Each text by its place.
fn texts(body: &Body) -> BTreeSet<(String, String)> {
    let mut leaves = Vec::new();
    arranged::leaves(body, &mut leaves);
    let passing = |key: &str| {
        let field = key.rsplit('/').next().unwrap_or_default();
        IN_PASSING.contains(&field)
    };
    leaves
        .into_iter()
        .filter(|leaf| !passing(&leaf.key))
        .map(|leaf| (leaf.key, one_line(&leaf.text)))
        .collect()
}
