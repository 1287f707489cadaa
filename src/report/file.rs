//! Puts an export into a file: whole or not at all, and never over another file unless told so. It must
//! not know what is written.

use crate::{error::Error, model::text::clean};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// Writes a file. It is written beside its place, synced, and put there in one step, so that neither a
/// full disk nor a kill leaves half a file. What a kill leaves beside the place goes when the file is written
/// again.
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
    sweep(path);
    if !replace && path.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let (draft, file) = Draft::beside(path).map_err(failed)?;
    // Who may read the file that is replaced, and nobody else, may read the new one.
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions()).map_err(failed)?;
    }
    // The file stays open, and with that its lock held, until it is in its place.
    let mut out = BufWriter::new(&file);
    fill(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    if replace {
        return draft.rename(path).map_err(failed);
    }
    // A link fails where a file of the name has appeared meanwhile; a rename would replace it.
    match fs::hard_link(&draft.0, path) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(taken()),
        // Some file systems know no links.
        Err(_) if path.symlink_metadata().is_err() => draft.rename(path).map_err(failed),
        Err(_) => Err(taken()),
    }
}

/// The file that is written before it goes to its place; gone afterwards, whatever happens.
struct Draft(PathBuf);

/// How the name of a draft ends: like that of no other program's file.
const ENDING: &str = ".breachlens.part";

/// So much of a file's name stands in that of its draft: a name has room for 255 bytes.
const NAME: usize = 200;

impl Draft {
    /// A new file with a lock on it, by which others see that its writer lives: what lies there under a name
    /// like it, or what that leads to, is left alone.
    fn beside(path: &Path) -> io::Result<(Self, File)> {
        let start = start(path);
        let mut number = std::process::id();
        loop {
            let draft = path.with_file_name(format!("{start}{number}{ENDING}"));
            match File::create_new(&draft) {
                // Between the two steps it looks like a dead one, and may have been swept.
                Ok(file) => match locked(file) {
                    Some(file) if is_at(&file, &draft) != Some(false) => {
                        return Ok((Self(draft), file));
                    }
                    _ => {}
                },
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
            number = number.wrapping_add(1);
        }
    }

    /// Puts it into its place. From then on its name may be that of another writer's draft.
    fn rename(mut self, path: &Path) -> io::Result<()> {
        fs::rename(&self.0, path)?;
        self.0.clear();
        Ok(())
    }
}

/// What the names of a file's drafts begin with.
fn start(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut end = name.len().min(NAME);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!(".{}.", name.get(..end).unwrap_or_default())
}

/// The file with a lock that ends when it is closed, also by a kill; `None` where another has it. A file system
/// without locks lets everybody write, and nobody sweep.
fn locked(file: File) -> Option<File> {
    let mut lock = fd_lock::RwLock::new(file);
    match lock.try_write() {
        // Dropped, the guard would give the lock back.
        Ok(guard) => std::mem::forget(guard),
        Err(e) if e.kind() == io::ErrorKind::WouldBlock => return None,
        Err(_) => {}
    }
    Some(lock.into_inner())
}

/// Removes what killed processes left of this file: drafts on which nobody has a lock.
fn sweep(path: &Path) {
    let start = start(path);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name
            .strip_prefix(&start)
            .and_then(|n| n.strip_suffix(ENDING));
        let is_draft =
            number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if is_draft && entry.file_type().is_ok_and(|t| t.is_file()) {
            remove_dead(&entry.path());
        }
    }
}

/// Removes a draft whose writer is gone.
fn remove_dead(draft: &Path) {
    let Ok(file) = File::options().write(true).open(draft) else {
        return;
    };
    let mut lock = fd_lock::RwLock::new(file);
    if let Ok(held) = lock.try_write()
        && is_at(&held, draft) == Some(true)
    {
        // One that cannot be removed is in nobody's way.
        let _ = fs::remove_file(draft);
    }
}

/// Whether an open file is the one of this name still: another may have swept it, and a third begun anew.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> Option<bool> {
    use std::os::unix::fs::MetadataExt;
    Some(match (file.metadata(), path.symlink_metadata()) {
        (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
        _ => false,
    })
}

/// Where files have no number nobody can tell, and nothing is swept.
#[cfg(not(unix))]
const fn is_at(_: &File, _: &Path) -> Option<bool> {
    None
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // One that cannot be removed is swept by the next writer.
            let _ = fs::remove_file(&self.0);
        }
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
        // A name may be as long as the system has it.
        let long = dir.path().join("é".repeat(127));
        write(&long, false, |_| Ok(())).unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
        assert!(write(dir.path(), true, |_| Ok(())).is_err());
        assert!(write(&dir.path().join("no/x.csv"), false, |_| Ok(())).is_err());
    }

    /// What is in a folder, by name.
    #[cfg(unix)]
    fn names(folder: &Path) -> Vec<String> {
        let all = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = all
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[cfg(unix)]
    #[test]
    fn drafts_of_the_dead_are_swept_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at(".out.csv.7.breachlens.part"), "half").unwrap();
        fs::write(
            at(&format!(".out.csv.{}.breachlens.part", std::process::id())),
            "half",
        )
        .unwrap();
        let kept = [
            ".out.csv..breachlens.part",
            ".out.csv.7.part",
            ".out.csv.seven.breachlens.part",
            ".out.csv.x.7.breachlens.part",
            ".other.csv.7.breachlens.part",
            "out.csv.7.breachlens.part",
        ];
        for name in kept {
            fs::write(at(name), "mine").unwrap();
        }
        std::os::unix::fs::symlink(at(kept[0]), at(".out.csv.8.breachlens.part")).unwrap();
        fs::create_dir(at(".out.csv.9.breachlens.part")).unwrap();
        // Somebody is writing to the same place.
        write(&at("out.csv"), true, |out| {
            let during = names(dir.path()).len();
            write(&at("out.csv"), true, |out| out.write_all(b"quick")).unwrap();
            assert_eq!(
                names(dir.path()).len(),
                during + 1,
                "the draft in use is kept"
            );
            out.write_all(b"slow")
        })
        .unwrap();
        assert_eq!(fs::read_to_string(at("out.csv")).unwrap(), "slow");
        let mut want: Vec<String> = kept.map(str::to_owned).to_vec();
        want.extend([
            ".out.csv.8.breachlens.part".to_owned(),
            ".out.csv.9.breachlens.part".to_owned(),
            "out.csv".to_owned(),
        ]);
        want.sort();
        assert_eq!(names(dir.path()), want);
        assert_eq!(fs::read_to_string(at(kept[0])).unwrap(), "mine");
    }

    #[test]
    fn many_writers_of_one_name_leave_one_whole_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.csv");
        let put = |n: u8, replace| {
            let text = vec![b'a' + n; 100_000 + usize::from(n)];
            write(&path, replace, |out| out.write_all(&text))
        };
        let at_once = |replace: bool| -> usize {
            std::thread::scope(|scope| {
                let writers: Vec<_> = (0..8)
                    .map(|n| scope.spawn(move || put(n, replace)))
                    .collect();
                let done = writers.into_iter().map(|w| w.join().unwrap());
                done.filter(Result::is_ok).count()
            })
        };
        for _ in 0..20 {
            let _ = fs::remove_file(&path);
            assert_eq!(at_once(false), 1, "the first one keeps the name");
            assert_eq!(at_once(true), 8);
            let text = fs::read(&path).unwrap();
            let n = text[0] - b'a';
            assert_eq!(text, vec![b'a' + n; 100_000 + usize::from(n)]);
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        }
    }
}
