//! What a plan lacks, in words: an invitation, never a bar to saving (R119, D3).

use chrono::NaiveDate;

use super::goal::{Goal, GoalState};
use super::item::{Item, ItemKind};
use super::place_ended::rung_in_vain;
use super::plan::{Need, Plan};
use super::record::Folder;
use super::team::{Member, Reach, Role};
use super::version::Body;
use super::words::{self, Heading, Spoken};

/// Something that PRSB or the requirements ask of a plan and that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What is not there, in words that can stand in a list.
    pub says: String,
    /// What to do about it: a command's name, and what it does.
    pub remedy: Remedy,
    /// Which requirement asks for it: for whoever reads this table, never shown to users.
    pub source: &'static str,
}

/// A command by its name, and what it does about what is missing. Its key is the user's own business.
pub type Remedy = (&'static str, &'static str);

/// A question that is asked of every plan.
struct Asked {
    says: &'static str,
    remedy: Remedy,
    source: &'static str,
    is_missing: fn(&Read<'_>) -> bool,
}

/// A record, read for the questions.
struct Read<'a> {
    folder: &'a Folder,
    today: NaiveDate,
    plan: Option<&'a Plan>,
    spoken: Spoken,
}

/// The question after goals without a phrase; which they are is said with it.
const UNTIED: &str = "a phrase of their words behind every goal";

/// The question after those who cannot be rung any more; who they are is said with it.
const IN_VAIN: &str = "somebody to ring in place of those whose place in the team has ended";

/// The question after those whose paper says otherwise on what to do; who they are is said with it.
const BEHIND: &str = "the plan as it is now, with those whose copy says otherwise of what to do when things go wrong";

/// The question after plans that nobody compared with this one; which they are is said with it.
const UNRECONCILED: &str = "what the plans of other services say, reconciled into this one";

/// The questions, most telling first.
const ASKED: &[Asked] = &[
    Asked {
        says: "what is most important to them, in their own words",
        remedy: ("plan.words", "writes them down"),
        source: "R27, D4",
        is_missing: |read| {
            let excused = read
                .plan
                .is_some_and(|plan| !plan.no_words_because.is_empty());
            !read.said(Heading::MostImportant) && !excused
        },
    },
    Asked {
        says: "a need, concern or problem",
        remedy: ("plan.need", "adds one"),
        source: "D3",
        is_missing: |read| read.lacks(|plan| plan.needs.iter().all(Need::is_in_error)),
    },
    Asked {
        says: "a goal or hope",
        remedy: ("plan.goal", "adds one under the need that is selected"),
        source: "D3",
        is_missing: |read| read.lacks(|plan| plan.goals.is_empty()),
    },
    Asked {
        says: UNTIED,
        remedy: ("plan.anchor", "ties the selected goal to their words"),
        source: "R31",
        is_missing: |read| !read.untied().is_empty(),
    },
    Asked {
        says: "how important each goal is to them",
        remedy: ("plan.edit", "on the goal: a number from 1 to 10"),
        source: "D3",
        is_missing: |read| {
            read.plan.is_some_and(|plan| {
                let mut active = plan
                    .goals
                    .iter()
                    .filter(|goal| goal.state == GoalState::Active);
                active.any(|goal| goal.importance.is_none())
            })
        },
    },
    Asked {
        says: "an action for every goal",
        remedy: ("plan.action", "adds one under the goal that is selected"),
        source: "D3",
        is_missing: |read| {
            read.plan.is_some_and(|plan| {
                let served = |id| read.folder.items.iter().any(|item| item.goal == Some(id));
                let mut active = plan
                    .goals
                    .iter()
                    .filter(|goal| goal.state == GoalState::Active);
                active.any(|goal| !served(goal.id))
            })
        },
    },
    Asked {
        says: "a goal behind every action",
        remedy: ("plan.edit", "on the action: choose the goal that it serves"),
        source: "R31",
        is_missing: |read| {
            read.actions().any(|item| {
                let goal = item.goal.zip(read.plan);
                goal.is_none_or(|(goal, plan)| plan.goal(goal).is_none())
            })
        },
    },
    Asked {
        says: "an owner for every action",
        remedy: ("plan.edit", "on the action: who does it"),
        source: "R32",
        is_missing: |read| read.actions().any(|item| item.owner.is_empty()),
    },
    Asked {
        says: "a date for every action",
        remedy: ("plan.edit", "on the action: by when, or that it is ongoing"),
        source: "R32",
        is_missing: |read| {
            read.actions()
                .any(|item| item.expected_on.is_none() && !item.ongoing)
        },
    },
    Asked {
        says: "how sure they are of every action",
        remedy: ("plan.edit", "on the action: a number from 1 to 10"),
        source: "D3",
        is_missing: |read| read.actions().any(|item| item.confidence.is_none()),
    },
    Asked {
        says: "their strengths and who is around them",
        remedy: ("plan.edit", "on the row Strengths writes them"),
        source: "R34",
        is_missing: |read| read.lacks(|plan| plan.strengths.is_empty()),
    },
    Asked {
        says: "what to do when things go wrong",
        remedy: ("plan.add", "and then a contingency plan"),
        source: "R85",
        is_missing: |read| read.lacks(|plan| !plan.says_what_if()),
    },
    Asked {
        says: "somebody to ring in every contingency plan",
        remedy: (
            "plan.edit",
            "on the contingency plan, then their numbers at Ring",
        ),
        source: "R85",
        is_missing: |read| {
            read.plan.is_some_and(|plan| {
                let mut holding = plan.arrangements.contingency.iter();
                holding.any(|one| one.until_on.is_none() && one.rings_nobody())
            })
        },
    },
    Asked {
        says: BEHIND,
        remedy: ("copy.send", "on the tab Shared, on the copy of each"),
        source: "R91, D3",
        is_missing: |read| !read.behind().is_empty(),
    },
    Asked {
        says: IN_VAIN,
        remedy: (
            "plan.edit",
            "on the contingency plan, at Ring: who is rung now",
        ),
        source: "R85",
        is_missing: |read| !read.rung_in_vain().is_empty(),
    },
    Asked {
        says: UNRECONCILED,
        remedy: ("plan.edit", "on their plan: the day it was reconciled"),
        source: "R30",
        is_missing: |read| !read.unreconciled().is_empty(),
    },
    Asked {
        says: "a backup for carer and coordinator",
        remedy: ("plan.add", "and then a backup"),
        source: "R86",
        is_missing: |read| read.lacks(|plan| !plan.names_backup(read.has_carer())),
    },
    Asked {
        says: "their wishes for later, and whether there is an advance statement",
        remedy: ("plan.add", "and then wishes"),
        source: "D3, D5",
        is_missing: |read| read.lacks(|plan| plan.arrangements.wishes.is_none()),
    },
    Asked {
        says: "a review date",
        remedy: ("plan.review", "sets it"),
        source: "R37",
        is_missing: |read| read.lacks(|plan| plan.review_due().is_none()),
    },
    Asked {
        says: "who is responsible for the review",
        remedy: ("plan.review", "names them"),
        source: "R37",
        is_missing: |read| read.lacks(|plan| plan.review.responsible.is_empty()),
    },
    Asked {
        says: "the agreed contact with the practice",
        remedy: ("plan.edit", "on its row writes it"),
        source: "R36",
        // How often they are spoken with says how much contact there is; it is not asked for twice.
        is_missing: |read| {
            read.folder.person.contact_every_days.is_none()
                && read.lacks(|plan| plan.practice_contact.is_empty())
        },
    },
    Asked {
        says: "their agreement",
        remedy: ("plan.agree", "records it"),
        source: "R38",
        is_missing: |read| read.lacks(|plan| plan.agreed.is_none()),
    },
    Asked {
        says: "their date of birth",
        remedy: ("person.edit", "at Date of birth"),
        source: "D3",
        is_missing: |read| read.folder.person.born_on.is_none(),
    },
    Asked {
        says: "their address with its postcode",
        remedy: ("person.edit", "at Address and Postcode"),
        source: "D3",
        is_missing: |read| {
            let address = &read.folder.person.address;
            address.lines.is_empty() || address.postcode.is_empty()
        },
    },
    Asked {
        says: "the code of their practice",
        remedy: ("person.edit", "at Practice code"),
        source: "D3",
        is_missing: |read| read.folder.person.practice.code.is_empty(),
    },
    Asked {
        says: "the navigator's telephone number",
        remedy: ("team.edit", "on the tab Team, at Telephone"),
        source: "D3",
        is_missing: |read| {
            let mut team = read.folder.team.iter();
            team.any(|member| {
                member.role == Role::Navigator
                    && member.until_on.is_none()
                    && member.phone.is_empty()
            })
        },
    },
    Asked {
        says: "when everybody with a number can be reached",
        remedy: ("team.edit", "on the tab Team, at Reached"),
        source: "R18, R21",
        is_missing: |read| {
            let mut team = read.folder.team.iter();
            team.any(|member| {
                member.until_on.is_none()
                    && !member.phone.is_empty()
                    && member.reach == Reach::NotRecorded
            })
        },
    },
    Asked {
        says: "a Lead Clinical Coordinator",
        remedy: ("team.add", "adds to the care team"),
        source: "R15",
        is_missing: |read| {
            let mut team = read.folder.team.iter();
            !team.any(|member| member.role == Role::Lead && member.until_on.is_none())
        },
    },
];

impl Read<'_> {
    /// Whether there is no plan, or the plan lacks something.
    fn lacks(&self, something: impl FnOnce(&Plan) -> bool) -> bool {
        self.plan.is_none_or(something)
    }

    /// The goals that go on and have no phrase in their words, each in quotes.
    fn untied(&self) -> Vec<String> {
        let goals = self.plan.map_or(&[][..], |plan| &plan.goals);
        goals
            .iter()
            .filter(|goal| goal.state == GoalState::Active)
            .filter(|goal| !self.spoken.says(&goal.because))
            .map(|goal| format!("\"{}\"", goal.text.trim()))
            .collect()
    }

    /// Whom contingency plans that hold say to ring although their place has ended, each with the plan that does.
    fn rung_in_vain(&self) -> Vec<String> {
        let all = self
            .plan
            .map_or(&[][..], |plan| &plan.arrangements.contingency);
        let holding = all.iter().filter(|one| one.until_on.is_none());
        holding
            .flat_map(|one| {
                let names = rung_in_vain(one, &self.folder.team).into_iter();
                names.map(|name| format!("{name} (\"{}\")", one.name.trim()))
            })
            .collect()
    }

    /// Who goes by a paper that says otherwise than the plan does now of what to do, each with what of it.
    fn behind(&self) -> Vec<String> {
        let shared = &self.folder.shared;
        if shared.copies.is_empty() {
            return Vec::new();
        }
        let Some(now) = Body::of(self.folder, self.today) else {
            return Vec::new();
        };
        let team: Vec<Member> = self
            .folder
            .team
            .iter()
            .map(|kept| kept.value.clone())
            .collect();
        let held = shared.held(&self.folder.person.name, &team, self.today);
        let behind = held.iter().filter_map(|held| {
            let changed = held.vital_changes(&now).join(", ");
            (!changed.is_empty()).then(|| format!("{} ({changed})", held.copy.holder.word()))
        });
        behind.collect()
    }

    /// The plans of other services that hold and that nobody compared with this one, each in quotes.
    fn unreconciled(&self) -> Vec<String> {
        let all = self
            .plan
            .map_or(&[][..], |plan| &plan.arrangements.other_plans);
        let holding = all.iter().filter(|one| one.until_on.is_none());
        holding
            .filter(|one| one.reconciled_on.is_none())
            .map(|one| {
                let name = one.name.trim();
                let name = if name.is_empty() {
                    one.service.trim()
                } else {
                    name
                };
                format!("\"{name}\"")
            })
            .collect()
    }

    fn has_carer(&self) -> bool {
        let mut team = self.folder.team.iter();
        team.any(|member| member.role == Role::Carer && member.until_on.is_none())
    }

    fn said(&self, heading: Heading) -> bool {
        let all = self.folder.words.iter().map(|kept| &kept.value);
        words::current(all, heading).is_some()
    }

    /// The actions that are still open.
    fn actions(&self) -> impl Iterator<Item = &Item> {
        let items = self.folder.items.iter().map(|kept| &kept.value);
        items.filter(|item| item.kind == ItemKind::Action && item.is_open())
    }
}

/// The goals that go on and quote a phrase which no longer stands in the person's words.
pub fn lost_phrase(folder: &Folder) -> Vec<&Goal> {
    let spoken = Spoken::new(folder.words.iter().map(|kept| &kept.value));
    let goals = folder.plan.as_ref().map_or(&[][..], |plan| &plan.goals);
    goals
        .iter()
        .filter(|goal| goal.state == GoalState::Active)
        .filter(|goal| !goal.because.trim().is_empty() && !spoken.says(&goal.because))
        .collect()
}

/// Everything that is missing on a day (London), most telling first.
pub fn missing(folder: &Folder, today: NaiveDate) -> Vec<Missing> {
    let read = Read {
        folder,
        today,
        plan: folder.plan.as_ref().map(|kept| &kept.value),
        spoken: Spoken::new(folder.words.iter().map(|kept| &kept.value)),
    };
    let lacking = ASKED.iter().filter(|asked| (asked.is_missing)(&read));
    let untied = read.untied();
    let in_vain = read.rung_in_vain();
    let behind = read.behind();
    let unreconciled = read.unreconciled();
    let unsaid = Heading::ALL
        .into_iter()
        .skip(1)
        .filter(|heading| !read.said(*heading));
    lacking
        .map(|asked| Missing {
            says: match asked.says {
                // Which of them it is would have to be looked for among many.
                UNTIED => format!("{UNTIED}: not yet {}", untied.join("; ")),
                BEHIND => format!("{BEHIND}: {}", behind.join("; ")),
                IN_VAIN => format!("{IN_VAIN}: {}", in_vain.join("; ")),
                UNRECONCILED => format!("{UNRECONCILED}: not yet {}", unreconciled.join("; ")),
                says => says.to_owned(),
            },
            remedy: asked.remedy,
            source: asked.source,
        })
        .chain(unsaid.map(|heading| Missing {
            says: format!("their words on \"{}\"", heading.title()),
            remedy: (
                "plan.edit",
                "on \"Not asked yet\" shows it; once more writes it",
            ),
            source: "D4",
        }))
        .collect()
}
