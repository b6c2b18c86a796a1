//! Everything about a carer or relative on one page: what they do, how they are, whom else they care for (R90-R93).

use chrono::NaiveDate;

use crate::domain::access::{Access, PREFERS_TEXT, Subset};
use crate::domain::carer::{Assessment, Carer};
use crate::domain::say;
use crate::domain::sharing::Told;
use crate::domain::team::{Member, Reach};

/// Answers of how it is for them that stand on the page.
const SHOWN: usize = 6;

/// The lines of the page. `called` is the person cared for, `told` what they may be told as it was decided, `elsewhere`
/// whom else they care for.
pub fn lines(
    member: &Member,
    (called, told): (&str, &Told),
    elsewhere: &[String],
    today: NaiveDate,
) -> Vec<String> {
    let mut page = Page { lines: Vec::new() };
    let until = member
        .until_on
        .map(|until| format!(" until {}", say::full(until)))
        .unwrap_or_default();
    page.fact(
        "Place",
        &format!(
            "{}, {} from {}{until}",
            if member.title.is_empty() {
                "relation not said"
            } else {
                &member.title
            },
            member.role.word().to_lowercase(),
            say::full(member.from_on)
        ),
    );
    let reach = if member.phone.is_empty() && member.email.is_empty() {
        "no number yet ({team.edit})".to_owned()
    } else {
        let when = match member.reach {
            Reach::NotRecorded => "hours not recorded ({team.edit})",
            said => said.word(),
        };
        let prefers_text = member.access().is_some_and(Access::prefers_text);
        let prefers = if prefers_text { PREFERS_TEXT } else { "" };
        [member.phone.as_str(), prefers, &member.email, when]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    page.fact("Ring", &reach);
    page.fact("Ring about", &member.ring_for);
    page.known("May be told", &told.says(), "not recorded ({team.care})");
    let noted = member.may_be_told.trim();
    if !noted.is_empty() && !told.agrees_with(noted) {
        // Both are seen, so that whoever looks can put the words right.
        page.fact(
            "",
            &format!("beside the place stands: {noted} ({{team.care}})"),
        );
    }
    let carer = member.carer.as_ref();
    page.needs(carer.and_then(|carer| carer.access.as_ref()));
    page.fact("Words that work", &member.words_that_work);
    page.heading(&format!("What they do for {called} ({{team.care}})"));
    page.known("By day", &member.does, "not recorded");
    page.known("By night", &member.at_night, "not recorded");
    page.known("If they stopped", &member.if_stopped, "not recorded");
    page.heading("How they are ({team.own})");
    page.themselves(carer, today);
    if let Some(away) = &member.away {
        let until = away
            .until_on
            .map(|until| format!(" until {}", say::full(until)))
            .unwrap_or_default();
        let text = format!("from {}{until} {}", say::full(away.from_on), away.because);
        page.fact("Ill or away", text.trim());
    }
    page.heading("Whom else they care for ({team.same})");
    page.known(
        "On this caseload",
        &elsewhere.join("; "),
        "nobody else here",
    );
    if carer.is_some_and(|carer| carer.is_person.is_some()) {
        page.fact("Themselves", "on the caseload too");
    }
    page.lines.push(String::new());
    page.lines.push(
        "{page.close}, then: {team.edit} the place, {team.care} what they do, {team.own} how they are, {team.access} access needs, {team.same} whom else they care for."
            .to_owned(),
    );
    page.lines
}

struct Page {
    lines: Vec<String>,
}

impl Page {
    fn heading(&mut self, text: &str) {
        self.lines.push(String::new());
        self.lines.push(text.to_owned());
    }

    /// A label and what it says, in two columns; nothing where it says nothing.
    fn fact(&mut self, label: &str, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.lines.push(format!(" {label:<15} {text}"));
        }
    }

    fn known(&mut self, label: &str, text: &str, otherwise: &str) {
        self.fact(label, if text.is_empty() { otherwise } else { text });
    }

    fn needs(&mut self, access: Option<&Access>) {
        let Some(access) = access else {
            self.fact(
                "Needs",
                "not asked yet how to communicate with them ({team.access})",
            );
            return;
        };
        let line = access.line();
        let asked = format!("asked {}", say::birth(access.on));
        if line.is_empty() {
            self.fact("Needs", &format!("none needed ({asked})"));
            return;
        }
        self.fact("Needs", &format!("{line} ({asked})"));
        for subset in Subset::ALL {
            let entries = access.of(subset).join("; ");
            if !entries.is_empty() {
                self.fact("", &format!("{}: {entries}", subset.title()));
            }
        }
        if let Some(next) = access.review_on {
            self.fact(
                "",
                &format!("to be gone through again on {}", say::full(next)),
            );
        }
    }

    fn themselves(&mut self, carer: Option<&Carer>, today: NaiveDate) {
        let strain = carer.map_or(&[][..], |carer| carer.strain.as_slice());
        if strain.is_empty() {
            self.fact("How it is", "nobody asked yet");
        }
        let mut latest: Vec<_> = strain.iter().enumerate().collect();
        latest.sort_by_key(|(at, strain)| std::cmp::Reverse((strain.on, *at)));
        for (nth, (_, strain)) in latest.into_iter().take(SHOWN).enumerate() {
            let label = if nth == 0 { "How it is" } else { "" };
            let text = format!("{}: {}", say::day(strain.on, today), strain.line());
            self.fact(label, &text);
        }
        if let Some(again) = carer.and_then(|carer| carer.review_on) {
            self.fact("", &format!("to be asked again on {}", say::full(again)));
        }
        let text = |from: fn(&Carer) -> &str| carer.map_or("", from);
        self.known("Breaks", text(|carer| &carer.breaks), "none recorded");
        self.fact("Own needs", text(|carer| &carer.needs));
        self.fact("Supported by", text(|carer| &carer.support));
        let assessment = carer.map_or(Assessment::NotOffered, |carer| carer.assessment);
        let on = carer
            .and_then(|carer| carer.assessment_on)
            .map(|on| format!(", {}", say::full(on)))
            .unwrap_or_default();
        self.fact("Assessment", &format!("{}{on}", assessment.word()));
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::{CarerId, MemberId, PersonId};
    use crate::domain::team::Role;

    #[test]
    fn the_number_of_a_carer_who_prefers_text_messages_says_so() {
        let today = "2026-03-02".parse().expect("a date");
        let mut rose = Member {
            phone: "01632 960 120".into(),
            ..Member::new(
                MemberId(Uuid::from_u128(1)),
                PersonId(Uuid::from_u128(2)),
                Role::Carer,
                "Rose",
                today,
            )
        };
        let said = |rose: &Member| lines(rose, ("Ada", &Told::NotSaid), &[], today).join("\n");
        let says = "01632 960 120, prefers text messages";
        assert!(!said(&rose).contains(says), "{}", said(&rose));
        let mut access = Access::said("", today, "a.okafor");
        access.contact = vec!["text first".into()];
        rose.carer = Some(Carer {
            access: Some(access),
            ..Carer::new(CarerId(Uuid::from_u128(1)))
        });
        assert!(said(&rose).contains(says), "{}", said(&rose));
    }
}
