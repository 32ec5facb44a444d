//! 変更前の記載が、前の行の変更後と違う
//!
//! ## 何を見るか
//! 同じ項目の行をたどり、「変更前」が、その前の変更日の行の「変更後」と合うかを見ます。選択肢・日付・件数・短い名称は
//! 全体を比べます。長い文は、引用された部分が一部だけのことが多いので、消したはずの文が変更前に戻っているときと、ほとんど
//! 同じ文なのに違うとき（確かではないものとして）だけを知らせます。「（略）」で一部を引いた行、「…について記載」のように
//! 説明で書いた行は比べません。
//!
//! ## なぜ大切か
//! 表の行は、前の版から次の版への一歩です。つながっていなければ、どこかの版の行が抜けているか、間違っています。
//!
//! ## 例
//! 令和3年に「発生なし」にした項目の、令和7年の行の変更前が「発生あり」である。
//!
//! ## 直し方
//! 前の版の本文を確かめて、変更前を直すか、抜けている行を足します。

use super::table::HistoryRow;
use crate::dates::Date;
use crate::diff::{Saying, cases, option_of};
use crate::form::Kind;
use crate::rules::prelude::*;

rule!("HY703", "broken-chain", Error, Certain, "chain.rs", One(check));

/// A passage of fewer characters may come back by chance.
const PASSAGE: usize = 10;
/// Passages that share so much, in thousandths, are the same one.
const SAME_PASSAGE: usize = 850;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for rows in subject.history().by_item() {
        for (index, row) in rows.iter().enumerate() {
            let Some(last) = rows[..index].iter().rev().find(|earlier| earlier.day < row.day) else { continue };
            let before_day = rows[..index].iter().copied().filter(|earlier| earlier.day == last.day);
            let before_day: Vec<&HistoryRow<'_>> = before_day.collect();
            let Some((broken, confidence)) = break_between(subject, &before_day, row) else { continue };
            let message =
                format!("「{}」の変更前が、{}の変更後と違います", row.name(subject.assessment), broken.dated());
            let finding = row.tell(report, subject.assessment, row.before_span(), message);
            finding.related.push((broken.after_span(), "この行の変更後".into()));
            finding.help = Some("前の版の本文を確かめ、変更前を直すか、抜けている行を足してください".into());
            finding.confidence = confidence;
        }
    }
}

/// The row of the day before that does not lead to `row`.
fn break_between<'r, 'a>(
    subject: &Subject<'_>,
    day: &[&'r HistoryRow<'a>],
    row: &HistoryRow<'_>,
) -> Option<(&'r HistoryRow<'a>, Confidence)> {
    let form = &subject.assessment.form;
    let kind = row.kind(form)?;
    let last = day.last()?;
    let before = match &row.before {
        Saying::Quote(quote) if !quote.elided => quote,
        _ => return None,
    };
    let after = last.after.quote();
    match kind {
        Kind::Choice => {
            let options = form.options_of(form.node(row.node?))?;
            let told = option_of(options, before)?;
            let differs = match after {
                Some(after) => option_of(options, after).is_some_and(|there| there != told),
                None => last.after.is_blank(),
            };
            differs.then_some((last, Confidence::Certain))
        }
        Kind::Date => {
            let date = |text: &str| Date::parse(text).ok();
            let (told, there) = (date(&before.whole())?, date(&after?.whole())?);
            (told.is_before(there) || there.is_before(told)).then_some((last, Confidence::Certain))
        }
        Kind::Count => {
            let (told, there) = (cases(before)?, cases(after?)?);
            (told != there).then_some((last, Confidence::Certain))
        }
        Kind::Line => {
            let (told, there) = (before.whole(), after.filter(|after| !after.elided)?.whole());
            let contained = told.contains(&there) || there.contains(&told);
            (!contained && day.len() == 1).then_some((last, Confidence::Certain))
        }
        Kind::Text | Kind::Period => returned(day, row).or_else(|| altered(day, row)),
        _ => None,
    }
}

/// What was removed is there again.
fn returned<'r, 'a>(day: &[&'r HistoryRow<'a>], row: &HistoryRow<'_>) -> Option<(&'r HistoryRow<'a>, Confidence)> {
    let before = row.before.quote().filter(|before| before.characters >= PASSAGE)?;
    let removed = day.iter().find(|last| {
        let gone = last.before.quote().filter(|gone| gone.characters >= PASSAGE && !gone.elided);
        last.after == Saying::Removed && gone.is_some_and(|gone| gone.is_in(&before.whole()))
    });
    removed.map(|last| (*last, Confidence::Certain))
}

/// Nearly the passage that the row before left, but not quite.
fn altered<'r, 'a>(day: &[&'r HistoryRow<'a>], row: &HistoryRow<'_>) -> Option<(&'r HistoryRow<'a>, Confidence)> {
    let before = row.before.quote()?;
    let whole = before.whole();
    let passage = |last: &&&HistoryRow<'_>| last.after.quote().is_some_and(|after| !after.elided);
    let quotes = |last: &HistoryRow<'_>| {
        last.after.quote().is_some_and(|after| after.is_in(&whole) || before.is_in(&after.whole()))
    };
    if day.iter().any(|last| quotes(last)) {
        return None;
    }
    let alike = |last: &&HistoryRow<'_>| {
        let after = last.after.quote();
        after.is_some_and(|after| {
            before.share_in(&after.whole()) >= SAME_PASSAGE && after.share_in(&whole) >= SAME_PASSAGE
        })
    };
    let found = day.iter().filter(passage).find(|last| alike(last));
    found.map(|last| (*last, Confidence::Likely))
}
