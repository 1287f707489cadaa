//! Rows and records as text: tables, exports, and the way figures are written for people.

pub mod human;
