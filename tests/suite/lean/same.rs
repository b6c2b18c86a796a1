//! The lean backend shows what ratatui's own shows: at random, and over a list with its detail.

use proptest::prelude::*;
use ratatui::buffer::CellWidth;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};

use super::people::{Detail, Key, Program};
use super::{Lean, Picture, stock_shows};

/// Something that happens to a picture between two frames.
#[derive(Clone, Debug)]
enum Change {
    Write(u16, u16, String, Style),
    Restyle(Rect, Style),
    ScrollUp(u16, u16, u16),
    ScrollDown(u16, u16, u16),
    WipeRow(u16),
    Clear,
    Cursor(Option<(u16, u16)>),
    Resize(u16, u16),
    /// The terminal is disturbed by something else and the person asks for a new picture.
    Disturb,
}

impl Change {
    fn apply(&self, picture: &mut Picture) {
        let area = picture.buffer.area;
        let buffer = &mut picture.buffer;
        match self {
            Self::Write(x, y, text, style) => {
                buffer.set_string(x % area.width, y % area.height, text, *style);
            }
            Self::Restyle(rect, style) => buffer.set_style(rect.intersection(area), *style),
            Self::ScrollUp(top, bottom, by) | Self::ScrollDown(top, bottom, by) => {
                let up = matches!(self, Self::ScrollUp(..));
                let before = buffer.clone();
                for y in top % area.height..=(bottom % area.height) {
                    let from = if up { Some(y + by) } else { y.checked_sub(*by) };
                    let from = from
                        .filter(|from| (top % area.height..=bottom % area.height).contains(from));
                    for x in 0..area.width {
                        buffer[(x, y)] =
                            from.map_or_else(Default::default, |from| before[(x, from)].clone());
                    }
                }
            }
            Self::WipeRow(y) => {
                for x in 0..area.width {
                    buffer[(x, y % area.height)].reset();
                }
            }
            Self::Clear => buffer.reset(),
            Self::Cursor(place) => {
                picture.cursor = place.map(|(x, y)| Position::new(x % area.width, y % area.height));
            }
            Self::Resize(width, height) => {
                let before = picture.buffer.clone();
                *picture = Picture {
                    cursor: None,
                    ..Picture::new(*width, *height)
                };
                for place in before.area.intersection(picture.buffer.area).positions() {
                    picture.buffer[place] = before[place].clone();
                }
            }
            Self::Disturb => {}
        }
        tidy(picture);
    }
}

/// Makes a buffer such as ratatui's widgets make: nothing under the second half of a wide symbol.
fn tidy(picture: &mut Picture) {
    let area = picture.buffer.area;
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let width = picture.buffer[(x, y)].cell_width().max(1);
            if x + width > area.width {
                picture.buffer[(x, y)].set_symbol(" ");
            } else {
                for tail in x + 1..x + width {
                    picture.buffer[(tail, y)].reset();
                }
            }
            x += width;
        }
    }
}

fn styles() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            4 => Just(Color::Reset),
            2 => Just(Color::Red),
            1 => Just(Color::LightBlue),
            1 => Just(Color::Gray),
            1 => (16..=255_u8).prop_map(Color::Indexed),
            1 => (0..=255_u8).prop_map(|red| Color::Rgb(red, 7, 200)),
        ]
    };
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::UNDERLINED | Modifier::BOLD),
        1 => Just(Modifier::ITALIC | Modifier::CROSSED_OUT),
    ];
    (colour(), colour(), modifier)
        .prop_map(|(fg, bg, modifier)| Style::reset().fg(fg).bg(bg).add_modifier(modifier))
}

fn texts(wide: bool) -> BoxedStrategy<String> {
    let narrow = prop_oneof![
        3 => "[a-c ]{0,12}",
        2 => Just("  ".to_owned()),
        1 => Just("─│é– ".to_owned()),
        1 => " {5,20}[xy]",
    ];
    if wide {
        let wide = prop::sample::select(vec![
            "你好",
            "a中b",
            "👍",
            "한 글",
            "e\u{301}",
            "o\u{308}x",
            "❤\u{fe0f}",
            "☎",
        ]);
        prop_oneof![narrow, wide.prop_map(str::to_owned)].boxed()
    } else {
        narrow.boxed()
    }
}

fn changes(wide: bool) -> impl Strategy<Value = Change> {
    let rect = (0..30_u16, 0..12_u16, 1..30_u16, 1..4_u16)
        .prop_map(|(x, y, width, height)| Rect::new(x, y, width, height));
    prop_oneof![
        8 => (0..40_u16, 0..14_u16, texts(wide), styles())
            .prop_map(|(x, y, text, style)| Change::Write(x, y, text, style)),
        2 => (rect, styles()).prop_map(|(rect, style)| Change::Restyle(rect, style)),
        2 => (0..14_u16, 0..14_u16, 1..4_u16)
            .prop_map(|(top, bottom, by)| Change::ScrollUp(top, bottom, by)),
        2 => (0..14_u16, 0..14_u16, 1..4_u16)
            .prop_map(|(top, bottom, by)| Change::ScrollDown(top, bottom, by)),
        1 => (0..14_u16).prop_map(Change::WipeRow),
        1 => Just(Change::Clear),
        2 => prop::option::of((0..40_u16, 0..14_u16)).prop_map(Change::Cursor),
        1 => (4..40_u16, 1..14_u16).prop_map(|(width, height)| Change::Resize(width, height)),
        1 => Just(Change::Disturb),
    ]
}

/// A screen full of rows that differ, so that scrolling is worth while.
fn start() -> Picture {
    let mut picture = Picture::new(38, 12);
    for y in 0..12 {
        let text = format!(
            "{y:02} {}{}",
            "row number ".repeat(1 + usize::from(y % 3)),
            y * 7
        );
        picture.buffer.set_string(0, y, text, Style::new());
    }
    picture
}

fn check(frames: &[Vec<Change>]) {
    let mut picture = start();
    let mut lean = Lean::new(picture.size());
    for (number, changes) in frames.iter().enumerate() {
        for change in changes {
            change.apply(&mut picture);
            if matches!(change, Change::Disturb) {
                lean.screen
                    .process(b"\x1b[2;3H\x1b[7;31mrubbish\x1b[3;4r\x1b[?25h");
                lean.terminal.backend_mut().forget();
            }
        }
        lean.draw(&picture);
        let mut expected = stock_shows(&picture);
        expected.cursor = picture.cursor.map(|place| (place.y, place.x));
        lean.shows()
            .assert_same(&expected, &format!("frame {number}"));
        assert!(
            lean.draw(&picture).is_empty(),
            "frame {number} again costs bytes"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_frames_show_the_same(
        frames in prop::collection::vec(prop::collection::vec(changes(false), 1..6), 1..12)
    ) {
        check(&frames);
    }

    #[test]
    fn random_frames_with_wide_symbols_show_the_same(
        frames in prop::collection::vec(prop::collection::vec(changes(true), 1..6), 1..12)
    ) {
        check(&frames);
    }
}

/// Draws the program through both backends for 300 keys drawn by a small generator.
fn three_hundred_keys(mut program: Program, mut seed: u32) {
    let mut lean = Lean::new(program.size);
    for number in 0..300 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let keys = u32::try_from(Key::ALL.len()).expect("few keys");
        let key = Key::ALL[usize::try_from((seed >> 16) % keys).expect("a key")];
        program.press(key);
        if matches!(key, Key::Redraw) {
            lean.terminal.backend_mut().forget();
        }
        let picture = program.picture();
        lean.draw(&picture);
        let mut expected = stock_shows(&picture);
        expected.cursor = picture.cursor.map(|place| (place.y, place.x));
        lean.shows()
            .assert_same(&expected, &format!("key {number} {key:?}"));
    }
}

#[test]
fn three_hundred_keys_over_a_list_show_the_same() {
    for (seed, detail, wide_names) in [
        (1, Detail::Below, false),
        (2, Detail::Beside, false),
        (3, Detail::Below, true),
        (4, Detail::Beside, true),
    ] {
        let program = Program {
            wide_names,
            detail,
            ..Program::new(Size::new(80, 24))
        };
        three_hundred_keys(program, seed);
    }
}
