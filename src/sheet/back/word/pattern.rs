//! What is filled in between the printed words of a cell: `（　2　）件` says 2.

use std::collections::BTreeMap;

use crate::doc::table::{Field, FieldKind, Line, LineRun, Piece, TableCell};

enum PatternPiece<'a> {
    /// Its letters; white space does not count.
    Words(Vec<char>),
    Field(&'a Field),
}

/// The fields of a cell and what each of them says in `text`; nothing where the printed words around them are not there.
pub(super) fn read<'a>(cell: &'a TableCell, text: &str) -> Option<Vec<(&'a Field, String)>> {
    let pieces = pieces(cell);
    let letters: Vec<char> = text.chars().collect();
    let mut search = Search { pieces: &pieces, letters: &letters, dead: BTreeMap::new(), found: Vec::new() };
    if !search.from(0, 0) {
        return None;
    }
    let Search { mut found, .. } = search;
    found.sort_unstable();
    let said = found.into_iter().filter_map(|(index, start, end)| match pieces.get(index)? {
        PatternPiece::Field(field) => {
            Some((*field, filled_in(field, &letters.get(start..end)?.iter().collect::<String>())))
        }
        PatternPiece::Words(_) => None,
    });
    Some(said.collect())
}

/// Without the room around it; a text may begin further in.
fn filled_in(field: &Field, text: &str) -> String {
    let is_text = matches!(field.kind, FieldKind::Text | FieldKind::Lines | FieldKind::Markdown);
    if !is_text || text.trim().is_empty() {
        return text.trim().to_owned();
    }
    text.trim_end().trim_start_matches(['\n', ' ', '\t']).to_owned()
}

fn pieces(cell: &TableCell) -> Vec<PatternPiece<'_>> {
    let mut pieces = Vec::new();
    for piece in &cell.pieces {
        match piece {
            Piece::Text(line) => add_line(&mut pieces, line),
            Piece::Prose(field) => pieces.push(PatternPiece::Field(field)),
            Piece::Choice { chosen, options } => {
                add_line(&mut pieces, chosen);
                if !options.options.is_empty() {
                    add_words(&mut pieces, options.caption);
                    options.options.iter().for_each(|option| add_words(&mut pieces, option));
                }
            }
            Piece::Boxes { sets, .. } => {
                for set in sets {
                    set.title.iter().for_each(|title| add_words(&mut pieces, title));
                    set.boxes.iter().for_each(|one| add_line(&mut pieces, one));
                }
            }
            Piece::Items(items) => items.iter().for_each(|item| add_line(&mut pieces, item)),
            Piece::Link { text, .. } => add_words(&mut pieces, text),
            Piece::Page { .. } => {}
        }
    }
    pieces
}

fn add_line<'a>(pieces: &mut Vec<PatternPiece<'a>>, line: &'a Line) {
    for run in &line.runs {
        match run {
            LineRun::Words(span) => add_words(pieces, &span.text),
            LineRun::Field(field) => pieces.push(PatternPiece::Field(field)),
        }
    }
}

fn add_words(pieces: &mut Vec<PatternPiece<'_>>, text: &str) {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    match pieces.last_mut() {
        Some(PatternPiece::Words(words)) => words.extend(letters),
        _ => pieces.push(PatternPiece::Words(letters.collect())),
    }
}

struct Search<'a> {
    pieces: &'a [PatternPiece<'a>],
    letters: &'a [char],
    /// From which letter on nothing fits that begins with the field of this piece.
    dead: BTreeMap<usize, usize>,
    /// The piece of each field, and where it begins and ends.
    found: Vec<(usize, usize, usize)>,
}

impl Search<'_> {
    /// Whether the pieces from `piece` on are all of the text from letter `at` on. A field takes as little as it can.
    fn from(&mut self, piece: usize, at: usize) -> bool {
        let Some(here) = self.pieces.get(piece) else {
            return self.letters.get(at..).is_some_and(|rest| rest.iter().all(|letter| letter.is_whitespace()));
        };
        match here {
            PatternPiece::Words(words) => self.words_end(words, at).is_some_and(|end| self.from(piece + 1, end)),
            PatternPiece::Field(_) if piece + 1 == self.pieces.len() => {
                self.found.push((piece, at, self.letters.len()));
                true
            }
            PatternPiece::Field(_) if self.dead.get(&piece).is_some_and(|dead| at >= *dead) => false,
            PatternPiece::Field(_) => {
                let Some(end) = (at..=self.letters.len()).find(|end| self.from(piece + 1, *end)) else {
                    self.dead.insert(piece, at);
                    return false;
                };
                self.found.push((piece, at, end));
                true
            }
        }
    }

    /// Where these words end that begin here.
    fn words_end(&self, words: &[char], at: usize) -> Option<usize> {
        let mut end = at;
        for word in words {
            while self.letters.get(end)?.is_whitespace() {
                end += 1;
            }
            if self.letters[end] != *word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }
}

/// A text whose lines came back without the empty ones between them: those that stood there before stand there again.
pub(super) fn with_empty_lines(before: &str, now: &str) -> String {
    use similar::{Algorithm, DiffOp, capture_diff_slices};
    let old: Vec<&str> = before.split('\n').collect();
    let kept: Vec<usize> = (0..old.len()).filter(|line| !old[*line].trim().is_empty()).collect();
    let told: Vec<&str> = kept.iter().map(|line| old[*line].trim_end()).collect();
    let new: Vec<&str> = now.split('\n').collect();
    let bare: Vec<&str> = new.iter().map(|line| line.trim_end()).collect();
    let mut lines: Vec<&str> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &told, &bare) {
        let is_same = matches!(operation, DiffOp::Equal { .. });
        for (offset, line) in operation.new_range().enumerate() {
            if is_same && line > 0 {
                let at = kept[operation.old_range().start + offset];
                let empty = old[..at].iter().rev().take_while(|line| line.trim().is_empty()).count();
                lines.extend(std::iter::repeat_n("", empty));
            }
            lines.push(new[line]);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::table::{CellKind, OptionList};

    fn field(kind: FieldKind) -> Field {
        Field { address: "a".into(), kind, value: String::new(), marked: Vec::new(), blank: "　", derived: false }
    }

    fn said(pieces: Vec<Piece>, text: &str) -> Option<Vec<String>> {
        let cell = TableCell { kind: CellKind::Answer, columns: 0..1, rows: 1, pieces };
        let read = read(&cell, text)?;
        Some(read.into_iter().map(|(_, said)| said).collect())
    }

    #[test]
    fn what_stands_between_printed_words_is_filled_in() {
        let number = Line::of("（　").with_field(field(FieldKind::Number)).with("　）件");
        assert_eq!(said(vec![Piece::Text(number.clone())], "（　12　）件"), Some(vec!["12".into()]));
        assert_eq!(said(vec![Piece::Text(number.clone())], "（　）件"), Some(vec![String::new()]));
        assert_eq!(said(vec![Piece::Text(number)], "12"), None);
        let remark = Line::of("（備考：").with_field(field(FieldKind::Text)).with("）");
        let told = said(vec![Piece::Text(remark)], "（備考：甲（乙）を見る）");
        assert_eq!(told, Some(vec!["甲（乙）を見る".into()]), "the bracket at the end is the form's");
    }

    #[test]
    fn boxes_and_choices_are_told_from_their_words() {
        let tick = |index, word: &str| Line::of("[").with_field(field(FieldKind::Box(index))).with(format!("] {word}"));
        let other = tick(1, "その他").with("（").with_field(field(FieldKind::BoxText(1))).with("）");
        let pieces = vec![Piece::Text(tick(0, "紙")), Piece::Text(other)];
        assert_eq!(said(pieces, "[　] 紙\t[○] その他（窓口）"), Some(vec![String::new(), "○".into(), "窓口".into()]));
        let chosen = Line::of("[ ").with_field(field(FieldKind::Choice(Vec::new()))).with(" ]");
        let options =
            OptionList { caption: "＜選択肢＞", options: vec!["1) はい".into(), "2) いいえ".into()] };
        let choice = vec![Piece::Choice { chosen, options }];
        assert_eq!(said(choice, "[ いいえ ]\n＜選択肢＞　1) はい　2) いいえ"), Some(vec!["いいえ".into()]));
    }

    #[test]
    fn empty_lines_come_back_where_they_stood() {
        assert_eq!(with_empty_lines("一\n\n二\n三", "一\n二改\n三"), "一\n二改\n三");
        assert_eq!(with_empty_lines("一\n\n二\n\n\n三", "一\n二\n三と四"), "一\n\n二\n三と四");
        assert_eq!(with_empty_lines("　一\n\n二", "零\n　一\n二"), "零\n　一\n\n二");
    }
}
