//! Packed lists: gzip, zip, UTF-16, and bytes that only say that they are.
#![no_main]
mod common;
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(data).expect("memory");
    out.finish().expect("memory")
}

fn zip(documents: &[&[u8]]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (n, data) in documents.iter().enumerate() {
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(format!("folder/{n}.json"), options).expect("memory");
        out.write_all(data).expect("memory");
    }
    out.finish().expect("memory").into_inner()
}

fn utf16(data: &[u8], big: bool) -> Vec<u8> {
    let text = String::from_utf8_lossy(data);
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

fuzz_target!(|data: &[u8]| {
    let Some((kind, body)) = data.split_first() else { return };
    let packed = match kind % 10 {
        0 => gzip(body),
        1 => zip(&[body]),
        2 => zip(&body.split(|b| *b == 0).take(4).collect::<Vec<_>>()),
        3 => utf16(body, false),
        4 => utf16(body, true),
        5 => gzip(&utf16(body, false)),
        6 => [&[0x1F, 0x8B], body].concat(),
        7 => [b"PK\x03\x04", body].concat(),
        8 => [&[0xFF, 0xFE], body].concat(),
        // Broken somewhere: the first byte of the body says where.
        _ => {
            let mut bytes = if body.len() % 2 == 0 { gzip(body) } else { zip(&[body]) };
            let at = body.first().map_or(0, |b| usize::from(*b) * bytes.len() / 256);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 0x55;
            }
            bytes
        }
    };
    common::list(&packed, None);
});
