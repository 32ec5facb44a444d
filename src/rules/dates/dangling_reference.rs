//! 「別紙」「別添」「下記」が指すものが無い
//!
//! ## 何を見るか
//! 文章が指している次のものが、評価書の中にあるかを見ます。
//! ・「別紙」「別図」：様式に別紙は無いので、題名に「別紙」とある図などが無ければ、「別紙のとおり」「別紙参照」を知らせます
//! ・「別添4」「別添1-2」：様式にある別添か、題名や見出しにその番号のある図が無ければ知らせます
//! ・文の終わりの「下記のとおり」「次のとおり」：その後に何も書かれていないとき（確かではないもの）
//! ・図の備考が指す「⑥」など：備考の説明がそれより前の番号で終わっているとき（確かではないもの）
//! 契約書、仕様書、要綱、条例などの別紙を指すものは数えません。
//!
//! ## なぜ大切か
//! 欄に書ききれないものを別紙に回し、公表のときに別紙を付け忘れることがあります。住民には内容が分からないままになります。
//!
//! ## 例
//! 重大事故の「その内容」が「別紙のとおり」となっているのに、公表された評価書に別紙が無い。
//!
//! ## 直し方
//! 内容を欄の中に書きます。図として付けるときは、図の題名に「別紙」「別添1-2」などと書きます。

use crate::text::numeral::circled;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::assessment::Assessment;
use crate::form::Kind;
use crate::rules::papers::OTHER_PAPERS;
use crate::rules::prelude::*;
use crate::rules::scan::Folded;
use crate::text::fold;

rule!("HY505", "dangling-reference", Error, Certain, "dangling_reference.rs", One(check));

/// In the same sentence before 別紙, these, too, say that it belongs to something else.
const SMALLER_PAPERS: [&str; 2] = ["覚書", "届"];

/// What follows a reference that means to stand for the contents.
const IN_PLACE_OF: [&str; 6] = ["のとおり", "の通り", "を参照", "参照", "に記載", "に示"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let there = titles(assessment);
    for (cell, text) in assessment.texts() {
        let folded = Folded::new(text);
        let mut told = BTreeSet::new();
        for (range, name, confidence) in papers(&folded).into_iter().chain(annexes(&folded)) {
            if there.iter().any(|title| title.contains(&name)) || !told.insert(name.clone()) {
                continue;
            }
            let message = format!("「{name}」がこの評価書にありません");
            let finding = report.words(cell, text, folded.original(&range), message);
            finding.help = Some(format!("内容をこの欄に書くか、「{name}」と題した図を加えてください"));
            finding.confidence = confidence;
        }
        tell_nothing_below(cell, text, &folded, report);
        let in_figure_part = assessment.form.parts[assessment.node(cell).part]
            .nodes
            .iter()
            .any(|node| assessment.form.node(*node).kind == Some(Kind::Figure));
        if in_figure_part {
            tell_unexplained_number(cell, text, report);
        }
    }
}

/// The annexes of the form, and every title and heading that can name another one, folded.
fn titles(assessment: &Assessment) -> Vec<String> {
    let parts = assessment.form.parts.iter().filter_map(|part| part.number.as_deref());
    let mut titles: Vec<String> = parts.map(fold::fold).filter(|number| number.contains("別添")).collect();
    for cell in &assessment.cells {
        match cell.answer() {
            Some(Answer::Figures(figures)) => {
                let names = figures.iter().flat_map(|figure| [&figure.title, &figure.file, &figure.remarks]);
                titles.extend(names.flatten().map(|name| fold::fold(name)));
            }
            Some(Answer::Text(text)) => {
                let headings = text.value.lines().filter(|line| line.contains('別')).map(fold::fold);
                titles.extend(headings.filter(|line| is_heading(line)));
            }
            _ => {}
        }
    }
    titles
}

/// 【別紙】 or 「(別添1-2) 業務の流れ」, but not 「別紙のとおり」.
fn is_heading(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '【', '<']);
    let Some(rest) = ["別紙", "別図", "別添"].iter().find_map(|name| line.strip_prefix(name)) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ')' | '】' | '>' | ':'));
    !["の", "を", "に", "は", "が", "と", "で", "参照"].iter().any(|word| rest.starts_with(word))
}

/// 別紙 and 別図.
fn papers(folded: &Folded) -> Vec<(Range<usize>, String, Confidence)> {
    let mut found = Vec::new();
    for name in ["別紙", "別図"] {
        for range in folded.find(name) {
            if belongs_elsewhere(folded.before(&range)) {
                continue;
            }
            let rest = folded.after(&range).trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
            let stands_for_contents = IN_PLACE_OF.iter().any(|words| rest.starts_with(words));
            let confidence = if stands_for_contents { Confidence::Certain } else { Confidence::Likely };
            found.push((range, name.to_owned(), confidence));
        }
    }
    found
}

/// 別添 with its number.
fn annexes(folded: &Folded) -> Vec<(Range<usize>, String, Confidence)> {
    let numbered = |range: Range<usize>| {
        let rest = folded.after(&range);
        let is_number = |c: char| c.is_ascii_digit() || c == '-';
        let length = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches('-');
        let known = number.starts_with(|c: char| c.is_ascii_digit()) && !belongs_elsewhere(folded.before(&range));
        known.then(|| (range.start..range.end + number.len(), format!("別添{number}"), Confidence::Certain))
    };
    folded.find("別添").into_iter().filter_map(numbered).collect()
}

fn belongs_elsewhere(before: &str) -> bool {
    let sentence = before.rsplit('。').next().unwrap_or_default();
    OTHER_PAPERS.iter().chain(&SMALLER_PAPERS).any(|word| sentence.contains(word))
}

/// The text promises a list and ends.
fn tell_nothing_below(cell: &Cell, text: &Text, folded: &Folded, report: &mut Report<'_>) {
    let end = folded.text.trim_end_matches(['。', ':']).trim_end_matches("である");
    for words in ["下記のとおり", "次のとおり", "以下のとおり", "下記の通り", "次の通り", "以下の通り"]
    {
        if end.ends_with(words) {
            let range = folded.original(&(end.len() - words.len()..end.len()));
            let message = format!("「{words}」の後に何も書かれていません");
            let finding = report.words(cell, text, range, message);
            finding.help = Some("続きが落ちていないか確かめてください".into());
            finding.confidence = Confidence::Likely;
            return;
        }
    }
}

/// The remarks explain ① to ⑤ line by line and speak of ⑥ all the same.
fn tell_unexplained_number(cell: &Cell, text: &Text, report: &mut Report<'_>) {
    let explained = text.value.lines().filter_map(|line| circled(line.trim_start().chars().next()?));
    let Some(last) = explained.max().filter(|last| *last > 1) else { return };
    let beyond = text.value.char_indices().find(|(_, c)| circled(*c).is_some_and(|number| number > last));
    if let Some((at, character)) = beyond {
        let message = format!("「{character}」の説明がありません（説明は{last}番目まで）");
        let finding = report.words(cell, text, at..at + character.len_utf8(), message);
        finding.help = Some("図の中の番号と備考の説明とをそろえてください".into());
        finding.confidence = Confidence::Likely;
    }
}
