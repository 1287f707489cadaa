//! Figures derived from one or several incidents: pure functions, no state, no files.

pub mod compare;
pub mod intervals;
pub mod timeline;
