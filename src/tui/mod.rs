//! The explorer on a real terminal: the only floor that names ratatui or crossterm.

// Faults are rare here and end the program; boxing them would only hide what they are.
#![allow(clippy::result_large_err)]

pub mod clipboard;
pub mod event;
pub mod opener;
pub mod signals;
pub mod terminal;
pub mod theme;
pub mod widget;
