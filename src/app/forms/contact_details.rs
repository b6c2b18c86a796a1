//! What more can be said of a contact than is asked for (R49, R52, R53, R63).

use super::parts;
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::domain::contact::{Details, Given, Purpose};
use crate::domain::soundness::MOST_OWN_CALLS;

/// The choice that no purpose is named.
const PLAIN: &str = "none named";

/// Whether information was understood: unless somebody checked, nothing is said.
const UNDERSTOOD: [&str; 3] = ["not checked", "yes, in their own words", "not yet"];

/// The fields, filled with what is known.
pub(super) fn fields(known: Option<&Details>) -> Vec<Field> {
    let none = Details::default();
    let known = known.unwrap_or(&none);
    let purpose = Purpose::ALL
        .iter()
        .position(|one| Some(*one) == known.purpose)
        .map_or(0, |at| at + 1);
    let given = known.given.as_ref();
    let understood = match given.and_then(|given| given.understood) {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    };
    let calls = known.own_calls.map(|calls| calls.to_string());
    vec![
        Field::choice(
            "purpose",
            "Purpose",
            std::iter::once(PLAIN).chain(Purpose::ALL.map(Purpose::word)),
            purpose,
        ),
        Field::line(
            "present",
            "Also there",
            &known.present.join("; "),
            "who else was there; a ; between them",
        ),
        Field::line(
            "given",
            "Told or given",
            given.map_or("", |given| given.what.as_str()),
            "information that was given, such as how to use the inhaler",
        ),
        Field::line(
            "format",
            "In which form",
            given.map_or("", |given| given.format.as_str()),
            "by word of mouth, leaflet, large print",
        ),
        Field::choice("understood", "Understood", UNDERSTOOD, understood),
        Field::line(
            "signposts",
            "Signposted to",
            &known.signposts.join("; "),
            "name and number for them to ring themselves; no referral",
        ),
        Field::line(
            "own_calls",
            "Their own calls",
            calls.as_deref().unwrap_or_default(),
            "how often they had to ring themselves about it",
        ),
    ]
}

/// What is filled in.
pub(super) fn read(form: &Form) -> Result<Details, Failure> {
    let what = form.text("given");
    let understood = match form.choice("understood") {
        1 => Some(true),
        2 => Some(false),
        _ => None,
    };
    let format = form.text("format");
    if what.is_empty() && (understood.is_some() || !format.is_empty()) {
        return Err(Failure::new("Say what information was given.").at("given"));
    }
    let given = (!what.is_empty()).then_some(Given {
        what,
        format,
        understood,
    });
    let purpose = form.choice("purpose").checked_sub(1);
    Ok(Details {
        purpose: purpose.and_then(|at| Purpose::ALL.get(at).copied()),
        present: parts(&form.text("present"), ';'),
        given,
        signposts: parts(&form.text("signposts"), ';'),
        own_calls: form.number("own_calls", MOST_OWN_CALLS)?,
    })
}
