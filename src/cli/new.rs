//! `hyokasho new`

use std::path::{Path, PathBuf};

use super::args::NewArguments;
use super::exit::Exit;
use super::{forms, terminal};
use crate::form::Form;
use crate::workspace::{ASSESSMENT_FILE, CONFIG_FILE, STARTER_CONFIG, root_of, write_new_text};

pub(super) fn run(command: &NewArguments) -> Exit {
    let file = command.folder.join(ASSESSMENT_FILE);
    let root = root_of(&file);
    let form = match forms::named(&command.form, root.as_deref()) {
        Ok(form) => form,
        Err(exit) => return exit,
    };
    if let Err(message) = write_new_text(&file, &form.starter()) {
        terminal::tell(&format!("誤り: {message}"));
        return Exit::Unwritten;
    }
    let mut told = created(&file, &form);
    match (&root, command.workspace) {
        (Some(root), true) => {
            let config = root.join(CONFIG_FILE);
            let shown = config.strip_prefix(".").unwrap_or(&config);
            terminal::tell(&format!("{} がすでにあります", shown.display()));
        }
        (Some(_), false) => {}
        (None, true) => {
            let config = folder_above(&command.folder).join(CONFIG_FILE);
            if let Err(message) = write_new_text(&config, STARTER_CONFIG) {
                terminal::tell(&format!("誤り: {message}"));
                return Exit::Unwritten;
            }
            told += &format!("{} を作りました（ワークスペースの設定）\n", config.display());
        }
        (None, false) => terminal::tell(&format!(
            "設定のファイル（{CONFIG_FILE}）がありません。文例や設定を評価書の間で共有するなら、--workspace を付けると作れます"
        )),
    }
    terminal::finish(&told)
}

fn created(file: &Path, form: &Form) -> String {
    let asked = form.inputs().filter(|node| !node.is_derived()).count();
    format!("{} を作りました（{}、書く項目は {asked}）\n", file.display(), form.title())
}

/// Assessments stand side by side, so the settings stand above their folders.
fn folder_above(folder: &Path) -> PathBuf {
    folder.parent().map(Path::to_owned).unwrap_or_default()
}
