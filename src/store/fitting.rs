//! Whom views show of everybody, as far as their rows in the list do not say it: a scan a kind of facet and one of the
//! days, for any number of views at once, without a single body.

use chrono::NaiveDate;

use super::Store;
use super::codec::{self, Code, date, date_at};
use super::fault::Fault;
use crate::domain::facet::FacetKind;
use crate::domain::id::PersonId;
use crate::domain::london;
use crate::domain::view::{Sieve, View};

pub(super) const FACETS: &str = "SELECT value, person FROM facet WHERE kind = ?1 ORDER BY value";
pub(super) const DAYS: &str =
    "SELECT person, joined_on, spoken_on, changed_at FROM standing WHERE open = 1 ORDER BY person";

/// One view while those who fit it are gathered.
struct Gathering<'a> {
    view: &'a View,
    sieve: Sieve<'a>,
    /// Whether the value that is being read is as asked.
    lets: bool,
    /// Who fits the criterion that is being read.
    found: Vec<PersonId>,
    /// Who fits every criterion read so far, in order; `None` before the first.
    fits: Option<Vec<PersonId>>,
}

impl Gathering<'_> {
    /// Ends the reading of one criterion: who stays has fitted all of them.
    fn close(&mut self) {
        let mut found = std::mem::take(&mut self.found);
        found.sort_unstable();
        found.dedup();
        if let Some(before) = self.fits.take() {
            found.retain(|person| before.binary_search(person).is_ok());
        }
        self.fits = Some(found);
    }
}

impl Store {
    /// The open people whose facets and days are as each view asks on a London day, in the order of their ids; `None`
    /// for a view that asks nothing of the kind.
    ///
    /// # Errors
    /// Engine faults.
    pub fn fitting(
        &self,
        views: &[&View],
        today: NaiveDate,
    ) -> Result<Vec<Option<Vec<PersonId>>>, Fault> {
        let _state = self.one_state()?;
        let mut all: Vec<Gathering<'_>> = views
            .iter()
            .map(|view| Gathering {
                view,
                sieve: Sieve::new(view),
                lets: false,
                found: Vec::new(),
                fits: None,
            })
            .collect();
        for kind in FacetKind::ALL {
            let mut asking: Vec<&mut Gathering<'_>> = all
                .iter_mut()
                .filter(|one| one.sieve.kinds().any(|asked| asked == kind))
                .collect();
            if !asking.is_empty() {
                self.gather_facets(kind, &mut asking)?;
            }
        }
        let mut asking: Vec<&mut Gathering<'_>> = all
            .iter_mut()
            .filter(|one| one.view.asks_days() || one.view.nobody_coordinates)
            .collect();
        if !asking.is_empty() {
            self.gather_days(&mut asking, today)?;
        }
        Ok(all.into_iter().map(|one| one.fits).collect())
    }

    fn gather_facets(
        &self,
        kind: FacetKind,
        asking: &mut [&mut Gathering<'_>],
    ) -> Result<(), Fault> {
        let mut statement = self.conn.prepare_cached(FACETS)?;
        let mut rows = statement.query([kind.code()])?;
        let mut last: Option<String> = None;
        while let Some(row) = rows.next()? {
            let value = row.get_ref(0)?.as_str();
            let value = value.map_err(|_| Fault::Unreadable("a filter word"))?;
            // Many people share a value: it is compared once.
            if last.as_deref() != Some(value) {
                for one in &mut *asking {
                    one.lets = one.sieve.lets_value(kind, value);
                }
                last = Some(value.to_owned());
            }
            for one in &mut *asking {
                if one.lets {
                    one.found.push(PersonId::from_bytes(row.get(1)?));
                }
            }
        }
        for one in asking {
            one.close();
        }
        Ok(())
    }

    fn gather_days(
        &self,
        asking: &mut [&mut Gathering<'_>],
        today: NaiveDate,
    ) -> Result<(), Fault> {
        let coordinated = if asking.iter().any(|one| one.view.nobody_coordinates) {
            self.coordinated()?
        } else {
            Vec::new()
        };
        let mut statement = self.conn.prepare_cached(DAYS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let person = PersonId::from_bytes(row.get(0)?);
            let (joined_on, spoken_on) = (date(row.get(1)?)?, date_at(row, 2)?);
            let changed_at: Option<i64> = row.get(3)?;
            let changed_on = changed_at
                .map(codec::instant)
                .transpose()?
                .map(london::date);
            for one in &mut *asking {
                let left_alone =
                    !one.view.nobody_coordinates || coordinated.binary_search(&person).is_err();
                if left_alone && one.view.suits_days(joined_on, spoken_on, changed_on, today) {
                    one.found.push(person);
                }
            }
        }
        for one in asking {
            one.close();
        }
        Ok(())
    }

    /// Everybody who has a coordinator, in order.
    fn coordinated(&self) -> Result<Vec<PersonId>, Fault> {
        let mut statement = self.conn.prepare_cached(FACETS)?;
        let mut rows = statement.query([FacetKind::Coordinator.code()])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push(PersonId::from_bytes(row.get(1)?));
        }
        people.sort_unstable();
        Ok(people)
    }
}
