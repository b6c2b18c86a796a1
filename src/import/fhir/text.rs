//! Words in FHIR elements: coded concepts, people's names, contact points; and where problems with them are gathered.

use crate::import::names;
use crate::import::proposal::Problem;
use crate::import::visible::{forbidden, tidy, visible};

use crate::import::json::Json;

/// The longest text that is brought in, in characters.
const MAX_TEXT: usize = 10_000;

/// The most problems told of one person.
const MAX_PROBLEMS: usize = 5;

/// Gathers what is wrong, and worth a look, in one Patient and all that is about them.
pub struct Sink {
    entry: usize,
    bad: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Sink {
    /// Starts for the Patient in an entry.
    pub fn new(entry: usize) -> Self {
        Self {
            entry,
            bad: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Refuses the person.
    pub fn refuse(&mut self, element: &str, value: &str, reason: &str, remedy: &str) {
        if self.bad.len() < MAX_PROBLEMS {
            self.bad.push(Problem::of_entry(
                self.entry, element, value, reason, remedy,
            ));
        }
    }

    /// Warns of something.
    pub fn warn(&mut self, element: &str, value: &str, reason: &str, remedy: &str) {
        if self.warnings.len() < MAX_PROBLEMS {
            self.warnings.push(Problem::of_entry(
                self.entry, element, value, reason, remedy,
            ));
        }
    }

    /// Takes a text in tidied; one with control characters or without end refuses the person.
    pub fn take(&mut self, element: &str, text: &str) -> Option<String> {
        if let Some(found) = forbidden(text) {
            let reason = format!(
                "The text holds a control character ({})",
                visible(found.encode_utf8(&mut [0; 4]))
            );
            self.refuse(
                element,
                text,
                &reason,
                "Ask the sender for a corrected bundle.",
            );
            return None;
        }
        if text.len() > MAX_TEXT && text.chars().nth(MAX_TEXT).is_some() {
            self.refuse(
                element,
                text,
                "The text is longer than 10,000 characters",
                "Ask the sender for a corrected bundle.",
            );
            return None;
        }
        Some(tidy(text).into_owned()).filter(|tidied| !tidied.is_empty())
    }

    /// Gives what was gathered: what refuses the person, and what deserves a look.
    pub fn into_problems(self) -> (Vec<Problem>, Vec<Problem>) {
        (self.bad, self.warnings)
    }
}

/// SNOMED CT semantic tags, which mean nothing to a reader.
const TAGS: [&str; 16] = [
    "disorder",
    "finding",
    "procedure",
    "situation",
    "occupation",
    "person",
    "qualifier value",
    "regime/therapy",
    "record artifact",
    "record artefact",
    "physical object",
    "observable entity",
    "environment",
    "event",
    "morphologic abnormality",
    "social concept",
];

/// Gives a coded concept in words: its text, else a display, else a bare code.
pub fn concept(concept: Option<&Json>) -> Option<&str> {
    let concept = concept?;
    concept_words(concept).or_else(|| {
        concept
            .list_at("coding")
            .iter()
            .find_map(|coding| coding.text_at("code"))
    })
}

/// Gives a coded concept in words, or nothing when it has only codes.
pub fn concept_words(concept: &Json) -> Option<&str> {
    concept
        .text_at("text")
        .or_else(|| {
            concept
                .list_at("coding")
                .iter()
                .find_map(|coding| coding.text_at("display"))
        })
        .map(without_tag)
}

/// Takes a SNOMED CT semantic tag off a term: "Bronchitis (disorder)".
pub fn without_tag(term: &str) -> &str {
    term.trim()
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("))
        .filter(|(_, tag)| TAGS.contains(tag))
        .map_or(term, |(words, _)| words)
}

/// Says whether a coded status is one of these codes.
pub fn has_code(concept: Option<&Json>, codes: &[&str]) -> bool {
    concept.is_some_and(|concept| {
        concept.list_at("coding").iter().any(|coding| {
            coding
                .text_at("code")
                .is_some_and(|code| codes.contains(&code))
        })
    })
}

/// Joins the texts of a list: given names, prefixes.
pub fn joined(element: &Json, member: &str) -> String {
    let parts: Vec<&str> = match element.get(member) {
        Some(Json::List(parts)) => parts.iter().filter_map(Json::text).collect(),
        Some(Json::Text(one)) => vec![one],
        _ => Vec::new(),
    };
    parts.join(" ")
}

/// Chooses the name that is in use now, of several.
pub fn current_name(names: &[Json]) -> Option<&Json> {
    let rank = |name: &&Json| match name.text_at("use") {
        Some("official") => 0,
        Some("usual") => 1,
        None => 2,
        Some("temp") => 3,
        Some("nickname" | "anonymous") => 4,
        Some(_) => 5,
    };
    names.iter().min_by_key(rank)
}

/// Writes the name of a practitioner or relative as it is said: "Dr June Kassulke".
pub fn spoken_name(names: &[Json]) -> Option<String> {
    let name = current_name(names)?;
    let title = joined(name, "prefix");
    let title = names::title(&title).map_or_else(|| tidy(&title).into_owned(), ToOwned::to_owned);
    let given = names::given_case(&joined(name, "given"));
    let family = names::ordinary_case(name.text_at("family").unwrap_or_default());
    let said = tidy(&[title, given, family].join(" ")).into_owned();
    if said.is_empty() {
        return name.text_at("text").map(|text| tidy(text).into_owned());
    }
    Some(said)
}

/// Finds the first contact point of a kind ("phone", "email") that is not out of use.
pub fn contact_point<'a>(resource: &'a Json, kind: &str) -> Option<&'a str> {
    resource
        .list_at("telecom")
        .iter()
        .filter(|point| {
            point.text_at("system") == Some(kind) && point.text_at("use") != Some("old")
        })
        .find_map(|point| point.text_at("value"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn semantic_tags_come_off_and_other_brackets_stay() {
        for (term, words) in [
            ("Acute bronchitis (disorder)", "Acute bronchitis"),
            ("Isolation nursing (regime/therapy)", "Isolation nursing"),
            ("Diabetes (type 2)", "Diabetes (type 2)"),
            ("Hypertension", "Hypertension"),
            ("(disorder)", "(disorder)"),
        ] {
            assert_eq!(without_tag(term), words);
        }
    }

    #[test]
    fn a_sink_refuses_escapes_and_tells_a_few() {
        let mut sink = Sink::new(3);
        assert_eq!(
            sink.take("Patient.name", " Anne  Marie "),
            Some("Anne Marie".into())
        );
        for _ in 0..9 {
            assert_eq!(sink.take("Patient.name", "A\u{1B}[2J"), None);
        }
        let (bad, _) = sink.into_problems();
        assert_eq!(bad.len(), MAX_PROBLEMS);
        assert_eq!((bad[0].row, bad[0].value.as_str()), (3, "A␛[2J"));
    }
}
