//! `hyokasho reviewed`

use std::path::PathBuf;

use super::bulk::{self, BulkCounts, BulkDone, BulkOutcome};
use super::exit::Exit;
use super::terminal;
use crate::dates::Date;
use crate::disk::{NewFile, replace, write_all};
use crate::office::{NoChangeReview, note_review};
use crate::procedure::PROCEDURE_FILE;
use crate::workspace::Loaded;

#[derive(Debug, clap::Args)]
pub(super) struct ReviewedArguments {
    /// 見直した日（令和7年12月26日、2025-12-26）
    #[arg(value_name = "日付", value_parser = Date::parse)]
    date: Date,
    /// 評価書のフォルダーか YAML ファイル、又はワークスペース（その下のすべて）
    #[arg(default_value = ".", value_name = "パス")]
    path: PathBuf,
    /// 見直した人や課
    #[arg(long, value_name = "名前")]
    by: Option<String>,
    /// 書き残すこと
    #[arg(long, value_name = "文")]
    note: Option<String>,
    /// 書き入れる評価書を示すだけで、何も書かない
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(command: &ReviewedArguments) -> Exit {
    let selections = match bulk::selected(&command.path) {
        Ok(selections) => selections,
        Err(exit) => return exit,
    };
    let done = bulk::each(&selections, "書き入れ中", |_, loaded| BulkDone {
        path: loaded.path.clone(),
        outcome: one(loaded, command),
    });
    let counts = BulkCounts::of(&done);
    let ending = if command.dry_run { "ます。まだ何も書いていません" } else { "ました" };
    let head = format!(
        "{} 評価書のうち {} に、{}に見直して直すところが無かったことを書き{ending}（{}）",
        counts.all,
        counts.whole,
        command.date,
        counts.shares()
    );
    let lines: Vec<String> = std::iter::once(head).chain(bulk::lines(&done)).collect();
    counts.exit(terminal::finish(&(lines.join("\n") + "\n")))
}

fn one(loaded: &Loaded, command: &ReviewedArguments) -> BulkOutcome {
    let review = NoChangeReview { date: command.date, person: command.by.as_deref(), note: command.note.as_deref() };
    let text = match note_review(loaded, &review) {
        Ok(Some(text)) => text,
        Ok(None) => return BulkOutcome::Nothing,
        Err(reason) => return BulkOutcome::Left(reason.to_string()),
    };
    let file = loaded.path.with_file_name(PROCEDURE_FILE);
    let written = match &loaded.procedure {
        _ if command.dry_run => Ok(()),
        Some(procedure) => replace(&file, procedure.source.text().as_bytes(), text.as_bytes()),
        None => write_all(&[NewFile::new(&file, text.as_bytes())]),
    };
    match written {
        Ok(()) => BulkOutcome::Whole("見直し済み".to_owned()),
        Err(error) => BulkOutcome::Unwritten(error),
    }
}
