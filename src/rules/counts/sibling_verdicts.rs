//! 様式2のリスク対策が、同じ番号の様式3・様式4と合わない
//!
//! ## 何を見るか
//! 評価書番号が同じ様式2と様式3・様式4を比べ、「対策が十分かどうか」の答え、「委託しない」「提供・移転しない」「接続しない」の
//! ○、しきい値判断結果、「提出する書類の種類」が合うかを見ます。ファイルが幾つもあるときは、そのどれかと同じならよいことにします。
//!
//! ## なぜ大切か
//! 様式2のⅣは、様式3・様式4に詳しく書いたことの要約です。片方で「課題が残されている」としながら、もう片方で「十分である」と
//! 公表していれば、評価をしたことになりません。
//!
//! ## 例
//! 様式3に委託事項が二つあるのに、様式2では「委託しない」に○がある。
//!
//! ## 直し方
//! 様式3・様式4の答えを確かめ、様式2をそれに合わせるか、両方を直します。

use std::collections::BTreeSet;

use crate::assessment::Assessment;
use crate::form::Kind;
use crate::law::AssessmentLevel;
use crate::rules::prelude::*;
use crate::rules::siblings::{tell_differing, topic};

rule!("HY223", "sibling-verdicts", Warning, Certain, "sibling_verdicts.rs", All(note, compare));

/// In a detailed assessment each of them stands in every file.
const PER_FILE: [&str; 12] = [
    "risks.acquisition.purpose.verdict",
    "risks.use.link.verdict",
    "risks.use.access.verdict",
    "risks.outsourcing.none",
    "risks.outsourcing.verdict",
    "risks.sharing.none",
    "risks.sharing.misuse.verdict",
    "risks.network.no_acquisition",
    "risks.network.no_provision",
    "risks.network.acquisition_purpose.verdict",
    "risks.network.provision_misuse.verdict",
    "risks.storage.leak.verdict",
];
const THRESHOLD: &str = "procedure.basic.threshold";
const SUBMITTED: &str = "risks.submitted";

fn note(subject: &Subject<'_>) -> Vec<Note> {
    let assessment = subject.assessment;
    let root = assessment.root();
    let mut notes = Vec::new();
    let mut tell = |cell: Option<&Cell>, matter: &str, values: BTreeSet<String>| {
        if let (Some(cell), Some(topic), false) = (cell, topic(subject, matter), values.is_empty()) {
            notes.push(Note::new(subject, cell, topic, values));
        }
    };
    let files = assessment.files();
    let scopes = if files.is_empty() { vec![root.clone()] } else { files };
    for key in PER_FILE {
        let cells: Vec<&Cell> = scopes.iter().filter_map(|scope| scope.cell(key)).collect();
        tell(cells.first().copied(), key, answers(assessment, &cells));
    }
    if let Some(word) = root.choice(THRESHOLD) {
        tell(root.cell(THRESHOLD), THRESHOLD, BTreeSet::from([format!("{:?}", AssessmentLevel::of(&word))]));
    }
    // What is submitted besides is what the sibling is.
    let submitted =
        if assessment.form.decides_threshold() { root.choice(SUBMITTED) } else { Some(assessment.form.name.clone()) };
    if let Some(word) = submitted {
        let cell = root.cell(SUBMITTED).or_else(|| root.cell("cover.title"));
        tell(cell, SUBMITTED, BTreeSet::from([format!("{:?}", AssessmentLevel::of(&word))]));
    }
    notes
}

/// A box is ticked where it is in every file, and an empty one says no; a question that is not asked says nothing.
fn answers(assessment: &Assessment, cells: &[&Cell]) -> BTreeSet<String> {
    let is_flag = |cell: &&Cell| assessment.node(cell).kind == Some(Kind::Flag);
    if cells.first().is_some_and(is_flag) {
        let all = cells.iter().all(|cell| matches!(cell.answer(), Some(Answer::Flag(true))));
        return BTreeSet::from([all.to_string()]);
    }
    cells.iter().filter(|cell| cell.active && !cell.is_blank()).map(|cell| assessment.words(cell)).collect()
}

fn compare(notes: &[Note], comparing: &mut Comparing) {
    let help = "様式3・様式4の答えを確かめ、様式2をそれに合わせるか、両方を直してください";
    tell_differing(notes, comparing, "合いません", help, |_, _| {});
}
