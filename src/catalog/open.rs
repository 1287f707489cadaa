//! Opens everything that a run looks at: the bundled dataset and the user's files, as one catalog. It
//! must not know what is done with it.

use super::{Builder, Catalog, build::BUNDLED};
use crate::{
    dataset::{bundled, reader},
    error::Error,
    model::text::clean,
};
use std::{borrow::Cow, io::Read};

/// What to open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Files of the user; `-` is standard input.
    pub files: Vec<String>,
    /// Leave the bundled dataset out.
    pub no_bundled: bool,
}

/// What came of it. Faults never take good records with them.
#[derive(Debug, Default)]
pub struct Opened {
    /// Every good record.
    pub catalog: Catalog,
    /// What could not be read, with its place.
    pub faults: Vec<Error>,
}

/// Opens the bundled dataset and the user's files.
///
/// # Errors
/// A file that cannot be read at all. Faults inside a file are in [`Opened::faults`].
pub fn open(sources: &Sources) -> Result<Opened, Error> {
    let mut builder = Builder::new();
    let mut faults = Vec::new();
    if !sources.no_bundled {
        add(
            &mut builder,
            &mut faults,
            BUNDLED,
            BUNDLED,
            Cow::Borrowed(bundled::INCIDENTS.as_bytes()),
        );
    }
    for file in &sources.files {
        let bytes = read_file(file)?;
        add(
            &mut builder,
            &mut faults,
            file,
            &set_name(file),
            Cow::Owned(bytes),
        );
    }
    Ok(Opened {
        catalog: builder.finish(),
        faults,
    })
}

fn add(
    builder: &mut Builder,
    faults: &mut Vec<Error>,
    file: &str,
    set: &str,
    bytes: Cow<'static, [u8]>,
) {
    let mut loaded = reader::read(file, &bytes);
    // The reader counts from behind a byte order mark; the bytes kept must start there too.
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => Cow::Owned(rest.to_vec()),
        None => bytes,
    };
    faults.append(&mut loaded.faults);
    builder.add_file(set, bytes, &loaded);
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// What the system says, with the file's name.
pub fn read_file(file: &str) -> Result<Vec<u8>, Error> {
    let result = if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    result.map_err(|e| {
        Error::data(format!("cannot be read: {e}"))
            .in_file(clean(file))
            .right("check the name and that you may read it")
    })
}

/// The name of a file's set: its name without folder and ending.
fn set_name(file: &str) -> String {
    if file == "-" {
        return "stdin".to_owned();
    }
    let stem = std::path::Path::new(file)
        .file_stem()
        .map(|s| s.to_string_lossy().into_owned());
    clean(&stem.unwrap_or_else(|| file.to_owned())).into_owned()
}
