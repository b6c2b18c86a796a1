//! What the contacts of a made-up person are about: calls with them, their carers and services, and attempts.
//!
//! Not here: when they happen and what they move (`contacts`).

use super::sketch::Sketch;
use super::tables::Theme;
use crate::domain::contact::{Channel, Direction, Reached, With};
use crate::domain::say::capital;

/// What a contact is about, before it gets its time and identity.
pub(super) struct Draft {
    /// By which way.
    pub(super) channel: Channel,
    /// Who began it.
    pub(super) direction: Direction,
    /// With whom.
    pub(super) with: With,
    /// Their name, where it is not the person.
    pub(super) whom: String,
    /// Whether they were reached.
    pub(super) result: Reached,
    /// What was said.
    pub(super) gist: String,
}

impl Draft {
    /// A call by us that reached them.
    pub(super) fn call(with: With, gist: String) -> Self {
        Self {
            channel: Channel::Phone,
            direction: Direction::Out,
            with,
            whom: String::new(),
            result: Reached::Yes,
            gist,
        }
    }
}

/// Whether a call is about somebody too young to be rung.
pub(super) fn child(sketch: &mut Sketch<'_>) -> bool {
    let likely = if sketch.cast.age < 16 { 80 } else { 0 };
    sketch.dice.chance(likely)
}

/// One of the contacts that make up most of a log.
pub(super) fn ordinary(sketch: &mut Sketch<'_>) -> Draft {
    match sketch.dice.below(100) {
        0..10 => attempt(sketch),
        10..34 => with_desk(sketch),
        34..52 => with_kin(sketch),
        _ if child(sketch) => with_kin(sketch),
        _ => with_person(sketch),
    }
}

/// A call or visit that reached nobody (R47).
pub(super) fn attempt(sketch: &mut Sketch<'_>) -> Draft {
    let gist = sketch.phrase("failed");
    let result = if gist.contains("essage") || gist.contains("oicemail") {
        Reached::LeftMessage
    } else if gist.contains("door") || gist.contains("appointment") || gist.contains("Curtains") {
        Reached::NotThere
    } else {
        Reached::NoAnswer
    };
    let channel = match result {
        Reached::NotThere if gist.contains("appointment") => Channel::FaceToFace,
        Reached::NotThere => Channel::Visit,
        _ => Channel::Phone,
    };
    Draft {
        channel,
        direction: Direction::Out,
        with: With::Person,
        whom: String::new(),
        result,
        gist,
    }
}

/// A conversation with the person.
pub(super) fn with_person(sketch: &mut Sketch<'_>) -> Draft {
    let (mut channel, mut direction) = person_channel(sketch);
    let about = themed(sketch, |theme| &theme.talk, "talk", 55);
    if about.starts_with("By text") || about.starts_with("By message") {
        (channel, direction) = (Channel::Text, Direction::In);
    } else if about.starts_with("On the video") {
        (channel, direction) = (Channel::Video, Direction::Out);
    }
    let mut gist = String::with_capacity(120);
    match channel {
        Channel::Text if !about.starts_with("By ") => gist.push_str("By text: "),
        Channel::Email => gist.push_str("Wrote: "),
        // The openings are those of people who answer their own telephone.
        Channel::Phone if sketch.cast.age >= 16 && sketch.dice.chance(60) => {
            let section = sketch.section("opening");
            gist.push_str(sketch.dice.one(section));
            gist.push(' ');
        }
        _ => {}
    }
    gist.push_str(&about);
    close_with(sketch, &mut gist);
    Draft {
        channel,
        direction,
        ..Draft::call(With::Person, gist)
    }
}

/// A line of the themes in so many of a hundred cases, else one that goes with any. Children have only the themes'.
fn themed(
    sketch: &mut Sketch<'_>,
    which: fn(&Theme) -> &[&'static str],
    general: &str,
    likely: u32,
) -> String {
    let place = sketch.dice.place(sketch.themes.len());
    if (sketch.cast.age < 30 || sketch.dice.chance(likely))
        && let Some(theme) = sketch.themes.get(place)
    {
        let line = sketch.cast.one(&mut sketch.dice, which(theme));
        if !line.is_empty() {
            return sketch.cast.told(line);
        }
    }
    sketch.phrase(general)
}

fn close_with(sketch: &mut Sketch<'_>, gist: &mut String) {
    if sketch.dice.chance(40) {
        let closing = sketch.phrase("closing");
        gist.push(' ');
        gist.push_str(&closing);
    }
}

fn person_channel(sketch: &mut Sketch<'_>) -> (Channel, Direction) {
    let channel = match sketch.dice.below(100) {
        0..68 => Channel::Phone,
        68..82 => Channel::Visit,
        82..89 => Channel::FaceToFace,
        89..93 => Channel::Video,
        93..98 => Channel::Text,
        _ => Channel::Email,
    };
    let incoming = match channel {
        Channel::Phone | Channel::Text | Channel::Email => sketch.dice.chance(20),
        _ => false,
    };
    let direction = if incoming {
        Direction::In
    } else {
        Direction::Out
    };
    (channel, direction)
}

/// A conversation with whoever is closest, or with the person when there is nobody.
pub(super) fn with_kin(sketch: &mut Sketch<'_>) -> Draft {
    let Some(whom) = sketch
        .cast
        .carer()
        .map(|carer| format!("{} ({})", carer.name, carer.relation))
    else {
        return with_person(sketch);
    };
    let mut gist = themed(sketch, |theme| &theme.kin, "kin", 50);
    let (channel, direction) = if gist.contains(" rang ") {
        (Channel::Phone, Direction::In)
    } else {
        person_channel(sketch)
    };
    close_with(sketch, &mut gist);
    Draft {
        channel,
        direction,
        whom,
        ..Draft::call(With::Carer, gist)
    }
}

/// Whom and what, of a contact with a service.
pub(super) fn desk_line(sketch: &mut Sketch<'_>) -> (String, String) {
    let themed: Vec<(&str, &str)> = sketch
        .themes
        .iter()
        .flat_map(|theme| theme.desk.iter().copied())
        .filter(|(_, gist)| sketch.cast.can_say(gist))
        .collect();
    let (whom, gist) = if !themed.is_empty() && sketch.dice.chance(45) {
        sketch.dice.one(&themed)
    } else {
        let section = sketch.section("desk");
        let line = sketch.cast.one(&mut sketch.dice, section);
        line.split_once(": ").unwrap_or(("", line))
    };
    let mut gist = capital(&sketch.cast.told(gist));
    gist.push('.');
    (sketch.cast.told(whom), gist)
}

fn with_desk(sketch: &mut Sketch<'_>) -> Draft {
    let (whom, gist) = desk_line(sketch);
    let professional = ["nurse", "matron", "pharmacist", "therap", "Sister", "Dr "]
        .iter()
        .any(|sign| whom.contains(sign));
    let with = if professional {
        With::Professional
    } else {
        With::Service
    };
    let direction = if sketch.dice.chance(35) {
        Direction::In
    } else {
        Direction::Out
    };
    Draft {
        channel: by_service(sketch),
        direction,
        with,
        whom,
        result: Reached::Yes,
        gist,
    }
}

/// The way in which services are spoken with.
pub(super) fn by_service(sketch: &mut Sketch<'_>) -> Channel {
    match sketch.dice.below(100) {
        0..62 => Channel::Phone,
        62..88 => Channel::Email,
        _ => Channel::Letter,
    }
}
