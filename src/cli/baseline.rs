//! `hyokasho baseline`

use std::path::PathBuf;
use std::sync::Arc;

use super::bulk::{self, BulkDone, BulkOutcome};
use super::exit::Exit;
use super::target::refuse;
use super::terminal;
use crate::disk::{put, read_text, shown};
use crate::office::standing_rows;
use crate::text::Source;
use crate::workspace::{BASELINE_FILE, Selection, TakenRow, with_history};

#[derive(Debug, clap::Args)]
pub(super) struct BaselineArguments {
    /// 評価書のフォルダーか YAML ファイル、又はワークスペース（その下のすべて）
    #[arg(default_value = ".", value_name = "パス")]
    path: PathBuf,
    /// 行をそのまま受け入れる理由（公表した版のまま引き継いだ、など）
    #[arg(long, value_name = "理由")]
    reason: String,
    /// 受け入れる行の数を示すだけで、何も書かない
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(command: &BaselineArguments) -> Exit {
    answer(command).unwrap_or_else(|exit| exit)
}

fn answer(command: &BaselineArguments) -> Result<Exit, Exit> {
    if command.reason.trim().is_empty() {
        terminal::tell("誤り: --reason に、行をそのまま受け入れる理由を書いてください");
        return Err(Exit::Usage);
    }
    let mut done = Vec::new();
    for selection in &bulk::selected(&command.path)? {
        done.extend(in_workspace(selection, command)?);
    }
    let ending = if command.dry_run {
        "受け入れます。まだ何も書いていません"
    } else {
        "受け入れました"
    };
    Ok(bulk::tell(&done, |counts| format!("{} 評価書のうち {} の変更箇所の行を{ending}", counts.all, counts.whole)))
}

fn in_workspace(selection: &Selection, command: &BaselineArguments) -> Result<Vec<BulkDone>, Exit> {
    let Some(root) = &selection.workspace.root else {
        terminal::tell("誤り: 受け入れた行を書く所がありません。ワークスペースの設定（hyokasho.yaml）を作ってください");
        return Err(Exit::Usage);
    };
    let found = bulk::each(std::slice::from_ref(selection), "確認中", |selection, loaded| {
        (loaded.path.clone(), loaded.name.clone(), standing_rows(&selection.workspace, loaded))
    });
    let file = root.join(BASELINE_FILE);
    let before = if file.is_file() { Some(read_text(&file).map_err(|finding| refuse(&[*finding]))?) } else { None };
    let mut text = before.clone();
    let mut done = Vec::new();
    for (path, name, rows) in found {
        let outcome = match rows {
            Ok(rows) if rows.is_empty() => BulkOutcome::Nothing,
            Ok(rows) => {
                let with = with_history(text.as_ref(), &command.reason, &name, &rows);
                text = Some(Source::new(BASELINE_FILE, with.map_err(|error| unedited(&shown(&file), &error))?));
                BulkOutcome::Whole(told(&rows))
            }
            Err(reason) => BulkOutcome::Left(reason.to_string()),
        };
        done.push(BulkDone { path, outcome });
    }
    let changed = text.filter(|text| before.as_ref().is_none_or(|before| !Arc::ptr_eq(before, text)));
    if let Some(text) = changed.filter(|_| !command.dry_run) {
        let read = before.as_ref().map(|before| before.text().as_bytes());
        put(&file, read, text.text().as_bytes()).map_err(|error| terminal::unwritten(&error))?;
    }
    Ok(done)
}

fn unedited(file: &str, error: &crate::yaml::EditError) -> Exit {
    terminal::tell(&format!("誤り: {file}: {error}"));
    Exit::Refused
}

fn told(rows: &[TakenRow]) -> String {
    let mut days: Vec<&str> = rows.iter().map(|row| row.date.as_str()).collect();
    days.dedup();
    match days.as_slice() {
        [first, .., last] => format!("{} 行（{first} から {last} まで）", rows.len()),
        [only] => format!("{} 行（{only}）", rows.len()),
        [] => String::new(),
    }
}
