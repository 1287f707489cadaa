//! Saved queries: saving one, choosing one, deleting one in the explorer, and the file that keeps them.
#![allow(clippy::unwrap_used)]

#[path = "common/screen.rs"]
mod screen;
#[cfg(unix)]
#[path = "common/terminal.rs"]
mod terminal;

use breachlens::app::{Action, Command, Effect, Target, saved::Change};
use screen::Screen;

/// The explorer with two saved queries.
fn with_saved(mut s: Screen) -> Screen {
    let saved = [("un", "data:ssn"), ("big-un", "@un affected:>1M")];
    s.app.settings.queries = saved.map(|(n, q)| (n.to_owned(), q.to_owned())).into();
    s
}

fn save(name: &str, query: &str, replace: bool) -> Effect {
    Effect::Settings(Change::Save {
        name: name.to_owned(),
        query: query.to_owned(),
        replace,
    })
}

#[test]
fn the_query_is_saved_under_a_name() {
    for mut s in [Screen::new(80, 24, ""), Screen::mono(40, 12, "")] {
        s.keys("ctrl-s");
        assert!(s.text().contains("there is no query to be saved"));
        s.keys("/ 'data:ssnn' ctrl-s");
        assert!(
            s.text().contains("a query with a fault is not"),
            "{}",
            s.text()
        );
        s.keys("backspace ctrl-s");
        assert!(s.text().contains("Save the query as"), "{}", s.text());
        s.effects.clear();
        s.keys("enter");
        assert!(s.text().contains("the query needs a name"), "{}", s.text());
        s.keys("'a/b' enter");
        let shown = s.text();
        let fault = "`a/b` cannot name a query; a name is made of letters, digits, `_` and `-`";
        assert!(fault.split(' ').all(|word| shown.contains(word)), "{shown}");
        assert_eq!(s.effects, []);
        s.keys("backspace backspace 'b' enter");
        assert_eq!(s.effects, [save("ab", "data:ssn", false)]);
        // Refused outside, it stays to be mended; what is typed meanwhile is no command.
        s.act(Action::SettingsKept(
            "@ab is taken, it is x; take another name".into(),
        ));
        assert!(s.text().contains("@ab is taken, it is x"), "{}", s.text());
        s.keys("home '!' enter");
        assert_eq!(s.effects.last(), Some(&save("ab", "data:ssn", true)));
        let queries = [("ab".to_owned(), "data:ssn".to_owned())].into();
        s.act(Action::SettingsChanged(
            queries,
            "saved as @ab in x.toml".into(),
        ));
        assert!(s.text().contains("saved as @ab in x.toml"), "{}", s.text());
        assert!(!s.text().contains("Save the query as"), "{}", s.text());
        // It is there at once.
        s.keys("ctrl-u '@a' tab");
        assert_eq!(s.app.line.text(), "data:ssn");
    }
}

#[test]
fn a_saved_query_is_chosen_or_deleted() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut s = with_saved(Screen::new(width, height, "hims"));
        s.keys("@");
        let shown = s.text();
        for word in [
            "save the query that is shown",
            "hims",
            "@big-un",
            "@un",
            "x delete",
        ] {
            assert!(shown.contains(word), "{word}: {shown}");
        }
        // What it names is written out: it can be searched.
        s.keys("enter");
        assert_eq!(s.app.line.text(), "data:ssn affected:>1M");
        s.keys("u @ down x");
        assert!(s.text().contains("delete @un"), "{}", s.text());
        // Enter keeps it, and shows the list again.
        s.effects.clear();
        s.keys("enter");
        assert!(s.text().contains("Saved queries") && s.effects.is_empty());
        s.keys("down x down enter");
        assert_eq!(s.effects, [Effect::Settings(Change::Delete("un".into()))]);
        s.act(Action::SettingsKept(
            "nothing is changed: no; mend it".into(),
        ));
        assert!(s.text().contains("nothing is changed: no"), "{}", s.text());
        // The first entry saves what is shown, and so does a click.
        s.keys("@ up enter");
        assert!(s.text().contains("Save the query as"), "{}", s.text());
        s.keys("esc @");
        s.click_on(Target::OverlayItem(0));
        assert!(s.text().contains("Save the query as"), "{}", s.text());
        // The keys on the last line can be clicked, whatever lies above them.
        s.keys("esc @");
        s.click_on(Target::Hint(Command::DeleteSaved));
        assert!(
            s.text().contains("Delete this saved query?"),
            "{}",
            s.text()
        );
        s.click_on(Target::Hint(Command::Back));
        assert!(s.app.overlay.is_none());
    }
    let mut s = Screen::new(80, 24, "");
    s.keys("@");
    assert!(s.text().contains("no query is saved yet"), "{}", s.text());
}

#[test]
fn names_complete_in_the_query_line() {
    let mut s = with_saved(Screen::new(120, 40, ""));
    s.keys("/ 'hims' space '@'");
    assert!(
        s.text().contains("@big-un  @un affected:>1M"),
        "{}",
        s.text()
    );
    s.keys("'B' tab");
    assert_eq!(s.app.line.text(), "hims data:ssn affected:>1M");
    s.keys("ctrl-u 'x' space '@un' enter");
    assert_eq!(s.app.line.text(), "x data:ssn");
    // In quotes it is a word.
    s.keys("/ ctrl-u '\"@un\"' enter");
    assert_eq!(s.app.line.text(), "\"@un\"");
}

#[cfg(unix)]
mod in_a_terminal {
    use super::terminal::{Builder, Session};
    use std::{fs, path::Path};

    fn with(path: &Path) -> Builder {
        Session::new(env!("CARGO_BIN_EXE_breachlens"))
            .env("BREACHLENS_CONFIG", path.to_str().unwrap())
            .size(160, 30)
    }

    #[test]
    fn what_is_saved_is_there_at_once_and_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let before = "# mine\ntheme = 'light' # by day\n\n[queries]\n# the large ones\nlarge = 'affected:>1M'\n";
        fs::write(&path, before).unwrap();
        let mut s = with(&path).start();
        s.wait_for("Organization");
        s.type_text("/hims\r\x13mine\r");
        s.wait_for(&format!("saved as @mine in {}", path.display()));
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            format!("{before}mine = \"hims\"\n")
        );
        s.type_text("@");
        s.wait_for("@mine");
        s.type_text("x");
        s.wait_for("Delete this saved query?");
        s.type_text("j\r");
        s.wait_for("@large is gone from");
        s.wait_for("it was affected:>1M");
        s.type_text("q");
        assert!(s.wait_exit().success());
        let after = before.replace("large = 'affected:>1M'\n", "mine = \"hims\"\n");
        assert_eq!(fs::read_to_string(&path).unwrap(), after);
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no draft is left"
        );
        let mut s = with(&path).args(["@mine"]).start();
        s.wait_for("Hims & Hers");
        s.type_text("q");
        assert!(s.wait_exit().success());
    }

    #[test]
    fn settings_with_a_fault_and_no_settings_at_all_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(&path, "theme = 'drak'\n").unwrap();
        let mut s = with(&path).args(["hims"]).start();
        s.wait_for("Organization");
        s.type_text("\x13mine\r");
        s.wait_for(":1:9: nothing is changed: there is no");
        s.wait_for("theme `drak`; did you mean `dark`?");
        s.type_text("\x1b");
        s.wait_stable();
        s.type_text("q");
        assert!(s.wait_exit().success());
        assert_eq!(fs::read_to_string(&path).unwrap(), "theme = 'drak'\n");
        let mut s = with(Path::new("")).args(["hims"]).start();
        s.wait_for("Organization");
        s.type_text("\x13mine\r");
        s.wait_for("there is no directory for settings here");
        s.type_text("\x1b");
        s.wait_stable();
        s.type_text("q");
        assert!(s.wait_exit().success());
    }
}
