//! The rest of large data, read while its beginning is on the screen already. It must not know how it is
//! read, nor how its progress is drawn.

use crate::{
    app::{Action, Loading, Message},
    catalog::parts::{Part, Rest},
};
use std::{sync::Arc, thread};

/// Passes on what comes of the rest; `tell` is called from a thread of its own and says whether anybody
/// still listens.
pub fn follow(rest: Rest, tell: impl Fn(Action) -> bool + Send + 'static) {
    thread::spawn(move || {
        while let Some(part) = rest.next() {
            let goes_on = match part {
                Ok(Part::Progress(at)) => tell(Action::Loading(Some(Loading {
                    bytes: at.bytes,
                    total: at.total,
                    rows: at.rows,
                }))),
                Ok(Part::First(opened) | Part::Whole(opened)) => {
                    let said = Message::about(&opened.faults);
                    tell(Action::Reload(Arc::new(opened.catalog), None))
                        && said.is_none_or(|message| tell(Action::Say(message)))
                }
                Err(e) => tell(Action::CutShort(Message {
                    text: crate::model::text::clean(&e.to_string()).into_owned(),
                    is_error: true,
                })),
            };
            if !goes_on {
                return;
            }
        }
        tell(Action::Loading(None));
    });
}
