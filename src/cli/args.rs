//! The arguments of every command.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::baseline::BaselineArguments;
use super::export::ExportArguments;
use super::fmt::FmtArguments;
use super::freeze::FreezeArguments;
use super::git::GitArguments;
use super::procedure_args::{CommentArguments, OpinionArguments, PacketArguments, SignArguments, StepArguments};
use super::publish_date::PublishDateArguments;
use super::record::RecordArguments;
use super::reviewed::ReviewedArguments;
use crate::dates::Date;
use crate::finding::Severity;
use crate::rules::{codes_named, nearest_rule};

const EXIT_CODES: &str = "\
終了コード:
  0  言うことが無い
  1  誤りの指摘がある
  2  コマンドの書き方が違う
  3  入力を読めない（壊れている、大きすぎるなど）。どのコマンドでも同じ
  4  出力を書けない（読んだ後に書き換えられたときも。元のまま残る）";

const SCHEMA_USE: &str = "\
使い方の例:
  hyokasho schema 様式4 > schema.json
  assessment.yaml の先頭に次の行を書くと、対応するエディターで項目の説明と選択肢が出ます。
  # yaml-language-server: $schema=../schema.json";

#[derive(Debug, Parser)]
#[command(
    name = "hyokasho",
    version,
    about = "特定個人情報保護評価書を書き、検査し、版を比べ、印刷する道具",
    after_help = EXIT_CODES,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// 色を付けるか
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "いつ")]
    pub(super) color: Colour,
    /// 使い方を表示する
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// 版を表示する
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 評価書を様式から書き始める
    New(NewArguments),
    /// 公表した評価書（PDF、Word、表計算ファイルなど）から評価書の YAML を作る
    Import(ImportArguments),
    /// 記載の漏れと食い違いを検査する
    Check(CheckArguments),
    /// 二つの版を比べ、変更箇所の行を示す
    Diff(DiffArguments),
    /// 指摘が何を見て、なぜ大切で、どう直すかを説明する
    Explain(ExplainArguments),
    /// 評価書や設定の YAML の書き方を整える（値とコメントは変えない）
    Fmt(FmtArguments),
    /// 法令のデータを引く（別表の項、事務、法令の名称・番号・条、改められた名前）
    Law(LawArguments),
    /// まだ無い変更箇所の行を YAML に書き加える
    Record(RecordArguments),
    /// 公表日を書き入れる（ワークスペースの、変わった評価書すべてにも）
    PublishDate(PublishDateArguments),
    /// 公表する版を確定して revisions/ に置く
    Freeze(FreezeArguments),
    /// 見直して直すところが無かったことを、日付とともに記録する（手続の記録に書く）
    Reviewed(ReviewedArguments),
    /// 引き継いだ変更箇所の行を、理由とともにそのまま受け入れる
    Baseline(BaselineArguments),
    /// 審査のためのコメントを加え、返信し、解決する（procedure.yaml）
    Comment(CommentArguments),
    /// 住民等と第三者点検の意見を台帳に加え、考え方を書き、表にする（procedure.yaml）
    Opinion(OpinionArguments),
    /// 評価の手続のどこまでが済んだかを一覧し、済ませた手続を記録する（procedure.yaml）
    Step(StepArguments),
    /// 今の記載を承認したことを記録する（procedure.yaml）
    Sign(SignArguments),
    /// 第三者点検・提出・意見の募集の書類一式を作る
    Packet(PacketArguments),
    /// 評価書ごとの記載率・指摘の数・見直しの期限を一覧する
    Status(StatusArguments),
    /// ブラウザーで評価書を書き、確かめ、変更を判断する
    Serve(ServeArguments),
    /// エディターに、指摘・候補・説明を出す（エディターが起動する）
    Lsp,
    /// 評価書を PDF・Word・ウェブページ・Markdown・JSON にする
    Render(RenderArguments),
    /// すべての評価書を検査し、公表用（確定した版）と庁内用のページ一式を out/ に作る
    Build(BuildArguments),
    /// 個人情報ファイル簿を、評価書の記載から作る
    Register(LedgerArguments),
    /// 定期報告の素材（措置ごとの実施状況、資料、担当）を、評価書の記載から作る
    Report(LedgerArguments),
    /// 評価書を、DuckDB や Spark で調べられる表にする
    Export(ExportArguments),
    /// git で、評価書を欄ごとに比べ、合わせられるようにする
    Git(GitArguments),
    /// 使える様式を、版と、様式の原本との照合の程度とともに一覧する
    Forms(FormsArguments),
    /// 評価書を別の様式や新しい版に移す（様式3から様式4へ、など）
    Migrate(MigrateArguments),
    /// エディターの入力補助に使う JSON Schema を書き出す
    Schema(SchemaArguments),
    /// シェルの補完のスクリプトを書き出す
    Completions(CompletionsArguments),
}

#[derive(Debug, clap::Args)]
pub(super) struct NewArguments {
    /// 様式の名前（full-2025-05、様式4、全項目、様式3、重点など）
    #[arg(value_name = "様式")]
    pub(super) form: String,
    /// assessment.yaml を置くフォルダー。名前が .xlsx で終わるなら、空欄の様式の Excel ファイル
    #[arg(value_name = "フォルダー")]
    pub(super) folder: PathBuf,
    /// ワークスペースの設定（hyokasho.yaml）も上のフォルダーに作る
    #[arg(long)]
    pub(super) workspace: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArguments {
    /// 取り込むファイル。フォルダーなら、中の全ての文書
    #[arg(value_name = "ファイル")]
    pub(super) file: PathBuf,
    /// assessment.yaml と import-report.json を置くフォルダー。フォルダーを取り込むときは、評価書ごとのフォルダーを作る所
    #[arg(short, long, value_name = "フォルダー", required_unless_present = "into")]
    pub(super) output: Option<PathBuf>,
    /// hyokasho render で書き出した Excel か Word で直した所を、この評価書（フォルダーか YAML ファイル）に書き入れる
    #[arg(long, value_name = "評価書", conflicts_with = "output")]
    pub(super) into: Option<PathBuf>,
    /// 書き入れる所を示すだけで、評価書に何も書かない
    #[arg(long, requires = "into")]
    pub(super) dry_run: bool,
    /// 空にされたセルの記載を消し、空にされた組と変更箇所の行を取り除く（付けなければ、残して知らせる）
    #[arg(long, requires = "into")]
    pub(super) allow_blank: bool,
    /// この評価書（フォルダーか YAML ファイル）の次の版として取り込む。システムや委託事項などの id と、変わっていない記載の
    /// 共有文例を引き継ぐ
    #[arg(long, value_name = "前の版", requires = "output", conflicts_with = "into")]
    pub(super) onto: Option<PathBuf>,
    /// 文書の様式（full-2025-05、様式4、全項目など）。印刷された版の定義が無いときや、どの様式か分からないときに使う
    #[arg(long, value_name = "様式", requires = "output")]
    pub(super) form: Option<String>,
    /// 結果を書くファイル。-o のときは、元の文書と読み取った記載を並べたページ（.html）。--into のときは、直した所・コメント・
    /// 変更履歴の一覧（.json）
    #[arg(long, value_name = "ファイル")]
    pub(super) report: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    /// ワークスペース、評価書のフォルダー、または YAML ファイル。「-」は標準入力
    #[arg(default_value = ".", value_name = "パス")]
    pub(super) paths: Vec<PathBuf>,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = CheckFormat::Human, value_name = "形")]
    pub(super) format: CheckFormat,
    /// 確かでない指摘も出す
    #[arg(long)]
    pub(super) pedantic: bool,
    /// 見直しの期限を数える日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) today: Option<Date>,
    /// この指摘だけを出す（HY403、old-names、HY4 や「法令と古くなる名称」で族の全部。「,」で並べる）
    #[arg(long, value_name = "コード", value_delimiter = ',', value_parser = code_or_family)]
    pub(super) select: Vec<String>,
    /// この指摘を出さない（書き方は --select と同じ）
    #[arg(long, value_name = "コード", value_delimiter = ',', value_parser = code_or_family)]
    pub(super) ignore: Vec<String>,
    /// この重さより軽い指摘を出さない
    #[arg(long, value_enum, value_name = "重さ")]
    pub(super) min_severity: Option<LeastSeverity>,
    /// 結果を画面に出す代わりに、このファイルに書く
    #[arg(long, value_name = "先")]
    pub(super) output_file: Option<PathBuf>,
    /// ファイルが変わるたびに検査し直す（終えるには Ctrl-C を押す）
    #[arg(long, conflicts_with_all = ["fix", "add_baseline"])]
    pub(super) watch: bool,
    /// 指摘の代わりに、種類ごとの数を出す
    #[arg(long, conflicts_with = "format")]
    pub(super) statistics: bool,
    /// 一件を一行で示す
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// 誤りの指摘があっても、終了コードを 0 にする
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// 直し方が一つに決まる指摘を直して、もう一度検査する
    #[arg(long)]
    pub(super) fix: bool,
    /// 直す所を diff の形で示すだけで、何も書かない
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
    /// 様式（form:）の書かれていない評価書の様式
    #[arg(long, value_name = "様式")]
    pub(super) form: Option<String>,
    /// 今ある指摘を、この理由で --until の日まで猶予する（hyokasho-baseline.yaml に書く）
    #[arg(long, value_name = "理由", requires = "until", conflicts_with = "fix")]
    pub(super) add_baseline: Option<String>,
    /// 猶予の期限（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", requires = "add_baseline", value_parser = Date::parse)]
    pub(super) until: Option<Date>,
}

/// The beginning of the codes that are meant.
fn code_or_family(typed: &str) -> Result<String, String> {
    codes_named(typed).map(ToOwned::to_owned).ok_or_else(|| {
        let near = nearest_rule(typed).map(|rule| format!("（{} でしょうか）", rule.code)).unwrap_or_default();
        format!("「{typed}」という指摘のコードも族もありません{near}")
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LeastSeverity {
    Error,
    Warning,
    Info,
}

impl From<LeastSeverity> for Severity {
    fn from(least: LeastSeverity) -> Self {
        match least {
            LeastSeverity::Error => Self::Error,
            LeastSeverity::Warning => Self::Warning,
            LeastSeverity::Info => Self::Info,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, clap::Args)]
#[command(after_help = DIFF_NOTES)]
pub(super) struct DiffArguments {
    /// 前の版と後の版（フォルダーか YAML ファイル）。一つだけ書けば、確定済みの最後の版と比べる。--all のときはワークスペース
    #[arg(num_args = 0..=2, value_name = "版")]
    pub(super) versions: Vec<PathBuf>,
    /// 前の版を、後の版の git の版から取り出す（HEAD~1、タグなど）
    #[arg(long, value_name = "git の版")]
    pub(super) base: Option<String>,
    /// 出力の形。書かなければ -o の名前の終わりに従い、それも無ければ table
    #[arg(long, value_enum, value_name = "形")]
    pub(super) format: Option<DiffFormat>,
    /// 結果を書くファイル
    #[arg(short, long, value_name = "ファイル")]
    pub(super) output: Option<PathBuf>,
    /// 一行の単位。block では、加えた・消したかたまり（委託事項など）を一行にする
    #[arg(long, value_enum, default_value_t = DiffGranularity::Item, value_name = "単位")]
    pub(super) granularity: DiffGranularity,
    /// ワークスペースのすべての評価書を、それぞれの確定済みの最後の版と比べ、同じ変更を一度だけ示す（table か json）
    #[arg(long, conflicts_with_all = ["base", "granularity"])]
    pub(super) all: bool,
    /// 表記だけの変更も、table に一行ずつ示す
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// 手続が済んだかを数える日（令和7年12月26日、2025-12-26）。この日より後の日付の手続は済んでいないとする
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) today: Option<Date>,
}

const DIFF_NOTES: &str = "\
csv は RFC 4180 に従い、Excel で開けるように BOM を付けた UTF-8 で書く。
数式と読まれる文（= + - @ などで始まる）の前には ' を付ける。

終了コード:
  0  違いが無い
  1  違いがある
  2  コマンドの書き方が違う
  3  入力を読めない（壊れている、前の版が無いなど）
  4  出力を書けない";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Table,
    Json,
    Csv,
    Markdown,
    Html,
    /// 新旧対照表（Word）
    Docx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffGranularity {
    Item,
    Block,
}

#[derive(Debug, Default, clap::Args)]
pub(super) struct ServeArguments {
    /// ワークスペースのフォルダー
    #[arg(default_value = ".", value_name = "フォルダー")]
    pub(super) folder: PathBuf,
    /// 待ち受ける番号。書かなければ空いている番号を使う
    #[arg(long, default_value_t = 0, value_name = "番号", hide_default_value = true)]
    pub(super) port: u16,
    /// 読むだけの画面にする。審査する人に見せるときに使う
    #[arg(long)]
    pub(super) read_only: bool,
    /// 何人かで使うときに待ち受ける所（127.0.0.1:8443、10.0.0.5:8443 など）
    #[arg(long, value_name = "所", requires = "users")]
    pub(super) listen: Option<SocketAddr>,
    /// 使ってよい人の一覧（users.yaml）
    #[arg(long, value_name = "ファイル", requires = "listen")]
    pub(super) users: Option<PathBuf>,
    /// ブラウザーで開くときの名前（pia.city.example、pia.city.example:8443 など）。いくつでも書ける
    #[arg(long = "host", value_name = "名前", requires = "listen")]
    pub(super) hosts: Vec<String>,
    /// 暗号化を受け持つ代理の所。この所からの接続だけに答える
    #[arg(long, value_name = "所", requires = "listen")]
    pub(super) proxy: Option<IpAddr>,
    /// 代理が利用者を伝えるヘッダーの名前。書けば、パスワードを尋ねない
    #[arg(long, value_name = "ヘッダー", requires = "proxy")]
    pub(super) proxy_user: Option<String>,
    /// 標準入力のパスワードから、users.yaml に書くものを作る
    #[arg(long, exclusive = true)]
    pub(super) hash_password: bool,
    /// ブラウザーを自動で開かない
    #[arg(long)]
    pub(super) no_open: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct StatusArguments {
    /// ワークスペースか評価書のフォルダー
    #[arg(default_value = ".", value_name = "フォルダー")]
    pub(super) folder: PathBuf,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = StatusFormat::Human, value_name = "形")]
    pub(super) format: StatusFormat,
    /// 章ごとの記載率も示す
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// 部署ごとにまとめて示す
    #[arg(long)]
    pub(super) by_department: bool,
    /// 見直しか再評価の期限が、この日数のうちに来るものと過ぎたものだけを、期限の順に示す
    #[arg(long, value_name = "日数")]
    pub(super) within: Option<u32>,
    /// 終了コードを 1 にする事情（「,」で並べる）。overdue: 期限を過ぎている、open: 未判断の変更がある、errors: 誤りの指摘がある
    #[arg(long, value_enum, value_delimiter = ',', value_name = "事情")]
    pub(super) fail_on: Vec<FailOn>,
    /// 期限のカレンダー（.ics）か、部署ごとの計画管理表（.html、.xlsx。様式1の下書き）も書き出す
    #[arg(short, long, value_name = "ファイル")]
    pub(super) output: Option<PathBuf>,
    /// 期限を数える日（令和7年12月26日、2025-12-26）［既定は今日］
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) today: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Overdue,
    Open,
    Errors,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    Human,
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// 指摘のコードか名前（HY201、outsourcing-count）。書かなければ全てを一覧する
    #[arg(value_name = "コード")]
    pub(super) code: Option<String>,
}

#[derive(Debug, clap::Args)]
#[command(after_help = LAW_USE)]
pub(super) struct LawArguments {
    /// 探す言葉。「別表 111」「旧別表第一 56」「主務省令 139」は項を、法令の名称は番号と条を、ほかの言葉は事務と名前を探す。書かなければデータを一覧する
    #[arg(value_name = "言葉")]
    pub(super) words: Vec<String>,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = LawFormat::Human, value_name = "形")]
    pub(super) format: LawFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LawFormat {
    Human,
    Json,
}

const LAW_USE: &str = "\
使い方の例:
  hyokasho law 別表 111          番号法の別表の111の項
  hyokasho law 児童手当          児童手当の事務の項と、児童手当法の番号
  hyokasho law 番号法            番号法の条・項・号
  hyokasho law 旧別表第一 56     廃止された別表第一の56の項に当たる今の項

終了コード:
  0  見つかった
  1  見つからない";

#[derive(Debug, clap::Args)]
pub(super) struct RenderArguments {
    /// 評価書のフォルダー、または YAML ファイル
    #[arg(value_name = "パス")]
    pub(super) path: PathBuf,
    /// 書き出すファイル［既定は標準出力］
    #[arg(short, long, value_name = "ファイル")]
    pub(super) output: Option<PathBuf>,
    /// 出力の形［既定はファイル名の終わりによる］
    #[arg(long, value_enum, value_name = "形")]
    pub(super) format: Option<RenderFormat>,
    /// 案であることを示す言葉（素案、案など）
    #[arg(long, value_name = "言葉")]
    pub(super) draft: Option<String>,
    /// 前の版からの変更を示した審査用の版にする（pdf、docx、html）。前の版は、ファイル、確定した日付又は git の版で
    /// 指定する。書かなければ確定済みの最後の版
    #[arg(long, value_name = "前の版", num_args = 0..=1, default_missing_value = "")]
    pub(super) against: Option<String>,
    /// 公表しない部分（withhold）を、どの形でも黒く塗った版にする
    #[arg(long, conflicts_with = "against")]
    pub(super) public: bool,
    /// Excel に、システム・委託事項・提供先・移転先・ファイルの空の組をこの数だけ足し、書き方の注をセルに付ける（書き入れるための
    /// もの。書き入れた組は、取り込むと新しい組になる）
    #[arg(long, value_name = "数", num_args = 0..=1, default_missing_value = "2", value_parser = clap::value_parser!(u8).range(1..=20), conflicts_with_all = ["against", "public"])]
    pub(super) spare: Option<u8>,
    /// PDF の書体（.ttf・.otf・.ttc）。# の後は、その中の何番目の書体か［既定は hyokasho.yaml の style: font: か組み込みの書体］
    #[arg(long, value_name = "ファイル[#番号]")]
    pub(super) font: Option<String>,
    /// PDF に元の評価書（assessment.yaml）を付けない。付けなければ PDF/A-2a、付ければ PDF/A-3a になる
    #[arg(long)]
    pub(super) no_source: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RenderFormat {
    Pdf,
    Docx,
    Html,
    Md,
    Xlsx,
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct LedgerArguments {
    /// ワークスペースか評価書のフォルダー
    #[arg(default_value = ".", value_name = "フォルダー")]
    pub(super) folder: PathBuf,
    /// 書き出すファイル（.xlsx・.html・.md）
    #[arg(short, long, value_name = "ファイル")]
    pub(super) output: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct BuildArguments {
    /// ワークスペースか評価書のフォルダー
    #[arg(default_value = ".", value_name = "フォルダー")]
    pub(super) folder: PathBuf,
    /// 作ったものを置くフォルダー
    #[arg(short, long, default_value = "out", value_name = "フォルダー")]
    pub(super) output: PathBuf,
    /// 見直しの期限を数える日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    pub(super) today: Option<Date>,
    /// PDF に元の評価書（assessment.yaml）を付けない
    #[arg(long)]
    pub(super) no_source: bool,
    /// 公表できない版も、各ページに「案」と入れて公表用に作る
    #[arg(long)]
    pub(super) allow_draft: bool,
}

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct FormsArguments {
    #[command(subcommand)]
    pub(super) command: Option<FormsCommand>,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = FormsFormat::Table, value_name = "形")]
    pub(super) format: FormsFormat,
}

#[derive(Debug, Subcommand)]
pub(super) enum FormsCommand {
    /// 二つの様式の項目・選択肢・条件・※の違いを示す
    Diff(FormsDiffArguments),
}

#[derive(Debug, clap::Args)]
pub(super) struct FormsDiffArguments {
    /// 前の様式の名前（full-2018-05、様式3など）
    #[arg(value_name = "前の様式")]
    pub(super) old: String,
    /// 後の様式の名前
    #[arg(value_name = "後の様式")]
    pub(super) new: String,
    /// 出力の形
    #[arg(long, value_enum, default_value_t = FormsFormat::Table, value_name = "形")]
    pub(super) format: FormsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormsFormat {
    Table,
    Json,
}

#[derive(Debug, clap::Args)]
#[command(after_help = MIGRATE_NOTES)]
pub(super) struct MigrateArguments {
    /// 評価書のフォルダー、または YAML ファイル
    #[arg(value_name = "パス")]
    pub(super) path: PathBuf,
    /// 移す先の様式の名前（full-2025-05、様式4など）
    #[arg(long, value_name = "様式")]
    pub(super) to: String,
    /// 書き出すファイル［既定は元のファイル］
    #[arg(short, long, value_name = "ファイル")]
    pub(super) output: Option<PathBuf>,
    /// 移した結果を示すだけで、何も書かない
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 報告の形
    #[arg(long, value_enum, default_value_t = FormsFormat::Table, value_name = "形")]
    pub(super) format: FormsFormat,
}

const MIGRATE_NOTES: &str = "\
移す先の様式にもある項目は、書かれたまま残る。選択肢が合わない答えと、置き場の無い記載は、
その場で行の頭に「# 」を付けて残すので、失われるものは無い。
ほかのファイルを上書きすることは無い。";

#[derive(Debug, clap::Args)]
#[command(after_help = SCHEMA_USE)]
pub(super) struct SchemaArguments {
    /// 様式の名前（full-2025-05、様式4、全項目、様式3、重点など）か、procedure.yaml、hyokasho.yaml、fragment（文例の前書き）
    #[arg(value_name = "様式")]
    pub(super) form: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArguments {
    /// シェルの名前
    #[arg(value_enum, value_name = "シェル")]
    pub(super) shell: Shell,
}
