//! Saved queries put into the file of the settings and taken out of it, from the explorer. Everything
//! else in the file stays as it is, comments included, and a file with a fault is left alone: whoever
//! wrote it mends it. It must not know who asks.

use super::config::{Config, DEFAULT, place};
use crate::{
    app::saved::{Change, Queries},
    error::{Error, Kind},
    model::text::clean,
    query::saved::check_name,
    report,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use toml_edit::{DocumentMut, TableLike, Value};

/// Makes the change; gives the saved queries as they are then, and what there is to say.
///
/// # Errors
/// A name that is taken or not there, a file that cannot be read or written, and every fault in it: the
/// file is as it was then.
pub fn change(change: &Change) -> Result<(Queries, String), Error> {
    change_in(&place()?, change)
}

fn change_in(path: &Path, change: &Change) -> Result<(Queries, String), Error> {
    let shown = clean(&path.to_string_lossy()).into_owned();
    let (file, before) = read(path).map_err(|e| {
        Error::data(format!("cannot be read: {e}"))
            .right("check that it is text which you may read and write")
            .in_file(shown.clone())
    })?;
    let old = before.as_deref().unwrap_or(DEFAULT);
    let after = changed(old, change).map_err(|e| match e.kind {
        // Whoever asked can ask otherwise; the file is as it should be.
        Kind::Usage => e,
        Kind::Data | Kind::Row | Kind::Cells(_) => Error {
            what: format!("nothing is changed: {}", e.what),
            ..e.in_file(shown.clone())
        },
    })?;
    let queries = Config::read(&after).0.shown_queries();
    if before.as_deref() != Some(after.as_str()) {
        if before.is_none() {
            super::config::make_folder(&file)?;
        }
        let replace = before.is_some();
        report::file::write(&file, replace, |out| out.write_all(after.as_bytes()))?;
    }
    let said = match change {
        Change::Save { name, .. } => format!("saved as @{name} in {shown}"),
        Change::Delete(name) => {
            let gone = Config::read(old).0.shown_queries().remove(name);
            let gone = gone.map_or(String::new(), |query| format!("; it was {query}"));
            format!("@{name} is gone from {shown}{gone}")
        }
    };
    Ok((queries, said))
}

/// The file itself, where links lead to, and its text; no text where there is no file yet.
fn read(path: &Path) -> io::Result<(PathBuf, Option<String>)> {
    if path
        .symlink_metadata()
        .is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
    {
        return Ok((path.to_owned(), None));
    }
    // A link stays one: what it leads to is replaced.
    let file = path.canonicalize()?;
    let text = fs::read_to_string(&file)?;
    if fs::metadata(&file)?.permissions().readonly() {
        return Err(io::Error::other("it is protected against writing"));
    }
    Ok((file, Some(text)))
}

/// The text of the settings with a change made.
fn changed(before: &str, change: &Change) -> Result<String, Error> {
    let (bare, mark) = match before.strip_prefix('\u{feff}') {
        Some(bare) => (bare, "\u{feff}"),
        None => (before, ""),
    };
    // The library writes its lines in one way.
    let lines = bare.matches('\n').count();
    let foreign = bare.matches("\r\n").count();
    if foreign != 0 && foreign != lines {
        return Err(Error::data("some lines end as on Windows, and some do not")
            .right("let your editor end them all in one way"));
    }
    let bare = bare.replace("\r\n", "\n");
    let faults = Config::read(&bare).1;
    let doc: DocumentMut = bare.parse().map_err(|e: toml_edit::TomlError| {
        // Our own reader tells the place.
        let ours = faults.first().cloned();
        ours.unwrap_or_else(|| Error::data(clean(e.message())).right("mend it first"))
    })?;
    let text = match change {
        Change::Save {
            name,
            query,
            replace,
        } => save(doc, name, query, *replace)?,
        Change::Delete(name) => delete(doc, name)?,
    };
    // What was wrong before is told with its place; else it is the change that is wrong.
    if let Some(fault) = Config::read(&text).1.into_iter().next() {
        let same = faults.into_iter().find(|f| f.what == fault.what);
        return Err(same.unwrap_or(Error {
            place: Default::default(),
            ..fault
        }));
    }
    let text = if foreign == 0 {
        text
    } else {
        text.replace('\n', "\r\n")
    };
    Ok(format!("{mark}{text}"))
}

fn save(mut doc: DocumentMut, name: &str, query: &str, replace: bool) -> Result<String, Error> {
    check_name(name)?;
    let mut new = Value::from(query);
    if !doc.contains_key("queries") {
        // At the end, behind the last remark: the library would put it before that.
        let text = doc.to_string();
        let apart = if text.is_empty() { "" } else { "\n" };
        return Ok(format!("{text}{apart}[queries]\n{name} = {new}\n"));
    }
    let table = table(&mut doc)?;
    let Some(old) = table.get_mut(name) else {
        table.insert(name, toml_edit::Item::Value(new));
        return Ok(doc.to_string());
    };
    match old.as_str() {
        Some(now) if now == query => return Ok(doc.to_string()),
        Some(now) if !replace => {
            let now = clean(now).into_owned();
            return Err(Error::usage(format!("@{name} is taken, it is {now}"))
                .right("take another name, or put ! before it to replace that query"));
        }
        Some(_) => {}
        None => return Err(no_text(name)),
    }
    if let Some(old) = old.as_value() {
        // The remark behind it stays.
        *new.decor_mut() = old.decor().clone();
    }
    *old = toml_edit::Item::Value(new);
    Ok(doc.to_string())
}

fn no_text(name: &str) -> Error {
    Error::data(format!("@{name} is no text in the settings")).right("mend it there first")
}

/// The text without a saved query. The remarks above it stay: they may be about more.
fn delete(mut doc: DocumentMut, name: &str) -> Result<String, Error> {
    /// No line of TOML says this by itself.
    const GONE: &str = "\u{E000}gone\u{E000}";
    let inline = doc.get("queries").is_some_and(|q| q.is_inline_table());
    let table = table(&mut doc)?;
    let absent = || {
        Error::usage(format!("no query is saved as @{name}")).right("@ lists those that there are")
    };
    if inline {
        table.remove(name).ok_or_else(absent)?;
        return Ok(doc.to_string());
    }
    let old = table.get_mut(name).ok_or_else(absent)?;
    if old.as_str().is_none() {
        return Err(no_text(name));
    }
    *old = toml_edit::value(GONE);
    let text = doc.to_string();
    let kept = text
        .split_inclusive('\n')
        .filter(|line| !line.contains(GONE));
    Ok(kept.collect())
}

/// The table of saved queries; a new one where there is none.
fn table(doc: &mut DocumentMut) -> Result<&mut dyn TableLike, Error> {
    doc.entry("queries")
        .or_insert_with(toml_edit::table)
        .as_table_like_mut()
        .ok_or_else(|| {
            Error::data("`queries` is no table").right("it holds lines such as name = \"data:ssn\"")
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn saving(name: &str, query: &str, replace: bool) -> Change {
        Change::Save {
            name: name.to_owned(),
            query: query.to_owned(),
            replace,
        }
    }

    fn deleting(name: &str) -> Change {
        Change::Delete(name.to_owned())
    }

    #[test]
    fn a_query_is_put_where_it_belongs_and_everything_else_stays() {
        for (before, after) in [
            ("", "[queries]\nnew = \"hims\"\n"),
            (
                "theme = 'dark'",
                "theme = 'dark'\n\n[queries]\nnew = \"hims\"\n",
            ),
            (
                "[queries] # ours\na = 'x' # y\n\n# Keys\n[keys]\n#: z\n",
                "[queries] # ours\na = 'x' # y\nnew = \"hims\"\n\n# Keys\n[keys]\n#: z\n",
            ),
            (
                "queries.a = 'x'\n[keys]\n",
                "queries.a = 'x'\nqueries.new = \"hims\"\n[keys]\n",
            ),
            (
                "queries = { a = 'x' }\n",
                "queries = { a = 'x' , new = \"hims\" }\n",
            ),
            (
                "\u{feff}theme = 'dark' # é\r\n[queries]\r\n",
                "\u{feff}theme = 'dark' # é\r\n[queries]\r\nnew = \"hims\"\r\n",
            ),
        ] {
            let got = changed(before, &saving("new", "hims", false)).unwrap();
            assert_eq!(got, after);
            let back = changed(&got, &deleting("new")).unwrap();
            assert!(!back.contains("new"), "{back}");
            assert_eq!(Config::read(&back).1, []);
        }
        let first = changed(DEFAULT, &saving("new", "hims", false)).unwrap();
        assert_eq!(first.replace("new = \"hims\"\n", ""), DEFAULT);
        assert_eq!(changed(&first, &deleting("new")).unwrap(), DEFAULT);
    }

    #[test]
    fn a_name_is_replaced_only_when_that_is_said_and_remarks_stay() {
        let before = "[queries]\n# all\n\n# about a\na = 'x' # y\nb = '''\nu v''' # w\n";
        let fault = changed(before, &saving("a", "hims", false)).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "@a is taken, it is x; take another name, or put ! before it to replace that query"
        );
        assert_eq!(changed(before, &saving("a", "x", false)).unwrap(), before);
        let after = changed(before, &saving("a", "hims", true)).unwrap();
        assert_eq!(after, before.replace("'x'", "\"hims\""));
        let after = changed(before, &deleting("a")).unwrap();
        assert_eq!(
            after,
            "[queries]\n# all\n\n# about a\nb = '''\nu v''' # w\n"
        );
        let after = changed(&after, &deleting("b")).unwrap();
        assert_eq!(after, "[queries]\n# all\n\n# about a\n");
        assert!(changed(before, &deleting("c")).is_err());
    }

    #[test]
    fn what_has_a_fault_is_left_alone() {
        for (before, change, want) in [
            ("theme = ", saving("a", "x", false), "1:9: "),
            (
                "\n[queries]\nb = 'x'\ntheme = 'x'\nq = 3",
                saving("a", "x", false),
                "5:5: ",
            ),
            (
                "theme = 'drak'\n",
                saving("a", "x", false),
                "1:9: there is no theme `drak`",
            ),
            (
                "queries = 3\n",
                saving("a", "x", false),
                "`queries` is no table",
            ),
            (
                "a = 1\r\nb = 2\n",
                saving("a", "x", false),
                "some lines end as on Windows",
            ),
            // What this change would break is told without a place: it stands nowhere.
            ("", saving("a b", "x", false), "`a b` cannot name a query"),
            (
                "",
                saving("a", "data:ssnn", false),
                "`ssnn` is no data type",
            ),
            (
                "",
                saving("a", "@a", false),
                "the saved query `@a` names itself",
            ),
            (
                "[queries]\na = 'x'\nb = '@a'\n",
                deleting("a"),
                "no query is saved as `@a`",
            ),
        ] {
            let fault = changed(before, &change).unwrap_err().to_string();
            assert!(fault.starts_with(want), "{before}: {fault}");
        }
        // A saved query that is faulty itself may go.
        let after = changed("[queries]\na = 'data:ssnn'\n", &deleting("a"));
        assert_eq!(after.unwrap(), "[queries]\n");
    }

    #[test]
    fn the_file_is_made_when_there_is_none_and_a_link_to_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/down/config.toml");
        let (queries, said) = change_in(&path, &saving("a", "hims", false)).unwrap();
        assert_eq!(queries, [("a".to_owned(), "hims".to_owned())].into());
        assert_eq!(said, format!("saved as @a in {}", path.display()));
        assert_eq!(Config::read(&fs::read_to_string(&path).unwrap()).1, []);
        fs::write(&path, "theme = 'drak'\n").unwrap();
        let fault = change_in(&path, &saving("a", "hims", false))
            .unwrap_err()
            .to_string();
        let want = format!(
            "{}:1:9: nothing is changed: there is no theme",
            path.display()
        );
        assert!(fault.starts_with(&want), "{fault}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "theme = 'drak'\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt, symlink};
            let file = folder.path().join("dotfiles.toml");
            fs::write(&file, "# mine\n").unwrap();
            fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
            fs::remove_file(&path).unwrap();
            symlink(&file, &path).unwrap();
            change_in(&path, &saving("a", "hims", false)).unwrap();
            assert!(path.is_symlink());
            let text = fs::read_to_string(&file).unwrap();
            assert_eq!(text, "# mine\n\n[queries]\na = \"hims\"\n");
            let mode = fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "who may read it stays");
            fs::set_permissions(&file, PermissionsExt::from_mode(0o400)).unwrap();
            let fault = change_in(&path, &deleting("a")).unwrap_err().to_string();
            assert!(fault.contains("protected against writing"), "{fault}");
            fs::remove_file(&file).unwrap();
            assert!(
                change_in(&path, &deleting("a")).is_err(),
                "a link to nothing"
            );
        }
    }

    proptest! {
        /// Whatever the file says: it is refused, or the change is made and nothing else.
        #[test]
        fn nothing_but_the_change_is_made(
            lines in proptest::collection::vec(
                proptest::sample::select(vec![
                    "", "# a remark", "  # é 病", "theme = 'dark' # x", "start='hims'", "[queries]",
                    "a = 'x'", "b = \"\"\"\nx\n  y\"\"\" # z", "queries.c = 'x'", "'d' = 'y'",
                    "[keys]", "\"ctrl-n\" = 'next-incident'", "columns = [\n 'org', # first\n]",
                    "queries = { e = 'x' }", "[queries.f]", "\u{1b}", "[[queries]]", "a.b = 1",
                ]),
                0..8,
            ),
            ends in proptest::sample::select(vec!["\n", "\r\n"]),
            name in "[a-f]",
            query in "[a-z\"'\\\\ é#=\u{1b}]{1,12}",
            replace in any::<bool>(),
        ) {
            let before: String = lines.iter().map(|l| format!("{}{ends}", l.replace('\n', ends))).collect();
            let old = Config::read(&before).0;
            let remarks = |text: &str| -> Vec<String> {
                text.lines().filter(|l| l.trim_start().starts_with('#')).map(str::to_owned).collect()
            };
            if let Ok(after) = changed(&before, &saving(&name, &query, replace)) {
                let (mut new, faults) = Config::read(&after);
                prop_assert_eq!(faults, []);
                prop_assert_eq!(new.queries.remove(&name), Some(query));
                let mut rest = old.clone();
                rest.queries.remove(&name);
                prop_assert_eq!(new, rest);
                prop_assert_eq!(remarks(&after), remarks(&before));
                for line in before.lines().filter(|l| l.starts_with('[')) {
                    prop_assert!(after.lines().any(|l| l == line), "{line:?} is lost");
                }
            }
            if let Ok(after) = changed(&before, &deleting(&name)) {
                let (new, faults) = Config::read(&after);
                prop_assert_eq!(faults, []);
                let mut rest = old;
                prop_assert!(rest.queries.remove(&name).is_some());
                prop_assert_eq!(new, rest);
                prop_assert_eq!(remarks(&after), remarks(&before));
            }
        }
    }
}
