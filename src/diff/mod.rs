//! Comparing two versions: blocks aligned, items compared, rows of the 変更箇所 table built.

mod align;
mod apply;
mod compare;
mod duties;
mod judge;
mod likeness;
mod propose;
mod quote;
mod record;
mod related;
mod row;
mod same;
mod saying;
mod set;
mod shared;
mod words;

pub use crate::procedure::DutyState;
pub use align::{Alignment, align};
pub use apply::{apply, leaves};
pub use compare::{Comparison, compare};
pub use duties::{Duty, DutyKind, duties, is_open};
pub use judge::{Judgement, MissingVerdict, new_rows};
pub use propose::{Proposal, propose};
pub use quote::{LEFT_OUT, Quoted, Wording, quote};
pub use record::{Decision, RecordOrder, Recorded, RowScope, decide, record};
pub use row::{BlockRelation, BlockRelationKind, DiffRow, DiffRowKind, Told, WholeBlock};
pub use same::{essence, is_orthographic};
pub use saying::{AS_ABOVE, Quote, Saying, cases, option_of, plain, told_node};
pub use set::SetItem;
pub use shared::{SharedChange, shared_changes};
pub use words::{DiffPiece, DiffPieceKind, changed_words};
