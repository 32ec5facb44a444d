//! `hyokasho diff`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::args::{Arguments, DiffArguments, DiffFormat, DiffGranularity};
use super::bulk;
use super::exit::Exit;
use super::look;
use super::terminal;
use super::versions::{at_revision, last_revision, load, only_assessment};
use crate::diff::{Wording, compare, shared_changes};
use crate::disk::{overwrite, shown};
use crate::render::changes::{
    Changes, Granularity, SharedTable, Version, View, csv, docx, html, json, markdown, table,
};
use crate::render::{RenderError, Site};
use crate::rules::codes;
use crate::workspace::{Workspace, root_of};

pub(super) fn run(command: &DiffArguments, arguments: &Arguments) -> Exit {
    answer(command, arguments).unwrap_or_else(|exit| exit)
}

fn answer(command: &DiffArguments, arguments: &Arguments) -> Result<Exit, Exit> {
    if command.all {
        return all(command);
    }
    let (old, new) = match command.versions.as_slice() {
        [old, new, ..] => (Some(old.as_path()), new.as_path()),
        [new] => (None, new.as_path()),
        [] => (None, Path::new(".")),
    };
    let file = only_assessment(new)?;
    let workspace = Workspace::open(root_of(&file).as_deref(), &codes());
    let new = load(&workspace, &file)?;
    let old = match (old, &command.base) {
        (Some(_), Some(_)) => {
            terminal::tell("誤り: 前の版と --base は一緒には使えません");
            return Err(Exit::Usage);
        }
        (Some(old), None) => {
            let file = only_assessment(old)?;
            load(&Workspace::open(root_of(&file).as_deref(), &codes()), &file)?
        }
        (None, Some(revision)) => at_revision(&file, revision)?,
        (None, None) => last_revision(&workspace, &file)?,
    };
    let comparison = compare(&old.assessment, &new.assessment);
    let changes = Changes {
        old: Version { name: &old.name, assessment: &old.assessment },
        new: Version { name: &new.name, assessment: &new.assessment },
        comparison: &comparison,
        style: &workspace.config.style,
        granularity: match command.granularity {
            DiffGranularity::Item => Granularity::Item,
            DiffGranularity::Block => Granularity::Block,
        },
        today: command.today,
    };
    write(command, arguments, &workspace, &changes)?;
    Ok(if comparison.rows.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Every assessment of a workspace with its last frozen version.
fn all(command: &DiffArguments) -> Result<Exit, Exit> {
    let as_json = match (format(command), command.versions.len()) {
        (DiffFormat::Table, 0 | 1) => false,
        (DiffFormat::Json, 0 | 1) => true,
        (_, 0 | 1) => {
            terminal::tell("誤り: --all の結果の形は table か json です");
            return Err(Exit::Usage);
        }
        _ => {
            terminal::tell("誤り: --all のときは、版ではなくワークスペースを一つ書きます");
            return Err(Exit::Usage);
        }
    };
    let selections = bulk::selected(command.versions.first().map_or(Path::new("."), PathBuf::as_path))?;
    let Some(style) = selections.first().map(|selection| &selection.workspace.config.style) else {
        return Ok(Exit::Clean);
    };
    let compared = bulk::each(&selections, "比較中", |_, loaded| {
        let old = loaded.revisions.last().and_then(|last| last.assessment.as_ref());
        let pair = old.zip(loaded.assessment.as_ref());
        (shown(&loaded.path), pair.map(|(old, new)| compare(old, new)))
    });
    let (compared, left): (Vec<_>, Vec<_>) = compared.into_iter().partition(|(_, comparison)| comparison.is_some());
    for (name, _) in left {
        terminal::tell(&format!("？ {name}: 読めないか、確定した版がないので、比べていません"));
    }
    let names: Vec<String> = compared.iter().map(|(name, _)| name.clone()).collect();
    let comparisons = compared.iter().filter_map(|(_, comparison)| comparison.as_ref());
    let changes = shared_changes(comparisons.map(|one| (&*one.form, one.rows.as_slice())));
    let table = SharedTable { names: &names, changes: &changes, wording: Wording::of(style) };
    let text = if as_json { table.json() } else { table.text() + "\n" };
    match &command.output {
        None => terminal::print(&text).map_err(|_| Exit::Unwritten)?,
        Some(file) => overwrite(file, text.as_bytes()).map_err(|error| terminal::unwritten(&error))?,
    }
    Ok(if changes.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn write(
    command: &DiffArguments,
    arguments: &Arguments,
    workspace: &Workspace,
    changes: &Changes<'_>,
) -> Result<(), Exit> {
    let style = terminal::style(arguments);
    let refused = |error: RenderError| {
        terminal::tell(&format!("誤り: Word の文書を作れません（{error}）"));
        Exit::Refused
    };
    let text = match format(command) {
        DiffFormat::Docx => {
            let bytes = docx(changes).map_err(refused)?;
            return match &command.output {
                None => terminal::print_bytes(&bytes).map_err(|_| Exit::Unwritten),
                Some(file) => overwrite(file, &bytes).map_err(|error| terminal::unwritten(&error)),
            };
        }
        DiffFormat::Table => {
            let color = style.color && command.output.is_none();
            table(changes, View { color, width: style.width, all: command.verbose })
        }
        DiffFormat::Json => json(changes),
        DiffFormat::Csv => csv(changes),
        DiffFormat::Markdown => markdown(changes),
        DiffFormat::Html => html(changes, &look::theme(workspace)?, &Site::default())
            .map_err(|error| look::refuse_template(&error.to_string()))?,
    };
    let Some(file) = &command.output else { return terminal::print(&text).map_err(|_| Exit::Unwritten) };
    overwrite(file, text.as_bytes()).map_err(|error| terminal::unwritten(&error))
}

/// As wished, or as the name of the output ends.
fn format(command: &DiffArguments) -> DiffFormat {
    let ending = command.output.as_ref().and_then(|file| file.extension()).and_then(OsStr::to_str);
    command.format.unwrap_or(match ending {
        Some("json") => DiffFormat::Json,
        Some("csv") => DiffFormat::Csv,
        Some("md") => DiffFormat::Markdown,
        Some("html" | "htm") => DiffFormat::Html,
        Some("docx") => DiffFormat::Docx,
        _ => DiffFormat::Table,
    })
}
