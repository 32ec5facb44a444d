//! 版の間の違いに行が無い
//!
//! ## 何を見るか
//! 凍結した版（revisions/）を古い順にたどり、最後に今の評価書まで、隣り合う版を項目ごとに比べます。違う項目のそれぞれに、
//! 変更箇所の行があるかを見ます。件数や「再委託していない」のように自動で決まる答えの違いも数えます。委託事項などを丸ごと
//! 足したときは、その行が一つでもあれば項目ごとに調べ、一つも無ければまとめて知らせます。表記だけの違いは、確かではないものと
//! して知らせます。今の評価書との違いは、まだ作業の途中なので注意として知らせます。
//!
//! ## なぜ大切か
//! 変更箇所に無い変更は、誰にも気付かれずに公表されます。公表された評価書では、委託の件数や、ほかの変更の影響を受けた欄の行が
//! 抜けていました。
//!
//! ## 例
//! 委託事項を一つ足した版で、委託の件数の行が無い。
//!
//! ## 直し方
//! `hyokasho record` で足りない行を加えます。変えるつもりのなかった違いなら、本文を元に戻します。

use std::collections::BTreeSet;

use super::differing::differing;
use super::replay::VersionStep;
use crate::diff::{DiffRow, DiffRowKind};
use crate::form::Kind;
use crate::rules::prelude::*;
use crate::text::Span;
use crate::text::width::truncate;

rule!("HY714", "untold-difference", Error, Certain, "untold.rs", One(check));

/// So many columns of an answer are shown.
const SHOWN: usize = 40;
/// Texts of so many characters are shown whole.
const SHORT: usize = 20;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for step in subject.steps() {
        let (told, untold): (Vec<&DiffRow>, Vec<&DiffRow>) =
            step.comparison.rows.iter().partition(|difference| step.is_told(difference));
        let address = |difference: &&DiffRow| difference.block.as_ref().map(|block| block.address.clone());
        // A block is told of where any of its items is; the others are asked for one by one.
        let mut blocks: BTreeSet<Address> = told.iter().filter_map(address).collect();
        let by_item = blocks.clone();
        for difference in untold {
            match &difference.block {
                Some(block) if !by_item.contains(&block.address) => {
                    if blocks.insert(block.address.clone()) {
                        tell(subject, report, step, difference, Some(&block.path));
                    }
                }
                _ => tell(subject, report, step, difference, None),
            }
        }
    }
}

fn tell(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    step: &VersionStep<'_>,
    difference: &DiffRow,
    block: Option<&str>,
) {
    let path = block.unwrap_or(&difference.path);
    let version = step.to.map_or_else(|| "今の評価書".to_owned(), |date| format!("{date}の版"));
    let shown =
        |words: &str| if words.is_empty() { "空欄".into() } else { format!("「{}」", truncate(words, SHOWN)) };
    let what = match (difference.kind, block) {
        (DiffRowKind::Removed, Some(_)) => "が無くなりました".to_owned(),
        (_, Some(_)) => "が加わりました".to_owned(),
        (_, None) => match changed_words_of(difference) {
            Some(changed) => changed,
            None => {
                format!("が{}から{}に変わりました", shown(difference.before_words()), shown(difference.after_words()))
            }
        },
    };
    let message = format!("{version}で「{path}」{what}が、変更箇所に行がありません");
    let finding = report.place(place(subject, step, difference), message);
    finding.item = Some(difference.item.to_string());
    finding.path = Some(path.to_owned());
    finding.help = Some(match step.to {
        None => "hyokasho record で行を加えてください".into(),
        Some(date) => format!("{date}（またはその版の変更日）の行を加えてください"),
    });
    if step.to.is_none() {
        finding.severity = Severity::Warning;
    }
    let copied = matches!(difference.item_kind, Kind::Line | Kind::List) && is_derived(step, difference);
    if difference.orthographic || copied {
        finding.confidence = Confidence::Likely;
    }
}

/// Of a text or of a list, the words that are others now.
fn changed_words_of(difference: &DiffRow) -> Option<String> {
    let (before, after) = (difference.before_words(), difference.after_words());
    let long = before.chars().count().max(after.chars().count()) > SHORT;
    let in_pieces =
        difference.item_kind.is_text() || matches!(difference.item_kind, Kind::Checks | Kind::Records | Kind::List);
    if !in_pieces || !long || before.is_empty() || after.is_empty() {
        return None;
    }
    let differing = differing(before, after)?;
    let more = differing.further();
    Some(match (differing.one.as_str(), differing.other.as_str()) {
        ("", new) => format!("に「{new}」が加わりました{more}"),
        (old, "") => format!("から「{old}」が無くなりました{more}"),
        (old, new) => format!("の「{old}」が「{new}」に変わりました{more}"),
    })
}

/// A copy of what is told elsewhere, such as the name of a file.
fn is_derived(step: &VersionStep<'_>, difference: &DiffRow) -> bool {
    let cell = step.new.cell(&difference.item);
    cell.is_some_and(|cell| cell.typed.is_none() && step.new.node(cell).derive.is_some())
}

/// The item in the working text; for what was frozen, the rows of that day.
fn place(subject: &Subject<'_>, step: &VersionStep<'_>, difference: &DiffRow) -> Span {
    let working = subject.assessment;
    let day = working.changes.iter().find(|day| step.to.is_some() && day.date == step.to);
    match (step.to, day) {
        (None, _) => {
            working.cell(&difference.item).map_or_else(|| working.anchor(&difference.item), |cell| cell.span.clone())
        }
        (Some(_), Some(day)) => day.date_span.clone(),
        (Some(_), None) => working.changes_span.clone().unwrap_or_else(|| working.anchor(&Address::default())),
    }
}
