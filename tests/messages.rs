//! Every message that a person can meet, in one snapshot: what the commands say to wrong input, what
//! the query says, what the explorer says; and each says what to do next. Messages are also found in the
//! source: one that no case here meets, and that has no entry in [`ELSEWHERE`], fails the test.
#![cfg(target_os = "linux")] // the system's own words are in some of them
#![allow(clippy::unwrap_used)]

#[path = "common/commands.rs"]
mod commands;
#[path = "common/sources.rs"]
mod sources;

use commands::{breachlens, run};
use sources::bare_code;
use std::{fs, io::Write, path::Path};

/// Messages that no case here can meet, by a piece of each, and why or where they are met.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "stored records cannot be read",
        "only sets of another version",
    ),
    (
        "a stored record cannot be read",
        "only sets of another version",
    ),
    ("cannot write the output", "tests/damage.rs, a full disk"),
    ("another breachlens is writing", "takes ten seconds"),
    ("was changed meanwhile", "tests/damage.rs, two processes"),
    ("the list of sets cannot be written", "only a fault of ours"),
    ("marks cannot be written", "only a fault of ours"),
    ("` cannot be written: ", "only a fault of ours"),
    ("no folder for data is known", "only systems without homes"),
    (
        "the set cannot be read",
        "only a set that is replaced all the time",
    ),
    ("damaged (", "tests/damage.rs"),
    ("becomes too long", "tests/hostile, the settings"),
    ("the list is longer than 4 GiB", "takes 4 GiB"),
    ("the reading was stopped", "whoever stopped it is not told"),
    (
        "the data could not be read to its end",
        "only a thread that is gone",
    ),
    ("the import was stopped", "tests/cli_import.rs, a signal"),
    (
        "no answer can be read",
        "a terminal that is gone while it asks",
    ),
    (
        "the system's clock gives no date",
        "a clock outside of the calendar",
    ),
    ("is already there", "tests/terminal.rs, export"),
    ("there is no directory for settings here", "tests/saved.rs"),
    ("a quotation mark is not closed", "src/cli/typed_import.rs"),
    ("is taken, it is ", "src/cli/saving.rs"),
    ("no query is saved as @", "src/cli/saving.rs"),
    ("`queries` is no table", "src/cli/saving.rs"),
    ("is no text in the settings", "src/cli/saving.rs"),
    ("some lines end as on Windows", "src/cli/saving.rs"),
    ("is a folder", "src/report/file.rs"),
    ("is neither a file nor a folder", "explorer"),
    ("no browser here for", "a desktop without one"),
    ("is not opened", "src/tui/opener.rs"),
    ("signals cannot be listened to", "a system without room"),
    ("the terminal cannot be watched", "a system without room"),
    ("there is no library to import into", "explorer"),
    (
        "the explorer reads keys from a terminal",
        "a terminal to draw on and none to type on",
    ),
    ("the terminal cannot be used", "a terminal that refuses"),
    (
        "stands before the command",
        "the parser of arguments takes such words for the query",
    ),
    (
        "cannot be read on: ",
        "a list that is changed while it is read: a first look finds other faults",
    ),
];

/// Messages of the explorer that tell what was done, and leave nothing to do next.
const DONE: &[&str] = &[
    "the mouse works here again",
    "nothing is marked any more",
    "the cells show: ",
    "signals by ",
    "copied ",
    "opening ",
    "written to ",
    "starred",
    "the star is gone",
    "the note is gone",
    "the note is kept",
];

/// Messages that end with another one, which is held to the same.
const WITH_ANOTHER: &[&str] = &[
    "not saved: {e}",
    "{what} was not copied: {too_long}",
    "`{}` is no {}",
];

/// Whether a message goes on behind what is wrong.
fn says_what_to_do(message: &str) -> bool {
    [
        "; ",
        "did you mean",
        "perhaps meant: ",
        "try '--help'",
        "[possible values: ",
        "such as ",
        "first: ",
        "can be ",
        " opens ",
        "(click again",
    ]
    .iter()
    .any(|sign| message.contains(sign))
}

const PORTAL: &str = "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,\
    Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n";

/// A folder with everything that can be wrong.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let write = |name: &str, text: &[u8]| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let row = "Clinic,CA,Healthcare Provider,500,03/04/2024,Theft,Email,No,x\n";
    write("portal.csv", format!("{PORTAL}{row}").as_bytes());
    write("again/portal.csv", format!("{PORTAL}{row}").as_bytes());
    write(
        "badrow.csv",
        format!(
            "{PORTAL}{row},,,,,,,,\nOther,CA,Healthcare Provider,many,33/44/2024,Theft,Email,No,x\n"
        )
        .as_bytes(),
    );
    write(
        "table.csv",
        b"Company,Records,Date\nA Clinic,5,2024-01-02\n",
    );
    write("half.csv", b"Organization,People hit\nA Clinic,5\n");
    write("noorg.csv", b"Colour,Number\nred,5\nblue,6\n");
    write("open.csv", b"Organization,Affected,\"Notes\nElm,5,x\n");
    write(
        "openrow.csv",
        b"Organization,Affected,Notes\nElm,5,x\nOak,6,\"y\nAsh,7,z\n",
    );
    write("text.txt", b"Dear reader,\n\nnothing here is a list.\n");
    write("empty.csv", b"");
    write("broken.zip", b"PK\x03\x04 and nothing more");
    write(
        "broken.csv.gz",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03 and nothing more",
    );
    write(
        "notutf8.json",
        b"{\"id\": \"a-2024\", \"organization\": \"\xff\"}",
    );
    write("notjson.json", b"{\"id\": \"a-2024\", \"organization\": }");
    write(
        "twice.json",
        br#"{"id":"a-2024","id":"b-2024","organization":"A","sources":[]}"#,
    );
    write("unknown.json", br#"{"id":"a-2024","organisation":"A"}"#);
    write("words.json", br#"{"id":"a-2024","organization":"A","timeline":[{"kind":"detekted","date":"2024-13-01"}],"sources":[{"id":"s1","title":"t","url":"javascript:x"}]}"#);
    write("number.json", br#"[{"id":"a-2024","organization":"A","affected":{"count":-5}},{"id":"b","organization":3},7]"#);
    write("cites.json", br#"{"id":"A 2024","organization":"A","timeline":[{"kind":"detected","date":"2024-02-01","source":"s9"},{"kind":"detected","date":"2023-02-01"}],"sources":[{"id":"s1","title":"t","url":"https://example.org/"},{"id":"s1","title":"t","url":"https://example.org/"}]}"#);
    write("map.toml", b"organization == 1");
    write("map-bool.toml", b"[columns]\norganization = true\n");
    write("documents/a.txt", b"x");
    write("mixed/a.json", br#"{"id":"a-2024","organization":"A"}"#);
    write("mixed/b.json", br#"{"id":"a-2024","organization":"B"}"#);
    write("mixed/empty.json", b"");
    write("mixed/other.json", br#"{"name":"x"}"#);
    write("mixed/page.json", b"<html>");
    write("mixed/pwned.json", br#"[{"Name":"A","PwnCount":1}]"#);
    write("mixed/v.json", br#"{"incident_id":"V"}"#);
    write("list.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more");
    write("list.pdf", b"%PDF-1.7\n");
    write("list.csv.xz", b"\xFD7zXZ\0 and more");
    write("heading.csv", PORTAL.as_bytes());
    write("object.json", b"{}");
    write("others/a.json", br#"{"name":"x"}"#);
    std::os::unix::fs::symlink("nowhere", dir.join("mixed/gone.json")).unwrap();
    write("settings/bad.toml", b"theme = \"dark\"\ncolums = []");
    write("settings/columns.toml", b"columns = [\"peple\"]");
    write("settings/name.toml", b"[queries]\n\"a b\" = \"x\"");
    write("settings/key.toml", b"[keys]\n\"ctrl-nothing\" = \"quit\"");
    write("settings/command.toml", b"[keys]\n\"ctrl-e\" = \"fly\"");
    write(
        "settings/types.toml",
        b"theme = 3\ncolumns = [\"org\", 1]\nstart = \"data:ssnn @nosuch\"\nkeys = 1\n\
          [queries]\nours = \"data:ssn affected:many\"\n",
    );
    write("settings/theme.toml", b"theme = \"drak\"");
    write(
        "settings/queries.toml",
        b"[queries]\nours = \"data:ssn\"\nround = \"@round\"\n",
    );
    write("newer/library/index.json", b"{\"format\":9,\"shelves\":[]}");
    write(
        "newer-marks/library/marks.jsonl",
        b"{\"format\":9,\"marks\":0,\"checksum\":\"0\"}\n",
    );
    write("cut/library/index.json", b"{\"format\":1,\"sets\":[{");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"Company,Records\n").unwrap();
    for n in 0..20_000_u32 {
        writeln!(packed, "Clinic {},{n}", n.wrapping_mul(2_654_435_761)).unwrap();
    }
    let packed = packed.finish().unwrap();
    write("cut.csv.gz", &packed[..packed.len() / 2]);
    fs::create_dir_all(dir.join("odd/library/index.json")).unwrap();
    fs::create_dir_all(dir.join("home")).unwrap();
    write("file", b"x");
    folder
}

/// What is wrong, as it is typed. `HOME=x` and `CONFIG=x` before it name the library and the settings.
const COMMANDS: &[&str] = &[
    // The command line.
    "--nosuch",
    "nosuchcommand --nosuch",
    "list --format nosuch",
    "list --limit many",
    "list --color sometimes",
    "compare hims",
    "show",
    "import",
    "check",
    "library diff x",
    "completions nosuch",
    "hims list",
    "man nosuch",
    "list --columns peple",
    "list --columns ",
    "list --columns zzzzzz",
    "stats --format csv",
    "stats --by nosuch",
    "stats --by methd",
    "fields zzz",
    "fields methd",
    "show nosuchthing",
    "show hims-hers-2025",
    "show clinic",
    "compare hims-hers-2026 hims-hers-2026",
    "compare zzzz yyyy",
    "list from:nosuch",
    "list from:bundeld",
    // Queries, as commands show them.
    "list data:ssn and method:ransomware",
    "list nosuchfield:x",
    "list affected:many data:nosuch",
    // The explorer.
    "",
    "hims",
    "--theme nosuch",
    "CONFIG=settings/theme.toml",
    // Settings.
    "CONFIG= config",
    "CONFIG=settings config",
    "CONFIG=settings/missing.toml config",
    "CONFIG=settings/bad.toml config",
    "CONFIG=settings/bad.toml list hims --format csv",
    "CONFIG=settings/columns.toml config",
    "CONFIG=settings/types.toml config",
    "CONFIG=settings/types.toml list @ours",
    "CONFIG=settings/theme.toml list hims --format csv",
    "list --theme nosuch",
    "CONFIG=settings/name.toml config",
    "CONFIG=settings/key.toml config",
    "CONFIG=settings/command.toml config",
    "CONFIG=settings/bad.toml config --create",
    "CONFIG=file/config.toml config --create",
    "CONFIG=/proc/breachlens.toml config --create",
    "CONFIG=settings/queries.toml list @nosuch",
    "CONFIG=settings/queries.toml list @our",
    "CONFIG=settings/queries.toml list -@ours",
    "CONFIG=settings/queries.toml list @round",
    // Lists for one run, and checks.
    "list --data missing.json",
    "list --no-bundled --data badrow.csv --format csv",
    "list --no-bundled --data openrow.csv --format csv",
    "list --no-bundled --data text.txt",
    "list --no-bundled --data empty.csv",
    "list --no-bundled --data list.csv.xz",
    "check list.pdf",
    "check missing.json",
    "check notutf8.json",
    "check notjson.json",
    "check twice.json",
    "check unknown.json",
    "check words.json",
    "check number.json",
    "check cites.json",
    "check documents",
    "list --no-bundled --data mixed --format csv --columns id",
    "list --no-bundled --data others",
    "check mixed --no-warnings",
    // Imports.
    "HOME=home import missing.csv",
    "HOME=home import portal.csv --no-library",
    "HOME=home import portal.csv --as ../x",
    "HOME=home import portal.csv --as-of yesterday",
    "HOME=home import portal.csv --as-of 2024-02-30",
    "HOME=home import portal.csv again/portal.csv",
    "HOME=home import portal.csv --format nosuch",
    "HOME=home import portal.csv --format hibp",
    "HOME=home import table.csv --format ocr",
    "HOME=home import text.txt",
    "HOME=home import open.csv",
    "HOME=home import empty.csv",
    "HOME=home import half.csv",
    "HOME=home import noorg.csv --format table",
    "HOME=home import noorg.csv --map affected=Number",
    "HOME=home import cut.csv.gz --map organization=Company",
    "HOME=home import broken.zip",
    "HOME=home import broken.csv.gz",
    "HOME=home import documents --format ocr",
    "HOME=home import documents",
    "HOME=home import mixed --dry-run",
    "HOME=home import others",
    "HOME=home import list.xls",
    "HOME=home import heading.csv",
    "HOME=home import object.json",
    "HOME=home import table.csv --map Company",
    "HOME=home import table.csv --map organization=Company,Records",
    "HOME=home import table.csv --map orgnization=Company",
    "HOME=home import table.csv --map zzzz=Company",
    "HOME=home import table.csv --map organization=Firm",
    "HOME=home import table.csv --map organization=Company,dates=sideways",
    "HOME=home import table.csv --map map.toml",
    "HOME=home import table.csv --map map-bool.toml",
    "HOME=file import portal.csv",
    "HOME=home library remove x",
    "HOME=full import table.csv --map organization=Company --as portal",
    "HOME=full library remove portl",
    "HOME=full library remove zzzzzz",
    "HOME=full library diff zzzzzz portal.csv",
    // Libraries that cannot be read.
    "HOME=newer list hims --format csv",
    "HOME=newer library",
    "HOME=newer-marks list hims --format csv",
    "HOME=cut library",
    "HOME=odd library",
    "HOME=odd list hims --format csv",
];

fn told(dir: &Path) -> Vec<(String, i32, String)> {
    let mut out = Vec::new();
    let path = dir.to_str().unwrap();
    let mut full = breachlens();
    full.current_dir(dir)
        .env("BREACHLENS_HOME", dir.join("full"))
        .args(["import", "portal.csv"]);
    assert_eq!(run(&mut full).code, 0);
    for line in COMMANDS {
        let mut command = breachlens();
        command
            .current_dir(dir)
            .env("BREACHLENS_HOME", dir.join("nowhere"));
        for word in line.split(' ').filter(|_| !line.is_empty()) {
            if let Some(home) = word.strip_prefix("HOME=") {
                command.env("BREACHLENS_HOME", dir.join(home));
            } else if let Some(config) = word.strip_prefix("CONFIG=") {
                command.env("BREACHLENS_CONFIG", config);
            } else {
                command.arg(word);
            }
        }
        let said = run(&mut command);
        // Faults of records are data, of `check` as of the report of an import.
        let text = if line.starts_with("check") || said.err.is_empty() {
            said.out + &said.err
        } else {
            said.err
        };
        out.push(((*line).to_owned(), said.code, text.replace(path, "DIR")));
    }
    out
}

/// Queries, each with something wrong.
const QUERIES: &[&str] = &[
    "\"\"",
    "org:",
    "data:\"\"",
    "mesure:x",
    "zzzzzz:x",
    "data:nosuch",
    "data:ssm",
    "data:passport_number",
    "method:zzzz",
    "state:Kalifornia",
    "state:zzzzzz",
    "country:Germny",
    "affected:many",
    "affected:5q",
    "affected:..",
    "affected:5..1",
    "affected:>",
    "affected:500,501",
    "affected:1,00,000",
    "affected:1,00x",
    "affected:>1M,500",
    "affected:>1 000 000",
    "monitoring:x",
    "settlement:x",
    "severity:x",
    "notify:soon",
    "year:x",
    "known:2023-13",
    "known:2023-02-30",
    "known:>=",
    "has:nosuch",
    "has:affectd",
    "no:zzzzzzz",
    "clock:nosuch",
    "clock:hipaa-61",
    "clock:hipaa-60=soon",
    "is:nosuch",
    "sort:nosuch",
    "sort:-affectd",
    "-sort:known",
    "late:x",
];

/// A message found in the source: the file, its pieces between what is put in, and whether something follows.
struct Site {
    file: String,
    template: String,
    goes_on: bool,
}

/// Where what was opened before `from` closes, and the texts between quotation marks on the way.
fn closes(code: &str, from: usize) -> (usize, Vec<String>) {
    let bytes = code.as_bytes();
    let (mut at, mut depth, mut texts) = (from, 1, Vec::new());
    while depth > 0 {
        match bytes[at] {
            b'"' => {
                let start = at + 1;
                at += 1;
                while bytes[at] != b'"' {
                    at += 1 + usize::from(bytes[at] == b'\\');
                }
                texts.push(unescaped(&code[start..at]));
            }
            // A character, and not a lifetime.
            b'\'' if bytes[at + 2] == b'\'' => at += 2,
            b'\'' if bytes[at + 1] == b'\\' => at += 3,
            b'(' | b'{' | b'[' => depth += 1,
            b')' | b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    (at, texts)
}

/// A string as it is meant: lines drawn together, quotation marks as they are.
fn unescaped(text: &str) -> String {
    let mut lines = text.split("\\\n");
    let first = lines.next().unwrap().to_owned();
    let text = lines.fold(first, |all, line| all + line.trim_start());
    text.replace("\\\"", "\"").replace("\\n", "\n")
}

/// Every `Error` that a person can meet. What is wrong with our own rules and signals stops the tests of
/// these, not a person.
fn errors() -> Vec<Site> {
    let mut out = Vec::new();
    for (file, code) in bare_code() {
        if file == "analysis/strict.rs" {
            continue;
        }
        for name in ["Error::usage(", "Error::data("] {
            for (at, _) in code.match_indices(name) {
                let (mut end, texts) = closes(&code, at + name.len());
                let start = end;
                // What is called on it: .right(…).in_file(…)
                while let Some(open) = method(&code[end..]) {
                    end = closes(&code, end + open).0;
                }
                let before = code[..at].trim_end();
                let named = before.ends_with("let error =") || before.ends_with("let mut error =");
                let later = &code[end..code.len().min(end + 900)];
                out.push(Site {
                    file: file.clone(),
                    template: texts.first().cloned().unwrap_or_default(),
                    goes_on: code[start..end].contains(".right(")
                        || named
                            && (later.contains("error.right(") || later.contains("error.right =")),
                });
            }
        }
    }
    out
}

/// The length of ` .name(` at the start of a text.
fn method(code: &str) -> Option<usize> {
    let rest = code.trim_start().strip_prefix('.')?;
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    rest[name..]
        .starts_with('(')
        .then(|| code.len() - rest.len() + name + 1)
}

/// Every text that the explorer says in its message line.
fn said() -> Vec<Site> {
    let mut out = Vec::new();
    for (file, code) in bare_code() {
        if !file.starts_with("app/") && !file.starts_with("tui/") {
            continue;
        }
        for name in ["say(", "said(", "fault(", "Refused("] {
            for (at, _) in code.match_indices(name) {
                let before = &code[..at];
                let is_call = !before.ends_with("fn ")
                    && !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
                for template in closes(&code, at + name.len())
                    .1
                    .into_iter()
                    .filter(|_| is_call)
                {
                    let done = DONE.iter().any(|d| template.starts_with(d));
                    let goes_on = done || says_what_to_do(&template);
                    out.push(Site {
                        file: file.clone(),
                        template,
                        goes_on,
                    });
                }
            }
        }
    }
    out
}

/// Every text of a refused query.
fn refusals() -> Vec<Site> {
    let mut out = Vec::new();
    for (file, code) in bare_code() {
        let names: &[&str] = match file.as_str() {
            "query/parse/mod.rs" | "query/parse/read.rs" => &[
                "message: ",
                "self.error(",
                "self.unfinished(",
                "let message = ",
            ],
            "query/value.rs" => &["Err("],
            "query/comma.rs" => &["format!("],
            _ => continue,
        };
        for name in names {
            for (at, _) in code.match_indices(name) {
                // To the end of the field, the call or the statement.
                let (_, texts) = if name.ends_with('(') {
                    closes(&code, at + name.len())
                } else {
                    let mut end = at + name.len();
                    let stop = code[end..].find([';', '}']).map_or(code.len(), |n| end + n);
                    let mut texts = Vec::new();
                    while let Some(open) = code[end..].find(['(', '{']).filter(|o| end + o < stop) {
                        let (closed, mut more) = closes(&code, end + open + 1);
                        texts.append(&mut more);
                        end = closed;
                        if code[end..].starts_with(',') {
                            break;
                        }
                    }
                    (end, texts)
                };
                for template in texts {
                    if template.len() > 3 && template.contains(' ') {
                        out.push(Site {
                            file: file.clone(),
                            goes_on: says_what_to_do(&template),
                            template,
                        });
                    }
                }
            }
        }
    }
    out
}

/// Whether a text is this template with something put in.
fn is_from(text: &str, template: &str) -> bool {
    let mut rest = text;
    let mut pieces = template.split('{').enumerate().map(|(n, p)| {
        if n == 0 {
            p
        } else {
            p.split_once('}').map_or("", |(_, behind)| behind)
        }
    });
    pieces.all(|piece| match rest.find(piece) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    })
}

/// How much of a template is its own.
fn own(template: &str) -> usize {
    let pieces = template.split('{').enumerate();
    pieces
        .map(|(n, p)| {
            if n == 0 {
                p.len()
            } else {
                p.split_once('}').map_or(0, |(_, b)| b.len())
            }
        })
        .sum()
}

#[test]
fn every_message_says_what_to_do_next() {
    let folder = folder();
    let commands = told(folder.path());
    let mut snapshot = String::from("== What commands say to wrong input (exit code, message)\n\n");
    let mut silent = Vec::new();
    for (line, code, text) in &commands {
        snapshot.push_str(&format!(
            "$ breachlens {line}\n{code}  {}\n",
            text.trim_end().replace('\n', "\n   ")
        ));
        let tells = if line.starts_with("check ") {
            text.lines()
                .filter(|l| !l.contains(" records good, "))
                .all(says_what_to_do)
        } else {
            says_what_to_do(text)
        };
        if text.is_empty() || !tells {
            silent.push(format!("breachlens {line}: {text}"));
        }
    }
    snapshot.push_str("\n== What queries are told\n\n");
    let mut refused = Vec::new();
    for line in QUERIES {
        let parsed = breachlens::query::parse(line);
        let told: Vec<(String, bool)> = parsed
            .errors
            .into_iter()
            .map(|e| (e.message, e.suggestion.is_some()))
            .chain(parsed.note.map(|note| (note.message, false)))
            .collect();
        assert!(!told.is_empty(), "{line}");
        for (message, has_suggestion) in told {
            snapshot.push_str(&format!("{line}  ->  {message}\n"));
            if !says_what_to_do(&message) && !has_suggestion {
                silent.push(format!("{line}: {message}"));
            }
            refused.push(message);
        }
    }
    let mut unmet = Vec::new();
    let all: Vec<&str> = commands
        .iter()
        .map(|c| c.2.as_str())
        .chain(refused.iter().map(String::as_str))
        .collect();
    let mut list = |title: &str, mut sites: Vec<Site>, met: bool| {
        snapshot.push_str(&format!("\n== {title}\n\n"));
        sites.retain(|s| !s.template.is_empty());
        for site in &sites {
            snapshot.push_str(&format!(
                "{}: {}\n",
                site.file,
                site.template.replace('\n', "\\n")
            ));
            if !site.goes_on && !WITH_ANOTHER.contains(&site.template.as_str()) {
                silent.push(format!("{}: {}", site.file, site.template));
            }
            let elsewhere = ELSEWHERE
                .iter()
                .any(|(piece, _)| site.template.contains(piece));
            if met
                && own(&site.template) > 3
                && !elsewhere
                && !all.iter().any(|t| is_from(t, &site.template))
            {
                unmet.push(format!("{}: {}", site.file, site.template));
            }
        }
    };
    list("What the explorer says", said(), false);
    list("Faults, as the source has them", errors(), true);
    list("Refused queries, as the source has them", refusals(), true);
    assert!(
        silent.is_empty(),
        "these do not say what to do next:\n{}",
        silent.join("\n")
    );
    assert!(
        unmet.is_empty(),
        "no case meets these; add one, or say in ELSEWHERE why not:\n{}",
        unmet.join("\n")
    );
    insta::assert_snapshot!("messages", snapshot);
}

#[test]
fn faults_without_words_of_their_own_say_what_to_do_too() {
    // Those whose sentence is put together elsewhere have no text to list, but are held all the same.
    let bare: Vec<String> = errors()
        .into_iter()
        .filter(|s| s.template.is_empty() && !s.goes_on)
        .map(|s| s.file)
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}
