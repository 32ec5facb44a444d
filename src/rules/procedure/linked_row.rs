//! 意見により変えたという変更箇所の行が無い
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）の意見の `change:` が、変更箇所（`changes:`）にある変更日と項目の行を指しているかを見ます。
//!
//! ## なぜ大切か
//! 意見を受けて直したと答えたのに、その変更がどこにも無ければ、答えたことが行われていません。
//!
//! ## 例
//! `change: {date: 2025-12-12, item: files.checkups.storage.erasure.period}` とあるが、令和7年12月12日にその項目の行が無い。
//!
//! ## 直し方
//! 記載を直して `hyokasho record` で行を加えるか、`change:` の日と項目を行のとおりにします。

use crate::rules::prelude::*;

rule!("HY802", "linked-row", Error, Certain, "linked_row.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(procedure) = subject.procedure else { return };
    for opinion in &procedure.opinions {
        let Some(change) = opinion.change.as_ref().filter(|change| change.row(subject.assessment).is_none()) else {
            continue;
        };
        let message = format!(
            "{}の意見{}により変えたという、{}の「{}」の行が変更箇所にありません",
            opinion.source.word(),
            opinion.number,
            change.date,
            change.item
        );
        report.place(change.span.clone(), message).help =
            Some("hyokasho record で行を加えるか、行の変更日と item のとおりに直してください".into());
    }
}
