//! How the person is coordinated: the story, the tier and its reason, how they joined, what they decided.
//!
//! FHIR has no fields for these, and extensions of our own would be understood by nobody; as questions and answers
//! any receiver can show them.

use serde_json::{Value, json};

use super::bundle::Bundle;
use super::form::{Answer, Detail, Question, Takes, add_form, answered, response_id};
use super::tidy::is_blank;
use super::value::{date, date_of, instant};
use crate::domain::access::{Access, Subset};
use crate::domain::group::VulnerableGroup;
use crate::domain::person::{Noted, Person, Status};
use crate::domain::say;
use crate::domain::told::Told;
use crate::export::outline::{self, Block, Section, leaving, told};

const TITLE: &str = "Coordination record";

const ON: Detail = Detail {
    link: "on",
    text: "Date",
    takes: Takes::Day,
};
const BY: Detail = Detail {
    link: "by",
    text: "By",
    takes: Takes::Words,
};
const UNTIL: Detail = Detail {
    link: "until",
    text: "Until",
    takes: Takes::Day,
};
const BECAUSE: Detail = Detail {
    link: "because",
    text: "Why",
    takes: Takes::Words,
};
const SOURCE: Detail = Detail {
    link: "source",
    text: "Source",
    takes: Takes::Words,
};

const fn question(link: &'static str, text: &'static str, beside: &'static [Detail]) -> Question {
    Question {
        link,
        text,
        code: "",
        beside,
    }
}

const STORY: Question = question("story", "Story, in brief", &[ON, BY]);
const TIER: Question = question("tier", "How closely they are followed", &[BECAUSE]);
const JOINED: Question = question("joined", "Why they are on the caseload", &[ON, BY, SOURCE]);
const PAUSED: Question = question("paused", "Why they are not followed for now", &[UNTIL]);
const LEFT: Question = question("left", "How they left the caseload", &[ON, BECAUSE]);
const TELL: Question = question("tell", "Who has to hear that they left", &[]);
const OWN: Question = question("own", "Running things themselves", &[ON, BY]);
const SILENCE: Question = question("silence", "Longest silence agreed", &[]);
const SHARING: Question = question("sharing", "What they decided about sharing", &[ON, BY]);
const REVIEWED: Detail = Detail {
    link: "reviewed",
    text: "Gone through again",
    takes: Takes::Day,
};
const NEXT: Detail = Detail {
    link: "next",
    text: "To be gone through next",
    takes: Takes::Day,
};
const IMPAIRMENTS: Detail = Detail {
    link: "impairments",
    text: "Impairments",
    takes: Takes::Words,
};
const CONSENT: Detail = Detail {
    link: "consent",
    text: "Consent to a flag",
    takes: Takes::Words,
};
const WHOM: Detail = Detail {
    link: "whom",
    text: "Who was told",
    takes: Takes::Words,
};
const FORMAT: Detail = Detail {
    link: "format",
    text: "Format",
    takes: Takes::Words,
};
const REACH: Detail = Detail {
    link: "reach",
    text: "How and when to reach them",
    takes: Takes::Words,
};
const EXPECT: Detail = Detail {
    link: "expect",
    text: "What to expect",
    takes: Takes::Words,
};
const ACCESS: Question = question(
    "access",
    "How to communicate with them",
    &[ON, BY, REVIEWED, NEXT],
);
const SUPPORT: Question = question("access-support", "Communication support", &[]);
const PROFESSIONAL: Question = question("access-professional", "Communication professional", &[]);
const METHOD: Question = question("access-contact", "Contact method", &[]);
const INFORMATION: Question = question("access-format", "Information format", &[]);
const ADJUSTMENTS: Question = question(
    "adjustments",
    "Reasonable adjustments",
    &[IMPAIRMENTS, CONSENT],
);
const TOLD: Question = question(
    "told",
    "Being told who coordinates their care",
    &[ON, BY, WHOM, FORMAT, REACH, EXPECT],
);
const CHOOSING: Question = question(
    "choosing",
    "Their part in choosing who coordinates",
    &[ON, BY],
);
const DECISIONS: Question = question(
    "decisions",
    "Decisions about sharing, with their basis",
    &[],
);
const COPIES: Question = question("copies", "Who holds which version of the plan", &[]);
const BASIS: Question = question("basis", "On what basis this copy was given", &[]);
const MOVES: Question = question("moves", "Moves, and what followed them", &[]);
const GROUPS: Question = question("groups", "Vulnerable groups they belong to", &[]);
const NOTES: Question = question("notes", "Notes of the source", &[]);
const VERSION: Question = question("version", "Which version of the plan this is", &[]);
const LEFT_OUT: Question = question("left-out", "Left out of this copy", &[]);

const QUESTIONS: [Question; 25] = [
    STORY,
    TIER,
    JOINED,
    OWN,
    PAUSED,
    LEFT,
    TELL,
    SILENCE,
    SHARING,
    DECISIONS,
    COPIES,
    ACCESS,
    SUPPORT,
    PROFESSIONAL,
    METHOD,
    INFORMATION,
    ADJUSTMENTS,
    TOLD,
    CHOOSING,
    MOVES,
    GROUPS,
    NOTES,
    VERSION,
    BASIS,
    LEFT_OUT,
];

/// Adds the coordination record.
pub fn add(bundle: &mut Bundle<'_>) {
    let made = bundle.dossier.made.clone();
    let form = add_form(bundle, TITLE, &QUESTIONS);
    let answers = answers(bundle);
    let author = bundle.user(&made.author_login);
    let fields = json!({
        "questionnaire": form,
        "status": "completed",
        "subject": bundle.patient(),
        "authored": instant(made.made_at),
        "author": author,
        "item": answered(&answers),
    });
    let id = response_id(bundle, TITLE);
    bundle.add("QuestionnaireResponse", id, fields);
}

fn answers(bundle: &Bundle<'_>) -> Vec<Answer> {
    let person = bundle.dossier.person();
    let answer = |question: Question, words: &str, beside: Vec<Value>| Answer {
        question,
        words: words.to_owned(),
        beside,
    };
    let identified = &person.identified;
    let joined = [identified.because.as_str(), "No reason was recorded"]
        .into_iter()
        .find(|text| !is_blank(text))
        .unwrap_or_default();
    let silence = person.contact_every_days.map_or_else(String::new, |days| {
        say::count(usize::from(days), "day", "days")
    });
    let groups: Vec<&str> = person.groups.iter().map(VulnerableGroup::word).collect();
    let mut answers = vec![
        noted(STORY, person.story.as_ref(), ""),
        answer(TIER, person.tier.word(), vec![json!(person.tier_because)]),
        answer(
            JOINED,
            joined,
            vec![
                date(person.joined_on),
                json!(identified.by),
                json!(identified.source),
            ],
        ),
        answer(SILENCE, &silence, Vec::new()),
        noted(
            OWN,
            person.self_coordinating.as_ref(),
            "They run things themselves",
        ),
        noted(SHARING, person.sharing.as_ref(), "Recorded without words"),
        noted(CHOOSING, person.choosing.as_ref(), "They took part"),
        answer(
            DECISIONS,
            &told_as_lines(&outline::sharing_decisions(bundle.dossier)),
            Vec::new(),
        ),
        answer(
            COPIES,
            &told_as_lines(&outline::sharing_copies(bundle.dossier)),
            Vec::new(),
        ),
        answer(
            VERSION,
            bundle.dossier.version.as_deref().unwrap_or_default(),
            Vec::new(),
        ),
        answer(BASIS, &bundle.dossier.basis, Vec::new()),
        answer(
            MOVES,
            &told_as_lines(&outline::all_moves(bundle.dossier)),
            Vec::new(),
        ),
        answer(GROUPS, &groups.join("; "), Vec::new()),
        answer(NOTES, &person.notes, Vec::new()),
        answer(
            LEFT_OUT,
            &bundle.dossier.scope.leaves_out().join(", "),
            Vec::new(),
        ),
    ];
    answers.extend(person.access.as_ref().map(access).unwrap_or_default());
    answers.extend(person.told_coordinator.as_ref().map(told_who));
    answers.extend(standing(person));
    answers.extend(to_tell(person));
    answers.sort_by_key(|answer| {
        QUESTIONS
            .iter()
            .position(|question| question.link == answer.question.link)
    });
    answers
}

/// How to communicate with them, subset by subset, and what is done differently for them (STANDARDS D6).
fn access(access: &Access) -> Vec<Answer> {
    let words = if is_blank(&access.line()) {
        "Asked; no needs said".to_owned()
    } else if is_blank(&access.text) {
        access.line()
    } else {
        access.text.clone()
    };
    let mut answers = vec![Answer {
        question: ACCESS,
        words,
        beside: vec![
            date(access.on),
            json!(access.by),
            date_of(access.reviewed_on),
            date_of(access.review_on),
        ],
    }];
    for (question, subset) in [SUPPORT, PROFESSIONAL, METHOD, INFORMATION]
        .into_iter()
        .zip(Subset::ALL)
    {
        answers.push(Answer {
            question,
            words: access.of(subset).join("; "),
            beside: Vec::new(),
        });
    }
    if let Some(adjustments) = &access.adjustments {
        answers.push(Answer {
            question: ADJUSTMENTS,
            words: adjustments.what.join("; "),
            beside: vec![
                json!(adjustments.impairments),
                json!(adjustments.consent.word()),
            ],
        });
    }
    answers
}

/// That they were told who coordinates.
fn told_who(told: &Told) -> Answer {
    let words = if is_blank(&told.text) {
        "They were told".to_owned()
    } else {
        told.text.clone()
    };
    Answer {
        question: TOLD,
        words,
        beside: vec![
            date(told.on),
            json!(told.by),
            json!(told.whom.word()),
            json!(told.format),
            json!(told.reach),
            json!(told.expect),
        ],
    }
}

/// The points of a section, each on a line of its own.
fn told_as_lines(section: &Section) -> String {
    let points = section.blocks.iter().filter_map(|block| match block {
        Block::Point { text, under } => {
            let parts: Vec<&str> = std::iter::once(text.as_str())
                .chain(under.iter().map(String::as_str))
                .collect();
            Some(parts.join("; "))
        }
        _ => None,
    });
    points.collect::<Vec<_>>().join("\n")
}

/// Why they are not followed, if they are not.
fn standing(person: &Person) -> Option<Answer> {
    match &person.status {
        Status::Open => None,
        Status::Paused { until, because } => Some(Answer {
            question: PAUSED,
            words: if is_blank(because) {
                "Paused".to_owned()
            } else {
                because.clone()
            },
            beside: vec![date(*until)],
        }),
        Status::Left {
            on, how, because, ..
        } => Some(Answer {
            question: LEFT,
            words: leaving(*how).to_owned(),
            beside: vec![date(*on), json!(because)],
        }),
    }
}

/// Who has to hear that they left, and who has.
fn to_tell(person: &Person) -> Option<Answer> {
    let Status::Left { tell, .. } = &person.status else {
        return None;
    };
    let words = tell.iter().map(told).collect::<Vec<_>>().join("; ");
    Some(Answer {
        question: TELL,
        words,
        beside: Vec::new(),
    })
}

/// A dated text; `if_empty` where the fact is that somebody asked or said it.
fn noted(question: Question, noted: Option<&Noted>, if_empty: &str) -> Answer {
    let Some(noted) = noted else {
        return Answer {
            question,
            words: String::new(),
            beside: Vec::new(),
        };
    };
    let words = if is_blank(&noted.text) {
        if_empty
    } else {
        &noted.text
    };
    Answer {
        question,
        words: words.to_owned(),
        beside: vec![date(noted.on), json!(noted.by)],
    }
}
