//! People and their carers by keys: access needs, who was told, a lead who is not the GP, carers of two people, the past.

use caseload::app::forms::Purpose;
use caseload::app::model::Overlay;
use caseload::domain::carer::{Assessment, Carer, Strain};
use caseload::domain::change::Change;
use caseload::domain::deferral::Subject;
use caseload::domain::id::{CarerId, MemberId, PersonId};
use caseload::domain::record::{Kept, Record};
use caseload::domain::team::{Member, Reach, Role, Tie};
use caseload::domain::told::Whom;
use caseload::domain::triage::Gap;
use caseload::domain::variation::Lasts;

use uuid::Uuid;

use crate::support::people::{ADA, BERT, ED, IDUNN, day, id};
use crate::support::{Bench, LOGIN};

fn place(bench: &Bench, person: PersonId, name: &str) -> Kept<Member> {
    let team = bench.folder(person).team;
    team.into_iter()
        .find(|member| member.name == name)
        .unwrap_or_else(|| panic!("{name} is in no team"))
}

/// Empties the field under the cursor.
fn empty(bench: &mut Bench) {
    bench.press("end");
    for _ in 0..60 {
        bench.press("backspace");
    }
}

/// Opens a person's team with the cursor on somebody.
fn on(bench: &mut Bench, person: PersonId, name: &str) {
    bench.press("esc esc").open(person).press("5 home");
    for _ in 0..20 {
        let here = bench
            .app
            .model
            .person
            .as_ref()
            .and_then(|view| view.member());
        if here.is_some_and(|member| member.name == name) {
            return;
        }
        bench.press("down");
    }
    panic!("{name} is in no row");
}

fn gaps(bench: &Bench, person: PersonId, gap: Gap) -> bool {
    bench.store().facts(person).unwrap().unwrap().gaps.has(gap)
}

#[test]
fn asked_and_nothing_needed_is_two_keys() {
    let mut bench = Bench::new();
    assert!(gaps(&bench, ED, Gap::Access));
    bench.open(ED).press("I ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let access = bench.folder(ED).person.value.access.expect("asked");
    assert!(access.is_none_needed());
    assert_eq!(
        (access.on, access.by.as_str()),
        (day("2026-03-02"), "a.okafor")
    );
    assert!(!gaps(&bench, ED, Gap::Access));
    bench.press("u");
    assert!(gaps(&bench, ED, Gap::Access));
}

#[test]
fn access_needs_stand_wherever_somebody_is_about_to_be_contacted() {
    let mut bench = Bench::new();
    bench.open(BERT).press("I tab").type_text("lip-reads");
    bench.press("tab tab").type_text("text first; letters");
    bench.app.model.form_mut().unwrap().focus_on("review");
    bench.type_text("today").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let access = bench.folder(BERT).person.value.access.expect("asked");
    assert_eq!(access.contact, ["text first", "letters"]);
    // What was in the record before stays in sight; that nothing was needed does not any more.
    assert_eq!(access.line(), "lip-reads; text first; letters");
    assert!(bench.text().contains("lip-reads"), "front page");
    bench.press("c");
    assert!(bench.text().contains("lip-reads"), "contact form");
    bench.press("esc esc");
    bench.select(BERT);
    assert!(bench.text().contains("lip-reads"), "under the list");
    let row = bench
        .list()
        .into_iter()
        .find(|row| row.person == BERT)
        .unwrap();
    let rules = bench.store().facts(BERT).unwrap().unwrap();
    assert_eq!(
        rules.access_review_on,
        Some(day("2026-03-02")),
        "{}",
        row.name
    );
}

#[test]
fn a_review_that_was_held_needs_a_later_one() {
    let mut bench = Bench::new();
    bench.open(BERT).press("I");
    bench.app.model.form_mut().unwrap().focus_on("reviewed");
    bench
        .type_text("today")
        .press("tab")
        .type_text("today")
        .press("ctrl-s");
    assert!(
        bench.said().contains("Give a later day"),
        "{}",
        bench.said()
    );
    empty(&mut bench);
    bench.type_text("+1y").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let access = bench.folder(BERT).person.value.access.unwrap();
    assert_eq!(access.review_on, Some(day("2027-03-02")));
}

#[test]
fn told_who_coordinates_with_all_of_it() {
    let mut bench = Bench::new();
    assert!(gaps(&bench, ED, Gap::ToldCoordinator));
    bench.open(ED).press("T t tab");
    bench
        .type_text("by letter")
        .press("tab")
        .type_text("easy read");
    bench.app.model.form_mut().unwrap().focus_on("choosing");
    bench.type_text("asked for a woman").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let person = bench.folder(ED).person.value;
    let told = person.told_coordinator.expect("told");
    assert_eq!(
        (told.text.as_str(), told.format.as_str()),
        ("by letter", "easy read")
    );
    assert_ne!(told.whom, Whom::Both);
    assert_eq!(person.choosing.expect("chose").text, "asked for a woman");
    assert!(!gaps(&bench, ED, Gap::ToldCoordinator));
    // Nobody is told ahead of time.
    bench.press("T");
    bench.app.model.form_mut().unwrap().focus_on("on");
    empty(&mut bench);
    bench.type_text("tomorrow").press("ctrl-s");
    assert!(bench.said().contains("lies ahead"), "{}", bench.said());
}

#[test]
fn a_lead_who_is_not_the_gp_is_asked_after_until_all_of_it_is_there() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("m L tab")
        .type_text("Nell Nettle")
        .press("ctrl-s esc");
    assert!(bench.is_bare(), "{}", bench.said());
    for gap in [Gap::Variation, Gap::VariationApproval, Gap::VariationGpPart] {
        assert!(gaps(&bench, BERT, gap), "{gap:?}");
    }
    bench.press("5 v");
    let lead = place(&bench, BERT, "Nell Nettle");
    assert_eq!(
        bench.app.model.form().map(|form| form.purpose),
        Some(Purpose::Variation(lead.id))
    );
    bench
        .type_text("chest first")
        .press("tab tab")
        .type_text("+6m")
        .press("tab");
    bench
        .type_text("today")
        .press("tab")
        .type_text("at home")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(!gaps(&bench, BERT, Gap::Variation) && !gaps(&bench, BERT, Gap::VariationApproval));
    assert!(gaps(&bench, BERT, Gap::VariationGpPart));
    let facts = bench.store().facts(BERT).unwrap().unwrap();
    assert_eq!(facts.lead_until_on, Some(day("2026-09-02")));
    bench.press("v");
    bench.app.model.form_mut().unwrap().focus_on("gp_part");
    bench.type_text("prescribes").press("ctrl-s");
    assert!(!gaps(&bench, BERT, Gap::VariationGpPart));
    let variation = place(&bench, BERT, "Nell Nettle").value.variation.unwrap();
    assert_eq!(
        variation.lasts,
        Lasts::Temporary {
            until_on: Some(day("2026-09-02"))
        }
    );
    // Changing the place on its own form leaves what that form does not show.
    bench.press("r");
    bench.app.model.form_mut().unwrap().focus_on("phone");
    bench.type_text("01632 960777").press("ctrl-s");
    let after = place(&bench, BERT, "Nell Nettle");
    assert_eq!(after.variation.as_ref(), Some(&variation));
}

/// Rose cares for Ada; now she cares for Bert too, and nothing about her is typed again.
fn shared() -> Bench {
    let mut bench = Bench::new();
    on(&mut bench, ADA, "Rose Applepip");
    bench
        .press("n")
        .type_text("tired")
        .press("tab")
        .type_text("6")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench
        .press("esc")
        .open(BERT)
        .press("5 l")
        .type_text("rose")
        .press("right tab");
    bench.type_text("niece").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench
}

#[test]
fn a_carer_of_two_people_is_one_carer() {
    let mut bench = shared();
    let (at_ada, at_bert) = (
        place(&bench, ADA, "Rose Applepip"),
        place(&bench, BERT, "Rose Applepip"),
    );
    assert_eq!(at_bert.role, Role::Carer);
    assert_eq!(at_bert.phone, "07700 900118");
    assert_eq!(
        (at_bert.title.as_str(), at_bert.does.as_str()),
        ("niece", "")
    );
    assert_eq!(at_ada.carer, at_bert.carer);
    assert_eq!(at_bert.carer.as_ref().unwrap().strain[0].score, Some(6));

    // Written at one, seen at both: a number, breaks, being away.
    on(&mut bench, BERT, "Rose Applepip");
    bench.press("enter");
    assert!(bench.text().contains("Applepip, Ada"), "{}", bench.text());
    bench.press("esc r");
    bench.app.model.form_mut().unwrap().focus_on("phone");
    empty(&mut bench);
    bench.type_text("07700 900999").press("ctrl-s n");
    bench.app.model.form_mut().unwrap().focus_on("breaks");
    bench.type_text("Sundays").press("tab tab tab o");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let at_ada = place(&bench, ADA, "Rose Applepip");
    assert_eq!(at_ada.phone, "07700 900999");
    assert_eq!(at_ada.title, "daughter", "each place keeps its own");
    let carer = at_ada.value.carer.unwrap();
    assert_eq!(carer.breaks, "Sundays");
    assert_eq!(carer.assessment, Assessment::Offered);

    // Taken back at one, taken back at both.
    bench.press("u u");
    let at_ada = place(&bench, ADA, "Rose Applepip");
    assert_eq!(at_ada.phone, "07700 900118");
    assert_eq!(at_ada.carer, place(&bench, BERT, "Rose Applepip").carer);
}

/// Rose is tired, typed at Bert's, while somebody else gives her a new number at Ada's and hers are other needs.
fn shared_by_two() -> Bench {
    let mut bench = shared();
    on(&mut bench, BERT, "Rose Applepip");
    bench.press("n").type_text("worn out");
    bench.app.model.form_mut().unwrap().focus_on("needs");
    bench.type_text("sleep");
    for person in [ADA, BERT] {
        let seen = place(&bench, person, "Rose Applepip");
        let mut member = seen.value.clone();
        member.phone = "07700 900999".into();
        let carer = member.carer.as_mut().unwrap();
        carer.breaks = "Sundays".into();
        carer.strain.push(Strain {
            on: day("2026-03-01"),
            says: "my back".into(),
            score: None,
            by: "b.khan".into(),
        });
        bench.elsewhere(&Change::replace(Record::Member(member), seen.revision));
    }
    bench
}

#[test]
fn what_two_write_of_one_carer_is_put_together_at_every_place() {
    let mut bench = shared_by_two();
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let at_bert = place(&bench, BERT, "Rose Applepip");
    let at_ada = place(&bench, ADA, "Rose Applepip");
    assert_eq!(at_bert.carer, at_ada.carer);
    assert_eq!(
        (&*at_bert.phone, &*at_ada.phone),
        ("07700 900999", "07700 900999")
    );
    let carer = at_ada.value.carer.unwrap();
    assert_eq!((&*carer.breaks, &*carer.needs), ("Sundays", "sleep"));
    let says: Vec<&str> = carer.strain.iter().map(|strain| &*strain.says).collect();
    for said in ["tired", "worn out", "my back"] {
        assert!(says.contains(&said), "{says:?}");
    }
}

#[test]
fn what_collides_about_a_carer_is_the_chosen_at_every_place() {
    let mut bench = shared_by_two();
    for person in [ADA, BERT] {
        let seen = place(&bench, person, "Rose Applepip");
        let mut member = seen.value.clone();
        member.carer.as_mut().unwrap().needs = "company".into();
        bench.elsewhere(&Change::replace(Record::Member(member), seen.revision));
    }
    bench.press("ctrl-s");
    let text = bench.text();
    assert!(
        text.contains("{+company+}") && text.contains("{+sleep+}"),
        "{text}"
    );
    bench.press("t ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    for person in [ADA, BERT] {
        let member = place(&bench, person, "Rose Applepip");
        assert_eq!(member.phone, "07700 900999");
        let carer = member.value.carer.unwrap();
        assert_eq!(carer.needs, "company");
        assert!(carer.strain.iter().any(|strain| strain.says == "worn out"));
    }
}

#[test]
fn the_version_that_was_not_chosen_goes_to_no_other_place() {
    let mut bench = shared();
    on(&mut bench, BERT, "Rose Applepip");
    bench.press("n");
    bench.app.model.form_mut().unwrap().focus_on("needs");
    bench.type_text("sleep");
    for person in [ADA, BERT] {
        let seen = place(&bench, person, "Rose Applepip");
        let mut member = seen.value.clone();
        member.carer.as_mut().unwrap().needs = "company".into();
        bench.elsewhere(&Change::replace(Record::Member(member), seen.revision));
    }
    bench.press("ctrl-s").press("t ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    for person in [BERT, ADA] {
        let carer = place(&bench, person, "Rose Applepip").value.carer.unwrap();
        assert_eq!(carer.needs, "company");
    }
}

#[test]
fn a_carer_stays_tied_to_their_own_record_under_any_name() {
    let mut bench = Bench::new();
    let seen = place(&bench, ADA, "Rose Applepip");
    let mut member = seen.value.clone();
    member.carer = Some(Carer {
        is_person: Some(ED),
        ..Carer::new(CarerId(Uuid::from_u128(77)))
    });
    bench.elsewhere(&Change::replace(Record::Member(member), seen.revision));
    on(&mut bench, ADA, "Rose Applepip");
    bench.press("n").type_text("fine").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let member = place(&bench, ADA, "Rose Applepip");
    assert_eq!(member.carer.as_ref().unwrap().is_person, Some(ED));
}

#[test]
fn two_carers_of_one_name_can_be_parted() {
    let mut bench = shared();
    on(&mut bench, BERT, "Rose Applepip");
    bench.press("L");
    empty(&mut bench);
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench.press("n");
    bench.app.model.form_mut().unwrap().focus_on("breaks");
    bench.type_text("Sundays").press("ctrl-s");
    let own = |person| place(&bench, person, "Rose Applepip").value.carer.unwrap();
    assert_ne!(own(ADA).id, own(BERT).id);
    assert_eq!(
        (own(ADA).breaks.as_str(), own(BERT).breaks.as_str()),
        ("", "Sundays")
    );
}

#[test]
fn a_carer_who_is_not_known_is_said_so() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("5 l")
        .type_text("nobody of this name")
        .press("ctrl-s");
    assert!(
        bench.said().contains("No carer of that name"),
        "{}",
        bench.said()
    );
    // Rose is in Ada's team already: there is nobody else to add.
    bench
        .press("esc esc")
        .open(ADA)
        .press("5 l")
        .type_text("rose app")
        .press("ctrl-s");
    assert!(
        bench.said().contains("No carer of that name"),
        "{}",
        bench.said()
    );
}

#[test]
fn a_carer_is_found_by_their_new_number() {
    let mut bench = shared();
    bench.press("esc esc /").type_text("rose");
    let shown = bench.app.model.today.len();
    assert_eq!(shown, 2, "both people whom Rose cares for");
}

#[test]
fn any_day_of_the_past_can_be_asked() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("m L tab")
        .type_text("Nell Nettle")
        .press("ctrl-s esc 9");
    assert!(
        bench
            .text()
            .contains("Lead Clinical Coordinator: Nell Nettle")
    );
    bench.press("o").type_text("1 mar 2026").press("enter");
    if !bench.is_bare() {
        bench.press("ctrl-s");
    }
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(
        bench
            .text()
            .contains("Lead Clinical Coordinator: Dr Quince")
    );
    bench.press("o ctrl-s");
    assert!(
        bench
            .text()
            .contains("Lead Clinical Coordinator: Nell Nettle")
    );
}

#[test]
fn the_roles_are_explained_with_who_holds_them() {
    let mut bench = Bench::new();
    bench.open(ADA).press("5 h");
    let text = bench.text();
    assert!(text.contains("Dr Quince (GP)"), "{text}");
}

/// A day to ask a carer again stands on Today wherever they care; answering it ends it, and a later day begins anew.
#[test]
fn a_day_set_for_a_carer_themselves_is_asked_for_and_ends_with_the_answer() {
    let mut bench = shared();
    let asked = |bench: &Bench, person| {
        let facts = bench.store().facts(person).unwrap().unwrap();
        let one = facts.carer_days.into_iter().next()?;
        Some((one.review_on?, one.name))
    };
    let set = |bench: &mut Bench, says: &str, again: &str| {
        bench.press("esc esc");
        on(bench, ADA, "Rose Applepip");
        bench.press("n").type_text(says);
        bench.app.model.form_mut().unwrap().focus_on("review");
        for _ in 0..12 {
            bench.press("backspace");
        }
        bench.type_text(again).press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
    };
    assert_eq!(asked(&bench, ADA), None);
    set(&mut bench, "", "tomorrow");
    let expected = Some((day("2026-03-03"), "Rose Applepip".to_owned()));
    assert_eq!(asked(&bench, ADA), expected);
    assert_eq!(asked(&bench, BERT), expected, "wherever they care");
    let mut bench = bench.at("2026-03-03T09:12:00Z");
    bench.press("esc esc").open(ADA).press("y");
    let Some(Overlay::Reading(why)) = bench.app.model.overlays.last() else {
        panic!("no page to read: {}", bench.text())
    };
    let text = why.lines.join("\n");
    assert!(
        text.contains("ask the carer Rose Applepip again how it is for them"),
        "{text}"
    );
    bench.press("esc");
    on(&mut bench, ADA, "Rose Applepip");
    bench
        .press("n")
        .type_text("better with the sitter")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(asked(&bench, ADA), None, "that day is done with");
    assert_eq!(asked(&bench, BERT), None);
}

/// Two carers of one person: what is put off for the first leaves the second on Today, by name.
#[test]
fn what_is_put_off_for_one_carer_leaves_the_other_on_today() {
    let mut bench = Bench::new();
    let carer = |number: u128, name: &str| Member {
        carer: Some(Carer {
            review_on: Some(day("2026-03-02")),
            ..Carer::new(CarerId(id(number + 10)))
        }),
        ..Member::new(
            MemberId(id(number)),
            IDUNN,
            Role::Carer,
            name,
            day("2026-01-05"),
        )
    };
    for member in [carer(8_000, "Rose Pip"), carer(8_001, "Len Pip")] {
        bench.elsewhere(&Change::add(Record::Member(member)));
    }
    let (rose, len) = (
        "ask the carer Rose Pip again",
        "ask the carer Len Pip again",
    );
    let why = |bench: &mut Bench| {
        bench.press("esc esc").open(IDUNN).press("y");
        let Some(Overlay::Reading(why)) = bench.app.model.overlays.last() else {
            panic!("no page to read: {}", bench.text())
        };
        why.lines.join("\n")
    };
    let text = why(&mut bench);
    assert!(text.contains(rose) && text.contains(len), "{text}");
    bench.press("esc D");
    let chosen = bench.app.model.form().unwrap().word("reason").to_owned();
    assert!(chosen.ends_with(": Rose Pip"), "{chosen}");
    bench.type_text("fri").press("tab").type_text("away");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let about = bench.folder(IDUNN).deferrals[0].about;
    assert_eq!(about, Subject::Member(MemberId(id(8_000))));
    let facts = bench.store().facts(IDUNN).unwrap().unwrap();
    assert_eq!(facts.carer_days.len(), 2);
    bench.press("esc esc").select(IDUNN);
    assert!(bench.text().contains(len), "{}", bench.text());
    let text = why(&mut bench);
    assert!(
        text.contains(&format!("put off until Fri 6 Mar: {rose}")),
        "{text}"
    );
    assert!(
        text.contains(len) && !text.contains(&format!("6 Mar: {len}")),
        "{text}"
    );
}

#[test]
fn what_a_lead_is_rung_about_and_why_they_lead_is_seen_with_rows_to_spare() {
    let mut bench = Bench::new();
    let team = bench.folder(ADA).team;
    let lead = team.into_iter().find(|one| one.role == Role::Lead).unwrap();
    let mut value = lead.value;
    let long = "and so on, with every day as the one before ".repeat(3);
    value.ring_for = "rr-rung-about".into();
    value.does = format!("{long} dd-does");
    value.at_night = format!("{long} nn-night");
    value.words_that_work = "ww-words".into();
    let mut variation = value.variation.take().unwrap_or_default();
    variation.because = "vv-because".into();
    value.variation = Some(variation);
    let name = value.name.clone();
    bench.elsewhere(&Change::replace(Record::Member(value), lead.revision));
    on(&mut bench, ADA, &name);
    let text = bench.text();
    for part in [
        "rr-rung-about",
        "vv-because",
        "dd-does",
        "nn-night",
        "ww-words",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn conditions_are_parted_by_commas_where_no_semicolon_is_typed() {
    let mut bench = Bench::new();
    for (typed, read) in [
        (
            "COPD, heart failure, gout",
            &["COPD", "heart failure", "gout"][..],
        ),
        ("Fracture, left hip; gout", &["Fracture, left hip", "gout"]),
        ("Fracture, left hip;", &["Fracture, left hip"]),
    ] {
        bench.press("esc esc").open(ED).press("e");
        let form = bench.app.model.form_mut().expect("a form");
        form.focus_on("conditions");
        empty(&mut bench);
        bench.type_text(typed).press("ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
        assert_eq!(bench.folder(ED).person.conditions, read);
        let said = format!("{} condition", read.len());
        assert!(bench.said().contains(&said), "{}", bench.said());
    }
    // Known with its comma, it stays one when another field is changed.
    bench.press("e");
    bench.app.model.form_mut().unwrap().focus_on("email");
    bench.type_text("ed@example.org").press("ctrl-s");
    assert_eq!(bench.folder(ED).person.conditions, ["Fracture, left hip"]);
}

/// What nobody said is not claimed: a new carer is there at no hour until somebody asks when (R18, R21).
#[test]
fn a_new_carer_can_be_reached_when_somebody_has_said_so() {
    let mut bench = Bench::new();
    bench.open(ED).press("m right").press("tab");
    bench.type_text("Nell Nettle").press("tab tab tab tab");
    bench.type_text("07700 900199").press("ctrl-s");
    let reach = |bench: &Bench| place(bench, ED, "Nell Nettle").reach;
    assert_eq!(reach(&bench), Reach::NotRecorded);
    assert_eq!(
        place(&bench, ED, "Nell Nettle").role,
        Role::Carer,
        "{}",
        bench.said()
    );
    assert!(gaps(&bench, ED, Gap::OutOfHours));
    bench.press("1");
    let text = bench.flowing();
    assert!(
        text.contains("hours not recorded: Nell Nettle 07700 900199 | 5, then r sets them"),
        "{text}"
    );
    let asked = |bench: &Bench| {
        let view = bench.app.model.person.as_ref().unwrap();
        let mut missing = view.outline.missing.iter();
        missing.any(|one| one.says.contains("can be reached"))
    };
    bench.press("2");
    assert!(asked(&bench));

    on(&mut bench, ED, "Nell Nettle");
    assert!(bench.text().contains("hours not recorded (r)"));
    bench.press("r");
    let form = bench.app.model.form_mut().expect("a form");
    form.focus_on("reach");
    bench.press("right right ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(reach(&bench), Reach::OutOfHours);
    assert!(!gaps(&bench, ED, Gap::OutOfHours));
    bench.press("1");
    let text = bench.text();
    assert!(!text.contains("hours not recorded"), "{text}");
    assert!(text.contains("after 18:30: Nell Nettle"), "{text}");
    bench.press("2");
    assert!(!asked(&bench));
}

#[test]
fn a_next_of_kin_is_somebody_private_and_in_known_words() {
    let mut bench = Bench::new();
    bench.open(ED).press("m right").press("tab");
    bench.type_text("Nell Nettle");
    let put = |bench: &mut Bench, text: &str| {
        let form = bench.app.model.form_mut().expect("a form");
        form.focus_on("ties");
        empty(bench);
        bench.type_text(text).press("ctrl-s");
    };
    put(&mut bench, "next of kin; best friend");
    assert!(bench.said().contains("\"best friend\""), "{}", bench.said());
    put(&mut bench, "emergency, next of kin; next of kin");
    assert!(bench.is_bare(), "{}", bench.said());
    let nell = place(&bench, ED, "Nell Nettle");
    assert_eq!(nell.ties, [Tie::EmergencyContact, Tie::NextOfKin]);
    on(&mut bench, ED, "Nell Nettle");
    let text = bench.text();
    assert!(text.contains("emergency contact; next of kin"), "{text}");

    bench.press("m tab");
    bench.type_text("Dr Thorn");
    put(&mut bench, "next of kin");
    assert!(
        bench.said().contains("carers or family"),
        "{}",
        bench.said()
    );
}

#[test]
fn ethnicity_religion_and_the_code_of_the_practice_are_typed_in_the_details() {
    let mut bench = Bench::new();
    bench.open(ED).press("e");
    for (field, text) in [
        ("practice", "Hope Valley Surgery (C81094)"),
        ("practice_code", ""),
        ("ethnicity", "Black British"),
        ("religion", "Quaker"),
    ] {
        let form = bench.app.model.form_mut().expect("a form");
        form.focus_on(field);
        empty(&mut bench);
        bench.type_text(text);
    }
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let ed = bench.folder(ED).person.value;
    assert_eq!(ed.practice.name, "Hope Valley Surgery");
    assert_eq!(ed.practice.code, "C81094");
    assert_eq!(
        (ed.ethnicity.as_str(), ed.religion.as_str()),
        ("Black British", "Quaker")
    );
}

/// Who asked is offered and shown by name; what was kept by a login stays as it was where nobody changes it.
#[test]
fn who_asked_about_access_needs_is_a_name() {
    let mut bench = Bench::new();
    let by = |bench: &Bench| bench.folder(ADA).person.access.as_ref().unwrap().by.clone();
    assert_eq!(by(&bench), LOGIN);
    bench.open(ADA).press("I");
    let form = bench.app.model.form().expect("the form");
    assert_eq!(form.text("by"), "A. Okafor");
    bench.type_text("Face her. ").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(by(&bench), LOGIN);
    bench.press("I");
    bench.app.model.form_mut().unwrap().focus_on("by");
    bench.press("ctrl-u").type_text("oka").press("right ctrl-s");
    assert_eq!(by(&bench), LOGIN, "the same by name");
    bench.press("I");
    bench.app.model.form_mut().unwrap().focus_on("by");
    bench.press("ctrl-u").type_text("J. Bright").press("ctrl-s");
    assert_eq!(by(&bench), "J. Bright");
}
