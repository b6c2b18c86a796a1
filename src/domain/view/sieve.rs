//! A view compared with many people: rows, search keys and traits, each where it is held.

use chrono::NaiveDate;

use super::View;
use crate::domain::facet::{FacetKind, Traits};
use crate::domain::find::Query;
use crate::domain::triage::Row;

/// A view ready to be asked about many people: its texts are folded once.
pub struct Sieve<'a> {
    view: &'a View,
    facets: Vec<(FacetKind, Query)>,
    text: Query,
}

impl<'a> Sieve<'a> {
    /// The sieve of a view.
    pub fn new(view: &'a View) -> Self {
        let facets = FacetKind::ALL.into_iter().filter_map(|kind| {
            let text = view.facet(kind);
            (!text.is_empty()).then(|| (kind, Query::new(text)))
        });
        Self {
            view,
            facets: facets.collect(),
            text: Query::new(&view.text),
        }
    }

    /// Whether bucket, class and tier are as asked, and something is put off where that is asked.
    pub fn lets_row(&self, row: &Row) -> bool {
        let View {
            bucket,
            classes,
            tier,
            put_off,
            ..
        } = self.view;
        (!put_off || row.put_off)
            && bucket.is_none_or(|bucket| bucket == row.bucket)
            && tier.is_none_or(|tier| tier == row.tier)
            && (classes.is_empty() || row.class.is_some_and(|class| classes.contains(&class)))
    }

    /// What has to be found.
    pub fn text(&self) -> &Query {
        &self.text
    }

    /// Whether somebody with that search key is found.
    pub fn lets_key(&self, key: &str) -> bool {
        self.text.matches(key)
    }

    /// Whether a facet's value is as asked; `false` where the view does not ask for that kind.
    pub fn lets_value(&self, kind: FacetKind, value: &str) -> bool {
        self.facets
            .iter()
            .any(|(asked, query)| *asked == kind && query.matches(value))
    }

    /// The kinds of facet of which somebody must have one.
    pub fn kinds(&self) -> impl Iterator<Item = FacetKind> {
        self.facets.iter().map(|(kind, _)| *kind)
    }

    /// Whether facets and days are as asked on a London day.
    pub fn lets_traits(&self, traits: &Traits, today: NaiveDate) -> bool {
        let has = |kind: FacetKind| traits.facets.iter().any(|facet| facet.kind == kind);
        let fits = |kind: FacetKind| {
            let mut of_kind = traits.facets.iter().filter(|facet| facet.kind == kind);
            of_kind.any(|facet| self.lets_value(kind, &facet.value))
        };
        self.kinds().all(fits)
            && !(self.view.nobody_coordinates && has(FacetKind::Coordinator))
            && self
                .view
                .suits_days(traits.joined_on, traits.spoken_on, traits.changed_on, today)
    }
}
