//! Puts an export into a file: whole or not at all, and never over another file unless told so. It must
//! not know what is written.

use crate::{error::Error, model::text::clean};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Writes a file. It is written beside its place, synced, and put there in one step, so that neither a
/// full disk nor a kill leaves half a file.
///
/// # Errors
/// A file of that name when `replace` is false, or what the system says.
pub fn write(
    path: &Path,
    replace: bool,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let name = clean(&path.to_string_lossy()).into_owned();
    let failed = |e: io::Error| {
        Error::data(format!("cannot be written: {e}"))
            .right("check the folder and that you may write there")
            .in_file(name.clone())
    };
    let taken = || {
        Error::data("is already there")
            .right("take another name, or put ! before it to replace the file")
            .in_file(name.clone())
    };
    if path.is_dir() {
        return Err(Error::data("is a folder")
            .right("name a file")
            .in_file(name));
    }
    if !replace && path.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let (draft, file) = Draft::beside(path).map_err(failed)?;
    // Who may read the file that is replaced, and nobody else, may read the new one.
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions()).map_err(failed)?;
    }
    let mut out = BufWriter::new(file);
    fill(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    out.get_ref().sync_all().map_err(failed)?;
    drop(out);
    if replace {
        return fs::rename(&draft.0, path).map_err(failed);
    }
    // A link fails where a file of the name has appeared meanwhile; a rename would replace it.
    match fs::hard_link(&draft.0, path) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(taken()),
        // Some file systems know no links.
        Err(_) if path.symlink_metadata().is_err() => fs::rename(&draft.0, path).map_err(failed),
        Err(_) => Err(taken()),
    }
}

/// The file that is written before it goes to its place; gone afterwards, whatever happens.
struct Draft(PathBuf);

impl Draft {
    /// A new file: what lies there under a name like it, or what that leads to, is left alone.
    fn beside(path: &Path) -> io::Result<(Self, File)> {
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut number = std::process::id();
        loop {
            let draft = path.with_file_name(format!(".{name}.{number}.part"));
            match File::create_new(&draft) {
                Ok(file) => return Ok((Self(draft), file)),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                    number = number.wrapping_add(1);
                }
                Err(e) => return Err(e),
            }
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a rename there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_never_replaced_unless_told_and_never_left_half() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.csv");
        let put = |text: &'static str, replace| {
            write(&path, replace, |out| out.write_all(text.as_bytes()))
        };
        put("one", false).unwrap();
        let e = put("two", false).unwrap_err();
        assert!(
            e.to_string()
                .contains("is already there; take another name, or put ! before it")
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        put("three", true).unwrap();
        let broken = write(&path, true, |out| {
            out.write_all(b"ha")?;
            Err(io::Error::other("full"))
        });
        assert!(broken.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            1,
            "no draft is left"
        );
        assert!(write(dir.path(), true, |_| Ok(())).is_err());
        assert!(write(&dir.path().join("no/x.csv"), false, |_| Ok(())).is_err());
    }
}
