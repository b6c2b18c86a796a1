//! What fields of the plan offer: phrases of the person's words, names from the care team.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::app::App;
use crate::app::form::Form;
use crate::app::notice::Failure;
use crate::app::offer::Offer;
use crate::app::person_view::PersonView;
use crate::domain::arrangement::Arrangement;
use crate::domain::find::fold;
use crate::domain::item::Waiting;
use crate::domain::meant::{self, Meant, meant};
use crate::domain::phrase;
use crate::domain::sharing::may_mean;
use crate::domain::team::{Member, Role};
use crate::domain::words::{self, Heading};

/// The most phrases that are offered.
const PHRASES: usize = 300;

/// Phrases of the words that hold, those nearest to some texts first.
pub(super) fn phrases(view: &PersonView, near: &[&str]) -> Vec<String> {
    let said = said(view).into_iter().map(|(phrase, _)| phrase);
    phrase::nearest_first(said.collect(), near)
}

/// The same as offers, each with the heading it stands under: the one place from which a phrase is chosen.
pub(super) fn phrase_offers(view: &PersonView, near: &[&str]) -> Vec<Offer> {
    let mut under: HashMap<String, &'static str> = HashMap::new();
    for (phrase, heading) in said(view) {
        // Said under two headings, it stands under the first of them.
        under.entry(phrase).or_insert(heading.title());
    }
    let mut known = HashSet::new();
    phrases(view, near)
        .into_iter()
        .filter(|phrase| known.insert(phrase.clone()))
        .map(|phrase| Offer {
            under: under.get(&phrase).copied().unwrap_or_default(),
            ..Offer::new(phrase)
        })
        .collect()
}

/// The phrases of every heading, in the order of the headings.
fn said(view: &PersonView) -> Vec<(String, Heading)> {
    let mut found = Vec::new();
    for heading in Heading::ALL {
        let all = view.folder.words.iter().map(|kept| &kept.value);
        if let Some(words) = words::current(all, heading) {
            let phrases = phrase::phrases(&words.text, PHRASES - found.len());
            found.extend(phrases.into_iter().map(|phrase| (phrase, heading)));
        }
        if found.len() >= PHRASES {
            break;
        }
    }
    found
}

/// The services whose plans were written down for the person, each once: they do things, and may have to be told.
pub(super) fn planning_services(view: &PersonView, today: NaiveDate) -> Vec<String> {
    let plan = view.folder.plan.as_ref();
    let others = plan.map_or(&[][..], |plan| &plan.arrangements.other_plans);
    let mut services: Vec<String> = Vec::new();
    for other in others {
        let service = other.service.trim();
        let holds = other.until_on().is_none_or(|until| until > today);
        if holds && !service.is_empty() && !services.iter().any(|known| known == service) {
            services.push(service.to_owned());
        }
    }
    services
}

/// The person, everybody who is in their care team on a day, then the services whose plans are known.
pub(super) fn team(view: &PersonView, today: NaiveDate) -> Vec<Offer> {
    let person = std::iter::once(view.folder.person.name.written());
    let members = view.team.iter().filter(|member| member.held_on(today));
    let names = members.map(|member| meant::named(member).to_owned());
    let mut known = Vec::new();
    for name in person.chain(names).chain(planning_services(view, today)) {
        if !name.is_empty() && !known.contains(&name) {
            known.push(name);
        }
    }
    offers(known)
}

/// Who is meant in a field: by name, where a first name or a place is typed that fits one of the care team, or the beginning
/// of one of the names that are offered. Where it fits several, or one loosely, it is asked once who is meant; somebody
/// else is kept as they were typed.
pub(super) fn who_is_meant(
    view: &PersonView,
    form: &Form,
    field: &'static str,
    today: NaiveDate,
) -> Result<String, Failure> {
    let typed = form.text(field);
    let members = view.team.iter().map(|kept| &kept.value);
    let now = members.filter(|member| member.held_on(today));
    let found = match meant(&typed, &view.folder.person.name, now) {
        Meant::NotKnown => {
            let offered = team(view, today).into_iter();
            meant::begun(&typed, offered.map(|offer| offer.words))
        }
        found => found,
    };
    match found {
        Meant::One(name) => Ok(name),
        Meant::NotKnown => Ok(typed),
        Meant::Perhaps(names) => {
            let names = names.join(" or ");
            form.ask_once(
                field,
                format!("\"{typed}\" may be {names}: type enough of the name, and Right takes it."),
            )?;
            Ok(typed)
        }
    }
}

/// Asks once who is meant where a recipient is typed by a part of a name: as it stands it would be about somebody else, and
/// nothing that was decided would hold for whoever has the whole name.
pub(super) fn ask_recipient(
    view: &PersonView,
    form: &Form,
    field: &'static str,
    today: NaiveDate,
) -> Result<(), Failure> {
    let typed = form.text(field);
    let team: Vec<Member> = view.team.iter().map(|kept| kept.value.clone()).collect();
    let names = may_mean(&typed, &view.folder.person.name, &team, today);
    if names.is_empty() {
        return Ok(());
    }
    form.ask_once(
        field,
        format!(
            "\"{typed}\" may be {}: type enough of the name, and Right takes it. Kept as it is, it is about somebody who is not in the care team.",
            names.join(" or ")
        ),
    )
}

/// What stands in a field for somebody; whoever means themselves is there by their name, as everybody else reads it.
pub(super) fn named_there(app: &App, form: &Form, field: &'static str) -> String {
    let typed = form.text(field);
    if meant::is_oneself(&typed, &app.model.login, &app.model.user_name) {
        app.model.user_name.clone()
    } else {
        typed
    }
}

/// Who stands in a field that asks for somebody: whoever means themselves by their name, one who is meant of the team by
/// theirs. Who stood there before is not asked about again.
pub(super) fn settled(
    app: &App,
    form: &Form,
    field: &'static str,
    before: &str,
    today: NaiveDate,
) -> Result<String, Failure> {
    let typed = form.text(field);
    if typed == before {
        return Ok(typed);
    }
    let own = named_there(app, form, field);
    if own == app.model.user_name {
        return Ok(own);
    }
    who_is_meant(app.person()?, form, field, today)
}

/// Words as offers of which nobody is counted.
pub(super) fn offers(words: Vec<String>) -> Vec<Offer> {
    words.into_iter().map(Offer::new).collect()
}

/// Who is waited for when somebody owns an action: the person and those around them, ourselves, or a service.
pub(super) fn waiting_for(view: &PersonView, owner: &str, user: &str, today: NaiveDate) -> Waiting {
    let wanted = fold(owner);
    let name = &view.folder.person.name;
    if wanted.is_empty() || wanted == fold(user) {
        return Waiting::Us;
    }
    if wanted == "the person" || name.is_said_by(owner) {
        return Waiting::Person;
    }
    let mut members = view.team.iter().filter(|member| member.held_on(today));
    match members
        .find(|member| fold(&member.name) == wanted)
        .map(|member| member.role)
    {
        Some(Role::Carer | Role::Family) => Waiting::Person,
        Some(Role::Navigator) => Waiting::Us,
        Some(Role::Lead | Role::NamedGp | Role::Professional | Role::Service) | None => {
            Waiting::Service
        }
    }
}
