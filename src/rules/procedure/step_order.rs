//! 記録された手続の順序が合わない
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）の手続が、一巡の中で、しきい値判断、案の作成、意見聴取、見直し、第三者点検、提出、公表の順に行われて
//! いるかを見ます。公表で一巡が終わり、次の手続からは次の一巡とします。期間のある手続は終わりの日から数え、同じ日は差し支えありません。
//! 終了の通知が終了より前でないか、期間の終わりが初めより前でないかも見ます。
//!
//! ## なぜ大切か
//! 意見を聴いて見直した評価書について第三者点検を受け（{third_party}）、その後に提出して公表します。順序が逆だと、点検を受けた評価書と
//! 公表した評価書が違うことになります。
//!
//! ## 例
//! 意見聴取が10月21日までなのに、第三者点検が10月10日に行われている。
//!
//! ## 直し方
//! 日付を確かめて直します。実際に逆の順で行ったときは、手続をやり直します。

use crate::procedure::{StepKind, TakenStep};
use crate::rules::prelude::*;

rule!("HY807", "step-order", Error, Certain, "step_order.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(procedure) = subject.procedure else { return };
    for step in &procedure.steps {
        if let Some(until) = step.until.filter(|until| until.is_before(step.date)) {
            let message = format!("{}を終えた日（{until}）が、始めた日（{}）より前です", step.kind.word(), step.date);
            report.place(step.date_span.clone(), message).help = Some("二つの日付を確かめてください".into());
        }
    }
    // As they are written: a round ends with its publication.
    for round in procedure.steps.split_inclusive(|step| step.kind == StepKind::Publication) {
        for (index, later) in round.iter().enumerate() {
            let before = round.iter().take(index).chain(round.iter().skip(index + 1));
            let wrong = before.filter(|earlier| earlier.kind < later.kind && later.date.is_before(end(earlier)));
            if let Some(earlier) = wrong.max_by_key(|earlier| end(earlier)) {
                tell(report, earlier, later);
            }
        }
    }
}

fn end(step: &TakenStep) -> crate::dates::Date {
    step.until.unwrap_or(step.date)
}

fn tell(report: &mut Report<'_>, earlier: &TakenStep, later: &TakenStep) {
    let message =
        format!("{}（{}）が{}（{}まで）より前です", later.kind.word(), later.date, earlier.kind.word(), end(earlier));
    let finding = report.place(later.date_span.clone(), message);
    finding.related.push((earlier.date_span.clone(), format!("{}は {} まで", earlier.kind.word(), end(earlier))));
    finding.help = Some("手続の順に行います。日付を確かめてください".into());
}
