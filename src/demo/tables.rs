//! The text tables that made-up people are put together from: themes, talk, names and places.
//!
//! The tables are plain text beside the code (`tables/`), so that a phrase can be added without programming; each
//! says in its first lines how it is written. A line that cannot be read is left out, and a test refuses it.

use crate::domain::words::Heading;

/// Everything that stands in the tables.
pub(super) struct Tables {
    /// What lives turn on.
    pub(super) themes: Vec<Theme>,
    /// Where names come from, each community with its weight.
    pub(super) communities: Vec<Community>,
    /// What contacts and plans say whatever the theme.
    pub(super) talk: Sections,
    /// Streets, towns, practices and who works there.
    pub(super) places: Sections,
    /// Appointments and wards.
    pub(super) diary: Sections,
}

/// One thing that a life can turn on, with all that belongs to it.
#[derive(Default)]
pub(super) struct Theme {
    /// Its name, for whoever edits the table.
    pub(super) name: &'static str,
    /// From and to which age it fits.
    pub(super) ages: (u32, u32),
    /// Whether the closest person cannot be a husband or wife.
    pub(super) not_spouse: bool,
    /// How the person lives, where the theme settles it; else empty.
    pub(super) home: &'static str,
    /// Conditions that go with it.
    pub(super) conditions: Vec<&'static str>,
    /// Sentences of the story.
    pub(super) stories: Vec<&'static str>,
    /// Access needs.
    pub(super) access: Vec<&'static str>,
    /// What the person hopes for, with need, goal and action.
    pub(super) hopes: Vec<Hope>,
    /// Sentences under the headings.
    pub(super) says: Vec<(Heading, &'static str)>,
    /// Strengths.
    pub(super) strengths: Vec<&'static str>,
    /// What to watch for and what to do then.
    pub(super) signs: Vec<&'static str>,
    /// Questions to services, with their answers.
    pub(super) asks: Vec<Ask>,
    /// What calls with the person were about.
    pub(super) talk: Vec<&'static str>,
    /// What calls with a carer were about.
    pub(super) kin: Vec<&'static str>,
    /// What calls with services were about: whom, and the gist.
    pub(super) desk: Vec<(&'static str, &'static str)>,
}

/// A sentence in the person's own words, and what was made of it in the plan.
#[derive(Clone, Copy, Default)]
pub(super) struct Hope {
    /// The sentence before the phrase.
    pub(super) before: &'static str,
    /// The phrase that the goal quotes.
    pub(super) quote: &'static str,
    /// The sentence after the phrase.
    pub(super) after: &'static str,
    /// The need behind it.
    pub(super) need: &'static str,
    /// The goal.
    pub(super) goal: &'static str,
    /// Who does the action: "us", or a service.
    pub(super) owner: &'static str,
    /// The action.
    pub(super) action: &'static str,
    /// What came of it.
    pub(super) done: &'static str,
}

impl Hope {
    /// The whole sentence.
    pub(super) fn sentence(&self) -> String {
        [self.before, self.quote, self.after].concat()
    }
}

/// A question to a service, and the answer that came.
#[derive(Clone, Copy, Default)]
pub(super) struct Ask {
    /// Who was asked.
    pub(super) owner: &'static str,
    /// The question.
    pub(super) what: &'static str,
    /// The answer.
    pub(super) answer: &'static str,
}

/// A community: the names its people have.
#[derive(Default)]
pub(super) struct Community {
    /// How many of a hundred or so belong to it.
    pub(super) weight: u32,
    /// The language in which some of its older people prefer to be spoken with, or empty.
    pub(super) language: &'static str,
    /// Women's and girls' given names: born before 1955, before 1990, later.
    pub(super) women: [Vec<&'static str>; 3],
    /// Men's and boys' given names, likewise.
    pub(super) men: [Vec<&'static str>; 3],
    /// Family names.
    pub(super) family: Vec<&'static str>,
}

/// A table in sections, one phrase a line.
pub(super) struct Sections(Vec<(&'static str, Vec<&'static str>)>);

impl Sections {
    /// The phrases of a section; none when there is no such section.
    pub(super) fn of(&self, name: &str) -> &[&'static str] {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(&[], |(_, lines)| lines)
    }
}

/// The parts of a line that are divided by bars; missing ones are empty.
pub(super) fn parts<const N: usize>(line: &'static str) -> [&'static str; N] {
    let mut found = line.split('|');
    std::array::from_fn(|_| found.next().unwrap_or_default())
}

impl Tables {
    /// Reads the tables.
    pub(super) fn read() -> Self {
        let mut refused = Vec::new();
        Self::read_noting(&mut refused)
    }

    /// Reads the tables and notes each line that is not understood.
    fn read_noting(refused: &mut Vec<&'static str>) -> Self {
        let mut themes = Vec::new();
        for text in [
            include_str!("tables/themes-later-life.txt"),
            include_str!("tables/themes-younger.txt"),
        ] {
            read_themes(text, &mut themes, refused);
        }
        Self {
            themes,
            communities: read_communities(include_str!("tables/names.txt"), refused),
            talk: read_sections(include_str!("tables/talk.txt"), refused),
            places: read_sections(include_str!("tables/places.txt"), refused),
            diary: read_sections(include_str!("tables/diary.txt"), refused),
        }
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn read_themes(text: &'static str, themes: &mut Vec<Theme>, refused: &mut Vec<&'static str>) {
    for line in lines(text) {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        if key == "theme" {
            themes.push(Theme {
                name: rest,
                ..Theme::default()
            });
        } else if themes
            .last_mut()
            .and_then(|theme| read_line(theme, key, rest))
            .is_none()
        {
            refused.push(line);
        }
    }
}

/// Takes one line of a theme; `None` when it is not understood.
fn read_line(theme: &mut Theme, key: &str, rest: &'static str) -> Option<()> {
    match key {
        "ages" => {
            let (from, to) = rest.split_once(' ')?;
            theme.ages = (from.parse().ok()?, to.parse().ok()?);
        }
        "not" => theme.not_spouse = (rest == "spouse").then_some(true)?,
        "home" => theme.home = rest,
        "condition" => theme.conditions.push(rest),
        "story" => theme.stories.push(rest),
        "access" => theme.access.push(rest),
        "strength" => theme.strengths.push(rest),
        "sign" => theme.signs.push(rest),
        "talk" => theme.talk.push(rest),
        "kin" => theme.kin.push(rest),
        "desk" => theme.desk.push(rest.split_once(": ")?),
        "hope" => {
            let (before, tail) = rest.split_once('[')?;
            let (quote, after) = tail.split_once(']')?;
            theme.hopes.push(Hope {
                before,
                quote,
                after,
                ..Hope::default()
            });
        }
        "need" => theme.hopes.last_mut()?.need = rest,
        "goal" => theme.hopes.last_mut()?.goal = rest,
        "do" => {
            let (owner, action) = rest.split_once(": ")?;
            let hope = theme.hopes.last_mut()?;
            (hope.owner, hope.action) = (owner, action);
        }
        "done" => theme.hopes.last_mut()?.done = rest,
        "say" => {
            let (heading, sentence) = rest.split_once(' ')?;
            theme.says.push((read_heading(heading)?, sentence));
        }
        "ask" => {
            let (owner, what) = rest.split_once(": ")?;
            theme.asks.push(Ask {
                owner,
                what,
                answer: "",
            });
        }
        "answer" => theme.asks.last_mut()?.answer = rest,
        _ => return None,
    }
    Some(())
}

fn read_heading(key: &str) -> Option<Heading> {
    KEYS.into_iter()
        .find(|(_, known)| *known == key)
        .map(|(heading, _)| heading)
}

/// The key of a heading in the tables, also the name of its section of phrases that go with any theme.
pub(super) fn key_of(heading: Heading) -> &'static str {
    KEYS.into_iter()
        .find(|(known, _)| *known == heading)
        .map_or("", |(_, key)| key)
}

const KEYS: [(Heading, &str); 7] = [
    (Heading::MostImportant, "important"),
    (Heading::People, "people"),
    (Heading::Communication, "communicate"),
    (Heading::Wellness, "wellness"),
    (Heading::DoAndDoNot, "please"),
    (Heading::Support, "support"),
    (Heading::AlsoKnow, "also"),
];

fn read_communities(text: &'static str, refused: &mut Vec<&'static str>) -> Vec<Community> {
    let mut communities: Vec<Community> = Vec::new();
    for line in lines(text) {
        let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
        if key == "community" {
            let mut words = rest.split(' ').skip(1);
            let weight = words.next().and_then(|word| word.parse().ok());
            if weight.is_none() {
                refused.push(line);
            }
            communities.push(Community {
                weight: weight.unwrap_or(0),
                language: words.next().unwrap_or_default(),
                ..Community::default()
            });
            continue;
        }
        let list = communities.last_mut().and_then(|last| match key {
            "women-old" => last.women.get_mut(0),
            "women-mid" => last.women.get_mut(1),
            "women-young" => last.women.get_mut(2),
            "men-old" => last.men.get_mut(0),
            "men-mid" => last.men.get_mut(1),
            "men-young" => last.men.get_mut(2),
            "family" => Some(&mut last.family),
            _ => None,
        });
        match list {
            Some(list) => list.extend(rest.split(", ")),
            None => refused.push(line),
        }
    }
    communities
}

fn read_sections(text: &'static str, refused: &mut Vec<&'static str>) -> Sections {
    let mut sections: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for line in lines(text) {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            sections.push((name, Vec::new()));
        } else if let Some((_, phrases)) = sections.last_mut() {
            phrases.push(line);
        } else {
            refused.push(line);
        }
    }
    Sections(sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_understood() {
        let mut refused = Vec::new();
        let tables = Tables::read_noting(&mut refused);
        assert_eq!(refused, Vec::<&str>::new());
        assert!(tables.themes.len() > 30 && tables.communities.len() > 20);
    }

    #[test]
    fn every_theme_is_whole() {
        for theme in Tables::read().themes {
            let name = theme.name;
            assert!(theme.ages.0 < theme.ages.1, "{name}: ages");
            assert!(
                !theme.conditions.is_empty() && !theme.stories.is_empty(),
                "{name}"
            );
            assert!(
                !theme.strengths.is_empty() && !theme.signs.is_empty(),
                "{name}"
            );
            assert!(!theme.talk.is_empty() && !theme.desk.is_empty(), "{name}");
            assert!(theme.hopes.len() >= 2 && !theme.asks.is_empty(), "{name}");
            for hope in &theme.hopes {
                let texts = [
                    hope.quote,
                    hope.need,
                    hope.goal,
                    hope.owner,
                    hope.action,
                    hope.done,
                ];
                assert!(
                    texts.iter().all(|text| !text.is_empty()),
                    "{name}: {}",
                    hope.quote
                );
            }
            for ask in &theme.asks {
                assert!(
                    ask.what.ends_with('?') && !ask.answer.is_empty(),
                    "{name}: {}",
                    ask.what
                );
            }
        }
    }

    #[test]
    fn every_age_has_its_themes_and_every_community_its_names() {
        let tables = Tables::read();
        for age in 3..=97 {
            let fitting = tables
                .themes
                .iter()
                .filter(|theme| (theme.ages.0..=theme.ages.1).contains(&age));
            assert!(fitting.count() >= 1, "age {age}");
        }
        for community in &tables.communities {
            assert!(!community.family.is_empty() && community.weight > 0);
            assert!(!community.women[0].is_empty() && !community.men[0].is_empty());
        }
    }
}
