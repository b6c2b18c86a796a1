//! A lead who is not the named GP: why, for how long, with whose approval, and what the GP keeps (R16).

use chrono::NaiveDate;

use super::{Purpose, Saved, carer, place, refused, saved};
use crate::app::form::{Field, Form};
use crate::app::notice::Failure;
use crate::app::{App, Cx};
use crate::domain::change::Change;
use crate::domain::id::MemberId;
use crate::domain::record::Record;
use crate::domain::team::{Member, Role};
use crate::domain::variation::{Approval, Lasts, Variation};

const LASTS: [&str; 3] = ["not said yet", "for a time", "for good"];

/// The form about one lead.
pub(super) fn build(app: &mut App, id: MemberId) -> Result<Form, Failure> {
    let lead = carer::find(app, id)?;
    let mut form = Form::new(
        Purpose::Variation(id),
        format!("{} leads: why, until when, agreed with whom", lead.name),
        place("team.variation", id.0),
    );
    form.base = lead.revision;
    let team = &app.person()?.folder.team;
    let is_gp = team
        .iter()
        .any(|member| member.role == Role::NamedGp && member.name == lead.name);
    form.intro = vec![if is_gp {
        "They are the named GP too, so nothing has to be recorded here.".to_owned()
    } else {
        "Asked for until the reason, the person's approval and the GP's part are recorded."
            .to_owned()
    }];
    let known = lead.variation.clone().unwrap_or_default();
    let lasts = match known.lasts {
        Lasts::NotSaid => 0,
        Lasts::Temporary { .. } => 1,
        Lasts::Permanent => 2,
    };
    let approved = known.approved.as_ref();
    form.fields = vec![
        Field::long(
            "because",
            "Why another leads",
            &known.because,
            "breathing first, and the matron sees her every week",
        ),
        Field::choice("lasts", "For how long", LASTS, lasts),
        Field::ahead(
            "until",
            "Until",
            known.lasts.until_on(),
            "for a temporary lead: +6m, end of month; empty: not agreed",
        ),
        Field::behind(
            "approved",
            "Approved on",
            approved.map(|approval| approval.on),
            "the day on which the person approved",
        ),
        Field::line(
            "how",
            "Approved how",
            approved.map_or("", |approval| &approval.how),
            "at home, with her daughter",
        ),
        Field::long(
            "gp_part",
            "The GP's part",
            &known.gp_part,
            "what the named GP goes on doing: prescribes, yearly review",
        ),
    ];
    Ok(form)
}

/// Keeps it with the lead's place.
pub(super) fn save(app: &mut App, id: MemberId, form: &Form, cx: &Cx) -> Result<Saved, Failure> {
    let lead = carer::find(app, id)?;
    let day = |name| {
        form.when(name, cx.local, &app.model.holidays)
            .map(|when| when.map(|when| when.date))
    };
    let lasts = lasts(form, day("until")?)?;
    let (approved_on, how) = (day("approved")?, form.text("how"));
    let approved = match approved_on {
        Some(on) => Some(Approval { on, how }),
        None if how.is_empty() => None,
        None => {
            return Err(
                Failure::new("Say on which day the person approved, or empty how.").at("approved"),
            );
        }
    };
    if let Some(approval) = &approved {
        approval
            .check(cx.today())
            .map_err(|fault| refused(fault, &[("variation.approved.on", "approved")]))?;
    }
    let variation = Variation {
        because: form.text("because"),
        lasts,
        approved,
        gp_part: form.text("gp_part"),
    };
    let after = Member {
        variation: (!variation.is_blank()).then_some(variation),
        ..lead.value
    };
    app.save_change(
        form,
        "team.variation",
        &Change::replace(Record::Member(after), form.base),
        cx,
    )?;
    Ok(saved("Saved"))
}

fn lasts(form: &Form, until_on: Option<NaiveDate>) -> Result<Lasts, Failure> {
    match (form.choice("lasts"), until_on) {
        (1, until_on) => Ok(Lasts::Temporary { until_on }),
        // A day says that it is for a time.
        (0, Some(until)) => Ok(Lasts::Temporary {
            until_on: Some(until),
        }),
        (0, None) => Ok(Lasts::NotSaid),
        (_, None) => Ok(Lasts::Permanent),
        (_, Some(_)) => Err(Failure::new(
            "A permanent lead has no last day. Choose for a time, or empty it.",
        )
        .at("until")),
    }
}

/// What is recorded of a lead whose reason was typed on another form; nothing where that leaves nothing.
pub(super) fn with_reason(known: Option<&Variation>, because: String) -> Option<Variation> {
    let variation = Variation {
        because,
        ..known.cloned().unwrap_or_default()
    };
    (!variation.is_blank()).then_some(variation)
}
