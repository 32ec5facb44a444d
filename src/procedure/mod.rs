//! What happens around an assessment and is no part of it: comments, opinions, steps, sign-offs, yearly reviews
//! (`procedure.yaml`). None of it is in the published text.

mod model;
mod read;
mod schema;
mod signed;
#[cfg(test)]
mod tests;

pub use model::{
    CommentReply, ItemReference, Opinion, OpinionSource, Procedure, ReviewComment, RowReference, SignOff, StepKind,
    TakenStep, YearlyReview,
};
pub use schema::schema;
pub use signed::{SignState, StaleSign};

/// The file beside an assessment.
pub const PROCEDURE_FILE: &str = "procedure.yaml";
