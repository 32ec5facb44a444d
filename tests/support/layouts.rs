//! Workbooks as councils keep them: one document laid out in cells in several ways.

use hyokasho::doc::{DocAnswer, DocBlock, DocBox, DocLabel, DocPart, Document, OutlineEntry, Repeat};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// How answers stand beside their labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The official sheet: narrow columns, label and answer cells merged, brackets and options in cells of their own.
    Official,
    /// A column of labels, a column of answers.
    Columns,
    /// Label, answer and options of an item in one cell.
    OneCell,
    /// Every page a sheet, with a running head, a page number, and rows that go on on the next page.
    Pages,
}

pub(crate) const LAYOUTS: [Layout; 4] = [Layout::Official, Layout::Columns, Layout::OneCell, Layout::Pages];

/// A line of the document before it is laid out.
enum Line {
    Heading(String),
    Item { depth: u16, label: String, answer: Vec<Vec<String>> },
    Cells(Vec<String>),
}

/// Excel keeps no more characters in a cell.
const CELL: usize = 32_000;
const COLUMNS: u16 = 40;
const LINES_OF_PAGE: usize = 45;
const WIDTH: usize = 40;

pub(crate) fn workbook(document: &Document, layout: Layout) -> Vec<u8> {
    let mut book = Workbook::new();
    if layout == Layout::Pages {
        pages(&mut book, document);
    } else {
        for (index, part) in document.parts.iter().enumerate() {
            let sheet = book
                .add_worksheet()
                .set_name(format!("{} {}", index + 1, part.number.clone().unwrap_or_default()))
                .unwrap();
            let mut row = 0;
            let mut lines = lines(part);
            if index == 0 {
                lines.insert(0, Line::Heading(document.kind.clone()));
            }
            for line in lines {
                row = write(sheet, row, &line, layout);
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn write(sheet: &mut Worksheet, row: u32, line: &Line, layout: Layout) -> u32 {
    match line {
        Line::Heading(text) => merged(sheet, row, row, 0, COLUMNS - 1, text),
        Line::Cells(cells) => {
            for (column, text) in (0..).zip(cells) {
                merged(sheet, row, row, column * 6, column * 6 + 5, text);
            }
        }
        Line::Item { depth, label, answer } => return item(sheet, row, (*depth, label, answer), layout),
    }
    row + 1
}

fn item(sheet: &mut Worksheet, row: u32, (depth, label, answer): (u16, &str, &[Vec<String>]), layout: Layout) -> u32 {
    let lines = answer.len().max(1) as u32;
    let text = || answer.iter().map(|cells| cells.join(" ")).collect::<Vec<_>>().join("\n");
    match layout {
        Layout::Official => {
            merged(sheet, row, row + lines - 1, depth, 9, label);
            for (line, cells) in (row..).zip(answer) {
                let width = ((COLUMNS - 10) / cells.len() as u16).max(1);
                for (column, text) in (0..).zip(cells) {
                    let first = 10 + column * width;
                    merged(sheet, line, line, first, first + width - 1, text);
                }
            }
            return row + lines;
        }
        Layout::OneCell => merged(sheet, row, row, 0, 1, format!("{label}\n{}", text()).trim()),
        Layout::Columns | Layout::Pages => {
            merged(sheet, row, row, 0, 0, label);
            merged(sheet, row, row, 1, 1, &text());
        }
    }
    row + 1
}

/// Too long for a cell: it goes on in the next one below, as offices do it.
fn merged(sheet: &mut Worksheet, top: u32, bottom: u32, left: u16, right: u16, text: &str) {
    let text: String = text.chars().take(CELL).collect();
    if (top, left) == (bottom, right) {
        sheet.write_string(top, left, text).unwrap();
    } else {
        sheet.merge_range(top, left, bottom, right, &text, &Format::new().set_text_wrap()).unwrap();
    }
}

fn pages(book: &mut Workbook, document: &Document) {
    let mut rows: Vec<(String, String)> = vec![(document.kind.clone(), String::new())];
    for part in &document.parts {
        for line in lines(part) {
            rows.push(match line {
                Line::Heading(text) => (text, String::new()),
                Line::Cells(cells) => (cells.join("\t"), String::new()),
                Line::Item { label, answer, .. } => {
                    (label, answer.iter().map(|cells| cells.join(" ")).collect::<Vec<_>>().join("\n"))
                }
            });
        }
    }
    let (mut page, mut used, mut row) = (0, LINES_OF_PAGE, 0);
    for (mut label, text) in rows {
        let pieces: Vec<&str> = text.split('\n').collect();
        let mut pieces = pieces.into_iter().peekable();
        loop {
            if used >= LINES_OF_PAGE {
                if page > 0 {
                    let sheet = book.worksheet_from_index(page - 1).unwrap();
                    sheet.write_string(row + 1, 0, format!("- {page} -")).unwrap();
                }
                page += 1;
                let sheet = book.add_worksheet().set_name(format!("{page}ページ")).unwrap();
                sheet.write_string(0, 0, format!("{}　{}", document.agency, document.title)).unwrap();
                (used, row) = (1, 1);
            }
            let mut taken = Vec::new();
            while let Some(piece) = pieces.next_if(|_| used < LINES_OF_PAGE) {
                used += piece.chars().count() / WIDTH + 1;
                taken.push(piece);
            }
            let sheet = book.worksheet_from_index(page - 1).unwrap();
            if label.contains('\t') {
                for (column, cell) in (0..).zip(label.split('\t')) {
                    sheet.write_string(row, column, cell).unwrap();
                }
            } else {
                sheet.write_string(row, 0, std::mem::take(&mut label)).unwrap();
                sheet.write_string(row, 1, taken.join("\n")).unwrap();
            }
            row += 1;
            if pieces.peek().is_none() {
                break;
            }
        }
    }
}

fn part_heading(part: &DocPart) -> String {
    let number = part.number.as_deref().unwrap_or_default();
    let file = part.file.iter().map(|file| format!("（{file}）")).collect::<String>();
    format!("{number} {}{file}{}", part.title, part.mark.as_deref().unwrap_or_default()).trim().to_owned()
}

fn lines(part: &DocPart) -> Vec<Line> {
    let mut lines = Vec::new();
    if part.number.is_some() {
        lines.push(Line::Heading(part_heading(part)));
    }
    for block in &part.blocks {
        match block {
            DocBlock::Heading { text, mark, .. } => {
                lines.push(Line::Heading(format!("{text}{}", if *mark { "　※" } else { "" })));
            }
            DocBlock::Table(entries) => entries.iter().for_each(|entry| entry_lines(entry, 0, &mut lines)),
            DocBlock::Repeat(repeats) => {
                for repeat in repeats {
                    match repeat {
                        Repeat::Range(text) => lines.push(Line::Heading(text.clone())),
                        Repeat::Block { title, entries, .. } => {
                            lines.push(Line::Heading(title.clone()));
                            entries.iter().for_each(|entry| entry_lines(entry, 1, &mut lines));
                        }
                    }
                }
            }
            DocBlock::Records(records) => {
                for group in &records.groups {
                    lines.push(Line::Heading(format!("＜{}＞", group.title)));
                    lines.extend(group.items.chunks(5).map(|row| Line::Cells(row.to_vec())));
                }
            }
            DocBlock::Changes { columns, rows, .. } => {
                lines.push(Line::Cells(columns.clone()));
                for row in rows {
                    let cell =
                        |spans: &Vec<hyokasho::doc::StyledSpan>| spans.iter().map(|span| span.text.as_str()).collect();
                    lines.push(Line::Cells(row.cells.iter().map(cell).collect()));
                }
            }
            DocBlock::Figure(figure) => lines.extend(figure.remarks.clone().map(Line::Heading)),
            DocBlock::Note(text) | DocBlock::Text(text) => lines.push(Line::Heading(text.clone())),
            DocBlock::Contents | DocBlock::Review(_) | DocBlock::Listed { .. } => {}
        }
    }
    lines
}

fn entry_lines(entry: &OutlineEntry, depth: u16, lines: &mut Vec<Line>) {
    match entry {
        OutlineEntry::Group { label, entries } => {
            lines.push(Line::Item { depth, label: printed(label), answer: Vec::new() });
            entries.iter().for_each(|entry| entry_lines(entry, depth + 1, lines));
        }
        OutlineEntry::Item(item) => {
            let (mut label, mut answer) = (printed(&item.label), cells(&item.answer));
            if let DocAnswer::Flag { .. } = item.answer {
                answer[0].push(std::mem::take(&mut label));
            } else if item.brackets && !item.label.text.is_empty() {
                label = format!("（{label}：");
                answer.push(vec!["）".into()]);
            }
            lines.push(Line::Item { depth, label, answer });
            item.inner.iter().for_each(|entry| entry_lines(entry, depth + 1, lines));
        }
    }
}

fn printed(label: &DocLabel) -> String {
    let number = label.number.as_deref().unwrap_or_default();
    format!("{number}{}{}", label.text, if label.mark { "　※" } else { "" })
}

/// The lines of an answer, each of one or more cells.
fn cells(answer: &DocAnswer) -> Vec<Vec<String>> {
    let bracketed = |text: &str| vec!["[".to_owned(), text.to_owned(), "]".to_owned()];
    match answer {
        DocAnswer::Text(text) | DocAnswer::Markdown(text) => vec![vec![text.clone()]],
        DocAnswer::Choice { chosen, options } => {
            let options: Vec<String> = (1..).zip(options).map(|(number, word)| format!("{number}) {word}")).collect();
            let mut first = bracketed(chosen.as_deref().unwrap_or("　　"));
            first.push("＜選択肢＞".into());
            let mut lines = vec![first];
            lines.extend(options.chunks(2).map(<[String]>::to_vec));
            lines
        }
        DocAnswer::Boxes { boxes, columns } => {
            let tick = |tick: &DocBox| {
                let text = tick.text.as_ref().map(|text| format!("（{text}）")).unwrap_or_default();
                let mut cells = bracketed(if tick.ticked { "○" } else { "　" });
                cells.push(format!("{}{text}", tick.word));
                cells
            };
            boxes.chunks(usize::from((*columns).max(1))).map(|row| row.iter().flat_map(tick).collect()).collect()
        }
        DocAnswer::Flag { on } => vec![bracketed(if *on { "○" } else { "　" })],
        DocAnswer::Count { number, unit } => {
            vec![vec!["（".into(), number.clone().unwrap_or_default(), format!("）{unit}")]]
        }
        DocAnswer::Lines(lines) => lines.iter().map(|line| vec![line.clone()]).collect(),
    }
}
