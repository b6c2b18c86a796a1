//! Caseload.
pub mod domain;
