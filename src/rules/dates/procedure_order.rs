//! 評価の手続の日付の順序が合わない、又は重要な変更の後も古いままである
//!
//! ## 何を見るか
//! 評価実施手続の日付について、次のことを見ます。
//! ・しきい値判断の基になる数を数えた日（`threshold:` の `counted_on`）が公表日より後でないか
//! ・意見聴取、第三者点検、公表の順になっているか（様式3の任意の欄は、確かではないものとして知らせます）
//! ・最も新しい重要な変更について、基礎項目評価、意見聴取、第三者点検の日付が、その前の公表より新しいか
//! 重要な変更は、変更箇所に `important: true` とあるか、説明に「重要な変更に該当する」とあるものです。最も新しい
//! 変更日に、※の付いた項目の事前の行があるだけのときは、確かではないものとして知らせます。その日以後の変更箇所に
//! 日付を改めた行があるときは、新しくしたものと見ます（重要な変更より何年も前の日付に改めたものは除きます）。「その前の公表」は、変更箇所の一つ前の変更日とします。変更日が一つだけの
//! ときは、確定した版（revisions/）のうちその前の最も新しい公表日とします。それも無ければ、前の公表がいつか分からないので見ません。
//!
//! ## なぜ大切か
//! 重要な変更を加えるときは、その前に評価を再実施し、様式2も改めて提出します（{basic_anew}）。全項目評価では、意見聴取で得た意見を十分考慮して見直した
//! 評価書について第三者点検を受け、その後に公表します。公表された評価書には、重要な変更と説明しながら手続の日付が
//! 何年も前のままのものがあります。
//!
//! ## 例
//! 令和7年12月12日に重要な変更（事前）があるのに、意見聴取の期間が令和3年9月22日から10月21日までのままである。
//!
//! ## 直し方
//! 再実施した手続の日付に改め、改めたことも変更箇所に書きます。重要な変更に当たらないときは、提出時期に係る説明に
//! その理由を書きます。

use super::important::{self, ImportantChange};
use crate::assessment::{Assessment, ChangeRow};
use crate::dates::{Date, Period};
use crate::rules::prelude::*;

rule!("HY503", "procedure-order", Error, Certain, "procedure_order.rs", One(check));

/// An evaluation leads to the change within so many years, or is one for another change.
const YEARS_OF_AN_EVALUATION: u16 = 1;

/// One step of the procedure with its first and last day.
struct ProcedureStep<'a> {
    cell: &'a Cell,
    name: &'static str,
    days: Period,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let basic = date_step(assessment, "procedure.basic.date", "基礎項目評価");
    let hearing = hearing(assessment);
    let review = date_step(assessment, "procedure.review.date", "第三者点検");
    let published = date_step(assessment, "cover.published_on", "公表");
    for (earlier, later) in [(&hearing, &review), (&hearing, &published), (&review, &published), (&basic, &published)] {
        if let (Some(earlier), Some(later)) = (earlier, later) {
            tell_order(assessment, report, earlier, later);
        }
    }
    counted_late(subject, report, published.as_ref());
    let by_duty = |step: &&ProcedureStep<'_>| !assessment.form.is_voluntary(step.cell.node);
    if let (Some(basic), Some(hearing)) = (&basic, hearing.as_ref().filter(by_duty)) {
        tell_late_basic(report, basic, hearing);
    }
    let renewed_by_duty = [basic, hearing, review].into_iter().flatten().filter(|step| by_duty(&step));
    tell_stale(subject, report, &renewed_by_duty.collect::<Vec<_>>());
}

/// What the threshold decision rests on is counted before it is published.
fn counted_late(subject: &Subject<'_>, report: &mut Report<'_>, published: Option<&ProcedureStep<'_>>) {
    let (Some(facts), Some(published)) = (&subject.assessment.threshold, published) else { return };
    if let Some(counted) = facts.counted_on.filter(|counted| published.days.to.is_before(*counted)) {
        let message = format!("しきい値判断の基になる数（{counted}に計数）が公表（{}）より後です", published.days.to);
        let finding = report.place(facts.span.clone(), message);
        finding.help = Some("counted_on か公表日を確かめてください".into());
        finding.related.push((published.cell.span.clone(), format!("公表は {}", published.days.to)));
    }
}

fn date_step<'a>(assessment: &'a Assessment, key: &str, name: &'static str) -> Option<ProcedureStep<'a>> {
    let root = assessment.root();
    let date = root.date(key)?;
    Some(ProcedureStep { cell: root.cell(key)?, name, days: Period { from: date, to: date } })
}

fn hearing(assessment: &Assessment) -> Option<ProcedureStep<'_>> {
    let cell = assessment.cell("procedure.opinion.period")?;
    let text = &cell.text()?.value;
    let single = || Date::parse(text).ok().map(|date| Period { from: date, to: date });
    Some(ProcedureStep { cell, name: "意見聴取", days: Period::read(text).or_else(single)? })
}

fn tell_order(
    assessment: &Assessment,
    report: &mut Report<'_>,
    earlier: &ProcedureStep<'_>,
    later: &ProcedureStep<'_>,
) {
    if !later.days.from.is_before(earlier.days.to) {
        return;
    }
    let message = format!("{}（{}）が{}（{}）より後です", earlier.name, earlier.days.to, later.name, later.days.from);
    let finding = report.cell(earlier.cell, message);
    finding.related.push((later.cell.span.clone(), format!("{}は {}", later.name, later.days.from)));
    finding.help = Some("意見聴取、第三者点検、公表の順に行います。日付を確かめてください".into());
    if assessment.form.is_voluntary(earlier.cell.node) {
        finding.confidence = Confidence::Likely;
    }
}

/// The basic evaluation is renewed by itself as well, at the yearly review: its date alone proves nothing.
fn tell_late_basic(report: &mut Report<'_>, basic: &ProcedureStep<'_>, hearing: &ProcedureStep<'_>) {
    if hearing.days.to.is_before(basic.days.from) {
        let message = format!("基礎項目評価（{}）が意見聴取（{}まで）より後です", basic.days.from, hearing.days.to);
        let finding = report.cell(basic.cell, message);
        finding.related.push((hearing.cell.span.clone(), format!("意見聴取は {} まで", hearing.days.to)));
        finding.help = Some("しきい値判断（基礎項目評価）の結果に従って、意見聴取より前に行うものです".into());
        finding.severity = Severity::Warning;
        finding.confidence = Confidence::Likely;
    }
}

fn tell_stale(subject: &Subject<'_>, report: &mut Report<'_>, steps: &[ProcedureStep<'_>]) {
    let Some(ImportantChange { changed, previous, confidence, since }) = important::newest(subject) else { return };
    for step in steps {
        let done = step.days.to;
        let stale = done.last_day() <= previous.first_day();
        if !stale || since.iter().any(|row| renews(row, step, changed)) {
            continue;
        }
        let message = format!(
            "{changed} の重要な変更の前に改めて行うはずの{}が {done} のままで、一つ前の公表（{previous}）より新しくありません",
            step.name
        );
        let finding = report.cell(step.cell, message);
        finding.help = Some("再実施した日付に改めるか、重要な変更に当たらない理由を変更箇所に書いてください".into());
        finding.confidence = confidence;
        if step.name == "基礎項目評価" {
            finding.severity = Severity::Warning;
        }
    }
}

/// The row changes the date of this step, and not to one that is long before the change.
fn renews(row: &ChangeRow, step: &ProcedureStep<'_>, changed: Date) -> bool {
    let after = row.after.as_ref().map(|text| Date::find_all(&text.value)).unwrap_or_default();
    if let Some(address) = &row.address {
        let recent = |date: &Date| !date.plus_years(YEARS_OF_AN_EVALUATION).is_before(changed);
        return *address == step.cell.address && (after.is_empty() || after.iter().any(|(_, date)| recent(date)));
    }
    after.iter().any(|(_, date)| *date == step.days.to)
}
