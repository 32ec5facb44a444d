//! 同じことの年数や回数が、所によって違う
//!
//! ## 何を見るか
//! 「操作ログは8年間保存する」のように、何を、どれだけの間又は何度、どうするかを述べた文を集め、同じ物の同じ扱いが別の数で書かれている
//! ものを知らせます。二か所以上が同じ数で一か所だけが違うものは確かな指摘、一か所ずつのものは確かでない指摘です。
//!
//! ## なぜ大切か
//! 保存年限や点検の頻度を改めたとき、離れた欄の直し忘れが起こります。評価書に書いた措置は、全て守らなければなりません。
//!
//! ## 例
//! 「操作ログは8年間保存する」が三か所にあり、一か所だけ「操作ログは6年間保存する」とある。
//!
//! ## 直し方
//! 実際の年限や頻度を確かめ、そろえます。別のものなら、違いが分かるように書きます。

use std::collections::BTreeMap;
use std::ops::Range;

use crate::rules::facts::{Quantity, QuantityUnit, quantities, sentence};
use crate::rules::outline::Outline;
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY229", "repeated-fact", Warning, Certain, "repeated_fact.rs", One(check));

const DEEDS: [&str; 12] =
    ["保存", "保管", "点検", "監査", "研修", "見直", "消去", "削除", "確認", "確かめ", "報告", "更新"];
/// The thing that is told of, in characters.
const SUBJECT: std::ops::RangeInclusive<usize> = 4..=16;

/// What, how, counted in what.
type FactKey = (String, &'static str, QuantityUnit);

struct ToldFact<'p, 'a> {
    piece: &'p TextPiece<'a>,
    range: Range<usize>,
    value: u64,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut facts: BTreeMap<FactKey, Vec<ToldFact<'_, '_>>> = BTreeMap::new();
    for (piece, _) in subject.outlines() {
        for found in quantities(piece.value) {
            if let Some(key) = key(piece.value, &found) {
                facts.entry(key).or_default().push(ToldFact { piece, range: found.range, value: found.value });
            }
        }
    }
    for ((what, deed, _), told) in facts {
        let mut values: BTreeMap<u64, usize> = BTreeMap::new();
        for fact in &told {
            *values.entry(fact.value).or_default() += 1;
        }
        let Some((usual, most)) = values.iter().max_by_key(|(_, count)| **count).filter(|_| values.len() == 2) else {
            continue;
        };
        let Some(other) = told.iter().find(|fact| fact.value != *usual) else { continue };
        let Some(first) = told.iter().find(|fact| fact.value == *usual) else { continue };
        let (own, usual) = (&other.piece.value[other.range.clone()], &first.piece.value[first.range.clone()]);
        let message = format!("「{what}」の{deed}が「{own}」とありますが、ほかの所では「{usual}」です");
        let finding = report.at(other.piece.cell, other.piece.typed_span(other.range.clone()), message);
        finding.help = Some("実際の年限や頻度を確かめ、そろえてください".into());
        finding.related.push((first.piece.typed_span(first.range.clone()), format!("ここでは「{usual}」")));
        if *most == 1 {
            finding.confidence = Confidence::Likely;
        }
    }
}

/// The thing that the sentence begins with, and what is done with it right behind the number.
fn key(text: &str, found: &Quantity) -> Option<FactKey> {
    if !matches!(found.unit, QuantityUnit::Years | QuantityUnit::Months | QuantityUnit::Days | QuantityUnit::Times) {
        return None;
    }
    let around = sentence(text, &found.range);
    let rest = &text[found.range.end..around.end];
    let bounded = ["以内", "前", "ごと", "を経過", "を過ぎ", "以上前"].iter().any(|word| rest.starts_with(word));
    let near = rest.split('、').next().unwrap_or_default();
    let deed = DEEDS.into_iter().find(|deed| near.contains(deed)).filter(|_| !bounded)?;
    let line = &text[around.start..found.range.start];
    let outline = Outline::of(line);
    let start = outline.markers().next().map_or(0, |marker| marker.range.end);
    let head = line[start..].trim_start_matches([' ', '\u{3000}', '・', '○', '●', '-']);
    let end = head.find(['は', 'を'])?;
    let what = fold::fold(&head[..end]);
    let plain = what.chars().all(|c| super::super::lexicon::is_word(c) || c == 'の');
    (SUBJECT.contains(&what.chars().count()) && plain).then_some((what, deed, found.unit))
}
