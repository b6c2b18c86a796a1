//! A CSV list of services. Headings are compared by their letters and digits, as in lists of people.

use chrono::NaiveDate;

use super::super::date_order::DateOrder;
use super::super::fault::ImportFault;
use super::super::proposal::{Kind, Problem, Proposal};
use super::super::records::{Record, Records};
use super::super::synonyms::heading_key;
use super::super::values;
use super::super::visible::{tidy, unwrap_text_guard, visible};
use super::{IncomingService, LONGEST_NAME, MOST, nothing, said_run_by, several, text};
use crate::domain::find::fold;
use crate::domain::service::{Checked, Closed, Sector};

/// The characters that may stand between cells, in order of preference.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How far down the row of headings is looked for.
const SEARCHED: usize = 10;

/// What a column of such a list can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Name,
    RunBy,
    Does,
    Needs,
    Places,
    Sector,
    Access,
    RedFlags,
    Refer,
    Phone,
    Email,
    Web,
    Address,
    Postcode,
    Hours,
    Checked,
    CheckedBy,
    Notes,
    Closed,
}

/// Headings by what they mean, the name that the preview gives first.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "serviceid", "reference", "ref", "uid"]),
    (
        Column::Name,
        &["name", "servicename", "service", "nameofservice", "title"],
    ),
    (
        Column::RunBy,
        &[
            "organisation",
            "organisationname",
            "organization",
            "organizationname",
            "provider",
            "providername",
            "deliveredby",
        ],
    ),
    (
        Column::Does,
        &[
            "does",
            "whatitdoes",
            "whattheydo",
            "description",
            "servicedescription",
            "summary",
            "about",
        ],
    ),
    (
        Column::Needs,
        &[
            "needs",
            "needsmet",
            "need",
            "keywords",
            "tags",
            "category",
            "categories",
            "servicetype",
            "typeofservice",
            "taxonomy",
            "helpswith",
            "topics",
        ],
    ),
    (
        Column::Places,
        &[
            "places",
            "place",
            "area",
            "areas",
            "areacovered",
            "areascovered",
            "areaserved",
            "serviceareas",
            "servicearea",
            "coverage",
            "locality",
            "localities",
        ],
    ),
    (
        Column::Sector,
        &[
            "sector",
            "provider type",
            "providertype",
            "organisationtype",
            "runby",
        ],
    ),
    (
        Column::Access,
        &[
            "access",
            "accesscriteria",
            "criteria",
            "eligibility",
            "eligibilitycriteria",
            "whocanuseit",
            "whomayuseit",
            "whoisitfor",
            "whofor",
            "referralcriteria",
        ],
    ),
    (
        Column::RedFlags,
        &[
            "redflags",
            "redflag",
            "wrongplacewhen",
            "wrongplace",
            "exclusions",
            "exclusioncriteria",
            "notsuitablefor",
            "notfor",
        ],
    ),
    (
        Column::Refer,
        &[
            "refer",
            "howtorefer",
            "referral",
            "referralroute",
            "referralprocess",
            "howtoaccess",
            "applicationprocess",
            "referralmethod",
        ],
    ),
    (
        Column::Phone,
        &[
            "phone",
            "phones",
            "telephone",
            "telephones",
            "telephonenumber",
            "telephoneno",
            "phonenumber",
            "tel",
            "telno",
            "mobile",
            "contactnumber",
        ],
    ),
    (Column::Email, &["email", "emailaddress", "mail"]),
    (
        Column::Web,
        &["web", "website", "webaddress", "url", "webpage", "link"],
    ),
    (
        Column::Address,
        &["address", "fulladdress", "venue", "location", "street"],
    ),
    (Column::Postcode, &["postcode", "postalcode"]),
    (
        Column::Hours,
        &[
            "hours",
            "openinghours",
            "openingtimes",
            "opening",
            "times",
            "schedule",
            "availability",
        ],
    ),
    (
        Column::Checked,
        &[
            "checked",
            "lastchecked",
            "checkedon",
            "lastcheckedon",
            "assureddate",
            "lastreviewed",
            "lastupdated",
            "lastverified",
            "reviewdate",
        ],
    ),
    (
        Column::CheckedBy,
        &["checkedby", "assuredby", "verifiedby", "reviewedby"],
    ),
    (Column::Notes, &["notes", "note", "comments", "comment"]),
    (Column::Closed, &["closed", "whyclosed", "closedbecause"]),
];

/// Headings that only a list of services has.
const TELLING: &[Column] = &[
    Column::Does,
    Column::Needs,
    Column::Places,
    Column::Sector,
    Column::Access,
    Column::RedFlags,
    Column::Refer,
    Column::Hours,
    Column::Checked,
    Column::Web,
];

/// Parts of headings that only a list of people has.
const OF_PEOPLE: &[&str] = &[
    "nhsno",
    "nhsnumber",
    "dob",
    "dateofbirth",
    "birthdate",
    "surname",
    "familyname",
    "lastname",
    "forename",
    "firstname",
    "givenname",
    "patient",
    "usualgp",
    "namedgp",
    "nextofkin",
    "diagnosis",
    "gender",
    "sex",
    "age",
    "clientname",
    "emisnumber",
    "frailty",
    "lsoa",
];

impl Column {
    fn of(heading: &str) -> Option<Self> {
        let plain = heading.split(['(', '[']).next().unwrap_or_default();
        let key = heading_key(plain);
        let bare = key.trim_end_matches(|c: char| c.is_ascii_digit());
        let known =
            |(_, keys): &&(Self, &[&str])| keys.contains(&key.as_str()) || keys.contains(&bare);
        HEADINGS.iter().find(known).map(|(column, _)| *column)
    }

    /// The name that the preview and JSON give it.
    fn word(self) -> &'static str {
        match self {
            Self::Id => "id in the file",
            Self::Name => "name",
            Self::RunBy => "run by",
            Self::Does => "what it does",
            Self::Needs => "needs met",
            Self::Places => "places",
            Self::Sector => "sector",
            Self::Access => "who may use it",
            Self::RedFlags => "wrong place when",
            Self::Refer => "how to refer",
            Self::Phone => "telephone",
            Self::Email => "e-mail",
            Self::Web => "web",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Hours => "hours",
            Self::Checked => "last checked",
            Self::CheckedBy => "checked by",
            Self::Notes => "notes",
            Self::Closed => "why it closed",
        }
    }
}

/// The row of headings.
struct Header {
    delimiter: u8,
    row: usize,
    /// Each heading with what it is read as.
    columns: Vec<(String, Option<Column>)>,
    /// Which way the days are written on which services were last checked.
    checked: DateOrder,
}

/// Reads a list of services; `None` where its headings are not those of one.
pub fn read(file: &str, whole: &str, today: NaiveDate) -> Option<Result<Proposal, ImportFault>> {
    let mut header = header(whole)?;
    header.checked = checked_order(whole, &header);
    Some(rows(file, whole, today, &header))
}

/// The headings, where they are those of a list of services: a name, and two columns or more that people do not have.
fn header(whole: &str) -> Option<Header> {
    for delimiter in DELIMITERS {
        for record in Records::new(whole, delimiter).take(SEARCHED) {
            let Ok(record) = record else { break };
            let keys: Vec<String> = record.cells.iter().map(|cell| heading_key(cell)).collect();
            if keys.iter().any(|key| is_of_people(key)) {
                return None;
            }
            let mut columns: Vec<(String, Option<Column>)> = Vec::new();
            for cell in &record.cells {
                let mut column = Column::of(cell);
                let taken = |one: Column| {
                    one != Column::Phone && columns.iter().any(|(_, known)| *known == Some(one))
                };
                column = column.filter(|one| !taken(*one));
                columns.push((visible(&tidy(cell)), column));
            }
            // Where nothing else is called, the organisation is the service.
            if !columns.iter().any(|(_, one)| *one == Some(Column::Name)) {
                let run_by = columns
                    .iter_mut()
                    .find(|(_, one)| *one == Some(Column::RunBy));
                if let Some((_, column)) = run_by {
                    *column = Some(Column::Name);
                }
            }
            let has = |one: &Column| columns.iter().any(|(_, known)| known.as_ref() == Some(one));
            if has(&Column::Name) && TELLING.iter().filter(|one| has(one)).count() >= 2 {
                return Some(Header {
                    delimiter,
                    row: record.row,
                    columns,
                    checked: DateOrder::default(),
                });
            }
        }
    }
    None
}

/// Which way the days of the last check are written: it takes the whole column to tell.
fn checked_order(whole: &str, header: &Header) -> DateOrder {
    let mut order = DateOrder::default();
    let mut columns = header.columns.iter();
    let Some(at) = columns.position(|(_, column)| *column == Some(Column::Checked)) else {
        return order;
    };
    let records = Records::new(whole, header.delimiter).map_while(Result::ok);
    for record in records.filter(|record| record.row > header.row) {
        if let Some(cell) = record.cells.get(at) {
            order.count(cell, record.row);
        }
    }
    order
}

/// Whether a heading is one of a list of people.
fn is_of_people(key: &str) -> bool {
    OF_PEOPLE.iter().any(|part| match *part {
        // Short enough to stand in other words: "message", "languages".
        "sex" | "age" | "dob" | "gender" => key == *part,
        part => key.contains(part),
    })
}

fn rows(
    file: &str,
    whole: &str,
    today: NaiveDate,
    header: &Header,
) -> Result<Proposal, ImportFault> {
    let mut proposal = Proposal::new(file, Kind::ServiceList);
    proposal.service_columns = header
        .columns
        .iter()
        .filter(|(heading, _)| !heading.is_empty())
        .map(|(heading, column)| (heading.clone(), column.map(Column::word)))
        .collect();
    if let Some(says) = header
        .checked
        .says()
        .filter(|_| header.checked.is_doubtful())
    {
        proposal.notes.push(format!(
            "The days on which services were last checked: {says}"
        ));
    }
    for record in Records::new(whole, header.delimiter) {
        let record = record?;
        if record.row <= header.row {
            continue;
        }
        proposal.rows += 1;
        if record.is_blank() {
            proposal.skipped += 1;
            continue;
        }
        if proposal.services.len() >= MOST {
            return Err(ImportFault::TooManyRows(MOST));
        }
        match row(&record, header, today, &mut proposal.warnings) {
            Ok(service) => proposal.services.push(service),
            Err(mut bad) => proposal.bad.append(&mut bad),
        }
    }
    Ok(proposal)
}

/// Reads one row: what cannot be kept makes it bad, what is only left out is a warning.
fn row(
    record: &Record<'_>,
    header: &Header,
    today: NaiveDate,
    warnings: &mut Vec<Problem>,
) -> Result<IncomingService, Vec<Problem>> {
    let problem = |column: &str, value: &str, reason: String, remedy: String| Problem {
        row: record.row,
        column: column.to_owned(),
        value: visible(value),
        reason,
        remedy,
    };
    if record.fault.is_some() {
        return Err(vec![problem(
            Problem::WHOLE_ROW,
            "",
            "The quotation marks of this row do not close".into(),
            "Save the list as CSV again from the spreadsheet.".into(),
        )]);
    }
    let mut bad = Vec::new();
    let mut service = nothing();
    let (mut checked_on, mut checked_by) = (None, String::new());
    let mut run_by = String::new();
    for (cell, (heading, column)) in record.cells.iter().zip(&header.columns) {
        let Some(column) = column else { continue };
        let value = match text(unwrap_text_guard(cell)) {
            Ok(value) => value,
            Err((reason, remedy)) => {
                bad.push(problem(heading, cell, reason, remedy));
                continue;
            }
        };
        if value.is_empty() {
            continue;
        }
        match column {
            Column::Id => service.source = value,
            Column::Name if value.chars().nth(LONGEST_NAME).is_some() => {
                let cut: String = value.chars().take(40).chain("...".chars()).collect();
                bad.push(problem(
                    heading,
                    &cut,
                    format!(
                        "A name has at most {LONGEST_NAME} letters, and this has {}",
                        value.chars().count()
                    ),
                    "Write what it is called, and the rest where it says what it does.".into(),
                ));
            }
            Column::Name => service.name = value,
            Column::RunBy => run_by = value,
            Column::Does => service.does = value,
            Column::Needs => service.needs = several(&value, &[',', ';', '|', '/']),
            Column::Places => service.places = several(&value, &[',', ';', '|', '/']),
            Column::Sector => match Sector::from_word(&value) {
                Some(sector) => service.sector = sector,
                None => warnings.push(problem(
                    heading,
                    &value,
                    "This sector is not known; it is kept as other".into(),
                    "Write health, social care, voluntary, council or other.".into(),
                )),
            },
            Column::Access => service.access = value,
            Column::RedFlags => service.red_flags = value,
            Column::Refer => service.refer = value,
            Column::Phone => {
                for phone in several(&value, &[';', '|', '/']) {
                    if phone.chars().filter(char::is_ascii_digit).count() < 3 {
                        warnings.push(problem(
                            heading,
                            &phone,
                            "This is no telephone number; it is left out".into(),
                            "Write the number alone, several with ; between them.".into(),
                        ));
                    } else if !service.phones.contains(&phone) {
                        service.phones.push(phone);
                    }
                }
            }
            Column::Email => service.email = value,
            Column::Web => service.web = value,
            Column::Address => service.address = value,
            Column::Postcode => service.postcode = value.to_uppercase(),
            Column::Hours => service.hours = value,
            Column::Checked => match header
                .checked
                .doubt(&value)
                .map_or_else(|| values::date(&value), Err)
            {
                Ok(Some(on)) if on > today => warnings.push(problem(
                    heading,
                    &value,
                    "This day lies ahead; it counts as never checked".into(),
                    "Write the day on which somebody last made sure.".into(),
                )),
                Ok(on) => checked_on = on,
                Err(doubt) => warnings.push(problem(
                    heading,
                    &value,
                    format!("{}; it counts as never checked", doubt.reason),
                    doubt.remedy,
                )),
            },
            Column::CheckedBy => checked_by = value,
            Column::Notes => service.notes = value,
            Column::Closed => {
                service.closed = Some(Closed {
                    on: today,
                    because: value,
                    by: String::new(),
                });
            }
        }
    }
    if !run_by.is_empty() && !fold(&service.name).contains(&fold(&run_by)) {
        let notes = std::mem::take(&mut service.notes);
        service.notes = said_run_by(&run_by);
        if !notes.is_empty() {
            service.notes.push(' ');
            service.notes.push_str(&notes);
        }
    }
    service.checked = checked_on.map(|on| Checked { on, by: checked_by });
    if service.name.is_empty() && bad.is_empty() {
        bad.push(problem(
            Problem::WHOLE_ROW,
            "",
            "The service has no name".into(),
            "Write what it is called in the column for the name.".into(),
        ));
    }
    if bad.is_empty() {
        Ok(IncomingService {
            row: record.row,
            service,
        })
    } else {
        Err(bad)
    }
}
