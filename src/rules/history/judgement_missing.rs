//! ※の項目の変更に判断の記録が無い
//!
//! ## 何を見るか
//! 最後の変更日の行のうち、※の付く項目を `item:` の番地で指す行に、重要な変更に当たるかどうかの判断
//! （`important: true` か `false`）が書かれているかを見ます。公表済みの表から写した `printed:` の行は問いません。
//!
//! ## なぜ大切か
//! ※は重要な変更になり得る項目の印にすぎず、当たるかどうかは人が決めます。その判断が記録されていなければ、版を凍結できません。
//!
//! ## 例
//! 入手元に民間事業者を足した行に `important:` が無い。
//!
//! ## 直し方
//! 担当者が判断し、`important: true` か `important: false` と、その理由（reason）を書きます。

use crate::rules::prelude::*;

rule!("HY713", "judgement-missing", Warning, Certain, "judgement_missing.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let table = subject.history();
    for row in table.rows.iter().filter(|row| row.day == table.last_day) {
        if row.is_ours() && row.change.important.is_none() && row.is_marked(&assessment.form) {
            let name = row.name(assessment);
            let message = format!("※の項目「{name}」の変更に、重要な変更に当たるかどうかの判断がありません");
            let finding = row.tell(report, assessment, row.span(), message);
            finding.help = Some("important: true か false と、その理由を書いてください".into());
        }
    }
}
