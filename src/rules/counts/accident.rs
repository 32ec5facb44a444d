//! 重大事故の記載が答えと合わない
//!
//! ## 何を見るか
//! 「発生あり」なのに事故の内容や再発防止策が「－」「なし」になっていること、「発生なし」なのにそれらが書かれていることを
//! 知らせます。「別紙のとおり」とだけ書かれているものは、別紙が公表されていれば足りるので、確かではない指摘です。
//!
//! ## なぜ大切か
//! 事故から{accidents}を過ぎて「発生なし」に直すときに、内容と再発防止策の消し忘れが起こります。反対に、事故があったのに内容が読めない
//! 評価書では、住民は再発防止策を確かめることができません。
//!
//! ## 例
//! 「発生あり」なのに、再発防止策の内容が「－」である。
//!
//! ## 直し方
//! 「発生あり」なら事故の内容と再発防止策を具体的に書き、「発生なし」なら両方を空欄にします。

use super::disagree::{dash, tell_ruled_out};
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY216", "accident", Error, Certain, "accident.rs", One(check));

/// 別紙のとおり, and little more.
const POINTER: usize = 12;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let Some(answer) = file.cell("risks.storage.leak.accident") else { continue };
        tell_ruled_out(assessment, report, answer);
        if file.choice("risks.storage.leak.accident").as_deref() != Some("発生あり") {
            continue;
        }
        let keys = ["risks.storage.leak.accident_detail", "risks.storage.leak.accident_fix"];
        for cell in keys.iter().filter_map(|key| file.cell(key)) {
            if let Some(dash) = dash(cell) {
                report.cell(cell, format!("「発生あり」なのに「{dash}」と書かれています")).help =
                    Some("事故の内容と再発防止策を具体的に書いてください".into());
            } else if cell.text().is_some_and(|text| only_points(&text.value)) {
                let finding = report.cell(cell, "別紙を指すだけで、事故の内容や再発防止策がここから読み取れません");
                finding.help = Some("内容をここに書くか、別紙を評価書とともに公表してください".into());
                finding.confidence = Confidence::Likely;
            }
        }
    }
}

fn only_points(text: &str) -> bool {
    let folded = fold::fold(text);
    folded.chars().count() <= POINTER && (folded.contains("別紙") || folded.contains("別添"))
}
