//! 主な記録項目の○とその妥当性の説明が合わない
//!
//! ## 何を見るか
//! Ⅱ２④「その妥当性」で説明している項目に○があるか、○のある項目が説明されているかを見ます。項目の名称を見出しにして説明
//! しているのに○が無いものは確かな指摘、文の途中に名称が出てくるだけのものと、○があるのに説明が見当たらないものは、確かでは
//! ない指摘です。
//!
//! ## なぜ大切か
//! 主な記録項目は重要な変更の対象（※）です。記録項目を足したり減らしたりした改定で、○と説明の一方だけを直すことが
//! よく起こります。
//!
//! ## 例
//! 「・個人番号、個人番号対応符号：対象者を正確に把握するため」とあるのに、「個人番号対応符号」に○が無い。
//!
//! ## 直し方
//! 別添の記録項目を確かめ、記録しているなら○を付け、していないなら説明から除きます。

use super::main_items::MainItems;
use crate::rules::prelude::*;
use crate::rules::scan::Folded;
use crate::text::fold;

rule!("HY212", "main-items-why", Warning, Certain, "main_items_why.rs", One(check));

/// Words of a line that say that something is not recorded.
const DENIALS: [&str; 6] = ["記録しない", "保有しない", "取り扱わない", "扱わない", "含まない", "含めない"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let Some(items) = MainItems::of(assessment, &file) else { continue };
        let Some(cell) = file.cell("basics.main_items_why") else { continue };
        let Some(text) = cell.text().filter(|text| !fold::says_none(&text.value)) else { continue };
        explained_without_tick(&items, cell, text, report);
        ticked_without_word(&items, cell, text, report);
    }
}

fn explained_without_tick(items: &MainItems<'_>, cell: &Cell, text: &Text, report: &mut Report<'_>) {
    let mut told = Vec::new();
    let mut start = 0;
    for line in text.value.split('\n') {
        let folded = Folded::of(line);
        let mut mentions: Vec<_> = items.mentions(&folded);
        mentions.retain(|(index, ..)| index.is_some());
        mentions.extend(other(items, &folded));
        for (index, word, range) in mentions {
            let Some(index) = index.filter(|index| !items.is_ticked(*index) && !told.contains(index)) else { continue };
            let heading = is_heading(&folded, &range);
            if DENIALS.iter().any(|denial| folded.text.contains(denial)) {
                continue;
            }
            told.push(index);
            let original = folded.original(&range);
            let range = start + original.start..start + original.end;
            let message =
                format!("「{word}」が説明されていますが、主な記録項目の「{}」に○がありません", items.word(index));
            let finding = report.words(cell, text, range, message);
            finding.help = Some("記録しているなら○を付け、していないなら説明から除いてください".into());
            finding.related.push((items.cell.span.clone(), "主な記録項目".into()));
            if !heading {
                finding.confidence = Confidence::Likely;
            }
        }
        start += line.len() + 1;
    }
}

/// 「業務関係情報（その他）」: the box その他 of a sub-heading.
fn other(items: &MainItems<'_>, line: &Folded) -> Option<(Option<usize>, String, std::ops::Range<usize>)> {
    let index = items.options.choices.iter().position(|choice| choice.text)?;
    let choice = &items.options.choices[index];
    let word = format!("{}({})", fold::fold(choice.group.as_deref()?), fold::fold(&choice.word));
    let range = line.find(&word).into_iter().next()?;
    Some((Some(index), word, range))
}

/// The word stands before the colon of its line, with nothing but other names around it.
fn is_heading(line: &Folded, range: &std::ops::Range<usize>) -> bool {
    let rest = line.after(range);
    let ends = [':', '…', '→', '\t'];
    let name = rest.split(ends).next().unwrap_or_default();
    name.len() < rest.len() && !name.contains(['を', 'に', 'は', 'が', 'で', '。'])
}

fn ticked_without_word(items: &MainItems<'_>, cell: &Cell, text: &Text, report: &mut Report<'_>) {
    let folded = Folded::new(text);
    let mentions = items.mentions(&folded);
    let named = |index: usize| {
        let group = items.options.choices[index].group.as_deref().map(fold::fold).unwrap_or_default();
        mentions.iter().any(|(mention, word, _)| *mention == Some(index) || (mention.is_none() && *word == group))
            || parts(items, index).iter().any(|part| folded.text.contains(part))
    };
    let other = |index: usize| items.options.choices.get(index).is_none_or(|choice| choice.text);
    let missing: Vec<_> = items.ticks.iter().filter(|tick| !other(tick.index) && !named(tick.index)).collect();
    if missing.is_empty() {
        return;
    }
    let words: String = missing.iter().map(|tick| format!("「{}」", items.word(tick.index))).collect();
    let finding = report.cell(cell, format!("{words}に○がありますが、その説明が見当たりません"));
    finding.help = Some("○を付けた項目を一つずつ挙げ、何のために要るかを書いてください".into());
    finding.confidence = Confidence::Likely;
    finding.related.extend(missing.iter().map(|tick| (tick.span.clone(), "説明が見当たらない項目".to_owned())));
}

/// 健康・医療関係情報 may be explained as 健康 or 医療; 連絡先（電話番号等） as 電話番号.
fn parts(items: &MainItems<'_>, index: usize) -> Vec<String> {
    let word = fold::fold(items.word(index));
    let pieces = word.split(['(', ')', '・', '、']);
    let bare = |piece: &str| {
        let piece = piece.trim_start_matches("その他").trim_end_matches("等");
        piece.trim_end_matches("関係情報").trim_end_matches("情報").to_owned()
    };
    pieces.map(bare).filter(|piece| piece.chars().count() > 1 && !piece.ends_with("個人番号")).collect()
}
