//! What an incident is: its words, its dates, its text, its record. Knows nothing above it: no
//! files, no terminal, no query.

pub mod bytes;
pub mod date;
pub mod imported;
pub mod incident;
pub mod needle;
pub mod places;
pub mod signal;
pub mod text;
pub mod texts;
pub mod vocabulary;

pub use date::{Date, DayRange, Precision};
pub use incident::Incident;
pub use needle::Needle;
pub use text::Text;
pub use vocabulary::Vocabulary;
