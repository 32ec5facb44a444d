//! 条・項・号の書き方が崩れている
//!
//! ## 何を見るか
//! 法令を引く「第○条第○項第○号」の書き方で、「第」が抜けている、「第19号第8号」のように条と号を取り違えている箇所を見ます。
//! 法令の名称のすぐ後の「番号法9条」「主務省令2条の表」のように、条だけのものも見ます。
//! 「法律第27号」のような法令の番号、「別表の81の項」のような表の項は数えません。
//!
//! ## なぜ大切か
//! 法令上の根拠は※の付いた項目で、どの規定かを正しく示す必要があります。
//!
//! ## 例
//! 「番号法第19条6号」「法律第19号第8号」
//!
//! ## 直し方
//! 「第19条第6号」のように、条・項・号の全てに「第」を付けて順に書きます。

use std::collections::BTreeSet;

use crate::citation::{ActMention, CitationPart, CitationUnit, CitedAct, parts};
use crate::rules::prelude::*;

rule!("HY406", "citation-format", Info, Certain, "citation_format.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for cited in subject.cited_pieces() {
        let piece = cited.piece;
        let text = &piece.folded.text;
        let mut told = BTreeSet::new();
        for citation in chains(parts(text)) {
            let (Some(first), Some(last)) = (citation.first(), citation.last()) else { continue };
            let behind_act = cited.mentions.iter().any(|mention| is_right_behind(mention, first));
            let Some((fault, right)) = fault(text, &citation, behind_act) else { continue };
            let range = first.range.start..last.range.end;
            let words = piece.words(&range);
            if told.insert(words) {
                let finding = report.at(piece.cell, piece.span(&range), format!("「{words}」は{fault}"));
                finding.help = Some(right);
            }
        }
    }
}

/// Parts that stand directly behind one another.
fn chains(parts: Vec<CitationPart>) -> Vec<Vec<CitationPart>> {
    let mut chains: Vec<Vec<CitationPart>> = Vec::new();
    for part in parts.into_iter().filter(|part| part.unit != CitationUnit::Row) {
        match chains.last_mut() {
            Some(chain) if chain.last().is_some_and(|last| last.range.end == part.range.start) => chain.push(part),
            _ => chains.push(vec![part]),
        }
    }
    chains
}

/// 番号法9条
fn is_right_behind(mention: &ActMention, part: &CitationPart) -> bool {
    mention.end == part.range.start && matches!(mention.act, CitedAct::Known(_))
}

/// What is wrong with a citation, and what to do.
fn fault(text: &str, citation: &[CitationPart], behind_act: bool) -> Option<(&'static str, String)> {
    let article = |part: &CitationPart| part.unit == CitationUnit::Article;
    let long_enough = citation.len() > 1 || behind_act;
    if long_enough && citation.iter().any(|part| !part.has_prefix) && citation.iter().any(article) {
        let right: String = citation.iter().map(|part| with_prefix(&text[part.range.clone()])).collect();
        return Some(("「第」が抜けています", format!("「{right}」と書いてください")));
    }
    let two_numbers = |pair: &[CitationPart]| pair[0].unit == CitationUnit::Item && pair[1].unit == CitationUnit::Item;
    if citation.windows(2).any(two_numbers) && citation.iter().all(|part| part.has_prefix) {
        return Some(("号が二つ続いています", "条と号を取り違えていないか、確かめてください".into()));
    }
    None
}

fn with_prefix(part: &str) -> String {
    if part.starts_with('第') { part.to_owned() } else { format!("第{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> usize {
        chains(parts(text)).iter().filter(|citation| fault(text, citation, false).is_some()).count()
    }

    #[test]
    fn only_broken_citations_are_faults() {
        for text in ["第19条6号", "19条第8号", "第9条1項", "法律第19号第8号", "第十九条六号", "第9条の2第1項3号"]
        {
            assert_eq!(faults(text), 1, "{text}");
        }
        for text in [
            "第19条第8号",
            "第9条の2第1項",
            "平成25年法律第27号第9条第1項",
            "別表の102の2の項",
            "第2条の表の139の項",
            "別表第1第111項",
            "100項目5号機",
            "北1条西2丁目",
            "第30条の9第1項第2号",
            "第3号、第4号",
            "第1号様式第2号",
            "条例第3条例",
        ] {
            assert_eq!(faults(text), 0, "{text}");
        }
    }
}
