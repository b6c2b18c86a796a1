//! What a plan arranges, in every format: each field of each kind, so that nothing is kept which is not handed on.

use caseload::domain::arrangement::{
    Arrangement, ArrangementKind, Arrangements, EndOfLife, Holds, Visit,
};
use caseload::domain::id::{ArrangementId, MemberId};
use caseload::domain::say;
use caseload::domain::shared::Shared;
use caseload::domain::sharing::Recipient;
use caseload::domain::team::Role;
use caseload::export::{Dossier, Scope};
use chrono::{Days, NaiveDate};

use super::people::{full, id, made};
use super::{format, json, written};

/// Fills one of each kind, every field with words or a day of its own.
pub struct Fill<'a> {
    pub into: &'a mut Arrangements,
    pub member: MemberId,
    /// What every export has to say, in one of the ways given.
    pub expected: &'a mut Vec<Vec<String>>,
}

impl Visit for Fill<'_> {
    type Out = ();

    fn visit<T: Arrangement>(self) {
        let Self {
            into,
            member,
            expected,
        } = self;
        // Days that lie ahead, so that nothing is over.
        let first: NaiveDate = "2027-01-01".parse().unwrap();
        let number = u128::try_from(expected.len()).unwrap();
        let mut one = T::begin(ArrangementId(id(9_000 + number)), first);
        for slot in T::SLOTS {
            let n = expected.len();
            let word = format!("zz{n}zz");
            let day = first + Days::new(u64::try_from(n).unwrap());
            let mut says = vec![word.clone()];
            match &slot.holds {
                Holds::Line(at) | Holds::Who(at) | Holds::Text(at) => {
                    *(at.get_mut)(&mut one) = word;
                }
                Holds::Several(at) => *(at.get_mut)(&mut one) = vec![word],
                Holds::Members(at) => {
                    *(at.get_mut)(&mut one) = vec![member];
                    says = vec!["Joan Bell".to_owned()];
                }
                Holds::Been(at) | Holds::From(at) | Holds::Ahead(at) => {
                    *(at.get_mut)(&mut one) = Some(day);
                    says = vec![say::birth(day), day.to_string()];
                }
                Holds::One(choice) => {
                    (choice.set)(&mut one, 1);
                    says = vec![choice.words[1].to_owned()];
                }
            }
            expected.push(says);
        }
        T::put(into, one);
    }
}

/// Who leads and who navigates, from when and until when, and a review that is held every day.
#[test]
fn days_of_the_lead_and_a_daily_review_are_in_every_export_that_shows_them() {
    let mut folder = full();
    for member in &mut folder.team {
        if matches!(member.role, Role::Lead | Role::Navigator)
            && member.held_on(made().made_at.date_naive())
        {
            member.value.until_on = Some("2026-06-30".parse().unwrap());
        }
    }
    let plan = folder.plan.as_mut().expect("a plan");
    let mut time = EndOfLife::begin(ArrangementId(id(9_900)), "2026-02-27".parse().unwrap());
    time.said_by = "Dr Shah".into();
    plan.value.arrangements.end_of_life = vec![time];
    let dossiers = [Dossier::of(&folder, &made())];
    for name in ["text", "html", "markdown", "fhir", "csv", "ical"] {
        let text = run_together(&written(format(name), &dossiers).0.replace("\r\n ", ""));
        assert!(
            text.contains("every day in end-of-life care since Fri 27 Feb 2026"),
            "{name}"
        );
        let days: &[&str] = match name {
            "csv" | "ical" => continue,
            "fhir" => &["\"end\": \"2026-06-30\""],
            _ => &["since ", "until 30 Jun 2026"],
        };
        for day in days {
            assert!(text.matches(day).count() >= 2, "{name}: {day}");
        }
    }
}

/// Line ends, indents and escapes are the format's own.
fn run_together(text: &str) -> String {
    text.replace('\\', "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_field_of_every_kind_reaches_whoever_reads_or_imports_it() {
    let mut folder = full();
    let member = folder
        .team
        .iter()
        .find(|member| member.name == "Joan Bell")
        .expect("a member")
        .id;
    let mut expected = Vec::new();
    let plan = folder.plan.as_mut().expect("a plan");
    for kind in ArrangementKind::ALL {
        kind.visit(Fill {
            into: &mut plan.value.arrangements,
            member,
            expected: &mut expected,
        });
    }
    assert!(expected.len() > 90, "{}", expected.len());
    let dossier = Dossier::of(&folder, &made());
    for name in ["text", "markdown", "html", "fhir"] {
        let (text, _) = written(format(name), std::slice::from_ref(&dossier));
        let text = run_together(&text);
        for says in &expected {
            assert!(
                says.iter().any(|way| text.contains(way)),
                "{name} says none of {says:?}"
            );
        }
    }
    let shown = run_together(&caseload::cli::shown(&folder, &made()).join(" "));
    for says in &expected {
        assert!(says.iter().any(|way| shown.contains(way)), "show: {says:?}");
    }
    let (text, _) = written(format("json"), std::slice::from_ref(&dossier));
    let back = json::back(&text);
    assert!(back[0].plan == dossier.records.plan);
}

#[test]
fn a_plan_without_arrangements_has_no_word_of_them_in_its_json() {
    let mut folder = full();
    folder.plan.as_mut().unwrap().value.arrangements = Arrangements::default();
    folder.shared = Shared::default();
    let (text, _) = written(format("json"), &[Dossier::of(&folder, &made())]);
    assert!(!text.contains("arrangements"));
    // As a file that an older program wrote.
    let back = json::back(&text);
    assert!(back[0].plan.as_ref().unwrap().arrangements.is_empty());
}

/// What to do when things go wrong can be shared without the rest of the plan, and the rest without it.
#[test]
fn what_is_arranged_leaves_with_the_part_it_belongs_to() {
    let mut folder = full();
    let mut arrangements = Arrangements::default();
    let mut expected = Vec::new();
    for kind in ArrangementKind::ALL {
        kind.visit(Fill {
            into: &mut arrangements,
            member: folder.team[0].id,
            expected: &mut expected,
        });
    }
    let (wrong, rest) = arrangements.clone().parted();
    assert!(!wrong.is_empty() && !rest.is_empty());
    folder.plan.as_mut().unwrap().value.arrangements = arrangements;
    for (contingency, plan, left) in [
        (true, false, Some(wrong)),
        (false, true, Some(rest)),
        (false, false, None),
    ] {
        let scope = Scope {
            contingency,
            plan,
            ..Scope::ALL
        };
        let cut = Dossier::within(&folder, &made(), scope).records.plan;
        assert!(
            cut.map(|plan| plan.arrangements) == left,
            "{contingency} {plan}"
        );
    }
}

/// Who does something may be typed as a member of the care team, and who may see the record named before they joined it:
/// neither is an organisation.
#[test]
fn a_member_who_is_named_is_no_organisation_in_fhir() {
    let mut folder = full();
    let plan = folder.plan.as_mut().expect("a plan");
    for one in &mut plan.value.arrangements.interventions {
        one.organisation = "ruth ELLIS".into();
    }
    folder.shared.decisions[1].value.with = Recipient::Named {
        name: "Joan Bell".into(),
    };
    let (text, _) = written(format("fhir"), &[Dossier::of(&folder, &made())]);
    let bundle: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let entries = bundle["entry"].as_array().expect("entries");
    let of = |kind: &str| {
        let all = entries.iter().map(|entry| &entry["resource"]);
        let all = all.filter(|one| one["resourceType"] == kind);
        all.cloned().collect::<Vec<_>>()
    };
    for organisation in of("Organization") {
        let name = organisation["name"].as_str().unwrap_or_default();
        assert!(!["ruth ELLIS", "Joan Bell"].contains(&name), "{name}");
    }
    let ruth = format!("urn:uuid:{}", id(13));
    let activities = of("CarePlan")[0]["activity"].to_string();
    assert!(activities.contains(&ruth), "{activities}");
    let joan = format!("urn:uuid:{}", id(10));
    let actors = of("Consent")
        .into_iter()
        .map(|one| one["provision"]["actor"].to_string());
    assert!(actors.collect::<String>().contains(&joan));
}

/// Whoever reads without the screen is told everything that its tabs show, each with its day.
#[test]
fn the_plain_form_holds_what_the_tabs_hold() {
    let folder = full();
    let lines = caseload::cli::shown(&folder, &made());
    let text = lines.join("\n");
    let plan = folder.plan.as_ref().expect("a plan");
    let needs = plan.needs.iter().map(|need| need.text.clone());
    let goals = plan.goals.iter().map(|goal| goal.text.clone());
    let items = folder.items.iter().map(|item| item.what.clone());
    let booked = folder.appointments.iter().map(|one| one.line());
    let moves = folder.moves.iter().map(|one| one.words());
    let said = folder.contacts.iter().map(|one| one.gist.clone());
    let all: Vec<String> = needs
        .chain(goals)
        .chain(items)
        .chain(booked)
        .chain(moves)
        .chain(said)
        .collect();
    assert!(all.len() > 15, "{}", all.len());
    for words in all {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(run_together(&text).contains(&words), "{words:?}: {text}");
    }
    for (heading, day) in [
        ("Open items", "by 6 Mar 2026"),
        ("Appointments", "12 Mar 2026"),
        ("Moves", "27 Feb 2026"),
    ] {
        let at = lines.iter().position(|line| line == heading);
        let part = lines.iter().skip(at.expect(heading) + 1);
        let mut part = part.take_while(|line| !line.is_empty());
        assert!(part.any(|line| line.contains(day)), "{heading}: {text}");
    }
    // What a record lacks is said in words, without the codes of what asks for it.
    let lacking = caseload::cli::shown(&super::people::bare(), &made()).join("\n");
    assert!(lacking.contains("Not in the plan yet"), "{lacking}");
    assert!(
        lacking.contains("  What is most important to them"),
        "{lacking}"
    );
}

/// What is kept from the person themselves is kept from the patient of the bundle, not from an organisation of that name.
#[test]
fn a_decision_about_the_person_names_the_patient_in_fhir() {
    let mut folder = full();
    folder.shared.decisions[1].value.with = Recipient::Named {
        name: "the person".into(),
    };
    let (text, _) = written(format("fhir"), &[Dossier::of(&folder, &made())]);
    assert!(!text.contains("\"the person\""), "{text}");
    let bundle: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let entries = bundle["entry"].as_array().expect("entries");
    let consents = entries.iter().map(|entry| &entry["resource"]);
    let consents = consents.filter(|one| one["resourceType"] == "Consent");
    let patient = format!("urn:uuid:{}", id(1));
    let about = consents
        .filter(|one| one["provision"]["actor"][0]["reference"]["reference"] == patient.as_str());
    assert_eq!(about.count(), 1, "{text}");
}
