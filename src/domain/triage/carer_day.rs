//! Days that were set for carers themselves, as the rules read them (R92, STANDARDS D6).

use chrono::NaiveDate;

use super::facts::present;
use crate::domain::carer::Carer;
use crate::domain::team::Member;

/// A day that was set for a carer themselves.
#[derive(Clone, PartialEq, Eq)]
pub struct CarerDay {
    /// The day.
    pub on: NaiveDate,
    /// Their name.
    pub name: String,
}

impl CarerDay {
    /// The first of the days that were set for those who are known as carers and whose place has no last day.
    pub(super) fn first(team: &[&Member], set: fn(&Carer) -> Option<NaiveDate>) -> Option<Self> {
        let days = present(team).into_iter().filter_map(|member| {
            let on = set(member.carer.as_ref()?)?;
            Some((on, member.id, &member.name))
        });
        days.min().map(|(on, _, name)| Self {
            on,
            name: name.clone(),
        })
    }
}

private_debug!(CarerDay { on });
