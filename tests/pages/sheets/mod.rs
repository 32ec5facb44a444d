//! Sheets that look like the form: what stands on them; `back` holds what comes back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails the test")]

mod again;
mod back;
mod spare;
mod valid;
mod word;

use crate::support;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hyokasho::assessment::Assessment;
use hyokasho::doc;
use hyokasho::grid::{self, Book};
use hyokasho::picture;
use hyokasho::rules::codes;
use hyokasho::sheet::contract::FieldValue;
use hyokasho::sheet::{self, Origin};
use hyokasho::workspace::Workspace;
use support::{copy, fresh};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const FULL: &str = "15-health-checkups";
const FOCUSED: &str = "22-child-allowance";
const BASIC: &str = "22-child-allowance-basic";

/// A copy of the sample workspace.
struct Desk {
    root: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let root = fresh(name);
        copy(Path::new("assessments"), &root);
        Self { root }
    }

    fn yaml(&self, sample: &str) -> PathBuf {
        self.root.join(sample).join("assessment.yaml")
    }

    fn text(&self, sample: &str) -> String {
        fs::read_to_string(self.yaml(sample)).unwrap()
    }

    fn document(&self, sample: &str) -> (doc::Document, Assessment) {
        let workspace = Workspace::open(Some(&self.root), &codes());
        let assessment = workspace.load(&self.yaml(sample)).assessment.unwrap();
        (doc::build(&assessment, &workspace.config.style), assessment)
    }

    fn export(&self, sample: &str) -> Vec<u8> {
        let (document, assessment) = self.document(sample);
        sheet::render(&document, &Origin::of(&assessment), &|_| None).unwrap().bytes
    }

    /// `render -o`, by the program itself.
    fn rendered(&self, sample: &str) -> PathBuf {
        let file = self.root.join(format!("{sample}.xlsx"));
        let output = program(&["render", path(&self.root.join(sample)), "-o", path(&file)]);
        assert!(output.status.success(), "{output:?}");
        file
    }

    /// `import --into`; exit code and what it tells.
    fn import(&self, file: &Path, sample: &str) -> (i32, String) {
        let output = program(&["import", path(file), "--into", path(&self.root.join(sample))]);
        let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), told)
    }

    /// Writes these words into the cells with these names, imports, and gives the lines that went and came.
    fn officer(&self, sample: &str, cells: &[(&str, &str)]) -> (Vec<String>, Vec<String>, String) {
        let file = self.rendered(sample);
        let mut book = Patched::open(&file);
        cells.iter().for_each(|(name, text)| book.write(name, text));
        book.save(&file);
        let before = self.text(sample);
        let (_, told) = self.import(&file, sample);
        let (gone, new) = difference(&before, &self.text(sample));
        (gone, new, told)
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hyokasho")).args(arguments).output().unwrap()
}

/// Lines that only one of two texts has, around what they share at both ends.
fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let diff = similar::TextDiff::from_lines(before, after);
    let lines = |tag| {
        let changes = diff.iter_all_changes().filter(move |change| change.tag() == tag);
        changes.map(|change| change.value().trim().to_owned()).collect()
    };
    (lines(similar::ChangeTag::Delete), lines(similar::ChangeTag::Insert))
}

/// A workbook whose cells are written in the way that Excel writes them, everything else left as it is.
struct Patched {
    book: Book,
    parts: BTreeMap<String, Vec<u8>>,
    order: Vec<String>,
}

impl Patched {
    fn open(file: &Path) -> Self {
        let bytes = fs::read(file).unwrap();
        let book = grid::read("a.xlsx", &bytes).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let order: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut parts = BTreeMap::new();
        for name in &order {
            let mut part = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut part).unwrap();
            parts.insert(name.clone(), part);
        }
        Self { book, parts, order }
    }

    /// Sheet and reference of a cell `row` and `column` to the right of where the name begins.
    fn place(&self, name: &str, row: u32, column: u32) -> (String, String) {
        let place = self.book.names.iter().find(|known| known.name == name).unwrap_or_else(|| panic!("no name {name}"));
        let letters = hyokasho::text::column::letters(place.column + column);
        (format!("xl/worksheets/sheet{}.xml", place.sheet + 1), format!("{letters}{}", place.row + row + 1))
    }

    fn write(&mut self, name: &str, text: &str) {
        self.write_at(name, 0, 0, text);
    }

    fn write_at(&mut self, name: &str, row: u32, column: u32, text: &str) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.replace(name, row, column, "inlineStr", &format!("<is><t xml:space=\"preserve\">{text}</t></is>"));
    }

    fn replace(&mut self, name: &str, row: u32, column: u32, kind: &str, content: &str) {
        let (part, reference) = self.place(name, row, column);
        let xml = String::from_utf8(self.parts[&part].clone()).unwrap();
        let start =
            xml.find(&format!("<c r=\"{reference}\"")).unwrap_or_else(|| panic!("no cell {reference} in {part}"));
        let opening = start + xml[start..].find('>').unwrap() + 1;
        let is_empty = xml[..opening].ends_with("/>");
        let end = if is_empty { opening } else { start + xml[start..].find("</c>").unwrap() + 4 };
        let style = xml[start..opening].split(" s=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let kind = if kind.is_empty() { String::new() } else { format!(" t=\"{kind}\"") };
        let cell = format!("<c r=\"{reference}\"{style}{kind}>{content}</c>");
        self.parts.insert(part, format!("{}{cell}{}", &xml[..start], &xml[end..]).into_bytes());
    }

    /// Changes the XML that lists the names.
    fn names(&mut self, change: impl Fn(String) -> String) {
        let xml = String::from_utf8(self.parts["xl/workbook.xml"].clone()).unwrap();
        self.parts.insert("xl/workbook.xml".into(), change(xml).into_bytes());
    }

    /// One more part.
    fn add(&mut self, part: &str, text: &str) {
        if self.parts.insert(part.to_owned(), text.as_bytes().to_vec()).is_none() {
            self.order.push(part.to_owned());
        }
    }

    fn save(&self, file: &Path) {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in &self.order {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(&self.parts[name]).unwrap();
        }
        fs::write(file, writer.finish().unwrap().into_inner()).unwrap();
    }
}

#[test]
fn every_answer_stands_under_its_name() {
    let desk = Desk::new("sheets-names");
    for sample in [FULL, FOCUSED] {
        let book = grid::read("a.xlsx", &desk.export(sample)).unwrap();
        let text_at = |sheet: usize, row: u32, column: u32| {
            let cell = book.sheets[sheet].cells.iter().find(|cell| (cell.row, cell.column) == (row, column));
            cell.map(|cell| cell.text.clone()).unwrap_or_default()
        };
        let (document, assessment) = desk.document(sample);
        let fields = sheet::fields(&document);
        assert!(fields.len() > 250, "{sample} has {} fields", fields.len());
        for field in &fields {
            let name = book.names.iter().find(|name| name.name == field.name);
            let name = name.unwrap_or_else(|| panic!("{sample}: no name {}", field.name));
            if let FieldValue::Text(text) = &field.value {
                let shown = text_at(name.sheet, name.row, name.column);
                assert!(text.starts_with(&shown), "{}: {shown}", field.name);
                assert!(text.is_empty() || !shown.is_empty(), "{}", field.name);
            }
        }
        let mut known = std::collections::BTreeSet::new();
        assert!(book.names.iter().all(|name| known.insert(name.name.to_lowercase())), "no two names are the same");
        assert_eq!(book.properties["hyokasho.form"], assessment.form.id);
    }
}

/// What an officer can write in is what comes back: labels and what follows from other answers are locked.
#[test]
fn only_what_comes_back_can_be_written_in() {
    let desk = Desk::new("sheets-locked");
    let file = desk.rendered(FULL);
    let patched = Patched::open(&file);
    let xml = |part: &str| std::str::from_utf8(&patched.parts[part]).unwrap();
    let after = |text: &str, mark: &str| Some(text.split_once(mark)?.1.split('"').next().unwrap().to_owned());
    let styles = xml("xl/styles.xml").split_once("<cellXfs").unwrap().1.split_once("</cellXfs>").unwrap().0;
    let unlocked: Vec<bool> = styles.split("<xf ").skip(1).map(|style| style.contains("locked=\"0\"")).collect();
    let named: std::collections::BTreeSet<(usize, String)> = patched
        .book
        .names
        .iter()
        .flat_map(|name| (name.row..name.row + name.rows).map(move |row| (name, row)))
        .flat_map(|(name, row)| (name.column..name.column + name.columns).map(move |column| (name.sheet, row, column)))
        .map(|(sheet, row, column)| (sheet, format!("{}{}", hyokasho::text::column::letters(column), row + 1)))
        .collect();
    let mut free = 0;
    for sheet in 0..patched.book.sheets.len() {
        for cell in xml(&format!("xl/worksheets/sheet{}.xml", sheet + 1)).split("<c ").skip(1) {
            let tag = cell.split('>').next().unwrap();
            let style = after(tag, "s=\"").map_or(0, |style| style.parse::<usize>().unwrap());
            if unlocked[style] {
                free += 1;
                let reference = after(tag, "r=\"").unwrap();
                assert!(
                    named.contains(&(sheet, reference.clone())),
                    "sheet {sheet}, {reference} is free, and has no name"
                );
            }
        }
    }
    assert!(free > 250, "{free} cells to write in");
}

#[test]
fn all_text_of_the_document_stands_on_the_sheets() {
    let desk = Desk::new("sheets-text");
    let page = |sample: &str| {
        let output = program(&["render", path(&desk.root.join(sample)), "--format", "json"]);
        String::from_utf8(output.stdout).unwrap()
    };
    for sample in [FULL, FOCUSED] {
        let book = grid::read("a.xlsx", &desk.export(sample)).unwrap();
        let all: String = book.cells().map(|(_, cell)| cell.text.as_str()).collect();
        let all: String = all.chars().filter(|character| !character.is_whitespace()).collect();
        let json: serde_json::Value = serde_json::from_str(&page(sample)).unwrap();
        let mut counted = 0;
        for item in json["items"].as_array().unwrap().iter().filter(|item| item["kind"] == "text") {
            let Some(answer) = item["answer"].as_str() else { continue };
            let answer: String = answer.chars().filter(|character| !character.is_whitespace()).collect();
            assert!(all.contains(&answer), "{sample}: {}", item["item"]);
            counted += 1;
        }
        assert!(counted > 40);
    }
}

#[test]
fn figures_are_pictures_that_are_told_in_words_too() {
    let desk = Desk::new("sheets-figures");
    let (document, _) = desk.document(FULL);
    let blocks = document.parts.iter().flat_map(|part| &part.blocks);
    let figures: Vec<&doc::DocFigure> = blocks
        .filter_map(|block| if let doc::DocBlock::Figure(figure) = block { Some(figure) } else { None })
        .collect();
    assert!(!figures.is_empty());
    let workbook = Patched::open(&desk.rendered(FULL));
    let media: Vec<_> = workbook.parts.iter().filter(|(name, _)| name.starts_with("xl/media/")).collect();
    assert_eq!(media.len(), figures.len());
    for (name, bytes) in media {
        let Ok(picture::Picture::Raster(raster)) = picture::read(bytes) else { panic!("{name} is no picture") };
        let picture::Pixels::Plain { samples, .. } = raster.pixels else { panic!("{name} is no PNG") };
        assert!(raster.width > 1_000, "{name} is {} pixels wide", raster.width);
        assert!(samples.iter().filter(|grey| **grey < 100).count() > 10_000, "{name} is empty");
    }
    let drawings: String = (workbook.parts.iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing")))
        .map(|(_, xml)| String::from_utf8_lossy(xml))
        .collect();
    for figure in figures {
        let beginning: String = figure.alternative.lines().next().unwrap().chars().take(40).collect();
        assert!(drawings.contains(&beginning), "{beginning}");
    }
}

#[test]
fn sheets_are_upright_pages_that_can_be_filled_in() {
    let desk = Desk::new("sheets-pages");
    let file = desk.rendered(FULL);
    let book = Patched::open(&file);
    let part = |name: &str| String::from_utf8(book.parts[name].clone()).unwrap();
    let sheets: Vec<&str> =
        book.book.sheets.iter().filter(|sheet| !sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(sheets.len(), desk.document(FULL).0.parts.len());
    assert_eq!(sheets[2], "Ⅰ　基本情報");
    for index in 1..=sheets.len() {
        let xml = part(&format!("xl/worksheets/sheet{index}.xml"));
        assert!(xml.contains("paperSize=\"9\"") && xml.contains("fitToHeight=\"0\""), "sheet {index}");
        assert!(xml.contains("<sheetProtection") && !xml.contains("password") && !xml.contains("<f>"), "sheet {index}");
        assert!(xml.contains("&amp;P</oddFooter>") && xml.contains("成人健診に関する事務"), "sheet {index}");
        for height in xml.split(" ht=\"").skip(1) {
            let height: f32 = height.split('"').next().unwrap().parse().unwrap();
            assert!(height <= 409.0, "a row of {height} points");
        }
    }
    let two = part("xl/worksheets/sheet4.xml") + &part("xl/worksheets/sheet5.xml");
    assert!(
        two.contains("type=\"list\"") && two.contains("選択肢'!$") && !two.contains("人未満,"),
        "lists stand on a sheet"
    );
    let workbook = part("xl/workbook.xml");
    assert_eq!(workbook.matches("_xlnm.Print_Area").count(), sheets.len());
    assert_eq!(workbook.matches("_xlnm.Print_Titles").count(), 1, "the head of the table of changes");
    assert_eq!(desk.export(FULL), desk.export(FULL), "the same bytes");
}
