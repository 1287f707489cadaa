//! The index: columns, sets and interned text, built once and read by everything above. It must not
//! know how a question is written.

pub mod bits;
pub mod plain;
pub mod text_index;
