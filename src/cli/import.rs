//! `hyokasho import`

use super::args::ImportArguments;
use super::exit::Exit;
use super::into;
use super::target::refuse;
use super::terminal;
use crate::form::Forms;
use crate::grid;
use crate::import::{Imported, import};
use crate::text::limits;
use crate::workspace::{ASSESSMENT_FILE, read_bytes, write_new_text, write_text};

const REPORT_FILE: &str = "import-report.json";

pub(super) fn run(command: &ImportArguments) -> Exit {
    let name = command.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let book = read_bytes(&command.file, limits::SHEET_BYTES).and_then(|bytes| grid::read(&name, &bytes));
    if let Some(target) = &command.into {
        return match book {
            Ok(book) => into::run(&book, target, command.dry_run),
            Err(finding) => refuse(&[*finding]),
        };
    }
    match book.and_then(|book| import(&book, &Forms::default())) {
        Ok(imported) => write(command, &imported),
        Err(finding) => refuse(&[*finding]),
    }
}

fn write(command: &ImportArguments, imported: &Imported) -> Exit {
    let Some(folder) = &command.output else { return Exit::Usage };
    let file = folder.join(ASSESSMENT_FILE);
    let report = serde_json::to_string_pretty(&imported.report).unwrap_or_default() + "\n";
    let written = write_new_text(&file, &imported.yaml).and_then(|()| write_text(&folder.join(REPORT_FILE), &report));
    if let Err(message) = written {
        terminal::tell(&format!("誤り: {message}"));
        return Exit::Unwritten;
    }
    terminal::finish(&format!("{} を作りました\n", file.display()))
}
