//! Who a person is and how they are followed (R4, R6, R22, R26, R93).
//!
//! Not here: whether they are followed now (`status`).

use uuid::Uuid;

use super::{Purpose, Saved, parts, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::person_view::Tab;
use crate::app::{App, Cx};
use crate::domain::access::Access;
use crate::domain::change::{Change, Write};
use crate::domain::group::VulnerableGroup;
use crate::domain::id::{MemberId, PersonId};
use crate::domain::nhs_number::NhsNumber;
use crate::domain::person::{
    Address, Gender, Identified, Name, Noted, Person, Phone, PhoneUse, Practice, Status, Tier,
};
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::soundness::LONGEST_SILENCE_DAYS;
use crate::domain::team::{Member, Role};
use crate::domain::told::Told;
use crate::domain::when;
use crate::import::fold;

const TIERS: [Tier; 3] = [Tier::High, Tier::Medium, Tier::Low];
const GENDERS: [Gender; 4] = [Gender::Female, Gender::Male, Gender::Other, Gender::Unknown];

/// The form for a new person.
pub(super) fn build_new() -> Form {
    let mut form = Form::new(
        Purpose::NewPerson,
        "A new person",
        place("person.new", Uuid::nil()),
    );
    form.intro =
        vec!["Only the family name must be filled in; everything else can come later.".to_owned()];
    form.fields = fields(None);
    form.fields.insert(
        0,
        Field::line(
            "because",
            "Why identified",
            "",
            "who thought of them, and why (kept with the record)",
        ),
    );
    form.focus_on("family");
    form
}

/// The form for somebody who is here.
pub(super) fn build(app: &mut App, id: PersonId) -> Result<Form, Failure> {
    let person = app.store()?.folder(id, Some(0))?.person;
    let mut form = Form::new(
        Purpose::Person(id),
        format!("Details of {}", person.name.written()),
        place("person.edit", id.0),
    );
    form.base = person.revision;
    form.fields = fields(Some(&person.value));
    Ok(form)
}

fn fields(person: Option<&Person>) -> Vec<Field> {
    let text = |from: fn(&Person) -> String| person.map(from).unwrap_or_default();
    let noted = |from: fn(&Person) -> Option<&Noted>| {
        person
            .and_then(from)
            .map(|noted| noted.text.clone())
            .unwrap_or_default()
    };
    let number = |from: fn(&Person) -> Option<u16>| {
        person
            .and_then(from)
            .map(|number| number.to_string())
            .unwrap_or_default()
    };
    let phone = |at: usize| {
        person
            .and_then(|person| person.phones.get(at))
            .map(|phone| phone.number.clone())
            .unwrap_or_default()
    };
    let tier = person.map_or(1, |person| {
        TIERS
            .iter()
            .position(|tier| *tier == person.tier)
            .unwrap_or(1)
    });
    let gender = person.map_or(3, |person| {
        GENDERS
            .iter()
            .position(|one| *one == person.gender)
            .unwrap_or(3)
    });
    vec![
        Field::line(
            "family",
            "Family name",
            &text(|person| person.name.family.clone()),
            "",
        ),
        Field::line(
            "given",
            "Given names",
            &text(|person| person.name.given.clone()),
            "",
        ),
        Field::line(
            "preferred",
            "Likes to be called",
            &text(|person| person.name.preferred.clone()),
            "",
        ),
        Field::line(
            "title",
            "Title",
            &text(|person| person.name.title.clone()),
            "",
        ),
        Field::line(
            "nhs",
            "NHS number",
            &text(|person| person.nhs_number.map(|n| n.to_string()).unwrap_or_default()),
            "checked, not required",
        ),
        Field::line(
            "born",
            "Date of birth",
            &text(|person| {
                person
                    .born_on
                    .map(|d| d.format("%-d %b %Y").to_string())
                    .unwrap_or_default()
            }),
            "3 Feb 1944",
        ),
        Field::choice("gender", "Gender", GENDERS.map(Gender::word), gender),
        Field::line("phone", "Telephone", &phone(0), ""),
        Field::line("phone2", "Second telephone", &phone(1), ""),
        Field::line("email", "E-mail", &text(|person| person.email.clone()), ""),
        Field::line(
            "address",
            "Address",
            &text(|person| person.address.lines.join(", ")),
            "parts with commas between",
        ),
        Field::line(
            "postcode",
            "Postcode",
            &text(|person| person.address.postcode.clone()),
            "",
        ),
        Field::line(
            "elsewhere",
            "Also at",
            &text(|person| person.address.elsewhere.clone()),
            "where else they stay, with whom, until when",
        ),
        Field::line(
            "practice",
            "Practice",
            &text(|person| person.practice.name.clone()),
            "",
        ),
        Field::line(
            "practice_code",
            "Practice code",
            &text(|person| person.practice.code.clone()),
            "its ODS code: a letter and five digits",
        ),
        Field::choice("tier", "Tier", TIERS.map(Tier::word), tier),
        Field::line(
            "tier_because",
            "Tier because",
            &text(|person| person.tier_because.clone()),
            "why this much coordination",
        ),
        Field::line(
            "every",
            "Speak every (days)",
            &number(|person| person.contact_every_days),
            "the longest silence agreed with them",
        ),
        Field::long(
            "access",
            "How to communicate",
            &text(|person| {
                let access = person.access.as_ref();
                access.map(|access| access.text.clone()).unwrap_or_default()
            }),
            "in a line; {person.access} has all of it; \"none\" once they were asked",
        ),
        Field::long(
            "sharing",
            "Sharing",
            &noted(|person| person.sharing.as_ref()),
            "what they decided about who may know what",
        ),
        Field::line(
            "told",
            "Told who coordinates",
            &text(|person| {
                let told = person.told_coordinator.as_ref();
                told.map(|told| told.text.clone()).unwrap_or_default()
            }),
            "how they were told: by phone, card left; {person.told} has all of it",
        ),
        Field::line(
            "conditions",
            "Conditions",
            &text(|person| person.conditions.join("; ")),
            "with semicolons or commas between; a semicolon at the end keeps the commas of one",
        ),
        Field::line(
            "groups",
            "Vulnerable groups",
            &text(|person| listed(&person.groups)),
            "substance use; homelessness; exploitation; sex work; many agencies; or in your words",
        ),
        Field::line(
            "ethnicity",
            "Ethnicity",
            &text(|person| person.ethnicity.clone()),
            "as they say it",
        ),
        Field::line(
            "religion",
            "Religion or belief",
            &text(|person| person.religion.clone()),
            "as they say it",
        ),
    ]
}

/// Asks once about somebody of the same family name and birth date who was kept here before, as an import does.
fn ask_about_alike(app: &mut App, person: &Person, form: &Form) -> Result<(), Failure> {
    let Some(born) = person.born_on else {
        return Ok(());
    };
    let family = fold(&person.name.family);
    let known = app.store()?.known_people()?;
    // Two different NHS numbers are two people.
    let alike = known.iter().find(|one| {
        one.born_on == Some(born)
            && fold(&one.family_name) == family
            && (one.nhs_number.is_none() || person.nhs_number.is_none())
    });
    let Some(alike) = alike else {
        return Ok(());
    };
    form.ask_once(
        "family",
        format!(
            "{}, {}, born {}, is here already. Is this somebody else?",
            alike.family_name,
            alike.given_names,
            say::birth(born)
        ),
    )
}

/// Adds a person, with the user as navigator.
pub(super) fn save_new(app: &mut App, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let id = PersonId(app.ids.next(cx.now));
    let mut person = Person {
        id,
        nhs_number: None,
        name: Name::default(),
        born_on: None,
        gender: Gender::Unknown,
        ethnicity: String::new(),
        religion: String::new(),
        address: Address::default(),
        phones: Vec::new(),
        email: String::new(),
        practice: Practice::default(),
        local_ids: Vec::new(),
        conditions: Vec::new(),
        groups: Vec::new(),
        notes: String::new(),
        status: Status::Open,
        tier: Tier::Medium,
        tier_because: String::new(),
        joined_on: cx.today(),
        identified: Identified {
            because: form.text("because"),
            by: app.model.user_name.clone(),
            source: String::new(),
        },
        contact_every_days: None,
        self_coordinating: None,
        story: None,
        access: None,
        sharing: None,
        told_coordinator: None,
        choosing: None,
    };
    fill(app, &mut person, form, cx)?;
    if let Some(number) = person.nhs_number
        && app.store()?.by_nhs_number(number)?.is_some()
    {
        return Err(Failure::new(
            "Somebody with this NHS number is here already. Find them with {list.find} instead of adding them twice.",
        )
        .at("nhs"));
    }
    ask_about_alike(app, &person, form)?;
    let navigator = Member::new(
        MemberId(app.ids.next(cx.now)),
        id,
        Role::Navigator,
        &app.model.user_name,
        cx.today(),
    );
    let change = Change::add(Record::Person(person)).and(Write::Add(Record::Member(navigator)));
    app.save_change(form, "person.add", &change, cx)?;
    app.model.today.select(id);
    app.open_person(id, Tab::Front, cx)?;
    Ok(saved("Added"))
}

/// Changes a person.
pub(super) fn save(app: &mut App, id: PersonId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let kept = app.store()?.folder(id, Some(0))?.person;
    let mut person = kept.value;
    let (tier, because) = (person.tier, person.tier_because.clone());
    let conditions = person.conditions.clone();
    fill(app, &mut person, form, cx)?;
    if person.tier != tier && (person.tier_because.is_empty() || person.tier_because == because) {
        return Err(Failure::from(Refusal::TierUnexplained).at("tier_because"));
    }
    if let Some(number) = person.nhs_number
        && app
            .store()?
            .by_nhs_number(number)?
            .is_some_and(|holder| holder != id)
    {
        return Err(Failure::new(
            "Somebody else here has this NHS number. Find them with {list.find} and see which of the two is right.",
        )
        .at("nhs"));
    }
    let is_read = person.conditions != conditions && !person.conditions.is_empty();
    let read = say::count(person.conditions.len(), "condition", "conditions");
    app.save_change(
        form,
        "person.edit",
        &Change::replace(Record::Person(person), form.base),
        cx,
    )?;
    Ok(saved(&if is_read {
        format!("Saved; {read} read")
    } else {
        "Saved".to_owned()
    }))
}

fn fill(app: &App, person: &mut Person, form: &Form, cx: &Cx) -> Result<(), Failure> {
    let family = form.text("family");
    person.name = Name {
        title: form.text("title"),
        given: form.text("given"),
        family,
        preferred: form.text("preferred"),
    };
    let nhs = form.text("nhs");
    person.nhs_number = if nhs.is_empty() {
        None
    } else {
        Some(NhsNumber::parse(&nhs).map_err(|fault| Failure::new(fault.to_string()).at("nhs"))?)
    };
    let born = form.text("born");
    person.born_on = if born.is_empty() {
        None
    } else {
        let date = when::parse_record_date(&born)
            .map_err(|fault| Failure::new(fault.to_string()).at("born"))?;
        Some(date)
    };
    person.gender = form.chosen("gender", &GENDERS).unwrap_or_default();
    person.phones = phones(&person.phones, [form.text("phone"), form.text("phone2")]);
    person.email = form.text("email");
    person.address.lines = parts(&form.text("address"), ',');
    person.address.postcode = form.text("postcode");
    person.address.elsewhere = form.text("elsewhere");
    person.practice = Practice::typed(&form.text("practice"), &form.text("practice_code"));
    person.tier = form.chosen("tier", &TIERS).unwrap_or_default();
    person.tier_because = form.text("tier_because");
    person.contact_every_days = form.number("every", LONGEST_SILENCE_DAYS)?;
    person.conditions = conditions(&person.conditions, &form.text("conditions"));
    person.groups = groups(&form.text("groups"));
    person.ethnicity = form.text("ethnicity");
    person.religion = form.text("religion");
    let by = &app.model.login;
    let access = form.text("access");
    person.access = Access::with_summary(person.access.take(), &access, cx.today(), by);
    note(&mut person.sharing, form.text("sharing"), by, cx);
    let told = form.text("told");
    person.told_coordinator =
        Told::with_words(person.told_coordinator.take(), &told, cx.today(), by);
    person.check(cx.today()).map_err(|fault| {
        refused(
            fault,
            &[
                ("name.family", "family"),
                ("born_on", "born"),
                // A birth after the day on which they left: it is the birth that was typed.
                ("status.on", "born"),
            ],
        )
    })
}

/// The conditions of a text: parted by semicolons, and by commas where no semicolon is typed.
///
/// One that was known with its comma stays one as long as its text does.
fn conditions(before: &[String], text: &str) -> Vec<String> {
    let is_known = matches!(before, [one] if one.trim() == text.trim());
    let between = if is_known || text.contains(';') {
        ';'
    } else {
        ','
    };
    parts(text, between)
}

/// Keeps a note with the day on which its words changed; empty words take it away.
fn note(noted: &mut Option<Noted>, text: String, by: &str, cx: &Cx) {
    if text.is_empty() {
        *noted = None;
    } else if noted.as_ref().is_none_or(|before| before.text != text) {
        *noted = Some(Noted {
            text,
            on: cx.today(),
            by: by.to_owned(),
        });
    }
}

/// The two numbers of the form, with their uses where they were known, and any further ones as they were.
fn phones(before: &[Phone], typed: [String; 2]) -> Vec<Phone> {
    let usage = |number: &str| {
        before
            .iter()
            .find(|phone| phone.number == number)
            .map_or_else(
                || {
                    if number.starts_with("07") {
                        PhoneUse::Mobile
                    } else {
                        PhoneUse::Home
                    }
                },
                |phone| phone.usage,
            )
    };
    let mut phones: Vec<Phone> = typed
        .into_iter()
        .filter(|number| !number.is_empty())
        .map(|number| Phone {
            usage: usage(&number),
            number,
        })
        .collect();
    phones.extend(before.iter().skip(2).cloned());
    phones
}

/// Groups as the form shows them.
fn listed(groups: &[VulnerableGroup]) -> String {
    let words: Vec<&str> = groups.iter().map(VulnerableGroup::word).collect();
    words.join("; ")
}

/// The groups that were typed, each once (R3).
fn groups(text: &str) -> Vec<VulnerableGroup> {
    let mut groups: Vec<VulnerableGroup> = Vec::new();
    for part in parts(text, ';') {
        let group = VulnerableGroup::of(&part);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}
