//! 図の矢印に説明が無い
//!
//! ## 何を見るか
//! 別添1の図の矢印の一つ一つに、言葉での説明があるかを見ます。
//!
//! - `generate: flow` で描かれる図：委託・提供・移転の矢印に、何が流れるか（委託や提供の内容）が書かれていない。
//! - 備考に①②…の番号を付けて説明しているとき：図にある番号の説明が無い、又は図に無い番号の説明がある。
//! - `file` の図：図を見られない人に伝える文（`alternative`）が無い。
//!
//! ## なぜ大切か
//! 図だけでは、読み上げで読む人に何も伝わらず、次に直す人にも何の矢印かが分かりません。図を直して説明を直し忘れると、図に無い
//! 流れを公表していることになります。
//!
//! ## 例
//! 図の矢印は⑨までなのに、備考に「⑩ 県に報告する」という説明が残っている。
//!
//! ## 直し方
//! 矢印の元になる欄に内容を書き、備考の番号を図の番号に合わせます。`file` の図には `alternative` に流れを文で書きます。

use crate::text::numeral::circled;
use std::collections::BTreeSet;
use std::ops::Range;

use super::{figures, is_drawn, remarks};
use crate::flow::Flow;
use crate::rules::prelude::*;

rule!("HY611", "figure-passage", Warning, Certain, "passage.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (cell, figures) in figures(subject.assessment) {
        let untold = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        for figure in figures.iter().filter(|figure| figure.file.is_some() && untold(&figure.alternative)) {
            let message = format!("図「{}」に、図を見られない人に伝える文（alternative）がありません", figure.name());
            report.at(cell, figure.span.clone(), message).help =
                Some("誰から誰へ何が流れるかを、alternative に文で書いてください".into());
        }
        if figures.iter().any(is_drawn) {
            check_drawn(subject, cell, figures.iter().all(is_drawn), report);
        }
    }
}

fn check_drawn(subject: &Subject<'_>, cell: &Cell, alone: bool, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let flow = Flow::of(assessment);
    for party in flow.parties().filter(|party| !party.told) {
        let Some(cell) = assessment.cell(&party.item) else { continue };
        let message = format!("図の矢印（{}）に、何が流れるかの説明がありません", party.title());
        report.cell(cell, message).help = Some("内容を書くと、図の下の説明にも載ります".into());
    }
    // Beside a picture from a file, nobody knows whose numbers they are.
    let numbered = remarks(assessment, cell).filter(|_| alone).and_then(|cell| Some((cell, cell.text()?)));
    if let Some((cell, text)) = numbered {
        check_numbers(cell, text, flow.arrows(), report);
    }
}

fn check_numbers(cell: &Cell, text: &Text, arrows: usize, report: &mut Report<'_>) {
    let numbers = numbers(&text.value);
    let told: BTreeSet<usize> = numbers.iter().map(|(number, _)| *number).collect();
    for (number, range) in numbers.iter().filter(|(number, _)| *number > arrows) {
        let message = format!("{number} 番の説明がありますが、図の矢印は {arrows} 番までです");
        report.words(cell, text, range.clone(), message).help =
            Some("図の番号は、項目の並びに応じて振り直されます。番号を図に合わせてください".into());
    }
    let missing: Vec<String> =
        (1..=arrows).filter(|number| !told.is_empty() && !told.contains(number)).map(|n| n.to_string()).collect();
    if !missing.is_empty() {
        let message = format!("図の矢印 {} 番の説明がありません", missing.join("、"));
        report.cell(cell, message).help =
            Some("番号を付けるなら、全ての矢印を説明してください。番号を付けないこともできます".into());
    }
}

/// The circled numbers at the heads of lines: 「①、②」, 「③～⑤」 stand for all that they span.
fn numbers(text: &str) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut last = None;
        for (offset, character) in line.char_indices() {
            if let Some(number) = circled(character).map(|number| number as usize) {
                let range = at + offset..at + offset + character.len_utf8();
                let first = last.take().map_or(number, |last: usize| last + 1);
                found.extend((first.min(number)..=number).map(|number| (number, range.clone())));
            } else if matches!(character, '～' | '〜') {
                last = found.last().map(|(number, _)| *number);
            } else if !character.is_whitespace() && !"、,・及び".contains(character) {
                break;
            }
        }
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_at_the_heads_of_lines() {
        let read = |text: &str| numbers(text).into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(read("①受付\n　②、③ 審査（④）\n⑤～⑦ 通知"), [1, 2, 3, 5, 6, 7]);
        assert!(read("申請を①の窓口で").is_empty());
    }
}
