//! Foreign text made safe once. Whatever a file, an argument or a terminal event brings becomes a
//! [`Text`] before any other floor sees it; no view and no report has to think of it again.
//!
//! What is done: control characters (C0, DEL, C1) and bidirectional controls become a visible sign,
//! line breaks and tabs become a blank, invisible padding is dropped, and no character carries more
//! than four combining marks. Everything else stays as it is, in any script.

use serde::{Deserialize, Deserializer, Serialize};
use std::{
    borrow::{Borrow, Cow},
    fmt,
    ops::Deref,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// More combining marks than this on one character are a trick, not a language.
const MARKS_PER_CHARACTER: usize = 4;

/// A person or a family drawn of several signs has up to three joiners; a chain of more would be one
/// character of any length.
const JOINERS_IN_A_ROW: usize = 4;

/// Text that cannot do anything to a terminal, whoever wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Cleans foreign text; see the module's head for what that means.
    #[must_use]
    pub fn new(foreign: &str) -> Self {
        Self(clean(foreign).into_owned())
    }

    /// The clean text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

// Equality, order and hash are those of the text itself, so that maps are asked by plain text.
impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(foreign: &str) -> Self {
        Self::new(foreign)
    }
}

impl From<String> for Text {
    fn from(foreign: String) -> Self {
        match clean(&foreign) {
            Cow::Borrowed(_) => Self(foreign),
            Cow::Owned(clean) => Self(clean),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl schemars::JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// What becomes of one foreign character.
enum Fate {
    Keep,
    Blank,
    Drop,
    Show(&'static str),
}

/// Signs for C0 controls, so that a reader sees that one stood there and which.
const C0: [&str; 32] = [
    "␀", "␁", "␂", "␃", "␄", "␅", "␆", "␇", "␈", " ", " ", " ", " ", " ", "␎", "␏", "␐", "␑", "␒",
    "␓", "␔", "␕", "␖", "␗", "␘", "␙", "␚", "␛", "␜", "␝", "␞", "␟",
];

/// True for characters that order text from right to left or isolate it, whatever it says.
#[must_use]
pub const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// True for every character that must never reach a terminal or a spreadsheet as it stands.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control() || is_bidi_control(c)
}

fn fate(c: char) -> Fate {
    match c {
        '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Fate::Blank
        }
        '\u{00}'..='\u{1F}' => Fate::Show(C0.get(c as usize).copied().unwrap_or("�")),
        '\u{7F}' => Fate::Show("␡"),
        '\u{80}'..='\u{9F}' => Fate::Show("�"),
        '\u{061C}' => Fate::Show("⟨ALM⟩"),
        '\u{200E}' => Fate::Show("⟨LRM⟩"),
        '\u{200F}' => Fate::Show("⟨RLM⟩"),
        '\u{202A}' => Fate::Show("⟨LRE⟩"),
        '\u{202B}' => Fate::Show("⟨RLE⟩"),
        '\u{202C}' => Fate::Show("⟨PDF⟩"),
        '\u{202D}' => Fate::Show("⟨LRO⟩"),
        '\u{202E}' => Fate::Show("⟨RLO⟩"),
        '\u{2066}' => Fate::Show("⟨LRI⟩"),
        '\u{2067}' => Fate::Show("⟨RLI⟩"),
        '\u{2068}' => Fate::Show("⟨FSI⟩"),
        '\u{2069}' => Fate::Show("⟨PDI⟩"),
        // Invisible padding: soft hyphen, zero-width blanks, word joiners, byte order marks, tags.
        '\u{AD}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}'
        | '\u{FEFF}' => Fate::Drop,
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// True for what [`clean`] always leaves alone.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x20..0x7F)
}

/// How many bytes at the beginning of a text are plain.
fn plain(text: &[u8]) -> usize {
    // Some at a time and without a branch among them: nearly every text is plain to its end.
    let (some, _) = text.as_chunks::<32>();
    let all = |some: &&[u8; 32]| some.iter().fold(true, |all, b| all & is_plain(*b));
    let known = some.iter().take_while(all).count() * 32;
    let rest = text.get(known..).unwrap_or_default();
    known + rest.iter().take_while(|b| is_plain(**b)).count()
}

/// The text without anything that a terminal would obey; borrowed when there was nothing to do.
///
/// ```
/// use breachlens::model::text::clean;
/// assert_eq!(clean("a\u{1b}[31mb\nc"), "a␛[31mb c");
/// assert_eq!(clean("Café 病院"), "Café 病院");
/// ```
#[must_use]
pub fn clean(foreign: &str) -> Cow<'_, str> {
    let mut run = plain(foreign.as_bytes());
    if run == foreign.len() {
        return Cow::Borrowed(foreign);
    }
    let mut out = String::with_capacity(foreign.len());
    let mut marks = 0;
    let (mut joiners, mut since_joiner) = (0, usize::MAX);
    let mut before = None;
    let mut rest = foreign;
    loop {
        let (these, others) = rest.split_at(run);
        if let Some(last) = these.chars().next_back() {
            out.push_str(these);
            marks = 0;
            since_joiner = usize::saturating_add(since_joiner, run);
            before = Some(last);
        }
        let mut behind = others.chars();
        let Some(c) = behind.next() else { break };
        rest = behind.as_str();
        run = plain(rest.as_bytes());
        match fate(c) {
            Fate::Blank => out.push(' '),
            Fate::Drop => continue,
            Fate::Show(sign) => out.push_str(sign),
            Fate::Keep if is_joiner(c) => {
                // Joiners shape Indic and Arabic words and emoji; after anything else they only hide.
                joiners = if since_joiner <= 2 { joiners + 1 } else { 1 };
                since_joiner = 0;
                if joiners <= JOINERS_IN_A_ROW
                    && before.is_some_and(|b: char| !b.is_ascii() && !is_joiner(b))
                {
                    out.push(c);
                } else {
                    continue;
                }
            }
            Fate::Keep if is_combining_mark(c) => {
                marks += 1;
                if marks > MARKS_PER_CHARACTER || before.is_none() {
                    continue;
                }
                out.push(c);
                continue;
            }
            Fate::Keep => out.push(c),
        }
        marks = 0;
        since_joiner = if is_joiner(c) {
            0
        } else {
            since_joiner.saturating_add(1)
        };
        before = out.chars().next_back();
    }
    if out == foreign {
        Cow::Borrowed(foreign)
    } else {
        Cow::Owned(out)
    }
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Text as it is compared and searched: compatibility forms, accents and case taken away
/// (`École` and `ECOLE` are equal), runs of blanks as one. Used for every text comparison.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// As [`fold`], behind what is there.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        if let Some(behind) = out.get_mut(start..) {
            behind.make_ascii_lowercase();
        }
    } else {
        for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
            fold_char(c, out);
        }
    }
}

/// Pushes the folded form of one character that is already decomposed.
fn fold_char(c: char, out: &mut String) {
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'ς' => out.push('σ'),
        // Typographic quotes and dashes are typed as their ASCII forms.
        '‘' | '’' | 'ʼ' => out.push('\''),
        '“' | '”' => out.push('"'),
        '‐' | '‑' | '–' | '—' => out.push('-'),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Text shortened to at most `max` characters, with `…` in place of what is missing.
#[must_use]
pub fn shorten(text: &str, max: usize) -> Cow<'_, str> {
    match text.char_indices().nth(max) {
        None => Cow::Borrowed(text),
        Some(_) if max == 0 => Cow::Borrowed(""),
        Some(_) => Cow::Owned(text.chars().take(max - 1).chain(['…']).collect()),
    }
}

/// The bytes of a file behind the byte order mark of UTF-8, which spreadsheets and some editors put in front.
#[must_use]
pub fn without_byte_order_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_text_is_shown_and_not_obeyed() {
        for (foreign, want) in [
            ("plain", "plain"),
            ("\u{1b}]8;;http://x\u{7}y", "␛]8;;http://x␇y"),
            ("a\u{9b}31mb", "a�31mb"),
            ("ab\u{202e}dc", "ab⟨RLO⟩dc"),
            ("a\u{200b}\u{200b}b\u{feff}", "ab"),
            ("tab\there\r\nthere", "tab here  there"),
            ("\u{0301}a", "a"),
            (
                "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
                "e\u{301}\u{301}\u{301}\u{301}",
            ),
            ("👩\u{200d}💻", "👩\u{200d}💻"),
            ("a\u{200d}b", "ab"),
            ("École 病院", "École 病院"),
        ] {
            assert_eq!(clean(foreign), want, "{foreign:?}");
        }
    }

    proptest! {
        // Runs of plain letters are taken at once, letters of other scripts one by one.
        #[test]
        fn letters_of_all_scripts_are_cleaned_alike(text in "(a{1,70}|b|\\.|\u{301}|\u{202e}|\u{200b}|\n|\x1b|\u{9b}|é){0,12}") {
            let other = |text: &str| text.replace('a', "ж").replace('b', "я");
            let (letters, others) = (clean(&text), other(&text));
            prop_assert_eq!(other(&letters), clean(&others));
        }
    }

    #[test]
    fn folding_takes_case_and_accents_away() {
        for (a, b) in [
            ("École", "ecole"),
            ("ＵＣＬＡ", "ucla"),
            ("Straße", "strasse"),
            ("St. Luke’s", "st. luke's"),
        ] {
            assert_eq!(fold(a), b);
        }
    }
}
