//! Why one person is where they are: the questions that decide the bucket, and what every rule found or did not.
//!
//! Worked out from the same [`look`] as the list, so that the two cannot differ (R5: the order can be checked by hand).

use chrono::NaiveDate;

use super::{
    Bucket, Class, Clock, Facts, Found, RULES, Row, Rule, SOON_WORKING_DAYS, Verdict, look,
};
use crate::domain::item::Waiting;
use crate::domain::say;

/// One person explained.
pub struct Explained {
    /// Where they are.
    pub bucket: Bucket,
    /// Why there, in one clause with its dates.
    pub because: String,
    /// The questions asked in order, up to the one that decided.
    pub steps: Vec<Step>,
    /// What places them among the others of the bucket, weightiest first.
    pub order: Vec<String>,
    /// Every rule once, in the order of the table.
    pub rules: Vec<Watched>,
}

/// One question on the way to the bucket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The question.
    pub asks: &'static str,
    /// Its answer.
    pub answer: String,
}

/// One rule and what it found.
pub struct Watched {
    /// The rule.
    pub rule: &'static Rule,
    /// What it found, soonest first.
    pub findings: Vec<Finding>,
    /// The next day on which it will speak that lies ahead.
    pub next: Option<NaiveDate>,
    /// What is so where it found nothing.
    pub otherwise: &'static str,
}

impl Watched {
    /// Whether it speaks today.
    pub fn speaks(&self) -> bool {
        self.findings.iter().any(|finding| finding.speaks)
    }
}

/// One finding in words.
pub struct Finding {
    /// The day on which it speaks, past or ahead.
    pub due: NaiveDate,
    /// Whether it speaks today.
    pub speaks: bool,
    /// The day on which it comes back and why, in the words of whoever put it off.
    pub put_off: Option<(NaiveDate, String)>,
    /// The sentence.
    pub says: String,
    /// The command that deals with it.
    pub command: &'static str,
    /// How its day came about, a sum or a source a line.
    pub workings: Vec<String>,
    /// How late it is, with the working days that count.
    pub late: Option<String>,
}

/// Explains one person. The review's days are explained where the facts have them
/// ([`Facts::with_review_shown`]).
pub fn explain(facts: &Facts, clock: &Clock<'_>) -> Explained {
    let verdict = look(facts, clock);
    let (steps, because) = decide(facts, &verdict, clock);
    Explained {
        bucket: verdict.bucket,
        because,
        steps,
        order: order(&Row::of(facts, clock)),
        rules: RULES
            .iter()
            .map(|rule| watched(rule, facts, &verdict, clock))
            .collect(),
    }
}

fn watched(rule: &'static Rule, facts: &Facts, verdict: &Verdict, clock: &Clock<'_>) -> Watched {
    let mut found: Vec<&Found> = verdict
        .found
        .iter()
        .filter(|found| found.rule.name == rule.name)
        .collect();
    found.sort_by_key(|found| (found.due, found.about));
    Watched {
        rule,
        otherwise: rule.otherwise_for(facts),
        next: found
            .iter()
            .map(|found| found.speaks_on())
            .filter(|day| *day > clock.today())
            .min(),
        findings: found
            .into_iter()
            .map(|found| finding(found, facts, clock))
            .collect(),
    }
}

fn finding(found: &Found, facts: &Facts, clock: &Clock<'_>) -> Finding {
    let since = (found.rule.late_since)(facts, found, clock);
    Finding {
        due: found.due,
        speaks: found.is_due(clock),
        put_off: found.put_off.map(|put_off| {
            let because = found.because(facts).unwrap_or_default();
            (put_off.until, because.to_owned())
        }),
        says: found.says(facts, clock),
        command: found.command(facts),
        workings: (found.rule.workings)(facts, found, clock),
        late: found
            .is_due(clock)
            .then(|| clock.holidays.late_shown(since, clock.today()))
            .flatten(),
    }
}

/// The questions asked so far.
#[derive(Default)]
struct Questions(Vec<Step>);

impl Questions {
    fn ask(&mut self, asks: &'static str, answer: String) {
        self.0.push(Step { asks, answer });
    }

    /// The last question, and why they are where they are.
    fn decided(
        mut self,
        asks: &'static str,
        answer: String,
        because: String,
    ) -> (Vec<Step>, String) {
        self.ask(asks, answer);
        (self.0, because)
    }
}

/// The questions of DESIGN 3 with their answers, and the last answer as a clause.
fn decide(facts: &Facts, verdict: &Verdict, clock: &Clock<'_>) -> (Vec<Step>, String) {
    let mut questions = Questions::default();
    match facts.pause {
        Some(pause) if pause.until > clock.today() => {
            let until = format!("until {}", say::full(pause.until));
            return questions.decided(
                "Paused?",
                format!("yes, {until}, whatever is due"),
                format!("they are paused {until}, whatever is due"),
            );
        }
        Some(pause) => questions.ask(
            "Paused?",
            format!("no longer: until {}", say::full(pause.until)),
        ),
        None => questions.ask("Paused?", "no".to_owned()),
    }
    let due = verdict.due(clock).count();
    if let Some(first) = verdict.due(clock).next() {
        let reasons = say::count(due, "reason is", "reasons are");
        let first = first.briefly(facts, clock);
        let which = if due == 1 {
            first
        } else {
            format!("first {first}")
        };
        return questions.decided(
            "Anything due?",
            format!("yes, {reasons} due"),
            format!("{reasons} due: {which}"),
        );
    }
    questions.ask("Anything due?", "no".to_owned());
    if !facts.first_conversation {
        return questions.decided(
            "Spoken with?",
            "nobody has spoken with them yet".to_owned(),
            "nothing is due and nobody has spoken with them yet".to_owned(),
        );
    }
    questions.ask("Spoken with?", "yes".to_owned());
    let soon = clock
        .holidays
        .add_working_days_shown(clock.today(), SOON_WORKING_DAYS);
    let next = verdict.found.first().map(Found::speaks_on);
    if let Some(next) = next.filter(|next| *next <= soon.date) {
        return questions.decided(
            "Anything soon?",
            format!("yes, on {}; soon is up to {}", say::full(next), soon.how),
            format!(
                "the next reason falls due on {}, within {SOON_WORKING_DAYS} working days",
                say::full(next)
            ),
        );
    }
    let next = next.map_or_else(
        || "nothing lies ahead".to_owned(),
        |next| format!("the next is on {}", say::full(next)),
    );
    questions.ask(
        "Anything soon?",
        format!("no, {next}; soon is up to {}", soon.how),
    );
    let with_others = facts
        .items
        .iter()
        .filter(|item| item.waiting != Waiting::Us)
        .count();
    if with_others > 0 {
        let items = format!(
            "{} with somebody else",
            say::count(with_others, "open item is", "open items are")
        );
        return questions.decided(
            "With others?",
            format!("yes, {items}"),
            format!("nothing falls due soon, and {items}"),
        );
    }
    questions.decided(
        "With others?",
        "no".to_owned(),
        "nothing falls due soon and nothing is with somebody else".to_owned(),
    )
}

/// What the list is ordered by, in its order ([`Row::order`]).
fn order(row: &Row) -> Vec<String> {
    let mut parts = Vec::new();
    if row.bucket == Bucket::Today {
        if let Some(class) = row.class {
            parts.push(format!("class {} ({})", class.letter(), class.word()));
        }
        parts.push(format!("{} tier", row.tier.word()));
        let late = usize::try_from(row.late).unwrap_or(usize::MAX);
        parts.push(match late {
            0 => "not late".to_owned(),
            late => format!("{} late", say::count(late, "working day", "working days")),
        });
    } else {
        if let Some(due) = row.due {
            parts.push(format!("next on {}", say::full(due)));
        }
        parts.push(format!("{} tier", row.tier.word()));
    }
    parts.push("name".to_owned());
    parts
}

/// The class of the most pressing finding first, silent rules last: the order in which an explanation is read.
pub fn by_weight(rules: &[Watched]) -> Vec<&Watched> {
    let mut sorted: Vec<&Watched> = rules.iter().collect();
    sorted.sort_by_key(|watched| {
        let class: Option<Class> = watched.speaks().then_some(watched.rule.class);
        (
            watched.findings.is_empty(),
            class.is_none(),
            class,
            watched.findings.first().map(|finding| finding.due),
        )
    });
    sorted
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::Holidays;
    use crate::domain::calendar::by_hand::by_hand;
    use crate::domain::id::PlanId;
    use crate::domain::item::ItemKind;
    use crate::domain::plan::{Plan, Review};
    use crate::domain::triage::tests::any::{any_day, any_facts};
    use crate::domain::triage::tests::{clock, day, item, settled};
    use crate::domain::triage::{EndOfLifeFact, Gap, Gaps, Pause};

    /// Where somebody is, why, and the question that decided, on Mon 2 Mar 2026.
    #[test]
    fn each_bucket_has_its_because() {
        type Case = (fn(&mut Facts), Bucket, &'static str, &'static str);
        let cases: [Case; 6] = [
            (
                |facts| {
                    facts.pause = Some(Pause {
                        until: day("2026-03-23"),
                    });
                },
                Bucket::Paused,
                "they are paused until Mon 23 Mar 2026, whatever is due",
                "Paused?",
            ),
            (
                |facts| facts.spoken_on = Some(day("2026-02-10")),
                Bucket::Today,
                "1 reason is due: not spoken 20 days, agreed every 14",
                "Anything due?",
            ),
            (
                |facts| {
                    facts.first_conversation = false;
                    facts.spoken_on = None;
                    facts.joined_on = day("2026-02-27");
                },
                Bucket::New,
                "nothing is due and nobody has spoken with them yet",
                "Spoken with?",
            ),
            (
                |facts| facts.spoken_on = Some(day("2026-02-19")),
                Bucket::Soon,
                "the next reason falls due on Thu 5 Mar 2026, within 5 working days",
                "Anything soon?",
            ),
            (
                |facts| {
                    let mut question = item(ItemKind::Question, Waiting::Service);
                    question.expected_on = Some(day("2026-04-20"));
                    facts.items = vec![question];
                },
                Bucket::Waiting,
                "nothing falls due soon, and 1 open item is with somebody else",
                "With others?",
            ),
            (
                |_| (),
                Bucket::Steady,
                "nothing falls due soon and nothing is with somebody else",
                "With others?",
            ),
        ];
        let holidays = Holidays::england();
        let clock = clock("2026-03-02", &holidays);
        for (so, bucket, because, asks) in cases {
            let mut facts = settled();
            so(&mut facts);
            let explained = explain(&facts, &clock);
            assert_eq!(
                (explained.bucket, explained.because.as_str()),
                (bucket, because)
            );
            assert_eq!(explained.steps.last().map(|step| step.asks), Some(asks));
        }
    }

    fn workings(so: impl FnOnce(&mut Facts), rule: &str) -> (Vec<String>, Option<String>) {
        let holidays = Holidays::england();
        let mut facts = settled();
        so(&mut facts);
        let explained = explain(&facts, &clock("2026-03-02", &holidays));
        let mut rules = explained.rules.into_iter();
        let watched = rules.find(|watched| watched.rule.name == rule).unwrap();
        let finding = watched.findings.into_iter().next().unwrap();
        (finding.workings, finding.late)
    }

    #[test]
    fn each_day_comes_with_its_sum() {
        let (sums, late) = workings(|facts| facts.spoken_on = Some(day("2026-02-12")), "quiet");
        assert_eq!(
            sums,
            [
                "Thu 26 Feb 2026 = 14 days after Thu 12 Feb 2026, the last conversation",
                "every 14 days is what was agreed with them",
            ]
        );
        assert_eq!(
            late.as_deref(),
            Some("2 working days late: Fri 27 Feb, Mon 2 Mar")
        );

        let (sums, late) = workings(
            |facts| {
                let mut question = item(ItemKind::Question, Waiting::Service);
                question.expected_on = None;
                question.chased_on = Some(day("2026-02-20"));
                facts.items = vec![question];
            },
            "no_reply",
        );
        assert_eq!(
            sums,
            [
                "Fri 27 Feb 2026 = 10 working days after Fri 13 Feb 2026, when it was asked; no day was agreed",
                "Mon 2 Mar 2026 = 1 working day after Fri 27 Feb 2026, when it was expected",
                "Fri 27 Feb 2026 = 5 working days after Fri 20 Feb 2026, the last chase",
                "Mon 2 Mar 2026 is the later of the two",
            ]
        );
        assert_eq!(late.as_deref(), Some("1 working day late: Mon 2 Mar"));

        let (sums, _) = workings(
            |facts| facts.gaps = Gaps::default().with_if(true, Gap::Lead),
            "no_lead",
        );
        assert_eq!(
            sums,
            ["Mon 30 Jun 2025 = 20 working days after Mon 2 Jun 2025, the day they joined"]
        );
    }

    #[test]
    fn the_daily_review_is_counted_from_the_last_one() {
        let with = |since_on: &'static str, reviewed_on: Option<&'static str>| {
            move |facts: &mut Facts| {
                facts.end_of_life = Some(EndOfLifeFact {
                    since_on: day(since_on),
                    reviewed_on: reviewed_on.map(day),
                });
            }
        };
        assert_eq!(
            workings(with("2026-02-02", Some("2026-03-01")), "end_of_life_review").0,
            [
                "Mon 2 Mar 2026 = 1 day after Sun 1 Mar 2026, the last review: every day in end-of-life care"
            ]
        );
        assert_eq!(
            workings(with("2026-03-02", Some("2026-02-20")), "end_of_life_review").0,
            ["Mon 2 Mar 2026 is the first day of end-of-life care; no review since"]
        );
    }

    #[test]
    fn the_review_is_counted_from_the_plan() {
        let mut plan = Plan::new(
            PlanId(uuid::Uuid::nil()),
            settled().person,
            day("2025-11-18"),
        );
        plan.review = Review {
            at_most_days: Some(100),
            every_days: Some(90),
            ..Review::default()
        };
        let with_plan = |facts: &mut Facts| {
            facts.review_due = plan.review_due();
            facts.review_by = plan.review_by();
            *facts = facts.clone().with_review_shown(Some(&plan));
        };
        assert_eq!(
            workings(with_plan, "review_past_maximum").0,
            [
                "Thu 26 Feb 2026 = 100 days after Tue 18 Nov 2025, when the plan was begun: the longest time allowed",
                "Fri 27 Feb 2026 = 1 day after Thu 26 Feb 2026, the last day allowed",
            ]
        );
        assert_eq!(
            workings(with_plan, "review_due").0,
            [
                "Mon 16 Feb 2026 = 90 days after Tue 18 Nov 2025, when the plan was begun: the interval agreed"
            ]
        );
    }

    proptest! {
        #[test]
        fn every_rule_is_named_once_and_the_bucket_is_that_of_the_list(
            facts in any_facts(), today in any_day(),
        ) {
            let holidays = Holidays::england();
            let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
            let explained = explain(&facts, &clock);
            prop_assert_eq!(explained.bucket, Row::of(&facts, &clock).bucket);
            let names: Vec<&str> = explained.rules.iter().map(|watched| watched.rule.name).collect();
            let table: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
            prop_assert_eq!(names, table);
            let mut weighed: Vec<&str> =
                by_weight(&explained.rules).iter().map(|watched| watched.rule.name).collect();
            prop_assert_eq!(weighed.len(), RULES.len());
            weighed.sort_unstable();
            weighed.dedup();
            prop_assert_eq!(weighed.len(), RULES.len());
            let found: usize = explained.rules.iter().map(|watched| watched.findings.len()).sum();
            prop_assert_eq!(found, look(&facts, &clock).found.len());
        }

        #[test]
        fn the_workings_of_every_finding_come_out_at_its_day(facts in any_facts(), today in any_day()) {
            let holidays = Holidays::england();
            let clock = Clock::new(today.and_time(NaiveTime::MIN), &holidays);
            for watched in explain(&facts, &clock).rules {
                for finding in watched.findings {
                    let day = say::full(finding.due);
                    prop_assert!(
                        finding.workings.iter().any(|line| line.starts_with(&day)),
                        "{}: {} is not in {:?}", watched.rule.name, day, finding.workings
                    );
                    for sum in finding.workings.iter().filter(|line| line.contains(" = ")) {
                        let (said, counted) = by_hand(&holidays, sum);
                        prop_assert_eq!(said, counted, "{}", sum);
                    }
                    prop_assert!(finding.late.is_none() || finding.speaks);
                }
            }
        }
    }
}
