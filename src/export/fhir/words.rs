//! The person's words: answers to the seven About Me headings, verbatim, each with its day and helper (D4).

use serde_json::json;
use uuid::Uuid;

use super::bundle::Bundle;
use super::form::{Answer, Detail, Question, Takes, add_form, answered, response_id};
use super::value::{date, instant};
use crate::domain::words::Heading;

const TITLE: &str = "About me";

const BESIDE: &[Detail] = &[
    Detail {
        link: "said-on",
        text: "Said on",
        takes: Takes::Day,
    },
    Detail {
        link: "supported-by",
        text: "Supported to write this by",
        takes: Takes::Words,
    },
    Detail {
        link: "media",
        text: "Where a picture or a recording of it is",
        takes: Takes::Words,
    },
    Detail {
        link: "recorded-by",
        text: "Written down by",
        takes: Takes::Words,
    },
];

/// The id of the response that holds a person's words.
pub fn words_id(bundle: &Bundle<'_>) -> Uuid {
    response_id(bundle, TITLE)
}

/// Adds the words that hold; nothing when there are none.
pub fn add(bundle: &mut Bundle<'_>) {
    let now = bundle.dossier.words_now();
    let Some(latest) = now.iter().max_by_key(|words| (words.recorded_at, words.id)) else {
        return;
    };
    let form = add_form(bundle, TITLE, &Heading::ALL.map(about));
    let answers: Vec<Answer> = now
        .iter()
        .map(|words| Answer {
            question: about(words.heading),
            words: words.text.clone(),
            beside: vec![
                date(words.said_on),
                json!(words.supported_by),
                json!(words.media),
                json!(words.recorded_by),
            ],
        })
        .collect();
    let author = bundle.user(&latest.recorded_by);
    let fields = json!({
        "questionnaire": form,
        "status": "completed",
        "subject": bundle.patient(),
        "authored": instant(latest.recorded_at),
        "author": author,
        "source": bundle.patient(),
        "item": answered(&answers),
    });
    bundle.add("QuestionnaireResponse", words_id(bundle), fields);
}

fn about(heading: Heading) -> Question {
    Question {
        link: heading.snomed(),
        text: heading.title(),
        code: heading.snomed(),
        beside: BESIDE,
    }
}
