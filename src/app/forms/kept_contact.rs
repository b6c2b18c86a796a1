//! The user's own frequent contacts: kept under a name, chosen by it, let go again (R46).

use super::choices;
use super::{Purpose, Saved, contact, place};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::contact::Template;
use crate::domain::id::{ContactId, PersonId};
use crate::domain::refusal::Refusal;

/// What is done with the one that is chosen, as a choice shows it.
const DOES: [&str; 2] = ["log one like it", "let it go"];

/// The setting under which a user's contacts are kept.
fn setting(app: &App) -> String {
    format!("contacts of {}", app.model.login)
}

/// Those that are kept, by name. What cannot be read, from a newer program, is not written over.
fn kept(app: &mut App) -> Result<Vec<Template>, Failure> {
    let key = setting(app);
    let Some(body) = app.store()?.setting(&key)? else {
        return Ok(Vec::new());
    };
    serde_json::from_str(&body).map_err(|_| {
        Failure::new("Your contacts by name were kept by a newer Caseload. Use that one for them.")
    })
}

fn keep(app: &mut App, all: &[Template]) -> Result<(), Failure> {
    let key = setting(app);
    let body = serde_json::to_string(all).unwrap_or_default();
    app.store()?;
    if let Some(store) = &mut app.store {
        store.set_setting(&key, &body)?;
    }
    Ok(())
}

/// The form that keeps a contact under a name.
pub(super) fn build_keep(app: &mut App, id: ContactId) -> Result<Form, Failure> {
    let contact = app.store()?.contact(id)?.value;
    let mut form = Form::new(Purpose::KeepContact(id), "Keep this contact by name", None);
    form.intro = vec![
        "Kept are the way, with whom and what for; never what was said. {person.contact_kept} chooses it for anybody."
            .to_owned(),
    ];
    form.fields = vec![Field::line(
        "name",
        "Name",
        &contact.whom,
        "weekly call to the ward; what you will look for",
    )];
    Ok(form)
}

/// Keeps it.
pub(super) fn save_keep(app: &mut App, id: ContactId, form: &Form) -> Result<Saved, Failure> {
    let name = form.text("name");
    if name.is_empty() {
        return Err(Failure::from(Refusal::Unsaid("what you call it")).at("name"));
    }
    let contact = app.store()?.contact(id)?.value;
    let mut all = kept(app)?;
    Template::of(&name, &contact).put(&mut all);
    keep(app, &all)?;
    Ok(Saved::Done(format!(
        "Kept as \"{name}\". {{person.contact_kept}} logs one like it, for anybody."
    )))
}

/// The form that chooses one.
pub(super) fn build_choose(app: &mut App, person: PersonId) -> Result<Form, Failure> {
    let all = kept(app)?;
    if all.is_empty() {
        return Err(Failure::new(
            "No contact is kept by name yet. On the log of a person {contact.keep} keeps the selected one.",
        ));
    }
    let mut form = Form::new(Purpose::KeptContacts(person), "A contact as kept", None);
    form.fields = vec![
        Field::choice(
            "which",
            "Which",
            choices::apart(all.iter().map(Template::words)),
            0,
        ),
        Field::choice("does", "Do", DOES, 0),
    ];
    Ok(form)
}

/// Puts the form of a contact like the chosen one on the screen; or lets that go.
pub(super) fn save_choose(
    app: &mut App,
    person: PersonId,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut all = kept(app)?;
    let at = choices::chosen_now(form, "which", all.iter().map(Template::words))?;
    let Some(one) = all.get(at).cloned() else {
        return Err(
            Failure::new("It is not there any more. {form.leave} leaves this form.").at("which"),
        );
    };
    if form.choice("does") == 1 {
        all.remove(at);
        keep(app, &all)?;
        return Ok(Saved::Done(format!("\"{}\" is let go.", one.name)));
    }
    let mut next = contact::build(app, person, false, cx)?;
    next.place = place("contact.kept", person.0);
    next.about.clone_from(&form.about);
    contact::fill_like(&mut next, &one);
    app.show_form(next);
    Ok(Saved::Done(format!("As \"{}\".", one.name)))
}
