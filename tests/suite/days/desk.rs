//! The desk: one coordinator at a keyboard, a clock that is moved on, and the paper diary that the list is held against.

use std::fs;
use std::time::Duration;

use caseload::app::model::Screen;
use caseload::domain::id::PersonId;
use caseload::domain::london;
use caseload::domain::triage::{Bucket, Counts};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::cast;
use super::headless::Headless;
use crate::support::{Bench, PASSPHRASE};

/// Keys beyond the words that an ordinary contact may take (R46, DESIGN 6).
const CALL_KEYS: usize = 12;
/// Keys beyond the words that the card of a discharge may take.
const CARD_KEYS: usize = 25;
/// A terminal on which a front page says every reason in full.
const SIZE: (u16, u16) = (118, 48);

/// One line of the paper diary: who, in which bucket, and every reason that is due, with its letter.
///
/// Where nothing is due, the words are what the page says: `next Thu 19 Mar: not spoken` also names the day of it.
pub type Line<'a> = (PersonId, Bucket, &'a [&'a str]);

/// The coordinator's desk.
pub struct Desk {
    /// The program.
    pub bench: Bench,
    /// The command line on the same store.
    pub shell: Headless,
    days: usize,
}

impl Desk {
    /// The desk before the first morning, locked.
    pub fn new() -> Self {
        let (width, height) = SIZE;
        let mut bench = Bench::with(cast::everybody()).sized(width, height);
        bench.press("z");
        fs::write(bench.dir().join("phrase"), format!("{PASSPHRASE}\n")).unwrap();
        let shell = Headless::on(bench.dir());
        Self {
            bench,
            shell,
            days: 0,
        }
    }

    /// Working days so far.
    pub fn days(&self) -> usize {
        self.days
    }

    /// A working day begins at nine: the screen is unlocked, and the list is of that day. Written `Mon 16 Mar`.
    pub fn morning(&mut self, day: &str) {
        if !self.bench.is_locked() {
            self.bench.press("z");
        }
        let date = date_of(day);
        self.turn(date.and_hms_opt(9, 0, 0).unwrap());
        self.bench.unlock();
        assert_eq!(self.bench.app.model.screen, Screen::Today, "{day}");
        self.days += 1;
    }

    /// Later on the same day.
    pub fn at(&mut self, time: &str) {
        let time: NaiveTime = format!("{time}:00").parse().unwrap();
        self.turn(self.local().date().and_time(time));
    }

    fn turn(&mut self, local: NaiveDateTime) {
        self.bench.turn(london::instant(local));
        assert_eq!(self.local().date(), local.date());
    }

    fn local(&self) -> NaiveDateTime {
        self.bench.cx().local
    }

    /// Presses keys by their names.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.bench.press(keys);
        self
    }

    /// Types words.
    pub fn types(&mut self, words: &str) -> &mut Self {
        self.bench.type_text(words);
        self
    }

    /// Goes to a field of the form on top by its name, as Tab does.
    pub fn field(&mut self, name: &str) -> &mut Self {
        let form = self.bench.app.model.form_mut().expect("a form");
        form.focus_on(name);
        assert_eq!(form.fields[form.focus].name, name);
        self
    }

    /// The save was accepted: nothing lies over the screen; what was said contains this.
    #[track_caller]
    pub fn saved(&mut self, words: &str) {
        self.keys("ctrl-s");
        let said = self.bench.said();
        assert!(self.bench.is_bare(), "refused: {said}");
        assert!(said.contains(words), "{words:?} is not in {said:?}");
    }

    /// The save is refused with a sentence that contains this, in this field; the form stays, and nothing is written.
    #[track_caller]
    pub fn refused(&mut self, field: &str, words: &str) {
        let before = self.bench.store().newest_row().unwrap();
        self.keys("ctrl-s");
        let said = self.bench.said();
        let form = self.bench.app.model.form().expect("the form stays");
        assert_eq!(form.fields[form.focus].name, field, "{said}");
        assert!(said.contains(words), "{words:?} is not in {said:?}");
        assert!(said.ends_with(['.', '?']), "no sentence: {said:?}");
        let after = self.bench.store().newest_row().unwrap();
        assert_eq!(before, after, "nothing may be half-written");
    }

    /// Nothing opens, and a sentence says why.
    #[track_caller]
    pub fn said(&mut self, words: &str) {
        let said = self.bench.said();
        assert!(self.bench.is_bare(), "a form opened");
        assert!(said.contains(words), "{words:?} is not in {said:?}");
    }

    /// In which bucket somebody is.
    pub fn bucket(&self, who: PersonId) -> Bucket {
        let rows = self.bench.list();
        let row = rows.iter().find(|row| row.person == who);
        row.expect("on the list").bucket
    }

    /// Back on the list.
    pub fn list(&mut self) -> &mut Self {
        for _ in 0..4 {
            if self.bench.app.model.screen == Screen::Today && self.bench.is_bare() {
                break;
            }
            self.keys("esc");
        }
        assert_eq!(self.bench.app.model.screen, Screen::Today);
        self
    }

    /// On somebody's page.
    pub fn page(&mut self, who: PersonId) -> &mut Self {
        self.list().bench.open(who);
        self
    }

    /// An ordinary telephone call from the list: the words, then these keys, within twelve keys in all.
    #[track_caller]
    pub fn call(&mut self, who: PersonId, gist: &str, keys: &str) {
        self.list().bench.select(who).pressed = 0;
        self.keys("c").types(gist).keys(keys);
        self.saved("Logged for");
        let pressed = self.bench.pressed;
        assert!(pressed <= CALL_KEYS, "{pressed} keys for a call");
    }

    /// Somebody else rings, or is rung: a member of the family, a professional or a service, by the first letter.
    #[track_caller]
    pub fn talk(&mut self, about: PersonId, with: &str, whom: &str, gist: &str, marks: &str) {
        self.list().bench.select(about);
        self.keys("c").types(gist);
        if !marks.is_empty() {
            self.field("marks").keys(marks);
        }
        self.field("with").keys(with);
        self.field("whom").types(whom);
        self.saved("Logged for");
    }

    /// The card of a discharge: at the field of its time, from the moves; within twenty-five keys in all.
    #[track_caller]
    pub fn card(&mut self, who: PersonId, fill: impl FnOnce(&mut Self)) {
        self.page(who).keys("7").bench.pressed = 0;
        self.keys("d");
        fill(self);
        self.saved("Recorded");
        let pressed = self.bench.pressed;
        assert!(pressed <= CARD_KEYS, "{pressed} keys for a discharge");
        self.list();
    }

    /// On a person's open items, at the one whose words contain this.
    #[track_caller]
    pub fn item(&mut self, who: PersonId, what: &str) -> &mut Self {
        self.page(who).keys("4 g");
        for _ in 0..12 {
            let view = self.bench.app.model.person.as_ref().unwrap();
            if view.item().is_some_and(|item| item.what.contains(what)) {
                return self;
            }
            self.keys("down");
        }
        panic!("no open item {what:?} in {}", self.bench.text());
    }

    /// Lets minutes pass without a key.
    pub fn minutes(&mut self, minutes: u64) {
        for _ in 0..minutes {
            self.bench.wait(Duration::from_secs(60));
        }
    }

    /// Holds the list against the paper diary, on the screen and headless: everybody is on it, in the bucket named, with
    /// the reasons named and no others; those in Today in that order; and the counts add up to those who are open.
    #[track_caller]
    pub fn paper(&mut self, lines: &[Line<'_>]) {
        self.list();
        let rows = self.bench.list();
        assert!(
            self.bench.app.model.today.everybody() == rows,
            "the screen holds another list than the store"
        );
        let counts = Counts::of(&rows);
        let each = Bucket::ALL.map(|bucket| {
            let people = lines.iter().filter(|line| line.1 == bucket).count();
            format!("{} {people}", bucket.word())
        });
        let sum = format!("{} = {} open", each.join(" "), lines.len());
        // The bucket of the selected person stands in brackets.
        let shown = flat(&self.bench.text().replace(['[', ']'], " "));
        let places: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {}", row.bucket.word(), row.name))
            .collect();
        assert!(shown.contains(&sum), "{sum} is not in: {places:#?}");
        assert_eq!(counts.open(), lines.len());
        for (who, bucket, words) in lines {
            let row = rows.iter().find(|row| row.person == *who);
            let row = row.unwrap_or_else(|| panic!("{who:?} is not on the list: {places:#?}"));
            let page = {
                self.page(*who);
                flat(&self.bench.text())
            };
            assert_eq!(row.bucket, *bucket, "{}: {page}", row.name);
            for says in *words {
                let Some(next) = says.strip_prefix("next ") else {
                    assert!(page.contains(says), "{says:?} is not said of {page}");
                    continue;
                };
                let (day, says) = next.split_once(": ").unwrap_or((next, ""));
                assert_eq!(row.due, Some(date_of(day)), "{page}");
                let says = format!("next: {says}");
                assert!(page.contains(&says), "{says:?} is not said of {page}");
            }
        }
        self.list();
        let ordered = |bucket| {
            let of_bucket = rows.iter().filter(move |row| row.bucket == bucket);
            of_bucket.map(|row| row.person).collect::<Vec<_>>()
        };
        let on_paper: Vec<_> = lines
            .iter()
            .filter(|line| line.1 == Bucket::Today)
            .map(|line| line.0)
            .collect();
        assert_eq!(ordered(Bucket::Today), on_paper, "{places:#?}");
        self.shell.paper(self.local(), lines);
    }
}

/// A day of that year, as a diary has it: `Mon 16 Mar`.
fn date_of(day: &str) -> NaiveDate {
    let (weekday, date) = day.split_once(' ').unwrap();
    let date = NaiveDate::parse_from_str(&format!("{date} 2026"), "%d %b %Y").unwrap();
    assert_eq!(date.weekday().to_string(), weekday, "{day}");
    date
}

/// A screen as one line of words.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
