//! Writing exports to files: private, whole or not at all, never over another file, named without anybody's name.
//!
//! Where a recipient is named, what was decided about sharing is applied to each person (`export::recipient`), and what
//! left is handed back, so that it can be kept who holds which version.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::App;
pub use super::letters::{Letter, write_outcome, write_referral};
use super::model::{AfterReading, Overlay, Reading};
use super::notice::Notice;
use crate::domain::change::{Change, Write};
use crate::domain::copy::PlanCopy;
use crate::domain::id::{CopyId, PersonId, VersionId};
use crate::domain::london;
use crate::domain::person::Person;
use crate::domain::record::{Folder, Record};
use crate::domain::say;
use crate::domain::service::Service;
use crate::domain::service::unmet::UnmetNeed;
use crate::domain::shared::Standing;
use crate::domain::sharing::Recipient;
use crate::domain::version::Body;
use crate::export::{Format, Gives, Loss, Outgoing, Provenance};
use crate::platform::files::{Overwrite, private_dir, shown, write_atomic};
use crate::store::{Fault, Stamp, Store};

/// How many of those of whom nothing was written are named; a whole caseload would be no sentence.
const MOST_NAMED: usize = 20;

/// What was written, and what there is to say about it.
#[derive(Default)]
pub struct Written {
    /// The files.
    pub files: Vec<PathBuf>,
    /// What the format could not carry.
    pub loss: Loss,
    /// What whoever hands it on has to know.
    pub say: Vec<Told>,
    /// Of how many people something was written.
    pub people: usize,
    /// Whether what the files lack is said in any case (`Format::says_loss`).
    pub says_loss: bool,
    /// Of whom nothing was written: because it may not go to the recipient, or because there is no such version.
    pub refused: Vec<Refused>,
}

/// Somebody of whom nothing was written.
pub struct Refused {
    /// Who: their NHS number, or their id where they have none.
    pub who: String,
    /// Why, in a sentence.
    pub why: String,
}

impl Refused {
    fn of(person: &Person, why: String) -> Self {
        let who = who(person);
        Self { who, why }
    }
}

/// Something that whoever hands a record on has to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Of whom: NHS numbers, or ids where there are none.
    pub who: String,
    /// What, in a sentence.
    pub what: String,
}

/// Who somebody is, for whoever keeps the record: the NHS number, else the id that `--json` gives. Never a name, since it
/// may end in the log of a job by night.
fn who(person: &Person) -> String {
    person
        .nhs_number
        .map_or_else(|| format!("id {}", person.id), |number| number.to_string())
}

/// Sentences, each once and with everybody of whom it is said, in the order in which they came.
fn by_sentence<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut grouped: Vec<(&str, Vec<&str>)> = Vec::new();
    for (one, sentence) in all {
        match grouped.iter_mut().find(|(known, _)| *known == sentence) {
            Some((_, who)) if who.contains(&one) => {}
            Some((_, who)) => who.push(one),
            None => grouped.push((sentence, vec![one])),
        }
    }
    grouped
}

/// People in a list; of many the first, and how many more they are.
fn listed(who: &[&str]) -> String {
    let named: Vec<&str> = who.iter().take(MOST_NAMED).copied().collect();
    let more = match who.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", named.join(", "))
}

impl Written {
    /// Of whom nothing was written and why, a sentence for each reason, in the order of the export.
    pub fn left_out(&self) -> Vec<String> {
        let refused = self.refused.iter();
        let reasons = by_sentence(refused.map(|one| (one.who.as_str(), one.why.as_str())));
        let sentence = |(why, who): (&str, Vec<&str>)| {
            let count = say::count(who.len(), "person", "people");
            format!("Of {count} nothing was written ({}): {why}", listed(&who))
        };
        reasons.into_iter().map(sentence).collect()
    }

    /// What whoever hands it on has to know, each sentence once; of whom, where more than one person was written.
    pub fn to_know(&self) -> Vec<String> {
        let told = self.say.iter();
        let told = by_sentence(told.map(|one| (one.who.as_str(), one.what.as_str())));
        let sentence = |(what, who): (&str, Vec<&str>)| match self.people {
            0 | 1 => what.to_owned(),
            _ => format!("{}: {what}", listed(&who)),
        };
        told.into_iter().map(sentence).collect()
    }

    /// In sentences: who was left out and why, what has to be kept back by hand, what the files do not hold.
    pub fn says(&self) -> Vec<String> {
        let mut says = self.left_out();
        says.extend(self.to_know());
        says.extend(self.lacks());
        says
    }

    /// In sentences, where the record went to nobody in particular: who was left out, and what nothing in the files says.
    pub fn says_unasked(&self) -> Vec<String> {
        let mut says = self.left_out();
        says.extend(self.lacks().filter(|_| self.says_loss));
        says
    }

    /// What the files do not hold.
    fn lacks(&self) -> Option<String> {
        (!self.loss.is_none())
            .then(|| format!("Not in the files: {}.", self.loss.says().join("; ")))
    }

    fn take(&mut self, outgoing: &Outgoing, format: &Format) {
        self.people += 1;
        let who = who(&outgoing.dossier.records.person);
        let named = outgoing.named_all_the_same(format);
        self.say
            .extend(outgoing.say.iter().chain(&named).map(|what| Told {
                who: who.clone(),
                what: what.clone(),
            }));
        let without = outgoing.dossier.scope.leaves_out();
        self.loss.leave_out(&without);
    }
}

impl App {
    /// Says which files were written; on a page where there is something that whoever hands them on has to know.
    pub(super) fn say_written(&mut self, written: &Written) {
        let first = written
            .files
            .first()
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        let files = match written.files.len() {
            1 => format!("Written: {first}"),
            count => format!("{count} files written, the first is {first}"),
        };
        if !written.refused.is_empty() || !written.say.is_empty() {
            let mut lines = written.says();
            lines.push(format!("{files}."));
            let lines = self.keymap.spoken_lines(lines);
            self.model.overlays.push(Overlay::Reading(Reading {
                title: "Before you hand it on".to_owned(),
                lines,
                top: 0,
                then: AfterReading::Back,
            }));
        }
        let lacks = written.lacks().filter(|_| written.says_loss);
        let lacks = lacks.map(|lacks| format!(". {lacks}")).unwrap_or_default();
        self.model.notice = Some(Notice::done(format!("{files}{lacks}")));
    }
}

/// One person's record that went to a recipient.
pub struct Given {
    /// Whose.
    pub person: PersonId,
    /// Who has it now.
    pub holder: Recipient,
    /// What was in it; `None` for a record without a plan.
    pub body: Option<Body>,
    /// Whether it is an emergency sheet, which is no version of the plan and says what one says.
    pub is_sheet: bool,
    /// The version that it is, where one was asked for.
    pub version: Option<VersionId>,
    /// The day (London).
    pub on: NaiveDate,
    /// How.
    pub how: String,
    /// What was left out.
    pub without: Vec<String>,
    /// On what basis.
    pub basis: String,
}

/// The directory of services as it goes along where a whole caseload moves, and what was looked for in it in vain and for
/// nobody in particular.
///
/// # Errors
/// Engine faults.
pub fn directory(store: &Store) -> Result<(Vec<Service>, Vec<UnmetNeed>), Fault> {
    let services = store.services()?.into_iter().map(|kept| kept.value);
    let unmet = store.unmet_needs()?.into_iter().map(|kept| kept.value);
    Ok((
        services.collect(),
        unmet.filter(|need| need.about.is_none()).collect(),
    ))
}

/// What is to be written.
pub struct Order<'a> {
    /// In which format.
    pub format: &'static Format,
    /// Who writes it, when, for whom.
    pub made: &'a Provenance,
    /// Which version of the plan; `None` for the record as it is.
    pub version: Option<u32>,
    /// The directory of services, where it goes along: a whole caseload moves.
    pub directory: Vec<Service>,
    /// What was looked for in it in vain and for nobody in particular, where it goes along.
    pub unmet: Vec<UnmetNeed>,
}

impl Order<'_> {
    /// What is kept back from the recipient and yet named in what would go of a person, in a sentence; `None` where nothing
    /// is, or where nothing may go.
    pub fn named_all_the_same(&self, folder: &Folder) -> Option<String> {
        let (outgoing, _) = self.outgoing(folder).ok()?;
        outgoing.named_all_the_same(self.format)
    }

    /// A person's record as it may go; `Err` where it may not.
    ///
    /// # Errors
    /// A sentence that says why not.
    fn outgoing(&self, folder: &Folder) -> Result<(Outgoing, Option<VersionId>), String> {
        let Some(number) = self.version else {
            return Ok((Outgoing::of(folder, self.made)?, None));
        };
        let version = folder.shared.numbered(number).ok_or_else(|| {
            let kept: Vec<String> = folder
                .shared
                .versions
                .iter()
                .map(|kept| kept.number.to_string())
                .collect();
            if kept.is_empty() {
                "There is no version of this plan yet: agreeing to it keeps one.".to_owned()
            } else {
                format!(
                    "There is no version {number} of this plan. There is {}.",
                    kept.join(", ")
                )
            }
        })?;
        let outgoing = Outgoing::of_version(folder, version, self.made)?;
        Ok((outgoing, Some(version.id)))
    }

    /// The file of a person in a folder. What goes to somebody goes beside what went to somebody else that day; without
    /// a recipient it is the same file again, and that is refused.
    fn path(&self, folder: &Path, person: Option<PersonId>, on: NaiveDate) -> PathBuf {
        let name = self.format.file_name(person, on);
        match self.made.recipient {
            Some(_) => free(folder, &name),
            None => folder.join(name),
        }
    }

    /// What a recipient holds from now on, where one was named and the format is a copy of the plan.
    fn given(
        &self,
        folder: &Folder,
        outgoing: &Outgoing,
        version: Option<VersionId>,
    ) -> Option<Given> {
        if self.format.gives == Gives::Nothing {
            return None;
        }
        let on = london::date(self.made.made_at);
        // A record without its plan is none: nobody holds a version by it.
        let is_sheet = self.format.gives == Gives::Sheet;
        let scope = outgoing.dossier.scope;
        let has_plan = if is_sheet {
            scope.contingency
        } else {
            scope.plan
        };
        Some(Given {
            person: folder.person.id,
            holder: outgoing.holder.clone()?,
            body: Body::of(folder, on).filter(|_| has_plan),
            version: version.filter(|_| has_plan),
            is_sheet,
            on,
            how: format!("file: {}", self.format.title),
            without: outgoing
                .dossier
                .scope
                .leaves_out()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            basis: outgoing.basis.clone(),
        })
    }
}

/// Writes people into a folder in a format.
///
/// `next` hands over the whole record of the n-th person, `None` after the last; `given` is told of each record that a
/// recipient holds, once its file is there.
///
/// # Errors
/// A sentence that names the file and the remedy. Files written before it are taken away again, unless a recipient was
/// named: then it is kept already who holds them, and they stay.
pub fn write_folder(
    order: &Order<'_>,
    folder: &Path,
    next: &mut dyn FnMut(usize) -> Option<Result<Folder, String>>,
    given: &mut dyn FnMut(Given) -> Result<(), String>,
) -> Result<Written, String> {
    let is_new = !folder.is_dir();
    if is_new {
        private_dir(folder).map_err(|fault| fault.to_string())?;
    }
    let on = london::date(order.made.made_at);
    if !order.format.one_file_per_person {
        let path = order.path(folder, None, on);
        return write_file(order, &path, next, given);
    }
    let mut written = Written::default();
    let Err(reason) = write_each(order, folder, next, given, &mut written) else {
        return only_refused(written);
    };
    let was_kept = order.made.recipient.is_some();
    let left = if was_kept {
        written.files.len()
    } else {
        take_away(&written.files)
    };
    if is_new && left == 0 {
        // A folder that holds something else by now stays.
        let _ = std::fs::remove_dir(folder);
    }
    let files = |count| say::count(count, "file", "files");
    Err(match (written.files.len(), left) {
        (0, _) => reason,
        (count, 0) => format!(
            "{reason} The {} written before it {} removed again: nothing was handed on.",
            files(count),
            if count == 1 { "was" } else { "were" }
        ),
        (_, left) => format!(
            "{reason} Before it, {} {} written into {}.",
            files(left),
            if left == 1 { "was" } else { "were" },
            shown(folder)
        ),
    })
}

/// Removes files that were just written; how many are still there.
fn take_away(files: &[PathBuf]) -> usize {
    let gone = files.iter().map(std::fs::remove_file);
    gone.filter(Result::is_err).count()
}

/// Writes a file for each person; what was written is known also where it ends half way.
fn write_each(
    order: &Order<'_>,
    folder: &Path,
    next: &mut dyn FnMut(usize) -> Option<Result<Folder, String>>,
    given: &mut dyn FnMut(Given) -> Result<(), String>,
    written: &mut Written,
) -> Result<(), String> {
    let on = london::date(order.made.made_at);
    for at in 0.. {
        let Some(record) = next(at) else { break };
        let record = record?;
        let (outgoing, version) = match order.outgoing(&record) {
            Ok(outgoing) => outgoing,
            Err(why) => {
                written.refused.push(Refused::of(&record.person, why));
                continue;
            }
        };
        written.take(&outgoing, order.format);
        let gone = order.given(&record, &outgoing, version);
        let path = order.path(folder, Some(record.person.id), on);
        let loss = write(order.format, &[outgoing], &path)?;
        written.loss.add(&loss);
        written.files.push(path);
        if let Some(gone) = gone {
            given(gone)?;
        }
    }
    Ok(())
}

/// A name in a folder that nothing has yet: what was handed on to somebody else on the same day stays as it is.
pub(super) fn free(folder: &Path, name: &str) -> PathBuf {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let path = folder.join(name);
    let others = (2..100).map(|n| folder.join(format!("{stem}-{n}.{extension}")));
    let mut names = std::iter::once(path.clone()).chain(others);
    // A link that leads nowhere is something too.
    names
        .find(|path| path.symlink_metadata().is_err())
        .unwrap_or(path)
}

/// Writes people into one file.
///
/// # Errors
/// A sentence that names the file and the remedy.
pub fn write_file(
    order: &Order<'_>,
    path: &Path,
    next: &mut dyn FnMut(usize) -> Option<Result<Folder, String>>,
    given: &mut dyn FnMut(Given) -> Result<(), String>,
) -> Result<Written, String> {
    let mut written = Written {
        says_loss: order.format.says_loss,
        ..Written::default()
    };
    let mut together = Vec::new();
    let mut gone = Vec::new();
    for at in 0.. {
        let Some(record) = next(at) else { break };
        let record = record?;
        match order.outgoing(&record) {
            Ok((outgoing, version)) => {
                written.take(&outgoing, order.format);
                gone.extend(order.given(&record, &outgoing, version));
                together.push(outgoing);
            }
            Err(why) => written.refused.push(Refused::of(&record.person, why)),
        }
    }
    if together.is_empty() && !written.refused.is_empty() {
        return only_refused(written);
    }
    // In a file of many people nobody misses those who have nothing of the kind; where nobody has, it would hold nothing.
    if let Some(holds) = order.format.holds
        && !together.iter().any(|one| (holds.any_of)(&one.dossier))
    {
        let mut says = vec![format!("Nothing was written. {}", holds.nothing)];
        says.extend(written.left_out());
        return Err(says.join(" "));
    }
    if let Some(first) = together.first_mut() {
        first.dossier.directory.clone_from(&order.directory);
        first.dossier.unmet_of_nobody.clone_from(&order.unmet);
    }
    let loss = write(order.format, &together, path)?;
    written.loss.add(&loss);
    written.files.push(path.to_owned());
    for gone in gone {
        given(gone)?;
    }
    Ok(written)
}

/// What was written; a refusal where nothing was because nothing may go.
fn only_refused(written: Written) -> Result<Written, String> {
    if !written.files.is_empty() {
        return Ok(written);
    }
    match written.refused.as_slice() {
        [] => Ok(written),
        [one] => Err(format!("Nothing was written: {}", one.why)),
        _ => Err(format!(
            "Nothing was written. {}",
            written.left_out().join(" ")
        )),
    }
}

fn write(format: &Format, people: &[Outgoing], path: &Path) -> Result<Loss, String> {
    let dossiers: Vec<_> = people.iter().map(|one| one.dossier.clone()).collect();
    let mut bytes = Vec::new();
    let loss = (format.render)(&dossiers, &mut bytes).map_err(|error| error.to_string())?;
    write_atomic(path, &bytes, Overwrite::Refuse).map_err(|fault| fault.to_string())?;
    Ok(loss)
}

/// Keeps who holds a record now, with the version that it is where that is not kept yet.
///
/// # Errors
/// A sentence that says that the file is there and the note of who holds it is not.
pub fn keep_copy(
    store: &mut Store,
    given: Given,
    (copy, version): (CopyId, VersionId),
    made: &Provenance,
) -> Result<(), String> {
    let said = |fault: Fault| {
        format!(
            "The file was written, but who holds it could not be kept: {fault} Take it down as a copy that was given by hand."
        )
    };
    let shared = store.shared(given.person).map_err(said)?;
    let mut change = Change::default();
    let login = &made.author_login;
    let version = given.version.or_else(|| {
        let body = given.body?;
        let standing = shared.standing(body, version, given.person, (made.made_at, login));
        let id = standing.id();
        if let Standing::New(version) = standing {
            change.writes.push(Write::Add(Record::Version(version)));
        }
        Some(id)
    });
    change.writes.push(Write::Add(Record::Copy(PlanCopy {
        id: copy,
        person: given.person,
        holder: given.holder,
        version: version.filter(|_| !given.is_sheet),
        sheet_of: version.filter(|_| given.is_sheet),
        on: given.on,
        how: given.how,
        without: given.without,
        basis: given.basis,
        ended_on: None,
        note: String::new(),
        by: login.clone(),
    })));
    let stamp = Stamp {
        at: made.made_at,
        command: "copy.send",
        note: "",
    };
    store.write(stamp, &change).map_err(said)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_already_keeps_its_name() {
        let folder = tempfile::tempdir().expect("a directory");
        for expected in ["plan.txt", "plan-2.txt", "plan-3.txt"] {
            let path = free(folder.path(), "plan.txt");
            assert_eq!(path, folder.path().join(expected));
            std::fs::write(&path, "handed on").expect("written");
        }
    }
}
