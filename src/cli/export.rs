//! `hyokasho export`

use std::path::PathBuf;

use clap::ValueEnum;

use super::exit::Exit;
use super::terminal;
use crate::dataset::DataFormat;
use crate::dates::Date;
use crate::disk::shown;
use crate::finding::output::{Format, Summary, render};
use crate::office::export_corpus;
use crate::rules::codes;
use crate::workspace::select;

#[derive(Debug, clap::Args)]
pub(super) struct ExportArguments {
    /// ワークスペース、その上のフォルダー、または評価書のフォルダー
    #[arg(required = true, value_name = "ワークスペース")]
    pub(super) paths: Vec<PathBuf>,
    /// 表を置くフォルダー。表ごとに一つのフォルダーができる
    #[arg(short, long, value_name = "フォルダー")]
    pub(super) output: PathBuf,
    /// ファイルの形
    #[arg(long, value_enum, default_value_t = ExportFormat::Parquet, value_name = "形")]
    pub(super) format: ExportFormat,
    /// 見直しの期限を数える日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    Parquet,
    Jsonl,
    Csv,
}

pub(super) fn run(command: &ExportArguments) -> Exit {
    let (selections, lost) = select(&command.paths, &codes());
    if !lost.is_empty() {
        terminal::tell(render(Format::Human, &lost, &Summary::of(&lost, None), terminal::plain()).trim_end());
        return Exit::of(&lost);
    }
    let format = match command.format {
        ExportFormat::Parquet => DataFormat::Parquet,
        ExportFormat::Jsonl => DataFormat::Jsonl,
        ExportFormat::Csv => DataFormat::Csv,
    };
    let progress = terminal::progress("書き出し中");
    let exported = match export_corpus(selections, &command.output, format, command.today, &progress) {
        Ok(exported) => exported,
        Err(error) => return terminal::unwritten(&error),
    };
    drop(progress);
    let mut told = format!("{} 件の評価書を {} に書き出しました\n", exported.assessments, shown(&command.output));
    for (table, rows) in &exported.rows {
        told += &format!("  {table}: {rows} 行\n");
    }
    if exported.unread.is_empty() {
        return terminal::finish(&told);
    }
    terminal::tell(&format!(
        "読めない評価書が {} 件あります（hyokasho check で確かめてください）",
        exported.unread.len()
    ));
    exported.unread.iter().for_each(|name| terminal::tell(&format!("  {name}")));
    match terminal::finish(&told) {
        Exit::Clean => Exit::Refused,
        exit => exit,
    }
}
