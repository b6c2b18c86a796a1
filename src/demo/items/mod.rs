//! The open and ended items of a made-up person, dated so that the list sees in them what the lot wants.
//!
//! Each asking, chase, answer and telling also leaves an [`Event`] for the contact log.

mod dates;
mod events;

use chrono::NaiveDate;

use super::frame::day;
use super::lot::{Lot, Trouble};
use super::sketch::Sketch;
use super::tables::{Ask, Hope, parts};
use crate::domain::id::{GoalId, ItemId};
use crate::domain::item::{Chase, Ended, Ending, Item, ItemKind, Outcome, Rung, Waiting};
use crate::domain::plan::{GoalState, Plan};

pub(super) use events::Event;

/// When the list shall speak about an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    /// Today or late.
    Now,
    /// Within five working days.
    Soon,
    /// Later.
    Ahead,
}

/// Items and events while they are being drawn.
struct Drawing<'s, 'f> {
    sketch: &'s mut Sketch<'f>,
    items: Vec<Item>,
    events: Vec<Event>,
    /// Hopes whose action has not been taken up yet, with their goals.
    hopes: Vec<(Hope, GoalId)>,
}

/// Draws the items.
pub(super) fn draw(sketch: &mut Sketch<'_>, plan: Option<&mut Plan>) -> (Vec<Item>, Vec<Event>) {
    let hopes = match &plan {
        // Goals stand in the order of the hopes; the unanchored ones come after.
        Some(plan) => sketch
            .hopes
            .iter()
            .copied()
            .zip(plan.goals.iter().filter(|goal| !goal.because.is_empty()))
            .map(|(hope, goal)| (hope, goal.id))
            .collect(),
        None => Vec::new(),
    };
    let mut drawing = Drawing {
        sketch,
        items: Vec::new(),
        events: Vec::new(),
        hopes,
    };
    drawing.as_the_lot_wants();
    drawing.for_the_remaining_goals(plan);
    drawing.past_questions();
    drawing.items.sort_by_key(|item| (item.asked_on, item.id));
    (drawing.items, drawing.events)
}

impl Drawing<'_, '_> {
    fn as_the_lot_wants(&mut self) {
        let outline = self.sketch.outline;
        match outline.lot {
            Lot::Today(trouble) => {
                self.trouble(trouble, Due::Now);
                if let Some(also) = outline.also {
                    self.trouble(also, Due::Now);
                }
                if self.sketch.dice.chance(35) {
                    self.question(Due::Ahead);
                }
            }
            Lot::Soon(trouble) => {
                self.trouble(trouble, Due::Soon);
                if self.sketch.dice.chance(40) {
                    self.question(Due::Ahead);
                }
            }
            Lot::Waiting => {
                for _ in 0..self.sketch.dice.one(&[1, 1, 1, 2, 2, 3]) {
                    match self.sketch.dice.below(100) {
                        0..58 => self.question(Due::Ahead),
                        58..84 => self.others_action(Due::Ahead),
                        _ => self.persons_action(Due::Ahead),
                    }
                }
                if self.sketch.dice.chance(20) {
                    self.own_action(Due::Ahead);
                }
            }
            Lot::Paused => {
                if self.sketch.dice.chance(60) {
                    self.question(Due::Ahead);
                }
            }
            Lot::Steady => {
                if self.sketch.dice.chance(25) {
                    self.own_action(Due::Ahead);
                }
            }
            Lot::New | Lot::Left(_) => {}
        }
    }

    fn trouble(&mut self, trouble: Trouble, due: Due) {
        match trouble {
            Trouble::NotTold => self.answered_not_told(),
            Trouble::NoReply => self.question(due),
            Trouble::OthersAction => self.others_action(due),
            Trouble::OwnAction => self.own_action(due),
            Trouble::AsksPerson => self.persons_action(due),
            _ => {}
        }
    }

    /// An item that was asked on a day, with nothing come of it yet.
    fn item(
        &mut self,
        kind: ItemKind,
        waiting: Waiting,
        owner: &str,
        what: &str,
        asked_on: NaiveDate,
    ) -> Item {
        Item {
            owner: self.sketch.cast.told(owner),
            ..Item::new(
                ItemId(self.sketch.id_on(asked_on)),
                self.sketch.id,
                kind,
                &self.sketch.cast.told(what),
                waiting,
                asked_on,
            )
        }
    }

    /// A question of the themes that has not been asked yet, else one that goes with any.
    fn ask(&mut self) -> Ask {
        let asked = |ask: &Ask, items: &[Item], sketch: &Sketch<'_>| {
            let what = sketch.cast.told(ask.what);
            items.iter().any(|item| item.what == what)
        };
        let fitting: Vec<Ask> = self
            .sketch
            .themes
            .iter()
            .flat_map(|theme| theme.asks.iter().copied())
            .filter(|ask| !asked(ask, &self.items, self.sketch))
            .collect();
        if !fitting.is_empty() && self.sketch.dice.chance(75) {
            return self.sketch.dice.one(&fitting);
        }
        let general: Vec<Ask> = self
            .sketch
            .section("questions")
            .iter()
            .filter_map(|line| {
                let [question, answer] = parts(line);
                let (owner, what) = question.split_once(": ")?;
                Some(Ask {
                    owner,
                    what,
                    answer,
                })
            })
            .filter(|ask| !asked(ask, &self.items, self.sketch))
            .collect();
        self.sketch.dice.one(&general)
    }

    /// A question to a service that has not been answered.
    fn question(&mut self, due: Due) {
        let ask = self.ask();
        self.service(ItemKind::Question, ask.owner, ask.what, due, None);
    }

    /// Something that a service agreed to do: the action of a goal if one is left, else an ordinary one.
    fn others_action(&mut self, due: Due) {
        let held = self.hopes.iter().position(|(hope, _)| hope.owner != "us");
        if let Some(place) = held {
            let (hope, goal) = self.hopes.remove(place);
            self.service(ItemKind::Action, hope.owner, hope.action, due, Some(goal));
            return;
        }
        let lines = self.sketch.section("services");
        let line = self.sketch.dice.one(lines);
        let (owner, what) = line.split_once(": ").unwrap_or(("", line));
        self.service(ItemKind::Action, owner, what, due, None);
    }

    fn service(&mut self, kind: ItemKind, owner: &str, what: &str, due: Due, goal: Option<GoalId>) {
        let (asked_on, expected_on, how, chased) = match due {
            Due::Now => self.late_dates(),
            Due::Soon => self.soon_dates(),
            Due::Ahead => self.ahead_dates(),
        };
        let mut item = self.item(kind, Waiting::Service, owner, what, asked_on);
        item.expected_on = expected_on;
        item.expected_how = how;
        item.goal = goal;
        self.asked(&item);
        for on in chased {
            let note = self.sketch.phrase("chase");
            self.chased(&item, on, &note);
            item.chases.push(Chase {
                rung: Rung::Again,
                on,
                note,
            });
        }
        let spoken = self.sketch.outline.spoken_on;
        if kind.owes_news() {
            // Told that we still wait: at the last call, else by a message of late.
            let last = self.sketch.outline.last_day(self.sketch.frame);
            item.told_on = spoken
                .filter(|on| *on > asked_on.max(day(last, -20)))
                .or_else(|| {
                    let late = self.sketch.past_day(day(last, -14), day(last, -4));
                    (late > asked_on).then_some(late)
                });
        }
        if kind == ItemKind::Action {
            self.agreed_action(&mut item);
        }
        self.items.push(item);
    }

    /// Something that we are to do.
    fn own_action(&mut self, due: Due) {
        let (asked_on, expected) = self.deed_dates(due);
        let owner = self.sketch.coordinator.name.clone();
        let held = self.hopes.iter().position(|(hope, _)| hope.owner == "us");
        let (what, goal) = if let Some(place) = held {
            let (hope, goal) = self.hopes.remove(place);
            (hope.action, Some(goal))
        } else {
            let section = self.sketch.section("own");
            (self.sketch.cast.one(&mut self.sketch.dice, section), None)
        };
        let mut item = self.item(ItemKind::Action, Waiting::Us, &owner, what, asked_on);
        item.expected_on = Some(expected);
        item.goal = goal;
        self.agreed_action(&mut item);
        self.items.push(item);
    }

    /// Something that the person or their family want to do.
    fn persons_action(&mut self, due: Due) {
        let (asked_on, expected) = self.deed_dates(due);
        let section = self.sketch.section("theirs");
        let what = self.sketch.cast.one(&mut self.sketch.dice, section);
        let mut item = self.item(ItemKind::Action, Waiting::Person, "{name}", what, asked_on);
        item.expected_on = Some(expected);
        if item.expected_on.is_some() && self.sketch.dice.chance(40) {
            "as agreed at the visit".clone_into(&mut item.expected_how);
        }
        self.agreed_action(&mut item);
        self.items.push(item);
    }

    /// How sure the person is, and why it was decided (R39, D3).
    fn agreed_action(&mut self, item: &mut Item) {
        if self.sketch.dice.chance(75) {
            item.confidence = Some(self.sketch.dice.one(&[10, 9, 8, 8, 7, 7, 6, 5, 4, 3]));
        }
        if self.sketch.dice.chance(45) {
            item.because = self.sketch.phrase("because");
        }
    }

    /// A question whose answer the person has not heard (R58).
    fn answered_not_told(&mut self) {
        let ask = self.ask();
        let frame = self.sketch.frame;
        let answered = frame
            .working_days_ago(self.number(0, 4))
            .min(frame.yesterday);
        let asked = self.sketch.past_day(day(answered, -30), day(answered, -8));
        let expected = frame.working_days_after(asked, 10);
        let mut item = self.item(ItemKind::Question, Waiting::Us, ask.owner, ask.what, asked);
        item.expected_on = Some(expected);
        item.expected_how = self.counted(10, asked);
        self.asked(&item);
        let text = self.sketch.cast.told(ask.answer);
        self.answered(&item, answered, &text);
        item.outcome = Some(Outcome { on: answered, text });
        self.items.push(item);
    }

    /// The actions of goals that nobody is at any more: mostly done, at times given up (R39).
    fn for_the_remaining_goals(&mut self, plan: Option<&mut Plan>) {
        let Some(plan) = plan else { return };
        for (hope, goal) in std::mem::take(&mut self.hopes) {
            let last = self.sketch.outline.last_day(self.sketch.frame);
            let asked = self.sketch.past_day(plan.begun_on, day(plan.begun_on, 14));
            let room = (last - asked).num_days();
            let takes = if hope.owner == "us" { 5 } else { 14 };
            if room < takes + 3 {
                // Too new for anything to be done; the goal waits for its action.
                continue;
            }
            let on = self
                .sketch
                .past_day(day(asked, takes), day(asked, room.min(70)));
            let (owner, waiting) = if hope.owner == "us" {
                (self.sketch.coordinator_on(asked).name.clone(), Waiting::Us)
            } else {
                (hope.owner.to_owned(), Waiting::Service)
            };
            let mut item = self.item(ItemKind::Action, waiting, &owner, hope.action, asked);
            item.goal = Some(goal);
            item.expected_on = Some(self.sketch.frame.working_days_after(asked, 20));
            item.expected_how = self.counted(20, asked);
            self.agreed_action(&mut item);
            let dropped = self.sketch.dice.chance(10);
            let (how, because) = if dropped {
                (Ending::Dropped, self.sketch.phrase("dropped"))
            } else {
                (Ending::Done, String::new())
            };
            if !dropped {
                let text = self.sketch.cast.told(hope.done);
                self.done(&item, on, &text);
                item.outcome = Some(Outcome { on, text });
            }
            item.ended = Some(Ended { on, how, because });
            self.items.push(item);
            let likely = if dropped { 20 } else { 40 };
            if self.sketch.dice.chance(likely)
                && let Some(goal) = plan.goals.iter_mut().find(|one| one.id == goal)
            {
                goal.state = if dropped {
                    GoalState::Dropped
                } else {
                    GoalState::Reached
                };
            }
        }
    }

    /// Questions that were answered and told, or given up, in the past year.
    fn past_questions(&mut self) {
        let Some(spoken) = self.sketch.outline.spoken_on else {
            return;
        };
        for _ in 0..self.sketch.dice.one(&[0, 0, 1, 1, 2, 3]) {
            let joined = self.sketch.outline.joined_on.max(day(spoken, -300));
            if (spoken - joined).num_days() < 40 {
                return;
            }
            let ask = self.ask();
            let asked = self.sketch.past_day(joined, day(spoken, -35));
            let mut item = self.item(
                ItemKind::Question,
                Waiting::Service,
                ask.owner,
                ask.what,
                asked,
            );
            item.expected_on = Some(self.sketch.frame.working_days_after(asked, 10));
            item.expected_how = self.counted(10, asked);
            self.asked(&item);
            if self.sketch.dice.chance(12) {
                item.ended = Some(Ended {
                    on: self.sketch.past_day(day(asked, 5), day(asked, 30)),
                    how: Ending::Dropped,
                    because: self.sketch.phrase("dropped"),
                });
                self.items.push(item);
                continue;
            }
            let mut answered = self.sketch.past_day(day(asked, 3), day(asked, 14));
            if self.sketch.dice.chance(35) {
                let on = self.sketch.past_day(day(asked, 15), day(asked, 20));
                let note = self.sketch.phrase("chase");
                self.chased(&item, on, &note);
                item.chases.push(Chase {
                    rung: Rung::Again,
                    on,
                    note,
                });
                answered = self.sketch.past_day(day(asked, 21), day(asked, 30));
            }
            let told = self.sketch.past_day(answered, day(answered, 3)).min(spoken);
            let text = self.sketch.cast.told(ask.answer);
            self.answered(&item, answered, &text);
            self.told(&item, told, &text);
            item.waiting = Waiting::Us;
            item.outcome = Some(Outcome { on: answered, text });
            item.told_on = Some(told);
            item.ended = Some(Ended {
                on: told,
                how: Ending::Done,
                because: String::new(),
            });
            self.items.push(item);
        }
    }
}
