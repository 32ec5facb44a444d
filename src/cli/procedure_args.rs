//! The arguments of the commands about the procedure.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::args::FormsFormat;
use crate::dates::Date;
use crate::office::PacketReader;
use crate::procedure::{OpinionSource, StepKind};

#[derive(Debug, clap::Args)]
pub(super) struct CommentArguments {
    /// 評価書のフォルダー、または YAML ファイル
    #[arg(value_name = "パス")]
    pub(super) path: PathBuf,
    #[command(subcommand)]
    pub(super) command: CommentCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum CommentCommand {
    /// 解決していないコメントを一覧する
    List(CommentListArguments),
    /// コメントを加える
    Add(CommentAddArguments),
    /// コメントに返信する
    Reply(CommentReplyArguments),
    /// コメントを解決したものとする
    Resolve(CommentResolveArguments),
}

#[derive(Debug, clap::Args)]
pub(super) struct CommentListArguments {
    /// 解決したものも示す
    #[arg(long)]
    pub(super) all: bool,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = FormsFormat::Table, value_name = "形")]
    pub(super) format: FormsFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct CommentAddArguments {
    /// コメントのある項目（work.content など）か、印刷される項目名（Ⅰ 1. ②事務の内容）。書かなければ全体
    #[arg(long, value_name = "項目")]
    pub(super) item: Option<String>,
    /// 書いた人
    #[arg(long, value_name = "名前")]
    pub(super) by: String,
    /// コメント
    #[arg(long, value_name = "文")]
    pub(super) text: String,
    /// 書いた日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Date,
}

#[derive(Debug, clap::Args)]
pub(super) struct CommentReplyArguments {
    /// コメントの名前（hyokasho comment … list が示す）
    #[arg(value_name = "コメント")]
    pub(super) id: String,
    /// 書いた人
    #[arg(long, value_name = "名前")]
    pub(super) by: String,
    /// 返信
    #[arg(long, value_name = "文")]
    pub(super) text: String,
    /// 書いた日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Date,
}

#[derive(Debug, clap::Args)]
pub(super) struct CommentResolveArguments {
    /// コメントの名前（hyokasho comment … list が示す）
    #[arg(value_name = "コメント")]
    pub(super) id: String,
    /// 解決した日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Date,
}

#[derive(Debug, clap::Args)]
pub(super) struct OpinionArguments {
    /// 評価書のフォルダー、または YAML ファイル
    #[arg(value_name = "パス")]
    pub(super) path: PathBuf,
    #[command(subcommand)]
    pub(super) command: OpinionCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum OpinionCommand {
    /// 意見と、考え方を示したかを一覧する
    List(OpinionListArguments),
    /// 意見を加える。表計算ファイルや CSV の一覧からまとめて加えることもできる
    Add(OpinionAddArguments),
    /// 意見に対する考え方を書く
    Answer(OpinionAnswerArguments),
    /// 「意見と考え方」の表を HTML・PDF・Word・Excel・Markdown にする
    Export(OpinionExportArguments),
    /// 評価書の「主な意見の内容」と「評価書への反映」の案を示し、空いている欄に書く
    Fill(OpinionFillArguments),
}

#[derive(Debug, clap::Args)]
pub(super) struct OpinionListArguments {
    /// 出力の形
    #[arg(long, value_enum, default_value_t = FormsFormat::Table, value_name = "形")]
    pub(super) format: FormsFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct OpinionAddArguments {
    /// 意見の一覧（xlsx、xls、ods、csv）。「意見」「番号」「項目」「考え方」などの列を読む
    #[arg(long, value_name = "ファイル", required_unless_present = "text", conflicts_with_all = ["text", "item", "number", "date"])]
    pub(super) from: Option<PathBuf>,
    /// 受けたままの意見
    #[arg(long, value_name = "文")]
    pub(super) text: Option<String>,
    /// 公表する要旨
    #[arg(long, value_name = "文", requires = "text")]
    pub(super) summary: Option<String>,
    /// 意見のあった項目（work.content など）か、印刷される項目名。書かなければ全体
    #[arg(long, value_name = "項目")]
    pub(super) item: Option<String>,
    /// 番号［既定は次の番号］
    #[arg(long, value_name = "番号")]
    pub(super) number: Option<u32>,
    /// 受けた日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Option<Date>,
    /// 意見を述べた人
    #[arg(long, value_enum, default_value_t = OpinionGiver::Residents, value_name = "人")]
    pub(super) source: OpinionGiver,
}

#[derive(Debug, clap::Args)]
pub(super) struct OpinionAnswerArguments {
    /// 意見の番号
    #[arg(value_name = "番号")]
    pub(super) number: u32,
    /// 考え方
    #[arg(long, value_name = "文")]
    pub(super) text: String,
    /// 公表する要旨
    #[arg(long, value_name = "文")]
    pub(super) summary: Option<String>,
    /// 意見により変えた項目。変更箇所の最も新しい行を示す
    #[arg(long, value_name = "項目")]
    pub(super) change: Option<String>,
    /// 考え方を決めた日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Date,
    /// 意見を述べた人
    #[arg(long, value_enum, default_value_t = OpinionGiver::Residents, value_name = "人")]
    pub(super) source: OpinionGiver,
}

#[derive(Debug, clap::Args)]
pub(super) struct OpinionExportArguments {
    /// 書き出すファイル（.html .pdf .docx .xlsx .md）
    #[arg(short, long, value_name = "ファイル")]
    pub(super) output: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct OpinionFillArguments {
    /// 案を示すだけで、何も書かない
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Who gave an opinion, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OpinionGiver {
    /// 住民等
    Residents,
    /// 第三者点検
    Reviewers,
}

impl From<OpinionGiver> for OpinionSource {
    fn from(giver: OpinionGiver) -> Self {
        match giver {
            OpinionGiver::Residents => Self::Residents,
            OpinionGiver::Reviewers => Self::Reviewers,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct StepArguments {
    /// 評価書のフォルダー、または YAML ファイル
    #[arg(value_name = "パス")]
    pub(super) path: PathBuf,
    /// 済ませた手続（しきい値判断、案の作成、意見聴取、見直し、第三者点検、提出、公表、終了、終了の通知）。書かなければ一覧する
    #[arg(value_name = "手続", requires = "date", value_parser = step_kind)]
    pub(super) step: Option<StepKind>,
    /// 行った日（令和7年12月26日、2025-12-26）。期間のあるものは初日
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Option<Date>,
    /// 期間のあるものの最後の日
    #[arg(long, value_name = "日付", requires = "date", value_parser = Date::parse)]
    pub(super) until: Option<Date>,
    /// 行った人か部署
    #[arg(long, value_name = "名前", requires = "date")]
    pub(super) by: Option<String>,
    /// それを示す文書（文書番号、公示のページなど）
    #[arg(long, value_name = "文書", requires = "date")]
    pub(super) document: Option<String>,
    /// 済んだかを数える日（令和7年12月26日、2025-12-26）［既定は今日］
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) today: Option<Date>,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = FormsFormat::Table, value_name = "形")]
    pub(super) format: FormsFormat,
}

fn step_kind(typed: &str) -> Result<StepKind, String> {
    let named = |kind: &StepKind| kind.word() == typed || kind.key() == typed;
    StepKind::ALL.into_iter().find(named).ok_or_else(|| {
        let words: Vec<&str> = StepKind::ALL.iter().map(|kind| kind.word()).collect();
        format!("「{typed}」という手続はありません（{}）", words.join("、"))
    })
}

#[derive(Debug, clap::Args)]
pub(super) struct SignArguments {
    /// 評価書のフォルダー、または YAML ファイル
    #[arg(value_name = "パス")]
    pub(super) path: PathBuf,
    /// 承認した人か職
    #[arg(long, value_name = "名前")]
    pub(super) by: String,
    /// 承認の種類（起案、決裁など）
    #[arg(long, value_name = "種類")]
    pub(super) role: String,
    /// 承認した日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Date,
}

#[derive(Debug, clap::Args)]
pub(super) struct PacketArguments {
    /// 評価書のフォルダー、または YAML ファイル
    #[arg(value_name = "パス")]
    pub(super) path: PathBuf,
    /// 誰に渡すか。council: 第三者点検、commission: 個人情報保護委員会、public-comment: 意見の募集
    #[arg(long = "for", value_enum, value_name = "相手")]
    pub(super) reader: PacketFor,
    /// 書き出すフォルダーか、.zip のファイル
    #[arg(short, long, value_name = "フォルダー")]
    pub(super) output: PathBuf,
    /// 案であることを示す言葉（素案、案など）
    #[arg(long, value_name = "言葉")]
    pub(super) draft: Option<String>,
    /// 送り状の日付（令和7年12月26日、2025-12-26）。書かなければ空けておく
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) date: Option<Date>,
    /// 送り状の宛先の機関
    #[arg(long, value_name = "機関")]
    pub(super) council: Option<String>,
    /// 手続が済んだかを数える日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PacketFor {
    Council,
    Commission,
    PublicComment,
}

impl From<PacketFor> for PacketReader {
    fn from(reader: PacketFor) -> Self {
        match reader {
            PacketFor::Council => Self::Council,
            PacketFor::Commission => Self::Commission,
            PacketFor::PublicComment => Self::Public,
        }
    }
}
