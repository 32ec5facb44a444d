//! 変更日が公表日より後である
//!
//! ## 何を見るか
//! 変更箇所の変更日が、表紙の公表日より後になっていないかを見ます。変更した後に公表したこと（事後）になっている行が
//! あるのに変更日が公表日より後であれば、確かな食い違いです。事前の行だけのときは、確かではないものとして知らせます。
//! 変更日が公表日より前であることは、何か月前でも差し支えありません。
//!
//! ## なぜ大切か
//! 変更を加えるたびに表紙の公表日も改めますが、直し忘れの多い欄です。公表日が古いままでは、いつの評価書か分からず、
//! 次の見直しの期限も正しく数えられません。
//!
//! ## 例
//! 変更日が令和7年12月26日で事後の行があるのに、公表日が令和6年12月20日のままになっている。
//!
//! ## 直し方
//! 公表日を、この変更を反映した評価書を公表する日に改めます。変更日が誤っているときは、変更日を直します。

use crate::rules::prelude::*;

rule!("HY507", "published-before-change", Error, Certain, "published_before_change.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let (Some(published), Some(cell)) = (root.date("cover.published_on"), root.cell("cover.published_on")) else {
        return;
    };
    let after = assessment.form.timings.iter().position(|word| word == "事後");
    for day in &assessment.changes {
        let Some(date) = day.date.filter(|date| published.is_before(*date)) else { continue };
        let published_after = day.rows.iter().any(|row| row.timing.is_some() && row.timing == after);
        let why = if published_after { "、事後（変更の後に公表）の行があります" } else { "" };
        let message = format!("変更日 {date} が公表日（{published}）より後です{why}");
        let finding = report.place(day.date_span.clone(), message);
        finding.related.push((cell.span.clone(), format!("公表日は {published}")));
        finding.help = Some("公表日を、この変更を反映した評価書を公表する日に改めてください".into());
        if !published_after {
            finding.confidence = Confidence::Likely;
        }
    }
}
