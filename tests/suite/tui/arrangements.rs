//! What a plan arranges, by keys: from the menu of `+` to the record, to Today and back.

use caseload::app::model::{Overlay, Screen};
use caseload::app::outline::Part;
use caseload::domain::arrangement::{
    ArrangementKind, Arrangements, InterventionKind, Naming, Paper,
};
use caseload::domain::change::Change;
use caseload::domain::completeness;
use caseload::domain::id::{MemberId, PersonId};
use caseload::domain::person::{Leaving, Status};
use caseload::domain::record::Record;
use caseload::domain::team::Role;
use caseload::domain::triage::{Bucket, Clock, look};

use super::Whole;
use crate::support::Bench;
use crate::support::people::{ADA, BERT, IDUNN, day, id};

fn arranged(bench: &Bench, person: PersonId) -> Arrangements {
    let plan = bench.folder(person).plan;
    plan.map(|plan| plan.value.arrangements).unwrap_or_default()
}

/// The rules that speak about somebody.
fn speaks(bench: &Bench, person: PersonId) -> Vec<&'static str> {
    let facts = bench.store().facts(person).unwrap().unwrap();
    let clock = Clock::new(bench.cx().local, &bench.app.model.holidays);
    let verdict = look(&facts, &clock);
    verdict.due(&clock).map(|found| found.rule.name).collect()
}

fn bucket(bench: &Bench, person: PersonId) -> Bucket {
    let list = bench.list();
    list.iter().find(|row| row.person == person).unwrap().bucket
}

#[test]
fn every_kind_is_opened_by_its_letter_and_by_enter() {
    let mut bench = Bench::new();
    bench.open(BERT).press("2");
    for (at, kind) in ArrangementKind::ALL.into_iter().enumerate() {
        bench.press(&format!("+ {}", kind.letter()));
        let title = bench.app.model.form().expect("a form").title.clone();
        assert!(title.starts_with(kind.one()), "{title}");
        bench.press("esc +");
        for _ in 0..at {
            bench.press("down");
        }
        bench.press("enter");
        assert_eq!(bench.app.model.form().expect("a form").title, title);
        bench.press("esc");
        assert!(bench.is_bare());
    }
    bench.press("+ z");
    assert!(matches!(
        bench.app.model.overlays.last(),
        Some(Overlay::Adding(_))
    ));
    bench.press("esc");
    assert!(bench.is_bare() && bench.app.model.screen == Screen::Person);
    assert!(arranged(&bench, BERT).is_empty());
}

#[test]
fn a_contingency_plan_is_written_with_few_keys_beyond_its_words() {
    let mut bench = Bench::new();
    bench.open(BERT).press("2").pressed = 0;
    bench
        .press("+ c")
        .type_text("Breathless")
        .press("tab ctrl-s");
    let form = bench.app.model.form().expect("refused, and still there");
    assert_eq!(form.fields[form.focus].name, "triggers");
    assert!(
        bench.said().contains("at least one sign"),
        "{}",
        bench.said()
    );
    bench
        .type_text("cannot finish a sentence; lips blue")
        .press("tab tab")
        .type_text("Sit him up, blue inhaler.")
        .press("tab 1 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(bench.pressed <= 10, "{} keys", bench.pressed);
    let all = arranged(&bench, BERT).contingency;
    let [plan] = all.as_slice() else {
        panic!("one plan")
    };
    assert_eq!(plan.triggers, ["cannot finish a sentence", "lips blue"]);
    assert_eq!(plan.what_to_do, "Sit him up, blue inhaler.");
    assert_eq!(plan.updated_on, Some(day("2026-03-02")));
    let team = bench.folder(BERT).team;
    let rung: Vec<&str> = team
        .iter()
        .filter(|member| plan.ring.contains(&member.id))
        .map(|member| member.name.as_str())
        .collect();
    assert_eq!(rung, ["Hedgerow night line"]);
    assert!(
        bench
            .text()
            .contains("Breathless; if cannot finish a sentence")
    );
}

#[test]
fn what_was_typed_is_a_draft_until_it_is_saved() {
    let mut bench = Bench::new();
    bench.open(BERT).press("2 + s").type_text("Methotrexate");
    bench
        .wait(std::time::Duration::from_secs(6))
        .press("esc + s");
    assert_eq!(bench.app.model.form().unwrap().text("what"), "Methotrexate");
    bench.press("ctrl-s");
    assert_eq!(arranged(&bench, BERT).shared_care.len(), 1);
    bench.press("+ s");
    assert_eq!(bench.app.model.form().unwrap().text("what"), "");
}

#[test]
fn a_row_is_changed_where_it_stands_and_undo_brings_it_back() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2");
    let before = Whole::of(&bench);
    select(&mut bench, "Heart failure plan");
    // The day of reconciling has the cursor: that is what is still open.
    bench.press("enter").type_text("today").press("tab");
    bench.type_text("A. Okafor").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let plan = &arranged(&bench, ADA).other_plans[0];
    assert_eq!(plan.reconciled_on, Some(day("2026-03-02")));
    assert_eq!(plan.reconciled_by, "A. Okafor");
    bench.press("u");
    assert!(Whole::of(&bench) == before);
}

/// Moves to the row of the plan that says something.
fn select(bench: &mut Bench, words: &str) {
    let outline = &bench.app.model.person.as_ref().unwrap().outline;
    let at = outline.iter().position(|row| row.text.contains(words));
    let at = at.unwrap_or_else(|| panic!("no row says {words}"));
    bench.press("g");
    for _ in 0..at {
        bench.press("down");
    }
}

#[test]
fn end_of_life_care_is_reviewed_every_day_until_it_ends() {
    let mut bench = Bench::new();
    assert_eq!(bucket(&bench, IDUNN), Bucket::Steady);
    bench.open(IDUNN).press("2 E tab");
    bench
        .type_text("Dr Quince")
        .press("tab")
        .type_text("last weeks")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(speaks(&bench, IDUNN), ["end_of_life_review"]);
    assert_eq!(bucket(&bench, IDUNN), Bucket::Today);
    bench.press("1");
    assert!(
        bench
            .text()
            .contains("Daily   review, end of life since Mon 2 Mar, none yet")
    );
    // Today's review is held; tomorrow it speaks again.
    bench.press("2 r").type_text("today").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(speaks(&bench, IDUNN).is_empty());
    let mut bench = bench.at("2026-03-03T09:12:00Z");
    assert_eq!(speaks(&bench, IDUNN), ["end_of_life_review"]);
    // E again is about the one that goes on.
    bench.press("E").type_text("today").press("ctrl-s");
    assert!(bench.said().contains("why it ends"), "{}", bench.said());
    bench.type_text("steady again, Dr Quince").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(speaks(&bench, IDUNN).is_empty());
    let times = arranged(&bench, IDUNN).end_of_life;
    assert_eq!(times.len(), 1);
    assert_eq!(times[0].until_on, Some(day("2026-03-03")));
}

#[test]
fn a_death_silences_the_daily_review() {
    let mut bench = Bench::new();
    bench.open(IDUNN).press("2 E tab");
    bench
        .type_text("Dr Quince")
        .press("tab")
        .type_text("last weeks")
        .press("ctrl-s");
    let mut person = bench.folder(IDUNN).person;
    person.value.status = Status::Left {
        on: day("2026-03-02"),
        how: Leaving::Died,
        because: "at home".into(),
        tell: Vec::new(),
    };
    let change = Change::replace(Record::Person(person.value), person.revision);
    bench.elsewhere(&change);
    assert!(bench.store().facts(IDUNN).unwrap().is_none());
}

#[test]
fn a_decision_taken_elsewhere_stays_in_sight_until_it_is_back() {
    let mut bench = Bench::new();
    bench.open(IDUNN).press("2 + d");
    bench
        .type_text("Water tablet stopped on the ward")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(speaks(&bench, IDUNN), ["decided_elsewhere"]);
    select(&mut bench, "Water tablet stopped");
    assert!(bench.text().contains("the lead has not been told"));
    bench.press("enter").type_text("today").press("ctrl-s");
    assert_eq!(
        speaks(&bench, IDUNN),
        ["decided_elsewhere"],
        "not in the plan yet"
    );
    bench.press("enter tab").type_text("today").press("ctrl-s");
    assert!(speaks(&bench, IDUNN).is_empty());
}

#[test]
fn one_backup_for_the_carer_and_one_for_the_coordinator() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 + b");
    let intro = bench.app.model.form().unwrap().intro.join(" ");
    assert!(
        intro.contains("Mr Teasel has the key"),
        "what was written before is in sight"
    );
    bench
        .type_text("Mr Teasel, the same evening")
        .press("tab")
        .type_text("duty coordinator")
        .press("ctrl-s + b");
    let form = bench.app.model.form().expect("the same again");
    assert_eq!(form.text("coordinator"), "duty coordinator");
    bench.press("esc");
    assert_eq!(
        arranged(&bench, ADA).backups.unwrap().carer,
        "Mr Teasel, the same evening"
    );
    assert!(
        !bench.folder(ADA).plan.unwrap().backup.is_empty(),
        "it is kept"
    );
}

#[test]
fn what_cannot_be_marked_in_the_form_stays() {
    let mut bench = Bench::new();
    let gone = MemberId(id(105));
    let mut plan = bench.folder(ADA).plan.unwrap();
    plan.value.arrangements.contingency[0].ring.push(gone);
    let change = Change::replace(Record::Plan(plan.value), plan.revision);
    bench.elsewhere(&change);
    bench.open(ADA).press("2");
    select(&mut bench, "Swollen ankles");
    bench.press("enter").type_text(" again").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let ring = &arranged(&bench, ADA).contingency[0].ring;
    assert_eq!(ring, &[MemberId(id(103)), gone]);
}

/// A plan for an emergency does not name somebody who is gone without a word: not when they go, nor afterwards.
#[test]
fn whose_place_ends_is_not_rung_in_vain() {
    let mut bench = Bench::new();
    bench.open(ADA).press("5 g");
    let selected = |bench: &Bench| {
        let view = bench.app.model.person.as_ref().unwrap();
        view.member().map(|member| member.id)
    };
    while selected(&bench) != Some(MemberId(id(103))) {
        bench.press("down");
    }
    bench.press("x ctrl-s");
    assert!(!bench.is_bare(), "ended without a word");
    let named = "Contingency plan: Swollen ankles";
    assert!(
        bench
            .said()
            .contains(&format!("Nell Nettle is still named here: {named}")),
        "{}",
        bench.said()
    );
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert!(
        bench
            .said()
            .contains(&format!("Still named, to be changed: {named}")),
        "{}",
        bench.said()
    );
    bench.press("2");
    let outline = &bench.app.model.person.as_ref().unwrap().outline;
    let row = outline
        .iter()
        .find(|row| row.text.contains("Swollen ankles"));
    let row = row.expect("the row of the plan");
    assert!(row.needs_look);
    assert!(
        row.text.contains("no longer in the team: Nell Nettle"),
        "{}",
        row.text
    );
    let missing = completeness::missing(&bench.folder(ADA), bench.cx().today());
    let asks = |words: &str| missing.iter().any(|one| one.says.contains(words));
    assert!(asks(
        "place in the team has ended: Nell Nettle (\"Swollen ankles\")"
    ));
    // In another place they are there.
    let mut again = bench.folder(ADA).team;
    again.retain(|one| one.id == MemberId(id(103)));
    let mut again = again.remove(0).value;
    again.id = MemberId(id(199));
    again.until_on = None;
    bench.elsewhere(&Change::add(Record::Member(again)));
    let missing = completeness::missing(&bench.folder(ADA), bench.cx().today());
    assert!(
        !missing
            .iter()
            .any(|one| one.says.contains("place in the team has ended"))
    );
}

/// A plan of another service is asked about until somebody compared it with this one.
#[test]
fn a_plan_of_others_that_nobody_compared_is_asked_about() {
    let mut bench = Bench::new();
    let asks = |bench: &Bench| {
        let missing = completeness::missing(&bench.folder(ADA), bench.cx().today());
        missing
            .into_iter()
            .map(|one| one.says)
            .find(|says| says.contains("plans of other services"))
    };
    assert_eq!(
        asks(&bench).as_deref(),
        Some(
            "what the plans of other services say, reconciled into this one: not yet \"Heart failure plan\""
        )
    );
    let mut plan = bench.folder(ADA).plan.unwrap();
    plan.value.arrangements.other_plans[0].reconciled_on = Some(day("2026-03-01"));
    bench.elsewhere(&Change::replace(Record::Plan(plan.value), plan.revision));
    assert_eq!(asks(&bench), None);
}

/// What could not be compared by its kind is not said to be fine.
#[test]
fn side_by_side_says_what_it_could_not_compare() {
    let mut bench = Bench::new();
    let mut plan = bench.folder(ADA).plan.unwrap();
    let all = &mut plan.value.arrangements.interventions;
    for (one, what) in all.iter_mut().zip(["leg wraps", "looks in"]) {
        one.kind = InterventionKind::NotSaid;
        one.what = what.to_owned();
    }
    bench.elsewhere(&Change::replace(Record::Plan(plan.value), plan.revision));
    let text = bench.open(ADA).press("2 =").flowing();
    assert!(text.contains("Nothing seems to be done twice."), "{text}");
    assert!(
        text.contains("2 rows name no kind: they were compared by their words alone."),
        "{text}"
    );
}

#[test]
fn side_by_side_says_what_may_be_done_twice() {
    let mut bench = Bench::new();
    bench.open(ADA).press("2 =");
    let text = bench.text();
    assert!(text.contains("Perhaps twice: leg dressings"), "{text}");
    assert!(text.contains("How often"));
    assert!(!text.contains("no kind"), "all of them name one: {text}");
    bench.press("esc");
    select(&mut bench, "What services do");
    bench.press("enter");
    assert_eq!(bench.text(), text);
}

/// Who leads and is the named GP too holds two places, and both may be marked from before one was offered alone.
#[test]
fn whoever_holds_two_places_is_offered_once_and_unmarked_in_both() {
    let mut bench = Bench::new();
    let lead = bench.folder(ADA).team;
    let lead = lead.iter().find(|one| one.id == MemberId(id(100)));
    let phone = lead.expect("a lead").phone.clone();
    let gp = bench.folder(ADA).team;
    let gp = gp.iter().find(|one| one.id == MemberId(id(102)));
    let mut gp = gp.expect("a named GP").clone();
    gp.value.phone = phone;
    bench.elsewhere(&Change::replace(Record::Member(gp.value), gp.revision));
    let mut plan = bench.folder(ADA).plan.unwrap();
    let both = [MemberId(id(100)), MemberId(id(102))];
    plan.value.arrangements.contingency[0].ring = both.to_vec();
    let change = Change::replace(Record::Plan(plan.value), plan.revision);
    bench.elsewhere(&change);
    bench.open(ADA).press("2");
    select(&mut bench, "Swollen ankles");
    bench.press("enter");
    let form = bench.app.model.form_mut().expect("the form");
    let lines = form.lines("ring").iter();
    let of_quince = lines.filter(|line| line.text.contains("Quince"));
    assert_eq!(of_quince.count(), 1);
    form.focus_on("ring");
    bench.press("1 ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let ring = &arranged(&bench, ADA).contingency[0].ring;
    assert!(ring.is_empty(), "{ring:?}");
}

#[test]
fn an_instruction_is_read_to_its_end_or_says_that_it_goes_on() {
    let mut bench = Bench::new();
    let long = "puffy ankles, tight shoes and breathless on the stairs by the evening; ".repeat(4);
    bench.open(BERT).press("2 + c").type_text("Fluid");
    bench.press("tab").type_text(&long).press("tab tab");
    bench.type_text("Double the water tablet for two days.");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let pane = bench.flowing();
    let first = "What to do: Double the water tablet for two days.";
    assert!(pane.contains(first), "{pane}");
    // On a screen too small for all of it, its end says that there is more, and where.
    select(&mut bench, "Fluid");
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("what_to_do");
    bench.type_text(&" Weigh him at eight in the morning and write it down.".repeat(30));
    bench.press("ctrl-s");
    let pane = bench.flowing();
    assert!(pane.contains(first.trim_end_matches('.')), "{pane}");
    assert!(pane.contains("in full)"), "{pane}");
}

#[test]
fn a_contingency_plan_without_anybody_to_ring_is_listed_as_missing() {
    let mut bench = Bench::new();
    let says = "somebody to ring in every contingency plan";
    let lacks = |bench: &Bench| {
        let missing =
            caseload::domain::completeness::missing(&bench.folder(BERT), bench.cx().today());
        missing.iter().any(|one| one.says == says)
    };
    assert!(!lacks(&bench), "there is none yet");
    bench
        .open(BERT)
        .press("2 + c")
        .type_text("Fluid")
        .press("tab");
    bench.type_text("puffy ankles").press("ctrl-s");
    assert!(lacks(&bench));
    select(&mut bench, "Fluid");
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("ring");
    bench.press("1 ctrl-s");
    assert!(!lacks(&bench), "{}", bench.said());
}

#[test]
fn a_place_for_a_paper_asks_whether_there_is_one() {
    let mut bench = Bench::new();
    bench.open(BERT).press("2 + w");
    let form = bench.app.model.form_mut().expect("a form");
    form.focus_on("statement_at");
    bench.type_text("blue folder").press("ctrl-s");
    let form = bench.app.model.form().expect("refused, and still there");
    assert_eq!(form.fields[form.focus].name, "statement");
    assert!(bench.said().contains("Choose yes here"), "{}", bench.said());
    assert!(arranged(&bench, BERT).wishes.is_none());
    bench.press("right ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let wishes = arranged(&bench, BERT).wishes.expect("wishes");
    assert_eq!(
        (wishes.statement, wishes.statement_at.as_str()),
        (Paper::Yes, "blue folder")
    );
}

#[test]
fn whom_to_ring_is_said_not_to_be_recorded_and_what_to_press() {
    let mut bench = Bench::new();
    bench
        .open(BERT)
        .press("2 + c")
        .type_text("Breathless")
        .press("tab")
        .type_text("lips blue")
        .press("tab tab")
        .type_text("Sit him up.")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let text = bench.text();
    assert!(
        text.contains("Ring: not recorded (Enter writes it)"),
        "{text}"
    );
}

/// R30: another service's plan is reconciled line by line, and both sides say so.
#[test]
fn each_line_of_another_plan_says_where_it_went_or_why_it_was_left_out() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 + o")
        .type_text("heart failure plan")
        .press("tab")
        .type_text("Cardiology")
        .press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    bench
        .press("S")
        .type_text("walks to the gate")
        .press("tab right right ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    // A line under a line belongs to the same plan.
    bench.press("S").type_text("no grapefruit").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let rows = |bench: &Bench| {
        let view = bench.app.model.person.as_ref().unwrap();
        let rows = view.outline.iter();
        let lines = rows.filter(|row| row.text.starts_with("line: "));
        lines
            .map(|row| (row.text.clone(), row.needs_look))
            .collect::<Vec<_>>()
    };
    let plan = bench.folder(ADA).plan.unwrap().value;
    let goal = plan.goals[0].clone();
    assert_eq!(
        rows(&bench),
        [
            (
                format!("line: walks to the gate (into the goal: {})", goal.text),
                false
            ),
            (
                "line: no grapefruit (not said yet where it went)".to_owned(),
                true
            ),
        ]
    );
    // Left out needs a reason, and a reason needs that it was left out.
    bench.press("enter tab right ctrl-s");
    let form = bench.app.model.form().expect("refused, and still there");
    assert_eq!(form.fields[form.focus].name, "left_out_because");
    bench.type_text("her tablets were changed").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(
        rows(&bench)[1],
        (
            "line: no grapefruit (left out: her tablets were changed)".to_owned(),
            false
        )
    );
    bench.press("enter tab right ctrl-s");
    assert!(bench.said().contains("left out"), "{}", bench.said());
    bench.press("esc");
    // The goal says what came into it.
    let view = bench.app.model.person.as_mut().unwrap();
    view.select(Part::Goal(goal.id));
    let text = bench.text();
    assert!(
        text.contains("From heart failure plan of Cardiology: walks to the gate"),
        "{text}"
    );
}

/// Whom to ring first is whom was marked first, and an empty list does not look like a filled one.
#[test]
fn whom_to_ring_stands_in_the_order_in_which_they_were_marked() {
    let mut bench = Bench::new();
    bench
        .open(ADA)
        .press("2 + c")
        .type_text("A fall")
        .press("tab")
        .type_text("on the floor");
    let form = bench.app.model.form_mut().expect("a form");
    form.focus_on("ring");
    let of: Vec<_> = form.lines("ring").iter().map(|line| line.of).collect();
    let unmarked = bench.text();
    assert!(unmarked.contains("1 [not marked]"), "{unmarked}");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let said = bench.said();
    assert!(said.contains("nobody is marked under \"Ring\""), "{said}");
    select(&mut bench, "A fall");
    bench.press("enter");
    bench.app.model.form_mut().unwrap().focus_on("ring");
    bench.press("3 1 2 1 1");
    let text = bench.text();
    for marked in ["1 [ring 3]", "2 [ring 2]", "3 [ring 1]"] {
        assert!(text.contains(marked), "{marked}: {text}");
    }
    // A draft keeps the order too.
    let values = bench.app.model.form().unwrap().values();
    let form = bench.app.model.form_mut().unwrap();
    form.restore(&values);
    assert_eq!(form.values(), values);
    bench.press("ctrl-s");
    assert!(
        !bench.said().contains("nobody is marked"),
        "{}",
        bench.said()
    );
    let ring = |bench: &Bench| {
        let all = arranged(bench, ADA).contingency;
        let plan = all.into_iter().find(|plan| plan.name == "A fall");
        plan.expect("the plan").ring
    };
    let expected = [2, 1, 0].map(|at| MemberId(of[at]));
    assert_eq!(ring(&bench), expected);
    // Opened again and saved, it is the same order.
    select(&mut bench, "A fall");
    bench.press("enter").type_text(" at night").press("ctrl-s");
    let all = arranged(&bench, ADA).contingency;
    assert!(all.iter().any(|plan| plan.ring == expected));
}

/// Whoever takes a place that one alone can hold ends the other's: the plan names that one still.
#[test]
fn whose_place_is_taken_is_not_rung_in_vain() {
    let mut bench = Bench::new();
    let lead = |bench: &Bench| {
        let mut team = bench.folder(ADA).team;
        team.retain(|one| one.role == Role::Lead && one.until_on.is_none());
        team.remove(0)
    };
    // Whoever is the GP too would still be there.
    let mut quince = lead(&bench);
    quince.value.name = "Matron Sedge".into();
    let named = Record::Member(quince.value.clone());
    bench.elsewhere(&Change::replace(named, quince.revision));
    let mut plan = bench.folder(ADA).plan.unwrap();
    plan.value.arrangements.contingency[0].ring = vec![quince.id];
    bench.elsewhere(&Change::replace(Record::Plan(plan.value), plan.revision));
    bench.open(ADA).press("5 m");
    let form = bench.app.model.form().expect("a new place");
    let at = form.fields.iter().position(|field| field.name == "role");
    for _ in 0..at.expect("the role") {
        bench.press("tab");
    }
    bench
        .press("left left left tab")
        .type_text("Mo Teasel")
        .press("ctrl-s");
    let named = "is still named here: Contingency plan: Swollen ankles";
    assert!(bench.said().contains(named), "{}", bench.said());
    assert_eq!(lead(&bench).name, quince.name, "nothing ended yet");
    bench.press("ctrl-s");
    assert_eq!(lead(&bench).name, "Mo Teasel");
}

/// Who led on a day gone by stays on record: a place that is written over cannot make it somebody else.
#[test]
fn a_place_that_one_alone_holds_is_taken_over_and_not_written_over() {
    let mut bench = Bench::new();
    let team = |bench: &Bench| -> Vec<(Role, String)> {
        let team = bench.folder(ADA).team;
        let all = team.iter().map(|one| (one.role, one.name.clone()));
        all.collect()
    };
    let select = |bench: &mut Bench, role: Role, name: &str| {
        bench.press("5 g");
        for _ in 0..20 {
            let view = bench.app.model.person.as_ref().unwrap();
            let found = view.member();
            if found.is_some_and(|one| one.role == role && one.name == name) {
                return;
            }
            bench.press("down");
        }
        panic!("{name} is not on the tab");
    };
    let before = team(&bench);
    bench.open(ADA);
    select(&mut bench, Role::Professional, "Nell Nettle");
    bench.press("r");
    bench.app.model.form_mut().unwrap().focus_on("role");
    bench.press("left left left ctrl-s");
    let said = bench.said();
    assert!(said.contains("Dr Quince holds this place since"), "{said}");
    assert!(said.contains("m with Nell Nettle as Lead"), "{said}");
    bench.press("ctrl-s esc");
    assert_eq!(team(&bench), before);

    bench.press("esc esc").open(ADA);
    select(&mut bench, Role::Lead, "Dr Quince");
    bench.press("r");
    bench.app.model.form_mut().unwrap().focus_on("role");
    bench.press("right right right ctrl-s");
    let said = bench.said();
    assert!(
        said.contains("It will read that Dr Quince never was Lead Clinical Coordinator"),
        "{said}"
    );
    assert_eq!(team(&bench), before);
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "a mistake is put right: {}", bench.said());
    assert!(!team(&bench).contains(&(Role::Lead, "Dr Quince".to_owned())));
}

/// A first name is whoever of the team has it, as with who owns an action; what is nobody's name stays as it was typed.
#[test]
fn whoever_of_the_team_is_meant_in_the_plan_stands_there_by_name() {
    use ArrangementKind as Kind;
    let mut bench = Bench::new();
    bench.open(ADA).press("2");
    for (kind, first, field) in [
        (Kind::SharedCare, "what", "monitors"),
        (Kind::Intervention, "what", "organisation"),
        (Kind::Medicines, "what", "prescribes_next"),
        (Kind::Contingency, "name", "responsible"),
        (Kind::Funding, "pays_for", "coordinator"),
        (Kind::Completion, "place", "made_by"),
    ] {
        for (typed, stands) in [("nell", "Nell Nettle"), ("Orchard Trust", "Orchard Trust")] {
            bench.press(&format!("+ {}", kind.letter()));
            let form = bench.app.model.form_mut().expect("a form");
            form.fill(first, "This one");
            form.fill(field, typed);
            if kind == Kind::Contingency {
                form.focus_on("triggers");
                bench.type_text("a fall");
            }
            bench.press("ctrl-s");
            assert!(bench.is_bare(), "{kind:?}: {}", bench.said());
            let team = bench.folder(ADA).team;
            let team: Vec<_> = team.iter().map(|kept| &kept.value).collect();
            let today = day("2026-03-02");
            let all = arranged(&bench, ADA);
            let entries = all.entries(kind, today);
            let facts = entries
                .iter()
                .flat_map(|one| all.facts(kind, one.id, Naming::plain(&team, today)));
            assert!(
                facts.into_iter().any(|fact| fact.value == stands),
                "{kind:?} {typed}"
            );
        }
    }
    bench.press("r");
    let form = bench.app.model.form_mut().expect("the review");
    form.fill("responsible", "nell");
    bench.press("ctrl-s");
    assert_eq!(
        bench.folder(ADA).plan.unwrap().review.responsible,
        "Nell Nettle"
    );
    // Who decided elsewhere is nobody of the team who has the same first name.
    bench.press("+ d").type_text("No more scans");
    let form = bench.app.model.form_mut().expect("a form");
    form.fill("decided_by", "Nell");
    bench.press("ctrl-s");
    let all = arranged(&bench, ADA);
    assert!(all.elsewhere.iter().any(|one| one.decided_by == "Nell"));
}
