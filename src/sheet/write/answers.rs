//! Answers as the form prints them: a chosen word in brackets beside ＜選択肢＞, boxes in columns, numbers in brackets.

use std::ops::Range;

use super::board::{Board, Cell};
use super::look::Look;
use super::measure;
use crate::doc::{Answer, Box, Item};
use crate::sheet::contract::{Field, Role, TICK, Value};
use crate::text::markdown;

/// Narrower areas have the options below the chosen word.
const BESIDE: u16 = 14;

/// Adds the rows of an answer.
pub(super) fn add(board: &mut Board, item: &Item, area: Range<u16>) {
    let first = board.next_row();
    match &item.answer {
        Answer::Text(text) => text_of(board, item, text, area),
        Answer::Markdown(text) => text_of(board, item, &markdown::plain(&markdown::passages(text)), area),
        Answer::Lines(lines) => text_of(board, item, &lines.join("\n"), area),
        Answer::Choice { chosen, options } => {
            choice(board, item, chosen.as_deref().unwrap_or_default(), options, area.clone());
            board.frame(first, area);
        }
        Answer::Boxes { boxes, columns } => {
            check_boxes(board, item, boxes, u16::from(*columns).max(1), area.clone());
            board.frame(first, area);
        }
        Answer::Count { .. } => {
            let row = board.row(1, Look::Plain);
            number(board, row, item, area.start..area.start + 5);
            board.say(row, area.start + 5..area.end, Look::Plain, "");
            board.frame(first, area);
        }
        Answer::Flag { on } => {
            let row = board.row(1, Look::Plain);
            tick(
                board,
                row,
                area.start,
                Tick { address: &item.address, role: Role::Answer, on: *on, free: !item.derived },
            );
            board.say(row, area.start + 2..area.end, Look::Plain, "]");
            board.frame(first, area);
        }
    }
}

fn text_of(board: &mut Board, item: &Item, text: &str, area: Range<u16>) {
    board.passage(&item.address, text, area, Look::Answer, usize::from(item.lines), !item.derived);
}

/// （備考：…）
pub(super) fn in_brackets(board: &mut Board, item: &Item, label: &str, area: Range<u16>) {
    let first = board.next_row();
    let colon = if label.is_empty() { "" } else { "：" };
    let opening = format!("（{label}{colon}");
    let begins = area.start + measure::columns_for(&opening, Look::Plain).min((area.end - area.start) / 2);
    add(board, item, begins..area.end - 1);
    let end = board.next_row();
    board
        .cells
        .iter_mut()
        .rev()
        .take_while(|cell| cell.row >= first)
        .for_each(|cell| cell.edges = super::board::Edges::default());
    for (columns, text, look) in
        [(area.start..begins, opening.as_str(), Look::Plain), (area.end - 1..area.end, "）", Look::Plain)]
    {
        board.put(Cell { rows: end - first, ..Cell::new(first, columns, look, text) });
    }
    board.frame(first, area);
}

#[derive(Clone, Copy)]
pub(super) struct Tick<'a> {
    pub(super) address: &'a str,
    pub(super) role: Role,
    pub(super) on: bool,
    pub(super) free: bool,
}

/// `[` and the ○; the other bracket goes with the word.
pub(super) fn tick(board: &mut Board, row: u32, at: u16, tick: Tick<'_>) {
    board.say(row, at..at + 1, Look::Before, "[");
    let sign = if tick.on { TICK } else { "" };
    let cell = Cell::new(row, at + 1..at + 2, Look::Mark, sign).offering(&[TICK.to_owned()]);
    answer(board, cell, Field::new(tick.address, tick.role, Value::Text(sign.to_owned())), tick.free);
}

/// （2）件
pub(super) fn number(board: &mut Board, row: u32, item: &Item, area: Range<u16>) {
    let Answer::Count { number, unit } = &item.answer else { return };
    let text = number.clone().unwrap_or_default();
    board.say(row, area.start..area.start + 1, Look::Before, "（");
    let cell = Cell::new(row, area.start + 1..area.end - 2, Look::Mark, text.as_str());
    answer(board, cell, Field::new(&item.address, Role::Answer, Value::Text(text)), !item.derived);
    board.say(row, area.end - 2..area.end, Look::Plain, format!("）{unit}"));
}

/// A cell with a name; what the program works out is not to be written in.
fn answer(board: &mut Board, cell: Cell, field: Field, free: bool) {
    board.ask(cell, field);
    if let Some(cell) = board.cells.last_mut() {
        cell.free = free;
    }
}

fn choice(board: &mut Board, item: &Item, chosen: &str, options: &[String], area: Range<u16>) {
    let width = area.end - area.start;
    let beside = width >= BESIDE && !options.is_empty();
    let middle = if beside { area.start + (width * 2).div_ceil(5) } else { area.end };
    let word = area.start + 1..middle - 1;
    let words: Vec<String> = options.iter().enumerate().map(|(index, word)| format!("{}) {word}", index + 1)).collect();
    let list = if beside { middle..area.end } else { area.start..area.end };
    let half = list.start + (list.end - list.start).div_ceil(2);
    let narrow = |word: &String| measure::columns_for(word, Look::Small) <= list.end - half;
    let (left, right) = if words.iter().all(narrow) && words.len() > 2 {
        let every = |skip: usize| words.iter().skip(skip).step_by(2).cloned().collect::<Vec<_>>().join("\n");
        ((list.start..half, format!("＜選択肢＞\n{}", every(0))), (half..list.end, format!("\n{}", every(1))))
    } else {
        let all = words.join("\n");
        ((list.clone(), format!("＜選択肢＞\n{all}")), (list.end..list.end, String::new()))
    };
    let small = [&left, &right]
        .map(|(columns, text)| if columns.is_empty() { 0 } else { measure::lines(text, columns.clone(), Look::Small) });
    let small = small.into_iter().max().unwrap_or(1);
    let own = options.iter().map(|option| measure::lines(option, word.clone(), Look::Mark)).max().unwrap_or(1);
    let height = |lines: usize| (lines as f32 * Look::Small.pitch() / Look::Answer.pitch()).ceil() as usize;
    let row = board.row(if beside { own.max(height(small)) } else { own }, Look::Answer);
    board.say(row, area.start..word.start, Look::Before, "[");
    let cell = Cell::new(row, word.clone(), Look::Mark, chosen).offering(options);
    answer(board, cell, Field::new(&item.address, Role::Answer, Value::Text(chosen.to_owned())), !item.derived);
    board.say(row, word.end..middle, Look::Plain, "]");
    if options.is_empty() {
        return;
    }
    let row = if beside { row } else { board.row(height(small), Look::Answer) };
    for (columns, text) in [left, right] {
        board.say(row, columns, Look::Small, text);
    }
}

fn check_boxes(board: &mut Board, item: &Item, boxes: &[Box], columns: u16, area: Range<u16>) {
    let available = area.end - area.start;
    let word = |one: &Box| format!("] {}", one.word);
    // A box with brackets takes a row of its own.
    let needed =
        |one: &Box| if one.text.is_some() { available } else { 2 + measure::columns_for(&word(one), Look::Plain) };
    let widths: Vec<u16> = boxes.iter().map(needed).collect();
    let starts = starts(&widths, columns, available);
    let mut line = Line { row: None, at: area.start };
    let mut next = 0;
    for (index, one) in boxes.iter().enumerate() {
        let begins_group = index == 0 || boxes[index - 1].group != one.group;
        if let Some(title) = one.group.as_deref().filter(|_| begins_group) {
            line.end(board, &area);
            next = 0;
            let heading = board.row(1, Look::Strong);
            board.say(heading, area.clone(), Look::Strong, format!("・{title}"));
        }
        let is_long = |column: usize| {
            let edge = |column: usize| starts.get(column).copied().unwrap_or(available);
            widths[index] > edge(column + 1) - edge(column)
        };
        if next > 0 && (next >= starts.len() || is_long(next)) {
            line.end(board, &area);
            next = 0;
        }
        let mark = Tick { address: &item.address, role: Role::Box(index), on: one.ticked, free: !item.derived };
        if let Some(text) = &one.text {
            line.end(board, &area);
            with_text(board, item, (index, &one.word, text), mark, area.clone());
            continue;
        }
        next = if is_long(next) { starts.len() } else { next + 1 };
        let first = line.at;
        let end = starts.get(next).map_or(area.end, |start| area.start + start);
        let row = line.begin(board, measure::lines(&word(one), first + 2..end, Look::Plain));
        tick(board, row, first, mark);
        board.say(row, first + 2..end, Look::Plain, word(one));
        line.at = end;
    }
    line.end(board, &area);
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
        let spare = available.checked_sub(widest.iter().sum()).map(|spare| spare / count);
        if let Some(spare) = spare.filter(|_| !widest.contains(&0)) {
            let before = |column: usize| widest[..column].iter().map(|width| width + spare).sum();
            return (0..widest.len()).map(before).collect();
        }
    }
    vec![0]
}

/// A row that boxes are being put into.
struct Line {
    row: Option<u32>,
    at: u16,
}

impl Line {
    fn begin(&mut self, board: &mut Board, lines: usize) -> u32 {
        let row = self.row.unwrap_or_else(|| board.row(lines, Look::Plain));
        self.row = Some(row);
        row
    }

    fn end(&mut self, board: &mut Board, area: &Range<u16>) {
        if let Some(row) = self.row.take() {
            board.say(row, self.at..area.end, Look::Plain, "");
        }
        self.at = area.start;
    }
}

/// [○] その他 （ … ） on a row of its own
fn with_text(
    board: &mut Board,
    item: &Item,
    (index, word, text): (usize, &str, &str),
    mark: Tick<'_>,
    area: Range<u16>,
) {
    let words = format!("] {word}");
    let most = (area.end - area.start) / 2;
    let begins = area.start + 2 + measure::columns_for(&words, Look::Plain).min(most);
    let inside = begins + 1..area.end - 1;
    let lines = measure::lines(text, inside.clone(), Look::Answer).max(measure::lines(
        &words,
        area.start + 2..begins,
        Look::Plain,
    ));
    let row = board.row(lines, Look::Answer);
    let free = mark.free;
    tick(board, row, area.start, mark);
    board.say(row, area.start + 2..begins, Look::Plain, words);
    board.say(row, begins..begins + 1, Look::Before, "（");
    let field = Field::new(&item.address, Role::BoxText(index), Value::Text(text.to_owned()));
    answer(board, Cell::new(row, inside.clone(), Look::Plain, text), field, free);
    board.say(row, inside.end..area.end, Look::Plain, "）");
}
