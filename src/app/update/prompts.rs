//! The answer to a prompt: taken at once, or tried outside. Until it is taken the prompt stays with what
//! was typed.

use crate::app::{
    App, Asks, Effect, Message, Overlay, export,
    prompt::{Prompt, Stage, trying},
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
            Asks::Note(row) => Answer::Taken(self.set_note(row, text)),
            Asks::Import if text.is_empty() => Answer::Taken(vec![]),
            Asks::Import => {
                self.importing = true;
                text.clone_into(&mut self.import_line);
                // A name ends in no quotation mark: then it is all the path of a file.
                let named = text.rsplit_once(" as ");
                let (file, name) = match named.filter(|(_, name)| !name.ends_with(['\'', '"'])) {
                    Some((file, name)) => (file.trim(), Some(name.trim().to_owned())),
                    None => (text, None),
                };
                Answer::Try(Effect::Import {
                    file: file.to_owned(),
                    name,
                })
            }
            Asks::File(what) => {
                let (path, replace) = match text.strip_prefix('!') {
                    Some(path) => (path.trim(), true),
                    None => (text, false),
                };
                if path.is_empty() {
                    return Answer::Refused(
                        "the file needs a name; esc leaves without one".to_owned(),
                    );
                }
                match export::exported(self, what) {
                    Some(content) => Answer::Try(Effect::Export {
                        path: path.to_owned(),
                        replace,
                        content,
                    }),
                    None => Answer::Refused("there is nothing to write; esc leaves".to_owned()),
                }
            }
        }
    }

    /// Leaves the prompt without an answer; an import that was only just asked for stops with it.
    pub(in crate::app) fn leave_prompt(&mut self) -> Vec<Effect> {
        let importing = trying(&mut self.overlay, |asks| asks == Asks::Import).is_some();
        self.overlay = None;
        if importing && self.importing {
            return vec![Effect::StopImport];
        }
        vec![]
    }

    /// A file was written, or why not.
    pub(in crate::app) fn export_over(&mut self, message: Message) {
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
    fn tried(&mut self, asks: impl Fn(Asks) -> bool, message: Message) {
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
