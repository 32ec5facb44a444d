//! 変更日が古い順に並んでいない
//!
//! ## 何を見るか
//! 変更箇所の変更日が、上から下へ古い順に並んでいるかを見ます。同じ日が続くことは差し支えありません。
//!
//! ## なぜ大切か
//! 変更箇所は、版を重ねるごとに行を下に足していく表です。日付が戻っていれば、日付の誤りか、行の置き場所の誤りです。
//! 公表された評価書には、後の日付の行の「変更後」が、下にある前の日付の行の「変更前」になっているものがありました。
//!
//! ## 例
//! 令和5年10月6日の行の下に、令和5年9月1日の行がある。
//!
//! ## 直し方
//! 日付を確かめて直すか、古い順に並べ替えます。

use crate::rules::prelude::*;

rule!("HY701", "change-dates-order", Error, Certain, "date_order.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let days = &subject.assessment.changes;
    for pair in days.windows(2) {
        let (Some(above), Some(date)) = (pair[0].date, pair[1].date) else { continue };
        if date.is_before(above) {
            let message = format!("変更日 {date} が、上の変更日（{above}）より前です");
            let finding = report.place(pair[1].date_span.clone(), message);
            finding.related.push((pair[0].date_span.clone(), format!("上の変更日は {above}")));
            finding.help = Some("どちらかの日付の誤りでなければ、古い順に並べ替えてください".into());
        }
    }
}
