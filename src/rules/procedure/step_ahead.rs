//! まだ来ていない日の手続が、済んだものとして記録されている
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）の手続・見直し・承認・意見・コメントの日付が、検査の日（`--today`）より後でないかを見ます。日を
//! 示さなければ見ません。意見聴取は初日を見ます。
//!
//! ## なぜ大切か
//! ここに書くのは済ませたことです。予定の日を書くと、していない手続が済んだものとして数えられます。
//!
//! ## 例
//! 令和7年11月1日に検査したとき、第三者点検の日が令和7年12月1日と記録されている。
//!
//! ## 直し方
//! 済ませてから書きます。日を誤ったときは直します。

use crate::rules::prelude::*;

rule!("HY806", "step-ahead", Error, Certain, "step_ahead.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let (Some(procedure), Some(today)) = (subject.procedure, subject.today) else { return };
    let steps = procedure.steps.iter().map(|step| (step.kind.word(), Some(step.date), &step.date_span));
    let reviews = procedure.reviews.iter().map(|review| ("見直し", Some(review.date), &review.span));
    let signs = procedure.sign_offs.iter().map(|sign| ("承認", Some(sign.date), &sign.span));
    let opinions = procedure.opinions.iter().map(|opinion| ("意見", opinion.date, &opinion.span));
    let answers = procedure.opinions.iter().map(|opinion| ("意見への考え方", opinion.answered_on, &opinion.span));
    let comments = procedure.comments.iter().map(|comment| ("コメント", comment.date, &comment.span));
    let all = steps.chain(reviews).chain(signs).chain(opinions).chain(answers).chain(comments);
    for (what, date, span) in all {
        let Some(date) = date.filter(|date| today.is_before(*date)) else { continue };
        let message = format!("{what}の日（{date}）が、まだ来ていません（検査の日は{today}）");
        report.place(span.clone(), message).help = Some("済ませてから書いてください".into());
    }
}
