//! A referral as text: what a service reads, what whoever sends it looks at first, and what stays behind.

use std::path::Path;

use caseload::app::handing_on::write_referral;
use caseload::domain::id::{ItemId, SharingId};
use caseload::domain::item::ItemKind;
use caseload::domain::record::Folder;
use caseload::domain::service::Closed;
use caseload::domain::sharing::{May, Recipient, SharedPart, Sharing};
use caseload::domain::team::Role;
use caseload::export::{Dossier, Outgoing, PlainLetter, Provenance, Scope, referral_text};
use unicode_width::UnicodeWidthStr;

use super::people::{day, full, id, kept, made};
use super::{compare, format, hostile, of, written};

/// The referral to the falls service.
fn balance() -> ItemId {
    ItemId(id(45))
}

fn text_of(folder: &Folder) -> PlainLetter {
    referral_text(&of(folder), balance()).expect("a referral")
}

/// What is different in a record.
type Change = fn(&mut Folder);

/// The paragraphs of a text on one line each.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_referral_carries_lead_navigator_team_and_plan() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/export/referral.txt");
    let referral = text_of(&full());
    compare(&golden, &referral.text);
    assert_eq!(
        referral.before,
        [
            "The wrong place: a blow to the head: 999",
            "Who may go there: over 65, a fall within a year",
            "How to refer: by letter or e-mail"
        ]
    );
    // What is for whoever sends it is not for whoever gets it.
    for sentence in &referral.before {
        assert!(!flat(&referral.text).contains(sentence), "{sentence}");
    }
}

#[test]
fn the_reason_is_the_phrase_that_the_goal_quotes_or_what_matters_most() {
    let mut folder = full();
    let goal = &folder.plan.as_ref().expect("a plan").goals[0];
    let (goal, because, text) = (goal.id, goal.because.clone(), goal.text.clone());
    assert!(!flat(&text_of(&folder).text).contains("Goal that this serves"));
    let item = folder.items.iter_mut().find(|item| item.id == balance());
    item.expect("the referral").value.goal = Some(goal);
    let told = flat(&text_of(&folder).text);
    assert!(
        told.contains(&format!("Goal that this serves: {text}")),
        "{told}"
    );
    assert!(
        told.contains(&format!("In their own words: {because}")),
        "{told}"
    );
    // What they said has changed since: the phrase stands there as what it is.
    folder.words.clear();
    let told = flat(&text_of(&folder).text);
    assert!(told.contains("which have changed since"), "{told}");
}

#[test]
fn what_has_to_be_looked_at_first_is_said() {
    let cases: [(Change, &str); 6] = [
        (
            |folder| {
                folder.services[0].value.closed = Some(Closed {
                    on: day("2026-02-27"),
                    because: "funding ended".into(),
                    by: "a.okafor".into(),
                });
            },
            "Falls service closed Fri 27 Feb 2026.",
        ),
        (
            |folder| folder.services[0].value.checked = None,
            "Their entry in the directory is stale, never checked. Ring before you rely on it.",
        ),
        (
            |folder| folder.services.clear(),
            "Falls service is no entry of the directory that could be looked up: see to the address yourself.",
        ),
        (
            |folder| {
                folder.services.clear();
                let item = folder.items.iter_mut().find(|item| item.id == balance());
                item.expect("the referral").value.owner.clear();
            },
            "Nobody is named to whom it goes.",
        ),
        (
            |folder| folder.team.retain(|member| member.role != Role::Lead),
            "Nobody leads, so the answer comes to whoever refers alone.",
        ),
        (
            |folder| folder.plan.as_mut().expect("a plan").value.agreed = None,
            "No agreement of the person is recorded in the plan: ask before you send it.",
        ),
    ];
    for (change, sentence) in cases {
        assert!(!text_of(&full()).before.iter().any(|one| one == sentence));
        let mut folder = full();
        change(&mut folder);
        let before = text_of(&folder).before;
        assert!(before.iter().any(|one| one == sentence), "{before:?}");
    }
}

#[test]
fn what_is_not_shared_is_not_in_the_letter() {
    let folder = full();
    let without = |part| {
        let may = May::of(SharedPart::ALL.into_iter().filter(|one| *one != part));
        let dossier = Dossier::within(&folder, &made(), Scope::of(&may, None));
        referral_text(&dossier, balance()).map(|referral| flat(&referral.text))
    };
    let whole = flat(&text_of(&folder).text);
    for (part, words) in [
        (SharedPart::Words, "What matters most to them"),
        (SharedPart::Team, "Ruth Ellis"),
        (SharedPart::Team, "Lead:"),
    ] {
        assert!(whole.contains(words), "{words}: {whole}");
        let cut = without(part).expect("a referral");
        assert!(!cut.contains(words), "{part:?}: {cut}");
        assert!(
            cut.contains("Left out of this copy:") && cut.contains(part.word()),
            "{cut}"
        );
    }
    let why = without(SharedPart::Plan).expect_err("it stands in the plan");
    assert!(why.contains("The plan is not shared"), "{why}");
}

#[test]
fn the_answer_goes_to_the_lead_and_to_whoever_referred() {
    let answer = |change: Change| {
        let mut folder = full();
        change(&mut folder);
        let told = flat(&text_of(&folder).text);
        let (_, after) = told
            .split_once("PLEASE ANSWER TO ")
            .expect("whom to answer");
        let (answer, _) = after.split_once(" Written by").expect("a footer");
        answer.to_owned()
    };
    let lead = "BOTH Lead: Joan Bell, 01632 960200, j.bell@example.org";
    let cases: [(Change, String); 3] = [
        (
            |_| {},
            format!("{lead} Referred by: Amara Okafor, 01632 960100"),
        ),
        (
            |folder| {
                for member in &mut folder.team {
                    if member.role == Role::Navigator {
                        member.value.name = "Mo Shah".into();
                    }
                }
            },
            format!("{lead} Referred by: Amara Okafor, or the navigator Mo Shah, 01632 960100"),
        ),
        (
            |folder| folder.team.clear(),
            "Referred by: Amara Okafor".to_owned(),
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(answer(change), expected);
    }
}

#[test]
fn only_a_referral_that_goes_out_has_a_text() {
    for item in full().items {
        let made = referral_text(&of(&full()), item.id);
        assert_eq!(
            made.is_ok(),
            item.kind == ItemKind::Referral,
            "{:?}",
            item.kind
        );
    }
    let nobody = referral_text(&of(&full()), ItemId(id(999)));
    assert!(nobody.expect_err("nothing").contains("no such referral"));
}

#[test]
fn lines_of_a_referral_are_short_and_plain_whatever_stands_in_the_record() {
    let mut written = 0;
    for seed in 0..60 {
        let folder = hostile(seed);
        if !folder.items.iter().any(|item| item.id == balance()) {
            continue;
        }
        written += 1;
        for line in text_of(&folder).text.lines() {
            assert!(line.width() <= 72 && line.chars().count() <= 72, "{line}");
            assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
        }
    }
    assert!(written > 10, "{written}");
}

#[test]
fn a_referral_is_a_file_of_its_own_and_goes_to_nobody_who_may_not_have_it() {
    let place = tempfile::tempdir().expect("a folder");
    let write = |made: &Provenance| write_referral(made, &full(), balance(), place.path());
    let for_nobody = Provenance {
        recipient: None,
        ..made()
    };
    let letter = write(&for_nobody).expect("written");
    let name = letter.path.file_name().and_then(|name| name.to_str());
    assert_eq!(name, Some("caseload-referral-00000000002d-2026-03-02.txt"));
    assert!(
        letter.before[0].starts_with("No decision about sharing")
            && letter.before[1].starts_with("The wrong place"),
        "{:?}",
        letter.before
    );
    let text = std::fs::read_to_string(&letter.path).expect("text");
    assert_eq!(text, letter.text);
    let whole = Outgoing::of(&full(), &for_nobody)
        .expect("it may go")
        .dossier;
    assert_eq!(
        text,
        referral_text(&whole, balance()).expect("a referral").text
    );
    let stranger = Provenance {
        recipient: Some("Somebody Else".into()),
        ..made()
    };
    let refused = write(&stranger);
    assert!(refused.is_err(), "nothing was decided about them");
    let files = std::fs::read_dir(place.path()).expect("a folder").count();
    assert_eq!(files, 1);
}

#[test]
fn what_was_decided_about_whoever_it_goes_to_holds_though_nobody_is_named() {
    let place = tempfile::tempdir().expect("a folder");
    let for_nobody = Provenance {
        recipient: None,
        ..made()
    };
    let decided = |may: May, withdrawn_on| {
        let mut folder = full();
        let like = folder.shared.decisions[0].value.clone();
        folder.shared.decisions.push(kept(Sharing {
            id: SharingId(id(4_000)),
            with: Recipient::Named {
                name: "Falls service".into(),
            },
            may,
            on: day("2026-02-01"),
            until_on: None,
            withdrawn_on,
            ..like
        }));
        let path = place.path().join(format!("{withdrawn_on:?}"));
        write_referral(&for_nobody, &folder, balance(), &path)
    };
    for (may, withdrawn_on) in [
        (May::Nothing, None),
        (May::Everything, Some(day("2026-02-20"))),
    ] {
        let refused = decided(may, withdrawn_on).err().expect("not for them");
        assert!(refused.contains("Falls service"), "{refused}");
    }
    let files = std::fs::read_dir(place.path()).expect("a folder").count();
    assert_eq!(files, 0);
    let cut = decided(May::of([SharedPart::Plan]), None).expect("a part of it");
    assert!(
        !cut.text.contains("Ruth"),
        "the team is not shared: {}",
        cut.text
    );
    assert!(cut.before.iter().any(|one| one.starts_with("Shared is")));
}

#[test]
fn a_referral_that_is_to_be_booked_again_has_no_day_in_fhir() {
    let told = |folder: &Folder| {
        let (text, _) = written(format("fhir"), &[of(folder)]);
        let bundle: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let entries = bundle["entry"].as_array().expect("entries").clone();
        let with = |field: &str| {
            let all = entries.iter().map(|entry| entry["resource"][field].clone());
            all.filter(|value| !value.is_null()).collect::<Vec<_>>()
        };
        let status = serde_json::to_string(&with("businessStatus")).expect("JSON");
        (with("occurrenceDateTime").len(), status)
    };
    let mut folder = full();
    let (days, status) = told(&folder);
    assert_eq!(days, 1);
    assert!(!status.contains("To be booked again"), "{status}");
    let item = folder.items.iter_mut().find(|item| item.id == balance());
    let item = &mut item.expect("the referral").value;
    *item = item.unbooked(day("2026-03-02"), "the appointment was cancelled");
    let (days, status) = told(&folder);
    assert_eq!(days, 0);
    assert!(
        status.contains("To be booked again; waiting for us"),
        "{status}"
    );
}
