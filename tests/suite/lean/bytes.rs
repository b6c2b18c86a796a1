//! What a key costs: bytes and writes.

use ratatui::layout::{Position, Size};
use ratatui::style::Style;

use super::people::{Detail, Key, PEOPLE, Program};
use super::{Lean, Picture, stock_bytes};

const SCREEN: Size = Size::new(80, 24);

/// Draws the program before and after some keys and returns what the last key costs, here and with
/// ratatui's own backend.
fn cost(program: &mut Program, key: Key) -> (usize, usize) {
    let mut lean = Lean::new(program.size);
    let before = program.picture();
    lean.draw(&before);
    program.press(key);
    let after = program.picture();
    let bytes = lean.draw(&after).len();
    (bytes, stock_bytes(&[before, after])[1])
}

fn at(selected: usize) -> Program {
    let mut program = Program::new(SCREEN);
    program.selected = selected;
    program.top = selected.saturating_sub(5);
    program
}

#[test]
fn a_frame_that_changes_nothing_costs_nothing() {
    let mut lean = Lean::new(SCREEN);
    let picture = at(40).picture();
    assert!(!lean.draw(&picture).is_empty());
    for _ in 0..3 {
        // `Lean::draw` also checks that there is no call at all.
        assert_eq!(lean.draw(&picture), b"");
    }
}

#[test]
fn a_marker_that_moves_a_row_costs_a_handful_of_bytes() {
    for (key, most) in [(Key::Down, 6), (Key::Up, 7)] {
        let mut program = at(40);
        program.detail = Detail::Nowhere;
        let mut lean = Lean::new(SCREEN);
        let before = program.picture();
        lean.draw(&before);
        // The counter in the corner is left out here: it is no part of moving a marker.
        let mut after = before.clone();
        // The first frame may leave the pen dim from its last row.
        after.buffer.set_string(0, 23, "moving", Style::reset());
        lean.draw(&after);
        let old = before.cursor.expect("a cursor");
        let y = if matches!(key, Key::Down) {
            old.y + 1
        } else {
            old.y - 1
        };
        after.buffer[(0, old.y)].set_symbol(" ");
        after.buffer[(0, y)].set_symbol(">");
        after.cursor = Some(Position::new(0, y));
        let bytes = lean.draw(&after);
        assert!(
            bytes.len() <= most,
            "{key:?} {:?}",
            String::from_utf8_lossy(&bytes)
        );
        assert_eq!(lean.shows().cursor, Some((y, 0)));
    }
}

#[test]
fn a_cursor_that_moves_alone_costs_only_its_move() {
    let mut lean = Lean::new(SCREEN);
    let mut picture = at(40).picture();
    lean.draw(&picture);
    picture.cursor = Some(Position::new(0, 8));
    assert_eq!(lean.draw(&picture), b"\n");
    picture.cursor = None;
    assert_eq!(lean.draw(&picture), b"\x1b[?25l");
    picture.cursor = Some(Position::new(0, 8));
    assert_eq!(lean.draw(&picture), b"\x1b[?25h");
}

#[test]
fn a_typed_letter_costs_a_byte() {
    let mut lean = Lean::new(SCREEN);
    let mut picture = Picture::new(80, 24);
    picture.cursor = Some(Position::new(10, 3));
    lean.draw(&picture);
    picture.buffer.set_string(10, 3, "q", Style::new());
    picture.cursor = Some(Position::new(11, 3));
    assert_eq!(lean.draw(&picture), b"q");
}

#[test]
fn keys_cost_much_less_than_with_the_stock_backend() {
    // The key, the row it is pressed on, the most it may cost, and the most in hundredths of stock.
    let cases = [
        (Key::Down, 40, 150, 65),
        (Key::Up, 40, 170, 65),
        (Key::PageDown, 40, 600, 50),
        (Key::End, 40, 800, 75),
        (Key::Open, 40, 1100, 50),
    ];
    for (key, selected, most, hundredths) in cases {
        let (lean, stock) = cost(&mut at(selected), key);
        assert!(lean <= most, "{key:?}: {lean} bytes");
        assert!(
            lean * 100 <= stock * hundredths,
            "{key:?}: {lean} of {stock}"
        );
    }
}

#[test]
fn a_list_that_goes_on_by_a_line_is_scrolled() {
    for key in [Key::Down, Key::Up] {
        let mut program = at(40);
        program.top = if matches!(key, Key::Down) { 30 } else { 40 };
        let (lean, stock) = cost(&mut program, key);
        assert!(lean <= 240, "{key:?}: {lean} bytes");
        assert!(lean * 4 <= stock, "{key:?}: {lean} of {stock}");
    }
}

#[test]
fn a_start_is_cheap() {
    let mut lean = Lean::new(SCREEN);
    let picture = at(40).picture();
    let bytes = lean.draw(&picture).len();
    let stock = stock_bytes(&[picture])[0];
    assert!(bytes * 100 <= stock * 75, "{bytes} of {stock}");
}

#[test]
fn held_keys_cost_a_few_bytes_each() {
    let mut program = at(5);
    program.detail = Detail::Nowhere;
    let mut lean = Lean::new(SCREEN);
    lean.draw(&program.picture());
    let mut bytes = 0;
    for _ in 0..5 {
        program.press(Key::Down);
        bytes += lean.draw(&program.picture()).len();
    }
    // Marker, counter in the corner, and back; the counter grows from 6 to 11.
    assert!(bytes <= 100, "{bytes}");
    assert!(program.selected < PEOPLE);
}
