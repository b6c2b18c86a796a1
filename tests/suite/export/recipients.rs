//! What a named recipient is given: nothing of what was decided about others, in any format.

use caseload::domain::contact::With;
use caseload::domain::deferral::{Deferral, Subject};
use caseload::domain::id::{CarerId, CopyId, DeferralId, PersonId, SharingId};
use caseload::domain::record::Folder;
use caseload::domain::sharing::{May, Recipient, SharedPart, Sharing};
use caseload::export::{Dossier, FORMATS, Format, Outgoing};

use super::people::{full, id, kept, made};
use super::{format, written};

/// The formats that say in the file what it leaves out.
pub const SAYING: [&str; 5] = ["fhir", "text", "markdown", "html", "json"];

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
        // A calendar folds its lines, also within a word.
        let text = text.replace("\r\n ", "").replace('\\', "");
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

/// The full record with two carers whose own matters are marked, each beside what they do for her.
fn carers_of_their_own() -> Folder {
    let mut folder = full();
    let ruth = folder.team.iter().position(|one| one.carer.is_some());
    let ruth = ruth.expect("a carer");
    let mut bill = folder.team[ruth].clone();
    bill.value.id.0 = id(130);
    bill.value.name = "Bill Tran Junior".into();
    folder.team.push(bill);
    let last = folder.team.len() - 1;
    for (at, mark, n) in [(ruth, "yy-ruth", 180), (last, "yy-bill", 181)] {
        let member = &mut folder.team[at].value;
        member.does = format!("xx-does-{n}");
        let carer = member.carer.as_mut().expect("a carer");
        carer.id = CarerId(id(n));
        carer.is_person = Some(PersonId(id(700 + n)));
        carer.access.as_mut().expect("asked").text = format!("xx-access-{n}");
        for text in [&mut carer.breaks, &mut carer.needs, &mut carer.support] {
            *text = mark.into();
        }
        for strain in &mut carer.strain {
            strain.says = mark.into();
        }
    }
    folder.shared.decisions.clear();
    for (n, to) in ["Ruth Ellis", "Bill Tran"].into_iter().enumerate() {
        let team: Vec<_> = folder.team.iter().map(|kept| kept.value.clone()).collect();
        let with = Recipient::of(to, &folder.person.name, &team, made().made_at.date_naive());
        folder.shared.decisions.push(kept(Sharing {
            id: SharingId(id(140 + n as u128)),
            with,
            ..full().shared.decisions[0].value.clone()
        }));
    }
    folder.shared.versions.clear();
    folder
}

#[test]
fn how_carers_are_themselves_goes_to_them_and_to_who_coordinates() {
    let folder = carers_of_their_own();
    let (ruths, bills, says) = ("yy-ruth", "yy-bill", "carers' own matters");
    for (to, hers, his) in [
        ("Joan Bell", true, true),
        ("Amara Okafor", true, true),
        ("Ruth Ellis", true, false),
        ("Bill Tran", false, false),
        ("Dr Amit Shah", false, false),
        ("Vale Falls Response", false, false),
    ] {
        let mut made = made();
        made.recipient = Some(to.into());
        let outgoing = Outgoing::of(&folder, &made).expect("it may go");
        for (name, text) in in_every_format(&outgoing.dossier) {
            if SAYING.contains(&name) {
                assert_eq!(text.contains(ruths), hers, "{name} for {to}");
                assert_eq!(text.contains(bills), his, "{name} for {to}");
                for n in [180, 181] {
                    assert!(text.contains(&format!("xx-does-{n}")), "{name} for {to}");
                    assert!(text.contains(&format!("xx-access-{n}")), "{name} for {to}");
                }
            }
            let is_marked = text.contains("yy-");
            assert!(hers || !is_marked, "{name} for {to}");
            for (n, goes) in [(180, hers), (181, his)] {
                let ids = [id(n).to_string(), id(700 + n).to_string()];
                let is_there = ids.iter().any(|id| text.contains(id.as_str()));
                assert!(goes || !is_there, "{name} for {to} says who else it is");
            }
            if SAYING.contains(&name) {
                assert_eq!(text.contains(says), !(hers && his), "{name} for {to}");
            }
        }
    }
}

/// A text for nobody in particular is pasted into the person's own record, where others read it.
#[test]
fn a_text_that_names_no_reader_leaves_out_how_carers_are_and_says_so() {
    let folder = carers_of_their_own();
    let (text, loss) = written(format("text"), &[Dossier::of(&folder, &made())]);
    assert!(!text.contains("yy-"), "{text}");
    assert!(text.contains("xx-access-180"), "{text}");
    let says = "2 times a carer's strain, breaks, own needs and assessment";
    assert!(loss.says().iter().any(|one| one == says), "{loss:?}");
    let mut made = made();
    made.recipient = Some("Joan Bell".into());
    let outgoing = Outgoing::of(&folder, &made).expect("it may go");
    let (_, loss) = written(format("text"), &[outgoing.dossier]);
    assert!(
        !loss.says().iter().any(|one| one.contains("strain")),
        "{loss:?}"
    );
}

#[test]
fn nobody_reads_in_their_copy_what_they_or_others_may_be_told() {
    let mut folder = carers_of_their_own();
    folder.shared.versions = full().shared.versions;
    for kept in &mut folder.team {
        kept.value.may_be_told = "zz-told".into();
    }
    for version in &mut folder.shared.versions {
        for member in &mut version.value.body.team {
            member.may_be_told = "zz-told".into();
        }
    }
    for decision in &mut folder.shared.decisions {
        decision.value.but_not = "zz-but-not".into();
    }
    for name in ["json", "html", "markdown", "fhir"] {
        let whole = written(format(name), &[Dossier::of(&folder, &made())]).0;
        assert!(
            whole.contains("zz-told") || whole.contains("zz\\-told"),
            "{name} has it"
        );
    }
    for to in ["Ruth Ellis", "Bill Tran", "Joan Bell", "Dr Amit Shah"] {
        for outgoing in sent(&folder, to) {
            for (name, text) in in_every_format(&outgoing.dossier) {
                assert!(!text.contains("zz-"), "{name} for {to}: {text}");
            }
        }
    }
}

/// Whoever rings a carer reads what was decided, whatever was written beside the place, also in a version of the plan.
#[test]
fn what_a_carer_may_be_told_is_what_was_decided_in_every_format() {
    let mut folder = full();
    let version = folder.shared.versions[1].value.clone();
    let frozen = |folder: &Folder| {
        let mut version = version.clone();
        version.body.team = folder.team.iter().map(|kept| kept.value.clone()).collect();
        version
    };
    let whole = |folder: &Folder| {
        let mut made = made();
        made.recipient = None;
        [
            Outgoing::of(folder, &made).expect("it may go"),
            Outgoing::of_version(folder, &frozen(folder), &made).expect("it may go"),
        ]
    };
    let told = [
        "may be told: everything but money",
        "may be told: nothing, withdrawn 20 Feb 2026",
    ];
    for (decided, [there, gone]) in [(true, [told[1], told[0]]), (false, told)] {
        if !decided {
            folder.shared.decisions.clear();
        }
        for outgoing in whole(&folder) {
            for (name, text) in in_every_format(&outgoing.dossier) {
                assert!(!text.contains(gone), "{name}: {text}");
                if ["text", "html", "markdown", "fhir"].contains(&name) {
                    assert!(text.contains(there), "{name}: {text}");
                }
                // A sheet for nobody hangs where she reads it too.
                if ["sheet", "sheet-text"].contains(&name) {
                    assert!(!text.contains("may be told"), "{name}: {text}");
                    let ask = "ask Amara Okafor before telling them anything";
                    assert!(text.contains(ask), "{name}: {text}");
                }
            }
        }
    }
}

/// What was decided holds; that the words beside the place say less is told to whoever hands on.
#[test]
fn whoever_hands_on_reads_that_the_words_beside_a_place_say_less() {
    let mut folder = full();
    let ruth = folder.team.iter_mut().find(|one| one.name == "Ruth Ellis");
    let ruth = ruth.expect("she is");
    let with = Recipient::Member {
        member: ruth.id,
        name: "Ruth Ellis".into(),
    };
    let decision = folder.shared.decisions[0].value.clone();
    folder.shared.decisions = vec![kept(Sharing {
        with,
        may: May::Everything,
        but_not: String::new(),
        until_on: None,
        withdrawn_on: None,
        ..decision
    })];
    for (beside, said) in [("nothing", true), ("everything", false), ("", false)] {
        let ruth = folder.team.iter_mut().find(|one| one.name == "Ruth Ellis");
        beside.clone_into(&mut ruth.expect("she is").value.may_be_told);
        let outgoing = sent(&folder, "Ruth Ellis").into_iter().next();
        let says = outgoing.expect("it may go").say.join(" ");
        assert_eq!(says.contains("they may be told: nothing."), said, "{says}");
    }
}

/// A service that was refused is rung like any other by whoever does not read that it is told nothing.
#[test]
fn whoever_gives_direct_care_reads_that_a_service_is_told_nothing() {
    let mut folder = full();
    let decision = folder.shared.decisions[1].value.clone();
    let refused = || Recipient::Named {
        name: "Vale Falls Response".into(),
    };
    let said = |folder: &Folder| {
        let outgoing = sent(folder, "Dr Amit Shah");
        let all = outgoing
            .iter()
            .flat_map(|one| in_every_format(&one.dossier));
        let sheets = all.filter(|(name, _)| ["sheet-text", "text"].contains(name));
        sheets.map(|(_, text)| text).collect::<Vec<_>>().join("\n")
    };
    let marks = |folder: &Folder| said(folder).matches("may be told: nothing").count();
    let before = marks(&folder);
    folder.shared.decisions.push(kept(Sharing {
        id: SharingId(id(97)),
        with: refused(),
        may: May::Nothing,
        but_not: String::new(),
        withdrawn_on: None,
        ..decision
    }));
    assert!(marks(&folder) > before, "{}", said(&folder));
}

/// Whoever gives direct care finds a carer's number in what they are given: that something is kept back stands beside it.
#[test]
fn whoever_gives_direct_care_reads_that_a_carer_is_not_told_everything_and_not_what() {
    let of_ruth = |may: May, by_hand: &str| {
        let mut folder = full();
        let ruth = folder.team.iter().find(|one| one.name == "Ruth Ellis");
        let with = Recipient::Member {
            member: ruth.expect("she is").id,
            name: "Ruth Ellis".into(),
        };
        let decision = folder.shared.decisions[1].value.clone();
        folder.shared.decisions.push(kept(Sharing {
            id: SharingId(id(97)),
            with,
            may,
            but_not: by_hand.into(),
            withdrawn_on: None,
            ..decision
        }));
        let now = folder.team.iter().map(|kept| kept.value.clone()).collect();
        let versions = &mut folder.shared.versions;
        versions.last_mut().expect("a version").value.body.team = now;
        folder
    };
    let only = May::of([SharedPart::Plan, SharedPart::Health]);
    let said = [
        "may be told: nothing",
        "may be told: not everything; ask the navigator",
    ];
    for (may, by_hand, expected) in [
        (May::Nothing, "", said[0]),
        (only, "zz-debts", said[1]),
        (May::Everything, "zz-debts", said[1]),
    ] {
        let folder = of_ruth(may, by_hand);
        for to in ["Joan Bell", "Dr Amit Shah", "Vale Community NHS Trust"] {
            for outgoing in sent(&folder, to) {
                for (name, text) in in_every_format(&outgoing.dossier) {
                    assert!(!text.contains("zz-"), "{name} for {to}: {text}");
                    assert!(!text.contains("conditions, plan"), "{name}: {text}");
                    let json = expected.replace("may be told: ", "\"may_be_told\": \"");
                    let there = match name {
                        "json" => text.contains(&json),
                        "text" | "html" | "markdown" | "fhir" | "sheet" | "sheet-text" => {
                            text.contains(expected)
                        }
                        _ => true,
                    };
                    assert!(there, "{name} for {to}: {text}");
                }
            }
        }
        // Family read nothing of it, nor does she of herself.
        for to in ["Bill Tran", "Larkfield Housing"] {
            let mut made = made();
            made.recipient = Some(to.into());
            if let Ok(outgoing) = Outgoing::of(&folder, &made) {
                for (name, text) in in_every_format(&outgoing.dossier) {
                    assert!(!text.contains("may be told"), "{name}: {text}");
                    assert!(!text.contains("may_be_told"), "{name}: {text}");
                }
            }
        }
    }
}

/// Their plan is theirs; how their carers are, and what a carer said on the telephone, was not said for their ears.
#[test]
fn the_person_is_given_their_record_without_what_carers_said_of_themselves() {
    let mut folder = carers_of_their_own();
    let spoken = folder.contacts.iter_mut();
    let mut carers: Vec<_> = spoken.filter(|one| one.with == With::Carer).collect();
    assert_eq!(carers.len(), 1);
    carers[0].value.gist = "yy-in-confidence".into();
    let (gone, put_off) = (carers[0].id, folder.deferrals[0].value.clone());
    folder.contacts[0].value.keeps = vec![gone];
    folder.deferrals.push(kept(Deferral {
        id: DeferralId(id(189)),
        about: Subject::Promise(gone),
        ..put_off
    }));
    let mut made = made();
    for said in ["the person", "Peggy Ellis", "margaret ellis"] {
        made.recipient = Some(said.into());
        let outgoing = Outgoing::of(&folder, &made).expect("it is theirs");
        assert_eq!(
            outgoing.holder.as_ref().map(Recipient::word),
            Some("the person")
        );
        assert!(outgoing.say.is_empty(), "{:?}", outgoing.say);
        for (name, text) in in_every_format(&outgoing.dossier) {
            assert!(!text.contains("yy-"), "{name}: {text}");
            assert!(!text.contains(&gone.to_string()), "{name}: {text}");
            assert!(!text.contains("asking a carer again"), "{name}: {text}");
            assert!(!text.contains("for nobody in particular"), "{name}: {text}");
            if SAYING.contains(&name) {
                assert!(text.contains("contacts with carers"), "{name}: {text}");
            }
            if ["text", "html", "markdown"].contains(&name) {
                assert!(text.contains("For Margaret "), "{name}: {text}");
                assert!(
                    text.contains("Shared on this basis: their own record."),
                    "{name}: {text}"
                );
            }
        }
    }
}

/// A call with a carer that was first logged as one with the person is not in their copy, however often it was corrected.
#[test]
fn what_a_call_with_a_carer_corrects_stays_out_of_the_persons_copy() {
    let mut folder = carers_of_their_own();
    let at = folder
        .contacts
        .iter()
        .position(|one| one.with == With::Carer);
    let with_carer = folder.contacts[at.expect("one")].value.clone();
    let entry = |n, with, corrects, gist: &str| {
        let mut entry = with_carer.clone();
        (entry.id.0, entry.with, entry.gist) = (id(n), with, gist.into());
        entry.corrects = corrects;
        entry
    };
    let first = entry(190, With::Person, None, "yy-first");
    let second = entry(191, With::Person, Some(first.id), "yy-second");
    let third = entry(192, With::Carer, Some(second.id), "yy-third");
    let other = entry(193, With::Person, None, "xx-hers");
    for one in [first, second, third, other] {
        folder.contacts.push(kept(one));
    }
    let mut made = made();
    made.recipient = Some("the person".into());
    let outgoing = Outgoing::of(&folder, &made).expect("it is theirs");
    for (name, text) in in_every_format(&outgoing.dossier) {
        assert!(!text.contains("yy-"), "{name}: {text}");
        if name == "json" {
            assert!(text.contains("xx-hers"), "{text}");
        }
    }
}

/// Whoever finds a file without a name on it has to see that it is not for the person.
#[test]
fn a_file_for_nobody_in_particular_says_on_its_top_that_it_holds_carers_own_matters() {
    let says = "This copy is for nobody in particular and holds carers' own matters";
    let mut made = made();
    for (recipient, carers, expected) in [
        (None, true, true),
        (None, false, false),
        (Some("Joan Bell"), true, false),
    ] {
        let mut folder = carers_of_their_own();
        made.recipient = recipient.map(str::to_owned);
        for member in &mut folder.team {
            member.value.carer = member.value.carer.take().filter(|_| carers);
        }
        let outgoing = Outgoing::of(&folder, &made).expect("it may go");
        for (name, text) in in_every_format(&outgoing.dossier) {
            if ["html", "markdown"].contains(&name) {
                assert_eq!(text.contains(says), expected, "{name}: {text}");
                let top = text.split("Who leads").next().unwrap_or_default();
                assert_eq!(top.contains(says), expected, "{name}: {text}");
            }
        }
    }
}

/// The team is kept back, and its names stand in owners, contributors and contacts: whoever hands it on has to know where.
#[test]
fn where_the_team_is_kept_back_it_is_said_which_parts_hold_its_names() {
    let mut folder = full();
    let whole = Format::named("markdown").expect("a format");
    let said = |folder: &Folder, may: May| {
        let mut folder = folder.clone();
        folder.shared.decisions = vec![kept(Sharing {
            id: SharingId(id(140)),
            with: Recipient::Named {
                name: "Larkfield Housing".into(),
            },
            may,
            but_not: String::new(),
            ..full().shared.decisions[0].value.clone()
        })];
        let mut made = made();
        made.recipient = Some("Larkfield Housing".into());
        let outgoing = Outgoing::of(&folder, &made).expect("it may go");
        outgoing.named_all_the_same(whole).unwrap_or_default()
    };
    let without = |parts: &[SharedPart]| {
        May::of(
            SharedPart::ALL
                .into_iter()
                .filter(|part| !parts.contains(part)),
        )
    };
    let team = without(&[SharedPart::Team]);
    let all = said(&folder, team.clone());
    assert!(
        all.starts_with("Kept back, and yet named in what goes: names of the care team (under "),
        "{all}"
    );
    for part in ["Plan", "Arrangements", "Contacts"] {
        assert!(all.contains(part), "{part}: {all}");
    }
    let fewer = said(&folder, without(&[SharedPart::Team, SharedPart::Contacts]));
    assert!(!fewer.contains("Contacts"), "{fewer}");
    assert_eq!(said(&folder, May::Everything), "");
    // Who wrote it is named on it in any case, and who gets it is no secret to them.
    folder.team.retain(|kept| kept.name == "Amara Okafor");
    assert_eq!(said(&folder, team), "");
}

/// What is said to be named must stand in what is written: a sheet and a row of numbers hold less than the record.
#[test]
fn what_a_format_does_not_hold_is_not_said_to_be_named_in_it() {
    let mut folder = full();
    folder.shared.decisions = vec![kept(Sharing {
        id: SharingId(id(141)),
        with: Recipient::Named {
            name: "Larkfield Housing".into(),
        },
        may: May::Everything,
        but_not: "the zebra".into(),
        ..full().shared.decisions[0].value.clone()
    })];
    folder.contacts[0].value.gist = "Asked about the zebra on the landing.".into();
    let mut made = made();
    made.recipient = Some("Larkfield Housing".into());
    let outgoing = Outgoing::of(&folder, &made).expect("it may go");
    for one in FORMATS {
        let said = outgoing.named_all_the_same(one);
        let mut bytes = Vec::new();
        (one.render)(std::slice::from_ref(&outgoing.dossier), &mut bytes).expect("written");
        let text = String::from_utf8(bytes).expect("text").to_lowercase();
        let stands = text.contains("zebra on the landing");
        assert_eq!(said.is_some(), stands, "{}: {said:?}", one.name);
    }
    let sheet = Format::named("sheet").expect("a format");
    assert_eq!(outgoing.named_all_the_same(sheet), None);
}
