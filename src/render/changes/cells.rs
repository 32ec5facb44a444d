//! The cells 変更前 and 変更後 as pieces, those that changed marked.

use super::{ChangeEntry, Changes};
use crate::diff::{DiffPiece, DiffPieceKind, DiffRowKind, LEFT_OUT, changed_words};
use crate::form::Kind;

/// The two cells of a row. What both have is `Same` in both of them.
pub(super) fn cells(changes: &Changes<'_>, entry: &ChangeEntry<'_>) -> [Vec<DiffPiece>; 2] {
    let (before, after) = (entry.quoted.before.as_str(), entry.quoted.after.as_str());
    let is_set = entry.rows.iter().any(|row| row.item_kind == Kind::Records);
    let says_nothing = before == changes.style.nothing_before || after == changes.style.removed;
    if entry.kind == DiffRowKind::Changed && !is_set && !says_nothing {
        let pieces = changed_words(before, after);
        let side = |other| pieces.iter().filter(move |piece| piece.kind != other).cloned().collect();
        return [side(DiffPieceKind::Added), side(DiffPieceKind::Removed)];
    }
    [
        whole(before, DiffPieceKind::Removed, &changes.style.nothing_before),
        whole(after, DiffPieceKind::Added, &changes.style.removed),
    ]
}

/// A cell that changed as a whole, but for the words that stand for text left out or for nothing at all.
fn whole(cell: &str, kind: DiffPieceKind, nothing: &str) -> Vec<DiffPiece> {
    if cell == nothing {
        return vec![DiffPiece { kind: DiffPieceKind::Same, text: cell.to_owned() }];
    }
    let lines = cell.split_inclusive('\n');
    let piece = |line: &str| DiffPiece {
        kind: if line.trim_end() == LEFT_OUT { DiffPieceKind::Same } else { kind },
        text: line.to_owned(),
    };
    lines.map(piece).collect()
}

/// Only a part of the cell changed, so that marking it says something.
pub(super) fn is_partly_changed(cell: &[DiffPiece]) -> bool {
    let kept = |piece: &DiffPiece| piece.kind == DiffPieceKind::Same && piece.text.trim() != LEFT_OUT;
    cell.iter().any(kept) && cell.iter().any(|piece| piece.kind != DiffPieceKind::Same)
}
