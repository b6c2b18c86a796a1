//! Tests of forms: what a draft brings back, and how dates that are typed are understood.

use super::form::*;
use super::forms::Purpose;
use super::keys::Key;
use super::line_edit::LineEdit;
use crate::domain::calendar::Holidays;
use crate::domain::when::Bias;

fn form() -> Form {
    let mut form = Form::new(Purpose::ImportPath, "A form", None);
    form.fields = vec![
        Field::line("what", "What", "", ""),
        Field::choice("way", "Way", ["phone", "visit", "video"], 0),
        Field::ahead("next", "Next", None, ""),
    ];
    form
}

#[test]
fn a_draft_brings_back_what_was_typed() {
    let mut first = form();
    for c in "tea".chars() {
        first.key(Key::Char(c));
    }
    first.step(false);
    first.key(Key::Char('v'));
    first.key(Key::Char('v'));
    let mut second = form();
    second.restore(&first.values());
    assert_eq!(
        (second.text("what").as_str(), second.choice("way")),
        ("tea", 2)
    );
}

#[test]
fn a_date_that_is_not_understood_names_its_field() {
    let holidays = Holidays::england();
    let now = "2026-03-02T09:12:00".parse().expect("a time");
    let mut form = form();
    form.focus_on("next");
    for c in "+2w".chars() {
        form.key(Key::Char(c));
    }
    let read = form
        .when("next", now, &holidays)
        .expect("a date")
        .expect("typed");
    assert_eq!(read.date.to_string(), "2026-03-16");
    form.key(Key::Char('?'));
    assert_eq!(
        form.when("next", now, &holidays)
            .expect_err("refused")
            .field,
        Some("next")
    );
}

#[test]
fn a_date_that_was_filled_in_gives_way_to_what_is_typed() {
    let typed = |keys: &[Key]| {
        let mut form = form();
        let day = "2026-03-02".parse().ok();
        form.fields.push(Field::behind("on", "On", day, ""));
        form.opened = form.values();
        form.focus_on("next");
        form.step(false);
        for key in keys {
            form.key(*key);
        }
        let on = form.text("on");
        // It is typed into by now, whatever stands there.
        form.key(Key::Char('9'));
        (on.clone(), form.text("on") == format!("{on}9"))
    };
    let chars = |text: &str| text.chars().map(Key::Char).collect::<Vec<_>>();
    for (keys, stands) in [
        (chars("20 feb"), "20 feb"),
        (chars(" 10:30"), "2 Mar 2026 10:30"),
        (vec![Key::Backspace], "2 Mar 202"),
        (vec![Key::End, Key::Char('1')], "2 Mar 20261"),
        (vec![Key::Left, Key::Right, Key::Char('1')], "2 Mar 20261"),
    ] {
        assert_eq!(typed(&keys), (stands.to_owned(), true));
    }
    let mut form = form();
    form.fields = vec![Field::behind("on", "On", "2026-03-02".parse().ok(), "")];
    form.opened = form.values();
    form.paste("20 feb");
    assert_eq!(form.text("on"), "20 feb");
}

#[test]
fn a_day_of_which_the_year_is_not_sure_is_told_with_both() {
    let holidays = Holidays::england();
    let now = "2026-03-02T09:12:00".parse().expect("a time");
    let echo = |bias, typed: &str| {
        let mut field = Field::behind("on", "On", None, "");
        field.input = Input::Date(LineEdit::new(typed), bias);
        Form::echo(&field, now, &holidays).expect("typed").err()
    };
    let year = "which year: 12 Mar 2025 or 12 Mar 2026?";
    assert_eq!(echo(Bias::Past, "12 mar").as_deref(), Some(year));
    let year = "which year: 20 Feb 2026 or 20 Feb 2027?";
    assert_eq!(echo(Bias::Future, "20 feb").as_deref(), Some(year));
    let hint = echo(Bias::Past, "f").expect("a hint");
    assert!(!hint.contains("12 mar"), "{hint}");
}

#[test]
fn a_day_ahead_on_which_nobody_works_is_said_to_be_one() {
    let holidays = Holidays::england();
    let now = "2026-03-02T09:12:00".parse().expect("a time");
    for (typed, text, is_off) in [
        ("fri", "Fri 6 Mar 2026 (in 4 days)", false),
        ("sat", "Sat 7 Mar 2026: a weekend", true),
        ("sun 10", "Sun 8 Mar 2026 10:00: a weekend", true),
        ("3 apr", "Fri 3 Apr 2026: a bank holiday", true),
    ] {
        let mut field = Field::ahead("next", "Next", None, "");
        field.input = Input::Date(LineEdit::new(typed), Bias::Future);
        let echo = Echo {
            text: text.to_owned(),
            is_off,
        };
        assert_eq!(Form::echo(&field, now, &holidays), Some(Ok(echo)));
        // What was may have been on any day.
        field.input = Input::Date(LineEdit::new(typed), Bias::Past);
        let echo = Form::echo(&field, now, &holidays);
        assert!(echo.is_some_and(|echo| echo.is_ok_and(|echo| !echo.is_off)));
    }
}
