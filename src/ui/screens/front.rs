//! The front page: who leads, whom to ring now, how to communicate, their own words, what is due, open and next.

use chrono::{NaiveDate, NaiveDateTime};

use super::sheet::{Sheet, TEXT};
use super::{decided, standing};
use crate::app::outlook::{Outlook, Reason};
use crate::domain::access::Access;
use crate::domain::appointment::Appointment;
use crate::domain::calendar::{Holidays, PracticeHours};
use crate::domain::contact::Contact;
use crate::domain::group::VulnerableGroup;
use crate::domain::item::ONGOING;
use crate::domain::london;
use crate::domain::merge::holds_both;
use crate::domain::person::{Person, Phone};
use crate::domain::promise::Promise;
use crate::domain::record::Folder;
use crate::domain::ring::ring;
use crate::domain::say;
use crate::domain::sharing::{Told, with_warning};
use crate::domain::team::{self, Member, Role as Place};
use crate::domain::triage::Class;
use crate::domain::variation::Variation;
use crate::domain::words::{self, Heading, Words};
use crate::ui::page::Page;
use crate::ui::screens::today::{Setting, reasons as draw_reasons};
use crate::ui::theme::Role;

/// How much of the front page is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What fits, the first words of each line.
    AsFits,
    /// Everything to its last word.
    InFull,
}

/// Draws the front page.
pub fn draw(
    page: &mut Page<'_>,
    folder: &Folder,
    outlook: &Outlook,
    now: NaiveDateTime,
    holidays: &Holidays,
    extent: Extent,
) {
    let in_full = extent == Extent::InFull;
    let draw = |page: &mut Page<'_>, spare| {
        let mut sheet = Sheet::new(page, in_full, spare);
        fill(&mut sheet, folder, outlook, now, holidays);
        (sheet.is_cut, sheet.left())
    };
    // What is cut though rows stay empty is drawn once more with those.
    if let (true, left @ 1..) = draw(page, 0) {
        (0..page.height()).for_each(|y| page.clear_row(y));
        draw(page, left);
    }
}

/// Fills the front page from the top.
fn fill(
    sheet: &mut Sheet<'_, '_>,
    folder: &Folder,
    outlook: &Outlook,
    now: NaiveDateTime,
    holidays: &Holidays,
) {
    name(sheet, folder, now);
    standing::draw(sheet, folder, now.date());
    who(sheet, folder, now, holidays);
    standing::moved(sheet, folder, now.date(), holidays);
    standing::handed_over(sheet, folder, now.date(), holidays);
    needs(sheet, folder);
    standing::carers_away(sheet, folder, now.date());
    groups(sheet, folder);
    conditions(sheet, folder);
    if folder.person.status.is_open() {
        decided::draw(sheet, folder);
    }
    // Nobody is rung about somebody who died; who has to hear of it stands above.
    if !standing::died(&folder.person) {
        ringing(sheet, folder, now, holidays);
    }
    own_words(sheet, folder);
    // Nothing is due for somebody who left; a death silences every prompt.
    if folder.person.status.is_open() {
        due(sheet, &outlook.reasons);
    }
    open_and_next(sheet, folder, &outlook.promises, now, holidays);
    standing::around(sheet, folder, now.date());
}

/// The fewest columns of a name.
const LEAST_NAME: u16 = 16;

fn name(sheet: &mut Sheet<'_, '_>, folder: &Folder, now: NaiveDateTime) {
    let person = &folder.person;
    let today = now.date();
    let mut parts = Vec::new();
    if let Some(born) = person.born_on {
        parts.push(say::age(born, standing::last_day(person, today)).to_string());
    }
    if let Some(number) = person.nhs_number {
        parts.push(number.to_string());
    }
    if let Some(born) = person.born_on {
        parts.push(format!("born {}", say::birth(born)));
    }
    // However long the name, who it is has to be in sight: the number and the birth date.
    let facts = parts.join("  ");
    let beside = u16::try_from(facts.len() + 2).unwrap_or(u16::MAX);
    let room = sheet.page.width().saturating_sub(beside).max(LEAST_NAME);
    let name = if person.name.preferred.is_empty() {
        person.name.listed()
    } else {
        format!("{} \"{}\"", person.name.listed(), person.name.preferred)
    };
    let x = sheet.page.put_within(0, sheet.y, room, Role::Title, &name);
    let room = usize::from(sheet.page.width().saturating_sub(x + 2));
    parts.push(format!("{} tier", person.tier.word()));
    let all = Some(parts.join("  ")).filter(|all| all.len() <= room);
    sheet
        .page
        .put(x + 2, sheet.y, Role::Text, &all.unwrap_or(facts));
    sheet.y += 1;
}

fn who(sheet: &mut Sheet<'_, '_>, folder: &Folder, now: NaiveDateTime, holidays: &Holidays) {
    let all: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    let today = now.date();
    let roomy = sheet.roomy;
    let describe = |member: &Member| {
        let (name, title) = (member.name.as_str(), member.title.as_str());
        let (place, phone) = (member.organisation.as_str(), member.phone.as_str());
        let whom = format!("{name} {phone}");
        // Where rows are few it is who and how to reach them; the rest stands in the team.
        let parts = if roomy {
            [name, title, place, phone]
        } else {
            [whom.trim_end(), title, "", ""]
        };
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    };
    let lead = team::holder(&all, Place::Lead, today);
    let text = match lead {
        Some(lead) => {
            let variation = lead.variation.as_ref().map(varies).unwrap_or_default();
            let since = if roomy {
                format!(", since {}", say::full(lead.from_on))
            } else {
                String::new()
            };
            format!("{}{since}{variation}", describe(lead))
        }
        // Nobody is sought for somebody who left.
        None if !folder.person.status.is_open() => String::new(),
        None => match team::next_holder(&all, Place::Lead, today) {
            Some(next) => format!("from {}: {}", say::full(next.from_on), describe(next)),
            None => "nobody yet: {team.add} adds the Lead Clinical Coordinator".to_owned(),
        },
    };
    sheet.line(
        "Lead",
        if lead.is_some() {
            Role::Text
        } else {
            Role::Warning
        },
        &text,
        sheet.most(1, 2),
    );
    let navigator = team::holder(&all, Place::Navigator, today);
    let gp = team::holder(&all, Place::NamedGp, today);
    if sheet.roomy {
        for (label, member) in [("Nav", navigator), ("GP", gp)] {
            if let Some(member) = member {
                sheet.line(label, Role::Text, &describe(member), 1);
            }
        }
        return;
    }
    // The named GP is told apart from the lead only where somebody else leads.
    let gp = gp.filter(|gp| lead.is_none_or(|lead| lead.name != gp.name));
    let short = |member: &Member| {
        format!("{} {}", member.name, member.phone)
            .trim_end()
            .to_owned()
    };
    // Whoever is first among those to ring stands there, with their number and as what.
    let whom = ring(&all, &folder.shared.decisions(), now, holidays);
    let is_rung = !standing::died(&folder.person)
        && navigator.is_some_and(|navigator| whom.begins_with(navigator));
    let (label, text) = match (navigator.filter(|_| !is_rung), gp) {
        (Some(navigator), Some(gp)) => ("Nav", format!("{}   GP {}", short(navigator), short(gp))),
        (Some(navigator), None) => ("Nav", short(navigator)),
        (None, Some(gp)) if is_rung => ("GP", short(gp)),
        (None, Some(gp)) => ("Nav", format!("nobody   GP {}", short(gp))),
        (None, None) => ("Nav", String::new()),
    };
    sheet.line(label, Role::Text, &text, 1);
}

fn needs(sheet: &mut Sheet<'_, '_>, folder: &Folder) {
    match &folder.person.access {
        Some(access) if access.is_none_needed() => {
            let text = format!("no special needs said (asked on {})", say::full(access.on));
            sheet.line("Needs", Role::Text, &text, 1);
        }
        Some(access) => {
            let rows = (sheet.most(1, 4), 2);
            sheet.vital("Needs", Role::Text, &access.line(), rows);
        }
        None => sheet.line(
            "Needs",
            Role::Warning,
            "not asked yet how to communicate with them ({person.access})",
            1,
        ),
    }
}

/// Why another than the named GP leads, and until when.
fn varies(variation: &Variation) -> String {
    let until = variation
        .lasts
        .until_on()
        .map(|until| format!("until {}", say::full(until)));
    let parts: Vec<String> = until
        .into_iter()
        .chain([variation.because.clone()])
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(": "))
    }
}

/// Vulnerable groups that make coordination harder (R3); nothing where there are none.
fn groups(sheet: &mut Sheet<'_, '_>, folder: &Folder) {
    let words: Vec<&str> = folder
        .person
        .groups
        .iter()
        .map(VulnerableGroup::word)
        .collect();
    sheet.line("Group", Role::Text, &words.join(", "), 1);
}

/// What they have.
fn conditions(sheet: &mut Sheet<'_, '_>, folder: &Folder) {
    if sheet.is_low() {
        return;
    }
    let most = sheet.most(1, 3);
    sheet.line(
        "Has",
        Role::Text,
        &folder.person.conditions.join("; "),
        most,
    );
}

fn ringing(sheet: &mut Sheet<'_, '_>, folder: &Folder, now: NaiveDateTime, holidays: &Holidays) {
    let all: Vec<Member> = folder.team.iter().map(|kept| kept.value.clone()).collect();
    let decisions = folder.shared.decisions();
    let whom = ring(&all, &decisions, now, holidays);
    let roomy = sheet.roomy;
    let describe = |member: &&Member| {
        // After the number, which has to be whole however long this is.
        let about = if member.ring_for.is_empty() {
            String::new()
        } else {
            format!(" for {}", member.ring_for)
        };
        let told = Told::of(member, &all, &decisions, now.date());
        // That they may be told nothing stands there however little room there is, right behind the number.
        let (warning, told) = match roomy {
            true if told.is_nothing() => (told.before_ringing(), String::new()),
            true => (String::new(), told.before_ringing()),
            false => (told.warning().to_owned(), String::new()),
        };
        // How to reach a carer who has access needs counts before the number is dialled.
        let needs = member.access().map(Access::line_before_ringing);
        let needs = needs.unwrap_or_default();
        let needs = if needs.is_empty() {
            needs
        } else {
            format!(" [{needs}]")
        };
        let place = match member.role {
            Place::Navigator if !roomy => "nav ",
            _ => "",
        };
        // "NHS 111" is its own number.
        let is_number = member.name.split(' ').any(|word| word == member.phone);
        let phone = Some(&member.phone).filter(|_| !is_number);
        let phone = phone.map(|phone| format!(" {phone}")).unwrap_or_default();
        let rung = with_warning(&format!("{place}{}{phone}", member.name), &warning);
        with_warning(&format!("{rung}{about}{needs}"), &told)
    };
    let (now_label, then_label) = match whom.hours {
        PracticeHours::Open { until } => (
            "NOW (practice open)".to_owned(),
            format!("after {}", say::time(until.time())),
        ),
        PracticeHours::Closed { opens } => (
            "NOW (practice closed)".to_owned(),
            format!("from {}", say::day_time(opens, now.date())),
        ),
    };
    // Who may be told nothing is nobody to turn to, and stands behind everybody else.
    let parted = |all: &[&Member]| -> (Vec<String>, Vec<String>) {
        let is_told = |member: &&&Member| !whom.may_be_told_nothing(member);
        let (to_ring, told_nothing): (Vec<&Member>, Vec<&Member>) = all.iter().partition(is_told);
        let described = |all: Vec<&Member>| all.iter().map(describe).collect();
        (described(to_ring), described(told_nothing))
    };
    let (mut reach_now, told_nothing) = parted(&whom.now);
    let is_nobody = reach_now.is_empty();
    let access = folder.person.access.as_ref();
    if let Some(phone) = own_number(&folder.person) {
        let by = access.map(|access| access.ways().join("; "));
        let by = by.filter(|by| !by.is_empty()).map(|by| format!(" [{by}]"));
        let own = format!(
            "{} {}{}",
            folder.person.name.called(),
            phone.number,
            by.unwrap_or_default()
        );
        reach_now.insert(1.min(reach_now.len()), own);
    }
    if is_nobody {
        let nobody = if reach_now.is_empty() {
            "nobody"
        } else {
            "nobody else"
        };
        reach_now.push(format!("{nobody} is recorded for this hour"));
    }
    reach_now.extend(told_nothing);
    // The top line says already whether the practice is open.
    let now_label = if roomy { now_label.as_str() } else { "NOW" };
    let in_full = format!("{now_label}: {}", reach_now.join(" | "));
    let rows = sheet.rows_for(&in_full, sheet.most(1, 3), 1);
    let line = sheet.whole(now_label, &reach_now, rows);
    sheet.wide_line("Ring", Role::Text, &line, rows);
    if !whom.then.is_empty() {
        let (mut then, told_nothing) = parted(&whom.then);
        if then.is_empty() {
            then.push("nobody".to_owned());
        }
        then.extend(told_nothing);
        let rows = sheet.most(1, 2);
        let line = sheet.whole(&then_label, &then, rows);
        sheet.wide_line("", Role::Text, &line, rows);
    }
    if !whom.unsaid.is_empty() {
        // Names and numbers alone: that nobody recorded when must not be pushed out by what else is known of them.
        let unsaid: Vec<String> = whom
            .unsaid
            .iter()
            .map(|member| {
                let told = Told::of(member, &all, &decisions, now.date());
                with_warning(&format!("{} {}", member.name, member.phone), told.warning())
            })
            .collect();
        let remedy = sheet.page.spoken("{tab.team}, then {team.edit} sets them");
        // What to press may take a row more where nobody else can be rung now.
        let short = if is_nobody { 2 } else { 1 };
        let rows = sheet.most(short, 2);
        let line = sheet.whole("hours not recorded", &unsaid, rows);
        let line = sheet.with_remark(&line, &remedy, rows);
        sheet.wide_line("", Role::Warning, &line, rows);
    }
}

/// The number at which to reach somebody: where they prefer text messages, one that takes them.
fn own_number(person: &Person) -> Option<&Phone> {
    let prefers_text = person.access.as_ref().is_some_and(Access::prefers_text);
    let mobile = person.phones.iter().find(|phone| phone.takes_text());
    mobile.filter(|_| prefers_text).or(person.phones.first())
}

fn own_words(sheet: &mut Sheet<'_, '_>, folder: &Folder) {
    let all: Vec<Words> = folder.words.iter().map(|kept| kept.value.clone()).collect();
    match words::current(&all, Heading::MostImportant) {
        Some(words) => {
            let text = words.text.split_whitespace().collect::<Vec<_>>().join(" ");
            sheet.line(
                "Words",
                Role::Quote,
                &format!("\"{text}\""),
                sheet.most(2, 4),
            );
        }
        None => sheet.line(
            "Words",
            Role::Warning,
            "none of their own words yet ({plan.words})",
            1,
        ),
    }
    if let Some(story) = folder
        .person
        .story
        .as_ref()
        .filter(|story| !story.text.is_empty())
    {
        let text = story.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if holds_both(&story.text) {
            let text = format!("[both kept, {{person.story}} makes one of them] {text}");
            sheet.line("Story", Role::Warning, &text, sheet.most(1, 4));
        } else {
            sheet.line("Story", Role::Text, &text, sheet.most(1, 4));
        }
    }
}

fn due(sheet: &mut Sheet<'_, '_>, reasons: &[Reason]) {
    if sheet.y >= sheet.page.height() {
        return;
    }
    sheet.page.put(0, sheet.y, Role::Text, "Due");
    if reasons.is_empty() {
        sheet.page.put(TEXT, sheet.y, Role::Text, "nothing");
        sheet.y += 1;
        return;
    }
    // The first of them is never cut where a row is left: it is why somebody may come to harm.
    let harm = reasons
        .first()
        .filter(|first| first.class == Some(Class::Harm));
    let rows = harm.map_or(1, |first| {
        sheet.rows_for(&format!("A {}", first.says), 1, 1)
    });
    let room = sheet.left().min(sheet.most(2, 7).saturating_add(rows));
    let setting = match (sheet.roomy, rows) {
        (true, _) => Setting::Full,
        (false, 1) => Setting::RowEach,
        (false, rows) => Setting::FirstIn(rows),
    };
    sheet.y = draw_reasons(sheet.page, (TEXT, sheet.y), room, setting, reasons);
}

/// The next appointment that is booked: of those today, only one that has not begun.
fn next_appointment(folder: &Folder, now: NaiveDateTime) -> Option<&Appointment> {
    let is_ahead = |one: &&Appointment| {
        let begun = one.at.day() == now.date() && one.at.time().is_some_and(|at| at < now.time());
        one.is_ahead(now.date()) && !begun
    };
    let all = folder.appointments.iter().map(|kept| &kept.value);
    all.filter(is_ahead)
        .min_by_key(|one| (one.at.starts(), one.id))
}

/// What was promised for a day that is still to come; what is due by now stands among what is due (R50).
fn next_steps(sheet: &mut Sheet<'_, '_>, promises: &[Promise], today: NaiveDate) {
    let mut ahead: Vec<_> = promises
        .iter()
        .filter_map(|promise| Some((promise.due_on.filter(|on| *on > today)?, promise)))
        .collect();
    ahead.sort_by_key(|(on, promise)| (*on, promise.contact));
    for (at, (on, promise)) in ahead.into_iter().take(sheet.most(1, 3)).enumerate() {
        let what = match (promise.what.as_str(), promise.reached) {
            ("", true) => "speak again",
            ("", false) => "try again",
            (what, _) => what,
        };
        let whom = if promise.to_person || promise.whom.is_empty() {
            String::new()
        } else {
            format!(" ({})", promise.whom)
        };
        let label = if at == 0 { "Next" } else { "" };
        let text = format!("{}: {what}{whom}", say::echo(on, today));
        sheet.line(label, Role::Text, &text, 1);
    }
}

fn open_and_next(
    sheet: &mut Sheet<'_, '_>,
    folder: &Folder,
    promises: &[Promise],
    now: NaiveDateTime,
    holidays: &Holidays,
) {
    let today = now.date();
    let open: Vec<_> = folder.items.iter().filter(|item| item.is_open()).collect();
    let label = format!("Open {}", open.len());
    for (at, item) in open.iter().take(sheet.most(1, 6)).enumerate() {
        let by = item
            .expected(holidays)
            .map(|expected| format!(", by {}", say::day(expected.date, today)))
            .unwrap_or_default();
        let stands = if item.ongoing {
            ONGOING.to_owned()
        } else {
            format!("waiting for {}{by}", item.waits_for(&folder.person.name))
        };
        let text = format!("{}: {}, {stands}", item.kind.word(), item.what_now());
        sheet.line(if at == 0 { &label } else { "" }, Role::Text, &text, 1);
    }
    // An entry that was corrected no longer says what happened.
    let corrected = |contact: &Contact| {
        folder
            .contacts
            .iter()
            .any(|other| contact.is_corrected_by(other))
    };
    if let Some(last) = folder.contacts.iter().find(|contact| !corrected(contact)) {
        let at = london::date(last.at);
        let text = format!(
            "{} {}, {}: {}",
            say::day(at, today),
            last.channel.word(),
            last.result.word(),
            last.gist.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        sheet.line("Last", Role::Text, &text, sheet.most(1, 3));
    }
    // What was to come is off once somebody left.
    let followed = folder.person.status.is_open();
    if followed {
        if let Some(next) = next_appointment(folder, now) {
            let text = format!("{} {}", next.at.word(today), next.line());
            sheet.line("Next", Role::Text, &text, 1);
        }
        next_steps(sheet, promises, today);
    }
    // A review that is due stands among what is due.
    if let Some(plan) = &folder.plan
        && let Some(review) = plan.review_due()
        && followed
        && (sheet.roomy || review > today)
    {
        // The day that counts sooner; the longest time allowed where there is room.
        let latest = plan
            .review_by()
            .filter(|_| sheet.roomy)
            .map(|by| format!(", at the latest {}", say::day(by, today)))
            .unwrap_or_default();
        sheet.line(
            "Review",
            Role::Text,
            &format!("{}{latest}", say::day(review, today)),
            1,
        );
    }
    for (at, need) in folder.unmet.iter().take(sheet.most(1, 3)).enumerate() {
        let label = if at == 0 { "Unmet" } else { "" };
        let text = format!("nothing found for {}", need.line(today));
        sheet.line(label, Role::Text, &text, 1);
    }
    if sheet.roomy && !folder.person.identified.because.is_empty() {
        let identified = &folder.person.identified;
        sheet.line(
            "Joined",
            Role::Muted,
            &format!(
                "{}: {} ({})",
                say::full(folder.person.joined_on),
                identified.because,
                identified.by
            ),
            1,
        );
    }
}
