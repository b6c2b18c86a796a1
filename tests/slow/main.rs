//! The whole program as its user meets it: on a terminal, on the command line, killed, cut off, out of room.
//!
//! One binary, because linking it is most of the cost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed, and says what it skipped"
)]

mod deferral;
mod drafts;
mod emulator;
mod escapes;
mod full_disk;
mod headless;
mod home;
mod line;
mod main_job;
mod manners;
mod place;
mod processes;
mod prompts;
mod pty;
mod sizes;
mod users;
mod whom;
