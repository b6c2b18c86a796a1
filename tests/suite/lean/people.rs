//! A made-up list of people over (or beside) the record of one of them, as frames to be drawn.

use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier, Style};

use super::Picture;

const FIRST: [&str; 9] = [
    "Ann",
    "Bartholomew",
    "Cy",
    "Deirdre",
    "Eve",
    "Zoë",
    "Fatima",
    "Gus",
    "Siobhán",
];
const LAST: [&str; 7] = [
    "Okafor",
    "Ng",
    "Featherstonehaugh",
    "Ali",
    "Brown",
    "Quimby",
    "Lee-Smythe",
];
const TASKS: [&str; 5] = [
    "Ring about transport",
    "Send housing letter",
    "Check benefits – urgent",
    "Book interpreter",
    "Home visit with the pharmacist",
];
/// How many people there are.
pub const PEOPLE: usize = 300;

/// What a person can do.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    Down,
    Up,
    PageDown,
    PageUp,
    End,
    Home,
    Filter,
    Open,
    Back,
    Resize,
    Redraw,
}

impl Key {
    pub const ALL: [Self; 14] = [
        Self::Down,
        Self::Down,
        Self::Up,
        Self::Down,
        Self::Up,
        Self::PageDown,
        Self::PageUp,
        Self::End,
        Self::Home,
        Self::Filter,
        Self::Open,
        Self::Back,
        Self::Resize,
        Self::Redraw,
    ];
}

/// Where the record of the selected person is shown.
#[derive(Clone, Copy, PartialEq)]
pub enum Detail {
    Below,
    Beside,
    Nowhere,
}

/// The state of the made-up program.
#[derive(Clone)]
pub struct Program {
    pub size: Size,
    pub selected: usize,
    pub top: usize,
    pub list_rows: usize,
    pub wide_names: bool,
    pub detail: Detail,
    pub filter: usize,
    pub open: bool,
}

impl Program {
    pub fn new(size: Size) -> Self {
        Self {
            size,
            selected: 0,
            top: 0,
            list_rows: 11,
            wide_names: false,
            detail: Detail::Below,
            filter: 0,
            open: false,
        }
    }

    pub fn press(&mut self, key: Key) {
        let last = PEOPLE - 1;
        match key {
            Key::Down => self.selected = (self.selected + 1).min(last),
            Key::Up => self.selected = self.selected.saturating_sub(1),
            Key::PageDown => self.selected = (self.selected + self.list_rows).min(last),
            Key::PageUp => self.selected = self.selected.saturating_sub(self.list_rows),
            Key::End => self.selected = last,
            Key::Home => self.selected = 0,
            Key::Filter => self.filter = (self.filter + 1) % 4,
            Key::Open => self.open = true,
            Key::Back => self.open = false,
            Key::Resize => {
                let wider = self.size.width < 100;
                self.size = if wider {
                    Size::new(110, 30)
                } else {
                    Size::new(80, 24)
                };
            }
            Key::Redraw => {}
        }
        if self.selected < self.top {
            self.top = self.selected;
        } else if self.selected >= self.top + self.list_rows {
            self.top = self.selected + 1 - self.list_rows;
        }
    }

    pub fn picture(&self) -> Picture {
        let mut picture = Picture::new(self.size.width, self.size.height);
        if self.open {
            self.draw_record(&mut picture);
        } else {
            self.draw_list(&mut picture);
            match self.detail {
                Detail::Below => self.draw_detail(&mut picture, (0, 14)),
                Detail::Beside => self.draw_detail(&mut picture, (50, 2)),
                Detail::Nowhere => {}
            }
        }
        picture
    }

    fn draw_list(&self, picture: &mut Picture) {
        let buffer = &mut picture.buffer;
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let needle = "quim".get(..self.filter).unwrap_or("");
        buffer.set_string(0, 0, format!("Caseload  everyone  find: {needle}"), bold);
        buffer.set_string(
            60,
            0,
            format!("{} of {PEOPLE}", self.selected + 1),
            Style::new(),
        );
        buffer.set_string(
            0,
            1,
            "─".repeat(self.size.width.into()),
            Style::new().fg(Color::DarkGray),
        );
        for row in 0..self.list_rows {
            let person = self.top + row;
            let y = u16::try_from(row).unwrap_or(0) + 2;
            let overdue = person.is_multiple_of(6);
            let style = if overdue {
                Style::new().fg(Color::Red)
            } else {
                Style::new()
            };
            buffer.set_string(2, y, self.name(person), style);
            if self.detail != Detail::Beside {
                buffer.set_string(34, y, format!("{:02} Mar", person % 28 + 1), Style::new());
                buffer.set_string(43, y, TASKS[(person + self.filter) % 5], Style::new());
            }
            if person == self.selected {
                buffer.set_string(0, y, ">", Style::new());
                picture.cursor = Some(Position::new(0, y));
            }
        }
        let foot = self.size.height - 1;
        buffer.set_string(
            0,
            foot,
            "↑↓ move  Enter open  / find  ? help",
            Style::new().add_modifier(Modifier::DIM),
        );
        if self.filter > 0 {
            let column = 26 + u16::try_from(self.filter).unwrap_or(0);
            picture.cursor = Some(Position::new(column, 0));
        }
    }

    fn draw_detail(&self, picture: &mut Picture, (x, y): (u16, u16)) {
        let person = self.selected;
        let fields = [
            ("Name", self.name(person)),
            (
                "Born",
                format!(
                    "{:02}/{:02}/19{:02}",
                    person % 28 + 1,
                    person % 12 + 1,
                    person % 100
                ),
            ),
            ("Phone", format!("07700 900{:03}", person * 7 % 1000)),
            (
                "Ward",
                ["North", "Harbour", "St Mary's"][person % 3].to_owned(),
            ),
            ("Worker", FIRST[person * 5 % 9].to_owned()),
            ("Next", TASKS[person % 5].to_owned()),
            ("Due", format!("{:02} March", person % 28 + 1)),
            ("Last", TASKS[(person + 2) % 5].to_owned()),
            ("Risk", ["low", "medium", "high"][person % 3].to_owned()),
        ];
        for (row, (label, value)) in (y..).zip(fields) {
            let dim = Style::new().fg(Color::Cyan);
            picture.buffer.set_string(x, row, label, dim);
            picture.buffer.set_string(x + 9, row, value, Style::new());
        }
    }

    fn draw_record(&self, picture: &mut Picture) {
        let buffer = &mut picture.buffer;
        let title = format!(" {} ", self.name(self.selected));
        let bar = Style::new().fg(Color::White).bg(Color::Blue);
        buffer.set_string(0, 0, format!("{title:<200}"), bar);
        for y in 2..self.size.height - 1 {
            let number = usize::from(y) + self.selected;
            buffer.set_string(
                0,
                y,
                format!("{:02}/02", number % 28 + 1),
                Style::new().fg(Color::Cyan),
            );
            buffer.set_string(8, y, TASKS[number % 5], Style::new());
            if number.is_multiple_of(3) {
                buffer.set_string(44, y, format!("by {}", FIRST[number % 9]), Style::new());
            }
        }
        picture.cursor = None;
    }

    fn name(&self, person: usize) -> String {
        let last = LAST[person * 31 % 7];
        if self.wide_names && person.is_multiple_of(4) {
            return format!("{last}, 你好 e\u{301}lan 👍");
        }
        format!("{last}, {}", FIRST[person * 17 % 9])
    }
}
