//! Rows and records as table, JSON, CSV and Markdown, and the way figures are written for people.
//! Commands and exports share it. It must not know who asked, nor where the bytes go.

pub mod around;
pub mod chart;
pub mod columns;
pub mod comparison;
pub mod cross;
pub mod csv;
pub mod doc;
pub mod file;
pub mod human;
pub mod insights;
pub mod json;
pub mod markdown;
pub mod record;
pub mod rows;
pub mod style;
pub mod table;
pub mod timelines;
pub mod verdicts;
pub mod words;
