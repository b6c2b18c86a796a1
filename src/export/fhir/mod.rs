//! FHIR R4 with UK Core profiles: one Bundle of type collection a person, every reference resolved inside it.
//!
//! Resources keep the ids of the records they come from; what has no record of its own gets a derived one
//! (`identity`). There are no extensions of our own: what FHIR has no field for goes into notes, or into the
//! "Coordination record" questionnaire, so that any receiver can show it. The person's words are a
//! `QuestionnaireResponse` and not a Composition or Observations: it keeps them verbatim, as plain strings, each under
//! its coded heading with its own day and helper, and a receiver shows them as question and answer without knowing us.
//!
//! Deliberately not here: a Consent for what was only said in general (free text cannot be put into permit and deny
//! without guessing; it is an answer of the coordination record), a resource for moves that are no stay anywhere (none says
//! acknowledged, explained and called; the coordination record tells of them in words), and reading FHIR.

mod appointment;
mod arrangement;
mod bundle;
mod care_plan;
mod communication;
mod consent;
mod coordination;
mod encounter;
mod form;
mod healthcare_service;
mod identity;
mod patient;
mod provenance;
mod referral;
mod task;
mod team;
mod tidy;
mod value;
mod words;

use std::io::{self, Write};

pub use healthcare_service::healthcare_service;

use super::dossier::Dossier;
use super::loss::{Loss, UNMET};
use bundle::Bundle;

/// Writes the bundle of each person, one JSON document after the other; a file should hold one.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let mut loss = Loss::default();
    for dossier in dossiers {
        let mut bundle = Bundle::new(dossier);
        patient::add(&mut bundle);
        team::add(&mut bundle);
        words::add(&mut bundle);
        consent::add(&mut bundle);
        coordination::add(&mut bundle);
        care_plan::add(&mut bundle);
        encounter::add(&mut bundle);
        healthcare_service::add(&mut bundle);
        referral::add(&mut bundle);
        task::add(&mut bundle);
        appointment::add(&mut bundle);
        communication::add(&mut bundle);
        provenance::add(&mut bundle);
        let (document, removed) = bundle.finish();
        serde_json::to_writer_pretty(&mut *out, &document)?;
        out.write_all(b"\n")?;
        let earlier = dossier.records.words.len() - dossier.words_now().len();
        loss.count(
            earlier,
            "earlier version of their words",
            "earlier versions of their words",
        );
        loss.count(
            dossier.records.deferrals.len(),
            "reason that was put off",
            "reasons that were put off",
        );
        loss.count(
            dossier.records.versions.len(),
            "text of a kept version of the plan",
            "texts of kept versions of the plan",
        );
        let contacts = dossier.records.contacts.iter();
        loss.count(
            contacts.map(|contact| contact.keeps.len()).sum(),
            "note that a contact settled an earlier next step",
            "notes that contacts settled earlier next steps",
        );
        let appointments = dossier.records.appointments.iter();
        loss.count(
            appointments.filter(|one| one.next.is_some()).count(),
            "note which appointment came after another",
            "notes which appointment came after another",
        );
        loss.count(dossier.records.unmet.len(), UNMET.0, UNMET.1);
        loss.count(
            removed,
            "character that cannot be shown",
            "characters that cannot be shown",
        );
    }
    Ok(loss)
}
