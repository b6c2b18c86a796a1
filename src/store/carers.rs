//! Carers across people: the places of one carer, and carers who are known already by name or number (R90).

use super::Store;
use super::codec;
use super::fault::Fault;
use crate::domain::find::fold;
use crate::domain::id::{CarerId, PersonId};
use crate::domain::person::Person;
use crate::domain::record::Kept;
use crate::domain::team::Member;

pub(super) const PLACES: &str =
    "SELECT revision, body FROM member WHERE carer = ?1 AND withdrawn = 0 ORDER BY id";
pub(super) const NAMED: &str = "SELECT person FROM finding
     WHERE instr(keys, ?1) > 0 OR (?2 <> '' AND instr(keys, ?2) > 0) ORDER BY person LIMIT ?3";

/// People whose teams are read at most, to find a carer by name.
const MOST: u32 = 40;

/// A place of somebody who cares, in the team of a person.
pub struct KnownCarer {
    /// The place.
    pub member: Kept<Member>,
    /// The person cared for, as they are listed.
    pub cares_for: String,
}

impl Store {
    /// Every place of a carer in sight, in whoever's team, by their ids.
    ///
    /// # Errors
    /// Engine faults.
    pub fn places_of(&self, carer: CarerId) -> Result<Vec<Kept<Member>>, Fault> {
        let mut statement = self.conn.prepare_cached(PLACES)?;
        let mut rows = statement.query([carer.bytes()])?;
        let mut places = Vec::new();
        while let Some(row) = rows.next()? {
            let body: String = row.get(1)?;
            places.push(Kept {
                revision: row.get(0)?,
                value: codec::value(&body)?,
            });
        }
        Ok(places)
    }

    /// The places of a carer with whom they care for.
    ///
    /// # Errors
    /// Engine faults.
    pub fn cared_for_by(&self, carer: CarerId) -> Result<Vec<KnownCarer>, Fault> {
        let _state = self.one_state()?;
        let places = self.places_of(carer)?.into_iter();
        places.map(|member| self.known(member)).collect()
    }

    /// Places of carers and relatives, in other people's teams, whose name has `name` in it or whose telephone number is
    /// `phone`.
    ///
    /// Without a name nobody is found; without a number, nobody by number. One place a carer where it is known to be one
    /// (their id is the same), every place of the others; looked for in the teams of forty people at most.
    ///
    /// # Errors
    /// Engine faults.
    pub fn carers_named(
        &self,
        name: &str,
        phone: &str,
        not_of: PersonId,
    ) -> Result<Vec<KnownCarer>, Fault> {
        let name = fold(name);
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let _state = self.one_state()?;
        let mut statement = self.conn.prepare_cached(NAMED)?;
        let people = statement
            .query_map((&name, &digits, MOST), |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<[u8; 16]>>>()?;
        let mut known: Vec<KnownCarer> = Vec::new();
        for person in people.into_iter().map(PersonId::from_bytes) {
            if person == not_of {
                continue;
            }
            for member in self.team(person)? {
                let number: String = member.phone.chars().filter(char::is_ascii_digit).collect();
                let is_meant =
                    fold(&member.name).contains(&name) || (!digits.is_empty() && number == digits);
                let id = member.carer.as_ref().map(|carer| carer.id);
                let is_there = id.is_some()
                    && known
                        .iter()
                        .any(|one| one.member.carer.as_ref().map(|carer| carer.id) == id);
                if member.role.is_personal() && is_meant && !is_there {
                    known.push(self.known(member)?);
                }
            }
        }
        Ok(known)
    }

    /// People whose own name somebody has, such as a carer who is on the caseload themselves.
    ///
    /// # Errors
    /// Engine faults.
    pub fn people_named(&self, name: &str) -> Result<Vec<Kept<Person>>, Fault> {
        let wanted = fold(name);
        let Some(family) = wanted.rsplit(' ').next().filter(|word| !word.is_empty()) else {
            return Ok(Vec::new());
        };
        let _state = self.one_state()?;
        let mut statement = self.conn.prepare_cached(NAMED)?;
        let people = statement
            .query_map((family, "", MOST), |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<[u8; 16]>>>()?;
        let mut named = Vec::new();
        for person in people.into_iter().map(PersonId::from_bytes) {
            let person = self.person(person)?;
            let own = fold(&format!(
                "{} {} {}",
                person.name.given, person.name.preferred, person.name.family
            ));
            let all = wanted
                .split(' ')
                .all(|word| own.split(' ').any(|own| own == word));
            if all {
                named.push(person);
            }
        }
        Ok(named)
    }

    fn known(&self, member: Kept<Member>) -> Result<KnownCarer, Fault> {
        let cares_for = self.person(member.person)?.name.listed();
        Ok(KnownCarer { member, cares_for })
    }
}
