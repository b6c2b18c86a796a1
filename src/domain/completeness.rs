//! What a plan lacks, in words: an invitation, never a bar to saving (R119, D3).

use super::item::ItemKind;
use super::plan::GoalState;
use super::record::Folder;
use super::team::Role;
use super::words::{self, Heading, Words};

/// Something that PRSB or the requirements ask of a plan and that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The sentence.
    pub says: String,
    /// Who asks for it.
    pub source: &'static str,
}

/// Everything that is missing, most telling first.
pub fn missing(folder: &Folder) -> Vec<Missing> {
    let words: Vec<Words> = folder.words.iter().map(|kept| kept.value.clone()).collect();
    let mut missing = Vec::new();
    let mut lacks = |is: bool, says: &str, source: &'static str| {
        if is {
            missing.push(Missing {
                says: says.to_owned(),
                source,
            });
        }
    };
    let plan = folder.plan.as_ref();
    let excused = plan.is_some_and(|plan| !plan.no_words_because.is_empty());
    let said = |heading| words::current(&words, heading).is_some();
    lacks(
        !said(Heading::MostImportant) && !excused,
        "what is most important to them, in their own words",
        "R27, D4",
    );
    lacks(
        plan.is_none_or(|plan| plan.needs.is_empty()),
        "a need, concern or problem",
        "D3",
    );
    lacks(
        plan.is_none_or(|plan| plan.goals.is_empty()),
        "a goal or hope",
        "D3",
    );
    let unanchored = plan.map_or(0, |plan| {
        plan.goals
            .iter()
            .filter(|goal| goal.state == GoalState::Active && !words::says(&words, &goal.because))
            .count()
    });
    lacks(
        unanchored > 0,
        "a phrase of their words behind every goal",
        "R31",
    );
    let actions: Vec<_> = folder
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::Action && item.is_open())
        .collect();
    let goals_without_action = plan.is_some_and(|plan| {
        plan.goals.iter().any(|goal| {
            goal.state == GoalState::Active
                && !folder.items.iter().any(|item| item.goal == Some(goal.id))
        })
    });
    lacks(goals_without_action, "an action for every goal", "D3");
    lacks(
        actions.iter().any(|item| item.owner.is_empty()),
        "an owner for every action",
        "R32",
    );
    lacks(
        actions.iter().any(|item| item.expected_on.is_none()),
        "a date for every action",
        "R32",
    );
    lacks(
        plan.is_none_or(|plan| plan.strengths.is_empty()),
        "their strengths and who is around them",
        "R34",
    );
    lacks(
        plan.is_none_or(|plan| !plan.says_what_if()),
        "what to do when things go wrong",
        "R85",
    );
    let has_carer = folder
        .team
        .iter()
        .any(|member| member.role == Role::Carer && member.until_on.is_none());
    lacks(
        plan.is_none_or(|plan| !plan.names_backup(has_carer)),
        "a backup for carer and coordinator",
        "R86",
    );
    lacks(
        plan.is_none_or(|plan| plan.arrangements.wishes.is_none()),
        "their wishes for later, and whether there is an advance statement",
        "D3, D5",
    );
    lacks(
        plan.is_none_or(|plan| plan.review_due().is_none()),
        "a review date",
        "R37",
    );
    lacks(
        plan.is_none_or(|plan| plan.review.responsible.is_empty()),
        "who is responsible for the review",
        "R37",
    );
    lacks(
        plan.is_none_or(|plan| plan.practice_contact.is_empty()),
        "the agreed contact with the practice",
        "R36",
    );
    lacks(
        plan.is_none_or(|plan| plan.agreed.is_none()),
        "their agreement",
        "R38",
    );
    let has = |role| {
        folder
            .team
            .iter()
            .any(|member| member.role == role && member.until_on.is_none())
    };
    lacks(!has(Role::Lead), "a Lead Clinical Coordinator", "R15");
    for heading in Heading::ALL.into_iter().skip(1) {
        lacks(
            !said(heading),
            &format!("their words on \"{}\"", heading.title()),
            "D4",
        );
    }
    missing
}
