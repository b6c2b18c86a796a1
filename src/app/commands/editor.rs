//! Commands in the full-screen text editor: Ctrl keys and moving keys alone, so that every letter types.

use crate::app::command::{Command, Scope, always, row};
use crate::app::editor;
use crate::app::model::{Act, Confirm, Overlay};
use crate::app::note_editor::NoteEditor;
use crate::app::notice::Failure;
use crate::app::{App, Cx};

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::Editor,
        "text.save",
        "Save",
        "Saves the text.",
        &["ctrl-s"],
        1,
        always,
        super::super::App::save_editor,
    ),
    row(
        Scope::Editor,
        "text.leave",
        "Leave",
        "Leaves the text; what was typed is kept as a draft.",
        &["esc"],
        2,
        always,
        |app, cx| {
            app.leave_draft(cx);
            Ok(())
        },
    ),
    row(
        Scope::Editor,
        "text.undo",
        "Undo",
        "Takes the last typing back.",
        &["ctrl-u"],
        3,
        always,
        |app, cx| change(app, cx, NoteEditor::undo),
    ),
    row(
        Scope::Editor,
        "text.redo",
        "Redo",
        "Brings back what undo took.",
        &["ctrl-r"],
        4,
        always,
        |app, cx| change(app, cx, NoteEditor::redo),
    ),
    row(
        Scope::Editor,
        "text.discard",
        "Drop the draft",
        "Lets the draft go and closes the text.",
        &["ctrl-d"],
        5,
        always,
        |app, _| {
            app.model.overlays.push(Overlay::Confirm(Confirm {
                question: "Let what was typed here go?".to_owned(),
                yes: Act::DropDraft,
            }));
            Ok(())
        },
    ),
    row(
        Scope::Editor,
        "text.enter",
        "New line",
        "Begins a new line.",
        &["enter"],
        0,
        always,
        |app, cx| {
            change(
                app,
                cx,
                super::super::note_editor::NoteEditor::insert_newline,
            )
        },
    ),
    row(
        Scope::Editor,
        "text.backspace",
        "Delete left",
        "Deletes the character before the cursor.",
        &["backspace"],
        0,
        always,
        |app, cx| change(app, cx, super::super::note_editor::NoteEditor::backspace),
    ),
    row(
        Scope::Editor,
        "text.delete",
        "Delete right",
        "Deletes the character under the cursor.",
        &["delete"],
        0,
        always,
        |app, cx| change(app, cx, super::super::note_editor::NoteEditor::delete),
    ),
    row(
        Scope::Editor,
        "text.delete_word",
        "Delete word",
        "Deletes the word before the cursor.",
        &["ctrl-w"],
        0,
        always,
        |app, cx| {
            change(
                app,
                cx,
                super::super::note_editor::NoteEditor::delete_word_back,
            )
        },
    ),
    row(
        Scope::Editor,
        "text.kill",
        "Delete to line end",
        "Deletes to the end of the line.",
        &["ctrl-k"],
        0,
        always,
        |app, cx| {
            change(
                app,
                cx,
                super::super::note_editor::NoteEditor::kill_to_line_end,
            )
        },
    ),
    row(
        Scope::Editor,
        "text.tab",
        "Tab",
        "Types a tab.",
        &["tab"],
        0,
        always,
        |app, cx| change(app, cx, |note| note.insert_char('\t')),
    ),
    row(
        Scope::Editor,
        "text.left",
        "Left",
        "Goes one character to the left.",
        &["left"],
        0,
        always,
        |app, _| go(app, |note, _, _| note.left()),
    ),
    row(
        Scope::Editor,
        "text.right",
        "Right",
        "Goes one character to the right.",
        &["right"],
        0,
        always,
        |app, _| go(app, |note, _, _| note.right()),
    ),
    row(
        Scope::Editor,
        "text.word_left",
        "Word left",
        "Goes one word to the left.",
        &["ctrl-left"],
        0,
        always,
        |app, _| go(app, |note, _, _| note.word_left()),
    ),
    row(
        Scope::Editor,
        "text.word_right",
        "Word right",
        "Goes one word to the right.",
        &["ctrl-right"],
        0,
        always,
        |app, _| go(app, |note, _, _| note.word_right()),
    ),
    row(
        Scope::Editor,
        "text.up",
        "Up",
        "Goes one line up.",
        &["up"],
        0,
        always,
        |app, cx| at(app, cx, |note, _, _| note.up()),
    ),
    row(
        Scope::Editor,
        "text.down",
        "Down",
        "Goes one line down.",
        &["down"],
        0,
        always,
        |app, cx| at(app, cx, |note, _, _| note.down()),
    ),
    row(
        Scope::Editor,
        "text.page_up",
        "Page up",
        "Goes one page up.",
        &["pageup"],
        0,
        always,
        |app, cx| at(app, cx, |note, _, rows| note.page_up(rows)),
    ),
    row(
        Scope::Editor,
        "text.page_down",
        "Page down",
        "Goes one page down.",
        &["pagedown"],
        0,
        always,
        |app, cx| at(app, cx, |note, _, rows| note.page_down(rows)),
    ),
    row(
        Scope::Editor,
        "text.line_start",
        "Line start",
        "Goes to the start of the line.",
        &["home", "ctrl-a"],
        0,
        always,
        |app, _| go(app, |note, _, _| note.line_start()),
    ),
    row(
        Scope::Editor,
        "text.line_end",
        "Line end",
        "Goes to the end of the line.",
        &["end", "ctrl-e"],
        0,
        always,
        |app, _| go(app, |note, _, _| note.line_end()),
    ),
    row(
        Scope::Editor,
        "text.quit",
        "Quit",
        "Ends the program; what was typed is kept as a draft.",
        &["ctrl-q"],
        0,
        always,
        |app, cx| {
            app.leave_program(cx);
            Ok(())
        },
    ),
    row(
        Scope::Editor,
        "text.suspend",
        "Suspend",
        "Stops the program; fg brings it back.",
        &["ctrl-z"],
        0,
        always,
        super::global::suspend,
    ),
    row(
        Scope::Editor,
        "text.redraw",
        "Redraw",
        "Paints the whole screen anew.",
        &["ctrl-l"],
        0,
        always,
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
