//! How to communicate with somebody and what is done differently for them (STANDARDS D6), and that they were told who
//! coordinates (R22).

use super::{Section, day, listed, said};
use crate::domain::access::{Access, FlagConsent, Subset};
use crate::domain::told::Told;
use crate::export::dossier::Dossier;

/// The facts of what somebody needs to take part.
pub fn facts(dossier: &Dossier, access: &Access, section: &mut Section) {
    let stamp = listed([day(access.on).as_str(), dossier.user(&access.by)]);
    let line = access.line();
    let answer = if line.is_empty() {
        "asked, no needs said"
    } else if access.text.trim().is_empty() {
        &line
    } else {
        &access.text
    };
    section.fact("How to communicate", format!("{answer} ({stamp})"));
    for subset in Subset::ALL {
        let entries = access.of(subset).iter().map(String::as_str);
        section.fact(subset.title(), listed(entries));
    }
    if let Some(adjustments) = &access.adjustments {
        let what = adjustments.what.iter().map(String::as_str);
        section.fact("Reasonable adjustments", listed(what));
        section.fact("Adjusted because of", adjustments.impairments.clone());
        section.fact(
            "Agreed that others see this flagged",
            adjustments.consent.word(),
        );
    }
    let on = |date: Option<_>| date.map(day).unwrap_or_default();
    section.fact("Access needs gone through again", on(access.reviewed_on));
    section.fact("Access needs to be gone through on", on(access.review_on));
}

/// The same in one line, for somebody whose needs stand among others'.
pub fn line(dossier: &Dossier, access: &Access) -> String {
    let stamp = listed([day(access.on).as_str(), dossier.user(&access.by)]);
    let line = access.line();
    let line = if line.is_empty() {
        "asked, no needs said"
    } else {
        &line
    };
    let consent = access.adjustments.as_ref();
    let consent = consent.map_or("", |adjustments| match adjustments.consent {
        // Alone it would read as if their needs had never been asked after.
        FlagConsent::NotAsked => "not asked yet whether others may see this flagged",
        known => known.word(),
    });
    let impairments = access
        .adjustments
        .as_ref()
        .map_or("", |adjustments| adjustments.impairments.as_str());
    let next = access.review_on.map(day).unwrap_or_default();
    let last = access.reviewed_on.map(day).unwrap_or_default();
    let beside = listed([
        impairments,
        consent,
        &stamp,
        &said("gone through", &last),
        &said("next", &next),
    ]);
    format!("{line} ({beside})")
}

/// That somebody was told who coordinates, and what they were told.
pub fn told(dossier: &Dossier, told: &Told, section: &mut Section) {
    let stamp = listed([told.whom.word(), &day(told.on), dossier.user(&told.by)]);
    section.fact(
        "They were told who coordinates",
        format!("{} ({stamp})", told.text).trim().to_owned(),
    );
    section.fact("Told in which format", told.format.clone());
    section.fact("Told how and when to reach them", told.reach.clone());
    section.fact("Told what to expect", told.expect.clone());
}
