//! 定期報告の素材（番号法第29条の3第2項）: one line per measure that an assessment describes, with its state, evidence and person.

use super::ledger::{Ledger, MissingEntry, Named, paper};
use crate::assessment::Cell;
use crate::doc::DocBlock;
use crate::form::{Kind, Role};
use crate::workspace::{Config, MeasureSettings};

const COLUMNS: [&str; 6] = ["項目", "措置の内容", "実施状況", "課題と必要な対策", "確認した資料", "担当"];
const WEIGHTS: [u16; 6] = [3, 6, 2, 3, 3, 2];
/// Characters of a measure that are told; the assessment has the rest.
const TOLD: usize = 120;

/// The lines of all assessments, a chapter for each.
pub fn report(config: &Config, assessments: &[Named<'_>]) -> Ledger {
    let (mut chapters, mut missing) = (Vec::new(), Vec::new());
    for named in assessments {
        let assessment = named.assessment;
        let mut rows = Vec::new();
        for cell in assessment.cells.iter().filter(|cell| is_measure(named, cell)) {
            let path = assessment.path(cell);
            let key = format!("{}/{}", named.name, cell.address);
            let own = config.measures.get(&key);
            let told = |read: fn(&MeasureSettings) -> Option<&str>| own.and_then(read).unwrap_or_default().to_owned();
            let facts = [
                ("state", told(|own| own.state.as_deref())),
                ("issue", told(|own| own.issue.as_deref())),
                ("evidence", told(|own| own.evidence.as_deref())),
                ("by", told(|own| own.by.as_deref())),
            ];
            let open: Vec<&str> = facts.iter().filter(|(_, said)| said.is_empty()).map(|(name, _)| *name).collect();
            if !open.is_empty() {
                missing.push(MissingEntry {
                    assessment: named.name.to_owned(),
                    about: path.clone(),
                    wanted: open.join("・"),
                    place: format!("hyokasho.yaml の measures: の {key}:"),
                });
            }
            let cells = [path, told_of(&assessment.words(cell))].into_iter().chain(facts.map(|(_, said)| said));
            rows.push(cells.collect::<Vec<String>>());
        }
        if !rows.is_empty() {
            let columns = COLUMNS.iter().zip(WEIGHTS).map(|(title, weight)| ((*title).to_owned(), weight)).collect();
            chapters.push((assessment.root().words("cover.title"), vec![DocBlock::Listed { columns, rows }]));
        }
    }
    Ledger { document: paper("リスク対策の措置状況", &config.organization, chapters), missing }
}

/// A text about a risk that says what is done.
fn is_measure(named: &Named<'_>, cell: &Cell) -> bool {
    let assessment = named.assessment;
    let node = assessment.node(cell);
    let about_risk =
        node.role == Role::Risk || assessment.form.ancestors(cell.node).iter().any(|around| around.role == Role::Risk);
    about_risk && node.kind == Some(Kind::Text) && cell.active && !cell.is_blank()
}

fn told_of(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(TOLD) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
