//! Which parts of a record may leave (R102): the cut is made here, before any format sees the record.
//!
//! Deliberately not here: who may have which parts. That is the person's decision (`domain::sharing`), and the caller
//! applies it.

use std::collections::BTreeSet;

use super::dossier::Records;
use crate::domain::carer::Carer;
use crate::domain::contact::{Contact, With};
use crate::domain::deferral::Subject;
use crate::domain::goal::Eyes;
use crate::domain::id::{CarerId, ContactId, MemberId, ServiceId};
use crate::domain::person::{Identified, Status};
use crate::domain::sharing::{May, SharedPart};
use crate::domain::team::{Member, Role};
use crate::domain::transition::{CheckPoint, MoveKind, Side, Transition};

/// The parts of a record that go into a dossier. Who the person is always goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part can be left out on its own"
)]
pub struct Scope {
    /// The person's own words, the phrases of them that goals quote, and how goals go in their view.
    pub words: bool,
    /// The one short summary.
    pub story: bool,
    /// Conditions and groups, and why they are followed.
    pub health: bool,
    /// The plan, everything that somebody waits for with the services that it names, the diary, moves and their checklists, and what was put off.
    pub plan: bool,
    /// What to do when things go wrong, and who steps in.
    pub contingency: bool,
    /// The contact log.
    pub contacts: bool,
    /// The care team.
    pub team: bool,
    /// What was decided about sharing, what each carer may be told, kept versions and who holds copies: with the whole
    /// record alone, never for a recipient, since they name those whom the person did not want to hear of it, and what.
    pub sharing: bool,
    /// Whose own matters go along of those who care for the person: they are the carer's, not the person's.
    pub carers: OwnMatters,
}

/// Of which carers it goes along how they are themselves: strain, own needs, support, their own record (R90-R92).
///
/// What they do, what happens if they stop and how to communicate with them concerns the person, and goes with the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnMatters {
    /// Of every carer: for whoever looks after them as well.
    Everybodys,
    /// Of the carer in this place, who reads it.
    Only(MemberId),
    /// Of none.
    Nobodys,
    /// Of none, nor what was spoken with them: the person reads it, and it was not said for their ears.
    NotForThePerson,
}

impl OwnMatters {
    /// What somebody in the care team is given, or somebody who is not in it.
    fn of(reader: Option<&Member>) -> Self {
        match reader.map(|member| (member.role, member.id)) {
            Some((Role::Lead | Role::Navigator, _)) => Self::Everybodys,
            Some((Role::Carer | Role::Family, id)) => Self::Only(id),
            Some((Role::NamedGp | Role::Professional | Role::Service, _)) | None => Self::Nobodys,
        }
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self::ALL
    }
}

impl Scope {
    /// The whole record.
    pub const ALL: Self = Self {
        words: true,
        story: true,
        health: true,
        plan: true,
        contingency: true,
        contacts: true,
        team: true,
        sharing: true,
        carers: OwnMatters::Everybodys,
    };

    /// What a recipient may see, who has a place in the care team or none.
    pub fn of(may: &May, reader: Option<&Member>) -> Self {
        Self {
            words: may.has(SharedPart::Words),
            story: may.has(SharedPart::Story),
            health: may.has(SharedPart::Health),
            plan: may.has(SharedPart::Plan),
            contingency: may.has(SharedPart::Contingency),
            contacts: may.has(SharedPart::Contacts),
            team: may.has(SharedPart::Team),
            sharing: false,
            carers: OwnMatters::of(reader),
        }
    }

    /// What the person may see of their own record.
    pub fn of_own(may: &May) -> Self {
        Self {
            carers: OwnMatters::NotForThePerson,
            ..Self::of(may, None)
        }
    }

    /// Whether a part goes along.
    fn has(self, part: SharedPart) -> bool {
        match part {
            SharedPart::Words => self.words,
            SharedPart::Story => self.story,
            SharedPart::Health => self.health,
            SharedPart::Plan => self.plan,
            SharedPart::Contingency => self.contingency,
            SharedPart::Contacts => self.contacts,
            SharedPart::Team => self.team,
        }
    }

    /// The scope as it is applied: a version holds everything, so that a cut record goes without any.
    pub(super) fn settled(self) -> Self {
        let whole = self.carers == OwnMatters::Everybodys
            && SharedPart::ALL.into_iter().all(|part| self.has(part));
        Self {
            sharing: self.sharing && whole,
            ..self
        }
    }

    /// The parts that stay behind, in words; empty for the whole record.
    pub fn leaves_out(self) -> Vec<&'static str> {
        let mut left: Vec<&str> = SharedPart::ALL
            .into_iter()
            .filter(|part| !self.has(*part))
            .map(SharedPart::word)
            .collect();
        if !self.sharing {
            left.extend(["decisions about sharing", "kept versions and copies"]);
        }
        match self.carers {
            OwnMatters::Nobodys | OwnMatters::NotForThePerson if self.team => {
                left.push("carers' own matters");
            }
            OwnMatters::Only(_) if self.team => left.push("other carers' own matters"),
            OwnMatters::Everybodys
            | OwnMatters::Only(_)
            | OwnMatters::Nobodys
            | OwnMatters::NotForThePerson => {}
        }
        if self.carers == OwnMatters::NotForThePerson && self.contacts {
            left.push("contacts with carers");
        }
        left
    }

    /// Takes out what stays behind, together with what quotes or points to it.
    pub(super) fn cut(self, records: &mut Records) {
        if !self.sharing {
            records.sharing.clear();
            records.versions.clear();
            records.copies.clear();
            records.person.sharing = None;
            // What somebody may be told is such a decision, and names what is kept from them: they read their own copy.
            for member in &mut records.team {
                member.may_be_told.clear();
            }
        }
        if !self.words {
            records.words.clear();
            if let Some(plan) = &mut records.plan {
                plan.no_words_because.clear();
                for goal in &mut plan.goals {
                    goal.because.clear();
                    goal.progress.retain(|note| note.view != Eyes::Person);
                }
            }
        }
        if !self.story {
            records.person.story = None;
        }
        if !self.health {
            let person = &mut records.person;
            person.conditions.clear();
            person.groups.clear();
            // Nobody asks for these apart; they are as private as the groups.
            person.ethnicity.clear();
            person.religion.clear();
            person.notes.clear();
            person.tier_because.clear();
            person.identified = Identified::default();
            // How what they live with came about says what that is.
            if let Some(plan) = &mut records.plan {
                plan.arrangements.formulation = None;
            }
            let carers = records.team.iter_mut();
            let carers = carers.filter_map(|member| member.carer.as_mut()?.access.as_mut());
            for access in person.access.iter_mut().chain(carers) {
                if let Some(adjustments) = &mut access.adjustments {
                    adjustments.impairments.clear();
                }
            }
        }
        if !self.contingency
            && let Some(plan) = &mut records.plan
        {
            plan.contingency.clear();
            plan.backup.clear();
            (_, plan.arrangements) = std::mem::take(&mut plan.arrangements).parted();
        }
        if !self.plan {
            self.cut_plan(records);
        }
        if !self.contacts {
            records.contacts.clear();
        } else if self.carers == OwnMatters::NotForThePerson {
            cut_contacts_with_carers(records);
        }
        if self.carers == OwnMatters::NotForThePerson {
            // What is put off about somebody in the team is when a carer is asked how it is for them.
            let deferrals = &mut records.deferrals;
            deferrals.retain(|one| !matches!(one.about, Subject::Member(_)));
        }
        if !self.team {
            cut_team(records);
        }
        let frozen = records.versions.iter().flat_map(|one| &one.body.items);
        let items = records.items.iter().chain(frozen);
        let named: BTreeSet<ServiceId> = items.filter_map(|one| one.service).collect();
        records.services.retain(|one| named.contains(&one.id));
        self.cut_carers(&mut records.team);
    }

    /// Takes out how carers are themselves, but for those whose own matters go along.
    fn cut_carers(self, team: &mut [Member]) {
        let reader = match self.carers {
            OwnMatters::Everybodys => return,
            OwnMatters::Only(id) => Some(id),
            OwnMatters::Nobodys | OwnMatters::NotForThePerson => None,
        };
        // One carer may hold several places.
        let is_reader = |member: &Member| Some(member.id) == reader;
        let themselves = team
            .iter()
            .find(|member| is_reader(member))
            .and_then(|member| member.carer.as_ref())
            .map(|carer| carer.id);
        for member in team {
            member.carer = member.carer.take().and_then(|carer| match carer.access {
                _ if Some(carer.id) == themselves => Some(carer),
                None => None,
                // The id that is theirs everywhere would tell for whom else they care, and would let what is left
                // here overwrite what is known elsewhere.
                access @ Some(_) => Some(Carer {
                    access,
                    ..Carer::new(CarerId(member.id.0))
                }),
            });
        }
    }

    /// Takes out the plan, but for what to do when things go wrong where that may be seen.
    fn cut_plan(self, records: &mut Records) {
        records.plan = records
            .plan
            .take()
            .filter(|_| self.contingency)
            .map(|plan| {
                let mut rest = crate::domain::plan::Plan::new(plan.id, plan.person, plan.begun_on);
                rest.contingency = plan.contingency;
                rest.backup = plan.backup;
                (rest.arrangements, _) = plan.arrangements.parted();
                // That it was agreed, and by whom; not who took part.
                rest.agreed = plan.agreed.map(|mut agreed| {
                    agreed.contributors.clear();
                    agreed
                });
                rest
            });
        records.items.clear();
        records.appointments.clear();
        // What was to be called off says what was booked.
        if let Status::Left { tell, .. } = &mut records.person.status {
            tell.retain(|tell| tell.appointment.is_none());
        }
        records.moves.clear();
        records.unmet.clear();
        records.deferrals.clear();
        for contact in &mut records.contacts {
            contact.moved.clear();
        }
    }
}

/// Takes out what was spoken with carers, with what points to it.
fn cut_contacts_with_carers(records: &mut Records) {
    let mut gone: BTreeSet<ContactId> = BTreeSet::new();
    let with_carers = records.contacts.iter();
    let mut next: Vec<&Contact> = with_carers.filter(|one| one.with == With::Carer).collect();
    // What was logged first as spoken with somebody else holds the same words: it goes with what corrects it.
    while let Some(contact) = next.pop() {
        if gone.insert(contact.id) {
            let corrected = |one: &&Contact| Some(one.id) == contact.corrects;
            next.extend(records.contacts.iter().filter(corrected));
        }
    }
    let mut left = std::mem::take(&mut records.contacts);
    left.retain(|contact| !gone.contains(&contact.id));
    for contact in &mut left {
        contact.keeps.retain(|id| !gone.contains(id));
        contact.corrects = contact.corrects.filter(|id| !gone.contains(id));
    }
    records.contacts = left;
    records
        .deferrals
        .retain(|one| !matches!(one.about, Subject::Promise(id) if gone.contains(&id)));
}

/// Takes out the care team, with what else tells who is in it and how they are reached.
fn cut_team(records: &mut Records) {
    records.team.clear();
    records.moves.iter_mut().for_each(cut_names);
    for one in &mut records.appointments {
        // Not "goes alone", which would be another fact.
        if !one.who_goes.is_empty() {
            "somebody".clone_into(&mut one.who_goes);
        }
        one.by.clear();
    }
    // Whoever looks after the directory is in the team as a rule.
    for service in &mut records.services {
        if let Some(checked) = &mut service.checked {
            checked.by.clear();
        }
        if let Some(closed) = &mut service.closed {
            closed.by.clear();
        }
    }
    let person = &mut records.person;
    person.told_coordinator = None;
    person.choosing = None;
    if let Status::Left { tell, .. } = &mut person.status {
        tell.clear();
    }
    if let Some(plan) = &mut records.plan {
        if let Some(agreed) = &mut plan.agreed {
            agreed.contributors.clear();
        }
        if let Some(completion) = &mut plan.arrangements.completion {
            completion.made_by.clear();
            completion.completed_by.clear();
        }
    }
}

/// Takes out of a move who had, has and gets to know the person, with every text in which somebody may be named.
fn cut_names(one: &mut Transition) {
    one.leaving = Side::default();
    one.taking = Side::default();
    one.acknowledged = None;
    one.note.clear();
    one.by.clear();
    if let Some(closed) = &mut one.closed {
        // Never empty, and when it was closed is no name.
        "seen to".clone_into(&mut closed.because);
    }
    if let Some(discharge) = &mut one.discharge {
        discharge.named_contact.clear();
        for which in CheckPoint::ALL {
            discharge.checklist.point_mut(which).note.clear();
        }
    }
    // The others are from place to place; these are from one who helps them to another.
    if matches!(
        one.kind,
        MoveKind::Transfer | MoveKind::Lead | MoveKind::ChildToAdult | MoveKind::Family
    ) {
        one.from.clear();
        one.to.clear();
    }
}
