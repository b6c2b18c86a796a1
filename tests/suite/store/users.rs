//! Who may open the store: added, given roles and passphrases, taken away; refused, and cut off half way.

use std::collections::BTreeMap;
use std::fs;

use caseload::domain::change::Change;
use caseload::domain::record::Record;
use caseload::domain::user::{User, UserRole};
use caseload::store::vault::{By, KeyFault, unlock, unlock_by};
use caseload::store::{Fault, KeyCost, OpenFault, Stamp, Store};

use super::{Desk, LOGIN, PHRASE, at, item, open, stamp, write};

const CHEAP: KeyCost = KeyCost::THROWAWAY;
const SAMS: &str = "another good phrase";

fn sam(role: UserRole) -> User {
    User {
        login: "sam".to_owned(),
        name: "Sam Lee".to_owned(),
        role,
    }
}

impl Desk {
    fn add_sam(&mut self, role: UserRole) {
        self.store
            .add_user(stamp("user.add"), &sam(role), SAMS, CHEAP)
            .unwrap();
    }

    fn make_lead(&mut self) {
        self.store
            .set_role(stamp("user.role"), LOGIN, UserRole::Lead)
            .unwrap();
    }

    /// Opens the store with a passphrase, as at the door.
    fn enter(&self, login: &str, passphrase: &str) -> Result<Store, OpenFault> {
        unlock(self.dir(), login, passphrase).and_then(|key| Store::open(self.dir(), key, login))
    }

    /// Everything that says who may do what: the key file, and every row.
    fn whole(&self) -> (Vec<u8>, String) {
        let keys = fs::read(self.dir().join("keyslots.json")).unwrap();
        (keys, format!("{:?}", self.rows()))
    }

    /// The newest row of the journal.
    fn newest(&self) -> (String, String, String) {
        self.beside
            .query_row(
                "SELECT login, command, note FROM journal ORDER BY seq DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap()
    }
}

fn journal(login: &str, command: &str, note: &str) -> (String, String, String) {
    (login.to_owned(), command.to_owned(), note.to_owned())
}

#[test]
fn a_second_user_opens_the_store_beside_the_first() {
    let mut desk = Desk::with_person(1);
    desk.add_sam(UserRole::Navigator);
    assert_eq!(desk.newest(), journal(LOGIN, "user.add", "sam: navigator"));
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    assert_eq!(theirs.user(), &sam(UserRole::Navigator));
    write(&mut theirs, &Change::add(Record::Item(item(5, 1)))).unwrap();
    assert!(desk.enter(LOGIN, PHRASE).is_ok());
    for (login, passphrase) in [("sam", PHRASE), (LOGIN, SAMS)] {
        let said = unlock(desk.dir(), login, passphrase).map(drop);
        assert_eq!(said, Err(KeyFault::WrongPassphrase.into()), "{login}");
    }
    assert_eq!(desk.store.users().unwrap().len(), 2);
    assert_eq!(desk.store.broken_journal_row().unwrap(), None);
}

#[test]
fn a_removed_user_is_kept_out_with_any_passphrase_and_while_they_are_in() {
    let mut desk = Desk::with_person(1);
    let before = desk.whole();
    desk.add_sam(UserRole::Navigator);
    let with_sam = desk.whole().0;
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    desk.store.remove_user(stamp("user.remove"), "sam").unwrap();
    assert_eq!(
        desk.newest(),
        journal(LOGIN, "user.remove", "sam: navigator")
    );
    assert_eq!(desk.whole().0, before.0, "not a byte of their slot is left");
    let unknown = || OpenFault::from(KeyFault::UnknownLogin(vec![LOGIN.to_owned()]));
    assert_eq!(desk.enter("sam", SAMS).map(drop), Err(unknown()));
    let rows = desk.rows();
    let change = Change::add(Record::Item(item(5, 1)));
    assert!(matches!(write(&mut theirs, &change), Err(Fault::NoLonger)));
    assert!(theirs.again().is_err());
    let phrase = theirs.set_passphrase(stamp("user.passphrase"), "a third good phrase", CHEAP);
    assert_eq!(phrase, Err(unknown()));
    assert_eq!(desk.rows(), rows);
    assert_eq!(desk.whole().0, before.0);
    // An old key file that is put back lets nobody in whom the records do not know.
    fs::write(desk.dir().join("keyslots.json"), with_sam).unwrap();
    assert_eq!(desk.enter("sam", SAMS).map(drop), Err(unknown()));
    assert!(desk.enter(LOGIN, PHRASE).is_ok());
}

#[test]
fn a_new_role_holds_at_once() {
    let mut desk = Desk::with_person(1);
    desk.make_lead();
    desk.add_sam(UserRole::Navigator);
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    desk.store
        .set_role(stamp("user.role"), "sam", UserRole::Reader)
        .unwrap();
    assert_eq!(
        desk.newest(),
        journal(LOGIN, "user.role", "sam: reader, was navigator")
    );
    let change = Change::add(Record::Item(item(5, 1)));
    assert!(matches!(
        write(&mut theirs, &change),
        Err(Fault::ReaderOnly)
    ));
    assert_eq!(
        desk.enter("sam", SAMS).unwrap().user().role,
        UserRole::Reader
    );
}

#[test]
fn everybody_chooses_their_own_passphrase() {
    let mut desk = Desk::new();
    desk.add_sam(UserRole::Reader);
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    theirs
        .set_passphrase(stamp("user.passphrase"), "a third good phrase", CHEAP)
        .unwrap();
    assert_eq!(desk.newest(), journal("sam", "user.passphrase", ""));
    assert!(desk.enter("sam", SAMS).is_err());
    assert!(desk.enter("sam", "a third good phrase").is_ok());
    assert!(desk.enter(LOGIN, PHRASE).is_ok());
    let before = desk.whole();
    let weak = theirs.set_passphrase(stamp("user.passphrase"), "short", CHEAP);
    assert!(matches!(weak, Err(OpenFault::Key(KeyFault::Passphrase(_)))));
    assert_eq!(desk.whole(), before);
}

#[test]
fn the_recovery_code_opens_for_a_known_login_and_is_written_down() {
    let root = tempfile::tempdir().unwrap();
    let user = User {
        login: LOGIN.to_owned(),
        ..sam(UserRole::Lead)
    };
    let (store, code) = Store::create(root.path(), &user, PHRASE, CHEAP, at(0)).unwrap();
    let code = code.unwrap().text();
    let come = |login: &str| {
        let (key, by) = unlock_by(root.path(), login, &code)?;
        assert_eq!(by, By::RecoveryCode);
        Store::open_by(root.path(), key, login, by, at(1), &mut |_, _| {})
    };
    let rows = store.newest_row().unwrap();
    let said = come("stranger").map(drop).unwrap_err().to_string();
    assert!(
        said.contains(LOGIN) && said.contains("caseload user add"),
        "{said}"
    );
    assert_eq!(store.newest_row().unwrap(), rows);
    let mut recovered = come(LOGIN).unwrap();
    assert_eq!(store.newest_row().unwrap(), rows + 1);
    recovered
        .set_passphrase(stamp("user.passphrase"), SAMS, CHEAP)
        .unwrap();
    assert!(unlock(root.path(), LOGIN, PHRASE).is_err());
    assert_eq!(
        unlock_by(root.path(), LOGIN, SAMS).unwrap().1,
        By::Passphrase
    );
    assert_eq!(store.newest_row().unwrap(), rows + 2);
    assert_eq!(store.broken_journal_row().unwrap(), None);
}

/// Each refusal says why, and leaves both files as they were.
#[test]
fn what_may_not_be_is_refused_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.make_lead();
    desk.add_sam(UserRole::Navigator);
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    let before = desk.whole();
    let user = |login: &str| User {
        login: login.to_owned(),
        ..sam(UserRole::Reader)
    };
    let stamp = || stamp("user");
    let not_theirs = || KeyFault::NotManaging(vec![LOGIN.to_owned()]);
    let unknown = || KeyFault::UnknownLogin(vec![LOGIN.to_owned(), "sam".to_owned()]);
    let last = || KeyFault::LastManager(LOGIN.to_owned());
    let mine = &mut desk.store;
    let refused: Vec<(Result<(), OpenFault>, KeyFault)> = vec![
        (
            theirs.add_user(stamp(), &user("kim"), SAMS, CHEAP),
            not_theirs(),
        ),
        (
            theirs.set_role(stamp(), "sam", UserRole::Lead),
            not_theirs(),
        ),
        (theirs.remove_user(stamp(), LOGIN), not_theirs()),
        (
            mine.add_user(stamp(), &user("SAM"), SAMS, CHEAP),
            KeyFault::LoginTaken("sam".to_owned()),
        ),
        (
            mine.add_user(stamp(), &user("two words"), SAMS, CHEAP),
            KeyFault::LoginUnusable,
        ),
        (mine.set_role(stamp(), "kim", UserRole::Lead), unknown()),
        (mine.remove_user(stamp(), "kim"), unknown()),
        (mine.remove_user(stamp(), LOGIN), last()),
        (mine.set_role(stamp(), LOGIN, UserRole::Navigator), last()),
        (mine.set_role(stamp(), LOGIN, UserRole::Reader), last()),
    ];
    for (said, why) in refused {
        assert_eq!(said, Err(OpenFault::Key(why)));
    }
    let weak = mine.add_user(stamp(), &user("kim"), "short", CHEAP);
    assert!(matches!(weak, Err(OpenFault::Key(KeyFault::Passphrase(_)))));
    assert_eq!(desk.whole(), before);
}

/// A store that a navigator made has no lead; somebody must be able to let the second one in.
#[test]
fn without_a_lead_whoever_writes_lets_others_in_and_with_one_no_more() {
    let mut desk = Desk::new();
    desk.add_sam(UserRole::Lead);
    let said = desk.store.remove_user(stamp("user.remove"), "sam");
    let not_mine = KeyFault::NotManaging(vec!["sam".to_owned()]);
    assert_eq!(said, Err(not_mine.into()));
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    theirs.remove_user(stamp("user.remove"), LOGIN).unwrap();
    assert!(desk.enter(LOGIN, PHRASE).is_err());
}

/// The key file is saved inside the transaction: cut off after it, the rows are as before. Then the new user is not
/// there yet, and somebody who was removed is out; the same again makes it whole.
#[test]
fn cut_off_half_way_nobody_new_is_in_and_nobody_removed() {
    let mut desk = Desk::new();
    let key_file = desk.dir().join("keyslots.json");
    let without = fs::read(&key_file).unwrap();
    desk.add_sam(UserRole::Navigator);
    let with_sam = fs::read(&key_file).unwrap();
    desk.store.remove_user(stamp("user.remove"), "sam").unwrap();

    // Cut off while adding.
    fs::write(&key_file, &with_sam).unwrap();
    assert!(desk.enter("sam", SAMS).is_err());
    assert!(desk.enter(LOGIN, PHRASE).is_ok());
    assert_eq!(desk.store.users().unwrap().len(), 1);
    desk.store
        .add_user(
            stamp("user.add"),
            &sam(UserRole::Lead),
            "a newer phrase",
            CHEAP,
        )
        .unwrap();
    assert!(desk.enter("sam", SAMS).is_err());
    assert!(desk.enter("sam", "a newer phrase").is_ok());

    // Cut off while removing: the slot has gone, the row has not.
    let mut theirs = open(desk.dir(), "sam");
    fs::write(&key_file, &without).unwrap();
    assert!(desk.enter("sam", "a newer phrase").is_err());
    assert_eq!(desk.store.logins().unwrap(), [LOGIN]);
    // They are the only lead that the rows know; with the recovery code they come back and give themselves a slot.
    theirs
        .set_passphrase(stamp("user.passphrase"), SAMS, CHEAP)
        .unwrap();
    assert!(desk.enter("sam", SAMS).is_ok());
    fs::write(&key_file, &without).unwrap();
    theirs
        .set_role(stamp("user.role"), LOGIN, UserRole::Lead)
        .unwrap();
    desk.store.remove_user(stamp("user.remove"), "sam").unwrap();
    assert_eq!(desk.store.users().unwrap().len(), 1);
}

#[test]
fn who_wrote_something_is_known_by_name_also_when_they_are_no_user() {
    let mut desk = Desk::new();
    desk.add_sam(UserRole::Reader);
    let wrote = |all: &[(&str, &str)]| -> BTreeMap<String, String> {
        let all = all.iter();
        all.map(|(login, name)| ((*login).to_owned(), (*name).to_owned()))
            .collect()
    };
    let first = wrote(&[("a.yusuf", " Amina\nYusuf"), ("sam", "Samira"), ("x", " ")]);
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    let refused = theirs.remember_authors(&first);
    assert!(matches!(refused, Err(Fault::ReaderOnly)));
    let before = desk.store.authors().unwrap();
    assert_eq!(before.called("a.yusuf"), "a.yusuf");
    desk.store.remember_authors(&first).unwrap();
    let later = wrote(&[("a.yusuf", "Anna Yusuf"), ("b.hall", "Beth Hall")]);
    desk.store.remember_authors(&later).unwrap();
    let called = |desk: &Desk| {
        let authors = desk.store.authors().unwrap();
        ["a.yusuf", "sam", "b.hall", "x"].map(|login| authors.called(login).to_owned())
    };
    // What would break a line is made visible, a user is who they are, and nobody takes a name over.
    assert_eq!(called(&desk), ["Amina↵Yusuf", "Sam Lee", "Beth Hall", "x"]);
    desk.store.remove_user(stamp("user.remove"), "sam").unwrap();
    assert_eq!(called(&desk)[1], "Sam Lee", "their entries stay");

    // What a newer program keeps there is left as it is.
    let key = "authors who are no users";
    desk.store.set_setting(key, "{\"v\":[2]}").unwrap();
    desk.store.remember_authors(&later).unwrap();
    assert_eq!(called(&desk)[2], "b.hall");
    let kept = desk.store.setting(key).unwrap();
    assert_eq!(kept.as_deref(), Some("{\"v\":[2]}"));
}

/// Rows that cannot be written leave the key file as it was.
#[test]
fn a_busy_database_leaves_the_key_file_alone() {
    let mut desk = Desk::new();
    let before = desk.whole();
    let holder = desk.raw();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let said = desk.store.add_user(
        Stamp {
            at: at(1),
            command: "user.add",
            note: "",
        },
        &sam(UserRole::Navigator),
        SAMS,
        CHEAP,
    );
    assert!(matches!(said, Err(OpenFault::Records(_))), "{said:?}");
    holder.execute_batch("ROLLBACK").unwrap();
    drop(holder);
    assert_eq!(desk.whole(), before);
    desk.add_sam(UserRole::Navigator);
    assert!(desk.enter("sam", SAMS).is_ok());
}

#[test]
fn a_new_recovery_code_takes_the_place_of_the_old_one() {
    let mut desk = Desk::new();
    desk.make_lead();
    desk.add_sam(UserRole::Navigator);
    let first = desk.store.renew_recovery(stamp("user.recovery"), CHEAP);
    let first = first.unwrap().text();
    assert_eq!(desk.newest(), journal(LOGIN, "user.recovery", ""));
    assert!(unlock_by(desk.dir(), "sam", &first).is_ok());
    let second = desk.store.renew_recovery(stamp("user.recovery"), CHEAP);
    let second = second.unwrap().text();
    assert!(
        unlock_by(desk.dir(), "sam", &first).is_err(),
        "the old one is over"
    );
    let by = unlock_by(desk.dir(), LOGIN, &second).map(|(_, by)| by);
    assert_eq!(by, Ok(By::RecoveryCode));
    assert!(
        desk.enter(LOGIN, PHRASE).is_ok(),
        "passphrases stay as they were"
    );

    // It opens for every login, so that not everybody may ask for one.
    let mut theirs = desk.enter("sam", SAMS).unwrap();
    let before = desk.whole();
    let refused = theirs.renew_recovery(stamp("user.recovery"), CHEAP);
    assert!(matches!(
        refused.map(drop),
        Err(OpenFault::Key(KeyFault::NotManaging(_)))
    ));
    assert_eq!(desk.whole(), before);
}
