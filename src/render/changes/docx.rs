//! The 新旧対照表 for Word.

use super::{ChangeEntry, Changes, Version, cells::cells};
use crate::diff::DiffPieceKind;
use crate::render::RenderError;
use crate::render::docx::comparison::{ComparedRow, ComparedText, WordComparison, comparison};

pub fn docx(changes: &Changes<'_>) -> Result<Vec<u8>, RenderError> {
    let cover = changes.new.assessment.root();
    let [_, item, before, after, ..] = changes.columns();
    let (title, agency) = (cover.words("cover.title"), cover.words("cover.agency"));
    comparison(&WordComparison {
        title: &title,
        agency: &agency,
        old: &format!("変更前　{}", named(changes.old)),
        new: &format!("変更後　{}", named(changes.new)),
        columns: [item, before, after],
        rows: changes.entries().iter().map(|entry| row(changes, entry)).collect(),
        date: cover.date("cover.published_on"),
    })
}

/// By the day of publication; by its file where it has none.
fn named(version: Version<'_>) -> String {
    let published = version.assessment.root().date("cover.published_on");
    published.map_or_else(|| version.name.to_owned(), |date| format!("{date}公表"))
}

fn row(changes: &Changes<'_>, entry: &ChangeEntry<'_>) -> ComparedRow {
    let notes = [(entry.mark, " ※"), (entry.orthographic, "（表記のみ）")];
    let notes: String = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect();
    let piece =
        |piece: crate::diff::DiffPiece| ComparedText { changed: piece.kind != DiffPieceKind::Same, text: piece.text };
    let sides = cells(changes, entry).map(|side| side.into_iter().map(piece).collect());
    ComparedRow { item: format!("{}{notes}", entry.path), sides }
}
