//! Commands in the full-screen text editor: Ctrl keys and moving keys alone, so that every letter types.

use crate::app::command::{Command, Scope, always};
use crate::app::editor;
use crate::app::model::{Act, Confirm, Overlay};
use crate::app::note_editor::NoteEditor;
use crate::app::notice::Failure;
use crate::app::{App, Cx};

const fn row(
    name: &'static str,
    title: &'static str,
    help: &'static str,
    keys: &'static [&'static str],
    hint: u8,
    run: fn(&mut App, &Cx) -> Result<(), Failure>,
) -> Command {
    Command {
        name,
        title,
        help,
        scope: Scope::Editor,
        keys,
        hint,
        when: always,
        run,
    }
}

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        "text.save",
        "Save",
        "Saves the text.",
        &["ctrl-s"],
        1,
        super::super::App::save_editor,
    ),
    row(
        "text.leave",
        "Leave",
        "Leaves the text; what was typed is kept as a draft.",
        &["esc"],
        2,
        |app, cx| {
            app.leave_draft(cx);
            Ok(())
        },
    ),
    row(
        "text.undo",
        "Undo",
        "Takes the last typing back.",
        &["ctrl-u"],
        3,
        |app, cx| change(app, cx, NoteEditor::undo),
    ),
    row(
        "text.redo",
        "Redo",
        "Brings back what undo took.",
        &["ctrl-r"],
        4,
        |app, cx| change(app, cx, NoteEditor::redo),
    ),
    row(
        "text.discard",
        "Drop the draft",
        "Lets the draft go and closes the text.",
        &["ctrl-d"],
        5,
        |app, _| {
            app.model.overlays.push(Overlay::Confirm(Confirm {
                question: "Let what was typed here go?".to_owned(),
                yes: Act::DropDraft,
            }));
            Ok(())
        },
    ),
    row(
        "text.enter",
        "New line",
        "Begins a new line.",
        &["enter"],
        0,
        |app, cx| {
            change(
                app,
                cx,
                super::super::note_editor::NoteEditor::insert_newline,
            )
        },
    ),
    row(
        "text.backspace",
        "Delete left",
        "Deletes the character before the cursor.",
        &["backspace"],
        0,
        |app, cx| change(app, cx, super::super::note_editor::NoteEditor::backspace),
    ),
    row(
        "text.delete",
        "Delete right",
        "Deletes the character under the cursor.",
        &["delete"],
        0,
        |app, cx| change(app, cx, super::super::note_editor::NoteEditor::delete),
    ),
    row(
        "text.delete_word",
        "Delete word",
        "Deletes the word before the cursor.",
        &["ctrl-w"],
        0,
        |app, cx| {
            change(
                app,
                cx,
                super::super::note_editor::NoteEditor::delete_word_back,
            )
        },
    ),
    row(
        "text.kill",
        "Delete to line end",
        "Deletes to the end of the line.",
        &["ctrl-k"],
        0,
        |app, cx| {
            change(
                app,
                cx,
                super::super::note_editor::NoteEditor::kill_to_line_end,
            )
        },
    ),
    row("text.tab", "Tab", "Types a tab.", &["tab"], 0, |app, cx| {
        change(app, cx, |note| note.insert_char('\t'))
    }),
    row(
        "text.left",
        "Left",
        "Goes one character to the left.",
        &["left"],
        0,
        |app, _| go(app, |note, _, _| note.left()),
    ),
    row(
        "text.right",
        "Right",
        "Goes one character to the right.",
        &["right"],
        0,
        |app, _| go(app, |note, _, _| note.right()),
    ),
    row(
        "text.word_left",
        "Word left",
        "Goes one word to the left.",
        &["ctrl-left"],
        0,
        |app, _| go(app, |note, _, _| note.word_left()),
    ),
    row(
        "text.word_right",
        "Word right",
        "Goes one word to the right.",
        &["ctrl-right"],
        0,
        |app, _| go(app, |note, _, _| note.word_right()),
    ),
    row(
        "text.up",
        "Up",
        "Goes one line up.",
        &["up"],
        0,
        |app, cx| at(app, cx, |note, _, _| note.up()),
    ),
    row(
        "text.down",
        "Down",
        "Goes one line down.",
        &["down"],
        0,
        |app, cx| at(app, cx, |note, _, _| note.down()),
    ),
    row(
        "text.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        |app, cx| at(app, cx, |note, _, rows| note.page_up(rows)),
    ),
    row(
        "text.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown"],
        0,
        |app, cx| at(app, cx, |note, _, rows| note.page_down(rows)),
    ),
    row(
        "text.line_start",
        "Line start",
        "Goes to the start of the line.",
        &["home", "ctrl-a"],
        0,
        |app, _| go(app, |note, _, _| note.line_start()),
    ),
    row(
        "text.line_end",
        "Line end",
        "Goes to the end of the line.",
        &["end", "ctrl-e"],
        0,
        |app, _| go(app, |note, _, _| note.line_end()),
    ),
    row(
        "text.quit",
        "Quit",
        "Ends the program; what was typed is kept as a draft.",
        &["ctrl-q"],
        0,
        |app, cx| {
            app.leave_program(cx);
            Ok(())
        },
    ),
    row(
        "text.suspend",
        "Suspend",
        "Stops the program; fg brings it back.",
        &["ctrl-z"],
        0,
        super::global::suspend,
    ),
    row(
        "text.redraw",
        "Redraw",
        "Paints the whole screen anew.",
        &["ctrl-l"],
        0,
        super::global::redraw,
    ),
];

/// Changes the text; its draft becomes due.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn change<R>(
    app: &mut App,
    cx: &Cx,
    act: impl FnOnce(&mut NoteEditor) -> R,
) -> Result<(), Failure> {
    if let Some(editor) = app.model.editor_mut() {
        let before = editor.note.revision();
        act(&mut editor.note);
        if editor.note.revision() != before {
            app.typed(cx);
        }
    }
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn go<R>(
    app: &mut App,
    act: impl FnOnce(&mut NoteEditor, usize, usize) -> R,
) -> Result<(), Failure> {
    if let Some(editor) = app.model.editor_mut() {
        act(&mut editor.note, 0, 0);
    }
    Ok(())
}

/// Moves by lines as they are wrapped on the screen.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a command")]
fn at<R>(
    app: &mut App,
    cx: &Cx,
    act: impl FnOnce(&mut NoteEditor, usize, usize) -> R,
) -> Result<(), Failure> {
    let (width, height) = editor::text_area(cx);
    if let Some(editor) = app.model.editor_mut() {
        act(&mut editor.note, usize::from(width), usize::from(height));
    }
    Ok(())
}
