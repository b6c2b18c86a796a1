//! What somebody else wrote while a form was open and a save has put together with it, as the notice tells it (R104).

use crate::domain::labels::one_line;
use crate::domain::rewritten::Rewritten;

/// Values that are told one by one; of more it is said how many.
const MOST_TOLD: usize = 3;
/// Characters of each value: who wants all of it finds it in what happened.
const MOST_OF_EACH: usize = 60;
/// Characters of what is alike that stand before a difference.
const BEFORE: usize = 15;
/// The label of the day on which something was changed last.
const UPDATED: &str = "updated on";

/// What somebody else wrote meanwhile, in a sentence behind that it was saved.
pub(super) fn kept_too(by: &str, others: &[Rewritten]) -> String {
    // Nobody typed the day of the last change.
    let typed = |one: &&Rewritten| !one.about.ends_with(UPDATED);
    let others: Vec<&Rewritten> = others.iter().filter(typed).collect();
    let told = others.iter().take(MOST_TOLD).map(|one| {
        let [was, now] = near([one_line(&one.was), one_line(&one.now)]);
        let now = match now.as_str() {
            "" => "taken out".to_owned(),
            now => format!("\"{}\"", cut(now)),
        };
        match was.as_str() {
            "" => format!("{} {now}", one.about),
            was => format!("{} \"{}\" -> {now}", one.about, cut(was)),
        }
    });
    let mut told: Vec<String> = told.collect();
    if told.is_empty() {
        return String::new();
    }
    if let Some(more) = others.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        told.push(format!("{more} more"));
    }
    format!(
        " Kept too, as {by} wrote it meanwhile: {}.",
        told.join("; ")
    )
}

/// Two texts from a little before the place where they part: of long ones that begin alike the beginning says nothing.
fn near([was, now]: [String; 2]) -> [String; 2] {
    let is_long = |text: &String| text.chars().count() > MOST_OF_EACH;
    if was.is_empty() || now.is_empty() || !is_long(&was) && !is_long(&now) {
        return [was, now];
    }
    let alike = was.chars().zip(now.chars()).take_while(|(a, b)| a == b);
    let skipped = alike.count().saturating_sub(BEFORE);
    if skipped == 0 {
        return [was, now];
    }
    [was, now].map(|text| format!("…{}", text.chars().skip(skipped).collect::<String>()))
}

/// A text short enough to stand in a notice.
fn cut(text: &str) -> String {
    if text.chars().count() <= MOST_OF_EACH {
        return text.to_owned();
    }
    let begins: String = text.chars().take(MOST_OF_EACH).collect();
    format!("{begins}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_is_told_and_what_is_long_is_cut() {
        let one = |about: &str, was: &str, now: &str| Rewritten {
            about: about.to_owned(),
            was: was.to_owned(),
            now: now.to_owned(),
        };
        let long = "w ".repeat(50);
        for (others, expected) in [
            (vec![], String::new()),
            (
                vec![one("owner", "", "Joan"), one("what", "a\nb", "")],
                " Kept too, as S. Lee wrote it meanwhile: owner \"Joan\"; what \"a b\" -> taken out.".to_owned(),
            ),
            (
                vec![one("note", "", &long), one("x", "1", "2"), one("y", "1", "2"), one("z", "", "1"), one("q", "", "1")],
                format!(
                    " Kept too, as S. Lee wrote it meanwhile: note \"{}…\"; x \"1\" -> \"2\"; y \"1\" -> \"2\"; 2 more.",
                    &long[..MOST_OF_EACH]
                ),
            ),
            (
                vec![one("what", &format!("{long}end"), &format!("{long}end, URGENT")), one("goal: updated on", "", "Mon 2 Mar 2026")],
                " Kept too, as S. Lee wrote it meanwhile: what \"…w w w w w w end\" -> \"…w w w w w w end, URGENT\".".to_owned(),
            ),
        ] {
            assert_eq!(kept_too("S. Lee", &others), expected);
        }
    }
}
