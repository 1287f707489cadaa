//! Takes records of our own format into the index: what can be told of each by itself is told on the threads
//! that read, and joined in the file's order. It must not know how a record is read.

use super::{Builder, columns::Columns, ids::Place, table::stopped};
use crate::{
    analysis::{clusters::Keeping, matching::Facts},
    dataset::{
        pieces::{self, Piece},
        reader::Placed,
    },
    error::{Error, Result},
    import::{Go, Progress},
    model::{
        text::{clean, without_byte_order_mark},
        texts::AT_ONCE,
    },
};
use std::{borrow::Cow, ops::ControlFlow};

/// What is told of the records of a piece on the thread that read them.
#[derive(Default)]
struct Made {
    columns: Columns,
    /// Where their ids stand.
    ids: Vec<Option<Place>>,
    /// Places in the piece, with what matching needs.
    facts: Vec<(u32, Facts)>,
}

impl Made {
    fn of(records: &[Placed], bytes: &[u8], keeping: Option<Keeping<'_>>) -> Self {
        let mut made = Self::default();
        for (at, placed) in (0..).zip(records) {
            made.columns.push(&placed.incident);
            let record = bytes.get(placed.offset..placed.offset + placed.length);
            made.ids
                .push(Place::of(&placed.incident.id, record.unwrap_or_default()));
            let facts = keeping.and_then(|k| k.facts(&placed.incident));
            made.facts.extend(facts.map(|f| (at, f)));
        }
        made
    }
}

impl Builder {
    /// Adds the records of a file of our own format, whose bytes are kept as they are. Returns the faults.
    ///
    /// # Errors
    /// When `watch` says stop.
    pub(super) fn add_file(
        &mut self,
        file: &str,
        set: &str,
        bytes: Cow<'static, [u8]>,
        watch: &mut dyn FnMut(Progress) -> Go,
    ) -> Result<Vec<Error>> {
        // The reader counts from behind a byte order mark; the bytes kept must start there too.
        let rest = without_byte_order_mark(&bytes);
        let bytes = match rest.len() == bytes.len() {
            true => bytes,
            false => Cow::Owned(rest.to_vec()),
        };
        let threads = pieces::threads(bytes.len());
        self.take(set, bytes, watch, |bytes, keeping, each| {
            pieces::read(file, bytes, threads, |r| Made::of(r, bytes, keeping), each);
        })
    }

    /// Adds a set as the library keeps it, one record a line. Returns the faults, with their lines.
    pub(super) fn add_stored(&mut self, set: &str, bytes: Vec<u8>) -> Vec<Error> {
        let threads = pieces::threads(bytes.len());
        let taken = self.take(
            set,
            Cow::Owned(bytes),
            &mut |_| Go::On,
            |bytes, keeping, each| {
                let make = |r: &[Placed]| Made::of(r, bytes, keeping);
                pieces::read_lines(bytes, threads, pieces::stored, make, each);
            },
        );
        taken.unwrap_or_else(|stopped| vec![stopped])
    }

    fn take(
        &mut self,
        set: &str,
        bytes: Cow<'static, [u8]>,
        watch: &mut dyn FnMut(Progress) -> Go,
        read: impl FnOnce(&[u8], Option<Keeping<'_>>, &mut dyn FnMut(Piece<Made>) -> ControlFlow<()>),
    ) -> Result<Vec<Error>> {
        let segment = self.catalog.store.segment(Cow::Owned(Vec::new()));
        let wanted = self.wanted.take();
        let keeping = self.keeping(set, wanted.as_ref());
        let mut faults = Vec::new();
        let (mut rows, mut go) = (0, Go::On);
        read(&bytes, keeping, &mut |piece| {
            if u32::try_from(piece.end).is_err() {
                faults.push(
                    Error::data("the list is longer than 4 GiB: what stands behind is left out")
                        .right("cut it into several files, and give each with --data")
                        .in_file(clean(set)),
                );
                return ControlFlow::Break(());
            }
            let first = u32::try_from(self.catalog.ids.len()).unwrap_or(u32::MAX);
            rows += piece.loaded.records.len() as u64;
            self.catalog.columns.append(piece.made.columns);
            if let Some(all) = &mut self.facts {
                let new = piece.made.facts.into_iter();
                all.extend(new.map(|(at, fact)| (first + at, fact)));
            }
            let mut ids = piece.made.ids.into_iter();
            for some in piece.loaded.records.chunks(AT_ONCE) {
                let names = some.iter().map(|p| p.incident.organization.as_str());
                self.organizations.interner.bring_near(names);
                for (placed, id) in some.iter().zip(&mut ids) {
                    let store = &mut self.catalog.store;
                    if store.point(segment, placed.offset, placed.length) {
                        self.enter(set, &placed.incident, id);
                    }
                }
            }
            faults.extend(piece.loaded.faults);
            let progress = Progress {
                bytes: piece.end as u64,
                total: Some(bytes.len() as u64),
                rows,
            };
            go = watch(progress);
            match go {
                Go::On => ControlFlow::Continue(()),
                Go::Stop => ControlFlow::Break(()),
            }
        });
        self.wanted = wanted;
        self.catalog.store.fill(segment, bytes);
        if go == Go::Stop {
            return Err(stopped());
        }
        Ok(faults)
    }
}
