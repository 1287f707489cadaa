//! The explorer without a terminal: plain data, and what keys and the mouse mean to it.
//! It must not know that a terminal library exists.

pub mod input;
pub mod line;
