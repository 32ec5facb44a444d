//! `hyokasho record`

use super::args::RecordArguments;
use super::exit::Exit;
use super::target::{Target, refuse};
use super::terminal;
use crate::diff::{Recorded, compare, record};
use crate::disk::{self, replace};

pub(super) fn run(command: &RecordArguments) -> Exit {
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
    if let Some(latest) = new.changes.iter().filter_map(|day| day.date).max()
        && command.date.is_before(latest)
    {
        terminal::tell(&format!("変更日 {} は、記録されている最後の変更日 {latest} より前です", command.date));
        return Exit::Usage;
    }
    let comparison = compare(old, new);
    match record(old, new, &comparison, command.date, target.wording()) {
        Ok(recorded) => finish(&target, &recorded, new.source.text()),
        Err(error) => {
            terminal::tell(&format!("{}: {error}", disk::shown(target.path())));
            Exit::Unwritten
        }
    }
}

fn finish(target: &Target, recorded: &Recorded, before: &str) -> Exit {
    if recorded.text != before
        && let Err(error) = replace(target.path(), before.as_bytes(), recorded.text.as_bytes())
    {
        return terminal::unwritten(&error);
    }
    let mut lines = Vec::new();
    if recorded.added.is_empty() && recorded.merged.is_empty() {
        lines.push("記録すべき変更はありません".to_owned());
    } else {
        lines.push(format!("{} 行を加え、{} 行を今の記載に合わせました", recorded.added.len(), recorded.merged.len()));
        lines.extend(recorded.added.iter().map(|item| format!("  ＋ {item}")));
        lines.extend(recorded.merged.iter().map(|item| format!("  ＝ {item}")));
        lines.push("提出時期・重要な変更に該当するか・説明を書き、hyokasho check で確かめてください".to_owned());
    }
    for item in &recorded.idle {
        lines.push(format!("  ？ {item}: 前の版との違いがありません。行を消すか、確かめてください"));
    }
    match terminal::print(&(lines.join("\n") + "\n")) {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Unwritten,
    }
}
