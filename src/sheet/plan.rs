//! The 計画管理表 as a workbook: one table that can be sorted and filtered.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::write::WorkbookError;
use crate::render::plan::{Plan, PlanCell};
use crate::text::width::{width, wrap};

const DEPARTMENT: &str = "担当部署";
const SHADE: Color = Color::RGB(0x00F2_F2F2);
const LATE: Color = Color::RGB(0x00B0_0020);
/// The head stands below the title and the note.
const HEAD: u32 = 2;
/// Columns are as wide as their words, within these bounds, and together no wider than a page on which they can be read.
const NARROWEST: usize = 8;
const WIDEST: usize = 40;
const PAGE: usize = 150;
/// What a column takes beside its words.
const MARGIN: usize = 2;
const SIZE: f64 = 9.0;
/// From line to line, in points.
const PITCH: u32 = 13;

pub fn plan_workbook(plan: &Plan) -> Result<Vec<u8>, WorkbookError> {
    workbook(plan).map_err(WorkbookError)
}

const A4: u8 = 9;

fn workbook(plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same plan gives the same bytes on every day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(plan.title).set_author(plan.organization.as_str());
    workbook.set_properties(&properties.set_creation_datetime(&day));
    let mut sheet = Worksheet::new();
    sheet.set_name("計画管理表")?.set_landscape().set_paper_size(A4).set_margins(0.4, 0.4, 0.6, 0.5, 0.3, 0.3);
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let cell = cell.set_font_size(SIZE);
    let head = cell.clone().set_bold().set_background_color(SHADE);
    let late = cell.clone().set_font_color(LATE).set_bold();
    sheet.write_with_format(0, 0, plan.title, &Format::new().set_bold().set_font_size(14))?;
    sheet.write(1, 0, plan.note.as_str())?;
    let columns: Vec<&str> = std::iter::once(DEPARTMENT).chain(plan.columns.iter().copied()).collect();
    let rows = plan.departments.iter().flat_map(|department| {
        let name = PlanCell::from(department.name.clone());
        department.rows.iter().map(move |cells| [std::slice::from_ref(&name), cells].concat())
    });
    let rows: Vec<Vec<PlanCell>> = rows.collect();
    let widths = widths(&columns, &rows);
    for ((column, words), width) in (0_u16..).zip(&columns).zip(&widths) {
        sheet.write_with_format(HEAD, column, *words, &head)?;
        let columns = u8::try_from(*width).unwrap_or(u8::MAX);
        sheet.set_column_width(column, f64::from(columns))?;
    }
    let heads = columns.iter().map(|words| PlanCell::from((*words).to_owned())).collect::<Vec<_>>();
    sheet.set_row_height(HEAD, height(&heads, &widths))?;
    let mut row = HEAD;
    for cells in &rows {
        row += 1;
        sheet.set_row_height(row, height(cells, &widths))?;
        for (column, one) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, one.text.as_str(), if one.late { &late } else { &cell })?;
        }
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(HEAD, 0, row, last)?.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_repeat_rows(HEAD, HEAD)?.set_print_fit_to_pages(1, 0);
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer()
}

/// As wide as the words, the widest cut first until all stand on a page.
fn widths(columns: &[&str], rows: &[Vec<PlanCell>]) -> Vec<usize> {
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| width(&cell.text));
        cells.chain([width(columns[column])]).max().unwrap_or(NARROWEST)
    };
    let wanted: Vec<usize> = (0..columns.len()).map(widest).collect();
    let cut = |most: usize| wanted.iter().map(|width| (*width).clamp(NARROWEST, most) + MARGIN).collect::<Vec<_>>();
    let most = (NARROWEST..=WIDEST).rev().find(|most| cut(*most).iter().sum::<usize>() <= PAGE);
    cut(most.unwrap_or(NARROWEST))
}

/// That of the cell with the most lines, in points.
fn height(cells: &[PlanCell], widths: &[usize]) -> u32 {
    let lines = |(cell, width): (&PlanCell, &usize)| wrap(&cell.text, width - MARGIN).len().max(1);
    let lines = cells.iter().zip(widths).map(lines).max().unwrap_or(1);
    (u32::try_from(lines).unwrap_or(1) * PITCH + 3).min(400)
}
