//! Which headings mean which field: EMIS and `SystmOne` exports, EMIS bulk extracts, and lists made by hand
//! (STANDARDS D12).
//!
//! Headings are compared by their letters and digits alone, so "NHS No.", "nhs no" and "`NHS_No`" are one. Finding the
//! row of headings is done in `header.rs`.

use super::field::Field;

/// The most characters of a heading that are looked at: a cell of text is no heading.
const LONGEST: usize = 200;

/// Reduces a heading to what is compared: lower-case letters and digits.
pub fn heading_key(heading: &str) -> String {
    heading
        .chars()
        .take(LONGEST)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Finds what a heading means. A bracketed remark ("Date of Birth (dd/mm/yyyy)"), a number at the end ("Telephone 2") and a leading "Patient's" are passed
/// over.
pub fn field_for(heading: &str) -> Option<Field> {
    let plain = heading.split(['(', '[']).next().unwrap_or_default();
    [heading, plain].into_iter().find_map(|form| {
        let key = heading_key(form);
        let bare = key.trim_end_matches(|c: char| c.is_ascii_digit());
        lookup(&key).or_else(|| lookup(bare)).or_else(|| {
            WHOSE
                .iter()
                .filter_map(|whose| bare.strip_prefix(whose))
                .find_map(lookup)
        })
    })
}

/// Says whether a heading is one that such lists often have although Caseload does not bring it in.
pub fn is_known_but_unread(heading: &str) -> bool {
    UNREAD.contains(&heading_key(heading).as_str())
}

fn lookup(key: &str) -> Option<Field> {
    TABLE
        .iter()
        .find(|(_, keys)| keys.contains(&key))
        .map(|&(field, _)| field)
}

/// Words before a heading that only say whose it is; longer ones first.
const WHOSE: [&str; 6] = [
    "patients",
    "patient",
    "clients",
    "client",
    "persons",
    "serviceuser",
];

/// Common headings that help to recognise a row of headings and are not brought in.
const UNREAD: [&str; 16] = [
    "age",
    "ageyears",
    "ethnicity",
    "ethnicorigin",
    "maritalstatus",
    "date",
    "code",
    "episode",
    "userdetailsforenames",
    "userdetailssurname",
    "userdetailsusertype",
    "typeofconsultation",
    "frailtyscore",
    "lastseen",
    "lastconsultation",
    "numberandtype",
];

const TABLE: [(Field, &[&str]); 26] = [
    (
        Field::NhsNumber,
        &[
            "nhsnumber",
            "nhsno",
            "nhsnum",
            "nhs",
            "nhsnumberno",
            "nhsid",
            "nnn",
            "newnhsnumber",
            "newnhsno",
            "nhsnr",
        ],
    ),
    (
        Field::FullName,
        &[
            "name",
            "fullname",
            "nameinfull",
            "patient",
            "client",
            "resident",
            "surnameforename",
            "surnamefirstname",
            "namesurnameforename",
        ],
    ),
    (
        Field::Title,
        &["title", "prefix", "salutation", "nametitle"],
    ),
    (
        Field::GivenName,
        &[
            "firstname",
            "firstnames",
            "forename",
            "forenames",
            "givenname",
            "givennames",
            "christianname",
            "first",
            "forename1",
            "given",
        ],
    ),
    (
        Field::MiddleNames,
        &[
            "middlename",
            "middlenames",
            "othernames",
            "secondname",
            "secondforename",
            "forename2",
            "othergivennames",
        ],
    ),
    (
        Field::FamilyName,
        &[
            "surname",
            "familyname",
            "lastname",
            "family",
            "last",
            "surnames",
        ],
    ),
    (
        Field::PreferredName,
        &[
            "callingname",
            "preferredname",
            "knownas",
            "likestobecalled",
            "preferredforename",
            "nickname",
            "prefersname",
        ],
    ),
    (
        Field::BirthDate,
        &[
            "dateofbirth",
            "dob",
            "birthdate",
            "born",
            "dateborn",
            "birthday",
            "bornon",
        ],
    ),
    (
        Field::DeathDate,
        &[
            "dateofdeath",
            "dod",
            "deathdate",
            "died",
            "deceaseddate",
            "datedeceased",
            "diedon",
        ],
    ),
    (
        Field::Gender,
        &[
            "gender",
            "sex",
            "administrativegender",
            "genderidentity",
            "statedgender",
            "mf",
        ],
    ),
    (
        Field::AddressLine,
        &[
            "address",
            "fulladdress",
            "homeaddress",
            "address1",
            "address2",
            "address3",
            "address4",
            "address5",
            "addressline1",
            "addressline2",
            "addressline3",
            "addressline4",
            "addressline5",
            "housenameflatnumber",
            "housename",
            "housenumber",
            "houseno",
            "housenoname",
            "housenameno",
            "housenameornumber",
            "housenamenumber",
            "flat",
            "flatnumber",
            "numberandstreet",
            "housenumberandroad",
            "housenumberandstreet",
            "numberandroad",
            "numberstreet",
            "street",
            "road",
            "streetaddress",
            "locality",
            "village",
            "district",
            "town",
            "towncity",
            "city",
            "posttown",
            "county",
            "usualaddress",
        ],
    ),
    (
        Field::Postcode,
        &["postcode", "postalcode", "homepostcode", "zip", "zipcode"],
    ),
    (
        Field::HomePhone,
        &[
            "hometelephone",
            "hometel",
            "homephone",
            "homenumber",
            "hometelephonenumber",
            "homephonenumber",
            "landline",
            "landlinenumber",
            "homeno",
            "hometelno",
            "telephonehome",
            "telhome",
            "phonehome",
        ],
    ),
    (
        Field::MobilePhone,
        &[
            "mobiletelephone",
            "mobile",
            "mobilephone",
            "mobilenumber",
            "mobilenumbers",
            "mobileno",
            "mob",
            "mobtel",
            "mobiletelephonenumber",
            "mobilephonenumber",
            "mobiletel",
            "mobiletelno",
            "cell",
            "cellphone",
            "telephonemobile",
            "telmobile",
            "phonemobile",
        ],
    ),
    (
        Field::WorkPhone,
        &[
            "worktelephone",
            "worktel",
            "workphone",
            "worknumber",
            "worktelephonenumber",
            "worktelno",
            "telephonework",
            "telwork",
            "phonework",
        ],
    ),
    (
        Field::Phone,
        &[
            "tel",
            "telno",
            "telnumber",
            "telephone",
            "telephoneno",
            "telephonenumber",
            "telephonenumbers",
            "phone",
            "phoneno",
            "phonenumber",
            "phonenumbers",
            "contactnumber",
            "contactno",
            "contacttelephone",
            "contacttelephonenumber",
            "contactphone",
            "contacttel",
            "preferredtelephone",
            "preferredcontactnumber",
            "othertelephone",
            "alternativetelephone",
        ],
    ),
    (
        Field::Email,
        &[
            "email",
            "emailaddress",
            "mail",
            "mailaddress",
            "emailaddresses",
        ],
    ),
    (
        Field::Language,
        &[
            "language",
            "mainlanguage",
            "mainspokenlanguage",
            "preferredlanguage",
            "firstlanguage",
            "spokenlanguage",
        ],
    ),
    (
        Field::PracticeName,
        &[
            "practice",
            "practicename",
            "organisationname",
            "organisation",
            "surgery",
            "surgeryname",
            "gppractice",
            "gppracticename",
            "registeredpractice",
            "registeredgppractice",
            "gpsurgery",
            "registeredpracticename",
        ],
    ),
    (
        Field::PracticeCode,
        &[
            "organisationcode",
            "practicecode",
            "odscode",
            "gppracticecode",
            "nacscode",
            "practiceodscode",
            "registeredpracticecode",
            "organisationodscode",
        ],
    ),
    (
        Field::NamedGp,
        &[
            "usualgp",
            "usualgpsfullname",
            "usualgpfullname",
            "usualgpname",
            "namedgp",
            "namedaccountablegp",
            "registeredgp",
            "gp",
            "gpname",
            "accountablegp",
            "usualdoctor",
            "doctor",
            "responsiblegp",
            "namedaccountablegpname",
            "registeredgpname",
        ],
    ),
    (
        Field::LocalId,
        &[
            "emisnumber",
            "emisno",
            "emisid",
            "patientnumber",
            "patientno",
            "patientid",
            "systmoneid",
            "systmonenumber",
            "tppid",
            "localid",
            "hospitalnumber",
            "hospitalno",
            "mrn",
            "rionumber",
            "rioid",
            "socialcareid",
            "liquidlogicid",
            "mosaicid",
            "personid",
            "visionnumber",
        ],
    ),
    (
        Field::Condition,
        &[
            "condition",
            "conditions",
            "problem",
            "problems",
            "activeproblem",
            "activeproblems",
            "diagnosis",
            "diagnoses",
            "codeterm",
            "longtermcondition",
            "longtermconditions",
            "ltc",
            "ltcs",
            "medicalconditions",
            "healthconditions",
        ],
    ),
    (
        Field::Notes,
        &[
            "notes",
            "note",
            "comment",
            "comments",
            "remarks",
            "freetext",
            "associatedtext",
            "otherinformation",
            "furtherinformation",
            "additionalinformation",
        ],
    ),
    (
        Field::Status,
        &[
            "registrationstatus",
            "status",
            "patientstatus",
            "registeredstatus",
            "deceased",
            "isdeceased",
            "dead",
            "isdead",
        ],
    ),
    (
        Field::StatusDate,
        &[
            "datestatusadded",
            "statusdate",
            "statusaddeddate",
            "dateregistrationstatusadded",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_heading_means_two_things() {
        let mut seen = BTreeSet::new();
        for key in TABLE
            .iter()
            .flat_map(|(_, keys)| keys.iter())
            .chain(UNREAD.iter())
        {
            assert_eq!(heading_key(key), **key, "not in compared form");
            assert!(seen.insert(key), "{key} stands twice");
        }
        let fields: BTreeSet<_> = TABLE.iter().map(|(field, _)| field).collect();
        assert_eq!(fields.len(), Field::ALL.len());
    }

    #[test]
    fn reads_headings_as_people_write_them() {
        for (heading, field) in [
            ("NHS No.", Some(Field::NhsNumber)),
            ("nhs_number", Some(Field::NhsNumber)),
            ("Patient NHS Number", Some(Field::NhsNumber)),
            ("Patient's Name", Some(Field::FullName)),
            ("D.O.B.", Some(Field::BirthDate)),
            ("Date of Birth (dd/mm/yyyy)", Some(Field::BirthDate)),
            ("Date of\nBirth", Some(Field::BirthDate)),
            ("Usual GP’s Full Name", Some(Field::NamedGp)),
            ("House Name / Flat Number", Some(Field::AddressLine)),
            ("E-mail Address", Some(Field::Email)),
            ("Telephone (Home)", Some(Field::HomePhone)),
            ("Gender (M/F/U)", Some(Field::Gender)),
            ("Telephone 2", Some(Field::Phone)),
            ("Patient ID", Some(Field::LocalId)),
            ("GivenName", Some(Field::GivenName)),
            ("Calling Name", Some(Field::PreferredName)),
            ("Age", None),
            ("", None),
            ("Frailty register", None),
        ] {
            assert_eq!(field_for(heading), field, "{heading}");
        }
        assert!(is_known_but_unread("Age"));
    }
}
