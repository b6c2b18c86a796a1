//! One made-up person while they are being written: the outline, the people, the themes, and the dice.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::cast::Cast;
use super::frame::Frame;
use super::lot::{Lot, Trouble};
use super::outline::Outline;
use super::random::Dice;
use super::tables::{Hope, Theme, parts};
use crate::domain::id::PersonId;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::triage::Gap;

/// Whoever coordinates.
#[derive(Clone)]
pub(super) struct Coordinator {
    /// Name.
    pub(super) name: String,
    /// Login.
    pub(super) login: String,
    /// Telephone number.
    pub(super) phone: &'static str,
}

/// One person in the making.
pub(super) struct Sketch<'f> {
    /// The moment.
    pub(super) frame: &'f Frame<'f>,
    /// What is settled.
    pub(super) outline: Outline,
    /// Their dice.
    pub(super) dice: Dice,
    /// Their identity.
    pub(super) id: PersonId,
    /// NHS number, for most.
    pub(super) nhs_number: Option<NhsNumber>,
    /// Who they are.
    pub(super) cast: Cast<'f>,
    /// What their life turns on, the main theme first.
    pub(super) themes: Vec<&'f Theme>,
    /// What they hope for.
    pub(super) hopes: Vec<Hope>,
    /// Who coordinates now.
    pub(super) coordinator: Coordinator,
    /// Who coordinated before, and until when.
    pub(super) before: Option<(Coordinator, NaiveDate)>,
    /// Name of the lead, once the team is there.
    pub(super) lead: String,
    /// What the record lacks.
    pub(super) gaps: Vec<Gap>,
}

impl<'f> Sketch<'f> {
    /// Draws the person; the records follow.
    pub(super) fn draw(
        frame: &'f Frame<'f>,
        outline: Outline,
        nhs_number: Option<NhsNumber>,
        mut dice: Dice,
    ) -> Self {
        let id = PersonId(dice.id(frame.at(outline.joined_on, 0)));
        let mut cast = Cast::draw(frame, &mut dice);
        let themes = themes(frame, cast.age, &mut dice);
        cast.surround(&themes, &mut dice);
        let hopes = hopes(&themes, &mut dice);
        let coordinator = coordinator(frame, 82, &mut dice);
        let settled = (outline.last_day(frame) - outline.joined_on).num_days() > 120;
        let before = (settled && dice.chance(14)).then(|| {
            let until = dice.between(30, 110);
            let until = super::frame::day(outline.joined_on, until);
            (
                coordinator_other_than(frame, &coordinator, &mut dice),
                until,
            )
        });
        let mut sketch = Self {
            frame,
            outline,
            dice,
            id,
            nhs_number: None,
            cast,
            themes,
            hopes,
            coordinator,
            before,
            lead: String::new(),
            gaps: Vec::new(),
        };
        sketch.nhs_number = nhs_number.filter(|_| !sketch.dice.chance(3));
        sketch.gaps = sketch.draw_gaps();
        sketch
    }

    /// Whether the record lacks this.
    pub(super) fn lacks(&self, gap: Gap) -> bool {
        self.gaps.contains(&gap)
    }

    /// Whether a theme is theirs; the empty one is everybody's.
    pub(super) fn lives_by(&self, theme: &str) -> bool {
        theme.is_empty() || self.themes.iter().any(|one| one.name == theme)
    }

    /// An identity as one made on that day would look.
    pub(super) fn id_on(&mut self, on: NaiveDate) -> Uuid {
        let at = self.frame.moment(&mut self.dice, on, 9, 17);
        self.dice.id(at)
    }

    /// An identity as one made at that instant would look.
    pub(super) fn id_at(&mut self, at: DateTime<Utc>) -> Uuid {
        self.dice.id(at)
    }

    /// The phrases of a section that goes with any theme.
    pub(super) fn section(&self, name: &str) -> &'f [&'static str] {
        self.frame.tables.talk.of(name)
    }

    /// One phrase of a section, filled in.
    pub(super) fn phrase(&mut self, name: &str) -> String {
        let section = self.section(name);
        let phrase = self.cast.one(&mut self.dice, section);
        self.cast.told(phrase)
    }

    /// One phrase of the main theme or another, filled in; `which` says where in the theme.
    pub(super) fn of_theme(&mut self, which: fn(&Theme) -> &[&'static str]) -> String {
        let phrases: Vec<&str> = self
            .themes
            .iter()
            .flat_map(|theme| which(theme).iter().copied())
            .collect();
        let phrase = self.cast.one(&mut self.dice, &phrases);
        self.cast.told(phrase)
    }

    /// A working day between two days that have passed, neither before joining nor after the last day.
    pub(super) fn past_day(&mut self, low: NaiveDate, high: NaiveDate) -> NaiveDate {
        let last = self.outline.last_day(self.frame);
        let high = high.min(last).max(self.outline.joined_on);
        let low = low.max(self.outline.joined_on).min(high);
        self.frame.working_day(&mut self.dice, low, high)
    }

    /// Who coordinated on a day.
    pub(super) fn coordinator_on(&self, on: NaiveDate) -> &Coordinator {
        self.before
            .as_ref()
            .filter(|(_, until)| on <= *until)
            .map_or(&self.coordinator, |(before, _)| before)
    }

    fn draw_gaps(&mut self) -> Vec<Gap> {
        let dice = &mut self.dice;
        match self.outline.lot {
            Lot::New => {
                let count = 6 + dice.place(4);
                dice.some(&Gap::ALL, count)
            }
            Lot::Today(Trouble::Variation) => vec![Gap::Variation],
            Lot::Today(Trouble::Gaps) | Lot::Soon(Trouble::Gaps) => {
                let count = 1 + dice.place(3);
                dice.some(&COMMON, count)
            }
            _ if self.outline.is_recent => {
                let count = dice.place(5);
                dice.some(&COMMON, count)
            }
            _ => Vec::new(),
        }
    }
}

/// The gaps that records are found with; the lead's variation is a case of its own.
const COMMON: [Gap; 8] = [
    Gap::Lead,
    Gap::ToldCoordinator,
    Gap::OutOfHours,
    Gap::Words,
    Gap::Agreement,
    Gap::Backup,
    Gap::Access,
    Gap::Sharing,
];

fn themes<'f>(frame: &'f Frame<'f>, age: u32, dice: &mut Dice) -> Vec<&'f Theme> {
    let fitting: Vec<&Theme> = frame
        .tables
        .themes
        .iter()
        .filter(|theme| (theme.ages.0..=theme.ages.1).contains(&age))
        .collect();
    let count = match age {
        ..18 => 1,
        18..60 => dice.one(&[1, 2]),
        _ => dice.one(&[2, 2, 3]),
    };
    let mut themes = dice.some(&fitting, count);
    dice.shuffle(&mut themes);
    themes
}

fn hopes(themes: &[&Theme], dice: &mut Dice) -> Vec<Hope> {
    let mut hopes = Vec::new();
    for (nth, theme) in themes.iter().enumerate() {
        let count = if nth == 0 {
            dice.one(&[1, 2, 2])
        } else {
            dice.one(&[0, 1])
        };
        hopes.extend(dice.some(&theme.hopes, count));
    }
    hopes
}

fn coordinator(frame: &Frame<'_>, navigator_in_hundred: u32, dice: &mut Dice) -> Coordinator {
    if dice.chance(navigator_in_hundred) {
        Coordinator {
            name: frame.navigator.name.clone(),
            login: frame.navigator.login.clone(),
            phone: NAVIGATOR_PHONE,
        }
    } else {
        let [name, login, phone] = parts(dice.one(frame.tables.places.of("coordinators")));
        Coordinator {
            name: name.to_owned(),
            login: login.to_owned(),
            phone,
        }
    }
}

fn coordinator_other_than(frame: &Frame<'_>, now: &Coordinator, dice: &mut Dice) -> Coordinator {
    for _ in 0..8 {
        let other = coordinator(frame, 20, dice);
        if other.login != now.login {
            return other;
        }
    }
    now.clone()
}

/// The number of whoever looks at the made-up caseload.
pub(super) const NAVIGATOR_PHONE: &str = "01632 960 155";
