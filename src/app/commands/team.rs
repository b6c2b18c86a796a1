//! Commands of the care team.

use crate::app::App;
use crate::app::command::{Availability, Command, Scope};
use crate::app::forms::Purpose;
use crate::app::model::Model;
use crate::app::notice::Failure;
use crate::domain::id::MemberId;

/// The rows.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "team.edit",
        title: "Change",
        help: "Changes the selected place in the care team.",
        scope: Scope::Team,
        keys: &["enter"],
        hint: 1,
        when: has_member,
        run: |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::Member(Some(member)), cx)
        },
    },
    Command {
        name: "team.end",
        title: "End",
        help: "Ends the selected place on a day; it stays in the record.",
        scope: Scope::Team,
        keys: &["x"],
        hint: 2,
        when: has_member,
        run: |app, cx| {
            let member = selected(app)?;
            app.open_form(Purpose::EndMember(member), cx)
        },
    },
];

fn has_member(model: &Model) -> Availability {
    if model
        .person
        .as_ref()
        .and_then(|view| view.member())
        .is_some()
    {
        Availability::Ready
    } else {
        Availability::Blocked("The care team is empty. m adds somebody.")
    }
}

fn selected(app: &App) -> Result<MemberId, Failure> {
    app.person()?
        .member()
        .map(|member| member.id)
        .ok_or_else(|| Failure::new("The care team is empty."))
}
