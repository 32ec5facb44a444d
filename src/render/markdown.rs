//! A document as Markdown, for other tools: headings, labels in bold, answers as they are printed, anchors by address.

use super::markup::sanitized;
use crate::doc::table::{CellKind, Chapter, Column, Element, Heading, Line, Piece, Table, TableKind, TableRow, print};
use crate::doc::{DocFigure, Document, SpanStyle};
use crate::text::markdown::literal;

/// A line break, and a line of nothing, inside a paragraph.
const BREAK: &str = "\\\n";
const EMPTY: &str = "&#8203;";

pub fn page(document: &Document) -> String {
    let printed = print(document);
    let mut page = MarkdownPage { text: String::new() };
    page.line(&format!("# {}", literal(&printed.title)));
    page.line(&literal(&format!("{}　{}", printed.kind, printed.form)));
    let told = [Some(&printed.dated), printed.edition.as_ref()].into_iter().flatten().filter(|line| !line.is_empty());
    told.for_each(|line| page.line(&literal(line)));
    printed.chapters.iter().for_each(|chapter| page.chapter(chapter));
    page.text.trim_end().to_owned() + "\n"
}

struct MarkdownPage {
    text: String,
}

impl MarkdownPage {
    /// A paragraph of its own.
    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push_str("\n\n");
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let marks = "#".repeat(usize::from(heading.level) + 1);
        self.line(&format!("{marks} {}{}", link_target(&heading.anchor), literal(&heading.text)));
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let mark = chapter.mark.iter().map(|mark| format!("　{mark}"));
        let text = format!("{}{}", chapter.full_title(), mark.collect::<String>());
        self.heading(&Heading { level: 1, text, anchor: chapter.anchor.clone() });
        chapter.elements.iter().for_each(|element| self.element(element));
    }

    fn element(&mut self, element: &Element) {
        match element {
            Element::Heading(heading) => self.heading(heading),
            Element::Range(text) => self.line(&literal(text)),
            Element::Contents(listed) => {
                let entries = listed.iter().map(|one| format!("- [{}](#{})", literal(&one.text), one.anchor));
                self.line(&entries.collect::<Vec<_>>().join("\n"));
            }
            Element::Figure(figure) => self.figure(figure),
            Element::Text(words) | Element::Note(words) => self.line(&line(words)),
            Element::Table(table) => self.table(table),
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(title) = &table.title {
            self.heading(title);
        }
        match table.kind {
            TableKind::Answers | TableKind::Records => {
                if !table.anchor.is_empty() {
                    self.line(&link_target(&table.anchor));
                }
                self.rows(table);
            }
            TableKind::Cover => self.below_heads(table),
            TableKind::Changes | TableKind::Duties | TableKind::Changed | TableKind::Listed => self.plain(table),
        }
    }

    /// Labels with the answer below them; the labels that reach over a row stand before its own: 「再委託 ／ ⑦再委託の有無」.
    fn rows(&mut self, table: &Table) {
        let mut around: Vec<(usize, String)> = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            around.retain(|(end, _)| *end > index);
            let mut label = String::new();
            let mut answers = Vec::new();
            for cell in &row.cells {
                match cell.kind {
                    CellKind::Group if cell.rows > 1 => around.push((index + cell.rows, cell.text())),
                    CellKind::Group | CellKind::Label => label = cell.text(),
                    CellKind::Strip => {}
                    _ => answers.extend(&cell.pieces),
                }
            }
            let labels: Vec<&str> = around
                .iter()
                .map(|(_, text)| text.as_str())
                .chain([label.as_str()])
                .filter(|one| !one.is_empty())
                .collect();
            let targets: String = row.addresses.iter().map(|address| link_target(address)).collect();
            let told =
                if labels.is_empty() { String::new() } else { format!("**{}**", literal(&labels.join(" ／ "))) };
            self.line(&format!("{targets}{told}"));
            answers.into_iter().for_each(|piece| self.piece(piece));
        }
    }

    /// Labels that stand above their answers.
    fn below_heads(&mut self, table: &Table) {
        let [head, body] = table.rows.as_slice() else { return };
        for ((label, answer), address) in head.cells.iter().zip(&body.cells).zip(&body.addresses) {
            self.line(&format!("{}**{}**", link_target(address), literal(&label.text())));
            answer.pieces.iter().for_each(|piece| self.piece(piece));
        }
    }

    fn plain(&mut self, table: &Table) {
        let columns = table.columns.iter().filter(|column| **column != Column::Page).count();
        let row = |row: &TableRow| {
            let cells = row.cells.iter().take(columns).map(|cell| cell.pieces.iter().map(in_cell).collect::<String>());
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut lines: Vec<String> = table.rows.iter().map(row).collect();
        lines.insert(table.heads.min(lines.len()), format!("|{}", " --- |".repeat(columns)));
        self.line(&lines.join("\n"));
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(words) => self.line(&line(words)),
            Piece::Prose(field) => self.line(&sanitized(&field.value)),
            Piece::Choice { chosen, options } => {
                let told = if options.options.is_empty() { String::new() } else { format!("　{}", options.caption) };
                self.line(&format!("{}{}", line(chosen), literal(&format!("{told} {}", options.options.join("　")))));
            }
            Piece::Boxes { sets, .. } => {
                let mut lines = Vec::new();
                for set in sets {
                    lines.extend(set.title.iter().map(|title| literal(title)));
                    let boxes = set.boxes.iter().map(|one| format!("- {}", line(one).replace(BREAK, " ")));
                    lines.push(boxes.collect::<Vec<_>>().join("\n"));
                }
                lines.iter().for_each(|lines| self.line(lines));
            }
            Piece::Items(items) => {
                let items = items.iter().map(|item| format!("- {}", line(item).replace(BREAK, " ")));
                self.line(&items.collect::<Vec<_>>().join("\n"));
            }
            Piece::Link { .. } | Piece::Page { .. } => self.line(&in_cell(piece)),
        }
    }

    fn figure(&mut self, figure: &DocFigure) {
        let title = figure.title.iter().map(|title| format!("**{}**", literal(title)));
        self.line(&format!("{}{}", link_target(&figure.address), title.collect::<String>()));
        self.line(&literal(&figure.alternative));
        figure.remarks.iter().for_each(|remarks| self.line(&literal(remarks)));
    }
}

/// What came stands between `<ins>` tags, what went between `<del>` tags.
fn line(line: &Line) -> String {
    let mut lines = vec![String::new()];
    for span in line.spans() {
        for (index, text) in span.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push_str(&match span.style {
                    SpanStyle::Plain | SpanStyle::Differing => literal(text),
                    SpanStyle::Added => format!("<ins>{}</ins>", literal(text)),
                    SpanStyle::Removed => format!("<del>{}</del>", literal(text)),
                });
            }
        }
    }
    let is_one = lines.len() == 1;
    let shown = lines.into_iter().map(|line| if line.is_empty() && !is_one { EMPTY.to_owned() } else { line });
    shown.collect::<Vec<_>>().join(BREAK)
}

/// One cell of a table stands on one line.
fn in_cell(piece: &Piece) -> String {
    let told = match piece {
        Piece::Link { text, anchor } => format!("[{}](#{anchor})", literal(text)),
        Piece::Text(words) => line(words),
        other => literal(&other.text()),
    };
    told.replace(BREAK, "<br>")
}

fn link_target(address: &str) -> String {
    format!("<a id=\"{}\"></a>", address.replace(['"', '<', '>', '&'], "_"))
}
