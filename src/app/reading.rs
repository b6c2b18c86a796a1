//! How a page to read is turned over: by as many lines as were in sight, so that nothing between two pages is missed.

use super::model::Reading;
use crate::domain::wrap::wrap;

/// Where the second column of a page in two columns begins, as in help.
const SECOND_COLUMN: usize = 17;

/// Columns of text on a terminal so wide.
pub fn columns(width: u16) -> usize {
    usize::from(width.saturating_sub(3))
}

/// Rows of text on a terminal so high: without the title, the blank row under it and the last line.
pub fn rows(height: u16) -> usize {
    usize::from(height.saturating_sub(3).max(1))
}

/// A line wrapped; what is set out in two columns, which a blank at its start says, keeps the first one clear.
pub fn hanging(line: &str, columns: usize) -> Vec<String> {
    let indent = if line.starts_with(' ') {
        SECOND_COLUMN
    } else {
        0
    };
    let head: String = line.chars().take(indent).collect();
    let rest: String = line.chars().skip(indent).collect();
    let lines = wrap(&rest, columns.saturating_sub(indent))
        .into_iter()
        .enumerate();
    lines
        .map(|(at, text)| {
            if at == 0 {
                format!("{head}{text}")
            } else {
                format!("{:indent$}{text}", "")
            }
        })
        .collect()
}

impl Reading {
    /// Goes on by so many lines, or back; the end stays at the foot of the page.
    pub fn step(&mut self, by: isize, width: u16, height: u16) {
        let last = self.fits_before(self.lines.len(), width, height);
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    /// Goes on to the first line that was not wholly in sight.
    pub fn page_down(&mut self, width: u16, height: u16) {
        let (columns, mut room) = (columns(width), rows(height));
        let mut whole = 0;
        for line in self.lines.iter().skip(self.top) {
            let needed = hanging(line, columns).len();
            if needed > room {
                break;
            }
            room -= needed;
            whole += 1;
        }
        self.step(isize::try_from(whole.max(1)).unwrap_or(1), width, height);
    }

    /// Goes back so far that the line over the first one in sight becomes the last.
    pub fn page_up(&mut self, width: u16, height: u16) {
        self.top = self
            .fits_before(self.top, width, height)
            .min(self.top.saturating_sub(1));
    }

    /// The first of the lines that fit on a page whose last is the one before a line.
    fn fits_before(&self, end: usize, width: u16, height: u16) -> usize {
        let (columns, mut room) = (columns(width), rows(height));
        let mut first = end;
        for line in self.lines.iter().take(end).rev() {
            let needed = hanging(line, columns).len();
            if needed > room {
                break;
            }
            room -= needed;
            first -= 1;
        }
        first.min(end.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::model::AfterReading;

    const WIDTH: u16 = 40;
    const HEIGHT: u16 = 9;

    fn page(lines: &[&str]) -> Reading {
        Reading {
            title: String::new(),
            lines: lines.iter().map(ToString::to_string).collect(),
            top: 0,
            then: AfterReading::Back,
        }
    }

    /// The lines that stand wholly on the page.
    fn in_sight(reading: &Reading) -> std::ops::Range<usize> {
        let mut room = rows(HEIGHT);
        let mut end = reading.top;
        for line in reading.lines.iter().skip(reading.top) {
            let needed = hanging(line, columns(WIDTH)).len();
            if needed > room {
                break;
            }
            room -= needed;
            end += 1;
        }
        reading.top..end
    }

    #[test]
    fn no_line_is_missed_between_two_pages() {
        let long = "a line that is longer than the page is wide and so takes two rows of it";
        let labelled = " Worked out      a sum that is longer than the second column is wide";
        let lines: Vec<&str> = (0..30)
            .map(|n| [long, "short", labelled, ""][n % 4])
            .collect();
        let mut reading = page(&lines);
        let mut seen = in_sight(&reading).end;
        for _ in 0..30 {
            let before = reading.top;
            reading.page_down(WIDTH, HEIGHT);
            assert!(in_sight(&reading).start <= seen, "{seen} was passed over");
            assert!(reading.top > before || seen == lines.len());
            seen = in_sight(&reading).end;
        }
        assert_eq!(seen, lines.len(), "the end stands at the foot");
        let mut first = reading.top;
        while first > 0 {
            reading.page_up(WIDTH, HEIGHT);
            assert!(in_sight(&reading).end >= first, "{first} was passed over");
            assert!(reading.top < first);
            first = reading.top;
        }
        reading.step(-1, WIDTH, HEIGHT);
        assert_eq!(reading.top, 0);
    }

    #[test]
    fn a_page_that_is_all_in_sight_stays_where_it_is() {
        let mut reading = page(&["one", "two", "three"]);
        reading.page_down(WIDTH, HEIGHT);
        reading.step(1, WIDTH, HEIGHT);
        assert_eq!(reading.top, 0);
        let mut empty = page(&[]);
        empty.page_down(WIDTH, HEIGHT);
        empty.page_up(WIDTH, HEIGHT);
        assert_eq!(empty.top, 0);
    }
}
