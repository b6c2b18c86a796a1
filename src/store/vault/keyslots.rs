//! The key slots of one store: who can unlock it, and the changes to that.
//!
//! Every change needs the data key, so only somebody who is in can let others in. A removed slot in
//! an old copy of the file still opens an old copy of the database: removal is complete only once
//! the data key is changed too. Not here: files (`access`) and their format (`slotfile`).

use unicode_normalization::UnicodeNormalization;

use crate::store::vault::key_fault::KeyFault;
use crate::store::vault::keys::{DataKey, KeyCheck, KeyCost, StoreId, fill};
use crate::store::vault::passphrase::{self, normalise};
use crate::store::vault::recovery::RecoveryCode;
use crate::store::vault::slot::{Holder, Slot};

/// The most slots one store may have.
pub(super) const MOST_SLOTS: usize = 200;

const LONGEST_LOGIN: usize = 64;

/// The slots of one store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeySlots {
    pub store: StoreId,
    pub check: KeyCheck,
    pub slots: Vec<Slot>,
}

/// Checks a login: 1 to 64 letters, digits and `.` `-` `_` `@` `+` `'`, composed (NFKC).
///
/// Upper and lower case are kept apart, as they are in the records, but no two logins may differ in
/// case alone.
///
/// # Errors
/// When it cannot be a login.
pub fn check_login(login: &str) -> Result<(), KeyFault> {
    let visible = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+' | '\'');
    let length = login.chars().take(LONGEST_LOGIN + 1).count();
    let composed = login.nfkc().eq(login.chars());
    if (1..=LONGEST_LOGIN).contains(&length) && login.chars().all(visible) && composed {
        Ok(())
    } else {
        Err(KeyFault::LoginUnusable)
    }
}

/// Gives what two logins must not have in common.
pub(in crate::store) fn folded(login: &str) -> String {
    login.to_lowercase()
}

impl KeySlots {
    /// Starts the slots of a new store; nobody can open it yet.
    pub fn new(key: &DataKey) -> Result<Self, KeyFault> {
        let mut store = StoreId::default();
        fill(&mut store)?;
        Ok(Self {
            store,
            check: key.check(&store),
            slots: Vec::new(),
        })
    }

    /// Lists the logins, sorted.
    pub fn logins(&self) -> Vec<String> {
        let mut logins: Vec<String> = self
            .slots
            .iter()
            .filter_map(|slot| match &slot.holder {
                Holder::User(login) => Some(login.clone()),
                Holder::Recovery => None,
            })
            .collect();
        logins.sort();
        logins
    }

    /// Tells whether there is a recovery slot.
    pub fn has_recovery(&self) -> bool {
        self.find(&Holder::Recovery).is_some()
    }

    /// Tells whether a data key is the one these slots hold.
    pub fn holds(&self, key: &DataKey) -> bool {
        key.check(&self.store) == self.check
    }

    /// Gives the data key to a person with the right passphrase.
    pub fn unlock(&self, login: &str, passphrase: &str) -> Result<DataKey, KeyFault> {
        let slot = self.user(login)?;
        slot.open(&self.store, normalise(passphrase).as_bytes())?
            .ok_or(KeyFault::WrongPassphrase)
            .and_then(|key| self.expect(key))
    }

    /// Gives the data key to whoever has the recovery code.
    pub fn unlock_with_recovery(&self, code: &str) -> Result<DataKey, KeyFault> {
        let code = RecoveryCode::parse(code)?;
        let slot = self.find(&Holder::Recovery).ok_or(KeyFault::NoRecovery)?;
        slot.open(&self.store, code.secret())?
            .ok_or(KeyFault::WrongRecoveryCode)
            .and_then(|key| self.expect(key))
    }

    /// Lets one more person in.
    pub fn add_user(
        &mut self,
        key: &DataKey,
        login: &str,
        passphrase: &str,
        cost: KeyCost,
    ) -> Result<(), KeyFault> {
        check_login(login)?;
        let same = |taken: &String| folded(taken) == folded(login);
        if let Some(taken) = self.logins().into_iter().find(same) {
            return Err(KeyFault::LoginTaken(taken));
        }
        if self.slots.len() >= MOST_SLOTS {
            return Err(KeyFault::TooMany);
        }
        let holder = Holder::User(login.to_owned());
        let slot = self.seal_for_user(key, holder, passphrase, cost)?;
        self.slots.push(slot);
        Ok(())
    }

    /// Takes a person's slot away, unless it is the last.
    pub fn remove_user(&mut self, key: &DataKey, login: &str) -> Result<(), KeyFault> {
        self.require(key)?;
        let holder = self.user(login)?.holder.clone();
        if self.logins().len() == 1 {
            return Err(KeyFault::LastLogin);
        }
        self.slots.retain(|slot| slot.holder != holder);
        Ok(())
    }

    /// Gives a person a new passphrase; only their slot changes.
    pub fn change_passphrase(
        &mut self,
        key: &DataKey,
        login: &str,
        passphrase: &str,
        cost: KeyCost,
    ) -> Result<(), KeyFault> {
        let holder = self.user(login)?.holder.clone();
        let slot = self.seal_for_user(key, holder, passphrase, cost)?;
        self.put(slot);
        Ok(())
    }

    /// Gives a person a passphrase whether they have a slot or not; what another spelling of the login had, goes.
    pub fn give(
        &mut self,
        key: &DataKey,
        login: &str,
        passphrase: &str,
        cost: KeyCost,
    ) -> Result<(), KeyFault> {
        check_login(login)?;
        let is_ours = |slot: &Slot| match &slot.holder {
            Holder::User(taken) => folded(taken) == folded(login),
            Holder::Recovery => false,
        };
        if self.slots.iter().filter(|slot| !is_ours(slot)).count() >= MOST_SLOTS {
            return Err(KeyFault::TooMany);
        }
        let holder = Holder::User(login.to_owned());
        let slot = self.seal_for_user(key, holder, passphrase, cost)?;
        self.slots.retain(|slot| !is_ours(slot));
        self.slots.push(slot);
        Ok(())
    }

    /// Makes a recovery code; one made before stops working.
    pub fn renew_recovery(
        &mut self,
        key: &DataKey,
        cost: KeyCost,
    ) -> Result<RecoveryCode, KeyFault> {
        self.require(key)?;
        let code = RecoveryCode::generate()?;
        let slot = Slot::seal(&self.store, key, Holder::Recovery, code.secret(), cost)?;
        self.put(slot);
        Ok(code)
    }

    fn seal_for_user(
        &self,
        key: &DataKey,
        holder: Holder,
        passphrase: &str,
        cost: KeyCost,
    ) -> Result<Slot, KeyFault> {
        self.require(key)?;
        passphrase::check(passphrase).map_err(KeyFault::Passphrase)?;
        let secret = normalise(passphrase);
        Slot::seal(&self.store, key, holder, secret.as_bytes(), cost)
    }

    fn expect(&self, key: DataKey) -> Result<DataKey, KeyFault> {
        if self.holds(&key) {
            Ok(key)
        } else {
            Err(KeyFault::PartsMixed)
        }
    }

    fn require(&self, key: &DataKey) -> Result<(), KeyFault> {
        self.holds(key).then_some(()).ok_or(KeyFault::OtherKey)
    }

    fn user(&self, login: &str) -> Result<&Slot, KeyFault> {
        self.find(&Holder::User(login.to_owned()))
            .ok_or_else(|| KeyFault::UnknownLogin(self.logins()))
    }

    fn find(&self, holder: &Holder) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.holder == *holder)
    }

    fn put(&mut self, new: Slot) {
        match self.slots.iter_mut().find(|slot| slot.holder == new.holder) {
            Some(slot) => *slot = new,
            None => self.slots.push(new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::vault::passphrase::PassphraseFault;

    const CHEAP: KeyCost = KeyCost::THROWAWAY;

    fn one_user() -> (DataKey, KeySlots) {
        let key = DataKey::generate().unwrap();
        let mut slots = KeySlots::new(&key).unwrap();
        slots
            .add_user(&key, "amina", "correct horse", CHEAP)
            .unwrap();
        (key, slots)
    }

    fn same(one: &DataKey, other: &DataKey) -> bool {
        one.bytes() == other.bytes()
    }

    #[test]
    fn each_person_opens_with_their_own_passphrase() {
        let (key, mut slots) = one_user();
        slots
            .add_user(&key, "sam", "another phrase", CHEAP)
            .unwrap();
        assert_eq!(slots.logins(), ["amina", "sam"]);
        assert!(same(&key, &slots.unlock("amina", "correct horse").unwrap()));
        assert!(same(&key, &slots.unlock("sam", "another phrase").unwrap()));
        for (login, passphrase) in [
            ("amina", "another phrase"),
            ("sam", "correct horse"),
            ("sam", ""),
        ] {
            assert_eq!(
                slots.unlock(login, passphrase).unwrap_err(),
                KeyFault::WrongPassphrase
            );
        }
        assert!(slots.unlock("AMINA", "correct horse").is_err());
        assert_eq!(
            slots.unlock("kim", "correct horse").unwrap_err(),
            KeyFault::UnknownLogin(vec!["amina".to_owned(), "sam".to_owned()])
        );
    }

    #[test]
    fn a_new_passphrase_changes_that_slot_only() {
        let (key, mut slots) = one_user();
        slots
            .add_user(&key, "sam", "another phrase", CHEAP)
            .unwrap();
        let before = slots.clone();
        slots
            .change_passphrase(&key, "amina", "a new phrase", CHEAP)
            .unwrap();
        assert!(slots.unlock("amina", "correct horse").is_err());
        assert!(same(&key, &slots.unlock("amina", "a new phrase").unwrap()));
        assert_ne!(slots.slots[0], before.slots[0]);
        assert_eq!(slots.slots[1], before.slots[1]);
        assert_eq!((slots.store, slots.check), (before.store, before.check));
    }

    #[test]
    fn a_removed_person_cannot_open_and_the_last_one_stays() {
        let (key, mut slots) = one_user();
        assert_eq!(slots.remove_user(&key, "amina"), Err(KeyFault::LastLogin));
        slots
            .add_user(&key, "sam", "another phrase", CHEAP)
            .unwrap();
        slots.remove_user(&key, "amina").unwrap();
        assert!(matches!(
            slots.unlock("amina", "correct horse"),
            Err(KeyFault::UnknownLogin(_))
        ));
        assert_eq!(slots.remove_user(&key, "sam"), Err(KeyFault::LastLogin));
    }

    #[test]
    fn a_new_recovery_code_ends_the_one_before() {
        let (key, mut slots) = one_user();
        let missing = RecoveryCode::generate().unwrap().text();
        assert_eq!(
            slots.unlock_with_recovery(&missing).unwrap_err(),
            KeyFault::NoRecovery
        );
        let first = slots.renew_recovery(&key, CHEAP).unwrap().text();
        assert!(slots.has_recovery());
        assert!(same(&key, &slots.unlock_with_recovery(&first).unwrap()));
        let second = slots.renew_recovery(&key, CHEAP).unwrap().text();
        assert_eq!(slots.slots.len(), 2);
        assert!(same(&key, &slots.unlock_with_recovery(&second).unwrap()));
        assert_eq!(
            slots.unlock_with_recovery(&first).unwrap_err(),
            KeyFault::WrongRecoveryCode
        );
        assert_eq!(
            slots.unlock_with_recovery("correct horse").unwrap_err(),
            KeyFault::RecoveryCodeMistyped
        );
    }

    #[test]
    fn changes_need_the_key_of_this_store() {
        let (_, mut slots) = one_user();
        let other = DataKey::generate().unwrap();
        let before = slots.clone();
        let refused = [
            slots.add_user(&other, "sam", "another phrase", CHEAP),
            slots.change_passphrase(&other, "amina", "another phrase", CHEAP),
            slots.remove_user(&other, "amina"),
            slots.renew_recovery(&other, CHEAP).map(|_| ()),
        ];
        assert!(
            refused
                .iter()
                .all(|result| *result == Err(KeyFault::OtherKey))
        );
        assert_eq!(slots, before);
    }

    #[test]
    fn what_may_be_a_login() {
        let long = "x".repeat(64);
        let longer = "x".repeat(65);
        for good in ["amina", "A.Khan", "O'Neil", "zo\u{eb}", "a@b", "7", &long] {
            assert_eq!(check_login(good), Ok(()), "{good:?}");
        }
        let bad = [
            "",
            " ",
            " amina",
            "two words",
            "tab\tbed",
            "esc\u{1b}[31m",
            "a\u{202e}b",
            "a\u{200b}b",
            "zoe\u{308}",
            "\u{ff41}bc",
            "a/b",
            "a,b",
            &longer,
        ];
        for bad in bad {
            assert_eq!(check_login(bad), Err(KeyFault::LoginUnusable), "{bad:?}");
        }
    }

    #[test]
    fn a_taken_login_and_a_weak_passphrase_are_refused() {
        let (key, mut slots) = one_user();
        assert_eq!(
            slots.add_user(&key, "AMINA", "another phrase", CHEAP),
            Err(KeyFault::LoginTaken("amina".to_owned()))
        );
        assert_eq!(
            slots.add_user(&key, "sam", "short", CHEAP),
            Err(KeyFault::Passphrase(PassphraseFault::TooShort))
        );
        assert_eq!(slots.logins(), ["amina"]);
    }
}
