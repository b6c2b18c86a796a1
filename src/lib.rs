//! Caseload: the terminal workstation of NHS care navigators and care coordinators.
//!
//! This page is the architecture document; `tests/suite/architecture` holds the code to it.
//!
//! # Bird's-eye view
//!
//! A key becomes an [`app::Event`]; [`app::App`] finds the command of that key, the rules in [`domain`] decide, and
//! what they decide is one [`domain::change::Change`] that [`store::Store::write`] makes true: the change, its journal
//! row, its version checks and the renewed standing of the people it touches in one transaction. The
//! [`app::model::Model`] is brought up to date, and [`ui::draw`] paints it, reading and changing nothing.
//!
//! ```text
//!               domain                what is true about care: records and rules, pure
//!      ┌──────┬───┴───┬────────┐
//!    store  export  import  platform  the only SQL; bytes out; bytes in; the operating system
//!      └──────┴───┬───┴────────┘
//!                app                  what the user can do: events in, model out
//!                 │
//!                ui                   how it looks: model in, bytes to the terminal out
//!                 │
//!                cli                  the command line; sees everything (as does `demo`, made-up people for it)
//! ```
//!
//! Imports point upwards in this picture only. The same noun names the same file in every layer: the plan is
//! `domain/plan.rs`, `app/forms/plan.rs`, `app/commands/plan.rs`, `ui/screens/plan.rs`.
//!
//! # Where to find what
//!
//! | to change | look in |
//! | --- | --- |
//! | a rule of Today | one file in [`domain::triage::rules`], one row in its table, its cases in `triage/tests/cases` |
//! | a clock, a date as people type it | [`domain::calendar`], [`domain::when`], [`domain::say`] |
//! | the sum behind a day, why somebody is in their bucket | a rule's `workings`, [`domain::triage::explain`] |
//! | a command or its keys | a row in `app/commands/<scope>.rs`; help, footer, palette and README follow |
//! | a form | one file in `app/forms`; its draft, echo and drawing follow |
//! | what the list is narrowed to | [`domain::view`], [`domain::facet`]; whom it shows of everybody is `store/fitting.rs` |
//! | what a record holds | its file in [`domain`]; the store and Caseload JSON follow, since they share its serde form |
//! | keeping the list true without a key | `app/live.rs`: midnight, the calendar, what others wrote |
//! | what a plan arranges beside goals | a kind is a struct and a table of its fields in [`domain::arrangement`]; the form, the row on the plan, `show` and every export follow |
//! | who may see what, who holds which version | [`domain::sharing`], [`domain::version`], [`domain::copy`]; applied in [`export::Outgoing`] |
//! | what two edits of one record become | [`domain::merge`]; what the screen asks is `app/clash.rs` |
//! | who is meant by a first name or a place ("Rose", "daughter") | [`domain::meant`] |
//! | what differs between two versions of a plan, and how it reads | [`domain::compare`]; fields and words are in [`domain::labels`] |
//! | the directory of services, what is stale, how it is searched | [`domain::service`]; the screen is `app/services_view.rs`, for fields of other forms `app/services_picker.rs`, files `import/services` |
//! | what an appointment is, what it overlaps, when it comes back | [`domain::appointment`]; what is due about it is a rule; everybody's diary is `app/diaries.rs` |
//! | a kind of open item, the ladder, the states of a referral | [`domain::item`]; how a contact moves one is `Contact::moves` |
//! | a move, the checklist of a discharge, what it opens | [`domain::transition`]; what is due about it is a rule |
//! | what goes along when an item moves, in the same save | [`domain::along`]: the point of a discharge, the agreement to a booked day, that they know which day is off; in the app also `app/forms/booked.rs` |
//! | what counts as a promise that stands | [`domain::promise`] |
//! | whether a record can be true, however it came | [`domain::soundness`]; the forms ask the same functions |
//! | what was written over, and by whom | [`domain::rewritten`] says what, `store/history.rs` when; the tab is `app/past.rs` |
//! | whole records out of Caseload JSON | [`export::json`] reads them, each person by themselves, and asks [`domain::soundness`]; the preview is `app/import_whole.rs` |
//! | what whole records collide with, what becomes of carers who are here too | `app/import_claims.rs`, `app/import_carers.rs` |
//! | what whole records hold of those who are here, and the store does not | `app/import_records.rs` |
//! | what is news to a user, and until when | `app/changes_view.rs` (`Since`), [`domain::triage::Seen`], `store/visit.rs` |
//! | what is unlikely but can be, and is asked about once | `Form::ask_once` in `app/asking.rs` |
//! | whose typing waits unsaved, and the way back to it | `app/unsaved.rs`; the drafts themselves are `app/drafts.rs` |
//! | how other threads reach the main one | `app/inbox.rs`: a queue, and a bell that wakes it |
//! | whom a command of the shell means | [`domain::called`]; the one door is `cli/whom.rs` |
//! | a question to the store | one file a noun in [`store`]; a new column is a new file in `store/sql` |
//! | an export format | one module in [`export`], one row of `FORMATS`, one golden file |
//! | what a referral letter says, and what is said beside it | `export/outline/referral.rs`, [`export::referral_text`] |
//! | what is told of an outcome to the lead or who referred | `export/outline/outcome.rs`, [`export::outcome_text`] |
//! | who of the files given together has one NHS number | `import/groups` in a list, `import/shared_numbers` in and across all files; when two are somebody else is `import/likeness` |
//! | what a GP system calls a column | `import/synonyms.rs` |
//! | a colour | `themes/*.toml`; what a role means is in [`ui::theme`] |
//!
//! # Invariants, some of them things that are deliberately absent
//!
//! - `domain` has no clock, no files, no SQL: `now` and the calendar are arguments. The clock is read in
//!   [`platform::clock`] alone, once an event, and handed down in [`app::Cx`].
//! - Every open person is in exactly one bucket; the counts are counted over everybody, whatever the filter.
//! - Nothing that is due is hidden: a reason that is put off is named with its day, counted, and bounded by its rule
//!   whatever a record claims.
//! - Whatever hides people is in sight and says how many; after a lock or a start nothing hides anybody.
//! - `ui` cannot name `store`, and draws from `&Model`: painting never queries and never changes anything.
//! - There is one way to write a record ([`store::Store::write`]); views, visits, looks at a record, users, drafts and
//!   what a user set for themselves (contacts by name) have calls of their own, each with its journal row where it matters. A write states the revision it saw; an edit that
//!   somebody has overtaken is put together with theirs where the two do not collide, and refused where they do, with
//!   both shown; a draft that waited stands on top of the record field by field.
//! - Services and unmet needs belong to no person (`Record::person` is `None`). Of the services, those that a person's items
//!   name travel with that person's plan, and all of them with a whole caseload that moves. An unmet need that names a
//!   person stands on their page and in what people read of their plan, and in no file of records; what commissioners get
//!   names nobody. A service is closed with a reason, never removed.
//! - A version of a plan never changes. A named recipient is given what was decided for them; where nothing is recorded,
//!   who gives direct care is given the record for that care, this is said, and nobody else is given anything. No
//!   recipient is given decisions about sharing, kept versions or who holds copies; how carers are themselves goes to
//!   them and to those who coordinate alone. The person is given their own record without that, and without what was
//!   spoken with carers. What is left out is said ([`export::Outgoing`]).
//! - Nothing is deleted: records are withdrawn, replaced bodies go to the history, contacts are corrected by new
//!   entries, undo is a new change. No file is ever removed, cut or renamed because it could not be opened.
//! - Drafts live in the encrypted store and nowhere else: no swap file, no `$EDITOR`.
//! - No text of a person reaches an error, a log, a `Debug`, a file name or the window title; no control character
//!   of a record reaches the terminal (`domain::text::visible`).
//! - Nothing ticks. The program sleeps until a key, a signal, a job or a deadline ([`app::App::wait`]).
//! - There is no network code.
//!
//! # Where this departs from the first sketch
//!
//! - `domain` records derive serde: their JSON form is the store's body, the journal's history and the exchange
//!   format at once, pinned by golden files, so that nothing can be kept which cannot be handed on.
//! - Actions of the plan are open items that name their goal: one shape, one clock, one place where they are due.
//! - The store keeps each person's *standing* (the facts that rules need) beside the record, renewed in the same
//!   transaction; the list of fifty thousand people is worked out from scans of indexes side by side (standing, open
//!   items, appointments, promises, deferrals, carers away, days set for carers) without reading a single body. What is
//!   worked out from records carries a version (`store/derive.rs`) and is worked out anew at opening when a newer
//!   program does it differently.

#![cfg_attr(
    test,
    allow(
        clippy::string_slice,
        reason = "tests cut texts that they made themselves"
    )
)]

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod export;
pub mod import;
pub mod platform;
pub mod store;
pub mod ui;
