//! What no text for reading is silent about: whose plan, which version, of which day, what they live with, and the
//! decision about resuscitation with where its paper is.

use caseload::domain::arrangement::Paper;
use caseload::domain::record::Folder;
use caseload::domain::say;
use caseload::domain::sharing::{May, SharedPart};
use caseload::export::{Dossier, Scope};

use super::people::{bare, died, full, made};
use super::{format, of, written};

const READ: [&str; 5] = ["text", "markdown", "html", "sheet", "sheet-text"];

/// Holds every format for reading to what it must say, and to what it must not.
#[track_caller]
fn says(dossier: &Dossier, says: &[&str], never: &[&str]) {
    for name in READ {
        let (text, _) = written(format(name), std::slice::from_ref(dossier));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.replace('\\', "");
        for words in says {
            assert!(text.contains(words), "{name} lacks {words:?}: {text}");
        }
        for words in never {
            assert!(!text.contains(words), "{name} has {words:?}: {text}");
        }
    }
}

fn changed(change: impl FnOnce(&mut Folder)) -> Dossier {
    let mut folder = full();
    change(&mut folder);
    of(&folder)
}

#[test]
fn every_text_says_on_top_whose_plan_which_version_and_of_which_day() {
    let whose = [
        "Margaret",
        "Born 3 Feb 1944 (82)",
        "NHS number 999 000 0018",
    ];
    let day = "Printed Mon 2 Mar 2026.";
    let version =
        "Plan: Version 2, agreed Thu 5 Feb 2026 by Margaret Ellis; changed since in 8 places.";
    says(
        &of(&full()),
        &[whose[0], whose[1], whose[2], version, day],
        &[],
    );
    for name in READ {
        let (text, _) = written(format(name), &[of(&full())]);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let printed = flat.find(day).expect("the day");
        let first = flat.find("own words").or(flat.find("OWN WORDS"));
        assert!(printed < first.expect("their words"), "{name}: {flat}");
    }
    let folder = full();
    let one = folder.shared.versions.first().expect("a version");
    let kept = Dossier::of_version(&one.value, (&[], &[]), &made(), Scope::ALL);
    says(
        &kept,
        &[&format!("Plan: {}.", say::capital(&one.word())), day],
        &["changed since in"],
    );
    let unkept = |folder: &mut Folder| folder.shared.versions.clear();
    says(
        &changed(unkept),
        &["Plan: agreed 5 Feb 2026 by Margaret Ellis, the person; no version was kept."],
        &[],
    );
    let draft = changed(|folder| {
        unkept(folder);
        folder.plan.as_mut().expect("a plan").value.agreed = None;
    });
    says(&draft, &["Plan: a draft, not agreed with them yet."], &[]);
    says(&of(&bare()), &["Plan: none has been begun."], &[]);
}

#[test]
fn conditions_and_resuscitation_are_never_silent() {
    let none = "no decision is recorded here: ask the practice, and look for a paper";
    says(&of(&bare()), &["none recorded here", none], &[]);
    says(
        &of(&full()),
        &["Heart failure, Type 2 diabetes", "inside the front door"],
        &[none, "none recorded here"],
    );
    let no_cpr = |folder: &mut Folder| {
        let plan = folder.plan.as_mut().expect("a plan");
        plan.value.arrangements.cpr = None;
    };
    says(&changed(no_cpr), &[none], &["not part of what"]);
    // Of somebody who died nobody asks.
    says(&of(&died()), &[], &[none]);
    // A reader who was not given it is not told that there is none.
    let may = May::Only {
        parts: [SharedPart::Plan, SharedPart::Words].into(),
    };
    let cut = Dossier::within(&full(), &made(), Scope::of(&may, None));
    says(
        &cut,
        &["not part of what this reader was given: ask the practice"],
        &[none, "none recorded here", "Do not attempt"],
    );
    let may = May::Only {
        parts: [SharedPart::Contingency].into(),
    };
    let cut = Dossier::within(&full(), &made(), Scope::of(&may, None));
    says(
        &cut,
        &["Plan: not part of this copy."],
        &["none has been begun"],
    );
}

#[test]
fn a_paper_of_which_nobody_knows_where_it_is_is_looked_for() {
    let lost = "not recorded: ask, and look for it";
    says(&of(&full()), &[], &[lost]);
    let dossier = changed(|folder| {
        let plan = &mut folder.plan.as_mut().expect("a plan").value;
        let cpr = plan.arrangements.cpr.as_mut().expect("a decision");
        cpr.kept_at.clear();
    });
    says(&dossier, &[&format!("Where the paper is: {lost}")], &[]);
    let dossier = changed(|folder| {
        let plan = &mut folder.plan.as_mut().expect("a plan").value;
        let wishes = plan.arrangements.wishes.as_mut().expect("wishes");
        wishes.statement_at.clear();
        wishes.refusal = Paper::Yes;
    });
    let (statement, refusal) = (
        format!("Where the advance statement is: {lost}"),
        format!("Where the refusal of treatment is: {lost}"),
    );
    says(&dossier, &[&statement, &refusal], &[]);
}

#[test]
fn that_nothing_is_planned_for_bad_days_is_said() {
    let nothing = "Nothing is recorded of what to do when things go wrong.";
    says(&of(&bare()), &[nothing], &[]);
    says(&of(&full()), &[], &[nothing]);
    let over = changed(|folder| {
        let plan = &mut folder.plan.as_mut().expect("a plan").value;
        plan.contingency.clear();
        for one in &mut plan.arrangements.contingency {
            one.until_on = Some("2025-01-01".parse().expect("a day"));
        }
    });
    says(&over, &[nothing], &[]);
}

/// How what they live with came about is as private as that itself, and who made the plan is in the team.
#[test]
fn a_formulation_goes_with_the_conditions_and_who_made_the_plan_with_the_team() {
    for (parts, formulation, made_by) in [
        (&[SharedPart::Plan][..], false, false),
        (&[SharedPart::Plan, SharedPart::Health], true, false),
        (&[SharedPart::Plan, SharedPart::Team], false, true),
    ] {
        let may = May::Only {
            parts: parts.into(),
        };
        let cut = Dossier::within(&full(), &made(), Scope::of(&may, None));
        for name in ["text", "html", "json", "fhir"] {
            let (text, _) = written(format(name), std::slice::from_ref(&cut));
            let has = |words: &str| text.contains(words);
            assert_eq!(has("lost her sister"), formulation, "{name}: {parts:?}");
            assert!(has("at home, in the kitchen"), "{name}: {parts:?}");
        }
        let plan = cut.records.plan.as_ref().expect("a plan");
        let completion = plan.arrangements.completion.as_ref().expect("who made it");
        assert_eq!(!completion.made_by.is_empty(), made_by, "{parts:?}");
        assert_eq!(!completion.completed_by.is_empty(), made_by, "{parts:?}");
    }
}
