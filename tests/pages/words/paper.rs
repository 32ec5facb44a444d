//! The tables of a PDF as another program reads them from its structure.

use std::process::Command;

use hyokasho::doc::Document;
use hyokasho::doc::table::{Column, LineRun, Piece, Table, TableCell, print};
use hyokasho::render::pdf::{PdfOptions, render};

use super::{Seen, squeezed, tables};

pub(crate) fn read(document: &Document, name: &str) -> Vec<Vec<Seen>> {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("words");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{name}.pdf"));
    std::fs::write(&file, render(document, &PdfOptions::default(), &|_| None).unwrap().bytes).unwrap();
    let told = Command::new("pdfinfo").arg("-struct-text").arg(&file).output().unwrap();
    let mut read: Vec<Vec<Seen>> = Vec::new();
    let mut inside = None;
    for line in String::from_utf8(told.stdout).unwrap().lines() {
        let (depth, line) = (line.len() - line.trim_start().len(), line.trim());
        if inside.is_some_and(|table| depth <= table) {
            inside = None;
        }
        if line == "Table (block)" {
            inside = Some(depth);
            read.push(Vec::new());
        }
        let Some(table) = read.last_mut().filter(|_| inside.is_some()) else { continue };
        match line {
            "TR" => table.push(Seen::default()),
            "TH" | "TH:" | "TD" | "TD:" => table.last_mut().unwrap().cells.push(String::new()),
            _ => {
                let text = line.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                let cell = table.last_mut().and_then(|row| row.cells.last_mut());
                if let (Some(text), Some(cell)) = (text, cell) {
                    cell.push_str(&squeezed(text));
                }
            }
        }
    }
    read
}

/// On paper the title of a block stands in its table, its name beside it, and pages have a column: what other formats have, too,
/// is left.
pub(crate) fn parted(document: &Document, mut seen: Vec<Vec<Seen>>) -> Vec<Vec<Seen>> {
    let printed = print(document);
    for (table, rows) in tables(&printed).into_iter().zip(&mut seen) {
        if let Some(title) = &table.title {
            let first = rows.first_mut().unwrap();
            assert_eq!(first.cells.remove(0), squeezed(&title.text));
            if !has_bare_name(table) {
                rows.remove(0);
            }
        }
        // What several rows of changes share stands in the first of them.
        let grouped = table.grouped();
        let mut said = vec![String::new(); table.columns.len()];
        for (row, grouped) in rows.iter_mut().zip(&grouped.rows).filter(|_| table.readable) {
            for (column, said) in said.iter_mut().enumerate() {
                if grouped.cells.iter().any(|cell| cell.columns.start == column) {
                    said.clone_from(&row.cells[column]);
                } else {
                    row.cells.insert(column, said.clone());
                }
            }
        }
        let cells = table.rows.iter().map(|row| row.cells.iter());
        for (model, row) in cells.zip(&mut *rows) {
            for (model, seen) in model.zip(&mut row.cells) {
                if *seen == beside_bracket(model) {
                    *seen = squeezed(&model.text());
                }
            }
        }
        if table.columns.contains(&Column::Page) {
            for row in rows {
                let page = row.cells.pop().unwrap();
                assert!(page == "ページ" || page.parse::<u32>().is_ok(), "{page}");
            }
        }
    }
    seen
}

/// A number that stands in the cell of a choice stands below its bracket, and before the options.
fn beside_bracket(cell: &TableCell) -> String {
    let [choice @ Piece::Choice { chosen, .. }, numbers @ ..] = cell.pieces.as_slice() else { return String::new() };
    let numbers: String = numbers.iter().map(Piece::text).collect();
    let options = choice.text().split_off(chosen.text().len());
    squeezed(&format!("{}{numbers}{options}", chosen.text()))
}

fn has_bare_name(table: &Table) -> bool {
    let [cell] = table.rows[0].cells.as_slice() else { return false };
    matches!(cell.pieces.as_slice(), [Piece::Text(line)] if matches!(line.runs.as_slice(), [LineRun::Field(_)]))
}
