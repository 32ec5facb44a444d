//! 変更後の記載が本文と違う
//!
//! ## 何を見るか
//! 項目ごとに最後の変更日の行を取り、「変更後」が今の本文と合うかを見ます。選択肢・日付・件数・○の付く項目は答えそのもの、
//! 文は引用された部分が本文にあるかを比べます。「削除」とした文が本文に残っていないかも見ます。長い文が少しだけ違うときは、
//! 確かではないものとして知らせます。「…について記載」のように説明で書いた行は比べません。凍結した版があるときは、その版との
//! 違いのほうで調べます。
//!
//! ## なぜ大切か
//! 本文を直した後で表を直し忘れるか、案の段階の文を表に写すと、表と本文が食い違います。公表された四つの表のすべてにありました。
//!
//! ## 例
//! 変更後は「11月17日現在」なのに、本文は「12月12日現在」である。
//!
//! ## 直し方
//! 本文が正しければ表の変更後を、表が正しければ本文を直します。`hyokasho record` で作る行は本文と必ず一致します。

use super::differing::{absent, differing_in};
use super::table::HistoryRow;
use super::verdict::{Actual, Verdict, missing, verdict};
use crate::assessment::Assessment;
use crate::diff::Saying;
use crate::form::{Form, Kind};
use crate::rules::prelude::*;
use crate::text::Span;
use crate::text::width::truncate;

rule!("HY705", "after-not-body", Error, Certain, "body_differs.rs", One(check));

/// A passage that shares so much with a later 変更前 was changed again.
const TOUCHED: usize = 300;
/// So many columns of a sentence are shown.
const SHOWN: usize = 80;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let form = &subject.assessment.form;
    let oldest = subject.revisions.iter().find_map(|revision| revision.assessment.as_ref());
    for rows in subject.history().by_item() {
        let Some(last) = rows.last() else { continue };
        let readable = |cell: &&Cell| !subject.assessment.is_unknown(cell);
        let Some(cell) = last.cell(subject.assessment).filter(readable) else { continue };
        if oldest.is_some_and(|oldest| !holds_since(oldest, subject, last, cell)) {
            continue;
        }
        for (index, row) in rows.iter().enumerate() {
            let superseded = rows[index + 1..].iter().any(|later| goes_on(form, row, later));
            if !superseded {
                compare(subject, report, row, cell);
            }
        }
    }
}

/// Where versions are frozen, they are compared themselves; this rule keeps to rows from before the oldest of them.
fn holds_since(oldest: &Assessment, subject: &Subject<'_>, row: &HistoryRow<'_>, cell: &Cell) -> bool {
    let older = oldest.changes.iter().any(|day| day.date.is_some() && day.date == row.date);
    let same = oldest.cell(&cell.address).is_some_and(|old| oldest.words(old) == subject.assessment.words(cell));
    older && same
}

/// A later row takes what `row` tells further: any row of an answer as a whole; of a text, a row that quotes the passage.
fn goes_on(form: &Form, row: &HistoryRow<'_>, later: &HistoryRow<'_>) -> bool {
    let text = row.kind(form).is_some_and(Kind::is_text);
    match (&row.after, &later.before) {
        (Saying::Quote(after), Saying::Quote(before)) if text => {
            let (told, from) = (after.whole(), before.whole());
            after.share_in(&from) > TOUCHED || before.share_in(&told) > TOUCHED
        }
        (_, Saying::Pointer | Saying::Description) => true,
        _ => !text || later.after.is_blank(),
    }
}

fn compare(subject: &Subject<'_>, report: &mut Report<'_>, row: &HistoryRow<'_>, cell: &Cell) {
    let assessment = subject.assessment;
    let node = assessment.node(cell);
    let actual = Actual::of(assessment, cell);
    let name = assessment.path(cell);
    let (span, message, confidence) = match verdict(&assessment.form, node, &row.after, &row.before, &actual) {
        Verdict::Contradicts if row.after.is_blank() => {
            let message = format!("「{name}」は{}で無くなったのに、本文にあります", row.dated());
            (row.after_span(), message, Confidence::Certain)
        }
        Verdict::Contradicts => {
            let shown = if actual.words.is_empty() { "空欄" } else { actual.words.as_str() };
            let told = row.change.after.as_ref().map(|after| after.value.trim()).unwrap_or_default();
            let told = truncate(told, SHOWN);
            let message = format!("「{name}」の最後の変更後（{told}）が、本文（{}）と違います", truncate(shown, SHOWN));
            (row.after_span(), message, Confidence::Certain)
        }
        Verdict::Differs => match text_differs(row, &name, &actual) {
            Some(told) => told,
            None => return,
        },
        Verdict::Agrees | Verdict::Open => return,
    };
    let finding = report.at(cell, span, message);
    finding.related.push((cell.span.clone(), format!("本文の「{name}」")));
    finding.help = Some("本文が正しければ変更後を、変更後が正しければ本文を直してください".into());
    finding.confidence = confidence;
}

/// The sentence of which the body has least.
fn text_differs(row: &HistoryRow<'_>, name: &str, actual: &Actual) -> Option<(Span, String, Confidence)> {
    let after = row.change.after.as_ref()?;
    if actual.words.is_empty() {
        let message = format!("「{name}」に変更後の記載がありますが、本文は空欄です");
        return Some((row.after_span(), message, Confidence::Certain));
    }
    let missing = missing(&after.value, &actual.words)?;
    let confidence = if missing.certain { Confidence::Certain } else { Confidence::Likely };
    let sentence = &after.value[missing.range.clone()];
    let message = match differing_in(sentence, &actual.words) {
        Some(differing) => format!("「{name}」が違います（{}）", differing.sides("変更後", "本文")),
        None => format!("「{name}」の変更後にある「{}」が、本文にありません", absent(sentence, &actual.words)),
    };
    Some((after.span(missing.range).unwrap_or_else(|| row.after_span()), message, confidence))
}
