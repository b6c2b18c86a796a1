//! Takes names apart as lists write them, and gives names in capitals ordinary capitals.
//!
//! What belongs to a name is never thrown away: a part that cannot be placed stays with the given names.

use super::visible::tidy;

/// The most letters of one part of a name: nobody's are as many, and a cell with more holds something else.
pub const LONGEST: usize = 200;

/// A name in its parts; empty where the list gives none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// Title, such as "Mrs".
    pub title: String,
    /// First and middle names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Name in brackets or quotation marks that is no title.
    pub preferred: String,
}

/// Titles as they are written, without a full stop.
const TITLES: [&str; 25] = [
    "Mr",
    "Mrs",
    "Miss",
    "Ms",
    "Mx",
    "Master",
    "Dr",
    "Prof",
    "Professor",
    "Rev",
    "Revd",
    "Reverend",
    "Sir",
    "Dame",
    "Lord",
    "Lady",
    "Fr",
    "Father",
    "Sister",
    "Sr",
    "Rabbi",
    "Imam",
    "Capt",
    "Col",
    "Cllr",
];

/// Words that belong to the family name that follows them.
const PARTICLES: [&str; 24] = [
    "van", "von", "der", "den", "de", "la", "le", "du", "da", "dos", "das", "di", "del", "della",
    "al", "el", "bin", "ibn", "bint", "ter", "ten", "st", "ó", "ní",
];

/// Says whether a word is a title, and gives its ordinary form.
pub fn title(word: &str) -> Option<&'static str> {
    let bare = word.trim().trim_end_matches('.');
    TITLES
        .into_iter()
        .find(|title| title.eq_ignore_ascii_case(bare))
}

/// Takes a whole name apart: "SURNAME, First (Title)", "Mrs First Surname", "SURNAME First".
pub fn parse(text: &str) -> PersonName {
    let mut name = PersonName::default();
    let plain = take_asides(&tidy(text), &mut name);
    if let Some((family, rest)) = plain.split_once(',') {
        name.family = ordinary_case(family.trim());
        let rest = rest.replace(',', " ");
        let given = take_titles(rest.split_whitespace().collect(), &mut name);
        name.given = given_case(&given.join(" "));
        return name;
    }
    let words = take_titles(plain.split_whitespace().collect(), &mut name);
    let (given, family) = part(&words);
    name.given = given_case(&given.join(" "));
    name.family = ordinary_case(&family.join(" "));
    name
}

/// Takes out what stands in brackets or double quotation marks: a title, or else the name the person is called by.
fn take_asides(text: &str, name: &mut PersonName) -> String {
    let mut plain = String::new();
    let mut aside: Option<String> = None;
    for c in text.chars() {
        match (c, aside.take()) {
            ('(' | '"' | '“', None) => aside = Some(String::new()),
            (')' | '"' | '”', Some(inner)) => {
                if let Some(title) = title(&inner) {
                    title.clone_into(&mut name.title);
                } else if !inner.trim().is_empty() {
                    name.preferred = tidy(&inner).into_owned();
                }
            }
            (_, Some(mut inner)) => {
                inner.push(c);
                aside = Some(inner);
            }
            (_, None) => plain.push(c),
        }
    }
    // An aside that is never closed stays part of the name.
    plain.push_str(&aside.unwrap_or_default());
    tidy(&plain).into_owned()
}

fn take_titles<'a>(mut words: Vec<&'a str>, name: &mut PersonName) -> Vec<&'a str> {
    while words.len() > 1 {
        let Some(found) = words.first().and_then(|word| title(word)) else {
            break;
        };
        if name.title.is_empty() {
            found.clone_into(&mut name.title);
        }
        words.remove(0);
    }
    if words.len() > 1
        && name.title.is_empty()
        && let Some(found) = words.last().and_then(|word| title(word))
    {
        found.clone_into(&mut name.title);
        words.pop();
    }
    words
}

/// Parts words into given and family names. A run of capitals at either end is the family name; otherwise the last
/// word is, with the particles before it.
fn part<'a, 'b>(words: &'b [&'a str]) -> (&'b [&'a str], &'b [&'a str]) {
    let capitals =
        |word: &&&str| is_capitals(word) && word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let leading = words.iter().take_while(capitals).count();
    if leading > 0 && leading < words.len() {
        let (family, given) = words.split_at(leading);
        return (given, family);
    }
    let trailing = words.iter().rev().take_while(capitals).count();
    if trailing > 0 && trailing < words.len() {
        return words.split_at(words.len() - trailing);
    }
    let mut split = words.len().saturating_sub(1);
    while split > 1
        && words
            .get(split - 1)
            .is_some_and(|word| PARTICLES.contains(&word.to_lowercase().as_str()))
    {
        split -= 1;
    }
    words.split_at(split)
}

/// Says whether a text has letters and none of them is small.
pub fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Gives a name that is all capitals ordinary ones (`O'CONNOR` to `O'Connor`); any other
/// name stays as it is.
pub fn ordinary_case(name: &str) -> String {
    let name = tidy(name);
    if !is_capitals(&name) || name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return name.into_owned();
    }
    name.split(' ').map(word_case).collect::<Vec<_>>().join(" ")
}

/// Does as `ordinary_case` for given names, where two capitals are more likely initials.
pub fn given_case(name: &str) -> String {
    let name = tidy(name);
    if !is_capitals(&name) {
        return name.into_owned();
    }
    let word = |word: &str| {
        if word.chars().count() > 2 {
            word_case(word)
        } else {
            word.to_owned()
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn word_case(word: &str) -> String {
    if matches!(word, "II" | "III" | "IV") {
        return word.to_owned();
    }
    let chars: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for (at, &c) in chars.iter().enumerate() {
        if start {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        let left = chars.len() - at - 1;
        start = match c {
            '-' | '‐' | '‑' | '.' | '/' => true,
            // "O'Connor" and "D'Arcy", but "Sa'ad".
            '\'' | '’' | '‘' | '`' => at == 1 || left > 2,
            // "McAllister"; the M must begin a word.
            'C' => {
                left > 1
                    && at >= 1
                    && chars.get(at - 1) == Some(&'M')
                    && (at == 1
                        || chars
                            .get(at - 2)
                            .is_some_and(|before| !before.is_alphabetic()))
            }
            _ => !c.is_alphanumeric() && start,
        };
    }
    out
}

/// Writes a clinician's name as it is said: "SAMPLE, Pat (Dr)" becomes "Dr Pat Sample".
pub fn clinician(text: &str) -> String {
    let name = parse(text);
    [name.title, name.given, name.family]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals_become_ordinary() {
        for (from, to) in [
            ("BAKER", "Baker"),
            ("MCALLISTER", "McAllister"),
            ("MACDONALD", "Macdonald"),
            ("O'CONNOR", "O'Connor"),
            ("D’ARCY", "D’Arcy"),
            ("SA'AD", "Sa'ad"),
            ("DE LA TOUR", "De La Tour"),
            ("Ó SÚILLEABHÁIN", "Ó Súilleabháin"),
            ("ST.JOHN", "St.John"),
            ("SMITH-JONES", "Smith-Jones"),
            ("SØRENSEN", "Sørensen"),
            ("MC", "Mc"),
            ("NG", "Ng"),
            ("ACMCX", "Acmcx"),
            ("SMITH-MCKAY", "Smith-McKay"),
            ("HENRY III", "Henry III"),
            ("van der Berg", "van der Berg"),
            ("MacDonald", "MacDonald"),
            ("BRÂNZ?", "Brânz?"),
            ("Frankie174", "Frankie174"),
            ("", ""),
        ] {
            assert_eq!(ordinary_case(from), to);
        }
        for (from, to) in [
            ("AHMED", "Ahmed"),
            ("JJ", "JJ"),
            ("ANNE-MARIE", "Anne-Marie"),
            ("José", "José"),
        ] {
            assert_eq!(given_case(from), to);
        }
    }

    #[test]
    fn whole_names_come_apart() {
        for (text, title, given, family, preferred) in [
            ("BELLWEATHER, Rhys (Rev)", "Rev", "Rhys", "Bellweather", ""),
            (
                "Ó SÚILLEABHÁIN, José (Rev)",
                "Rev",
                "José",
                "Ó Súilleabháin",
                "",
            ),
            (
                "VAN DER BERG, Anne Marie",
                "",
                "Anne Marie",
                "Van Der Berg",
                "",
            ),
            ("Smith, Mrs Joan", "Mrs", "Joan", "Smith", ""),
            ("SMITH, William (Bill)", "", "William", "Smith", "Bill"),
            ("Mrs Margaret Ellis", "Mrs", "Margaret", "Ellis", ""),
            ("MR JOHN SMITH", "Mr", "John", "Smith", ""),
            ("Jan van der Berg", "", "Jan", "van der Berg", ""),
            ("John SMITH", "", "John", "Smith", ""),
            ("DE LA TOUR Rhys", "", "Rhys", "De La Tour", ""),
            ("William \"Bill\" Smith", "", "William", "Smith", "Bill"),
            ("Prince", "", "", "Prince", ""),
            ("J SMITH", "", "J", "Smith", ""),
            ("", "", "", "", ""),
            (",", "", "", "", ""),
        ] {
            let name = parse(text);
            let expected = PersonName {
                title: title.into(),
                given: given.into(),
                family: family.into(),
                preferred: preferred.into(),
            };
            assert_eq!(name, expected, "{text}");
        }
    }

    #[test]
    fn clinicians_are_written_as_said() {
        for (from, to) in [
            ("SAMPLE, Pat (Dr)", "Dr Pat Sample"),
            ("O'TEST, Niamh (Dr)", "Dr Niamh O'Test"),
            ("Exemplar", "Exemplar"),
            ("Dr R Exemplar", "Dr R Exemplar"),
            ("", ""),
        ] {
            assert_eq!(clinician(from), to);
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[A-Za-zé ,()'\"-]{0,40}") {
            let letters = |s: &str| {
                let mut all: Vec<char> = s.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
                all.sort_unstable();
                all
            };
            let name = parse(&text);
            let parts = [name.given, name.family, name.preferred, name.title].concat();
            // Only a title or an aside that stands twice may be dropped.
            let asides = text.matches(['(', '"']).count();
            if asides <= 1 && !text.split_whitespace().any(|word| title(word.trim_matches(['(', ')', '"', ','])).is_some()) {
                prop_assert_eq!(letters(&parts), letters(&text));
            }
        }
    }
}
