//! `hyokasho register` and `hyokasho report`

use super::args::LedgerArguments;
use super::exit::Exit;
use super::look;
use super::terminal;
use crate::disk::overwrite;
use crate::office::{Ledger, Named};
use crate::render::{Site, html, markdown};
use crate::rules::codes;
use crate::sheet;
use crate::workspace::{Config, select};

/// Writes the paper that `make` draws from the assessments, and tells what is missing in it.
pub(super) fn run(command: &LedgerArguments, make: impl Fn(&Config, &[Named<'_>]) -> Ledger) -> Exit {
    let (selections, told) = select(std::slice::from_ref(&command.folder), &codes());
    let Some(selection) = selections.first() else { return super::target::refuse(&told) };
    let workspace = &selection.workspace;
    let mut loaded = selection.each(&|_, _| {}, |loaded| loaded);
    loaded.sort_by(|one, other| one.path.cmp(&other.path));
    let named: Vec<Named<'_>> =
        loaded.iter().filter_map(|one| Some(Named { name: &one.name, assessment: one.assessment.as_ref()? })).collect();
    for unread in loaded.iter().filter(|one| one.assessment.is_none()) {
        terminal::tell(&format!("注意: {} を読めないので、入っていません", unread.name));
    }
    let ledger = make(&workspace.config, &named);
    let nothing = |_: &str| None;
    let ending = command.output.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    let bytes = match ending {
        "xlsx" => match sheet::render(&ledger.document, &sheet::Origin::none(), &nothing) {
            Ok(workbook) => workbook.bytes,
            Err(error) => {
                terminal::tell(&format!("誤り: Excel のファイルを作れません（{error}）"));
                return Exit::Refused;
            }
        },
        "html" | "htm" => {
            let theme = match look::theme(workspace) {
                Ok(theme) => theme,
                Err(exit) => return exit,
            };
            match html::page(&ledger.document, &theme, &nothing, &Site::default()) {
                Ok(page) => page.into_bytes(),
                Err(error) => return look::refuse_template(&error.to_string()),
            }
        }
        "md" => markdown::page(&ledger.document).into_bytes(),
        _ => {
            terminal::tell("誤り: 出力の形が分かりません");
            terminal::tell("対処: -o のファイル名の終わりを .xlsx・.html・.md のどれかにしてください");
            return Exit::Usage;
        }
    };
    if let Err(error) = overwrite(&command.output, &bytes) {
        return terminal::unwritten(&error);
    }
    for missing in &ledger.missing {
        terminal::tell(&format!(
            "未記載: {} {}: {}（{}に書きます）",
            missing.assessment, missing.about, missing.wanted, missing.place
        ));
    }
    let count = ledger.document.parts.len();
    terminal::finish(&format!("{count} 件を書きました。未記載は {} か所です\n", ledger.missing.len()))
}
