//! The care team of a made-up person, with those who were there before.

use chrono::NaiveDate;

use super::frame::day;
use super::lot::{Lot, Trouble};
use super::person::{landline, mobile};
use super::sketch::Sketch;
use super::tables::parts;
use crate::domain::id::MemberId;
use crate::domain::team::{Member, Reach, Role};
use crate::domain::triage::Gap;
use crate::domain::variation::{Approval, Lasts, Variation};

/// Draws the team.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Vec<Member> {
    let mut team = Vec::new();
    lead(sketch, &mut team);
    navigator(sketch, &mut team);
    named_gp(sketch, &mut team);
    if sketch.outline.lot != Lot::New || sketch.dice.chance(30) {
        professionals(sketch, &mut team);
        services(sketch, &mut team);
    }
    close(sketch, &mut team);
    if sketch.lacks(Gap::OutOfHours) {
        for member in &mut team {
            member.reach = Reach::InHours;
        }
    } else {
        out_of_hours(sketch, &mut team);
    }
    if let Some(left) = sketch.outline.left_on {
        for member in &mut team {
            let stays = member.role == Role::NamedGp || member.role.is_personal();
            if !stays && member.until_on.is_none() {
                member.until_on = Some(left);
            }
        }
    }
    team
}

fn member(sketch: &mut Sketch<'_>, role: Role, name: &str, from_on: NaiveDate) -> Member {
    let id = MemberId(sketch.id_on(from_on));
    Member {
        reach: Reach::InHours,
        ..Member::new(id, sketch.id, role, name, from_on)
    }
}

/// Whoever leads: mostly the named GP, at times the matron, the hospice or a specialist (R16).
fn lead(sketch: &mut Sketch<'_>, team: &mut Vec<Member>) {
    if sketch.lacks(Gap::Lead) {
        return;
    }
    let gp = sketch.cast.gp;
    let section = other_lead(sketch);
    let lines = sketch.frame.tables.places.of(section);
    let fitting: Vec<&'static str> = lines
        .iter()
        .copied()
        .filter(|line| {
            let [_, _, _, theme] = parts(line);
            sketch.lives_by(theme)
        })
        .collect();
    let [name, title, organisation] = if section.is_empty() {
        [gp, "GP", sketch.cast.practice[0]]
    } else {
        parts(sketch.dice.one(&fitting))
    };
    let mut from_on = sketch.outline.joined_on;
    let settled = (sketch.outline.last_day(sketch.frame) - from_on).num_days();
    if settled > 90 && sketch.dice.chance(if section.is_empty() { 8 } else { 60 }) {
        // Before, a GP led: the named one, or a colleague who handed over.
        let until = day(from_on, sketch.dice.between(25, settled - 20));
        let name = if section.is_empty() {
            sketch.cast.other_gp
        } else {
            gp
        };
        let mut past = member(sketch, Role::Lead, name, from_on);
        "GP".clone_into(&mut past.title);
        sketch.cast.practice[0].clone_into(&mut past.organisation);
        past.until_on = Some(until);
        if section.is_empty() {
            past.variation = Some(Variation {
                lasts: Lasts::Temporary {
                    until_on: past.until_on,
                },
                approved: Some(Approval {
                    on: past.from_on,
                    how: "by telephone".to_owned(),
                }),
                ..Variation::because(&format!("Covered for {gp} on leave"))
            });
        }
        team.push(past);
        from_on = day(until, 1);
    }
    sketch.cast.lead_title = title;
    let mut lead = member(sketch, Role::Lead, name, from_on);
    title.clone_into(&mut lead.title);
    organisation.clone_into(&mut lead.organisation);
    "leads the care, signs off changes".clone_into(&mut lead.does);
    lead.phone = if section.is_empty() {
        sketch.cast.practice[2].to_owned()
    } else {
        landline(sketch)
    };
    if !section.is_empty() && !sketch.lacks(Gap::Variation) {
        lead.variation = Some(agreed(sketch, from_on));
    }
    name.clone_into(&mut sketch.lead);
    team.push(lead);
}

/// Why another leads, for how long, agreed when, and what the GP keeps: the four parts of a phrase.
fn agreed(sketch: &mut Sketch<'_>, from_on: NaiveDate) -> Variation {
    let phrase = sketch.phrase("variation");
    let mut parts = phrase.split('|');
    let [because, how, lasts, gp_part] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    Variation {
        lasts: match lasts {
            "permanent" => Lasts::Permanent,
            _ => Lasts::Temporary { until_on: None },
        },
        approved: Some(Approval {
            on: from_on,
            how: how.to_owned(),
        }),
        gp_part: gp_part.to_owned(),
        ..Variation::because(because)
    }
}

/// The section of leads who are not the GP, or nothing.
fn other_lead(sketch: &mut Sketch<'_>) -> &'static str {
    let dying = sketch
        .themes
        .iter()
        .any(|theme| theme.name == "the last stretch");
    // A variation cannot be missing where there is none.
    let must_vary = sketch.outline.lot == Lot::Today(Trouble::Variation);
    let likely = if must_vary {
        100
    } else if dying {
        75
    } else {
        22
    };
    if !sketch.dice.chance(likely) {
        ""
    } else if sketch.cast.age < 18 {
        "children"
    } else if dying || sketch.dice.chance(12) {
        "hospices"
    } else {
        "matrons"
    }
}

fn navigator(sketch: &mut Sketch<'_>, team: &mut Vec<Member>) {
    let mut from_on = sketch.outline.joined_on;
    if let Some((before, until)) = sketch.before.clone() {
        let mut past = member(sketch, Role::Navigator, &before.name, from_on);
        before.phone.clone_into(&mut past.phone);
        past.until_on = Some(until);
        team.push(past);
        from_on = day(until, 1);
    }
    let coordinator = sketch.coordinator.clone();
    let mut now = member(sketch, Role::Navigator, &coordinator.name, from_on);
    "care coordinator".clone_into(&mut now.title);
    coordinator.phone.clone_into(&mut now.phone);
    "first point of contact for anything".clone_into(&mut now.does);
    team.push(now);
}

fn named_gp(sketch: &mut Sketch<'_>, team: &mut Vec<Member>) {
    let [practice, _, phone] = sketch.cast.practice;
    let mut from_on = day(sketch.outline.joined_on, -sketch.dice.between(0, 2500));
    if sketch.dice.chance(7) && from_on < day(sketch.outline.joined_on, -400) {
        let until = day(from_on, sketch.dice.between(200, 380));
        let name = sketch.cast.other_gp;
        let mut past = member(sketch, Role::NamedGp, name, from_on);
        "retired".clone_into(&mut past.does);
        practice.clone_into(&mut past.organisation);
        past.until_on = Some(until);
        team.push(past);
        from_on = day(until, 1);
    }
    let name = sketch.cast.gp;
    let mut gp = member(sketch, Role::NamedGp, name, from_on);
    "GP".clone_into(&mut gp.title);
    practice.clone_into(&mut gp.organisation);
    phone.clone_into(&mut gp.phone);
    team.push(gp);
}

fn professionals(sketch: &mut Sketch<'_>, team: &mut Vec<Member>) {
    let lines = sketch.frame.tables.places.of("professionals");
    let count = sketch.dice.one(&[0, 1, 1, 2, 3]);
    for line in sketch.dice.some(lines, count) {
        let [name, title, organisation, does, ring_for, theme] = parts(line);
        if !sketch.lives_by(theme) {
            continue;
        }
        let from_on = since(sketch);
        let mut one = member(sketch, Role::Professional, name, from_on);
        title.clone_into(&mut one.title);
        organisation.clone_into(&mut one.organisation);
        does.clone_into(&mut one.does);
        ring_for.clone_into(&mut one.ring_for);
        one.phone = landline(sketch);
        if sketch.dice.chance(35) {
            let surname = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
            one.email = format!("{surname}@example.org");
        }
        if sketch.dice.chance(10) {
            one.until_on = Some(sketch.past_day(from_on, sketch.frame.yesterday));
        }
        team.push(one);
    }
}

fn services(sketch: &mut Sketch<'_>, team: &mut Vec<Member>) {
    let lines = sketch.frame.tables.places.of("services");
    let count = sketch.dice.one(&[0, 1, 1, 2]);
    for line in sketch.dice.some(lines, count) {
        let [name, organisation, does, ring_for, phone, reach, theme] = parts(line);
        let for_the_old = !matches!(name, "Community nurses" | "Mill Lane Pharmacy");
        if !sketch.lives_by(theme) || (for_the_old && sketch.cast.age < 50) {
            continue;
        }
        let from_on = since(sketch);
        let mut one = member(sketch, Role::Service, name, from_on);
        organisation.clone_into(&mut one.organisation);
        does.clone_into(&mut one.does);
        ring_for.clone_into(&mut one.ring_for);
        phone.clone_into(&mut one.phone);
        one.reach = match reach {
            "out" => Reach::OutOfHours,
            "always" => Reach::Always,
            _ => Reach::InHours,
        };
        team.push(one);
    }
}

/// A day from joining on; most are there from the beginning.
fn since(sketch: &mut Sketch<'_>) -> NaiveDate {
    let joined = sketch.outline.joined_on;
    if sketch.dice.chance(55) {
        joined
    } else {
        sketch.past_day(joined, sketch.frame.yesterday)
    }
}

/// What carers and family may be told, as the person decided (R93).
const MAY_BE_TOLD: &[&str] = &[
    "may be told all",
    "may be told all",
    "may be told all, in writing too",
    "appointments and tablets; not money",
    "appointments only",
    "health, not family matters",
    "everything but the diagnosis",
    "only if something happens",
];

/// What carers do, and what family and friends do.
const CARERS_DO: &[&str] = &[
    "shopping, letters and lifts",
    "meals and tablets",
    "washing, dressing, nights",
];
const FAMILIES_DO: &[&str] = &[
    "visits on Sundays",
    "rings most days",
    "letters and forms",
    "",
];

fn close(sketch: &mut Sketch<'_>, team: &mut Vec<Member>) {
    for nth in 0..sketch.cast.close.len() {
        let Some((name, relation, lives_in)) = sketch
            .cast
            .close
            .get(nth)
            .map(|one| (one.name.clone(), one.relation, one.lives_in))
        else {
            continue;
        };
        let cares = nth == 0 && (lives_in || sketch.dice.chance(65));
        let role = if cares { Role::Carer } else { Role::Family };
        let from_on = sketch.outline.joined_on;
        let mut one = member(sketch, role, &name, from_on);
        relation.clone_into(&mut one.title);
        let tasks = if cares { CARERS_DO } else { FAMILIES_DO };
        sketch.dice.one(tasks).clone_into(&mut one.does);
        if sketch.cast.age < 18 && nth == 0 {
            "looks after everything".clone_into(&mut one.does);
        }
        one.phone = mobile(sketch);
        one.reach = if sketch.dice.chance(75) {
            Reach::Always
        } else {
            Reach::OutOfHours
        };
        one.may_be_told = if sketch.cast.age < 16 {
            "everything".to_owned()
        } else {
            sketch.dice.one(MAY_BE_TOLD).to_owned()
        };
        team.push(one);
    }
}

/// Somebody to ring when the practice is shut (R21).
fn out_of_hours(sketch: &mut Sketch<'_>, team: &mut Vec<Member>) {
    let reachable =
        |member: &Member| member.reach.covers(false) == Some(true) && member.until_on.is_none();
    if !team.iter().any(reachable) || sketch.dice.chance(70) {
        let from_on = sketch.outline.joined_on;
        let mut one = member(sketch, Role::Service, "NHS 111", from_on);
        "urgent help that is not an emergency".clone_into(&mut one.does);
        "urgent medical help".clone_into(&mut one.ring_for);
        "111".clone_into(&mut one.phone);
        one.reach = Reach::OutOfHours;
        team.push(one);
    }
}
