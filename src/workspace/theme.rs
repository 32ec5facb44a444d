//! What a workspace adds to printed pages: templates of its own, pictures beside an assessment.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::display;
use super::open::Workspace;
use crate::assessment::{Answer, Assessment};
use crate::finding::{Finding, reader};
use crate::picture::{self, Fault};
use crate::text::limits;

/// Where a workspace's own templates stand below its root.
pub const TEMPLATES_FOLDER: &str = "templates/html";

/// The templates, style sheets and scripts of a workspace's own look.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// Where they stand, for messages.
    pub folder: String,
    /// By name.
    pub texts: BTreeMap<String, String>,
}

impl Workspace {
    pub fn templates(&self) -> Result<Templates, Box<Finding>> {
        let Some(root) = &self.root else { return Ok(Templates::default()) };
        let folder = root.join(TEMPLATES_FOLDER);
        let mut templates = Templates { folder: display(&folder), texts: BTreeMap::new() };
        for ending in ["html", "css", "js"] {
            for path in self.store.files_below(&folder, ending) {
                let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                templates.texts.insert(name, self.store.read_text(&path)?.text().to_owned());
            }
        }
        Ok(templates)
    }

    /// What is wrong with the pictures that an assessment in `folder` shows.
    pub(super) fn unread_pictures(&self, folder: &Path, assessment: &Assessment) -> Vec<Finding> {
        let mut findings = Vec::new();
        for cell in &assessment.cells {
            let Some(Answer::Figures(figures)) = cell.answer() else { continue };
            for figure in figures {
                let Some(Err(finding)) = figure.file.as_ref().map(|file| self.shown_picture(folder, file)) else {
                    continue;
                };
                findings.push(finding.at(figure.span.clone()).on(cell.address.clone(), assessment.path(cell)));
            }
        }
        findings
    }

    /// A picture that can be read and is one.
    fn shown_picture(&self, folder: &Path, file: &str) -> Result<(), Box<Finding>> {
        let bytes = self.picture(folder, file)?;
        picture::read(&bytes).map(|_| ()).map_err(|fault| {
            let (Fault::Broken(why) | Fault::TooLarge(why)) = fault;
            Box::new(Finding::new(&reader::BAD_PICTURE, format!("「{file}」を図として表せません（{why}）")))
        })
    }

    /// The bytes of a picture in the folder of an assessment.
    pub fn picture(&self, folder: &Path, file: &str) -> Result<Vec<u8>, Box<Finding>> {
        self.read_beside(folder, file, limits::PICTURE_BYTES)
    }
}
