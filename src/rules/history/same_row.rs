//! 同じ変更が二度書かれている
//!
//! ## 何を見るか
//! 項目も変更前も変更後も同じ行が二つないかを見ます。同じ変更が別の変更日に書かれているときは、その間に元に戻した行が
//! あれば差し支えありません。
//!
//! ## なぜ大切か
//! 表を写して作ると、同じ行を二度写したり、済んだ変更をもう一度書いたりしがちです。公表された評価書にも、四年前に
//! 「発生なし」にした項目を、もう一度「発生あり」から「発生なし」にした行がありました。どちらが本当の変更なのか分かりません。
//!
//! ## 例
//! 連絡先の変更の行が二つ続けて書かれている。
//!
//! ## 直し方
//! 余分な行を消します。公表済みの版の行であるときは、次の変更のときに正しい行だけを残します。

use super::table::HistoryRow;
use crate::rules::prelude::*;

rule!("HY702", "repeated-change", Error, Certain, "same_row.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for rows in subject.history().by_item() {
        for (index, row) in rows.iter().enumerate() {
            let earlier = (0..index).rev().find(|other| repeats(rows[*other], row));
            let Some(earlier) = earlier.filter(|other| !turns_back(&rows[other + 1..index], row)) else { continue };
            let first = rows[earlier];
            let name = row.name(subject.assessment);
            let message = if first.day == row.day {
                format!("「{name}」の同じ変更が、同じ日に二度書かれています")
            } else {
                format!("「{name}」の同じ変更が、{}にもあります", first.dated())
            };
            let finding = report.place(row.span(), message);
            finding.related.push((first.span(), "同じ変更の行".into()));
            finding.help = Some("どちらの行が正しいかを確かめ、余分な行を消してください".into());
        }
    }
}

/// The same step is told; a row that quotes nothing on one side and points on the other tells too little to say so.
fn repeats(one: &HistoryRow<'_>, other: &HistoryRow<'_>) -> bool {
    let quotes = other.before.quote().is_some() || other.after.quote().is_some();
    quotes && !one.before.same(&one.after) && one.before.same(&other.before) && one.after.same(&other.after)
}

/// A row between has brought the item back to where `row` starts from.
fn turns_back(between: &[&HistoryRow<'_>], row: &HistoryRow<'_>) -> bool {
    between.iter().any(|middle| middle.after.same(&row.before))
}
