//! The explorer on a terminal: the only floor that names ratatui or crossterm.

pub mod theme;
pub mod view;
