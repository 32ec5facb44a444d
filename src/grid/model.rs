//! A book of sheets of cells with text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::reference::area;
use crate::text::column::letters;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The file's name, as places tell it.
    pub name: String,
    pub sheets: Vec<Sheet>,
    /// The names that places in it have.
    pub names: Vec<DefinedName>,
    /// What whoever made the file noted down in it.
    pub properties: BTreeMap<String, String>,
    /// What an officer should know about the file, in sentences: macros, links to other files.
    pub remarks: Vec<String>,
    /// Files inside it that are its source, by their names.
    pub attachments: BTreeMap<String, Vec<u8>>,
    /// What others wrote over the text or beside it, in its order.
    pub markups: Vec<Markup>,
}

/// A comment, or a change that was tracked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup {
    pub kind: MarkupKind,
    /// What the comment says, what was inserted, what was deleted.
    pub text: String,
    /// The words that a comment is about.
    pub quoted: String,
    pub author: String,
    /// As the file says it: `2026-01-15T10:00:00Z`.
    pub date: String,
    pub sheet: usize,
    pub row: u32,
    pub column: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkupKind {
    Comment,
    Inserted,
    Deleted,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub numbering: GridNumbering,
    pub hidden: bool,
    /// Cells with text, by row and then column.
    pub cells: Vec<GridCell>,
    /// Rows and columns of cells whose value nobody knows: a formula that was saved without its result, or that failed.
    pub unknown: Vec<(u32, u32)>,
}

/// How people find a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GridNumbering {
    /// 「Sheet1」B3
    #[default]
    Cells,
    /// extract.txt:120
    Lines,
    /// 「本文」の段落 12
    Paragraphs,
    /// 3 ページ
    Pages,
}

/// A cell with text; merged cells are one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridCell {
    /// Row and column of its upper left corner, from 0.
    pub row: u32,
    pub column: u32,
    /// How many rows and columns it covers, at least 1.
    pub rows: u32,
    pub columns: u32,
    pub text: String,
    /// What is struck out, as byte ranges of the text.
    pub struck: Vec<Range<usize>>,
    /// What is underlined, framed or in bold type, while the rest is not.
    pub set_off: Vec<Range<usize>>,
    pub kind: GridCellKind,
    /// Its row or its column is hidden.
    pub hidden: bool,
}

/// Whether a text stands in a cell or is only attached to one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum GridCellKind {
    #[default]
    Cell,
    /// A text box or another shape; it begins at the cell.
    Shape,
    /// A running head or foot of pages.
    Repeated,
    /// What somebody remarked about the cell.
    Note,
}

/// A place of a book that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinedName {
    pub name: String,
    pub sheet: usize,
    pub row: u32,
    pub column: u32,
    pub rows: u32,
    pub columns: u32,
}

/// Which cell of which sheet of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellPlace {
    pub sheet: usize,
    pub cell: usize,
}

impl GridCellKind {
    /// What a text that only hangs on a cell is called after it.
    fn attached(self) -> &'static str {
        match self {
            Self::Cell | Self::Repeated => "",
            Self::Shape => "の図形",
            Self::Note => "のコメント",
        }
    }
}

impl GridCell {
    pub fn new(row: u32, column: u32, text: impl Into<String>) -> Self {
        Self { row, column, rows: 1, columns: 1, text: text.into(), ..Self::default() }
    }

    /// The text without what is struck out.
    pub fn living(&self) -> String {
        let mut text = self.text.clone();
        self.struck.iter().rev().for_each(|range| text.replace_range(range.clone(), ""));
        text
    }

    /// `B3`
    pub fn reference(&self) -> String {
        format!("{}{}", letters(self.column), self.row + 1)
    }
}

impl Sheet {
    /// Puts the cells into reading order, leaves out those without text, and gives all line breaks one form.
    pub(crate) fn tidy(&mut self) {
        self.cells.retain(|cell| !cell.text.trim().is_empty());
        for cell in self.cells.iter_mut().filter(|cell| cell.text.contains('\r')) {
            let shortened = |at: &usize| at - cell.text[..*at].matches("\r\n").count();
            let moved = |range: &Range<usize>| shortened(&range.start)..shortened(&range.end);
            (cell.struck, cell.set_off) =
                (cell.struck.iter().map(moved).collect(), cell.set_off.iter().map(moved).collect());
            cell.text = cell.text.replace("\r\n", "\n").replace('\r', "\n");
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column, cell.kind));
    }
}

impl DefinedName {
    /// Reads `'I 基本情報'!$C$3`, `$'I 基本情報'.$C$3:$D$4` and the like; nothing for other formulas and for built-in names.
    pub(super) fn read(name: &str, formula: &str, sheets: &[Sheet]) -> Option<Self> {
        if name.starts_with("_xlnm") || name.starts_with(char::is_control) {
            return None;
        }
        let formula = formula.trim_start_matches(['=', '$']);
        let (sheet, place) = match formula.strip_prefix('\'') {
            Some(quoted) => quoted.rsplit_once("'!").or_else(|| quoted.split_once("'."))?,
            None => formula.split_once(['!', '.'])?,
        };
        let (sheet, place) = (sheet.replace("''", "'"), place.replace(":.", ":"));
        let sheet = sheets.iter().position(|existing| existing.name == sheet)?;
        let ((row, column), (rows, columns)) = area(&place)?;
        Some(Self { name: name.to_owned(), sheet, row, column, rows, columns })
    }
}

impl Book {
    /// Every cell in reading order.
    pub fn cells(&self) -> impl Iterator<Item = (CellPlace, &GridCell)> {
        self.sheets.iter().enumerate().flat_map(|(sheet, content)| {
            content.cells.iter().enumerate().map(move |(cell, content)| (CellPlace { sheet, cell }, content))
        })
    }

    pub fn cell(&self, at: CellPlace) -> &GridCell {
        &self.sheets[at.sheet].cells[at.cell]
    }

    /// The text of the cell that has this name; nothing where there is no such name, an empty text where the cell is empty.
    pub fn named(&self, name: &str) -> Option<&str> {
        let place = self.names.iter().find(|place| place.name == name)?;
        let cells = self.sheets.get(place.sheet)?.cells.iter().filter(|cell| cell.kind == GridCellKind::Cell);
        let cell = cells.clone().find(|cell| (cell.row, cell.column) == (place.row, place.column));
        Some(cell.map_or("", |cell| cell.text.as_str()))
    }

    /// Where a cell stands, for people: 「基本情報」B3, extract.txt:120.
    pub fn place(&self, at: CellPlace) -> String {
        let (sheet, cell) = (&self.sheets[at.sheet], self.cell(at));
        match sheet.numbering {
            GridNumbering::Cells => {
                format!("「{}」{}{}", sheet.name, cell.reference(), cell.kind.attached())
            }
            GridNumbering::Lines => format!("{}:{}", self.name, cell.row + 1),
            GridNumbering::Paragraphs => format!("「{}」の段落 {}{}", sheet.name, cell.row + 1, cell.kind.attached()),
            GridNumbering::Pages => sheet.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_places_in_every_program_s_notation() {
        let sheets = ["表紙", "I 基本's"].map(|name| Sheet { name: name.into(), ..Sheet::default() });
        let place = DefinedName { name: "a".into(), sheet: 1, row: 2, column: 2, rows: 1, columns: 1 };
        for formula in ["'I 基本''s'!$C$3", "I 基本's!$C$3", "$'I 基本''s'.$C$3"] {
            assert_eq!(DefinedName::read("a", formula, &sheets), Some(place.clone()), "{formula}");
        }
        let area = DefinedName { rows: 2, columns: 3, ..place };
        assert_eq!(DefinedName::read("a", "$'I 基本''s'.$C$3:.$E$4", &sheets), Some(area.clone()));
        assert_eq!(DefinedName::read("a", "'I 基本''s'!$C$3:$E$4", &sheets), Some(area));
        for (name, formula) in
            [("a", "なし!$C$3"), ("a", "1+1"), ("a", "表紙!#REF!"), ("_xlnm.Print_Area", "表紙!$A$1")]
        {
            assert_eq!(DefinedName::read(name, formula, &sheets), None, "{formula}");
        }
    }

    #[test]
    fn line_breaks_have_one_form_and_struck_ranges_follow() {
        let text = "一\r\n二\r\n三".to_owned();
        let cell = GridCell { struck: vec![5..8, 10..13], ..GridCell::new(1, 0, text) };
        let mut sheet = Sheet { cells: vec![cell, GridCell::new(0, 0, " ")], ..Sheet::default() };
        sheet.tidy();
        assert_eq!(sheet.cells, [GridCell { struck: vec![4..7, 8..11], ..GridCell::new(1, 0, "一\n二\n三") }]);
    }

    #[test]
    fn places_are_told_as_people_find_them() {
        let sheet = |numbering| Sheet {
            name: "基本情報".into(),
            numbering,
            cells: vec![GridCell::new(2, 27, "記載")],
            ..Sheet::default()
        };
        let sheets = vec![sheet(GridNumbering::Cells), sheet(GridNumbering::Lines)];
        let book = Book { name: "前の版.txt".into(), sheets, ..Book::default() };
        assert_eq!(book.place(CellPlace { sheet: 0, cell: 0 }), "「基本情報」AB3");
        assert_eq!(book.place(CellPlace { sheet: 1, cell: 0 }), "前の版.txt:3");
    }
}
