//! `hyokasho migrate`

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{FormsFormat, MigrateArguments};
use super::exit::Exit;
use super::target::Target;
use super::{forms, terminal};
use crate::disk::{Unwritten, create, replace};
use crate::migrate::{Migration, Moved, migrate};
use crate::workspace::root_of;

pub(super) fn run(command: &MigrateArguments) -> Exit {
    let target = match Target::open(&command.path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    let form = match forms::named(&command.to, root_of(target.path()).as_deref()) {
        Ok(form) => form,
        Err(exit) => return exit,
    };
    if form.id == assessment.form.id {
        terminal::tell(&format!("誤り: すでに{}の評価書です", form.title()));
        return Exit::Usage;
    }
    let migration = match migrate(assessment, &form) {
        Ok(migration) => migration,
        Err(error) => {
            terminal::tell(&format!("誤り: {}: {error}", target.path().display()));
            return Exit::Refused;
        }
    };
    let file = command.output.as_deref().unwrap_or(target.path());
    if !command.dry_run
        && let Err(error) = write(file, target.path(), assessment.source.text(), &migration.text)
    {
        return terminal::unwritten(&error);
    }
    let text = match command.format {
        FormsFormat::Table => told(&migration, file, command.dry_run),
        FormsFormat::Json => format!("{:#}\n", document(&migration)),
    };
    terminal::finish(&text)
}

/// Over the file that was read, as long as it still says what was read; over no other.
fn write(file: &Path, origin: &Path, read: &str, text: &str) -> Result<(), Unwritten> {
    let same = fs::canonicalize(file).ok().zip(fs::canonicalize(origin).ok()).is_some_and(|(one, other)| one == other);
    if same { replace(origin, read.as_bytes(), text.as_bytes()) } else { create(file, text.as_bytes()) }
}

fn told(migration: &Migration, file: &Path, dry_run: bool) -> String {
    let done = if dry_run { "移せます（まだ何も書いていません）" } else { "移しました" };
    let mut text = format!("{}: {}から{}へ{done}\n", file.display(), migration.from, migration.to);
    text += &format!("  そのまま: {} 項目\n", migration.carried.len());
    text += &list("別の項目へ", &migration.renamed);
    text += &list("新しく答える項目", &migration.anew);
    text += &list("置き場が無く、コメントとして残したもの", &migration.left);
    if !dry_run {
        text += "次に hyokasho check で確かめてください\n";
    }
    text
}

fn list(heading: &str, moved: &[Moved]) -> String {
    let lines: String = moved.iter().map(|moved| format!("    {}（{}）\n", moved.path, moved.address)).collect();
    format!("  {heading}: {} 件\n{lines}", moved.len())
}

fn document(migration: &Migration) -> Value {
    let list = |moved: &[Moved]| -> Vec<Value> {
        moved.iter().map(|moved| json!({"item": moved.address, "path": moved.path})).collect()
    };
    json!({
        "from": migration.from,
        "to": migration.to,
        "carried": list(&migration.carried),
        "renamed": list(&migration.renamed),
        "anew": list(&migration.anew),
        "left": list(&migration.left),
    })
}
