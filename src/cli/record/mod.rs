//! `hyokasho record`

mod all;

use std::path::PathBuf;

use super::exit::Exit;
use super::target::{Target, refuse};
use super::terminal;
use crate::dates::Date;
use crate::diff::{Decision, RecordOrder, RowScope, Wording, shared_changes};
use crate::disk::{replace, shown};
use crate::office::{RecordedAssessment, foreseen, record_assessment};
use crate::render::changes::SharedTable;

#[derive(Debug, clap::Args)]
pub(super) struct RecordArguments {
    /// 評価書のフォルダー、または YAML ファイル。--all のときはワークスペース
    #[arg(default_value = ".", value_name = "パス")]
    path: PathBuf,
    /// 変更日（令和7年12月26日、2025-12-26）
    #[arg(long, value_name = "日付", value_parser = Date::parse)]
    date: Date,
    /// パスの下のすべての評価書に書き加える（共有文例を直したときなど）
    #[arg(long)]
    all: bool,
    /// この変更日の行のうち、まだ決まっていないものの提出時期（事前・事後）
    #[arg(long, value_name = "提出時期")]
    timing: Option<String>,
    /// 同じく、※ の項目は重要な変更に該当する
    #[arg(long, conflicts_with = "not_important")]
    important: bool,
    /// 同じく、※ の項目は重要な変更に該当しない
    #[arg(long)]
    not_important: bool,
    /// 同じく、「提出時期に係る説明」
    #[arg(long, value_name = "説明")]
    reason: Option<String>,
    /// 決まっていない所に、プログラムの案（提出時期・重要な変更に該当するか・説明）を書く
    #[arg(long)]
    accept_proposals: bool,
    /// 決めるのを、この番地の項目や、その中の項目の行に限る（files.*.outsourcing.maintenance のように。* は任意の文字。何度でも）
    #[arg(long, value_name = "番地")]
    item: Vec<String>,
    /// 決めるのを、この共有文例による行に限る（何度でも）
    #[arg(long, value_name = "文例")]
    passage: Vec<String>,
    /// 書き加える行と、それで決まることを示すだけで、何も書かない
    #[arg(long)]
    dry_run: bool,
}

impl RecordArguments {
    fn order<'a>(&'a self, wording: Wording<'a>) -> RecordOrder<'a> {
        let decision = Decision {
            timing: self.timing.as_deref(),
            important: (self.important || self.not_important).then_some(self.important),
            reason: self.reason.as_deref(),
        };
        let scope = RowScope { items: &self.item, passages: &self.passage };
        RecordOrder { date: self.date, wording, decision, scope, accepts_proposals: self.accept_proposals }
    }
}

pub(super) fn run(command: &RecordArguments) -> Exit {
    if command.all {
        return all::run(command);
    }
    let target = match Target::open(&command.path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let loaded = target.workspace().load_with_revisions(target.path());
    match loaded.revisions.last() {
        None => {
            terminal::tell("比べる版がありません。最初の版を公表するときは hyokasho freeze で確定してください");
            return Exit::Refused;
        }
        Some(last) if last.assessment.is_none() => return refuse(&last.findings),
        Some(_) => {}
    }
    let Some(before) = target.assessment().map(|assessment| assessment.source.text()) else { return Exit::Refused };
    let done = match record_assessment(&loaded, &command.order(target.wording())) {
        Ok(done) => done,
        Err(reason) => {
            terminal::tell(&reason.to_string());
            return Exit::Usage;
        }
    };
    if done.recorded.text != before
        && !command.dry_run
        && let Err(error) = replace(target.path(), before.as_bytes(), done.recorded.text.as_bytes())
    {
        return terminal::unwritten(&error);
    }
    let mut lines = told(&done, command.dry_run);
    if command.dry_run
        && let Some(after) = foreseen(target.workspace(), &loaded, &done.recorded.text)
    {
        let names = [shown(target.path())];
        let changes = shared_changes([(&*after.form, after.rows.as_slice())]);
        lines.push(SharedTable { names: &names, changes: &changes, wording: target.wording() }.text());
    }
    terminal::finish(&(lines.join("\n") + "\n"))
}

fn told(done: &RecordedAssessment, dry_run: bool) -> Vec<String> {
    let recorded = &done.recorded;
    let mut lines = Vec::new();
    if done.is_nothing() {
        lines.push("記録すべき変更はありません".to_owned());
    } else {
        let ending = if dry_run { "ます（まだ何も書いていません）" } else { "ました" };
        let (added, merged) = (recorded.added.len(), recorded.merged.len());
        lines.push(match recorded.judged.len() {
            0 => format!("{added} 行を加え、{merged} 行を今の記載に合わせ{ending}"),
            judged => {
                format!(
                    "{added} 行を加え、{merged} 行を今の記載に合わせ、前からある {judged} 行に判断を書き入れ{ending}"
                )
            }
        });
        lines.extend(recorded.added.iter().map(|item| format!("  ＋ {item}")));
        lines.extend(recorded.merged.iter().map(|item| format!("  ＝ {item}")));
        lines.extend(recorded.judged.iter().map(|item| format!("  ✓ {item}")));
    }
    if recorded.open > 0 {
        lines.push(format!(
            "{} 行の提出時期・重要な変更に該当するか・説明を書き、hyokasho check で確かめてください",
            recorded.open
        ));
    }
    for item in &recorded.idle {
        lines.push(format!("  ？ {item}: 前の版との違いがありません。行を消すか、確かめてください"));
    }
    lines
}
