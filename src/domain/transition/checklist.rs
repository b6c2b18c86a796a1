//! The checklist of a discharge: six points, each yes, no or not applicable, with a note (R76).

use serde::{Deserialize, Serialize};

use crate::domain::id::ItemId;

/// The points of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckPoint {
    /// Whom to ring out of hours.
    OutOfHours,
    /// The next appointment.
    NextAppointment,
    /// The plan, given and explained.
    Plan,
    /// Medicines, and how to take them.
    Medicines,
    /// Dressings and equipment.
    Equipment,
    /// Who advises.
    Adviser,
}

impl CheckPoint {
    /// Every point, in the order in which they are asked.
    pub const ALL: [Self; 6] = [
        Self::OutOfHours,
        Self::NextAppointment,
        Self::Plan,
        Self::Medicines,
        Self::Equipment,
        Self::Adviser,
    ];

    /// Stable name, for forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::OutOfHours => "out_of_hours",
            Self::NextAppointment => "next_appointment",
            Self::Plan => "plan",
            Self::Medicines => "medicines",
            Self::Equipment => "equipment",
            Self::Adviser => "adviser",
        }
    }

    /// The point in a few words.
    pub fn word(self) -> &'static str {
        match self {
            Self::OutOfHours => "out-of-hours contact named",
            Self::NextAppointment => "next appointment made",
            Self::Plan => "plan given and explained",
            Self::Medicines => "medicines, how to take them",
            Self::Equipment => "dressings and equipment",
            Self::Adviser => "told who advises",
        }
    }

    /// The point as the label of a field, which has little place.
    pub fn label(self) -> &'static str {
        match self {
            Self::OutOfHours => "out-of-hours contact",
            Self::NextAppointment => "next appointment",
            Self::Plan => "plan explained",
            Self::Medicines => "medicines explained",
            Self::Equipment => "dressings, equipment",
            Self::Adviser => "told who advises",
        }
    }

    /// What is to be done where it was not ticked.
    pub fn to_do(self) -> &'static str {
        match self {
            Self::OutOfHours => "Name whom to ring out of hours",
            Self::NextAppointment => "Find out or make the next appointment",
            Self::Plan => "Give and explain the plan",
            Self::Medicines => "Go through the medicines and how to take them",
            Self::Equipment => "See to dressings and equipment",
            Self::Adviser => "Tell them who advises",
        }
    }
}

/// What is known of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It was done.
    Yes,
    /// It was not.
    No,
    /// It does not apply.
    NotApplicable,
}

impl Answer {
    /// Every answer, in menu order.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotApplicable];

    /// The answer in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// One point as it stands.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The answer; `None` where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Answer>,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The open item that it left behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
}

private_debug!(Point { is, item });

impl Point {
    /// A point with an answer.
    pub fn answered(is: Answer) -> Self {
        Self {
            is: Some(is),
            ..Self::default()
        }
    }

    /// Whether nothing is left to do about it.
    pub fn settled(&self) -> bool {
        matches!(self.is, Some(Answer::Yes | Answer::NotApplicable))
    }

    /// The answer in words, also where there is none.
    pub fn word(&self) -> &'static str {
        self.is.map_or("not asked", Answer::word)
    }
}

/// The six points.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checklist {
    /// Whom to ring out of hours.
    pub out_of_hours: Point,
    /// The next appointment.
    pub next_appointment: Point,
    /// The plan, given and explained.
    pub plan: Point,
    /// Medicines, and how to take them.
    pub medicines: Point,
    /// Dressings and equipment.
    pub equipment: Point,
    /// Who advises.
    pub adviser: Point,
}

private_debug!(Checklist);

impl Checklist {
    /// One point.
    pub fn point(&self, which: CheckPoint) -> &Point {
        match which {
            CheckPoint::OutOfHours => &self.out_of_hours,
            CheckPoint::NextAppointment => &self.next_appointment,
            CheckPoint::Plan => &self.plan,
            CheckPoint::Medicines => &self.medicines,
            CheckPoint::Equipment => &self.equipment,
            CheckPoint::Adviser => &self.adviser,
        }
    }

    /// One point, to be changed.
    pub fn point_mut(&mut self, which: CheckPoint) -> &mut Point {
        match which {
            CheckPoint::OutOfHours => &mut self.out_of_hours,
            CheckPoint::NextAppointment => &mut self.next_appointment,
            CheckPoint::Plan => &mut self.plan,
            CheckPoint::Medicines => &mut self.medicines,
            CheckPoint::Equipment => &mut self.equipment,
            CheckPoint::Adviser => &mut self.adviser,
        }
    }

    /// The points about which something is left to do.
    pub fn unsettled(&self) -> impl Iterator<Item = CheckPoint> + '_ {
        CheckPoint::ALL
            .into_iter()
            .filter(|which| !self.point(*which).settled())
    }
}
