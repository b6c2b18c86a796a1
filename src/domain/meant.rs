//! Whom somebody means who says a first name, what somebody is called, or a place: "Rose", "daughter", "district nurse".
//!
//! What is kept is who it is, by the name under which they stand in the care team; where several could be meant, or one
//! by some of their words alone, nobody is guessed.

use super::find::fold;
use super::person::Name;
use super::team::{Member, Role};

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// One, by their name.
    One(String),
    /// Several could be, by their names, or one who fits no better than by some of their words: "hospital" need not be
    /// Hospital at Home.
    Perhaps(Vec<String>),
    /// Nobody who is known here: it may be somebody else.
    NotKnown,
}

/// How a word stands to somebody, the closer the later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fits {
    /// It is among their words: a family name, "nurse" of a district nurse.
    Within,
    /// It is what they are called, what they are to the person, or their place.
    Called,
    /// It is their name.
    Named,
}

/// Who is meant by a text among the person and those who are in their care team now.
pub fn meant<'a>(text: &str, person: &Name, team: impl IntoIterator<Item = &'a Member>) -> Meant {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Meant::NotKnown;
    }
    let mut found: Vec<(Fits, String)> = Vec::new();
    found.extend(fits_person(&wanted, person).map(|fits| (fits, person.written())));
    // Of somebody in two places both are looked at: she is the daughter and the carer.
    for member in team {
        let Some(fits) = fits_member(&wanted, member) else {
            continue;
        };
        let name = named(member);
        match found.iter_mut().find(|(_, known)| known == name) {
            Some((before, _)) => *before = fits.max(*before),
            None => found.push((fits, name.to_owned())),
        }
    }
    closest(found)
}

/// Whether somebody means themselves, who opened the store with a login and is called by a name: "me", or the login.
pub fn is_oneself(text: &str, login: &str, name: &str) -> bool {
    let wanted = fold(text);
    !wanted.is_empty()
        && (ONESELF.contains(&wanted.as_str()) || wanted == fold(login) || wanted == fold(name))
}

/// What everybody calls themselves.
const ONESELF: [&str; 3] = ["me", "i", "myself"];

/// Who is meant by a text among people of whom the name alone is known: those who open this store.
pub fn meant_of(text: &str, names: &[String]) -> Meant {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Meant::NotKnown;
    }
    let found = names.iter().filter_map(|name| {
        let known = fold(name);
        let fits = if known == wanted {
            Fits::Named
        } else if first_name(&known) == Some(wanted.as_str()) {
            Fits::Called
        } else if is_within(&wanted, &known) {
            Fits::Within
        } else {
            return None;
        };
        Some((fits, name.clone()))
    });
    closest(found.collect())
}

/// Of those who fit, the ones who fit best.
fn closest(mut found: Vec<(Fits, String)>) -> Meant {
    let closest = found.iter().map(|(fits, _)| *fits).max();
    found.retain(|(fits, _)| Some(*fits) == closest);
    match found.as_slice() {
        [] => Meant::NotKnown,
        [(Fits::Called | Fits::Named, name)] => Meant::One(name.clone()),
        _ => Meant::Perhaps(found.into_iter().map(|(_, name)| name).collect()),
    }
}

/// Fewer letters begin too many names, and are words of their own: "me", "us".
const ENOUGH_LETTERS: usize = 3;

/// Who is meant by the beginning of a name, or of a word of it, among those who are offered: "Gra" is Grace Adeyemi.
pub fn begun(text: &str, offered: impl IntoIterator<Item = String>) -> Meant {
    let wanted = without_address(&fold(text));
    let begins = |name: &String| {
        let name = fold(name);
        let mut words = name.match_indices(' ').map(|(at, _)| at + 1);
        let rest = |at: usize| name.get(at..).unwrap_or_default();
        name.starts_with(&wanted) || words.any(|at| rest(at).starts_with(&wanted))
    };
    if wanted.is_empty() {
        return Meant::NotKnown;
    }
    let mut found: Vec<String> = offered.into_iter().filter(begins).collect();
    let is_enough = wanted.chars().count() >= ENOUGH_LETTERS;
    match (found.len(), is_enough) {
        (0, _) => Meant::NotKnown,
        (1, true) => found.pop().map_or(Meant::NotKnown, Meant::One),
        _ => Meant::Perhaps(found),
    }
}

/// A folded name without the forms of address before it, where anything else is said: "mr bha" is looked for as "bha".
fn without_address(folded: &str) -> String {
    let words = folded.split(' ');
    let named: Vec<&str> = words.skip_while(|word| is_form_of_address(word)).collect();
    if named.is_empty() {
        folded.to_owned()
    } else {
        named.join(" ")
    }
}

/// The name of a place in the care team: a service may have a title alone.
pub fn named(member: &Member) -> &str {
    if member.name.trim().is_empty() {
        &member.title
    } else {
        &member.name
    }
}

fn fits_person(wanted: &str, name: &Name) -> Option<Fits> {
    let called = [&name.given, &name.preferred];
    if called.into_iter().any(|known| fold(known) == wanted) {
        Some(Fits::Called)
    } else if name.is_said_by(wanted) {
        Some(Fits::Named)
    } else {
        is_within(wanted, &fold(&name.written())).then_some(Fits::Within)
    }
}

/// Whether every word of a text is among those of another.
fn is_within(wanted: &str, known: &str) -> bool {
    let mut words = wanted.split(' ');
    words.all(|word| known.split(' ').any(|own| own == word))
}

/// The first name of a folded name: "Sister Nell Nettle" is Nell.
fn first_name(name: &str) -> Option<&str> {
    name.split(' ').find(|word| !is_form_of_address(word))
}

/// Whether a folded word stands before names and is none.
pub fn is_form_of_address(word: &str) -> bool {
    FORMS.contains(&word)
}

fn fits_member(wanted: &str, member: &Member) -> Option<Fits> {
    let (name, title) = (fold(&member.name), fold(&member.title));
    if name == wanted {
        return Some(Fits::Named);
    }
    let first = first_name(&name).filter(|_| member.role != Role::Service);
    if title == wanted || first == Some(wanted) || places(member.role).contains(&wanted) {
        return Some(Fits::Called);
    }
    (is_within(wanted, &name) || is_within(wanted, &title)).then_some(Fits::Within)
}

/// Forms of address, which are nobody's first name.
const FORMS: &[&str] = &[
    "dr",
    "doctor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "prof",
    "professor",
    "sister",
    "nurse",
    "matron",
    "rev",
    "sir",
    "dame",
    "aunt",
    "auntie",
    "uncle",
];

/// What the places that one has alone are called.
fn places(role: Role) -> &'static [&'static str] {
    match role {
        Role::Lead => &[
            "lead",
            "clinical lead",
            "lead clinical coordinator",
            "coordinator",
        ],
        Role::Navigator => &[
            "navigator",
            "care navigator",
            "care coordinator",
            "coordinator",
        ],
        Role::NamedGp => &["named gp", "gp", "doctor"],
        Role::Carer => &["carer"],
        Role::Professional | Role::Family | Role::Service => &[],
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{MemberId, PersonId};

    fn member(n: u128, role: Role, name: &str, title: &str) -> Member {
        let from = "2026-01-05".parse().expect("a date");
        Member {
            title: title.to_owned(),
            ..Member::new(
                MemberId(Uuid::from_u128(n)),
                PersonId(Uuid::from_u128(1)),
                role,
                name,
                from,
            )
        }
    }

    #[test]
    fn of_those_who_are_known_by_name_alone_a_first_name_that_one_has_is_enough() {
        let users = ["Beth Hall", "Dr Ruth Osei", "Ruth Abbot", "A. Okafor"].map(str::to_owned);
        let one = |name: &str| Meant::One(name.to_owned());
        for (text, expected) in [
            ("beth", one("Beth Hall")),
            ("BETH HALL", one("Beth Hall")),
            ("a okafor", one("A. Okafor")),
            (
                "Ruth",
                Meant::Perhaps(vec!["Dr Ruth Osei".into(), "Ruth Abbot".into()]),
            ),
            ("Okafor", Meant::Perhaps(vec!["A. Okafor".into()])),
            ("M. Shah", Meant::NotKnown),
            (" ", Meant::NotKnown),
        ] {
            assert_eq!(meant_of(text, &users), expected, "{text}");
        }
    }

    #[test]
    fn who_is_meant_is_found_without_doubt_or_not_at_all() {
        let person = Name {
            family: "Applepip".into(),
            given: "Ada".into(),
            preferred: "Addie".into(),
            ..Name::default()
        };
        let team = [
            member(1, Role::Lead, "Dr Quince", "GP"),
            member(2, Role::NamedGp, "Dr Quince", "GP"),
            member(3, Role::Carer, "Rose Applepip", "daughter"),
            member(4, Role::Family, "Tom Applepip", "son"),
            member(5, Role::Professional, "Nell Nettle", "District nurse"),
            member(6, Role::Professional, "Sister Tom Reed", "Heart nurse"),
            member(7, Role::Service, "", "Night sitters"),
            member(8, Role::Service, "Rose House", "day centre"),
        ];
        let one = |name: &str| Meant::One(name.to_owned());
        let perhaps =
            |names: &[&str]| Meant::Perhaps(names.iter().map(|&one| one.into()).collect());
        for (text, expected) in [
            ("rose", one("Rose Applepip")),
            ("Daughter", one("Rose Applepip")),
            ("carer", one("Rose Applepip")),
            ("district nurse", one("Nell Nettle")),
            ("nettle", perhaps(&["Nell Nettle"])),
            ("gp", one("Dr Quince")),
            ("quince", one("Dr Quince")),
            ("night", perhaps(&["Night sitters"])),
            ("night sitters", one("Night sitters")),
            ("rose house", one("Rose House")),
            ("addie", one("Ada \"Addie\" Applepip")),
            ("Ada Applepip", one("Ada \"Addie\" Applepip")),
            ("tom", perhaps(&["Tom Applepip", "Sister Tom Reed"])),
            ("nurse", perhaps(&["Nell Nettle", "Sister Tom Reed"])),
            (
                "applepip",
                perhaps(&["Ada \"Addie\" Applepip", "Rose Applepip", "Tom Applepip"]),
            ),
            ("the council", Meant::NotKnown),
            ("", Meant::NotKnown),
        ] {
            assert_eq!(meant(text, &person, &team), expected, "{text}");
        }
    }

    #[test]
    fn the_beginning_of_one_name_or_word_is_enough() {
        let names = ["Grace Adeyemi", "Meadow House", "Nell Nettle", "Adam Grey"];
        for (text, expected) in [
            ("Gra", Meant::One("Grace Adeyemi".into())),
            ("grace ade", Meant::One("Grace Adeyemi".into())),
            ("house", Meant::One("Meadow House".into())),
            ("ade", Meant::One("Grace Adeyemi".into())),
            ("ada", Meant::One("Adam Grey".into())),
            ("mr ada", Meant::One("Adam Grey".into())),
            ("Dr", Meant::NotKnown),
            (
                "gr",
                Meant::Perhaps(vec!["Grace Adeyemi".into(), "Adam Grey".into()]),
            ),
            ("me", Meant::Perhaps(vec!["Meadow House".into()])),
            ("race", Meant::NotKnown),
            ("the council", Meant::NotKnown),
            ("", Meant::NotKnown),
        ] {
            assert_eq!(begun(text, names.map(str::to_owned)), expected, "{text}");
        }
    }
}
