//! A saved profile: how one source's headings are to be read, where that differs from what Caseload would guess.
//!
//! Kept as TOML text; where it is kept is not decided here.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::proposal::ColumnReading;
use super::synonyms::{field_for, heading_key};

/// The word that stands for a column that is not brought in.
const IGNORE: &str = "ignore";

/// Headings and what they are read as. An empty mapping leaves everything to the built-in table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// By compared form of the heading: the heading as written, and its field or `None` to ignore it.
    columns: BTreeMap<String, (String, Option<Field>)>,
}

/// Why the text of a saved profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MappingFault {
    /// The text is not TOML of the expected shape.
    NotToml,
    /// A heading is mapped to something that is not a field.
    UnknownField {
        /// The heading.
        heading: String,
        /// What it was mapped to.
        field: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Makes an empty mapping.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes over how a preview read its columns; columns without a heading are left out, and so is a second column
    /// with a heading that is already there.
    pub fn from_columns(columns: &[ColumnReading]) -> Self {
        let mut mapping = Self::new();
        for column in columns {
            if !mapping.columns.contains_key(&heading_key(&column.heading)) {
                mapping.set(&column.heading, column.read_as);
            }
        }
        mapping
    }

    /// Says how a heading is to be read; `None` leaves the column out.
    pub fn set(&mut self, heading: &str, field: Option<Field>) {
        let key = heading_key(heading);
        if !key.is_empty() {
            self.columns.insert(key, (heading.to_owned(), field));
        }
    }

    /// Says whether the mapping speaks of this heading.
    pub fn knows(&self, heading: &str) -> bool {
        self.columns.contains_key(&heading_key(heading))
    }

    /// Says what a heading is read as: by this mapping if it speaks of it, else by the built-in table.
    pub fn apply(&self, heading: &str) -> Option<Field> {
        match self.columns.get(&heading_key(heading)) {
            Some((_, field)) => *field,
            None => field_for(heading),
        }
    }

    /// Reads a mapping from TOML: a table `columns` of `"heading" = "field"`.
    ///
    /// # Errors
    /// When the text is not such TOML, or names a field that does not exist.
    pub fn from_toml(text: &str) -> Result<Self, MappingFault> {
        let profile: Profile = toml::from_str(text).map_err(|_| MappingFault::NotToml)?;
        let mut mapping = Self::new();
        for (heading, key) in profile.columns {
            let field = if key == IGNORE {
                None
            } else {
                match Field::from_key(&key) {
                    Some(field) => Some(field),
                    None => {
                        return Err(MappingFault::UnknownField {
                            heading,
                            field: key,
                        });
                    }
                }
            };
            mapping.set(&heading, field);
        }
        Ok(mapping)
    }

    /// Writes the mapping as TOML that `from_toml` reads.
    pub fn to_toml(&self) -> String {
        let columns = self
            .columns
            .values()
            .map(|(heading, field)| (heading.clone(), field.map_or(IGNORE, Field::key).to_owned()))
            .collect();
        // A table of texts always has a TOML form.
        toml::to_string(&Profile { columns }).unwrap_or_default()
    }
}

impl fmt::Display for MappingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml => write!(
                f,
                "The import profile cannot be read. It should be a table [columns] with lines such as \"NHS No.\" = \"nhs_number\"."
            ),
            Self::UnknownField { heading, field } => {
                write!(
                    f,
                    "The import profile reads \"{heading}\" as \"{field}\", which is not a field. Use one of: "
                )?;
                for known in Field::ALL {
                    write!(f, "{}, ", known.key())?;
                }
                write!(f, "or {IGNORE}.")
            }
        }
    }
}

impl std::error::Error for MappingFault {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mapping_overrides_the_table_and_nothing_else() {
        let mut mapping = Mapping::new();
        mapping.set("Ref", Some(Field::LocalId));
        mapping.set("Notes", None);
        for (heading, field) in [
            ("REF.", Some(Field::LocalId)),
            ("notes", None),
            ("DOB", Some(Field::BirthDate)),
            ("Colour", None),
        ] {
            assert_eq!(mapping.apply(heading), field, "{heading}");
        }
    }

    #[test]
    fn refuses_what_it_cannot_use() {
        assert_eq!(
            Mapping::from_toml("columns = 3"),
            Err(MappingFault::NotToml)
        );
        assert_eq!(Mapping::from_toml("[other]"), Err(MappingFault::NotToml));
        let fault = Mapping::from_toml("[columns]\nRef = \"reference\"").unwrap_err();
        let said = fault.to_string();
        assert!(
            said.contains("Ref") && said.contains("nhs_number"),
            "{said}"
        );
    }

    proptest! {
        #[test]
        fn toml_reads_back(pairs in proptest::collection::vec((any::<String>(), 0..=Field::ALL.len()), 0..12)) {
            let mut mapping = Mapping::new();
            for (heading, index) in pairs {
                mapping.set(&heading, Field::ALL.get(index).copied());
            }
            prop_assert_eq!(Mapping::from_toml(&mapping.to_toml()), Ok(mapping));
        }
    }
}
