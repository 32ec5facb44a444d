//! The changed words inside a cell, so that a reader finds them at once.

use similar::{Algorithm, ChangeTag, TextDiff};

/// A run of a text that is the same in both versions, gone, or new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPiece {
    pub kind: DiffPieceKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffPieceKind {
    Same,
    Removed,
    Added,
}

/// Texts beyond this many characters are compared line by line first, and only changed lines word by word.
const WORD_BY_WORD: usize = 4_000;

/// What changed from `before` to `after`: removed before added, never single characters strewn between equal ones.
pub fn changed_words(before: &str, after: &str) -> Vec<DiffPiece> {
    let pieces =
        if before.len().max(after.len()) > WORD_BY_WORD * 3 { by_line(before, after) } else { by_word(before, after) };
    clean(&pieces)
}

fn by_word(before: &str, after: &str) -> Vec<DiffPiece> {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_unicode_words(before, after);
    gather(diff.iter_all_changes().map(|change| (change.tag(), change.value().to_owned())))
}

/// Lines first; a run of changed lines is compared word by word where it is short enough.
fn by_line(before: &str, after: &str) -> Vec<DiffPiece> {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_lines(before, after);
    let lines = gather(diff.iter_all_changes().map(|change| (change.tag(), change.value().to_owned())));
    let mut pieces = Vec::new();
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let both =
            line.kind == DiffPieceKind::Removed && lines.peek().is_some_and(|next| next.kind == DiffPieceKind::Added);
        match lines.next_if(|next| both && next.text.len().max(line.text.len()) <= WORD_BY_WORD * 3) {
            Some(added) => pieces.extend(by_word(&line.text, &added.text)),
            None => pieces.push(line),
        }
    }
    pieces
}

/// Joins neighbours; within a run of changes what is gone comes before what is new.
fn gather(changes: impl Iterator<Item = (ChangeTag, String)>) -> Vec<DiffPiece> {
    let mut pieces: Vec<DiffPiece> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let flush = |pieces: &mut Vec<DiffPiece>, removed: &mut String, added: &mut String| {
        for (kind, text) in [(DiffPieceKind::Removed, removed), (DiffPieceKind::Added, added)] {
            if !text.is_empty() {
                pieces.push(DiffPiece { kind, text: std::mem::take(text) });
            }
        }
    };
    for (tag, text) in changes {
        match tag {
            ChangeTag::Delete => removed.push_str(&text),
            ChangeTag::Insert => added.push_str(&text),
            ChangeTag::Equal => {
                flush(&mut pieces, &mut removed, &mut added);
                match pieces.last_mut() {
                    Some(last) if last.kind == DiffPieceKind::Same => last.text.push_str(&text),
                    _ => pieces.push(DiffPiece { kind: DiffPieceKind::Same, text }),
                }
            }
        }
    }
    flush(&mut pieces, &mut removed, &mut added);
    pieces
}

/// A short equal run between two changes is confetti: it joins them. Never across a line break.
fn clean(pieces: &[DiffPiece]) -> Vec<DiffPiece> {
    let is_confetti = |index: usize| -> bool {
        let piece = &pieces[index];
        if piece.kind != DiffPieceKind::Same || index == 0 || index + 1 == pieces.len() || piece.text.contains('\n') {
            return false;
        }
        let length = piece.text.chars().count();
        let around = |kind: DiffPieceKind, range: &mut dyn Iterator<Item = usize>| -> usize {
            let near = range.map_while(|at| (pieces[at].kind != DiffPieceKind::Same).then_some(at));
            near.filter(|at| pieces[*at].kind == kind).map(|at| pieces[at].text.chars().count()).sum()
        };
        let before =
            around(DiffPieceKind::Removed, &mut (0..index).rev()) + around(DiffPieceKind::Added, &mut (0..index).rev());
        let after = around(DiffPieceKind::Removed, &mut (index + 1..pieces.len()))
            + around(DiffPieceKind::Added, &mut (index + 1..pieces.len()));
        length < 3 || (length <= 4 && length <= before && length <= after)
    };
    let changes = pieces.iter().enumerate().flat_map(|(index, piece)| match piece.kind {
        DiffPieceKind::Same if is_confetti(index) => {
            vec![(ChangeTag::Delete, piece.text.clone()), (ChangeTag::Insert, piece.text.clone())]
        }
        DiffPieceKind::Same => vec![(ChangeTag::Equal, piece.text.clone())],
        DiffPieceKind::Removed => vec![(ChangeTag::Delete, piece.text.clone())],
        DiffPieceKind::Added => vec![(ChangeTag::Insert, piece.text.clone())],
    });
    gather(changes.collect::<Vec<_>>().into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(before: &str, after: &str) -> String {
        let piece = |piece: &DiffPiece| match piece.kind {
            DiffPieceKind::Same => piece.text.clone(),
            DiffPieceKind::Removed => format!("[-{}-]", piece.text),
            DiffPieceKind::Added => format!("{{+{}+}}", piece.text),
        };
        changed_words(before, after).iter().map(piece).collect()
    }

    fn sides(before: &str, after: &str) -> (String, String) {
        let pieces = changed_words(before, after);
        let side = |kind| pieces.iter().filter(|piece| piece.kind != kind).map(|piece| piece.text.as_str()).collect();
        (side(DiffPieceKind::Added), side(DiffPieceKind::Removed))
    }

    #[test]
    fn changed_words_read_as_words() {
        assert_eq!(show("第19条第7号に基づく", "第19条第8号に基づく"), "第19条第[-7-]{+8+}号に基づく");
        assert_eq!(
            show("番号法第9条第1項別表第1の76の項", "番号法第9条第1項別表の111の項"),
            "番号法第9条第1項別表[-第1の76-]{+の111+}の項"
        );
        assert_eq!(show("同じ", "同じ"), "同じ");
        assert_eq!(show("", "追加"), "{+追加+}");
    }

    #[test]
    fn both_sides_can_be_read_from_the_pieces() {
        for (before, after) in
            [("一行目\n二行目\n", "一行目\n二行目を改める\n三行目"), ("", ""), ("甲", "乙"), ("a\r\nb", "a\nb")]
        {
            assert_eq!(sides(before, after), (before.to_owned(), after.to_owned()));
        }
    }

    #[test]
    fn unlike_documents_are_told_as_one_replacement_not_word_by_word() {
        let before = "甲の文である。".repeat(10_000);
        let after = "乙は別に定める、".repeat(10_000);
        let pieces = changed_words(&before, &after);
        assert_eq!(pieces.len(), 2, "no run of more than {WORD_BY_WORD} characters is compared word by word");
        assert_eq!(sides(&before, &after), (before, after));
    }

    #[test]
    fn a_whole_document_is_compared_line_by_line() {
        let before: String = (0..5_000).map(|n| format!("{n}番目の文です。\n")).collect();
        let after = before.replace("2500番目の文です", "2500番目の文を改めました");
        let changed =
            changed_words(&before, &after).into_iter().filter(|piece| piece.kind != DiffPieceKind::Same).count();
        assert_eq!(changed, 2);
        assert_eq!(sides(&before, &after), (before, after));
    }
}
