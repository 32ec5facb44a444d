//! `hyokasho record --all`: one change of a passage is one change, in however many assessments it stands.

use super::RecordArguments;
use crate::cli::bulk::{self, BulkCounts, BulkDone, BulkOutcome};
use crate::cli::exit::Exit;
use crate::cli::terminal;
use crate::diff::{Comparison, Wording, shared_changes};
use crate::disk::{replace, shown};
use crate::office::{RecordedAssessment, foreseen, record_assessment};
use crate::render::changes::SharedTable;
use crate::workspace::{Loaded, Selection};

/// What became of one assessment, and how it differs from its last version.
struct RecordedOne {
    done: BulkDone,
    added: usize,
    undecided: usize,
    comparison: Option<Comparison>,
}

pub(super) fn run(command: &RecordArguments) -> Exit {
    let selections = match bulk::selected(&command.path) {
        Ok(selections) => selections,
        Err(exit) => return exit,
    };
    let all = bulk::each(&selections, "記録中", |selection, loaded| one(selection, loaded, command));
    let Some(style) = selections.first().map(|selection| &selection.workspace.config.style) else {
        return Exit::Clean;
    };
    report(all, command, Wording::of(style))
}

fn one(selection: &Selection, loaded: &Loaded, command: &RecordArguments) -> RecordedOne {
    let nothing = |outcome| RecordedOne {
        done: BulkDone { path: loaded.path.clone(), outcome },
        added: 0,
        undecided: 0,
        comparison: None,
    };
    let order = command.order(Wording::of(&selection.workspace.config.style));
    let result = match record_assessment(loaded, &order) {
        Ok(result) if result.is_nothing() && result.recorded.open == 0 => return nothing(BulkOutcome::Nothing),
        Ok(result) => result,
        Err(reason) => return nothing(BulkOutcome::Left(reason.to_string())),
    };
    let RecordedAssessment { comparison, recorded } = result;
    let before = loaded.assessment.as_ref().map(|assessment| assessment.source.text()).unwrap_or_default();
    if !command.dry_run
        && recorded.text != before
        && let Err(error) = replace(&loaded.path, before.as_bytes(), recorded.text.as_bytes())
    {
        return nothing(BulkOutcome::Unwritten(error));
    }
    let [added, merged, judged] = [&recorded.added, &recorded.merged, &recorded.judged].map(Vec::len);
    let mut what = format!("{added} 行を追加、{merged} 行を更新");
    if judged > 0 {
        what += &format!("、{judged} 行に判断を記入");
    }
    let outcome = if recorded.open == 0 {
        BulkOutcome::Whole(what)
    } else {
        BulkOutcome::Open(format!("{what}、{} 行は判断が要ります", recorded.open))
    };
    let comparison =
        if command.dry_run { foreseen(&selection.workspace, loaded, &recorded.text) } else { Some(comparison) };
    RecordedOne { done: BulkDone { path: loaded.path.clone(), outcome }, added, undecided: recorded.open, comparison }
}

fn report(all: Vec<RecordedOne>, command: &RecordArguments, wording: Wording<'_>) -> Exit {
    let rows: usize = all.iter().map(|one| one.added).sum();
    let undecided: usize = all.iter().map(|one| one.undecided).sum();
    let (done, compared): (Vec<BulkDone>, Vec<Option<Comparison>>) =
        all.into_iter().map(|one| (one.done, one.comparison)).unzip();
    let counts = BulkCounts::of(&done);
    let touched = counts.whole + counts.open;
    let mut lines = vec![format!(
        "{} 評価書のうち {touched} に {rows} 行を加え{}（{}）",
        counts.all,
        if command.dry_run { "ます。まだ何も書いていません" } else { "ました" },
        counts.shares(),
    )];
    let changed: Vec<(String, &Comparison)> = done
        .iter()
        .zip(&compared)
        .filter_map(|(one, comparison)| Some((shown(&one.path), comparison.as_ref()?)))
        .collect();
    let names: Vec<String> = changed.iter().map(|(name, _)| name.clone()).collect();
    let changes = shared_changes(changed.iter().map(|(_, comparison)| (&*comparison.form, comparison.rows.as_slice())));
    let table = SharedTable { names: &names, changes: &changes, wording };
    if command.dry_run {
        lines.push(table.text());
    } else {
        lines.extend(table.titles_of_shared().map(|title| format!("  {title}")));
    }
    lines.extend(bulk::lines(&done));
    if undecided > 0 {
        lines.push(format!(
            "{undecided} 行の提出時期・重要な変更に該当するか・説明を書き、hyokasho check で確かめてください"
        ));
    }
    counts.exit(terminal::finish(&(lines.join("\n") + "\n")))
}
