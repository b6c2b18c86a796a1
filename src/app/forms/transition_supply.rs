//! The medicines of an earlier discharge when somebody comes home again (R79): one countdown, or two where both hold.
//!
//! Whoever went in again between comes home with what is handed out now; whether what they have counts on is theirs to say.

use chrono::NaiveDate;

use crate::app::form::{Field, Form};
use crate::app::person_view::PersonView;
use crate::domain::change::Write;
use crate::domain::item::{Ended, Ending, Item, ItemKind};
use crate::domain::london;
use crate::domain::record::{Kept, Record};
use crate::domain::say;
use crate::domain::transition::{MoveKind, Transition};

/// The field, and what it offers.
const FIELD: &str = "earlier";
const WAYS: [&str; 2] = ["count on beside", "replaced by these"];
const REPLACED: usize = 1;

/// Why a supply is over.
const HANDED_OUT_ANEW: &str = "medicines were handed out anew on the next discharge";

/// The open supplies that discharges left behind, each with its discharge.
fn earlier(view: &PersonView) -> impl Iterator<Item = (&Kept<Item>, &Transition)> {
    let supplies = view.folder.items.iter();
    let supplies = supplies.filter(|item| item.kind == ItemKind::Supply && item.is_open());
    supplies.filter_map(|item| {
        let of = item.transition?;
        let known = view.folder.moves.iter().find(|known| known.id == of)?;
        Some((item, &known.value))
    })
}

/// Until when they last: "Fri 6 Mar".
fn until<'a>(supplies: impl Iterator<Item = &'a Item>, today: NaiveDate) -> String {
    let days = supplies.filter_map(|item| item.expected_on);
    let days: Vec<String> = days.map(|on| say::day(on, today)).collect();
    days.join(" and ")
}

/// What the card says of them; nothing where no supply of an earlier discharge is open.
pub(super) fn intro(view: &PersonView, today: NaiveDate) -> Option<String> {
    earlier(view).next()?;
    Some(format!(
        "Medicines of an earlier discharge are counted down until {}: below, whether those that are handed out now replace \
         them.",
        until(earlier(view).map(|(item, _)| &item.value), today)
    ))
}

/// Whether the medicines of before count on. Proposed is that they are replaced where they went in again since.
pub(super) fn field(view: &PersonView) -> Option<Field> {
    earlier(view).next()?;
    let went_in_after = |of: &Transition| {
        let mut all = view.folder.moves.iter();
        all.any(|known| known.kind == MoveKind::Admission && known.at >= of.at)
    };
    let at = if earlier(view).all(|(_, of)| went_in_after(of)) {
        REPLACED
    } else {
        0
    };
    let mut field = Field::choice(FIELD, "Earlier medicines", WAYS, at);
    field.hint = "replaced: the earlier countdown ends, where a day is given above";
    Some(field)
}

/// Ends the supplies of earlier discharges where this one replaces them, with what is said of it.
pub(super) fn replaced(
    view: &PersonView,
    one: &Transition,
    form: &Form,
    today: NaiveDate,
) -> (Vec<Write>, String) {
    let handed_out = one.discharge.as_ref().and_then(|of| of.medicines_until_on);
    let before = || earlier(view).filter(|(_, of)| of.at <= one.at);
    if form.field(FIELD).is_none() || before().next().is_none() {
        return (Vec::new(), String::new());
    }
    let days = until(before().map(|(item, _)| &item.value), today);
    if form.choice(FIELD) != REPLACED || handed_out.is_none() {
        let said = format!("; the medicines until {days} are counted down still");
        return (Vec::new(), said);
    }
    let writes = before().map(|(kept, _)| {
        let mut item = kept.value.clone();
        item.ended = Some(Ended {
            on: london::date(one.at).max(item.asked_on),
            how: Ending::Dropped,
            because: HANDED_OUT_ANEW.to_owned(),
        });
        Write::Replace {
            record: Record::Item(item),
            seen: kept.revision,
        }
    });
    let said = format!("; the medicines until {days} are replaced by these");
    (writes.collect(), said)
}
