//! `hyokasho freeze`

use std::path::Path;

use super::args::FreezeArguments;
use super::exit::Exit;
use super::target::{Target, refuse};
use super::terminal;
use crate::assessment::{Assessment, frozen_text, sealed};
use crate::diff::{DiffRow, compare};
use crate::disk::{self, NewFile, write_all};
use crate::finding::output::{Format, Summary, render};
use crate::finding::{Confidence, Severity};
use crate::inspect::inspect;
use crate::workspace::{Kept, REVISIONS_FOLDER};

pub(super) fn run(command: &FreezeArguments) -> Exit {
    let target = match Target::open(&command.path) {
        Ok(target) => target,
        Err(exit) => return exit,
    };
    let Some(assessment) = target.assessment() else { return Exit::Refused };
    if let Some(exit) = faulty(&target) {
        return exit;
    }
    let Some(date) = assessment.root().date("cover.published_on").filter(|date| date.is_exact()) else {
        terminal::tell("公表日（cover.published_on）を年月日まで書いてください");
        return Exit::Findings;
    };
    if let Some(last) = target.workspace().last_revision(&target.folder()) {
        if !last.date.is_before(date) {
            terminal::tell(&format!("公表日 {date} は、確定済みの版 {} より後でなければなりません", last.date));
            return Exit::Findings;
        }
        let Some(old) = &last.assessment else { return refuse(&last.findings) };
        let open: Vec<String> = compare(old, assessment).rows.iter().filter_map(unsettled).collect();
        if !open.is_empty() {
            terminal::tell(&format!("変更箇所に決まっていないことがあります（{} 件）", open.len()));
            open.iter().for_each(|line| terminal::tell(line));
            terminal::tell("hyokasho record で行を加え、提出時期・判断・説明を書いてください");
            return Exit::Findings;
        }
    }
    let file = target.folder().join(REVISIONS_FOLDER).join(format!("{}.yaml", date.iso()));
    let pictures = match target.workspace().pictures_of(&target.folder(), assessment) {
        Ok(pictures) => pictures,
        Err(finding) => return refuse(&[*finding]),
    };
    let Some(text) = frozen(assessment, &pictures) else { return Exit::Refused };
    let mut files = copies(&file, &pictures);
    files.push(NewFile::new(&file, text.as_bytes()));
    if let Err(error) = write_all(&files) {
        return terminal::unwritten(&error);
    }
    match terminal::print(&format!("{date}公表の版を確定しました: {}\n", disk::shown(file.as_ref()))) {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Unwritten,
    }
}

/// Findings at error level stand in the way.
fn faulty(target: &Target) -> Option<Exit> {
    let inspection = inspect(&target.selection, None, &|_, _| {}, |_| ());
    let findings = inspection.shared.into_iter().chain(inspection.assessments.into_iter().flat_map(|one| one.findings));
    let errors: Vec<_> = findings
        .filter(|finding| finding.severity == Severity::Error && finding.confidence == Confidence::Certain)
        .collect();
    if errors.is_empty() {
        return None;
    }
    let summary = Summary::of(&errors, None);
    terminal::tell(render(Format::Human, &errors, &summary, terminal::plain()).trim_end());
    terminal::tell("誤りがある版は確定できません");
    Some(Exit::Findings)
}

/// What an officer has still to decide about a row.
fn unsettled(row: &DiffRow) -> Option<String> {
    let missing = match &row.judgement {
        None => "行がありません",
        Some(judgement) if judgement.timing.is_none() => "提出時期がありません",
        Some(judgement) if row.mark && judgement.important.is_none() => {
            "重要な変更に該当するかの判断（important）がありません"
        }
        Some(judgement) if row.mark && judgement.reason.is_none() => "提出時期に係る説明（reason）がありません",
        Some(_) => return None,
    };
    Some(format!("  {}: {missing}", row.path))
}

/// Copies of the pictures, named after what is in them, so that versions with the same picture share one.
pub(super) fn copies<'a>(file: &Path, pictures: &'a [Kept]) -> Vec<NewFile<'a>> {
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    pictures.iter().map(|kept| NewFile::copy(&folder.join(kept.place()), kept.bytes.as_slice())).collect()
}

/// The text of the frozen file: everything written out, sealed with its fingerprint.
pub(super) fn frozen(assessment: &Assessment, pictures: &[Kept]) -> Option<String> {
    frozen_text(assessment, &Kept::fingerprints(pictures)).map(|text| sealed(&text))
}
