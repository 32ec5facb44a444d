//! `hyokasho record --all`: one change of a passage is one change, in however many assessments it stands.

use std::collections::BTreeMap;

use super::{fits, order, undecided};
use crate::assessment::{Answer, Assessment};
use crate::cli::args::RecordArguments;
use crate::cli::exit::Exit;
use crate::cli::{target, terminal};
use crate::diff::{RecordOrder, Recorded, Wording, compare, record};
use crate::disk::{replace, shown};
use crate::rules::codes;
use crate::workspace::{Loaded, select};

/// What became of one assessment.
struct RecordedOne {
    path: String,
    outcome: RecordOutcome,
}

enum RecordOutcome {
    /// Rows that were added, rows that were brought up to date, rows that wait for a decision, and the passages behind the rows.
    Recorded {
        added: usize,
        merged: usize,
        open: usize,
        passages: BTreeMap<String, usize>,
    },
    Nothing,
    /// Why somebody has to look at it.
    Left(String),
    Unwritten(String),
}

pub(super) fn run(command: &RecordArguments) -> Exit {
    let (selections, lost) = select(std::slice::from_ref(&command.path), &codes());
    if !lost.is_empty() {
        return target::refuse(&lost);
    }
    let progress = terminal::progress("記録中");
    let mut told = Vec::new();
    for selection in &selections {
        let order = order(command, Wording::of(&selection.workspace.config.style));
        told.extend(selection.each(&progress, |loaded| one(&loaded, command, &order)));
    }
    drop(progress);
    report(&told, command)
}

fn one(loaded: &Loaded, command: &RecordArguments, order: &RecordOrder<'_>) -> RecordedOne {
    let outcome = recorded(loaded, command, order).unwrap_or_else(|outcome| outcome);
    RecordedOne { path: shown(&loaded.path), outcome }
}

fn recorded(
    loaded: &Loaded,
    command: &RecordArguments,
    order: &RecordOrder<'_>,
) -> Result<RecordOutcome, RecordOutcome> {
    let left = |reason: &str| RecordOutcome::Left(reason.to_owned());
    let refused = loaded.findings.iter().any(|finding| finding.rule.refuses_input());
    let new = loaded.assessment.as_ref().filter(|_| !refused).ok_or_else(|| left("読めません"))?;
    let last = loaded.revisions.last().ok_or_else(|| left("確定した版がありません"))?;
    let old = last.assessment.as_ref().ok_or_else(|| left("確定した最後の版が読めません"))?;
    fits(command, new).map_err(RecordOutcome::Left)?;
    let comparison = compare(old, new);
    let recorded = record(old, new, &comparison, order).map_err(|error| RecordOutcome::Left(error.to_string()))?;
    if recorded.added.is_empty() && recorded.merged.is_empty() {
        return Ok(RecordOutcome::Nothing);
    }
    if !command.dry_run {
        let (before, after) = (new.source.text().as_bytes(), recorded.text.as_bytes());
        replace(&loaded.path, before, after).map_err(|error| RecordOutcome::Unwritten(error.to_string()))?;
    }
    Ok(RecordOutcome::Recorded {
        added: recorded.added.len(),
        merged: recorded.merged.len(),
        open: undecided(&recorded, &comparison, order),
        passages: passages(&recorded, new),
    })
}

/// The passages that stand behind the added rows, and in how many of them.
fn passages(recorded: &Recorded, new: &Assessment) -> BTreeMap<String, usize> {
    let mut passages = BTreeMap::new();
    for item in &recorded.added {
        if let Some(Answer::Text(text)) = new.cell(item).and_then(|cell| cell.typed.as_ref()) {
            text.fragments.iter().for_each(|passage| *passages.entry(passage.clone()).or_default() += 1);
        }
    }
    passages
}

fn report(told: &[RecordedOne], command: &RecordArguments) -> Exit {
    let (mut lines, mut touched, mut rows, mut undecided) = (Vec::new(), 0, 0, 0);
    let mut passages: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut left, mut unwritten) = (0, 0);
    for RecordedOne { path, outcome } in told {
        match outcome {
            RecordOutcome::Nothing => {}
            RecordOutcome::Recorded { added, merged, open, passages: behind } => {
                (touched, rows, undecided) = (touched + 1, rows + added, undecided + open);
                let open =
                    if *open > 0 { format!("、うち {open} 行は判断が要ります") } else { String::new() };
                lines.push(format!("  ○ {path}: {added} 行を追加、{merged} 行を更新{open}"));
                for (passage, count) in behind {
                    let (assessments, rows) = passages.entry(passage).or_default();
                    (*assessments, *rows) = (*assessments + 1, *rows + count);
                }
            }
            RecordOutcome::Left(reason) => {
                left += 1;
                lines.push(format!("  ？ {path}: {reason}"));
            }
            RecordOutcome::Unwritten(reason) => {
                unwritten += 1;
                lines.push(format!("  × {path}: {reason}"));
            }
        }
    }
    let mut head = vec![format!(
        "{} 評価書のうち {touched} に {rows} 行を加え{}（見てください: {left}、書けません: {unwritten}）",
        told.len(),
        if command.dry_run { "ます。まだ何も書いていません" } else { "ました" },
    )];
    head.extend(
        passages
            .into_iter()
            .map(|(passage, (assessments, rows))| format!("  文例 {passage}: {assessments} 評価書の {rows} 行")),
    );
    head.append(&mut lines);
    if undecided > 0 {
        head.push(format!(
            "{undecided} 行の提出時期・重要な変更に該当するか・説明を書き、hyokasho check で確かめてください"
        ));
    }
    match terminal::finish(&(head.join("\n") + "\n")) {
        Exit::Clean if unwritten > 0 => Exit::Unwritten,
        Exit::Clean if left > 0 => Exit::Findings,
        exit => exit,
    }
}
