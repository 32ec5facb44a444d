//! A file's text with line starts, and spans into it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::column::letters;

/// A text that findings can point into: a file's content under the name that messages show.
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<u32>,
    sheet: Option<SheetText>,
}

/// That a text stands for a sheet of a spreadsheet: a line for a row, tabs between its cells.
struct SheetText {
    name: String,
    /// Where a cell starts in the text, and its column from 0.
    cells: Vec<(u32, u32)>,
}

/// Line and column, both from 1; columns count characters, as editors do, and in a spreadsheet its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl Source {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        Arc::new(Self { path: path.into(), text, line_starts, sheet: None })
    }

    /// A sheet of a spreadsheet, and the span of each of its cells, given by row and column from 0 in this order.
    pub fn sheet<'a>(
        path: &str,
        name: &str,
        cells: impl IntoIterator<Item = (u32, u32, &'a str)>,
    ) -> (Arc<Self>, Vec<Span>) {
        let (mut text, mut line_starts) = (String::new(), vec![0]);
        let (mut starts, mut ranges) = (Vec::new(), Vec::new());
        for (row, column, shown) in cells {
            while line_starts.len() <= row as usize {
                text.push('\n');
                line_starts.push(text.len() as u32);
            }
            if line_starts.last().is_some_and(|start| (*start as usize) < text.len()) {
                text.push('\t');
            }
            let start = text.len();
            text.push_str(&shown.replace(['\n', '\r', '\t'], " "));
            starts.push((start as u32, column));
            ranges.push(start..text.len());
        }
        let sheet = Some(SheetText { name: name.to_owned(), cells: starts });
        let source = Arc::new(Self { path: path.to_owned(), text, line_starts, sheet });
        let spans = ranges.into_iter().map(|range| Span::new(&source, range)).collect();
        (source, spans)
    }

    fn cell(&self, offset: usize) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        let at = self.position(offset);
        Some(format!("「{}」{}{}", sheet.name, letters(at.column - 1), at.line))
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.line_starts.partition_point(|start| *start as usize <= offset).max(1);
        let start = self.line_starts[line - 1] as usize;
        if let Some(sheet) = &self.sheet {
            let next = sheet.cells.partition_point(|(start, _)| *start as usize <= offset);
            let column = next.checked_sub(1).map_or(0, |index| sheet.cells[index].1);
            return Position { line: line as u32, column: column + 1 };
        }
        Position { line: line as u32, column: self.text[start..offset].chars().count() as u32 + 1 }
    }

    /// Byte offset at which line `line` (from 1) starts.
    pub fn line_start(&self, line: u32) -> usize {
        let index = (line.max(1) as usize - 1).min(self.line_starts.len() - 1);
        self.line_starts[index] as usize
    }

    /// The text of line `line` (from 1) without its line break.
    pub fn line(&self, line: u32) -> &str {
        let start = self.line_start(line);
        let rest = &self.text[start..];
        rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r')
    }

    /// The nearest character boundary at or before `offset`.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {} bytes)", self.path, self.text.len())
    }
}

/// A byte range of a source.
#[derive(Clone)]
pub struct Span {
    pub source: Arc<Source>,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        let start = source.boundary(range.start);
        let end = source.boundary(range.end.max(start));
        Self { source: Arc::clone(source), start: start as u32, end: end as u32 }
    }

    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn text(&self) -> &str {
        &self.source.text()[self.range()]
    }

    /// 「記録項目」B12, in a sheet of a spreadsheet.
    pub fn cell(&self) -> Option<String> {
        self.source.cell(self.start as usize)
    }

    pub fn start_position(&self) -> Position {
        self.source.position(self.start as usize)
    }

    pub fn end_position(&self) -> Position {
        self.source.position(self.end as usize)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.start_position();
        write!(f, "{}:{}:{}", self.source.path(), at.line, at.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("a.yaml", "あいう\r\n𠮷b\n");
        assert_eq!(source.position(6), Position { line: 1, column: 3 });
        assert_eq!(source.position("あいう\r\n𠮷".len()), Position { line: 2, column: 2 });
        assert_eq!(source.line(1), "あいう");
        assert_eq!(source.line(99), "");
    }

    #[test]
    fn in_a_spreadsheet_rows_and_columns_are_counted() {
        let (source, spans) = Source::sheet("a.xlsx", "一覧", [(1, 0, "氏名\n"), (1, 2, "住\t所"), (3, 27, "番号")]);
        assert_eq!(source.text(), "\n氏名 \t住 所\n\n番号");
        let cells: Vec<_> = spans.iter().filter_map(|span| source.cell(span.start as usize)).collect();
        assert_eq!(cells, ["「一覧」A2", "「一覧」C2", "「一覧」AB4"]);
        assert_eq!(spans[1].start_position(), Position { line: 2, column: 3 });
        assert_eq!(spans[1].end_position(), Position { line: 2, column: 3 });
        assert_eq!((spans[1].text(), Source::new("a", "b").cell(0)), ("住 所", None));
    }

    #[test]
    fn spans_never_split_a_character() {
        let source = Source::new("a.yaml", "あいう");
        assert_eq!(Span::new(&source, 1..5).text(), "あ");
        assert_eq!(Span::new(&source, 0..100).text(), "あいう");
    }
}
