//! One line of text <-> query <-> rows. It must not know what shows the rows.

pub mod fuzzy;
