//! `--add-baseline`: what is found now is put off, with a reason, until a day.

use std::collections::BTreeSet;

use super::{Checked, unwritten};
use crate::cli::exit::Exit;
use crate::cli::terminal;
use crate::dates::Date;
use crate::disk::{put, read_text, shown};
use crate::finding::Finding;
use crate::inspect::Inspection;
use crate::workspace::{BASELINE_FILE, Selection, with_baseline};

pub(super) fn add(reason: &str, until: Date, selections: &[Selection], checked: &Checked) -> Result<Exit, Exit> {
    if reason.trim().is_empty() {
        terminal::tell("誤り: --add-baseline には、猶予する理由を書いてください");
        return Err(Exit::Usage);
    }
    let mut told = String::new();
    for (selection, inspection) in selections.iter().zip(&checked.inspections) {
        told += &in_workspace((reason, until), selection, inspection, checked)?;
    }
    let refused = checked.unread || Exit::of(&checked.findings) == Exit::Refused;
    match terminal::print(&told) {
        Ok(()) if refused => Ok(Exit::Refused),
        Ok(()) => Ok(Exit::Clean),
        Err(_) => Ok(Exit::Unwritten),
    }
}

fn in_workspace(
    said: (&str, Date),
    selection: &Selection,
    inspection: &Inspection<()>,
    checked: &Checked,
) -> Result<String, Exit> {
    let Some(root) = &selection.workspace.root else {
        terminal::tell("誤り: 猶予を書く所がありません。ワークスペースの設定（hyokasho.yaml）を作ってください");
        return Err(Exit::Usage);
    };
    // Only what would be told; a number that must not be published is put off by nobody.
    let is_put_off =
        |finding: &&Finding| !finding.rule.refuses_input() && !finding.concealed && checked.asks_for(finding);
    let mut put_off: Vec<(&str, &Finding)> = Vec::new();
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for one in &inspection.assessments {
        let all = one.findings.iter().flat_map(Finding::all);
        put_off.extend(all.filter(is_put_off).map(|finding| (one.name.as_str(), finding)));
        met.extend(one.findings.iter().chain(&one.accepted).flat_map(Finding::all).map(|it| it.fingerprint.as_str()));
    }
    let marks = selection.workspace.baselines.iter().flat_map(|baseline| &baseline.marks);
    let gone: BTreeSet<String> =
        marks.filter(|mark| selection.whole && !met.contains(mark.as_str())).cloned().collect();
    let file = root.join(BASELINE_FILE);
    let name = shown(&file);
    if put_off.is_empty() && gone.is_empty() {
        return Ok(format!("{name}: 猶予する指摘はありません\n"));
    }
    let before = if file.is_file() {
        Some(read_text(&file).map_err(|finding| crate::cli::target::refuse(&[*finding]))?)
    } else {
        None
    };
    let text = with_baseline(before.as_ref(), said, &put_off, &gone).map_err(|error| {
        terminal::tell(&format!("誤り: {name}: {error}"));
        Exit::Refused
    })?;
    let read = before.as_ref().map(|before| before.text().as_bytes());
    put(&file, read, text.as_bytes()).map_err(|error| unwritten(&error))?;
    Ok(format!("{} 件の指摘を{}まで猶予します（{name}）\n", put_off.len(), said.1))
}
