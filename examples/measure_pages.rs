//! Measures how well the PDF of an assessment is composed:
//!
//! ```sh
//! cargo run --example measure_pages -- assessments/15-health-checkups/assessment.yaml
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it tells what it measured")]

use std::path::{Path, PathBuf};

use hyokasho::doc::build;
use hyokasho::render::pdf::{PageMeasures, PdfOptions, measure};
use hyokasho::workspace::Workspace;

fn main() {
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        match measured(&path) {
            Ok(measures) => tell(&path, &measures),
            Err(message) => eprintln!("{}: {message}", path.display()),
        }
    }
}

fn measured(path: &Path) -> Result<PageMeasures, String> {
    let root = path.ancestors().skip(1).find(|folder| folder.join("hyokasho.yaml").is_file());
    let workspace = Workspace::open(root, &[]);
    let assessment = workspace.load(path).assessment.ok_or("cannot be read")?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let pictures = |name: &str| std::fs::read(folder.join(name)).ok();
    let document = build(&assessment, &workspace.config.style);
    measure(&document, &PdfOptions::default(), &pictures).map_err(|error| error.to_string())
}

fn tell(path: &Path, measures: &PageMeasures) {
    println!("{}: {} pages", path.display(), measures.pages);
    println!("  labels cut (bar: 0): {:?}", measures.cut_labels);
    println!("  pages that open with a blank label (bar: 0): {:?}", measures.blank_labels);
    println!("  pages filled 17 % or less inside of a chapter (bar: 0): {:?}", measures.empty_pages);
    println!("  pages filled 17 % or less at the end of a chapter: {:?}", measures.empty_ends);
    let (short, texts) = (measures.short_lines.len(), measures.texts.max(1));
    println!("  last lines of one or two characters (bar: 3 ‰): {} ‰ of {texts}", short * 1000 / texts);
    for (page, words) in &measures.short_lines {
        println!("    page {page}: {words}");
    }
}
