//! Whom a filter lets through: the places in the list, from rows, search keys and what the store says of facets and days.
//!
//! Search keys are read when the first search begins, and who fits when the filter is set; a write renews its person.

use chrono::NaiveDate;

use super::notice::Failure;
use super::{App, Cx};
use crate::domain::find::{Fit, Query};
use crate::domain::find_keys::FindKeys;
use crate::domain::id::PersonId;
use crate::domain::say;
use crate::domain::triage::Row;
use crate::domain::view::{Named, Sieve, View};
use crate::store::{Fault, Store};

/// What a filter needs to know of people beside their rows.
#[derive(Default)]
pub struct Narrowing {
    /// What each person can be found by; `None` before the first search.
    keys: Option<FindKeys>,
    /// For each row, the place of its person's key; `None` while it has to be worked out anew.
    places: Option<Vec<Option<u32>>>,
    /// Who fits the filter's facets and days, in the order of their ids; `None` where it asks for none.
    fitting: Option<Vec<PersonId>>,
}

impl Narrowing {
    /// Reads what people are found by, once.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read_keys(&mut self, store: &Store) -> Result<(), Fault> {
        if self.keys.is_none() {
            self.keys = Some(store.finding_keys()?);
            self.places = None;
        }
        Ok(())
    }

    /// Reads who fits a filter on a London day.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(&mut self, store: &Store, view: &View, today: NaiveDate) -> Result<(), Fault> {
        if !view.text.is_empty() {
            self.read_keys(store)?;
        }
        self.fitting = if view.asks_traits() {
            store.fitting(&[view], today)?.pop().flatten()
        } else {
            None
        };
        Ok(())
    }

    /// Forgets who fits: nothing is asked any more.
    pub fn forget(&mut self) {
        self.fitting = None;
    }

    /// Reads everything anew that was read: others may have written, or the day has changed.
    ///
    /// # Errors
    /// Engine faults.
    pub fn reload(&mut self, store: &Store, view: &View, today: NaiveDate) -> Result<(), Fault> {
        if self.keys.take().is_some() {
            self.read_keys(store)?;
        }
        self.read(store, view, today)
    }

    /// Brings one person up to date after a write.
    ///
    /// # Errors
    /// Engine faults.
    pub fn renew(
        &mut self,
        store: &Store,
        view: &View,
        person: PersonId,
        today: NaiveDate,
    ) -> Result<(), Fault> {
        if let Some(keys) = &mut self.keys {
            keys.set(person, store.finding_key(person)?.as_deref());
        }
        if let Some(fitting) = &mut self.fitting {
            let sieve = Sieve::new(view);
            let fits = store
                .traits(person)?
                .is_some_and(|traits| sieve.lets_traits(&traits, today));
            match (fitting.binary_search(&person), fits) {
                (Ok(at), false) => {
                    fitting.remove(at);
                }
                (Err(at), true) => fitting.insert(at, person),
                (Ok(_), true) | (Err(_), false) => {}
            }
        }
        Ok(())
    }

    /// Takes note that rows have come, gone or moved.
    pub fn rows_moved(&mut self) {
        self.places = None;
    }

    /// The places of those whom a filter lets through: in the order of the rows, or those first who fit its text best.
    pub fn shown(&mut self, view: &View, rows: &[Row], best_first: bool) -> Vec<u32> {
        let found = self.found(view, rows);
        let fitting = self.fitting.as_deref();
        let lets = letting(view, fitting, found.as_deref());
        let shown = (0_u32..)
            .zip(rows)
            .enumerate()
            .filter(|(at, (_, row))| lets(*at, row))
            .map(|(at, (place, _))| (at, place));
        let Some(found) = found.as_deref().filter(|_| best_first) else {
            return shown.map(|(_, place)| place).collect();
        };
        let mut shown: Vec<(usize, u32)> = shown.collect();
        // Stable: among those who fit as well the order of the rows stays.
        shown.sort_by_key(|(at, _)| found.get(*at).copied().flatten());
        shown.into_iter().map(|(_, place)| place).collect()
    }

    /// How many a view would show, of whose facets and days the store has said who fits.
    pub fn count(&mut self, view: &View, rows: &[Row], fitting: Option<&[PersonId]>) -> usize {
        let found = self.found(view, rows);
        let lets = letting(view, fitting, found.as_deref());
        rows.iter()
            .enumerate()
            .filter(|(at, row)| lets(*at, row))
            .count()
    }

    /// For each row, how well its person fits a view's text, if it finds them; `None` where there is no text.
    fn found(&mut self, view: &View, rows: &[Row]) -> Option<Vec<Option<Fit>>> {
        let query = Query::new(&view.text);
        if query.is_empty() {
            return None;
        }
        let Self { keys, places, .. } = self;
        let Some(keys) = keys else {
            return Some(vec![None; rows.len()]);
        };
        let places = places.get_or_insert_with(|| {
            let place = |row: &Row| u32::try_from(keys.place(row.person)?).ok();
            rows.iter().map(place).collect()
        });
        let found = keys.find(&query);
        let fit = |place: &Option<u32>| {
            place
                .and_then(|place| usize::try_from(place).ok())
                .and_then(|place| found.get(place).copied())
                .flatten()
        };
        Some(places.iter().map(fit).collect())
    }
}

/// Whether a view lets the row at a place through.
fn letting<'a>(
    view: &'a View,
    fitting: Option<&'a [PersonId]>,
    found: Option<&'a [Option<Fit>]>,
) -> impl Fn(usize, &Row) -> bool + 'a {
    let sieve = Sieve::new(view);
    move |at, row| {
        sieve.lets_row(row)
            && found.is_none_or(|found| found.get(at).is_some_and(Option::is_some))
            && fitting.is_none_or(|people| people.binary_search(&row.person).is_ok())
    }
}

impl App {
    /// Narrows the list to a view, under its name if it has one, and says how many that shows. The selection stays on its
    /// person where they are shown, else it goes to the first.
    pub(super) fn narrow(
        &mut self,
        view: View,
        named: Option<Named>,
        cx: &Cx,
    ) -> Result<String, Failure> {
        let Self { store, model, .. } = self;
        let store = store
            .as_ref()
            .ok_or_else(|| Failure::new("The store is locked."))?;
        let today = &mut model.today;
        let before = today.selected();
        today.narrow(view, named, store, cx.today())?;
        if today.selected() != before {
            today.go_to(0);
        }
        Ok(if today.filter.is_everybody() {
            "Everybody is shown.".to_owned()
        } else {
            format!(
                "{} shown, {} hidden. {{list.everybody}} shows everybody.",
                say::count(today.len(), "person is", "people are"),
                today.hidden()
            )
        })
    }
}
