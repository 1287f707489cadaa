//! A column of 64-bit values in as little room as they need: nothing while all are zero, a byte or two a
//! row while there are few different ones. It must not know what the values mean.

use super::BitSet;
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// A column of 64-bit values.
#[derive(Debug, Default)]
pub(super) struct Packed {
    len: usize,
    /// The different values, in order of first appearance, while rows hold places in this.
    values: Vec<u64>,
    places: HashMap<u64, u16, FixedState>,
    /// Once there are many, the places of those below 2^16; 0 where they have none. Counts are mostly small,
    /// and often differ.
    small: Vec<u16>,
    /// The value that was pushed last and its place: most columns repeat themselves.
    last: (u64, u16),
    rows: Rows,
    /// So many rows will come altogether, as far as is known.
    expected: usize,
    /// The places here of the values of the column that rows are gathered from.
    gathered: Vec<u16>,
}

#[derive(Debug, Default)]
enum Rows {
    /// Every value is zero.
    #[default]
    Zero,
    /// Places in `values`.
    Bytes(Vec<u8>),
    /// Places in `values`.
    Shorts(Vec<u16>),
    /// The values themselves, all below 2^32.
    Small(Vec<u32>),
    /// The values themselves.
    Whole(Vec<u64>),
}

/// From so many different values on, small ones are not hashed.
const MANY: usize = 256;

impl Packed {
    /// Says that so many more rows are to come, so that their room is taken at once.
    pub(super) fn expect(&mut self, more: usize) {
        self.expected = self.len + more;
        match &mut self.rows {
            Rows::Zero => {}
            Rows::Bytes(rows) => rows.reserve_exact(more),
            Rows::Shorts(rows) => rows.reserve_exact(more),
            Rows::Small(rows) => rows.reserve_exact(more),
            Rows::Whole(rows) => rows.reserve_exact(more),
        }
    }

    /// Rows in a new form, in the room of all that are to come.
    fn roomy<T>(&self, rows: impl Iterator<Item = T>) -> Vec<T> {
        let mut roomy = Vec::with_capacity(self.expected.max(self.len));
        roomy.extend(rows);
        roomy
    }

    /// Begins to keep places where so many rows were zero.
    fn begin(&mut self, zeros: usize) {
        self.values = vec![0];
        self.places.insert(0, 0);
        self.last = (0, 0);
        self.rows = Rows::Bytes(self.roomy(std::iter::repeat_n(0, zeros)));
    }

    /// Makes room for places that are no bytes.
    fn lengthen(&mut self) {
        if let Rows::Bytes(rows) = &self.rows {
            self.rows = Rows::Shorts(self.roomy(rows.iter().map(|b| u16::from(*b))));
        }
    }

    /// Appends a value.
    #[inline]
    pub(super) fn push(&mut self, value: u64) {
        match &mut self.rows {
            Rows::Zero if value == 0 => self.len += 1,
            Rows::Bytes(rows) if value == self.last.0 => {
                self.len += 1;
                rows.push(self.last.1 as u8);
            }
            _ => self.push_other(value),
        }
    }

    fn push_other(&mut self, value: u64) {
        self.len += 1;
        if matches!(self.rows, Rows::Zero) {
            if value == 0 {
                return;
            }
            self.begin(self.len - 1);
        }
        if let Rows::Bytes(_) | Rows::Shorts(_) = self.rows {
            if self.last.0 != value {
                match self.place(value) {
                    Some(place) => self.last = (value, place),
                    None => return self.widen(value),
                }
            }
            let place = self.last.1;
            if u8::try_from(place).is_err() {
                self.lengthen();
            }
            match &mut self.rows {
                Rows::Bytes(rows) => rows.push(place as u8),
                Rows::Shorts(rows) => rows.push(place),
                _ => {}
            }
            return;
        }
        match (&mut self.rows, u32::try_from(value)) {
            (Rows::Small(rows), Ok(small)) => rows.push(small),
            (Rows::Whole(rows), _) => rows.push(value),
            _ => self.widen(value),
        }
    }

    /// The place of a value among the different ones; `None` when there are too many.
    fn place(&mut self, value: u64) -> Option<u16> {
        let small = usize::try_from(value)
            .ok()
            .filter(|v| *v < self.small.len());
        let known = match small.and_then(|v| self.small.get(v)) {
            // The first place is that of zero.
            Some(place) => Some(*place).filter(|place| *place > 0 || value == 0),
            None => self.places.get(&value).copied(),
        };
        if known.is_some() {
            return known;
        }
        let place = u16::try_from(self.values.len()).ok()?;
        self.values.push(value);
        match small.and_then(|v| self.small.get_mut(v)) {
            Some(slot) => *slot = place,
            None => {
                self.places.insert(value, place);
            }
        }
        if self.values.len() == MANY {
            self.small = vec![0; 1 << 16];
            for (place, value) in self.values.iter().enumerate() {
                let slot = usize::try_from(*value).ok();
                if let Some(slot) = slot.and_then(|v| self.small.get_mut(v)) {
                    *slot = place as u16;
                }
            }
        }
        Some(place)
    }

    /// Appends a value that does not fit the form that the column has.
    fn widen(&mut self, value: u64) {
        let before = self.len - 1;
        let small = u32::try_from(value).is_ok() && !matches!(self.rows, Rows::Small(_));
        let fits = small && self.values.iter().all(|v| u32::try_from(*v).is_ok());
        let all = (0..before).map(|row| self.get(row));
        self.rows = if fits {
            Rows::Small(self.roomy(all.chain([value]).map(|v| v as u32)))
        } else {
            Rows::Whole(self.roomy(all.chain([value])))
        };
        self.values = Vec::new();
        self.places = HashMap::default();
        self.small = Vec::new();
    }

    /// The value of a row; zero behind the last one.
    #[inline]
    pub(super) fn get(&self, row: usize) -> u64 {
        let at = |place: usize| self.values.get(place).copied().unwrap_or_default();
        match &self.rows {
            Rows::Zero => 0,
            Rows::Bytes(rows) => rows.get(row).map_or(0, |p| at(*p as usize)),
            Rows::Shorts(rows) => rows.get(row).map_or(0, |p| at(*p as usize)),
            Rows::Small(rows) => rows.get(row).map_or(0, |v| u64::from(*v)),
            Rows::Whole(rows) => rows.get(row).copied().unwrap_or_default(),
        }
    }

    /// The rows whose value holds. While the different values are few, each of them is asked about once.
    pub(super) fn having(
        &self,
        threads: usize,
        len: usize,
        holds: impl Fn(u64) -> bool + Sync,
    ) -> BitSet {
        let known: Vec<bool> = self.values.iter().map(|value| holds(*value)).collect();
        let known = |place: usize| known.get(place) == Some(&true);
        match &self.rows {
            Rows::Zero if holds(0) => BitSet::filter(len, |row| row < self.len),
            Rows::Zero => BitSet::none(len),
            Rows::Bytes(rows) => rows_where(rows, threads, len, |at| known(usize::from(at))),
            Rows::Shorts(rows) => rows_where(rows, threads, len, |at| known(usize::from(at))),
            Rows::Small(rows) => rows_where(rows, threads, len, |value| holds(u64::from(value))),
            Rows::Whole(rows) => rows_where(rows, threads, len, holds),
        }
    }

    /// The different values and the place of each row's value among them, while they are few; a row behind
    /// the last one has a place behind them.
    pub(super) fn places(&self) -> Option<(&[u64], impl Fn(usize) -> usize)> {
        let (bytes, shorts): (&[u8], &[u16]) = match &self.rows {
            Rows::Zero => (&[], &[]),
            Rows::Bytes(rows) => (rows, &[]),
            Rows::Shorts(rows) => (&[], rows),
            Rows::Small(_) | Rows::Whole(_) => return None,
        };
        // Without a value, every row has the first.
        let (values, zero): (&[u64], bool) = match &self.rows {
            Rows::Zero => (&[0], true),
            _ => (&self.values, false),
        };
        let len = self.len;
        Some((values, move |row: usize| {
            if zero && row < len {
                return 0;
            }
            match bytes.get(row) {
                Some(place) => usize::from(*place),
                None => shorts.get(row).map_or(usize::MAX, |p| usize::from(*p)),
            }
        }))
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Appends every value of another column.
    pub(super) fn append(&mut self, other: &Self) {
        let Some(places) = self.places_of(other) else {
            self.append_values(other);
            return;
        };
        let place = |at: usize| places.get(at).copied().unwrap_or_default();
        self.len += other.len;
        match (&mut self.rows, &other.rows) {
            (Rows::Bytes(mine), Rows::Bytes(theirs)) => {
                mine.extend(theirs.iter().map(|at| place(usize::from(*at)) as u8));
            }
            (Rows::Shorts(mine), Rows::Bytes(theirs)) => {
                mine.extend(theirs.iter().map(|at| place(usize::from(*at))));
            }
            (Rows::Shorts(mine), Rows::Shorts(theirs)) => {
                mine.extend(theirs.iter().map(|at| place(usize::from(*at))));
            }
            _ => {}
        }
    }

    /// As [`Self::append`], where either has no places.
    fn append_values(&mut self, other: &Self) {
        match (&mut self.rows, &other.rows) {
            (Rows::Small(mine), Rows::Small(theirs)) => mine.extend_from_slice(theirs),
            (_, Rows::Small(theirs)) if self.len == 0 => {
                self.rows = Rows::Small(self.roomy(theirs.iter().copied()));
            }
            _ => return (0..other.len()).for_each(|row| self.push(other.get(row))),
        }
        self.len += other.len;
    }

    /// Appends rows of another column, which may be longer every time and is always the same one.
    pub(super) fn gather(&mut self, from: &Self, rows: impl ExactSizeIterator<Item = usize>) {
        if let (Rows::Zero, Rows::Zero) = (&self.rows, &from.rows) {
            self.len += rows.len();
            return;
        }
        if !self.learn(from) {
            rows.for_each(|row| self.push(from.get(row)));
            return;
        }
        let place = |at: usize| self.gathered.get(at).copied().unwrap_or_default();
        self.len += rows.len();
        // Behind the last row of the other, and while it has only zeros, all is zero: that has the first place.
        let (bytes, shorts): (&[u8], &[u16]) = match &from.rows {
            Rows::Bytes(theirs) => (theirs, &[]),
            Rows::Shorts(theirs) => (&[], theirs),
            _ => (&[], &[]),
        };
        let byte = |row: usize| bytes.get(row).map_or(0, |at| place(usize::from(*at)));
        let short = |row: usize| shorts.get(row).map_or(0, |at| place(usize::from(*at)));
        match &mut self.rows {
            Rows::Bytes(mine) if shorts.is_empty() => mine.extend(rows.map(|row| byte(row) as u8)),
            Rows::Bytes(mine) => mine.extend(rows.map(|row| short(row) as u8)),
            Rows::Shorts(mine) if shorts.is_empty() => mine.extend(rows.map(byte)),
            Rows::Shorts(mine) => mine.extend(rows.map(short)),
            _ => {}
        }
    }

    /// Learns which places the values of another column have here, as far as it does not know; false where
    /// one of the two has no places.
    fn learn(&mut self, from: &Self) -> bool {
        if matches!(self.rows, Rows::Zero) {
            self.begin(self.len);
        }
        let here = matches!(self.rows, Rows::Bytes(_) | Rows::Shorts(_));
        if !here || matches!(from.rows, Rows::Small(_) | Rows::Whole(_)) {
            return false;
        }
        for value in from.values.iter().skip(self.gathered.len()) {
            let Some(place) = self.place(*value) else {
                return false;
            };
            if place > u16::from(u8::MAX) {
                self.lengthen();
            }
            self.gathered.push(place);
        }
        true
    }

    /// The places here of another column's values, new or known; `None` where either has no places, or
    /// both together have too many values for them.
    fn places_of(&mut self, other: &Self) -> Option<Vec<u16>> {
        if !matches!(other.rows, Rows::Bytes(_) | Rows::Shorts(_)) {
            return None;
        }
        match self.rows {
            Rows::Zero => self.begin(self.len),
            Rows::Bytes(_) | Rows::Shorts(_) => {}
            Rows::Small(_) | Rows::Whole(_) => return None,
        }
        let places: Option<Vec<u16>> = other.values.iter().map(|v| self.place(*v)).collect();
        let places = places?;
        if matches!(other.rows, Rows::Shorts(_)) || places.iter().any(|p| *p > u16::from(u8::MAX)) {
            self.lengthen();
        }
        Some(places)
    }

    /// Gives back the room that growing took in advance.
    pub(super) fn shrink(&mut self) {
        match &mut self.rows {
            Rows::Zero => {}
            Rows::Bytes(rows) => rows.shrink_to_fit(),
            Rows::Shorts(rows) => rows.shrink_to_fit(),
            Rows::Small(rows) => rows.shrink_to_fit(),
            Rows::Whole(rows) => rows.shrink_to_fit(),
        }
        self.places = HashMap::default();
        self.small = Vec::new();
        self.gathered = Vec::new();
        self.values.shrink_to_fit();
    }
}

fn rows_where<T: Copy + Sync>(
    rows: &[T],
    threads: usize,
    len: usize,
    holds: impl Fn(T) -> bool + Sync,
) -> BitSet {
    BitSet::filter_on(threads, len, || {
        |row| rows.get(row).is_some_and(|at| holds(*at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(values: &[u64]) {
        let (mut one, mut two, mut rest) =
            (Packed::default(), Packed::default(), Packed::default());
        for (i, v) in values.iter().enumerate() {
            one.push(*v);
            if i % 2 == 0 && rest.len() == 0 {
                two.push(*v);
            } else {
                rest.push(*v);
            }
        }
        two.expect(values.len());
        two.append(&rest);
        two.shrink();
        for (row, v) in values.iter().enumerate() {
            assert_eq!((one.get(row), two.get(row)), (*v, *v), "{row}");
        }
        assert_eq!((one.len(), one.get(values.len())), (values.len(), 0));
        let holds = |value: u64| value % 3 != 1;
        let want = BitSet::filter(values.len(), |row| holds(values[row]));
        assert_eq!(one.having(2, values.len(), holds), want);
    }

    #[test]
    fn a_column_grows_through_all_its_forms() {
        let zeros = std::iter::repeat_n(0, 1000);
        let few = (0..500).map(|i| i % 200);
        let more = (0..70_000).map(|i| i * 3);
        let large = [u64::MAX, 5, 1 << 40];
        same(&zeros.clone().collect::<Vec<_>>());
        same(&zeros.clone().chain(few.clone()).collect::<Vec<_>>());
        same(
            &zeros
                .clone()
                .chain(few.clone())
                .chain(more.clone())
                .collect::<Vec<_>>(),
        );
        same(
            &zeros
                .chain(few.clone())
                .chain(large)
                .chain(more.clone())
                .collect::<Vec<_>>(),
        );
        same(&few.chain(more).chain(large).collect::<Vec<_>>());
    }

    #[test]
    fn many_values_are_gathered_through_all_forms() {
        let (mut all, mut again) = (Packed::default(), Packed::default());
        for row in 0..70_000 {
            all.push(row * 3);
            again.gather(&all, [row as usize, 0].into_iter());
        }
        assert!((0..70_000).all(|row| again.get(row * 2) == row as u64 * 3));
    }

    proptest! {
        /// The other column grows through its forms, and this one has values of its own between.
        #[test]
        fn what_was_gathered_is_what_was_there(
            batches in prop::collection::vec(
                (
                    prop::collection::vec(prop_oneof![Just(0_u64), 0..9_u64, 0..700_u64, any::<u64>()], 0..90),
                    prop::collection::vec(0..400_usize, 0..90),
                    prop_oneof![Just(None), (0..900_u64).prop_map(Some), any::<u64>().prop_map(Some)],
                ),
                0..30,
            ),
        ) {
            let (mut from, mut to, mut want) = (Packed::default(), Packed::default(), Vec::new());
            for (values, rows, own) in batches {
                values.iter().for_each(|v| from.push(*v));
                to.gather(&from, rows.iter().copied());
                want.extend(rows.iter().map(|row| from.get(*row)));
                if let Some(own) = own {
                    to.push(own);
                    want.push(own);
                }
                prop_assert_eq!(to.len(), want.len());
            }
            for (row, value) in want.iter().enumerate() {
                prop_assert_eq!(to.get(row), *value);
            }
        }

        #[test]
        fn what_was_pushed_comes_back(values in prop::collection::vec(prop_oneof![0..3_u64, any::<u64>()], 0..300)) {
            same(&values);
        }
    }
}
