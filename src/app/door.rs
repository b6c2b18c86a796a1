//! Before and after the store is open: the welcome, the passphrase, locking, and what jobs report.

use super::changes_view::Since;
use super::form::Form;
use super::forms::{self, Purpose, handed_over};
use super::import_view::{ImportView, counted};
use super::jobs::{JobDone, Opened};
use super::model::{AfterReading, Busy, Overlay, Reading, Screen};
use super::notice::{Failure, Notice, Tone};
use super::{App, Cx};
use crate::domain::say;
use crate::domain::triage::Seen;
use crate::store::vault::{By, KeyFault, exists};
use crate::store::{Fault, OpenFault, Presence, Stamp, Store, Visit};

impl App {
    /// Shows the welcome where there is no store, else the passphrase.
    pub(super) fn show_door(&mut self) {
        self.model.screen = Screen::Door;
        self.model.overlays.clear();
        let purpose = match exists(&self.setup.dir) {
            Presence::Absent => Purpose::Welcome,
            _ => Purpose::Unlock,
        };
        match forms::door::build(&purpose, &self.setup.login, &self.setup.dir) {
            Ok(form) => self.show_form(form),
            Err(failure) => self.model.notice = Some(failure.into()),
        }
    }

    /// Closes the store, clears the screen and asks for the passphrase. Drafts are kept first.
    pub(super) fn lock(&mut self, cx: &Cx, why: &str) {
        self.keep_draft_now(cx);
        self.keep_views();
        self.note_visit(cx);
        self.jobs.forget();
        self.forget_list();
        self.model.busy = None;
        self.store = None;
        self.setup.login.clone_from(&self.model.login);
        self.model.person = None;
        self.model.import = None;
        self.model.left = None;
        self.model.diaries = None;
        self.model.services = None;
        self.model.changes = None;
        self.model.unsaved.clear();
        self.since = None;
        self.model.today = super::today::Today::default();
        self.model.notice = None;
        self.model.repaint = true;
        self.show_door();
        self.model.notice = Some(Notice::done(why));
    }

    /// Takes the store that was opened and shows the list.
    pub fn enter(&mut self, opened: Opened, cx: &Cx) {
        let Opened {
            store,
            rows,
            seq,
            day,
            by,
        } = opened;
        self.wrong_tries = 0;
        if self.model.login != store.user().login {
            // Who looked before the lock was somebody else.
            self.seen = super::seen::Seen::default();
        }
        self.model.login.clone_from(&store.user().login);
        self.model.user_name.clone_from(&store.user().name);
        self.model.role = store.user().role;
        self.model.overlays.clear();
        self.model.screen = Screen::Today;
        self.model.today.set_rows(rows);
        self.model.today.to_tell = store.to_tell().unwrap_or(0);
        self.last_key = cx.tick;
        let mut said: Vec<String> = self
            .model
            .holidays
            .warning(cx.today())
            .into_iter()
            .collect();
        let back = self.look_back(&store, seq, cx);
        self.store = Some(store);
        self.unsaved_shown = None;
        self.reread_unsaved();
        said.extend(self.unsaved_notice(cx));
        if by == By::RecoveryCode {
            said.insert(0, RECOVERED.to_owned());
        }
        if self.model.reads_only() {
            said.insert(0, Fault::ReaderOnly.to_string());
        }
        let asks = !said.is_empty();
        said.extend(back);
        if !said.is_empty() {
            let text = said.join(" ");
            self.model.notice = Some(if asks {
                Notice::warning(text)
            } else {
                Notice::done(text)
            });
        }
        self.follow_from(seq, day);
    }

    /// Compares the list with the user's last visit; what to say where something changed.
    ///
    /// What cannot be read there is no reason to keep anybody out: then nothing is compared.
    fn look_back(&mut self, store: &Store, seq: i64, cx: &Cx) -> Option<String> {
        let rows = self.model.today.everybody();
        self.since = match store.visit().ok()? {
            Some(visit) => Since::of(visit, rows),
            None => Some(Since::first(self.visit_now(seq, cx))),
        };
        let since = self.since.as_mut()?;
        since.notice(store, cx.local).ok().flatten()
    }

    /// A visit that has seen everything that is in the list, up to a row of the journal.
    pub(super) fn visit_now(&self, seq: i64, cx: &Cx) -> Visit {
        Visit {
            at: cx.now,
            seq,
            seen: Seen::of(self.model.today.everybody()).to_bytes(),
        }
    }

    /// Keeps what the user has seen as they leave. A store that cannot be written is left without; the list needs it not.
    pub(super) fn note_visit(&mut self, cx: &Cx) {
        let mut visit = self.visit_now(self.followed(), cx);
        if let Some(since) = &self.since {
            visit = since.ends(visit, self.model.today.everybody());
        }
        let Some(store) = &mut self.store else { return };
        let stamp = Stamp {
            at: cx.now,
            command: "program.leave",
            note: "",
        };
        let _ = store.note_visit(stamp, &visit);
    }

    /// Takes news of a job.
    pub(super) fn job_done(&mut self, done: JobDone, cx: &Cx) {
        if let JobDone::Progress(done, of) = done {
            if let Some(busy) = &mut self.model.busy {
                busy.done = (done, of);
            }
            return;
        }
        self.model.busy = None;
        match done {
            JobDone::Progress(..) => {}
            JobDone::Opened(result) => match *result {
                Ok(opened) => self.enter(opened, cx),
                Err(fault) => self.not_opened(&fault),
            },
            JobDone::Created(result) => match *result {
                Ok((opened, recovery)) => {
                    self.enter(opened, cx);
                    self.model.notice = None;
                    if let Some(code) = recovery {
                        let page = recovery_page(&code.text());
                        self.model.overlays.push(Overlay::Reading(page));
                    }
                }
                Err(fault) => self.door_failed(&fault.to_string()),
            },
            JobDone::Read(None) => {
                self.model.notice = Some(Notice::done(
                    "Reading was cancelled; nothing was brought in.",
                ));
            }
            JobDone::Read(Some(read)) => {
                if read.files.iter().all(|file| file.outcome.is_err()) {
                    let mut faults = read.faults();
                    let first = faults.next().unwrap_or_default();
                    let more = match faults.count() {
                        0 => String::new(),
                        more => format!(
                            " Nor can {} be read.",
                            say::count(more, "other file", "other files")
                        ),
                    };
                    // The form that named them is there still: the path is corrected where it stands.
                    self.fail(Failure::new(format!("{first}{more}")).at("path"));
                    return;
                }
                self.close_form(|purpose| matches!(purpose, Purpose::ImportPath));
                self.model.import = Some(ImportView::new(read, &self.keymap));
                self.model.screen = Screen::Import;
            }
            JobDone::Admitted(Ok((_, people, services))) => {
                self.close_form(|purpose| matches!(purpose, Purpose::Accept));
                let read = self.model.import.take().map(|view| view.read);
                let unread = read.and_then(|read| read.unread_in_words());
                let unread = unread.map(|text| format!(" {text}.")).unwrap_or_default();
                self.model.screen = self.model.under_import();
                let result = self
                    .relist(people, cx)
                    .and_then(|()| self.reread_beside(cx));
                self.model.notice = Some(match result {
                    Ok(()) => {
                        let find = if services > 0 && self.model.screen == Screen::Today {
                            " {services.open} shows the services."
                        } else {
                            ""
                        };
                        Notice::done(format!(
                            "{} brought in. {{change.undo}} takes it back.{find}{unread}",
                            counted(people, services)
                        ))
                    }
                    Err(fault) => Failure::from(fault).into(),
                });
            }
            JobDone::Admitted(Err(fault)) => {
                self.fail(Failure::new(format!("Nothing was brought in. {fault}")));
            }
            JobDone::HandedOver(Ok((commit, count))) => {
                if self.model.at_hand_over() {
                    self.model.overlays.pop();
                }
                self.model.today.clear_marks();
                let text = format!("{}. {{change.undo}} takes it back.", handed_over(count));
                self.model.notice = Some(Notice::done(text));
                self.refresh(&commit, cx);
            }
            // The form is there still, unless it was left: then its draft is.
            JobDone::HandedOver(Err(failure)) => self.fail(failure),
            JobDone::Exported(Ok(written)) => {
                if let Some(form) = self.close_form(|purpose| matches!(purpose, Purpose::Export(_)))
                {
                    self.model.handed_into = form.text("path");
                }
                // Who holds a copy was kept beside.
                self.read_again(cx);
                self.say_written(&written);
            }
            JobDone::Exported(Err(reason)) => {
                // Where one looks: in the form, if it is still there.
                let form = self.model.form_mut();
                match form.filter(|form| matches!(form.purpose, Purpose::Export(_))) {
                    Some(form) => form.problem = Some(reason),
                    None => {
                        self.model.notice = Some(Notice {
                            tone: Tone::Failed,
                            text: reason,
                        });
                    }
                }
            }
        }
    }

    /// Closes the form of a purpose whose job went well, where it is on top still.
    fn close_form(&mut self, is_it: fn(&Purpose) -> bool) -> Option<Form> {
        self.model.form().filter(|form| is_it(&form.purpose))?;
        match self.model.overlays.pop() {
            Some(Overlay::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// Says why the store did not open; wrong passphrases are counted, and what the next one costs is announced.
    fn not_opened(&mut self, fault: &OpenFault) {
        let mut reason = fault.to_string();
        if matches!(
            fault,
            OpenFault::Key(KeyFault::WrongPassphrase | KeyFault::WrongRecoveryCode)
        ) {
            self.wrong_tries = self.wrong_tries.saturating_add(1);
            let pause = forms::pause_after(self.wrong_tries).as_secs();
            if pause > 0 {
                let pause = say::count(usize::try_from(pause).unwrap_or(0), "second", "seconds");
                reason = format!("{reason} The next one is looked at after {pause}.");
            }
        }
        self.door_failed(&reason);
    }

    fn door_failed(&mut self, reason: &str) {
        if let Some(form) = self.model.form_mut() {
            form.problem = Some(reason.to_owned());
            // What cannot be seen cannot be corrected: it is typed anew.
            if form.purpose == Purpose::Unlock {
                form.clear_secrets();
            }
        } else {
            self.model.notice = Some(Failure::new(reason).into());
        }
    }

    /// Says that something is under way, so that the screen shows it before it begins.
    pub(super) fn busy(&mut self, what: &str) {
        self.model.busy = Some(Busy {
            what: what.to_owned(),
            cancels: what == READING,
            done: (0, 0),
        });
    }
}

/// The one job that can be stopped half way: nothing has been written yet.
pub(super) const READING: &str = "Reading";

/// What to do after the recovery code was given in place of a passphrase.
const RECOVERED: &str = "The recovery code opened the store. Choose a new passphrase in a shell: caseload user passphrase takes the code in place of the old one.";

/// The page that shows the recovery code, once.
fn recovery_page(code: &str) -> Reading {
    Reading {
        title: "Your recovery code".to_owned(),
        lines: vec![
            String::new(),
            format!("    {code}"),
            String::new(),
            "Write it down now and keep it apart from this computer. If every passphrase is forgotten, \
             this code is the only way to open the store; nobody else can help."
                .to_owned(),
            "It is shown this once and kept nowhere. Where it is lost, a new one can be made by somebody who can still open the store: caseload user recovery."
                .to_owned(),
            String::new(),
            "Then press Enter.".to_owned(),
        ],
        top: 0,
        then: AfterReading::FirstChoice,
    }
}
