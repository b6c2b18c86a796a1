//! Every form there is: how each is built from the record, and how each is saved. One file a noun.
//!
//! A form is wholly named by its [`Purpose`], so that it can be built anew from the record at any time.

mod access;
mod appointment;
mod appointment_came;
mod arrangement;
mod at_place;
mod booked;
mod carer;
mod chased;
mod choices;
mod contact;
mod contact_details;
mod copy;
mod deferral;
pub mod door;
mod export;
mod filter;
mod goal;
mod import;
mod in_place;
mod item;
pub mod item_move;
mod kept_contact;
mod known_carer;
mod log_filter;
mod member;
mod need;
mod offers;
mod other_line;
mod outcome_text;
mod past;
mod person;
mod place_held;
mod place_taken;
mod plan;
mod progress;
mod reassign;
mod referral_text;
pub mod reopen;
mod said;
mod service;
mod sharing;
mod silence;
mod speak;
mod stage;
mod status;
mod tell;
mod told;
mod transition;
mod transition_mark;
mod transition_supply;
mod variation;

use uuid::Uuid;

pub(super) use at_place::at_place;
pub(super) use door::pause_after;
pub(super) use import::accept_unasked;
pub(super) use item::command as new_item_command;
pub(super) use item_move::mark_command;
pub use transition_mark::MoveMark;

pub(super) use plan::{begin as begin_plan, plan_change};
pub(super) use reassign::handed_over;

use super::form::Form;
use super::model::{Overlay, Screen};
use super::notice::{Failure, Notice};
use super::outline::{Part, StageOf};
use super::{App, Cx};
use crate::domain::appointment::How;
use crate::domain::arrangement::ArrangementKind;
use crate::domain::change::Change;
use crate::domain::id::{
    AppointmentId, ArrangementId, ContactId, CopyId, GoalId, ItemId, MemberId, NeedId, OtherLineId,
    PersonId, ServiceId, SharingId, StageId, TransitionId,
};
use crate::domain::item::{ItemKind, Mark};
use crate::domain::leaving::did;
use crate::domain::person::{Person, Status};
use crate::domain::refusal::Refused;
use crate::domain::say;
use crate::domain::transition::{CheckPoint, MoveKind};
use crate::domain::words::Heading;
use crate::store::{Fault, Place, Store};

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To make a store.
    Welcome,
    /// To open the store.
    Unlock,
    /// To log a contact; `true` for one in which nobody was reached.
    Contact(PersonId, bool),
    /// To log a contact like one that was logged before.
    Repeat(ContactId),
    /// To keep a contact under a name.
    KeepContact(ContactId),
    /// To choose one of the contacts that are kept under a name.
    KeptContacts(PersonId),
    /// To correct a contact by a new entry.
    Correct(ContactId),
    /// To add a person by hand.
    NewPerson,
    /// To change who a person is and how they are followed.
    Person(PersonId),
    /// To pause, end or resume.
    Status(PersonId),
    /// To put off a reason, or to bring one back.
    PutOff(PersonId),
    /// To say how to communicate with a person.
    Access(PersonId),
    /// To say that a person was told who coordinates.
    Told(PersonId),
    /// To say who was told that a person left.
    Tell(PersonId),
    /// To hand over to another navigator: this person, or those marked in the list.
    Reassign(Option<PersonId>),
    /// To add to the care team, or to change a place in it.
    Member(Option<MemberId>),
    /// To end a place in the care team.
    EndMember(MemberId),
    /// To say why a lead is not the named GP.
    Variation(MemberId),
    /// To say what a carer does for this person.
    Care(MemberId),
    /// To say how a carer is themselves.
    CarerSelf(MemberId),
    /// To say how to communicate with a carer.
    CarerAccess(MemberId),
    /// To add a carer who is known already, or to make one with a place that is there.
    KnownCarer(Option<MemberId>),
    /// To narrow the contact log.
    LogFilter,
    /// To choose the day on which the past is looked at.
    PastDay,
    /// To add an open item, perhaps under a goal.
    NewItem(ItemKind, Option<GoalId>),
    /// To change an open item.
    Item(ItemId),
    /// To move an open item with a few words.
    Mark(ItemId, Mark),
    /// To end an open item without its being done.
    Drop(ItemId),
    /// To open an ended item again.
    Reopen(ItemId),
    /// To record how far a referral is.
    Step(ItemId),
    /// To write a referral as text to paste.
    ReferralText(ItemId),
    /// To write what came of an item as text to paste.
    OutcomeText(ItemId),
    /// To add or change a need.
    Need(Option<NeedId>),
    /// To add a goal, perhaps under a need.
    NewGoal(Option<NeedId>),
    /// To change a goal.
    Goal(GoalId),
    /// To tie a goal to a phrase of the person's words.
    Anchor(GoalId),
    /// To add how a goal goes.
    Progress(GoalId),
    /// To add or change a step on the way.
    Stage(StageOf, Option<StageId>),
    /// To add or change a line of another service's plan: where it went.
    OtherLine(ArrangementId, Option<OtherLineId>),
    /// To edit the words of a row of the plan where they stand.
    InPlace(Part),
    /// To say when words were said and who helped.
    Said(Heading),
    /// To say why there are no words.
    NoWords,
    /// To set or hold the review.
    Review,
    /// To record that the person agreed.
    Agree,
    /// To add or change something that the plan arranges.
    Arrangement(ArrangementKind, Option<ArrangementId>),
    /// To record a move.
    NewMove(MoveKind),
    /// To change a move.
    Move(TransitionId),
    /// To note something about a move.
    MarkMove(TransitionId, MoveMark),
    /// To tick a point of a checklist.
    Tick(TransitionId, CheckPoint),
    /// To record a decision about sharing, or to change one.
    Sharing(Option<SharingId>),
    /// To withdraw a decision about sharing.
    WithdrawSharing(SharingId),
    /// To take down a copy that was given by hand, or to change what is known of one.
    Copy(Option<CopyId>),
    /// To note that a copy is not held any more.
    EndCopy(CopyId),
    /// To add a service to the directory, or to change one.
    Service(Option<ServiceId>),
    /// To say that a service is no longer there.
    CloseService(ServiceId),
    /// To log a need for which nothing was found.
    UnmetNeed,
    /// To book an appointment, or to change one.
    Appointment(Option<AppointmentId>),
    /// To say what became of an appointment.
    Came(AppointmentId, How),
    /// To take down how an appointment was, or what was done about a missed one.
    AfterAppointment(AppointmentId),
    /// To book the same again.
    AppointmentAgain(AppointmentId),
    /// To hand records on: of this person, or of everybody.
    Export(Option<PersonId>),
    /// To narrow the list, and to keep a view under a name.
    Filter,
    /// To name the file of an import.
    ImportPath,
    /// To accept an import.
    Accept,
}

impl Purpose {
    /// Whether what is typed in it goes into the records, which readers may not change. A view can be looked through
    /// without keeping it, and records are handed on without changing them.
    fn saves(self) -> bool {
        !matches!(
            self,
            Self::Welcome
                | Self::Unlock
                | Self::PastDay
                | Self::LogFilter
                | Self::ReferralText(_)
                | Self::OutcomeText(_)
                | Self::Export(_)
                | Self::Filter
        )
    }

    /// The one person that it names, where it names one.
    fn person(self) -> Option<PersonId> {
        match self {
            Self::Contact(person, _)
            | Self::KeptContacts(person)
            | Self::Person(person)
            | Self::Access(person)
            | Self::Told(person)
            | Self::Status(person)
            | Self::Tell(person)
            | Self::PutOff(person) => Some(person),
            Self::Reassign(person) => person,
            _ => None,
        }
    }
}

impl App {
    /// Puts the form for a purpose on the screen.
    pub(super) fn open_form(&mut self, purpose: Purpose, cx: &Cx) -> Result<(), Failure> {
        if purpose.saves() {
            self.check_may_type()?;
        }
        let mut form = self.build_form(&purpose, cx)?;
        if let Some(view) = self
            .model
            .person
            .as_ref()
            .filter(|_| self.model.screen == Screen::Person)
        {
            let person = &view.folder.person;
            let born = person
                .born_on
                .map(|born| format!(", born {}", say::birth(born)))
                .unwrap_or_default();
            form.about = format!("{}{born}", person.name.listed());
            form.intro.extend(gone(person, purpose));
        } else if let Some(row) = purpose.person().and_then(|person| {
            let mut rows = self.model.today.everybody().iter();
            rows.find(|row| row.person == person)
        }) {
            // From the list too: three people may have the same name.
            let born = row
                .born_on
                .map(|born| format!(", born {}", say::birth(born)))
                .unwrap_or_default();
            form.about = format!("{}{born}", row.name);
        }
        self.show_form(form);
        Ok(())
    }

    fn build_form(&mut self, purpose: &Purpose, cx: &Cx) -> Result<Form, Failure> {
        match purpose {
            Purpose::Welcome | Purpose::Unlock => {
                door::build(purpose, &self.setup.login, &self.setup.dir)
            }
            Purpose::Contact(person, failed) => contact::build(self, *person, *failed, cx),
            Purpose::Repeat(contact) => contact::build_repeat(self, *contact, cx),
            Purpose::KeepContact(contact) => kept_contact::build_keep(self, *contact),
            Purpose::KeptContacts(person) => kept_contact::build_choose(self, *person),
            Purpose::Correct(contact) => contact::build_correction(self, *contact),
            Purpose::NewPerson => Ok(person::build_new()),
            Purpose::Person(person) => person::build(self, *person),
            Purpose::PutOff(person) => deferral::build(self, *person, cx),
            Purpose::Status(person) => status::build(self, *person),
            Purpose::Access(person) => access::build(self, *person),
            Purpose::Told(person) => told::build(self, *person, cx),
            Purpose::Tell(person) => tell::build(self, *person, cx),
            Purpose::Reassign(person) => reassign::build(self, *person),
            Purpose::Member(member) => member::build(self, *member, cx),
            Purpose::EndMember(member) => member::build_end(self, *member),
            Purpose::Variation(member) => variation::build(self, *member),
            Purpose::Care(member) => carer::build_care(self, *member),
            Purpose::CarerSelf(member) => carer::build_own(self, *member, cx),
            Purpose::CarerAccess(member) => access::build_carer(self, *member),
            Purpose::KnownCarer(member) => known_carer::build(self, *member),
            Purpose::LogFilter => log_filter::build(self),
            Purpose::PastDay => past::build(self, cx),
            Purpose::NewItem(kind, goal) => item::build_new(self, *kind, *goal, cx),
            Purpose::Item(id) => item::build(self, *id, cx),
            Purpose::Mark(id, mark) => item_move::build_mark(self, *id, *mark, cx),
            Purpose::Drop(id) => item_move::build_drop(self, *id),
            Purpose::Reopen(id) => reopen::build(self, *id),
            Purpose::Step(id) => item_move::build_step(self, *id),
            Purpose::Need(need) => need::build(self, *need),
            Purpose::NewGoal(need) => goal::build_new(self, *need),
            Purpose::Goal(id) => goal::build(self, *id),
            Purpose::Anchor(id) => goal::build_anchor(self, *id),
            Purpose::Progress(id) => progress::build(self, *id),
            Purpose::Stage(of, id) => stage::build(self, *of, *id),
            Purpose::OtherLine(plan, id) => other_line::build(self, *plan, *id),
            Purpose::InPlace(part) => in_place::build(self, *part),
            Purpose::Said(heading) => said::build(self, *heading, cx),
            Purpose::NoWords => plan::build_no_words(self),
            Purpose::Review => plan::build_review(self, cx),
            Purpose::Agree => plan::build_agree(self, cx),
            Purpose::Arrangement(kind, id) => arrangement::build(self, *kind, *id, cx),
            Purpose::NewMove(kind) => transition::build_new(self, *kind, cx),
            Purpose::Move(id) => transition::build(self, *id, cx),
            Purpose::MarkMove(id, mark) => transition_mark::build(self, *id, *mark),
            Purpose::Tick(id, which) => transition_mark::build_tick(self, *id, *which),
            Purpose::Sharing(id) => sharing::build(self, *id, cx),
            Purpose::WithdrawSharing(id) => sharing::build_withdraw(self, *id),
            Purpose::Copy(id) => copy::build(self, *id, cx),
            Purpose::EndCopy(id) => copy::build_end(self, *id),
            Purpose::Service(id) => service::build(self, *id, cx),
            Purpose::CloseService(id) => service::build_close(self, *id),
            Purpose::UnmetNeed => Ok(service::build_unmet(self)),
            Purpose::Appointment(id) => appointment::build(self, *id, cx),
            Purpose::Came(id, how) => appointment_came::build_came(self, *id, *how, cx),
            Purpose::AfterAppointment(id) => appointment_came::build_after(self, *id, cx),
            Purpose::AppointmentAgain(id) => appointment::build_again(self, *id, cx),
            Purpose::OutcomeText(id) => outcome_text::build(self, *id, cx),
            Purpose::ReferralText(id) => referral_text::build(self, *id, cx),
            Purpose::Export(person) => Ok(export::build(self, *person, cx)),
            Purpose::Filter => filter::build(self),
            Purpose::ImportPath => Ok(import::build_path()),
            Purpose::Accept => import::build_accept(self),
        }
    }

    /// Saves the form on top. Where it cannot be saved it stays, and says why.
    pub(super) fn save_form(&mut self, cx: &Cx) -> Result<(), Failure> {
        if self.model.at_hand_over() {
            // Before the job, which lets the draft go: nothing shall bring it back behind its back.
            self.keep_draft_now(cx);
        }
        let Some(Overlay::Form(mut form)) = self.model.overlays.pop() else {
            return Ok(());
        };
        form.problem = None;
        let result = match &form.purpose {
            Purpose::Welcome => door::create(self, &form, cx),
            Purpose::Unlock => door::unlock(self, &form, cx),
            Purpose::Contact(person, _) => contact::save(self, *person, None, &form, cx),
            Purpose::Repeat(contact) => contact::save_repeat(self, *contact, &form, cx),
            Purpose::KeepContact(contact) => kept_contact::save_keep(self, *contact, &form),
            Purpose::KeptContacts(person) => kept_contact::save_choose(self, *person, &form, cx),
            Purpose::Correct(contact) => contact::save_correction(self, *contact, &form, cx),
            Purpose::NewPerson => person::save_new(self, &form, cx),
            Purpose::Person(person) => person::save(self, *person, &form, cx),
            Purpose::PutOff(person) => deferral::save(self, *person, &form, cx),
            Purpose::Status(person) => status::save(self, *person, &form, cx),
            Purpose::Access(person) => access::save(self, *person, &form, cx),
            Purpose::Told(person) => told::save(self, *person, &form, cx),
            Purpose::Tell(person) => tell::save(self, *person, &form, cx),
            Purpose::Reassign(person) => reassign::save(self, *person, &form, cx),
            Purpose::Member(member) => member::save(self, *member, &form, cx),
            Purpose::EndMember(member) => member::save_end(self, *member, &form, cx),
            Purpose::Variation(member) => variation::save(self, *member, &form, cx),
            Purpose::Care(member) => carer::save_care(self, *member, &form, cx),
            Purpose::CarerSelf(member) => carer::save_own(self, *member, &form, cx),
            Purpose::CarerAccess(member) => access::save_carer(self, *member, &form, cx),
            Purpose::KnownCarer(member) => known_carer::save(self, *member, &form, cx),
            Purpose::LogFilter => log_filter::save(self, &form, cx),
            Purpose::PastDay => past::save(self, &form, cx),
            Purpose::NewItem(kind, goal) => item::save_new(self, *kind, *goal, &form, cx),
            Purpose::Item(id) => item::save(self, *id, &form, cx),
            Purpose::Mark(id, mark) => item_move::save_mark(self, *id, *mark, &form, cx),
            Purpose::Drop(id) => item_move::save_drop(self, *id, &form, cx),
            Purpose::Reopen(id) => reopen::save(self, *id, &form, cx),
            Purpose::Step(id) => item_move::save_step(self, *id, &form, cx),
            Purpose::Need(need) => need::save(self, *need, &form, cx),
            Purpose::NewGoal(need) => goal::save_new(self, *need, &form, cx),
            Purpose::Goal(id) => goal::save(self, *id, &form, cx),
            Purpose::Anchor(id) => goal::save_anchor(self, *id, &form, cx),
            Purpose::Progress(id) => progress::save(self, *id, &form, cx),
            Purpose::Stage(of, id) => stage::save(self, *of, *id, &form, cx),
            Purpose::OtherLine(plan, id) => other_line::save(self, *plan, *id, &form, cx),
            Purpose::InPlace(part) => in_place::save(self, *part, &form, cx),
            Purpose::Said(heading) => said::save(self, *heading, &form, cx),
            Purpose::NoWords => plan::save_no_words(self, &form, cx),
            Purpose::Review => plan::save_review(self, &form, cx),
            Purpose::Agree => plan::save_agree(self, &form, cx),
            Purpose::Arrangement(kind, id) => arrangement::save(self, *kind, *id, &form, cx),
            Purpose::NewMove(kind) => transition::save_new(self, *kind, &form, cx),
            Purpose::Move(id) => transition::save(self, *id, &form, cx),
            Purpose::MarkMove(id, mark) => transition_mark::save(self, *id, *mark, &form, cx),
            Purpose::Tick(id, which) => transition_mark::save_tick(self, *id, *which, &form, cx),
            Purpose::Sharing(id) => sharing::save(self, *id, &form, cx),
            Purpose::WithdrawSharing(id) => sharing::save_withdraw(self, *id, &form, cx),
            Purpose::Copy(id) => copy::save(self, *id, &form, cx),
            Purpose::EndCopy(id) => copy::save_end(self, *id, &form, cx),
            Purpose::Service(id) => service::save(self, *id, &form, cx),
            Purpose::CloseService(id) => service::save_close(self, *id, &form, cx),
            Purpose::UnmetNeed => service::save_unmet(self, &form, cx),
            Purpose::Appointment(id) => appointment::save(self, *id, &form, cx),
            Purpose::Came(id, how) => appointment_came::save_came(self, *id, *how, &form, cx),
            Purpose::AfterAppointment(id) => appointment_came::save_after(self, *id, &form, cx),
            Purpose::AppointmentAgain(id) => appointment::save_again(self, *id, &form, cx),
            Purpose::OutcomeText(id) => outcome_text::save(self, *id, &form, cx),
            Purpose::ReferralText(id) => referral_text::save(self, *id, &form, cx),
            Purpose::Export(person) => export::save(self, *person, &form, cx),
            Purpose::Filter => filter::save(self, &form, cx),
            Purpose::ImportPath => import::read(self, &form, cx),
            Purpose::Accept => import::accept(self, &form, cx),
        };
        match result {
            Ok(Saved::Done(mut notice)) => {
                notice.push_str(&std::mem::take(&mut self.merged));
                self.model.notice = Some(Notice::done(notice));
                Ok(())
            }
            Ok(Saved::UnderWay) => {
                // These stay open until the job says how it went: what is refused is not typed again.
                if matches!(
                    form.purpose,
                    Purpose::Welcome
                        | Purpose::Unlock
                        | Purpose::Reassign(_)
                        | Purpose::Export(_)
                        | Purpose::ImportPath
                        | Purpose::Accept
                ) {
                    self.model.overlays.push(Overlay::Form(form));
                }
                Ok(())
            }
            Err(failure) => {
                if failure.is_question {
                    form.put.push(failure.message.clone());
                }
                self.model.overlays.push(Overlay::Form(form));
                if self.show_clash() {
                    return Ok(());
                }
                Err(failure)
            }
        }
    }

    /// Makes the change of a form, with its draft.
    fn save_change(
        &mut self,
        form: &Form,
        command: &str,
        change: &Change,
        cx: &Cx,
    ) -> Result<(), Failure> {
        self.store()?;
        match self.write_together(command, change, form.place.as_ref(), cx) {
            Ok(commit) => {
                self.refresh(&commit, cx);
                Ok(())
            }
            Err(Fault::Stale(kind)) => {
                self.read_again(cx);
                Err(Failure::new(format!(
                    "{} {{form.leave}} keeps yours as a draft; open the form again and yours stands on top of theirs.",
                    Fault::Stale(kind)
                )))
            }
            Err(fault) => Err(fault.into()),
        }
    }

    /// Selects a part of the plan that was just written.
    pub(super) fn select_part(&mut self, part: Part) {
        if let Some(view) = &mut self.model.person {
            view.select(part);
        }
    }

    /// Reads the open person again, so that a form that is built next starts from what is there now.
    pub(super) fn read_again(&mut self, cx: &Cx) {
        if let (Some(store), Some(view)) = (&self.store, &mut self.model.person) {
            let clock = Self::clock(&self.model.holidays, cx);
            // A failure to read shows itself when the form is opened again.
            let _ = view.renew(store, &clock, super::selection::By::Others);
        }
        // Whoever overtook us changed the list too.
        if let Err(fault) = self.catch_up(cx) {
            self.model.notice = Some(Failure::from(fault).into());
        }
    }
}

/// Reads the words that the field under the cursor offers.
pub(super) fn offer_words(
    form: &mut Form,
    store: &Store,
    person: Option<PersonId>,
    today: chrono::NaiveDate,
) -> Result<(), Fault> {
    filter::offer_words(form, store)?;
    speak::warn_of_name(form, store, person, today)?;
    item::offer_services(form, store)?;
    known_carer::offer(form, store, person)
}

/// What to know before somebody who left is contacted or waited for, as it were by oversight.
fn gone(person: &Person, purpose: Purpose) -> Option<String> {
    matches!(
        purpose,
        Purpose::Contact(..)
            | Purpose::Repeat(..)
            | Purpose::NewItem(..)
            | Purpose::Mark(..)
            | Purpose::Review
    )
    .then(|| gone_by(person))
    .flatten()
}

/// How somebody left, where they did, and what can be kept here all the same.
fn gone_by(person: &Person) -> Option<String> {
    let Status::Left { on, how, .. } = &person.status else {
        return None;
    };
    Some(format!(
        "{} {} on {}. Keep here only what was said with family or services; nothing will be due.",
        person.name.called(),
        did(*how),
        say::full(*on)
    ))
}

/// How a save went.
enum Saved {
    /// It is done, and this is said.
    Done(String),
    /// A job goes on with it.
    UnderWay,
}

/// How many lines of a field can be marked: as many as there are digits.
const DIGITS: usize = 9;

/// The parts of a line that were typed with a sign between them.
fn parts(text: &str, between: char) -> Vec<String> {
    text.split(between)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Where a form about something keeps its draft.
#[expect(clippy::unnecessary_wraps, reason = "forms with secrets have none")]
fn place(name: &str, subject: Uuid) -> Option<Place> {
    Some(Place {
        name: name.to_owned(),
        subject,
    })
}

/// What the rules refuse of a record, at the field of the form in which it stands: `fields` says which, where the form
/// calls it otherwise than the record.
fn refused(fault: Refused, fields: &[(&str, &'static str)]) -> Failure {
    let known = fields.iter().find(|(name, _)| *name == fault.field);
    Failure::from(fault.why).at(known.map_or(fault.field, |(_, field)| field))
}

/// "Saved", with the way back.
fn saved(what: &str) -> Saved {
    Saved::Done(format!("{what}. {{change.undo}} takes it back."))
}
