//! 法令の名称と番号が合わない
//!
//! ## 何を見るか
//! 「健康増進法（平成14年法律第103号）」のように名称のすぐ後に書かれた法令の番号が、その法令のものかを、法令のデータ
//! （`hyokasho law 健康増進法`）で確かめます。番号の方が知られた法律のもので、名称が一、二字だけ違うときは、名称を指摘します。
//! 番号を確かめられなかった法令、条例、政省令の番号は見ません。
//!
//! ## なぜ大切か
//! 法令の番号は、同じような名前の法令を取り違えないためのものです。違う番号は、どの法令かを疑わせます。
//!
//! ## 例
//! 「予防接種法（昭和23年法律第86号）」（正しくは第68号）、「児童手手当法（昭和46年法律第73号）」
//!
//! ## 直し方
//! 示された番号か名称に直します。

use std::collections::BTreeSet;

use crate::citation::{ActMention, CitedAct};
use crate::law::acts;
use crate::rules::prelude::*;

rule!("HY413", "act-number", Error, Certain, "act_number.rs", One(check));

/// Names at least so like one another are the same name with a slip.
const LIKENESS: f64 = 0.6;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut told = BTreeSet::new();
    for cited in subject.cited_pieces() {
        for mention in cited.mentions {
            let Some((place, number)) = &mention.number else { continue };
            let piece = cited.piece;
            let (range, message, help) = match mention.act {
                CitedAct::Known(act) => {
                    let Some(right) = act.number.filter(|right| right != number) else { continue };
                    let message = format!("{}の番号は、{number}ではありません", act.short_name());
                    (place.clone(), message, format!("「{right}」に改めてください"))
                }
                CitedAct::Other => {
                    let Some((name, right)) =
                        slip(piece.folded.before(&mention.range), mention, &piece.folded.text, number)
                    else {
                        continue;
                    };
                    let range = mention.range.end - name.len()..mention.range.end;
                    (range, format!("{number}は、{right}の番号です"), format!("「{right}」に改めてください"))
                }
                _ => continue,
            };
            if told.insert((piece.cell.address.clone(), message.clone())) {
                report.at(piece.cell, piece.span(&range), message).help = Some(help);
            }
        }
    }
}

/// The name as it is written, and the one that it must be by its number, where they are nearly the same.
fn slip<'t>(before: &str, mention: &ActMention, text: &'t str, number: &str) -> Option<(&'t str, &'static str)> {
    let right = acts().with_number(number)?.name;
    let is_name = |character: char| !"。、,「」『』()【】<>・:;".contains(character);
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, character)| is_name(*character))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let written = &text[start..mention.range.end];
    // What stands before the name is no part of it.
    let count = right.chars().count();
    let names = (count.saturating_sub(1)..=count + 1).filter_map(|length| {
        let at = written.char_indices().rev().nth(length.checked_sub(1)?)?.0;
        Some(&written[at..])
    });
    let like = |name: &&str| strsim::normalized_damerau_levenshtein(name, right);
    let best = names.max_by(|one, other| like(one).total_cmp(&like(other)))?;
    (like(&best) >= LIKENESS && best != right).then_some((best, right))
}
