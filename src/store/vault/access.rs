//! Who may open a store: reading and changing its key file.
//!
//! Works without opening the database. Not here: roles, which are records; counting wrong tries.

use std::path::Path;
use std::time::Duration;

use crate::platform::files::Overwrite;
use crate::store::vault::fault::OpenFault;
use crate::store::vault::key_fault::KeyFault;
use crate::store::vault::keys::{DataKey, KeyCost};
use crate::store::vault::keyslots::KeySlots;
use crate::store::vault::place::{DATABASE, KEY_FILE, Place, PlaceLock, is_there};
use crate::store::vault::recovery::RecoveryCode;

/// How long to wait while another process changes keys or upgrades.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much of a store is in a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Nothing of one; a new one may be made here.
    Absent,
    /// Database and key file.
    Complete,
    /// A database without the file that unlocks it.
    WithoutKeys,
    /// A key file without its database.
    WithoutDatabase,
}

/// Looks whether there is a store, without opening anything.
///
/// A directory that may not be looked into counts as empty; opening or making says why.
pub fn exists(dir: &Path) -> Presence {
    match (is_there(&dir.join(DATABASE)), is_there(&dir.join(KEY_FILE))) {
        (false, false) => Presence::Absent,
        (true, true) => Presence::Complete,
        (true, false) => Presence::WithoutKeys,
        (false, true) => Presence::WithoutDatabase,
    }
}

/// Lists those who may open the store, sorted.
///
/// # Errors
/// When there is no store, or its key file cannot be used.
pub fn logins(dir: &Path) -> Result<Vec<String>, OpenFault> {
    Ok(slots(dir)?.logins())
}

/// Tells whether the store has a recovery code.
///
/// # Errors
/// When there is no store, or its key file cannot be used.
pub fn has_recovery(dir: &Path) -> Result<bool, OpenFault> {
    Ok(slots(dir)?.has_recovery())
}

/// What a store was unlocked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The login's own passphrase.
    Passphrase,
    /// The recovery code, which opens for every login.
    RecoveryCode,
}

/// Gives the data key to a person with the right passphrase, or with the recovery code in its place;
/// takes about 0.15 s.
///
/// # Errors
/// An unknown login, a wrong passphrase or code, or a key file that cannot be used.
pub fn unlock(dir: &Path, login: &str, passphrase: &str) -> Result<DataKey, OpenFault> {
    unlock_by(dir, login, passphrase).map(|(key, _)| key)
}

/// Gives the data key as [`unlock`] does, and says what it was had with.
///
/// # Errors
/// As [`unlock`].
pub fn unlock_by(dir: &Path, login: &str, passphrase: &str) -> Result<(DataKey, By), OpenFault> {
    let slots = slots(dir)?;
    let refused = match slots.unlock(login, passphrase) {
        // A user whose slot is lost, as with an older key file, gets in with the code too.
        Err(fault @ (KeyFault::WrongPassphrase | KeyFault::UnknownLogin(_))) => fault,
        other => return Ok((other?, By::Passphrase)),
    };
    // Nothing that merely looks like a code passes its checksum.
    match slots.unlock_with_recovery(passphrase) {
        Err(KeyFault::RecoveryCodeMistyped | KeyFault::NoRecovery) => Err(refused.into()),
        other => Ok((other?, By::RecoveryCode)),
    }
}

/// Gives the data key to whoever has the recovery code; takes about 0.15 s.
///
/// # Errors
/// A mistyped or wrong code, none set up, or a key file that cannot be used.
pub fn unlock_with_recovery(dir: &Path, code: &str) -> Result<DataKey, OpenFault> {
    Ok(slots(dir)?.unlock_with_recovery(code)?)
}

/// Lets one more person open the store.
///
/// # Errors
/// A login that is taken or cannot be one, a weak passphrase, or a key file that cannot be used;
/// nothing is then changed.
pub fn add_login(
    dir: &Path,
    key: &DataKey,
    login: &str,
    passphrase: &str,
    cost: KeyCost,
) -> Result<(), OpenFault> {
    edit(dir, |slots| slots.add_user(key, login, passphrase, cost))
}

/// Takes a person's slot away. Old copies of the key file still have it until the key is changed.
///
/// # Errors
/// An unknown login, the last one, or a key file that cannot be used; nothing is then changed.
pub fn remove_login(dir: &Path, key: &DataKey, login: &str) -> Result<(), OpenFault> {
    edit(dir, |slots| slots.remove_user(key, login))
}

/// Gives a person a new passphrase, without touching the database.
///
/// # Errors
/// An unknown login, a weak passphrase, or a key file that cannot be used; the old passphrase then
/// still works.
pub fn change_passphrase(
    dir: &Path,
    key: &DataKey,
    login: &str,
    passphrase: &str,
    cost: KeyCost,
) -> Result<(), OpenFault> {
    edit(dir, |slots| {
        slots.change_passphrase(key, login, passphrase, cost)
    })
}

/// Makes a recovery code; one made before stops working.
///
/// # Errors
/// When the key is not this store's, or its key file cannot be used; nothing is then changed.
pub fn renew_recovery(dir: &Path, key: &DataKey, cost: KeyCost) -> Result<RecoveryCode, OpenFault> {
    edit(dir, |slots| slots.renew_recovery(key, cost))
}

/// A change of the key file that is ready to be saved together with rows of the database.
///
/// While it lives, no other process changes keys.
pub(in crate::store) struct NewSlots {
    place: Place,
    before: KeySlots,
    after: KeySlots,
    _lock: PlaceLock,
}

impl NewSlots {
    /// Gives a login a passphrase, or takes its slot away where there is none to give.
    pub fn prepare(
        dir: &Path,
        key: &DataKey,
        login: &str,
        passphrase: Option<(&str, KeyCost)>,
    ) -> Result<Self, OpenFault> {
        let place = Place::find(dir)?;
        let lock = place.lock(PATIENCE)?;
        let before = place.read_slots()?;
        let mut after = before.clone();
        match passphrase {
            Some((passphrase, cost)) => after.give(key, login, passphrase, cost)?,
            // There may be none: a removal that was cut off took it before.
            None => match after.remove_user(key, login) {
                Err(KeyFault::UnknownLogin(_)) => {}
                other => other?,
            },
        }
        Ok(Self {
            place,
            before,
            after,
            _lock: lock,
        })
    }

    /// Makes a new recovery code; the one before stops working once this is saved.
    pub fn prepare_recovery(
        dir: &Path,
        key: &DataKey,
        cost: KeyCost,
    ) -> Result<(Self, RecoveryCode), OpenFault> {
        let place = Place::find(dir)?;
        let lock = place.lock(PATIENCE)?;
        let before = place.read_slots()?;
        let mut after = before.clone();
        let code = after.renew_recovery(key, cost)?;
        let slots = Self {
            place,
            before,
            after,
            _lock: lock,
        };
        Ok((slots, code))
    }

    /// Those who have a slot before the change, and after it.
    pub fn logins(&self) -> (Vec<String>, Vec<String>) {
        (self.before.logins(), self.after.logins())
    }

    /// Writes the key file whole, or leaves it as it was.
    pub fn save(&self) -> Result<(), OpenFault> {
        self.place.save_slots(&self.after, Overwrite::Replace)
    }

    /// Puts back the key file from before.
    pub fn take_back(&self) -> Result<(), OpenFault> {
        self.place.save_slots(&self.before, Overwrite::Replace)
    }
}

fn slots(dir: &Path) -> Result<KeySlots, OpenFault> {
    Place::find(dir)?.read_slots()
}

/// Changes the key file under a lock, so that two changes at once are both kept.
fn edit<T>(
    dir: &Path,
    change: impl FnOnce(&mut KeySlots) -> Result<T, KeyFault>,
) -> Result<T, OpenFault> {
    let place = Place::find(dir)?;
    let _lock = place.lock(PATIENCE)?;
    let mut slots = place.read_slots()?;
    let outcome = change(&mut slots)?;
    place.save_slots(&slots, Overwrite::Replace)?;
    Ok(outcome)
}
