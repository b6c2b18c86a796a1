//! Commands while a search in the plan is typed.

use crate::app::App;
use crate::app::command::{Command, Scope, always, row};
use crate::app::notice::Failure;

/// The rows.
pub const COMMANDS: &[Command] = &[
    row(
        Scope::PlanFind,
        "plan_find.keep",
        "Stay on this row",
        "Ends typing and stays on the row that was found.",
        &["enter"],
        1,
        always,
        |app, _| {
            if let Some(view) = &mut app.model.person
                && let Some(search) = &mut view.outline.search
            {
                search.is_typing = false;
            }
            Ok(())
        },
    ),
    row(
        Scope::PlanFind,
        "plan_find.leave",
        "Leave the search",
        "Leaves the search and goes back to where it began.",
        &["esc"],
        2,
        always,
        |app, _| {
            if let Some(view) = &mut app.model.person
                && let Some(at) = view.outline.leave_search()
            {
                view.go_to(at);
            }
            Ok(())
        },
    ),
    row(
        Scope::PlanFind,
        "plan_find.next",
        "Next row found",
        "Goes to the next row that fits.",
        &["down"],
        3,
        always,
        |app, _| app.step_hit(false),
    ),
    row(
        Scope::PlanFind,
        "plan_find.previous",
        "Previous row found",
        "Goes to the previous row that fits.",
        &["up"],
        0,
        always,
        |app, _| app.step_hit(true),
    ),
];

impl App {
    /// What is typed is looked for in the plan.
    pub(in crate::app) fn follow_plan_search(&mut self) {
        if let Some(view) = &mut self.model.person
            && let Some(at) = view.outline.follow_search()
        {
            view.go_to(at);
        }
    }

    /// Goes to the next or the previous row that fits the search in the plan.
    pub(super) fn step_hit(&mut self, back: bool) -> Result<(), Failure> {
        let Some(view) = &mut self.model.person else {
            return Ok(());
        };
        let at = view.outline.next_hit(view.cursor(), back);
        let at =
            at.ok_or_else(|| Failure::new("Nothing in the plan fits. / looks for other words."))?;
        view.go_to(at);
        Ok(())
    }
}
