//! 重要な変更をするのに、基礎項目評価の実施日が古い
//!
//! ## 何を見るか
//! 変更箇所に重要な変更（`important: true`）の行がある最後の変更日を取り、基礎項目評価の実施日が、その前の変更日より前のままでは
//! ないかを見ます。変更日が一つしか無いときは、重要な変更の日の1年前より前かどうかを見ます。
//!
//! ## なぜ大切か
//! 規則第5条第1項により、様式3・様式4に重要な変更を加えようとするときは、その前に様式2も改めて提出します。実施日が前の版のまま
//! なら、様式2を出し直していないか、実施日を直し忘れています。
//!
//! ## 例
//! 令和7年12月26日に重要な変更があり、その前の変更日は令和6年12月20日なのに、実施日が令和5年10月11日である。
//!
//! ## 直し方
//! 様式2の基礎項目評価を実施し直し、その日を書きます。実施日の変更も、変更箇所に記載します。

use crate::rules::prelude::*;

rule!("HY510", "basic-before-change", Warning, Certain, "basic_before_change.rs", One(check));

const ITEM: &str = "procedure.basic.date";

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let (Some(cell), Some(done)) = (root.cell(ITEM), root.date(ITEM)) else { return };
    let days = || assessment.changes.iter().filter_map(|day| Some((day.date?, day)));
    let important = days().filter(|(_, day)| day.rows.iter().any(|row| row.important == Some(true)));
    let Some((newest, day)) = important.max_by_key(|(date, _)| *date) else { return };
    let before = days().map(|(date, _)| date).filter(|date| date.is_before(newest)).max();
    let since = before.unwrap_or_else(|| newest.plus_years(-1));
    if !done.is_before(since) {
        return;
    }
    let message = format!("実施日は {done} ですが、{newest}に重要な変更があります");
    let finding = report.cell(cell, message);
    finding.help = Some("基礎項目評価を実施し直し、その日を書いてください".into());
    finding.related.push((day.date_span.clone(), "重要な変更".into()));
}
