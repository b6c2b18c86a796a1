//! About the person's words: on which day they were said, who supported them to write these, and where a picture or a
//! recording of it is (D3, D4).
//!
//! The words themselves stay as they are; new words are a new version, written in the text editor.

use super::offers::team;
use super::{Purpose, Saved, place, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::record::{Kept, Kind, Record};
use crate::domain::refusal::Refusal;
use crate::domain::words::{self, Heading, Words};
use crate::store::Fault;

/// The form for the words that hold under a heading.
pub(super) fn build(app: &mut App, heading: Heading, cx: &Cx) -> Result<Form, Failure> {
    let kept = find(app, heading)?;
    let mut form = Form::new(
        Purpose::Said(heading),
        heading.title(),
        place("plan.said", kept.id.0),
    );
    form.base = kept.revision;
    form.intro = vec![format!("\"{}\"", crate::app::outline::one_line(&kept.text))];
    let offers = team(app.person()?, cx.today());
    form.fields = vec![
        Field::offered(
            "supported_by",
            "Supported by",
            &kept.supported_by,
            offers,
            "who helped them to write this; empty: nobody. Right takes a name",
        ),
        Field::behind("on", "Said on", Some(kept.said_on), "yesterday, 3 mar"),
        Field::line(
            "media",
            "Picture, recording",
            &kept.media,
            "where a picture, a recording or a film of it is",
        ),
    ];
    Ok(form)
}

/// Keeps day, supporter, and where it can be seen or heard.
pub(super) fn save(
    app: &mut App,
    heading: Heading,
    form: &Form,
    cx: &Cx,
) -> Result<Saved, Failure> {
    let mut words = find(app, heading)?.value;
    words.supported_by = form.text("supported_by");
    words.media = form.text("media");
    words.said_on = form
        .when("on", cx.local, &app.model.holidays)?
        .map_or(words.said_on, |when| when.date);
    if words.said_on > cx.today() {
        return Err(Failure::from(Refusal::NotYet(words.said_on)).at("on"));
    }
    let change = Change::replace(Record::Words(words), form.base);
    app.save_change(form, "plan.said", &change, cx)?;
    Ok(saved("Saved; the words are as they were"))
}

fn find(app: &App, heading: Heading) -> Result<Kept<Words>, Failure> {
    let all = &app.person()?.folder.words;
    let holds = words::current(all.iter().map(|kept| &kept.value), heading);
    holds
        .and_then(|words| all.iter().find(|kept| kept.id == words.id))
        .cloned()
        .ok_or_else(|| Fault::Gone(Kind::Words).into())
}
