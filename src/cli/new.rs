//! `hyokasho new`

use std::path::{Path, PathBuf};

use super::args::NewArguments;
use super::exit::Exit;
use super::git::ATTRIBUTES_FILE;
use super::render::sheets;
use super::{forms, terminal};
use crate::disk::{self, NewFile, create, write_all};
use crate::form::Form;
use crate::office::Output;
use crate::procedure;
use crate::rules::codes;
use crate::workspace::{
    ASSESSMENT_FILE, CONFIG_FILE, SCHEMAS_FOLDER, STARTER_ATTRIBUTES, STARTER_CONFIG, STARTER_EDITOR_SETTINGS,
    Workspace, config_schema, root_of,
};

/// Spare blocks of each list in an empty workbook.
const SPARES: usize = 2;

pub(super) fn run(command: &NewArguments) -> Exit {
    if command.folder.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return workbook(command);
    }
    let file = command.folder.join(ASSESSMENT_FILE);
    let root = root_of(&file);
    let form = match forms::named(&command.form, root.as_deref()) {
        Ok(form) => form,
        Err(exit) => return exit,
    };
    let config = folder_above(&command.folder).join(CONFIG_FILE);
    let is_new = root.is_none() && command.workspace;
    let around = if is_new { config.parent() } else { root.as_deref() };
    // Only where a workspace has schemas for editors.
    let schemas = around.map(|root| root.join(SCHEMAS_FOLDER)).filter(|schemas| is_new || schemas.is_dir());
    let named = schemas.as_ref().zip(around).and_then(|(_, root)| schema_line(&command.folder, root, &form));
    let starter = named.unwrap_or_default() + &form.starter();
    let mut files = vec![NewFile::new(&file, starter.as_bytes())];
    if is_new {
        files.push(NewFile::new(&config, STARTER_CONFIG.as_bytes()));
    }
    let beside = schemas.map(|schemas| for_editors(&schemas, around, is_new, &form)).unwrap_or_default();
    let missing = beside.iter().filter(|(path, _)| !path.exists());
    files.extend(missing.map(|(path, text)| NewFile::new(path, text.as_bytes())));
    if let Err(error) = write_all(&files) {
        return terminal::unwritten(&error);
    }
    let mut told = created(&file, &form);
    match (&root, command.workspace) {
        (Some(root), true) => {
            let config = root.join(CONFIG_FILE);
            let shown = config.strip_prefix(".").unwrap_or(&config);
            terminal::tell(&format!("{} がすでにあります", disk::shown(shown)));
        }
        (Some(_), false) => {}
        (None, true) => {
            told += &format!("{} を作りました（ワークスペースの設定）\n", disk::shown(config.as_ref()));
            let root = folder_above(&command.folder);
            let beside = [".vscode", ATTRIBUTES_FILE].map(|name| disk::shown(&root.join(name))).join(" と ");
            told += &format!("{beside} を作りました（エディターと git の設定）\n");
        }
        (None, false) => terminal::tell(&format!(
            "設定のファイル（{CONFIG_FILE}）がありません。文例や設定を評価書の間で共有するなら、--workspace を付けると作れます"
        )),
    }
    terminal::finish(&told)
}

/// The empty form, to be filled in with a spreadsheet program.
fn workbook(command: &NewArguments) -> Exit {
    let file = &command.folder;
    if command.workspace {
        terminal::tell("誤り: --workspace は、フォルダーに作るときに使えます");
        return Exit::Usage;
    }
    let workspace = Workspace::open(root_of(file).as_deref(), &codes());
    let form = match forms::named(&command.form, workspace.root.as_deref()) {
        Ok(form) => form,
        Err(exit) => return exit,
    };
    let place = file.with_file_name(ASSESSMENT_FILE);
    let Some(assessment) = workspace.load_text(&place, &form.starter()).assessment else { return Exit::Refused };
    let bytes = match sheets(Output::new(&workspace, &place, &assessment).sheets_to_fill_in(SPARES)) {
        Ok(bytes) => bytes,
        Err(exit) => return exit,
    };
    if let Err(error) = create(file, &bytes) {
        return terminal::unwritten(&error);
    }
    let told = [
        created(file, &form).trim_end().to_owned(),
        format!("書き入れたら、hyokasho import {} -o フォルダー で評価書にできます", disk::shown(file)),
    ];
    terminal::finish(&(told.join("\n") + "\n"))
}

fn created(file: &Path, form: &Form) -> String {
    let asked = form.inputs().filter(|node| !node.is_derived()).count();
    format!("{} を作りました（{}、書く項目は {asked}）\n", disk::shown(file), form.title())
}

/// What editors and git find in a workspace: each with its text.
fn for_editors(schemas: &Path, root: Option<&Path>, is_new: bool, form: &Form) -> Vec<(PathBuf, String)> {
    let mut files = vec![(schemas.join(format!("{}.json", form.id)), format!("{:#}\n", form.schema()))];
    if let Some(root) = root.filter(|_| is_new) {
        files.push((schemas.join("hyokasho.yaml.json"), format!("{:#}\n", config_schema())));
        files.push((schemas.join("procedure.yaml.json"), format!("{:#}\n", procedure::schema())));
        files.push((root.join(".vscode/settings.json"), STARTER_EDITOR_SETTINGS.to_owned()));
        files.push((root.join(ATTRIBUTES_FILE), STARTER_ATTRIBUTES.to_owned()));
    }
    files
}

/// The line by which an editor finds the schema of the form, seen from the folder of the assessment.
fn schema_line(folder: &Path, root: &Path, form: &Form) -> Option<String> {
    let absolute = |path: &Path| std::path::absolute(if path.as_os_str().is_empty() { Path::new(".") } else { path });
    let (folder, root) = (absolute(folder).ok()?, absolute(root).ok()?);
    let steps = folder.strip_prefix(root).ok()?.components().count();
    let up = "../".repeat(steps);
    Some(format!("# yaml-language-server: $schema={up}{SCHEMAS_FOLDER}/{}.json\n", form.id))
}

/// Assessments stand side by side, so the settings stand above their folders.
fn folder_above(folder: &Path) -> PathBuf {
    folder.parent().map(Path::to_owned).unwrap_or_default()
}
