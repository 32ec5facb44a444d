//! `hyokasho reviewed`

use std::path::PathBuf;

use super::bulk::{self, BulkOutcome};
use super::exit::Exit;
use crate::dates::Date;
use crate::disk::put;
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
    let ending = if command.dry_run { "ます。まだ何も書いていません" } else { "ました" };
    bulk::run(
        &command.path,
        "書き入れ中",
        |loaded| one(loaded, command),
        |counts| {
            let (all, whole, shares) = (counts.all, counts.whole, counts.shares());
            let what = format!("{}に見直して直すところが無かったことを書き{ending}", command.date);
            format!("{all} 評価書のうち {whole} に、{what}（{shares}）")
        },
    )
}

fn one(loaded: &Loaded, command: &ReviewedArguments) -> BulkOutcome {
    let review = NoChangeReview { date: command.date, person: command.by.as_deref(), note: command.note.as_deref() };
    let text = match note_review(loaded, &review) {
        Ok(Some(text)) => text,
        Ok(None) => return BulkOutcome::Nothing,
        Err(reason) => return BulkOutcome::Left(reason.to_string()),
    };
    let file = loaded.path.with_file_name(PROCEDURE_FILE);
    let read = loaded.procedure.as_ref().map(|procedure| procedure.source.text().as_bytes());
    let written = if command.dry_run { Ok(()) } else { put(&file, read, text.as_bytes()) };
    match written {
        Ok(()) => BulkOutcome::Whole("見直し済み".to_owned()),
        Err(error) => BulkOutcome::Unwritten(error),
    }
}
