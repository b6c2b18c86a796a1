//! The diary: what is to come, then what was, with what became of it.

use super::{Extent, Section, day, listed, said};
use crate::domain::appointment::Appointment;
use crate::domain::say;
use crate::export::dossier::Dossier;
use crate::export::loss::Loss;

/// The appointments; in brief only those to come.
pub fn diary(dossier: &Dossier, extent: Extent, loss: &mut Loss) -> Section {
    let mut section = Section::new("Appointments");
    let today = dossier.today();
    let (ahead, over): (Vec<&Appointment>, Vec<&Appointment>) = dossier
        .records
        .appointments
        .iter()
        .partition(|one| one.is_ahead(today));
    let shown = match extent {
        Extent::Full => ahead.iter().chain(&over),
        Extent::Brief => ahead.iter().chain(&[]),
    };
    for one in shown {
        let time = one.at.time().map(say::time).unwrap_or_default();
        let when = format!("{} {time}", day(one.at.day()));
        section.point(
            format!("{}: {}", when.trim_end(), one.line()),
            lines(dossier, one),
        );
    }
    if extent == Extent::Brief {
        loss.count(
            over.len(),
            "appointment that is over",
            "appointments that are over",
        );
    }
    section
}

/// Everything else that is known of an appointment, a line each; empty where nothing is.
pub fn lines(dossier: &Dossier, one: &Appointment) -> Vec<String> {
    let minutes = one.minutes.map_or_else(String::new, |minutes| {
        say::count(usize::from(minutes), "minute", "minutes")
    });
    let agreed = one
        .agreed_on
        .map_or_else(String::new, |on| format!("The person agreed {}", day(on)));
    let came = one.came.as_ref().map_or_else(String::new, |came| {
        let noted = format!("{} (noted {})", say::capital(came.how.word()), day(came.on));
        listed([noted.as_str(), &came.words])
    });
    let asked = one.asked_on.map_or_else(String::new, |on| {
        format!("The person was asked how it was {}", day(on))
    });
    let off_told = match (one.off_since(), one.off_told_on) {
        (Some(_), _) => "The person was not told that it is off".to_owned(),
        (None, Some(on)) => format!("The person knew that it is off {}", day(on)),
        (None, None) => String::new(),
    };
    let dealt = one.dealt.as_ref().map_or_else(String::new, |dealt| {
        format!("Seen to {}: {}", day(dealt.on), dealt.words)
    });
    let again = one.every_months.map_or_else(String::new, |months| {
        format!(
            "Again every {}",
            say::count(usize::from(months), "month", "months")
        )
    });
    let due_again = one
        .recall_on
        .map_or_else(String::new, |on| format!("Due again {}", day(on)));
    let prepare_by = one
        .prepare_on
        .map_or_else(String::new, |on| format!("by {}", day(on)));
    let prepared = one
        .prepared_on
        .map_or_else(String::new, |on| format!("prepared {}", day(on)));
    let mut lines = vec![
        listed([said("Where", &one.place).as_str(), &minutes]),
        agreed,
    ];
    lines.extend(
        one.supports_in_words()
            .map(|(what, words)| format!("{}: {words}", say::capital(what.word()))),
    );
    lines.extend([
        listed([
            said("To prepare", &one.prepare).as_str(),
            &prepare_by,
            &prepared,
        ]),
        said("To ask there", &one.questions),
        came,
        off_told,
        said("Answers", &one.answers),
        asked,
        dealt,
        listed([again.as_str(), &due_again]),
        said("Booked by", dossier.user(&one.by)),
    ]);
    lines
}
