//! Who a made-up person is and who is around them: what the braces in the phrases stand for.

use chrono::{Datelike, NaiveDate};

use super::frame::Frame;
use super::random::Dice;
use super::tables::{Community, Theme, parts};
use crate::domain::person::{Gender, Name};
use crate::domain::say;

/// A person and those around them, by name.
pub(super) struct Cast<'f> {
    /// Where their name comes from.
    community: Option<&'f Community>,
    /// The person's name.
    pub(super) name: Name,
    /// Gender.
    pub(super) gender: Gender,
    /// Date of birth.
    pub(super) born_on: NaiveDate,
    /// Age in years.
    pub(super) age: u32,
    /// Language preferred for anything that matters, or empty.
    pub(super) language: &'static str,
    /// Carer and family, the closest first.
    pub(super) close: Vec<Close>,
    /// Name, code and telephone number of the practice.
    pub(super) practice: [&'static str; 3],
    /// The named GP.
    pub(super) gp: &'static str,
    /// Another GP of the practice.
    pub(super) other_gp: &'static str,
    /// Town.
    pub(super) town: &'static str,
    /// Title of a lead who is not the GP; filled in when there is one.
    pub(super) lead_title: &'static str,
}

/// A carer, relative or friend.
pub(super) struct Close {
    /// Given name.
    pub(super) given: String,
    /// Whole name.
    pub(super) name: String,
    /// What they are to the person.
    pub(super) relation: &'static str,
    /// Whether they live in the same house.
    pub(super) lives_in: bool,
}

/// From and to which age, out of a hundred people.
const AGES: &[(u32, (i64, i64))] = &[
    (3, (3, 11)),
    (3, (12, 18)),
    (4, (19, 34)),
    (11, (35, 64)),
    (19, (65, 74)),
    (33, (75, 84)),
    (24, (85, 93)),
    (3, (94, 97)),
];

impl<'f> Cast<'f> {
    /// Draws a person of some age. What they live by is drawn next, those close to them after that.
    pub(super) fn draw(frame: &'f Frame<'_>, dice: &mut Dice) -> Self {
        let (from, to) = dice.weighted(AGES);
        let age = dice.between(from, to);
        let born_on = frame.in_days(-(age * 1461 / 4) - dice.between(2, 364));
        let age = say::age(born_on, frame.today);
        let communities: Vec<(u32, Option<&Community>)> = frame
            .tables
            .communities
            .iter()
            .map(|community| (community.weight, Some(community)))
            .collect();
        let community = dice.weighted(&communities);
        let gender = dice.weighted(&[(57, Gender::Female), (42, Gender::Male), (1, Gender::Other)]);
        let name = person_name(community, gender, born_on, age, dice);
        let language = community
            .filter(|community| !community.language.is_empty() && age >= 62 && dice.chance(55))
            .map_or("", |community| community.language);
        let places = &frame.tables.places;
        let practice = parts(dice.one(places.of("practices")));
        let gps = doctors(frame, practice);
        let at = dice.place(gps.len());
        Self {
            community,
            name,
            gender,
            born_on,
            age,
            language,
            close: Vec::new(),
            practice,
            gp: gps.get(at).copied().unwrap_or_default(),
            other_gp: gps
                .get((at + 1) % gps.len().max(1))
                .copied()
                .unwrap_or_default(),
            town: dice.one(places.of("towns")),
            lead_title: "",
        }
    }

    /// Draws those close to them, fit for the themes: no husband where the person is on their own.
    pub(super) fn surround(&mut self, themes: &[&Theme], dice: &mut Dice) {
        let no_spouse = themes.iter().any(|theme| theme.not_spouse);
        self.close = close(
            &self.name.family,
            self.community,
            self.age,
            self.gender,
            no_spouse,
            dice,
        );
    }

    /// The closest person, if there is anybody.
    pub(super) fn carer(&self) -> Option<&Close> {
        self.close.first()
    }

    /// Whether a phrase can be said of this person: some need a carer.
    pub(super) fn can_say(&self, phrase: &str) -> bool {
        !self.close.is_empty() || !(phrase.contains("{carer}") || phrase.contains("{rel}"))
    }

    /// One of the phrases that can be said of this person; empty when there is none.
    pub(super) fn one<'t>(&self, dice: &mut Dice, phrases: &[&'t str]) -> &'t str {
        for _ in 0..8 {
            let phrase = dice.one(phrases);
            if self.can_say(phrase) {
                return phrase;
            }
        }
        ""
    }

    /// A phrase with its braces filled in, added to a text.
    pub(super) fn tell(&self, text: &mut String, phrase: &str) {
        let mut rest = phrase;
        while let Some((before, tail)) = rest.split_once('{') {
            text.push_str(before);
            let (key, after) = tail.split_once('}').unwrap_or((tail, ""));
            text.push_str(self.meaning(key));
            rest = after;
        }
        text.push_str(rest);
    }

    /// A phrase with its braces filled in.
    pub(super) fn told(&self, phrase: &str) -> String {
        let mut text = String::with_capacity(phrase.len() + 16);
        self.tell(&mut text, phrase);
        text
    }

    fn meaning(&self, key: &str) -> &str {
        let (him, his) = match self.gender {
            Gender::Female => ("her", "her"),
            Gender::Male => ("him", "his"),
            Gender::Other | Gender::Unknown => ("them", "their"),
        };
        match key {
            "name" => self.name.called(),
            "him" => him,
            "his" => his,
            "carer" => self.carer().map_or("", |carer| &carer.given),
            "rel" => self.carer().map_or("", |carer| carer.relation),
            "gp" => self.gp,
            "practice" => self.practice.first().copied().unwrap_or_default(),
            "town" => self.town,
            "title" => self.lead_title,
            _ => "",
        }
    }
}

fn doctors(frame: &Frame<'_>, practice: [&'static str; 3]) -> Vec<&'static str> {
    frame
        .tables
        .places
        .of("doctors")
        .iter()
        .map(|line| parts::<2>(line))
        .filter(|[place, _]| Some(place) == practice.first())
        .map(|[_, name]| name)
        .collect()
}

fn given_names(community: &Community, is_woman: bool, cohort: usize) -> &[&'static str] {
    let lists = if is_woman {
        &community.women
    } else {
        &community.men
    };
    lists
        .iter()
        .take(cohort + 1)
        .rev()
        .find(|list| !list.is_empty())
        .map_or(&[], Vec::as_slice)
}

fn cohort(born: i32) -> usize {
    match born {
        ..1955 => 0,
        1955..1990 => 1,
        _ => 2,
    }
}

fn person_name(
    community: Option<&Community>,
    gender: Gender,
    born_on: NaiveDate,
    age: u32,
    dice: &mut Dice,
) -> Name {
    let is_woman = gender == Gender::Female || (gender == Gender::Other && dice.chance(50));
    let given = community
        .map(|community| dice.one(given_names(community, is_woman, cohort(born_on.year()))))
        .unwrap_or_default();
    let family = community
        .map(|community| dice.one(&community.family))
        .unwrap_or_default();
    let title = match (gender, age) {
        (Gender::Other, 18..) => "Mx",
        (_, ..18) => "",
        (Gender::Male, _) => dice.weighted(&[(94, "Mr"), (3, "Dr"), (2, "Rev"), (1, "Prof")]),
        (_, ..50) => dice.one(&["Ms", "Ms", "Mrs", "Miss"]),
        _ => dice.weighted(&[
            (74, "Mrs"),
            (12, "Miss"),
            (10, "Ms"),
            (3, "Dr"),
            (1, "Sister"),
        ]),
    };
    let short = SHORT
        .iter()
        .find(|(long, _)| *long == given)
        .map_or("", |(_, short)| *short);
    let preferred = if dice.chance(45) { short } else { "" };
    Name {
        title: title.to_owned(),
        given: given.to_owned(),
        family: family.to_owned(),
        preferred: preferred.to_owned(),
    }
}

/// What people with a long name are called at home.
const SHORT: &[(&str, &str)] = &[
    ("Albert", "Bert"),
    ("Archibald", "Archie"),
    ("Babatunde", "Tunde"),
    ("Barbara", "Babs"),
    ("Bernadette", "Bernie"),
    ("Bridget", "Bridie"),
    ("Constance", "Connie"),
    ("Cornelius", "Con"),
    ("Dorothy", "Dot"),
    ("Edwin", "Ted"),
    ("Florence", "Flo"),
    ("Frederick", "Fred"),
    ("Geraldine", "Ger"),
    ("Giuseppina", "Pina"),
    ("Gwendoline", "Gwen"),
    ("Gwyneth", "Gwyn"),
    ("Jayantilal", "Jay"),
    ("Josephine", "Jo"),
    ("Kathleen", "Kath"),
    ("Leonard", "Len"),
    ("Luzviminda", "Luz"),
    ("Margaret", "Maggie"),
    ("Marjorie", "Marge"),
    ("Mohammed Yousaf", "Yousaf"),
    ("Olufemi", "Femi"),
    ("Patricia", "Pat"),
    ("Philomena", "Phil"),
    ("Reginald", "Reg"),
    ("Ronald", "Ron"),
    ("Sivasubramaniam", "Siva"),
    ("Stanisława", "Stasia"),
    ("Surinder Kaur", "Suri"),
    ("Valerie", "Val"),
    ("Walter", "Wally"),
    ("William", "Bill"),
    ("Winifred", "Win"),
    ("Zbigniew", "Zbyszek"),
];

fn close(
    family: &str,
    community: Option<&Community>,
    age: u32,
    gender: Gender,
    no_spouse: bool,
    dice: &mut Dice,
) -> Vec<Close> {
    let count = match age {
        ..18 => dice.one(&[1, 2, 2]),
        18..65 => dice.one(&[0, 1, 1, 2]),
        _ => dice.one(&[0, 1, 1, 1, 2, 2, 3]),
    };
    let mut people: Vec<Close> = Vec::new();
    for nth in 0..count {
        let (mut relation, mut is_woman, years_younger) = relation(age, nth, dice);
        if no_spouse && matches!(relation, "spouse" | "partner") {
            relation = "friend";
        } else if relation == "spouse" {
            is_woman = (gender == Gender::Male) == dice.chance(96);
            relation = if is_woman { "wife" } else { "husband" };
        }
        let spouse = |relation| matches!(relation, "wife" | "husband" | "partner");
        let is_double =
            |one: &Close| one.relation == relation || (spouse(one.relation) && spouse(relation));
        if people.iter().any(is_double) {
            continue;
        }
        // Only the cohort matters, so the year of today does not.
        let born = 2026 - i32::try_from(age).unwrap_or(70) + years_younger;
        let given = community
            .map(|community| dice.one(given_names(community, is_woman, cohort(born))))
            .unwrap_or_default();
        // One name is enough among friends: "Harbhajan Kaur" is Harbhajan.
        let called = given.split(' ').next().unwrap_or(given);
        let elsewhere = matches!(
            relation,
            "friend" | "neighbour" | "sister" | "niece" | "daughter"
        );
        let related = !matches!(relation, "friend" | "neighbour");
        let surname = if elsewhere && dice.chance(if related { 55 } else { 96 }) {
            community.map_or(family, |community| dice.one(&community.family))
        } else {
            family
        };
        people.push(Close {
            given: called.to_owned(),
            name: format!("{given} {surname}"),
            relation,
            lives_in: match relation {
                "wife" | "husband" | "partner" | "mother" | "father" => true,
                "daughter" | "son" => dice.chance(15),
                _ => false,
            },
        });
    }
    people
}

/// What a close person is, whether a woman, and how many years younger.
fn relation(age: u32, nth: usize, dice: &mut Dice) -> (&'static str, bool, i32) {
    match (age, nth) {
        (..18, 0) => dice.one(&[
            ("mother", true, -28),
            ("mother", true, -31),
            ("father", false, -32),
        ]),
        (..18, _) => dice.one(&[("grandmother", true, -58), ("grandfather", false, -60)]),
        (18..30, 0) => ("mother", true, -29),
        (18..65, _) => dice.one(&[
            ("spouse", true, 1),
            ("spouse", true, -2),
            ("partner", false, 0),
            ("sister", true, 3),
            ("friend", true, 0),
            ("brother", false, 4),
        ]),
        (_, 0) => dice.one(&[
            ("daughter", true, 27),
            ("daughter", true, 30),
            ("son", false, 29),
            ("spouse", true, 3),
            ("spouse", true, -2),
            ("niece", true, 25),
            ("neighbour", true, 12),
        ]),
        _ => dice.one(&[
            ("son", false, 31),
            ("granddaughter", true, 52),
            ("friend", true, 2),
            ("sister", true, 4),
            ("daughter", true, 33),
            ("neighbour", false, 20),
        ]),
    }
}
