//! 記録された手続の日付が、評価書の日付と違う
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）の最後のしきい値判断・意見聴取・第三者点検・公表の日付が、評価書の「評価実施手続」の実施日と期間、
//! 公表日と同じかを見ます。評価書の日付のほうが新しいときは、記録がまだ無いだけなので見ません。
//!
//! ## なぜ大切か
//! 手続を記録しても評価書の日付を改めなければ、公表した評価書は前の手続のままです。
//!
//! ## 例
//! 第三者点検を令和7年12月1日に受けたと記録したのに、評価書の実施日は令和3年11月1日のままである。
//!
//! ## 直し方
//! 評価書の日付を改め、改めたことも変更箇所に書きます（`hyokasho record`）。

use crate::dates::{Date, Period};
use crate::procedure::{StepKind, TakenStep};
use crate::rules::prelude::*;

rule!("HY808", "step-and-form", Warning, Certain, "step_and_form.rs", One(check));

const DATED: [(StepKind, &str); 4] = [
    (StepKind::Threshold, "procedure.basic.date"),
    (StepKind::Hearing, "procedure.opinion.period"),
    (StepKind::Review, "procedure.review.date"),
    (StepKind::Publication, "cover.published_on"),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(procedure) = subject.procedure else { return };
    let root = subject.assessment.root();
    for (kind, item) in DATED {
        let (Some(step), Some(cell)) = (procedure.last_step(kind, None), root.cell(item)) else { continue };
        let text = cell.text().and_then(|text| Period::read(&text.value).or_else(|| single(&text.value)));
        let Some(said) = root.date(item).map(|date| Period { from: date, to: date }).or(text) else { continue };
        let differs = said.from.is_before(step.date)
            || step.until.is_some_and(|until| said.to.is_before(until))
            || same_start(&said, step) && step.until.is_some_and(|until| until.is_before(said.to));
        if differs {
            tell(subject, report, step, cell, &said);
        }
    }
}

fn single(text: &str) -> Option<Period> {
    Date::parse(text).ok().map(|date| Period { from: date, to: date })
}

fn same_start(said: &Period, step: &TakenStep) -> bool {
    said.from == step.date
}

fn tell(subject: &Subject<'_>, report: &mut Report<'_>, step: &TakenStep, cell: &Cell, said: &Period) {
    let days = |from: Date, to: Date| if from == to { from.to_string() } else { format!("{from}から{to}まで") };
    let path = subject.assessment.path(cell);
    let message = format!(
        "{}は{}と記録されていますが、評価書の「{path}」は{}です",
        step.kind.word(),
        days(step.date, step.until.unwrap_or(step.date)),
        days(said.from, said.to)
    );
    let finding = report.cell(cell, message);
    finding.related.push((step.date_span.clone(), format!("{}の記録", step.kind.word())));
    finding.help = Some("評価書の日付を改め、変更箇所にも書いてください（hyokasho record）".into());
}
