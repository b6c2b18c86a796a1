//! Reads what a bundle says about a Patient's care: active conditions, care teams, other services' plans and goals.
//!
//! Everything is taken in words. Finished and mistaken entries are left out.

use std::collections::{BTreeSet, HashSet};

use super::directory::{Contact, FhirDirectory, compared, contact};
use super::text::{self, Sink};
use super::{About, Bundle, Entry, reference};
use crate::domain::plan::NEED;
use crate::import::incoming::{Incoming, IncomingMember, IncomingPlan};
use crate::import::json::Json;

/// The most members and plans kept for one person, goals and activities kept for one plan, and resources looked at inside
/// another.
const MAX_KEPT: usize = 200;

/// Where references may lead.
pub struct Lookup<'a> {
    /// The bundle at hand.
    pub bundle: &'a Bundle<'a>,
    /// Practitioners and organisations in the bundle.
    pub local: &'a FhirDirectory,
    /// Practitioners and organisations in other bundles.
    pub shared: &'a FhirDirectory,
}

impl Lookup<'_> {
    /// Finds whom a Reference element of a resource leads to; a role is filled in from its practitioner and
    /// organisation, whose name then stands in `organisation`.
    pub fn contact(&self, within: &Json, element: &Json) -> Option<Contact> {
        if let Some(id) =
            reference::of(Some(element)).and_then(|reference| reference.strip_prefix('#'))
        {
            let held = within
                .list_at("contained")
                .iter()
                .take(MAX_KEPT)
                .find(|resource| resource.text_at("id") == Some(id))?;
            return self.complete(contact(held.text_at("resourceType")?, held)?);
        }
        let key = compared(element)?;
        self.complete(self.find(&key)?.clone())
    }

    fn find(&self, key: &str) -> Option<&Contact> {
        self.local.find(key).or_else(|| self.shared.find(key))
    }

    fn complete(&self, mut found: Contact) -> Option<Contact> {
        if let Some(practitioner) = found.practitioner.take().and_then(|key| self.find(&key)) {
            found.name.clone_from(&practitioner.name);
            found.phone = found.phone.or_else(|| practitioner.phone.clone());
            found.email = found.email.or_else(|| practitioner.email.clone());
        }
        let organisation = found.organisation.take().and_then(|key| self.find(&key));
        found.organisation = organisation.map(|organisation| organisation.name.clone());
        (!found.name.is_empty()).then_some(found)
    }

    /// Gives the name a Reference element leads to, or the one it shows.
    fn name(&self, within: &Json, element: Option<&Json>) -> Option<String> {
        let element = element?;
        self.contact(within, element)
            .map(|found| found.name)
            .or_else(|| element.text_at("display").map(ToOwned::to_owned))
    }

    /// Finds the resource a Reference element leads to, in the bundle or inside the resource itself.
    fn resource<'b>(&'b self, within: &'b Json, element: Option<&Json>) -> Option<&'b Json> {
        let literal = reference::of(element)?;
        match literal.strip_prefix('#') {
            Some(id) => within
                .list_at("contained")
                .iter()
                .take(MAX_KEPT)
                .find(|resource| resource.text_at("id") == Some(id)),
            None => self.bundle.find(literal).map(|entry| entry.resource),
        }
    }
}

/// Adds to a person what the bundle holds about their care. Gives the number of references that lead nowhere.
pub fn read(
    about: &About<'_>,
    patient: &Entry<'_>,
    lookup: &Lookup<'_>,
    person: &mut Incoming,
    sink: &mut Sink,
) -> usize {
    for condition in &about.conditions {
        // A need belongs to the plan that addresses it, and is no diagnosis.
        if !is_current(condition) || is_need(condition) {
            continue;
        }
        match text::concept(condition.get("code")) {
            Some(words) => {
                if let Some(words) = sink.take("Condition.code", words) {
                    person.add_condition(words);
                }
            }
            None => sink.warn(
                "Condition.code",
                "",
                "A condition has no name; it was left out",
                "Ask the sender what it is.",
            ),
        }
    }
    let mut unresolved = 0;
    let mut seen = BTreeSet::new();
    let patient: BTreeSet<String> = reference::keys(patient).into_iter().collect();
    for team in about.teams.iter().filter(|team| is_active(team)) {
        unresolved += read_team(team, &patient, lookup, person, &mut seen, sink);
    }
    for plan in about
        .plans
        .iter()
        .filter(|plan| is_active(plan))
        .take(MAX_KEPT)
    {
        if let Some(plan) = read_plan(plan, lookup, sink)
            && !person.plans.contains(&plan)
        {
            person.plans.push(plan);
        }
    }
    person.plans.extend(goals_without_plan(about, lookup, sink));
    unresolved
}

/// Says whether a Condition is active and not withdrawn.
fn is_current(condition: &Json) -> bool {
    let status = condition.get("clinicalStatus");
    let active = status.is_none() || text::has_code(status, &["active", "recurrence", "relapse"]);
    let ended =
        condition.get("abatementDateTime").is_some() || condition.get("abatementString").is_some();
    active
        && !ended
        && !text::has_code(
            condition.get("verificationStatus"),
            &["refuted", "entered-in-error"],
        )
}

/// Says whether a Condition is a need, concern or problem of a care plan, as this program writes them.
fn is_need(condition: &Json) -> bool {
    let mut categories = condition.list_at("category").iter();
    categories.any(|category| text::concept(Some(category)) == Some(NEED))
}

/// Says whether a plan or team is in force; one without a status is taken to be.
fn is_active(resource: &Json) -> bool {
    resource
        .text_at("status")
        .is_none_or(|status| status == "active")
}

fn read_team(
    team: &Json,
    patient: &BTreeSet<String>,
    lookup: &Lookup<'_>,
    person: &mut Incoming,
    seen: &mut BTreeSet<(String, String)>,
    sink: &mut Sink,
) -> usize {
    let mut unresolved = 0;
    for participant in team.list_at("participant") {
        let Some(element) = participant.get("member") else {
            continue;
        };
        let is_patient = reference::kind_of(element) == Some("Patient")
            || compared(element).is_some_and(|key| patient.contains(&key));
        if is_patient
            || participant
                .get("period")
                .is_some_and(|period| period.text_at("end").is_some())
        {
            continue;
        }
        let role = participant
            .list_at("role")
            .iter()
            .find_map(|role| text::concept(Some(role)));
        let role = role.and_then(|role| sink.take("CareTeam.participant", role));
        let found = lookup.contact(team, element);
        unresolved += usize::from(found.is_none());
        let Some(member) = member(found, participant, element, team, lookup, role, sink) else {
            continue;
        };
        let key = (member.name.to_lowercase(), member.role.to_lowercase());
        if person.team.len() < MAX_KEPT && seen.insert(key) {
            person.team.push(member);
        }
    }
    unresolved
}

/// Makes a team member of whom a reference leads to, or of the name it shows.
fn member(
    found: Option<Contact>,
    participant: &Json,
    element: &Json,
    team: &Json,
    lookup: &Lookup<'_>,
    role: Option<String>,
    sink: &mut Sink,
) -> Option<IncomingMember> {
    let found = match found {
        Some(found) => found,
        None => Contact {
            name: element
                .text_at("display")
                .and_then(|text| sink.take("CareTeam.participant", text))?,
            is_service: matches!(
                reference::kind_of(element),
                Some("Organization" | "HealthcareService")
            ),
            ..Contact::default()
        },
    };
    let behalf = lookup.name(team, participant.get("onBehalfOf"));
    let managing = || {
        team.list_at("managingOrganization")
            .iter()
            .find_map(|element| lookup.name(team, Some(element)))
    };
    let organisation = if found.is_service {
        None
    } else {
        behalf
            .or(found.organisation)
            .or_else(managing)
            .and_then(|name| sink.take("CareTeam.managingOrganization", &name))
    };
    Some(IncomingMember {
        name: found.name,
        role: role.or(found.role).unwrap_or_default(),
        organisation,
        phone: found.phone,
        email: found.email,
        is_service: found.is_service,
    })
}

fn read_plan(plan: &Json, lookup: &Lookup<'_>, sink: &mut Sink) -> Option<IncomingPlan> {
    let title = plan
        .text_at("title")
        .or_else(|| {
            plan.list_at("category")
                .iter()
                .find_map(text::concept_words)
        })
        .or_else(|| plan.text_at("description"))
        .unwrap_or("Care plan");
    let title = sink.take("CarePlan.title", text::without_tag(title))?;
    let goals = plan
        .list_at("goal")
        .iter()
        .filter_map(|element| match lookup.resource(plan, Some(element)) {
            Some(goal) if is_given_up(goal) => None,
            Some(goal) => text::concept(goal.get("description")),
            None => element.text_at("display"),
        })
        .filter_map(|words| sink.take("Goal.description", words))
        .take(MAX_KEPT)
        .collect();
    let needs = plan
        .list_at("addresses")
        .iter()
        .filter_map(|element| lookup.resource(plan, Some(element)))
        .filter(|condition| is_need(condition) && is_current(condition))
        .filter_map(|condition| text::concept(condition.get("code")))
        .filter_map(|words| sink.take("Condition.code", words))
        .take(MAX_KEPT)
        .collect();
    let mut activities: Vec<String> = Vec::new();
    for activity in plan.list_at("activity").iter().take(MAX_KEPT) {
        let words = activity_words(plan, activity, lookup)
            .and_then(|words| sink.take("CarePlan.activity", words));
        activities.extend(words);
    }
    Some(IncomingPlan {
        title,
        status: plan
            .text_at("status")
            .and_then(|status| sink.take("CarePlan.status", status))
            .unwrap_or_default(),
        needs,
        goals,
        activities,
        source: source(plan, lookup).and_then(|name| sink.take("CarePlan.author", &name)),
    })
}

/// Says what an activity is: its own words, or those of the request it refers to.
fn activity_words<'a>(
    plan: &'a Json,
    activity: &'a Json,
    lookup: &'a Lookup<'_>,
) -> Option<&'a str> {
    let refused = ["cancelled", "stopped", "entered-in-error"];
    if let Some(detail) = activity.get("detail") {
        if detail
            .text_at("status")
            .is_some_and(|status| refused.contains(&status))
        {
            return None;
        }
        return text::concept(detail.get("code")).or_else(|| detail.text_at("description"));
    }
    let element = activity.get("reference")?;
    lookup
        .resource(plan, Some(element))
        .and_then(|request| {
            text::concept(request.get("code")).or_else(|| request.text_at("description"))
        })
        .or_else(|| element.text_at("display"))
}

/// Finds the service a plan comes from: its author, else its team's organisation, else where it was made.
fn source(plan: &Json, lookup: &Lookup<'_>) -> Option<String> {
    lookup
        .name(plan, plan.get("author"))
        .or_else(|| {
            plan.list_at("contributor")
                .iter()
                .find_map(|element| lookup.name(plan, Some(element)))
        })
        .or_else(|| {
            plan.list_at("careTeam")
                .iter()
                .filter_map(|element| lookup.resource(plan, Some(element)))
                .flat_map(|team| {
                    team.list_at("managingOrganization")
                        .iter()
                        .map(move |element| (team, element))
                })
                .find_map(|(team, element)| lookup.name(team, Some(element)))
        })
        .or_else(|| {
            let encounter = lookup.resource(plan, plan.get("encounter"))?;
            lookup.name(encounter, encounter.get("serviceProvider"))
        })
        .or_else(|| {
            plan.list_at("activity")
                .iter()
                .filter_map(|activity| activity.get("detail")?.get("location")?.text_at("display"))
                .map(ToOwned::to_owned)
                .next()
        })
}

fn is_given_up(goal: &Json) -> bool {
    goal.text_at("lifecycleStatus").is_some_and(|status| {
        ["completed", "cancelled", "rejected", "entered-in-error"].contains(&status)
    })
}

/// Gathers current goals that no plan refers to, as a plan of their own.
fn goals_without_plan(
    about: &About<'_>,
    lookup: &Lookup<'_>,
    sink: &mut Sink,
) -> Option<IncomingPlan> {
    let referred: HashSet<*const Json> = about
        .plans
        .iter()
        .flat_map(|plan| {
            plan.list_at("goal")
                .iter()
                .filter_map(|element| lookup.resource(plan, Some(element)))
        })
        .map(std::ptr::from_ref)
        .collect();
    let goals: Vec<String> = about
        .goals
        .iter()
        .filter(|goal| !is_given_up(goal) && !referred.contains(&std::ptr::from_ref(**goal)))
        .filter_map(|goal| text::concept(goal.get("description")))
        .filter_map(|words| sink.take("Goal.description", words))
        .take(MAX_KEPT)
        .collect();
    (!goals.is_empty()).then(|| IncomingPlan {
        title: "Goals without a plan".into(),
        status: "active".into(),
        goals,
        ..IncomingPlan::default()
    })
}
