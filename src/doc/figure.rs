//! Figures: pictures from files, and those drawn from the assessment.

use super::flow;
use super::model::{DocFigure, FigureSource};
use crate::assessment::{Assessment, Figure};

/// The first figure bears the address of the item, the others theirs with a number.
pub(super) fn figures(assessment: &Assessment, address: &str, written: &[Figure]) -> Vec<DocFigure> {
    let mut figures: Vec<DocFigure> = written.iter().flat_map(|figure| pictures(assessment, figure)).collect();
    for (index, figure) in figures.iter_mut().enumerate() {
        figure.address = if index == 0 { address.to_owned() } else { format!("{address}.{}", index + 1) };
    }
    figures
}

/// A figure that takes several sheets becomes several, numbered in their titles; what is said of it stands under the last.
fn pictures(assessment: &Assessment, written: &Figure) -> Vec<DocFigure> {
    let figure = |picture, title, alternative, remarks| DocFigure {
        address: String::new(),
        title,
        picture,
        alternative,
        remarks,
    };
    let (title, remarks) = (written.title.clone(), written.remarks.clone());
    let told = written.alternative.clone();
    if written.generate.is_none() {
        let alternative = told.or_else(|| title.clone()).unwrap_or_default();
        return written
            .place()
            .map(|file| figure(FigureSource::File(file), title, alternative, remarks))
            .into_iter()
            .collect();
    }
    let sheets = flow::sheets(assessment);
    let count = sheets.len();
    let numbered = |(index, sheet): (usize, flow::FlowSheet)| {
        let title = match (&title, count) {
            (Some(title), 2..) => Some(format!("{title}（{}／{count}）", index + 1)),
            (title, _) => title.clone(),
        };
        // The arrows are told on the sheet that lists them; the others are at least named.
        let told = told.as_deref().filter(|_| index == 0);
        let arrows = Some(sheet.alternative.as_str()).filter(|words| !words.is_empty());
        let alternative = match (told, arrows) {
            (Some(told), Some(arrows)) => format!("{told}\n{arrows}"),
            (Some(words), None) | (None, Some(words)) => words.to_owned(),
            (None, None) => title.clone().unwrap_or_default(),
        };
        let remarks = if index + 1 == count { remarks.clone() } else { None };
        figure(FigureSource::Drawing(sheet.drawing), title, alternative, remarks)
    };
    sheets.into_iter().enumerate().map(numbered).collect()
}
