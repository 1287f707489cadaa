//! Figures derived from one or several incidents: pure functions, no state, no files.

pub mod blast_radius;
pub mod clocks;
pub mod clusters;
pub mod compare;
pub mod holidays;
pub mod intervals;
pub mod lane;
pub mod matching;
pub mod names;
pub mod severity;
pub mod signals;
pub mod similar;
pub mod statistics;
mod strict;
pub mod timeline;
