//! 委託の件数が委託事項の数と違う
//!
//! ## 何を見るか
//! Ⅱ４に書かれた「委託の有無」と「（　）件」が、書かれている委託事項の数と一致するかを見ます。
//!
//! ## なぜ大切か
//! 委託事項を足したり減らしたりしたときに件数の直し忘れが起こりやすく、公表された評価書でも見つかっています。
//! 委託の有無は重要な変更の対象（※）です。
//!
//! ## 例
//! 委託事項が二つあるのに「委託する（1）件」と書かれている。
//!
//! ## 直し方
//! `outsourced` と `outsourced_count` は書かずにおくと、委託事項の一覧から自動で決まります。

use super::disagree::{disagreement, follow};
use crate::rules::prelude::*;

rule!("HY201", "outsourcing-count", Error, Certain, "outsourcing_count.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for file in subject.assessment.files() {
        for key in ["outsourced_count", "outsourced"] {
            let Some(cell) = file.cell(key) else { continue };
            let Some((typed, derived)) = disagreement(subject.assessment, cell) else { continue };
            let blocks = file.blocks("outsourcing").len();
            let message = format!("「{typed}」と書かれていますが、委託事項は {blocks} 件なので「{derived}」です");
            let finding = report.cell(cell, message);
            finding.help = Some("この行を消すと、委託事項の数から自動で決まります".into());
            finding.repair = Some(follow(cell, &derived));
        }
    }
}
