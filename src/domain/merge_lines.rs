//! Two people changed one text of several lines: put together where they did not touch the same or neighbouring lines.

use std::ops::Range;

use similar::DiffTag;

use super::words_diff::{lines, matched};

/// Lines that one side put in the place of others.
#[derive(PartialEq, Eq)]
struct Hunk<'a> {
    /// The lines of the base that it replaces.
    base: Range<usize>,
    /// What stands there now.
    now: Vec<&'a str>,
}

/// The text with both changes; `None` where they meet.
///
/// Neighbouring lines count as the same place: two sentences that were written one after the other may well answer each
/// other.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Option<String> {
    together(base, mine, theirs, |one, two| {
        one.start <= two.end && two.start <= one.end
    })
}

/// The same of a text in which each line is a thing of its own: only one that both changed is the same place, and what
/// both added at one place is kept.
pub fn merge_list(base: &str, mine: &str, theirs: &str) -> Option<String> {
    // The last line is the same one when another follows it.
    let closed = |text: &str| match text.trim_end_matches('\n') {
        "" => String::new(),
        text => format!("{text}\n"),
    };
    let merged = together(&closed(base), &closed(mine), &closed(theirs), |one, two| {
        one.start < two.end && two.start < one.end
    });
    merged.map(|text| text.trim_end_matches('\n').to_owned())
}

fn together(
    base: &str,
    mine: &str,
    theirs: &str,
    is_one_place: fn(&Range<usize>, &Range<usize>) -> bool,
) -> Option<String> {
    let old = lines(base);
    let (own, other) = (hunks(&old, mine), hunks(&old, theirs));
    let meets = |one: &Hunk<'_>, two: &Hunk<'_>| one != two && is_one_place(&one.base, &two.base);
    if own
        .iter()
        .any(|one| other.iter().any(|two| meets(one, two)))
    {
        return None;
    }
    let mut all: Vec<Hunk<'_>> = own;
    for hunk in other {
        if !all.contains(&hunk) {
            all.push(hunk);
        }
    }
    all.sort_by(|one, two| {
        let key = |hunk: &Hunk<'_>| (hunk.base.start, hunk.base.end);
        (key(one), &one.now).cmp(&(key(two), &two.now))
    });
    let mut merged = String::with_capacity(mine.len().max(theirs.len()));
    let mut at = 0;
    for hunk in &all {
        add(
            &mut merged,
            old.get(at..hunk.base.start).unwrap_or_default(),
        );
        add(&mut merged, &hunk.now);
        at = hunk.base.end;
    }
    add(&mut merged, old.get(at..).unwrap_or_default());
    Some(merged)
}

/// What a side changed; changes that touch are one.
fn hunks<'a>(old: &[&str], now: &'a str) -> Vec<Hunk<'a>> {
    let new = lines(now);
    let mut hunks: Vec<Hunk<'a>> = Vec::new();
    for (tag, of_old, of_new) in matched(old, &new) {
        if tag == DiffTag::Equal {
            continue;
        }
        let lines = new.get(of_new).unwrap_or_default();
        match hunks.last_mut() {
            Some(last) if last.base.end == of_old.start => {
                last.base.end = of_old.end;
                last.now.extend(lines);
            }
            _ => hunks.push(Hunk {
                base: of_old,
                now: lines.to_vec(),
            }),
        }
    }
    hunks
}

/// Adds lines; one that was the last and had no end gets one when another follows.
fn add(text: &mut String, lines: &[&str]) {
    for line in lines {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_apart_are_put_together_and_neighbours_are_not() {
        let base = "one\ntwo\nthree\nfour";
        for (mine, theirs, both) in [
            (
                "1\ntwo\nthree\nfour",
                "one\ntwo\nthree\n4",
                Some("1\ntwo\nthree\n4"),
            ),
            ("1\ntwo\nthree\nfour", "one\n2\nthree\nfour", None),
            (
                "1\ntwo\nthree\nfour",
                "1\ntwo\nthree\nfour",
                Some("1\ntwo\nthree\nfour"),
            ),
            (
                "two\nthree\nfour",
                "one\ntwo\nthree\nfour\nfive",
                Some("two\nthree\nfour\nfive"),
            ),
            ("mine", "theirs", None),
        ] {
            assert_eq!(
                merge(base, mine, theirs).as_deref(),
                both,
                "{mine:?}, {theirs:?}"
            );
        }
    }

    #[test]
    fn lines_that_are_things_of_their_own_clash_only_with_themselves() {
        let base = "cooks\nRose\nthe Row";
        for (mine, theirs, both) in [
            (
                "bakes\nRose\nthe Row",
                "cooks\nRose and Len\nthe Row",
                Some("bakes\nRose and Len\nthe Row"),
            ),
            (
                "cooks\nRose\nthe Row\nchess",
                "cooks\nRose\nthe Row\nthe choir",
                Some("cooks\nRose\nthe Row\nchess\nthe choir"),
            ),
            (
                "cooks\nthe Row",
                "cooks\nRose\nthe whole Row",
                Some("cooks\nthe whole Row"),
            ),
            ("bakes\nRose\nthe Row", "sings\nRose\nthe Row", None),
            ("cooks\nthe Row", "cooks\nRose and Len\nthe Row", None),
        ] {
            assert_eq!(
                merge_list(base, mine, theirs).as_deref(),
                both,
                "{mine:?}, {theirs:?}"
            );
            assert_eq!(
                merge_list(base, theirs, mine).as_deref(),
                both,
                "{mine:?}, {theirs:?}"
            );
        }
        assert_eq!(
            merge_list("", "chess", "the choir").as_deref(),
            Some("chess\nthe choir")
        );
    }

    proptest! {
        #[test]
        fn a_side_that_changed_nothing_has_no_say(base in "[abc\n]{0,16}", mine in "[abc\n]{0,16}") {
            prop_assert_eq!(merge(&base, &mine, &base), Some(mine.clone()));
            prop_assert_eq!(merge(&base, &base, &mine), Some(mine.clone()));
            prop_assert_eq!(merge(&base, &mine, &mine), Some(mine));
        }

        #[test]
        fn sides_can_be_exchanged(base in "[abc\n]{0,16}", mine in "[abc\n]{0,16}", theirs in "[abc\n]{0,16}") {
            prop_assert_eq!(merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        }
    }
}
