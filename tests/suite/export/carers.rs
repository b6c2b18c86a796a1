//! The full record's access needs, its lead who is not the GP, and its carer as a person in their own right.

use caseload::domain::access::{Access, Adjustments, FlagConsent};
use caseload::domain::carer::{Assessment, Carer, Strain};
use caseload::domain::id::CarerId;
use caseload::domain::team::Member;
use caseload::domain::told::{Told, Whom};
use caseload::domain::variation::{Approval, Lasts, Variation};
use caseload::export::Dossier;

use super::people::{day, full, id, made};
use super::{format, written};

/// Everything that can be kept of access needs.
pub fn access() -> Access {
    Access {
        support: vec!["hearing aids".into()],
        professional: vec!["BSL interpreter for clinics".into()],
        contact: vec!["text message first".into()],
        format: vec!["large print, 16 point".into()],
        adjustments: Some(Adjustments {
            what: vec!["double appointment".into(), "quiet room".into()],
            impairments: "hearing loss".into(),
            consent: FlagConsent::Given,
        }),
        reviewed_on: Some(day("2026-02-20")),
        review_on: Some(day("2027-02-20")),
        ..Access::said("Speak to her right side.", day("2026-01-05"), "a.okafor")
    }
}

/// Everything that can be kept of being told who coordinates.
pub fn told() -> Told {
    Told {
        whom: Whom::Both,
        format: "large print".into(),
        reach: "Amara Okafor, 01632 960100, weekdays".into(),
        expect: "rings back the same day".into(),
        ..Told::said(
            "By letter with a photograph.",
            day("2026-01-06"),
            "a.okafor",
        )
    }
}

/// Everything that can be kept of a lead who is not the named GP.
pub fn variation() -> Variation {
    Variation {
        lasts: Lasts::Temporary {
            until_on: Some(day("2026-06-30")),
        },
        approved: Some(Approval {
            on: day("2026-01-05"),
            how: "at home, with Ruth".into(),
        }),
        gp_part: "Dr Shah goes on prescribing".into(),
        ..Variation::because("Sees her every week")
    }
}

/// Everything that can be kept of a carer.
pub fn carer() -> Carer {
    Carer {
        access: Some(Access {
            contact: vec!["no calls before nine".into()],
            review_on: Some(day("2026-12-01")),
            ..Access::said("works nights", day("2026-01-20"), "a.okafor")
        }),
        strain: vec![
            Strain {
                on: day("2026-01-20"),
                says: "tired, but it is my mother".into(),
                score: None,
                by: "a.okafor".into(),
            },
            Strain {
                on: day("2026-02-20"),
                says: "no evening left".into(),
                score: Some(7),
                by: "a.okafor".into(),
            },
        ],
        review_on: Some(day("2026-05-20")),
        breaks: "Saturday mornings, with the sitting service".into(),
        needs: "her own back".into(),
        support: "Vale Carers' Centre".into(),
        assessment: Assessment::AskedFor,
        assessment_on: Some(day("2026-02-20")),
        ..Carer::new(CarerId(id(80)))
    }
}

/// Every text of a member replaced by what `text` gives, and `keep` deciding what is there at all.
pub fn vary(member: &mut Member, text: &mut dyn FnMut() -> String, keep: &mut dyn FnMut() -> bool) {
    for part in [
        &mut member.at_night,
        &mut member.if_stopped,
        &mut member.speciality,
        &mut member.works_in,
        &mut member.words_that_work,
    ] {
        *part = text();
    }
    member.variation = keep().then(|| Variation {
        because: text(),
        gp_part: text(),
        ..variation()
    });
    member.carer = keep().then(|| {
        let mut carer = carer();
        for part in [&mut carer.breaks, &mut carer.needs, &mut carer.support] {
            *part = text();
        }
        for strain in &mut carer.strain {
            (strain.says, strain.by) = (text(), text());
        }
        carer.access = keep().then(|| vary_access(text));
        carer
    });
}

/// Access needs with every text replaced.
pub fn vary_access(text: &mut dyn FnMut() -> String) -> Access {
    Access {
        text: text(),
        by: text(),
        support: vec![text(), text()],
        professional: vec![text()],
        contact: vec![text()],
        format: vec![text()],
        adjustments: Some(Adjustments {
            what: vec![text()],
            impairments: text(),
            consent: FlagConsent::Given,
        }),
        ..access()
    }
}

/// Being told, with every text replaced.
pub fn vary_told(text: &mut dyn FnMut() -> String) -> Told {
    Told {
        text: text(),
        by: text(),
        format: text(),
        reach: text(),
        expect: text(),
        ..told()
    }
}

/// That nobody asked about the flag is not that nobody asked what she needs.
#[test]
fn what_was_not_asked_of_a_carer_is_named() {
    let mut folder = full();
    let mut carers = folder.team.iter_mut();
    let carer = carers.find_map(|kept| kept.value.carer.as_mut());
    let needs = carer.expect("a carer").access.as_mut().expect("her needs");
    needs.adjustments = Some(Adjustments {
        what: vec!["meetings after 17:30".into()],
        impairments: "shifts".into(),
        consent: FlagConsent::NotAsked,
    });
    let (text, _) = written(format("html"), &[Dossier::of(&folder, &made())]);
    let said = "(shifts, not asked yet whether others may see this flagged, 20 Jan 2026,";
    assert!(text.contains(said), "{text}");
}
