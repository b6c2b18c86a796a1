//! Whether the records of one person can be true: the checks that the forms ask, and whether everything they name is
//! there (`domain::soundness`).

use chrono::NaiveDate;
use serde_json::Value;

use super::fault::{CORRECT, MOST, RecordFault};
use super::unread::{field_words, shown};
use crate::domain::record::Record;
use crate::domain::soundness::{self, Whole};
use crate::domain::text::visible;
use crate::export::Records;

/// Everything that cannot be in the records of one person. `is_cut` says that parts of them were left out on purpose:
/// then what is not there is no fault. `today` is the London day.
pub fn judge(records: &Records, today: NaiveDate, is_cut: bool) -> Vec<RecordFault> {
    let mut faults = Vec::new();
    for record in each(records) {
        for flaw in soundness::flaws(&record, today) {
            if is_cut && flaw.value.is_empty() {
                continue;
            }
            let about = [soundness::named(&record), flaw.thing];
            let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
            let path: Vec<String> = flaw.field.split('.').map(str::to_owned).collect();
            faults.push(RecordFault {
                about: visible(&about.join(": ")).into_owned(),
                field: field_words(&path),
                value: shown(&Value::from(flaw.value)),
                reason: flaw.why.to_string(),
                remedy: CORRECT,
            });
            if faults.len() == MOST {
                return faults;
            }
        }
    }
    if !is_cut {
        faults.extend(astray(records));
        faults.truncate(MOST);
    }
    faults
}

/// Everything that cannot be in a record of nobody: an entry of the directory, a need that it did not meet. `today` is the
/// London day.
pub(super) fn judge_alone(record: &Record, today: NaiveDate) -> Vec<RecordFault> {
    let flaws = soundness::flaws(record, today).into_iter();
    flaws
        .map(|flaw| RecordFault {
            about: visible(&soundness::named(record)).into_owned(),
            field: field_words(&flaw.field.split('.').map(str::to_owned).collect::<Vec<_>>()),
            value: shown(&Value::from(flaw.value)),
            reason: flaw.why.to_string(),
            remedy: CORRECT,
        })
        .collect()
}

fn astray(records: &Records) -> impl Iterator<Item = RecordFault> {
    let whole = Whole {
        person: Some(&records.person),
        team: &records.team,
        plan: records.plan.as_ref(),
        items: &records.items,
        contacts: &records.contacts,
        deferrals: &records.deferrals,
        sharing: &records.sharing,
        versions: &records.versions,
        copies: &records.copies,
        appointments: &records.appointments,
        moves: &records.moves,
    };
    soundness::astray(&whole)
        .into_iter()
        .map(|one| RecordFault {
            about: visible(&one.about).into_owned(),
            field: field_words(&one.field.split('.').map(str::to_owned).collect::<Vec<_>>()),
            value: one.id.to_string(),
            reason: format!(
                "This should name {}, and nothing of this person has that id.",
                one.what
            ),
            remedy: CORRECT,
        })
}

/// Every record of a person, as what is written, and the services that they name.
fn each(records: &Records) -> impl Iterator<Item = Record> {
    let services = records.services.iter().cloned();
    let services = services.map(|one| Record::Service(Box::new(one)));
    records.clone().into_all().into_iter().chain(services)
}
