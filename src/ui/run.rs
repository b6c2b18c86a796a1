//! The loop: drain what happened, then draw once. Nothing ticks; it sleeps until a key, a signal, a job or a deadline.

use std::io;

use ratatui::layout::Size;
use signal_hook::consts::signal::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use super::input::{Input, Woken};
use super::terminal::Screen;
use super::theme::Theme;
use super::{draw, layout};
use crate::app::{App, Cx, Event};
use crate::domain::london;
use crate::platform::clock::Clock;

/// Runs the program on the terminal until it ends.
///
/// # Errors
/// When the terminal cannot be written to; what was being typed is kept before.
pub fn run(
    app: &mut App,
    input: &mut Input,
    clock: &Clock,
    theme: &Theme,
    screen: &mut Screen,
) -> io::Result<()> {
    let ran = until_the_end(app, input, clock, theme, screen);
    if ran.is_err() {
        // The line dropped while something was drawn, before the hang-up was heard of.
        let cx = cx(app, clock, screen);
        app.event(Event::End, &cx);
    }
    ran
}

fn until_the_end(
    app: &mut App,
    input: &mut Input,
    clock: &Clock,
    theme: &Theme,
    screen: &mut Screen,
) -> io::Result<()> {
    let mut dirty = true;
    loop {
        if dirty {
            let mut cx = cx(app, clock, screen);
            cx.front_steps = super::front_steps(&app.model, &app.keymap, cx.width, cx.height);
            if std::mem::take(&mut app.model.repaint) {
                screen.forget();
            }
            app.prepare(&cx);
            let (model, keymap) = (&app.model, &app.keymap);
            screen
                .terminal
                .draw(|frame| draw(frame, model, keymap, theme))?;
            app.after_draw(&cx);
            dirty = false;
        }
        let before = cx(app, clock, screen);
        match input.wait(app.wait(&before)) {
            Woken::Event(event) => {
                let mut next = Some(event);
                // One reading of the clock for everything that waited: keys that queued up are one held key.
                let cx = cx(app, clock, screen);
                while let Some(event) = next {
                    if matches!(event, Event::Resize) {
                        screen.forget();
                    }
                    app.event(event, &cx);
                    if app.model.quit {
                        break;
                    }
                    next = input.take();
                }
                dirty = true;
            }
            Woken::Nothing => {}
        }
        let now = cx(app, clock, screen);
        dirty |= app.tick(&now);
        if app.model.quit {
            return Ok(());
        }
        if std::mem::take(&mut app.model.suspend) {
            screen.give_back()?;
            emulate_default_handler(SIGTSTP)?;
            screen.take_again()?;
            dirty = true;
        }
    }
}

/// What is known of the world now. A terminal that is gone has no size, but what was typed on it is still to be kept.
fn cx(app: &App, clock: &Clock, screen: &Screen) -> Cx {
    let Size { width, height } = screen.terminal.size().unwrap_or(Size::new(80, 24));
    let now = clock.now();
    Cx {
        now,
        local: london::local(now),
        tick: clock.tick(),
        page: layout::page_rows(width, height, &app.model),
        front_steps: usize::MAX,
        width,
        height,
    }
}
