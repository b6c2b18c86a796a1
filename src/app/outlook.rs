//! What the screen says of one person: in a row of the list, under it, and on the front page.
//!
//! A row costs little: its sentence is worked out from dates, and only the words that it names are read.

use crate::domain::id::PersonId;
use crate::domain::person::Person;
use crate::domain::promise::Promise;
use crate::domain::record::Folder;
use crate::domain::say;
use crate::domain::triage::{self, Bucket, Class, Clock, Facts, Found, Verdict};
use crate::store::{Fault, Store};

/// What the screen says of the selected person, under the list or beside it.
pub struct Detail {
    /// Who.
    pub person: PersonId,
    /// Number, birth date, how to communicate with them (R26).
    pub about: String,
    /// The reasons, or what comes next; gaps in the record are named together.
    pub reasons: Vec<Reason>,
    /// Their record, where the screen is wide enough for a front page beside the list.
    pub beside: Option<(Folder, Outlook)>,
}

/// What is due for a person and what was promised, for their front page.
pub struct Outlook {
    /// Every reason that is due or put off; where none is due, also the next that lies ahead.
    pub reasons: Vec<Reason>,
    /// The promises that stand.
    pub promises: Vec<Promise>,
}

impl Outlook {
    /// The outlook of a person.
    pub fn of(facts: &Facts, clock: &Clock<'_>) -> Self {
        Self {
            reasons: reasons(facts, clock),
            promises: facts.promises.clone(),
        }
    }

    /// That of somebody who is not open: nothing is due.
    pub fn none() -> Self {
        Self {
            reasons: Vec::new(),
            promises: Vec::new(),
        }
    }
}

/// One reason, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its class; `None` for something that lies ahead.
    pub class: Option<Class>,
    /// The sentence.
    pub says: String,
    /// The command that deals with it.
    pub command: &'static str,
    /// Why it is put off, where it is.
    pub because: Option<String>,
}

impl Detail {
    /// Reads what is shown of a person; `None` when they are not open.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(store: &Store, person: PersonId, clock: &Clock<'_>) -> Result<Option<Self>, Fault> {
        let Some(facts) = store.facts(person)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            person,
            about: about(&store.person(person)?.value),
            reasons: gathered(&facts, clock),
            beside: None,
        }))
    }

    /// Reads the record where there is room for it, and lets it go where there is none.
    ///
    /// # Errors
    /// Engine faults.
    pub fn widen(&mut self, store: &Store, wide: bool) -> Result<(), Fault> {
        if !wide {
            self.beside = None;
        } else if self.beside.is_none()
            && let Some(facts) = store.facts(self.person)?
        {
            let outlook = Outlook {
                reasons: self.reasons.clone(),
                promises: facts.promises,
            };
            self.beside = Some((store.folder(self.person, Some(5))?, outlook));
        }
        Ok(())
    }
}

/// Number, birth date, how to communicate with somebody.
fn about(person: &Person) -> String {
    let mut about = Vec::new();
    if let Some(number) = person.nhs_number {
        about.push(number.to_string());
    }
    if let Some(born) = person.born_on {
        about.push(say::birth(born));
    }
    if let Some(access) = person
        .access
        .as_ref()
        .filter(|access| !access.text.is_empty())
    {
        about.push(access.text.clone());
    }
    about.join("  ")
}

/// Works a row's sentence out from dates, and reads the words of what it names alone.
///
/// # Errors
/// Engine faults.
pub fn read_brief(
    store: &Store,
    person: PersonId,
    clock: &Clock<'_>,
) -> Result<Option<String>, Fault> {
    let Some(mut facts) = store.dates(person)? else {
        return Ok(None);
    };
    let verdict = triage::look(&facts, clock);
    if let Some(first) = verdict.foremost() {
        store.add_words(&mut facts, first.about)?;
    }
    Ok(Some(brief(&facts, &verdict, clock)))
}

/// Why a person is where they are, in a few words.
fn brief(facts: &Facts, verdict: &Verdict, clock: &Clock<'_>) -> String {
    let today = clock.today();
    match (verdict.bucket, verdict.foremost(), facts.pause) {
        (Bucket::Paused, _, Some(pause)) => {
            format!("paused until {}", say::day(pause.until, today))
        }
        (_, Some(found), _) if found.put_off.is_some() => found.briefly(facts, clock),
        (Bucket::New, _, _) => format!(
            "joined {}, not spoken with yet",
            say::day(facts.joined_on, today)
        ),
        (_, Some(found), _) => found.briefly(facts, clock),
        (_, None, _) => match facts.self_coordinating {
            Some(since) => format!("runs things themselves since {}", say::day(since, today)),
            None => "nothing due".to_owned(),
        },
    }
}

/// Every reason that is due, then every one that is put off; where none is due, also the next that lies ahead.
fn reasons(facts: &Facts, clock: &Clock<'_>) -> Vec<Reason> {
    let verdict = triage::look(facts, clock);
    let reason = |found: &Found| Reason {
        class: Some(found.rule.class),
        says: found.says(facts, clock),
        command: found.rule.command,
        because: found.because(facts).map(str::to_owned),
    };
    let mut all: Vec<Reason> = verdict.due(clock).map(reason).collect();
    let is_due = !all.is_empty();
    all.extend(verdict.put_off().map(reason));
    if is_due {
        return all;
    }
    let next = verdict.found.iter().find(|found| found.put_off.is_none());
    all.extend(next.map(|found| Reason {
        class: None,
        says: format!(
            "next: {}, {}",
            found.says(facts, clock),
            say::relative(found.due, clock.today())
        ),
        command: found.rule.command,
        because: None,
    }));
    all
}

/// The same for the few rows under the list: gaps in the record are named together, before what is put off.
fn gathered(facts: &Facts, clock: &Clock<'_>) -> Vec<Reason> {
    let (gaps, mut others): (Vec<Reason>, Vec<Reason>) = reasons(facts, clock)
        .into_iter()
        .partition(|reason| reason.class == Some(Class::Record) && reason.because.is_none());
    if let Some(first) = gaps.first() {
        let says = gaps
            .iter()
            .map(|gap| before_bracket(&gap.says))
            .collect::<Vec<_>>()
            .join("; ");
        let due = others
            .iter()
            .take_while(|reason| reason.because.is_none())
            .count();
        let gaps = Reason {
            class: first.class,
            says,
            command: first.command,
            because: None,
        };
        others.insert(due, gaps);
    }
    others
}

fn before_bracket(says: &str) -> &str {
    says.split(" (").next().unwrap_or(says)
}
