//! 法律が求める研修を十分に行っていない
//!
//! ## 何を見るか
//! 研修（教育・啓発）についての答えが「十分に行っていない」になっていないかを見ます。
//!
//! ## なぜ大切か
//! 特定個人情報の取扱いに従事する者への研修（サイバーセキュリティの確保に関する事項を含む。）は、{training}が求める義務です。
//! 十分に行っていないと公表することは、法律に従っていないと公表することになります。
//!
//! ## 例
//! 教育・啓発の欄で「十分に行っていない」が選ばれている。
//!
//! ## 直し方
//! 公表の前に研修を行い、答えとその内容を改めます。

use crate::law;
use crate::rules::prelude::*;

rule!("HY419", "training-duty", Warning, Certain, "training_duty.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let lacking = root.choice("governance.training").filter(|word| word.contains("行っていない"));
    let (Some(word), Some(cell)) = (lacking, root.cell("governance.training")) else { return };
    let message = format!("研修は{}が求める義務ですが、「{word}」が選ばれています", law::provisions().training);
    report.cell(cell, message).help = Some("公表の前に研修を行い、答えを改めてください".into());
}
