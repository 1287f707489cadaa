//! The loop: wait for something to happen, turn it into actions, let `update` carry them out, do what
//! it asks of the outside, draw once. It must not decide anything itself.

use super::{
    dropped,
    event::{Event, Events},
    export::Writing,
    importing::{self, Done, Running},
    loading, marks, opener,
    saving::Saving,
    signals,
    signals::Signal,
    terminal::{Options, Screen},
    theme::{Env, THEMES, Theme},
    view,
    worker::Worker,
};
use crate::{
    app::{
        Action, App, Command, Effect, Loading, Message, Start, Target,
        input::{Button, Input, Mouse, MouseKind},
        keymap, update,
    },
    catalog::parts::Rest,
    dataset::library::Library,
    error::Error,
};
use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

/// Two clicks on the same thing within this time are one double click.
const DOUBLE_CLICK: Duration = Duration::from_millis(400);

/// Work that takes longer than this is mentioned on the screen.
const QUIET: Duration = Duration::from_millis(100);

/// Runs the explorer until the user leaves.
///
/// # Errors
/// No terminal to run in.
pub fn run(start: Start) -> Result<(), Error> {
    let env = Env::gather(|name| std::env::var(name).ok(), start.ascii);
    let mut app = App::new(Arc::new(start.catalog), &start.query).with_settings(start.settings);
    app.message = start.message;
    let mut theme = Theme::choose(start.theme.as_deref(), &env);
    let mut events = Events::<Done>::start()?;
    let library = start.sources.home.as_deref().map(Library::open);
    let title = env.shows_titles().then(|| "breachlens".to_owned());
    let mut screen = Screen::enter(Options {
        mouse: app.mouse,
        title,
    })?;
    let mut clicks = Clicks::default();
    let mut running = Running::default();
    let mut writing = Writing::default();
    let mut saving = Saving::default();
    let mut worker = Worker::default();
    // Other programs take a list as it is: the first line is looked at like any other.
    if let (false, Some((width, height))) = (start.query.is_empty(), screen.size()) {
        let first = Done::Act(Action::Resize(width, height));
        events.messages().send(first);
    }
    let stop_loading = start.rest.as_ref().map(Rest::stop);
    if let Some(rest) = start.rest {
        app.loading = Some(Loading::default());
        app.incomplete = true;
        let messages = events.messages();
        loading::follow(rest, move |action| messages.send(Done::Act(action)));
    }
    loop {
        // A terminal that cannot be written to any more is gone: leave quietly.
        if draw(&mut app, &theme, &mut screen).is_err() {
            return Ok(());
        }
        let patience = (app.is_working() && !app.slow).then_some(QUIET);
        let mut happened = events.next(patience);
        if happened.is_empty() {
            happened.push(Event::Message(Done::Act(Action::StillWorking)));
        }
        for event in happened {
            let action = match event {
                Event::Input(Input::Key(key)) => keymap::action(&app, key),
                Event::Input(Input::Mouse(mouse)) => clicks.action(&app, mouse),
                Event::Input(Input::Paste(text)) => Some(Action::Paste(text)),
                Event::Input(Input::Resize(width, height)) => {
                    // A window that went through other sizes and back has lost what it showed, and no
                    // comparison with the last frame can tell.
                    if screen.redraw().is_err() {
                        return Ok(());
                    }
                    Some(Action::Resize(width, height))
                }
                Event::Input(Input::Focus(_)) => None,
                Event::Message(Done::Act(action)) => Some(action),
                Event::Message(Done::Imported(catalog, report)) => {
                    Some(Action::Reload(Arc::new(*catalog), Some(report)))
                }
                Event::Signal(Signal::Sleep) => {
                    screen.sleep().ok();
                    None
                }
                Event::Signal(Signal::Continued) => {
                    // The size may have changed meanwhile, and a sleeping job is not told.
                    screen.resume().ok();
                    screen.size().map(|(w, h)| Action::Resize(w, h))
                }
                Event::Signal(Signal::Stop(signal)) => {
                    drop(screen);
                    signals::end(signal);
                }
                Event::Lost => return Ok(()),
            };
            let Some(action) = action else { continue };
            for effect in update(&mut app, action) {
                if effect == Effect::Quit {
                    return Ok(());
                }
                let effect = match effect {
                    Effect::Work(job) => {
                        let messages = events.messages();
                        worker.work(*job, move |found| {
                            messages.send(Done::Act(Action::Found(Box::new(found))));
                        });
                        continue;
                    }
                    Effect::Import(typed) => {
                        let messages = events.messages();
                        let tell = move |done| {
                            messages.send(done);
                        };
                        running = importing::start(typed, start.sources.clone(), tell);
                        continue;
                    }
                    Effect::LookFor(path) => {
                        // A disk may be asleep; the screen does not wait for it.
                        let messages = events.messages();
                        std::thread::spawn(move || {
                            if dropped::is_file(&path) {
                                messages.send(Done::Act(Action::IsFile(path)));
                            }
                        });
                        continue;
                    }
                    Effect::Settings(change) => {
                        let messages = events.messages();
                        saving = std::mem::take(&mut saving).and_then(change, move |action| {
                            messages.send(Done::Act(action));
                        });
                        continue;
                    }
                    Effect::StopLoading => {
                        if let Some(stop) = &stop_loading {
                            stop.stop();
                        }
                        continue;
                    }
                    Effect::StopImport => {
                        running.stop();
                        continue;
                    }
                    Effect::StopExport => {
                        writing.stop();
                        continue;
                    }
                    Effect::CompletePath(typed) => {
                        let (path, names) = importing::complete(&typed);
                        update(&mut app, Action::Typed(path));
                        if names.len() > 1 {
                            let text = names.join("  ");
                            update(
                                &mut app,
                                Action::Say(Message {
                                    text,
                                    is_error: false,
                                }),
                            );
                        }
                        continue;
                    }
                    effect => effect,
                };
                let effect = match marks::keep(effect, &app, library.as_ref()) {
                    Ok(said) => {
                        if let Some(said) = said {
                            update(&mut app, Action::Say(said));
                        }
                        continue;
                    }
                    Err(effect) => effect,
                };
                if let Effect::Export {
                    path,
                    replace,
                    content,
                } = effect
                {
                    let (catalog, messages) = (app.catalog.clone(), events.messages());
                    let tell = move |action| {
                        messages.send(Done::Act(action));
                    };
                    writing = Writing::start(catalog, path, replace, content, tell);
                    continue;
                }
                if let Some(said) = carry_out(effect, &mut screen, &mut theme, &env, &events) {
                    update(&mut app, Action::Say(said));
                }
            }
        }
    }
}

/// Draws the screen and keeps what was drawn where.
fn draw(app: &mut App, theme: &Theme, screen: &mut Screen) -> io::Result<()> {
    let mut geometry = None;
    screen.draw(|frame| {
        let area = frame.area();
        let (drawn, caret) = view::draw(app, theme, area, frame.buffer_mut());
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
        geometry = Some(drawn);
    })?;
    if let Some(geometry) = geometry {
        app.drawn(geometry);
    }
    Ok(())
}

/// Does what `update` asked for; returns what there is to say about it.
fn carry_out(
    effect: Effect,
    screen: &mut Screen,
    theme: &mut Theme,
    env: &Env,
    events: &Events<Done>,
) -> Option<Message> {
    let say = |text: String| {
        Some(Message {
            text,
            is_error: false,
        })
    };
    let fault = |text: String| {
        Some(Message {
            text,
            is_error: true,
        })
    };
    match effect {
        Effect::Copy { text, what } => match screen.copy(&text) {
            Ok(Ok(())) => say(format!(
                "copied {what} ({} characters)",
                text.chars().count()
            )),
            Ok(Err(too_long)) => fault(format!("{what} was not copied: {too_long}")),
            Err(e) => fault(format!("cannot copy: {e}; e writes a file")),
        },
        Effect::OpenUrl(url) => {
            // Starting a browser may take its time; the screen does not wait for it.
            let messages = events.messages();
            let text = format!("opening {url}");
            std::thread::spawn(move || {
                if let Err(e) = opener::open(&url) {
                    messages.send(Done::Act(Action::Say(Message {
                        text: e.to_string(),
                        is_error: true,
                    })));
                }
            });
            say(text)
        }
        Effect::Mouse(on) => screen
            .set_mouse(on)
            .err()
            .and_then(|e| fault(format!("cannot change the mouse: {e}; ctrl-l draws anew"))),
        Effect::Suspend => screen
            .suspend()
            .err()
            .and_then(|e| fault(format!("cannot suspend: {e}; q leaves"))),
        Effect::Redraw => screen
            .redraw()
            .err()
            .and_then(|e| fault(format!("cannot redraw: {e}; q leaves"))),
        Effect::NextTheme => {
            let at = THEMES
                .iter()
                .position(|(name, ..)| *name == theme.name())
                .unwrap_or(0);
            let (name, id, meaning) = THEMES.get((at + 1) % THEMES.len())?;
            *theme = Theme::new(*name, env.depth(), env.wants_ascii());
            say(format!(
                "theme {id}: {meaning}; --theme {id} starts with it"
            ))
        }
        // Carried out by the loop itself.
        Effect::Export { .. }
        | Effect::Quit
        | Effect::SaveStar { .. }
        | Effect::SaveNote { .. }
        | Effect::CompletePath(_)
        | Effect::Import(_)
        | Effect::LookFor(_)
        | Effect::Settings(_)
        | Effect::StopImport
        | Effect::StopExport
        | Effect::StopLoading
        | Effect::Work(_) => None,
    }
}

/// Tells single clicks from double ones.
#[derive(Debug, Default)]
struct Clicks {
    last: Option<(Target, (u16, u16), Instant)>,
    dragged: Option<(u16, u16)>,
}

impl Clicks {
    fn action(&mut self, app: &App, mouse: Mouse) -> Option<Action> {
        let target = app.geometry.at(mouse.column, mouse.row).cloned();
        match mouse.kind {
            MouseKind::Drag(Button::Left) => {
                let (column, row) = self.dragged.replace((mouse.column, mouse.row))?;
                let moved = |from: u16, to: u16| {
                    i16::try_from(i32::from(to) - i32::from(from)).unwrap_or(0)
                };
                Some(Action::Drag {
                    columns: moved(column, mouse.column),
                    rows: moved(row, mouse.row),
                })
            }
            MouseKind::Down(Button::Left) => {
                self.dragged = Some((mouse.column, mouse.row));
                let target = target?;
                let now = Instant::now();
                // What the first click did may have put something else under the pointer.
                let cell = (mouse.column, mouse.row);
                let twice = self.last.take().is_some_and(|(before, there, at)| {
                    (before == target || there == cell) && now.duration_since(at) < DOUBLE_CLICK
                });
                if !twice {
                    self.last = Some((target.clone(), cell, now));
                }
                Some(Action::Click { target, twice })
            }
            MouseKind::Wheel(lines) if mouse.ctrl => Some(Action::Do(if lines < 0 {
                Command::ZoomIn
            } else {
                Command::ZoomOut
            })),
            // To the side the wheel does what dragging the other way does.
            MouseKind::WheelAside(cells) => Some(Action::Drag {
                columns: cells.saturating_mul(-4),
                rows: 0,
            }),
            MouseKind::Wheel(cells) if mouse.shift => Some(Action::Drag {
                columns: cells.saturating_mul(-4),
                rows: 0,
            }),
            MouseKind::Wheel(lines) => Some(Action::Wheel {
                target,
                lines: lines.saturating_mul(3),
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{app::Area, catalog::Catalog};

    #[test]
    fn two_clicks_are_one_double_click_also_when_the_first_moved_things() {
        let mut app = App::new(Arc::new(Catalog::default()), "");
        let mut clicks = Clicks::default();
        let mut twice = |at: u16, target: usize| {
            app.geometry.hits = vec![(
                Area {
                    width: 9,
                    height: 1,
                    ..Area::default()
                },
                Target::Row(target),
            )];
            let mouse = Mouse {
                kind: MouseKind::Down(Button::Left),
                column: at,
                row: 0,
                ctrl: false,
                alt: false,
                shift: false,
            };
            match clicks.action(&app, mouse) {
                Some(Action::Click { twice, .. }) => twice,
                other => panic!("{other:?}"),
            }
        };
        assert!(!twice(1, 0), "the first");
        assert!(twice(2, 0), "on the same thing");
        assert!(!twice(2, 0), "the third begins anew");
        assert!(twice(2, 7), "in the same cell, something else by now");
        assert!(!twice(2, 7));
        assert!(!twice(3, 8), "elsewhere, on something else");
    }
}
