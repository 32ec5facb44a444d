//! {review}ごとの見直しの時期を過ぎている
//!
//! ## 何を見るか
//! 公表日、変更日と、見直して直すところが無かった日（procedure.yaml の `reviews:`）のうち最も新しい日から{review}を過ぎて
//! いないかを見ます。`--today` で今日の日付を与えたときだけ働きます。
//! 評価書名に「【…　終了】」と付記したものは見ません。
//!
//! ## なぜ大切か
//! 評価書は、少なくとも{review}に1回、記載した内容の見直しを行うよう努めるものとされています（{review.provision}）。
//!
//! ## 例
//! 公表日が令和6年6月20日で、その後の変更が無いまま、令和7年7月1日になっている。
//!
//! ## 直し方
//! 記載した内容を見直し、直すところがあれば変更箇所に書いて公表日を改めます。直すところが無かったときは、見直した日を
//! `hyokasho reviewed` で手続の記録（procedure.yaml の `reviews:`）に残します。

use super::due;
use crate::law;
use crate::rules::prelude::*;

rule!("HY508", "review-due", Info, Certain, "review_due.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(today) = subject.today else { return };
    let Some(day) = due(subject.assessment, subject.procedure, subject.today).review.filter(|day| day.is_before(today))
    else {
        return;
    };
    let Some(cell) = subject.assessment.root().cell("cover.published_on") else { return };
    let review = &law::figures().review;
    let message = format!("最後の公表、変更又は見直しから{review}になる {day} を過ぎています");
    report.cell(cell, message).help =
        Some(format!("少なくとも{review}に1回、記載した内容を見直してください（{}）", review.provision));
}
