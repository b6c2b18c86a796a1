//! What the list is narrowed to, and the name under which that is kept for everybody (R3, R9).

use super::{Purpose, Saved};
use crate::app::form::{Field, Form, Input};
use crate::app::line_edit::LineEdit;
use crate::app::notice::Failure;
use crate::app::offer::Offer;
use crate::app::{App, Cx};
use crate::domain::facet::FacetKind;
use crate::domain::find::fold;
use crate::domain::person::Tier;
use crate::domain::record::Revision;
use crate::domain::triage::{Bucket, Class};
use crate::domain::view::{Joined, Named, View, built_in};
use crate::domain::when::Bias;
use crate::store::{Fault, Stamp, Store};

/// How many words of a kind are offered.
const OFFERED: u32 = 200;
/// Columns that a name may have, so that it is shown whole.
const LONGEST_NAME: usize = 30;
/// The longest time that can be asked for, in days.
const MOST_DAYS: u16 = 3_650;
/// What stands for "nobody coordinates" where a coordinator is typed.
const NOBODY: &str = "nobody";

const TIERS: [Tier; 3] = [Tier::High, Tier::Medium, Tier::Low];

/// The form, with what the list is narrowed to now.
pub(super) fn build(app: &mut App) -> Result<Form, Failure> {
    let view = app.model.today.filter.clone();
    let chosen = app.model.today.named.clone();
    let store = app.store()?;
    let saved = match &chosen {
        Some(named) => {
            let mut views = store.views()?.into_iter();
            views.find(|one| fold(&one.named.name) == fold(&named.name))
        }
        None => None,
    };
    let mut form = Form::new(Purpose::Filter, "Filter", None);
    form.intro = vec!["{form.save} shows those who fit every field that is filled in.".to_owned()];
    if let Some(saved) = &saved {
        form.intro.push(format!(
            "View \"{}\" stays as it is, unless you type its name into Save as: then it changes for everybody.",
            saved.named.name
        ));
    }
    // What somebody else made of it since it was chosen was not seen here.
    form.base = saved
        .filter(|saved| chosen.is_some_and(|chosen| chosen.view == saved.named.view))
        .map_or(0, |saved| saved.revision);
    let coordinator = if view.nobody_coordinates {
        NOBODY
    } else {
        &view.coordinator
    };
    let some = |days: Option<u16>| days.map(|days| days.to_string()).unwrap_or_default();
    let buckets = Bucket::ALL.map(Bucket::word);
    form.fields = vec![
        any_of(
            "bucket",
            "Bucket",
            &buckets,
            place(&Bucket::ALL, view.bucket),
        ),
        Field::line(
            "classes",
            "Class",
            &letters(&view.classes),
            "letters of the reasons: A, or AB for either",
        ),
        any_of(
            "tier",
            "Tier",
            &TIERS.map(Tier::word),
            place(&TIERS, view.tier),
        ),
        offered("practice", "Practice", &view.practice),
        offered("gp", "Named GP", &view.named_gp),
        offered("condition", "Condition", &view.condition),
        offered("group", "Vulnerable group", &view.group),
        offered("coordinator", "Coordinator", coordinator),
        Field {
            name: "joined",
            label: "Joined since",
            input: Input::Date(LineEdit::new(&joined_words(view.joined)), Bias::Past),
            hint: "a day: 3 feb; or counted anew each day: 7 days, 2 weeks",
        },
        Field::line(
            "silent",
            "Not spoken with for",
            &some(view.silent_days),
            "days since anybody spoke with them or their carer",
        ),
        Field::line(
            "unchanged",
            "Nothing written for",
            &some(view.unchanged_days),
            "days since anything was written about them",
        ),
        Field::choice(
            "put_off",
            "Put off",
            ["any", "something is"],
            usize::from(view.put_off),
        ),
        Field::line(
            "text",
            "Found by",
            &view.text,
            "any part of a name, NHS number, birth date, telephone or carer",
        ),
        Field::line(
            "name",
            "Save as",
            "",
            "a name, for everybody who opens this store; empty: not kept",
        ),
    ];
    Ok(form)
}

fn any_of(name: &'static str, label: &'static str, words: &[&'static str], at: usize) -> Field {
    Field::choice(
        name,
        label,
        std::iter::once("any").chain(words.iter().copied()),
        at,
    )
}

fn place<T: PartialEq>(all: &[T], chosen: Option<T>) -> usize {
    chosen
        .and_then(|chosen| all.iter().position(|one| *one == chosen))
        .map_or(0, |at| at + 1)
}

fn offered(name: &'static str, label: &'static str, text: &str) -> Field {
    Field::offered(
        name,
        label,
        text,
        Vec::new(),
        "any part of it; Right takes the next one below",
    )
}

/// Reads the words that the field under the cursor offers, once: counting those of a kind takes a while with many people.
pub(super) fn offer_words(form: &mut Form, store: &Store) -> Result<(), Fault> {
    if form.purpose != Purpose::Filter {
        return Ok(());
    }
    let Some(field) = form.fields.get_mut(form.focus) else {
        return Ok(());
    };
    let (Input::Offered(_, offers), Some(kind)) = (&mut field.input, kind(field.name)) else {
        return Ok(());
    };
    if offers.is_empty() {
        let words = store.offered(kind, OFFERED)?.into_iter();
        offers.extend(words.map(|(words, people)| Offer {
            people,
            ..Offer::new(words)
        }));
        if kind == FacetKind::Coordinator {
            offers.push(Offer::new(NOBODY.to_owned()));
        }
    }
    Ok(())
}

/// What kind of words a field takes.
fn kind(field: &str) -> Option<FacetKind> {
    match field {
        "practice" => Some(FacetKind::Practice),
        "gp" => Some(FacetKind::NamedGp),
        "condition" => Some(FacetKind::Condition),
        "group" => Some(FacetKind::Group),
        "coordinator" => Some(FacetKind::Coordinator),
        _ => None,
    }
}

fn letters(classes: &[Class]) -> String {
    classes.iter().map(|class| class.letter()).collect()
}

fn joined_words(joined: Option<Joined>) -> String {
    match joined {
        None => String::new(),
        Some(Joined::Since(day)) => day.format("%-d %b %Y").to_string(),
        Some(Joined::InLastDays(days)) => format!("{days} days"),
    }
}

/// Narrows the list, and keeps the view where it was given a name.
pub(super) fn save(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let view = view(app, form, cx)?;
    let name = form.text("name");
    let here = app.model.today.named.clone();
    let (named, kept) = if name.is_empty() {
        // A view keeps its name as long as what it asks is asked.
        (here.filter(|named| named.view == view), String::new())
    } else {
        let same = here.is_some_and(|here| fold(&here.name) == fold(&name));
        let seen = if same { form.base } else { 0 };
        let named = Named {
            name,
            view: view.clone(),
        };
        let named = keep(app, named, seen, cx)?;
        let how = if seen > 0 { "changed" } else { "saved" };
        let kept = format!("View \"{}\" is {how} for everybody. ", named.name);
        (Some(named), kept)
    };
    let shows = app.narrow(view, named, cx)?;
    Ok(Saved::Done(format!("{kept}{shows}")))
}

/// Saves a view under a name, unless it is there just so.
fn keep(app: &mut App, named: Named, seen: Revision, cx: &Cx) -> Result<Named, Failure> {
    let refuse = |why: &str| Err(Failure::new(why).at("name"));
    let key = fold(&named.name);
    if key.is_empty() || named.name.chars().count() > LONGEST_NAME {
        return refuse("A name has at least one letter or digit and at most 30 characters.");
    }
    if built_in().iter().any(|one| fold(&one.name) == key) {
        return refuse("Every store has a view of this name. Choose another name.");
    }
    if named.view.is_everybody() {
        return refuse("Nothing is asked yet: fill in a field, or empty this one.");
    }
    let there = app.model.today.named.as_ref();
    if seen > 0 && there == Some(&named) {
        return Ok(named);
    }
    let stamp = Stamp {
        at: cx.now,
        command: "list.filter",
        note: "",
    };
    let saved = app.store()?.save_view(stamp, &named, seen);
    saved.map_err(|fault| Failure::from(fault).at("name"))?;
    Ok(named)
}

/// The view that was typed.
fn view(app: &App, form: &Form, cx: &Cx) -> Result<View, Failure> {
    let coordinator = form.text("coordinator");
    let nobody = fold(&coordinator) == NOBODY;
    let after_any = |name| form.choice(name).checked_sub(1);
    Ok(View {
        bucket: after_any("bucket").and_then(|at| Bucket::ALL.get(at).copied()),
        classes: classes(&form.text("classes"))?,
        tier: after_any("tier").and_then(|at| TIERS.get(at).copied()),
        practice: asked(form, "practice"),
        named_gp: asked(form, "gp"),
        condition: asked(form, "condition"),
        group: asked(form, "group"),
        coordinator: if nobody {
            String::new()
        } else {
            asked(form, "coordinator")
        },
        nobody_coordinates: nobody,
        joined: joined(app, form, cx)?,
        silent_days: form.number("silent", MOST_DAYS)?,
        unchanged_days: form.number("unchanged", MOST_DAYS)?,
        put_off: form.choice("put_off") == 1,
        text: asked(form, "text"),
    })
}

/// The text of a field; marks alone ask for nothing.
fn asked(form: &Form, name: &str) -> String {
    let text = form.text(name);
    if fold(&text).is_empty() {
        String::new()
    } else {
        text
    }
}

fn classes(text: &str) -> Result<Vec<Class>, Failure> {
    let mut classes = Vec::new();
    for letter in text.chars().filter(|c| c.is_alphanumeric()) {
        let letter = letter.to_ascii_uppercase();
        let class = Class::ALL
            .into_iter()
            .find(|class| class.letter() == letter);
        classes.push(class.ok_or_else(|| {
            Failure::new("Classes are the letters A to E, such as AB, or nothing for any.")
                .at("classes")
        })?);
    }
    classes.sort_unstable();
    classes.dedup();
    Ok(classes)
}

/// A number of days or weeks is counted anew each day; everything else is one day for ever.
fn joined(app: &App, form: &Form, cx: &Cx) -> Result<Option<Joined>, Failure> {
    let text = form.text("joined");
    if let Some(days) = days(&text) {
        return Ok(Some(Joined::InLastDays(days)));
    }
    let when = form.when("joined", cx.local, &app.model.holidays)?;
    let Some(day) = when.map(|when| when.date) else {
        return Ok(None);
    };
    if day > cx.today() {
        return Err(Failure::new(
            "That day lies ahead. Type a day that was, or a time such as 7 days.",
        )
        .at("joined"));
    }
    Ok(Some(Joined::Since(day)))
}

/// `7 days`, `-7d`, `2 weeks ago`: how many days.
fn days(text: &str) -> Option<u16> {
    let text = text
        .trim()
        .trim_start_matches('-')
        .trim_end_matches("ago")
        .trim();
    let at = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(at);
    let number: u16 = number.parse().ok()?;
    let each = match unit.trim() {
        "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        _ => return None,
    };
    number
        .checked_mul(each)
        .filter(|days| (1..=MOST_DAYS).contains(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_from_a_day() {
        for (text, found) in [
            ("7 days", Some(7)),
            ("-7d", Some(7)),
            ("2 weeks ago", Some(14)),
            ("1w", Some(7)),
            ("0 days", None),
            ("9999 weeks", None),
            ("3 feb", None),
            ("3", None),
            ("", None),
        ] {
            assert_eq!(days(text), found, "{text}");
        }
    }

    #[test]
    fn classes_are_letters() {
        let read = |text| classes(text).map(|classes| letters(&classes)).ok();
        for (text, found) in [
            ("", Some("")),
            ("ba", Some("AB")),
            ("A, C, a", Some("AC")),
            ("x", None),
        ] {
            assert_eq!(read(text).as_deref(), found, "{text}");
        }
    }
}
