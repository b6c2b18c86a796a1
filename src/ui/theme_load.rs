//! Reads a theme file: `inherits`, `[palette]`, `[styles]`, and a warning for whatever in it cannot be used.
//!
//! The rules, for the manual: `inherits` names a built-in theme. Its palette and styles come first, and this file's
//! replace them name by name; a colour that this file renames in `[palette]` changes in the inherited styles too. A
//! style is complete in itself: `overdue = { bold = true }` has no colour, whatever the inherited one had. A role that
//! neither file mentions takes the style of its parent role. Deliberately not here: the file system.

use std::collections::BTreeMap;
use std::fmt;

use ratatui::style::{Color, Modifier, Style};
use toml::{Table, Value};

use super::theme::{BUILTIN, Theme};
use super::theme_role::Role;
use crate::domain::text::visible;

/// What a theme file's `bold = true` and its like stand for.
const WEIGHTS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

/// The names that every terminal with 16 colours knows.
const COLOUR_NAMES: &str = "black, red, green, yellow, blue, magenta, cyan, gray, dark-gray, light-red, light-green, \
     light-yellow, light-blue, light-magenta, light-cyan, white, default";

/// The longest piece of a theme file that a warning repeats, in characters.
const QUOTED_LENGTH: usize = 40;

/// Something in a theme file that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeWarning {
    /// The file, as the caller named it.
    pub file: String,
    /// Where in the file: a dotted key, or a line.
    pub key: String,
    /// What is wrong, as a sentence.
    pub problem: String,
    /// What to do, as a sentence.
    pub remedy: String,
}

impl fmt::Display for ThemeWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ThemeWarning {
            file,
            key,
            problem,
            remedy,
        } = self;
        write!(f, "{}, {}: {problem} {remedy}", visible(file), visible(key))
    }
}

/// Reads a theme; see [`Theme::load`].
pub(super) fn load(toml_text: &str, file_name: &str) -> (Theme, Vec<ThemeWarning>) {
    let mut reading = Reading::default();
    let about = match parse(toml_text) {
        Ok(table) => {
            reading.file(&table, file_name);
            table
                .get("about")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        }
        Err((key, problem)) => {
            let remedy = "Mend that line; until then the dark theme is shown.";
            reading.warn(file_name, &key, &problem, remedy);
            reading.built_in("dark");
            String::new()
        }
    };
    let theme = Theme {
        name: file_name
            .strip_suffix(".toml")
            .unwrap_or(file_name)
            .to_owned(),
        about,
        styles: reading.resolved(),
    };
    (theme, reading.warnings)
}

/// Reads TOML, or says at which line it cannot be read and why.
fn parse(toml_text: &str) -> Result<Table, (String, String)> {
    toml_text.parse::<Table>().map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let before = toml_text.get(..start).unwrap_or(toml_text);
        let line = before.matches('\n').count() + 1;
        let problem = format!("this is not TOML ({}).", quoted(error.message()));
        (format!("line {line}"), problem)
    })
}

/// A style as it is written: colours still by name, since a later palette may change what a name stands for.
#[derive(Clone, Default)]
struct Written {
    file: String,
    fg: Option<String>,
    bg: Option<String>,
    weights: Modifier,
}

/// What has been read so far, inherited file first.
#[derive(Default)]
struct Reading {
    palette: BTreeMap<String, Color>,
    styles: BTreeMap<Role, Written>,
    warnings: Vec<ThemeWarning>,
}

impl Reading {
    fn file(&mut self, table: &Table, file: &str) {
        if let Some(base) = table.get("inherits") {
            self.inherits(base, file);
        }
        for (key, value) in table {
            match (key.as_str(), value) {
                ("inherits", _) | ("about", Value::String(_)) => {}
                ("palette", Value::Table(palette)) => self.palette(palette, file),
                ("styles", Value::Table(styles)) => self.styles(styles, file),
                ("about", _) => self.warn(file, key, "this is not text.", "Put it in quotes."),
                ("palette" | "styles", _) => {
                    let remedy = format!("Begin it with a line [{key}].");
                    self.warn(file, key, "this is not a section.", &remedy);
                }
                _ => {
                    let remedy = "Use inherits, about, [palette] and [styles] only, or delete it.";
                    self.warn(file, key, "a theme has no such key.", remedy);
                }
            }
        }
    }

    fn inherits(&mut self, base: &Value, file: &str) {
        let is_known = |name: &str| BUILTIN.iter().any(|(known, _)| *known == name);
        match base.as_str() {
            Some(name) if is_known(name) => self.built_in(name),
            _ => {
                let names: Vec<_> = BUILTIN.iter().map(|(name, _)| *name).collect();
                let problem = format!(
                    "{} is not a theme to inherit from.",
                    quoted(&base.to_string())
                );
                let remedy = format!("Use one of {}.", names.join(", "));
                self.warn(file, "inherits", &problem, &remedy);
            }
        }
    }

    fn built_in(&mut self, name: &str) {
        if let Some((_, text)) = BUILTIN.iter().find(|(known, _)| *known == name)
            && let Ok(table) = parse(text)
        {
            self.file(&table, &format!("{name}.toml"));
        }
    }

    fn palette(&mut self, palette: &Table, file: &str) {
        for (name, value) in palette {
            match value.as_str().and_then(colour) {
                Some(colour) => {
                    self.palette.insert(name.clone(), colour);
                }
                None => self.warn_colour(file, &format!("palette.{name}"), &value.to_string()),
            }
        }
    }

    fn styles(&mut self, styles: &Table, file: &str) {
        for (name, value) in styles {
            let key = format!("styles.{name}");
            match (Role::named(name), value) {
                (Some(role), Value::Table(fields)) => {
                    let written = self.written(fields, file, &key);
                    self.styles.insert(role, written);
                }
                (Some(_), _) => {
                    let remedy =
                        format!("Write {name} = {{ fg = \"red\", bold = true }} or the like.");
                    self.warn(file, &key, "this is not a style.", &remedy);
                }
                (None, _) => {
                    let remedy = format!("Use one of {}.", role_names());
                    self.warn(file, &key, "there is no such role.", &remedy);
                }
            }
        }
    }

    fn written(&mut self, fields: &Table, file: &str, key: &str) -> Written {
        let mut written = Written {
            file: file.to_owned(),
            ..Written::default()
        };
        for (field, value) in fields {
            let key = format!("{key}.{field}");
            let weight = WEIGHTS.iter().find(|(name, _)| name == field);
            match (field.as_str(), value, weight) {
                ("fg", Value::String(name), _) => written.fg = Some(name.clone()),
                ("bg", Value::String(name), _) => written.bg = Some(name.clone()),
                ("fg" | "bg", _, _) => self.warn_colour(file, &key, &value.to_string()),
                (_, Value::Boolean(is_on), Some((_, weight))) => {
                    written.weights.set(*weight, *is_on);
                }
                (_, _, Some(_)) => {
                    self.warn(
                        file,
                        &key,
                        "this is neither true nor false.",
                        "Write true or false, without quotes.",
                    );
                }
                (_, _, None) => {
                    let remedy = "Use fg, bg, bold, dim, italic, underline and reverse only.";
                    self.warn(file, &key, "a style has no such key.", remedy);
                }
            }
        }
        written
    }

    /// Every role's style, once all files are read.
    fn resolved(&mut self) -> [Style; Role::COUNT] {
        let own: BTreeMap<Role, Style> = std::mem::take(&mut self.styles)
            .into_iter()
            .map(|(role, written)| (role, self.dressed(role, &written)))
            .collect();
        let mut styles = [Style::new(); Role::COUNT];
        for (style, &role) in styles.iter_mut().zip(Role::ALL) {
            let mut lineage = std::iter::successors(Some(role), |role| role.parent());
            *style = lineage
                .find_map(|role| own.get(&role))
                .copied()
                .unwrap_or_default();
        }
        styles
    }

    fn dressed(&mut self, role: Role, written: &Written) -> Style {
        let mut style = Style::new().add_modifier(written.weights);
        style.fg = self.colour_of(role, "fg", written.fg.as_deref(), &written.file);
        style.bg = self.colour_of(role, "bg", written.bg.as_deref(), &written.file);
        style
    }

    fn colour_of(
        &mut self,
        role: Role,
        field: &str,
        name: Option<&str>,
        file: &str,
    ) -> Option<Color> {
        let name = name?;
        let found = self.palette.get(name).copied().or_else(|| colour(name));
        if found.is_none() {
            self.warn_colour(file, &format!("styles.{}.{field}", role.name()), name);
        }
        found
    }

    fn warn_colour(&mut self, file: &str, key: &str, value: &str) {
        let problem = format!("{} is not a colour.", quoted(value));
        let remedy = format!(
            "Use a name from [palette], one of {COLOUR_NAMES}, a number from \"0\" to \"255\", or \"#rrggbb\"; \
             for now it is left out."
        );
        self.warn(file, key, &problem, &remedy);
    }

    fn warn(&mut self, file: &str, key: &str, problem: &str, remedy: &str) {
        self.warnings.push(ThemeWarning {
            file: file.to_owned(),
            key: key.to_owned(),
            problem: problem.to_owned(),
            remedy: remedy.to_owned(),
        });
    }
}

/// The colour that a name, a number from 0 to 255 or `#rrggbb` stands for; `default` is the terminal's own.
fn colour(text: &str) -> Option<Color> {
    let text = if text == "default" { "reset" } else { text };
    text.parse().ok()
}

fn role_names() -> String {
    let names: Vec<_> = Role::ALL.iter().map(|role| role.name()).collect();
    names.join(", ")
}

/// A piece of the file as a warning may repeat it: short, and without anything that could act on a terminal.
fn quoted(text: &str) -> String {
    let short: String = text.chars().take(QUOTED_LENGTH).collect();
    visible(&short).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warnings(text: &str) -> Vec<String> {
        let (_, warnings) = load(text, "mine.toml");
        warnings.iter().map(ToString::to_string).collect()
    }

    fn style(text: &str, role: Role) -> Style {
        let (theme, warnings) = load(text, "mine.toml");
        assert_eq!(warnings, [], "{text}");
        theme.style(role)
    }

    #[test]
    fn what_cannot_be_used_is_reported_with_file_key_and_remedy() {
        let cases = [
            (
                "[styles]\noverdu = {}",
                "mine.toml, styles.overdu: there is no such role. Use one of text, muted, ",
            ),
            (
                "[styles]\ntext = { fg = \"rde\" }",
                "mine.toml, styles.text.fg: rde is not a colour. Use a name from",
            ),
            (
                "[styles]\ntext = { bg = 7 }",
                "mine.toml, styles.text.bg: 7 is not a colour.",
            ),
            (
                "[styles]\ntext = { fg = \"#12345\" }",
                "mine.toml, styles.text.fg: #12345 is not a colour.",
            ),
            (
                "[styles]\ntext = { fg = \"256\" }",
                "mine.toml, styles.text.fg: 256 is not a colour.",
            ),
            (
                "[styles]\ntext = { blink = true }",
                "mine.toml, styles.text.blink: a style has no such key. Use fg, ",
            ),
            (
                "[styles]\ntext = { bold = \"yes\" }",
                "mine.toml, styles.text.bold: this is neither true nor false.",
            ),
            (
                "[styles]\ntext = \"red\"",
                "mine.toml, styles.text: this is not a style. Write text = { fg",
            ),
            (
                "[palette]\nsea = \"bleu\"",
                "mine.toml, palette.sea: \"bleu\" is not a colour.",
            ),
            (
                "[palette]\nsea = 3",
                "mine.toml, palette.sea: 3 is not a colour.",
            ),
            (
                "styles = 1",
                "mine.toml, styles: this is not a section. Begin it with a line [styles].",
            ),
            (
                "about = 1",
                "mine.toml, about: this is not text. Put it in quotes.",
            ),
            (
                "colours = {}",
                "mine.toml, colours: a theme has no such key. Use inherits, about, [palette]",
            ),
            (
                "inherits = \"drak\"",
                "mine.toml, inherits: \"drak\" is not a theme to inherit from. Use one of dark, ",
            ),
            (
                "[styles]\ntext = {",
                "mine.toml, line 2: this is not TOML (",
            ),
        ];
        for (text, start) in cases {
            let found = warnings(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].starts_with(start), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_warning_cannot_act_on_the_terminal() {
        let found = warnings("[styles]\ntext = { fg = \"\\u001B[2J\\u202E\" }\n\"\\u001B\" = {}");
        assert_eq!(found.len(), 2);
        assert!(
            found
                .iter()
                .all(|line| !line.contains(['\u{1b}', '\u{202e}']) && line.contains('␛'))
        );
    }

    #[test]
    fn one_bad_key_leaves_the_rest_standing() {
        let text = "[styles]\ntext = { fg = \"rde\", bold = true }\ngood = { fg = \"green\" }";
        let (theme, warnings) = load(text, "mine.toml");
        assert_eq!(warnings.len(), 1);
        assert_eq!(
            theme.style(Role::Text),
            Style::new().add_modifier(Modifier::BOLD)
        );
        assert_eq!(
            theme.style(Role::Good),
            Style::new().fg(colour("green").unwrap())
        );
    }

    #[test]
    fn a_file_that_is_no_toml_gives_the_dark_theme() {
        let (theme, warnings) = load("<html>", "mine.toml");
        assert_eq!(warnings.len(), 1);
        assert_eq!(
            (theme.name.as_str(), theme.styles),
            ("mine", Theme::builtin("dark").unwrap().styles)
        );
    }

    #[test]
    fn a_role_not_mentioned_takes_its_parents_style() {
        let text = "[styles]\nwarning = { bold = true }\noverdue = { underline = true }";
        assert_eq!(
            style(text, Role::Danger),
            Style::new().add_modifier(Modifier::BOLD)
        );
        assert_eq!(
            style(text, Role::ClassA),
            Style::new().add_modifier(Modifier::BOLD)
        );
        assert_eq!(
            style(text, Role::Overdue),
            Style::new().add_modifier(Modifier::UNDERLINED)
        );
        assert_eq!(style(text, Role::Text), Style::new());
        assert_eq!(style("", Role::Danger), Style::new());
    }

    #[test]
    fn a_file_overrides_what_it_inherits() {
        let named = |name| Style::new().fg(colour(name).unwrap());
        // A user's own dark.toml may build on the one that ships.
        let (theme, warnings) = load(
            "inherits = \"dark\"\n[styles]\ngood = { fg = \"blue\" }",
            "dark.toml",
        );
        assert_eq!(warnings, []);
        assert_eq!(theme.style(Role::Good), named("blue"));
        assert_eq!(theme.style(Role::Overdue), named("light-red"));
        // A colour renamed in the palette changes in the inherited styles too.
        let text = "inherits = \"dark\"\n[palette]\nalarm = \"#ff8800\"";
        assert_eq!(style(text, Role::Overdue), named("#ff8800"));
        // A style is complete in itself.
        let text = "inherits = \"dark\"\n[styles]\noverdue = { bold = true }";
        assert_eq!(
            style(text, Role::Overdue),
            Style::new().add_modifier(Modifier::BOLD)
        );
    }

    #[test]
    fn colours_by_name_number_and_value() {
        let cases = [
            ("default", "reset"),
            ("dark-gray", "darkgray"),
            ("17", "17"),
            ("#a0B1c2", "#A0B1C2"),
        ];
        for (text, same) in cases {
            assert_eq!(colour(text), Some(same.parse().unwrap()), "{text}");
        }
        for text in ["", "rde", "#abc", "-1", "256", "#gggggg", "#é12345"] {
            assert_eq!(colour(text), None, "{text}");
        }
        assert!(COLOUR_NAMES.split(", ").all(|name| colour(name).is_some()));
    }
}
