//! `hyokasho git`: what git calls to compare and to merge assessments, and how it is told to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clap::Subcommand;
use similar::TextDiff;

use super::exit::Exit;
use super::terminal;
use crate::assessment::{Address, Assessment};
use crate::diff::{DiffRow, compare};
use crate::disk::{overwrite, put, read_text, shown};
use crate::merge::{MergeSides, merge};
use crate::rules::codes;
use crate::text::Source;
use crate::workspace::{STARTER_ATTRIBUTES, Workspace, root_of};
use crate::yaml::comments;

#[derive(Debug, clap::Args)]
pub(super) struct GitArguments {
    #[command(subcommand)]
    command: GitCommand,
}

#[derive(Debug, Subcommand)]
enum GitCommand {
    /// このリポジトリの git に、評価書の比べ方と合わせ方を教える（.git/config と .gitattributes に書く）
    Install {
        /// リポジトリの中のフォルダー
        #[arg(default_value = ".", value_name = "フォルダー")]
        folder: PathBuf,
    },
    /// git が呼ぶ: 二つの版の違いを欄ごとに示す
    #[command(hide = true)]
    Diff {
        #[arg(value_name = "git の引数", num_args = 1.., allow_hyphen_values = true)]
        words: Vec<PathBuf>,
    },
    /// git が呼ぶ: 二人の直した所を欄ごとに合わせる
    #[command(hide = true)]
    Merge {
        #[arg(value_name = "元の版")]
        base: PathBuf,
        #[arg(value_name = "こちらの版")]
        ours: PathBuf,
        #[arg(value_name = "相手の版")]
        theirs: PathBuf,
        #[arg(value_name = "印の長さ")]
        length: String,
        #[arg(value_name = "パス")]
        path: PathBuf,
    },
}

/// What git reads of a folder.
pub(super) const ATTRIBUTES_FILE: &str = ".gitattributes";

pub(super) fn run(arguments: &GitArguments) -> Exit {
    let done = match &arguments.command {
        GitCommand::Install { folder } => install(folder),
        GitCommand::Diff { words } => told_difference(words),
        GitCommand::Merge { base, ours, theirs, length, path } => merged([base, ours, theirs], length, path),
    };
    done.unwrap_or_else(|exit| exit)
}

fn git(folder: &Path, words: &[&OsStr]) -> Result<Output, Exit> {
    Command::new("git").arg("-C").arg(folder).args(words).output().map_err(|_| {
        terminal::tell("誤り: git がありません。git を入れてから、もう一度実行してください");
        Exit::Refused
    })
}

fn install(folder: &Path) -> Result<Exit, Exit> {
    let top = git(folder, &["rev-parse".as_ref(), "--show-toplevel".as_ref()])?;
    if !top.status.success() {
        terminal::tell(&format!("誤り: {} は git のリポジトリの中にありません", shown(folder)));
        terminal::tell("対処: git init で作るか、リポジトリの中のフォルダーを指してください");
        return Err(Exit::Refused);
    }
    let top = PathBuf::from(String::from_utf8_lossy(&top.stdout).trim_end_matches(['\r', '\n']));
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("hyokasho"));
    // git hands this to a shell, which takes a backslash for a sign of its own.
    let program = program.to_string_lossy().replace('\\', "/").replace('\'', "'\\''");
    for (name, value) in [
        ("diff.hyokasho.command", format!("'{program}' git diff")),
        ("merge.hyokasho.name", "hyokasho".to_owned()),
        ("merge.hyokasho.driver", format!("'{program}' git merge %O %A %B %L %P")),
    ] {
        let set = git(&top, &["config".as_ref(), name.as_ref(), value.as_ref()])?;
        if !set.status.success() {
            terminal::tell(&format!("誤り: git の設定を書けません（{}）", String::from_utf8_lossy(&set.stderr).trim()));
            return Err(Exit::Unwritten);
        }
    }
    let file = top.join(ATTRIBUTES_FILE);
    let before = if file.is_file() {
        Some(read_text(&file).map_err(|finding| super::target::refuse(&[*finding]))?)
    } else {
        None
    };
    let text = before.as_ref().map_or("", |before| before.text());
    let missing: String = STARTER_ATTRIBUTES
        .lines()
        .filter(|line| !text.lines().any(|own| own.trim() == *line))
        .map(|line| format!("{line}\n"))
        .collect();
    if !missing.is_empty() {
        let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let after = format!("{text}{gap}{missing}");
        put(&file, before.as_ref().map(|before| before.text().as_bytes()), after.as_bytes())
            .map_err(|error| terminal::unwritten(&error))?;
    }
    let words = format!(
        "{} の git が、評価書を欄ごとに比べ、合わせるようになりました\n.gitattributes をコミットすれば、ほかの人も hyokasho git install で同じにできます\n",
        shown(&top)
    );
    Ok(terminal::finish(&words))
}

/// `path old-file old-hex old-mode new-file new-hex new-mode`; git takes a command that fails for broken.
fn told_difference(words: &[PathBuf]) -> Result<Exit, Exit> {
    let [path, old, _, _, new, ..] = words else {
        terminal::tell("誤り: git diff から呼ばれるコマンドです");
        return Err(Exit::Usage);
    };
    let read = |file: &Path| if file.is_file() { read_text(file).ok() } else { Some(Source::new("", "")) };
    let (Some(old), Some(new)) = (read(old), read(new)) else {
        return Ok(terminal::finish(&format!("{}: 読めません\n", shown(path))));
    };
    let workspace = Workspace::open(root_of(path).as_deref(), &codes());
    let load = |source: &Source| workspace.load_text(path, source.text());
    let (before, after) = (load(&old), load(&new));
    let is_read =
        |loaded: &crate::workspace::Loaded| !loaded.findings.iter().any(|finding| finding.rule.refuses_input());
    let text = match (&before.assessment, &after.assessment) {
        (Some(left), Some(right)) if is_read(&before) && is_read(&after) => {
            let words = |assessment: &Assessment, item: Option<&Address>| {
                let words = item.and_then(|item| assessment.cell(item)).map(|cell| assessment.words(cell));
                words
                    .filter(|words| !words.is_empty())
                    .map(|words| words.trim_end().to_owned() + "\n")
                    .unwrap_or_default()
            };
            let row = |row: &DiffRow| {
                let (old, new) = (words(left, row.old_item.as_ref()), words(right, Some(&row.item)));
                let lines = TextDiff::from_lines(&old, &new);
                format!("■ {}\n{}", row.path, lines.unified_diff().context_radius(1))
            };
            compare(left, right).rows.iter().map(row).collect()
        }
        _ => String::new(),
    };
    // What no item says differently, and what cannot be read, is shown by lines.
    let text =
        if text.is_empty() { TextDiff::from_lines(old.text(), new.text()).unified_diff().to_string() } else { text };
    let name = shown(path);
    Ok(terminal::finish(&format!("評価書 {name}\n{text}")))
}

fn merged([base, ours, theirs]: [&Path; 3], length: &str, path: &Path) -> Result<Exit, Exit> {
    let by_lines = |words: &[&str]| {
        let mut command = Command::new("git");
        command.arg("merge-file").arg(format!("--marker-size={length}")).args(words);
        for name in ["こちらの記載", "元の記載", "相手の記載"] {
            command.args(["-L", name]);
        }
        command.arg(ours).arg(base).arg(theirs).output().ok()
    };
    let read = |file: &Path| read_text(file).ok();
    let sides = (|| Some(MergeSides { base: read(base)?, ours: read(ours)?, theirs: read(theirs)? }))();
    // The files are git's own, and gone afterwards.
    let with_theirs = |text: &str| {
        overwrite(theirs, text.as_bytes()).ok()?;
        let output = by_lines(&["-p"]).filter(|output| output.status.success());
        overwrite(theirs, sides.as_ref()?.theirs.text().as_bytes()).ok()?;
        String::from_utf8(output?.stdout).ok()
    };
    let workspace = Workspace::open(root_of(path).as_deref(), &codes());
    let name = shown(path);
    let whole = sides.as_ref().and_then(|sides| Some((sides, merge(sides, &workspace.forms, &with_theirs)?)));
    let Some((sides, whole)) = whole else {
        terminal::tell(&format!("{name}: 欄ごとには合わせられないので、行ごとに合わせます"));
        let done = by_lines(&[]).is_some_and(|output| output.status.success());
        return Ok(if done { Exit::Clean } else { Exit::Findings });
    };
    overwrite(ours, whole.text.as_bytes()).map_err(|error| terminal::unwritten(&error))?;
    for comment in lost_comments(sides, &whole.text) {
        terminal::tell(&format!("{name}: 相手の版で加えられた注記「{comment}」は入っていません"));
    }
    if whole.conflicts.is_empty() {
        return Ok(Exit::Clean);
    }
    let told = "両方で書き換えられた欄があります。どちらの記載を採るかを決めて、印の行を消してください";
    terminal::tell(&format!("{name}: {told}"));
    whole.conflicts.iter().for_each(|conflict| terminal::tell(&format!("  {conflict}")));
    Ok(Exit::Findings)
}

/// Comments that the other side has added and that stand nowhere now.
fn lost_comments(sides: &MergeSides, merged: &str) -> Vec<String> {
    let of = |source: &Source| -> Vec<String> {
        let found = comments(source.text()).unwrap_or_default();
        found.into_iter().map(|(_, comment)| comment.trim().to_owned()).collect()
    };
    let old = of(&sides.base);
    let is_lost = |comment: &String| !old.contains(comment) && !merged.contains(comment.as_str());
    of(&sides.theirs).into_iter().filter(is_lost).collect()
}
