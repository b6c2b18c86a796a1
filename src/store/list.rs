//! The list of everybody who is open, in its order: read on one thread while another works the places out.

use std::mem;
use std::panic;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::{Fault, Store};
use crate::domain::triage::{Clock, Facts, Row};

/// People handed over at once: so many that handing over costs nothing beside the rest.
const BATCH: usize = 256;
/// Batches that may wait, so that memory stays small however large the list.
const WAITING: usize = 4;

impl Store {
    /// The place of everybody who is open, in the order of the list.
    ///
    /// # Errors
    /// Engine faults.
    pub fn list(&self, clock: &Clock<'_>) -> Result<Vec<Row>, Fault> {
        let (hand_over, batches) = sync_channel::<Vec<Facts>>(WAITING);
        thread::scope(|scope| {
            let placing = scope.spawn(move || {
                let mut rows: Vec<Row> = Vec::new();
                for batch in batches {
                    rows.extend(batch.iter().map(|facts| Row::of(facts, clock)));
                }
                rows.sort_by(Row::order);
                rows
            });
            let mut batch = Vec::with_capacity(BATCH);
            let read = self.each_facts(|facts| {
                batch.push(facts);
                if batch.len() == BATCH {
                    // Nobody takes them only where placing them fell over, which is told below.
                    let _ = hand_over.send(mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            });
            let _ = hand_over.send(batch);
            drop(hand_over);
            let rows = (placing.join()).unwrap_or_else(|fell_over| panic::resume_unwind(fell_over));
            read.map(|()| rows)
        })
    }
}
