//! An assessment made ready for an output: `render` and `build` give the same to every format.

use std::path::{Path, PathBuf};

use crate::assessment::Assessment;
use crate::diff::{Comparison, compare};
use crate::doc::{Document, build, build_review};
use crate::finding::Finding;
use crate::render::RenderError;
use crate::render::{Site, Theme, docx, html, json, markdown, pdf};
use crate::sheet;
use crate::typeface::Font;
use crate::workspace::{ASSESSMENT_FILE, Workspace};

/// One version of an assessment, with what stands beside it.
#[derive(Debug)]
pub struct Output<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
    assessment: &'a Assessment,
}

impl<'a> Output<'a> {
    /// Of the assessment that was read from `file`.
    pub fn new(workspace: &'a Workspace, file: &Path, assessment: &'a Assessment) -> Self {
        let folder = file.parent().unwrap_or_else(|| Path::new("")).to_owned();
        Self { workspace, folder, assessment }
    }

    pub fn document(&self) -> Document {
        build(self.assessment, &self.workspace.config.style)
    }

    /// With the changes from an older version.
    pub fn review(&self, old: &Assessment, name: &str) -> Document {
        let comparison: Comparison = compare(old, self.assessment);
        build_review(old, self.assessment, &comparison, name, &self.workspace.config.style)
    }

    pub fn web(&self, document: &Document, theme: &Theme, site: &Site) -> Result<Vec<u8>, RenderError> {
        html::page(document, theme, &|file| self.picture(file), site).map(String::into_bytes)
    }

    /// `with_source`: the assessment goes with it, so that the PDF can be imported as what it was.
    pub fn paper(&self, document: &Document, font: Option<Font>, with_source: bool) -> Result<pdf::Pdf, RenderError> {
        let mut options = pdf::PdfOptions::published(self.assessment.root().date("cover.published_on"), font);
        if with_source {
            options.attachments = sheet::attachments(self.assessment, &|file| self.picture(file));
        }
        pdf::render(document, &options, &|file| self.picture(file))
    }

    pub fn word(&self, document: &Document) -> Result<docx::Docx, RenderError> {
        docx::render(document, self.assessment.root().date("cover.published_on"), &|file| self.picture(file))
    }

    pub fn sheets(&self, document: &Document) -> Result<sheet::Workbook, sheet::WorkbookError> {
        sheet::render(document, &sheet::Origin::of(self.assessment), &|file| self.picture(file))
    }

    /// A workbook to write in: so many spare blocks in each list, and what the form says at the cells.
    pub fn sheets_to_fill_in(&self, spares: usize) -> Result<sheet::Workbook, sheet::WorkbookError> {
        let file = self.folder.join(ASSESSMENT_FILE);
        let read = |text: &str| self.workspace.load_text(&file, text).assessment;
        let house = &self.workspace.config.style;
        sheet::to_fill_in(self.assessment, house, spares, &read, &|file| self.picture(file))
    }

    pub fn markdown(document: &Document) -> Vec<u8> {
        markdown::page(document).into_bytes()
    }

    pub fn data(&self) -> Vec<u8> {
        json::page(self.assessment).into_bytes()
    }

    /// What is wrong with the pictures.
    pub fn told_of_pictures(&self) -> Vec<Finding> {
        self.workspace.told_of_pictures(&self.folder, self.assessment)
    }

    fn picture(&self, file: &str) -> Option<Vec<u8>> {
        self.workspace.picture(&self.folder, file).ok()
    }
}
