//! A write as it goes to the store: with its draft, and with what it says of a carer at every other place of theirs.

use crate::domain::carer;
use crate::domain::change::{Change, Write};
use crate::domain::record::Record;
use crate::store::{Commit, Fault, Place, Stamp, Store};

/// Writes a change, and lets the draft at a place go.
pub(super) fn write(
    store: &mut Store,
    stamp: Stamp<'_>,
    change: &Change,
    place: Option<&Place>,
) -> Result<Commit, Fault> {
    let change = with_other_places(store, change)?;
    match place {
        Some(place) => store.write_draft(stamp, &change, place),
        None => store.write(stamp, &change),
    }
}

/// The same change with what it says of a carer at every other place of theirs too, as those are now.
///
/// Worked out from what is written in the end, after whatever others wrote was put together with it: a place that was
/// read before would take back what they wrote there.
fn with_other_places(store: &Store, change: &Change) -> Result<Change, Fault> {
    let mut whole = change.clone();
    for (at, write) in change.writes.iter().enumerate().rev() {
        // Of two writes of one place, the last is what it says in the end.
        let mut later = change.writes.iter().skip(at + 1);
        if later.any(|later| later.id() == write.id()) {
            continue;
        }
        let (Write::Add(Record::Member(member))
        | Write::Replace {
            record: Record::Member(member),
            ..
        }) = write
        else {
            continue;
        };
        let Some(known) = &member.carer else {
            continue;
        };
        for other in carer::spread(member, &store.places_of(known.id)?) {
            if !whole.writes.iter().any(|write| write.id() == other.id()) {
                whole.writes.push(other);
            }
        }
    }
    Ok(whole)
}
