//! breachlens: a terminal explorer of healthcare data breaches.
//!
//! Bytes come in at the ground floor, become records, become an index, become an answer, become cells.
//! Each floor knows only the floors below it:
//!
//! ```text
//!   tui        the only floor that names ratatui or crossterm
//!   app  cli   the explorer without a terminal; the commands
//!   report     rows and records as table, JSON, CSV, Markdown
//!   query      one line of text <-> Query <-> rows
//!   catalog    the index: columns, sets, interned text
//!   analysis   figures derived from incidents
//!   dataset    import     bytes -> records
//!   model      what an incident is
//!   error      threads    what every floor stands on
//! ```
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod analysis;
pub mod app;
pub mod catalog;
pub mod cli;
pub mod dataset;
pub mod error;
pub mod import;
pub mod model;
pub mod query;
pub mod report;
pub mod threads;
pub mod tui;

pub use error::{Error, Result};
