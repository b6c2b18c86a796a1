//! A place that one alone holds, when what is on record of it is changed: two cannot lead on one day, and who did stays as
//! it was (R16, R17).

use crate::app::form::Form;
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::say;
use crate::domain::team::Member;

/// Looks at a place as it is about to be written over what it was: refuses days on which somebody else holds it too, and
/// asks once where days gone by would read otherwise than they were.
pub(super) fn check(
    app: &App,
    before: &Member,
    after: &Member,
    form: &Form,
    cx: &Cx,
) -> Result<(), Failure> {
    let is_same_place = before.role == after.role;
    let (word, since) = (after.role.word(), say::full(before.from_on));
    if after.role.is_single() {
        let mut others = app.person()?.folder.team.iter().filter(|other| {
            let is_known = is_same_place && other.overlaps(before);
            // What overlapped already is not the doing of whoever puts a number right.
            other.id != after.id && other.role == after.role && other.overlaps(after) && !is_known
        });
        if let Some(other) = others.next() {
            return Err(Failure::new(format!(
                "{} holds this place since {}, and one alone can hold it. {{team.add}} with {} as {word} takes it over from a day, and who held it before stays on record.",
                other.name,
                say::full(other.from_on),
                after.name,
            ))
            .at(if is_same_place { "from" } else { "role" }));
        }
    }
    if is_same_place || before.from_on >= cx.today() {
        return Ok(());
    }
    if after.role.is_single() {
        form.ask_once(
            "role",
            format!(
                "It will read that {} was {word} since {since}. {{team.add}} with their name takes the place up from today instead.",
                after.name
            ),
        )?;
    }
    if before.role.is_single() {
        form.ask_once(
            "role",
            format!(
                "It will read that {} never was {}. {{team.end}} ends that place from today instead, and {{team.add}} adds the other.",
                before.name,
                before.role.word()
            ),
        )?;
    }
    Ok(())
}
