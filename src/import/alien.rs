//! Files that are no list in any shape, by their first bytes: what each is, and how a list is got out of it. It
//! must not know what a list looks like.

use crate::error::Error;

const TABLE: &str = "open it in a spreadsheet and save the sheet as CSV (UTF-8)";
const PACKED: &str = "unpack it and name what was in it; gzip and zip are read as they are";
const NO_LIST: &str = "get the list as CSV or JSON";

/// How a file begins, what it then is, and what is to be done.
const BEGINNINGS: &[(&[u8], &str, &str)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "a document of an office program, such as .xls",
        TABLE,
    ),
    (b"PAR1", "a Parquet file", "save it as CSV or JSON Lines"),
    (
        b"SQLite format 3\0",
        "an SQLite database",
        "save its table as CSV",
    ),
    (b"%PDF-", "a PDF document", NO_LIST),
    (b"{\\rtf", "a document with formatting (RTF)", NO_LIST),
    (b"\x89PNG\r\n\x1A\n", "a picture", NO_LIST),
    (b"\xFF\xD8\xFF", "a picture", NO_LIST),
    (b"GIF8", "a picture", NO_LIST),
    (b"\x7FELF", "a program", NO_LIST),
    (b"BZh", "packed with bzip2", PACKED),
    (b"\xFD7zXZ\0", "packed with xz", PACKED),
    (b"\x28\xB5\x2F\xFD", "packed with zstd", PACKED),
    (b"7z\xBC\xAF\x27\x1C", "packed with 7-Zip", PACKED),
    (b"Rar!\x1A\x07", "packed with RAR", PACKED),
    (
        b"PK\x05\x06",
        "an archive with nothing in it",
        "pack it again, or name what was to be in it",
    ),
];

/// What stands at the 257th byte of a tar archive.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// The fault of a file that begins as no list does.
#[must_use]
pub fn fault(head: &[u8]) -> Option<Error> {
    let tar = || {
        let is_tar = head.get(TAR.0..).is_some_and(|b| b.starts_with(TAR.1));
        is_tar.then_some(("a tar archive", PACKED))
    };
    let known = BEGINNINGS.iter().find(|(b, ..)| head.starts_with(b));
    let (what, right) = known.map(|(_, what, right)| (*what, *right)).or_else(tar)?;
    Some(Error::data(format!("this is no list: it is {what}")).right(right))
}

/// The fault of a zip archive whose documents are the parts of one of an office program.
#[must_use]
pub fn office(names: &[String]) -> Option<Error> {
    let has = |name: &str| names.iter().any(|n| n == name);
    let what = if has("xl/workbook.xml") || has("xl/workbook.bin") {
        "a workbook of Excel"
    } else if has("[Content_Types].xml") || has("mimetype") && has("content.xml") {
        "a document of an office program"
    } else {
        return None;
    };
    Some(Error::data(format!("this is no list: it is {what}")).right(TABLE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_is_taken_for_something_else() {
        for list in [
            "",
            "BZ,State",
            "Name,State",
            "{\"id\": 1}",
            "GIF,State",
            "PAR,1",
            "\u{feff}Name",
            "%,Name",
        ] {
            assert!(fault(list.as_bytes()).is_none(), "{list}");
        }
        let mut tar = vec![0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert!(fault(&tar).is_some_and(|e| e.what.ends_with("a tar archive")));
        assert!(fault(&tar[..260]).is_none());
        let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert!(office(&names(&["a.json", "mimetype"])).is_none());
        assert!(office(&names(&["mimetype", "content.xml"])).is_some());
    }
}
