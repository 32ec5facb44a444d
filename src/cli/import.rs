//! `hyokasho import`

use std::path::Path;

use super::args::ImportArguments;
use super::exit::Exit;
use super::into;
use super::target::refuse;
use super::terminal;
use crate::disk::{self, NewFile, read_bytes, write_all};
use crate::grid::Book;
use crate::import::{Imported, import, open};
use crate::rules::codes;
use crate::sheet::anew;
use crate::text::limits;
use crate::workspace::{ASSESSMENT_FILE, Workspace, root_of};

const REPORT_FILE: &str = "import-report.json";
/// The rest stands in the report.
const SHOWN: usize = 10;
const SHOWN_CHARACTERS: usize = 80;

pub(super) fn run(command: &ImportArguments) -> Exit {
    let name = command.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let read = || read_bytes(&command.file, limits::SHEET_BYTES).and_then(|bytes| open(&name, &bytes));
    if let Some(target) = &command.into {
        return match read() {
            Ok(book) => into::run(&book, target, command.dry_run),
            Err(finding) => refuse(&[*finding]),
        };
    }
    let Some(folder) = &command.output else { return Exit::Usage };
    let file = folder.join(ASSESSMENT_FILE);
    if std::fs::symlink_metadata(&file).is_ok() {
        terminal::tell(&format!("誤り: {} がすでにあるので、何も書きませんでした", disk::shown(file.as_ref())));
        terminal::tell("対処: 別のフォルダーを -o に書くか、今のファイルを移してから取り込んでください");
        return Exit::Unwritten;
    }
    let workspace = Workspace::open(root_of(&file).as_deref(), &codes());
    let bind = |text: &str| workspace.load_text(&file, text).assessment;
    let own = |book: &Book| anew(book, &workspace.config.style, &bind);
    match read().and_then(|book| own(&book).map_or_else(|| import(&book, &workspace.forms), Ok)) {
        Ok(imported) => write(folder, &imported),
        Err(finding) => refuse(&[*finding]),
    }
}

/// The report first: an assessment never stands there without it.
fn write(folder: &Path, imported: &Imported) -> Exit {
    let (file, report) = (folder.join(ASSESSMENT_FILE), folder.join(REPORT_FILE));
    let told = serde_json::to_string_pretty(&imported.report).unwrap_or_default() + "\n";
    let files = [NewFile::output(&report, told.as_bytes()), NewFile::new(&file, imported.yaml.as_bytes())];
    if let Err(error) = write_all(&files) {
        return terminal::unwritten(&error);
    }
    let mut lines = vec![
        format!(
            "{} を作りました（様式は {}、{} 項目）",
            disk::shown(file.as_ref()),
            imported.report.form,
            imported.report.mapped
        ),
        format!("  記載の {} 文字のうち {} 文字を項目に割り当てました", imported.characters, imported.placed),
    ];
    lines.extend(list(
        "割り当てられなかった記載",
        imported.report.unmapped.iter().map(|left| (&left.place, &left.text)),
    ));
    lines.extend(list(
        "食い違い",
        imported.report.conflicts.iter().map(|conflict| (&conflict.place, &conflict.message)),
    ));
    lines.push(format!(
        "次に {} を見て、hyokasho check {} で確かめてください",
        disk::shown(report.as_ref()),
        disk::shown(folder)
    ));
    terminal::finish(&(lines.join("\n") + "\n"))
}

/// A heading with the number, and the first of them.
fn list<'a>(heading: &str, all: impl ExactSizeIterator<Item = (&'a String, &'a String)>) -> Vec<String> {
    let count = all.len();
    if count == 0 {
        return Vec::new();
    }
    let mut lines = vec![format!("  {heading}: {count} 件")];
    lines.extend(all.take(SHOWN).map(|(place, text)| format!("    {place}  {}", excerpt(text))));
    if count > SHOWN {
        lines.push("    …".into());
    }
    lines
}

fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN_CHARACTERS {
        return line;
    }
    line.chars().take(SHOWN_CHARACTERS).collect::<String>() + "…"
}
