//! `hyokasho import`

mod folder;
mod into;
mod told;

use std::path::Path;

use super::args::ImportArguments;
use super::exit::Exit;
use super::forms;
use super::look;
use super::target::{Target, refuse};
use super::terminal;
use crate::disk::{self, NewFile, read_bytes, write_all};
use crate::finding::Finding;
use crate::grid::Book;
use crate::import::{Imported, REPORT_FILE, import_as, onto, open};
use crate::render::imported;
use crate::rules::codes;
use crate::sheet::anew;
use crate::text::limits;
use crate::workspace::{ASSESSMENT_FILE, Workspace, root_of};

pub(super) fn run(command: &ImportArguments) -> Exit {
    if let Some(exit) = wrong_report(command) {
        return exit;
    }
    if let Some(target) = &command.into {
        return match book(&command.file) {
            Ok(book) => into::run(&book, target, command),
            Err(finding) => refuse(&[*finding]),
        };
    }
    let Some(output) = &command.output else { return Exit::Usage };
    if command.file.is_dir() {
        if command.onto.is_some() {
            terminal::tell("誤り: --onto は、一つの文書を取り込むときに使えます");
            return Exit::Usage;
        }
        return folder::run(command, output);
    }
    let file = output.join(ASSESSMENT_FILE);
    if std::fs::symlink_metadata(&file).is_ok() {
        terminal::tell(&format!("誤り: {} がすでにあるので、何も書きませんでした", disk::shown(file.as_ref())));
        terminal::tell("対処: 別のフォルダーを -o に書くか、今のファイルを移してから取り込んでください");
        return Exit::Unwritten;
    }
    let mut workspace = Workspace::open(root_of(&file).as_deref(), &codes());
    if let Err(exit) = choose_form(command, &mut workspace) {
        return exit;
    }
    let mut imported = match read(&command.file, &file, &workspace) {
        Ok(imported) => imported,
        Err(finding) => return refuse(&[*finding]),
    };
    if let Some(previous) = &command.onto {
        let target = match Target::open(previous) {
            Ok(target) => target,
            Err(exit) => return exit,
        };
        let read = workspace.load_text(&file, &imported.yaml).assessment;
        if let Some((read, previous)) = read.zip(target.assessment()) {
            imported.yaml = onto(&read, previous);
        }
    }
    write(command, &file, &workspace, &imported)
}

/// Where a report is asked for that there is none of.
fn wrong_report(command: &ImportArguments) -> Option<Exit> {
    let report = command.report.as_ref()?;
    let ending = report.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let (wanted, what) = if command.into.is_some() { ("json", "--into") } else { ("html", "-o") };
    if command.file.is_dir() {
        terminal::tell("誤り: --report は、一つの文書を取り込むときに使えます");
    } else if ending != wanted {
        terminal::tell(&format!("誤り: {what} のときに --report で書けるのは .{wanted} のファイルです"));
    } else {
        return None;
    }
    Some(Exit::Usage)
}

fn book(file: &Path) -> Result<Book, Box<Finding>> {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    read_bytes(file, limits::SHEET_BYTES).and_then(|bytes| open(&name, &bytes))
}

/// The form that documents are said to be printed on.
fn choose_form(command: &ImportArguments, workspace: &mut Workspace) -> Result<(), Exit> {
    let Some(name) = &command.form else { return Ok(()) };
    workspace.form = Some(forms::named(name, workspace.root.as_deref())?.id.clone());
    Ok(())
}

/// The document in `source` as an assessment that is to stand in `file`.
fn read(source: &Path, file: &Path, workspace: &Workspace) -> Result<Imported, Box<Finding>> {
    let book = book(source)?;
    let bind = |text: &str| workspace.load_text(file, text).assessment;
    let form = workspace.form.as_deref().and_then(|id| workspace.forms.get(id)).and_then(Result::ok);
    anew(&book, &workspace.config.style, &bind).map_or_else(|| import_as(&book, &workspace.forms, form.as_ref()), Ok)
}

/// The reports first: an assessment never stands there without them.
fn write(command: &ImportArguments, file: &Path, workspace: &Workspace, imported: &Imported) -> Exit {
    let report = file.with_file_name(REPORT_FILE);
    let told = imported.report.json();
    let page = match command.report.as_ref().map(|_| page(file, workspace, imported)).transpose() {
        Ok(page) => page.unwrap_or_default(),
        Err(exit) => return exit,
    };
    let beside: Vec<_> = imported.files.iter().map(|(name, bytes)| (file.with_file_name(name), bytes)).collect();
    let mut files = vec![NewFile::output(&report, told.as_bytes())];
    files.extend(beside.iter().map(|(place, bytes)| NewFile::new(place, bytes.as_slice())));
    if let Some(place) = &command.report {
        files.push(NewFile::output(place, page.as_bytes()));
    }
    files.push(NewFile::new(file, imported.yaml.as_bytes()));
    if let Err(error) = write_all(&files) {
        return terminal::unwritten(&error);
    }
    let mut lines = vec![format!(
        "{} を作りました（様式は {}、{} 項目）",
        disk::shown(file),
        imported.report.form,
        imported.report.mapped
    )];
    lines.extend(told::of(imported));
    let to_look_at = command.report.as_ref().unwrap_or(&report);
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    lines.push(format!(
        "次に {} を見て、hyokasho check {} で確かめてください",
        disk::shown(to_look_at),
        disk::shown(folder)
    ));
    terminal::finish(&(lines.join("\n") + "\n"))
}

/// The page by which the import is held against its source.
fn page(file: &Path, workspace: &Workspace, imported: &Imported) -> Result<String, Exit> {
    let theme = look::theme(workspace)?;
    let assessment = workspace.load_text(file, &imported.yaml).assessment;
    let form = assessment.as_ref().map(|assessment| assessment.form.title()).unwrap_or_default();
    let title = assessment.map(|assessment| assessment.root().words("cover.title")).unwrap_or_default();
    imported::page(imported, &form, &title, &theme).map_err(|error| look::refuse_template(&error.to_string()))
}
