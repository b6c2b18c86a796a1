//! The directory behind a field of any form: what fits is offered while a name is typed, and what was taken says its
//! number (R63, R94).
//!
//! A form makes the field with [`Field::offered`](super::form::Field::offered), calls [`offer`] from
//! `forms::offer_words`, and asks [`chosen`] when it is saved. A service that is closed is offered last and says so.

use super::form::Form;
use super::notice::Failure;
use crate::domain::find::{Query, fold};
use crate::domain::record::Kept;
use crate::domain::say;
use crate::domain::service::Service;
use crate::domain::service::search::Index;
use crate::store::{Fault, Store};

/// How many are offered: more cannot be told apart while typing.
const MOST: usize = 20;

/// Looks for the services that the field `name` offers, once something else is typed into it.
///
/// # Errors
/// Engine faults.
pub fn offer(form: &mut Form, name: &str, store: &Store) -> Result<(), Fault> {
    if form
        .fields
        .get(form.focus)
        .is_none_or(|field| field.name != name)
    {
        return Ok(());
    }
    form.offer_once_typed(|typed| {
        let services = store.services()?;
        let found = Index::new(services.iter().map(|kept| &kept.value)).find(&Query::new(typed));
        let found = found.into_iter().take(MOST);
        Ok(found
            .filter_map(|at| services.get(at))
            .map(|service| described(service))
            .collect())
    })
}

/// Says above the fields what makes the service that stands in a field the wrong place, once it is another one.
///
/// # Errors
/// Engine faults.
pub fn warn(form: &mut Form, name: &str, store: &Store) -> Result<(), Fault> {
    let typed = form.text(name);
    if form.warned.0 == typed {
        return Ok(());
    }
    let flags = chosen(&typed, store)?.map(|service| service.value.red_flags);
    let said = flags
        .filter(|flags| !flags.trim().is_empty())
        .map(|flags| format!("Wrong place: {}", flags.trim()));
    if let Some(before) = &form.warned.1 {
        form.intro.retain(|line| line != before);
    }
    form.intro.extend(said.clone());
    form.warned = (typed, said);
    Ok(())
}

/// The service that is meant by what stands in a field: all the words of an offer, or a name that only one has. `None`
/// where it is somebody who is not in the directory.
///
/// # Errors
/// Engine faults.
pub fn chosen(typed: &str, store: &Store) -> Result<Option<Kept<Service>>, Fault> {
    let typed = typed.trim();
    let mut services = store.services()?;
    if let Some(at) = services
        .iter()
        .position(|service| described(service) == typed)
    {
        return Ok(Some(services.swap_remove(at)));
    }
    let mut named = services
        .into_iter()
        .filter(|service| service.name == typed && service.is_open());
    Ok(match (named.next(), named.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    })
}

/// Asks once whether somebody is to be waited for who is a service that is closed, by exactly its name: nobody there
/// answers, and the wait would only be seen as late. A name that an open service has too is that one.
///
/// # Errors
/// Engine faults, and the question, the first time.
pub fn ask_closed(
    form: &Form,
    field: &'static str,
    name: &str,
    store: &Store,
) -> Result<(), Failure> {
    let wanted = fold(name);
    if wanted.is_empty() {
        return Ok(());
    }
    let services = store.services()?;
    let mut named = services
        .iter()
        .filter(|service| fold(&service.name) == wanted);
    if named.clone().any(|service| service.is_open()) {
        return Ok(());
    }
    let Some((service, closed)) =
        named.find_map(|service| Some((service, service.closed.as_ref()?)))
    else {
        return Ok(());
    };
    form.ask_once(
        field,
        format!(
            "{} closed on {}: nobody there will answer. Closed because: {}.",
            service.name,
            say::full(closed.on),
            closed.because.trim_end_matches('.')
        ),
    )
}

/// A service as a field shows it: name, number, what it can be found by, and whether it is closed.
pub fn described(service: &Service) -> String {
    let mut words = service.name.clone();
    if !service.phone().is_empty() {
        words.push_str(", ");
        words.push_str(service.phone());
    }
    let more = [service.needs.join(", "), service.places.join(", ")];
    let more: Vec<&str> = more
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if !more.is_empty() {
        words.push_str(": ");
        words.push_str(&more.join("; "));
    }
    if !service.is_open() {
        words.push_str(" (closed)");
    }
    words
}
