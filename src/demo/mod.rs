//! Made-up caseloads: people who do not exist, for trying the program out, for the documentation and for measuring.
//!
//! Pure and repeatable: the same seed, count, moment and navigator give the same records to the last byte, in whatever
//! pieces they are taken. NHS numbers are from the range never issued, telephone numbers from those kept free for
//! drama, postcodes from the pseudo district ZZ99; streets, towns, practices and people are invented.
//!
//! The first people are written by hand (`by_hand`). All others are dealt a lot (`lot`) that says where they shall
//! stand in the list, and get dates that make it so (`outline`); names, words and talk come from text tables.
//! Not here: writing them into a store.

mod by_hand;
mod cast;
mod contacts;
mod diary;
mod frame;
mod growing_up;
mod items;
mod lot;
mod moves;
mod outline;
mod person;
mod plan;
mod random;
mod services;
mod sketch;
mod tables;
mod talk;
mod team;
mod words;

use chrono::{DateTime, Utc};

use crate::domain::calendar::Holidays;
use crate::domain::nhs_number::NhsNumber;
use crate::domain::record::Record;
use crate::domain::user::User;

use frame::Frame;
use lot::Lots;
use outline::Outline;
use random::Dice;
pub use services::services;
use sketch::Sketch;

/// The records of so many made-up people, one list a person, as the list of Today would find them at `now` (UTC).
///
/// Each list holds the person, the care team, the words, the plan, the items, the contacts, the appointments and the
/// moves, in that order; contacts oldest first. With `contacts_total` all contacts together are that many, or as few as the records need to be true.
/// NHS numbers are different for the first 909,091 people; after that people have none.
pub fn people<'a>(
    seed: u64,
    count: usize,
    contacts_total: Option<usize>,
    now: DateTime<Utc>,
    holidays: &'a Holidays,
    navigator: &'a User,
) -> impl Iterator<Item = Vec<Record>> + use<'a> {
    let frame = Frame::new(seed, now, holidays, navigator);
    let by_hand = by_hand::all(&frame);
    let shares = shares(&frame, count, contacts_total, &by_hand);
    let mut lots = Lots::new(seed);
    shares
        .into_iter()
        .enumerate()
        .map(move |(index, contacts)| match by_hand.get(index) {
            Some(records) => records.clone(),
            None => records(&frame, index, contacts, &mut lots),
        })
}

/// The dice of one person, for the outline and for everything else.
const OUTLINE: u64 = 2;
const RECORDS: u64 = 3;

/// How many NHS numbers there are in the test range, less those of the people written by hand.
const NHS_NUMBERS: u64 = 909_091 - 5;
/// A prime that scatters them, so that neighbours in the list do not have neighbouring numbers.
const SCATTER: u64 = 514_229;

fn outline(frame: &Frame<'_>, index: usize, lots: &mut Lots) -> Outline {
    let lot = lots.of(index.saturating_sub(by_hand::COUNT));
    Outline::draw(frame, lot, &mut Dice::new(frame.seed, OUTLINE, index))
}

fn records(frame: &Frame<'_>, index: usize, contacts: u32, lots: &mut Lots) -> Vec<Record> {
    let outline = outline(frame, index, lots);
    let dice = Dice::new(frame.seed, RECORDS, index);
    let sketch = &mut Sketch::draw(frame, outline, nhs_number(frame.seed, index), dice);
    let team = team::draw(sketch);
    let said = words::draw(sketch);
    let mut plan = plan::draw(sketch, &said);
    let (mut items, events) = items::draw(sketch, plan.as_mut());
    let contacts = contacts::draw(sketch, events, contacts);
    let mut person = person::draw(sketch);
    person::tell(sketch, &mut person, &team, &items);
    let grown = growing_up::draw(sketch, &person, &team);
    // Last: whatever is drawn before does not change with it.
    let mut moves = moves::draw(sketch, &mut items);
    moves.extend(grown);
    let diary = diary::draw(sketch, &mut items);
    let mut records = Vec::with_capacity(
        3 + team.len() + items.len() + contacts.len() + diary.len() + moves.len(),
    );
    records.push(Record::Person(person));
    records.extend(team.into_iter().map(Record::Member));
    records.extend(said.words.into_iter().map(Record::Words));
    records.extend(plan.map(Record::Plan));
    records.extend(items.into_iter().map(Record::Item));
    records.extend(contacts.into_iter().map(Record::Contact));
    let boxed = |one| Record::Appointment(Box::new(one));
    records.extend(diary.into_iter().map(boxed));
    let boxed = |one| Record::Transition(Box::new(one));
    records.extend(moves.into_iter().map(boxed));
    records
}

fn nhs_number(seed: u64, index: usize) -> Option<NhsNumber> {
    let nth = u64::try_from(index.checked_sub(by_hand::COUNT)?).ok()?;
    if nth >= NHS_NUMBERS {
        return None;
    }
    let first = Dice::new(seed, OUTLINE, usize::MAX).roll() % NHS_NUMBERS;
    Some(NhsNumber::generate_test(
        5 + (first + nth * SCATTER) % NHS_NUMBERS,
    ))
}

/// How many contacts each person has.
///
/// Everybody has those that their record cannot do without. The rest goes by the weight of each outline; sharing out
/// by running totals makes the sum come out exactly.
fn shares(
    frame: &Frame<'_>,
    count: usize,
    contacts_total: Option<usize>,
    by_hand: &[Vec<Record>],
) -> Vec<u32> {
    let mut lots = Lots::new(frame.seed);
    let mut must = Vec::with_capacity(count);
    let mut more: Vec<u32> = Vec::with_capacity(count);
    for index in 0..count {
        if let Some(records) = by_hand.get(index) {
            let contacts = records
                .iter()
                .filter(|record| matches!(record, Record::Contact(_)));
            must.push(u32::try_from(contacts.count()).unwrap_or(u32::MAX));
            more.push(0);
        } else {
            let outline = outline(frame, index, &mut lots);
            must.push(outline.must);
            more.push(outline.more);
        }
    }
    if let Some(total) = contacts_total {
        let sum = |list: &[u32]| list.iter().map(|one| u128::from(*one)).sum::<u128>();
        let (weight, needed) = (sum(&more), sum(&must));
        let rest = u128::try_from(total)
            .unwrap_or(u128::MAX)
            .saturating_sub(needed);
        let (mut seen, mut given) = (0, 0);
        for one in &mut more {
            seen += u128::from(*one);
            let due = (rest * seen).checked_div(weight).unwrap_or(0);
            *one = u32::try_from(due - given).unwrap_or(u32::MAX);
            given = due;
        }
    }
    must.iter()
        .zip(more)
        .map(|(must, more)| must.saturating_add(more))
        .collect()
}

#[cfg(test)]
mod tests;
