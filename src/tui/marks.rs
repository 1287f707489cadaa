//! Stars and notes are saved at once, as the explorer asks. It must not decide what is starred.

use crate::{
    app::{App, Effect, Message},
    dataset::library::{Library, MarkKey},
};

/// Saves a star or a note and gives what there is to say about it; any other effect is handed back.
///
/// # Errors
/// The effect, when it is none of these.
pub fn keep(
    effect: Effect,
    app: &App,
    library: Option<&Library>,
) -> Result<Option<Message>, Effect> {
    let row = match &effect {
        Effect::SaveStar { row, .. } | Effect::SaveNote { row, .. } => *row as usize,
        _ => return Err(effect),
    };
    let (Some(set), Some(record)) = (app.catalog.sets.get(row), app.catalog.incident(row)) else {
        return Ok(None);
    };
    let key = MarkKey::of(set, &record);
    let (saved, what) = match (&effect, library) {
        (_, None) => {
            return Ok(Some(said(
                "kept for this run only: there is no library; start without --no-library",
                false,
            )));
        }
        (Effect::SaveStar { star, .. }, Some(l)) => (
            l.set_star(&key, *star),
            if *star { "starred" } else { "the star is gone" },
        ),
        (Effect::SaveNote { note, .. }, Some(l)) => (
            l.set_note(&key, note),
            if note.is_empty() {
                "the note is gone"
            } else {
                "the note is kept"
            },
        ),
        _ => return Ok(None),
    };
    Ok(Some(match saved {
        Ok(_) => said(what, false),
        Err(e) => said(&format!("not saved: {e}"), true),
    }))
}

fn said(text: &str, is_error: bool) -> Message {
    Message {
        text: crate::model::text::clean(text).into_owned(),
        is_error,
    }
}
