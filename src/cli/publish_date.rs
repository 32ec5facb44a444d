//! `hyokasho publish-date`

use std::path::PathBuf;

use super::bulk::{self, BulkCounts, BulkDone, BulkOutcome};
use super::exit::Exit;
use super::terminal;
use crate::dates::Date;
use crate::disk::replace;
use crate::office::set_publication;
use crate::workspace::Loaded;

#[derive(Debug, clap::Args)]
pub(super) struct PublishDateArguments {
    /// 公表日（令和7年12月26日、2025-12-26）
    #[arg(value_name = "日付", value_parser = Date::parse)]
    date: Date,
    /// 評価書のフォルダーか YAML ファイル、又はワークスペース（確定済みの最後の版から変わった評価書のすべて）
    #[arg(default_value = ".", value_name = "パス")]
    path: PathBuf,
    /// 書き入れる評価書を示すだけで、何も書かない
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(command: &PublishDateArguments) -> Exit {
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
        "{} 評価書のうち {} の公表日を{}にし{ending}（{}）",
        counts.all,
        counts.whole,
        command.date,
        counts.shares()
    );
    let lines: Vec<String> = std::iter::once(head).chain(bulk::lines(&done)).collect();
    counts.exit(terminal::finish(&(lines.join("\n") + "\n")))
}

fn one(loaded: &Loaded, command: &PublishDateArguments) -> BulkOutcome {
    let text = match set_publication(loaded, command.date) {
        Ok(Some(text)) => text,
        Ok(None) => return BulkOutcome::Nothing,
        Err(reason) => return BulkOutcome::Left(reason.to_string()),
    };
    let Some(assessment) = &loaded.assessment else { return BulkOutcome::Nothing };
    let was = assessment.root().date("cover.published_on");
    let was = was.map_or_else(|| "公表日が無かった".to_owned(), |was| format!("{was}から"));
    if !command.dry_run
        && let Err(error) = replace(&loaded.path, assessment.source.text().as_bytes(), text.as_bytes())
    {
        return BulkOutcome::Unwritten(error);
    }
    BulkOutcome::Whole(was)
}
