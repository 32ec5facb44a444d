//! Tables with fixed columns, whose first row stands on every page.

use super::body::{Body, Twips};
use super::xml::XmlWriter;

/// Grey of labels, and of what stands above a column.
pub(super) const LABEL: &str = "F2F2F2";
pub(super) const HEAD: &str = "D9D9D9";

/// The line at the left of what changed, in eighths of a point.
const BAR: u32 = 24;

/// Inside a cell, left and right of the text.
pub(super) const PADDING: Twips = 170;

/// A cell: where it stands and how it looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordCell {
    /// Columns that it takes.
    pub(super) columns: usize,
    pub(super) fill: Option<&'static str>,
    pub(super) rows: RowReach,
    /// The row differs from the version before.
    pub(super) bar: bool,
}

/// Whether a cell goes on over several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowReach {
    One,
    First,
    /// It belongs to the cell above.
    Below,
}

impl WordCell {
    pub(super) fn plain(columns: usize) -> Self {
        Self { columns, fill: None, rows: RowReach::One, bar: false }
    }

    pub(super) fn filled(columns: usize, fill: &'static str) -> Self {
        Self { fill: Some(fill), ..Self::plain(columns) }
    }
}

/// One row, cell by cell.
pub(super) struct WordRow<'a> {
    body: &'a mut Body,
    widths: &'a [Twips],
    column: usize,
}

/// A table of rows that `rows` adds with [`WordTable::row`].
pub(super) struct WordTable<'a> {
    body: &'a mut Body,
    widths: &'a [Twips],
}

impl Body {
    /// A table; `name` says what it is about to whoever cannot see it.
    pub(super) fn table(&mut self, widths: &[Twips], name: &str, rows: impl FnOnce(&mut WordTable<'_>)) {
        self.part_tables();
        self.notes.part();
        let outer = std::mem::take(&mut self.xml);
        properties(&mut self.xml, widths, name);
        rows(&mut WordTable { body: self, widths });
        if let Some(pages) = &mut self.pages {
            pages.end_table();
        }
        let content = std::mem::replace(&mut self.xml, outer);
        self.xml.within("w:tbl", &[], |xml| xml.append(&content));
        self.after_table = true;
    }
}

fn properties(xml: &mut XmlWriter, widths: &[Twips], name: &str) {
    xml.within("w:tblPr", &[], |xml| {
        xml.value("w:tblStyle", &"FormTable");
        xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<Twips>()), ("w:type", &"dxa")]);
        xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
        xml.empty("w:tblLook", &[("w:val", &"0020"), ("w:firstRow", &1)]);
        if !name.is_empty() {
            xml.value("w:tblCaption", &name);
        }
    });
    xml.within("w:tblGrid", &[], |xml| {
        widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", width)]));
    });
}

impl WordTable<'_> {
    /// The row that every page begins with.
    pub(super) fn head(&mut self, titles: &[&str]) {
        self.head_of(|row| {
            for title in titles {
                row.cell(WordCell::filled(1, HEAD), |body| body.text("ColumnHead", title));
            }
        });
    }

    pub(super) fn head_of(&mut self, cells: impl FnOnce(&mut WordRow<'_>)) {
        self.add(true, cells);
    }

    pub(super) fn row(&mut self, cells: impl FnOnce(&mut WordRow<'_>)) {
        self.add(false, cells);
    }

    pub(super) fn add(&mut self, is_head: bool, cells: impl FnOnce(&mut WordRow<'_>)) {
        let outer = std::mem::take(&mut self.body.xml);
        if is_head {
            self.body.xml.within("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            });
        }
        if let Some(pages) = &mut self.body.pages {
            pages.begin_row();
        }
        cells(&mut WordRow { body: self.body, widths: self.widths, column: 0 });
        if let Some(pages) = &mut self.body.pages {
            pages.end_row(is_head);
        }
        let content = std::mem::replace(&mut self.body.xml, outer);
        self.body.xml.within("w:tr", &[], |xml| xml.append(&content));
    }
}

impl WordRow<'_> {
    /// A cell needs a paragraph, even where it belongs to the one above.
    pub(super) fn cell(&mut self, cell: WordCell, content: impl FnOnce(&mut Body)) {
        let end = (self.column + cell.columns).min(self.widths.len());
        let width: Twips = self.widths.get(self.column..end).unwrap_or_default().iter().sum();
        self.column = end;
        let outer = std::mem::take(&mut self.body.xml);
        cell_properties(&mut self.body.xml, cell, width);
        let around = self.body.pages.as_mut().map(|pages| pages.begin_cell(width.saturating_sub(PADDING)));
        self.body.notes.begin_cell();
        content(self.body);
        self.body.notes.end_cell();
        if let (Some(pages), Some(around)) = (&mut self.body.pages, around) {
            pages.end_cell(around);
        }
        let inside = std::mem::replace(&mut self.body.xml, outer);
        self.body.xml.within("w:tc", &[], |xml| xml.append(&inside));
    }
}

fn cell_properties(xml: &mut XmlWriter, cell: WordCell, width: Twips) {
    xml.within("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        if cell.columns > 1 {
            xml.value("w:gridSpan", &cell.columns);
        }
        match cell.rows {
            RowReach::One => {}
            RowReach::First => xml.value("w:vMerge", &"restart"),
            RowReach::Below => xml.value("w:vMerge", &"continue"),
        }
        if cell.bar {
            xml.within("w:tcBorders", &[], |xml| {
                xml.empty("w:left", &[("w:val", &"single"), ("w:sz", &BAR), ("w:space", &0), ("w:color", &"000000")]);
            });
        }
        if let Some(fill) = cell.fill {
            xml.empty("w:shd", &[("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &fill)]);
        }
    });
}
