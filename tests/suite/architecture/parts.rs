//! Rust text taken apart: code with comments and strings blanked, and strings with everything else blanked.
//!
//! Blanking keeps every line where it was. This is no parser: it knows comments, strings and characters, no more.

/// The two halves of a source.
pub struct Parts {
    /// Code alone.
    pub code: String,
    /// What stands in string literals alone.
    pub strings: String,
}

/// Takes a source apart.
pub fn parts(text: &str) -> Parts {
    let mut out = Split::default();
    let all: Vec<char> = text.chars().collect();
    let mut at = 0;
    let mut before = ' ';
    while let Some(&c) = all.get(at) {
        let next = all.get(at + 1).copied().unwrap_or(' ');
        let word = before.is_alphanumeric() || before == '_';
        let end = match (c, next) {
            ('/', '/') => {
                let end = find(&all, at, |rest| rest.starts_with(&['\n']));
                out.blank(&all, at, end);
                end
            }
            ('/', '*') => {
                let end = block_end(&all, at);
                out.blank(&all, at, end);
                end
            }
            ('"', _) => out.string(&all, at, string_end(&all, at)),
            ('r', '"' | '#') if !word && raw_end(&all, at).is_some() => {
                let end = raw_end(&all, at).unwrap_or(at + 1);
                out.string(&all, at, end)
            }
            ('\'', _) if character_end(&all, at).is_some() => {
                let end = character_end(&all, at).unwrap_or(at + 1);
                out.blank(&all, at, end);
                end
            }
            _ => {
                out.code.push(c);
                out.strings.push(if c == '\n' { '\n' } else { ' ' });
                at + 1
            }
        };
        before = c;
        at = end;
    }
    Parts {
        code: out.code,
        strings: out.strings,
    }
}

#[derive(Default)]
struct Split {
    code: String,
    strings: String,
}

impl Split {
    fn blank(&mut self, all: &[char], from: usize, to: usize) {
        for c in all.iter().take(to).skip(from) {
            let c = if *c == '\n' { '\n' } else { ' ' };
            self.code.push(c);
            self.strings.push(c);
        }
    }

    fn string(&mut self, all: &[char], from: usize, to: usize) -> usize {
        for c in all.iter().take(to).skip(from) {
            self.code.push(if *c == '\n' { '\n' } else { ' ' });
            self.strings.push(*c);
        }
        to
    }
}

fn find(all: &[char], from: usize, ends: impl Fn(&[char]) -> bool) -> usize {
    (from..all.len())
        .find(|at| all.get(*at..).is_some_and(&ends))
        .unwrap_or(all.len())
}

fn block_end(all: &[char], from: usize) -> usize {
    let (mut depth, mut at) = (0, from);
    while at < all.len() {
        match (all.get(at), all.get(at + 1)) {
            (Some('/'), Some('*')) => depth += 1,
            (Some('*'), Some('/')) => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            break;
        }
    }
    at.min(all.len())
}

fn string_end(all: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(c) = all.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    all.len()
}

/// The end of `r"..."` or `r#"..."#`; `None` for anything else that begins with r.
fn raw_end(all: &[char], from: usize) -> Option<usize> {
    let hashes = all
        .get(from + 1..)?
        .iter()
        .take_while(|c| **c == '#')
        .count();
    if all.get(from + 1 + hashes) != Some(&'"') {
        return None;
    }
    let mut close = vec!['"'];
    close.extend(std::iter::repeat_n('#', hashes));
    let end = find(all, from + 2 + hashes, |rest| rest.starts_with(&close));
    Some((end + close.len()).min(all.len()))
}

/// The end of a character; `None` for a lifetime.
fn character_end(all: &[char], from: usize) -> Option<usize> {
    match all.get(from + 1)? {
        '\\' => Some(find(all, from + 3, |rest| rest.starts_with(&['\''])) + 1),
        _ => (all.get(from + 2) == Some(&'\'')).then_some(from + 3),
    }
}

#[test]
fn code_and_strings_come_apart() {
    for (text, code, strings) in [
        ("a // b\nc", "a     \nc", "      \n "),
        ("a /* b /* c */ d */ e", "a                   e", ""),
        ("f(\"x // y\") // z", "f(        )     ", "  \"x // y\""),
        ("let c = '\"'; d", "let c =    ; d", ""),
        ("fn f<'a>(x: &'a str)", "fn f<'a>(x: &'a str)", ""),
        ("r#\"a \" b\"# c", "           c", "r#\"a \" b\"#"),
        ("\"a\\\"b\" c", "       c", "\"a\\\"b\""),
        ("'\\n' a", "     a", ""),
        ("for r in s", "for r in s", ""),
    ] {
        let parts = parts(text);
        assert_eq!(parts.code, code, "{text}");
        assert_eq!(parts.strings.trim_end(), strings.trim_end(), "{text}");
    }
}
