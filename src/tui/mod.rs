//! The explorer on a real terminal: the only floor that names ratatui or crossterm.

pub mod clipboard;
mod dropped;
pub mod event;
mod export;
mod importing;
#[cfg(unix)]
mod jobs;
mod loading;
mod marks;
pub mod opener;
mod run;
mod saving;
pub mod signals;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod widget;
mod worker;

pub use run::run;
