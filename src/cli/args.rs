//! What may be typed: a plain picture of the words, with no meaning yet.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// The terminal workstation of NHS care navigators and care coordinators.
#[derive(Parser)]
#[command(name = "caseload", version, about, subcommand_required = false)]
pub struct Args {
    /// Options of every verb.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing opens the workstation.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// Options of every verb.
#[derive(ClapArgs, Clone, Debug)]
pub struct Global {
    /// Directory of the store.
    #[arg(long, global = true, env = "CASELOAD_STORE", value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// Login of the user.
    #[arg(long, global = true, env = "CASELOAD_USER", value_name = "NAME")]
    pub user: Option<String>,
    /// File whose first line is the passphrase.
    #[arg(
        long,
        global = true,
        env = "CASELOAD_PASSPHRASE_FILE",
        value_name = "FILE"
    )]
    pub passphrase_file: Option<PathBuf>,
    /// Theme: dark, light, high-contrast, mono, or one of your own.
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// Draw with ASCII characters alone.
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// The verbs.
#[derive(Subcommand)]
pub enum Verb {
    /// Make a store without asking.
    Init(Init),
    /// Open the workstation on a throw-away store of made-up people; nothing is kept.
    Demo(Demo),
    /// Bring people in from a GP system's CSV, FHIR bundles or Caseload JSON; services from CSV or Open Referral UK.
    Import(Import),
    /// Hand records on.
    Export(Export),
    /// The list, plain.
    Today(Today),
    /// The views that --view knows, with how many people each shows.
    Views {
        /// As if at this London time: 2026-03-02T09:12, or a day. The record is as it stands now, looked at from then.
        #[arg(long, value_name = "TIME")]
        as_at: Option<String>,
    },
    /// One person's front page and everything on their tabs, plain.
    Show(Show),
    /// Log a contact.
    Contact(ContactArgs),
    /// The services directory: search by need, name and place.
    Services(Services),
    /// Who may open the store, with which role.
    User {
        /// What to do with them.
        #[command(subcommand)]
        verb: UserVerb,
    },
    /// Every command with its keys.
    Keys {
        /// As the Markdown table of the manual.
        #[arg(long)]
        markdown: bool,
    },
    /// The themes that can be chosen.
    Themes,
    /// Completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

/// Makes a store.
#[derive(ClapArgs)]
pub struct Init {
    /// Your name as others read it.
    #[arg(long, value_name = "DISPLAY NAME")]
    pub name: Option<String>,
    /// navigator or lead.
    #[arg(long, default_value = "navigator", value_parser = ["navigator", "lead"])]
    pub role: String,
    /// File to write the recovery code to; without it, it is shown once.
    #[arg(long, value_name = "FILE")]
    pub recovery_file: Option<PathBuf>,
}

/// What can be done with the users.
#[derive(Subcommand)]
pub enum UserVerb {
    /// Everybody who may open the store: login, role, name.
    List,
    /// Let somebody in. A lead does this; in a store without a lead, whoever may write.
    Add(AddUser),
    /// Choose a new passphrase of your own. Who forgot theirs gives the recovery code in place of the old one.
    Passphrase {
        /// File whose first line is the new passphrase; without it, it is asked for twice.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Make a new recovery code; the one before opens the store no more. A lead does this; in a store without a lead,
    /// whoever may write.
    Recovery {
        /// File to write the code to; without it, it is shown once.
        #[arg(long, value_name = "FILE")]
        recovery_file: Option<PathBuf>,
    },
    /// Give somebody another role.
    Role {
        /// Whose.
        login: String,
        /// navigator (changes records), lead (and says who opens the store), or reader (changes nothing).
        #[arg(value_parser = ["navigator", "lead", "reader"])]
        role: String,
    },
    /// Let somebody in no more; what they wrote stays.
    Remove {
        /// Whom.
        login: String,
    },
}

/// Lets somebody in.
#[derive(ClapArgs)]
pub struct AddUser {
    /// What they will type to open the store, such as s.lee.
    pub login: String,
    /// Their name as others read it.
    #[arg(long, value_name = "DISPLAY NAME")]
    pub name: Option<String>,
    /// navigator (changes records), lead (and says who opens the store), or reader (changes nothing).
    #[arg(long, default_value = "navigator", value_parser = ["navigator", "lead", "reader"])]
    pub role: String,
    /// File whose first line is their first passphrase; without it, it is asked for twice.
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
}

/// Opens or makes a demonstration.
#[derive(ClapArgs)]
pub struct Demo {
    /// How many people.
    #[arg(long, default_value_t = 150)]
    pub people: usize,
    /// Which people: the same number gives the same.
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// London time at which the demonstration stands still: 2026-03-02T09:12.
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// How many contacts in all.
    #[arg(long)]
    pub contacts: Option<usize>,
    /// Make such a store to keep, in this directory.
    #[arg(long, value_name = "DIR")]
    pub make: Option<PathBuf>,
}

/// Brings people in.
#[derive(ClapArgs)]
pub struct Import {
    /// Files to read, or folders: of those, every .csv and .json file, without what is in folders inside. A file comes in
    /// as a whole reading or not at all: one that cannot be read is named with the reason, the others are brought in, all in
    /// one go, and the command ends with 1.
    #[arg(required = true, value_name = "FILE-OR-FOLDER")]
    pub files: Vec<PathBuf>,
    /// Show what would be brought in, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Accept without asking.
    #[arg(long)]
    pub yes: bool,
    /// For programs.
    #[arg(long)]
    pub json: bool,
    /// Why these people were identified.
    #[arg(long, value_name = "WORDS")]
    pub because: Option<String>,
    /// Who identified them.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
}

/// Hands records on.
#[derive(ClapArgs)]
#[command(group(clap::ArgGroup::new("whom").required(true).args(["person", "all", "view", "referral"])))]
pub struct Export {
    /// fhir, text, markdown, html, sheet (the emergency sheet, to print), sheet-text, csv, ical, nhs-numbers or json.
    pub format: String,
    /// One person: an NHS number, or a whole name with the birth date behind it where two share it.
    #[arg(long, value_name = "PERSON")]
    pub person: Option<String>,
    /// Everybody on the list.
    #[arg(long)]
    pub all: bool,
    /// Everybody whom a view shows now, by its name.
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// For whom it is ("the person" for themselves): what was decided about sharing with them is applied, and it is kept
    /// that they hold a copy. Without it the file is for nobody in particular, and carers' own matters go along.
    #[arg(long, value_name = "RECIPIENT")]
    pub to: Option<String>,
    /// A version of the plan, by its number, instead of the record as it is now; whoever has none of that number is left
    /// out, and it is said who.
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub version: Option<String>,
    /// One referral as text to paste, by the id of its open item (text alone); who leads, who navigates, the team and the
    /// plan go along.
    #[arg(long, value_name = "ITEM", conflicts_with = "version")]
    pub referral: Option<String>,
    /// File, or folder where each person has a file.
    #[arg(short, long, value_name = "PATH")]
    pub output: PathBuf,
}

/// Prints the list.
#[derive(ClapArgs)]
pub struct Today {
    /// For programs.
    #[arg(long)]
    pub json: bool,
    /// As if at this London time: 2026-03-02T09:12, or a day. The record is as it stands now, looked at from then.
    #[arg(long, value_name = "TIME")]
    pub as_at: Option<String>,
    /// Only those whom a view shows, by its name; the counts stay over everybody.
    #[arg(long, value_name = "NAME", conflicts_with = "why")]
    pub view: Option<String>,
    /// Explain one person's place: what each rule found, with the sums behind its dates. An NHS number, a name with the
    /// birth date behind it where two share it, or the id that --json gives.
    #[arg(long, value_name = "PERSON")]
    pub why: Option<String>,
}

/// Prints one person.
#[derive(ClapArgs)]
pub struct Show {
    /// An NHS number, or a name with the birth date behind it where two share it: Lee 3 feb 1944.
    #[arg(required = true, value_name = "PERSON")]
    pub person: Vec<String>,
    /// The person's Caseload JSON.
    #[arg(long)]
    pub json: bool,
    /// Who was responsible on a day instead: 2025-06-30, or 30 Jun 2025.
    #[arg(long, value_name = "DAY", conflicts_with = "json")]
    pub on: Option<String>,
}

/// Logs a contact with one person.
#[derive(ClapArgs)]
pub struct ContactArgs {
    /// An NHS number, or a whole name with the birth date behind it where two share it: Lee 3 feb 1944.
    #[arg(required = true, value_name = "PERSON")]
    pub person: Vec<String>,
    /// What was said or tried; - reads it from standard input.
    #[arg(long, value_name = "TEXT", required_unless_present = "list")]
    pub gist: Option<String>,
    /// Print their open items, each behind the code that --answered and the others take, and log nothing. A code stays with
    /// its item, whatever else ends; show and today print it too.
    #[arg(long, conflicts_with = "gist")]
    pub list: bool,
    /// By which way: phone, visit, face-to-face, video, e-mail, text-message, letter.
    #[arg(long, value_name = "WAY")]
    pub by: Option<String>,
    /// They made contact.
    #[arg(long)]
    pub incoming: bool,
    /// With whom: the-person, carer-or-family, professional, service.
    #[arg(long, value_name = "WHOM")]
    pub with: Option<String>,
    /// The name, where it was not the person.
    #[arg(long, value_name = "NAME")]
    pub whom: Option<String>,
    /// How it went: reached, no-answer, left-a-message, not-there.
    #[arg(long, value_name = "RESULT")]
    pub result: Option<String>,
    /// The day of the next step: +2w, fri, 12 mar, tomorrow 10.
    #[arg(long, value_name = "DAY")]
    pub next: Option<String>,
    /// What the next step is; without it: speak again.
    #[arg(long, value_name = "TEXT")]
    pub step: Option<String>,
    /// When it was, if not now: yesterday 15:30, mon 10.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// How many minutes it took.
    #[arg(long, value_parser = clap::value_parser!(u16).range(0..=1440))]
    pub minutes: Option<u16>,
    /// An open item that was answered, by its code: 4f21c0.
    #[arg(long, value_name = "CODE")]
    pub answered: Vec<String>,
    /// An open item of which the person was told.
    #[arg(long, value_name = "CODE")]
    pub told: Vec<String>,
    /// An open item that was chased.
    #[arg(long, value_name = "CODE")]
    pub chased: Vec<String>,
    /// An open item that is done.
    #[arg(long, value_name = "CODE")]
    pub done: Vec<String>,
    /// An open item that was talked about.
    #[arg(long, value_name = "CODE")]
    pub about: Vec<String>,
}

/// Searches the directory.
#[derive(ClapArgs)]
pub struct Services {
    /// Words of need, name or place; every one must occur. None shows every service.
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Only those that serve this place, or are there; then those that serve everywhere.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// The needs that were logged because nothing was found, counted; nobody is named.
    #[arg(long, conflicts_with_all = ["words", "place"])]
    pub unmet: bool,
    /// For programs.
    #[arg(long)]
    pub json: bool,
}
