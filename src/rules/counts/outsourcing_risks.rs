//! Ⅲ４の「委託しない」がⅡ４の記載と合わない
//!
//! ## 何を見るか
//! Ⅲ４の「委託しない」が、Ⅱ４の委託事項の有無と一致するか、○が付くのに委託のリスク対策が書かれていないかを見ます。
//!
//! ## なぜ大切か
//! 委託を始めた、やめたといった改定では二つの章を同時に直さなければなりません。片方だけでは、委託先の監督について何を
//! 評価したのかが分からなくなります。
//!
//! ## 例
//! 委託事項が書かれているのに、Ⅲ４の「委託しない」に○がある。
//!
//! ## 直し方
//! この項目は書かずにおくと、委託事項の一覧から自動で決まります。○が付くときは、Ⅲ４の残りを空欄にします。

use super::disagree::{disagreement, tell_ruled_out};
use crate::rules::prelude::*;

rule!("HY205", "outsourcing-risks", Error, Certain, "outsourcing_risks.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let Some(cell) = file.cell("risks.outsourcing.none") else { continue };
        let Some((typed, derived)) = disagreement(assessment, cell) else {
            tell_ruled_out(assessment, report, cell);
            continue;
        };
        let blocks = file.blocks("outsourcing").len();
        let message = format!("「{typed}」と書かれていますが、委託事項は {blocks} 件なので「{derived}」です");
        report.cell(cell, message).help = Some("この行を消すと、委託事項の一覧から自動で決まります".into());
    }
}
