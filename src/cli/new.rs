//! `hyokasho new`

use std::path::{Path, PathBuf};

use super::args::NewArguments;
use super::exit::Exit;
use super::{forms, terminal};
use crate::disk::{self, NewFile, write_all};
use crate::form::Form;
use crate::workspace::{ASSESSMENT_FILE, CONFIG_FILE, STARTER_CONFIG, root_of};

pub(super) fn run(command: &NewArguments) -> Exit {
    let file = command.folder.join(ASSESSMENT_FILE);
    let root = root_of(&file);
    let form = match forms::named(&command.form, root.as_deref()) {
        Ok(form) => form,
        Err(exit) => return exit,
    };
    let starter = form.starter();
    let config = folder_above(&command.folder).join(CONFIG_FILE);
    let mut files = vec![NewFile::new(&file, starter.as_bytes())];
    if root.is_none() && command.workspace {
        files.push(NewFile::new(&config, STARTER_CONFIG.as_bytes()));
    }
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
        }
        (None, false) => terminal::tell(&format!(
            "設定のファイル（{CONFIG_FILE}）がありません。文例や設定を評価書の間で共有するなら、--workspace を付けると作れます"
        )),
    }
    terminal::finish(&told)
}

fn created(file: &Path, form: &Form) -> String {
    let asked = form.inputs().filter(|node| !node.is_derived()).count();
    format!("{} を作りました（{}、書く項目は {asked}）\n", disk::shown(file), form.title())
}

/// Assessments stand side by side, so the settings stand above their folders.
fn folder_above(folder: &Path) -> PathBuf {
    folder.parent().map(Path::to_owned).unwrap_or_default()
}
