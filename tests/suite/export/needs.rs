//! A need that is over: what others read of it, in words and in FHIR.

use caseload::domain::plan::{NEED, NeedEnded, NeedEnding};
use caseload::domain::record::Folder;
use serde_json::{Value, json};

use super::of;
use super::people::{day, full, made};
use super::stays::{all, bundle};

fn ended(how: NeedEnding) -> Folder {
    let mut folder = full();
    let plan = folder.plan.as_mut().expect("a plan");
    plan.value.needs[0].ended = Some(NeedEnded {
        on: day("2026-02-20"),
        how,
        because: "rails are up".into(),
    });
    folder
}

fn condition(folder: &Folder) -> (Value, Value) {
    let bundle = bundle(&of(folder));
    let plan = all(&bundle, "CarePlan").remove(0);
    let mut conditions = all(&bundle, "Condition").into_iter();
    let need = conditions.find(|one| one["category"][0]["text"] == NEED);
    (need.expect("a need"), plan["addresses"].clone())
}

#[test]
fn a_need_says_in_fhir_whether_it_is_one_still() {
    let code = |status: &Value| status["coding"][0]["code"].clone();
    let (active, addressed) = condition(&full());
    assert_eq!(code(&active["clinicalStatus"]), "active");
    assert!(active.get("abatementDateTime").is_none() && active.get("note").is_none());
    assert_eq!(addressed.as_array().map(Vec::len), Some(1));

    for how in [NeedEnding::Met, NeedEnding::Resolved] {
        let (over, addressed) = condition(&ended(how));
        assert_eq!(code(&over["clinicalStatus"]), "resolved");
        assert_eq!(over["abatementDateTime"], "2026-02-20");
        let said = format!("{} Fri 20 Feb 2026: rails are up", how.word());
        assert_eq!(over["note"], json!([{ "text": said }]));
        assert!(over.get("verificationStatus").is_none());
        assert_eq!(addressed.as_array().map(Vec::len), Some(1));
    }

    // R4: none may have a clinical status that was entered in error, and no plan addresses it.
    let (slip, addressed) = condition(&ended(NeedEnding::EnteredInError));
    assert_eq!(code(&slip["verificationStatus"]), "entered-in-error");
    assert!(slip.get("clinicalStatus").is_none() && slip.get("abatementDateTime").is_none());
    assert!(addressed.is_null());
}

#[test]
fn whoever_reads_without_the_screen_is_told_that_it_is_over_and_its_goals_stay() {
    let folder = ended(NeedEnding::Met);
    let text = caseload::cli::shown(&folder, &made()).join("\n");
    let goals = &folder.plan.as_ref().expect("a plan").goals;
    for words in ["met Fri 20 Feb 2026: rails are up", goals[0].text.as_str()] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("For the need: "), "{text}");
    let slip = ended(NeedEnding::EnteredInError);
    let text = caseload::cli::shown(&slip, &made()).join("\n");
    assert!(!text.contains("For the need: "), "{text}");
}
