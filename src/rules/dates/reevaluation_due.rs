//! {reevaluation}ごとの再実施の時期を過ぎている
//!
//! ## 何を見るか
//! 最後に評価を実施し又は再実施して公表した日から{reevaluation}を過ぎていないかを見ます。評価の日は、意見聴取の終わりの日、
//! 第三者点検の日、重要な変更の日（様式3では基礎項目評価の日も）から決め、そのいずれも無いときは公表日とします。
//! `--today` で今日の日付を与えたときだけ働きます。評価書名に「【…　終了】」と付記したものは見ません。
//!
//! ## なぜ大切か
//! 直近の公表から{reevaluation}を経過する前に、評価を再実施するよう努めるものとされています（{reevaluation.provision}）。軽微な修正の公表では、
//! 再実施したことになりません。
//!
//! ## 例
//! 意見聴取が令和元年10月、第三者点検が令和元年11月のまま、令和7年4月1日になっている。
//!
//! ## 直し方
//! しきい値判断から評価をやり直し、基礎項目評価、意見聴取、第三者点検の日付と公表日を改めます。

use super::due;
use crate::law;
use crate::rules::prelude::*;

rule!("HY509", "reevaluation-due", Warning, Certain, "reevaluation_due.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(today) = subject.today else { return };
    let Some(day) =
        due(subject.assessment, subject.procedure, subject.today).reevaluation.filter(|day| day.is_before(today))
    else {
        return;
    };
    let Some(cell) = subject.assessment.root().cell("cover.published_on") else { return };
    let figure = &law::figures().reevaluation;
    let message = format!("最後の評価の公表から{figure}になる {day} を過ぎています");
    report.cell(cell, message).help = Some(format!(
        "評価を再実施してください（直近の公表から{figure}を経過する前に行うものです。{}）",
        figure.provision
    ));
}
