//! Picks the cell with the date, where more than that stands beside the label of one.
//!
//! Needed by the documents layouts/000-b.xlsx and layouts/003-b.xlsx of `import::gold`.

use super::Filler;
use crate::dates::Date;
use crate::import::stream::StreamRun;
use crate::import::wording;

impl Filler<'_, '_> {
    pub(super) fn dated(&self, runs: &[StreamRun]) -> Option<usize> {
        let is_date = |run: &StreamRun| Date::parse(&wording::line(self.stream, &[*run])).is_ok();
        if runs.len() > 1 { runs.iter().position(is_date) } else { None }
    }
}
