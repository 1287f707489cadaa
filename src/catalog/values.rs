//! One column of each kind of value. A value that a record does not state is kept apart from 0
//! everywhere. It must not know what the values mean.

use super::{BitSet, packed::Packed};
use crate::model::{Date, DayRange, Precision, Vocabulary, date::DayNumber};

/// A column of optional numbers.
#[derive(Debug, Default)]
pub struct Numbers(pub(super) Packed);

impl Numbers {
    pub(super) fn push(&mut self, value: Option<u64>) {
        // One more than the number, so that 0 is "not stated" and takes no room.
        self.0.push(value.map_or(0, |v| v.saturating_add(1)));
    }
    /// The value of a row, if stated.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<u64> {
        stated(self.0.get(row))
    }
    /// The rows that state a value which holds.
    #[must_use]
    pub fn having(&self, threads: usize, len: usize, holds: impl Fn(u64) -> bool + Sync) -> BitSet {
        let packed = |packed| stated(packed).is_some_and(&holds);
        self.0.having(threads, len, packed)
    }
}

/// What a packed number says, see [`Numbers::push`].
const fn stated(packed: u64) -> Option<u64> {
    packed.checked_sub(1)
}

/// A column of optional dates in four bytes each: the day number times four, plus the precision.
#[derive(Debug, Default)]
pub struct Dates(pub(super) Vec<i32>);

const NO_DATE: i32 = i32::MIN;

impl Dates {
    pub(super) fn push(&mut self, value: Option<Date>) {
        self.0.push(value.map_or(NO_DATE, |d| {
            d.first_day() * 4
                + match d.precision() {
                    Precision::Day => 0,
                    Precision::Month => 1,
                    Precision::Year => 2,
                }
        }));
    }
    /// Appends days.
    pub(super) fn push_days(&mut self, days: impl Iterator<Item = DayNumber>) {
        self.0.extend(days.map(|day| day * 4));
    }
    /// Appends so many rows that state no date.
    pub(super) fn push_none(&mut self, rows: usize) {
        self.0.resize(self.0.len() + rows, NO_DATE);
    }
    /// A number that is the same for the same date, known as exactly; `None` when none is stated.
    #[inline]
    #[must_use]
    pub fn number(&self, row: usize) -> Option<i32> {
        self.0.get(row).copied().filter(|packed| *packed != NO_DATE)
    }
    /// The first day that a row's date can mean, if stated; cheaper than the date.
    #[must_use]
    pub fn first_day(&self, row: usize) -> Option<DayNumber> {
        let packed = *self.0.get(row)?;
        (packed != NO_DATE).then_some(packed >> 2)
    }
    /// The first and the last day that a row's date can mean, if stated.
    #[must_use]
    pub fn days(&self, row: usize) -> Option<DayRange> {
        let packed = *self.0.get(row)?;
        match (packed & 3, packed >> 2) {
            _ if packed == NO_DATE => None,
            (0, day) => Some(DayRange {
                low: day,
                high: day,
            }),
            _ => self.get(row).map(Date::days),
        }
    }
    /// The date of a row, if stated.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Date> {
        let packed = *self.0.get(row)?;
        if packed == NO_DATE {
            return None;
        }
        let day = Date::from_day(packed >> 2)?;
        match packed & 3 {
            0 => Some(day),
            1 => Date::new(day.year(), day.month(), None),
            _ => Date::new(day.year(), None, None),
        }
    }
}

/// A column of optional ranges of days. Takes no space until the first value is stated, and the ends of
/// ranges none until the first that is no single day.
#[derive(Debug, Default)]
pub struct Ranges {
    low: Vec<i32>,
    /// How much later a range ends.
    more: Vec<i32>,
    len: usize,
    /// So many rows will come altogether, as far as is known.
    expected: usize,
}

const NO_RANGE: i32 = i32::MIN;

impl Ranges {
    pub(super) fn push(&mut self, value: Option<DayRange>) {
        if let Some(v) = value {
            if self.low.is_empty() {
                self.low.reserve_exact(self.expected);
            }
            self.low.resize(self.len, NO_RANGE);
            self.low.push(v.low);
            let more = v.high.wrapping_sub(v.low);
            if more != 0 || !self.more.is_empty() {
                self.more.resize(self.len, 0);
                self.more.push(more);
            }
        } else if !self.low.is_empty() {
            self.low.push(NO_RANGE);
        }
        self.len += 1;
    }
    /// Appends single days.
    pub(super) fn push_days(&mut self, days: impl ExactSizeIterator<Item = DayNumber>) {
        if self.low.is_empty() {
            self.low.reserve_exact(self.expected);
        }
        self.low.resize(self.len, NO_RANGE);
        self.len += days.len();
        self.low.extend(days);
        if !self.more.is_empty() {
            self.more.resize(self.len, 0);
        }
    }
    /// Appends so many rows that state nothing.
    pub(super) fn push_none(&mut self, rows: usize) {
        self.len += rows;
        if !self.low.is_empty() {
            self.low.resize(self.len, NO_RANGE);
        }
    }
    /// The range of a row, if it can be told.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<DayRange> {
        let low = *self.low.get(row).filter(|low| **low != NO_RANGE)?;
        let more = self.more.get(row).copied().unwrap_or_default();
        Some(DayRange {
            low,
            high: low.wrapping_add(more),
        })
    }
    pub(super) fn expect(&mut self, more: usize) {
        self.expected = self.len + more;
        if !self.low.is_empty() {
            self.low.reserve_exact(more);
        }
    }
    pub(super) fn append(&mut self, other: &Self) {
        if other.low.is_empty() {
            self.push_none(other.len);
            return;
        }
        if self.low.is_empty() {
            self.low.reserve_exact(self.expected);
        }
        self.low.resize(self.len, NO_RANGE);
        self.low.extend_from_slice(&other.low);
        if !other.more.is_empty() {
            self.more.resize(self.len, 0);
            self.more.extend_from_slice(&other.more);
        }
        self.len += other.len;
    }
    pub(super) fn shrink(&mut self) {
        self.low.shrink_to_fit();
        self.more.shrink_to_fit();
    }
}

/// A column of sets of at most 64 words each.
#[derive(Debug, Default)]
pub struct Sets(pub(super) Packed);

impl Sets {
    pub(super) fn push(&mut self, set: u64) {
        self.0.push(set);
    }
    /// The set of a row; empty when nothing is stated.
    #[must_use]
    pub fn get(&self, row: usize) -> u64 {
        self.0.get(row)
    }
}

/// A column of one optional word each.
#[derive(Debug, Default)]
pub struct Words(pub(super) Vec<u8>);

const NO_WORD: u8 = u8::MAX;

impl Words {
    pub(super) fn push<V: Vocabulary>(&mut self, word: Option<V>) {
        self.0.push(
            word.and_then(|w| u8::try_from(w.index()).ok())
                .unwrap_or(NO_WORD),
        );
    }
    /// The one-bit set of a row's word; empty when none is stated.
    #[must_use]
    pub fn get(&self, row: usize) -> u64 {
        match self.0.get(row) {
            Some(&w) if w != NO_WORD => 1 << w,
            _ => 0,
        }
    }
    /// A small number for a row's word, or for none.
    pub(super) fn place(&self, row: usize) -> u64 {
        self.0.get(row).copied().unwrap_or(NO_WORD).into()
    }
    pub(super) fn gather(&mut self, from: &Self, rows: impl Iterator<Item = usize>) {
        let word = |row| from.0.get(row).copied().unwrap_or(NO_WORD);
        self.0.extend(rows.map(word));
    }
}

/// What holds of a row or does not.
#[derive(Debug, Default)]
pub struct Flags(pub(super) Packed);

impl Flags {
    pub(super) fn push(&mut self, holds: bool) {
        self.0.push(holds.into());
    }
    /// Whether it holds of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> bool {
        self.0.get(row) != 0
    }
}

/// What the last import did with each row, see [`news`].
#[derive(Debug, Default)]
pub struct News(pub(super) Packed);

impl News {
    pub(super) fn push(&mut self, bits: u64) {
        self.0.push(bits);
    }
    /// The bits of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<u8> {
        (row < self.0.len()).then(|| self.0.get(row) as u8)
    }
}

/// What the last import of its set did with a record, as bits.
pub mod news {
    /// The set did not have it before.
    pub const NEW: u8 = 1;
    /// The list says something else of it than before.
    pub const CHANGED: u8 = 2;
    /// The list no longer has it.
    pub const GONE: u8 = 4;
}
