//! 様式のほかの章や欄を指す引用が、様式に無い所を指している
//!
//! ## 何を見るか
//! 文章の中の「Ⅱ９」「Ⅲ7②」「Ⅱ３．⑥」のような引用の章、節、番号が、この評価書の様式にあるかを見ます。「委託事項4」「移転先3」
//! 「システム6」のような引用は、書かれている数を超えていないかを見ます。ほかの様式や評価書のことを述べた文は数えません。
//!
//! ## なぜ大切か
//! 様式3と様式4では章や節の番号が違います。別の様式の文を写したり、委託事項を減らしたりすると、引用が指す先が無くなります。
//!
//! ## 例
//! 委託事項が三つの評価書に「委託事項4の委託先」と書かれている。
//!
//! ## 直し方
//! 今の様式と今の記載の番号に直します。

use std::ops::Range;

use crate::assessment::Assessment;
use crate::form::{Form, Node, Role};
use crate::rules::outline::digits;
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::fold;
use crate::text::numeral::circled;

rule!("HY610", "form-reference", Warning, Certain, "form_reference.rs", One(check));

/// In the same sentence these say that another paper is spoken of.
const OTHER_PAPERS: [&str; 9] = ["様式", "評価書", "指針", "要領", "基準", "ガイドライン", "仕様書", "条例", "規則"];
/// A number followed by one of these counts things.
const UNITS: [char; 16] =
    ['台', '件', 'つ', '種', '箇', 'か', '本', '式', '年', '月', '日', '人', '者', '社', '回', '割'];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let blocks = blocks(assessment);
    for (piece, _) in subject.outlines() {
        let chapters = chapters(&assessment.form, piece.value);
        let others = blocks.iter().flat_map(|(label, count)| beyond(piece, label, *count));
        for (range, message) in chapters.into_iter().chain(others) {
            if speaks_of_other_paper(piece.value, range.start) {
                continue;
            }
            report.at(piece.cell, piece.typed_span(range), message).help =
                Some("今の様式と今の記載の番号に合わせて直してください".into());
        }
    }
}

fn speaks_of_other_paper(text: &str, at: usize) -> bool {
    let sentence = text[..at].rsplit(['。', '\n']).next().unwrap_or_default();
    OTHER_PAPERS.iter().any(|word| sentence.contains(word))
}

/// Each Roman numeral that leads nowhere in the form.
fn chapters(form: &Form, text: &str) -> Vec<(Range<usize>, String)> {
    let is_roman = |c: char| ('Ⅰ'..='Ⅻ').contains(&c);
    let mut wrong = Vec::new();
    for (at, numeral) in text.char_indices().filter(|(_, c)| is_roman(*c)) {
        // クラスⅡ, 第Ⅲ期
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c)) {
            continue;
        }
        let end = at + numeral.len_utf8();
        let mut rest = Rest { text, at: end };
        rest.skip(&[' ', '\u{3000}', '.', '．', '-', '－']);
        let Some(section) = rest.number() else { continue };
        let number = numeral.to_string();
        if rest.text[rest.at..].starts_with(UNITS) {
            continue;
        }
        let Some(part) = form.parts.iter().position(|part| part.number.as_deref() == Some(number.as_str())) else {
            wrong.push((
                at..rest.at,
                format!("「{}」を指していますが、この様式に{number}の章はありません", &text[at..rest.at]),
            ));
            continue;
        };
        let sections = || form.nodes.iter().filter(move |node| node.part == part && node.role == Role::Section);
        let is_it = |node: &&Node| node.number.as_deref().map(fold::fold) == Some(section.to_string());
        let Some(found) = sections().find(is_it) else {
            let last =
                sections().filter_map(|node| node.number.as_deref()).next_back().map(fold::fold).unwrap_or_default();
            let message = format!("「{}」を指していますが、この様式の{number}は{last}までです", &text[at..rest.at]);
            wrong.push((at..rest.at, message));
            continue;
        };
        let section_end = rest.at;
        rest.skip(&[' ', '\u{3000}', '.', '．']);
        let Some(item) = rest.text[rest.at..].chars().next().filter(|c| circled(*c).is_some()) else { continue };
        let inside = |node: &&Node| form.ancestors(node.id).iter().any(|around| around.id == found.id);
        let printed = |node: &Node| node.number.as_deref().is_some_and(|number| number.starts_with(item));
        if !form.nodes.iter().filter(inside).any(printed) {
            let range = at..rest.at + item.len_utf8();
            let place = &text[at..section_end];
            wrong.push((range.clone(), format!("「{}」を指していますが、{place}に{item}はありません", &text[range])));
        }
    }
    wrong
}

struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl Rest<'_> {
    fn skip(&mut self, signs: &[char]) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(signs).len();
    }

    fn number(&mut self) -> Option<u32> {
        let (number, length) = digits(&self.text[self.at..])?;
        self.at += length;
        Some(number)
    }
}

/// The labels of blocks, with the most blocks that any list of them has.
fn blocks(assessment: &Assessment) -> Vec<(String, usize)> {
    let form = &assessment.form;
    let nodes = form.nodes.iter().filter(|node| node.role == Role::Block && !node.label.is_empty());
    let counted = nodes.filter_map(|node| {
        let list = node.each.as_ref()?;
        let of_list = assessment
            .lists
            .iter()
            .filter(|(address, _)| address.key(form).as_ref() == Some(list) && address.last() == list.last());
        let most = of_list.map(|(_, state)| state.blocks.len()).max()?;
        Some((node.label.clone(), most))
    });
    counted.collect()
}

/// 委託事項4 where there are three.
fn beyond<'p>(
    piece: &'p TextPiece<'_>,
    label: &'p str,
    count: usize,
) -> impl Iterator<Item = (Range<usize>, String)> + 'p {
    let found = piece.value.match_indices(label);
    found.filter_map(move |(at, word)| {
        let before = piece.value[..at].chars().next_back();
        let rest = &piece.value[at + word.len()..];
        let (number, length) = digits(rest)?;
        let stands_alone = before.is_none_or(|c| !c.is_alphabetic() || ('ぁ'..='ん').contains(&c));
        let counts = rest[length..].starts_with(UNITS) || rest[length..].starts_with(['.', '．', '-']);
        (stands_alone && !counts && number as usize > count).then(|| {
            let range = at..at + word.len() + length;
            let message = format!("「{}」を指していますが、{label}は {count} 件です", &piece.value[range.clone()]);
            (range, message)
        })
    })
}
