//! Consents: each decision about sharing, with whom, what may be seen, on what basis.
//!
//! What a Consent has no field for (capacity, notes, who wrote it down) stands in the coordination record beside it.

use serde_json::{Value, json};

use super::bundle::Bundle;
use super::identity::derived;
use super::team::team_id;
use super::tidy::is_blank;
use super::value::{coded, concept, date, link, period};
use crate::domain::find::fold;
use crate::domain::sharing::{
    May, Recipient, RecipientKind, SharedPart, Sharing, Stands, THE_PERSON,
};

const SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

/// Adds every decision.
pub fn add(bundle: &mut Bundle<'_>) {
    let dossier = bundle.dossier;
    for decision in &dossier.records.sharing {
        let fields = consent(bundle, decision);
        bundle.add("Consent", decision.id.0, fields);
    }
}

fn consent(bundle: &mut Bundle<'_>, decision: &Sharing) -> Value {
    let status = match decision.stands(bundle.dossier.today()) {
        Stands::Holds => "active",
        Stands::Later => "proposed",
        Stands::RanOut(_) | Stands::Withdrawn(_) => "inactive",
    };
    let recipient = recipient(bundle, &decision.with);
    let performer = performer(bundle, decision);
    json!({
        "status": status,
        "scope": coded(SCOPE, "patient-privacy", "Privacy Consent", ""),
        "category": [concept("Sharing of the care record")],
        "patient": bundle.patient(),
        "dateTime": date(decision.on),
        "performer": [performer],
        "policyRule": concept(&decision.basis_in_words()),
        "provision": {
            "type": if decision.may == May::Nothing { "deny" } else { "permit" },
            "period": period(
                Some(decision.on),
                decision.withdrawn_on.or(decision.until_on),
            ),
            "actor": [{
                "role": coded(PARTICIPATION, "IRCP", "information recipient", ""),
                "reference": recipient,
            }],
            "provision": [kept_back(decision)],
        },
    })
}

/// The parts that may not be seen although the record as a whole may.
fn kept_back(decision: &Sharing) -> Value {
    if decision.may == May::Nothing {
        return Value::Null;
    }
    let parts = SharedPart::ALL.into_iter();
    let mut codes: Vec<Value> = parts
        .filter(|part| !decision.may.has(*part))
        .map(|part| concept(part.word()))
        .collect();
    if !is_blank(&decision.but_not) {
        codes.push(concept(&decision.but_not));
    }
    if codes.is_empty() {
        Value::Null
    } else {
        json!({ "type": "deny", "code": codes })
    }
}

/// Who decided, where it is the person or somebody in the bundle.
fn performer(bundle: &Bundle<'_>, decision: &Sharing) -> Value {
    let dossier = bundle.dossier;
    let name = &dossier.person().name;
    let is_person = [name.written(), format!("{} {}", name.given, name.family)]
        .iter()
        .any(|known| fold(known) == fold(&decision.decided_by));
    if is_person {
        bundle.patient()
    } else {
        dossier
            .member_named(&decision.decided_by)
            .map_or(Value::Null, |member| link(member.id.0))
    }
}

/// The recipient as a resource of the bundle.
fn recipient(bundle: &mut Bundle<'_>, with: &Recipient) -> Value {
    match with {
        Recipient::Member { member, name } => {
            if bundle.has(member.0) {
                link(member.0)
            } else {
                named(bundle, name)
            }
        }
        Recipient::Named { name } if name == THE_PERSON => bundle.patient(),
        Recipient::Named { name } => named(bundle, name),
        Recipient::Kind {
            kind: RecipientKind::DirectCare,
        } => link(team_id(bundle)),
        Recipient::Kind { kind } => group(bundle, kind.word()),
    }
}

/// Somebody by name: of the team where one there is called so. Of the others most are organisations, and nothing says
/// which are not.
fn named(bundle: &mut Bundle<'_>, name: &str) -> Value {
    if let Some(member) = bundle.dossier.member_named(name) {
        return link(member.id.0);
    }
    match bundle.organisation(name, "") {
        Value::Null => group(bundle, "Somebody not named"),
        organisation => organisation,
    }
}

fn group(bundle: &mut Bundle<'_>, name: &str) -> Value {
    let id = derived("group", &format!("{} {name}", bundle.dossier.person().id));
    bundle.share(
        "Group",
        id,
        json!({ "type": "person", "actual": false, "name": name }),
    );
    link(id)
}
