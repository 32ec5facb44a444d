//! 「課題が残されている」のに、課題が書かれていない
//!
//! ## 何を見るか
//! 対策が十分かどうかの答えが「課題が残されている」のとき、同じ対策の欄とその他の措置の欄に、課題が何か、いつまでに何をするかが書かれて
//! いるかを見ます。「課題」「今後」「予定」「検討」「改善」「までに」などの言葉がどこにも無いときに知らせます。
//!
//! ## なぜ大切か
//! 評価は、リスクを軽減するための措置を明らかにするものです。課題があるとだけ公表されても、住民は何が足りないのかを知ることができません。
//! 「十分である」の選び間違いのこともあります。
//!
//! ## 例
//! 権限の管理の欄に普段の措置だけが書かれ、答えが「課題が残されている」である。
//!
//! ## 直し方
//! 残された課題と、その対策の予定を書きます。選び間違いなら答えを直します。

use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;

rule!("HY233", "open-issue", Warning, Certain, "open_issue.rs", One(check));

const OPEN: &str = "課題が残されている";
const TOLD: [&str; 14] = [
    "課題",
    "今後",
    "予定",
    "検討",
    "改善",
    "までに",
    "見直す",
    "不十分",
    "足りない",
    "できていない",
    "行っていない",
    "見込み",
    "整備する",
    "導入する",
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let is_open =
        |cell: &&Cell| cell.address.last() == "verdict" && cell.active && assessment.words(cell).trim() == OPEN;
    for cell in assessment.cells.iter().filter(is_open).take(MOST) {
        // The risk, and the chapter with what else is done about it.
        let chapter = cell.address.parent().and_then(|risk| risk.parent());
        let beside =
            |piece: &&TextPiece<'_>| chapter.as_ref().is_some_and(|chapter| piece.cell.address.is_inside(chapter));
        let mut pieces = subject.pieces().iter().filter(beside);
        if !pieces.any(|piece| TOLD.iter().any(|word| piece.folded.holds(word))) {
            let message = format!("「{OPEN}」とありますが、課題が何か、いつまでに何をするかが書かれていません");
            report.cell(cell, message).help =
                Some("残された課題と対策の予定を書くか、選び間違いなら答えを直してください".into());
        }
    }
}

/// More are not looked at.
const MOST: usize = 100;
