//! iCalendar (RFC 5545): appointments and reviews, for any calendar program.
//!
//! Times are UTC, so that no zone has to be described; days are whole days. An event keeps the id of its record, so that
//! a second export changes what the first one brought: DTSTAMP and SEQUENCE follow the instant of the export, and a
//! calendar program keeps the newer of two. A version of a plan is another matter: its reviews have ids of their own and
//! say which version they are of, for an old version that is handed on later must not move the review that is due.
//! Deliberately not here: alarms, which each calendar sets itself, and everything that has no day in a diary (counted
//! as left out).

use std::io::{self, Write};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::Holds;
use super::dossier::Dossier;
use super::loss::Loss;
use super::outline::appointments::lines;
use crate::domain::appointment::{Appointment, How, Moment};
use crate::domain::arrangement::ArrangementKind;
use crate::domain::plan::Plan;
use crate::domain::text::clean_input;

/// How long an appointment that is over stays in the calendar, in days.
const KEPT_DAYS: u64 = 30;
/// Octets of a line before it is folded (RFC 5545, 3.1), without its end.
const OCTETS: usize = 75;
/// From when on exports are numbered: 1 January 2020.
const FIRST: TimeDelta = TimeDelta::days(18_262);

/// A calendar holds appointments and reviews alone.
pub const HOLDS: Holds = Holds {
    any_of: |dossier| {
        let from = kept_from(dossier);
        let appointments = &dossier.records.appointments;
        appointments.iter().any(|one| one.at.day() >= from)
            || review_days(dossier).iter().any(|(_, day, _)| day.is_some())
    },
    nothing: "There is no appointment or review to write: none to come, and none of the last 30 days.",
};

/// From which day on appointments are in the calendar.
fn kept_from(dossier: &Dossier) -> NaiveDate {
    dossier
        .today()
        .checked_sub_days(Days::new(KEPT_DAYS))
        .unwrap_or(NaiveDate::MIN)
}

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
        let from = kept_from(dossier);
        for one in &dossier.records.appointments {
            if one.at.day() < from {
                loss.count(1, "earlier appointment", "earlier appointments");
            } else {
                appointment(out, dossier, one)?;
            }
        }
        reviews(out, dossier)?;
        lost(dossier, &mut loss);
    }
    line(out, "END", "VCALENDAR")?;
    Ok(loss)
}

/// Everything that a calendar does not hold.
fn lost(dossier: &Dossier, loss: &mut Loss) {
    let records = &dossier.records;
    let plan = dossier.plan();
    loss.count(
        records.words.len(),
        "text in the person's words",
        "texts in the person's words",
    );
    loss.count(
        records.team.len(),
        "place in the care team",
        "places in care teams",
    );
    loss.count(plan.map_or(0, |plan| plan.needs.len()), "need", "needs");
    loss.count(plan.map_or(0, |plan| plan.goals.len()), "goal", "goals");
    let arranged = plan.map_or(0, |plan| {
        let count = |kind| plan.arrangements.entries(kind, dossier.today()).len();
        ArrangementKind::ALL.into_iter().map(count).sum()
    });
    loss.count(arranged, "arrangement", "arrangements");
    loss.count(
        records.items.len(),
        "item, with the day on which it is due",
        "items, with the days on which they are due",
    );
    loss.count(records.contacts.len(), "contact", "contacts");
    loss.count(records.moves.len(), "move", "moves");
    loss.count(
        records.deferrals.len(),
        "reason that was put off",
        "reasons that were put off",
    );
    loss.count(
        records.sharing.len(),
        "decision about sharing",
        "decisions about sharing",
    );
    loss.count(
        records.versions.len(),
        "kept version of the plan",
        "kept versions of the plan",
    );
    loss.count(
        records.copies.len(),
        "note of who holds a copy",
        "notes of who holds a copy",
    );
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

/// The planned review and the last day on which it may be held: the ends of their ids, the days, what they are.
fn review_days(dossier: &Dossier) -> [(&'static str, Option<NaiveDate>, &'static str); 2] {
    let plan = dossier.plan();
    [
        (
            "review",
            plan.and_then(Plan::review_due),
            "review of the plan",
        ),
        (
            "review-by",
            plan.and_then(Plan::review_by),
            "last day for the review of the plan",
        ),
    ]
}

/// The days of the review, as far as there are any.
fn reviews(out: &mut dyn Write, dossier: &Dossier) -> io::Result<()> {
    let Some(plan) = dossier.plan() else {
        return Ok(());
    };
    for (kind, day, what) in review_days(dossier) {
        if let Some(day) = day {
            let (of, which) = match dossier.version_number {
                Some(number) => (format!("-v{number}"), format!(" (version {number})")),
                None => (String::new(), String::new()),
            };
            begin(out, dossier, &format!("{}{of}-{kind}", plan.id.0))?;
            whole_day(out, day)?;
            text(out, "SUMMARY", &summary(dossier, &format!("{what}{which}")))?;
            if let Some(daily) = plan.reviewed_daily() {
                text(out, "DESCRIPTION", &format!("Reviewed {daily}."))?;
            }
            line(out, "TRANSP", "TRANSPARENT")?;
            line(out, "END", "VEVENT")?;
        }
    }
    Ok(())
}

fn begin(out: &mut dyn Write, dossier: &Dossier, id: &str) -> io::Result<()> {
    line(out, "BEGIN", "VEVENT")?;
    line(out, "UID", &format!("{id}@caseload"))?;
    line(out, "DTSTAMP", &instant(dossier.made.made_at))?;
    line(out, "SEQUENCE", &sequence(dossier.made.made_at).to_string())
}

/// A number that grows from export to export: programs pass over an event whose number is lower than that they have.
fn sequence(made_at: DateTime<Utc>) -> i64 {
    let since = made_at.signed_duration_since(DateTime::UNIX_EPOCH + FIRST);
    since.num_minutes().clamp(0, i64::from(i32::MAX))
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
    use uuid::Uuid;

    use super::*;
    use crate::domain::appointment::Came;
    use crate::domain::id::{AppointmentId, ItemId, PersonId, PlanId};
    use crate::domain::item::{Item, ItemKind, Waiting};
    use crate::domain::plan::Plan;
    use crate::domain::team::Role;
    use crate::export::sample::{dossier, member};

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

    /// The unfolded calendar of a dossier, and what it counts as left out.
    fn calendar(dossier: &Dossier) -> (String, Loss) {
        let mut loss = Loss::default();
        let text = written(|out| {
            loss = render(std::slice::from_ref(dossier), out)?;
            Ok(())
        });
        (text.replace("\r\n ", ""), loss)
    }

    /// The value of a property, in the order of the events.
    fn values(calendar: &str, name: &str) -> Vec<String> {
        let begins = calendar.lines().filter_map(|line| line.strip_prefix(name));
        begins.map(str::to_owned).collect()
    }

    fn booked(n: u128, at: Moment) -> Appointment {
        let id = AppointmentId(Uuid::from_u128(n));
        Appointment::new(id, PersonId(Uuid::from_u128(1)), at, "blood test")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn london_times_are_told_in_utc_in_summer_as_in_winter() {
        let at = |on: &str, time: &str| {
            let time = time.parse().expect("a time");
            Appointment {
                minutes: Some(60),
                ..booked(9, Moment::of(day(on), Some(time)))
            }
        };
        // The last two: into summer time, and out of it, when the hour after half past one comes twice.
        let cases = [
            (
                at("2026-03-12", "10:30:00"),
                "20260312T103000Z",
                "20260312T113000Z",
            ),
            (
                at("2026-07-01", "10:30:00"),
                "20260701T093000Z",
                "20260701T103000Z",
            ),
            (
                at("2026-07-01", "00:10:00"),
                "20260630T231000Z",
                "20260701T001000Z",
            ),
            (
                at("2026-03-29", "00:30:00"),
                "20260329T003000Z",
                "20260329T013000Z",
            ),
            (
                at("2026-10-25", "03:00:00"),
                "20261025T030000Z",
                "20261025T040000Z",
            ),
        ];
        for (one, start, end) in cases {
            let mut dossier = dossier();
            dossier.records.appointments = vec![one];
            let (text, _) = calendar(&dossier);
            assert_eq!(values(&text, "DTSTART:"), [start]);
            assert_eq!(values(&text, "DTEND:"), [end]);
        }
        // A day in summer is that day, though it begins in UTC on the day before.
        let mut dossier = dossier();
        dossier.records.appointments = vec![booked(9, Moment::On(day("2026-07-01")))];
        let (text, _) = calendar(&dossier);
        assert_eq!(values(&text, "DTSTART;VALUE=DATE:"), ["20260701"]);
        assert_eq!(values(&text, "DTEND;VALUE=DATE:"), ["20260702"]);
    }

    #[test]
    fn what_was_called_off_or_moved_is_cancelled_in_the_calendar_too() {
        for (how, status) in [
            (None, "CONFIRMED"),
            (Some(How::Attended), "CONFIRMED"),
            (Some(How::Missed), "CONFIRMED"),
            (Some(How::Cancelled), "CANCELLED"),
            (Some(How::Moved), "CANCELLED"),
        ] {
            let mut one = booked(9, Moment::On(day("2026-03-12")));
            one.came = how.map(|how| Came {
                how,
                on: day("2026-03-02"),
                words: String::new(),
            });
            let mut dossier = dossier();
            dossier.records.appointments = vec![one];
            let (text, _) = calendar(&dossier);
            assert_eq!(values(&text, "STATUS:"), [status], "{how:?}");
        }
    }

    #[test]
    fn what_was_thirty_days_ago_is_there_and_a_day_more_is_counted_as_left_out() {
        // The export is of 2 March.
        let cases = [
            (Moment::On(day("2026-01-31")), true),
            (Moment::On(day("2026-01-30")), false),
            (
                Moment::At("2026-01-31T00:00:00Z".parse().expect("an instant")),
                true,
            ),
            (
                Moment::At("2026-01-30T23:59:00Z".parse().expect("an instant")),
                false,
            ),
        ];
        for (at, is_there) in cases {
            let mut dossier = dossier();
            dossier.records.appointments = vec![booked(9, at)];
            let (text, loss) = calendar(&dossier);
            assert_eq!(text.contains("BEGIN:VEVENT"), is_there, "{at:?}");
            let left: Vec<String> = if is_there {
                Vec::new()
            } else {
                vec!["1 earlier appointment".to_owned()]
            };
            assert_eq!(loss.says(), left, "{at:?}");
        }
    }

    #[test]
    fn a_later_export_changes_the_same_events_and_a_version_has_its_own() {
        let mut now = dossier();
        let mut plan = Plan::new(
            PlanId(Uuid::from_u128(5)),
            now.person().id,
            day("2026-01-05"),
        );
        plan.review.due_on = Some(day("2026-05-04"));
        plan.review.at_most_days = Some(180);
        now.records.plan = Some(plan);
        let mut later = now.clone();
        later.made.made_at += TimeDelta::hours(1);
        let (now_text, _) = calendar(&now);
        let (later_text, _) = calendar(&later);
        let uids = values(&now_text, "UID:");
        assert_eq!(uids.len(), 2);
        assert_eq!(uids, values(&later_text, "UID:"), "the same events");
        for name in ["DTSTAMP:", "SEQUENCE:"] {
            for (now, later) in values(&now_text, name)
                .iter()
                .zip(values(&later_text, name))
            {
                assert!(
                    now.len() == later.len() && *now < later,
                    "{name}{now} {later}"
                );
            }
        }
        // Version 2 said another day; it is handed on after today's plan was.
        let mut version = later.clone();
        version.version_number = Some(2);
        let (version_text, _) = calendar(&version);
        for uid in values(&version_text, "UID:") {
            assert!(!uids.contains(&uid), "{uid}");
        }
        for summary in values(&version_text, "SUMMARY:") {
            assert!(summary.ends_with("(version 2)"), "{summary}");
        }
    }

    #[test]
    fn what_no_diary_holds_is_counted() {
        let mut dossier = dossier();
        assert!(calendar(&dossier).1.is_none(), "there is nothing");
        let person = dossier.person().id;
        dossier.records.team = vec![member(21, Role::Carer, "Ruth")];
        let id = ItemId(Uuid::from_u128(31));
        let on = day("2026-02-20");
        let item = Item::new(
            id,
            person,
            ItemKind::Question,
            "blister pack?",
            Waiting::Service,
            on,
        );
        dossier.records.items = vec![item];
        assert_eq!(
            calendar(&dossier).1.says(),
            [
                "1 item, with the day on which it is due",
                "1 place in the care team"
            ]
        );
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
