//! What came of one edition of an assessment.

use crate::disk::Unwritten;
use crate::render::RenderError;

use super::gate::PublicVerdict;

/// The folders of the editions below the output.
pub const PUBLIC: &str = "public";
pub const INTERNAL: &str = "internal";

#[derive(Debug)]
pub(super) struct Made {
    /// The folder of its pages below the output: `internal/15-health-checkups`.
    pub(super) name: String,
    pub(super) fingerprint: String,
    /// Paths below the output.
    pub(super) files: Vec<String>,
    pub(super) outcome: Outcome,
    /// Of a public edition.
    pub(super) verdict: Option<PublicVerdict>,
}

impl Made {
    pub(super) fn is_rendered(&self) -> bool {
        matches!(self.outcome, Outcome::Rendered)
    }

    /// What is there of it was made the last time, if anything.
    pub(super) fn is_old(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_) | Outcome::Unread)
    }

    pub(super) fn failure(&self) -> Option<&BuildFailure> {
        match &self.outcome {
            Outcome::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

#[derive(Debug)]
pub(super) enum Outcome {
    /// Its pages were made from the same input the last time.
    Unchanged,
    /// They are made, and take their place.
    Rendered,
    /// It cannot be read, or not as a whole; its pages of the last time stay.
    Unread,
    /// They cannot be made; those of the last time stay.
    Failed(BuildFailure),
}

/// Why something could not be made; of several, the first tells how it ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BuildFailure {
    Unwritten(Unwritten),
    Template(String),
    Paper(String),
}

impl BuildFailure {
    pub(super) fn template(error: &RenderError) -> Self {
        Self::Template(error.to_string())
    }
}
