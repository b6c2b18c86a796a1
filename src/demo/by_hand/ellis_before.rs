//! Margaret "Peggy" Ellis's log up to her fall, from the first visit on.

use super::{Hand, clock, moved};
use crate::domain::contact::{Channel, Direction, Next, Reached, With};
use crate::domain::id::ItemId;
use crate::domain::item::Mark;

/// The months before the fall.
pub(super) fn log(hand: &mut Hand<'_>, rails: ItemId) {
    let first = hand.ago(110);
    let visit = hand.call(
        first,
        clock(14, 0),
        With::Person,
        "",
        "First visit. Scones. Wants to stay in the kitchen; afraid of \"being put somewhere\". Fridge card given.",
    );
    visit.channel = Channel::Visit;
    visit.minutes = Some(65);
    let day_one = hand.ago(104);
    hand.call(
        day_one,
        clock(10, 20),
        With::Professional,
        "Dr S. Patel",
        "Agreed to lead. Water tablets to be looked at, blood test booked.",
    );
    let missed = hand.ago(92);
    let retry = hand.frame.working_days_after(missed, 1);
    let failed = hand.call(
        missed,
        clock(11, 5),
        With::Person,
        "",
        "No answer on the landline; forgot that texts are better.",
    );
    failed.result = Reached::NoAnswer;
    failed.next = Some(Next {
        on: retry,
        what: "text instead".into(),
    });
    let texted = hand.ago(90);
    let text = hand.call(
        texted,
        clock(9, 30),
        With::Person,
        "",
        "By text: ankles down, slippers fit, baked for the chapel.",
    );
    text.channel = Channel::Text;
    let measured = hand.ago(75);
    hand.call(
        measured,
        clock(13, 10),
        With::Professional,
        "Mrs A. Rowntree",
        "Back step and kitchen measured; rails and a perching stool ordered.",
    );
    let winter = hand.ago(61);
    hand.call(
        winter,
        clock(16, 40),
        With::Carer,
        "Ruth Ellis (daughter)",
        "Ruth does the legs each evening and is worn out. Carers' centre number given. Would like nurses to do it.",
    );
    let talked = hand.ago(54);
    let video = hand.call(
        talked,
        clock(15, 0),
        With::Person,
        "",
        "With Ruth and the pad. New words for the plan: see Ruth without her doing my legs. Plan read and agreed.",
    );
    video.channel = Channel::Visit;
    video.minutes = Some(55);
    let railed = hand.ago(40);
    let fitted = hand.call(
        railed,
        clock(12, 25),
        With::Professional,
        "Mrs A. Rowntree",
        "Rails fitted, stool in the kitchen. Practised the step twice.",
    );
    fitted.direction = Direction::In;
    fitted.moved = moved(rails, Mark::Done);
    let calm = hand.ago(33);
    let late = hand.call(
        calm,
        clock(10, 10),
        With::Person,
        "",
        "By text: stool is good. Written up after leave.",
    );
    late.channel = Channel::Text;
    late.recorded_at += chrono::TimeDelta::days(3);
    let steady = hand.ago(24);
    let note = hand.call(
        steady,
        clock(14, 30),
        With::Person,
        "",
        "Bread in the oven, radio on. Stairs slow; goes up once a day.",
    );
    note.minutes = Some(15);
    note.channel = Channel::Visit;
}
