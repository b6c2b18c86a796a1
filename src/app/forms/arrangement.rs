//! The form of an arrangement, whatever its kind: built from the kind's table of fields, and read back by it.

use super::offers::{named_there, settled};
use super::plan::{begin, write_plan};
use super::{DIGITS, Purpose, Saved, place, saved, speak};
use crate::app::form::{Field, Form, Input};
use crate::app::mark::{MarkLine, in_order};
use crate::app::notice::Failure;
use crate::app::offer::Offer;
use crate::app::outline::Part;
use crate::app::outline_arrangements::Arranged;
use crate::app::person_view::PersonView;
use crate::app::{App, Cx};
use crate::domain::arrangement::{
    Arrangement, ArrangementKind, Choice, Holds, Refused, Slot, Visit,
};
use crate::domain::id::{ArrangementId, MemberId};
use crate::domain::team::{self, Member};

/// The mark of a member who is rung.
const RING: &str = "ring";

/// The form for a new or a known arrangement.
pub(super) fn build(
    app: &mut App,
    kind: ArrangementKind,
    id: Option<ArrangementId>,
    cx: &Cx,
) -> Result<Form, Failure> {
    kind.visit(Build { app, id, cx })
}

struct Build<'a> {
    app: &'a mut App,
    id: Option<ArrangementId>,
    cx: &'a Cx,
}

impl Visit for Build<'_> {
    type Out = Result<Form, Failure>;

    fn visit<T: Arrangement>(self) -> Self::Out {
        let view = self.app.person()?;
        let subject = match self.id {
            Some(id) if !T::KIND.is_single() => id.0,
            _ => view.id().0,
        };
        let known = self.id.and_then(|id| find::<T>(view, id));
        let mut form = Form::new(
            Purpose::Arrangement(T::KIND, self.id),
            format!("{}: {}", T::KIND.one(), T::KIND.explained()),
            place(T::KIND.place(), subject),
        );
        form.base = view.folder.plan.as_ref().map_or(0, |plan| plan.revision);
        form.intro.extend(intro(view, T::KIND));
        let focus = known.as_ref().and_then(|_| first_asked(T::KIND));
        let one =
            known.unwrap_or_else(|| T::begin(ArrangementId(uuid::Uuid::nil()), self.cx.today()));
        let team: Vec<&Member> = view
            .team
            .iter()
            .map(|kept| &kept.value)
            .filter(|member| member.held_on(self.cx.today()))
            .collect();
        form.fields = T::SLOTS
            .iter()
            .filter_map(|slot| field(slot, &one, &team))
            .collect();
        speak::warn_of_marks(&mut form, &view.folder, self.cx.today());
        if let Some(name) = focus {
            form.focus_on(name);
        }
        Ok(form)
    }
}

/// What stands over the fields of some kinds.
fn intro(view: &PersonView, kind: ArrangementKind) -> Option<String> {
    match kind {
        ArrangementKind::Backups => {
            let plan = view.folder.plan.as_ref()?;
            (!plan.backup.is_empty()).then(|| {
                let text = plan.backup.split_whitespace().collect::<Vec<_>>().join(" ");
                format!("Written for both before, and kept: {text}")
            })
        }
        ArrangementKind::EndOfLife => Some(
            "While it goes on, Today asks for a review of the plan every day; {plan.review} on the plan tab records one."
                .to_owned(),
        ),
        _ => None,
    }
}

/// The field that is most likely wanted when one of the kind is opened again.
fn first_asked(kind: ArrangementKind) -> Option<&'static str> {
    match kind {
        ArrangementKind::EndOfLife => Some("until_on"),
        ArrangementKind::Elsewhere => Some("lead_told_on"),
        ArrangementKind::OtherPlan => Some("reconciled_on"),
        _ => None,
    }
}

fn field<T>(slot: &Slot<T>, one: &T, team: &[&Member]) -> Option<Field> {
    let Slot {
        name, label, hint, ..
    } = *slot;
    Some(match &slot.holds {
        Holds::Line(at) => Field::line(name, label, (at.get)(one), hint),
        Holds::Text(at) => Field::long(name, label, (at.get)(one), hint),
        Holds::Several(at) => Field::long(name, label, &(at.get)(one).join("; "), hint),
        Holds::Who(at) => Field::offered(name, label, (at.get)(one), offers(team), hint),
        Holds::Been(at) | Holds::From(at) => Field::behind(name, label, *(at.get)(one), hint),
        Holds::Ahead(at) => Field::ahead(name, label, *(at.get)(one), hint),
        Holds::One(Choice { words, get, .. }) => {
            let mut field = Field::choice(name, label, words.iter().copied(), get(one));
            field.hint = hint;
            field
        }
        Holds::Members(at) => {
            let lines = members((at.get)(one), team);
            // Without anybody to mark there is no field, and what was marked stays.
            if lines.is_empty() {
                return None;
            }
            Field {
                name,
                label,
                input: Input::Marks(lines),
                hint,
            }
        }
    })
}

/// Those of the care team whom a field about somebody offers, each once.
fn offers(team: &[&Member]) -> Vec<Offer> {
    let mut names: Vec<&str> = Vec::new();
    for member in team {
        for name in [member.name.as_str(), member.organisation.as_str()] {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let offer = |name: &str| Offer::new(name.to_owned());
    names.into_iter().map(offer).collect()
}

/// The members who can be marked, each once whatever places they hold: those marked already first, in the order in which
/// they are rung, then those who have a number.
fn members(marked: &[MemberId], team: &[&Member]) -> Vec<MarkLine> {
    let with_number = |member: &&&Member| !marked.contains(&member.id) && !member.phone.is_empty();
    let rung = |id: &MemberId| team.iter().find(|member| member.id == *id);
    let marked_first = marked.iter().filter_map(rung);
    let all = marked_first.chain(team.iter().filter(with_number)).copied();
    team::once(all)
        .into_iter()
        .take(DIGITS)
        .map(|member| MarkLine {
            of: member.id.0,
            seen: 0,
            text: format!("{} {}", member.name, member.phone)
                .trim_end()
                .to_owned(),
            marks: vec![RING],
            chosen: marked.contains(&member.id).then_some(0),
            order: Some(
                marked
                    .iter()
                    .position(|id| *id == member.id)
                    .map_or(0, |at| at + 1),
            ),
        })
        .collect()
}

/// Keeps an arrangement.
pub(super) fn save(
    app: &mut App,
    kind: ArrangementKind,
    id: Option<ArrangementId>,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    kind.visit(Save { app, id, form, cx })
}

struct Save<'a> {
    app: &'a mut App,
    id: Option<ArrangementId>,
    form: &'a Form,
    cx: &'a Cx,
}

impl Visit for Save<'_> {
    type Out = Result<Saved, Failure>;

    fn visit<T: Arrangement>(self) -> Self::Out {
        let Self { app, id, form, cx } = self;
        let before = id
            .map(|id| find::<T>(app.person()?, id).ok_or_else(gone))
            .transpose()?;
        let mut one = match &before {
            Some(before) => before.clone(),
            None => T::begin(ArrangementId(app.ids.next(cx.now)), cx.today()),
        };
        for slot in T::SLOTS {
            read(slot, form, &mut one, app, cx)?;
        }
        one.check(cx.today()).map_err(refused)?;
        one.contradicts().map_err(refused)?;
        if let Some(before) = &before {
            one.changed(before, cx.today());
        }
        if before.as_ref() == Some(&one) {
            return Ok(Saved::Done("Nothing was changed.".to_owned()));
        }
        let part = Part::Arranged(Arranged::Entry(T::KIND, one.id()));
        let unmarked = one.silent().map_or_else(String::new, |label| {
            format!("; nobody is marked under \"{label}\" yet")
        });
        let mut plan = begin(app, cx)?;
        T::put(&mut plan.arrangements, one);
        let command = match (T::KIND, &before) {
            (ArrangementKind::EndOfLife, _) => "plan.end_of_life",
            (_, None) => "plan.add",
            (_, Some(_)) => "plan.edit",
        };
        write_plan(app, plan, form, command, cx)?;
        app.select_part(part);
        let done = if before.is_some() {
            "Saved"
        } else {
            "Added to the plan"
        };
        Ok(saved(&format!("{done}{unmarked}")))
    }
}

fn read<T: Arrangement>(
    slot: &Slot<T>,
    form: &Form,
    one: &mut T,
    app: &App,
    cx: &Cx,
) -> Result<(), Failure> {
    let day = || {
        let when = form.when(slot.name, cx.local, &app.model.holidays)?;
        Ok::<_, Failure>(when.map(|when| when.date))
    };
    match &slot.holds {
        Holds::Line(at) | Holds::Text(at) => {
            *(at.get_mut)(one) = form.text(slot.name);
        }
        // What was decided elsewhere was decided by others, whatever their first name: nobody of the team is put there.
        Holds::Who(at) if T::KIND == ArrangementKind::Elsewhere => {
            *(at.get_mut)(one) = named_there(app, form, slot.name);
        }
        Holds::Who(at) => {
            let before = (at.get)(one).clone();
            *(at.get_mut)(one) = settled(app, form, slot.name, &before, cx.today())?;
        }
        Holds::Several(at) => {
            let text = form.text(slot.name);
            let parts = text.split([';', '\n']).map(str::trim);
            let said = parts.filter(|part| !part.is_empty()).map(str::to_owned);
            *(at.get_mut)(one) = said.collect();
        }
        Holds::Been(at) | Holds::From(at) | Holds::Ahead(at) => *(at.get_mut)(one) = day()?,
        Holds::One(choice) => (choice.set)(one, form.choice(slot.name)),
        Holds::Members(at) => {
            let lines = form.lines(slot.name);
            // Who was offered in one of their places was offered in all.
            let team = app.model.person.as_ref().map_or(&[][..], |view| &view.team);
            let place = |id: &MemberId| team.iter().find(|member| member.id == *id);
            let is_line = |line: &MarkLine, id: &MemberId| {
                line.of == id.0
                    || place(&MemberId(line.of))
                        .zip(place(id))
                        .is_some_and(|(shown, other)| {
                            other.held_on(cx.today()) && team::is_same(shown, other)
                        })
            };
            let offered = |id: &MemberId| lines.iter().any(|line| is_line(line, id));
            let marked = in_order(lines).into_iter();
            let marked = marked.filter(|line| line.mark().is_some());
            let marked: Vec<MemberId> = marked.map(|line| MemberId(line.of)).collect();
            let members = (at.get_mut)(one);
            // Whoever could not be marked in the form, such as a member who has gone, stays.
            members.retain(|id| !offered(id));
            members.splice(0..0, marked);
        }
    }
    Ok(())
}

/// The arrangement of a kind of which there is only one, where it is there.
pub(super) fn the_one(kind: ArrangementKind, view: &PersonView) -> Option<ArrangementId> {
    kind.visit(First(view))
}

struct First<'a>(&'a PersonView);

impl Visit for First<'_> {
    type Out = Option<ArrangementId>;

    fn visit<T: Arrangement>(self) -> Self::Out {
        let plan = self.0.folder.plan.as_ref()?;
        T::all(&plan.arrangements).first().map(Arrangement::id)
    }
}

fn find<T: Arrangement>(view: &PersonView, id: ArrangementId) -> Option<T> {
    let plan = view.folder.plan.as_ref()?;
    let mut all = T::all(&plan.arrangements).iter();
    all.find(|one| one.id() == id).cloned()
}

fn gone() -> Failure {
    Failure::new("This is not in the plan any more. Press {form.leave} and look at the plan.")
}

fn refused(refused: Refused) -> Failure {
    Failure::from(refused.why).at(refused.field)
}
