//! 文の中の数が、続く並びの数と違う
//!
//! ## 何を見るか
//! 「次の六つの事務」「以下の3点」のように数を挙げて並びを導く文の後に、その数だけの項目が並んでいるかを見ます。番号（①、(1)、１など）の
//! 並び、「・」の並び、番号を付けた見出しの並びを数えます。見出しが一つ間にあっても数えます。「上記の五つ」は、上で終わった番号の並びと
//! 比べます。「①～⑤の五つ」のような書き方では、番号の範囲と数が合うかを見ます。
//!
//! ## なぜ大切か
//! 項目を足したり減らしたりしたときに、前の文の数を直し忘れることがよくあります。
//!
//! ## 例
//! 「次の五つの事務において取り扱う。」の後に、(1)から(6)までが並んでいる。
//!
//! ## 直し方
//! 並びが正しいかを確かめ、数を直します。

use std::ops::Range;

use crate::rules::facts::{Quantity, QuantityUnit, quantities};
use crate::rules::outline::{Outline, OutlineLine, Sequence, circles};
use crate::rules::prelude::*;

rule!("HY224", "list-count", Warning, Certain, "list_count.rs", One(check));

const LEADS: [&str; 6] = ["次の", "以下の", "下記の", "次に掲げる", "以下に掲げる", "次に示す"];
/// More numbers of a text are not looked at.
const MOST: usize = 200;
const LEADS_BACK: [&str; 5] = ["上記の", "上記", "前記の", "以上の", "上に掲げる"];
/// The bracket and the space before the number of a heading, in bytes.
const BRACKET: usize = 6;
const BULLETS: [char; 8] = ['・', '･', '○', '●', '■', '‐', '-', '－'];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (piece, outline) in subject.outlines() {
        let is_count = |found: &&Quantity| matches!(found.unit, QuantityUnit::Members | QuantityUnit::Cases);
        for quantity in quantities(piece.value).iter().filter(is_count).take(MOST) {
            let before = &piece.value[..quantity.range.start];
            let counted = if LEADS.iter().any(|lead| before.ends_with(lead)) {
                list_below(piece.value, outline, quantity)
            } else if LEADS_BACK.iter().any(|lead| before.ends_with(lead)) {
                list_above(piece.value, outline, quantity)
            } else {
                circled_range(piece.value, quantity).map(|count| (count, None))
            };
            let Some((count, list)) = counted.filter(|(count, _)| *count as u64 != quantity.value) else { continue };
            let words = &piece.value[quantity.range.clone()];
            let above = list.as_ref().is_some_and(|list| list.start < quantity.range.start);
            let what = if above {
                "上の並びは"
            } else if list.is_some() {
                "続く並びは"
            } else {
                "番号は"
            };
            let message = format!("「{words}」とありますが、{what} {count} あります");
            let finding = report.at(piece.cell, piece.typed_span(quantity.range.clone()), message);
            finding.help = Some("並びに抜けや余りがないかを確かめ、数を直してください".into());
            if let Some(range) = list {
                finding.related.push((piece.typed_span(range), "並びの初め".into()));
            }
        }
    }
}

/// How many items stand below the line with the number, and where the first of them does; none where it is no plain list.
fn list_below(text: &str, outline: &Outline, quantity: &Quantity) -> Option<(usize, Option<Range<usize>>)> {
    let start = quantity.range.end + text[quantity.range.end..].find('\n')? + 1;
    // Something else may be said on the same line, but no second list may be opened there.
    let rest = &text[quantity.range.end..start];
    if LEADS.iter().any(|lead| rest.contains(lead)) {
        return None;
    }
    let start = behind_headings(text, outline, start, quantity.value)?;
    let first = text[start..].lines().find(|line| !line.trim().is_empty())?;
    let at = start + text[start..].find(first.trim())?;
    if let Some(bullet) = first.trim_start().chars().next().filter(|c| BULLETS.contains(c)) {
        let lines = text[start..].lines().filter(|line| !line.trim().is_empty());
        let count = lines.take_while(|line| line.trim_start().starts_with(bullet)).count();
        // A list whose items go on in further lines has no plain end.
        let rest = text[start..].lines().filter(|line| !line.trim().is_empty()).nth(count);
        let goes_on = rest.is_some() && text[start..].matches(&format!("\n{bullet}")).count() + 1 > count;
        return (!goes_on).then_some((count, Some(at..at + bullet.len_utf8())));
    }
    let list = outline.list_after(at)?;
    let last = list.last()?;
    // Items that stand on one line are not counted.
    if list.len() == 1 || text[last.range.end..].contains(&last.kind.shown(last.number + 1)) {
        return None;
    }
    let runs = list.iter().zip(1..).all(|(marker, number)| marker.number == number);
    (runs && list[0].range.start <= at + BRACKET).then(|| (last.number as usize, Some(list[0].range.clone())))
}

/// Where the list begins whose heading stands at `start`; none where the headings may be what is counted.
fn behind_headings(text: &str, outline: &Outline, start: usize, count: u64) -> Option<usize> {
    let is_heading =
        |line: &&OutlineLine| line.range.start >= start && line.marker.is_none() && line.numbered.is_none();
    let mut headings = outline.lines.iter().filter(is_heading);
    let first = text[start..].lines().find(|line| !line.trim().is_empty())?;
    let at = start + text[start..].find(first.trim())?;
    match headings.clone().next().filter(|heading| heading.range.start == at) {
        Some(_) if headings.clone().count() as u64 == count => None,
        Some(_) => headings.next().map(|heading| heading.range.end),
        None => Some(start),
    }
}

/// 「上記の五つ」: how many items the list has that ended above, and where it began.
fn list_above(text: &str, outline: &Outline, quantity: &Quantity) -> Option<(usize, Option<Range<usize>>)> {
    let sequences = outline.sequences();
    let last = |sequence: &&Sequence<'_>| sequence.markers.last().map(|marker| marker.range.end);
    let list = sequences.iter().filter(|sequence| last(sequence) < Some(quantity.range.start)).max_by_key(last)?;
    let end = last(&list)?;
    let next = outline.markers().find(|marker| marker.range.start > end && marker.kind == list.markers[0].kind);
    // Nor may it stand in an item of the list, or behind bullets of its own.
    let lines = text[end..quantity.range.start].lines().skip(1).filter(|line| !line.trim().is_empty());
    let bullets = lines.clone().any(|line| line.trim_start().starts_with(BULLETS));
    let inside = next.is_some_and(|next| next.number > 1) || lines.count() == 0;
    let runs = list.markers.iter().zip(1..).all(|(marker, number)| marker.number == number);
    (runs && !inside && !bullets && list.markers.len() > 1)
        .then(|| (list.markers.len(), Some(list.markers[0].range.clone())))
}

/// 「①～⑤の五つ」: how many numbers the range has.
fn circled_range(text: &str, quantity: &Quantity) -> Option<usize> {
    let before = text[..quantity.range.start].strip_suffix('の')?.trim_end_matches("まで");
    let start = before.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
    let numbers: Vec<u32> = circles(&before[start..]).map(|(number, _)| number).collect();
    let [first, last] = numbers.as_slice() else { return None };
    let between = before[start..].contains(['～', '〜', '~']) || before[start..].contains("から");
    (between && last > first && before.ends_with(|c| crate::text::numeral::circled(c).is_some()))
        .then(|| (last - first + 1) as usize)
}
