//! Two questionnaires, About Me and the coordination record, and answers to them.
//!
//! Each questionnaire goes along with its answers, so that a receiver has the wording and the codes at hand.

use serde_json::{Value, json};
use uuid::Uuid;

use super::bundle::Bundle;
use super::identity::derived;
use super::tidy::is_blank;
use super::value::SNOMED;

/// A question.
#[derive(Clone, Copy)]
pub struct Question {
    /// Its id within the form.
    pub link: &'static str,
    /// How it is worded.
    pub text: &'static str,
    /// Its SNOMED CT code, confirmed, or empty.
    pub code: &'static str,
    /// What is asked beside each answer.
    pub beside: &'static [Detail],
}

/// A question beside an answer.
pub struct Detail {
    /// What is added to the question's own id.
    pub link: &'static str,
    /// How it is worded.
    pub text: &'static str,
    /// What kind of answer it takes.
    pub takes: Takes,
}

/// Kinds of answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Words.
    Words,
    /// A day.
    Day,
}

/// An answer to a question with the details beside it, in the question's order; empty ones are left out.
pub struct Answer {
    /// The question.
    pub question: Question,
    /// The words.
    pub words: String,
    /// The details.
    pub beside: Vec<Value>,
}

/// Adds a questionnaire; gives what answers name it by.
pub fn add_form(bundle: &mut Bundle<'_>, title: &'static str, questions: &[Question]) -> String {
    let id = derived("questionnaire", title);
    let url = format!("urn:uuid:{id}");
    let items: Vec<Value> = questions.iter().map(asked).collect();
    bundle.share(
        "Questionnaire",
        id,
        json!({
            "url": url,
            "title": title,
            "status": "active",
            "subjectType": ["Patient"],
            "item": items,
        }),
    );
    url
}

fn asked(question: &Question) -> Value {
    let code = if question.code.is_empty() {
        Value::Null
    } else {
        json!([{ "system": SNOMED, "code": question.code }])
    };
    let beside: Vec<Value> = question
        .beside
        .iter()
        .map(|detail| {
            let kind = match detail.takes {
                Takes::Words => "string",
                Takes::Day => "date",
            };
            json!({ "linkId": detail_link(question, detail), "text": detail.text, "type": kind })
        })
        .collect();
    json!({
        "linkId": question.link,
        "code": code,
        "text": question.text,
        "type": "text",
        "item": beside,
    })
}

/// The items of a response; answers without words are left out.
pub fn answered(answers: &[Answer]) -> Vec<Value> {
    answers
        .iter()
        .filter(|answer| !is_blank(&answer.words))
        .map(|answer| {
            let question = &answer.question;
            let beside: Vec<Value> = question
                .beside
                .iter()
                .zip(&answer.beside)
                .filter(|(_, value)| value.as_str().is_some_and(|text| !is_blank(text)))
                .map(|(detail, value)| {
                    let name = match detail.takes {
                        Takes::Words => "valueString",
                        Takes::Day => "valueDate",
                    };
                    json!({
                        "linkId": detail_link(question, detail),
                        "text": detail.text,
                        "answer": [{ name: value }],
                    })
                })
                .collect();
            json!({
                "linkId": question.link,
                "text": question.text,
                "answer": [{ "valueString": answer.words, "item": beside }],
            })
        })
        .collect()
}

/// The id of a person's answers to a form.
pub fn response_id(bundle: &Bundle<'_>, title: &str) -> Uuid {
    derived(title, &bundle.dossier.person().id.to_string())
}

fn detail_link(question: &Question, detail: &Detail) -> String {
    format!("{}.{}", question.link, detail.link)
}
