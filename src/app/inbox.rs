//! The way to the main thread from any other: an event in its queue, and a bell that wakes it where it sleeps.
//!
//! The main thread sleeps on the keyboard and on the bell at once, so that a key is answered by the thread that read
//! it: handing each key from one thread to another costs more than drawing what it changed.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::event::Event;

/// Opens the way.
///
/// # Errors
/// When the system has no descriptors left.
pub fn open() -> io::Result<(Post, Inbox)> {
    let (events, queue) = channel();
    let (heard, wire) = io::pipe()?;
    let bell = Arc::new(Bell {
        rung: AtomicBool::new(false),
        wire,
    });
    let post = Post {
        events,
        bell: Arc::clone(&bell),
    };
    Ok((post, Inbox { queue, heard, bell }))
}

/// Rings once however many events are put in: one byte lies in the pipe at most, so that ringing never waits.
struct Bell {
    rung: AtomicBool,
    wire: PipeWriter,
}

/// Puts events into the inbox, from any thread.
#[derive(Clone)]
pub struct Post {
    events: Sender<Event>,
    bell: Arc<Bell>,
}

impl Post {
    /// Puts an event in; `false` where the program is ending and nobody takes any more.
    pub fn send(&self, event: Event) -> bool {
        let taken = self.events.send(event).is_ok();
        if taken && !self.bell.rung.swap(true, Ordering::SeqCst) {
            // The other end of the pipe lives as long as the queue, which has just taken the event.
            let _ = (&self.bell.wire).write_all(&[0]);
        }
        taken
    }
}

/// What the main thread takes events from.
pub struct Inbox {
    queue: Receiver<Event>,
    heard: PipeReader,
    bell: Arc<Bell>,
}

impl Inbox {
    /// What becomes readable when an event comes in.
    pub fn bell(&self) -> &PipeReader {
        &self.heard
    }

    /// Silences the bell after it was heard; then the events that rang it are to be taken.
    pub fn silence(&self) {
        if self.bell.rung.load(Ordering::SeqCst) {
            let _ = (&self.heard).read(&mut [0]);
            self.bell.rung.store(false, Ordering::SeqCst);
        }
    }

    /// The next event that is there.
    pub fn take(&self) -> Option<Event> {
        self.queue.try_recv().ok()
    }

    /// The next event, waited for without a keyboard.
    ///
    /// # Errors
    /// When none came in that time, or none can come.
    pub fn wait(&self, time: Duration) -> Result<Event, RecvTimeoutError> {
        self.queue.recv_timeout(time)
    }
}

#[cfg(test)]
mod tests {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    use super::*;

    /// Whether the bell is to be heard now.
    fn rings(inbox: &Inbox) -> bool {
        let mut bell = [PollFd::new(inbox.bell(), PollFlags::IN)];
        let at_once = Timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        poll(&mut bell, Some(&at_once)).unwrap();
        bell[0].revents().contains(PollFlags::IN)
    }

    #[test]
    fn the_bell_rings_once_for_many_events_and_again_after_it_was_silenced() {
        let (post, inbox) = open().unwrap();
        assert!(!rings(&inbox), "before anything was sent");
        for round in 0..3 {
            for _ in 0..100_000 {
                assert!(post.send(Event::Resize), "{round}");
            }
            assert!(rings(&inbox), "{round}: heard");
            inbox.silence();
            assert!(!rings(&inbox), "{round}: silenced");
            let taken = std::iter::from_fn(|| inbox.take()).count();
            assert_eq!(taken, 100_000, "{round}");
        }
        // Nothing rang, so nothing is waited for.
        inbox.silence();
        drop(inbox);
        assert!(!post.send(Event::Resize), "nobody takes it any more");
    }

    #[test]
    fn an_event_put_in_by_another_thread_wakes_who_waits_on_the_bell() {
        let (post, inbox) = open().unwrap();
        let sender = std::thread::spawn(move || post.send(Event::End));
        assert_eq!(inbox.bell().read(&mut [0]).unwrap(), 1);
        assert!(matches!(inbox.wait(Duration::from_secs(5)), Ok(Event::End)));
        assert!(sender.join().unwrap());
    }
}
