//! A new assessment: from a form, from one that there is, or from a document of the office.

use std::path::PathBuf;

use serde::Deserialize;

use super::answer::{Ask, ServeAnswer};
use super::desk::Desk;
use crate::disk::{NewFile, is_device, write_all};
use crate::import::{REPORT_FILE, import as read_in, open};
use crate::sheet::anew;
use crate::text::percent::encoded;
use crate::workspace::{
    ASSESSMENT_FILE, CONFIG_FILE, FORMS_FOLDER, FRAGMENTS_FOLDER, REVISIONS_FOLDER, STARTER_CONFIG, Workspace,
};

#[derive(Debug, Deserialize)]
struct NewAsked {
    /// The id of a form, or the name of an assessment behind `=`.
    from: String,
    folder: String,
    title: String,
}

pub(super) fn start(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let asked: NewAsked = ask.json()?;
    let _writing = desk.write();
    let file = place(desk, &asked.folder)?;
    let workspace = desk.workspace();
    let text = match asked.from.strip_prefix('=') {
        Some(name) => desk.open(name)?.loaded.assessment.ok_or_else(ServeAnswer::missing)?.source.text().to_owned(),
        None => workspace.forms.named(&asked.from).ok_or_else(ServeAnswer::missing)?.starter(),
    };
    let text = titled(&workspace, &file, text, asked.title.trim());
    let config = desk.root().join(CONFIG_FILE);
    let mut files = vec![NewFile::new(&file, text.as_bytes())];
    if !config.exists() {
        files.push(NewFile::new(&config, STARTER_CONFIG.as_bytes()));
    }
    write_all(&files).map_err(|error| ServeAnswer::refused(format!("作れませんでした: {error}。{}", error.help())))?;
    Ok(there(&asked.folder))
}

/// With the title that was wished for, where the form has a place for one.
fn titled(workspace: &Workspace, file: &std::path::Path, text: String, title: &str) -> String {
    if title.is_empty() {
        return text;
    }
    let assessment = workspace.load_text(file, &text).assessment;
    assessment.and_then(|assessment| crate::sheet::set_text(&assessment, "cover.title", title).ok()).unwrap_or(text)
}

pub(super) fn import(desk: &Desk, ask: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    let (name, folder) = (ask.query("name"), ask.query("folder"));
    let file = place(desk, folder)?;
    let workspace = desk.workspace();
    let book = open(name, &ask.body).map_err(|finding| ServeAnswer::finding(&finding))?;
    let bind = |text: &str| workspace.load_text(&file, text).assessment;
    let imported = anew(&book, &workspace.config.style, &bind)
        .map_or_else(|| read_in(&book, &workspace.forms), Ok)
        .map_err(|finding| ServeAnswer::finding(&finding))?;
    let report = imported.report.json();
    let _writing = desk.write();
    let beside: Vec<_> = imported.files.iter().map(|(name, bytes)| (file.with_file_name(name), bytes)).collect();
    let mut files = vec![NewFile::new(&file.with_file_name(REPORT_FILE), report.as_bytes())];
    files.extend(beside.iter().map(|(place, bytes)| NewFile::new(place, bytes.as_slice())));
    files.push(NewFile::new(&file, imported.yaml.as_bytes()));
    write_all(&files)
        .map_err(|error| ServeAnswer::refused(format!("取り込めませんでした: {error}。{}", error.help())))?;
    Ok(ServeAnswer::json(&serde_json::json!({ "go": format!("/a/{}/taken-in", encoded(folder)) })))
}

fn there(folder: &str) -> ServeAnswer {
    ServeAnswer::json(&serde_json::json!({ "go": format!("/a/{}", encoded(folder)) }))
}

/// Where the new assessment stands: a folder right below the workspace that is not there yet.
fn place(desk: &Desk, folder: &str) -> Result<PathBuf, ServeAnswer> {
    const LONGEST: usize = 100;
    const RESERVED: [&str; 8] =
        ["_", REVISIONS_FOLDER, FRAGMENTS_FOLDER, "figures", FORMS_FOLDER, "target", "out", "templates"];
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | 'ー' | '・');
    if folder.is_empty()
        || folder.len() > LONGEST
        || !folder.chars().all(is_plain)
        || RESERVED.contains(&folder)
        || is_device(folder)
    {
        let words = "フォルダーの名前は、文字・数字・「-」「_」で 1～100 バイトにしてください（例: 22-児童手当）";
        return Err(ServeAnswer::refused(words));
    }
    let place = desk.root().join(folder);
    if std::fs::symlink_metadata(&place).is_ok() {
        return Err(ServeAnswer::refused(format!("「{folder}」はすでにあります。別の名前にしてください")));
    }
    Ok(place.join(ASSESSMENT_FILE))
}
