//! Caseload.

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod export;
pub mod import;
pub mod platform;
pub mod store;
pub mod ui;
