//! What a text cites: act, 条, 項, 号, table and row, with the bytes where it stands. Parsed once, for all rules.
//!
//! Works on folded text (`text::fold`): half-width digits, no white space.

mod acts;
mod numbers;
mod parts;
mod read;

pub use acts::{ActMention, Aliases, CitedAct};
pub use numbers::Ordinal;
pub use parts::{CitationPart, CitationUnit, parts};
pub use read::{Citation, CitedPlace, Reading, TableName, read};
