//! What a careful editor would ask about a file's records, each question with its line and column. It
//! must not know how it is shown.

use super::{
    check,
    reader::Loaded,
    spanned::{Lines, Node, path_steps},
};
use crate::{
    error::Error,
    model::{
        Date,
        text::{clean, without_byte_order_mark},
    },
};
use std::collections::HashMap;

/// The warnings about the good records of a file, in the file's order, with those about ids that stand
/// twice in it.
///
/// `bytes` are those that `loaded` was read from; `today` bounds the dates; `elsewhere` are the ids of other
/// files of the same folder, with the file of each.
#[must_use]
pub fn warnings(
    file: &str,
    bytes: &[u8],
    loaded: &Loaded,
    today: Date,
    elsewhere: &HashMap<String, String>,
) -> Vec<Error> {
    let bytes = without_byte_order_mark(bytes);
    // Records before a byte that is no UTF-8 were read all the same, so that their text is good.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => bytes
            .get(..e.valid_up_to())
            .and_then(|b| std::str::from_utf8(b).ok())
            .unwrap_or_default(),
    };
    let mut lines = Lines::new(text);
    let file = clean(file).into_owned();
    let mut out = Vec::new();
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for placed in &loaded.records {
        let mut findings: Vec<(String, String, String)> = check::warnings(&placed.incident, today)
            .into_iter()
            .map(|f| (f.path, f.what, f.right))
            .collect();
        let id = placed.incident.id.as_str();
        let own = || "give each incident an id of its own".to_owned();
        if let Some(other) = elsewhere.get(id) {
            let what = format!("`{id}` stands in {other}, too");
            findings.insert(0, ("id".to_owned(), what, own()));
        }
        if let Some(first) = ids.insert(id, placed.offset) {
            findings.insert(
                0,
                (
                    "id".to_owned(),
                    format!(
                        "`{id}` stands twice; the other record starts in line {}",
                        lines.place(first).0
                    ),
                    own(),
                ),
            );
        }
        if findings.is_empty() {
            continue;
        }
        let end = placed.offset + placed.length;
        let body = text.get(placed.offset..end).unwrap_or_default();
        let node = Node::parse(body, placed.offset).ok();
        for (path, what, right) in findings {
            let at = node
                .as_ref()
                .map_or(placed.offset, |n| n.nearest(&path_steps(&path)).offset);
            let (line, column) = lines.place(at);
            out.push(
                Error::data(what)
                    .right(right)
                    .field(path)
                    .in_file(file.clone())
                    .at(line, column),
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::reader;

    #[test]
    fn warnings_stand_where_they_belong() {
        let text = "[\n {\"id\": \"a-1\", \"organization\": \"A\",\n  \"timeline\": [\n   {\"kind\": \"detected\", \"date\": \"2024-05-01\"},\n   {\"kind\": \"individuals_notified\", \"date\": \"2024-04-01\"}]},\n {\"id\": \"a-1\", \"organization\": \"B\"}\n]";
        let loaded = reader::read("f.json", text.as_bytes());
        assert_eq!(loaded.faults, []);
        let all: Vec<String> = warnings(
            "f.json",
            text.as_bytes(),
            &loaded,
            "2026-01-01".parse().unwrap(),
            &HashMap::from([("a-1".to_owned(), "g.json".to_owned())]),
        )
        .iter()
        .map(ToString::to_string)
        .collect();
        for want in [
            "f.json:4:4: timeline[0]: a date without a source; name the source that states it",
            "f.json:5:45: timeline[1].date: letters (2024-04-01) before detection (2024-05-01); check both dates",
            "f.json:2:9: id: `a-1` stands in g.json, too; give each incident an id of its own",
            "f.json:6:9: id: `a-1` stands twice; the other record starts in line 2; give each incident an id of its own",
        ] {
            assert!(all.iter().any(|w| w == want), "{want}\n{all:#?}");
        }
    }
}
