//! A record in the making, and what makes its id and its key unique in the set. It must not know
//! which list it comes from.

use crate::model::{
    Date, Incident, Text,
    incident::{Event, Imported, Source},
    text::{clean, fold, shorten},
    vocabulary::EventKind,
};
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt::Write as _,
    hash::{BuildHasher, Hash},
    sync::LazyLock,
};

/// Characters of an id that come from the name.
const SLUG: usize = 80;

/// Characters of a key without its ordinal.
const LONGEST_KEY: usize = 300;

/// What the id of a record of a name and a year begins with.
#[must_use]
pub fn base(organization: &str, year: Option<i32>) -> String {
    match year {
        Some(year) => format!("{}-{year}", slug(organization)),
        None => slug(organization),
    }
}

/// Puts the ordinal behind an id, where it is not the first.
pub fn put_ordinal(id: &mut String, ordinal: u32) {
    if ordinal != 1 {
        // Writing to a string cannot fail.
        let _ = write!(id, "-{ordinal}");
    }
}

/// A key as it is stored: what cleaning makes equal is counted as equal. The sign before an ordinal is
/// kept for ordinals.
#[must_use]
pub fn as_stored(key: &str) -> Cow<'_, str> {
    // No text has more characters than bytes.
    let short = match key.len() {
        0..=LONGEST_KEY => Cow::Borrowed(key),
        _ => shorten(key, LONGEST_KEY),
    };
    let plain = match short.contains('#') {
        true => Cow::Owned(short.replace('#', " ")),
        false => short,
    };
    match clean(&plain) {
        Cow::Owned(clean) => Cow::Owned(clean),
        Cow::Borrowed(clean) if clean.len() == plain.len() => plain,
        Cow::Borrowed(clean) => Cow::Owned(clean.to_owned()),
    }
}

/// True for a key that is stored as it is, also with a date and signs of ASCII behind it.
#[must_use]
pub fn is_stored_so(key: &str) -> bool {
    key.len() + 40 < LONGEST_KEY && as_stored(key) == key && clean(key) == key
}

/// True for a name whose key is the folded name and is stored so, as most are; of some such
/// names it is false.
#[must_use]
pub fn is_folded_in_keys(name: &str) -> bool {
    let bytes = name.as_bytes();
    // All bytes are looked at, many at once.
    let odd = |b: u8| {
        u8::from(b.wrapping_sub(b' ') > b'~' - b' ') | u8::from(b == b'|') | u8::from(b == b'#')
    };
    let two_blanks = |(a, b): (&u8, &u8)| u8::from(*a == b' ') & u8::from(*b == b' ');
    let behind = bytes.get(1..).unwrap_or_default();
    let ends = [bytes.first(), bytes.last()];
    name.len() + 40 < LONGEST_KEY
        && ends.iter().all(|end| end.is_some_and(|b| *b != b' '))
        && bytes.iter().fold(0, |any, b| any | odd(*b)) == 0
        && bytes
            .iter()
            .zip(behind)
            .fold(0, |any, two| any | two_blanks(two))
            == 0
}

/// A key with its ordinal, where that is not the first.
#[must_use]
pub fn numbered(key: &str, ordinal: u32) -> Text {
    let key = as_stored(key);
    match ordinal {
        1 => Text::new(&key),
        n => Text::from(format!("{key}#{n}")),
    }
}

/// Stands where a list names no victim; a record needs a name.
pub const UNNAMED: &str = "(not named)";

/// A record in the making.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// What is known so far, without its id.
    pub incident: Incident,
    /// What only an imported record has, without its key.
    pub imported: Imported,
}

impl Draft {
    /// An empty draft of a format's record.
    #[must_use]
    pub fn new(format: &str, as_of: Option<Date>) -> Self {
        Self {
            incident: Incident::default(),
            imported: Imported {
                format: Text::new(format),
                as_of,
                ..Imported::default()
            },
        }
    }

    /// Notes a cell that could not be read.
    pub fn fault(&mut self, column: &str, why: &str) {
        self.imported
            .faults
            .push(Text::from(format!("{column}: {why}")));
    }

    /// Adds an event.
    pub fn event(&mut self, kind: EventKind, date: Date) {
        self.event_noted(kind, date, None);
    }

    /// Adds an event with a note.
    pub fn event_noted(&mut self, kind: EventKind, date: Date, note: Option<&str>) {
        self.incident.timeline.push(Event {
            kind,
            date,
            note: note.map(Text::new),
            source: None,
        });
    }

    /// Puts the events in order and sees to it that there is a name.
    pub fn tidy(&mut self) {
        let incident = &mut self.incident;
        if incident.organization.trim().is_empty() {
            incident.organization = Text::new(UNNAMED);
        }
        incident.timeline.sort_by_key(|e| e.date);
        incident
            .timeline
            .dedup_by(|a, b| a.kind == b.kind && a.date == b.date);
    }

    /// What the id of a tidy draft begins with.
    #[must_use]
    pub fn base(&self) -> String {
        base(&self.incident.organization, self.year())
    }

    /// The year in the id of a tidy draft.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.incident.timeline.first().map(|e| e.date.year())
    }

    /// The record of a tidy draft.
    #[must_use]
    pub fn named(self, id: String, key: &str, ordinal: u32) -> Incident {
        let Self {
            mut incident,
            mut imported,
        } = self;
        incident.id = id;
        imported.key = numbered(key, ordinal);
        incident.imported = Some(imported);
        incident
    }

    /// Adds a source, unless its address is none that may be opened or is there already.
    pub fn cite(&mut self, title: &str, url: &str) {
        let url = url.trim();
        let known = self.incident.sources.iter().any(|s| s.url.as_str() == url);
        if known || !crate::dataset::check::is_web_address(url) {
            return;
        }
        let host = url.split('/').nth(2).unwrap_or(url);
        let title = super::cells::one_line(title);
        let number = self.incident.sources.len() + 1;
        self.incident.sources.push(Source {
            id: Text::from(format!("s{number}")),
            title: Text::new(if title.is_empty() { host } else { &title }),
            publisher: None,
            url: Text::new(url),
            date: None,
        });
    }
}

/// What parts the words of a slug; letters and digits lie above it.
const PARTING: u8 = b'-';

/// What stands in slugs for a byte; 0 for what is left out.
const IN_SLUGS: [u8; 256] = {
    let mut signs = [PARTING; 256];
    let (mut rest, mut b): (&mut [u8], u8) = (&mut signs, 0);
    while let Some((sign, behind)) = rest.split_first_mut() {
        let c = b.to_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            *sign = c;
        } else if matches!(c, b'\'' | b'.') {
            *sign = 0;
        }
        (rest, b) = (behind, b.wrapping_add(1));
    }
    signs
};

/// A name as it stands in an id: `a-z`, `0-9` and `-`.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    put_slug(name, &mut out);
    out
}

/// Puts a name as it stands in an id behind what is there.
pub fn put_slug(name: &str, out: &mut String) {
    let folded = match name.is_ascii() {
        true => Cow::Borrowed(name),
        false => Cow::Owned(fold(name)),
    };
    let mut slug = [0; SLUG];
    let (mut len, mut parted) = (0, true);
    for b in folded.bytes() {
        let Some(slot) = slug.get_mut(len) else {
            break;
        };
        // No branch waits for what a byte is: a name has them in no order.
        *slot = IN_SLUGS.get(usize::from(b)).copied().unwrap_or(PARTING);
        let is_kept = *slot > PARTING;
        let parts = (*slot == PARTING) & !parted;
        len += usize::from(is_kept | parts);
        parted = parts | (parted & !is_kept);
    }
    let slug = slug.get(..len).and_then(|s| std::str::from_utf8(s).ok());
    match slug.map(|slug| slug.trim_end_matches('-')) {
        None | Some("") => out.push_str("incident"),
        Some(slug) => out.push_str(slug),
    }
}

/// Makes ids and keys unique. Only hashes are kept, so that a million rows cost some tens of megabytes.
#[derive(Debug, Default)]
pub struct Names {
    ids: HashSet<u64, Hashed>,
    bases: HashMap<u64, u32, Hashed>,
    keys: HashMap<u64, u32, Hashed>,
    rows: HashSet<u64, Hashed>,
    /// Rows that say exactly what an earlier row said, by line (the first few), and how many.
    pub identical: (Vec<u64>, u64),
}

/// What is kept is hashed already.
type Hashed = foldhash::fast::FixedState;

/// Seeded anew in every run, so that no list can be written to collide.
fn hash(value: impl Hash) -> u64 {
    static STATE: LazyLock<foldhash::quality::RandomState> = LazyLock::new(Default::default);
    STATE.hash_one(value)
}

impl Names {
    /// Names that are taken already.
    #[must_use]
    pub fn taken<'a>(records: impl Iterator<Item = &'a Incident>) -> Self {
        let mut names = Self::default();
        for r in records {
            names.ids.insert(hash(r.id.as_str()));
        }
        names
    }

    /// An id that is not taken, made from a base such as `name-2024`, with the number that it ends in: 1 where
    /// it is the base.
    pub fn id(&mut self, base: &str) -> (String, u32) {
        let mut id = String::with_capacity(base.len() + 4);
        id.push_str(base);
        let hashed = hash(base);
        if self.ids.insert(hashed) {
            return (id, 1);
        }
        // The next number of a base is remembered: a list may name one firm many thousand times.
        let n = self.bases.entry(hashed).or_insert(1);
        loop {
            *n += 1;
            id.truncate(base.len());
            put_ordinal(&mut id, *n);
            if self.ids.insert(hash(id.as_str())) {
                return (id, *n);
            }
        }
    }

    /// Takes an id that stands in a list; false when it is taken already.
    pub fn take(&mut self, id: &str) -> bool {
        self.ids.insert(hash(id))
    }

    /// Whether a row says exactly what an earlier one said.
    pub fn is_identical(&mut self, line: u64, row: impl Hash) -> bool {
        let again = !self.rows.insert(hash(row));
        if again {
            self.identical.1 += 1;
            if self.identical.0.len() < 20 {
                self.identical.0.push(line);
            }
        }
        again
    }

    /// Finishes a draft: tidies it, and gives it its id and its key.
    pub fn finish(&mut self, mut draft: Draft, key: &str) -> Incident {
        draft.tidy();
        let (id, _) = self.id(&draft.base());
        let ordinal = self.ordinal(key);
        draft.named(id, key, ordinal)
    }

    /// How often a key was there, this time included.
    pub fn ordinal(&mut self, key: &str) -> u32 {
        let n = self.keys.entry(hash(&*as_stored(key))).or_default();
        *n += 1;
        *n
    }
}

/// A key without its ordinal.
#[must_use]
pub fn base_key(key: &str) -> &str {
    match key.rsplit_once('#') {
        Some((base, n)) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => base,
        _ => key,
    }
}

/// A key made of what a list says of a row and never changes.
#[must_use]
pub fn key_of(parts: &[&str]) -> String {
    parts
        .iter()
        .map(|p| fold(&super::cells::one_line(p)).replace(['|', '#'], " "))
        .collect::<Vec<_>>()
        .join("|")
}
