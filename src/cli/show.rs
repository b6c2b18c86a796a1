//! `caseload show`: one person's front page and everything on their tabs, plain, their Caseload JSON, or who was
//! responsible on a day.

use chrono::NaiveDate;

use super::args::{Global, Show};
use super::out::Out;
use super::whom::{self, Asks};
use super::{ON_SCREEN, Refused, opening, show_plan};
use crate::app::keymap::Keymap;
use crate::app::outlook::Outlook;
use crate::app::past;
use crate::app::shared_view::{SharedRowPart, SharedView};
use crate::domain::london;
use crate::domain::record::Folder;
use crate::domain::say;
use crate::domain::team::Member;
use crate::domain::triage::Clock;
use crate::domain::when::parse_record_date;
use crate::export::{Dossier, Format, Provenance};
use crate::platform::clock;
use crate::store::Stamp;
use crate::ui;

/// Columns of the plain page.
const COLUMNS: u16 = 100;

/// Prints one person; the journal keeps that they were looked at.
pub fn run(global: &Global, args: &Show, out: &mut Out) -> Result<(), Refused> {
    let mut store = opening::open(global)?;
    let words = |fault: crate::store::Fault| fault.to_string();
    let asks = Asks {
        as_json: args.json,
        ..Asks::anybody("show", "")
    };
    let person = whom::one(&mut store, &args.person.join(" "), asks, out)?;
    let on = args.on.as_deref().map(record_day).transpose()?;
    let folder = store.folder(person, None).map_err(words)?;
    let now = clock::Clock::system().now();
    // Written down first: what is printed may be read, however the printing ends.
    let stamp = Stamp {
        at: now,
        command: "person.show",
        note: "",
    };
    store.note_seen(stamp, &[person]).map_err(words)?;
    let made = Provenance {
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now,
        author_login: store.user().login.clone(),
        author_name: store.user().name.clone(),
        authors: store.authors().map_err(words)?,
        recipient: None,
    };
    if let Some(on) = on {
        let team: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
        out.line(&format!(
            "{} on {}",
            folder.person.name.written(),
            say::full(on)
        ));
        for row in past::responsible(&team, on) {
            out.line(&Keymap::shell().spoken(&row.text));
        }
    } else if args.json {
        let format = Format::named("json").ok_or("This program has no JSON format.")?;
        let mut bytes = Vec::new();
        let dossier = Dossier::of(&folder, &made);
        (format.render)(&[dossier], &mut bytes).map_err(|error| error.to_string())?;
        out.json(&String::from_utf8_lossy(&bytes));
    } else {
        let local = london::local(now);
        let holidays = opening::calendar(local.date(), out);
        let clock = Clock::new(local, &holidays);
        let outlook = match store.facts(person).map_err(words)? {
            Some(facts) => Outlook::of(&facts, &clock),
            None => Outlook::none(),
        };
        let mut lines = ui::plain_front(&folder, &outlook, local, &holidays, COLUMNS);
        lines.extend(show_plan::lines(&folder, &made));
        lines.extend(Keymap::shell().spoken_lines(shared_lines(&folder, local.date())));
        for line in &lines {
            out.line(line);
        }
        if lines.iter().any(|line| Keymap::names_screen(line)) {
            out.remark(ON_SCREEN);
        }
    }
    Ok(())
}

/// A day as a record has it: with its year.
fn record_day(text: &str) -> Result<NaiveDate, String> {
    parse_record_date(text).map_err(|fault| fault.to_string())
}

/// Who may see what, who holds which version, and the versions: a line each, as on their tab.
fn shared_lines(folder: &Folder, today: NaiveDate) -> Vec<String> {
    let tab = SharedView::of(folder.shared.clone(), folder, today);
    let rows = tab.rows.iter().flat_map(|row| {
        let is_title =
            row.part == SharedRowPart::Heading && row.text.starts_with(char::is_uppercase);
        let title = is_title.then(|| [String::new(), row.text.clone()]);
        let line = (!is_title).then(|| format!("  {}", row.text));
        let below: &[String] = match (row.part, row.below.as_slice()) {
            // The first line says what the row says, and the last of a version what can be done with it.
            (SharedRowPart::Decision(_) | SharedRowPart::Copy(_), [_, below @ ..])
            | (SharedRowPart::Version(_), [_, below @ .., _]) => below,
            _ => &[],
        };
        // What can be done on the screen alone, which the line begins with, is said there.
        let below = below.iter().filter(|line| !line.starts_with('{'));
        let below = below.map(|line| format!("      {line}"));
        title.into_iter().flatten().chain(line).chain(below)
    });
    rows.collect()
}
