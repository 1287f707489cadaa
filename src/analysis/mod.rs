//! Figures derived from one or several incidents: pure functions, no state, no files.

pub mod clusters;
pub mod intervals;
pub mod matching;
pub mod names;
