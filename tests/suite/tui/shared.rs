//! Sharing from the keyboard: decisions, who holds which version, what changed since, and that nothing goes that may not.

use std::fs;

use caseload::app::forms::Purpose;
use caseload::app::model::Overlay;
use caseload::app::shared_view::SharedView;
use caseload::domain::arrangement::Cpr;
use caseload::domain::change::Change;
use caseload::domain::completeness;
use caseload::domain::copy::PlanCopy;
use caseload::domain::id::{CopyId, VersionId};
use caseload::domain::record::Record;
use caseload::domain::sharing::{May, Recipient, SharedPart, Sharing};
use caseload::domain::version::{Body, Version};
use uuid::Uuid;

use crate::support::Bench;
use crate::support::people::{ADA, BERT};

fn decisions(bench: &Bench) -> Vec<Sharing> {
    bench.folder(ADA).shared.decisions()
}

/// Types into the field with that name.
fn fill(bench: &mut Bench, field: &str, text: &str) {
    let values = [(field.to_owned(), text.to_owned())].into();
    bench.app.model.form_mut().unwrap().restore(&values);
}

fn exported(bench: &mut Bench, to: &str, name: &str) -> String {
    let folder = bench.dir().join(name);
    fs::create_dir_all(&folder).unwrap();
    bench.press("X");
    bench.app.model.form_mut().unwrap().focus_on("format");
    bench.press("right");
    fill(bench, "to", to);
    fill(bench, "path", &folder.display().to_string());
    bench.press("ctrl-s");
    let mut text = String::new();
    for file in fs::read_dir(folder).into_iter().flatten() {
        text.push_str(&fs::read_to_string(file.unwrap().path()).unwrap());
    }
    text
}

#[test]
fn a_decision_is_recorded_changed_and_withdrawn() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 n").type_text("Rose");
    bench.press("right");
    let form = bench.app.model.form().unwrap();
    assert_eq!(form.text("with"), "Rose Applepip", "offered from the team");
    bench.press("tab tab 7 tab").type_text("not about her son");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let row = "Rose Applepip: everything but the contact log; keep back: not about her son";
    assert!(bench.text().contains(row), "{}", bench.text());
    let one = decisions(&bench).remove(0);
    assert!(!one.may.has(SharedPart::Contacts) && one.may.has(SharedPart::Plan));
    assert_eq!(
        (one.but_not.as_str(), one.decided_by.as_str()),
        ("not about her son", "Ada \"Addie\" Applepip")
    );

    bench.press("j j enter");
    assert!(
        matches!(
            bench.app.model.form().unwrap().purpose,
            Purpose::Sharing(Some(_))
        ),
        "{}",
        bench.text()
    );
    bench.app.model.form_mut().unwrap().focus_on("may");
    bench.press("right ctrl-s");
    assert_eq!(decisions(&bench)[0].may, May::Nothing);
    bench.press("x ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(decisions(&bench)[0].withdrawn_on.is_some());
    assert!(
        bench.text().contains("withdrawn on Mon 2 Mar: nothing"),
        "{}",
        bench.text()
    );
    bench.press("u");
    assert!(decisions(&bench)[0].withdrawn_on.is_none());
}

/// "Nell: nothing" would refuse Nell Nettle nothing.
#[test]
fn a_decision_about_a_part_of_a_name_is_asked_about_and_marked() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 n").type_text("nell");
    bench.press("tab right ctrl-s");
    let asked = "\"nell\" may be Nell Nettle: type enough of the name, and Right takes it.";
    assert!(bench.said().contains(asked), "{}", bench.said());
    assert!(decisions(&bench).is_empty());
    bench.press("ctrl-s");
    assert!(
        bench.is_bare(),
        "somebody else may be called so: {}",
        bench.said()
    );
    assert!(
        bench.text().contains("nell [Nell Nettle?]: nothing"),
        "{}",
        bench.text()
    );
    let view = bench.app.model.person.as_ref().unwrap();
    let rows = &view.shared.as_ref().unwrap().rows;
    let row = rows.iter().find(|row| row.text.starts_with("nell"));
    assert!(row.unwrap().needs_look);
    // Nobody hands it on to her before it is said whom it is about.
    let handed = exported(&mut bench, "Nell Nettle", "doubtful");
    assert_eq!(handed, "");
    let said = bench.said();
    assert!(said.contains("may mean Nell Nettle"), "{said}");
    bench.press("esc esc").open(ADA).press("8 j j enter right");
    let form = bench.app.model.form().expect("the decision");
    assert_eq!(
        form.text("with"),
        "Nell Nettle",
        "who may be meant is first"
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(matches!(
        decisions(&bench)[0].with,
        Recipient::Member { .. }
    ));
}

#[test]
fn a_decision_that_is_being_typed_is_kept_as_a_draft() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 n").type_text("Housing");
    bench.press("esc n");
    assert_eq!(bench.app.model.form().unwrap().text("with"), "Housing");
}

#[test]
fn what_may_not_be_seen_does_not_go_and_the_copy_is_kept() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 n").type_text("Nell Nettle");
    bench.press("tab tab 1 7 ctrl-s");
    let text = exported(&mut bench, "nell nettle", "one");
    assert!(text.contains("Nell Nettle"), "{text}");
    assert!(!text.contains("I want to"), "her words stay: {text}");
    assert!(text.contains("Left out of this copy"), "{text}");
    assert!(
        bench.text().contains("Shared is everything but"),
        "{}",
        bench.text()
    );
    bench.press("esc");
    let shared = bench.folder(ADA).shared;
    assert_eq!(shared.copies.len(), 1);
    assert_eq!(shared.copies[0].version, Some(shared.versions[0].id));
    assert!(shared.versions[0].agreed.is_none(), "given, not agreed");
    assert!(
        bench
            .text()
            .contains("Nell Nettle: holds version 1, since Mon 2 Mar"),
        "{}",
        bench.text()
    );

    // A second copy of the same plan is the same version.
    exported(&mut bench, "Dr Quince", "two");
    assert!(
        bench
            .text()
            .contains("no decision about sharing is recorded"),
        "{}",
        bench.text()
    );
    bench.press("esc");
    let shared = bench.folder(ADA).shared;
    assert_eq!((shared.copies.len(), shared.versions.len()), (2, 1));
}

#[test]
fn nothing_goes_to_whom_nothing_was_decided_about_and_who_gives_no_care() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8");
    let text = exported(&mut bench, "Housing association", "one");
    assert_eq!(text, "");
    assert!(
        bench
            .said()
            .contains("Record what was decided first: 8 on the person's page, then n."),
        "{}",
        bench.said()
    );
    assert!(bench.folder(ADA).shared.copies.is_empty());
}

#[test]
fn agreeing_keeps_a_version_and_the_next_edit_is_a_draft_on_top() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 A ctrl-s");
    assert!(
        bench.said().contains("Version 1 is agreed"),
        "{}",
        bench.said()
    );
    assert!(bench.text().contains("unchanged since"), "{}", bench.text());
    let plan = bench.folder(ADA).plan.unwrap();
    let mut changed = plan.value.clone();
    changed.strengths = "Sings in the choir again.".into();
    bench.elsewhere(&Change::replace(Record::Plan(changed), plan.revision));
    bench.press("1 esc").open(ADA).press("2");
    assert!(
        bench.text().contains("changed since in 1 place"),
        "{}",
        bench.text()
    );
    let version = bench.folder(ADA).shared.versions.remove(0);
    assert_eq!(version.body.plan.strengths, plan.strengths, "frozen");

    bench.press("8 v");
    let Some(Overlay::Reading(page)) = bench.app.model.overlays.last() else {
        panic!("a page: {}", bench.text());
    };
    let page = page.lines.join("\n");
    assert!(page.contains("{+") && page.contains("[-"), "{page}");
    assert!(
        page.contains("Sings in the choir again") || page.contains("again.+}"),
        "{page}"
    );
}

#[test]
fn a_copy_given_by_hand_is_taken_down_and_ends() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 A ctrl-s 8 h")
        .type_text("Rose Applepip");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let shared = bench.folder(ADA).shared;
    assert_eq!(shared.copies[0].version, Some(shared.versions[0].id));
    assert_eq!(shared.versions.len(), 1, "the plan did not change");
    while !bench
        .app
        .model
        .person
        .as_ref()
        .unwrap()
        .shared_row()
        .unwrap()
        .text
        .starts_with("Rose")
    {
        bench.press("j");
    }
    bench.press("x ctrl-s");
    assert!(bench.folder(ADA).shared.copies[0].ended_on.is_some());
    assert!(
        bench.text().contains("nobody is known to"),
        "{}",
        bench.text()
    );
}

/// A version of Ada's plan that somebody else keeps meanwhile.
fn kept_elsewhere(bench: &mut Bench, n: u128, number: u32) {
    let folder = bench.folder(ADA);
    let mut body = Body::of(&folder, bench.cx().today()).unwrap();
    body.plan.strengths = format!("kept elsewhere {number}");
    let at = bench.cx().now;
    bench.elsewhere(&Change::add(Record::Version(Box::new(Version {
        id: VersionId(Uuid::from_u128(n)),
        person: folder.person.id,
        number,
        at,
        by: "b.hall".into(),
        agreed: None,
        body,
    }))));
}

#[test]
fn a_copy_takes_the_number_that_is_next_when_it_is_saved() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 h").type_text("Rose Applepip");
    kept_elsewhere(&mut bench, 9_001, 1);
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let shared = bench.folder(ADA).shared;
    let numbers: Vec<u32> = shared.versions.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(shared.copies[0].version, Some(shared.versions[1].id));
}

#[test]
fn a_copy_is_of_the_version_that_was_chosen_whatever_was_kept_since() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 A ctrl-s 8 h")
        .type_text("Rose Applepip");
    bench.app.model.form_mut().unwrap().focus_on("version");
    bench.press("right");
    let agreed = bench.folder(ADA).shared.versions[0].id;
    kept_elsewhere(&mut bench, 9_002, 2);
    let (store, today) = (bench.store(), bench.cx().today());
    let view = bench.app.model.person.as_mut().unwrap();
    view.shared = Some(SharedView::read(&store, &view.folder, today).unwrap());
    drop(store);
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bench.folder(ADA).shared.copies[0].version, Some(agreed));
}

#[test]
fn somebody_without_a_plan_is_told_what_to_press() {
    let mut bench = Bench::new();
    bench.open(BERT).press("8");
    let text = bench.text();
    assert!(text.contains("n records"), "{text}");
    bench.press("x");
    assert!(
        bench.said().contains("Choose a decision or a copy"),
        "{}",
        bench.said()
    );
}

#[test]
fn one_key_on_any_tab_hands_out_the_emergency_sheet() {
    let mut bench = Bench::new();
    bench.open(ADA);
    for tab in ["1", "2", "6"] {
        bench.press(tab).press("O");
        let form = bench.app.model.form().expect("the form");
        assert_eq!(form.text("to"), "", "nobody is chosen for them");
        let text = bench.text();
        assert!(
            text.contains("Emergency sheet, one page to print"),
            "{text}"
        );
        bench.press("esc");
    }
    let folder = bench.dir().join("sheet");
    fs::create_dir(&folder).expect("a folder");
    bench.press("O");
    fill(&mut bench, "path", &folder.display().to_string());
    bench.press("ctrl-s");
    let file = fs::read_dir(folder).expect("a folder").next();
    let file = file.expect("a file").expect("readable").path();
    let name = file
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    assert!(name.starts_with("caseload-sheet-"));
    let text = fs::read_to_string(file).expect("UTF-8");
    assert!(
        text.contains("<h1>Emergency sheet: ") && text.contains("Applepip</h1>"),
        "{text}"
    );
    assert!(text.contains("<h2>Whom to ring</h2>"), "{text}");

    // Whoever got a sheet holds no version of the plan by it.
    bench.press("O");
    fill(&mut bench, "to", "nell nettle");
    bench.press("ctrl-s ctrl-s");
    let copies = bench.store().shared(ADA).expect("what was shared").copies;
    assert_eq!(copies.len(), 1, "{}", bench.text());
    assert_eq!(copies[0].version, None);
}

/// What is kept back may be named in free text, out of which no rule takes it: that is asked before anything is written.
#[test]
fn what_is_kept_back_and_named_all_the_same_is_asked_about_once() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("8 n")
        .type_text("Rose")
        .press("right tab tab 3 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(!decisions(&bench)[0].may.has(SharedPart::Health));
    let text = exported(&mut bench, "Rose Applepip", "asked");
    assert_eq!(text, "", "nothing is written unasked");
    let said = bench.said();
    assert!(said.contains("yet named in what goes"), "{said}");
    assert!(
        said.contains("\"Heart failure\" (under Arrangements"),
        "{said}"
    );
    assert!(bench.folder(ADA).shared.copies.is_empty());
    bench.press("ctrl-s");
    assert_eq!(bench.folder(ADA).shared.copies.len(), 1);
    let text = bench.text();
    assert!(text.contains("Before you hand it on"), "{text}");
    // Who may see everything is given it unasked.
    bench.press("esc esc");
    let text = exported(&mut bench, "Dr Quince", "unasked");
    assert!(text.contains("COPD"), "{}", bench.said());
}

/// A sheet is a copy beside the plan: whoever has one still holds the version that they were given before.
#[test]
fn an_emergency_sheet_takes_no_version_out_of_anybodys_hands() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 h").type_text("Nell Nettle");
    bench.press("ctrl-s");
    let of_the_plan = bench.folder(ADA).shared.copies.remove(0).value;
    assert!(of_the_plan.version.is_some());
    let sheet = |n: u128, change: fn(&mut PlanCopy)| {
        let mut sheet = PlanCopy {
            id: CopyId(Uuid::from_u128(n << 112)),
            version: None,
            how: "file: Emergency sheet".into(),
            on: of_the_plan.on.succ_opt().unwrap(),
            ..of_the_plan.clone()
        };
        change(&mut sheet);
        Change::add(Record::Copy(sheet))
    };
    bench.elsewhere(&sheet(0xfff1, |_| {}));
    bench.press("esc").open(ADA).press("8");
    let text = bench.flowing();
    let row = "Nell Nettle: holds version 1, since Mon 2 Mar";
    assert!(text.contains(row), "{text}");
    assert!(!text.contains("though version"), "{text}");
    for _ in 0..20 {
        bench.press("down");
        if bench.flowing().contains("Beside it") {
            break;
        }
    }
    let text = bench.flowing();
    let beside = "Beside it, without the plan, since Tue 3 Mar 2026: file: Emergency sheet";
    assert!(text.contains(beside), "{text}");

    // It is old once there is a newer version, and somebody of the service who has a sheet alone is behind it.
    kept_elsewhere(&mut bench, 9_003, 2);
    bench.press("esc").open(ADA).press("8");
    let row = "Nell Nettle: holds an old one, version 1 of 2, since Mon 2 Mar";
    assert!(bench.text().contains(row), "{}", bench.text());
    bench.elsewhere(&sheet(0xfff2, |sheet| {
        sheet.on = "2026-03-04".parse().unwrap();
        sheet.holder = Recipient::Named {
            name: "Vale Community Trust".into(),
        };
    }));
    bench.press("esc").open(ADA).press("8");
    let row = "Nell Nettle (and Vale Community Trust): holds an old one, version 1 of 2";
    assert!(bench.text().contains(row), "{}", bench.text());
}

/// Whoever goes by what a sheet or a copy says is known as soon as a decision is another one, though no version was agreed.
#[test]
fn whose_paper_says_otherwise_of_what_to_do_is_marked() {
    let mut bench = Bench::new();
    let decide = |bench: &mut Bench, decision: &str| {
        let mut plan = bench.folder(ADA).plan.unwrap();
        plan.value.arrangements.cpr = Some(Cpr {
            decision: decision.into(),
            ..Cpr::default()
        });
        bench.elsewhere(&Change::replace(Record::Plan(plan.value), plan.revision));
    };
    decide(&mut bench, "for CPR and full treatment");
    bench.open(ADA).press("8 h").type_text("Nell Nettle");
    bench.press("ctrl-s");
    let folder = bench.dir().join("sheet");
    fs::create_dir(&folder).expect("a folder");
    bench.press("O");
    fill(&mut bench, "to", "Dr Quince");
    fill(&mut bench, "path", &folder.display().to_string());
    bench.press("ctrl-s ctrl-s esc");
    let copies = bench.folder(ADA).shared.copies;
    let sheet = copies.iter().find(|copy| copy.version.is_none());
    assert_eq!(
        sheet.expect("the sheet").sheet_of,
        copies.iter().find_map(|copy| copy.version),
        "nothing changed between the two"
    );
    let rows = |bench: &mut Bench| -> Vec<(String, bool)> {
        bench.press("esc").open(ADA).press("8");
        let view = bench.app.model.person.as_ref().unwrap();
        let rows = &view.shared.as_ref().unwrap().rows;
        let held = rows.iter().filter(|row| row.text.contains(": holds "));
        held.map(|row| (row.text.clone(), row.needs_look)).collect()
    };
    assert_eq!(
        rows(&mut bench),
        [
            (
                "Dr Quince: holds an emergency sheet with what version 1 says, since Mon 2 Mar"
                    .to_owned(),
                false
            ),
            (
                "Nell Nettle: holds version 1, since Mon 2 Mar".to_owned(),
                false
            ),
        ]
    );
    decide(&mut bench, "NOT for CPR");
    for (text, needs_look) in rows(&mut bench) {
        assert!(text.ends_with("; since changed: CPR decision"), "{text}");
        assert!(needs_look, "{text}");
    }
    let text = bench.text();
    assert!(
        text.contains("Who holds a copy: 2, 2 of them an older one"),
        "{text}"
    );
    let missing = completeness::missing(&bench.folder(ADA), bench.cx().today());
    let names = "Dr Quince (CPR decision); Nell Nettle (CPR decision)";
    assert!(missing.iter().any(|one| one.says.ends_with(names)));
    decide(&mut bench, "for CPR and full treatment");
    assert!(rows(&mut bench).iter().all(|(_, needs_look)| !needs_look));
}

/// A service and somebody of it are one holder, and an old version is called one.
#[test]
fn a_copy_says_that_it_is_old_and_a_service_is_one_holder_with_its_people() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 h").type_text("Nell Nettle");
    bench.press("ctrl-s");
    let row = "Nell Nettle: holds version 1, since";
    assert!(bench.text().contains(row), "{}", bench.text());
    kept_elsewhere(&mut bench, 9_003, 2);
    bench.press("esc").open(ADA).press("8");
    let row = "Nell Nettle: holds an old one, version 1 of 2, since Mon 2 Mar";
    assert!(bench.text().contains(row), "{}", bench.text());

    bench.press("h").type_text("Vale Community Trust");
    bench.press("ctrl-s");
    let text = bench.text();
    assert!(
        bench.folder(ADA).shared.copies.len() == 2,
        "{}",
        bench.said()
    );
    let row = "Vale Community Trust (and Nell Nettle): holds version 3, since Mon 2 Mar";
    assert!(text.contains(row), "{text}");
    assert!(text.contains("Who holds a copy: 1"), "{text}");
    assert!(!text.contains("old one"), "{text}");
}

/// What stands beside a carer's number is what was decided, not the words that were typed there once.
#[test]
fn whoever_may_be_told_nothing_is_told_nothing_wherever_their_number_stands() {
    let mut bench = Bench::new().sized(160, 50);
    bench.open(ADA);
    assert!(
        bench.flowing().contains("(tell: everything)"),
        "{}",
        bench.text()
    );
    bench.press("8 n").type_text("Rose Applepip");
    bench.app.model.form_mut().unwrap().focus_on("may");
    bench.press("right ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let nothing = "nothing, decided 2 Mar 2026";
    bench.press("1");
    let front = bench.flowing();
    let mark = format!("(tell {nothing})");
    assert!(front.contains(&mark), "{front}");
    assert!(!front.contains("(tell: everything)"), "{front}");
    bench.press("5 end");
    for _ in 0..20 {
        let view = bench.app.model.person.as_ref().unwrap();
        if view.member().unwrap().name == "Rose Applepip" {
            break;
        }
        bench.press("up");
    }
    let team = bench.flowing();
    assert!(team.contains(&format!("may be told: {nothing}")), "{team}");
    bench.press("enter");
    let page = bench.flowing();
    assert!(page.contains(&format!("May be told {nothing}")), "{page}");
    assert!(
        page.contains("beside the place stands: everything"),
        "{page}"
    );
}

/// Their plan is theirs, and the first who is offered.
#[test]
fn the_person_is_offered_first_gets_their_plan_and_holds_the_copy() {
    let mut bench = Bench::new();
    let folder = bench.dir().join("own");
    fs::create_dir(&folder).unwrap();
    bench.open(ADA).press("X");
    bench.app.model.form_mut().unwrap().focus_on("to");
    bench.press("right");
    assert_eq!(bench.app.model.form().unwrap().text("to"), "the person");
    bench.press("esc");
    let text = exported(&mut bench, "Addie Applepip", "own");
    assert!(
        text.contains("Shared on this basis: their own record."),
        "{text}"
    );
    assert!(
        bench.is_bare(),
        "there is nothing to keep back: {}",
        bench.text()
    );
    let shared = bench.folder(ADA).shared;
    let holders: Vec<&str> = shared
        .copies
        .iter()
        .map(|copy| copy.holder.word())
        .collect();
    assert_eq!(holders, ["the person"]);
    bench.press("8");
    assert!(
        bench.text().contains("the person: holds version 1"),
        "{}",
        bench.text()
    );
}

/// Names of a team that is kept back are asked about as other words are.
#[test]
fn names_of_a_team_that_is_kept_back_are_asked_about_with_the_parts_that_hold_them() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("8 n")
        .type_text("Housing association");
    bench.press("tab tab 6 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(!decisions(&bench)[0].may.has(SharedPart::Team));
    assert_eq!(exported(&mut bench, "Housing association", "asked"), "");
    let said = bench.said();
    assert!(said.contains("names of the care team (under "), "{said}");
    bench.press("ctrl-s");
    assert_eq!(bench.folder(ADA).shared.copies.len(), 1);
}

/// Whoever may see nothing is not urged on anybody as a holder of an old version, nor as somebody without one.
#[test]
fn whoever_may_be_given_nothing_is_not_counted_as_holding_an_old_one() {
    let mut bench = Bench::new();
    bench.open(ADA).press("8 h").type_text("Nell Nettle");
    bench.press("ctrl-s");
    kept_elsewhere(&mut bench, 9_003, 2);
    bench.press("esc").open(ADA).press("8");
    assert!(
        bench
            .text()
            .contains("Who holds a copy: 1, 1 of them an older one")
    );
    let decide = |bench: &mut Bench, name: &str| {
        bench.press("n").type_text(name);
        bench.press("tab tab 1 2 3 4 5 6 7 ctrl-s");
        assert!(bench.is_bare(), "{}", bench.said());
    };
    decide(&mut bench, "Nell Nettle");
    assert_eq!(decisions(&bench)[0].may, May::Nothing);
    let row = "  Nell Nettle: may not be given the plan any more; holds version 1, since";
    let text = bench.text();
    assert!(text.contains(row) && !text.contains("older one"), "{text}");
    assert!(!text.contains("! Nell Nettle"), "{text}");
    assert!(text.contains("not given yet: Dr Quince"), "{text}");
    decide(&mut bench, "Dr Quince");
    assert!(!bench.text().contains("not given yet: Dr Quince"));

    // Withdrawn, it is a no as well.
    let mut one = decisions(&bench).remove(0);
    (one.may, one.withdrawn_on) = (May::Everything, Some(one.on));
    let shared = bench.folder(ADA).shared;
    let seen = shared
        .decisions
        .iter()
        .find(|kept| kept.id == one.id)
        .unwrap()
        .revision;
    bench.elsewhere(&Change::replace(Record::Sharing(one), seen));
    bench.press("esc").open(ADA).press("8");
    assert!(bench.text().contains(row), "{}", bench.text());
}
