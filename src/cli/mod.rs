//! The command line: what is typed, and which verb it runs. Verbs have a file each.
//!
//! Plain output, one fact a line; `--json` where a program may read it. Exit codes: 0 done, 1 refused or found wrong
//! (with the reason on stderr), 2 wrong usage.

mod args;
mod contact;
mod demo;
mod export;
mod import;
mod init;
mod keys;
mod opening;
mod out;
mod services;
mod show;
mod show_plan;
mod today;
mod user;
mod views;
mod whom;
mod why;
mod workstation;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::app::keymap::Keymap;
use crate::platform::hardening;
use args::{Args, Verb};
use out::Out;

/// Why a verb did not do what was asked: a sentence, or several.
type Refused = String;

/// What is said beside names of commands that a shell has nothing for.
const ON_SCREEN: &str =
    "What stands in quotation marks is a command of the full screen, which caseload alone opens.";

/// Runs the program.
pub fn main() -> ExitCode {
    let _ = color_eyre::config::HookBuilder::default()
        .display_env_section(false)
        .display_location_section(false)
        .install();
    workstation::restore_terminal_on_panic();
    let weakness = hardening::harden();
    let args = Args::parse();
    let mut out = Out::new();
    if let Some(warning) = weakness.warning() {
        out.warn(warning);
    }
    let ran = run(args, &mut out);
    let (mut code, mut names_screen) = (ExitCode::SUCCESS, false);
    // What was printed before a refusal is flushed as well, and a list that was cut off is no success.
    for reason in [ran, out.finish()].into_iter().filter_map(Result::err) {
        for line in reason.lines() {
            // Sentences of the rules and of the screen name commands; here they name what to type.
            let line = Keymap::shell().spoken(line).into_owned();
            out.warn(&line);
            names_screen |= Keymap::names_screen(&line);
        }
        code = ExitCode::from(1);
    }
    if names_screen {
        out.warn(ON_SCREEN);
    }
    code
}

fn run(args: Args, out: &mut Out) -> Result<(), Refused> {
    let Args { global, verb } = args;
    match verb {
        None => workstation::run(&global),
        Some(Verb::Init(init)) => init::run(&global, &init, out),
        Some(Verb::Demo(demo)) => demo::run(&global, &demo, out),
        Some(Verb::Import(import)) => import::run(&global, &import, out),
        Some(Verb::Export(export)) => export::run(&global, &export, out),
        Some(Verb::Today(today)) => today::run(&global, &today, out),
        Some(Verb::Views { as_at }) => views::run(&global, as_at.as_deref(), out),
        Some(Verb::Services(services)) => services::run(&global, &services, out),
        Some(Verb::User { verb }) => user::run(&global, &verb, out),
        Some(Verb::Show(show)) => show::run(&global, &show, out),
        Some(Verb::Contact(contact)) => contact::run(&global, &contact, out),
        Some(Verb::Keys { markdown }) => {
            keys::run(markdown, out);
            Ok(())
        }
        Some(Verb::Themes) => {
            keys::themes(out);
            Ok(())
        }
        Some(Verb::Completions { shell }) => {
            let mut bytes = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "caseload", &mut bytes);
            out.bytes(&bytes);
            Ok(())
        }
    }
}

/// The key table for the manual.
pub use keys::markdown as keys_as_markdown;
/// The services that `caseload services` finds, and how it prints one.
pub use services::{found as services_found, lines as service_lines};
/// What a plan arranges, as `caseload show` prints it.
pub use show_plan::lines as shown;
