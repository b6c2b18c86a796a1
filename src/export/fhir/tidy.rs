//! The last pass over a document: texts made fit for FHIR, and whatever is empty taken away.
//!
//! FHIR knows no empty string, array or object, and no control characters; doing it in one place lets every resource
//! be written down with all its fields.

use serde_json::{Map, Value};

use crate::domain::text::clean_input;

/// The document without anything empty, and how many characters were left out of its texts.
pub fn tidy(document: Value) -> (Value, usize) {
    let mut removed = 0;
    let tidied = kept(document, &mut removed).unwrap_or(Value::Null);
    (tidied, removed)
}

/// Whether nothing would be left of a text.
pub fn is_blank(text: &str) -> bool {
    fit(text, &mut 0).is_empty()
}

fn kept(value: Value, removed: &mut usize) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Bool(_) | Value::Number(_) => Some(value),
        Value::String(text) => {
            let text = fit(&text, removed);
            (!text.is_empty()).then_some(Value::String(text))
        }
        Value::Array(values) => {
            let values: Vec<Value> = values
                .into_iter()
                .filter_map(|value| kept(value, removed))
                .collect();
            (!values.is_empty()).then_some(Value::Array(values))
        }
        Value::Object(fields) => {
            let fields: Map<String, Value> = fields
                .into_iter()
                .filter_map(|(name, value)| Some((name, kept(value, removed)?)))
                .collect();
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
    }
}

/// A text as FHIR allows it: no control characters but tab and line end, no exotic blanks, none at the ends.
fn fit(text: &str, removed: &mut usize) -> String {
    let cleaned = clean_input(text);
    *removed += cleaned.removed;
    let is_exotic = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n');
    without_tags(cleaned.text.replace(is_exotic, " ").trim())
}

/// Parts `<` from what would make it an HTML tag, which FHIR does not want in a text and no reader must run.
fn without_tags(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut opened = false;
    for c in text.chars() {
        if opened && (c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            safe.push(' ');
        }
        opened = c == '<';
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nothing_empty_is_left() {
        let (tidied, removed) = tidy(json!({
            "a": " x\u{1b}[0m\u{a0}y\r\nz ",
            "b": "", "c": null, "d": [], "e": [{}, ["\u{7}"], ""], "f": { "g": { "h": " " } },
            "i": [false, 0, "\t"], "j": "<b>1 <2</b> <!-- x",
        }));
        assert_eq!(
            tidied,
            json!({ "a": "x[0m y\nz", "i": [false, 0], "j": "< b>1 <2< /b> < !-- x" })
        );
        assert_eq!(removed, 2);
    }
}
