//! Gaps in the record (class E): due twenty working days after joining, so that a fresh import does not flood Today.

use super::{Class, Rule};
use crate::domain::say;
use crate::domain::triage::{About, Clock, Facts, Found, Gap};

/// Working days that a new record has before its gaps are named (DESIGN 3).
pub const SETTLING_WORKING_DAYS: u32 = 20;

macro_rules! gap {
    ($rule:ident, $gap:ident, $name:literal, $source:literal, $command:literal, $says:literal) => {
        #[doc = concat!("Speaks while the record lacks this: ", $says, ".")]
        pub const $rule: Rule = Rule {
            name: $name,
            class: Class::Record,
            watches: $says,
            source: $source,
            command: $command,
            put_off_at_most: Some(60),
            look: |facts, clock, finds| {
                if facts.gaps.has(Gap::$gap) {
                    finds(
                        clock
                            .holidays
                            .add_working_days(facts.joined_on, SETTLING_WORKING_DAYS),
                        About::Record,
                    );
                }
            },
            late_since: super::from_due,
            says: |facts, found, clock| says($says, facts, found, clock),
            workings: |facts, _, clock| settled_shown(facts, clock),
            otherwise: "not so",
        };
    };
}

gap!(
    LEAD,
    Lead,
    "no_lead",
    "R15",
    "team.add",
    "no Lead Clinical Coordinator"
);
/// Speaks while the person was not told who coordinates. After a change of navigator there are no days of grace: whom
/// to ring has changed for them on that very day.
pub const TOLD_COORDINATOR: Rule = Rule {
    name: "not_told_coordinator",
    class: Class::Record,
    watches: NOT_TOLD,
    source: "R22",
    command: "person.told",
    put_off_at_most: Some(60),
    look: |facts, clock, finds| {
        if facts.gaps.has(Gap::ToldCoordinator) {
            let settled = clock
                .holidays
                .add_working_days(facts.joined_on, SETTLING_WORKING_DAYS);
            finds(facts.coordinator_since.unwrap_or(settled), About::Record);
        }
    },
    late_since: super::from_due,
    says: |facts, found, clock| match facts.coordinator_since {
        Some(since) => format!(
            "{NOT_TOLD} now (changed {})",
            say::day(since, clock.today())
        ),
        None => says(NOT_TOLD, facts, found, clock),
    },
    workings: |facts, _, clock| match facts.coordinator_since {
        Some(since) => vec![format!(
            "{} is the day on which the navigator changed; no days of grace",
            say::full(since)
        )],
        None => settled_shown(facts, clock),
    },
    otherwise: "not so",
};

const NOT_TOLD: &str = "not told who coordinates";

gap!(
    OUT_OF_HOURS,
    OutOfHours,
    "no_out_of_hours",
    "R21",
    "team.add",
    "nobody to ring out of hours"
);
gap!(
    WORDS,
    Words,
    "no_words",
    "R27",
    "plan.words",
    "none of their own words yet"
);
gap!(
    AGREEMENT,
    Agreement,
    "not_agreed",
    "R38",
    "plan.agree",
    "plan not agreed"
);
gap!(
    BACKUP,
    Backup,
    "no_backup",
    "R86",
    "plan.edit",
    "no backup for carer or coordinator"
);
gap!(
    ACCESS,
    Access,
    "access_not_asked",
    "R26",
    "person.access",
    "access needs not asked"
);
gap!(
    SHARING,
    Sharing,
    "sharing_not_recorded",
    "R93",
    "person.edit",
    "sharing not recorded"
);

/// The sum behind the end of the settling time.
pub(super) fn settled_shown(facts: &Facts, clock: &Clock<'_>) -> Vec<String> {
    let sum = clock
        .holidays
        .add_working_days_shown(facts.joined_on, SETTLING_WORKING_DAYS);
    vec![format!("{}, the day they joined", sum.how)]
}

/// What the record lacks, with the days since which it was asked for.
pub(super) fn says(lack: &str, facts: &Facts, found: &Found, clock: &Clock<'_>) -> String {
    format!(
        "{lack} (joined {}, asked after from {})",
        say::day(facts.joined_on, clock.today()),
        say::day(found.due, clock.today()),
    )
}
