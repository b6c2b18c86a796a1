//! Each part of a record kept back on its own: every field that belongs to it, in every format.

use caseload::domain::arrangement::{ArrangementKind, Arrangements};
use caseload::domain::goal::Eyes;
use caseload::domain::group::VulnerableGroup;
use caseload::domain::id::{MemberId, VersionId};
use caseload::domain::person::Status;
use caseload::domain::plan::{NeedEnded, NeedEnding};
use caseload::domain::record::Folder;
use caseload::domain::sharing::{May, SharedPart};
use caseload::domain::team::{Handover, Role};
use caseload::domain::transition::{CheckPoint, MoveKind, Transition};
use caseload::domain::version::{Body, Version};
use caseload::export::{Dossier, OwnMatters, Scope};

use super::arrangements::Fill;
use super::people::{day, died, full, id, made};
use super::recipients::{SAYING, in_every_format};
use super::{format, written};

/// Stands in every text that was marked, and in nothing else.
const MARK: &str = "zz";

/// Marks texts, each with one of its own.
#[derive(Default)]
struct Marker(usize);

impl Marker {
    fn text(&mut self) -> String {
        self.0 += 1;
        format!("{MARK}{}{MARK}", self.0)
    }

    fn on<'t>(&mut self, texts: impl IntoIterator<Item = &'t mut String>) {
        for text in texts {
            *text = self.text();
        }
    }
}

/// Marks whatever belongs to a part.
type Marking = fn(&mut Folder, &mut Marker);

const PARTS: [(SharedPart, Marking); 7] = [
    (SharedPart::Words, words),
    (SharedPart::Story, story),
    (SharedPart::Health, health),
    (SharedPart::Plan, plan),
    (SharedPart::Contingency, contingency),
    (SharedPart::Team, team),
    (SharedPart::Contacts, contacts),
];

fn words(folder: &mut Folder, mark: &mut Marker) {
    for words in &mut folder.words {
        let words = &mut words.value;
        mark.on([
            &mut words.text,
            &mut words.supported_by,
            &mut words.recorded_by,
        ]);
    }
    let plan = &mut folder.plan.as_mut().expect("a plan").value;
    mark.on([&mut plan.no_words_because]);
    for goal in &mut plan.goals {
        mark.on([&mut goal.because]);
        let theirs = goal.progress.iter_mut();
        for note in theirs.filter(|note| note.view == Eyes::Person) {
            mark.on([&mut note.text]);
        }
    }
}

fn story(folder: &mut Folder, mark: &mut Marker) {
    let story = folder.person.value.story.as_mut().expect("a story");
    mark.on([&mut story.text, &mut story.by]);
}

fn health(folder: &mut Folder, mark: &mut Marker) {
    let person = &mut folder.person.value;
    mark.on(&mut person.conditions);
    person.groups = vec![VulnerableGroup::Other(mark.text())];
    mark.on([
        &mut person.ethnicity,
        &mut person.religion,
        &mut person.notes,
        &mut person.tier_because,
        &mut person.identified.because,
        &mut person.identified.by,
        &mut person.identified.source,
    ]);
    // Of carers as well: theirs stand in the same field.
    let own = person.access.clone().expect("asked").adjustments;
    for member in &mut folder.team {
        if let Some(access) = member
            .value
            .carer
            .as_mut()
            .and_then(|one| one.access.as_mut())
        {
            access.adjustments.clone_from(&own);
            let theirs = access.adjustments.as_mut().expect("adjustments");
            mark.on([&mut theirs.impairments]);
        }
    }
    let own = folder.person.value.access.as_mut().expect("asked");
    mark.on([&mut own.adjustments.as_mut().expect("adjustments").impairments]);
}

fn plan(folder: &mut Folder, mark: &mut Marker) {
    let (_, rest) = arranged().parted();
    let plan = &mut folder.plan.as_mut().expect("a plan").value;
    plan.arrangements = rest;
    mark.on([
        &mut plan.strengths,
        &mut plan.practice_contact,
        &mut plan.review.responsible,
        &mut plan.agreed.as_mut().expect("agreed").contributors,
    ]);
    for need in &mut plan.needs {
        let ended = need.ended.insert(NeedEnded {
            on: day("2026-02-20"),
            how: NeedEnding::Met,
            because: String::new(),
        });
        mark.on([&mut need.text, &mut ended.because]);
    }
    for goal in &mut plan.goals {
        mark.on([&mut goal.text, &mut goal.reason]);
        for stage in &mut goal.stages {
            mark.on([&mut stage.text, &mut stage.outcome]);
        }
        for note in &mut goal.progress {
            mark.on([&mut note.text, &mut note.by]);
        }
        for outcome in &mut goal.outcomes {
            mark.on([&mut outcome.text]);
        }
    }
    for item in &mut folder.items {
        let item = &mut item.value;
        mark.on([
            &mut item.what,
            &mut item.owner,
            &mut item.expected_how,
            &mut item.because,
            &mut item.strategies,
        ]);
        mark.on(item.chases.iter_mut().map(|chase| &mut chase.note));
        mark.on(item.outcome.iter_mut().map(|outcome| &mut outcome.text));
        mark.on(item.ended.iter_mut().map(|ended| &mut ended.because));
        for stage in &mut item.stages {
            mark.on([&mut stage.text, &mut stage.outcome]);
        }
    }
    for appointment in &mut folder.appointments {
        let one = &mut appointment.value;
        mark.on([
            &mut one.what,
            &mut one.provider,
            &mut one.place,
            &mut one.who_goes,
            &mut one.questions,
            &mut one.prepare,
            &mut one.answers,
            &mut one.by,
        ]);
        let supports = [
            &mut one.transport,
            &mut one.interpreter,
            &mut one.carer_cover,
            &mut one.equipment,
        ];
        mark.on(supports
            .into_iter()
            .flatten()
            .map(|support| &mut support.what));
        mark.on(one.came.iter_mut().map(|came| &mut came.words));
        mark.on(one.dealt.iter_mut().map(|dealt| &mut dealt.words));
    }
    for service in &mut folder.services {
        let service = &mut service.value;
        mark.on([
            &mut service.name,
            &mut service.does,
            &mut service.access,
            &mut service.red_flags,
            &mut service.refer,
            &mut service.email,
            &mut service.address,
            &mut service.hours,
            &mut service.notes,
        ]);
        mark.on(service.checked.iter_mut().map(|checked| &mut checked.by));
    }
    for one in &mut folder.moves {
        mark.on([&mut one.value.from, &mut one.value.to]);
        names_in_a_move(&mut one.value, mark);
    }
    for deferral in &mut folder.deferrals {
        let deferral = &mut deferral.value;
        mark.on([&mut deferral.because, &mut deferral.by]);
    }
}

/// Who had, has and gets to know them, and where somebody may be named in words.
fn names_in_a_move(one: &mut Transition, mark: &mut Marker) {
    mark.on([
        &mut one.leaving.name,
        &mut one.leaving.phone,
        &mut one.taking.name,
        &mut one.taking.phone,
        &mut one.note,
        &mut one.by,
    ]);
    mark.on(one.acknowledged.iter_mut().map(|known| &mut known.by));
    mark.on(one.closed.iter_mut().map(|closed| &mut closed.because));
    if let Some(discharge) = &mut one.discharge {
        mark.on([&mut discharge.named_contact]);
        for which in CheckPoint::ALL {
            mark.on([&mut discharge.checklist.point_mut(which).note]);
        }
    }
}

fn contingency(folder: &mut Folder, mark: &mut Marker) {
    let (when_it_goes_wrong, _) = arranged().parted();
    let plan = &mut folder.plan.as_mut().expect("a plan").value;
    plan.arrangements = when_it_goes_wrong;
    mark.on([&mut plan.contingency, &mut plan.backup]);
}

/// One of everything that a plan arranges, every field marked.
fn arranged() -> Arrangements {
    let mut arrangements = Arrangements::default();
    let mut expected = Vec::new();
    for kind in ArrangementKind::ALL {
        kind.visit(Fill {
            into: &mut arrangements,
            member: MemberId(id(1)),
            expected: &mut expected,
        });
    }
    arrangements
}

fn team(folder: &mut Folder, mark: &mut Marker) {
    beside_the_team(folder, mark);
    for one in &mut folder.appointments {
        mark.on([&mut one.value.who_goes, &mut one.value.by]);
    }
    for service in &mut folder.services {
        let checked = service.value.checked.iter_mut();
        mark.on(checked.map(|checked| &mut checked.by));
    }
    for one in &mut folder.moves {
        names_in_a_move(&mut one.value, mark);
        if one.value.kind == MoveKind::Lead {
            mark.on([&mut one.value.from, &mut one.value.to]);
        }
    }
    for member in &mut folder.team {
        let member = &mut member.value;
        mark.on([
            &mut member.name,
            &mut member.title,
            &mut member.organisation,
            &mut member.speciality,
            &mut member.works_in,
            &mut member.does,
            &mut member.at_night,
            &mut member.if_stopped,
            &mut member.phone,
            &mut member.email,
            &mut member.ring_for,
            &mut member.may_be_told,
            &mut member.words_that_work,
        ]);
        mark.on(member.away.iter_mut().map(|away| &mut away.because));
        if member.role == Role::Navigator {
            member.handover = Some(Handover {
                note: mark.text(),
                by: mark.text(),
            });
        }
        if let Some(variation) = &mut member.variation {
            mark.on([&mut variation.because, &mut variation.gp_part]);
            mark.on(variation.approved.iter_mut().map(|one| &mut one.how));
        }
        if let Some(carer) = &mut member.carer {
            mark.on([&mut carer.breaks, &mut carer.needs, &mut carer.support]);
            for strain in &mut carer.strain {
                mark.on([&mut strain.says, &mut strain.by]);
            }
            let access = carer.access.as_mut().expect("asked");
            mark.on([&mut access.text, &mut access.by]);
            mark.on(&mut access.contact);
        }
    }
}

/// What tells of the team beside it: that the person was told who coordinates, and who hears that they left.
fn beside_the_team(folder: &mut Folder, mark: &mut Marker) {
    let mut status = died().person.value.status;
    if let Status::Left { tell, .. } = &mut status {
        for tell in tell {
            mark.on([&mut tell.who, &mut tell.reach]);
        }
    }
    let person = &mut folder.person.value;
    person.status = status;
    let told = person.told_coordinator.as_mut().expect("they were told");
    mark.on([
        &mut told.text,
        &mut told.by,
        &mut told.format,
        &mut told.reach,
        &mut told.expect,
    ]);
    let choosing = person.choosing.as_mut().expect("they took part");
    mark.on([&mut choosing.text, &mut choosing.by]);
    let plan = &mut folder.plan.as_mut().expect("a plan").value;
    mark.on([&mut plan.agreed.as_mut().expect("agreed").contributors]);
}

fn contacts(folder: &mut Folder, mark: &mut Marker) {
    for contact in &mut folder.contacts {
        let contact = &mut contact.value;
        mark.on([&mut contact.by, &mut contact.whom, &mut contact.gist]);
        mark.on(contact.next.iter_mut().map(|next| &mut next.what));
    }
}

/// Everything but one part.
fn without(part: SharedPart) -> Scope {
    let may = May::of(SharedPart::ALL.into_iter().filter(|one| *one != part));
    Scope {
        carers: OwnMatters::Everybodys,
        ..Scope::of(&may, None)
    }
}

/// The plan of a record, frozen.
fn frozen(folder: &Folder) -> Version {
    Version {
        id: VersionId(id(99)),
        person: folder.person.id,
        number: 3,
        at: made().made_at,
        by: "a.okafor".into(),
        agreed: None,
        body: Body::of(folder, day("2026-03-02")).expect("a plan"),
    }
}

#[test]
fn what_is_cut_is_nowhere_and_every_copy_says_so() {
    for (name, text) in in_every_format(&Dossier::of(&full(), &made())) {
        assert!(!text.contains(MARK), "{name} has the mark without marking");
    }
    for (part, marking) in PARTS {
        let mut folder = full();
        let mut mark = Marker::default();
        marking(&mut folder, &mut mark);
        let (whole, _) = written(format("json"), &[Dossier::of(&folder, &made())]);
        let marks = whole.matches(MARK).count() / 2;
        assert!(mark.0 > 0 && marks >= mark.0, "{part:?}: a mark is lost");
        let scope = without(part);
        let cut = [
            Dossier::within(&folder, &made(), scope),
            Dossier::of_version(
                &frozen(&folder),
                (&folder.services, &folder.shared.decisions),
                &made(),
                scope,
            ),
        ];
        for dossier in &cut {
            for (name, text) in in_every_format(dossier) {
                let at = text.find(MARK).map(|at| text.get(at..).unwrap_or_default());
                assert_eq!(at, None, "{name} has what belongs to {part:?}");
                if SAYING.contains(&name) {
                    assert!(text.contains(part.word()), "{name} does not say {part:?}");
                }
            }
        }
    }
}

#[test]
fn a_part_that_may_be_seen_is_there() {
    for (part, marking) in PARTS {
        let mut folder = full();
        marking(&mut folder, &mut Marker::default());
        let scope = Scope::of(&May::of([part]), None);
        let dossier = Dossier::within(&folder, &made(), scope);
        for (name, text) in in_every_format(&dossier) {
            // The others are short, or tables.
            if ["fhir", "markdown", "html", "json"].contains(&name) {
                assert!(text.contains(MARK), "{name} lacks {part:?}");
            }
        }
    }
}

/// A count of nothing would say that there is nothing.
#[test]
fn what_is_kept_back_is_no_number_in_a_row() {
    let cells = |scope: Scope| {
        let dossier = Dossier::within(&full(), &made(), scope);
        let (text, _) = written(format("csv"), &[dossier]);
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let headings = rows.headers().expect("headings").clone();
        let row = rows.records().next().expect("a row").expect("whole");
        ["Goals", "Open items", "Ongoing actions", "Contacts"].map(|heading| {
            let at = headings.iter().position(|one| one == heading);
            row[at.expect("the column")].to_owned()
        })
    };
    assert!(cells(Scope::ALL).iter().all(|cell| !cell.is_empty()));
    let plan = cells(without(SharedPart::Plan));
    assert_eq!(plan[..3], ["", "", ""]);
    assert_ne!(plan[3], "");
    assert_eq!(cells(without(SharedPart::Contacts))[3], "");
}

/// What is to be called off for somebody who died says what was booked: it goes with the plan, and reads as what it is.
#[test]
fn an_appointment_that_is_called_off_stays_with_the_plan() {
    let mut folder = died();
    let Status::Left { tell, .. } = &mut folder.person.value.status else {
        unreachable!("they died")
    };
    let one = &folder.appointments[0];
    (tell[1].who, tell[1].reach) = ("call off the scan".into(), String::new());
    tell[1].appointment = Some(one.id);
    let text = |scope| {
        let dossier = Dossier::within(&folder, &made(), scope);
        written(format("markdown"), &[dossier]).0
    };
    let whole = text(Scope::ALL);
    assert!(whole.contains("call off the scan (to be done)"), "{whole}");
    let cut = text(without(SharedPart::Plan));
    assert!(!cut.contains("call off the scan"), "{cut}");
    assert!(cut.contains("Dr Amit Shah, named GP"), "{cut}");
}
