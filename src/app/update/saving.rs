//! Saving the query under a name, choosing a saved one, deleting one. Whether the settings take it, the
//! outside tells.

use crate::{
    app::{
        App, Asks, Effect, Message, Overlay,
        menu::Choice,
        prompt::trying,
        saved::{self, Change, Queries},
    },
    query::saved::{check_name, expand},
};

impl App {
    /// Asks for the name under which the query is saved.
    pub(in crate::app) fn ask_query_name(&mut self) -> Vec<Effect> {
        self.write_names_out();
        if self.line.text().trim().is_empty() {
            return self.say("there is no query to be saved; / asks one");
        }
        if !self.parsed.errors.is_empty() {
            return self.say("a query with a fault is not saved; / mends it");
        }
        self.ask(
            "Save the query as",
            "a name, behind @ in queries and commands; ! before it replaces one",
            Asks::QueryName,
            "",
        );
        vec![]
    }

    /// What is asked of the settings for a name, or what is wrong with it.
    pub(super) fn named_query(&self, text: &str) -> Result<Effect, String> {
        let (name, replace) = super::prompts::told_to_replace(text);
        let name = name.strip_prefix('@').unwrap_or(name);
        if name.is_empty() {
            return Err("the query needs a name; esc leaves without one".to_owned());
        }
        check_name(name).map_err(|e| e.to_string())?;
        Ok(Effect::Settings(Change::Save {
            name: name.to_owned(),
            query: self.line.text().trim().to_owned(),
            replace,
        }))
    }

    /// Shows the saved queries.
    pub(in crate::app) fn saved_queries(&mut self) -> Vec<Effect> {
        let (items, cursor) = saved::items(self);
        if items.is_empty() {
            return self.say("no query is saved yet; / asks one, ctrl-s saves it under a name");
        }
        self.overlay = Some(Overlay::Menu {
            title: "Saved queries",
            items,
            cursor,
        });
        vec![]
    }

    /// Shows a saved query's incidents.
    pub(in crate::app) fn choose_saved(&mut self, name: &str) {
        let queries = &self.settings.queries;
        if let Some(text) = queries.get(name) {
            let text = saved::written_out(queries, text);
            self.set_query(&text);
        }
    }

    /// Asks whether the saved query under the cursor shall go.
    pub(in crate::app) fn ask_to_delete_saved(&mut self) -> Vec<Effect> {
        let chosen = match &self.overlay {
            Some(Overlay::Menu { items, cursor, .. }) => items.get(*cursor).map(|i| &i.choice),
            Some(_) => return vec![],
            None => {
                self.saved_queries();
                return self.say("x deletes the saved query under the cursor; esc leaves them all");
            }
        };
        if let Some(Choice::Saved(name)) = chosen {
            let query = self.settings.queries.get(name).cloned().unwrap_or_default();
            let items = saved::question(name, &query);
            self.menu("Delete this saved query?", items);
        }
        vec![]
    }

    /// The settings were changed: what they name now.
    pub(in crate::app) fn settings_changed(&mut self, queries: Queries, text: String) {
        self.settings.queries = queries;
        if trying(&mut self.overlay, |asks| asks == Asks::QueryName).is_some() {
            self.overlay = None;
        }
        self.message = Some(Message {
            text,
            is_error: false,
        });
    }

    /// The settings were not changed, and why.
    pub(in crate::app) fn settings_kept(&mut self, text: String) {
        let is_error = true;
        self.tried(|asks| asks == Asks::QueryName, Message { text, is_error });
    }

    /// Every `@name` in the query line becomes the query that it names. A name that there is not stays
    /// the word that it is.
    pub(in crate::app) fn write_names_out(&mut self) {
        match expand(&self.settings.queries, self.line.text()) {
            Ok(text) if text != self.line.text() => {
                self.line.set(&text);
                self.typed();
            }
            Ok(_) => {}
            Err(e) => {
                self.say(e.to_string());
            }
        }
    }

    /// Whether the open menu is that of the saved queries.
    #[must_use]
    pub(in crate::app) fn offers_saved(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Menu { items, .. })
            if items.iter().any(|i| matches!(i.choice, Choice::Saved(_))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Command, update};

    fn app(line: &str) -> App {
        let mut app = App::new(Default::default(), line);
        let queries = [("un", "data:ssn"), ("big-un", "@un affected:>1M")];
        app.settings.queries = queries.map(|(n, q)| (n.to_owned(), q.to_owned())).into();
        app
    }

    #[test]
    fn a_name_is_refused_with_what_would_be_right() {
        let app = app("hims");
        for (typed, want) in [
            ("", "needs a name"),
            ("a b", "a name is made of letters, digits, `_` and `-`"),
            ("ä", "a name is made of letters"),
            ("../x", "a name is made of letters"),
            ("a\u{202e}b", "`a⍟b`"),
        ] {
            let Err(fault) = app.named_query(typed) else {
                panic!("{typed}");
            };
            assert!(
                fault.contains(want) || typed.contains('\u{202e}'),
                "{fault}"
            );
            assert!(!fault.contains('\u{202e}'), "{fault}");
        }
        let saved = |name: &str, replace| {
            Ok(Effect::Settings(Change::Save {
                name: name.to_owned(),
                query: "hims".to_owned(),
                replace,
            }))
        };
        assert_eq!(app.named_query("@A-1_b"), saved("A-1_b", false));
        assert_eq!(app.named_query("! @x"), saved("x", true));
    }

    #[test]
    fn names_in_the_query_line_become_their_texts() {
        let mut app = app("");
        update(&mut app, Action::Do(Command::FocusQuery));
        update(&mut app, Action::Paste("x @big-un".to_owned()));
        update(&mut app, Action::Do(Command::Accept));
        assert_eq!(app.line.text(), "x data:ssn affected:>1M");
        update(&mut app, Action::Do(Command::FocusQuery));
        update(&mut app, Action::Paste("@unn".to_owned()));
        update(&mut app, Action::Do(Command::Accept));
        assert!(app.line.text().ends_with("@unn"));
        let said = app.message.map(|m| m.text).unwrap_or_default();
        assert!(
            said.contains("no query is saved as `@unn`; did you mean `@un`?"),
            "{said}"
        );
    }
}
