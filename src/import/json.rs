//! Reads JSON strictly and within limits, into a plain tree.
//!
//! Refuses what a lenient reader would let pass: a name used twice in one object (either value might be meant), endless
//! nesting, enormous texts. Knows nothing of FHIR.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Progress;
use super::fault::ImportFault;
use super::visible::visible;

/// How deep values may lie in each other. FHIR resources seldom pass 20.
const MAX_DEPTH: usize = 64;

/// The longest text, in bytes: 1 MB.
const MAX_TEXT: usize = 1_000_000;

/// The most values in a file.
const MAX_VALUES: usize = 2_000_000;

/// How many values are read between two reports of progress.
const STEP: usize = 4096;

/// How many members an object may have before their names are kept in a set.
const FEW: usize = 16;

/// Members of an object with their names. A tree of them takes far less room than maps would.
type Members = Box<[(Box<str>, Json)]>;

/// A JSON value. Numbers are not kept: nothing that is imported is a number.
#[derive(PartialEq)]
pub enum Json {
    /// Null or a number.
    Unread,
    /// True or false.
    Bool(bool),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object: its members, sorted by name.
    Object(Members),
}

impl Json {
    /// Gives a member of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members
                .binary_search_by(|(known, _)| known.as_ref().cmp(name))
                .ok()
                .and_then(|at| members.get(at))
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Gives the text this value is.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Gives a member that is a text with something in it.
    pub fn text_at(&self, name: &str) -> Option<&str> {
        self.get(name)
            .and_then(Self::text)
            .filter(|text| !text.trim().is_empty())
    }

    /// Gives the items of a member that is a list; a single value counts as a list of one, anything missing as none.
    pub fn list_at(&self, name: &str) -> &[Json] {
        match self.get(name) {
            Some(Self::List(items)) => items,
            Some(one @ Self::Object(_)) => std::slice::from_ref(one),
            _ => &[],
        }
    }
}

/// Reads a whole text as one JSON value. Progress is reported in bytes of text taken in, which is a little less than
/// bytes read.
///
/// # Errors
/// When the text is not JSON, is cut off, passes a limit, or reading was stopped.
pub fn parse(text: &str, progress: Progress<'_>) -> Result<Json, ImportFault> {
    let watch = RefCell::new(Watch {
        progress,
        values: 0,
        taken: 0,
        total: text.len(),
        refusal: None,
    });
    let mut source = serde_json::Deserializer::from_str(text);
    let read = Node {
        watch: &watch,
        depth: 0,
    }
    .deserialize(&mut source);
    let read = read.and_then(|value| {
        let begun = value.get("resourceType").is_some();
        source.end().map(|()| value).inspect_err(|_| {
            if begun {
                watch.borrow_mut().refusal = Some(Refusal::Several);
            }
        })
    });
    read.map_err(|error| {
        // Behind a line end the next line begins, at its first column.
        let (line, column) = (error.line(), error.column().max(1));
        match watch.into_inner().refusal {
            Some(Refusal::Stopped) => ImportFault::Cancelled,
            Some(Refusal::Repeated(name)) => ImportFault::RepeatedName { name, line },
            Some(Refusal::Deep) => ImportFault::TooDeep { line },
            Some(Refusal::Long) => ImportFault::TextTooLong { line },
            Some(Refusal::Many) => ImportFault::TooManyValues,
            Some(Refusal::Several) => ImportFault::SeveralResources,
            None if error.is_eof() => ImportFault::CutOff { line, column },
            None => ImportFault::NotJson { line, column },
        }
    })
}

enum Refusal {
    Stopped,
    Repeated(String),
    Deep,
    Long,
    Many,
    Several,
}

struct Watch<'p> {
    progress: Progress<'p>,
    values: usize,
    taken: usize,
    total: usize,
    refusal: Option<Refusal>,
}

#[derive(Clone, Copy)]
struct Node<'w, 'p> {
    watch: &'w RefCell<Watch<'p>>,
    depth: usize,
}

impl Node<'_, '_> {
    fn refuse<E: serde::de::Error>(self, refusal: Refusal) -> E {
        self.watch.borrow_mut().refusal = Some(refusal);
        E::custom("refused")
    }

    fn count<E: serde::de::Error>(self, bytes: usize) -> Result<(), E> {
        let refusal = {
            let mut watch = self.watch.borrow_mut();
            watch.values += 1;
            watch.taken = (watch.taken + bytes + 2).min(watch.total);
            if bytes > MAX_TEXT {
                Some(Refusal::Long)
            } else if watch.values > MAX_VALUES {
                Some(Refusal::Many)
            } else if watch.values.is_multiple_of(STEP) {
                let (taken, total) = (watch.taken, watch.total);
                let stop = (watch.progress)(taken, total) == ControlFlow::Break(());
                stop.then_some(Refusal::Stopped)
            } else {
                None
            }
        };
        refusal.map_or(Ok(()), |refusal| Err(self.refuse(refusal)))
    }

    fn inside<E: serde::de::Error>(self) -> Result<Self, E> {
        self.count(0)?;
        if self.depth >= MAX_DEPTH {
            return Err(self.refuse(Refusal::Deep));
        }
        Ok(Self {
            watch: self.watch,
            depth: self.depth + 1,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Json, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Json, E> {
        self.count(2).map(|()| Json::Unread)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Json, E> {
        self.count(3).map(|()| Json::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Json, E> {
        self.count(4).map(|()| Json::Unread)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Json, E> {
        self.count(4).map(|()| Json::Unread)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Json, E> {
        self.count(6).map(|()| Json::Unread)
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Json, E> {
        self.count(value.len())?;
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let inside = self.inside()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let inside = self.inside()?;
        let mut members: Vec<(Box<str>, Json)> = Vec::new();
        let mut names: HashSet<Box<str>> = HashSet::new();
        while let Some(name) = items.next_key::<String>()? {
            self.count::<A::Error>(name.len())?;
            let name = name.into_boxed_str();
            // Most objects have few members; a set is made only for the others.
            let repeated = if members.len() < FEW {
                members.iter().any(|(known, _)| *known == name)
            } else {
                if names.is_empty() {
                    names.extend(members.iter().map(|(known, _)| known.clone()));
                }
                !names.insert(name.clone())
            };
            if repeated {
                return Err(self.refuse(Refusal::Repeated(visible(&name))));
            }
            let value = items.next_value_seed(inside)?;
            members.push((name, value));
        }
        members.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Ok(Json::Object(members.into_boxed_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Json, ImportFault> {
        parse(text, &mut |_, _| ControlFlow::Continue(()))
    }

    #[test]
    fn refuses_with_the_right_reason() {
        for (text, fault) in [
            ("{\"a\": ", ImportFault::CutOff { line: 1, column: 6 }),
            ("{\"a\": \"b", ImportFault::CutOff { line: 1, column: 8 }),
            ("{\"a\": [\n", ImportFault::CutOff { line: 2, column: 1 }),
            ("hello", ImportFault::NotJson { line: 1, column: 1 }),
            (
                "{\n\"a\": oops}",
                ImportFault::NotJson { line: 2, column: 6 },
            ),
            (
                "{\"a\": 1,\n\"a\": 2}",
                ImportFault::RepeatedName {
                    name: "a".into(),
                    line: 2,
                },
            ),
            (
                "{\"resourceType\":\"Patient\"}\n{}",
                ImportFault::SeveralResources,
            ),
            ("[1] x", ImportFault::NotJson { line: 1, column: 5 }),
            ("\"\\ud800\"", ImportFault::NotJson { line: 1, column: 8 }),
        ] {
            assert_eq!(read(text).err(), Some(fault), "{text}");
        }
    }

    #[test]
    fn keeps_limits() {
        let deep = "[".repeat(100) + &"]".repeat(100);
        assert_eq!(read(&deep).err(), Some(ImportFault::TooDeep { line: 1 }));
        let bomb = "[".repeat(200_000);
        assert_eq!(read(&bomb).err(), Some(ImportFault::TooDeep { line: 1 }));
        let long = format!("\"{}\"", "x".repeat(MAX_TEXT + 1));
        assert_eq!(
            read(&long).err(),
            Some(ImportFault::TextTooLong { line: 1 })
        );
        let many = format!("[{}1]", "1,".repeat(MAX_VALUES));
        assert_eq!(read(&many).err(), Some(ImportFault::TooManyValues));
    }

    #[test]
    fn finds_every_member_and_repetitions_among_many() {
        let members: Vec<String> = (0..60).map(|n| format!("\"k{n}\":\"v{n}\"")).collect();
        let value = read(&format!("{{{}}}", members.join(","))).ok().unwrap();
        for n in 0..60 {
            assert_eq!(
                value.text_at(&format!("k{n}")),
                Some(format!("v{n}").as_str())
            );
        }
        for n in [0, 15, 16, 17, 59] {
            let fault = read(&format!("{{{},\"k{n}\":1}}", members.join(","))).err();
            assert!(
                matches!(fault, Some(ImportFault::RepeatedName { .. })),
                "{n}"
            );
        }
    }

    #[test]
    fn can_be_stopped() {
        let text = format!("[{}1]", "1,".repeat(STEP * 3));
        let mut calls = 0;
        let stopped = parse(&text, &mut |done, total| {
            assert!(done <= total);
            calls += 1;
            if calls == 2 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(stopped.err(), Some(ImportFault::Cancelled));
        assert_eq!(calls, 2);
    }

    #[test]
    fn gives_members_and_lists() {
        let value = read("{\"a\":\"x\",\"b\":[{\"c\":\"y\"}],\"d\":{\"e\":\"z\"},\"f\":\" \"}")
            .ok()
            .unwrap();
        assert_eq!(value.text_at("a"), Some("x"));
        assert_eq!(value.text_at("f"), None);
        assert_eq!(value.list_at("b").len(), 1);
        assert_eq!(value.list_at("d").len(), 1);
        assert!(value.list_at("a").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_ends(text in any::<String>(), like in "[\\[\\]{}\",:a1 \\\\]{0,60}") {
            let _ = read(&text);
            let _ = read(&like);
        }
    }
}
