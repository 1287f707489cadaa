//! Our own JSON and JSON Lines, strict: a record with a fault is left out with the reason and its place. It
//! must not know whether the document stands alone or in a folder.

use super::{
    Skip,
    documents::{Lines, Reading, STEP},
};
use crate::{
    dataset::reader,
    error::{Error, Result},
    model::text::without_byte_order_mark,
};

/// Reads every record of a document. `file` is its name in a folder or an archive, `place` the name that its
/// faults give it; `watch` gets the offset of a record now and then.
pub fn document(
    reading: &mut Reading<'_, '_>,
    file: Option<&str>,
    place: &str,
    bytes: &[u8],
    watch: &mut dyn FnMut(u64, u64) -> Result<()>,
) -> Result<()> {
    let loaded = reader::read(place, bytes);
    let before = reading.summary.kept;
    let mut skipped = Vec::new();
    let mut lines = Lines::new(without_byte_order_mark(bytes));
    for (rows, placed) in (0_u64..).zip(loaded.records) {
        if rows.is_multiple_of(STEP) {
            watch(placed.offset as u64, reading.summary.rows + rows)?;
        }
        let mut record = placed.incident;
        if let Some(imported) = &mut record.imported {
            imported.as_of = imported.as_of.or(reading.options.as_of);
        }
        if let Some(what) = repeats(reading, &record) {
            let line = lines.of(placed.offset);
            let what = format!("the {what} of `{}` stands in an earlier record", record.id);
            let fault = Error::data(what)
                .right("give each incident one of its own, or leave one of the two out")
                .in_file(place);
            let mut skip = Skip::of(file, fault);
            skip.line = line;
            if let (Some(fault), Ok(line)) = (&mut skip.fault, u32::try_from(line)) {
                fault.place.line = Some(line);
            }
            skipped.push(skip);
            continue;
        }
        reading.summary.kept += 1;
        (reading.sink)(record)?;
    }
    let summary = &mut reading.summary;
    summary.rows += (loaded.seen as u64).max(summary.kept - before);
    skipped.extend(loaded.faults.into_iter().map(|e| Skip::of(file, e)));
    skipped.sort_by_key(|s| s.line);
    summary.skipped.append(&mut skipped);
    Ok(())
}

/// What of a record stands in an earlier one, where that matters.
fn repeats(reading: &mut Reading<'_, '_>, record: &crate::model::Incident) -> Option<&'static str> {
    if reading.options.repeated {
        return None;
    }
    let key = record.imported.as_ref().map(|i| i.key.as_str());
    let key = key.filter(|k| !k.is_empty());
    let key_is_new = key.is_none_or(|k| reading.names.ordinal(k) == 1);
    let id_is_new = reading.names.take(&record.id);
    match (id_is_new, key_is_new) {
        (false, _) => Some("id"),
        (true, false) => Some("key"),
        (true, true) => None,
    }
}
