//! The answer to a prompt: taken at once, or tried outside. Until it is taken the prompt stays with what
//! was typed.

use crate::app::{
    App, Asks, Effect, Message, Overlay,
    export::{self, ExportWhat},
    prompt::{Exporting, Prompt, Stage, trying},
};

/// What an answer leads to.
enum Answer {
    /// It is taken.
    Taken(Vec<Effect>),
    /// Only the outside can tell.
    Try(Effect),
    /// What is wrong with it.
    Refused(String),
}

impl App {
    /// Asks for one line of text, with a first answer to be changed; the answer goes to
    /// [`Self::answer_prompt`].
    pub(in crate::app) fn ask(
        &mut self,
        title: &'static str,
        hint: &'static str,
        asks: Asks,
        first: &str,
    ) {
        let mut prompt = Prompt::new(title, hint, asks);
        prompt.line.set(first);
        self.overlay = Some(Overlay::Prompt(prompt));
    }

    /// Takes what is typed for an answer.
    pub(in crate::app) fn answer_prompt(&mut self, mut prompt: Prompt) -> Vec<Effect> {
        let mut effects = vec![];
        if prompt.stage != Stage::Trying {
            let text = prompt.line.text().trim().to_owned();
            match self.answered(prompt.asks, &text) {
                Answer::Taken(effects) => return effects,
                Answer::Try(effect) => {
                    prompt.stage = Stage::Trying;
                    effects.push(effect);
                }
                Answer::Refused(fault) => prompt.stage = Stage::Refused(fault),
            }
        }
        self.overlay = Some(Overlay::Prompt(prompt));
        effects
    }

    fn answered(&mut self, asks: Asks, text: &str) -> Answer {
        match asks {
            Asks::Date => match self.timeline_jump(text) {
                Ok(()) => Answer::Taken(vec![]),
                Err(fault) => Answer::Refused(fault),
            },
            Asks::QueryName => match self.named_query(text) {
                Ok(effect) => Answer::Try(effect),
                Err(fault) => Answer::Refused(fault),
            },
            Asks::Note(row) => Answer::Taken(self.set_note(row, text)),
            Asks::Import if text.is_empty() => Answer::Taken(vec![]),
            Asks::Import => {
                self.importing = true;
                text.clone_into(&mut self.import_line);
                Answer::Try(Effect::Import(text.to_owned()))
            }
            Asks::File(what) => {
                let (path, replace) = told_to_replace(text);
                if path.is_empty() {
                    return Answer::Refused(
                        "the file needs a name; esc leaves without one".to_owned(),
                    );
                }
                let is_of_rows = matches!(what, ExportWhat::Rows { .. });
                if is_of_rows && self.is_answering() {
                    return Answer::Refused(
                        "the query is still being answered; Enter again once the count is there"
                            .to_owned(),
                    );
                }
                match export::exported(self, what) {
                    Some(content) => {
                        self.exporting = Exporting::File;
                        Answer::Try(Effect::Export {
                            path: path.to_owned(),
                            replace,
                            content,
                        })
                    }
                    None => Answer::Refused("there is nothing to write; esc leaves".to_owned()),
                }
            }
        }
    }

    /// Leaves the prompt without an answer; what was only just asked for stops with it.
    pub(in crate::app) fn leave_prompt(&mut self) -> Vec<Effect> {
        let tried = trying(&mut self.overlay, |_| true).map(|prompt| prompt.asks);
        self.overlay = None;
        match tried {
            Some(Asks::Import) if self.importing => vec![Effect::StopImport],
            Some(Asks::File(_)) if self.exporting != Exporting::Nothing => {
                vec![Effect::StopExport]
            }
            _ => vec![],
        }
    }

    /// An export takes its time: whoever waits for it may look around meanwhile.
    pub(in crate::app) fn export_goes_on(&mut self, text: String) {
        // What was said to whoever wanted to leave stays to be read.
        if self.exporting != Exporting::FileAndAsked {
            let is_error = false;
            self.tried(
                |asks| matches!(asks, Asks::File(_)),
                Message { text, is_error },
            );
        }
    }

    /// A file was written, or why not.
    pub(in crate::app) fn export_over(&mut self, message: Message) {
        self.exporting = Exporting::Nothing;
        self.tried(|asks| matches!(asks, Asks::File(_)), message);
    }

    /// An import has got somewhere: whoever waits for it may look around meanwhile.
    pub(in crate::app) fn import_goes_on(&mut self, text: String) {
        self.tried(
            |asks| asks == Asks::Import,
            Message {
                text,
                is_error: false,
            },
        );
    }

    /// An import ended without changing anything.
    pub(in crate::app) fn import_over(&mut self, text: String) {
        self.importing = false;
        self.tried(
            |asks| asks == Asks::Import,
            Message {
                text,
                is_error: true,
            },
        );
    }

    /// The outside has tried an answer. A fault goes to the prompt, if that is still there.
    pub(super) fn tried(&mut self, asks: impl Fn(Asks) -> bool, message: Message) {
        match trying(&mut self.overlay, asks) {
            Some(prompt) if message.is_error => prompt.stage = Stage::Refused(message.text),
            waiting => {
                if waiting.is_some() {
                    self.overlay = None;
                }
                self.message = Some(message);
            }
        }
    }
}

/// A name, and whether what has it already is to be replaced.
pub(super) fn told_to_replace(text: &str) -> (&str, bool) {
    match text.strip_prefix('!') {
        Some(name) => (name.trim(), true),
        None => (text, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Command, update};

    #[test]
    fn who_wants_to_leave_is_told_that_a_file_is_being_written() {
        let mut app = App::new(Default::default(), "");
        let quit = Action::Do(Command::Quit);
        app.exporting = Exporting::File;
        assert_eq!(update(&mut app, quit.clone()), []);
        let said = app.message.clone().map(|m| m.text).unwrap_or_default();
        assert!(said.contains("still being written"), "{said}");
        update(&mut app, Action::Exporting("2 MB".to_owned()));
        assert_eq!(app.message.clone().map(|m| m.text), Some(said));
        assert_eq!(update(&mut app, quit.clone()), [Effect::Quit]);
        let stopped = update(&mut app, Action::Do(Command::Back));
        assert_eq!(stopped, [Effect::StopExport]);
        let text = "stopped".to_owned();
        let is_error = false;
        update(&mut app, Action::Exported(Message { text, is_error }));
        assert_eq!(app.exporting, Exporting::Nothing);
        app.exporting = Exporting::File;
        let at_once = Action::Do(Command::QuitNow);
        assert_eq!(update(&mut app, at_once), [Effect::Quit]);
    }
}
