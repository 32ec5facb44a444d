//! ○を付けた項目の括弧書きが無い
//!
//! ## 何を見るか
//! 「評価実施機関内の他部署（　）」「その他（　）」のように括弧書きを求める項目に○があるのに、括弧の中が空欄や「－」になって
//! いることを知らせます。
//!
//! ## なぜ大切か
//! どこから入手し、何に接続しているのかは、括弧の中を読まなければ分かりません。
//!
//! ## 例
//! 入手元の「評価実施機関内の他部署」に○があるのに、部署の名称が書かれていない。
//!
//! ## 直し方
//! `- 評価実施機関内の他部署: 市民部市民課` のように内容を書きます。該当しないなら○を消します。

use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY211", "bracket-text", Warning, Certain, "bracket_text.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for cell in &assessment.cells {
        let Some(Answer::Checks(ticks)) = &cell.typed else { continue };
        let Some(options) = assessment.form.options_of(assessment.node(cell)) else { continue };
        for tick in ticks {
            let Some(choice) = options.choices.get(tick.index) else { continue };
            if choice.text && tick.text.as_deref().is_none_or(fold::says_none) {
                let message = format!("「{}」に○がありますが、括弧の中が書かれていません", choice.word);
                report.at(cell, tick.span.clone(), message).help =
                    Some(format!("「- {}: 内容」のように書いてください", choice.word));
            }
        }
    }
}
