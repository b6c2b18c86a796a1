//! A drawn screen as text: what stands on it, which role each cell has, where the cursor is.
//!
//! Roles are found by drawing with a theme in which each has a colour of its own, so that a change of style shows in a
//! snapshot and a change of palette does not.

use std::fmt::Write;

use caseload::app::App;
use caseload::ui::theme::{Role, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

/// A drawn screen.
pub struct Drawn {
    buffer: Buffer,
    pub cursor: Option<Position>,
}

impl Drawn {
    /// Draws what the program shows.
    pub fn of(app: &App, width: u16, height: u16) -> Self {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let probe = Theme::probe();
        terminal
            .draw(|frame| caseload::ui::draw(frame, &app.model, &app.keymap, &probe))
            .unwrap();
        let backend = terminal.backend();
        Self {
            buffer: backend.buffer().clone(),
            cursor: backend.cursor_visible().then(|| backend.cursor_position()),
        }
    }

    /// The rows, without blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let area = self.buffer.area;
        (0..area.height)
            .map(|y| {
                let mut row = String::new();
                let mut x = 0;
                while x < area.width {
                    let symbol = self.buffer.cell((x, y)).map_or(" ", Cell::symbol);
                    row.push_str(symbol);
                    // The cell after a wide character holds nothing of its own.
                    x += u16::try_from(symbol.width().max(1)).unwrap();
                }
                row.trim_end().to_owned()
            })
            .collect()
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// The roles of a row: a letter a cell, a blank where nothing was drawn.
    fn roles(&self, y: u16) -> String {
        let row: String = (0..self.buffer.area.width)
            .filter_map(|x| self.buffer.cell((x, y)))
            .map(|cell| Theme::probed_role(cell.style()).map_or(' ', Role::letter))
            .collect();
        row.trim_end().to_owned()
    }

    /// Everything, for a snapshot: rows of ordinary text alone are left out of the roles.
    pub fn report(&self) -> String {
        let area = self.buffer.area;
        let mut report = String::new();
        for row in self.rows() {
            let _ = writeln!(report, "{row}");
        }
        let _ = writeln!(report, "--- roles");
        for y in 0..area.height {
            let roles = self.roles(y);
            if roles.chars().any(|c| c != '.' && c != ' ') {
                let _ = writeln!(report, "{y:>2} {roles}");
            }
        }
        match self.cursor {
            Some(at) => {
                let _ = write!(report, "--- cursor: column {}, row {}", at.x, at.y);
            }
            None => report.push_str("--- cursor: hidden"),
        }
        let _ = write!(report, " of {}x{}", area.width, area.height);
        report
    }
}
