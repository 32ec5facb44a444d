//! The 計画管理表 as a workbook: one table that can be sorted and filtered.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::write::WorkbookError;
use crate::render::plan::Plan;
use crate::text::width::width;

const DEPARTMENT: &str = "担当部署";
const SHADE: Color = Color::RGB(0x00F2_F2F2);
const LATE: Color = Color::RGB(0x00B0_0020);
/// The head stands below the title and the note.
const HEAD: u32 = 2;
/// Columns are as wide as their words, within these bounds.
const NARROWEST: usize = 8;
const WIDEST: usize = 40;

pub fn plan_workbook(plan: &Plan) -> Result<Vec<u8>, WorkbookError> {
    workbook(plan).map_err(WorkbookError)
}

fn workbook(plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same plan gives the same bytes on every day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(plan.title).set_author(plan.organization.as_str());
    workbook.set_properties(&properties.set_creation_datetime(&day));
    let mut sheet = Worksheet::new();
    sheet.set_name("計画管理表")?.set_landscape();
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let head = cell.clone().set_bold().set_background_color(SHADE);
    let late = cell.clone().set_font_color(LATE).set_bold();
    sheet.write_with_format(0, 0, plan.title, &Format::new().set_bold().set_font_size(14))?;
    sheet.write(1, 0, plan.note.as_str())?;
    let columns: Vec<&str> = std::iter::once(DEPARTMENT).chain(plan.columns.iter().copied()).collect();
    let mut widths: Vec<usize> = columns.iter().map(|words| width(words)).collect();
    for (column, words) in (0_u16..).zip(&columns) {
        sheet.write_with_format(HEAD, column, *words, &head)?;
    }
    let mut row = HEAD;
    for department in &plan.departments {
        for cells in &department.rows {
            row += 1;
            let department = [(department.name.as_str(), false)];
            let all = department.into_iter().chain(cells.iter().map(|cell| (cell.text.as_str(), cell.late)));
            for ((column, (text, is_late)), widest) in (0_u16..).zip(all).zip(&mut widths) {
                sheet.write_string_with_format(row, column, text, if is_late { &late } else { &cell })?;
                *widest = width(text).max(*widest);
            }
        }
    }
    for (column, widest) in (0_u16..).zip(widths) {
        let columns = u8::try_from(widest.clamp(NARROWEST, WIDEST)).unwrap_or(u8::MAX);
        sheet.set_column_width(column, f64::from(columns) + 2.0)?;
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(HEAD, 0, row, last)?.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_repeat_rows(HEAD, HEAD)?.set_print_fit_to_pages(1, 0);
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer()
}
