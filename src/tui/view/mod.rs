//! One file a screen or pane. Drawing only reads: it takes the explorer and a theme, fills a buffer,
//! and returns what was drawn where.

pub mod detail;
