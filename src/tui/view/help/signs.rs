//! What stands on the screens beside words: signs, bars, short forms and colours, each with what it
//! means. A test draws every screen and looks each of its signs up here. It must not know how help is
//! laid out.

use crate::{
    model::vocabulary::{DataType, Tier, Vocabulary, Word},
    tui::{
        theme::{Role, Sign, Theme},
        view::{compare, timeline},
    },
};

/// A sign, how it looks, what it means.
pub struct Entry {
    pub sign: String,
    pub role: Role,
    pub meaning: String,
}

fn entry(sign: impl Into<String>, role: Role, meaning: impl Into<String>) -> Entry {
    Entry {
        sign: sign.into(),
        role,
        meaning: meaning.into(),
    }
}

/// As they are written below: sign, its ASCII form, look, meaning.
type Told = (&'static str, &'static str, Role, &'static str);

const EVERYWHERE: &[Told] = &[
    (
        "…",
        "~",
        Role::Muted,
        "something is cut off here: widen, open or zoom",
    ),
    ("·", "-", Role::Muted, "stands between two facts"),
    (
        "→",
        "->",
        Role::Muted,
        "from one to the other: how in to what was entered, start to detection",
    ),
    ("▌", ">", Role::Accent, "where you are"),
    ("❯", ">", Role::Accent, "the query line"),
    ("┃", "#", Role::Rule, "how far you have scrolled"),
    (
        "144–174 d",
        "144-174 d",
        Role::Text,
        "a range of days, because a date is known only to the month or year; other dates do not narrow it",
    ),
    (
        "−3 d  +56 d",
        "-3 d  +56 d",
        Role::Text,
        "days before and after detection",
    ),
    (
        "k  M  B",
        "k  M  B",
        Role::Text,
        "thousand, million, billion; the exact figure is in the detail pane",
    ),
    (
        "501 ?",
        "501 ?",
        Role::Unknown,
        "a placeholder: filed before the number was known; -is:placeholder leaves such incidents out",
    ),
    ("d  mo  y", "d  mo  y", Role::Text, "days, months, years"),
    (
        "n 122 of 179",
        "n 122 of 179",
        Role::Text,
        "a figure is over 122 incidents that state it, of the 179 of the query",
    ),
    (
        "[3]",
        "[3]",
        Role::Muted,
        "the third source, on the tab Sources; o opens it",
    ),
];

const BROWSE: &[Told] = &[
    (
        "▴  ▾",
        "^  v",
        Role::Accent,
        "the column that orders the rows: smallest or largest first",
    ),
    (
        "12 ███▏▎▍▋▊▉",
        "12 =====",
        Role::Bar,
        "how many data types (or measures) a record names, and a bar for them",
    ),
    (
        "via  client  by  =",
        "via  client  by  =",
        Role::Muted,
        "what you typed stands in the vendor, a client, the threat actor or another name",
    ),
    (
        "Compare •2",
        "Compare @2",
        Role::Mark,
        "two incidents are marked",
    ),
    (
        "the first 256",
        "the first 256",
        Role::Text,
        "what the answer begins with, while the rest of it is worked out; … in the facets is not counted yet",
    ),
    (
        "120 so far",
        "120 so far",
        Role::Text,
        "of the data that is read by now; more of it is still coming",
    ),
    (
        "120, not all",
        "120, not all",
        Role::Text,
        "of the data that could be read; the rest of it could not",
    ),
    (
        "7 not stated",
        "7 not stated",
        Role::Muted,
        "in the facets: incidents that say nothing about it",
    ),
];

const DETAIL: &[Told] = &[
    (
        "├─ 9 d ─┤",
        "|- 9 d -|",
        Role::Bar,
        "days between two moments",
    ),
    (
        "├──│━━░░┤",
        "|--|==..|",
        Role::Late,
        "a notification clock: up to the limit, surely past it, perhaps past it",
    ),
    ("●", "*", Role::Bar, "an event whose day is known"),
    (
        "◌",
        "o",
        Role::Unknown,
        "an event of which the month or year is known",
    ),
    (
        "⋮",
        ":",
        Role::Rule,
        "a gap: one line below a month, two to half a year, three to two years, four beyond",
    ),
    (
        "4 x 1 + 1.25 = 5.25",
        "4 x 1 + 1.25 = 5.25",
        Role::Text,
        "severity after ENISA 2013: data x identification + circumstances; below 2 low, below 3 medium, below 4 high, from 4 very high; the mapping of data types is ours",
    ),
    (
        "███░",
        "===.",
        Role::Bar,
        "people on a scale of powers of ten up to a billion",
    ),
    (
        "├─ └─",
        "|- `-",
        Role::Muted,
        "what hangs on what: vendor, organization, clients",
    ),
    (
        "as stated",
        "as stated",
        Role::Muted,
        "the words of an imported list, beside what they were read as",
    ),
];

const EXPOSURE: &[Told] = &[
    (
        "▾  ▸",
        "-  +",
        Role::Muted,
        "a group of data types, unfolded or folded into one column",
    ),
    ("·", ".", Role::Rule, "below the columns: no incident"),
    (
        "blank",
        "blank",
        Role::Muted,
        "no source says anything of it",
    ),
];

const COMPARE: &[Told] = &[
    (
        "≠",
        "/",
        Role::Warning,
        "the incidents differ in what they state of this",
    ),
    (
        "◐",
        "(",
        Role::Unknown,
        "stated by some only, who state the same: silence is no difference",
    ),
    ("=", "=", Role::Muted, "the same in all"),
    (
        "███░░",
        "===--",
        Role::Bar,
        "days to one scale; the pale part is left open by coarse dates",
    ),
    ("▲", "!", Role::Late, "behind a bar: past a federal limit"),
    (
        "peers",
        "peers",
        Role::Muted,
        "what the other incidents of the query say: median, or share of those that state it",
    ),
    ("╌", "~", Role::Unknown, "on the axis: a coarse date"),
];

const INSIGHTS: &[Told] = &[
    (
        "▁▂▃▄▅▆▇█",
        "_.-=#",
        Role::Bar,
        "columns and bars, to one scale a chart",
    ),
    (
        "· ░ ▒ ▓ █",
        ". : o O #",
        Role::Bar,
        "the map: no incident, then four equal steps up to the most",
    ),
    (
        "36 %",
        "36 %",
        Role::Text,
        "share of the n in the title; an incident may stand in several rows",
    ),
    (
        "median  p90",
        "median  p90",
        Role::Text,
        "half of the incidents are below it; nine of ten are",
    ),
    (
        "60 days",
        "60 days",
        Role::Late,
        "the limit of the HIPAA rule among the bars",
    ),
];

/// What a group of entries is called, and the entries.
pub type Group = (&'static str, Vec<Entry>);

/// Every sign, where it stands.
pub fn groups(theme: &Theme) -> Vec<Group> {
    let ascii = theme.glyphs().ascii;
    let told = |list: &[Told]| -> Vec<Entry> {
        list.iter()
            .map(|(sign, plain, role, meaning)| {
                entry(if ascii { *plain } else { *sign }, *role, *meaning)
            })
            .collect()
    };
    let mut everywhere: Vec<Entry> = Sign::all()
        .map(|s| entry(theme.sign(s).0, s.role(), s.meaning()))
        .collect();
    everywhere.push(entry(
        theme.glyphs().not_stated,
        Role::Muted,
        "not stated by any source: neither no nor 0",
    ));
    everywhere.extend(told(EVERYWHERE));
    let mut exposure = told(EXPOSURE);
    exposure.push(short_forms("ssn  dob  nam …", DataType::WORDS));
    let mut browse = told(BROWSE);
    browse.push(short_forms("core  aux  dev", Tier::WORDS));
    let mut compared = told(COMPARE);
    let letters: Vec<String> = compare::letters()
        .map(|(letter, kind)| format!("{letter} {kind}"))
        .collect();
    compared.push(entry(
        "S  D  N …",
        Role::Text,
        format!("on the axis: {}", letters.join(" · ")),
    ));
    let on_axis = timeline::meanings(ascii).map(|(sign, role, meaning)| entry(sign, role, meaning));
    let relevancy = entry(
        if ascii {
            "**ooo 2"
        } else {
            "●●○○○ 2"
        },
        Role::Bar,
        "how much it matters for the sector, 1 to 5",
    );
    vec![
        ("Signs, everywhere", everywhere),
        ("Signs in Browse", browse),
        ("Signs in the detail pane", told(DETAIL)),
        ("Signs in Timeline", on_axis.collect()),
        ("Signs in Exposure, and its columns", exposure),
        ("Signs in Compare", compared),
        ("Signs in Insights", told(INSIGHTS)),
        ("Signs in Signals", vec![relevancy]),
    ]
}

/// Words that have a short form for narrow columns, in one row.
fn short_forms(name: &str, words: &'static [Word]) -> Entry {
    let short = words.iter().filter(|w| !w.short.is_empty());
    let each: Vec<String> = short.map(|w| format!("{} {}", w.short, w.label)).collect();
    entry(name, Role::Text, each.join(" · "))
}

/// What a colour says; each is said by a sign or a word as well.
pub const COLOURS: &[(Role, &str, &str)] = &[
    (
        Role::Exposed,
        "orange",
        "harm: exposed, refused, late, very high",
    ),
    (
        Role::Possible,
        "pale orange",
        "possibly so: possibly exposed, high",
    ),
    (
        Role::Taken,
        "blue",
        "its absence or its remedy: not involved, taken, offered",
    ),
    (Role::Bar, "blue bars", "quantities"),
    (
        Role::Match,
        "yellow, underlined",
        "letters that your words matched",
    ),
    (
        Role::Star,
        "yellow",
        "starred or noted; settlements and changed counts",
    ),
    (
        Role::Accent,
        "light blue, bold",
        "where you are: screen, tab, column, row",
    ),
    (Role::Key, "light blue", "keys"),
    (Role::Muted, "grey", "beside the point, or not stated"),
    (
        Role::Error,
        "red",
        "something is wrong, and what would be right",
    ),
];
