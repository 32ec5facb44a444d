//! Dates and periods as offices write and print them.

mod date;
pub mod era;
mod error;
mod parse;
mod period;

pub use date::Date;
pub use error::DateError;
pub use period::Period;
