//! What appointments do to each other: overlaps, and too many within a week (R70).

use chrono::{Days, NaiveDate};

use super::Appointment;
use crate::domain::say;

/// How many appointments within how many days are many (R70).
pub const CLUSTER: usize = 3;
/// The days within which they are counted.
const CLUSTER_DAYS: u64 = 7;

/// The booked appointments that overlap one in time. One with a day alone overlaps nothing: nobody knows.
pub fn clashes<'a>(
    one: &Appointment,
    all: impl IntoIterator<Item = &'a Appointment>,
) -> Vec<&'a Appointment> {
    let Some(ends) = one.ends().filter(|_| one.is_booked()) else {
        return Vec::new();
    };
    let starts = one.at.starts();
    all.into_iter()
        .filter(|other| other.id != one.id && other.is_booked())
        .filter(|other| {
            other
                .ends()
                .is_some_and(|end| other.at.starts() < ends && starts < end)
        })
        .collect()
}

/// The booked appointments within the week around one that has most of them, if they are many (R70): a week is any seven
/// days in a row.
pub fn cluster<'a>(
    one: &'a Appointment,
    all: impl IntoIterator<Item = &'a Appointment>,
) -> Vec<&'a Appointment> {
    if !one.is_booked() {
        return Vec::new();
    }
    let others = all
        .into_iter()
        .filter(|other| other.id != one.id && other.is_booked());
    let mut booked: Vec<&Appointment> = others.chain([one]).collect();
    booked.sort_by_key(|one| (one.at.starts(), one.id));
    let day = one.at.day();
    let mut most: Vec<&Appointment> = Vec::new();
    for first in &booked {
        let from = first.at.day();
        let Some(until) = from.checked_add_days(Days::new(CLUSTER_DAYS - 1)) else {
            continue;
        };
        let within = |on: NaiveDate| (from..=until).contains(&on);
        if !within(day) {
            continue;
        }
        let week: Vec<&Appointment> = booked
            .iter()
            .copied()
            .filter(|one| within(one.at.day()))
            .collect();
        if week.len() > most.len() {
            most = week;
        }
    }
    if most.len() < CLUSTER {
        most.clear();
    }
    most
}

/// What to know of an appointment beside the others: what it clashes with, and how many lie around it; empty where
/// nothing is to be said.
pub fn hints<'a>(
    one: &'a Appointment,
    all: impl IntoIterator<Item = &'a Appointment> + Clone,
    today: NaiveDate,
) -> Vec<String> {
    let mut hints: Vec<String> = clashes(one, all.clone())
        .into_iter()
        .map(|other| format!("Overlaps {} ({})", other.what, other.at.word(today)))
        .collect();
    let week = cluster(one, all);
    if let (Some(first), Some(last)) = (week.first(), week.last()) {
        hints.push(format!(
            "{} appointments from {} to {}: could any be put together or moved",
            week.len(),
            say::day(first.at.day(), today),
            say::day(last.at.day(), today)
        ));
    }
    hints
}
