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

use crate::rules::prelude::*;

rule!("HY702", "repeated-change", Error, Certain, "same_row.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let table = subject.history();
    for repeated in &table.repeats {
        let (row, first) = (&repeated.row, &table.rows[repeated.first]);
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
