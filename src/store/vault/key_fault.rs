//! Why a key could not be had: logins, passphrases, recovery codes.
//!
//! No message holds a passphrase, a code or a key. Not here: faults of the files themselves.

use std::fmt;

use crate::store::vault::keyslots::MOST_SLOTS;
use crate::store::vault::passphrase::PassphraseFault;

/// Why a key could not be had, or a slot not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFault {
    /// The passphrase is not the one of this login.
    WrongPassphrase,
    /// Well formed, but not the recovery code of this store.
    WrongRecoveryCode,
    /// Not a recovery code at all: a sign is missing or mistyped.
    RecoveryCodeMistyped,
    /// The store was set up without a recovery code.
    NoRecovery,
    /// Nobody of that login may open the store; those who may are listed.
    UnknownLogin(Vec<String>),
    /// The login has a slot already.
    LoginTaken(String),
    /// The text cannot be a login.
    LoginUnusable,
    /// Only those listed may say who opens the store.
    NotManaging(Vec<String>),
    /// The last who may add others; the store would be left without.
    LastManager(String),
    /// The only login left; without it nobody could open the store.
    LastLogin,
    /// There are as many logins as a store can have.
    TooMany,
    /// The new passphrase breaks a rule.
    Passphrase(PassphraseFault),
    /// The data key has been changed since it was unlocked, or belongs to another store.
    OtherKey,
    /// The passphrase or code is right, but what it unlocks is not the key of this store.
    PartsMixed,
    /// There is not enough memory to derive a key.
    NoMemory,
    /// The system has no randomness to give.
    NoRandomness,
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongPassphrase => f.write_str(
                "That passphrase does not open the store for this login. Check Caps Lock and the keyboard layout, then try again; the recovery code works as well.",
            ),
            Self::WrongRecoveryCode => f.write_str(
                "That recovery code is well formed but is not the one for this store. Look for a newer code; making one ends those before it.",
            ),
            Self::RecoveryCodeMistyped => f.write_str(
                "That is not a whole recovery code: it has nine groups of four letters and digits. Check it against the paper, then try again.",
            ),
            Self::NoRecovery => f.write_str(
                "This store was set up without a recovery code. Open it with a login and passphrase.",
            ),
            Self::UnknownLogin(logins) => write!(
                f,
                "Nobody of that login may open this store. Those who may: {}. Choose one of them, or ask a lead to add you: they run caseload user add.",
                logins.join(", ")
            ),
            Self::LoginTaken(login) => write!(
                f,
                "The login {login} may open this store already, so nobody was added. Choose another login; caseload user list shows those there are."
            ),
            Self::LoginUnusable => f.write_str(
                "That cannot be a login. Use 1 to 64 letters and digits without spaces; . - _ @ + and ' may be among them.",
            ),
            Self::NotManaging(who) => write!(
                f,
                "Only a lead says who may open this store, so nothing was changed. Ask one of these: {}.",
                who.join(", ")
            ),
            Self::LastManager(login) => write!(
                f,
                "{login} is the last who may add others, so nothing was changed. Make somebody else a lead first: caseload user role LOGIN lead."
            ),
            Self::LastLogin => f.write_str(
                "This is the only login left, and without it nobody could open the store. Add another login first.",
            ),
            Self::TooMany => write!(
                f,
                "The store has {MOST_SLOTS} logins, as many as it can. Remove one that is no longer used first."
            ),
            Self::Passphrase(fault) => fault.fmt(f),
            Self::OtherKey => f.write_str(
                "The key of this store has been changed since it was unlocked. Lock it and unlock it again.",
            ),
            Self::PartsMixed => f.write_str(
                "The passphrase is right, but the key file is made up of parts that do not belong together. Put back the key file of this store from a backup; nothing was changed.",
            ),
            Self::NoMemory => f.write_str(
                "There is not enough free memory to check a passphrase. Close something else, then try again.",
            ),
            Self::NoRandomness => f.write_str(
                "The system could not supply random numbers, so no key was made. Try again; if it goes on, ask whoever looks after this machine.",
            ),
        }
    }
}

impl std::error::Error for KeyFault {}
