//! `y`: why somebody is where they are. The page names every rule, and its bucket and place are those of the list.

use caseload::app::explaining::what_to_press;
use caseload::app::keymap::Keymap;
use caseload::app::model::Overlay;
use caseload::domain::triage::RULES;

use crate::support::Bench;
use crate::support::people::{ADA, BERT, CY, FAY};

/// The page on top, whole.
fn page(bench: &Bench) -> (String, Vec<String>) {
    match bench.app.model.overlays.last() {
        Some(Overlay::Reading(reading)) => (reading.title.clone(), reading.lines.clone()),
        _ => panic!("no page to read: {}", bench.text()),
    }
}

#[test]
fn any_row_can_be_asked_why() {
    let mut bench = Bench::new();
    for row in bench.list() {
        bench.select(row.person).press("y");
        let (title, lines) = page(&bench);
        assert!(title.ends_with(&*row.name), "{title}");
        let because = format!("{}, because ", row.bucket.word());
        assert!(lines[0].starts_with(&because), "{lines:?}");
        let text = lines.join("\n");
        for rule in RULES {
            // Silent ones are told by what they watch, the others by their names as well.
            let heading = format!("{} {}", rule.class.letter(), rule.watches);
            assert_eq!(text.matches(&heading).count(), 1, "{heading}: {text}");
        }
        bench.press("esc");
        assert!(bench.is_bare());
    }
}

#[test]
fn the_place_is_that_of_the_list() {
    let mut bench = Bench::new();
    for (place, row) in bench.list().into_iter().enumerate().take(6) {
        bench.select(row.person).press("y");
        let text = page(&bench).1.join("\n");
        assert!(
            text.contains(&format!("{} of 6, by class", place + 1)),
            "{text}"
        );
        bench.press("esc");
    }
}

#[test]
fn an_open_person_is_asked_from_every_tab() {
    let mut bench = Bench::new();
    bench.open(CY);
    for tab in ["1", "2", "3", "4", "5"] {
        bench.press(tab).press("y");
        let (title, lines) = page(&bench);
        assert_eq!(title, "Why: Cobbleton, Cy");
        let text = lines.join("\n");
        assert!(
            text.contains("on their page 4, choose it, then h: chased"),
            "{text}"
        );
        bench.press("esc");
    }
}

#[test]
fn the_page_is_of_now() {
    let mut bench = Bench::new();
    bench.select(FAY).press("y");
    assert!(page(&bench).1[0].starts_with("New, because"));
    let mut bench = Bench::new().at("2026-04-20T08:00:00Z");
    bench.wait(std::time::Duration::from_secs(60));
    bench.select(ADA).press("y");
    let text = page(&bench).1.join("\n");
    // Summer time: eight in the morning UTC is nine in London.
    assert!(
        text.contains("Mon 20 Apr 2026 09:01, London time"),
        "{text}"
    );
    assert!(
        text.contains("skipping Good Friday 3 Apr and Easter Monday 6 Apr"),
        "{text}"
    );
}

#[test]
fn every_rule_says_what_to_press() {
    let keymap = Keymap::standard();
    for rule in RULES {
        let keys = what_to_press(rule.command, &keymap);
        assert!(
            keys.is_some_and(|keys| keys.contains(": ")),
            "{}",
            rule.name
        );
    }
}

#[test]
fn the_keys_beside_a_reason_lead_to_what_deals_with_it() {
    let mut bench = Bench::new();
    for (person, says, keys, opens) in [
        (ADA, "not told", "Enter 4 \u{2026} t", "The person was told"),
        (CY, "no word", "Enter 4 \u{2026} h", "Chased"),
        (BERT, "not spoken", "c", "Contact with"),
    ] {
        bench.select(person);
        let text = bench.text();
        let row = text
            .lines()
            .skip(16)
            .find(|row| row.contains(says))
            .unwrap();
        assert!(row.ends_with(&format!("  {keys}")), "{row}");
        // Of her items the answered question is the second.
        let choose = if person == ADA { "down" } else { "" };
        let keys = keys.replace("Enter", "enter").replace('\u{2026}', choose);
        bench.press(&keys);
        assert!(bench.text().contains(opens), "{}", bench.text());
        bench.press("esc esc");
    }
}

/// A pause is the last word: nothing is said to speak that it silences.
#[test]
fn what_a_pause_silences_is_not_said_to_speak() {
    let mut bench = Bench::new();
    bench.open(ADA).press("p p tab").type_text("+2w");
    bench
        .press("tab tab")
        .type_text("in hospital")
        .press("ctrl-s");
    bench.press("y");
    let lines = match bench.app.model.overlays.last() {
        Some(Overlay::Reading(page)) => page.lines.clone(),
        _ => panic!("the explanation is not shown"),
    };
    let says = |text: &str| lines.iter().any(|line| line == text);
    assert!(
        says("Would speak now, were it not for the pause"),
        "{lines:?}"
    );
    assert!(!says("Speaking now"));
}

/// The numbers of requirements and standards are for the code: nobody who works with people can look them up.
#[test]
fn no_page_names_what_only_the_code_knows() {
    let is_code = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = word.strip_prefix(['R', 'D']).unwrap_or_default();
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
    };
    assert!(is_code("(R58,") && is_code("D4)") && !is_code("D") && !is_code("Rose"));
    let mut bench = Bench::new();
    for row in bench.list() {
        for keys in ["y", "2 !"] {
            bench.open(row.person).press(keys);
            if !bench.is_bare() {
                let (title, lines) = page(&bench);
                let text = lines.join(" ");
                let found = text.split_whitespace().find(|word| is_code(word));
                assert_eq!(found, None, "{title}");
                bench.press("esc");
            }
            bench.press("esc");
        }
    }
}
