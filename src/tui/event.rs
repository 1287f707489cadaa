//! Everything that happens to the explorer, in one line: keys and mouse, messages of workers, signals.
//! It sleeps until something happens and costs nothing meanwhile. It must not know what a key means.

use super::signals::{self, Signal};
use crate::{
    app::input::{Button, Input, Key, KeyCode, Mouse, MouseKind},
    error::{Error, Result},
};
use crossterm::event as ct;
use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

/// No more than this is taken at once, so that a flood of keys cannot keep the screen from being drawn.
const BATCH: usize = 1_024;

/// Something that happened; `M` is what workers have to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<M> {
    /// Somebody did something.
    Input(Input),
    /// A worker has something to say.
    Message(M),
    /// A signal came.
    Signal(Signal),
    /// There is nothing to read keys from any more: end quietly.
    Lost,
}

/// Where workers leave their messages.
#[derive(Debug)]
pub struct Messages<M>(Sender<Event<M>>);

impl<M> Clone for Messages<M> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<M> Messages<M> {
    /// Leaves a message; false when nobody will read it any more.
    pub fn send(&self, message: M) -> bool {
        self.0.send(Event::Message(message)).is_ok()
    }
}

/// The one source of events.
#[derive(Debug)]
pub struct Events<M> {
    sender: Sender<Event<M>>,
    receiver: Receiver<Event<M>>,
    reading: bool,
}

impl<M: Send + 'static> Events<M> {
    /// Starts to listen to signals. Keys are read from the first call of [`Events::next`] on, when the
    /// terminal has been taken.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn start() -> Result<Self> {
        let (sender, receiver) = mpsc::channel();
        let signals = sender.clone();
        signals::watch(move |signal| {
            let _ = signals.send(Event::Signal(signal));
        })
        .map_err(|e| {
            Error::usage(format!("signals cannot be listened to: {e}"))
                .right("close other programs; `breachlens list` needs none")
        })?;
        let lost = sender.clone();
        signals::watch_terminal(move || {
            let _ = lost.send(Event::Lost);
        })
        .map_err(|e| {
            Error::usage(format!("the terminal cannot be watched: {e}"))
                .right("close other programs; `breachlens list` needs none")
        })?;
        Ok(Self {
            sender,
            receiver,
            reading: false,
        })
    }

    /// Where a worker leaves its messages.
    #[must_use]
    pub fn messages(&self) -> Messages<M> {
        Messages(self.sender.clone())
    }

    /// Sleeps until something happens (or the time is up, if one is given) and returns everything that
    /// has happened by then, in order, storms of resizing, dragging and turning the wheel drawn together.
    /// Empty only when the time was up. The first event is always the size of the terminal.
    pub fn next(&mut self, timeout: Option<Duration>) -> Vec<Event<M>> {
        if !self.reading {
            self.reading = true;
            let sender = self.sender.clone();
            let reader = thread::Builder::new().name("keys".to_owned());
            if reader.spawn(move || read(&sender)).is_err() {
                return vec![Event::Lost];
            }
        }
        let first = match timeout {
            None => self
                .receiver
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some(time) => self.receiver.recv_timeout(time),
        };
        match first {
            Ok(first) => {
                let more = self.receiver.try_iter().take(BATCH);
                coalesce(std::iter::once(first).chain(more))
            }
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => vec![Event::Lost],
        }
    }
}

fn read<M>(sender: &Sender<Event<M>>) {
    // The first look starts to listen for changes of size. What changed between the first frame and now
    // was heard by nobody, so the size of now is told once.
    let _ = ct::poll(Duration::ZERO);
    if let Ok((columns, rows)) = crossterm::terminal::size() {
        let _ = sender.send(Event::Input(Input::Resize(columns, rows)));
    }
    loop {
        let event = match ct::read() {
            Ok(event) => match input(event) {
                Some(input) => Event::Input(input),
                None => continue,
            },
            Err(_) => Event::Lost,
        };
        let lost = matches!(event, Event::Lost);
        if sender.send(event).is_err() || lost {
            return;
        }
    }
}

/// Draws storms together: of several sizes only the last counts, of a drag only where it got to, and
/// turns of the wheel at one place add up.
fn coalesce<M>(events: impl Iterator<Item = Event<M>>) -> Vec<Event<M>> {
    let mut out: Vec<Event<M>> = Vec::new();
    for event in events {
        if let Event::Input(Input::Resize(..)) = event {
            out.retain(|e| !matches!(e, Event::Input(Input::Resize(..))));
        } else if let (Event::Input(Input::Mouse(new)), Some(Event::Input(Input::Mouse(old)))) =
            (&event, out.last_mut())
            && let Some(both) = together(*old, *new)
        {
            *old = both;
            continue;
        }
        out.push(event);
    }
    out
}

fn together(old: Mouse, new: Mouse) -> Option<Mouse> {
    let same_keys = (old.ctrl, old.alt, old.shift) == (new.ctrl, new.alt, new.shift);
    let same_place = (old.column, old.row) == (new.column, new.row);
    let kind = match (old.kind, new.kind) {
        (MouseKind::Moved, MouseKind::Moved) => MouseKind::Moved,
        (MouseKind::Drag(a), MouseKind::Drag(b)) if a == b => MouseKind::Drag(b),
        (MouseKind::Wheel(a), MouseKind::Wheel(b)) if same_place => {
            MouseKind::Wheel(a.saturating_add(b))
        }
        (MouseKind::WheelAside(a), MouseKind::WheelAside(b)) if same_place => {
            MouseKind::WheelAside(a.saturating_add(b))
        }
        _ => return None,
    };
    same_keys.then_some(Mouse { kind, ..new })
}

/// A terminal event in our own words; `None` for what means nothing here, such as keys let go.
fn input(event: ct::Event) -> Option<Input> {
    Some(match event {
        ct::Event::Key(key) if key.kind == ct::KeyEventKind::Release => return None,
        ct::Event::Key(key) => {
            let held = |m| key.modifiers.contains(m);
            Input::Key(Key::new(
                code(key.code)?,
                held(ct::KeyModifiers::CONTROL),
                held(ct::KeyModifiers::ALT),
                held(ct::KeyModifiers::SHIFT),
            ))
        }
        ct::Event::Mouse(mouse) => {
            let held = |m| mouse.modifiers.contains(m);
            Input::Mouse(Mouse {
                kind: mouse_kind(mouse.kind),
                column: mouse.column,
                row: mouse.row,
                ctrl: held(ct::KeyModifiers::CONTROL),
                alt: held(ct::KeyModifiers::ALT),
                shift: held(ct::KeyModifiers::SHIFT),
            })
        }
        ct::Event::Paste(text) => Input::Paste(text),
        ct::Event::Resize(columns, rows) => Input::Resize(columns, rows),
        ct::Event::FocusGained => Input::Focus(true),
        ct::Event::FocusLost => Input::Focus(false),
    })
}

fn code(code: ct::KeyCode) -> Option<KeyCode> {
    Some(match code {
        ct::KeyCode::Char(c) if crate::model::text::is_unsafe(c) => return None,
        ct::KeyCode::Char(c) => KeyCode::Char(c),
        ct::KeyCode::Enter => KeyCode::Enter,
        ct::KeyCode::Esc => KeyCode::Esc,
        ct::KeyCode::Tab => KeyCode::Tab,
        ct::KeyCode::BackTab => KeyCode::BackTab,
        ct::KeyCode::Backspace => KeyCode::Backspace,
        ct::KeyCode::Delete => KeyCode::Delete,
        ct::KeyCode::Insert => KeyCode::Insert,
        ct::KeyCode::Left => KeyCode::Left,
        ct::KeyCode::Right => KeyCode::Right,
        ct::KeyCode::Up => KeyCode::Up,
        ct::KeyCode::Down => KeyCode::Down,
        ct::KeyCode::Home => KeyCode::Home,
        ct::KeyCode::End => KeyCode::End,
        ct::KeyCode::PageUp => KeyCode::PageUp,
        ct::KeyCode::PageDown => KeyCode::PageDown,
        ct::KeyCode::F(n) => KeyCode::F(n),
        _ => return None,
    })
}

fn mouse_kind(kind: ct::MouseEventKind) -> MouseKind {
    let button = |b| match b {
        ct::MouseButton::Left => Button::Left,
        ct::MouseButton::Right => Button::Right,
        ct::MouseButton::Middle => Button::Middle,
    };
    match kind {
        ct::MouseEventKind::Down(b) => MouseKind::Down(button(b)),
        ct::MouseEventKind::Up(b) => MouseKind::Up(button(b)),
        ct::MouseEventKind::Drag(b) => MouseKind::Drag(button(b)),
        ct::MouseEventKind::Moved => MouseKind::Moved,
        ct::MouseEventKind::ScrollDown => MouseKind::Wheel(1),
        ct::MouseEventKind::ScrollUp => MouseKind::Wheel(-1),
        ct::MouseEventKind::ScrollRight => MouseKind::WheelAside(1),
        ct::MouseEventKind::ScrollLeft => MouseKind::WheelAside(-1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mouse(kind: MouseKind, column: u16) -> Event<u8> {
        Event::Input(Input::Mouse(Mouse {
            kind,
            column,
            row: 0,
            ctrl: false,
            alt: false,
            shift: false,
        }))
    }

    fn key(c: char) -> Event<u8> {
        Event::Input(Input::Key(Key::plain(KeyCode::Char(c))))
    }

    #[test]
    fn storms_are_drawn_together_and_nothing_else_is() {
        let size = |w| Event::Input(Input::Resize(w, 1));
        let drag = |c| mouse(MouseKind::Drag(Button::Left), c);
        let got = coalesce(
            [
                size(1),
                key('a'),
                key('a'),
                size(2),
                mouse(MouseKind::Wheel(1), 3),
                mouse(MouseKind::Wheel(1), 3),
                mouse(MouseKind::Wheel(-1), 4),
                drag(1),
                drag(2),
                key('b'),
                drag(3),
                Event::Message(7),
                Event::Message(7),
                size(3),
            ]
            .into_iter(),
        );
        assert_eq!(
            got,
            [
                key('a'),
                key('a'),
                mouse(MouseKind::Wheel(2), 3),
                mouse(MouseKind::Wheel(-1), 4),
                drag(2),
                key('b'),
                drag(3),
                Event::Message(7),
                Event::Message(7),
                size(3),
            ]
        );
    }

    #[test]
    fn terminal_events_become_ours() {
        use ct::{KeyEvent, KeyEventKind, KeyModifiers as Held};
        let press = |code, held| ct::Event::Key(KeyEvent::new(code, held));
        for (event, want) in [
            (press(ct::KeyCode::Char('G'), Held::SHIFT), Some("G")),
            (press(ct::KeyCode::Char('r'), Held::CONTROL), Some("ctrl-r")),
            (press(ct::KeyCode::Char(' '), Held::NONE), Some("space")),
            (press(ct::KeyCode::BackTab, Held::SHIFT), Some("shift-tab")),
            (press(ct::KeyCode::Left, Held::ALT), Some("alt-left")),
            (press(ct::KeyCode::CapsLock, Held::NONE), None),
            (
                ct::Event::Key(KeyEvent::new_with_kind(
                    ct::KeyCode::Enter,
                    Held::NONE,
                    KeyEventKind::Release,
                )),
                None,
            ),
        ] {
            let got = input(event).map(|input| match input {
                Input::Key(key) => key.to_string(),
                other => panic!("{other:?}"),
            });
            assert_eq!(got.as_deref(), want);
        }
        assert_eq!(
            input(ct::Event::Paste("a\nb".into())),
            Some(Input::Paste("a\nb".into()))
        );
    }
}
