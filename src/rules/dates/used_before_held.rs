//! 使用開始日が保有開始日より前である
//!
//! ## 何を見るか
//! 特定個人情報ファイルごとに、使用開始日が保有開始日より前になっていないかを見ます。年月だけの日付は年月として
//! 比べ、どちらとも言えないときは何も言いません。
//!
//! ## なぜ大切か
//! 保有していないファイルを使用することはできません。どちらかの日付が誤っています。
//!
//! ## 例
//! 保有開始日が平成28年1月、使用開始日が平成27年10月5日となっている。
//!
//! ## 直し方
//! 二つの日付を確かめ、誤っている方を直します。

use crate::rules::prelude::*;

rule!("HY502", "used-before-held", Error, Certain, "used_before_held.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for file in subject.assessment.files() {
        let (Some(held), Some(used)) = (file.date("basics.held_since"), file.date("use.since")) else { continue };
        let (Some(held_cell), Some(used_cell)) = (file.cell("basics.held_since"), file.cell("use.since")) else {
            continue;
        };
        if used.is_before(held) {
            let path = subject.assessment.path(held_cell);
            let finding = report.cell(used_cell, format!("{used} は {path}（{held}）より前です"));
            finding.related.push((held_cell.span.clone(), format!("保有の開始は {held}")));
            finding.help = Some("使い始めた日は、保有を始めた日と同じか、それより後です".into());
        }
    }
}
