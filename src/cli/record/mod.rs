//! `hyokasho record`

mod all;

use super::args::RecordArguments;
use super::exit::Exit;
use super::target::{Target, refuse};
use super::terminal;
use crate::assessment::Assessment;
use crate::dates::Date;
use crate::diff::{Comparison, Decision, RecordOrder, Recorded, Wording, compare, record};
use crate::disk::{self, replace};
use crate::text::fold;

pub(super) fn run(command: &RecordArguments) -> Exit {
    if command.all {
        return all::run(command);
    }
    let target = match Target::open(&command.path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let Some(new) = target.assessment() else { return Exit::Refused };
    let Some(last) = target.workspace().last_revision(&target.folder()) else {
        terminal::tell("比べる版がありません。最初の版を公表するときは hyokasho freeze で確定してください");
        return Exit::Refused;
    };
    let Some(old) = &last.assessment else { return refuse(&last.findings) };
    if let Err(reason) = fits(command, new) {
        terminal::tell(&reason);
        return Exit::Usage;
    }
    let order = order(command, target.wording());
    match record(old, new, &compare(old, new), &order) {
        Ok(recorded) => finish(&target, &recorded, command, new.source.text()),
        Err(error) => {
            terminal::tell(&format!("{}: {error}", disk::shown(target.path())));
            Exit::Unwritten
        }
    }
}

fn order<'a>(command: &'a RecordArguments, wording: Wording<'a>) -> RecordOrder<'a> {
    let decision = Decision {
        timing: command.timing.as_deref(),
        important: (command.important || command.not_important).then_some(command.important),
        reason: command.reason.as_deref(),
    };
    RecordOrder { date: command.date, wording, decision }
}

/// What is ordered can be done to this assessment; why not, where it cannot.
fn fits(command: &RecordArguments, new: &Assessment) -> Result<(), String> {
    if let Some(latest) = latest(new).filter(|latest| command.date.is_before(*latest)) {
        return Err(format!("変更日 {} は、記録されている最後の変更日 {latest} より前です", command.date));
    }
    let known = &new.form.timings;
    match &command.timing {
        Some(timing) if !known.iter().any(|word| fold::same(word, timing)) => {
            Err(format!("--timing の「{timing}」は、{}のどれでもありません", known.join("・")))
        }
        _ => Ok(()),
    }
}

fn latest(assessment: &Assessment) -> Option<Date> {
    assessment.changes.iter().filter_map(|day| day.date).max()
}

/// How many of the added rows wait for somebody to decide.
fn undecided(recorded: &Recorded, comparison: &Comparison, order: &RecordOrder<'_>) -> usize {
    let rows = comparison.rows.iter().filter(|row| recorded.added.contains(&row.item));
    rows.filter(|row| !order.decision.settles(row)).count()
}

fn finish(target: &Target, recorded: &Recorded, command: &RecordArguments, before: &str) -> Exit {
    if recorded.text != before
        && !command.dry_run
        && let Err(error) = replace(target.path(), before.as_bytes(), recorded.text.as_bytes())
    {
        return terminal::unwritten(&error);
    }
    let mut lines = Vec::new();
    if recorded.added.is_empty() && recorded.merged.is_empty() {
        lines.push("記録すべき変更はありません".to_owned());
    } else {
        let done = if command.dry_run { "ます（まだ何も書いていません）" } else { "ました" };
        let (added, merged) = (recorded.added.len(), recorded.merged.len());
        lines.push(format!("{added} 行を加え、{merged} 行を今の記載に合わせ{done}"));
        lines.extend(recorded.added.iter().map(|item| format!("  ＋ {item}")));
        lines.extend(recorded.merged.iter().map(|item| format!("  ＝ {item}")));
        lines.push("提出時期・重要な変更に該当するか・説明を書き、hyokasho check で確かめてください".to_owned());
    }
    for item in &recorded.idle {
        lines.push(format!("  ？ {item}: 前の版との違いがありません。行を消すか、確かめてください"));
    }
    terminal::finish(&(lines.join("\n") + "\n"))
}
