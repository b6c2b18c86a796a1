//! What the screen says of one person: in a row of the list, under it, and on the front page.
//!
//! A row costs little: its sentence is worked out from dates, and only the words that it names are read.

use crate::domain::id::PersonId;
use crate::domain::person::Person;
use crate::domain::promise::Promise;
use crate::domain::record::Folder;
use crate::domain::say;
use crate::domain::triage::rules::discharge::first_call_due;
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
            reasons: reasons(facts, &triage::look(facts, clock), clock),
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
    /// Reads what is shown of a person of whom a glimpse was had: no more than what the glimpse does not know yet.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(store: &Store, glimpse: &mut Glimpse, clock: &Clock<'_>) -> Result<Self, Fault> {
        let facts = &mut glimpse.facts;
        let verdict = triage::look(facts, clock);
        let about = if let Some(about) = &glimpse.about {
            about.clone()
        } else {
            let named: Vec<Found> = shown(facts, &verdict, clock).copied().collect();
            for found in &named {
                store.add_words(facts, found)?;
            }
            let person = store.person(facts.person)?;
            glimpse.about.insert(about(&person.value)).clone()
        };
        Ok(Self {
            person: facts.person,
            about,
            reasons: gathered(reasons(facts, &verdict, clock)),
            beside: None,
        })
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
    if let Some(access) = &person.access {
        about.push(access.line());
        about.retain(|part| !part.is_empty());
    }
    about.join("  ")
}

/// What a row of the list shows of a person, and the facts that it is worked out from: the detail goes on from them.
pub struct Glimpse {
    /// Dates of everything, and the words that were needed so far.
    facts: Facts,
    /// Why they are where they are, in a few words, once they were on the screen.
    brief: Option<Box<str>>,
    /// The line about them, once they were selected: then all words that are shown of them are here.
    about: Option<String>,
}

impl From<Facts> for Glimpse {
    fn from(facts: Facts) -> Self {
        Self {
            facts,
            brief: None,
            about: None,
        }
    }
}

impl Glimpse {
    /// Works a row's sentence out from dates, and reads the words of what it names alone, unless that was done.
    ///
    /// # Errors
    /// Engine faults.
    pub fn look(&mut self, store: &Store, clock: &Clock<'_>) -> Result<(), Fault> {
        if self.brief.is_some() {
            return Ok(());
        }
        let verdict = triage::look(&self.facts, clock);
        if let Some(first) = verdict.foremost(&self.facts) {
            store.add_words(&mut self.facts, first)?;
        }
        self.brief = Some(brief(&self.facts, &verdict, clock).into_boxed_str());
        Ok(())
    }

    /// Why they are where they are, in a few words; nothing before they were on the screen.
    pub fn brief(&self) -> Option<&str> {
        self.brief.as_deref()
    }
}

/// Why a person is where they are, in a few words: what a row says of them, on the screen and in a shell.
pub fn brief(facts: &Facts, verdict: &Verdict, clock: &Clock<'_>) -> String {
    let today = clock.today();
    match (verdict.bucket, verdict.foremost(facts), facts.pause) {
        (Bucket::Paused, _, Some(pause)) => {
            format!("paused until {}", say::day(pause.until, today))
        }
        (_, Some(found), _) if found.put_off.is_some() => found.briefly(facts, clock),
        (Bucket::New, _, _) => format!(
            "joined {}, not spoken with yet",
            say::day(facts.joined_on, today)
        ),
        (_, Some(found), _) => match first_call_due(facts, found) {
            // Counted in hours: what says when it is due stands at the end of the sentence, and a row is short.
            Some(by) => {
                let verb = if by < clock.now { "was due" } else { "due" };
                format!("first call {verb} {}", say::day_time(by, today))
            }
            None => found.briefly(facts, clock),
        },
        (_, None, _) => match facts.self_coordinating {
            Some(since) => format!("runs things themselves since {}", say::day(since, today)),
            None => "nothing due".to_owned(),
        },
    }
}

/// What is shown of a person: every finding that is due, then every one that is put off; where none is due, also the
/// next that lies ahead, and before it what is awaited of others, where that is why they are where they are.
fn shown<'a>(
    facts: &Facts,
    verdict: &'a Verdict,
    clock: &'a Clock<'a>,
) -> impl Iterator<Item = &'a Found> {
    let due = verdict.due(clock);
    due.chain(verdict.put_off())
        .chain(verdict.ahead(facts, clock))
}

/// The same in words.
fn reasons(facts: &Facts, verdict: &Verdict, clock: &Clock<'_>) -> Vec<Reason> {
    let reason = |found: &Found| Reason {
        class: Some(found.rule.class),
        says: found.says(facts, clock),
        command: found.command(facts),
        because: found.because(facts).map(str::to_owned),
    };
    let all = shown(facts, verdict, clock).map(|found| {
        if found.is_due(clock) || found.put_off.is_some() {
            return reason(found);
        }
        let is_awaited = verdict
            .awaited(facts)
            .is_some_and(|awaited| std::ptr::eq(awaited, found));
        let says = found.says(facts, clock);
        let when = say::relative(found.due, clock.today());
        Reason {
            class: None,
            says: if is_awaited {
                format!("awaited: {says}; comes up {when}")
            } else {
                format!("next: {says}, {when}")
            },
            ..reason(found)
        }
    });
    all.collect()
}

/// The same for the few rows under the list: gaps in the record are named together, before what is put off.
fn gathered(reasons: Vec<Reason>) -> Vec<Reason> {
    let (gaps, mut others): (Vec<Reason>, Vec<Reason>) = reasons
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
