//! Whether an assessment must be rendered again: one number over everything that its pages are made from.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::SiteBuilder;
use crate::dates::Date;
use crate::disk::{Bounds, files_below};
use crate::text::limits;
use crate::typeface::Font;
use crate::workspace::{BASELINE_FILE, CONFIG_FILE, Loaded, TEMPLATES_FOLDER, Workspace};

/// Of what all assessments of a workspace share: settings, forms and templates of its own, the program.
pub(super) fn shared(workspace: &Workspace) -> String {
    let mut hasher = Sha256::new();
    add(&mut hasher, "program", env!("CARGO_PKG_VERSION").as_bytes());
    if let Some(root) = &workspace.root {
        let font = workspace.config.style.font.as_ref().map(|address| root.join(Font::address(address).0));
        let folders = [root.join("forms"), root.join(TEMPLATES_FOLDER)];
        let files = [root.join(CONFIG_FILE)].into_iter().chain(font);
        for file in files.chain(folders.iter().flat_map(|folder| files_below(folder))) {
            add_file(&mut hasher, &Bounds::of_workspace(root), root, &file);
        }
    }
    hex(hasher)
}

/// Of the edition of the office.
pub(super) fn of_internal(input: Sha256) -> String {
    hex(input)
}

/// Of the public edition, which may be judged otherwise on another day.
pub(super) fn of_public(input: Sha256, builder: &SiteBuilder<'_>) -> String {
    let mut hasher = input;
    if let Some(root) = &builder.workspace.root {
        add_file(&mut hasher, &Bounds::of_workspace(root), root, &root.join(BASELINE_FILE));
    }
    add(&mut hasher, "draft", &[u8::from(builder.order.allow_draft)]);
    add(&mut hasher, "today", builder.order.today.map(Date::iso).unwrap_or_default().as_bytes());
    hex(hasher)
}

/// Of one assessment: everything in its folder, revisions, spreadsheets and pictures included, and the passages that it uses.
pub(super) fn hashed(builder: &SiteBuilder<'_>, loaded: &Loaded) -> Sha256 {
    let mut hasher = Sha256::new();
    add(&mut hasher, "shared", builder.shared.as_bytes());
    add(&mut hasher, "source", &[u8::from(builder.order.with_source)]);
    for (name, text) in builder.theme.sources() {
        add(&mut hasher, name, text.as_bytes());
    }
    add(&mut hasher, "path", loaded.path.to_string_lossy().as_bytes());
    let folder = loaded.path.parent().unwrap_or_else(|| Path::new(""));
    let bounds = Bounds::of_workspace(builder.workspace.root.as_deref().unwrap_or(folder));
    files_below(folder).iter().for_each(|file| add_file(&mut hasher, &bounds, folder, file));
    let revisions = loaded.revisions.iter().filter_map(|revision| revision.assessment.as_ref());
    for assessment in loaded.assessment.iter().chain(revisions) {
        for name in &assessment.fragments_used {
            if let Some(fragment) = builder.workspace.fragments.get(name) {
                add(&mut hasher, name, fragment.source.text().as_bytes());
            }
        }
    }
    hasher
}

/// Length before content, so that no two inputs run into each other.
fn add(hasher: &mut Sha256, name: &str, content: &[u8]) {
    for bytes in [name.as_bytes(), content] {
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
}

/// A file that cannot be read counts as an empty one; whoever needs it tells what is wrong.
fn add_file(hasher: &mut Sha256, bounds: &Bounds, root: &Path, file: &Path) {
    let name = file.strip_prefix(root).unwrap_or(file).to_string_lossy();
    add(hasher, &name, &bounds.read_bytes(file, limits::FONT_BYTES).unwrap_or_default());
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
