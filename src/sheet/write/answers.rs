//! Answers as the page model has them: texts in rows that no page has to cut, choices beside their options, boxes in columns.

use std::ops::Range;

use super::board::{Board, BoardCell, Edges};
use super::line::{self, LineSegment};
use super::look::CellLook;
use super::measure;
use crate::doc::table::{self as model, BoxSet, FieldKind, Line, OptionList, Piece};
use crate::text::markdown;

/// Narrower areas have the options below the chosen word.
const BESIDE: u16 = 14;

/// Adds the rows of an answer; `least` is its height in lines.
pub(super) fn add(board: &mut Board, pieces: &[Piece], area: Range<u16>, least: usize) {
    let first = board.next_row();
    for piece in pieces {
        match piece {
            Piece::Text(line) => text(board, line, area.clone(), least),
            Piece::Prose(field) => passage(board, field, area.clone(), CellLook::Answer, least),
            Piece::Choice { chosen, options } => choice(board, chosen, options, &area),
            Piece::Boxes { columns, sets } => {
                sets.iter().for_each(|set| boxes(board, set, u16::from(*columns), &area));
            }
            Piece::Items(items) => items.iter().for_each(|item| text(board, item, area.clone(), 1)),
            Piece::Link { text, .. } => {
                let row = board.row(measure::lines(text, area.clone(), CellLook::Plain), CellLook::Plain);
                board.say(row, area.clone(), CellLook::Plain, text.as_str());
            }
            Piece::Page { .. } => {}
        }
    }
    board.frame(first, area);
}

/// A text to be written in, alone in its cell or between words; anything else stands on one row.
fn text(board: &mut Board, line: &Line, area: Range<u16>, least: usize) {
    let segments = line::segments(line);
    match segments.as_slice() {
        [LineSegment::Field(field)] if is_text(field) => passage(board, field, area, CellLook::Answer, least),
        [LineSegment::Words(open), LineSegment::Field(field), LineSegment::Words(close)] if is_text(field) => {
            let areas = line::areas(&segments, &area);
            let [before, inside, after] = areas.as_slice() else { return };
            between(board, [(open, before), (close, after)], (field, inside), least);
        }
        _ => {
            let row = board.row(line::lines(line, &area), CellLook::Plain);
            line::put(board, row, line, &area);
        }
    }
}

fn is_text(field: &model::Field) -> bool {
    matches!(field.kind, FieldKind::Text | FieldKind::Lines | FieldKind::Markdown)
}

/// A text to be written in; Markdown as it reads.
pub(super) fn passage(board: &mut Board, field: &model::Field, area: Range<u16>, look: CellLook, least: usize) {
    let plain = (field.kind == FieldKind::Markdown).then(|| markdown::plain(&markdown::passages(&field.value)));
    let text = plain.as_deref().unwrap_or(&field.value);
    board.passage(&field.address, text, area, look, least, !field.derived);
}

/// （備考：…）
fn between(
    board: &mut Board,
    around: [(&String, &Range<u16>); 2],
    (field, inside): (&model::Field, &Range<u16>),
    least: usize,
) {
    let first = board.next_row();
    passage(board, field, inside.clone(), CellLook::Answer, least);
    let end = board.next_row();
    let own = board.cells.iter_mut().rev().take_while(|cell| cell.row >= first);
    own.for_each(|cell| cell.edges = Edges::default());
    let [(open, before), (close, after)] = around;
    board.put(BoardCell { rows: end - first, ..BoardCell::new(first, before.clone(), CellLook::Plain, open.as_str()) });
    // The bracket closes beside the last row.
    if end - first > 1 {
        board.put(BoardCell { rows: end - 1 - first, ..BoardCell::new(first, after.clone(), CellLook::Plain, "") });
    }
    board.put(BoardCell::new(end - 1, after.clone(), CellLook::Plain, close.as_str()));
}

fn choice(board: &mut Board, chosen: &Line, list: &OptionList, area: &Range<u16>) {
    let width = area.end - area.start;
    let beside = width >= BESIDE && !list.options.is_empty();
    let middle = if beside { area.start + (width * 2).div_ceil(5) } else { area.end };
    let own = line::lines(chosen, &(area.start..middle));
    let room = if beside { middle..area.end } else { area.clone() };
    let [left, right] = option_columns(list, &room);
    let small = [&left, &right].map(|(columns, text)| {
        if columns.is_empty() { 0 } else { measure::lines(text, columns.clone(), CellLook::Small) }
    });
    let small = small.into_iter().max().unwrap_or(1);
    let height = |lines: usize| (lines as f32 * CellLook::Small.pitch() / CellLook::Answer.pitch()).ceil() as usize;
    let row = board.row(if beside { own.max(height(small)) } else { own }, CellLook::Answer);
    line::put(board, row, chosen, &(area.start..middle));
    if list.options.is_empty() {
        return;
    }
    let row = if beside { row } else { board.row(height(small), CellLook::Answer) };
    for (columns, text) in [left, right] {
        board.say(row, columns, CellLook::Small, text);
    }
}

/// The options below their caption, in two columns where they are short: 1 and 2 stand side by side.
fn option_columns(list: &OptionList, room: &Range<u16>) -> [(Range<u16>, String); 2] {
    let half = room.start + (room.end - room.start).div_ceil(2);
    let narrow = |word: &String| measure::columns_for(word, CellLook::Small) <= room.end - half;
    let caption = list.caption;
    if list.options.len() > 2 && list.options.iter().all(narrow) {
        let every = |skip: usize| list.options.iter().skip(skip).step_by(2).cloned().collect::<Vec<_>>().join("\n");
        return [(room.start..half, format!("{caption}\n{}", every(0))), (half..room.end, format!("\n{}", every(1)))];
    }
    [(room.clone(), format!("{caption}\n{}", list.options.join("\n"))), (room.end..room.end, String::new())]
}

fn boxes(board: &mut Board, set: &BoxSet, columns: u16, area: &Range<u16>) {
    let available = area.end - area.start;
    // A box with a text to be written in takes a row of its own.
    let widths: Vec<u16> = set.boxes.iter().map(|one| line::columns(one).unwrap_or(available)).collect();
    let starts = starts(&widths, columns.max(1), available);
    if let Some(title) = &set.title {
        let row = board.row(1, CellLook::Strong);
        board.say(row, area.clone(), CellLook::Strong, title.as_str());
    }
    let edge = |column: usize| starts.get(column).copied().unwrap_or(available);
    let mut rows: Vec<Vec<(&Line, Range<u16>)>> = Vec::new();
    let mut next = starts.len();
    for (one, width) in set.boxes.iter().zip(widths) {
        let is_long = |column: usize| width > edge(column + 1) - edge(column);
        if next >= starts.len() || is_long(next) {
            rows.push(Vec::new());
            next = 0;
        }
        let end = if is_long(next) { starts.len() } else { next + 1 };
        let place = area.start + edge(next)..area.start + edge(end);
        next = end;
        if let Some(row) = rows.last_mut() {
            row.push((one, place));
        }
    }
    for placed in rows {
        let height = placed.iter().map(|(one, place)| line::lines(one, place)).max().unwrap_or(1);
        let row = board.row(height, CellLook::Answer);
        let mut at = area.start;
        for (one, place) in placed {
            line::put(board, row, one, &place);
            at = place.end;
        }
        board.say(row, at..area.end, CellLook::Plain, "");
    }
}

/// Where columns begin: as many as wanted, each as wide as its widest box; fewer where boxes would not fit. A box that is much
/// wider than its share does not count: it has a row of its own.
fn starts(widths: &[u16], wanted: u16, available: u16) -> Vec<u16> {
    for count in (2..=wanted).rev() {
        let mut widest = vec![0; usize::from(count)];
        let mut column = 0;
        for width in widths {
            if *width > available / count + 2 {
                column = 0;
                continue;
            }
            widest[column] = widest[column].max(*width);
            column = (column + 1) % usize::from(count);
        }
        let spare = available.checked_sub(widest.iter().sum::<u16>()).map(|spare| spare / count);
        if let Some(spare) = spare.filter(|_| !widest.contains(&0)) {
            let before = |column: usize| widest[..column].iter().map(|width| width + spare).sum::<u16>();
            return (0..widest.len()).map(before).collect();
        }
    }
    vec![0]
}
