//! The emergency sheet: what is on it, what it does with what it lacks, and for whom (R88).

use caseload::domain::arrangement::Contingency;
use caseload::domain::id::{ArrangementId, SharingId};
use caseload::domain::record::Folder;
use caseload::domain::sharing::{May, Recipient, SharedPart, Sharing};
use caseload::domain::team::Role;
use caseload::export::{Dossier, Outgoing, Scope};

use super::people::{bare, full, id, kept, made};
use super::{format, of, written};

/// A sheet on one line, without its markup.
fn sheet(dossier: &Dossier, name: &str) -> String {
    let (text, _) = written(format(name), std::slice::from_ref(dossier));
    let mut words = String::new();
    let body = text
        .split_once("<body>")
        .map_or(text.as_str(), |(_, body)| body);
    for part in body.split('<') {
        let after = part.split_once('>').map_or(part, |(_, after)| after);
        words.push(' ');
        words.push_str(after);
    }
    let words = words.replace("&quot;", "\"");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The full record with what a stranger at the door must find.
fn with_a_plan_for_emergencies() -> Folder {
    let mut folder = full();
    let ring = folder.team.iter().map(|member| member.id).collect();
    let plan = folder.plan.as_mut().expect("a plan");
    let arrangements = &mut plan.value.arrangements;
    arrangements.contingency.clear();
    arrangements.contingency.push(Contingency {
        id: ArrangementId(id(300)),
        name: "breathless".into(),
        triggers: vec!["cannot finish a sentence".into()],
        early_signs: "sleeps in the chair".into(),
        what_to_do: "sit her up\nopen the window".into(),
        ring,
        ring_others: "111 at night".into(),
        not_to_do: "no morphine before the nurse is there".into(),
        coping: String::new(),
        coping_from: None,
        coping_until: None,
        agreed_with: "zz-agreed".into(),
        updated_on: None,
        review_on: None,
        responsible: "zz-responsible".into(),
        until_on: None,
    });
    let over = Contingency {
        id: ArrangementId(id(301)),
        name: "zz-over".into(),
        until_on: Some("2025-01-01".parse().expect("a day")),
        ..arrangements.contingency[0].clone()
    };
    arrangements.contingency.push(over);
    let wishes = arrangements.wishes.get_or_insert_default();
    wishes.place_of_care = "at home".into();
    wishes.statement_at = "in the blue folder by the telephone".into();
    let cpr = arrangements.cpr.get_or_insert_default();
    cpr.decision = "not for resuscitation".into();
    cpr.kept_at = "inside the front door".into();
    arrangements.backups.get_or_insert_default().carer = "Mrs Tran next door".into();
    folder
}

#[test]
fn a_stranger_finds_what_to_do_what_not_whom_to_ring_and_the_papers() {
    let dossier = of(&with_a_plan_for_emergencies());
    for name in ["sheet", "sheet-text"] {
        let text = sheet(&dossier, name);
        for words in [
            "Emergency sheet: Mrs Margaret",
            "999 000 0018",
            "Speak to her right side.",
            "4 Mill Lane",
            "Contingency plan: breathless",
            "Set off by: cannot finish a sentence",
            "What to do: sit her up / open the window",
            "What not to do: no morphine before the nurse is there",
            "Ring also: 111 at night",
            "Where the paper is: inside the front door",
            "Place of care: at home",
            "Where that is: in the blue folder by the telephone",
            "For the carer: Mrs Tran next door",
            "not kept in this record: ask the practice",
        ] {
            assert!(text.contains(words), "{name} lacks {words:?}: {text}");
        }
        assert!(
            !text.contains("zz-"),
            "{name} has what helps nobody: {text}"
        );
        let place = |words: &str| text.to_lowercase().find(words);
        let ring = place("whom to ring").expect("a part");
        assert!(place("contingency plan").expect("a plan") < ring, "{name}");
    }
}

#[test]
fn an_ordinary_record_takes_one_printed_page() {
    let mut folder = full();
    // It is not ordinary that carers may be told nothing.
    folder.shared.decisions.clear();
    let text = sheet(&of(&folder), "sheet");
    assert!(!text.contains("two pages"), "{text}");
}

#[test]
fn whoever_holds_two_places_is_rung_once_with_both() {
    let mut folder = with_a_plan_for_emergencies();
    let lead = folder.team.iter().find(|one| one.role == Role::Lead);
    let lead = lead.expect("a lead").value.clone();
    let gp = folder.team.iter_mut().find(|one| one.role == Role::NamedGp);
    let gp = &mut gp.expect("a named GP").value;
    (gp.name, gp.phone) = (lead.name.clone(), "01632 960 101".into());
    let holds = folder.team.iter_mut().find(|one| one.role == Role::Lead);
    holds.expect("a lead").value.phone = "01632 960 101".into();
    let text = sheet(&of(&folder), "sheet-text");
    let both = format!("Lead Clinical Coordinator, Named GP: {}", lead.name);
    assert!(text.contains(&both), "{text}");
    let (_, wrong) = text.split_once("Ring: ").expect("whom to ring");
    let (wrong, _) = wrong.split_once("Ring also").expect("whom else");
    assert_eq!(wrong.matches(lead.name.as_str()).count(), 1, "{wrong}");
}

#[test]
fn what_is_not_recorded_is_said() {
    let text = sheet(&of(&bare()), "sheet-text");
    for words in [
        "not asked yet whether they need anything",
        "Nothing is recorded of what to do when things go wrong.",
        "Nobody with a telephone number is recorded.",
        "Allergies, medicines: not kept in this record",
        "Resuscitation: no decision is recorded here",
    ] {
        assert!(text.contains(words), "{words:?}: {text}");
    }
}

#[test]
fn a_recipient_gets_what_was_decided_for_them_and_no_more() {
    let folder = with_a_plan_for_emergencies();
    let scope = Scope::of(&May::of([SharedPart::Words, SharedPart::Team]), None);
    let cut = Dossier::within(&folder, &made(), scope);
    for name in ["sheet", "sheet-text"] {
        let text = sheet(&cut, name);
        for hidden in [
            "cannot finish a sentence",
            "no morphine",
            "front door",
            "blue folder",
            "Heart failure",
        ] {
            assert!(!text.contains(hidden), "{name} has {hidden:?}: {text}");
        }
        // Not shared is not the same as not recorded.
        assert!(!text.contains("Nothing is recorded"), "{name}: {text}");
        assert!(text.contains("Left out of this copy:"), "{name}: {text}");
        assert!(text.contains("when things go wrong"), "{name}: {text}");
    }
    let mut made = made();
    made.recipient = Some("Dr Amit Shah".into());
    let outgoing = Outgoing::of(&folder, &made).expect("it may go");
    let text = sheet(&outgoing.dossier, "sheet");
    assert!(text.contains("For Dr Amit Shah."), "{text}");
}

#[test]
fn no_sheet_is_longer_than_two_pages_of_text() {
    let folders = (0..40).map(super::hostile).chain([full(), bare()]);
    for folder in folders {
        let (text, _) = written(format("sheet-text"), &[of(&folder)]);
        assert!(text.lines().count() <= 2 * 66, "{text}");
        for line in text.lines() {
            assert!(line.chars().count() <= 72, "{line}");
        }
    }
}

#[test]
fn a_plan_that_names_nobody_to_ring_says_so_on_paper() {
    let mut folder = with_a_plan_for_emergencies();
    let plan = folder.plan.as_mut().expect("a plan");
    let breathless = &mut plan.value.arrangements.contingency[0];
    breathless.ring.clear();
    breathless.ring_others.clear();
    let dossier = of(&folder);
    for name in ["sheet", "sheet-text"] {
        let text = sheet(&dossier, name);
        assert!(text.contains("Ring: not recorded"), "{name}: {text}");
    }
}

/// A sheet for nobody hangs in the kitchen: what is kept from whoever cares at home is not on it, nor that it is kept.
#[test]
fn a_sheet_for_nobody_or_for_the_person_shows_nobody_what_is_kept_from_them() {
    let keeping = |may: Option<May>| {
        let mut folder = full();
        folder.shared.decisions.truncate(1);
        let ruth = folder.team.iter_mut().find(|one| one.name == "Ruth Ellis");
        let ruth = ruth.expect("she is");
        ruth.value.may_be_told = "everything".into();
        let id_of_ruth = ruth.id;
        for one in &mut folder.moves {
            if let Some(discharge) = &mut one.value.discharge {
                discharge.named_contact = "Ruth Ellis 07700 900 118".into();
            }
        }
        let plan = folder.plan.as_mut().expect("a plan");
        plan.value.arrangements.contingency[0].ring = vec![id_of_ruth];
        if let Some(may) = may {
            let decision = folder.shared.decisions[0].value.clone();
            folder.shared.decisions.push(kept(Sharing {
                id: SharingId(id(97)),
                with: Recipient::Member {
                    member: id_of_ruth,
                    name: "Ruth Ellis".into(),
                },
                may,
                but_not: "zz-drinking".into(),
                until_on: None,
                ..decision
            }));
        }
        folder
    };
    let all_but =
        |part: SharedPart| May::of(SharedPart::ALL.into_iter().filter(|one| *one != part));
    let ask = "ask Amara Okafor before telling them anything";
    for (may, asks, has_words) in [
        (None, false, true),
        (Some(May::Everything), true, true),
        (Some(all_but(SharedPart::Contacts)), true, true),
        (Some(all_but(SharedPart::Words)), true, false),
        (Some(May::Nothing), true, false),
    ] {
        let folder = keeping(may);
        // It hangs in the same kitchen when it was printed for the person.
        for to in [None, Some("the person")] {
            let mut made = made();
            made.recipient = to.map(str::to_owned);
            let outgoing = Outgoing::of(&folder, &made).expect("it may go");
            for name in ["sheet", "sheet-text"] {
                let said = sheet(&outgoing.dossier, name);
                assert!(!said.contains("zz-"), "{to:?}: {said}");
                assert!(!said.contains("contact log"), "{to:?}: {said}");
                assert_eq!(said.contains(ask), asks, "{to:?}: {said}");
                let first = "Ruth Ellis 07700 900 118 (ask first, as under Whom to ring)";
                assert_eq!(said.contains(first), asks, "{to:?}: {said}");
                let beside = "Ruth Ellis 07700 900456 (ask first, as under Whom to ring)";
                assert_eq!(said.contains(beside), asks, "{to:?}: {said}");
                let told = to.is_none() && !asks;
                assert_eq!(said.contains("may be told"), told, "{to:?}: {said}");
                let own = said.to_lowercase().contains("in their own words");
                assert_eq!(own, has_words, "{to:?}: {said}");
                let (_, loss) = written(format(name), std::slice::from_ref(&outgoing.dossier));
                let kept = loss
                    .says()
                    .iter()
                    .any(|one| one.contains("own words, which"));
                assert_eq!(kept, !has_words, "{to:?}: {:?}", loss.says());
            }
        }
    }
}

/// Who may be told nothing is nobody to turn to: they stand last among those to ring.
#[test]
fn who_may_be_told_nothing_stands_last_on_a_sheet() {
    let mut folder = full();
    let lead = folder.team.iter_mut().find(|one| one.role == Role::Lead);
    lead.expect("one leads").value.may_be_told = "nothing".into();
    folder.shared.decisions.clear();
    let said = sheet(&Dossier::of(&folder, &made()), "sheet-text");
    let (_, ring) = said.split_once("WHOM TO RING").expect("the part");
    let at = |name: &str| ring.find(name).unwrap_or_else(|| panic!("{name}: {ring}"));
    assert!(at("Joan Bell") > at("Ruth Ellis"), "{ring}");
}
