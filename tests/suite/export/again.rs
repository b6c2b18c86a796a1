//! An answer that was taken back, and what the person heard meanwhile, in what people read.

use caseload::domain::id::ItemId;
use caseload::domain::item::{Item, ItemKind, Mark, Waiting};
use caseload::domain::record::Folder;

use super::people::{day, full, id, kept};
use super::{format, of, written};

fn texts(folder: &Folder) -> impl Iterator<Item = (&'static str, String)> {
    ["text", "markdown", "html"].into_iter().map(|name| {
        let (text, _) = written(format(name), &[of(folder)]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (name, text.replace('\\', ""))
    })
}

fn question(n: u128) -> Item {
    Item::new(
        ItemId(id(n)),
        full().person.id,
        ItemKind::Question,
        "is the lift mended?",
        Waiting::Service,
        day("2026-02-20"),
    )
}

#[test]
fn an_answer_that_was_taken_back_is_read_beside_why() {
    let answered = question(900).marked(Mark::Answered, day("2026-02-24"), "since Monday");
    let back = answered.reopened(day("2026-02-26"), "it was another lift", false);
    let told = answered.marked(Mark::Told, day("2026-02-25"), "");
    let opened = told.reopened(day("2026-02-26"), "she did not hear it", false);
    let both = "Answer taken back on 26 Feb 2026: since Monday (known since 24 Feb 2026)";
    let why = format!("{both}, because: it was another lift");
    let ended = "Opened again 26 Feb 2026 (was done 25 Feb 2026): she did not hear it";
    for (item, says, never) in [
        (back, &[why.as_str()][..], &["Opened again"][..]),
        (opened, &[ended, both], &["24 Feb 2026), because"]),
    ] {
        let mut folder = full();
        folder.items.push(kept(item));
        for (name, text) in texts(&folder) {
            for words in says {
                assert!(text.contains(words), "{name} lacks {words}: {text}");
            }
            for words in never {
                assert!(!text.contains(words), "{name} has {words}: {text}");
            }
        }
    }
    // That of an action stands under its goal.
    let mut folder = full();
    let items = folder.items.iter_mut();
    let mut action = items.filter(|item| item.goal.is_some() && item.is_open());
    let action = &mut action.next().expect("an action").value;
    let done = action.marked(Mark::Done, day("2026-02-25"), "all moved");
    *action = done.reopened(day("2026-02-26"), "the big ones were forgotten", false);
    let says = "Of this action: Answer taken back on 26 Feb 2026: all moved";
    for (name, text) in texts(&folder) {
        assert!(text.contains(says), "{name}: {text}");
    }
    let (fhir, _) = written(format("fhir"), &[of(&folder)]);
    assert!(fhir.contains("was taken back: all moved"), "{fhir}");
}

/// "Has not been told" and "was told" are of different things, and do not stand beside each other unexplained.
#[test]
fn hearing_how_it_stands_is_not_hearing_the_answer() {
    let heard = question(901).marked(Mark::Told, day("2026-02-22"), "");
    let answered = heard.marked(Mark::Answered, day("2026-02-24"), "since Monday");
    let told = answered.marked(Mark::Told, day("2026-02-25"), "");
    for (item, says, never) in [
        (
            heard,
            "The person was last told how it stands 22 Feb 2026",
            "not of the answer",
        ),
        (
            answered,
            "The person was last told how it stood 22 Feb 2026, and not of the answer",
            "The person was told 22",
        ),
        (told, "The person was told 25 Feb 2026", "last told"),
    ] {
        let mut folder = full();
        folder.items.retain(|item| item.told_on.is_none());
        folder.items.push(kept(item));
        let (html, _) = written(format("html"), &[of(&folder)]);
        assert!(html.contains(says), "{html}");
        assert!(!html.contains(never), "{html}");
    }
}
