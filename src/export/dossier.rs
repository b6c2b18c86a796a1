//! The dossier: one person's record as it may leave, sorted, with the questions that every format asks of it.
//!
//! It holds the records themselves, because Caseload JSON has to give them back unchanged. Deliberately not here:
//! any format's words, and reading the store.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::scope::Scope;
use super::settled::settle;
use crate::domain::appointment::Appointment;
use crate::domain::arrangement::{ArrangementKind, Entry};
use crate::domain::calendar::Holidays;
use crate::domain::contact::Contact;
use crate::domain::copy::PlanCopy;
use crate::domain::deferral::{Deferral, Subject};
use crate::domain::find::fold;
use crate::domain::id::ContactId;
use crate::domain::item::{Item, ItemKind};
use crate::domain::london;
use crate::domain::person::{Person, Status};
use crate::domain::plan::{Goal, Need, Plan};
use crate::domain::record::{Folder, Kept, Record};
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;
use crate::domain::sharing::{AtHome, Sharing, Told};
use crate::domain::team::{self, Member, Role};
use crate::domain::transition::Transition;
use crate::domain::triage::{AppointmentFact, RULES};
use crate::domain::user::Authors;
use crate::domain::version::{Body, Version};
use crate::domain::words::{self, Heading, Spoken, Words};

/// Where a file comes from: the only source of "now" and "by whom" for every format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Version of the program.
    pub program_version: String,
    /// When the export was made (UTC).
    pub made_at: DateTime<Utc>,
    /// Login of the user who made it.
    pub author_login: String,
    /// Their name as others read it.
    pub author_name: String,
    /// The names behind the logins of its entries, as far as the store knows them.
    pub authors: Authors,
    /// For whom it was made, if somebody said so.
    pub recipient: Option<String>,
}

/// A person's records without their revisions: what Caseload JSON holds of each person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// The person.
    pub person: Person,
    /// Their care team, past and present.
    #[serde(default)]
    pub team: Vec<Member>,
    /// Every version of their words.
    #[serde(default)]
    pub words: Vec<Words>,
    /// Their plan, if one was begun.
    #[serde(default)]
    pub plan: Option<Plan>,
    /// Their items, open and ended.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Their contacts, newest first.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Their reasons that were put off, also those that have come back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deferrals: Vec<Deferral>,
    /// What was decided about sharing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sharing: Vec<Sharing>,
    /// Every version of their plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// Every copy that was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<PlanCopy>,
    /// Their appointments, past and to come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appointments: Vec<Appointment>,
    /// Their moves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Transition>,
    /// The entries of the directory that their items name. They belong to no person, and travel with whoever needs them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<Service>,
    /// What was looked for in the directory for them in vain, the newest first (R97).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<UnmetNeed>,
}

impl Records {
    /// The records of a folder, in its order.
    pub fn of(folder: &Folder) -> Self {
        Self {
            person: folder.person.value.clone(),
            team: values(&folder.team),
            words: values(&folder.words),
            plan: folder.plan.as_ref().map(|plan| plan.value.clone()),
            items: values(&folder.items),
            contacts: values(&folder.contacts),
            deferrals: values(&folder.deferrals),
            sharing: values(&folder.shared.decisions),
            versions: values(&folder.shared.versions),
            copies: values(&folder.shared.copies),
            appointments: values(&folder.appointments),
            moves: values(&folder.moves),
            services: values(&folder.services),
            unmet: values(&folder.unmet),
        }
    }

    /// Every record of the person by itself, theirs first. The services that they name are nobody's.
    pub fn into_all(self) -> Vec<Record> {
        // Named one by one, so that nothing new is forgotten.
        let Self {
            person,
            team,
            words,
            plan,
            items,
            contacts,
            deferrals,
            sharing,
            versions,
            copies,
            appointments,
            moves,
            services: _,
            unmet,
        } = self;
        let id = person.id;
        let mut all = vec![Record::Person(person)];
        all.extend(team.into_iter().map(Record::Member));
        all.extend(words.into_iter().map(Record::Words));
        all.extend(plan.map(Record::Plan));
        all.extend(items.into_iter().map(Record::Item));
        all.extend(contacts.into_iter().map(Record::Contact));
        all.extend(deferrals.into_iter().map(Record::Deferral));
        all.extend(sharing.into_iter().map(Record::Sharing));
        all.extend(versions.into_iter().map(Box::new).map(Record::Version));
        all.extend(copies.into_iter().map(Record::Copy));
        all.extend(
            appointments
                .into_iter()
                .map(Box::new)
                .map(Record::Appointment),
        );
        all.extend(moves.into_iter().map(Box::new).map(Record::Transition));
        // Whatever a file says: what stands with somebody is about them.
        let about = Some(id);
        all.extend(
            unmet
                .into_iter()
                .map(|need| Record::UnmetNeed(UnmetNeed { about, ..need })),
        );
        all
    }
}

/// One person's record, cut to what may leave and in an order that does not depend on how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dossier {
    /// Where it comes from.
    pub made: Provenance,
    /// What was decided about sharing, where that goes along, also beside a version of the plan, which holds none of it:
    /// it says what each carer may be told.
    pub decisions: Vec<Sharing>,
    /// What has to be minded where it hangs in the person's house, of the whole record and of the person's own copy; of
    /// nobody else's.
    pub at_home: AtHome,
    /// What it was cut to.
    pub scope: Scope,
    /// The records that are left.
    pub records: Records,
    /// On what basis the recipient has it, in words; empty where nobody was named.
    pub basis: String,
    /// The version of the plan that it shows; `None` for the record as it is.
    pub version: Option<String>,
    /// The number of that version.
    pub version_number: Option<u32>,
    /// How the plan stands to what was agreed last, in a sentence; empty where nothing was, and in a version.
    pub standing: String,
    /// The directory of services that goes along when a whole caseload moves: with the first of its people, since it is
    /// nobody's. Empty in every other case.
    pub directory: Vec<Service>,
    /// What was looked for in it in vain and for nobody in particular; goes along with it.
    pub unmet_of_nobody: Vec<UnmetNeed>,
}

/// A goal with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalSheet<'a> {
    /// The goal.
    pub goal: &'a Goal,
    /// The need that it answers.
    pub need: Option<&'a Need>,
    /// Whether the phrase that it serves still stands in the person's words (R31).
    pub is_anchored: bool,
    /// The actions that serve it, open and ended.
    pub actions: Vec<&'a Item>,
}

impl Dossier {
    /// The whole record of a person. The folder must hold all contacts.
    pub fn of(folder: &Folder, made: &Provenance) -> Self {
        Self::within(folder, made, Scope::ALL)
    }

    /// The record of a person, cut to a scope.
    pub fn within(folder: &Folder, made: &Provenance, scope: Scope) -> Self {
        let mut records = Records::of(folder);
        settle(&mut records);
        let scope = scope.settled();
        // Of the whole record: a cut one would always seem to have changed.
        let shown = scope.plan && !folder.shared.versions.is_empty();
        let body = shown.then(|| Body::of(folder, london::date(made.made_at)));
        let standing = folder.shared.says(body.flatten().as_ref());
        scope.cut(&mut records);
        let decisions = records.sharing.clone();
        let at_home = if made.recipient.is_none() {
            AtHome::of(&records.team, &decisions, london::date(made.made_at))
        } else {
            AtHome::default()
        };
        records
            .team
            .sort_by_key(|member| (member.role, member.from_on, member.id));
        records
            .words
            .sort_by_key(|words| (words.heading, words.recorded_at, words.id));
        records.items.sort_by_key(|item| (item.asked_on, item.id));
        records
            .contacts
            .sort_by_key(|contact| std::cmp::Reverse((contact.at, contact.id)));
        records
            .deferrals
            .sort_by_key(|deferral| (deferral.first_on, deferral.id));
        records
            .sharing
            .sort_by_key(|decision| (decision.on, decision.id));
        records
            .versions
            .sort_by_key(|version| (version.number, version.id));
        records.copies.sort_by_key(|copy| (copy.on, copy.id));
        records
            .appointments
            .sort_by_key(|appointment| (appointment.at.starts(), appointment.id));
        records
            .moves
            .sort_by_key(|one| std::cmp::Reverse((one.at, one.id)));
        records.services.sort_by_key(|one| one.id);
        Self {
            made: made.clone(),
            decisions,
            at_home,
            scope,
            records,
            basis: String::new(),
            version: None,
            version_number: None,
            standing,
            directory: Vec::new(),
            unmet_of_nobody: Vec::new(),
        }
    }

    /// A version of a plan as it was frozen, cut to a scope, beside what was decided about sharing. Of the services at hand it has those that its items name, as
    /// they are now: a number that has changed since is of no use to anybody.
    pub fn of_version(
        version: &Version,
        (services, decisions): (&[Kept<Service>], &[Kept<Sharing>]),
        made: &Provenance,
        scope: Scope,
    ) -> Self {
        let body = version.body.clone();
        let mut records = Records {
            person: body.person,
            team: body.team,
            words: body.words,
            plan: Some(body.plan),
            items: body.items,
            contacts: Vec::new(),
            deferrals: Vec::new(),
            sharing: Vec::new(),
            versions: Vec::new(),
            copies: Vec::new(),
            appointments: Vec::new(),
            moves: Vec::new(),
            services: services.iter().map(|kept| kept.value.clone()).collect(),
            unmet: Vec::new(),
        };
        let scope = scope.settled();
        scope.cut(&mut records);
        Self {
            made: made.clone(),
            decisions: if scope.sharing {
                values(decisions)
            } else {
                Vec::new()
            },
            at_home: AtHome::default(),
            scope: Scope {
                contacts: false,
                ..scope
            },
            records,
            basis: String::new(),
            version: Some(version.word()),
            version_number: Some(version.number),
            standing: String::new(),
            directory: Vec::new(),
            unmet_of_nobody: Vec::new(),
        }
    }

    /// The person.
    pub fn person(&self) -> &Person {
        &self.records.person
    }

    /// The plan, if one was begun and may leave.
    pub fn plan(&self) -> Option<&Plan> {
        self.records.plan.as_ref()
    }

    /// The day on which the export was made, in London.
    pub fn today(&self) -> NaiveDate {
        london::date(self.made.made_at)
    }

    /// Who holds a role on the day of the export.
    pub fn holder(&self, role: Role) -> Option<&Member> {
        team::holder(&self.records.team, role, self.today())
    }

    /// The care team on the day of the export, lead first.
    pub fn team_now(&self) -> Vec<&Member> {
        team::on(&self.records.team, self.today())
    }

    /// The care team, past and present.
    pub fn everybody_in_the_team(&self) -> Vec<&Member> {
        self.records.team.iter().collect()
    }

    /// Members who do not hold their place on the day of the export.
    pub fn team_else(&self) -> Vec<&Member> {
        let today = self.today();
        let else_when = |member: &&Member| !member.held_on(today);
        self.records.team.iter().filter(else_when).collect()
    }

    /// What a member may be told, where that goes along: in particular with the whole record (`Scope::sharing`), and that
    /// something is kept back with what goes to whoever gives direct care ([`Self::warn_of`]).
    pub fn told(&self, member: &Member) -> Told {
        Told::of(member, &self.records.team, &self.decisions, self.today())
    }

    /// The same in a few words.
    pub fn may_be_told(&self, member: &Member) -> String {
        self.told(member).says()
    }

    /// Says of everybody who can be reached that something is kept from them, where it is, and not what: whoever
    /// gives direct care finds their number here, and what was decided does not go along.
    pub(super) fn warn_of(&mut self, known: &[Member], decisions: &[Sharing]) {
        let today = self.today();
        for member in &mut self.records.team {
            if member.phone.is_empty() && member.email.is_empty() {
                continue;
            }
            // In a version the words beside a place are those of its day.
            let now = known.iter().find(|one| one.id == member.id);
            let told = Told::of(now.unwrap_or(member), known, decisions, today);
            told.without_particulars()
                .clone_into(&mut member.may_be_told);
        }
    }

    /// The member that somebody means by a name, title or service; nobody where several could be meant.
    pub fn member_named(&self, text: &str) -> Option<&Member> {
        let wanted = fold(text);
        let is_meant = |member: &&&Member| {
            [&member.name, &member.title]
                .into_iter()
                .any(|known| fold(known) == wanted)
        };
        let now = self.team_now();
        let mut found = now.iter().filter(is_meant);
        match (wanted.is_empty(), found.next(), found.next()) {
            (false, Some(one), None) => Some(*one),
            _ => None,
        }
    }

    /// The name of a user, where it is known.
    pub fn user_name<'a>(&'a self, login: &str) -> Option<&'a str> {
        let made = &self.made;
        if login == made.author_login && !made.author_name.is_empty() {
            Some(&made.author_name)
        } else {
            made.authors.name(login)
        }
    }

    /// A user as people know them: by name, by login where it is not known.
    pub fn user<'a>(&'a self, login: &'a str) -> &'a str {
        self.user_name(login).unwrap_or(login)
    }

    /// The words that hold, in PRSB order.
    pub fn words_now(&self) -> Vec<&Words> {
        Heading::ALL
            .into_iter()
            .filter_map(|heading| words::current(&self.records.words, heading))
            .collect()
    }

    /// What is most important to the person, in their words.
    pub fn most_important(&self) -> Option<&Words> {
        words::current(&self.records.words, Heading::MostImportant)
    }

    /// The goals of the plan in its order, each with the actions that serve it.
    pub fn goals(&self) -> Vec<GoalSheet<'_>> {
        let Some(plan) = self.plan() else {
            return Vec::new();
        };
        let spoken = Spoken::new(&self.records.words);
        let sheet = |goal| GoalSheet {
            goal,
            need: plan.need_of(goal).filter(|need| !need.is_in_error()),
            is_anchored: spoken.says(&goal.because),
            actions: self.actions_of(goal),
        };
        plan.goals.iter().map(sheet).collect()
    }

    /// The entry of the directory that an item names, if it may leave.
    pub fn service_of(&self, item: &Item) -> Option<&Service> {
        let id = item.service?;
        self.records.services.iter().find(|one| one.id == id)
    }

    /// The actions that serve a goal, in the order in which it has them.
    fn actions_of(&self, goal: &Goal) -> Vec<&Item> {
        let mut actions: Vec<&Item> = self
            .records
            .items
            .iter()
            .filter(|item| item.kind == ItemKind::Action && item.goal == Some(goal.id))
            .collect();
        actions.sort_by_key(|item| goal.place_of(item.id));
        actions
    }

    /// The version that a copy is of, in words.
    pub fn version_of(&self, copy: &PlanCopy) -> String {
        let of = copy.version.or(copy.sheet_of);
        let mut versions = self.records.versions.iter();
        let found = versions.find(|version| Some(version.id) == of);
        match (found, of) {
            (Some(version), _) if copy.version.is_none() => {
                format!("an emergency sheet with what {} says", version.word())
            }
            (Some(version), _) => version.word(),
            (None, Some(_)) => "a version that is not in this record".to_owned(),
            (None, None) => "the record without a plan".to_owned(),
        }
    }

    /// Whether an item is an action that stands under one of the plan's goals.
    pub fn serves_a_goal(&self, item: &Item) -> bool {
        item.kind == ItemKind::Action
            && self
                .plan()
                .zip(item.goal)
                .is_some_and(|(plan, goal)| plan.goal(goal).is_some())
    }

    /// The lines of another service's plan, each with where it went; of other kinds there are none.
    pub fn lines_of(&self, plan: &Plan, entry: &Entry) -> Vec<String> {
        let of_its_kind = entry.kind == ArrangementKind::OtherPlan;
        let other = plan
            .arrangements
            .other_plan(entry.id)
            .filter(|_| of_its_kind);
        let items: Vec<&Item> = self.records.items.iter().collect();
        let lines = other.into_iter().flat_map(|other| &other.lines);
        lines
            .map(|line| format!("Line: {}", line.says(plan, &items)))
            .collect()
    }

    /// Everything that is not over, also what goes on without an end, oldest first.
    pub fn open_items(&self) -> Vec<&Item> {
        self.records
            .items
            .iter()
            .filter(|item| item.is_open())
            .collect()
    }

    /// The reasons that are put off beyond the day of the export, oldest first, each with the last day that its rule
    /// allows, whatever the record claims.
    ///
    /// Only those whose matter is still open: the day of what is over does not come back.
    pub fn put_off(&self) -> Vec<(NaiveDate, &Deferral)> {
        let today = self.today();
        let holidays = Holidays::england();
        let until = |deferral: &Deferral| {
            let rule = RULES.iter().find(|rule| rule.name == deferral.rule)?;
            let last = holidays.add_working_days(deferral.first_on, rule.put_off_at_most?);
            Some(deferral.until_on.min(last))
        };
        let deferrals = self.records.deferrals.iter();
        deferrals
            .filter(|deferral| deferral.first_on <= today && self.is_still_open(deferral.about))
            .filter_map(|deferral| Some((until(deferral)?, deferral)))
            .filter(|(until, _)| *until > today)
            .collect()
    }

    /// Whether what was put off is still waited for, as far as the record alone says.
    fn is_still_open(&self, about: Subject) -> bool {
        let records = &self.records;
        if matches!(records.person.status, Status::Left { .. }) {
            return false;
        }
        match about {
            Subject::Record => true,
            Subject::Item(id) => records
                .items
                .iter()
                .any(|item| item.id == id && item.is_open()),
            Subject::Appointment(id) => records.appointments.iter().any(|appointment| {
                appointment.id == id && AppointmentFact::of(appointment).is_watched()
            }),
            Subject::Move(id) => records
                .moves
                .iter()
                .any(|one| one.id == id && one.is_open()),
            Subject::Member(id) => records.team.iter().any(|member| {
                member.id == id && member.until_on.is_none_or(|last| self.today() <= last)
            }),
            Subject::Promise(id) => {
                let settles = |contact: &Contact| {
                    contact.id != id
                        && (contact.keeps.contains(&id) || contact.corrects == Some(id))
                };
                records.contacts.iter().any(|contact| contact.id == id)
                    && !records.contacts.iter().any(settles)
            }
        }
    }

    /// The contacts that a later entry corrects.
    pub fn corrected(&self) -> BTreeSet<ContactId> {
        self.records
            .contacts
            .iter()
            .filter_map(|contact| contact.corrects)
            .collect()
    }
}

fn values<T: Clone>(kept: &[Kept<T>]) -> Vec<T> {
    kept.iter().map(|kept| kept.value.clone()).collect()
}
