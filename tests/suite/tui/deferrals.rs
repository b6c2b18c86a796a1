//! Putting off by keys: until a day, with a reason, never too long; it stays in sight, is counted, and comes back.

use caseload::app::notice::Tone;
use caseload::domain::change::Change;
use caseload::domain::deferral::{Deferral, Subject};
use caseload::domain::id::{DeferralId, PersonId};
use caseload::domain::record::Record;
use caseload::domain::triage::{Bucket, Counts, Row};

use super::check_list;
use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, ED, IDUNN, day, id};

fn row(bench: &Bench, person: PersonId) -> Row {
    let list = bench.list();
    assert!(bench.app.model.today.everybody() == list);
    list.into_iter().find(|row| row.person == person).unwrap()
}

fn deferral(bench: &Bench, person: PersonId) -> Option<Deferral> {
    let kept = bench.folder(person).deferrals;
    assert!(kept.len() <= 1);
    kept.into_iter().next().map(|kept| kept.value)
}

/// Puts Bert's silence off until Friday.
fn put_off(bench: &mut Bench) {
    bench.select(BERT).press("D f r i tab");
    bench.type_text("at his brother's").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
}

#[test]
fn a_silence_is_put_off_until_friday_and_comes_back() {
    let mut bench = Bench::new();
    assert_eq!(row(&bench, BERT).bucket, Bucket::Today);
    put_off(&mut bench);
    check_list(&bench);
    let kept = deferral(&bench, BERT).expect("a deferral");
    assert_eq!(
        (kept.rule.as_str(), kept.about, kept.due_on),
        ("quiet", Subject::Record, day("2026-02-17"))
    );
    assert_eq!(
        (kept.first_on, kept.until_on),
        (day("2026-03-02"), day("2026-03-06"))
    );
    assert_eq!(kept.because, "at his brother's");
    let put_off = row(&bench, BERT);
    assert_eq!((put_off.bucket, put_off.put_off), (Bucket::Soon, true));
    let counts = Counts::of(&bench.list());
    assert_eq!((counts.open(), counts.put_off()), (11, 1));
    let text = bench.text();
    assert!(text.contains("= 11 open, 1 put off"), "{text}");
    assert!(
        text.contains("put off until Fri 6 Mar: not spoken"),
        "{text}"
    );
    bench.select(BERT);
    for said in [
        "put off until Fri 6 Mar: not spoken 27 days, agreed",
        "because at his brother's",
    ] {
        assert!(bench.text().contains(said), "{}", bench.text());
    }

    // On Friday it is back, as late as it is.
    let bench = bench.at("2026-03-06T09:12:00Z");
    let back = row(&bench, BERT);
    assert_eq!(
        (back.bucket, back.put_off, back.late),
        (Bucket::Today, false, 13)
    );
}

#[test]
fn one_key_takes_it_back() {
    let mut bench = Bench::new();
    put_off(&mut bench);
    bench.press("u");
    assert_eq!(deferral(&bench, BERT), None);
    assert_eq!(row(&bench, BERT).bucket, Bucket::Today);
    assert_eq!(Counts::of(&bench.list()).put_off(), 0);
}

#[test]
fn an_empty_day_brings_it_back_and_the_longest_time_goes_on() {
    let mut bench = Bench::new();
    put_off(&mut bench);
    // What was said stands in the form.
    bench.select(BERT).press("D");
    let form = bench.app.model.form().unwrap();
    assert_eq!(form.text("because"), "at his brother's");
    bench.press("home ctrl-k ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(row(&bench, BERT).bucket, Bucket::Today);
    assert_eq!(deferral(&bench, BERT).unwrap().until_on, day("2026-03-02"));

    put_off(&mut bench);
    bench.select(BERT).press("D home ctrl-k");
    bench.type_text("today").press("ctrl-s");
    assert_eq!(row(&bench, BERT).bucket, Bucket::Today);

    let mut bench = bench.at("2026-03-05T09:12:00Z");
    bench.select(BERT).press("D + 1 w tab");
    bench.type_text("again").press("ctrl-s");
    assert!(bench.said().contains("Mon 9 Mar 2026"), "{}", bench.said());
    assert!(!bench.is_bare());
}

#[test]
fn a_day_and_a_reason_are_asked_for_in_their_places() {
    let mut bench = Bench::new();
    bench.select(BERT).press("D ctrl-s");
    let field = |bench: &Bench| {
        let form = bench.app.model.form().expect("the form stays");
        (form.fields[form.focus].name, form.problem.clone().unwrap())
    };
    let (name, problem) = field(&bench);
    assert_eq!(name, "until");
    assert!(problem.contains("Mon 9 Mar 2026"), "{problem}");
    bench.type_text("fri").press("ctrl-s");
    assert_eq!(field(&bench).0, "because");
    bench.press("shift-tab ctrl-w");
    bench.type_text("+4w").press("tab x ctrl-s");
    let (name, problem) = field(&bench);
    assert_eq!(name, "until");
    assert!(problem.contains("Mon 9 Mar 2026"), "{problem}");
    assert_eq!(deferral(&bench, BERT), None);
}

#[test]
fn an_item_is_put_off_by_itself_from_its_person() {
    let mut bench = Bench::new();
    bench.open(CY).press("D + 3 d tab");
    bench.type_text("pharmacy moves house").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let item = bench.folder(CY).items[0].value.clone();
    assert_eq!(deferral(&bench, CY).unwrap().about, Subject::Item(item.id));
    let text = bench.text();
    assert!(text.contains("because pharmacy moves house"), "{text}");
    // An answer is another occurrence: nothing of it is put off.
    bench.press("4 r").type_text("from Monday").press("ctrl-s");
    let answered = row(&bench, CY);
    assert_eq!((answered.bucket, answered.put_off), (Bucket::Today, false));
}

#[test]
fn one_gap_of_several_is_chosen() {
    let mut bench = Bench::new();
    bench.select(ED).press("D shift-tab right tab");
    let chosen = bench.app.model.form().unwrap().word("reason").to_owned();
    bench.type_text("+2w").press("tab");
    bench.type_text("asks his sister first").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let kept = deferral(&bench, ED).unwrap();
    let rule = caseload::domain::triage::RULES
        .iter()
        .find(|rule| rule.name == kept.rule)
        .unwrap();
    assert!(chosen.ends_with(rule.watches), "{chosen}");
    let row = row(&bench, ED);
    assert_eq!((row.bucket, row.put_off), (Bucket::Today, true));
}

#[test]
fn where_nothing_is_due_it_says_so() {
    let mut bench = Bench::new();
    bench.select(IDUNN).press("D");
    assert!(bench.is_bare());
    let notice = bench.app.model.notice.as_ref().unwrap();
    assert_eq!(notice.tone, Tone::Failed);
    assert!(
        notice.text.contains("nothing to put off"),
        "{}",
        notice.text
    );
}

#[test]
fn who_comes_second_hears_of_it_and_keeps_what_was_typed() {
    let mut bench = Bench::new();
    bench.select(BERT).press("D f r i tab");
    bench.type_text("at his brother's");
    let theirs = Deferral {
        id: DeferralId(id(7_000)),
        person: BERT,
        rule: "quiet".into(),
        about: Subject::Record,
        due_on: day("2026-02-17"),
        first_on: day("2026-03-02"),
        until_on: day("2026-03-04"),
        because: "rings on Wednesday".into(),
        by: "b.obi".into(),
    };
    bench.elsewhere(&Change::add(Record::Deferral(theirs.clone())));
    bench.press("ctrl-s");
    assert!(!bench.is_bare());
    assert_eq!(deferral(&bench, BERT), Some(theirs));
    bench.press("esc D");
    let form = bench.app.model.form().unwrap();
    assert_eq!(form.text("because"), "at his brother's");
    bench.press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    let kept = deferral(&bench, BERT).unwrap();
    assert_eq!(
        (kept.id, kept.until_on),
        (DeferralId(id(7_000)), day("2026-03-06"))
    );
}

#[test]
fn every_gap_can_be_put_off_in_one_save() {
    let mut bench = Bench::new();
    // The last choice; Left goes round to it.
    bench.select(ED).press("D shift-tab left tab");
    bench.type_text("+2w").press("tab");
    bench.type_text("moves in with his sister").press("ctrl-s");
    assert!(bench.is_bare(), "{}", bench.said());
    assert_eq!(bench.folder(ED).deferrals.len(), 8);
    let put_off = row(&bench, ED);
    assert!(put_off.bucket != Bucket::Today && put_off.put_off);
    assert_eq!(Counts::of(&bench.list()).put_off(), 1, "people are counted");
    bench.press("u");
    assert_eq!(row(&bench, ED).bucket, Bucket::Today);
    assert!(bench.folder(ED).deferrals.is_empty());
}

#[test]
fn the_selected_item_is_meant() {
    let reason = |keys: &str| {
        let mut bench = Bench::new();
        bench.open(ADA).press(keys);
        let form = bench.app.model.form().expect("a form");
        form.word("reason").to_owned()
    };
    let (leaflet, pack) = (
        "look at the chair lift leaflet",
        "blister pack for her tablets?",
    );
    assert!(reason("D").ends_with(pack), "the most pressing one");
    assert!(reason("4 D").ends_with(leaflet), "{}", reason("4 D"));
    assert!(reason("4 j D").ends_with(pack), "{}", reason("4 j D"));
}
