//! 記録項目の区切りが誤っている
//!
//! ## 何を見るか
//! 一つの番号に一つの項目があるかを見ます。
//! ・番号を付けた組で、項目の中に次の番号がある（「、」の落ち）
//! ・番号を付けた組で、項目の中に「、」があるか、番号の続きの間に番号の無い項目がある（項目が「、」で切れたもの）
//! ・隣り合う二つの項目をつなぐと、ほかの組の一つの項目になり、その次の項目も同じである（余分な「、」）
//! 番号の無い組の項目の中の「、」は、確かではないものとして知らせます。括弧の中の「、」は数えません。
//!
//! ## なぜ大切か
//! 記録項目は「、」で区切って印刷されるので、区切りを誤ると、項目の数も名前も変わってしまいます。
//! 公表された評価書でも見つかっています。
//!
//! ## 例
//! 「36 年齢区分37 歯・口の満足度」では、36と37の間の「、」が落ちている。
//! 「受診医療機関、管理番号」は、ほかの組では「受診医療機関管理番号」である。
//!
//! ## 直し方
//! 一つの項目を一行に書きます。名前の中に「、」があるときは「・」などに改めます。

use std::collections::BTreeMap;

use super::numbered::{NumberedItem, entries, record_lists, title_of};
use crate::rules::prelude::*;

rule!("HY603", "run-together", Warning, Certain, "run_together.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (cell, groups) in record_lists(subject.assessment) {
        let lists: Vec<Vec<NumberedItem<'_>>> = groups.iter().map(entries).collect();
        let followers = followers(&lists);
        for (position, list) in lists.iter().enumerate() {
            let title = title_of(&groups[position], position);
            for index in 0..list.len() {
                let found = swallowed(list, index)
                    .or_else(|| comma(list, index))
                    .or_else(|| split_off(list, index))
                    .or_else(|| torn(list, index, &followers));
                if let Some((fault, confidence)) = found {
                    let finding = report.at(cell, list[index].item.span.clone(), format!("{title}の{fault}"));
                    finding.help = Some("一つの項目を一行に書いてください".into());
                    finding.confidence = confidence;
                }
            }
        }
    }
}

type RunTogether = Option<(String, Confidence)>;

/// The next number stands inside the item.
fn swallowed(list: &[NumberedItem<'_>], index: usize) -> RunTogether {
    let entry = &list[index];
    let next = entry.number? + 1;
    let follows = list.get(index + 1).is_some_and(|after| after.number == Some(next));
    (!follows && entry.swallows(next))
        .then(|| (format!("項目「{}」の中に次の番号{next}があります", entry.item.text), Confidence::Certain))
}

fn comma(list: &[NumberedItem<'_>], index: usize) -> RunTogether {
    let entry = &list[index];
    if !has_outer_comma(&entry.name) {
        return None;
    }
    let confidence = if entry.number.is_some() { Confidence::Certain } else { Confidence::Likely };
    Some((format!("項目「{}」の中に「、」があり、二つの項目に読めます", entry.item.text), confidence))
}

/// An item without a number between number 40 and number 41.
fn split_off(list: &[NumberedItem<'_>], index: usize) -> RunTogether {
    let entry = &list[index];
    let before = list[index.checked_sub(1)?].number?;
    let after = list.get(index + 1)?.number?;
    (entry.number.is_none() && after == before + 1).then(|| {
        (format!("項目「{}」に番号がありません（番号{before}と{after}の間）", entry.name), Confidence::Certain)
    })
}

/// The item and the next one are a single item elsewhere, where the same item follows.
fn torn(list: &[NumberedItem<'_>], index: usize, followers: &BTreeMap<String, Vec<String>>) -> RunTogether {
    let (entry, next, after) = (&list[index], list.get(index + 1)?, list.get(index + 2)?);
    let joined = entry.key() + &next.key();
    let elsewhere = followers.get(&joined)?.contains(&after.key());
    elsewhere.then(|| {
        let message = format!("項目「{}」と「{}」は、ほかの組では一つの項目「{joined}」です", entry.name, next.name);
        (message, Confidence::Certain)
    })
}

/// For every item the items that follow it somewhere.
fn followers(lists: &[Vec<NumberedItem<'_>>]) -> BTreeMap<String, Vec<String>> {
    let mut followers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in lists.iter().flat_map(|list| list.windows(2)) {
        followers.entry(pair[0].key()).or_default().push(pair[1].key());
    }
    followers
}

fn has_outer_comma(name: &str) -> bool {
    let mut depth = 0_usize;
    name.chars().any(|character| {
        match character {
            '(' | '「' | '【' | '[' => depth += 1,
            ')' | '」' | '】' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == '、' && depth == 0
    })
}
