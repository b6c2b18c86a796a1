//! `caseload services`: the directory searched by need, name and place; or the needs for which it had nothing.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{Global, Services};
use super::out::Out;
use super::{Refused, opening};
use crate::app::keymap::Keymap;
use crate::app::services_view::unmet_page;
use crate::domain::find::Query;
use crate::domain::london;
use crate::domain::record::Kept;
use crate::domain::say;
use crate::domain::service::search::{Index, Serves, serves};
use crate::domain::service::unmet::{UnmetNeed, counted};
use crate::domain::service::{Service, Standing};
use crate::platform::clock;
use crate::store::Store;

/// Prints the services that fit, the best first; a blank line parts them.
pub fn run(global: &Global, args: &Services, out: &mut Out) -> Result<(), Refused> {
    let today = london::date(clock::Clock::system().now());
    let store = opening::open(global)?;
    if args.unmet {
        return unmet(&store, args, out);
    }
    let all = store.services().map_err(|fault| fault.to_string())?;
    let found = found(&all, &args.words.join(" "), args.place.as_deref());
    if args.json {
        let services: Vec<Value> = found.iter().map(|one| as_json(one, today)).collect();
        let whole = json!({ "as_at": today, "count": services.len(), "services": services });
        out.json(&format!("{whole:#}\n"));
        return Ok(());
    }
    for (at, service) in found.iter().enumerate() {
        if at > 0 {
            out.line("");
        }
        for line in lines(service, today) {
            out.line(&line);
        }
    }
    if found.is_empty() {
        out.warn(if all.is_empty() {
            "The directory is empty. \"caseload import FILE\" brings services in."
        } else {
            "No service fits. Fewer or shorter words find more."
        });
    }
    Ok(())
}

/// The services in which every word occurs, and that serve the place: those that name it first, then those that serve
/// everywhere; each the best first.
pub fn found<'a>(all: &'a [Kept<Service>], words: &str, place: Option<&str>) -> Vec<&'a Service> {
    let index = Index::new(all.iter().map(|kept| &kept.value));
    let mut found: Vec<&Service> = index
        .find(&Query::new(words))
        .into_iter()
        .filter_map(|at| all.get(at))
        .map(|kept| &kept.value)
        .collect();
    if let Some(place) = place {
        found.retain(|service| serves(service, place) != Serves::Elsewhere);
        found.sort_by_key(|service| serves(service, place));
    }
    found
}

/// A service, one fact a line: its name first.
pub fn lines(service: &Service, today: NaiveDate) -> Vec<String> {
    let mut lines = vec![format!(
        "{} ({})",
        service.name,
        service.standing(today).words()
    )];
    lines.extend(
        service
            .lines(today)
            .into_iter()
            .map(|(label, text)| format!("{label}: {text}")),
    );
    lines
}

/// A service for a program: the record, and how far it can be relied on.
fn as_json(service: &Service, today: NaiveDate) -> Value {
    let standing = match service.standing(today) {
        Standing::Checked(_) => "checked",
        Standing::Stale(_) => "stale",
        Standing::NeverChecked => "never_checked",
        Standing::Closed(_) => "closed",
    };
    let mut value = serde_json::to_value(service).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.insert("standing".to_owned(), standing.into());
    }
    value
}

/// Prints the needs that nothing met; nobody for whom it was is named.
fn unmet(store: &Store, args: &Services, out: &mut Out) -> Result<(), Refused> {
    let needs = store.unmet_needs().map_err(|fault| fault.to_string())?;
    let needs: Vec<UnmetNeed> = needs.into_iter().map(|kept| kept.value).collect();
    if args.json {
        let counts: Vec<Value> = counted(&needs)
            .iter()
            .map(|count| {
                json!({
                    "needed": count.needed, "place": count.place, "times": count.times,
                    "first_on": count.first_on, "last_on": count.last_on,
                })
            })
            .collect();
        let whole = json!({ "count": needs.len(), "unmet": counts });
        out.json(&format!("{whole:#}\n"));
        return Ok(());
    }
    for line in Keymap::shell().spoken_lines(unmet_page(&needs)) {
        out.line(&line);
    }
    out.warn(&format!(
        "{} logged.",
        say::count(needs.len(), "unmet need", "unmet needs")
    ));
    Ok(())
}
