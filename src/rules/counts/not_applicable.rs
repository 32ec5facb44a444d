//! 記載を要しない項目に記載がある
//!
//! ## 何を見るか
//! ほかの項目の答えによって記載を要しないと分かっている項目に、答えが書かれていることを知らせます。「再委託しない」のときの
//! 許諾方法と再委託事項、情報連携を「実施しない」ときの法令上の根拠、死者の個人番号を「保管していない」ときの保管方法、手数料が
//! 「無料」のときの額、ファイル簿の公表を「行っていない」ときのファイル名と公表場所が確かな指摘です。様式に空欄とする定めが
//! 見当たらない項目は、確かではない指摘です。「－」や「なし」は記載とみなしません。
//!
//! ## なぜ大切か
//! 答えを変えた改定で、前の答えに合わせた記載が残ると、どちらが正しいのか分かりません。
//!
//! ## 例
//! 「再委託しない」に直したのに、再委託の許諾方法が残っている。
//!
//! ## 直し方
//! 残った記載を消します。記載が正しいなら、もとの答えを直します。

use super::disagree::is_written;
use crate::rules::prelude::*;

rule!("HY222", "not-applicable", Warning, Certain, "not_applicable.rs", One(check));

/// Answers, in a file or in the whole, whose own rules tell what they rule out: HY204, HY205, HY207, HY216.
const TOLD: [&str; 5] = [
    "risks.sharing.none",
    "risks.outsourcing.none",
    "risks.network.no_acquisition",
    "risks.network.no_provision",
    "risks.storage.leak.accident",
];

/// Answers after which the form surely leaves the items blank, each with the word.
const SURE: [(&str, &str); 5] = [
    ("outsourcing[].subcontract.status", "再委託しない"),
    ("network.status", "実施しない"),
    ("risks.storage.leak.dead", "保管していない"),
    ("disclosure.fee", "無料"),
    ("disclosure.register", "行っていない"),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for cell in assessment.cells.iter().filter(|cell| !cell.active && is_written(assessment, cell)) {
        let Some(deciding) = assessment.ruled_out_by(cell) else { continue };
        let Some(key) = &assessment.node(deciding).key else { continue };
        let key = assessment.form.file_list().and_then(|files| key.rest(files)).unwrap_or(key.as_str());
        if TOLD.contains(&key) {
            continue;
        }
        let (place, word) = (assessment.path(deciding), assessment.words(deciding));
        let finding = report.cell(cell, format!("「{place}」が「{word}」なので空欄とする項目に、記載があります"));
        finding.help = Some("記載を消すか、もとの答えを直してください".into());
        finding.related.push((deciding.span.clone(), format!("「{word}」")));
        if !SURE.contains(&(key, word.as_str())) {
            finding.confidence = Confidence::Likely;
        }
    }
}
