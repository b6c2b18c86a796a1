//! A carer, in parts: what they do for this person, and how they are themselves (R90-R93).
//!
//! What is written of them themselves is written at every place where they care, in the same change. Not here: finding a
//! carer who is known already (`known_carer`), how to communicate with them (`access`).

use super::{Purpose, Saved, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::carer::{Assessment, Carer, Strain};
use crate::domain::change::Change;
use crate::domain::id::{CarerId, MemberId, PersonId};
use crate::domain::person::Person;
use crate::domain::record::{Kept, Kind, Record};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::soundness::MOST_STRAIN;
use crate::domain::team::Member;
use crate::store::Fault;

/// The choice that a carer is not on the caseload.
const NOBODY: &str = "no";

/// Answers of how it is for them that stand above the form.
const SHOWN: usize = 3;

/// A member of the open person's team, past or present.
pub(super) fn find(app: &App, id: MemberId) -> Result<Kept<Member>, Failure> {
    app.person()?
        .folder
        .team
        .iter()
        .find(|member| member.id == id)
        .cloned()
        .ok_or_else(|| Fault::Gone(Kind::Member).into())
}

/// What is known of a carer themselves, begun where nothing was.
pub(super) fn themselves<'a>(app: &mut App, member: &'a mut Member, cx: &Cx) -> &'a mut Carer {
    let ids = &mut app.ids;
    member
        .carer
        .get_or_insert_with(|| Carer::new(CarerId(ids.next(cx.now))))
}

/// The form about what a carer does for this person.
pub(super) fn build_care(app: &mut App, id: MemberId) -> Result<Form, Failure> {
    let member = find(app, id)?;
    let mut form = Form::new(
        Purpose::Care(id),
        format!("What {} does", member.name),
        place("team.care", id.0),
    );
    form.base = member.revision;
    form.intro =
        vec!["For this person alone, so that it is in sight what would stop with them.".to_owned()];
    form.fields = vec![
        Field::long(
            "does",
            "By day",
            &member.does,
            "medicines, dressings, lifting, meals, letters",
        ),
        Field::long(
            "at_night",
            "By night",
            &member.at_night,
            "up twice to help her to the bathroom",
        ),
        Field::long(
            "if_stopped",
            "If they stopped",
            &member.if_stopped,
            "what nobody else would do",
        ),
        Field::line(
            "may_be_told",
            "May be told",
            &member.may_be_told,
            "as the person decided: everything; appointments only",
        ),
    ];
    Ok(form)
}

/// Keeps what a carer does for this person.
pub(super) fn save_care(
    app: &mut App,
    id: MemberId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let member = Member {
        does: form.text("does"),
        at_night: form.text("at_night"),
        if_stopped: form.text("if_stopped"),
        may_be_told: form.text("may_be_told"),
        ..find(app, id)?.value
    };
    app.save_change(
        form,
        "team.care",
        &Change::replace(Record::Member(member), form.base),
        cx,
    )?;
    Ok(saved("Saved"))
}

/// The form about how a carer is themselves.
pub(super) fn build_own(app: &mut App, id: MemberId, cx: &Cx) -> Result<Form, Failure> {
    let member = find(app, id)?;
    let mut form = Form::new(
        Purpose::CarerSelf(id),
        format!("How {} is", member.name),
        place("team.own", id.0),
    );
    form.base = member.revision;
    let known = member
        .carer
        .clone()
        .unwrap_or_else(|| Carer::new(CarerId(id.0)));
    form.intro = vec!["What is written here is the same wherever they care.".to_owned()];
    form.intro.extend(
        known
            .strain
            .iter()
            .rev()
            .take(SHOWN)
            .map(|strain| format!("{}: {}", say::day(strain.on, cx.today()), strain.line())),
    );
    let people = may_be(app, &member)?;
    let mut options = vec![NOBODY.to_owned()];
    options.extend(people.iter().map(|person| listed(person)));
    let at = people
        .iter()
        .position(|person| Some(person.id) == known.is_person)
        .map_or(0, |at| at + 1);
    let assessment = Assessment::ALL
        .iter()
        .position(|one| *one == known.assessment)
        .unwrap_or(0);
    form.fields = vec![
        Field::long(
            "strain",
            "How is it for them",
            "",
            "in their words, as they say it now; kept with its day",
        ),
        Field::line(
            "score",
            "From 0 to 10",
            "",
            "10: cannot go on; only where they gave a number",
        ),
        Field::behind("on", "Said on", None, "empty: today"),
        Field::ahead(
            "review",
            "Ask again on",
            known.review_on,
            "+3m; Today then asks for it",
        ),
        Field::line(
            "breaks",
            "Breaks",
            &known.breaks,
            "Saturday mornings; a week in June, agreed with the sitting service",
        ),
        Field::line(
            "needs",
            "Own needs",
            &known.needs,
            "their health, work, sleep",
        ),
        Field::line(
            "support",
            "Supported by",
            &known.support,
            "carers' centre, carer champion, group",
        ),
        Field::choice(
            "assessment",
            "Carer's assessment",
            Assessment::ALL.map(Assessment::word),
            assessment,
        ),
        Field::behind(
            "assessed",
            "Assessment on",
            known.assessment_on,
            "the day of it",
        ),
        Field::choice("is_person", "On the caseload too", options, at),
    ];
    Ok(form)
}

/// Somebody as a choice shows them.
fn listed(person: &Person) -> String {
    let born = person
        .born_on
        .map(|born| format!(", born {}", say::birth(born)))
        .unwrap_or_default();
    format!("{}{born}", person.name.listed())
}

/// Keeps how a carer is, wherever they care.
pub(super) fn save_own(
    app: &mut App,
    id: MemberId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let day = |app: &App, name| {
        form.when(name, cx.local, &app.model.holidays)
            .map(|when| when.map(|when| when.date))
    };
    let on = day(app, "on")?.unwrap_or(cx.today());
    let assessed_on = day(app, "assessed")?;
    let review_on = day(app, "review")?;
    let says = form.text("strain");
    let score = score(form)?;
    let mut member = find(app, id)?.value;
    let is_person = chosen_person(app, &member, form)?;
    let login = app.model.login.clone();
    let today = cx.today();
    let carer = themselves(app, &mut member, cx);
    carer.review_on = review_on;
    if !says.is_empty() || score.is_some() {
        // What was set before they were asked is done with this answer.
        carer.review_on = review_on.filter(|again| *again > on);
        let strain = Strain {
            on,
            says,
            score,
            by: login,
        };
        strain.check(today).map_err(|fault| refused(fault, &[]))?;
        carer.strain.push(strain);
    }
    carer.breaks = form.text("breaks");
    carer.needs = form.text("needs");
    carer.support = form.text("support");
    carer.assessment = form
        .chosen("assessment", &Assessment::ALL)
        .unwrap_or_default();
    carer.assessment_on = assessed_on;
    carer.is_person = is_person;
    let change = Change::replace(Record::Member(member), form.base);
    app.save_change(form, "team.own", &change, cx)?;
    Ok(saved("Saved"))
}

/// The number that they gave.
fn score(form: &Form) -> Result<Option<u8>, Failure> {
    let text = form.text("score");
    if text.is_empty() {
        return Ok(None);
    }
    text.parse()
        .ok()
        .filter(|score| u16::from(*score) <= MOST_STRAIN)
        .map(Some)
        .ok_or_else(|| Failure::from(Refusal::NotWithin(0, MOST_STRAIN)).at("score"))
}

/// People of the caseload who may be this carer: first the one whom the record names, whatever the names are by now.
fn may_be(app: &mut App, member: &Member) -> Result<Vec<Kept<Person>>, Failure> {
    let store = app.store()?;
    let named = member.carer.as_ref().and_then(|carer| carer.is_person);
    let mut people = store.people_named(&member.name)?;
    if let Some(id) = named {
        people.retain(|person| person.id != id);
        match store.person(id) {
            Ok(person) => people.insert(0, person),
            Err(Fault::Gone(_)) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(people)
}

/// Their own record, as it was chosen by its words.
fn chosen_person(app: &mut App, member: &Member, form: &Form) -> Result<Option<PersonId>, Failure> {
    let word = form.word("is_person");
    if word == NOBODY {
        return Ok(None);
    }
    may_be(app, member)?
        .iter()
        .find(|person| listed(person) == word)
        .map(|person| Some(person.id))
        .ok_or_else(|| {
            Failure::new("That record has another name by now. Choose it again from what is here.")
                .at("is_person")
        })
}
