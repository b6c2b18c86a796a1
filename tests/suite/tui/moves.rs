//! Moves by the keyboard: a discharge on one card, what it leaves open, and a point ticked later.

use caseload::domain::item::ItemKind;
use caseload::domain::transition::{Answer, MoveKind};

use crate::support::Bench;
use crate::support::people::CY;

#[test]
fn a_discharge_is_recorded_with_what_it_leaves_open_and_a_point_is_ticked_later() {
    let mut bench = Bench::new();
    bench.open(CY);
    bench.press("7");
    assert!(bench.text().contains("No moves yet"), "{}", bench.text());
    let before = bench.folder(CY).items.len();
    bench.press("d");
    // Not a word but the ward and the number: keys that move, choose and save.
    let mut keys = 1;
    let mut press = |bench: &mut Bench, key: &str| {
        keys += 1;
        bench.press(key);
    };
    press(&mut bench, "tab");
    bench.type_text("Ward 7");
    press(&mut bench, "tab");
    bench.type_text("Ruth 07700 900118");
    press(&mut bench, "tab");
    for answer in ["y", "y", "y", "y", "n"] {
        press(&mut bench, answer);
        press(&mut bench, "tab");
    }
    bench.type_text("+4d");
    press(&mut bench, "ctrl-s");
    assert!(keys <= 25, "{keys} keys beside the words");
    let folder = bench.folder(CY);
    let one = folder.moves.first().expect("a move");
    assert_eq!(one.kind, MoveKind::Discharge);
    let mut opened: Vec<_> = folder
        .items
        .iter()
        .filter(|item| item.transition == Some(one.id))
        .map(|item| item.kind)
        .collect();
    opened.sort_unstable();
    assert_eq!(folder.items.len(), before + 3);
    assert_eq!(
        opened,
        [ItemKind::Letter, ItemKind::Supply, ItemKind::Check]
    );
    assert!(
        bench.text().contains("[ ] told who advises: no"),
        "{}",
        bench.text()
    );
    bench.press("x");
    bench.press("ctrl-s");
    let folder = bench.folder(CY);
    let discharge = folder.moves[0].discharge.as_ref().expect("a checklist");
    assert_eq!(discharge.checklist.adviser.is, Some(Answer::Yes));
    let check = discharge.checklist.adviser.item.expect("its check");
    let check = folder.items.iter().find(|item| item.id == check);
    assert!(!check.expect("kept").is_open());
    bench.press("K");
    bench.press("ctrl-s");
    assert!(bench.folder(CY).moves[0].acknowledged.is_some());
}

#[test]
fn nobody_named_to_ring_leaves_a_check_and_other_moves_have_their_kind() {
    let mut bench = Bench::new();
    bench.open(CY).press("7 d tab");
    bench.type_text("Ward 7").press("ctrl-s");
    let folder = bench.folder(CY);
    let discharge = folder.moves[0].discharge.as_ref().expect("a checklist");
    assert_eq!(discharge.checklist.out_of_hours.is, None);
    assert_eq!(discharge.checklist.unsettled().count(), 6);
    // A school is a word of the choice; the ward has them again, and the discharge is over.
    bench.press("o c h tab");
    bench.type_text("today 11").press("ctrl-s");
    bench.press("A tab tab");
    bench.type_text("Ward 9").press("ctrl-s");
    let folder = bench.folder(CY);
    let mut kinds: Vec<_> = folder
        .moves
        .iter()
        .map(|one| (one.kind, one.is_open()))
        .collect();
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [
            (MoveKind::Admission, true),
            (MoveKind::Discharge, false),
            (MoveKind::House, true),
        ]
    );
    // An hour is needed: the first call is counted from it.
    bench.press("d");
    bench.type_text("fri").press("ctrl-s");
    assert!(
        bench.said().contains("Give the time too"),
        "{}",
        bench.said()
    );
}
