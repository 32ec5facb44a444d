//! ※の項目の変更に説明が無い
//!
//! ## 何を見るか
//! ※の付く項目（重要な変更の対象となる項目）を変えた行で、提出時期が「事後」なのに「提出時期に係る説明」が空欄のものを
//! 探します。最後の変更日の行は「事前」でも、確かではないものとして知らせます。※の無い項目の行は問いません。
//!
//! ## なぜ大切か
//! 重要な変更は事前に評価をやり直して公表しなければなりません。※の項目を事後で済ませるには、重要な変更に当たらない理由が
//! 要ります。空欄では、検討したのかどうかも分かりません。
//!
//! ## 例
//! リスク対策の章で、対策が十分かどうかの答えを変えた行が「事後」で、説明が空欄である。
//!
//! ## 直し方
//! 「（理由）であり、重要な変更に当たらない。」のように、当たらない理由を書きます。当たるのなら「事前」として評価をやり直します。

use crate::rules::prelude::*;

rule!("HY708", "reason-missing", Error, Certain, "reason_missing.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let table = subject.history();
    for row in &table.rows {
        let given = row.change.reason.as_ref().is_some_and(|reason| !crate::text::fold::says_none(&reason.value));
        // Where the judgement itself is missing, that is told, and asks for the reason, too.
        let judged = row.day != table.last_day || !row.is_ours() || row.change.important.is_some();
        if given || !judged || !row.is_marked(&assessment.form) {
            continue;
        }
        let afterwards = row.is_afterwards(&assessment.form);
        if !afterwards && row.day != table.last_day {
            continue;
        }
        let name = row.name(assessment);
        let finding = if afterwards {
            report.place(row.span(), format!("※の項目「{name}」を事後で変えていますが、説明（reason）がありません"))
        } else {
            report.place(row.span(), format!("※の項目「{name}」を変えていますが、説明（reason）がありません"))
        };
        finding.help = Some("重要な変更に当たるかどうかと、その理由を書いてください".into());
        if !afterwards {
            finding.confidence = Confidence::Likely;
        }
    }
}
