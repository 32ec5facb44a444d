//! `hyokasho publish-date`

use std::path::PathBuf;

use super::bulk::{self, BulkOutcome};
use super::exit::Exit;
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
    let ending = if command.dry_run { "ます。まだ何も書いていません" } else { "ました" };
    bulk::run(
        &command.path,
        "書き入れ中",
        |loaded| one(loaded, command),
        |counts| {
            let (all, whole, shares) = (counts.all, counts.whole, counts.shares());
            format!("{all} 評価書のうち {whole} の公表日を{}にし{ending}（{shares}）", command.date)
        },
    )
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
