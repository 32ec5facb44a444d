//! `hyokasho fmt`

use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::terminal;
use crate::disk::{read_text, replace, shown};
use crate::procedure::PROCEDURE_FILE;
use crate::workspace::{CONFIG_FILE, REVISIONS_FOLDER, assessments_at, root_of};
use crate::yaml::{FormatError, format};

#[derive(Debug, clap::Args)]
pub(super) struct FmtArguments {
    /// ワークスペース、評価書のフォルダー、または YAML ファイル。フォルダーでは、評価書・手続の記録・設定を整える
    #[arg(default_value = ".", value_name = "パス")]
    paths: Vec<PathBuf>,
    /// 書き込まずに、整っていないファイルを示す（あれば終了コードが 1 になる）
    #[arg(long)]
    check: bool,
}

pub(super) fn run(command: &FmtArguments) -> Exit {
    let mut exit = Exit::Clean;
    let mut told = String::new();
    for path in &command.paths {
        let files = files_at(path);
        if files.is_empty() {
            terminal::tell(&format!("誤り: {} に、整えるファイルがありません", shown(path)));
            exit = exit.max(Exit::Refused);
        }
        for file in files {
            exit = exit.max(one(&file, command.check, &mut told));
        }
    }
    if terminal::print(&told).is_err() { Exit::Unwritten } else { exit }
}

/// A frozen version is never touched, for its seal is about its bytes.
fn files_at(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut files = Vec::new();
    for assessment in assessments_at(path) {
        files.push(assessment.with_file_name(PROCEDURE_FILE));
        files.push(assessment);
    }
    if root_of(&path.join(CONFIG_FILE)).is_some_and(|root| root == path) {
        files.push(path.join(CONFIG_FILE));
    }
    files.retain(|file| file.is_file());
    files.sort();
    files
}

fn one(file: &Path, only_check: bool, told: &mut String) -> Exit {
    let name = shown(file);
    if file.parent().is_some_and(|folder| folder.ends_with(REVISIONS_FOLDER)) {
        terminal::tell(&format!("{name}: 確定した版なので、整えません"));
        return Exit::Refused;
    }
    let source = match read_text(file) {
        Ok(source) => source,
        Err(finding) => return super::target::refuse(&[*finding]),
    };
    match format(&source) {
        Ok(after) if after == source.text() => Exit::Clean,
        Ok(_) if only_check => {
            *told += &format!("{name}: 書き方が整っていません\n");
            Exit::Findings
        }
        Ok(after) => match replace(file, source.text().as_bytes(), after.as_bytes()) {
            Ok(()) => {
                *told += &format!("{name} を整えました\n");
                Exit::Clean
            }
            Err(error) => terminal::unwritten(&error),
        },
        Err(error) => {
            terminal::tell(&format!("{name}: {error}"));
            if matches!(error, FormatError::Unreadable { .. }) { Exit::Refused } else { Exit::Findings }
        }
    }
}
