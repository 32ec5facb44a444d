//! 記録項目が重なっている
//!
//! ## 何を見るか
//! 一つの組の中に同じ名前の記録項目が二度書かれていないか、同じ題名で中身も同じ組が二つ無いかを見ます。番号と全角・半角
//! の違いは無視します。「予備」で始まる項目は数えません。題名が違うのに中身が全て同じ組（10項目以上）は、別の業務で同じ
//! 項目を持つこともあるので、確かではないものとして知らせます。
//!
//! ## なぜ大切か
//! 同じ項目が二度あるのは、別の項目を書くはずだったか、写しの誤りです。項目の数の区分も正しく数えられません。
//! 公表された評価書でも見つかっています。
//!
//! ## 例
//! 「35 短期軽減差引額、36 短期軽減差引額」とあり、35は短期軽減特別控除額の誤りであった。
//!
//! ## 直し方
//! 元の台帳やデータ項目の一覧と見比べ、重なりを消すか、正しい項目の名前に直します。

use std::collections::BTreeMap;

use super::numbered::{NumberedItem, entries, record_lists, title_of};
use crate::assessment::RecordGroup;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY602", "duplicate-record", Warning, Certain, "duplicate_record.rs", One(check));

/// Smaller groups are alike by nature: 氏名、住所、生年月日 of several kinds of people.
const TELLING_LENGTH: usize = 10;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (cell, groups) in record_lists(subject.assessment) {
        let lists: Vec<Vec<NumberedItem<'_>>> = groups.iter().map(entries).collect();
        for (position, list) in lists.iter().enumerate() {
            tell_twice(cell, &title_of(&groups[position], position), list, report);
        }
        tell_same_groups(cell, groups, &lists, report);
    }
}

fn tell_twice(cell: &Cell, title: &str, list: &[NumberedItem<'_>], report: &mut Report<'_>) {
    let mut first: BTreeMap<String, &NumberedItem<'_>> = BTreeMap::new();
    for entry in list {
        let key = entry.key();
        if key.is_empty() || key.starts_with("予備") {
            continue;
        }
        if let Some(earlier) = first.get(&key) {
            let message = format!("{title}に「{}」が二度書かれています", entry.name);
            let finding = report.at(cell, entry.item.span.clone(), message);
            finding.related.push((earlier.item.span.clone(), "先に書かれているもの".into()));
            finding.help = Some("重なりを消すか、正しい項目の名前に直してください".into());
        } else {
            first.insert(key, entry);
        }
    }
}

fn tell_same_groups(cell: &Cell, groups: &[RecordGroup], lists: &[Vec<NumberedItem<'_>>], report: &mut Report<'_>) {
    let keys: Vec<Vec<String>> = lists.iter().map(|list| list.iter().map(NumberedItem::key).collect()).collect();
    for (position, group) in groups.iter().enumerate() {
        let Some(twin) = (0..position).find(|twin| !keys[position].is_empty() && keys[*twin] == keys[position]) else {
            continue;
        };
        let same_title = !group.title.is_empty() && fold::same(&groups[twin].title, &group.title);
        if !same_title && keys[position].len() < TELLING_LENGTH {
            continue;
        }
        let (title, twin_title) = (title_of(group, position), title_of(&groups[twin], twin));
        let message = format!("{title}の{}項目が、{twin_title}と全て同じです", keys[position].len());
        let finding = report.at(cell, group.span.clone(), message);
        finding.related.push((groups[twin].span.clone(), "同じ中身の組".into()));
        finding.help = Some("写したまま直していないところが無いか確かめてください".into());
        if !same_title {
            finding.confidence = Confidence::Likely;
        }
    }
}
