//! The record of a made-up person: address, telephone, conditions, why they are here, and their story.

use super::frame::day;
use super::lot::{Lot, Trouble};
use super::sketch::Sketch;
use super::tables::{Theme, parts};
use crate::domain::access::Access;
use crate::domain::group::VulnerableGroup;
use crate::domain::item::Item;
use crate::domain::leaving::{Telling, whom_to_tell};
use crate::domain::person::{
    Address, Identified, Leaving, LocalId, Noted, Person, Phone, PhoneUse, Practice, Status, Tier,
};
use crate::domain::team::Member;
use crate::domain::told::Told;
use crate::domain::triage::Gap;

/// Draws the record.
pub(super) fn draw(sketch: &mut Sketch<'_>) -> Person {
    let outline = sketch.outline;
    let identified = identified(sketch);
    let tier_because = match outline.tier {
        _ if outline.lot == Lot::New && sketch.dice.chance(70) => String::new(),
        Tier::High => sketch.phrase("tier-high"),
        Tier::Medium => sketch.phrase("tier-medium"),
        Tier::Low => sketch.phrase("tier-low"),
    };
    let (told, sharing, access) = (told(sketch), sharing(sketch), access(sketch));
    let person = Person {
        id: sketch.id,
        nhs_number: sketch.nhs_number,
        name: sketch.cast.name.clone(),
        born_on: Some(sketch.cast.born_on),
        gender: sketch.cast.gender,
        ethnicity: String::new(),
        religion: String::new(),
        address: address(sketch),
        phones: phones(sketch),
        email: email(sketch),
        practice: Practice {
            name: sketch.cast.practice[0].to_owned(),
            code: sketch.cast.practice[1].to_owned(),
        },
        local_ids: local_ids(sketch),
        conditions: conditions(sketch),
        groups: Vec::new(),
        notes: if sketch.dice.chance(18) {
            sketch.phrase("notes")
        } else {
            String::new()
        },
        status: status(sketch),
        tier: outline.tier,
        tier_because,
        joined_on: outline.joined_on,
        identified,
        contact_every_days: outline.every,
        self_coordinating: own(sketch),
        story: story(sketch),
        access: access.map(Access::from),
        sharing,
        told_coordinator: told.map(Told::from),
        choosing: None,
    };
    Person {
        groups: groups(&person.conditions),
        ..person
    }
}

fn identified(sketch: &mut Sketch<'_>) -> Identified {
    let section = if sketch.cast.age < 18 {
        "identified-child"
    } else {
        "identified"
    };
    let lines = sketch.section(section);
    let line = sketch.cast.one(&mut sketch.dice, lines);
    let [because, by, file] = parts(line);
    let source = if file.is_empty() {
        String::new()
    } else {
        format!("{file}, row {}", sketch.dice.between(2, 240))
    };
    let by = match (by, sketch.cast.carer()) {
        ("self", _) => "the person".to_owned(),
        ("carer", Some(carer)) => format!("{} ({})", carer.name, carer.relation),
        (by, _) => sketch.cast.told(by),
    };
    Identified {
        because: sketch.cast.told(because),
        by,
        source,
    }
}

fn address(sketch: &mut Sketch<'_>) -> Address {
    let places = &sketch.frame.tables.places;
    let dice = &mut sketch.dice;
    let street = dice.one(places.of("streets"));
    let mut lines = vec![format!("{} {street}", dice.between(1, 148))];
    if dice.chance(28) {
        lines.insert(0, dice.one(places.of("homes")).to_owned());
    }
    lines.push(sketch.cast.town.to_owned());
    let letters: Vec<char> = "ABDEFGHJLNPQRSTUWXY".chars().collect();
    let (first, second) = (dice.one(&letters), dice.one(&letters));
    // ZZ99 is the district of pseudo postcodes: no letter is ever delivered there.
    let postcode = format!("ZZ99 {}{first}{second}", dice.between(4, 9));
    Address {
        lines,
        postcode,
        elsewhere: String::new(),
    }
}

/// A telephone number from the ranges kept free for drama.
pub(super) fn landline(sketch: &mut Sketch<'_>) -> String {
    let number = sketch.dice.between(0, 999);
    if sketch.dice.chance(75) {
        format!("01632 960 {number:03}")
    } else {
        format!("0113 496 {number:04}")
    }
}

/// A mobile number from the range kept free for drama.
pub(super) fn mobile(sketch: &mut Sketch<'_>) -> String {
    format!("07700 900 {:03}", sketch.dice.between(0, 999))
}

fn phones(sketch: &mut Sketch<'_>) -> Vec<Phone> {
    let mut phones = Vec::new();
    let age = sketch.cast.age;
    if age >= 40 || sketch.dice.chance(20) {
        phones.push(Phone {
            usage: PhoneUse::Home,
            number: landline(sketch),
        });
    }
    if age < 70 || sketch.dice.chance(45) {
        let phone = Phone {
            usage: PhoneUse::Mobile,
            number: mobile(sketch),
        };
        // The preferred one comes first; below sixty that is the mobile.
        if age < 60 {
            phones.insert(0, phone);
        } else {
            phones.push(phone);
        }
    }
    phones
}

fn email(sketch: &mut Sketch<'_>) -> String {
    let likely = if sketch.cast.age < 70 { 45 } else { 12 };
    if !sketch.dice.chance(likely) {
        return String::new();
    }
    let plain: String = crate::domain::find::fold(&sketch.cast.name.family)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if plain.is_empty() {
        return String::new();
    }
    format!("{plain}{}@example.org", sketch.dice.between(10, 99))
}

fn local_ids(sketch: &mut Sketch<'_>) -> Vec<LocalId> {
    let mut ids = Vec::new();
    if sketch.dice.chance(70) {
        ids.push(LocalId {
            label: "EMIS".into(),
            value: sketch.dice.between(10_000, 99_999).to_string(),
        });
    }
    if sketch.dice.chance(25) {
        ids.push(LocalId {
            label: "County Hospital".into(),
            value: format!("RX{}", sketch.dice.between(100_000, 999_999)),
        });
    }
    ids
}

/// The groups that follow from what they live with.
fn groups(conditions: &[String]) -> Vec<VulnerableGroup> {
    let drinks = conditions.iter().any(|words| words.starts_with("Alcohol"));
    drinks
        .then_some(VulnerableGroup::SubstanceUse)
        .into_iter()
        .collect()
}

fn conditions(sketch: &mut Sketch<'_>) -> Vec<String> {
    let mut conditions: Vec<String> = Vec::new();
    for theme in &sketch.themes {
        for (nth, alternatives) in theme.conditions.iter().enumerate() {
            // The first is what the theme is about; the others come with it at times.
            if nth > 0 && sketch.dice.chance(55) {
                continue;
            }
            let alternatives: Vec<&str> = alternatives.split(" | ").collect();
            let condition = sketch.dice.one(&alternatives);
            // "Frailty (mild)" beside "Frailty (severe)" would be one too many.
            let kind = condition.split(" (").next().unwrap_or(condition);
            if !conditions.iter().any(|known| known.starts_with(kind)) {
                conditions.push(condition.to_owned());
            }
        }
    }
    conditions
}

/// Some of the steady and lightly followed run things themselves since they joined (R13).
fn own(sketch: &Sketch<'_>) -> Option<Noted> {
    let outline = sketch.outline;
    let does = outline.lot == Lot::Steady && outline.tier == Tier::Low && sketch.cast.age < 75;
    does.then(|| Noted {
        text: "rings when something changes".to_owned(),
        on: outline.joined_on,
        by: sketch.coordinator_on(outline.joined_on).login.clone(),
    })
}

/// Who had to hear that somebody left: in the last fortnight one of them has not yet.
pub(super) fn tell(sketch: &Sketch<'_>, person: &mut Person, team: &[Member], items: &[Item]) {
    let Status::Left { on, tell, .. } = &mut person.status else {
        return;
    };
    *tell = whom_to_tell(team, items, &[], *on, &sketch.coordinator_on(*on).name);
    let fresh = *on > day(sketch.frame.today, -14);
    let told = tell.len() - usize::from(fresh && !tell.is_empty());
    for one in tell.iter_mut().take(told) {
        one.state = Telling::Told { on: *on };
    }
}

fn status(sketch: &mut Sketch<'_>) -> Status {
    let outline = sketch.outline;
    let today = sketch.frame.today;
    match outline.lot {
        Lot::Paused => Status::Paused {
            until: day(today, sketch.dice.between(2, 45)),
            because: sketch.phrase("paused"),
        },
        Lot::Today(Trouble::PauseOver) => Status::Paused {
            until: day(today, -sketch.dice.between(0, 6)),
            because: sketch.phrase("paused"),
        },
        Lot::Left(how) => Status::Left {
            on: outline.left_on.unwrap_or(sketch.frame.yesterday),
            how,
            because: sketch.phrase(match how {
                Leaving::Moved => "left-moved",
                Leaving::Discharged => "left-discharged",
                Leaving::Died => "left-died",
            }),
            tell: Vec::new(),
        },
        _ => Status::Open,
    }
}

fn story(sketch: &mut Sketch<'_>) -> Option<Noted> {
    if sketch.outline.lot == Lot::New && sketch.dice.chance(60) {
        return None;
    }
    let settled = sketch
        .themes
        .iter()
        .map(|theme| theme.home)
        .find(|home| !home.is_empty());
    let home = match sketch.cast.carer() {
        _ if settled.is_some() => settled.unwrap_or_default().to_owned(),
        Some(carer) if carer.lives_in => {
            format!("Lives with {} ({}).", carer.given, carer.relation)
        }
        Some(carer) => sketch
            .dice
            .one(&[
                "Lives alone; {carer} ({rel}) comes most days.",
                "Lives alone; {carer} ({rel}) is near.",
                "Sheltered flat with a warden; {carer} ({rel}) visits at weekends.",
                "On {his} own since last year; {carer} ({rel}) does the forms and the shopping.",
            ])
            .replace("{carer}", &carer.given)
            .replace("{rel}", carer.relation),
        None => sketch
            .dice
            .one(&[
                "Lives alone, no family near.",
                "Lives alone; neighbours look in.",
                "Sheltered flat with a warden.",
            ])
            .to_owned(),
    };
    let mut text = sketch.cast.told(&home);
    let themes = sketch.themes.clone();
    for theme in themes {
        let sentence = sketch.cast.one(&mut sketch.dice, &theme.stories);
        if !sentence.is_empty() && !text.contains(sentence) {
            text.push(' ');
            sketch.cast.tell(&mut text, sentence);
        }
    }
    noted(sketch, text)
}

/// A text noted on some past day by whoever coordinated then; nothing for somebody who joined this very day.
fn noted(sketch: &mut Sketch<'_>, text: String) -> Option<Noted> {
    let joined = sketch.outline.joined_on;
    if joined > sketch.frame.yesterday {
        return None;
    }
    let low = day(sketch.outline.last_day(sketch.frame), -150);
    let high = sketch.outline.last_day(sketch.frame);
    let on = sketch.past_day(low, high);
    Some(Noted {
        text,
        on,
        by: sketch.coordinator_on(on).login.clone(),
    })
}

fn told(sketch: &mut Sketch<'_>) -> Option<Noted> {
    if sketch.lacks(Gap::ToldCoordinator) {
        return None;
    }
    let text = sketch.phrase("told");
    noted(sketch, text)
}

fn sharing(sketch: &mut Sketch<'_>) -> Option<Noted> {
    if sketch.lacks(Gap::Sharing) {
        return None;
    }
    let text = sketch.phrase("sharing");
    noted(sketch, text)
}

fn access(sketch: &mut Sketch<'_>) -> Option<Noted> {
    if sketch.lacks(Gap::Access) {
        return None;
    }
    let mut needs = Vec::new();
    if !sketch.cast.language.is_empty() {
        needs.push(format!("{} interpreter for clinics", sketch.cast.language));
    }
    let from_theme = sketch.of_theme(access_of);
    if !from_theme.is_empty() {
        needs.push(from_theme);
    }
    // Empty: asked, and nothing is needed.
    noted(sketch, needs.join(". "))
}

fn access_of(theme: &Theme) -> &[&'static str] {
    &theme.access
}
