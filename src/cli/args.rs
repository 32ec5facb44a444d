//! The arguments of every command.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::assessment::Date;

#[derive(Debug, Parser)]
#[command(name = "hyokasho", version, about = "特定個人情報保護評価書を書き、検査し、版を比べ、印刷する道具")]
pub struct Arguments {
    /// 色を付けるか
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "いつ")]
    pub color: Colour,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// 記載の漏れと食い違いを検査する
    Check(CheckArguments),
}

#[derive(Debug, clap::Args)]
pub struct CheckArguments {
    /// ワークスペース、評価書のフォルダー、または YAML ファイル
    #[arg(default_value = ".", value_name = "パス")]
    pub paths: Vec<PathBuf>,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = CheckFormat::Human, value_name = "形")]
    pub format: CheckFormat,
    /// 確かでない指摘も出す
    #[arg(long)]
    pub pedantic: bool,
    /// 見直しの期限を数える日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Human,
    Json,
    Sarif,
    Github,
}
