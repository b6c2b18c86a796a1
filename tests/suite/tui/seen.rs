//! Who looked at whom: the journal knows, also of pages beside the list and of exports that fail (R114).

use std::time::Duration;

use caseload::app::model::Overlay;
use caseload::domain::id::PersonId;

use crate::support::Bench;
use crate::support::people::ADA;

/// The commands in the journal of a person, newest first, and how many people the newest row is found from.
fn journal(bench: &Bench, person: PersonId) -> Vec<String> {
    let entries = bench.store().journal_of(person, 20).unwrap();
    let views = entries.into_iter().filter(|entry| entry.writes == 0);
    views.map(|entry| entry.command).collect()
}

#[test]
fn opening_a_person_is_written_down_at_once() {
    let mut bench = Bench::new();
    bench.open(ADA);
    assert_eq!(journal(&bench, ADA), ["person.open"]);
}

#[test]
fn a_page_beside_the_list_is_written_down_within_a_second() {
    let mut bench = Bench::new().sized(160, 50);
    bench.select(ADA);
    bench.wait(Duration::from_secs(2));
    let once = journal(&bench, ADA);
    assert_eq!(once, ["person.beside"]);
    bench.wait(Duration::from_secs(5));
    assert_eq!(journal(&bench, ADA), once, "the same page is one view");
}

#[test]
fn in_a_narrow_list_nobodys_page_is_seen() {
    let mut bench = Bench::new();
    bench.select(ADA);
    bench.wait(Duration::from_secs(2));
    assert!(journal(&bench, ADA).is_empty());
}

#[test]
fn leaving_writes_down_what_still_waited() {
    let mut bench = Bench::new().sized(160, 50);
    bench.select(ADA);
    assert!(journal(&bench, ADA).is_empty());
    bench.press("z");
    assert_eq!(journal(&bench, ADA), ["person.beside"]);
}

/// What left, or may have left half way, is known from each person.
#[test]
fn an_export_is_written_down_before_it_is_made() {
    let mut bench = Bench::new();
    let file = bench.dir().join("no-folder");
    std::fs::write(&file, "in the way").unwrap();
    bench.select(ADA).press("X tab tab home ctrl-k");
    bench.type_text(&file.display().to_string()).press("ctrl-s");
    let said = bench.said();
    assert!(
        said.contains("no-folder") && !said.contains("Written"),
        "{said}"
    );
    let form = bench.app.model.form().expect("the form stays");
    assert_eq!(form.problem.as_ref(), Some(&said), "said where one looks");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "in the way");
    assert_eq!(journal(&bench, ADA), ["record.export"]);
}

#[test]
fn a_folder_that_is_not_there_is_not_made_unasked() {
    let mut bench = Bench::new();
    let folder = bench.dir().join("mistyped");
    bench.select(ADA).press("X");
    bench.app.model.form_mut().unwrap().focus_on("path");
    bench.press("home ctrl-k");
    bench
        .type_text(&folder.display().to_string())
        .press("ctrl-s");
    let said = bench.said();
    assert!(said.contains("There is no folder"), "{said}");
    assert!(bench.app.model.form().is_some(), "the form is there still");
    assert!(!folder.exists());
    assert!(journal(&bench, ADA).is_empty(), "nothing left");
}

/// Half an export is no export, and trying again does not stumble over it.
#[test]
fn an_export_that_ends_half_way_takes_its_files_away() {
    let mut bench = Bench::new();
    let folder = bench.dir().join("out");
    std::fs::create_dir(&folder).unwrap();
    let files = || {
        let all = std::fs::read_dir(&folder).unwrap();
        let mut all: Vec<_> = all.map(|entry| entry.unwrap().path()).collect();
        all.sort();
        all
    };
    let mut export = || {
        bench.select(ADA).press("X");
        bench.app.model.form_mut().unwrap().focus_on("who");
        bench.press("right");
        bench.app.model.form_mut().unwrap().focus_on("path");
        bench.press("home ctrl-k");
        bench
            .type_text(&folder.display().to_string())
            .press("ctrl-s");
        let said = bench.said();
        // What was refused is still there, to be mended.
        let refused = bench.app.model.form().is_some();
        assert_eq!(refused, !said.contains("files written"), "{said}");
        if refused {
            bench.press("esc");
        }
        said
    };
    let said = export();
    assert!(said.contains("files written"), "{said}");
    let whole = files();
    let mut ended_half_way = 0;
    // Whoever is written first, at least one of two is not.
    for in_the_way in whole.iter().take(2) {
        for file in files().iter().filter(|file| *file != in_the_way) {
            std::fs::remove_file(file).unwrap();
        }
        let said = export();
        assert!(said.contains("is there already"), "{said}");
        ended_half_way += usize::from(said.contains("removed again"));
        assert_eq!(files(), std::slice::from_ref(in_the_way));
        std::fs::remove_file(in_the_way).unwrap();
        export();
        assert_eq!(files(), whole);
    }
    assert!(ended_half_way > 0);
}

#[test]
fn a_stop_writes_down_what_waits() {
    let mut bench = Bench::new().sized(160, 50);
    bench.select(ADA).press("ctrl-z");
    assert!(bench.app.model.suspend);
    assert_eq!(journal(&bench, ADA), ["person.beside"]);
}

#[test]
fn what_cannot_be_written_down_now_is_written_down_later() {
    let mut bench = Bench::new();
    let past = bench.raw();
    past.execute_batch(
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    .unwrap();
    bench.open(ADA);
    assert!(!bench.said().is_empty());
    past.execute_batch("DROP TRIGGER full").unwrap();
    assert!(journal(&bench, ADA).is_empty());
    bench.wait(Duration::from_secs(2));
    assert_eq!(journal(&bench, ADA), ["person.open"]);
}

#[test]
fn an_entry_that_a_search_shows_in_full_is_written_down() {
    let mut bench = Bench::new();
    bench.press("w").paste("stairs");
    let Some(Overlay::WordSearch(search)) = bench.app.model.overlays.last() else {
        panic!("no search: {}", bench.said());
    };
    let person = search.selected().unwrap().person;
    bench.wait(Duration::from_secs(2));
    assert_eq!(journal(&bench, person), ["contact.search"]);
}

/// From the words of a contact to the entry in its person's log.
#[test]
fn words_lead_to_the_entry_in_which_they_stand() {
    let mut bench = Bench::new();
    bench.press("w").type_text("stairs");
    let text = bench.text();
    assert!(
        text.contains("Applepip") && text.contains("found, newest first"),
        "{text}"
    );
    let selected = match bench.app.model.overlays.last() {
        Some(Overlay::WordSearch(search)) => search.selected().unwrap().contact,
        _ => panic!("the search is not on the screen"),
    };
    bench.press("enter");
    let contact = bench.app.model.person.as_ref().unwrap().contact().unwrap();
    assert_eq!(contact.id, selected);
    assert!(contact.gist.to_lowercase().contains("stairs"));
    bench.press("esc w").type_text("zzzz");
    assert!(bench.text().contains("No contact has these words"));
    bench.press("esc");
    assert!(bench.is_bare());
}
