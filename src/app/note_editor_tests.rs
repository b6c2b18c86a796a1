//! Tests of the note editor as a whole: tables of what each key does, and random operations against a plain string.

use proptest::prelude::*;
use unicode_normalization::char::compose;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::note_editor::{NoteEditor, View};
use super::note_editor_wrap::Wrap;
use crate::domain::text::{clean_input, visible};

/// An editor for a text in which `|` stands for the caret.
fn opened(text: &str) -> NoteEditor {
    let offset = text.find('|').unwrap();
    NoteEditor::new(&text.replacen('|', "", 1)).with_cursor(offset)
}

/// The text with `|` where the caret is.
fn marked(editor: &NoteEditor) -> String {
    let mut text = editor.text();
    text.insert(editor.offset(), '|');
    text
}

fn typed(editor: &mut NoteEditor, text: &str) {
    for c in text.chars() {
        editor.insert_char(c);
    }
}

#[test]
fn what_each_key_does() {
    type Key = fn(&mut NoteEditor);
    let cases: &[(&str, Key, &str)] = &[
        ("one| two", |e| typed(e, "s!"), "ones!| two"),
        ("one| two", NoteEditor::insert_newline, "one\n| two"),
        ("one| two", |e| typed(e, "\t\r\n"), "one\t\n\n| two"),
        // An accent joins its letter, whichever comes as what.
        ("Zoe|", |e| typed(e, "\u{308}"), "Zoë|"),
        ("|\u{308}", |e| typed(e, "e"), "e\u{308}|"),
        ("one|", NoteEditor::backspace, "on|"),
        ("|one", NoteEditor::backspace, "|one"),
        ("one\n|two", NoteEditor::backspace, "one|two"),
        ("e\u{323}\u{301}|", NoteEditor::backspace, "|"),
        ("a👩\u{200d}⚕\u{fe0f}|b", NoteEditor::backspace, "a|b"),
        ("o|ne", NoteEditor::delete, "o|e"),
        ("one|\ntwo", NoteEditor::delete, "one|two"),
        ("one|", NoteEditor::delete, "one|"),
        ("a|🇬🇧b", NoteEditor::delete, "a|b"),
        ("one two|", NoteEditor::delete_word_back, "one |"),
        ("one two  |", NoteEditor::delete_word_back, "one |"),
        ("one, |", NoteEditor::delete_word_back, "|"),
        ("  |", NoteEditor::delete_word_back, "|"),
        ("one\n|two", NoteEditor::delete_word_back, "one|two"),
        ("|one", NoteEditor::delete_word_back, "|one"),
        (
            "one| two\nthree",
            NoteEditor::kill_to_line_end,
            "one|\nthree",
        ),
        ("one|\nthree", NoteEditor::kill_to_line_end, "one|three"),
        ("one|", NoteEditor::kill_to_line_end, "one|"),
        ("one|", NoteEditor::left, "on|e"),
        ("one\n|two", NoteEditor::left, "one|\ntwo"),
        ("|one", NoteEditor::left, "|one"),
        ("ae\u{301}|", NoteEditor::left, "a|e\u{301}"),
        ("a|e\u{301}b", NoteEditor::right, "ae\u{301}|b"),
        ("one|\ntwo", NoteEditor::right, "one\n|two"),
        ("one|", NoteEditor::right, "one|"),
        ("it's| here", NoteEditor::word_left, "|it's here"),
        ("one, |two", NoteEditor::word_left, "|one, two"),
        ("one\n|two", NoteEditor::word_left, "one|\ntwo"),
        ("o|ne two", NoteEditor::word_right, "one| two"),
        ("one|, two", NoteEditor::word_right, "one, two|"),
        ("one| -", NoteEditor::word_right, "one -|"),
        ("one|\ntwo", NoteEditor::word_right, "one\n|two"),
        ("one t|wo", NoteEditor::line_start, "|one two"),
        ("one t|wo\nx", NoteEditor::line_end, "one two|\nx"),
        ("one\nt|wo", NoteEditor::text_start, "|one\ntwo"),
        ("o|ne\ntwo", NoteEditor::text_end, "one\ntwo|"),
        ("one\ntw|o", NoteEditor::up, "on|e\ntwo"),
        ("on|e\nt\nthree", NoteEditor::down, "one\nt|\nthree"),
        ("on|e", NoteEditor::up, "|one"),
        ("on|e", NoteEditor::down, "one|"),
        ("o|ne\n漢漢", NoteEditor::down, "one\n|漢漢"),
        ("on|e\n漢漢", NoteEditor::down, "one\n漢|漢"),
    ];
    for (number, (before, key, after)) in cases.iter().enumerate() {
        let mut editor = opened(before);
        key(&mut editor);
        assert_eq!(marked(&editor), *after, "case {number}: {before:?}");
    }
}

#[test]
fn down_and_up_return_to_the_column_they_left() {
    let mut editor = opened("four fi|ve\nsix\nseven eight");
    editor.down();
    assert_eq!(marked(&editor), "four five\nsix|\nseven eight");
    editor.down();
    assert_eq!(marked(&editor), "four five\nsix\nseven e|ight");
    editor.up();
    editor.up();
    assert_eq!(marked(&editor), "four fi|ve\nsix\nseven eight");
}

#[test]
fn down_goes_by_the_rows_that_are_seen() {
    let mut editor = opened("on|e two three four");
    editor.resize(10, 5);
    assert_eq!(editor.snapshot().rows, ["one two ", "three ", "four"]);
    editor.down();
    assert_eq!(marked(&editor), "one two th|ree four");
    editor.down();
    assert_eq!(marked(&editor), "one two three fo|ur");
    editor.up();
    // The end of a row that goes on below is its last character.
    let mut editor = opened("a long line|\nab cd ef gh");
    editor.resize(9, 5);
    assert_eq!(
        editor.snapshot().rows,
        ["a long ", "line", "ab cd ef ", "gh"]
    );
    editor.down();
    assert_eq!(marked(&editor), "a long line\nab c|d ef gh");
}

#[test]
fn where_the_caret_is_counted() {
    let cases = [
        ("|", (0, 0), 0),
        ("e\u{301}e\u{301}|x", (0, 2), 6),
        ("one\ntwo|\n", (1, 3), 7),
        ("one\n\n|", (2, 0), 5),
        ("👩\u{200d}⚕\u{fe0f}|", (0, 1), 13),
    ];
    for (text, cursor, offset) in cases {
        let editor = opened(text);
        assert_eq!(
            (editor.cursor(), editor.offset()),
            (cursor, offset),
            "{text:?}"
        );
    }
    assert_eq!(
        NoteEditor::new("aé").with_cursor(2).offset(),
        1,
        "never inside a character"
    );
    assert_eq!(NoteEditor::new("one\ntwo").with_cursor(99).offset(), 7);
}

#[test]
fn text_is_given_back_as_it_was_opened() {
    for text in [
        "",
        "\n",
        "one\r\ntwo\r\n",
        "\u{1b}[2J\tx\u{202e}\0",
        "Zoe\u{308}\u{2028}x",
    ] {
        let mut editor = NoteEditor::new(text);
        editor.view(20, 5);
        assert_eq!(
            (
                editor.text().as_str(),
                editor.revision(),
                editor.is_modified()
            ),
            (text, 0, false)
        );
        editor.text_end();
        editor.insert_char('x');
        editor.backspace();
        assert_eq!(editor.text(), text);
    }
}

#[test]
fn revision_grows_with_changes_only() {
    let mut editor = opened("one|");
    for (revision, key) in [
        (1, (|e| typed(e, "s")) as fn(&mut NoteEditor)),
        (1, NoteEditor::left),
        (1, NoteEditor::text_end),
        (1, NoteEditor::delete),
        (1, |e| typed(e, "\u{1b}\u{202e}\u{7f}")),
        (1, |e| assert_eq!(e.paste("\u{1b}"), 1)),
        (2, NoteEditor::backspace),
        (3, |e| assert!(e.undo())),
        (4, |e| assert!(e.undo())),
        (4, |e| assert!(!e.undo())),
        (5, |e| assert!(e.redo())),
    ] {
        key(&mut editor);
        assert_eq!(editor.revision(), revision);
    }
    assert!(editor.is_modified());
    editor.undo();
    assert!(!editor.is_modified());
}

#[test]
fn undo_goes_by_word_newline_and_paste() {
    let mut editor = NoteEditor::new("");
    typed(&mut editor, "see Ruth  on\nFriday");
    editor.paste("one two\r\nthree");
    typed(&mut editor, "now");
    let steps = [
        "see Ruth  on\nFridayone two\nthree|",
        "see Ruth  on\nFriday|",
        "see Ruth  on\n|",
        "see Ruth  on|",
        "see Ruth  |",
        "see |",
        "|",
    ];
    for step in steps {
        assert!(editor.undo());
        assert_eq!(marked(&editor), step);
    }
    assert!(!editor.undo());
    for step in steps.iter().rev().skip(1) {
        assert!(editor.redo());
        assert_eq!(marked(&editor), *step);
    }
}

#[test]
fn undo_of_erasing_goes_by_word_and_puts_the_caret_back() {
    let mut editor = opened("my own kitchen|");
    for _ in 0..12 {
        editor.backspace();
    }
    assert_eq!(marked(&editor), "my|");
    for step in ["my own|", "my own kitchen|"] {
        assert!(editor.undo());
        assert_eq!(marked(&editor), step);
    }
}

#[test]
fn moving_ends_a_step_and_a_new_change_ends_redo() {
    let mut editor = opened("|");
    typed(&mut editor, "ab");
    editor.left();
    typed(&mut editor, "cd");
    assert_eq!(marked(&editor), "acd|b");
    editor.undo();
    assert_eq!(marked(&editor), "a|b");
    typed(&mut editor, "x");
    assert!(!editor.redo());
    assert_eq!(marked(&editor), "ax|b");
}

#[test]
fn thousands_of_steps_can_be_undone() {
    let mut editor = NoteEditor::new("kept ");
    editor.text_end();
    for _ in 0..10_000 {
        typed(&mut editor, "a ");
    }
    let mut steps = 0;
    while editor.undo() {
        steps += 1;
    }
    assert_eq!((steps, editor.text().as_str()), (10_000, "kept "));
}

#[test]
fn a_paste_is_cleaned_and_counted() {
    let mut editor = opened("a|b");
    assert_eq!(editor.paste("x\u{1b}[1m\r\nZoe\u{308}\ty\u{202e}"), 2);
    assert_eq!(marked(&editor), "ax[1m\nZoë\ty|b");
    editor.undo();
    assert_eq!(marked(&editor), "a|b");
}

#[test]
fn a_very_long_paste_works() {
    for piece in ["twelve bytes", "twelve byt\r\n", "\n"] {
        let long = piece.repeat((1 << 20) / piece.len());
        let cleaned = clean_input(&long).text;
        let mut editor = opened("a|b");
        editor.paste(&long);
        typed(&mut editor, "xy");
        editor.left();
        editor.left();
        editor.backspace();
        editor.insert_newline();
        let gone = cleaned.chars().last().unwrap().len_utf8();
        let kept = &cleaned[..cleaned.len() - gone];
        assert!(editor.text() == format!("a{kept}\nxyb"));
        assert_sound(&mut editor, 80, 24);
        while editor.undo() {}
        assert_eq!(marked(&editor), "a|b");
    }
}

#[test]
fn found_whatever_its_case_and_round_the_end() {
    let cases = [
        (
            "|Ruth came. ruth left.\nRUTH",
            "ruth",
            true,
            "Ruth came. |ruth left.\nRUTH",
        ),
        (
            "Ruth came. |ruth left.\nRUTH",
            "ruth",
            true,
            "Ruth came. ruth left.\n|RUTH",
        ),
        (
            "Ruth came. ruth left.\n|RUTH",
            "ruth",
            true,
            "|Ruth came. ruth left.\nRUTH",
        ),
        (
            "|Ruth came. ruth left.\nRUTH",
            "Ruth",
            false,
            "Ruth came. ruth left.\n|RUTH",
        ),
        (
            "Ruth came. ruth left.\n|RUTH",
            "Ruth",
            false,
            "Ruth came. |ruth left.\nRUTH",
        ),
        ("one |two", "two", true, "one |two"),
        ("one |two", "Zoë", true, "one |two"),
        ("one |two", "", true, "one |two"),
        ("|seen by ZOË", "Zoe\u{308}", true, "seen by |ZOË"),
    ];
    for (before, sought, forward, after) in cases {
        let mut editor = opened(before);
        let is_found = editor.find(sought, forward);
        assert_eq!(marked(&editor), after, "{before:?} {sought:?}");
        assert_eq!(
            is_found,
            before != after || sought == "two",
            "{before:?} {sought:?}"
        );
    }
}

#[test]
fn rows_are_safe_and_tabs_are_spaces() {
    let mut editor = NoteEditor::new("a\tb\u{1b}[2J\n\tx\r\nabcd\te\u{202e}");
    let view = editor.view(40, 10);
    assert_eq!(view.rows, ["a   b␛[2J", "    x␍", "abcd    e⟨U+202E⟩"]);
}

#[test]
fn the_caret_is_never_out_of_sight() {
    // In a view 6 wide a row holds 5, and one space behind them.
    let cases: [(&str, &[&str], (u16, u16)); 12] = [
        ("|", &[""], (0, 0)),
        ("abcd|", &["abcd"], (0, 4)),
        ("abcde|", &["abcde"], (0, 5)),
        ("abcdef|", &["abcde", "f"], (1, 1)),
        ("abcde|f", &["abcde", "f"], (1, 0)),
        ("abcde |", &["abcde ", ""], (1, 0)),
        ("abcde| ", &["abcde ", ""], (0, 5)),
        ("abcde  |", &["abcde ", " "], (1, 1)),
        ("abcde f|", &["abcde ", "f"], (1, 1)),
        ("漢漢漢|", &["漢漢", "漢"], (1, 2)),
        ("ab cd|ef", &["ab ", "cdef"], (1, 2)),
        ("abc\t|", &["abc "], (0, 4)),
    ];
    for (text, rows, cursor) in cases {
        let view = opened(text).view(6, 4);
        assert_eq!(
            (view.rows.as_slice(), view.cursor),
            (rows.map_strings().as_slice(), cursor),
            "{text:?}"
        );
    }
}

trait MapStrings {
    fn map_strings(&self) -> Vec<String>;
}

impl MapStrings for &[&str] {
    fn map_strings(&self) -> Vec<String> {
        self.iter().map(|row| (*row).to_owned()).collect()
    }
}

#[test]
fn typing_at_the_end_of_a_line_changes_that_row_only() {
    let mut editor = opened("the first line\nthe second|\nthe third");
    let before = editor.view(40, 5);
    for c in " line and more".chars() {
        editor.insert_char(c);
        let after = editor.view(40, 5);
        assert_eq!(
            (&after.rows[0], &after.rows[2]),
            (&before.rows[0], &before.rows[2])
        );
        assert_eq!((after.rows.len(), after.top), (3, 0));
    }
}

fn numbered(lines: usize) -> String {
    let lines: Vec<_> = (0..lines).map(|number| format!("line {number}")).collect();
    lines.join("\n")
}

#[test]
fn the_view_moves_as_little_as_it_can() {
    let mut editor = NoteEditor::new(&numbered(30));
    let mut tops = Vec::new();
    let mut press = |key: fn(&mut NoteEditor), times: usize| {
        for _ in 0..times {
            key(&mut editor);
        }
        tops.push(editor.view(20, 10).top);
    };
    press(NoteEditor::down, 9);
    press(NoteEditor::down, 1);
    press(NoteEditor::down, 1);
    press(NoteEditor::up, 9);
    press(NoteEditor::up, 1);
    press(NoteEditor::text_end, 1);
    press(NoteEditor::up, 9);
    press(NoteEditor::up, 1);
    press(|e| e.page_up(9), 1);
    press(|e| e.page_down(9), 1);
    press(|e| e.page_down(99), 1);
    press(|e| e.page_up(99), 1);
    assert_eq!(tops, [0, 1, 2, 2, 1, 20, 20, 19, 10, 19, 20, 0]);
}

#[test]
fn the_view_stands_while_lines_above_it_change() {
    let mut editor = NoteEditor::new(&numbered(30)).with_cursor(0);
    editor.view(20, 10);
    editor.paste("a\nb\nc\n");
    editor.text_end();
    let before = editor.view(20, 10);
    assert_eq!((before.top, before.rows[0].as_str()), (23, "line 20"));
    // The undo happens above the view: the caret is shown, and the view goes no further than that.
    editor.undo();
    assert_eq!(editor.view(20, 10).top, 0);
    editor.text_end();
    assert_eq!(editor.view(20, 10).rows[0], "line 20");
}

#[test]
fn a_new_width_keeps_the_text_at_the_top() {
    let words = "word ".repeat(200);
    let mut editor = NoteEditor::new(&words);
    editor.view(51, 10);
    for _ in 0..15 {
        editor.down();
    }
    // Rows of 50 columns and a space; six stand above the view.
    assert_eq!(editor.view(51, 10).top, 6);
    let narrow = editor.view(26, 20);
    assert_eq!(narrow.top, 12);
    assert_eq!(editor.view(51, 10).top, 6);
    // A taller view shows what there is above rather than nothing below.
    assert_eq!(editor.view(51, 40).top, 0);
}

#[test]
fn odd_sizes_do_no_harm() {
    for (width, height) in [
        (0, 0),
        (0, 5),
        (5, 0),
        (1, 1),
        (2, 1),
        (3, 2),
        (u16::MAX, u16::MAX),
    ] {
        let mut editor = opened("漢字 \u{202e}\tone two|\nthree\u{1b}");
        let view = editor.view(width, height);
        assert!(view.rows.len() <= height.into());
        assert!(
            view.rows.iter().all(|row| row.width() <= width.into()),
            "{width}x{height}"
        );
        assert!(
            view.cursor.0 < height.max(1) && view.cursor.1 < width.max(1),
            "{width}x{height}"
        );
        editor.down();
        editor.page_up(0);
        editor.up();
    }
}

#[test]
fn a_character_wider_than_the_view_is_cut_with_a_sign() {
    let view = NoteEditor::new("one a\u{200d}\u{200d} b").view(12, 5);
    assert_eq!(view.rows, ["one ", "a⟨U+200D⟩⟨U…", " b"]);
}

#[test]
fn debug_keeps_the_words_to_itself() {
    let mut editor = NoteEditor::new("my own kitchen");
    let shown = format!("{:?} {:?}", editor.view(80, 24), editor);
    assert!(!shown.contains("kitchen"));
}

/// Checks all that must hold of any editor at any time.
fn assert_sound(editor: &mut NoteEditor, width: u16, height: u16) -> View {
    let before = editor.snapshot();
    let is_same_size = editor.size == (width, height);
    let view = editor.view(width, height);
    let text = editor.text();
    assert!(text.get(..editor.offset()).is_some());
    assert!(
        editor.wrap == Wrap::new(editor.buffer.lines(), width.into()),
        "the cache is out of step"
    );
    assert!(view.rows.len() <= height.into());
    assert_eq!(
        view.rows.len(),
        (view.total_rows - view.top).min(height.into())
    );
    assert!(usize::from(view.cursor.0) < view.rows.len() && view.cursor.1 < width);
    for row in &view.rows {
        assert!(!row.contains(char::is_control) && row.width() <= width.into());
    }
    if is_same_size {
        assert!(before == view, "looking changes nothing");
    }
    view
}

/// Something that a person may do.
#[derive(Clone, Debug)]
enum Deed {
    Type(char),
    Newline,
    Paste(String),
    Backspace,
    Delete,
    Kill,
    DeleteWord,
    Undo,
    Redo,
    Left,
    Right,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
    /// A movement by rows or words, or a search: only soundness is checked.
    Other(u8),
    Resize(u16, u16),
}

fn a_char() -> impl Strategy<Value = char> {
    prop_oneof![
        6 => prop::char::range('a', 'e'),
        4 => Just(' '),
        1 => Just('\t'),
        3 => prop::sample::select(vec!['é', '漢', '\u{301}', '\u{308}', '👩', '\u{200d}', '⚕', '\u{fe0f}', '🇬', '🇧']),
        1 => prop::sample::select(vec!['\u{1b}', '\u{202e}', '\u{1100}', '\u{1161}', 'ش', '\u{93f}']),
    ]
}

fn a_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => a_char(), 1 => Just('\n')];
    prop::collection::vec(piece, 0..60).prop_map(String::from_iter)
}

fn a_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        10 => a_char().prop_map(Deed::Type),
        2 => Just(Deed::Newline),
        2 => a_text().prop_map(Deed::Paste),
        3 => Just(Deed::Backspace),
        2 => Just(Deed::Delete),
        1 => Just(Deed::Kill),
        1 => Just(Deed::DeleteWord),
        2 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
        3 => Just(Deed::Left),
        2 => Just(Deed::Right),
        1 => Just(Deed::LineStart),
        1 => Just(Deed::LineEnd),
        1 => Just(Deed::TextStart),
        1 => Just(Deed::TextEnd),
        6 => (0..7_u8).prop_map(Deed::Other),
        1 => (4..24_u16, 1..6_u16).prop_map(|(width, height)| Deed::Resize(width, height)),
    ]
}

/// The same text in the simplest form there is: a string and an offset.
struct Model {
    text: String,
    caret: usize,
}

impl Model {
    /// Where a caret can stand.
    fn stops(&self) -> Vec<usize> {
        let mut stops = vec![];
        let mut start = 0;
        for line in self.text.split('\n') {
            stops.extend(line.grapheme_indices(true).map(|(at, _)| start + at));
            start += line.len() + 1;
            stops.push(start - 1);
        }
        stops
    }

    fn before(&self) -> usize {
        self.stops()
            .into_iter()
            .rfind(|at| *at < self.caret)
            .unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.stops()
            .into_iter()
            .find(|at| *at > self.caret)
            .unwrap_or(self.text.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.caret..]
            .find('\n')
            .map_or(self.text.len(), |at| self.caret + at)
    }

    fn splice(&mut self, from: usize, to: usize, text: &str) {
        self.text.replace_range(from..to, text);
        let caret = from + text.len();
        self.caret = self
            .stops()
            .into_iter()
            .find(|at| *at >= caret)
            .unwrap_or(self.text.len());
    }

    /// Does what a deed does, if the model knows how; else `false`.
    fn act(&mut self, deed: &Deed) -> bool {
        let caret = self.caret;
        match deed {
            Deed::Type(c) => {
                let cleaned = clean_input(&c.to_string());
                let last = self.text[self.line_start()..caret].chars().next_back();
                if let Some((last, whole)) = last.and_then(|last| Some((last, compose(last, *c)?)))
                {
                    self.splice(caret - last.len_utf8(), caret, &whole.to_string());
                } else if cleaned.removed == 0 {
                    self.splice(caret, caret, &cleaned.text);
                }
            }
            Deed::Newline => self.splice(caret, caret, "\n"),
            Deed::Paste(text) => self.splice(caret, caret, &clean_input(text).text),
            Deed::Backspace => self.splice(self.before(), caret, ""),
            Deed::Delete => self.splice(caret, self.after(), ""),
            Deed::Kill if self.line_end() == caret => self.splice(caret, self.after(), ""),
            Deed::Kill => self.splice(caret, self.line_end(), ""),
            Deed::Left => self.caret = self.before(),
            Deed::Right => self.caret = self.after(),
            Deed::LineStart => self.caret = self.line_start(),
            Deed::LineEnd => self.caret = self.line_end(),
            Deed::TextStart => self.caret = 0,
            Deed::TextEnd => self.caret = self.text.len(),
            Deed::DeleteWord | Deed::Undo | Deed::Redo | Deed::Other(_) | Deed::Resize(..) => {
                return false;
            }
        }
        true
    }
}

fn act(editor: &mut NoteEditor, deed: &Deed) {
    match deed {
        Deed::Type(c) => {
            editor.insert_char(*c);
        }
        Deed::Newline => editor.insert_newline(),
        Deed::Paste(text) => {
            editor.paste(text);
        }
        Deed::Backspace => editor.backspace(),
        Deed::Delete => editor.delete(),
        Deed::Kill => editor.kill_to_line_end(),
        Deed::DeleteWord => editor.delete_word_back(),
        Deed::Undo => {
            editor.undo();
        }
        Deed::Redo => {
            editor.redo();
        }
        Deed::Left => editor.left(),
        Deed::Right => editor.right(),
        Deed::LineStart => editor.line_start(),
        Deed::LineEnd => editor.line_end(),
        Deed::TextStart => editor.text_start(),
        Deed::TextEnd => editor.text_end(),
        Deed::Other(0) => editor.up(),
        Deed::Other(1) => editor.down(),
        Deed::Other(2) => editor.page_up(3),
        Deed::Other(3) => editor.page_down(3),
        Deed::Other(4) => editor.word_left(),
        Deed::Other(5) => editor.word_right(),
        Deed::Other(_) => {
            editor.find("a", true);
        }
        Deed::Resize(width, height) => editor.resize(*width, *height),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_text_is_always_what_a_plain_string_would_be(
        original in a_text(),
        deeds in prop::collection::vec(a_deed(), 1..60),
    ) {
        let mut editor = NoteEditor::new(&original);
        editor.resize(11, 4);
        let mut model = Model { text: original.clone(), caret: 0 };
        let mut seen = vec![original.clone()];
        for deed in &deeds {
            let before = editor.text();
            let revision = editor.revision();
            act(&mut editor, deed);
            if model.act(deed) {
                prop_assert_eq!(&editor.text(), &model.text, "{:?}", deed);
                prop_assert_eq!(editor.offset(), model.caret, "{:?}", deed);
            } else {
                model = Model { text: editor.text(), caret: editor.offset() };
                match deed {
                    Deed::Undo | Deed::Redo => prop_assert!(seen.contains(&model.text)),
                    Deed::DeleteWord => {}
                    _ => prop_assert_eq!(&editor.text(), &before),
                }
                prop_assert!(model.stops().contains(&model.caret));
            }
            prop_assert!(editor.text() == before || editor.revision() > revision);
            seen.push(editor.text());
            let (width, height) = editor.size;
            let view = editor.snapshot();
            assert_sound(&mut editor, width, height);
            prop_assert!(view.cursor.1 < width);
        }
        while editor.redo() {}
        let last = editor.text();
        while editor.undo() {}
        prop_assert_eq!(&editor.text(), &original);
        prop_assert!(!editor.is_modified());
        while editor.redo() {}
        prop_assert_eq!(&editor.text(), &last);
        assert_sound(&mut editor, 11, 4);
    }

    #[test]
    fn rows_hold_the_whole_line(text in a_text(), width in 10..40_u16) {
        let mut editor = NoteEditor::new(&text.replace('\t', " "));
        let view = editor.view(width, u16::MAX);
        let is_wide = |cluster: &str| visible(cluster).width() >= width.into();
        prop_assume!(!text.graphemes(true).any(is_wide));
        let shown: String = editor.buffer.lines().iter().map(|line| visible(line).into_owned()).collect();
        prop_assert_eq!(view.rows.concat(), shown);
        prop_assert_eq!(view.rows.len(), view.total_rows);
    }

    #[test]
    fn the_view_moves_only_for_the_caret(
        text in a_text(),
        deeds in prop::collection::vec(a_deed(), 1..60),
    ) {
        let mut editor = NoteEditor::new(&text);
        editor.resize(8, 3);
        for deed in deeds {
            if matches!(deed, Deed::Resize(..) | Deed::Other(2 | 3) | Deed::Undo | Deed::Redo) {
                continue;
            }
            let top = editor.snapshot().top;
            act(&mut editor, &deed);
            let view = editor.snapshot();
            let caret = view.top + usize::from(view.cursor.0);
            if view.top < top {
                prop_assert_eq!(caret, view.top, "{:?}", deed);
            } else if view.top > top {
                prop_assert_eq!(caret, view.top + 2, "{:?}", deed);
            }
        }
    }
}
