//! Figures: what they show and what the text says.

use super::Check;
use crate::assessment::{Answer, Assessment, Cell, Figure};
use crate::text::fold;

mod arrow;
mod passage;

pub(super) static CHECKS: &[&Check] = &[&passage::CHECK, &arrow::CHECK];

fn figures(assessment: &Assessment) -> impl Iterator<Item = (&Cell, &[Figure])> {
    assessment.cells.iter().filter_map(|cell| match cell.answer() {
        Some(Answer::Figures(figures)) if !figures.is_empty() => Some((cell, figures.as_slice())),
        _ => None,
    })
}

fn is_drawn(figure: &Figure) -> bool {
    figure.generate.is_some()
}

/// The text beside the figures of a cell: `figures` → `figures_remarks`.
fn remarks<'a>(assessment: &'a Assessment, figures: &Cell) -> Option<&'a Cell> {
    let remarks = [figures.address.last(), "_remarks"].concat();
    assessment.cell(figures.address.parent()?.join(&remarks))
}

/// Everything that is said of the figures, folded.
fn told(assessment: &Assessment, cell: &Cell, figures: &[Figure]) -> String {
    let texts = figures.iter().flat_map(|figure| [&figure.title, &figure.alternative, &figure.remarks]).flatten();
    let beside = remarks(assessment, cell).map(|cell| assessment.words(cell)).unwrap_or_default();
    texts
        .map(|text| fold::fold(text))
        .chain([fold::fold(&beside)])
        .collect::<Vec<_>>()
        .join("\n")
        .replace("サーバー", "サーバ")
        .to_lowercase()
}
