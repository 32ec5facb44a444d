//! ※の項目の変更に説明が無い
//!
//! ## 何を見るか
//! ※の付く項目（重要な変更の対象となる項目）を変えた行で、「提出時期に係る説明」が空欄のものを探します。「事前」の行も
//! 「事後」の行も見ます。※の無い項目の行は、ほかのほとんどの行に説明がある表の中で、その行にだけ無いものを知らせます。
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

use super::table::HistoryRow;
use crate::rules::prelude::*;

rule!("HY708", "reason-missing", Error, Certain, "reason_missing.rs", One(check));

/// A table of fewer rows has no habit,
const MANY: usize = 5;
/// and one in so many may be forgotten.
const FEW: usize = 8;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let table = subject.history();
    let is_explained_elsewhere = explains_all(&table.rows);
    for row in &table.rows {
        if is_explained(row) {
            continue;
        }
        if !row.is_marked(&assessment.form) {
            if is_explained_elsewhere {
                let message = "ほかの行にはある説明（reason）が、この行にありません";
                let finding = row.tell(report, assessment, row.span(), message);
                finding.severity = Severity::Warning;
                finding.help = Some("提出時期に係る説明を書いてください".into());
            }
            continue;
        }
        // Where the judgement itself is missing, that is told, and asks for the reason, too.
        if row.day == table.last_day && row.is_ours() && row.change.important.is_none() {
            continue;
        }
        let when = if row.is_afterwards(&assessment.form) { "事後で" } else { "" };
        let message = format!("※の項目を{when}変えていますが、説明（reason）がありません");
        let finding = row.tell(report, assessment, row.span(), message);
        finding.help = Some("重要な変更に当たるかどうかと、その理由を書いてください".into());
    }
}

/// Nearly every row of the table has a reason, so that one without was forgotten.
fn explains_all(rows: &[HistoryRow<'_>]) -> bool {
    let silent = rows.iter().filter(|row| !is_explained(row)).count();
    rows.len() >= MANY && silent * FEW <= rows.len()
}

fn is_explained(row: &HistoryRow<'_>) -> bool {
    row.change.reason.as_ref().is_some_and(|reason| !crate::text::fold::says_none(&reason.value))
}
