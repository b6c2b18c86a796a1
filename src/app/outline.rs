//! The plan as an outline of rows: the person's words first, then strengths, needs, goals and actions, then the rest.

use chrono::NaiveDate;

use super::editor::PlanText;
use super::outline_arrangements::{self as arrangements, Arranged};
use crate::domain::calendar::Holidays;
use crate::domain::id::{GoalId, ItemId, NeedId};
use crate::domain::item::{Item, ItemKind, Stage};
use crate::domain::plan::{Goal, Plan};
use crate::domain::record::Folder;
use crate::domain::words::{self, Heading, Words};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading over other rows.
    Heading,
    /// The person's words under a heading.
    Words(Heading),
    /// The reason why there are no words.
    NoWords,
    /// A text with a page of its own.
    Text(PlanText),
    /// A need.
    Need(NeedId),
    /// A goal.
    Goal(GoalId),
    /// An action.
    Action(ItemId),
    /// What the plan arranges beside goals and actions.
    Arranged(Arranged),
    /// The review.
    Review,
    /// The agreement.
    Agreement,
}

/// The rows of a person's plan.
pub fn rows(folder: &Folder, holidays: &Holidays, today: NaiveDate) -> Vec<OutlineRow> {
    let all: Vec<Words> = folder.words.iter().map(|kept| kept.value.clone()).collect();
    let empty = Plan::new(
        crate::domain::id::PlanId(folder.person.id.0),
        folder.person.id,
        folder.person.joined_on,
    );
    let plan = folder.plan.as_ref().map_or(&empty, |kept| &kept.value);
    let mut rows = Vec::new();
    about_me(&all, plan, &mut rows);
    text_row(plan, PlanText::Strengths, &mut rows);
    heading("Needs, goals and actions", &mut rows);
    for need in &plan.needs {
        rows.push(OutlineRow {
            depth: 1,
            part: Part::Need(need.id),
            text: format!("need: {}", need.text),
            needs_look: false,
        });
        for goal in plan.goals.iter().filter(|goal| goal.need == Some(need.id)) {
            goal_rows(goal, folder, &all, 2, holidays, &mut rows);
        }
    }
    for goal in plan.goals.iter().filter(|goal| {
        goal.need
            .is_none_or(|need| !plan.needs.iter().any(|known| known.id == need))
    }) {
        goal_rows(goal, folder, &all, 1, holidays, &mut rows);
    }
    let free = |item: &&crate::domain::record::Kept<Item>| {
        item.kind == ItemKind::Action
            && item.is_open()
            && item.goal.is_none_or(|goal| plan.goal(goal).is_none())
    };
    for item in folder.items.iter().filter(free) {
        action_row(item, 1, holidays, &mut rows);
    }
    text_row(plan, PlanText::PracticeContact, &mut rows);
    arrangements::rows(plan, today, &mut rows);
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

fn about_me(all: &[Words], plan: &Plan, rows: &mut Vec<OutlineRow>) {
    heading("In their own words", rows);
    for each in Heading::ALL {
        let said = words::current(all, each);
        if each != Heading::MostImportant && said.is_none() {
            continue;
        }
        let text = said.map_or_else(
            || "no words yet: w writes them, W says why there are none".to_owned(),
            |words| {
                format!(
                    "\"{}\"",
                    words.text.split_whitespace().collect::<Vec<_>>().join(" ")
                )
            },
        );
        let label = if each == Heading::MostImportant {
            String::new()
        } else {
            format!("{}: ", each.title())
        };
        rows.push(OutlineRow {
            depth: 1,
            part: Part::Words(each),
            text: format!("{label}{text}"),
            needs_look: said.is_none(),
        });
    }
    if !plan.no_words_because.is_empty() {
        rows.push(OutlineRow {
            depth: 1,
            part: Part::NoWords,
            text: format!("no words because: {}", plan.no_words_because),
            needs_look: false,
        });
    }
}

fn goal_rows(
    goal: &Goal,
    folder: &Folder,
    all: &[Words],
    depth: u16,
    holidays: &Holidays,
    rows: &mut Vec<OutlineRow>,
) {
    let importance = goal
        .importance
        .map(|importance| format!(" ({importance}/10)"))
        .unwrap_or_default();
    let anchored = words::says(all, &goal.because);
    let because = if goal.because.is_empty() {
        " - not tied to their words".to_owned()
    } else if anchored {
        format!(" - because: \"{}\"", goal.because)
    } else {
        format!(
            " - the phrase \"{}\" is gone from their words",
            goal.because
        )
    };
    let state = match goal.state {
        crate::domain::plan::GoalState::Active => String::new(),
        other => format!(" [{}]", other.word()),
    };
    rows.push(OutlineRow {
        depth,
        part: Part::Goal(goal.id),
        text: format!("goal: {}{importance}{state}{because}", goal.text),
        needs_look: !anchored,
    });
    for item in folder
        .items
        .iter()
        .filter(|item| item.goal == Some(goal.id))
    {
        action_row(item, depth + 1, holidays, rows);
    }
}

fn action_row(item: &Item, depth: u16, holidays: &Holidays, rows: &mut Vec<OutlineRow>) {
    let owner = if item.owner.is_empty() {
        "nobody yet"
    } else {
        item.owner.as_str()
    };
    let date = item.expected(holidays).map_or_else(
        || "no date".to_owned(),
        |expected| format!("by {}", crate::domain::say::full(expected.date)),
    );
    let confidence = item
        .confidence
        .map(|confidence| format!(", confidence {confidence}/10"))
        .unwrap_or_default();
    let state = if item.stage() == Stage::Ended {
        " [ended]"
    } else {
        ""
    };
    rows.push(OutlineRow {
        depth,
        part: Part::Action(item.id),
        text: format!("action: {} - {owner}, {date}{confidence}{state}", item.what),
        needs_look: item.is_open() && (item.owner.is_empty() || item.expected_on.is_none()),
    });
}

fn text_row(plan: &Plan, which: PlanText, rows: &mut Vec<OutlineRow>) {
    let text = text_of(plan, which);
    let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (label, needs_look) = (which.short(), shown.is_empty());
    let shown = if needs_look {
        "nothing yet".to_owned()
    } else {
        shown
    };
    rows.push(OutlineRow {
        depth: 0,
        part: Part::Text(which),
        text: format!("{label}: {shown}"),
        needs_look,
    });
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
