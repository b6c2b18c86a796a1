//! What stands under a member of the care team: what they do, what they may be told, and of carers how they are
//! themselves (R90-R93).

use super::{Extent, access, day, listed, said};
use crate::domain::carer::{Assessment, Carer};
use crate::domain::team::Member;
use crate::domain::variation::{Lasts, Variation};
use crate::export::dossier::Dossier;

/// The lines under a member; empty ones are left out by whoever writes them.
pub fn under(dossier: &Dossier, member: &Member, extent: Extent) -> Vec<String> {
    let mut lines = vec![
        said("does", &member.does),
        said("by night", &member.at_night),
        said("if they stopped", &member.if_stopped),
        said("may be told", &dossier.may_be_told(member)),
        said("words that work", &member.words_that_work),
    ];
    match &member.carer {
        None => {}
        Some(carer) if own_matters_go(dossier, extent) => lines.extend(themselves(dossier, carer)),
        Some(carer) => lines.extend(spoken_with(dossier, carer)),
    }
    lines
}

/// Whether how carers are themselves goes along, as far as this reader may have it.
///
/// A summary for nobody in particular is pasted into the record of the person, where others read it: there they need to
/// know how to speak with the carer, and no more. To whom what was decided was applied, whatever is left is theirs to read
/// (`export::scope`).
pub fn own_matters_go(dossier: &Dossier, extent: Extent) -> bool {
    extent == Extent::Full || !dossier.scope.sharing
}

/// What stands on top of what is for nobody in particular, where it says how carers are themselves: whoever has it may
/// give it to the person.
pub fn holds_own_matters(dossier: &Dossier, extent: Extent) -> Option<String> {
    let is_for_nobody = dossier.made.recipient.is_none();
    let mut team = dossier.records.team.iter();
    (is_for_nobody
        && own_matters_go(dossier, extent)
        && team.any(|member| has_own_matters(dossier, member)))
    .then(|| {
        "This copy is for nobody in particular and holds carers' own matters: it is not for the person or others to read."
            .to_owned()
    })
}

/// Whether more is known of a carer than a summary of the person says.
pub fn has_own_matters(dossier: &Dossier, member: &Member) -> bool {
    member.carer.as_ref().is_some_and(|carer| {
        let mut own = themselves(dossier, carer)
            .into_iter()
            .skip(spoken_with(dossier, carer).iter().len());
        own.any(|line| !line.is_empty())
    })
}

/// How to communicate with a carer.
fn spoken_with(dossier: &Dossier, carer: &Carer) -> Option<String> {
    let needs = carer.access.as_ref()?;
    Some(said(
        "how to communicate with them",
        &access::line(dossier, needs),
    ))
}

/// How a carer is themselves.
fn themselves(dossier: &Dossier, carer: &Carer) -> Vec<String> {
    let mut lines: Vec<String> = spoken_with(dossier, carer).into_iter().collect();
    for strain in &carer.strain {
        let stamp = listed([day(strain.on).as_str(), dossier.user(&strain.by)]);
        lines.push(said(
            "how it is for them",
            &format!("{} ({stamp})", strain.line()),
        ));
    }
    let again = carer.review_on.map(day).unwrap_or_default();
    lines.push(said("to be asked again on", &again));
    lines.push(said("breaks", &carer.breaks));
    lines.push(said("own needs", &carer.needs));
    lines.push(said("supported by", &carer.support));
    if carer.assessment != Assessment::NotOffered {
        let on = carer.assessment_on.map(day).unwrap_or_default();
        lines.push(said(
            "carer's assessment",
            &listed([carer.assessment.word(), &on]),
        ));
    }
    if carer.is_person.is_some() {
        lines.push("on the caseload themselves".to_owned());
    }
    lines
}

/// What is recorded of a lead who is not the named GP, each part with its label (R16).
pub fn variation(variation: &Variation) -> [(&'static str, String); 4] {
    let lasts = match variation.lasts {
        Lasts::NotSaid => String::new(),
        Lasts::Permanent => "for good".to_owned(),
        Lasts::Temporary { until_on: None } => "for a time".to_owned(),
        Lasts::Temporary {
            until_on: Some(last),
        } => format!("for a time, until {}", day(last)),
    };
    let approved = variation
        .approved
        .as_ref()
        .map(|approval| listed([day(approval.on).as_str(), approval.how.as_str()]))
        .unwrap_or_default();
    [
        (
            "Why another lead than the named GP",
            variation.because.clone(),
        ),
        ("For how long", lasts),
        ("The person's approval", approved),
        ("What the named GP goes on doing", variation.gp_part.clone()),
    ]
}
