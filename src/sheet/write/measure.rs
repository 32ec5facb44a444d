//! How many lines a text takes in a cell, and where a long one is parted.

use std::ops::Range;

use super::board::COLUMN;
use super::look::CellLook;
use crate::sheet::contract::Join;
use crate::text::width;

/// A piece of an answer takes at most so many lines, so that it stands on one page and in one row.
pub(super) const PIECE: usize = 18;
/// Where nobody writes, what a row leaves free is to be no more than what parts two paragraphs.
pub(super) const READ_PIECE: usize = 3;
/// What a spreadsheet leaves free inside a cell, in points.
const MARGIN: f32 = 7.0;
/// Lines are counted as if they were so much shorter, in half-width characters: programs break them each in their own way.
const SPARE: usize = 2;
/// Shorter lines are broken everywhere alike.
const SHORT: usize = 24;
/// A line of a cell in a spreadsheet program holds at most this much text.
const CELL_CHARACTERS: usize = 32_000;

pub(super) struct JoinedText<'a> {
    pub(super) text: &'a str,
    /// How the next one follows.
    pub(super) join: Join,
}

/// The room of a cell in half-width characters.
fn room(columns: Range<u16>, look: CellLook) -> usize {
    let width = f32::from(columns.end - columns.start) * COLUMN - MARGIN;
    let room = ((width / (look.size() / 2.0)) as usize).max(2);
    if room > SHORT { room - SPARE } else { room }
}

/// The lines of a text in a cell over these columns.
pub(super) fn lines(text: &str, columns: Range<u16>, look: CellLook) -> usize {
    let room = room(columns, look);
    text.split('\n').map(|line| lines_of(line, room)).sum()
}

fn lines_of(line: &str, room: usize) -> usize {
    if width(line) <= room { 1 } else { width::wrap(line, room).len() }
}

/// How many half-width characters a text takes on one line.
pub(super) fn width(text: &str) -> usize {
    width::width(text)
}

/// Columns that hold a text on one line.
pub(super) fn columns_for(text: &str, look: CellLook) -> u16 {
    ((width(text) as f32 * look.size() / 2.0 + MARGIN) / COLUMN).ceil() as u16
}

/// The text in pieces of at most [`PIECE`] lines: so many whole lines as `most` allows; of a longer one, as much as fits.
pub(super) fn pieces(text: &str, columns: Range<u16>, look: CellLook, most: usize) -> Vec<JoinedText<'_>> {
    let room = room(columns, look);
    let mut pieces = Vec::new();
    let (mut start, mut at, mut taken) = (0, 0, 0);
    for line in text.split('\n') {
        let lines = lines_of(line, room);
        if taken > 0 && taken + lines > most.min(PIECE) {
            pieces.push(JoinedText { text: &text[start..at - 1], join: Join::Line });
            (start, taken) = (at, 0);
        }
        if lines > PIECE {
            for cut in cuts(line, room) {
                pieces.push(JoinedText { text: &text[start..at + cut], join: Join::Run });
                start = at + cut;
            }
            taken = lines_of(&text[start..at + line.len()], room);
        } else {
            taken += lines;
        }
        at += line.len() + 1;
    }
    pieces.push(JoinedText { text: &text[start..], join: Join::Line });
    pieces
}

/// Where a line that is too long for a piece is parted: after a sentence where there is one.
fn cuts(line: &str, room: usize) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut rest = line;
    while lines_of(rest, room) > PIECE {
        let most = longest_prefix(rest, room);
        let at = match rest[..most].rfind('。') {
            Some(end) if end > most / 2 => end + '。'.len_utf8(),
            _ => most,
        };
        cuts.push(line.len() - rest.len() + at);
        rest = &rest[at..];
    }
    cuts
}

/// What surely fits into the lines of a piece: breaks leave lines shorter than they could be.
fn longest_prefix(text: &str, room: usize) -> usize {
    let most = PIECE * room * 4 / 5;
    let mut taken = 0;
    for (count, (at, character)) in text.char_indices().enumerate() {
        taken += width(character.encode_utf8(&mut [0; 4]));
        if count > 0 && (taken > most || count >= CELL_CHARACTERS) {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_up_the_text_and_fit() {
        let short = "一行目\n\n三行目\n";
        let lines = "委託先における取扱いの記録を確かめる。\n".repeat(70);
        let one = "記録を確かめる。".repeat(400);
        let unbroken = "あ".repeat(5_000);
        let mixed = format!("{short}{one}\n{lines}{unbroken}");
        for text in ["", short, &lines, &one, &unbroken, &mixed] {
            let pieces = pieces(text, 12..32, CellLook::Answer, PIECE);
            let mut whole = String::new();
            for (index, piece) in pieces.iter().enumerate() {
                assert!(super::lines(piece.text, 12..32, CellLook::Answer) <= PIECE + 1, "{}", piece.text);
                whole.push_str(piece.text);
                if index + 1 < pieces.len() && piece.join == Join::Line {
                    whole.push('\n');
                }
            }
            assert_eq!(whole, text);
        }
        assert!(pieces(&one, 12..32, CellLook::Answer, PIECE)[0].text.ends_with('。'));
    }
}
