//! The fast integration tests, in one binary: linking the store once is what keeps the loop quick.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test that cannot go on has failed, and says what it skipped"
)]

mod architecture;
mod commands;
mod days;
mod docs;
mod export;
mod import_files;
mod lean;
mod store;
mod store_files;
mod store_open;
mod store_processes;
mod store_refusals;
mod store_upgrade;
mod support;
mod tui;
