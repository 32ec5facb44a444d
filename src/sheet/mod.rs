//! A workbook that looks like the official form, for officers who write in a spreadsheet: written (`write`), filled in by them, and
//! read back (`back`), or read as a new assessment (`anew`). What both ways rest on stands in `contract` and `carried`. A document
//! of Word, which `render` writes, comes back the same way when a council has marked it up.

mod anew;
mod attached;
mod back;
mod carried;
pub mod contract;
mod plan;
mod spare;
mod write;

pub use anew::anew;
pub use attached::attachments;
pub use back::{
    EarlierReturns, Edit, FieldStep, FilledField, Left, LeftReason, Merged, Remark, ReturnTerms, SaidFields,
    TakenChange, TreePlace, fill, into, known_by, set_text,
};
pub use plan::plan_workbook;
pub use write::{Origin, Workbook, WorkbookError, fields, render, to_fill_in};
