//! Provenance: this program put the bundle together, for a user, at an instant.

use serde_json::json;

use super::bundle::Bundle;
use super::identity::derived;
use super::value::{coded, instant, link};

const PARTICIPANT: &str = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

/// Adds the program and the provenance of everything added so far.
pub fn add(bundle: &mut Bundle<'_>) {
    let made = bundle.dossier.made.clone();
    let program = derived("program", &made.program_version);
    bundle.share(
        "Device",
        program,
        json!({
            "deviceName": [{ "name": "Caseload", "type": "user-friendly-name" }],
            "version": [{ "value": made.program_version }],
        }),
    );
    let user = bundle.user(&made.author_login);
    let at = instant(made.made_at);
    let fields = json!({
        "target": bundle.subjects(),
        "recorded": at,
        "agent": [{
            "type": coded(PARTICIPANT, "assembler", "Assembler", ""),
            "who": link(program),
            "onBehalfOf": user,
        }],
    });
    let id = derived(
        "provenance",
        &format!("{} {at}", bundle.dossier.person().id),
    );
    bundle.share("Provenance", id, fields);
}
