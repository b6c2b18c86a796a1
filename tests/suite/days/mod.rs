//! Twenty working days of one coordinator, replayed from the keyboard and headless, against a diary on paper.
//!
//! Each day says what happens, which keys are pressed, and what a careful person with a paper diary would have written on
//! the list: who is where, and every reason that is due, in order. The paper is worked out from the rules as they are
//! agreed (working days, out of hours, clocks, ladders), never copied from what the program shows. The days run from
//! Monday 16 March to Tuesday 14 April 2026: over a week-end in which the clocks go forward, and over Easter.

mod cast;
mod desk;
mod easter;
mod first_week;
mod headless;
mod last_days;
mod logging;
mod second_week;
mod shell;
mod third_week;

use desk::Desk;

#[test]
fn twenty_working_days() {
    let mut desk = Desk::new();
    first_week::run(&mut desk);
    second_week::run(&mut desk);
    third_week::run(&mut desk);
    easter::run(&mut desk);
    last_days::run(&mut desk);
    assert_eq!(desk.days(), 20, "working days, all of them");
}
