//! Writes exports on a thread of their own, so that the screen never waits for a disk. It must not know
//! why something is written.

use super::{event::Messages, importing::Done};
use crate::{
    app::{Action, Message, action::Content},
    catalog::Catalog,
    model::text::clean,
    report::{self, human, rows::Rows, style::Paint},
};
use std::{path::PathBuf, sync::Arc};

/// Writes a file beside the screen and says how it went.
pub fn export(
    catalog: Arc<Catalog>,
    path: String,
    replace: bool,
    content: Content,
    messages: Messages<Done>,
) {
    std::thread::spawn(move || {
        let place = match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
            (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
            _ => PathBuf::from(&path),
        };
        let what = match &content {
            Content::Text(_) => String::new(),
            Content::Rows { rows, .. } => {
                let noun = if rows.len() == 1 {
                    "incident"
                } else {
                    "incidents"
                };
                format!(", {} {noun}", human::exact(rows.len() as u64))
            }
        };
        let done = report::file::write(&place, replace, |out| match &content {
            Content::Text(text) => out.write_all(text.as_bytes()),
            Content::Rows {
                rows,
                format,
                columns,
            } => Rows {
                catalog: &catalog,
                rows,
                columns: columns.as_deref(),
            }
            .write(out, *format, None, Paint { on: false }),
        });
        messages.send(Done::Act(Action::Exported(match done {
            Ok(()) => Message {
                text: format!("written to {}{what}", clean(&path)),
                is_error: false,
            },
            Err(e) => Message {
                text: e.to_string(),
                is_error: true,
            },
        })));
    });
}
