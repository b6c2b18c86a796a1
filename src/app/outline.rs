//! The plan as an outline of rows: the person's words first, then strengths, needs, goals and actions, then the rest.

use chrono::NaiveDate;

use super::editor::PlanText;
use super::outline_arrangements::{self as arrangements, Arranged};
use super::outline_goals;
use crate::domain::calendar::Holidays;
use crate::domain::id::{GoalId, ItemId, NeedId, StageId};
use crate::domain::item::Item;
use crate::domain::merge::holds_both;
use crate::domain::plan::Plan;
use crate::domain::record::Folder;
use crate::domain::words::{self, Heading};

/// One row of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// How far it is indented.
    pub depth: u16,
    /// What it is.
    pub part: Part,
    /// What it says.
    pub text: String,
    /// Whether something about it needs a look.
    pub needs_look: bool,
}

/// What a row of the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A heading over other rows.
    Heading,
    /// The person's words under a heading.
    Words(Heading),
    /// The headings under which nothing has been said yet, folded away until they are asked for.
    NotAsked,
    /// The reason why there are no words.
    NoWords,
    /// A text with a page of its own.
    Text(PlanText),
    /// A strength, where there are several: so many lines from the first.
    Strength(usize),
    /// A need.
    Need(NeedId),
    /// A goal.
    Goal(GoalId),
    /// A step on the way to a goal, or of an action.
    Stage(StageOf, StageId),
    /// How a goal goes.
    Progress(GoalId),
    /// An action.
    Action(ItemId),
    /// What the plan arranges beside goals and actions.
    Arranged(Arranged),
    /// The review.
    Review,
    /// The agreement.
    Agreement,
}

/// What a step belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StageOf {
    /// A goal.
    Goal(GoalId),
    /// An action.
    Action(ItemId),
}

/// The rows of a person's plan.
pub fn rows(folder: &Folder, holidays: &Holidays, today: NaiveDate) -> Vec<OutlineRow> {
    let empty = Plan::new(
        crate::domain::id::PlanId(folder.person.id.0),
        folder.person.id,
        folder.person.joined_on,
    );
    let plan = folder.plan.as_ref().map_or(&empty, |kept| &kept.value);
    let mut rows = Vec::new();
    about_me(folder, plan, &mut rows);
    strengths(plan, &mut rows);
    heading("Needs, goals and actions", &mut rows);
    outline_goals::rows(folder, plan, holidays, &mut rows);
    practice_contact(folder, plan, &mut rows);
    let items: Vec<&Item> = folder.items.iter().map(|kept| &kept.value).collect();
    arrangements::rows(plan, (&items, &folder.team), today, &mut rows);
    rows.push(OutlineRow {
        depth: 0,
        part: Part::Review,
        text: review(plan),
        needs_look: plan.review_due().is_none(),
    });
    let agreement = plan.agreed.as_ref().map_or_else(
        || "Agreement: not yet agreed".to_owned(),
        |agreed| {
            format!(
                "Agreement: {} on {}",
                agreed.by,
                crate::domain::say::full(agreed.on)
            )
        },
    );
    rows.push(OutlineRow {
        depth: 0,
        part: Part::Agreement,
        text: agreement,
        needs_look: plan.agreed.is_none(),
    });
    rows
}

fn about_me(folder: &Folder, plan: &Plan, rows: &mut Vec<OutlineRow>) {
    heading("In their own words", rows);
    let said = |each| words::current(folder.words.iter().map(|kept| &kept.value), each);
    let mut unsaid = Vec::new();
    for each in Heading::ALL {
        let (text, needs_look) = match said(each) {
            Some(words) if holds_both(&words.text) => {
                (format!("{BOTH_KEPT}\"{}\"", one_line(&words.text)), true)
            }
            Some(words) => (format!("\"{}\"", one_line(&words.text)), false),
            None if each == Heading::MostImportant => (
                "no words yet: {plan.words} writes them, {plan.no_words} says why there are none"
                    .to_owned(),
                true,
            ),
            None => {
                unsaid.push(each);
                continue;
            }
        };
        let text = if each == Heading::MostImportant {
            text
        } else {
            format!("{}: {text}", each.title())
        };
        rows.push(row(1, Part::Words(each), text, needs_look));
    }
    if !plan.no_words_because.is_empty() {
        let text = format!("no words because: {}", plan.no_words_because);
        rows.push(row(1, Part::NoWords, text, false));
    }
    if !unsaid.is_empty() {
        let titles: Vec<&str> = unsaid.iter().map(|each| each.title()).collect();
        let text = format!("Not asked yet: {}", titles.join("; "));
        rows.push(row(1, Part::NotAsked, text, false));
        for each in unsaid {
            let text = format!("{}: nothing yet, {{plan.edit}} writes it", each.title());
            rows.push(row(2, Part::Words(each), text, false));
        }
    }
}

/// A row.
pub fn row(depth: u16, part: Part, text: String, needs_look: bool) -> OutlineRow {
    OutlineRow {
        depth,
        part,
        text,
        needs_look,
    }
}

/// What stands before a text that is two, kept at once: until somebody makes one of them.
const BOTH_KEPT: &str = "two were written at once and both kept, make one of them ({plan.edit}): ";

/// That a text is two, as its row says it; empty where it is one.
pub fn both_kept(text: &str) -> &'static str {
    if holds_both(text) { BOTH_KEPT } else { "" }
}

/// A text in one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_row(plan: &Plan, which: PlanText, rows: &mut Vec<OutlineRow>) {
    let text = text_of(plan, which);
    let shown = one_line(text);
    let (label, needs_look) = (which.short(), shown.is_empty());
    let shown = if needs_look {
        "nothing yet".to_owned()
    } else {
        shown
    };
    rows.push(OutlineRow {
        depth: 0,
        part: Part::Text(which),
        text: format!("{label}: {}{shown}", both_kept(text)),
        needs_look: needs_look || holds_both(text),
    });
}

/// The strengths: a row each where several are written, a line each.
fn strengths(plan: &Plan, rows: &mut Vec<OutlineRow>) {
    let lines = plan.strength_lines();
    if lines.len() < 2 {
        text_row(plan, PlanText::Strengths, rows);
        return;
    }
    let over = PlanText::Strengths;
    let is_both = holds_both(&plan.strengths);
    let text = match both_kept(&plan.strengths).trim_end_matches([':', ' ']) {
        "" => over.short().to_owned(),
        both => format!("{}: {both}", over.short()),
    };
    rows.push(row(0, Part::Text(over), text, is_both));
    let each = lines.iter().enumerate();
    rows.extend(each.map(|(at, line)| row(1, Part::Strength(at), one_line(line), false)));
}

/// The agreed contact with the practice; how often they are spoken with, where nothing else was written.
fn practice_contact(folder: &Folder, plan: &Plan, rows: &mut Vec<OutlineRow>) {
    text_row(plan, PlanText::PracticeContact, rows);
    if let (Some(days), Some(row)) = (folder.person.contact_every_days, rows.last_mut())
        && row.needs_look
    {
        row.needs_look = false;
        row.text = format!(
            "{}: spoken with every {} at least",
            PlanText::PracticeContact.short(),
            crate::domain::say::count(usize::from(days), "day", "days")
        );
    }
}

/// A text of a plan.
pub fn text_of(plan: &Plan, which: PlanText) -> &str {
    match which {
        PlanText::Strengths => &plan.strengths,
        PlanText::PracticeContact => &plan.practice_contact,
        PlanText::Contingency => &plan.contingency,
        PlanText::Backup => &plan.backup,
    }
}

fn heading(text: &str, rows: &mut Vec<OutlineRow>) {
    rows.push(OutlineRow {
        depth: 0,
        part: Part::Heading,
        text: text.to_owned(),
        needs_look: false,
    });
}

fn review(plan: &Plan) -> String {
    let mut parts = Vec::new();
    match plan.review_due() {
        Some(due) => parts.push(format!("due {}", crate::domain::say::full(due))),
        None => parts.push("no date".to_owned()),
    }
    if let Some(by) = plan.review_by() {
        parts.push(format!("at the latest {}", crate::domain::say::full(by)));
    }
    if !plan.review.responsible.is_empty() {
        parts.push(plan.review.responsible.clone());
    }
    format!("Review: {}", parts.join(", "))
}

impl PlanText {
    /// A short label for the outline.
    pub fn short(self) -> &'static str {
        match self {
            Self::Strengths => "Strengths",
            Self::PracticeContact => "Contact with the practice",
            Self::Contingency => "When things go wrong",
            Self::Backup => "Backup",
        }
    }
}
