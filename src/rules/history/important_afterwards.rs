//! 重要な変更を事後に公表している
//!
//! ## 何を見るか
//! 重要な変更である（important: true）と判断した行の提出時期が「事後」になっていないかを見ます。災害その他やむを得ない
//! 事情で事後に行うときは、説明に規則第9条第2項を引いていれば差し支えありません。
//!
//! ## なぜ大切か
//! 番号法第28条は、重要な変更を加えようとするときに、前もって評価を行って公表することを求めています。事後が認められるのは、
//! 評価規則第9条第2項の緊急の場合だけです。
//!
//! ## 例
//! 委託先を増やす変更を重要な変更と判断したのに、提出時期が「事後」である。
//!
//! ## 直し方
//! 変更の前に評価をやり直して公表し、「事前」とします。緊急の場合は、説明に規則第9条第2項によることを書きます。

use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY712", "important-afterwards", Error, Certain, "important_afterwards.rs", One(check));

/// 特定個人情報保護評価に関する規則, on emergencies.
const EMERGENCY: &str = "9条第2項";
const EMERGENCY_SHORT: &str = "9条2項";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for row in &subject.history().rows {
        if row.change.important != Some(true) || !row.is_afterwards(&assessment.form) {
            continue;
        }
        let reason = row.change.reason.as_ref().map(|reason| fold::fold(&reason.value)).unwrap_or_default();
        if reason.contains(EMERGENCY) || reason.contains(EMERGENCY_SHORT) {
            continue;
        }
        let message = format!("重要な変更と判断した「{}」の変更が、事後になっています", row.name(assessment));
        let finding = report.place(row.span(), message);
        finding.help =
            Some("事前に評価をやり直してください。緊急の場合は、説明に規則第9条第2項を引いてください".into());
    }
}
