//! The "Shared" tab of an open person: what was decided about sharing, who holds which version, and the versions.

use super::person_view::PersonView;
use crate::domain::find::fold;
use crate::domain::id::{CopyId, SharingId, VersionId};
use crate::domain::labels;
use crate::domain::person::Name;
use crate::domain::record::Folder;
use crate::domain::say;
use crate::domain::shared::{Held, Shared};
use crate::domain::sharing::{Capacity, Recipient, Sharing, Stands, Whom, called, may_mean};
use crate::domain::team::{self, Member};
use crate::domain::version::{Body, Version};
use crate::store::{Fault, Store};
use chrono::NaiveDate;

/// What the tab holds.
pub struct SharedView {
    /// Decisions, versions and copies as they were read.
    pub shared: Shared,
    /// The rows, in order.
    pub rows: Vec<SharedRow>,
    /// How the plan stands to what was agreed last, in a sentence; empty while nothing was agreed or given.
    pub standing: String,
    /// The version from which another one is compared.
    pub from: Option<VersionId>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedRow {
    /// What it is.
    pub part: SharedRowPart,
    /// What it says.
    pub text: String,
    /// What belongs to it, shown when it is selected.
    pub below: Vec<String>,
    /// Whether something about it needs a look.
    pub needs_look: bool,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedRowPart {
    /// A heading, or a sentence under one.
    Heading,
    /// What they said about sharing in general.
    InGeneral,
    /// A decision.
    Decision(SharingId),
    /// A copy that somebody holds.
    Copy(CopyId),
    /// A version.
    Version(VersionId),
    /// The plan as it is now.
    Now,
}

impl SharedView {
    /// Reads what the tab shows.
    ///
    /// # Errors
    /// Engine faults.
    pub fn read(store: &Store, folder: &Folder, today: NaiveDate) -> Result<Self, Fault> {
        Ok(Self::of(store.shared(folder.person.id)?, folder, today))
    }

    /// The tab of a record.
    pub fn of(shared: Shared, folder: &Folder, today: NaiveDate) -> Self {
        let standing = shared.says(Body::of(folder, today).as_ref());
        let mut rows = Vec::new();
        decisions(&shared, folder, today, &mut rows);
        copies(&shared, folder, today, &mut rows);
        versions(&shared, folder, &standing, &mut rows);
        Self {
            shared,
            rows,
            standing,
            from: None,
        }
    }

    /// The same with another version to compare from.
    #[must_use]
    pub fn comparing_from(mut self, from: Option<VersionId>) -> Self {
        self.from = from.filter(|id| self.shared.version(*id).is_some());
        self
    }
}

impl PersonView {
    /// The row of the "Shared" tab that is selected.
    pub fn shared_row(&self) -> Option<&SharedRow> {
        (self.tab == super::person_view::Tab::Shared)
            .then(|| self.shared.as_ref()?.rows.get(self.cursor()))
            .flatten()
    }

    /// The version that the selected row is, or that its holder has.
    pub fn shared_version(&self) -> Option<&Version> {
        let shared = &self.shared.as_ref()?.shared;
        match self.shared_row()?.part {
            SharedRowPart::Version(id) => shared.version(id),
            SharedRowPart::Copy(id) => {
                let copy = shared.copies.iter().find(|copy| copy.id == id)?;
                shared.version(copy.version.or(copy.sheet_of)?)
            }
            SharedRowPart::Heading
            | SharedRowPart::InGeneral
            | SharedRowPart::Decision(_)
            | SharedRowPart::Now => None,
        }
    }
}

fn heading(text: String, rows: &mut Vec<SharedRow>) {
    rows.push(SharedRow {
        part: SharedRowPart::Heading,
        text,
        below: Vec::new(),
        needs_look: false,
    });
}

fn decisions(shared: &Shared, folder: &Folder, today: NaiveDate, rows: &mut Vec<SharedRow>) {
    heading("Who may see what".to_owned(), rows);
    if let Some(general) = &folder.person.sharing {
        let text = if general.text.trim().is_empty() {
            "asked, nothing written down"
        } else {
            general.text.trim()
        };
        rows.push(SharedRow {
            part: SharedRowPart::InGeneral,
            text: format!("in general: {text}"),
            below: vec![
                text.to_owned(),
                format!(
                    "Said on {}, written down by {}. {{person.edit}} changes it; {{sharing.decide}} records a decision about one recipient.",
                    say::full(general.on),
                    general.by
                ),
            ],
            needs_look: false,
        });
    }
    let mut all: Vec<&Sharing> = shared.decisions.iter().map(|kept| &kept.value).collect();
    all.sort_by(|a, b| {
        let key = |one: &Sharing| one.with.word().to_lowercase();
        (key(a), b.on, b.id).cmp(&(key(b), a.on, a.id))
    });
    let team: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    for decision in &all {
        let perhaps = match &decision.with {
            Recipient::Named { name } => may_mean(name, &folder.person.name, &team, today),
            Recipient::Member { .. } | Recipient::Kind { .. } => Vec::new(),
        };
        rows.push(decision_row(decision, &perhaps, today));
    }
    if all.is_empty() {
        let text = if folder.person.sharing.is_some() {
            "nothing is decided about a single recipient: {sharing.decide} records it"
        } else {
            "nothing is recorded: {sharing.decide} records who may see what, and who decided it"
        };
        rows.push(SharedRow {
            part: SharedRowPart::Heading,
            text: text.to_owned(),
            below: vec![
                "Until then a copy goes only to those who give direct care, and says that nothing is recorded."
                    .to_owned(),
            ],
            needs_look: folder.person.sharing.is_none(),
        });
    }
}

fn decision_row(decision: &Sharing, perhaps: &[String], today: NaiveDate) -> SharedRow {
    let stands = decision.stands(today);
    let may = match stands {
        Stands::Holds => decision.may.word(),
        Stands::Later => format!(
            "from {} {}",
            say::day(decision.on, today),
            decision.may.word()
        ),
        Stands::RanOut(last) => format!("ran out on {}", say::day(last, today)),
        Stands::Withdrawn(on) => format!("withdrawn on {}: nothing", say::day(on, today)),
    };
    let basis = if stands == Stands::Holds {
        format!(" ({})", decision.basis.word())
    } else {
        String::new()
    };
    let kept_back = match decision.but_not.trim() {
        "" => String::new(),
        _ if !matches!(stands, Stands::Holds | Stands::Later) => String::new(),
        by_hand => format!("; keep back: {}", labels::one_line(by_hand)),
    };
    let mut below = vec![
        format!("{}: {}", decision.with.word(), decision.may.word()),
        say::capital(&decision.basis_in_words()),
    ];
    let mut more = Vec::new();
    if decision.capacity != Capacity::NotRecorded {
        more.push(decision.capacity.word().to_owned());
    }
    if !decision.but_not.is_empty() {
        more.push(format!("keep back: {}", decision.but_not));
    }
    if let Some(last) = decision.until_on {
        more.push(format!("until {}", say::full(last)));
    }
    if let Some(on) = decision.withdrawn_on {
        more.push(format!("withdrawn on {}", say::full(on)));
    }
    if !decision.note.is_empty() {
        more.push(decision.note.clone());
    }
    below.push(more.join("; "));
    below.retain(|line| !line.is_empty());
    // It holds for nobody of the team: not for whoever was meant.
    let is_doubtful = stands == Stands::Holds && !perhaps.is_empty();
    let doubt = if is_doubtful {
        let names = perhaps.join(" or ");
        below.insert(
            0,
            format!(
                "Nobody in the care team is called \"{}\". If {names} is meant, {{sharing.open}} puts in the whole name: until then this does not hold for them.",
                decision.with.word()
            ),
        );
        format!(" [{names}?]")
    } else {
        String::new()
    };
    SharedRow {
        part: SharedRowPart::Decision(decision.id),
        text: format!("{}{doubt}: {may}{kept_back}{basis}", decision.with.word()),
        below,
        needs_look: is_doubtful || matches!(stands, Stands::RanOut(_)),
    }
}

fn copies(shared: &Shared, folder: &Folder, today: NaiveDate, rows: &mut Vec<SharedRow>) {
    let team: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    let own = &folder.person.name;
    let held = by_service(shared.held(own, &team, today), &team);
    let now = Body::of(folder, today);
    let changed = |one: &Held<'_>| {
        let now = now.as_ref();
        now.map_or_else(Vec::new, |now| one.vital_changes(now))
    };
    let is_behind = |one: &Held<'_>| one.is_old || !changed(one).is_empty();
    let old = held.iter().filter(|(one, _)| is_behind(one)).count();
    heading(
        if held.is_empty() {
            "Who holds a copy".to_owned()
        } else {
            let older = match old {
                0 => String::new(),
                old => format!(", {old} of them an older one"),
            };
            format!("Who holds a copy: {}{older}", held.len())
        },
        rows,
    );
    for (one, others) in &held {
        rows.push(copy_row((one, others), &changed(one), shared, today));
    }
    let without = without_copy(shared, own, &team, today);
    if held.is_empty() {
        rows.push(SharedRow {
            part: SharedRowPart::Heading,
            text: "nobody is known to: {person.export} hands it on, {copy.by_hand} takes down what was given by hand"
                .to_owned(),
            below: not_yet(&without),
            needs_look: false,
        });
    } else if !without.is_empty() {
        rows.push(SharedRow {
            part: SharedRowPart::Heading,
            text: format!("not given yet: {}", without.join(", ")),
            below: not_yet(&without),
            needs_look: false,
        });
    }
}

fn not_yet(without: &[String]) -> Vec<String> {
    if without.is_empty() {
        Vec::new()
    } else {
        vec![
            format!("Not given yet: {}", without.join(", ")),
            "{person.export} hands a copy on; {copy.by_hand} takes down one that was given by hand.".to_owned(),
        ]
    }
}

/// Who holds a copy, a row each: a service and those who are of it are one holder, with the newest that any of them was
/// given first.
fn by_service<'a>(held: Vec<Held<'a>>, team: &[Member]) -> Vec<(Held<'a>, Vec<Held<'a>>)> {
    let is_of = |one: &Recipient, service: &Recipient| match (one, service) {
        (Recipient::Member { member, .. }, Recipient::Named { name }) => {
            let place = team.iter().find(|place| place.id == *member);
            place.is_some_and(|place| fold(&place.organisation) == fold(name))
        }
        _ => false,
    };
    let mut rows: Vec<(Held<'a>, Vec<Held<'a>>)> = Vec::new();
    // Services first: each gathers those who are of it.
    let (services, people): (Vec<_>, Vec<_>) = held
        .into_iter()
        .partition(|one| matches!(one.copy.holder, Recipient::Named { .. }));
    rows.extend(services.into_iter().map(|one| (one, Vec::new())));
    for mut one in people {
        let service = rows.iter_mut().find(|(first, others)| {
            let mut all = std::iter::once(first).chain(others);
            all.any(|service| is_of(&one.copy.holder, &service.copy.holder))
        });
        match service {
            Some((first, others)) => {
                let newer = |held: &Held<'_>| (held.version.is_some(), held.copy.on, held.copy.id);
                if newer(first) < newer(&one) {
                    std::mem::swap(first, &mut one);
                }
                others.push(one);
            }
            None => rows.push((one, Vec::new())),
        }
    }
    rows.sort_by_key(|(first, _)| first.copy.holder.word().to_lowercase());
    rows
}

/// What somebody has, by its number.
fn what(held: &Held<'_>) -> String {
    match (held.version, held.sheet) {
        (Some(version), _) => format!("version {}", version.number),
        (None, Some(sheet)) => {
            format!("an emergency sheet with what version {} says", sheet.number)
        }
        (None, None) => "the record without a plan".to_owned(),
    }
}

fn copy_row(
    (held, others): (&Held<'_>, &[Held<'_>]),
    changed: &[&str],
    shared: &Shared,
    today: NaiveDate,
) -> SharedRow {
    let copy = &held.copy.value;
    let version = what(held);
    let newest = shared.newest().map(|newest| newest.number);
    let holds = match (held.version.is_some(), held.is_old, newest) {
        (true, true, Some(newest)) => format!("an old one, {version} of {newest}"),
        (false, true, Some(newest)) => format!("{version}, though version {newest} is there"),
        _ => version.clone(),
    };
    let also: Vec<&str> = others.iter().map(|one| one.copy.holder.word()).collect();
    let also = if also.is_empty() {
        String::new()
    } else {
        format!(" (and {})", also.join(", "))
    };
    let mut below = vec![format!(
        "{} has {version} since {}: {}",
        copy.holder.word(),
        say::full(copy.on),
        copy.how
    )];
    below.extend(held.beside.map(|beside| {
        let on = say::full(beside.on);
        let sheet = beside.sheet_of.and_then(|id| shared.version(id));
        let what = sheet.map_or_else(
            || "without the plan".to_owned(),
            |sheet| format!("with what version {} says", sheet.number),
        );
        format!("Beside it, {what}, since {on}: {}", beside.how)
    }));
    below.extend(others.iter().map(|one| {
        let (who, on) = (one.copy.holder.word(), say::full(one.copy.on));
        format!("{who}: {} since {on}", what(one))
    }));
    let since = if changed.is_empty() {
        String::new()
    } else {
        let what = changed.join(", ");
        below.insert(
            0,
            format!("What they were given last says otherwise than the plan does now: {what}."),
        );
        format!("; since changed: {what}")
    };
    if held.is_old || !changed.is_empty() {
        below.push(
            "{version.compare} shows what changed since theirs; {copy.send} sends them the plan as it is now.".to_owned(),
        );
    }
    let mut more = Vec::new();
    if !copy.basis.is_empty() {
        more.push(format!("Basis: {}", copy.basis));
    }
    if !copy.without.is_empty() {
        more.push(format!("left out: {}", copy.without.join(", ")));
    }
    if !copy.note.is_empty() {
        more.push(copy.note.clone());
    }
    if !more.is_empty() {
        below.push(more.join("; "));
    }
    let may_not = if held.given_nothing {
        below.push(
            "They may not be given the plan any more. {sharing.withdraw} takes down that they no longer hold it."
                .to_owned(),
        );
        "may not be given the plan any more; "
    } else {
        ""
    };
    SharedRow {
        part: SharedRowPart::Copy(copy.id),
        text: format!(
            "{}{also}: {may_not}holds {holds}, since {}{since}",
            copy.holder.word(),
            say::day(copy.on, today)
        ),
        below,
        needs_look: held.is_old || !changed.is_empty(),
    }
}

/// Who gives direct care, may be given the plan and has no copy, by name. Who writes it needs none.
fn without_copy(shared: &Shared, own: &Name, team: &[Member], today: NaiveDate) -> Vec<String> {
    let decisions = shared.decisions();
    let mut names: Vec<String> = Vec::new();
    for member in team::on(team, today) {
        let name = called(member);
        let recipient = Recipient::Member {
            member: member.id,
            name: name.clone(),
        };
        let writes = member.role == team::Role::Navigator;
        if !writes
            && !member.role.is_personal()
            && !names.contains(&name)
            && !shared.holds(&recipient, own, team, today)
            && !Whom::of(&recipient, own, team, today).is_given_nothing(&decisions, today)
        {
            names.push(name);
        }
    }
    names
}

fn versions(shared: &Shared, folder: &Folder, standing: &str, rows: &mut Vec<SharedRow>) {
    heading("Versions of the plan".to_owned(), rows);
    if folder.plan.is_some() {
        let text = if standing.is_empty() {
            "now: not agreed yet; {plan.agree} on the plan tab records who agreed, and keeps a version"
                .to_owned()
        } else {
            format!("now: {standing}")
        };
        rows.push(SharedRow {
            part: SharedRowPart::Now,
            text: text.clone(),
            below: vec![
                text,
                "{sharing.open} shows the plan as it is now; {version.compare} what changed since that version.".to_owned(),
            ],
            needs_look: false,
        });
    } else {
        rows.push(SharedRow {
            part: SharedRowPart::Heading,
            text: "nothing is planned yet: no needs, goals or arrangements".to_owned(),
            below: Vec::new(),
            needs_look: false,
        });
    }
    for kept in shared.versions.iter().rev() {
        let mut below = vec![say::capital(&kept.word())];
        if let Some(agreed) = &kept.agreed {
            let mut more = Vec::new();
            if !agreed.capacity.is_empty() {
                more.push(format!("as {}", agreed.capacity));
            }
            if !agreed.contributors.is_empty() {
                more.push(format!("contributed: {}", agreed.contributors));
            }
            below.push(more.join("; "));
        }
        below.push(
            "{sharing.open} reads it; {version.compare} compares it with the plan as it is now; {version.from}, then {version.compare} on another, those two."
                .to_owned(),
        );
        below.retain(|line| !line.is_empty());
        rows.push(SharedRow {
            part: SharedRowPart::Version(kept.id),
            text: kept.word(),
            below,
            needs_look: false,
        });
    }
}
