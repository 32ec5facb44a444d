//! 計画管理表: what an office has assessed and when it is to do so again, by department.

use serde::Serialize;

use super::{RenderError, Theme};

/// The table in final words.
#[derive(Debug, Serialize)]
pub struct Plan {
    pub title: &'static str,
    pub organization: String,
    /// What it rests on.
    pub note: String,
    pub columns: &'static [&'static str],
    pub departments: Vec<PlanDepartment>,
}

#[derive(Debug, Serialize)]
pub struct PlanDepartment {
    pub name: String,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<PlanCell>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PlanCell {
    pub text: String,
    /// A deadline that has passed.
    pub late: bool,
}

#[derive(Serialize)]
struct PlanPage<'a> {
    plan: &'a Plan,
}

impl From<String> for PlanCell {
    fn from(text: String) -> Self {
        Self { text, late: false }
    }
}

/// As a web page.
pub fn page(plan: &Plan, theme: &Theme) -> Result<String, RenderError> {
    theme.page("plan", &PlanPage { plan })
}
