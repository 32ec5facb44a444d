//! 提供・移転の件数が提供先・移転先の数と違う
//!
//! ## 何を見るか
//! Ⅱ５に書かれた「提供を行っている」「移転を行っている」とその「（　）件」が、書かれている提供先・移転先の数と一致するかを
//! 見ます。
//!
//! ## なぜ大切か
//! 提供先や移転先を足したり減らしたりしたときに、件数の直し忘れが起こりやすいためです。件数と内訳が食い違う評価書では、
//! どこに特定個人情報が渡るのかを住民が正しく知ることができません。
//!
//! ## 例
//! 移転先が三つあるのに「移転を行っている（2）件」と書かれている。
//!
//! ## 直し方
//! `provides`・`provides_count`・`transfers`・`transfers_count` は書かずにおくと、`provision` と `transfer` の一覧から
//! 自動で決まります。

use super::disagree::disagreement;
use crate::rules::prelude::*;

rule!("HY202", "sharing-count", Error, Certain, "sharing_count.rs", One(check));

const DERIVED: [(&str, &str); 4] = [
    ("provides", "provision"),
    ("provides_count", "provision"),
    ("transfers", "transfer"),
    ("transfers_count", "transfer"),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for file in subject.assessment.files() {
        for (key, list) in DERIVED {
            let Some(cell) = file.cell(key) else { continue };
            let Some((typed, derived)) = disagreement(subject.assessment, cell) else { continue };
            let blocks = file.blocks(list).len();
            let what = if list == "provision" { "提供先" } else { "移転先" };
            let message = format!("「{typed}」と書かれていますが、{what}は {blocks} 件なので「{derived}」です");
            report.cell(cell, message).help = Some(format!("この行を消すと、{what}の数から自動で決まります"));
        }
    }
}
