//! The short code by which a shell names an item of a person: the last digits of its id.
//!
//! A place in a list shifts when something before it ends, so that a script would mark another item; a code stays. The last
//! digits, because the first ones are the time at which it was made, and items of one save share it.

use super::id::ItemId;

/// The fewest digits of a code: more than the places of any list have, so that neither is taken for the other.
pub const LEAST: usize = 6;

/// Which item a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    One(ItemId),
    /// None of theirs.
    Nothing,
    /// More than one.
    Several,
    /// It is no code: not of such digits, or too few of them, as a place in a list is.
    NoCode,
}

/// The code of one of a person's items: so many digits that no other of theirs ends with them.
pub fn code(item: ItemId, all: &[ItemId]) -> String {
    let whole = item.0.simple().to_string();
    let start = (0..=whole.len().saturating_sub(LEAST)).rev().find(|start| {
        whole
            .get(*start..)
            .is_some_and(|end| all.iter().all(|one| *one == item || !ends(*one, end)))
    });
    whole.get(start.unwrap_or(0)..).unwrap_or(&whole).to_owned()
}

/// Which of a person's items somebody means who typed a code, a longer end of the id, or the whole id.
pub fn meant(typed: &str, all: &[ItemId]) -> Meant {
    let digits = typed.trim().to_lowercase().replace('-', "");
    if digits.len() < LEAST || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return Meant::NoCode;
    }
    let mut fits = all.iter().filter(|one| ends(**one, &digits));
    match (fits.next(), fits.next()) {
        (Some(one), None) => Meant::One(*one),
        (None, _) => Meant::Nothing,
        (Some(_), Some(_)) => Meant::Several,
    }
}

fn ends(item: ItemId, digits: &str) -> bool {
    item.0.simple().to_string().ends_with(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn ids(all: &[u128]) -> Vec<ItemId> {
        all.iter().map(|id| ItemId(Uuid::from_u128(*id))).collect()
    }

    #[test]
    fn a_code_is_short_and_longer_where_two_end_alike() {
        let all = ids(&[0x0195_54aa_0001_2345, 0x0195_54aa_0001_9999, 0x7_1234_5678]);
        let codes: Vec<String> = all.iter().map(|one| code(*one, &all)).collect();
        assert_eq!(codes, ["012345", "019999", "345678"]);
        let alike = ids(&[0xa_b012_3456, 0xc_b012_3456]);
        let codes: Vec<String> = alike.iter().map(|one| code(*one, &alike)).collect();
        assert_eq!(codes, ["ab0123456", "cb0123456"]);
        for (one, code) in alike.iter().zip(&codes) {
            assert_eq!(meant(code, &alike), Meant::One(*one));
        }
        assert_eq!(meant("123456", &alike), Meant::Several);
    }

    #[test]
    fn a_code_a_longer_end_and_the_whole_id_mean_the_item_and_a_place_means_nothing() {
        let all = ids(&[0x0195_54aa_bbcc_7ddd_8eee_0123_4567_89ab, 0x55_5555]);
        let whole = all[0].to_string();
        for typed in ["6789ab", " 6789AB ", "0123456789ab", whole.as_str()] {
            assert_eq!(meant(typed, &all), Meant::One(all[0]), "{typed}");
        }
        for typed in ["1", "30", "555", "5555", "x6789ab", ""] {
            assert_eq!(meant(typed, &all), Meant::NoCode, "{typed}");
        }
        assert_eq!(meant("abcdef", &all), Meant::Nothing);
    }
}
