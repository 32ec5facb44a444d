//! What a workspace adds to printed pages: templates of its own, pictures beside an assessment.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::open::Workspace;
use crate::finding::{Finding, reader};
use crate::text::limits;

/// Where a workspace's own templates stand below its root.
pub const TEMPLATES_FOLDER: &str = "templates/html";

impl Workspace {
    /// The templates, style sheets and scripts of the workspace's own look, by name.
    pub fn templates(&self) -> Result<BTreeMap<String, String>, Box<Finding>> {
        let mut templates = BTreeMap::new();
        let Some(root) = &self.root else { return Ok(templates) };
        let folder = root.join(TEMPLATES_FOLDER);
        for ending in ["html", "css", "js"] {
            for path in self.store.files_below(&folder, ending) {
                let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                templates.insert(name, self.store.read_text(&path)?.text().to_owned());
            }
        }
        Ok(templates)
    }

    /// The bytes of a picture in the folder of an assessment.
    pub fn picture(&self, folder: &Path, file: &str) -> Result<Vec<u8>, Box<Finding>> {
        if !Path::new(file).components().all(|piece| matches!(piece, Component::Normal(_))) {
            let message = format!("「{file}」は評価書のフォルダーの外を指しています");
            let help = "評価書のフォルダーの中のファイルを指してください";
            return Err(Box::new(Finding::new(&reader::PATH_ESCAPES, message).help(help)));
        }
        self.store.read_bytes(&folder.join(file), limits::PICTURE_BYTES)
    }
}
