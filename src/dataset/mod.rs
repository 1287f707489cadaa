//! Bytes to records: the bundled dataset, the strict reader of our own format, the checks beyond types.

pub mod bundled;
pub mod check;
pub mod importing;
pub mod library;
pub mod pieces;
pub mod placed;
pub mod reader;
pub mod schema;
pub mod spanned;
