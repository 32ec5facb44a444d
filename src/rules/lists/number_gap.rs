//! 記録項目の番号が飛んでいる
//!
//! ## 何を見るか
//! 「38 在留期間満了日」のように番号を付けて書かれた記録項目の番号が、一つずつ増えているかを組ごとに見ます。1に戻る
//! こと、前の組から続けることは差し支えありません。「5情報」「18歳到達日」のように名前の中の数字は番号と見ません。
//! 半分以上の項目に番号がある組だけを見ます。
//!
//! ## なぜ大切か
//! 番号が飛んでいるのは、項目を消したときに番号を振り直していないか、項目が落ちているかです。落ちた項目は、保有して
//! いるのに公表されていないことになります。公表された評価書でも見つかっています。
//!
//! ## 例
//! 「38 在留期間満了日、40 転入前住所」と、39が無い。
//!
//! ## 直し方
//! 落ちた項目が無いかを確かめ、番号を振り直します。番号を書かずに一覧にすれば、振り直す手間もありません。

use super::numbered::{NumberedItem, entries, record_lists, title_of};
use crate::rules::prelude::*;

rule!("HY601", "number-gap", Warning, Certain, "number_gap.rs", One(check));

/// Numbers taken over from another table have gaps everywhere: those are told once.
const MANY: usize = 3;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (cell, groups) in record_lists(subject.assessment) {
        let mut last_of_group = 0;
        for (position, group) in groups.iter().enumerate() {
            let entries = entries(group);
            let faults = faults(&entries, last_of_group);
            last_of_group = entries.iter().rev().find_map(|entry| entry.number).unwrap_or(last_of_group);
            let title = title_of(group, position);
            if faults.len() > MANY {
                let (entry, fault) = &faults[0];
                let message = format!("{title}の番号が{}か所で続いていません（初めは{fault}）", faults.len());
                tell(report, cell, entry, message);
                continue;
            }
            for (entry, fault) in faults {
                tell(report, cell, entry, format!("{title}の{fault}"));
            }
        }
    }
}

fn tell(report: &mut Report<'_>, cell: &Cell, entry: &NumberedItem<'_>, message: String) {
    let finding = report.at(cell, entry.item.span.clone(), message);
    finding.help = Some("落ちた項目が無いか確かめ、番号を振り直してください".into());
}

fn faults<'a, 'b>(entries: &'b [NumberedItem<'a>], last_of_group: u32) -> Vec<(&'b NumberedItem<'a>, String)> {
    let mut faults = Vec::new();
    let mut previous: Option<u32> = None;
    for (index, entry) in entries.iter().enumerate() {
        let Some(number) = entry.number else { continue };
        let fault = match previous {
            Some(previous) => step_fault(&entries[..index], previous, number),
            None if index > 0 || number == 1 || number == last_of_group + 1 => None,
            None => Some(format!("番号が1でなく{number}から始まっています")),
        };
        previous = Some(number);
        faults.extend(fault.map(|fault| (entry, fault)));
    }
    faults
}

/// What is wrong with a number after the one before it. A number that another item swallowed is told by its own rule.
fn step_fault(before: &[NumberedItem<'_>], previous: u32, number: u32) -> Option<String> {
    if number == 1 || number == previous + 1 {
        return None;
    }
    if number == previous {
        return Some(format!("番号{number}が続けて二つあります"));
    }
    if number < previous {
        return Some(format!("番号{previous}の次が{number}です"));
    }
    let swallowed = |missing: &u32| before.iter().rev().take(2).any(|entry| entry.swallows(*missing));
    let missing: Vec<String> = (previous + 1..number)
        .take(4)
        .filter(|missing| !swallowed(missing))
        .map(|missing| missing.to_string())
        .collect();
    let more = if number - previous > 5 { "など" } else { "" };
    (!missing.is_empty()).then(|| format!("番号{previous}の次が{number}で、{}{more}がありません", missing.join("、")))
}
