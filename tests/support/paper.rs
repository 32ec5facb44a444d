//! What other programs say of a printed document.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use hyokasho::doc::{DocBlock, DocPart, Document as Printed, OutlineEntry, build};
use hyokasho::house::HouseStyle;
use hyokasho::render::pdf::{Pdf, PdfOptions, render};
use hyokasho::workspace::Workspace;
use lopdf::content::Content;
use lopdf::{Document, Object};

use super::structure;

/// Where a file for other programs stands; it stays for a look at it.
fn place(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

/// What a program says of a document, which takes the place of `FILE` among the words.
pub(crate) fn told(program: &str, words: &[&str], pdf: &Pdf, name: &str) -> String {
    let file = place(&format!("{name}.pdf"));
    std::fs::write(&file, &pdf.bytes).unwrap();
    let words = words.iter().map(|word| if *word == "FILE" { file.as_os_str() } else { word.as_ref() });
    let output = Command::new(program).args(words).output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn is_valid(pdf: &Pdf, name: &str) {
    let checked = told("qpdf", &["--check", "FILE"], pdf, name);
    assert!(checked.contains("No syntax or stream encoding errors"), "{checked}");
    let info = told("pdfinfo", &["FILE"], pdf, name);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains(&format!("Pages:           {}\n", pdf.pages)), "{info}");
    assert_eq!(structure::faults(&pdf.bytes), Vec::<String>::new(), "{name}");
}

/// A document of one chapter with one table.
pub(crate) fn chapter(entries: Vec<OutlineEntry>) -> Printed {
    let part = DocPart {
        number: Some("Ⅰ".into()),
        title: "章".into(),
        anchor: "part".into(),
        blocks: vec![DocBlock::Table(entries)],
        ..DocPart::default()
    };
    Printed { title: "試し刷り".into(), parts: vec![part], ..Printed::default() }
}

/// A page as pixels, one to the point.
pub(crate) struct Seen {
    width: u16,
    height: u16,
    pixels: Vec<u8>,
    /// Left, top, width and height of its first figure.
    pub(crate) figure: (f32, f32, f32, f32),
}

impl Seen {
    pub(crate) fn at(&self, x: f32, y: f32) -> [u8; 3] {
        let pixel = |at: f32, most: u16| (0..most).take_while(|pixel| f32::from(*pixel) + 1.0 <= at).count();
        let at = (pixel(y, self.height) * usize::from(self.width) + pixel(x, self.width)) * 3;
        self.pixels[at..at + 3].try_into().unwrap()
    }
}

/// The first page as a program shows it.
pub(crate) fn picture_of(pdf: &Pdf, name: &str) -> Seen {
    let root = place(name);
    told("pdftoppm", &["-r", "72", "-f", "1", "-singlefile", "FILE", root.to_str().unwrap()], pdf, name);
    let bytes = std::fs::read(root.with_file_name(format!("{name}.ppm"))).unwrap();
    let mut words = bytes.splitn(4, u8::is_ascii_whitespace);
    let mut number = || std::str::from_utf8(words.next().unwrap()).unwrap().parse().unwrap_or(0);
    let (_, width, height): (u16, u16, u16) = (number(), number(), number());
    let pixels = bytes[bytes.len() - usize::from(width) * usize::from(height) * 3..].to_vec();
    let file = Document::load_mem(&pdf.bytes).unwrap();
    let areas = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok()?.get(b"BBox").ok());
    let area: Vec<f32> =
        areas.flat_map(Object::as_array).flatten().map(|side| side.as_float().unwrap()).take(4).collect();
    let [left, bottom, right, top]: [f32; 4] = area.try_into().unwrap();
    Seen { width, height, pixels, figure: (left, f32::from(height) - top, right - left, top - bottom) }
}

pub(crate) fn sample(name: &str) -> Printed {
    let path = PathBuf::from(format!("assessments/{name}/assessment.yaml"));
    let workspace = Workspace::open(Some(Path::new("assessments")), &[]);
    let text = std::fs::read_to_string(&path).unwrap();
    build(&workspace.load_text(&path, &text).assessment.unwrap(), &HouseStyle::default())
}

pub(crate) fn printed(document: &Printed) -> Pdf {
    render(document, &PdfOptions::default(), &|_| None).unwrap()
}

/// How often each character stands in a text; spaces and the width of columns are the reader's guess.
pub(crate) fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The text that is content: without header and footer, and without what a page says again.
pub(crate) fn body(pdf: &Pdf, name: &str) -> String {
    let pdf = Pdf { bytes: without_artifacts(&pdf.bytes), pages: pdf.pages, missing: Vec::new() };
    told("pdftotext", &["-raw", "FILE", "-"], &pdf, name)
}

fn without_artifacts(bytes: &[u8]) -> Vec<u8> {
    let mut file = Document::load_mem(bytes).unwrap();
    for page in file.get_pages().into_values().collect::<Vec<_>>() {
        let mut content = Content::decode(&file.get_page_content(page)).unwrap();
        let mut open: Vec<bool> = Vec::new();
        content.operations.retain(|operation| {
            match operation.operator.as_str() {
                "BDC" | "BMC" => open.push(operation.operands[0].as_name().unwrap() == b"Artifact"),
                "EMC" => drop(open.pop()),
                "Tj" | "TJ" => return !open.contains(&true),
                _ => {}
            }
            true
        });
        file.change_page_content(page, content.encode().unwrap()).unwrap();
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

/// The text in the order of the tree, as a screen reader goes through it; white space is the reader's guess.
pub(crate) fn read_aloud(pdf: &Pdf, name: &str) -> String {
    let tree = told("pdfinfo", &["-struct-text", "FILE"], pdf, name);
    let texts = tree.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    squeezed(&texts.collect::<String>())
}

pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
