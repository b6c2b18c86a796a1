//! What a named recipient is given: nothing of what was decided about others, in any format.

use caseload::domain::id::{CopyId, SharingId};
use caseload::domain::record::Folder;
use caseload::domain::sharing::{Recipient, Sharing};
use caseload::export::{Dossier, FORMATS, Outgoing};

use super::people::{full, id, kept, made};
use super::{format, written};

/// The formats that say in the file what it leaves out.
pub const SAYING: [&str; 4] = ["fhir", "text", "markdown", "json"];

/// The record, and the newest version of its plan, for somebody.
fn sent(folder: &Folder, to: &str) -> [Outgoing; 2] {
    let mut made = made();
    made.recipient = Some(to.to_owned());
    let version = &folder.shared.versions.last().expect("a version").value;
    [
        Outgoing::of(folder, &made).expect("it may go"),
        Outgoing::of_version(folder, version, &made).expect("it may go"),
    ]
}

/// A dossier in every format, without the line ends that formats make.
pub fn in_every_format(dossier: &Dossier) -> impl Iterator<Item = (&'static str, String)> {
    FORMATS.iter().map(move |format| {
        let (text, _) = written(format, std::slice::from_ref(dossier));
        let text = text.replace('\\', "");
        let words: Vec<&str> = text.split_whitespace().collect();
        (format.name, words.join(" "))
    })
}

/// The full record with marked decisions, versions and copies that are about others.
fn decided_about_others() -> Folder {
    let mut folder = full();
    let shared = &mut folder.shared;
    let decision = shared.decisions[1].value.clone();
    shared.decisions.push(kept(Sharing {
        id: SharingId(id(97)),
        with: Recipient::Named {
            name: "zz-with".into(),
        },
        but_not: "zz-but-not".into(),
        decided_by: "zz-decided-by".into(),
        as_whom: "zz-as-whom".into(),
        note: "zz-note".into(),
        ..decision
    }));
    let earlier = &mut shared.versions[0].value;
    earlier.body.plan.contingency = "zz-earlier".into();
    let mut copy = shared.copies[0].value.clone();
    copy.id = CopyId(id(98));
    copy.holder = Recipient::Named {
        name: "zz-holder".into(),
    };
    copy.how = "zz-how".into();
    copy.basis = "zz-basis".into();
    copy.note = "zz-copy-note".into();
    shared.copies.push(kept(copy));
    let person = &mut folder.person.value;
    person.sharing.as_mut().expect("they said it").text = "zz-in-general".into();
    folder
}

#[test]
fn whoever_may_see_everything_does_not_see_what_was_decided_about_others() {
    let decided = decided_about_others();
    let mut undecided = decided.clone();
    // Nothing about direct care: it goes by default, and no further.
    undecided.shared.decisions.remove(0);
    let whole = written(format("json"), &[Dossier::of(&decided, &made())]).0;
    assert_eq!(whole.matches("zz-").count(), 11, "the record has them all");
    for folder in [decided, undecided] {
        for outgoing in sent(&folder, "Dr Amit Shah") {
            for (name, text) in in_every_format(&outgoing.dossier) {
                assert!(!text.contains("zz-"), "{name}: {text}");
                if SAYING.contains(&name) {
                    assert!(text.contains("decisions about sharing"), "{name}: {text}");
                    assert!(text.contains("kept versions and copies"), "{name}: {text}");
                }
            }
        }
    }
}
