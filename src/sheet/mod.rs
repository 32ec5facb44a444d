//! A workbook that looks like the official form, for officers who write in a spreadsheet: written (`write`), filled in by them, and
//! read back (`back`). What both ways rest on stands in `contract`.

mod back;
pub mod contract;
mod write;

pub use back::{Left, LeftReason, Merged, into};
pub use write::{Origin, Workbook, WorkbookError, fields, render};
