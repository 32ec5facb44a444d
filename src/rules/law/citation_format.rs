//! 条・項・号の書き方が崩れている
//!
//! ## 何を見るか
//! 法令を引く「第○条第○項第○号」の書き方で、「第」が抜けている、「第19号第8号」のように条と号を取り違えている箇所を見ます。
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
use std::ops::Range;

use crate::rules::prelude::*;

rule!("HY406", "citation-format", Info, Certain, "citation_format.rs", One(check));

/// 条, 項 and 号, largest first; what follows would make another word of them: 条例, 項目, 号機.
const UNITS: &[(char, &str)] = &[('条', "例件約文理項通"), ('項', "目番"), ('号', "機車棟館線室様令")];

/// One of the parts of 第19条第2項第3号.
#[derive(Debug)]
struct CitationPart {
    range: Range<usize>,
    /// Position in `UNITS`.
    unit: usize,
    has_prefix: bool,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for piece in subject.current() {
        let mut told = BTreeSet::new();
        for citation in citations(&piece.folded.text) {
            let (Some(first), Some(last)) = (citation.first(), citation.last()) else { continue };
            let Some((fault, right)) = fault(&piece.folded.text, &citation) else { continue };
            let range = first.range.start..last.range.end;
            let words = piece.words(&range);
            if told.insert(words) {
                let finding = report.at(piece.cell, piece.span(&range), format!("「{words}」は{fault}"));
                finding.help = Some(right);
            }
        }
    }
}

/// Parts that stand directly behind one another, two or more.
fn citations(text: &str) -> Vec<Vec<CitationPart>> {
    let mut citations: Vec<Vec<CitationPart>> = Vec::new();
    let mut at = 0;
    while let Some(part) = next_part(text, at) {
        at = part.range.end;
        match citations.last_mut() {
            Some(citation) if citation.last().is_some_and(|last| last.range.end == part.range.start) => {
                citation.push(part);
            }
            _ => citations.push(vec![part]),
        }
    }
    citations.retain(|citation| citation.len() > 1);
    citations
}

/// The next number with a unit behind it: 第19条, 19条, 第9条の2.
fn next_part(text: &str, from: usize) -> Option<CitationPart> {
    let mut at = from;
    loop {
        let start = at + text[at..].find(is_digit)?;
        let mut end = start;
        loop {
            end += text[end..].find(|character| !is_digit(character)).unwrap_or(text.len() - end);
            // 第9の2条 does not exist, but 別表の102の2の項 does: one number.
            match text[end..].strip_prefix('の') {
                Some(rest) if rest.starts_with(is_digit) => end += 'の'.len_utf8(),
                _ => break,
            }
        }
        let unit = UNITS.iter().position(|(unit, others)| {
            text[end..].strip_prefix(*unit).is_some_and(|rest| !rest.starts_with(|next| others.contains(next)))
        });
        let Some(unit) = unit else {
            at = end;
            continue;
        };
        end += UNITS[unit].0.len_utf8();
        // 第9条の2: the branch number belongs to the part.
        while let Some(rest) = text[end..].strip_prefix('の').filter(|rest| rest.starts_with(is_digit)) {
            let digits = rest.find(|character| !is_digit(character)).unwrap_or(rest.len());
            if rest[digits..].starts_with(['の', '項']) {
                break;
            }
            end += 'の'.len_utf8() + digits;
        }
        let prefix = text[..start].strip_suffix('第').map(str::len).filter(|prefix| *prefix >= from);
        return Some(CitationPart { range: prefix.unwrap_or(start)..end, unit, has_prefix: prefix.is_some() });
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || "一二三四五六七八九十百".contains(character)
}

/// What is wrong with a citation, and what to do.
fn fault(text: &str, citation: &[CitationPart]) -> Option<(&'static str, String)> {
    let article = |part: &CitationPart| part.unit == 0;
    if citation.iter().any(|part| !part.has_prefix) && citation.iter().any(article) {
        let right: String = citation.iter().map(|part| with_prefix(&text[part.range.clone()])).collect();
        return Some(("「第」が抜けています", format!("「{right}」と書いてください")));
    }
    let two_numbers = |pair: &[CitationPart]| pair[0].unit == 2 && pair[1].unit == 2;
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
        citations(text).iter().filter(|citation| fault(text, citation).is_some()).count()
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
