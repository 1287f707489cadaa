//! Hostile data: texts that want to do something to a terminal, a spreadsheet or a document, and records
//! that hold such a text wherever a record holds text. Shared by tests and fuzz targets.
#![allow(dead_code)]

use breachlens::model::Incident;
use serde_json::{Value, json};

/// Texts that fit on a screen, each with what it tries.
pub const TEXTS: &[(&str, &str)] = &[
    (
        "csi",
        "red\u{1b}[31m clear\u{1b}[2J\u{1b}[H move\u{1b}[999;999H",
    ),
    ("osc 0", "title\u{1b}]0;owned\u{7}"),
    (
        "osc 8",
        "link\u{1b}]8;;https://evil.example/\u{1b}\\text\u{1b}]8;;\u{1b}\\",
    ),
    ("osc 52", "clipboard\u{1b}]52;c;cm0gLXJmIC8=\u{7}"),
    (
        "dcs",
        "dcs\u{1b}P+q544e\u{1b}\\ sixel\u{1b}Pq#0;2;0;0;0\u{1b}\\",
    ),
    (
        "apc, pm, sos",
        "\u{1b}_apc\u{1b}\\ \u{1b}^pm\u{1b}\\ \u{1b}Xsos\u{1b}\\",
    ),
    (
        "modes",
        "\u{1b}[?1049h\u{1b}[?1000h\u{1b}[?2004h\u{1b}[?25l\u{1b}c",
    ),
    ("charset", "\u{1b}(0lqqk\u{e}\u{f}\u{1b}%@"),
    ("questions", "\u{1b}[6n\u{1b}[c\u{1b}]11;?\u{7}\u{5}"),
    (
        "c1",
        "\u{9b}31m\u{9d}0;owned\u{9c}\u{90}q\u{9c}\u{85}\u{8d}\u{84}",
    ),
    (
        "overwriting",
        "good\rbad\u{8}\u{8}\u{8}\u{7f}\u{0}\u{b}\u{c}",
    ),
    (
        "lines",
        "one\r\ntwo\nthree\u{85}four\u{2028}five\u{2029}six\ttab",
    ),
    (
        "right to left",
        "gnp\u{202e}exe.\u{202d}x\u{202c}\u{2066}y\u{2067}z\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}",
    ),
    (
        "zero width",
        "a\u{200b}\u{200b}\u{200b}b\u{2060}\u{feff}\u{ad}\u{180e}c\u{200d}\u{200d}\u{200c}d\u{2063}",
    ),
    ("only zero width", "\u{200b}\u{200d}\u{feff}\u{2060}"),
    (
        "tags",
        "flag🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} and \u{e0001}\u{e0041}",
    ),
    (
        "zalgo",
        "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}a\u{316}\u{317}\u{318}\u{319}\u{31c}\u{31d}l\u{20dd}\u{20de}\u{489}g\u{fe0f}o",
    ),
    ("wide", "新しい病院の名前はとても長い 한국어 ｆｕｌｌ"),
    (
        "emoji",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 👍🏽 🇩🇪🇫🇷🇯 ❤\u{fe0f} ☎\u{fe0f} 1\u{fe0f}\u{20e3} \u{fe0f}",
    ),
    ("scripts", "مستشفى الصحة لا إله བོད་ ನಮಸ್ಕಾರ ไทยนี้ ﷽ 𒐫 ꧁꧂"),
    (
        "jamo",
        "\u{1100}\u{1161}\u{11a8}\u{1100}\u{1100}\u{1161}\u{115f}\u{1160}\u{3164}\u{ffa0}",
    ),
    (
        "private and unassigned",
        "\u{e000}\u{f8ff}\u{fffe}\u{10ffff}\u{378}\u{f0000}",
    ),
    ("formula =", "=cmd|' /C calc'!A0"),
    ("formula +", "+1+HYPERLINK(\"http://evil.example\")"),
    ("formula -", "-2+3+cmd|' /C calc'!A0"),
    ("formula @", "@SUM(1+1)*cmd|' /C calc'!A0"),
    ("formula tab", "\t=1+1"),
    ("formula full width", "＝1+1"),
    ("formula quoted", "'=1+1"),
    ("quotes", "\"; , ' '' \"\" \\ \\\" \\n"),
    (
        "markup",
        "<script>alert(1)</script> <img src=x onerror=y> &amp; | a | `x` [l](javascript:x) ![i](u) # * _ ~~~",
    ),
    ("markdown line", "1. list - x + y > quote\\"),
    ("format", "%s %n {} {0} ${HOME} $(id) `id` ; rm -rf /"),
    (
        "paths",
        "../../../etc/passwd C:\\con \\\\host\\share /dev/null",
    ),
    ("query", "@saved -org:x sort:-affected \"unclosed org:\""),
    ("placeholder", "null undefined NaN -Infinity 1e999 true"),
    ("blank", " "),
];

/// A text far longer than any screen.
pub fn long(n: usize) -> String {
    "Lorem\u{1b}[31mipsum病院 "
        .chars()
        .cycle()
        .take(n)
        .collect()
}

/// One character with so many marks.
pub fn marks(n: usize) -> String {
    let mut text = "e".to_owned();
    text.extend(std::iter::repeat_n('\u{301}', n));
    text
}

/// A record in our own format that holds a text wherever it may hold one.
pub fn record_json(n: usize, text: &str) -> Value {
    // A name may not be blank, else the record is no record.
    let name = if breachlens::model::text::clean(text).trim().is_empty() {
        format!("{text}x")
    } else {
        text.to_owned()
    };
    let day = n % 27 + 1;
    let count = [7_u64, 1, 500, 1_000_000, u64::MAX][n % 5];
    let began = ["0001", "2024-01", "1900-01-01", "9999-12-31"][n % 4];
    json!({
        "id": format!("hostile-{n}-2024"),
        "organization": name, "aliases": [name, text],
        "sector": "hospital_system", "hipaa_role": "healthcare_provider", "country": "US", "state": "CA",
        "summary": text,
        "affected": {"count": count, "qualifier": "approximate", "basis": text,
            "note": text, "revisions": [{"date": "2024-03", "count": u64::MAX}]},
        "breach_type": "hacking_it_incident", "methods": ["ransomware", "data_theft"],
        "threat_actor": text, "threat_actor_status": "claimed",
        "system": {"name": text, "role": "clinical_records", "tier": "core", "operator": text},
        "third_party": {"name": name, "relation": "vendor", "note": text},
        "downstream": [{"name": name, "count": 1}, {"name": name}],
        "location": ["email"],
        "timeline": [
            {"kind": "intrusion_start", "date": began, "note": text},
            {"kind": "detected", "date": format!("2024-05-{day:02}"), "note": text, "source": "s1"},
            {"kind": "individuals_notified", "date": "9999-12-31", "note": text},
        ],
        "exposed": [{"data": "ssn", "status": "exposed", "note": text, "words": text},
            {"data": "other", "status": "possibly_exposed", "note": text}],
        "response": [{"measure": "credit_monitoring", "status": "offered", "months": u32::MAX, "provider": text,
            "amount_usd": u64::MAX, "note": text, "words": text, "date": "2024-06"}],
        "consequences": [{"kind": "class_settlement", "amount_usd": u64::MAX, "body": text, "note": text, "date": "9999"}],
        "lessons": [text, text],
        "sources": [{"id": "s1", "title": name, "publisher": text, "url": format!("https://example.org/{n}")}],
    })
}

/// [`record_json`] for every text of [`TEXTS`].
pub fn records_json() -> Vec<Value> {
    TEXTS
        .iter()
        .enumerate()
        .map(|(n, (_, text))| record_json(n, text))
        .collect()
}

/// The same as records, read by our own reader.
pub fn records() -> Vec<Incident> {
    let text = serde_json::to_vec(&records_json()).expect("JSON");
    let loaded = breachlens::dataset::reader::read("corpus", &text);
    assert_eq!(loaded.faults, [], "the corpus is well-formed");
    loaded.records.into_iter().map(|p| p.incident).collect()
}
