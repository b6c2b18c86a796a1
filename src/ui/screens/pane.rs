//! What stands under the rows of a tab about the selected one: it has the rows that a short list leaves, and where even
//! those are too few, its last line says so and where the rest is.
//!
//! An instruction that ends in the middle without a word is read as whole, and followed.

use crate::ui::layout::TAB_HEAD;
use crate::ui::page::{Page, ended, wrap, wrap_first};

/// How a list and what stands under it share a tab.
pub struct Pane {
    /// Rows that the list has.
    pub count: usize,
    /// The lines under it, each short enough for its row.
    pub lines: Vec<String>,
}

impl Pane {
    /// Shares a tab in which the list has `count` rows as a rule and uses `used`. Of the lines, those that are `aside` go
    /// without where not all fit; `rest` says where what does not fit is shown in full.
    pub fn shared(
        page: &Page<'_>,
        (count, used): (usize, usize),
        told: &[String],
        aside: &[String],
        rest: &str,
    ) -> Self {
        let columns = usize::from(page.width().saturating_sub(3));
        let head_and_foot = usize::from(TAB_HEAD) + 2;
        let both = usize::from(page.height()).saturating_sub(head_and_foot);
        // Of a text longer than any pane no more is looked at: a key costs the same whatever stands there.
        let wrapped = |texts: &[String]| -> Vec<String> {
            let lines = texts.iter();
            lines
                .flat_map(|text| wrap_first(&page.spoken(text), columns, both + 1))
                .collect()
        };
        let (mut lines, aside) = (wrapped(told), wrapped(aside));
        let most = both.saturating_sub(used.min(count)).max(1);
        // What is aside goes without where nothing of it fits; where some of it does, its end is to be seen.
        let room = most.saturating_sub(lines.len());
        if room > 0 {
            lines.extend(ended(aside, room, columns));
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let end = format!("... ({})", page.spoken(rest));
                let room = columns.saturating_sub(end.chars().count() + 1);
                let kept = wrap(last, room).into_iter().next().unwrap_or_default();
                *last = format!("{kept} {end}");
            }
        }
        Self {
            count: count.min(both.saturating_sub(lines.len())),
            lines,
        }
    }
}

/// How many of a tab's rows are on the screen.
pub fn used(all: usize, top: usize, count: usize) -> usize {
    all.saturating_sub(top).min(count)
}
