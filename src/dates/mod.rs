//! Dates and periods as offices write and print them.

mod date;
pub mod era;
mod parse;
mod period;

pub use date::Date;
pub use period::Period;
