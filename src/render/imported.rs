//! The page by which an officer holds an import against its source: what was printed beside what was read.

use serde::Serialize;

use super::{RenderError, Theme};
use crate::import::{ImportReport, ImportTrace, Imported};

#[derive(Serialize)]
struct ImportPage<'a> {
    form: &'a str,
    /// 評価書名, where it was read.
    title: &'a str,
    report: &'a ImportReport,
    trace: &'a ImportTrace,
    characters: usize,
    placed: usize,
    /// Of a hundred.
    share: String,
}

/// `form` and `title` are those of the assessment that was made.
pub fn page(imported: &Imported, form: &str, title: &str, theme: &Theme) -> Result<String, RenderError> {
    let Imported { report, trace, characters, placed, .. } = imported;
    let tenths = placed * 1_000 / (*characters).max(1);
    let share = format!("{}.{}", tenths / 10, tenths % 10);
    let (characters, placed) = (*characters, *placed);
    theme.page("import", &ImportPage { form, title, report, trace, characters, placed, share })
}
