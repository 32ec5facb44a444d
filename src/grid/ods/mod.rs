//! Spreadsheets of LibreOffice. Read here and not by calamine, which makes room for every repetition that a file claims and
//! knows neither merged cells nor struck-out text.

mod content;
mod styles;

use self::content::{Attached, cell};
use self::styles::OdsStyles;
use super::archive::Archive;
use super::budget::GridBudget;
use super::model::{Book, DefinedName, GridCell, GridCellKind, Markup, MarkupKind, Sheet};
use super::refusal::Refusal;
use super::xml::{OpenTag, XmlPiece, XmlReader};
use crate::text::limits;

pub(super) fn read(name: &str, archive: &Archive) -> Result<Book, Refusal> {
    if archive.part("META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Refusal::password());
    }
    let mut book = Book { name: name.to_owned(), ..Book::default() };
    if archive.has(|part| part.starts_with("Basic/") || part.starts_with("Scripts/")) {
        book.remarks.push("マクロが入っています。マクロは読まず、動かしません".to_owned());
    }
    properties(archive, &mut book)?;
    let content = archive.required("content.xml")?;
    let mut styles = OdsStyles::default();
    for part in [archive.part("styles.xml").unwrap_or_default(), content] {
        styles.read(part)?;
    }
    let (budget, named, unknown, markups) = (GridBudget::default(), Vec::new(), Vec::new(), Vec::new());
    let mut reader = OdsReader { xml: XmlReader::new(content), styles, budget, named, unknown, markups };
    while let Some(piece) = reader.xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "tracked-changes" => reader.xml.skip()?,
            "named-range" => reader.name(&tag),
            "table" => reader.table(&tag, &mut book)?,
            _ => {}
        }
    }
    book.names = reader.named.iter().filter_map(|(name, place)| DefinedName::read(name, place, &book.sheets)).collect();
    Ok(book)
}

/// What whoever made the file noted down in it.
fn properties(archive: &Archive, book: &mut Book) -> Result<(), Refusal> {
    let mut xml = XmlReader::new(archive.part("meta.xml").unwrap_or_default());
    while let Some(piece) = xml.next()? {
        if let XmlPiece::Open(tag) = piece
            && tag.name() == "user-defined"
        {
            let name = tag.get("name").unwrap_or_default();
            book.properties.insert(name, xml.text()?);
        }
    }
    Ok(())
}

struct OdsReader<'a> {
    xml: XmlReader<'a>,
    styles: OdsStyles,
    budget: GridBudget,
    /// Names and the places that they stand for, as written.
    named: Vec<(String, String)>,
    /// Of the sheet that is being read: cells whose value nobody knows, and notes.
    unknown: Vec<(u32, u32)>,
    markups: Vec<Markup>,
}

impl OdsReader<'_> {
    fn name(&mut self, tag: &OpenTag) {
        self.named.extend(tag.get("name").zip(tag.get("cell-range-address")));
    }

    fn table(&mut self, tag: &OpenTag, book: &mut Book) -> Result<(), Refusal> {
        if book.sheets.len() == limits::SHEETS {
            return Err(Refusal::too_large(format!("シートが {} 枚を超えます", limits::SHEETS)));
        }
        let hidden = tag.get("style-name").is_some_and(|style| self.styles.is_hidden(&style));
        let mut sheet = Sheet { name: tag.get("name").unwrap_or_default(), hidden, ..Sheet::default() };
        let outside = self.xml.depth() - 1;
        let (mut row, mut column, mut hidden_columns) = (0_u32, 0_u32, Vec::new());
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            match tag.name() {
                // Another file's sheet as it was when somebody last looked.
                "table-source" => {
                    book.remarks.push("ほかのファイルへのリンクがあります。リンク先は読みません".to_owned());
                    while self.xml.depth() > outside {
                        self.xml.next()?;
                    }
                    return Ok(());
                }
                "table-column" => {
                    let next = column.saturating_add(repeated(&tag, "number-columns-repeated"));
                    if is_collapsed(&tag) {
                        hidden_columns.push(column..next);
                    }
                    column = next;
                }
                "table-row" => {
                    let repeats = repeated(&tag, "number-rows-repeated");
                    let cells = self.row(row, is_collapsed(&tag))?;
                    for copy in 1..if cells.is_empty() { 1 } else { repeats } {
                        for cell in &cells {
                            let cell = GridCell { row: cell.row.saturating_add(copy), ..cell.clone() };
                            self.budget.take(cell.row, cell.column, &cell.text)?;
                            sheet.cells.push(cell);
                        }
                    }
                    sheet.cells.extend(cells);
                    row = row.saturating_add(repeats);
                }
                "named-range" => self.name(&tag),
                "shapes" => self.shapes(&mut sheet)?,
                _ => {}
            }
        }
        for cell in &mut sheet.cells {
            cell.hidden |= hidden_columns
                .iter()
                .take(limits::SHEET_COLUMNS as usize)
                .any(|columns| columns.contains(&cell.column));
        }
        sheet.tidy();
        sheet.unknown = std::mem::take(&mut self.unknown);
        let here = book.sheets.len();
        book.markups.extend(self.markups.drain(..).map(|markup| Markup { sheet: here, ..markup }));
        book.sheets.push(sheet);
        Ok(())
    }

    /// The cells of the row that was just opened.
    fn row(&mut self, row: u32, hidden: bool) -> Result<Vec<GridCell>, Refusal> {
        let mut cells = Vec::new();
        let outside = self.xml.depth() - 1;
        let mut column = 0_u32;
        while self.xml.depth() > outside {
            let Some(XmlPiece::Open(tag)) = self.xml.next()? else { continue };
            if !matches!(tag.name(), "table-cell" | "covered-table-cell") {
                continue;
            }
            let repeats = repeated(&tag, "number-columns-repeated");
            let (rows, columns) = (repeated(&tag, "number-rows-spanned"), repeated(&tag, "number-columns-spanned"));
            let struck = tag.get("style-name").is_some_and(|style| self.styles.is_struck("table-cell", &style));
            if tag.get("formula").is_some() && tag.get("value-type").is_none_or(|kind| kind == "error") {
                self.unknown.push((row, column));
            }
            let content = cell(&mut self.xml, &self.styles, struck)?;
            if !content.own.text.trim().is_empty() {
                for copy in 0..repeats {
                    let at = column.saturating_add(copy);
                    self.budget.take(row, at, &content.own.text)?;
                    let struck = content.own.struck.clone();
                    cells.push(GridCell {
                        rows,
                        columns,
                        struck,
                        hidden,
                        ..GridCell::new(row, at, content.own.text.as_str())
                    });
                }
            }
            for attached in content.attached {
                cells.push(self.attached(row, column, attached)?);
            }
            column = column.saturating_add(repeats);
        }
        Ok(cells)
    }

    /// Shapes that stand on the sheet and at no cell.
    fn shapes(&mut self, sheet: &mut Sheet) -> Result<(), Refusal> {
        for attached in cell(&mut self.xml, &self.styles, false)?.attached {
            let cell = self.attached(0, 0, attached)?;
            sheet.cells.push(cell);
        }
        Ok(())
    }

    fn attached(&mut self, row: u32, column: u32, attached: Attached) -> Result<GridCell, Refusal> {
        let Attached { kind, text, author, date } = attached;
        self.budget.take(row, column, &text.text)?;
        if kind == GridCellKind::Note {
            let said = text.text.clone();
            self.markups.push(Markup {
                kind: MarkupKind::Comment,
                text: said,
                quoted: String::new(),
                author,
                date,
                sheet: 0,
                row,
                column,
            });
        }
        Ok(GridCell { kind, struck: text.struck, ..GridCell::new(row, column, text.text) })
    }
}

/// How often, or over how much; at least once.
fn repeated(tag: &OpenTag, name: &str) -> u32 {
    tag.number(name).unwrap_or(1).max(1)
}

fn is_collapsed(tag: &OpenTag) -> bool {
    tag.get("visibility").is_some_and(|visibility| visibility != "visible")
}
