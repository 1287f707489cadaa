//! Figures derived from one or several incidents: pure functions, no state, no files.

pub mod intervals;
