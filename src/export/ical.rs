//! iCalendar (RFC 5545): appointments and reviews, for any calendar program.
//!
//! Times are UTC, so that no zone has to be described; days are whole days. An event keeps the id of its record, so that
//! a second export changes what the first one brought. Deliberately not here: alarms, which each calendar sets itself.

use std::io::{self, Write};

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::dossier::Dossier;
use super::loss::Loss;
use super::outline::appointments::lines;
use crate::domain::appointment::{Appointment, How, Moment};
use crate::domain::text::clean_input;

/// How long an appointment that is over stays in the calendar, in days.
const KEPT_DAYS: u64 = 30;
/// Octets of a line before it is folded (RFC 5545, 3.1), without its end.
const OCTETS: usize = 75;

/// Writes one calendar with the events of everybody.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let mut loss = Loss::default();
    line(out, "BEGIN", "VCALENDAR")?;
    line(out, "VERSION", "2.0")?;
    let version = dossiers.first().map(|one| &*one.made.program_version);
    let product = format!("-//Caseload//Caseload {}//EN", version.unwrap_or_default());
    line(out, "PRODID", &product)?;
    line(out, "CALSCALE", "GREGORIAN")?;
    for dossier in dossiers {
        let from = dossier
            .today()
            .checked_sub_days(Days::new(KEPT_DAYS))
            .unwrap_or(NaiveDate::MIN);
        for one in &dossier.records.appointments {
            if one.at.day() < from {
                loss.count(1, "earlier appointment", "earlier appointments");
            } else {
                appointment(out, dossier, one)?;
            }
        }
        reviews(out, dossier)?;
    }
    line(out, "END", "VCALENDAR")?;
    Ok(loss)
}

fn appointment(out: &mut dyn Write, dossier: &Dossier, one: &Appointment) -> io::Result<()> {
    begin(out, dossier, &one.id.0.to_string())?;
    match one.at {
        Moment::At(at) => {
            line(out, "DTSTART", &instant(at))?;
            // Where nobody knows how long it takes, no end is made up.
            if let (Some(_), Some(ends)) = (one.minutes, one.ends()) {
                line(out, "DTEND", &instant(ends))?;
            }
        }
        Moment::On(day) => whole_day(out, day)?,
    }
    text(out, "SUMMARY", &summary(dossier, &one.line()))?;
    text(out, "LOCATION", &one.place)?;
    let mut said = lines(dossier, one);
    said.retain(|line| !line.is_empty());
    text(out, "DESCRIPTION", &said.join("\n"))?;
    let is_off = matches!(one.how(), Some(How::Cancelled | How::Moved));
    line(
        out,
        "STATUS",
        if is_off { "CANCELLED" } else { "CONFIRMED" },
    )?;
    line(out, "END", "VEVENT")
}

/// The planned review, and the last day on which it may be held.
fn reviews(out: &mut dyn Write, dossier: &Dossier) -> io::Result<()> {
    let Some(plan) = dossier.plan() else {
        return Ok(());
    };
    for (kind, day, what) in [
        ("review", plan.review_due(), "review of the plan"),
        (
            "review-by",
            plan.review_by(),
            "last day for the review of the plan",
        ),
    ] {
        if let Some(day) = day {
            begin(out, dossier, &format!("{}-{kind}", plan.id.0))?;
            whole_day(out, day)?;
            text(out, "SUMMARY", &summary(dossier, what))?;
            line(out, "TRANSP", "TRANSPARENT")?;
            line(out, "END", "VEVENT")?;
        }
    }
    Ok(())
}

fn begin(out: &mut dyn Write, dossier: &Dossier, id: &str) -> io::Result<()> {
    line(out, "BEGIN", "VEVENT")?;
    line(out, "UID", &format!("{id}@caseload"))?;
    line(out, "DTSTAMP", &instant(dossier.made.made_at))
}

/// A whole day: the end is the first day after it.
fn whole_day(out: &mut dyn Write, day: NaiveDate) -> io::Result<()> {
    let date = |day: NaiveDate| day.format("%Y%m%d").to_string();
    line(out, "DTSTART;VALUE=DATE", &date(day))?;
    line(
        out,
        "DTEND;VALUE=DATE",
        &date(day.succ_opt().unwrap_or(day)),
    )
}

fn summary(dossier: &Dossier, what: &str) -> String {
    format!("{}: {what}", dossier.person().name.listed())
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A property whose value is text: escaped, without control characters; nothing where there is nothing to say.
fn text(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let clean = clean_input(value.trim()).text;
    if clean.is_empty() {
        return Ok(());
    }
    let mut escaped = String::with_capacity(clean.len());
    for c in clean.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    line(out, name, &escaped)
}

/// A content line, folded where it is longer than a line may be, never within a character.
fn line(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let whole = format!("{name}:{value}");
    let mut used = 0;
    for c in whole.chars() {
        if used + c.len_utf8() > OCTETS {
            out.write_all(b"\r\n ")?;
            used = 1;
        }
        let mut bytes = [0; 4];
        out.write_all(c.encode_utf8(&mut bytes).as_bytes())?;
        used += c.len_utf8();
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).expect("written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn long_lines_are_folded_between_characters_and_read_back() {
        for value in [
            "é".repeat(200),
            "a".repeat(74),
            "🙂".repeat(60),
            String::new(),
        ] {
            let folded = written(|out| line(out, "SUMMARY", &value));
            for part in folded.trim_end_matches("\r\n").split("\r\n") {
                assert!(part.len() <= OCTETS, "{} octets", part.len());
            }
            let unfolded = folded.replace("\r\n ", "");
            assert_eq!(unfolded, format!("SUMMARY:{value}\r\n"));
        }
    }

    #[test]
    fn text_stays_text() {
        let told = written(|out| {
            text(
                out,
                "SUMMARY",
                "a, b; c\\d\nEND:VEVENT\r\nATTACH:http://x\u{1b}[2J",
            )
        });
        assert_eq!(
            told,
            "SUMMARY:a\\, b\\; c\\\\d\\nEND:VEVENT\\nATTACH:http://x[2J\r\n"
        );
        assert_eq!(written(|out| text(out, "LOCATION", " ")), "");
    }

    #[test]
    fn a_day_ends_on_the_next() {
        let day = "2026-12-31".parse().expect("a date");
        assert_eq!(
            written(|out| whole_day(out, day)),
            "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"
        );
    }
}
