//! What a plan arranges, as it is compared: by the tables of fields of its kinds, so under the labels and in the words of
//! the forms.

use chrono::NaiveDate;

use super::Leaf;
use crate::domain::arrangement::{Arrangement, ArrangementKind, Holds, Naming, Visit, facts};
use crate::domain::item::Item;
use crate::domain::labels;
use crate::domain::team::Member;
use crate::domain::version::Body;

/// Adds the texts of everything that is arranged.
pub(super) fn leaves(body: &Body, into: &mut Vec<Leaf>) {
    for kind in ArrangementKind::ALL {
        kind.visit(OfKind { body, into });
    }
}

struct OfKind<'a> {
    body: &'a Body,
    into: &'a mut Vec<Leaf>,
}

impl Visit for OfKind<'_> {
    type Out = ();

    fn visit<T: Arrangement>(self) {
        let team: Vec<&Member> = self.body.team.iter().collect();
        for one in T::all(&self.body.plan.arrangements) {
            let thing = format!("{}{}", place(T::KIND), one.id());
            let start = self.into.len();
            for slot in T::SLOTS {
                // Whoever has gone since was there when it was arranged.
                let naming = Naming::plain(&team, NaiveDate::MIN);
                let known = facts(std::slice::from_ref(slot), one, naming);
                let Some(fact) = known.into_iter().next() else {
                    continue;
                };
                let is_day = matches!(
                    slot.holds,
                    Holds::Been(_) | Holds::From(_) | Holds::Ahead(_)
                );
                let is_first = !T::KIND.is_single() && !is_day && self.into.len() == start;
                self.into.push(Leaf {
                    key: format!("{thing}/{}", slot.name),
                    thing: thing.clone(),
                    noun: T::KIND.one().to_lowercase(),
                    title: String::new(),
                    field: if is_first {
                        String::new()
                    } else {
                        fact.label.to_lowercase()
                    },
                    raw: match &slot.holds {
                        Holds::Members(at) => format!("{:?}", (at.get)(one)),
                        _ => fact.value.clone(),
                    },
                    text: fact.value,
                });
            }
            if T::KIND == ArrangementKind::OtherPlan {
                lines(self.body, &thing, self.into);
            }
            title(self.into.get_mut(start..).unwrap_or_default());
        }
    }
}

/// Whether the place of a text is in an arrangement of a kind.
pub(super) fn is_of(key: &str, kind: ArrangementKind) -> bool {
    key.starts_with(&place(kind))
}

/// Where those of a kind stand.
fn place(kind: ArrangementKind) -> String {
    format!("{kind:?}/")
}

/// The lines of another service's plan, each with where it went.
fn lines(body: &Body, thing: &str, into: &mut Vec<Leaf>) {
    let items: Vec<&Item> = body.items.iter().collect();
    let plans = body.plan.arrangements.other_plans.iter();
    let of_it = plans.filter(|plan| thing.ends_with(&plan.id.to_string()));
    for line in of_it.flat_map(|plan| &plan.lines) {
        into.push(Leaf {
            key: format!("{thing}/{}", line.id),
            thing: thing.to_owned(),
            noun: ArrangementKind::OtherPlan.one().to_lowercase(),
            title: String::new(),
            field: "line of it".to_owned(),
            raw: format!("{} {:?} {}", line.text, line.into, line.left_out_because),
            text: line.says(&body.plan, &items),
        });
    }
}

/// What the thing is known by, with each of its texts.
fn title(leaves: &mut [Leaf]) {
    let first = leaves.first().filter(|leaf| leaf.field.is_empty());
    let title = first.map_or_else(String::new, |leaf| labels::one_line(&leaf.text));
    for leaf in leaves {
        leaf.title.clone_from(&title);
    }
}
