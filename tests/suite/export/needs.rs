//! A need that is over: what others read of it, in words and in FHIR.

use caseload::domain::goal::GoalState;
use caseload::domain::id::{GoalId, NeedId};
use caseload::domain::plan::{NEED, NeedEnded, NeedEnding};
use caseload::domain::record::Folder;
use serde_json::{Value, json};

use super::people::{day, full, id, made};
use super::stays::{all, bundle};
use super::{format, of, written};

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

/// A goal stands under the need that it answers; one that answers none is not read as the answer to the last of them.
#[test]
fn a_goal_stands_under_its_need_and_one_by_itself_under_a_line_of_its_own() {
    let mut folder = full();
    let plan = &mut folder.plan.as_mut().expect("a plan").value;
    let mut other = plan.needs[0].clone();
    other.id = NeedId(id(410));
    other.text = "qq-other need".into();
    plan.needs[0].text = "qq-first need".into();
    plan.needs.push(other);
    let goal = plan.goals[0].clone();
    let needs = [None, Some(plan.needs[1].id), Some(plan.needs[0].id)];
    let texts = ["qq-by itself", "qq-answers other", "qq-answers first"];
    plan.goals = (420..)
        .zip(needs.into_iter().zip(texts))
        .map(|(n, (need, text))| {
            let mut goal = goal.clone();
            goal.id = GoalId(id(n));
            goal.need = need;
            goal.text = text.into();
            goal.state = GoalState::Active;
            goal
        })
        .collect();
    let order = |folder: &Folder, name: &str| {
        let (text, _) = written(format(name), &[of(folder)]);
        let text = text.replace('\\', "");
        let (_, plan) = text.split_once("qq-first need").expect("the need");
        let words = [
            "Goals by themselves",
            "Goal: qq-by itself",
            "Goal: qq-answers first",
            "Goal: qq-answers other",
        ];
        let mut found: Vec<(usize, &str)> = words
            .into_iter()
            .filter_map(|word| Some((plan.find(word)?, word)))
            .collect();
        let need = plan.match_indices("qq-other need").map(|(at, _)| at);
        // The first place that is not "For the need".
        let need = need.filter(|at| {
            !plan
                .get(..*at)
                .unwrap_or_default()
                .ends_with("For the need: ")
        });
        found.extend(need.map(|at| (at, "need")));
        found.sort_unstable();
        found.into_iter().map(|(_, word)| word).collect::<Vec<_>>()
    };
    for name in ["text", "markdown", "html"] {
        assert_eq!(
            order(&folder, name),
            [
                "Goal: qq-answers first",
                "need",
                "Goal: qq-answers other",
                "Goals by themselves",
                "Goal: qq-by itself",
            ],
            "{name}"
        );
    }
    // Without a need that it could be read under, there is no such line.
    let plan = &mut folder.plan.as_mut().expect("a plan").value;
    plan.goals.retain(|goal| goal.need.is_none());
    let (whole, _) = written(format("text"), &[of(&folder)]);
    assert!(whole.contains("Goals by themselves"), "{whole}");
    let plan = &mut folder.plan.as_mut().expect("a plan").value;
    plan.needs.clear();
    let (whole, _) = written(format("text"), &[of(&folder)]);
    assert!(!whole.contains("Goals by themselves"), "{whole}");
}
