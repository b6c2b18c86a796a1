//! Moves from one place, service or lead to another, each with its checklist and what followed (R75-R84).

use super::{Extent, Section, day, listed, said};
use crate::domain::london;
use crate::domain::say;
use crate::domain::transition::{CheckPoint, Discharge, Transition};
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// The moves, the newest first; a brief text has those that are not closed.
pub fn moves(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new("Moves");
    let mut closed = 0;
    for one in &dossier.records.moves {
        if extent == Extent::Brief && !one.is_open() {
            closed += 1;
            continue;
        }
        let at = london::local(one.at);
        section.point(
            format!(
                "{} {}: {}",
                day(at.date()),
                say::time(at.time()),
                one.words()
            ),
            under(dossier, one),
        );
    }
    loss.count(closed, "move that is closed", "moves that are closed");
    section
}

fn under(dossier: &Dossier, one: &Transition) -> Vec<String> {
    let mut under = vec![
        said("Answered for them before", &one.leaving.words()),
        said("Answers for them now", &one.taking.words()),
    ];
    if let Some(discharge) = &one.discharge {
        under.extend(after(discharge));
    }
    if let Some(acknowledged) = &one.acknowledged {
        under.push(format!(
            "Acknowledged {} by {}",
            day(acknowledged.on),
            acknowledged.by
        ));
    }
    if let Some(on) = one.told_on {
        under.push(format!("The person was told {}", day(on)));
    }
    if let Some(on) = one.asked_on {
        under.push(format!("Still there when asked {}", day(on)));
    }
    if let Some(closed) = &one.closed {
        under.push(format!("Closed {}: {}", day(closed.on), closed.because));
    }
    under.push(said("Note", &one.note));
    under.push(said("Recorded by", dossier.user(&one.by)));
    under
}

fn after(discharge: &Discharge) -> Vec<String> {
    let mut lines = vec![said("To ring out of hours", &discharge.named_contact)];
    lines.extend(CheckPoint::ALL.map(|which| {
        let point = discharge.checklist.point(which);
        let word = say::capital(which.word());
        format!("{word}: {}", listed([point.word(), &point.note]))
    }));
    let days = [
        ("Medicines last until", discharge.medicines_until_on),
        ("First call seen to", discharge.called_on),
        ("Explained again", discharge.explained_again_on),
    ];
    lines.extend(
        days.into_iter()
            .filter_map(|(label, on)| Some(format!("{label} {}", day(on?)))),
    );
    lines
}
