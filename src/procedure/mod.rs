//! What happens around an assessment and is no part of it: comments, opinions, steps, sign-offs, yearly reviews
//! (`procedure.yaml`). None of it is in the published text.

mod checklist;
mod course;
mod edit;
mod model;
mod proposal;
mod read;
mod schema;
mod signed;
#[cfg(test)]
mod tests;

pub use checklist::{CheckedPoint, Checklist};
pub use course::{Course, CourseStep, DutyState, Round, since};
pub use edit::{AnswerDraft, CommentDraft, OpinionDraft, StepDraft};
pub use model::{
    CommentReply, ItemReference, Opinion, OpinionSource, Procedure, ReviewComment, RowReference, SignOff, StepKind,
    TakenStep, YearlyReview,
};
pub use proposal::{ItemProposal, filled, proposals};
pub use schema::schema;
pub use signed::{SignState, StaleSign};

/// The file beside an assessment.
pub const PROCEDURE_FILE: &str = "procedure.yaml";
