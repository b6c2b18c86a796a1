//! `caseload views`: the views that `--view` knows, and whom one of them shows.

use super::args::Global;
use super::out::Out;
use super::today::AS_IT_STANDS;
use super::{Refused, opening};
use crate::domain::find::fold;
use crate::domain::london;
use crate::domain::say;
use crate::domain::triage::{Clock, Row};
use crate::domain::view::{Named, Sieve, built_in};
use crate::platform::clock;
use crate::store::{Fault, Store};

/// Prints each view with how many people it shows and what it asks.
pub fn run(global: &Global, as_at: Option<&str>, out: &mut Out) -> Result<(), Refused> {
    let now = match as_at {
        Some(typed) => opening::local_time(typed)?,
        None => london::local(clock::Clock::system().now()),
    };
    let holidays = opening::calendar(now.date(), out);
    let store = opening::open(global)?;
    let clock = Clock::new(now, &holidays);
    let words = |fault: Fault| fault.to_string();
    let rows = store.list(&clock).map_err(words)?;
    out.line(&format!(
        "As at {} {}",
        say::full(clock.today()),
        say::time(clock.now.time())
    ));
    if as_at.is_some() {
        out.line(AS_IT_STANDS);
    }
    for named in all(&store).map_err(words)? {
        let shown = shown(&store, &named, rows.clone(), &clock).map_err(words)?;
        let count = say::count(shown.len(), "person", "people");
        out.line(&format!("{}: {count}: {}", named.name, named.view.words()));
    }
    Ok(())
}

/// The view of a name, whatever its case and punctuation.
pub fn named(store: &Store, name: &str) -> Result<Named, Refused> {
    let all = all(store).map_err(|fault| fault.to_string())?;
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    let names = names.join(", ");
    all.iter()
        .find(|one| fold(&one.name) == fold(name))
        .cloned()
        .ok_or_else(|| format!("There is no view \"{name}\". Choose one of: {names}."))
}

/// Those of a list whom a view shows, in its order.
pub fn shown(
    store: &Store,
    named: &Named,
    mut rows: Vec<Row>,
    clock: &Clock<'_>,
) -> Result<Vec<Row>, Fault> {
    let sieve = Sieve::new(&named.view);
    rows.retain(|row| sieve.lets_row(row));
    if let Some(Some(fits)) = store.fitting(&[&named.view], clock.today())?.pop() {
        rows.retain(|row| fits.binary_search(&row.person).is_ok());
    }
    if !sieve.text().is_empty() {
        let keys = store.finding_keys()?;
        let found = keys.find(sieve.text());
        rows.retain(|row| {
            let place = keys.place(row.person);
            place.is_some_and(|at| found.get(at).is_some_and(Option::is_some))
        });
    }
    Ok(rows)
}

fn all(store: &Store) -> Result<Vec<Named>, Fault> {
    let saved = store.views()?.into_iter().map(|one| one.named);
    Ok(built_in().into_iter().chain(saved).collect())
}
