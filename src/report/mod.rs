//! Rows and records as table, JSON, CSV and Markdown. Commands and exports share it. It must not know
//! who asked, nor where the bytes go.

pub mod human;
pub mod json;
