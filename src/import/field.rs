//! The fields a column of a list can be read as, with the names that screens and saved profiles use for them.
//!
//! Which headings mean which field is in `synonyms.rs`.

/// What a column of a list is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// NHS number.
    NhsNumber,
    /// The whole name in one cell: "SURNAME, First (Title)" or "Mrs First Surname".
    FullName,
    /// Title.
    Title,
    /// First name, or all given names.
    GivenName,
    /// Middle names.
    MiddleNames,
    /// Family name.
    FamilyName,
    /// The name the person is called by.
    PreferredName,
    /// Date of birth.
    BirthDate,
    /// Date of death.
    DeathDate,
    /// Gender or sex.
    Gender,
    /// A line of the address, or all of it.
    AddressLine,
    /// Postcode.
    Postcode,
    /// Home telephone number.
    HomePhone,
    /// Mobile telephone number.
    MobilePhone,
    /// Work telephone number.
    WorkPhone,
    /// A telephone number of no stated kind.
    Phone,
    /// E-mail address.
    Email,
    /// Language the person prefers.
    Language,
    /// Name of the practice.
    PracticeName,
    /// ODS code of the practice.
    PracticeCode,
    /// The named or usual GP.
    NamedGp,
    /// The person's number in another system; the heading says which.
    LocalId,
    /// A condition, problem or coded term.
    Condition,
    /// Free text.
    Notes,
    /// Registration status; "deceased" keeps somebody out, and "deducted" is told of those here already.
    Status,
    /// The date that status was given; the later of two rows for one person is taken.
    StatusDate,
}

impl Field {
    /// Every field, in the order in which a list of them is offered.
    pub const ALL: [Self; 26] = [
        Self::NhsNumber,
        Self::FullName,
        Self::Title,
        Self::GivenName,
        Self::MiddleNames,
        Self::FamilyName,
        Self::PreferredName,
        Self::BirthDate,
        Self::DeathDate,
        Self::Gender,
        Self::AddressLine,
        Self::Postcode,
        Self::HomePhone,
        Self::MobilePhone,
        Self::WorkPhone,
        Self::Phone,
        Self::Email,
        Self::Language,
        Self::PracticeName,
        Self::PracticeCode,
        Self::NamedGp,
        Self::LocalId,
        Self::Condition,
        Self::Notes,
        Self::Status,
        Self::StatusDate,
    ];

    /// Gives the name a saved profile uses.
    pub fn key(self) -> &'static str {
        self.names().0
    }

    /// Gives the name a screen uses.
    pub fn label(self) -> &'static str {
        self.names().1
    }

    /// Finds the field a saved profile names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// Says whether several columns may be read as this field.
    pub fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::AddressLine
                | Self::HomePhone
                | Self::MobilePhone
                | Self::WorkPhone
                | Self::Phone
                | Self::LocalId
                | Self::Condition
                | Self::Notes
        )
    }

    /// Says whether the field holds (part of) the name of the person, where odd values are refused.
    pub fn is_name(self) -> bool {
        matches!(
            self,
            Self::FullName
                | Self::Title
                | Self::GivenName
                | Self::MiddleNames
                | Self::FamilyName
                | Self::PreferredName
        )
    }

    /// Says whether the field holds a date.
    pub fn is_date(self) -> bool {
        matches!(self, Self::BirthDate | Self::DeathDate | Self::StatusDate)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::NhsNumber => ("nhs_number", "NHS number"),
            Self::FullName => ("full_name", "name"),
            Self::Title => ("title", "title"),
            Self::GivenName => ("given_name", "first name"),
            Self::MiddleNames => ("middle_names", "middle names"),
            Self::FamilyName => ("family_name", "family name"),
            Self::PreferredName => ("preferred_name", "preferred name"),
            Self::BirthDate => ("birth_date", "date of birth"),
            Self::DeathDate => ("death_date", "date of death"),
            Self::Gender => ("gender", "gender"),
            Self::AddressLine => ("address", "address"),
            Self::Postcode => ("postcode", "postcode"),
            Self::HomePhone => ("home_phone", "home telephone"),
            Self::MobilePhone => ("mobile_phone", "mobile telephone"),
            Self::WorkPhone => ("work_phone", "work telephone"),
            Self::Phone => ("phone", "telephone"),
            Self::Email => ("email", "e-mail address"),
            Self::Language => ("language", "language"),
            Self::PracticeName => ("practice_name", "practice"),
            Self::PracticeCode => ("practice_code", "practice code"),
            Self::NamedGp => ("named_gp", "named GP"),
            Self::LocalId => ("local_id", "local number"),
            Self::Condition => ("condition", "condition"),
            Self::Notes => ("notes", "notes"),
            Self::Status => ("status", "registration status"),
            Self::StatusDate => ("status_date", "date of registration status"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_distinct_and_read_back() {
        let keys: BTreeSet<_> = Field::ALL.iter().map(|field| field.key()).collect();
        let labels: BTreeSet<_> = Field::ALL.iter().map(|field| field.label()).collect();
        assert_eq!(
            (keys.len(), labels.len()),
            (Field::ALL.len(), Field::ALL.len())
        );
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(field));
        }
        assert_eq!(Field::from_key("ignore"), None);
    }
}
