//! 意見に答えていない
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）の意見に、考え方（`answer:`）が書かれているかを見ます。その意見より後の日に提出か公表を
//! 済ませたと記録されているときは、誤りとします。
//!
//! ## なぜ大切か
//! 全項目評価では、住民等から得た意見を十分考慮して評価書を見直し（{public_hearing}）、第三者点検を受けます（{third_party}）。答えの無い
//! 意見は、考慮したことを示せません。
//!
//! ## 例
//! 意見3に `answer:` が無いまま、提出が記録されている。
//!
//! ## 直し方
//! 考え方を書きます（`hyokasho opinion … answer`）。記載を直したときは、`change:` でその変更箇所の行を示します。

use crate::procedure::{Opinion, StepKind};
use crate::rules::prelude::*;

rule!("HY804", "unanswered-opinion", Warning, Certain, "unanswered.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(procedure) = subject.procedure else { return };
    let handed_in = |opinion: &Opinion| {
        let mut steps = procedure.steps.iter();
        let is_later = |date| opinion.date.is_some_and(|given| !crate::dates::Date::is_before(date, given));
        steps.find(|step| matches!(step.kind, StepKind::Submission | StepKind::Publication) && is_later(step.date))
    };
    for opinion in procedure.unanswered() {
        let message =
            format!("{}の意見{}に、考え方（answer）が書かれていません", opinion.source.word(), opinion.number);
        let finding = report.place(opinion.number_span.clone(), message);
        finding.help = Some("考え方を書いてください（hyokasho opinion … answer）".into());
        if let Some(step) = handed_in(opinion) {
            finding.severity = Severity::Error;
            finding.related.push((step.date_span.clone(), format!("{}は {}", step.kind.word(), step.date)));
        }
    }
}
