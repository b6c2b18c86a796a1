//! Where in a JSON text a parser stopped: through which names one comes there, and what stands there.
//!
//! The parser knows only a column; its own message may quote what it read, so that it is never shown as it is.

/// A place in a JSON text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct At {
    /// The names of the members that lead there, from the outside in; places in lists are left out.
    pub path: Vec<String>,
    /// The value there, as the text has it, where it is a single one.
    pub scalar: Option<String>,
}

enum Frame {
    Object(String),
    List,
}

/// Finds the value that ends at an offset in bytes or is the first to end after it. The text must be JSON on one line.
pub(super) fn at(text: &str, offset: usize) -> At {
    let bytes = text.as_bytes();
    let (mut frames, mut at, mut is_name) = (Vec::new(), 0, false);
    while let Some(byte) = bytes.get(at) {
        let start = at;
        match byte {
            b'{' => {
                frames.push(Frame::Object(String::new()));
                is_name = true;
            }
            b'[' => {
                frames.push(Frame::List);
                is_name = false;
            }
            b'}' | b']' => {
                frames.pop();
                if at + 1 >= offset {
                    return place(&frames, None);
                }
            }
            b',' => is_name = matches!(frames.last(), Some(Frame::Object(_))),
            b':' => is_name = false,
            b'"' => {
                at = string_end(bytes, at);
                let token = text.get(start..at).unwrap_or_default();
                if is_name {
                    if let Some(Frame::Object(name)) = frames.last_mut() {
                        *name = serde_json::from_str(token).unwrap_or_default();
                    }
                } else if at >= offset {
                    return place(&frames, Some(token));
                }
                continue;
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => {
                while bytes
                    .get(at)
                    .is_some_and(|byte| !matches!(byte, b',' | b'}' | b']' | b' '))
                {
                    at += 1;
                }
                if at >= offset {
                    return place(&frames, text.get(start..at));
                }
                continue;
            }
        }
        at += 1;
    }
    At::default()
}

/// Where a text in quotation marks ends that begins at an offset.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    loop {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => return at + 1,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

fn place(frames: &[Frame], token: Option<&str>) -> At {
    let names = frames.iter().filter_map(|frame| match frame {
        Frame::Object(name) if !name.is_empty() => Some(name.clone()),
        Frame::Object(_) | Frame::List => None,
    });
    At {
        path: names.collect(),
        // A text without its quotation marks.
        scalar: token.map(|token| {
            let text: Result<String, _> = serde_json::from_str(token);
            text.unwrap_or_else(|_| token.to_owned())
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_value_that_ends_there() {
        let text = r#"{"a":"x","b":{"c":[{"d":77,"e\"":"y, } z"}]},"f":null}"#;
        for (upto, path, scalar) in [
            (r#"{"a":"x""#, vec!["a"], Some("x")),
            (
                r#"{"a":"x","b":{"c":[{"d":77"#,
                vec!["b", "c", "d"],
                Some("77"),
            ),
            (
                r#"{"a":"x","b":{"c":[{"d":77,"e\"":"y, } z""#,
                vec!["b", "c", "e\""],
                Some("y, } z"),
            ),
            (
                r#"{"a":"x","b":{"c":[{"d":77,"e\"":"y, } z"}"#,
                vec!["b", "c"],
                None,
            ),
            (
                r#"{"a":"x","b":{"c":[{"d":77,"e\"":"y, } z"}]}"#,
                vec!["b"],
                None,
            ),
            (
                r#"{"a":"x","b":{"c":[{"d":77,"e\"":"y, } z"}]},"f":null"#,
                vec!["f"],
                Some("null"),
            ),
        ] {
            assert!(text.starts_with(upto));
            let found = at(text, upto.len());
            assert_eq!(found.path, path, "{upto}");
            assert_eq!(found.scalar.as_deref(), scalar, "{upto}");
        }
    }

    #[test]
    fn any_offset_has_an_answer() {
        for text in ["", "{", "{\"a\":\"\\", "[[1,2", "}}]]", "\"", "{\"a\":}"] {
            for offset in 0..10 {
                let _ = at(text, offset);
            }
        }
    }
}
