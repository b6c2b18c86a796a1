//! The palette: every command that works here, found by typing part of its title.

use super::command::{self, Availability, Command, Scope};
use super::keys::Key;
use super::line_edit::LineEdit;
use super::model::Model;
use crate::domain::find::fold;

/// The palette on the screen.
pub struct Palette {
    /// What is typed.
    pub edit: LineEdit,
    /// The scopes that were in force when it was opened.
    scopes: Vec<Scope>,
    /// What fits, best first.
    pub hits: Vec<Hit>,
    /// The selected hit.
    pub cursor: usize,
}

/// One command in the palette.
#[derive(Clone, Copy)]
pub struct Hit {
    /// The command.
    pub command: &'static Command,
    /// Whether it can be used now.
    pub availability: Availability,
}

impl Palette {
    /// The palette over what is on the screen.
    pub fn new(model: &Model) -> Self {
        let scopes = model.scopes();
        let hits = hits(&scopes, model, "");
        Self {
            edit: LineEdit::default(),
            scopes,
            hits,
            cursor: 0,
        }
    }

    /// Takes a key that types.
    pub fn key(&mut self, key: Key) -> bool {
        let taken = self.edit.key(key);
        if taken {
            self.cursor = 0;
        }
        taken
    }

    /// What fits what is typed now.
    pub fn matching(&self, model: &Model) -> Vec<Hit> {
        hits(&self.scopes, model, &self.edit.text())
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(self.hits.len().saturating_sub(1));
    }
}

fn hits(scopes: &[Scope], model: &Model, typed: &str) -> Vec<Hit> {
    let typed = fold(typed);
    let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    let mut hits: Vec<(usize, Hit)> = command::all()
        .filter(|command| scopes.contains(&command.scope) && command.scope != Scope::Palette)
        .filter_map(|command| {
            let title = fold(command.title);
            let whole = fold(&format!("{} {}", command.title, command.help));
            if !words.iter().all(|word| whole.contains(word)) {
                return None;
            }
            let rank = if words.is_empty() || title.starts_with(&typed) {
                0
            } else if words.iter().all(|word| title.contains(word)) {
                1
            } else {
                2
            };
            Some((
                rank,
                Hit {
                    command,
                    availability: (command.when)(model),
                },
            ))
        })
        .collect();
    // A stable sort keeps the order of the table within a rank.
    hits.sort_by_key(|(rank, hit)| (*rank, hit.availability != Availability::Ready));
    hits.into_iter().map(|(_, hit)| hit).collect()
}
