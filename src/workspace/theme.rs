//! What a workspace adds to printed pages: templates of its own, pictures beside an assessment.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::open::Workspace;
use crate::assessment::{Answer, Assessment};
use crate::disk::shown;
use crate::finding::{Finding, reader};
use crate::picture::{self, Picture};
use crate::text::{Source, limits};

/// Where a workspace's own templates stand below its root.
pub const TEMPLATES_FOLDER: &str = "templates/html";

/// The first of these that is there is the mark of the municipality.
const LOGOS: [&str; 3] = ["logo.svg", "logo.png", "logo.jpg"];

/// The templates, style sheets and scripts of a workspace's own look.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// Where they stand, for messages.
    pub folder: String,
    /// By name.
    pub texts: BTreeMap<String, String>,
    /// The mark of the municipality: `logo.svg`, `logo.png` or `logo.jpg` beside them.
    pub logo: Option<Vec<u8>>,
}

impl Workspace {
    pub fn templates(&self) -> Result<Templates, Box<Finding>> {
        let Some(root) = &self.root else { return Ok(Templates::default()) };
        let folder = root.join(TEMPLATES_FOLDER);
        let mut templates = Templates { folder: shown(&folder), ..Templates::default() };
        if let Some(name) = LOGOS.iter().find(|name| self.store.stands(&folder.join(name))) {
            templates.logo = Some(self.store.read_named(&folder, name, limits::PICTURE_BYTES)?);
        }
        for ending in ["html", "css", "js"] {
            for path in self.store.files_below(&folder, ending) {
                let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                templates.texts.insert(name, self.store.read_text(&path)?.text().to_owned());
            }
        }
        Ok(templates)
    }

    /// A template of the workspace's own besides those of web pages, where there is one.
    pub fn own_template(&self, name: &str) -> Option<Result<Arc<Source>, Box<Finding>>> {
        let path = self.root.as_ref()?.join("templates").join(name);
        self.store.stands(&path).then(|| self.store.read_text(&path))
    }

    /// What is wrong with the pictures that an assessment in `folder` shows.
    pub fn told_of_pictures(&self, folder: &Path, assessment: &Assessment) -> Vec<Finding> {
        let mut findings = Vec::new();
        for cell in &assessment.cells {
            let Some(Answer::Figures(figures)) = cell.answer() else { continue };
            for figure in figures {
                let told = figure.file.as_ref().map(|file| self.told_of_picture(folder, file)).unwrap_or_default();
                let place = |finding: Finding| finding.at(figure.span.clone());
                let told = told.into_iter().map(place);
                findings.extend(told.map(|finding| finding.on(cell.address.as_str(), assessment.path(cell))));
            }
        }
        findings
    }

    /// Why a picture is not shown, or what of it is not drawn as written.
    fn told_of_picture(&self, folder: &Path, file: &str) -> Vec<Finding> {
        let bytes = match self.picture(folder, file) {
            Ok(bytes) => bytes,
            Err(finding) => return vec![*finding],
        };
        match picture::read(&bytes) {
            Err(fault) => {
                vec![Finding::new(&reader::BAD_PICTURE, format!("「{file}」を図として表せません（{fault}）"))]
            }
            Ok(Picture::Vector(drawn)) => {
                let told = drawn.changed.iter().map(|change| format!("「{file}」の{change}"));
                told.map(|message| Finding::new(&reader::PICTURE_CHANGED, message)).collect()
            }
            Ok(Picture::Raster(_)) => Vec::new(),
        }
    }

    /// The bytes of a picture in the folder of an assessment.
    pub fn picture(&self, folder: &Path, file: &str) -> Result<Vec<u8>, Box<Finding>> {
        self.store.read_named(folder, file, limits::PICTURE_BYTES)
    }
}
