//! Themes: how each role looks. With the themes' own files, the only place that names a colour.
//!
//! Screens ask [`Theme::style`] for a [`Role`]'s style and nothing else. Reading a theme file and its complaints are in
//! `theme_load.rs`, the list of roles in `theme_role.rs`. Deliberately not here: finding users' files, reading the
//! environment, and asking the terminal what it can show.

use std::ffi::OsStr;

use ratatui::style::{Color, Style};

pub use super::theme_load::ThemeWarning;
pub use super::theme_role::Role;

/// The themes that ship with the program: name and text, as in `themes/`.
pub const BUILTIN: &[(&str, &str)] = &[
    ("dark", include_str!("../../themes/dark.toml")),
    (
        "high-contrast",
        include_str!("../../themes/high-contrast.toml"),
    ),
    ("light", include_str!("../../themes/light.toml")),
    ("mono", include_str!("../../themes/mono.toml")),
];

/// The first of the 256 colours that no terminal's own palette changes.
const PROBE_BASE: u8 = 16;

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The name by which it is chosen: its file's, without the ending.
    pub name: String,
    /// One line that says whom it is for; empty if the file says nothing.
    pub about: String,
    pub(super) styles: [Style; Role::COUNT],
}

impl Theme {
    /// A role's style, fallbacks already followed.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// Reads a theme file's text, and reports whatever in it could not be used.
    ///
    /// What is wrong is left out and reported, never guessed. A file that is no TOML gives the dark theme and one
    /// warning. `file_name` is what warnings name and, without its ending, the theme's name.
    pub fn load(toml_text: &str, file_name: &str) -> (Theme, Vec<ThemeWarning>) {
        super::theme_load::load(toml_text, file_name)
    }

    /// A theme that ships with the program.
    pub fn builtin(name: &str) -> Option<Theme> {
        let (name, text) = BUILTIN.iter().find(|(known, _)| *known == name)?;
        Some(Theme::load(text, &format!("{name}.toml")).0)
    }

    /// A theme without any style: for what is measured and never shown.
    pub(super) fn plain() -> Theme {
        Theme {
            name: String::new(),
            about: String::new(),
            styles: [Style::new(); Role::COUNT],
        }
    }

    /// The theme for tests, in which each role has a foreground of its own.
    pub fn probe() -> Theme {
        let mut styles = [Style::new(); Role::COUNT];
        for (style, index) in styles.iter_mut().zip(PROBE_BASE..) {
            *style = Style::new().fg(Color::Indexed(index));
        }
        Theme {
            name: "probe".to_owned(),
            about: "For tests: every role a colour of its own.".to_owned(),
            styles,
        }
    }

    /// The role that a cell was dressed in by [`Theme::probe`]; `None` for a cell that no role has touched.
    pub fn probed_role(cell_style: Style) -> Option<Role> {
        let Some(Color::Indexed(index)) = cell_style.fg else {
            return None;
        };
        let row = usize::from(index.checked_sub(PROBE_BASE)?);
        Role::ALL.get(row).copied()
    }
}

/// Which theme to use.
///
/// What the person asked for, by the command line or in the settings, goes first; then a `NO_COLOR` that is set and
/// not empty chooses `mono`; else `dark`. This is the order that no-color.org gives.
pub fn theme_name<'a>(asked: Option<&'a str>, no_color: Option<&OsStr>) -> &'a str {
    match asked {
        Some(name) => name,
        None if no_color.is_some_and(|value| !value.is_empty()) => "mono",
        None => "dark",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// What the sixteen names look like in terminals that are common where this program runs.
    const SIXTEEN: &[(&str, [u32; 16])] = &[
        (
            "xterm",
            [
                0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd,
                0xe5_e5e5, 0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff,
                0x00_ffff, 0xff_ffff,
            ],
        ),
        (
            "PuTTY",
            [
                0x00_0000, 0xbb_0000, 0x00_bb00, 0xbb_bb00, 0x00_00bb, 0xbb_00bb, 0x00_bbbb,
                0xbb_bbbb, 0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff,
                0x55_ffff, 0xff_ffff,
            ],
        ),
        (
            "Windows Terminal",
            [
                0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd,
                0xcc_cccc, 0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e,
                0x61_d6d6, 0xf2_f2f2,
            ],
        ),
    ];

    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];

    fn builtin(name: &str) -> Theme {
        Theme::builtin(name).unwrap()
    }

    fn styles(theme: &Theme) -> impl Iterator<Item = (Role, Style)> {
        Role::ALL.iter().map(|&role| (role, theme.style(role)))
    }

    /// A colour's red, green and blue; `None` if it is the terminal's own.
    fn rgb(colour: Option<Color>, sixteen: &[u32; 16]) -> Option<[f64; 3]> {
        match colour? {
            Color::Rgb(red, green, blue) => Some([red, green, blue].map(f64::from)),
            named => {
                let index = NAMED.iter().position(|&known| known == named)?;
                let [_, red, green, blue] = sixteen[index].to_be_bytes();
                Some([red, green, blue].map(f64::from))
            }
        }
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance).
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let luminance = |[red, green, blue]: [f64; 3]| {
            let linear = |part: f64| {
                let part = part / 255.0;
                if part <= 0.040_45 {
                    part / 12.92
                } else {
                    ((part + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn what_ships_is_what_lies_in_the_directory() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
        let listed: BTreeSet<String> = fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let embedded: BTreeSet<String> = BUILTIN
            .iter()
            .map(|(name, _)| format!("{name}.toml"))
            .collect();
        assert_eq!(embedded, listed);
    }

    #[test]
    fn every_theme_that_ships_loads_without_a_warning() {
        for (name, text) in BUILTIN {
            let (theme, warnings) = Theme::load(text, &format!("{name}.toml"));
            assert_eq!(warnings, []);
            assert_eq!(theme.name, *name);
            assert!(
                !theme.about.is_empty(),
                "{name} does not say whom it is for"
            );
        }
        assert_eq!(Theme::builtin("drak"), None);
    }

    #[test]
    fn mono_uses_no_colour_and_nothing_but_weight_underline_and_reverse() {
        let allowed = Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED;
        for (role, style) in styles(&builtin("mono")) {
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert!(allowed.contains(style.add_modifier), "{role:?}");
        }
    }

    #[test]
    fn calm_themes_are_sparing() {
        for name in ["dark", "light"] {
            let theme = builtin(name);
            for role in [
                Role::Text,
                Role::Selected,
                Role::Marker,
                Role::Footer,
                Role::Input,
                Role::Count,
            ] {
                assert_eq!(theme.style(role), Style::new(), "{name} {role:?}");
            }
            for (role, style) in styles(&theme) {
                assert!(role == Role::Match || style.bg.is_none(), "{name} {role:?}");
                assert!(
                    !style.add_modifier.contains(Modifier::ITALIC),
                    "{name} {role:?}"
                );
            }
        }
    }

    #[test]
    fn what_ships_needs_no_more_than_sixteen_colours() {
        for (name, _) in BUILTIN {
            for (role, style) in styles(&builtin(name)) {
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    assert!(
                        colour == Color::Reset || NAMED.contains(&colour),
                        "{name} {role:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn high_contrast_gives_both_colours_or_none_and_dims_nothing() {
        for (role, style) in styles(&builtin("high-contrast")) {
            assert_eq!(style.fg.is_some(), style.bg.is_some(), "{role:?}");
            assert!(!style.add_modifier.contains(Modifier::DIM), "{role:?}");
        }
    }

    #[test]
    fn every_pair_of_colours_can_be_read() {
        let grounds = [
            ("dark", Some(Color::Black)),
            ("light", Some(Color::White)),
            ("high-contrast", None),
        ];
        for (name, ground) in grounds {
            for (role, style) in styles(&builtin(name)) {
                for (terminal, sixteen) in SIXTEEN {
                    let pair = (rgb(style.fg, sixteen), rgb(style.bg.or(ground), sixteen));
                    if let (Some(fg), Some(bg)) = pair {
                        let found = contrast(fg, bg);
                        assert!(found >= 4.5, "{name} {role:?} in {terminal}: {found:.1}");
                    }
                }
            }
        }
    }

    #[test]
    fn contrast_is_measured_as_the_standard_says() {
        let cases = [
            ([0.0; 3], [255.0; 3], 21.0),
            ([255.0; 3], [255.0; 3], 1.0),
            ([119.0; 3], [255.0; 3], 4.48),
        ];
        for (one, other, expected) in cases {
            assert!((contrast(one, other) - expected).abs() < 0.01);
        }
    }

    #[test]
    fn the_probe_tells_every_role_apart() {
        let probe = Theme::probe();
        for (role, style) in styles(&probe) {
            assert_eq!(Theme::probed_role(style), Some(role));
            assert_eq!(Theme::probed_role(style.bg(Color::Reset)), Some(role));
        }
        for style in [
            Style::new(),
            Style::reset(),
            Style::new().fg(Color::Indexed(15)),
            Style::new().fg(Color::Red),
        ] {
            assert_eq!(Theme::probed_role(style), None);
        }
    }

    #[test]
    fn which_theme() {
        let cases = [
            (None, None, "dark"),
            (None, Some(""), "dark"),
            (None, Some("1"), "mono"),
            (None, Some("false"), "mono"),
            (Some("light"), None, "light"),
            (Some("light"), Some("1"), "light"),
        ];
        for (asked, no_color, name) in cases {
            assert_eq!(theme_name(asked, no_color.map(OsStr::new)), name);
        }
    }
}
