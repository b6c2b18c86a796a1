//! One person's record as one recipient may have it: the decisions about sharing, applied (R93, R105, R115).
//!
//! What may not go is cut before any format sees it; what has to be kept back by hand, and that nothing is recorded, is
//! said. Deliberately not here: the decisions themselves (`domain::sharing`).

use super::dossier::{Dossier, Provenance};
use super::outline::{Block, Section, outline, sheet};
use super::scope::Scope;
use super::{Format, Gives};
use crate::domain::find::fold;
use crate::domain::london;
use crate::domain::record::Folder;
use crate::domain::sharing::{
    AtHome, KeptWord, May, Recipient, Told, Whom, Withheld, kept_names, kept_words, may_refuse,
};
use crate::domain::team::Member;
use crate::domain::version::Version;

/// What leaves for one recipient.
pub struct Outgoing {
    /// The record, cut to what they may see.
    pub dossier: Dossier,
    /// Who gets it; `None` where nobody was named.
    pub holder: Option<Recipient>,
    /// On what basis; empty where nobody was named.
    pub basis: String,
    /// What whoever hands it on has to know, in sentences: nothing was recorded, something is kept back by hand.
    pub say: Vec<String>,
    /// What is kept back and may be named all the same in what goes.
    kept_back: Vec<KeptWord>,
}

impl Outgoing {
    /// The record of a folder for the recipient that the provenance names. The folder must hold the whole record.
    ///
    /// # Errors
    /// A sentence that says why nothing may go to them.
    pub fn of(folder: &Folder, made: &Provenance) -> Result<Self, String> {
        Self::built(folder, made, |scope| Dossier::within(folder, made, scope))
    }

    /// A version of the plan for the recipient that the provenance names.
    ///
    /// # Errors
    /// A sentence that says why nothing may go to them.
    pub fn of_version(
        folder: &Folder,
        version: &Version,
        made: &Provenance,
    ) -> Result<Self, String> {
        Self::built(folder, made, |scope| {
            Dossier::of_version(
                version,
                (&folder.services, &folder.shared.decisions),
                made,
                scope,
            )
        })
    }

    fn built(
        folder: &Folder,
        made: &Provenance,
        dossier: impl FnOnce(Scope) -> Dossier,
    ) -> Result<Self, String> {
        let today = london::date(made.made_at);
        let team: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
        let decisions = folder.shared.decisions();
        let Some(name) = &made.recipient else {
            let mut dossier = dossier(Scope::ALL);
            dossier.at_home = AtHome::of(&team, &decisions, today);
            return Ok(Self {
                dossier,
                holder: None,
                basis: String::new(),
                say: Vec::new(),
                kept_back: Vec::new(),
            });
        };
        let whom = Whom::named(name, &folder.person.name, &team, today);
        let allowed = whom.may(&decisions, today).map_err(withheld)?;
        let own = &folder.person.name;
        if let Some(doubtful) = may_refuse(&whom, &decisions, own, &team, today) {
            return Err(format!(
                "\"{}\" was decided about ({}), and may mean {}: nobody of the care team has that name. {{tab.shared}} on the person's page, then {{sharing.open}} on it, says who is meant.",
                doubtful.with.word(),
                doubtful.may.word(),
                whom.recipient.word(),
            ));
        }
        let mut say = Vec::new();
        if !allowed.is_recorded {
            let in_general = folder.person.sharing.as_ref();
            let in_general = in_general
                .map(|noted| noted.text.trim())
                .filter(|text| !text.is_empty())
                .map_or_else(String::new, |text| format!(" In general they said: {text}"));
            say.push(format!(
                "{} gets this: {}.{in_general}",
                whom.recipient.word(),
                allowed.basis
            ));
        }
        if allowed.may != May::Everything {
            say.push(format!("Shared is {}.", allowed.may.word()));
        }
        // What was decided holds; who wrote the other down may know something newer.
        let beside = |member: &&Member| Told::of(member, &team, &[], today).keeps_back();
        if let Some(member) = whom.member.filter(beside) {
            say.push(format!(
                "Beside their place in the care team stands that they may be told: {}.",
                member.may_be_told.trim()
            ));
        }
        if !allowed.but_not.trim().is_empty() {
            say.push(format!(
                "Keep back by hand, as was decided: {}",
                allowed.but_not.trim()
            ));
        }
        let mut dossier = if whom.is_person() {
            dossier(Scope::of_own(&allowed.may))
        } else {
            dossier(Scope::of(&allowed.may, whom.member))
        };
        if whom.is_person() {
            dossier.made.recipient = Some(folder.person.name.written());
            dossier.at_home = AtHome::of(&team, &decisions, today);
        }
        if whom.is_direct_care() {
            dossier.warn_of(&team, &decisions);
        }
        dossier.basis.clone_from(&allowed.basis);
        // Whoever has it knows their own name and that of whoever gave it to them.
        let known = [whom.recipient.word(), &made.author_name].map(fold);
        let others = team.iter().filter(|member| {
            let mut called = [&member.name, &member.title]
                .into_iter()
                .map(|text| fold(text));
            !called.any(|one| !one.is_empty() && known.contains(&one))
        });
        let mut kept_back = kept_words(&folder.person.conditions, &allowed);
        kept_back.extend(kept_names(others, &folder.person.name, &allowed));
        Ok(Self {
            dossier,
            holder: Some(whom.recipient),
            kept_back,
            basis: allowed.basis,
            say,
        })
    }

    /// What is kept back and yet named in what goes in a format, with the parts in which it stands, in a sentence; `None`
    /// where nothing is.
    pub fn named_all_the_same(&self, format: &Format) -> Option<String> {
        if self.kept_back.is_empty() {
            return None;
        }
        let outline = match format.gives {
            Gives::Sheet => sheet(&self.dossier),
            Gives::Plan => outline(&self.dossier, format.extent()),
            // Rows, dates or numbers, without parts.
            Gives::Nothing => {
                let mut written = Vec::new();
                let dossiers = std::slice::from_ref(&self.dossier);
                // Nothing fails where it is written into memory.
                (format.render)(dossiers, &mut written).ok()?;
                return self.named_in(&String::from_utf8_lossy(&written));
            }
        };
        let parts: Vec<(&str, String)> = outline
            .sections
            .iter()
            .map(|section| (section.title, words_of(section)))
            .collect();
        let named = self.kept_back.iter().filter_map(|kept| {
            let among = parts.iter().filter(|(_, text)| kept.is_named_in(text));
            let among: Vec<&str> = among.map(|(title, _)| *title).collect();
            let places = among.join(", ");
            (!among.is_empty()).then(|| format!("{} (under {places})", kept.shown))
        });
        sentence(&named.collect::<Vec<_>>())
    }

    /// The same of a letter that was made of it.
    pub fn named_in(&self, letter: &str) -> Option<String> {
        let named = self
            .kept_back
            .iter()
            .filter(|kept| kept.is_named_in(letter));
        let named = named.map(|kept| kept.shown.clone());
        sentence(&named.collect::<Vec<_>>())
    }
}

fn sentence(named: &[String]) -> Option<String> {
    (!named.is_empty()).then(|| {
        format!(
            "Kept back, and yet named in what goes: {}.",
            named.join("; ")
        )
    })
}

/// Everything that a part says.
fn words_of(section: &Section) -> String {
    let mut said: Vec<&str> = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Fact { value, .. } => said.push(value),
            Block::Quote { caption, words } => said.extend([caption.as_str(), words]),
            Block::Point { text, under } => {
                said.push(text);
                said.extend(under.iter().map(String::as_str));
            }
            Block::Text(text) => said.push(text),
        }
    }
    said.join("\n")
}

/// Why nothing goes to somebody, and the commands that record what would let it: whoever prints it puts the keys in.
fn withheld(withheld: Withheld) -> String {
    let Withheld { why, record } = withheld;
    if record.is_empty() {
        return why;
    }
    format!(
        "{why} Record {record} first: {{tab.shared}} on the person's page, then {{sharing.decide}}."
    )
}
