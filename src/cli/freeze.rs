//! `hyokasho freeze`

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::bulk::{self, BulkDone, BulkOutcome};
use super::exit::Exit;
use super::target::{Target, refuse};
use super::terminal;
use crate::disk::{shown, write_all};
use crate::finding::Finding;
use crate::finding::output::{Format, Summary, render};
use crate::inspect::inspect;
use crate::office::{Unfrozen, freeze};
use crate::workspace::{Loaded, Selection};

#[derive(Debug, clap::Args)]
pub(super) struct FreezeArguments {
    /// 評価書のフォルダー、または YAML ファイル。--all のときはワークスペース
    #[arg(value_name = "パス")]
    path: PathBuf,
    /// パスの下の、変わった評価書のすべてを確定する。決まっていないことや誤りのあるものは残し、何が要るかを示す
    #[arg(long)]
    all: bool,
    /// 確定できるかを示すだけで、何も書かない
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(command: &FreezeArguments) -> Exit {
    if command.all {
        return all(command);
    }
    let target = match Target::open(&command.path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    if let Some(exit) = faulty(&target) {
        return exit;
    }
    let loaded = target.workspace().load_with_revisions(target.path());
    if let Some(last) = loaded.revisions.last().filter(|last| last.assessment.is_none()) {
        return refuse(&last.findings);
    }
    let version = match freeze(target.workspace(), &loaded) {
        Ok(version) => version,
        Err(unfrozen) => return tell(unfrozen),
    };
    if !command.dry_run
        && let Err(error) = write_all(&version.files())
    {
        return terminal::unwritten(&error);
    }
    let ending = if command.dry_run { "できます（まだ何も書いていません）" } else { "しました" };
    terminal::finish(&format!("{}公表の版を確定{ending}: {}\n", version.date, shown(&version.file)))
}

fn tell(unfrozen: Unfrozen) -> Exit {
    match unfrozen {
        Unfrozen::Refused(findings) => return refuse(&findings),
        Unfrozen::Same | Unfrozen::Left(_) => terminal::tell(&unfrozen.to_string()),
        Unfrozen::Undecided(ref open) => {
            terminal::tell(&unfrozen.to_string());
            open.iter().for_each(|line| terminal::tell(&format!("  {line}")));
            terminal::tell("hyokasho record で行を加え、提出時期・判断・説明を書いてください");
        }
    }
    Exit::Findings
}

fn faulty(target: &Target) -> Option<Exit> {
    let inspection = inspect(&target.selection, None, &|_, _| {}, |_| ());
    let findings = inspection.shared.into_iter().chain(inspection.assessments.into_iter().flat_map(|one| one.findings));
    let errors: Vec<_> = findings.filter(Finding::bars_publication).collect();
    if errors.is_empty() {
        return None;
    }
    let summary = Summary::of(&errors, None);
    terminal::tell(render(Format::Human, &errors, &summary, terminal::plain()).trim_end());
    terminal::tell("誤りがある版は確定できません");
    Some(Exit::Findings)
}

fn all(command: &FreezeArguments) -> Exit {
    let selections = match bulk::selected(&command.path) {
        Ok(selections) => selections,
        Err(exit) => return exit,
    };
    let mut done = Vec::new();
    for selection in &selections {
        let inspection = inspect(selection, None, &terminal::progress("確認中"), |loaded| loaded.path.clone());
        let shared = inspection.shared.iter().filter(|finding| finding.bars_publication()).count();
        let count =
            |findings: &[Finding]| findings.iter().flat_map(Finding::all).filter(|one| one.bars_publication()).count();
        let errors: BTreeMap<PathBuf, usize> =
            inspection.assessments.into_iter().map(|one| (one.seen, shared + count(&one.findings))).collect();
        done.extend(bulk::each(std::slice::from_ref(selection), "確定中", |selection, loaded| BulkDone {
            path: loaded.path.clone(),
            outcome: one(selection, loaded, errors.get(&loaded.path).copied().unwrap_or_default(), command.dry_run),
        }));
    }
    let ending = if command.dry_run {
        "を確定できます。まだ何も書いていません"
    } else {
        "を確定しました"
    };
    bulk::tell(&done, |counts| format!("{} 評価書のうち {} {ending}（{}）", counts.all, counts.whole, counts.shares()))
}

fn one(selection: &Selection, loaded: &Loaded, errors: usize, dry_run: bool) -> BulkOutcome {
    let version = match freeze(&selection.workspace, loaded) {
        Ok(version) => version,
        Err(Unfrozen::Same) => return BulkOutcome::Nothing,
        Err(Unfrozen::Left(reason)) => return BulkOutcome::Left(reason.to_string()),
        Err(Unfrozen::Undecided(open)) => {
            let first = open.first().map(String::as_str).unwrap_or_default();
            return BulkOutcome::Left(format!(
                "変更箇所に決まっていないことが {} 件あります（{first} など）",
                open.len()
            ));
        }
        Err(Unfrozen::Refused(findings)) => {
            let why = findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
            return BulkOutcome::Left(why);
        }
    };
    if errors > 0 {
        return BulkOutcome::Left(format!("誤りの指摘が {errors} 件あります（hyokasho check で確かめられます）"));
    }
    match if dry_run { Ok(()) } else { write_all(&version.files()) } {
        Ok(()) => BulkOutcome::Whole(format!("{}公表の版", version.date)),
        Err(error) => BulkOutcome::Unwritten(error),
    }
}
