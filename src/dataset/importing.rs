//! One import from end to end: an outside list becomes a set of the library, or renews the one that an
//! earlier copy of it made. It must not know who asked for it or who is shown the report.

use super::library::{Basis, Library, NewSet, SetInfo};
use crate::{
    error::{Error, Result},
    import::{self, Format, Options, Report, Source, Summary, Watch},
    model::{Date, Incident, Text, incident::News, text::clean},
};

/// What is to be imported, and as what.
#[derive(Debug)]
pub struct Job<'a> {
    /// The list.
    pub source: Source<'a>,
    /// How to read it.
    pub options: Options,
    /// The name of the set.
    pub name: String,
    /// Today; it dates what the list itself does not date.
    pub today: Date,
    /// Put the list in the place of a set of this name, rather than renew it.
    pub replace: bool,
    /// Only tell what would happen.
    pub dry_run: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Imported {
    /// What was read and what it changes.
    pub report: Report,
    /// What it was read as.
    pub format: Format,
    /// The set as it is stored now; `None` when nothing was to be stored.
    pub set: Option<SetInfo>,
    /// What was wrong with other parts of the library.
    pub faults: Vec<Error>,
}

/// Asked once everything is read and nothing is stored yet: false leaves the library as it was.
pub type Consent<'a> = &'a mut dyn FnMut(&Summary) -> Result<bool>;

/// Reads the list and stores it. A first import holds one row in memory at a time; an update holds the
/// set twice. Nothing is seen of a set until it is whole.
///
/// # Errors
/// When the list cannot be read, does not belong to the set of this name, or cannot be stored; when
/// `watch` stops it. The library is then as it was.
pub fn import(
    library: &Library,
    job: &Job<'_>,
    watch: Watch<'_>,
    consent: Consent<'_>,
) -> Result<Imported> {
    super::library::check_name(&job.name)?;
    let listing = library.sets()?;
    let before = listing.sets.iter().find(|s| s.name == job.name);
    let mut done = match before.filter(|_| !job.replace) {
        Some(before) => renew(library, job, before, watch, consent)?,
        None => begin(library, job, watch, consent)?,
    };
    done.faults = listing.faults;
    Ok(done)
}

/// A set from nothing, streamed.
fn begin(
    library: &Library,
    job: &Job<'_>,
    watch: Watch<'_>,
    consent: Consent<'_>,
) -> Result<Imported> {
    let basis = if job.replace {
        Basis::Any
    } else {
        Basis::Nothing
    };
    // The format is known when the list was read; the head of it says the same before.
    let mut writer = match job.dry_run {
        true => None,
        false => Some(library.writer(new_set(job, String::new(), basis))?),
    };
    let summary = import::read_each(&job.source, &job.options, watch, &mut |mut record| {
        import::note(&mut record, Some(News::New));
        match &mut writer {
            Some(writer) => writer.push(&record),
            None => Ok(()),
        }
    })?;
    let wanted = summary.kept > 0 && (job.dry_run || consent(&summary)?);
    let set = match writer.filter(|_| wanted) {
        Some(mut writer) => {
            writer.set_format(summary.format.id());
            Some(writer.commit()?)
        }
        None => None,
    };
    Ok(Imported {
        report: Report::new(&summary, None),
        format: summary.format,
        set,
        faults: Vec::new(),
    })
}

/// A set renewed by a later copy of its list.
fn renew(
    library: &Library,
    job: &Job<'_>,
    before: &SetInfo,
    watch: Watch<'_>,
    consent: Consent<'_>,
) -> Result<Imported> {
    let read = import::read(&job.source, &job.options, watch)?;
    let summary = read.summary;
    if summary.format.id() != before.format {
        return Err(Error::usage(format!(
            "the set `{}` was read from a list of another kind ({}, this one is {})",
            before.name,
            clean(&before.format),
            summary.format.id()
        ))
        .right("give this list another name with --as, or --replace the set")
        .in_file(job.source.name()));
    }
    let old = library.load(&before.name)?;
    let update = import::update(old, read.records, job.today);
    let report = Report::new(&summary, Some(&update));
    let wanted = !job.dry_run && summary.kept > 0 && consent(&summary)?;
    let set = if wanted {
        let basis = Basis::Version(before.checksum.clone());
        let set = new_set(job, before.format.clone(), basis);
        let records: &[Incident] = &update.records;
        Some(library.save(set, records)?)
    } else {
        None
    };
    Ok(Imported {
        report,
        format: summary.format,
        set,
        faults: Vec::new(),
    })
}

fn new_set(job: &Job<'_>, format: String, basis: Basis) -> NewSet {
    NewSet {
        name: job.name.clone(),
        format,
        origin: Text::new(&job.source.name()),
        imported: job.today,
        basis,
    }
}
