//! Who may see the record, the basis beside each recipient (R105), and who holds which version of the plan.

use super::{Extent, Section, day, listed, said};
use crate::domain::copy::PlanCopy;
use crate::domain::sharing::{Capacity, Sharing, Stands};
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// The heading over what was decided about sharing.
pub const DECISIONS: &str = "Who may see this record";
/// The heading over who holds which version.
pub const COPIES: &str = "Copies of the plan";

/// What was decided about sharing.
pub fn decisions(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new(DECISIONS);
    let today = dossier.today();
    let mut over = 0;
    for decision in &dossier.records.sharing {
        let stands = decision.stands(today);
        if extent == Extent::Brief && matches!(stands, Stands::RanOut(_)) {
            over += 1;
            continue;
        }
        section.point(
            format!("{}: {}", decision.with.word(), may(decision, stands)),
            under(dossier, decision),
        );
    }
    loss.count(
        over,
        "decision about sharing that has run out",
        "decisions about sharing that have run out",
    );
    section
}

fn may(decision: &Sharing, stands: Stands) -> String {
    match stands {
        Stands::Holds => decision.may.word(),
        Stands::Later => format!("{}, from {}", decision.may.word(), day(decision.on)),
        Stands::RanOut(last) => format!("{} until {}, over", decision.may.word(), day(last)),
        Stands::Withdrawn(on) => format!("nothing any more, withdrawn {}", day(on)),
    }
}

fn under(dossier: &Dossier, decision: &Sharing) -> Vec<String> {
    let capacity = match decision.capacity {
        Capacity::NotRecorded => String::new(),
        known => known.word().to_owned(),
    };
    let until = decision
        .until_on
        .map_or_else(String::new, |last| format!("Holds until {}", day(last)));
    vec![
        format!("Basis: {}", decision.basis_in_words()),
        said("Capacity", &capacity),
        said("But not", &decision.but_not),
        until,
        said("Note", &decision.note),
        said("Recorded by", dossier.user(&decision.by)),
    ]
}

/// Who holds a copy.
pub fn copies(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new(COPIES);
    if extent == Extent::Brief {
        loss.count(
            dossier.records.copies.len(),
            "note of who holds a copy",
            "notes of who holds a copy",
        );
    } else {
        for version in &dossier.records.versions {
            let contributed = version.agreed.as_ref().map_or_else(String::new, |agreed| {
                said("contributed", &agreed.contributors)
            });
            let line = listed([version.word().as_str(), &contributed]);
            section.point(format!("Kept: {line}"), Vec::new());
        }
        for copy in &dossier.records.copies {
            section.point(
                format!("{}: {}", copy.holder.word(), dossier.version_of(copy)),
                about(dossier, copy),
            );
        }
    }
    loss.count(
        dossier.records.versions.len(),
        "text of a kept version of the plan",
        "texts of kept versions of the plan",
    );
    section
}

fn about(dossier: &Dossier, copy: &PlanCopy) -> Vec<String> {
    let ended = copy.ended_on.map_or_else(String::new, |on| {
        format!("Not held any more since {}", day(on))
    });
    vec![
        listed([
            format!("Given {}", day(copy.on)).as_str(),
            &copy.how,
            &said("by", dossier.user(&copy.by)),
        ]),
        said("Left out", &copy.without.join(", ")),
        said("Basis", &copy.basis),
        ended,
        said("Note", &copy.note),
    ]
}
