//! 重要な変更を事後に公表している
//!
//! ## 何を見るか
//! 重要な変更である（important: true）と判断した行の提出時期が「事後」になっていないかを見ます。災害その他やむを得ない
//! 事情で事後に行うときは、説明に{emergency}を引いていれば差し支えありません。
//!
//! ## なぜ大切か
//! {evaluation}は、重要な変更を加えようとするときに、前もって評価を行って公表することを求めています。事後が認められるのは、
//! {emergency}の緊急の場合だけです。
//!
//! ## 例
//! 委託先を増やす変更を重要な変更と判断したのに、提出時期が「事後」である。
//!
//! ## 直し方
//! 変更の前に評価をやり直して公表し、「事前」とします。緊急の場合は、説明に{emergency}によることを書きます。

use crate::law;
use crate::rules::prelude::*;

rule!("HY712", "important-afterwards", Error, Certain, "important_afterwards.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let emergency = &law::provisions().emergency;
    for row in &subject.history().rows {
        if row.change.important != Some(true) || !row.is_afterwards(&assessment.form) {
            continue;
        }
        if row.change.reason.as_ref().is_some_and(|reason| emergency.is_cited_in(&reason.value)) {
            continue;
        }
        let message = format!("重要な変更と判断した「{}」の変更が、事後になっています", row.name(assessment));
        let finding = row.tell(report, assessment, row.span(), message);
        finding.help = Some(format!("事前に評価をやり直してください。緊急の場合は、説明に{emergency}を引いてください"));
    }
}
