//! The rows of a 変更箇所 table that were taken over as they are, and the findings in them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::assessment::Assessment;
use crate::finding::Finding;
use crate::text::Source;
use crate::workspace::Workspace;

/// Where those rows stand; the head of a day belongs to its first row.
#[derive(Default)]
pub(super) struct TakenRows {
    source: Option<Arc<Source>>,
    rows: Vec<(Range<usize>, String)>,
}

impl TakenRows {
    pub(super) fn of(workspace: &Workspace, assessment: &Assessment) -> Self {
        let taken: BTreeSet<&String> = workspace.baselines.iter().flat_map(|baseline| &baseline.rows).collect();
        let mut rows = Vec::new();
        for day in assessment.changes.iter().filter(|_| !taken.is_empty()) {
            let marks = day.rows.iter().map(|row| (row.span.range(), row.fingerprint(day)));
            let own: Vec<(Range<usize>, String)> = marks.filter(|(_, mark)| taken.contains(mark)).collect();
            if let Some((_, first)) = own.first().filter(|_| own.len() == day.rows.len()) {
                rows.push((day.date_span.range(), first.clone()));
            }
            rows.extend(own);
        }
        Self { source: Some(Arc::clone(&assessment.source)), rows }
    }

    pub(super) fn fingerprints(&self) -> BTreeSet<String> {
        self.rows.iter().map(|(_, mark)| mark.clone()).collect()
    }

    /// Notes in every finding the row that it stands in.
    pub(super) fn mark(&self, findings: &mut [Finding]) {
        let Some(source) = self.source.as_ref().filter(|_| !self.rows.is_empty()) else { return };
        for finding in findings {
            let Some(span) = finding.span.as_ref().filter(|span| Arc::ptr_eq(&span.source, source)) else { continue };
            let at = span.range();
            let row = self.rows.iter().find(|(row, _)| row.start <= at.start && at.end <= row.end);
            finding.row = row.map(|(_, mark)| mark.clone());
        }
    }
}
