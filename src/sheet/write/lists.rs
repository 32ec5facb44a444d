//! Record items, figures, the 変更箇所 table and lists that are told beside an assessment.

use std::ops::Range;

use super::board::{Board, BoardCell, BoardName, COLUMN, COLUMNS, Edges, PlacedPicture};
use super::look::CellLook;
use super::measure;
use crate::doc::table::{Line, Piece, Table, TableCell, TableRow};
use crate::doc::{DocFigure, FigureSource};
use crate::picture;
use crate::render::Pictures;
use crate::render::svg::svg;
use crate::sheet::contract::{FieldRole, FieldValue, GOES_ON, IMPORTANT, Join, SheetField};

const MOST_COLUMNS: usize = 4;
/// Rows for what is to be added.
const SPARE_RECORDS: usize = 1;
const SPARE_CHANGES: usize = 3;
/// Date, item, before, after, when told, why.
const CHANGE_COLUMNS: [u16; 6] = [4, 5, 9, 8, 2, 4];
/// A cell of the table of changes that is taller goes over several rows.
const CHANGE_LINES: usize = 30;
/// A cell of an entry of it that is taller than this many lines goes on in the next row.
const CHANGE_PIECE: usize = 6;
/// A picture takes at most this much of the height of a page, in points.
const PICTURE: f32 = 600.0;
/// And this much of its width.
const WIDTH: f32 = COLUMNS as f32 * COLUMN - 12.0;
/// Rows under a picture.
const STRIP: f32 = 20.0;

/// Each group under its title, its items in a grid that may be written on in any order of cells.
pub(super) fn records(board: &mut Board, table: &Table) {
    let mut title = String::new();
    let mut groups = 0;
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        match cell.pieces.first() {
            Some(Piece::Items(items)) => {
                let items: Vec<String> = items.iter().map(Line::text).collect();
                group(board, &table.anchor, groups, &std::mem::take(&mut title), &items);
                groups += 1;
            }
            _ => title = cell.text(),
        }
    }
}

fn group(board: &mut Board, address: &str, index: usize, title: &str, items: &[String]) {
    let row = board.row(measure::lines(title, 0..COLUMNS, CellLook::Block), CellLook::Block);
    let field = SheetField::new(address, FieldRole::RecordTitle(index), FieldValue::Text(title.to_owned()));
    board.ask(BoardCell::new(row, 0..COLUMNS, CellLook::Block, title).framed(), field);
    let columns = columns(items);
    let starts: Vec<u16> = (0..columns).map(|column| column as u16 * COLUMNS / columns as u16).collect();
    let lines = items.len().div_ceil(columns) + SPARE_RECORDS;
    let first = board.next_row();
    for line in 0..lines {
        let items: Vec<&str> =
            (0..columns).map(|column| items.get(line * columns + column).map_or("", String::as_str)).collect();
        let areas: Vec<_> =
            (0..columns).map(|column| starts[column]..starts.get(column + 1).copied().unwrap_or(COLUMNS)).collect();
        let height =
            items.iter().zip(&areas).map(|(item, area)| measure::lines(item, area.clone(), CellLook::Record)).max();
        let row = board.row(height.unwrap_or(1), CellLook::Record);
        for (item, area) in items.into_iter().zip(areas) {
            board.put(BoardCell { free: true, ..BoardCell::new(row, area, CellLook::Record, item) });
        }
    }
    board.frame(first, 0..COLUMNS);
    let rows = items.chunks(columns).map(<[String]>::to_vec).collect();
    let field = SheetField::new(address, FieldRole::RecordItems(index), FieldValue::Table { starts, rows });
    board.names.push(BoardName { text: field.name.clone(), rows: first..board.next_row(), columns: 0..COLUMNS });
    board.fields.push(field);
}

/// As many columns as let nine items of ten stand on one line.
fn columns(items: &[String]) -> usize {
    let mut widths: Vec<u16> = items.iter().map(|item| measure::columns_for(item, CellLook::Record)).collect();
    widths.sort_unstable();
    let most = widths.get(widths.len() * 9 / 10).copied().unwrap_or(COLUMNS).max(1);
    usize::from(COLUMNS / most).clamp(1, MOST_COLUMNS)
}

/// The picture where it can be put in, what it shows in words where not; no two pictures share a page. Tells whether it
/// stands there. Without `pictures` nothing is drawn.
pub(super) fn figure(board: &mut Board, figure: &DocFigure, pictures: Option<Pictures<'_>>) -> bool {
    if !board.pictures.is_empty() {
        board.page_begins.push(board.next_row());
    }
    if let Some(title) = &figure.title {
        board.bar(CellLook::Block, title);
    }
    let shown = pictures.and_then(|pictures| match &figure.picture {
        FigureSource::File(file) => pictures(file).and_then(shown),
        FigureSource::Drawing(drawing) => {
            let svg = svg(drawing, "figure", figure.title.as_deref().unwrap_or_default(), &figure.alternative);
            shown(svg.into_bytes())
        }
    });
    let is_shown = shown.is_some();
    if let Some((bytes, (width, height))) = shown {
        let scale = WIDTH.min(width) / width;
        let scale = if height * scale > PICTURE { PICTURE / height } else { scale };
        let (width, height) = (width * scale, height * scale);
        let first = board.next_row();
        for _ in 0..((height + STRIP) / STRIP).ceil() as usize {
            board.gap(STRIP);
        }
        let area =
            BoardCell { rows: board.next_row() - first, ..BoardCell::new(first, 0..COLUMNS, CellLook::Plain, "") };
        board.put(area.framed());
        board.pictures.push(PlacedPicture {
            row: first,
            width,
            height,
            bytes,
            alternative: figure.alternative.clone(),
        });
    } else {
        words(board, &figure.alternative);
    }
    if let Some(remarks) = &figure.remarks {
        words(board, remarks);
    }
    board.gap(8.0);
    is_shown
}

/// A text that is not to be written in.
fn words(board: &mut Board, text: &str) {
    let first = board.next_row();
    for piece in measure::pieces(text, 0..COLUMNS, CellLook::Answer, measure::READ_PIECE) {
        let row = board.row(measure::lines(piece.text, 0..COLUMNS, CellLook::Answer), CellLook::Answer);
        board.say(row, 0..COLUMNS, CellLook::Answer, piece.text);
    }
    board.frame(first, 0..COLUMNS);
}

/// The bytes of a picture that spreadsheets show, with its width and height in points. They know no vectors.
fn shown(bytes: Vec<u8>) -> Option<(Vec<u8>, (f32, f32))> {
    if !bytes.starts_with(b"\x89PNG") && !bytes.starts_with(b"\xff\xd8\xff") {
        let Ok(picture::Picture::Vector(vector)) = picture::read(&bytes) else { return None };
        let (width, height) = vector.size();
        return Some((vector.png(width.min(WIDTH))?, (width, height)));
    }
    let image = rust_xlsxwriter::Image::new_from_buffer(&bytes).ok()?;
    let points = |pixels: f64, dpi: f64| (pixels / dpi.max(1.0) * 72.0) as f32;
    let size = (points(image.width(), image.width_dpi()), points(image.height(), image.height_dpi()));
    (size.0 > 0.0 && size.1 > 0.0).then_some((bytes, size))
}

/// The table of changes, its head repeated on every page, with room for more rows. Beside it, where nothing is printed, the
/// judgement of each row, and which rows go on with the one above: a cell that is taller than some lines stands in several.
pub(super) fn changes(board: &mut Board, table: &Table, timings: &[String]) {
    let told = |row: &TableRow| row.cells.iter().map(TableCell::text).collect::<Vec<_>>();
    let judged = |row: &TableRow| {
        let word = row.important.map_or("", |important| IMPORTANT[usize::from(!important)]);
        [told(row), vec![word.to_owned()]].concat()
    };
    let (columns, rows) = table.rows.split_at(table.heads);
    let columns: Vec<String> = columns.iter().flat_map(told).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(judged).collect();
    let areas = areas(columns.len());
    let lines = |(text, area): (&String, &Range<u16>)| measure::lines(text, area.clone(), CellLook::ChangeHead);
    let head = board.row(columns.iter().zip(&areas).map(lines).max().unwrap_or(1), CellLook::ChangeHead);
    board.head = Some(head);
    for (title, area) in columns.iter().zip(&areas) {
        board.put(BoardCell::new(head, area.clone(), CellLook::ChangeHead, title.as_str()).framed());
    }
    board.put(BoardCell::new(head, ASIDE..ASIDE + 1, CellLook::ChangeHead, "重要か（印刷されません）").framed());
    let spare = vec![vec![String::new(); columns.len() + 1]; SPARE_CHANGES];
    let first = board.next_row();
    rows.iter().chain(&spare).for_each(|cells| change(board, cells, &areas, timings));
    let starts = areas.iter().map(|area| area.start).chain([ASIDE]).collect();
    let field = SheetField::new("changes", FieldRole::Changes, FieldValue::Table { starts, rows });
    board.names.push(BoardName { text: field.name.clone(), rows: first..board.next_row(), columns: 0..ASIDE + 1 });
    board.fields.push(field);
}

/// A row of the table in as many rows of the sheet as its longest cell has pieces.
fn change(board: &mut Board, cells: &[String], areas: &[Range<u16>], timings: &[String]) {
    let pieces = |(text, area): (&'_ String, &Range<u16>)| {
        let pieces = measure::pieces(text, area.clone(), CellLook::Change, CHANGE_PIECE).into_iter();
        pieces.map(|piece| (piece.text.to_owned(), piece.join)).collect::<Vec<_>>()
    };
    let columns: Vec<Vec<(String, Join)>> = cells.iter().zip(areas).map(pieces).collect();
    let important: Vec<String> = IMPORTANT.map(ToOwned::to_owned).into();
    let count = columns.iter().map(Vec::len).max().unwrap_or(1);
    for index in 0..count {
        let texts: Vec<&str> =
            columns.iter().map(|pieces| pieces.get(index).map_or("", |(text, _)| text.as_str())).collect();
        let lines = texts.iter().zip(areas).map(|(text, area)| measure::lines(text, area.clone(), CellLook::Change));
        let row = board.row(lines.max().unwrap_or(1), CellLook::Change);
        for (column, (text, area)) in texts.iter().zip(areas).enumerate() {
            let edges = Edges { top: index == 0, bottom: index + 1 == count, ..Edges::ALL };
            let cell = BoardCell { free: true, edges, ..BoardCell::new(row, area.clone(), CellLook::Change, *text) };
            board.put(if column == TIMING && index == 0 { cell.offering(timings) } else { cell });
        }
        if index == 0 {
            let judgement = cells.last().map_or("", String::as_str);
            let cell = BoardCell::new(row, ASIDE..ASIDE + 1, CellLook::Change, judgement).framed().offering(&important);
            board.put(BoardCell { free: true, ..cell });
        } else {
            let run = |pieces: &Vec<(String, Join)>| {
                pieces.get(index).is_some() && pieces.get(index - 1).is_some_and(|(_, join)| *join == Join::Run)
            };
            let run: Vec<String> = columns
                .iter()
                .enumerate()
                .filter(|(_, pieces)| run(pieces))
                .map(|(column, _)| (column + 1).to_string())
                .collect();
            let text = format!("{GOES_ON}{}", run.join("・"));
            board.say(row, ASIDE..ASIDE + 1, CellLook::Change, text);
        }
    }
}

/// Rows under a head that every page repeats; nothing of it is read back.
pub(super) fn listed(board: &mut Board, table: &Table) {
    let all = table.weights.iter().sum::<u16>().max(1);
    let mut sum = 0;
    let ends = table.weights.iter().map(|weight| {
        sum += weight;
        (u32::from(sum) * u32::from(COLUMNS) / u32::from(all)) as u16
    });
    let ends: Vec<u16> = ends.collect();
    for (index, row) in table.rows.iter().enumerate() {
        let look = if index < table.heads { CellLook::ChangeHead } else { CellLook::Change };
        let mut start = 0;
        let areas: Vec<Range<u16>> = ends.iter().map(|end| std::mem::replace(&mut start, *end)..*end).collect();
        let texts: Vec<String> = row.cells.iter().map(TableCell::text).collect();
        let lines = texts.iter().zip(&areas).map(|(text, area)| measure::lines(text, area.clone(), look)).max();
        let lines = lines.unwrap_or(1);
        let strips = lines.div_ceil(CHANGE_LINES).max(1);
        let first = board.next_row();
        (0..strips).for_each(|_| {
            board.row(lines.div_ceil(strips), look);
        });
        if index < table.heads {
            board.head = Some(first);
        }
        for (text, area) in texts.iter().zip(areas) {
            let cell = BoardCell::new(first, area, look, text.as_str()).framed();
            board.put(BoardCell { rows: strips as u32, ..cell });
        }
    }
}

/// The column of 提出時期.
pub(super) const TIMING: usize = 4;

/// The first column beside the page.
const ASIDE: u16 = COLUMNS + 1;

/// The columns of the table.
fn areas(columns: usize) -> Vec<Range<u16>> {
    let count = columns.max(1) as u16;
    let ends: Vec<u16> = if columns == CHANGE_COLUMNS.len() {
        CHANGE_COLUMNS
            .iter()
            .scan(0, |end, share| {
                *end += share;
                Some(*end)
            })
            .collect()
    } else {
        (1..=count).map(|column| column * COLUMNS / count).collect()
    };
    let mut start = 0;
    ends.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
}
