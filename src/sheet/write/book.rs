//! Boards → sheets of a workbook, its names and what it says of itself.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, Formula, IgnoreError, Image, Note, ObjectMovement,
    ProtectionOptions, Url, Workbook, Worksheet, XlsxError,
};

use super::Origin;
use super::board::{Board, BoardCell, COLUMNS, Edges};
use super::look::{self, CellLook};
use crate::doc::table::{Chapter, Printed};
use crate::sheet::contract::{CHOICES, FINGERPRINT, FORM, FieldValue, GUIDE, NOTES, SPARE, TREE, VERSION, digest};
use crate::text::column;
use crate::text::width::width;

/// What a row and a column of a workbook in the font of the form take if nothing else is said.
const ROW_PIXELS: u32 = 18;
const DEFAULT_COLUMN_PIXELS: u32 = 72;
/// 22 pixels are 16.5 points.
const COLUMN_PIXELS: u32 = 22;
/// Excel allows 31 letters in the name of a sheet.
const SHEET_NAME: usize = 31;

pub(super) fn write(printed: &Printed, origin: &Origin<'_>, boards: &[Board]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&look::base(), ROW_PIXELS, DEFAULT_COLUMN_PIXELS)?;
    // The same assessment gives the same bytes on every day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(printed.title.as_str())
            .set_subject(printed.kind.as_str())
            .set_author(printed.agency.as_str())
            .set_creation_datetime(&day)
            .set_custom_property(FORM, origin.form)
            .set_custom_property(FINGERPRINT, digest(origin.source))
            .set_custom_property(VERSION, env!("CARGO_PKG_VERSION")),
    );
    let names = sheet_names(&printed.chapters);
    let mut choices = Choices::default();
    let mut formats = Formats::default();
    for (board, name) in boards.iter().zip(&names) {
        let mut sheet = Worksheet::new();
        sheet.set_default_format(&look::base(), ROW_PIXELS, DEFAULT_COLUMN_PIXELS)?.set_name(name)?;
        page(&mut sheet, printed, board)?;
        fill(&mut sheet, board, &names, &mut choices, &mut formats)?;
        guide(&mut sheet, board, origin)?;
        workbook.push_worksheet(sheet);
        for place in &board.names {
            let (left, right) = (letter(place.columns.start), letter(place.columns.end - 1));
            let area = format!("${left}${}:${right}${}", place.rows.start + 1, place.rows.end);
            workbook.define_name(place.text.as_str(), &format!("='{}'!{area}", name.replace('\'', "''")))?;
        }
    }
    workbook.push_worksheet(choices.sheet()?);
    workbook.push_worksheet(notes(boards, origin)?);
    workbook.save_to_buffer()
}

/// A sheet is named after its chapter; chapters of several files are numbered.
fn sheet_names(chapters: &[Chapter]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for chapter in chapters {
        let spelled = chapter.title().replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "・");
        let mut count = 1;
        let name = loop {
            let ending = if count == 1 { String::new() } else { format!("（{count}）") };
            let kept = spelled.chars().take(SHEET_NAME - ending.chars().count()).collect::<String>();
            let name = format!("{kept}{ending}");
            if !names.contains(&name) && name != CHOICES && name != NOTES {
                break name;
            }
            count += 1;
        };
        names.push(name);
    }
    names
}

fn page(sheet: &mut Worksheet, printed: &Printed, board: &Board) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    let last = board.next_row().max(1) - 1;
    // Signs of the header's own language are doubled; Excel allows 255 letters.
    let title: String = printed.title.chars().take(100).collect::<String>().replace('&', "&&");
    let draft =
        printed.draft.as_ref().map(|draft| format!("&C&10（{}）", draft.replace('&', "&&"))).unwrap_or_default();
    sheet
        .set_paper_size(A4)
        .set_portrait()
        .set_margins(0.45, 0.45, 0.7, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_header(format!("{draft}&R&8 {title}"))
        .set_footer("&C&9&P")
        .set_screen_gridlines(false)
        .set_print_area(0, 0, last, COLUMNS - 1)?;
    if let Some(head) = board.head {
        sheet.set_repeat_rows(head, head)?;
    }
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        insert_rows: true,
        delete_rows: true,
        ..ProtectionOptions::default()
    });
    sheet.ignore_error_range(0, 0, last, COLUMNS - 1, IgnoreError::NumberStoredAsText)?;
    for column in 0..COLUMNS {
        sheet.set_column_width_pixels(column, COLUMN_PIXELS)?;
    }
    for (row, height) in board.rows.iter().enumerate() {
        sheet.set_row_height(row as u32, *height)?;
    }
    Ok(())
}

fn fill(
    sheet: &mut Worksheet,
    board: &Board,
    names: &[String],
    choices: &mut Choices,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    for cell in &board.cells {
        let format = formats.of(cell);
        let (bottom, right) = (cell.row + cell.rows - 1, cell.columns.end - 1);
        let text = shown(&cell.text);
        if cell.rows > 1 || cell.columns.len() > 1 {
            sheet.merge_range(cell.row, cell.columns.start, bottom, right, &text, format)?;
        } else {
            sheet.write_string_with_format(cell.row, cell.columns.start, text.as_str(), format)?;
        }
        if let Some(name) = cell.link.and_then(|index| names.get(index)) {
            let url = Url::new(format!("internal:'{name}'!A1")).set_text(text);
            sheet.write_url_with_format(cell.row, cell.columns.start, url, format)?;
        }
        if !cell.list.is_empty() {
            let rule = DataValidation::new()
                .allow_list_formula(Formula::new(choices.place(&cell.list)))
                .set_error_title("選択肢にありません")?
                .set_error_message("一覧から選んでください。")?;
            sheet.add_data_validation(cell.row, cell.columns.start, cell.row, cell.columns.start, &rule)?;
        }
    }
    sheet.set_page_breaks(&board.page_begins)?;
    for picture in &board.pictures {
        let scale = |points: f32| (points * 96.0 / 72.0) as u32;
        let image = Image::new_from_buffer(&picture.bytes)?
            .set_scale_to_size(scale(picture.width), scale(picture.height), true)
            .set_alt_text(picture.alternative.chars().take(255).collect::<String>())
            .set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        sheet.insert_image_with_offset(picture.row, 0, &image, 8, 8)?;
    }
    Ok(())
}

/// What the form says about an item, at its first cell.
fn guide(sheet: &mut Worksheet, board: &Board, origin: &Origin<'_>) -> Result<(), XlsxError> {
    const WIDTH: u32 = 360;
    const LINE: u32 = 20;
    let mut told = BTreeSet::new();
    for field in &board.fields {
        let Some(text) = origin.guidance.get(field.address.as_str()) else { continue };
        let place = board.names.iter().find(|place| place.text == field.name);
        let Some(place) = place.filter(|_| told.insert(field.address.as_str())) else { continue };
        let lines: u32 = text.lines().map(|line| 1 + (width(line) / 50) as u32).sum();
        let note = Note::new(text.as_str()).set_author(GUIDE).add_author_prefix(false).set_width(WIDTH);
        sheet.insert_note(place.rows.start, place.columns.start, &note.set_height(LINE * (lines + 1)))?;
    }
    Ok(())
}

/// No spreadsheet program takes control characters or longer texts than these.
fn shown(text: &str) -> String {
    const LONGEST: usize = 32_767;
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(is_odd) || text.len() > LONGEST {
        text.chars().filter(|c| !is_odd(*c)).take(LONGEST).collect()
    } else {
        text.to_owned()
    }
}

/// A format is made once for all cells that look alike.
#[derive(Default)]
struct Formats {
    made: BTreeMap<(CellLook, Edges, bool, bool), Format>,
}

impl Formats {
    fn of(&mut self, cell: &BoardCell) -> &Format {
        let quoted = cell.free && cell.text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        let key = (cell.look, cell.edges, cell.free, quoted);
        self.made.entry(key).or_insert_with(|| cell.look.format(cell.edges, cell.free, quoted))
    }
}

/// The lists of words that cells offer, one per column of a hidden sheet: a list in the cell itself knows no commas.
#[derive(Default)]
struct Choices {
    lists: Vec<Vec<String>>,
}

impl Choices {
    /// Where the list stands.
    fn place(&mut self, list: &[String]) -> String {
        let index = self.lists.iter().position(|known| known == list).unwrap_or_else(|| {
            self.lists.push(list.to_vec());
            self.lists.len() - 1
        });
        let column = letter(index as u16);
        format!("='{CHOICES}'!${column}$1:${column}${}", list.len())
    }

    fn sheet(self) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_default_format(&look::base(), ROW_PIXELS, DEFAULT_COLUMN_PIXELS)?;
        sheet.set_name(CHOICES)?.set_hidden(true).protect();
        for (column, list) in self.lists.iter().enumerate() {
            for (row, word) in list.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, word.as_str())?;
            }
        }
        Ok(sheet)
    }
}

fn notes(boards: &[Board], origin: &Origin<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_default_format(&look::base(), ROW_PIXELS, DEFAULT_COLUMN_PIXELS)?;
    sheet.set_name(NOTES)?.set_hidden(true).protect();
    for (row, field) in boards.iter().flat_map(|board| &board.fields).enumerate() {
        for (column, text) in [(0, &field.name), (1, &field.address), (2, &field.value.digest())] {
            sheet.write_string(row as u32, column, text.as_str())?;
        }
    }
    for (row, piece) in origin.carried.iter().enumerate() {
        sheet.write_string(row as u32, TREE as u16, piece.as_str())?;
    }
    for (row, spare) in origin.spares.iter().enumerate() {
        sheet.write_string(row as u32, SPARE as u16, spare.as_str())?;
    }
    Ok(sheet)
}

impl FieldValue {
    /// What the value is known by; how a program spells white space does not matter.
    pub fn digest(&self) -> String {
        match self {
            Self::Text(text) => digest(&Self::bare(text)),
            Self::Table { rows, .. } => {
                let row = |row: &Vec<String>| {
                    let cells: Vec<String> = row.iter().map(|cell| Self::bare(cell)).collect();
                    cells.join("\u{1f}").trim_end_matches('\u{1f}').to_owned()
                };
                digest(&rows.iter().map(row).collect::<Vec<_>>().join("\u{1e}"))
            }
        }
    }

    /// A text without what programs change when they save it: line breaks of another kind, white space at ends of lines.
    pub fn bare(text: &str) -> String {
        let text = shown(text);
        let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
        lines.join("\n").trim_end().to_owned()
    }
}

/// 0 → A, 26 → AA
fn letter(column: u16) -> String {
    column::letters(u32::from(column))
}
