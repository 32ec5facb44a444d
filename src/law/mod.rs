//! What the law counts and where it says so, as `law/figures.yaml` tells it.

mod figures;
mod level;

pub use figures::{LegalFigure, LegalFigures, Provision, Provisions, figures, filled, provisions, threshold};
pub use level::{AssessmentLevel, Mandate, SizeClass};
