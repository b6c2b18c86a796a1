//! The list: the counts, the people, and the reasons of the one selected.

use unicode_width::UnicodeWidthStr;

use super::{front, head};
use crate::app::explaining::keys_from_the_list;
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::app::outlook::Reason;
use crate::app::today::Today;
use crate::app::unsaved::SIGN;
use crate::domain::id::PersonId;
use crate::domain::say;
use crate::domain::triage::{Bucket, Class, Counts, Row};
use crate::domain::view::View;
use crate::ui::layout::{self, LIST_WIDTH, SIDE_BY_SIDE, TODAY_HEAD};
use crate::ui::page::{Page, ended, fit, wrap};
use crate::ui::theme::Role;

/// Columns of the parts of a row.
const NAME: u16 = 4;
const NAME_WIDTH: u16 = 21;
/// The column of the sign that something typed for them is not saved yet.
const UNSAVED: u16 = 25;
const AGE: u16 = 26;
const TIER: u16 = 30;
const SAYS: u16 = 35;
/// Columns of the sentence of a row: the rest is under the list.
const SAYS_WIDTH: u16 = 42;
/// Columns of the line about the selected person.
const ABOUT_WIDTH: u16 = 46;
/// Columns of a reason under the list.
const REASON_WIDTH: usize = 54;
/// The most rows of reasons under the list: they change with every line down, over a slow link too.
const MOST_REASONS: usize = 3;
/// The column of the keys that deal with it, and how many columns they may take.
const KEYS: u16 = 66;
const KEYS_WIDTH: u16 = 13;

/// Draws the list.
pub fn draw(page: &mut Page<'_>, model: &Model, keymap: &Keymap) {
    let wide = page.width() >= SIDE_BY_SIDE;
    head::draw(page, model);
    counts(page, &model.today, selected(&model.today));
    standing(page, model);
    let rows = layout::page_rows(page.width(), page.height(), model);
    let width = if wide { LIST_WIDTH } else { page.width() };
    list(page, model, rows, width);
    let below = TODAY_HEAD + u16::try_from(rows).unwrap_or(u16::MAX) + 1;
    more(page, (model.today.top, rows, model.today.len()), below - 1);
    if wide {
        beside(page, model);
    } else {
        detail(page, &model.today, keymap, below);
    }
    if let Some(find) = &model.today.find {
        let after = page.put(1, 2, Role::Heading, "Find: ");
        let end = page.put(after, 2, Role::InputFocus, &find.text());
        page.put(end + 2, 2, Role::Muted, &found(&model.today));
        let cursor = page.put(after, 2, Role::InputFocus, find.before());
        page.set_cursor(cursor, 2);
    }
}

/// The bucket of the selected person.
pub fn selected(today: &Today) -> Option<Bucket> {
    today.row(today.cursor()).map(|row| row.bucket)
}

/// The bucket of a person, wherever they were opened from; nothing of who is not on the list.
pub fn bucket_of(today: &Today, person: PersonId) -> Option<Bucket> {
    let mut here = today
        .row(today.cursor())
        .into_iter()
        .chain(today.everybody());
    here.find(|row| row.person == person).map(|row| row.bucket)
}

/// The counts: always of everybody, whatever is filtered; the bucket that one is in stands in brackets, as a tab does.
pub fn counts(page: &mut Page<'_>, today: &Today, here: Option<Bucket>) {
    let counts = &today.counts;
    let spacing = spacing(counts, page.width());
    let mut x = 1;
    for bucket in Bucket::ALL {
        let only = today.filter.bucket == Some(bucket);
        let role = if only { Role::Match } else { Role::Text };
        let end = page.put(x, 1, role, &spacing.count(bucket, counts));
        if here == Some(bucket) {
            page.put(x - 1, 1, Role::Marker, "[");
            page.put(end, 1, Role::Marker, "]");
        }
        x = end + spacing.gap;
    }
    page.put(x, 1, Role::Count, &spacing.sum(counts));
}

/// How the line of counts is set out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spacing {
    /// Columns between two counts.
    gap: u16,
    /// Letters of a bucket's name.
    letters: usize,
    /// The words behind the sum, and behind how many have something that is put off.
    words: (&'static str, &'static str),
}

impl Spacing {
    /// From wide to narrow.
    const ALL: [Self; 5] = [
        Self::new(2, 7, (" open", " put off")),
        Self::new(1, 7, (" open", " put off")),
        Self::new(1, 7, ("", " put off")),
        Self::new(1, 3, ("", " put off")),
        Self::new(1, 3, ("", " off")),
    ];

    const fn new(gap: u16, letters: usize, words: (&'static str, &'static str)) -> Self {
        Self {
            gap,
            letters,
            words,
        }
    }

    /// A bucket with its count.
    fn count(self, bucket: Bucket, counts: &Counts) -> String {
        let name: String = bucket.word().chars().take(self.letters).collect();
        format!("{name} {}", counts.of_bucket(bucket))
    }

    /// How many are open, and how many of them have something that is put off.
    fn sum(self, counts: &Counts) -> String {
        let (open, off) = self.words;
        match counts.put_off() {
            0 => format!("= {}{open}", counts.open()),
            put_off => format!("= {}{open}, {put_off}{off}", counts.open()),
        }
    }

    /// Columns of the whole line.
    fn columns(self, counts: &Counts) -> usize {
        let each = Bucket::ALL.iter();
        let buckets: usize = each
            .map(|bucket| self.count(*bucket, counts).len() + usize::from(self.gap))
            .sum();
        1 + buckets + self.sum(counts).len()
    }
}

/// The widest setting whose line fits whole: the sum is never cut.
fn spacing(counts: &Counts, width: u16) -> Spacing {
    let [.., narrowest] = Spacing::ALL;
    Spacing::ALL
        .into_iter()
        .find(|spacing| spacing.columns(counts) <= usize::from(width))
        .unwrap_or(narrowest)
}

/// How many a search finds, and among whom it looks where that is not everybody.
fn found(today: &Today) -> String {
    let counts = format!("{} found, {} hidden", today.len(), today.hidden());
    let among = View {
        text: String::new(),
        ..today.filter.clone()
    };
    if among.is_everybody() {
        return counts;
    }
    let outside = match today.found_outside() {
        0 => String::new(),
        outside => format!(", {outside} of them found too"),
    };
    format!("{counts}{outside}  ({})", among.says(today.named.as_ref()))
}

/// What is marked, what is filtered by and how many that hides, how much is typed and not saved, how many are still to
/// be told of somebody who left.
fn standing(page: &mut Page<'_>, model: &Model) {
    let today = &model.today;
    if today.find.is_some() {
        return;
    }
    let unsaved = match model.unsaved.len() {
        0 => String::new(),
        unsaved => format!("{unsaved} unsaved ({{draft.open}})"),
    };
    let tell = match today.to_tell {
        0 => String::new(),
        to_tell => format!("{to_tell} to tell ({{list.left}})"),
    };
    let between = if unsaved.is_empty() || tell.is_empty() {
        ""
    } else {
        "  "
    };
    let tell = page
        .spoken(&[&unsaved, between, &tell].concat())
        .into_owned();
    let columns = u16::try_from(tell.len()).unwrap_or(u16::MAX);
    let right = page.width().saturating_sub(columns + 1);
    page.put(right, 2, Role::Warning, &tell);
    let room = if tell.is_empty() {
        right
    } else {
        right.saturating_sub(2)
    };
    if !today.marked().is_empty() {
        marks(page, today, room);
    } else if !today.filter.is_everybody() {
        filter(page, today, room);
    }
}

/// How many are marked and what that is for, what is filtered by beside it, and how many that hides, up to a column.
fn marks(page: &mut Page<'_>, today: &Today, until: u16) {
    let columns = usize::from(until.saturating_sub(1));
    let mut marked = format!("{} marked", today.marked().len());
    let hidden = today.marked_hidden();
    if hidden > 0 {
        marked = format!("{marked}, {hidden} of them hidden");
    }
    let narrowed = !today.filter.is_everybody();
    let (what, hides) = if narrowed {
        let what = today.filter.says(today.named.as_ref());
        (what, format!(": {} hidden.", today.hidden()))
    } else {
        (String::new(), String::new())
    };
    // However much is asked, both numbers are never cut: first the keys give way, then what is asked.
    let keys = [
        ": {list.reassign} hands them over, {list.everybody} takes the marks away. ",
        ": {list.reassign} hands over, {list.everybody} unmarks. ",
        ". ",
    ]
    .into_iter()
    .map(|keys| page.spoken(keys))
    .find(|keys| marked.len() + keys.len() + what.width() + hides.len() <= columns)
    .unwrap_or(". ".into());
    let first = format!("{marked}{keys}");
    if !narrowed {
        page.put_within(
            1,
            2,
            until.saturating_sub(1),
            Role::Warning,
            first.trim_end(),
        );
        return;
    }
    let x = page.put(1, 2, Role::Warning, &first);
    let rest = u16::try_from(hides.len()).unwrap_or(u16::MAX);
    let room = until.saturating_sub(x).saturating_sub(rest);
    let after = page.put_within(x, 2, room, Role::Warning, &what);
    page.put(after, 2, Role::Warning, &hides);
}

/// What is filtered by, and how many that hides, up to a column.
fn filter(page: &mut Page<'_>, today: &Today, until: u16) {
    let what = today.filter.says(today.named.as_ref());
    let hides = format!(": {} shown, {} hidden.", today.len(), today.hidden());
    let columns = usize::from(until.saturating_sub(1));
    let fits = |back: &str| what.width() + hides.width() + back.width() <= columns;
    let shortest = " {list.everybody} clears.";
    let back = [" {list.everybody} shows everybody.", shortest]
        .into_iter()
        .map(|back| page.spoken(back))
        .find(|back| fits(back))
        .unwrap_or_else(|| page.spoken(shortest));
    // However much is asked, what that hides and the way back are never cut.
    let rest = u16::try_from(hides.width() + back.width()).unwrap_or(u16::MAX);
    let room = until.saturating_sub(1).saturating_sub(rest);
    let after = page.put_within(1, 2, room, Role::Warning, &what);
    page.put(after, 2, Role::Warning, &format!("{hides}{back}"));
}

fn list(page: &mut Page<'_>, model: &Model, rows: usize, width: u16) {
    let today = &model.today;
    if today.is_empty() {
        let lines: &[&str] = if today.everybody().is_empty() {
            &[
                "Nobody is on the list yet.",
                "",
                "{import.read}  brings people in from a file: a GP system's CSV or FHIR",
                "{person.add}  adds a person by hand",
                "{sample.load}  fills the list with made-up people, to practise on",
                "{program.help}  shows every key",
            ]
        } else if today.find.is_some() {
            &[
                "Nobody is found. {find.clear} goes back to the list.",
                "Those who left are not on it: {list.left} there shows them.",
            ]
        } else {
            &["Nobody fits. {list.everybody} shows everybody again."]
        };
        for (y, line) in (TODAY_HEAD + 1..).zip(lines) {
            page.put(2, y, Role::Text, &page.spoken(line));
        }
        page.set_cursor(0, TODAY_HEAD);
        return;
    }
    for (y, (place, row)) in (TODAY_HEAD..).zip(today.rows_from(today.top, rows)) {
        let selected = place == today.cursor();
        if selected {
            page.put(0, y, Role::Marker, ">");
            if today.find.is_none() {
                page.set_cursor(0, y);
            }
        }
        draw_row(page, model, row, y, width);
    }
}

/// Under a list, of which so many rows from the first on the screen are shown: whether it goes on. Words without numbers,
/// which would change with every line.
pub fn more(page: &mut Page<'_>, (top, shown, all): (usize, usize, usize), y: u16) {
    let above = top > 0;
    let below = top + shown < all;
    let says = match (above, below) {
        (true, true) => "more above and below",
        (true, false) => "more above",
        (false, true) => "more below",
        (false, false) => return,
    };
    page.put(NAME, y, Role::Muted, says);
}

fn draw_row(page: &mut Page<'_>, model: &Model, row: &Row, y: u16, width: u16) {
    let letter = row.class.map_or(' ', Class::letter);
    if model.today.marked().contains(&row.person) {
        page.put(1, y, Role::Marker, "*");
    }
    page.put(2, y, class_role(row.class), &letter.to_string());
    page.put_within(NAME, y, NAME_WIDTH, Role::Text, &row.name);
    if model.unsaved_of(row.person) > 0 {
        page.put(UNSAVED, y, Role::Warning, SIGN);
    }
    // While a search is typed the names come at once, and the rest after a pause.
    if model.today.is_typing() {
        return;
    }
    if let Some(born) = row.born_on {
        page.put_within(
            AGE,
            y,
            3,
            Role::Text,
            &format!("{:>3}", say::age(born, model.now.date())),
        );
    }
    page.put(TIER, y, Role::Text, row.tier.short());
    if let Some(brief) = model.today.brief(row.person) {
        page.put_within(
            SAYS,
            y,
            width.saturating_sub(SAYS + 1).min(SAYS_WIDTH),
            Role::Text,
            brief,
        );
    }
}

/// The style of a class letter.
pub fn class_role(class: Option<Class>) -> Role {
    match class {
        Some(Class::Harm) => Role::ClassA,
        Some(Class::Promise) => Role::ClassB,
        Some(Class::Chase) => Role::ClassC,
        Some(Class::OwnWork) => Role::ClassD,
        Some(Class::Record) => Role::ClassE,
        None => Role::Text,
    }
}

fn detail(page: &mut Page<'_>, today: &Today, keymap: &Keymap, top: u16) {
    if today.is_typing() {
        return;
    }
    let Some(detail) = &today.detail else {
        return;
    };
    let bottom = page.height().saturating_sub(1);
    // Short lines: under the list they change with every key.
    page.put_within(1, top, ABOUT_WIDTH, Role::Text, &detail.about);
    let room = usize::from(bottom.saturating_sub(top + 1)).min(MOST_REASONS);
    reasons(page, (1, top + 1), room, Setting::RowEach, &detail.reasons);
    // Beside the most pressing reason what deals with it, where there is room; `y` names the keys of all of them.
    if let Some(first) = detail.reasons.first()
        && first.class.is_some()
        && page.width() > KEYS + 2
        && let Some(keys) = keys_from_the_list(first.command, keymap)
    {
        page.put_within(KEYS, top + 1, KEYS_WIDTH, Role::KeyCap, &keys);
    }
}

/// How reasons are set out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// A row each, cut where it is long: little changes from person to person.
    RowEach,
    /// The same, but the first in so many rows.
    FirstIn(usize),
    /// In full, wrapped.
    Full,
}

/// Reasons in so many rows; the last row says how many more there are.
pub fn reasons(
    page: &mut Page<'_>,
    (x, top): (u16, u16),
    room: usize,
    setting: Setting,
    all: &[Reason],
) -> u16 {
    let mut y = top;
    let width = page.width().saturating_sub(x + 1);
    let end = top + u16::try_from(room).unwrap_or(u16::MAX);
    for (at, reason) in all.iter().enumerate() {
        let left = all.len() - at;
        // Of several in one row the first counts for more than their number.
        if y + 1 >= end && left > 1 && at > 0 {
            page.put(x, y, Role::Muted, &format!("+ {left} more"));
            return y + 1;
        }
        if y >= end {
            return y;
        }
        let letter = reason.class.map_or(' ', Class::letter).to_string();
        page.put(x, y, class_role(reason.class), &letter);
        let columns = usize::from(width.saturating_sub(2));
        let lines = match setting {
            Setting::FirstIn(rows) if at == 0 => ended(wrap(&reason.says, columns), rows, columns),
            Setting::RowEach | Setting::FirstIn(_) => {
                vec![fit(&reason.says, columns.min(REASON_WIDTH))]
            }
            Setting::Full => wrap(&reason.says, columns),
        };
        for line in lines {
            if y >= end {
                return y;
            }
            page.put(x + 2, y, Role::Text, &line);
            y += 1;
        }
        // Why it is put off has a row of its own: it must not be cut off behind a long sentence.
        if let Some(because) = &reason.because
            && y < end
        {
            let text = format!("because {because}");
            page.put_within(x + 2, y, width.saturating_sub(2), Role::Muted, &text);
            y += 1;
        }
    }
    y
}

/// The selected person's front page, beside the list.
fn beside(page: &mut Page<'_>, model: &Model) {
    let detail = model.today.detail.as_ref();
    let Some((folder, outlook)) = detail.and_then(|detail| detail.beside.as_ref()) else {
        return;
    };
    let x = LIST_WIDTH + 2;
    let (width, height) = (
        page.width().saturating_sub(x + 1),
        page.height().saturating_sub(TODAY_HEAD + 1),
    );
    let mut side = page.part(x, TODAY_HEAD, width, height);
    front::draw(
        &mut side,
        folder,
        outlook,
        model.now,
        &model.holidays,
        front::Extent::AsFits,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PersonId;
    use crate::domain::person::Tier;
    use crate::domain::triage::RuleSet;

    /// A list with so many people in each bucket, of whom so many have something that is put off.
    fn counts(by_bucket: [usize; 6], put_off: usize) -> Counts {
        let row = |bucket| Row {
            person: PersonId(uuid::Uuid::nil()),
            name: "".into(),
            born_on: None,
            bucket,
            class: None,
            tier: Tier::Low,
            late: 0,
            due: None,
            put_off: false,
            speaks: RuleSet::default(),
        };
        let mut rows: Vec<Row> = Bucket::ALL
            .into_iter()
            .zip(by_bucket)
            .flat_map(|(bucket, count)| std::iter::repeat_n(row(bucket), count))
            .collect();
        for row in rows.iter_mut().take(put_off) {
            row.put_off = true;
        }
        Counts::of(&rows)
    }

    #[test]
    fn the_counts_stand_where_they_stood_until_something_is_put_off_and_fit_the_line() {
        let usual = [14, 6, 9, 31, 90, 3];
        let busy = [114, 26, 109, 231, 390, 13];
        let whole_region = [9_114, 4_126, 12_109, 13_231, 10_390, 1_030];
        let [wide, close, bare, short, _] = Spacing::ALL;
        for (by_bucket, put_off, spaced) in [
            (usual, 0, wide),
            (busy, 0, wide),
            (usual, 4, wide),
            (usual, 12, close),
            (busy, 120, bare),
            (whole_region, 0, bare),
            (whole_region, 7, short),
            (whole_region, 12_345, short),
        ] {
            let counts = counts(by_bucket, put_off);
            assert_eq!(spacing(&counts, 80), spaced, "{by_bucket:?} {put_off}");
            assert!(spaced.columns(&counts) <= 80, "the sum is whole");
        }
        assert_eq!(wide.sum(&counts(usual, 4)), "= 153 open, 4 put off");
    }
}
