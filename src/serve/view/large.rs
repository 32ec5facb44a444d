//! What no table holds, in a chapter: groups of record items and figures, to be added to, moved and taken out.

use serde::Serialize;

use crate::assessment::{Address, Answer, Assessment, Cell, RecordGroup};
use crate::form::Kind;

#[derive(Clone, Debug, Serialize)]
pub(in crate::serve) struct LargeView {
    pub(super) item: String,
    label: String,
    /// `records`, `figures`
    kind: &'static str,
    /// The spreadsheet that lists the record items; empty where the assessment does.
    sheet: String,
    entries: Vec<LargeEntry>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct LargeEntry {
    title: String,
    /// Record items in the group.
    count: usize,
    /// A picture beside the assessment; empty for one that the program draws.
    file: String,
    alternative: String,
    remarks: String,
}

/// Those of the part that is printed in the chapter; `file` is the block of the file that it is a copy for.
pub(super) fn larges(assessment: &Assessment, part: usize, file: Option<&Address>) -> Vec<LargeView> {
    let here = |cell: &&Cell| {
        assessment.node(cell).part == part && cell.active && file.is_none_or(|file| cell.address.is_within(file))
    };
    assessment.cells.iter().filter(here).filter_map(|cell| large(assessment, cell)).collect()
}

fn large(assessment: &Assessment, cell: &Cell) -> Option<LargeView> {
    let kind = match assessment.node(cell).kind {
        Some(Kind::Records) => "records",
        Some(Kind::Figure) => "figures",
        _ => return None,
    };
    let entries = match cell.answer() {
        Some(Answer::Records(groups)) => groups.iter().map(of_group).collect(),
        Some(Answer::Figures(figures)) => figures
            .iter()
            .map(|figure| LargeEntry {
                title: figure.title.clone().unwrap_or_default(),
                count: 0,
                file: figure.file.clone().unwrap_or_default(),
                alternative: figure.alternative.clone().unwrap_or_default(),
                remarks: figure.remarks.clone().unwrap_or_default(),
            })
            .collect(),
        _ => Vec::new(),
    };
    let (item, label) = (cell.address.to_string(), assessment.path(cell));
    Some(LargeView { item, label, kind, sheet: sheet_of(assessment, cell), entries })
}

fn of_group(group: &RecordGroup) -> LargeEntry {
    LargeEntry { title: group.title.clone(), count: group.items.len(), ..LargeEntry::default() }
}

/// The spreadsheet that record items were read from.
pub(super) fn sheet_of(assessment: &Assessment, cell: &Cell) -> String {
    let groups = match cell.answer() {
        Some(Answer::Records(groups)) => groups.as_slice(),
        _ => &[],
    };
    let own = assessment.source.path();
    let other = groups.iter().map(|group| group.span.source.path()).find(|path| *path != own);
    other.map(|path| path.rsplit('/').next().unwrap_or_default().to_owned()).unwrap_or_default()
}
