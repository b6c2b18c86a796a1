//! The operating system, each part behind one small function or type.
//!
//! Stands alone: it names no other layer. Deliberately not here: what the files hold, and any
//! decision about care.

pub mod clock;
pub mod files;
pub mod filesystem;
pub mod hardening;
pub mod paths;
