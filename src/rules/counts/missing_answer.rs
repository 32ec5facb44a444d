//! 記載が無い
//!
//! ## 何を見るか
//! 様式が記載を求める項目に、答えが書かれているかを見ます。ほかの項目の答えによって記載を要しない項目、任意の項目、
//! 行政機関等だけの項目、空欄でよい項目は数えません。
//!
//! ## なぜ大切か
//! 指針は、様式で求められる全ての項目について検討し記載しているかを審査の観点としています。
//!
//! ## 例
//! 「委託する」のに委託先名が書かれていない。`outsourcing:` そのものが書かれていない。
//!
//! ## 直し方
//! 項目に答えを書きます。該当が無いときは「なし」と書きます。一覧が無いことを答えるときは `outsourcing: []` のように
//! 空の一覧を書きます。

use crate::form::Derivation;
use crate::rules::prelude::*;

rule!("HY217", "missing-answer", Error, Certain, "missing_answer.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for (part, address) in assessment.missing_lists().into_iter().filter(|(_, address)| !assessment.is_refused(address))
    {
        let key = address.last();
        let title = &assessment.form.parts[part].title;
        let message = format!("一覧「{key}」がまだ書かれていません（{title}）");
        let finding = report.place(assessment.anchor(&address), message);
        finding.item = Some(address.to_string());
        finding.help = Some(format!("該当が無いときは「{key}: []」と書いてください"));
    }
    for cell in &assessment.cells {
        let told_otherwise = assessment.is_refused(&cell.address) || waits_for_list(subject, cell);
        if assessment.is_required(cell) && !assessment.is_answered(cell) && !told_otherwise {
            let node = assessment.node(cell);
            let key = cell.address.last();
            let finding = report.cell(cell, format!("記載がありません（{key}）"));
            finding.help.clone_from(&node.guide);
        }
    }
}

/// A derived cell follows from a list, the record items or other answers, which are told as missing themselves.
fn waits_for_list(subject: &Subject<'_>, cell: &Cell) -> bool {
    let derives = subject.assessment.node(cell).derive;
    matches!(
        derives,
        Some(
            Derivation::RecordCount
                | Derivation::Outsourced
                | Derivation::OutsourcingCount
                | Derivation::ProvisionCount
                | Derivation::TransferCount
                | Derivation::FileNames
                | Derivation::FileName
                | Derivation::ThresholdResult
                | Derivation::RepeatedVerdict
        )
    )
}
