//! The locked box the records lie in: making it, who may open it, opening it, and upgrades.
//!
//! Deliberately not here: what the records mean, and anything a connection does once it is open.

pub mod access;
pub mod create;
pub mod fault;
pub mod health;
pub mod key_fault;
pub mod keys;
pub mod keyslots;
pub mod migrations;
pub mod open;
pub mod passphrase;
pub mod recovery;

mod connection;
mod place;
mod slot;
mod slotfile;
mod upgrade;

pub use access::{By, Presence, exists, logins, unlock, unlock_by, unlock_with_recovery};
pub use create::{Created, create, create_with};
pub use fault::OpenFault;
pub use health::integrity;
pub use key_fault::KeyFault;
pub use keys::{DataKey, KeyCost};
pub use open::{Access, Opened, Upgraded, connect, open};
pub use recovery::RecoveryCode;
