//! The top line, the same on every screen: the day, the time, that nothing can be changed where that is so, the practice,
//! the user. Moving between screens costs nothing.

use crate::app::model::Model;
use crate::domain::calendar::PracticeHours;
use crate::domain::say;
use crate::ui::page::Page;
use crate::ui::theme::Role;

/// Draws the top line.
pub fn draw(page: &mut Page<'_>, model: &Model) {
    let now = model.now;
    let hours = match model.holidays.practice_hours(now) {
        PracticeHours::Open { until } => format!("practice open until {}", say::time(until.time())),
        PracticeHours::Closed { opens } => {
            format!("practice closed until {}", say::day_time(opens, now.date()))
        }
    };
    let date = format!("{} {}", say::full(now.date()), say::time(now.time()));
    let x = page.put(1, 0, Role::Title, &date);
    let x = if model.reads_only() {
        page.put(x + 2, 0, Role::Warning, "READ ONLY")
    } else {
        x
    };
    let x = page.put(x + 2, 0, Role::Muted, &hours);
    let who = if model.demo {
        format!("{}, made-up people", model.login)
    } else {
        model.login.clone()
    };
    page.put(x + 2, 0, Role::Muted, &who);
}
