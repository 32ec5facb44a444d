//! 文の中の人数が、選んだ人数の区分と合わない
//!
//! ## 何を見るか
//! 本人の範囲、委託の理由などの文にある「約6千人」のような人数が、同じ所で選ばれた本人の数の区分を超えていないか、「およそ」
//! などと全体の数を述べていながら区分に足りないものがないかを見ます。使用方法にある職員の人数は使用者数の区分と、しきい値判断の基になる
//! 取扱者数は使用者数及び委託先の取扱者数の区分と比べます。1日当たり、1回当たり、延べの人数は数えず、年間の人数は区分を超えるものだけを見ます。
//!
//! ## なぜ大切か
//! 人数の区分は、義務付けられる評価の種類を決めます。文と区分の一方だけを直すと、どちらが正しいのか分かりません。
//!
//! ## 例
//! 「およそ6万人から書面で提出される」とあるのに、本人の数は「1万人未満」である。
//!
//! ## 直し方
//! 実際の人数を数え直し、文か区分を直します。

use crate::assessment::Numbers;
use crate::rules::facts::{Quantity, QuantityUnit, quantities, sentence};
use crate::rules::prelude::*;

rule!("HY225", "people", Warning, Certain, "people.rs", One(check));

/// The texts that speak of the persons of a scope, beside the item with their number.
const OF_FILE: [&str; 2] = ["basics.subjects", "basics.subjects_why"];
const OF_BLOCK: [&str; 5] = ["subjects", "scope_why", "content", "info", "use"];
const OF_WORK: [&str; 3] = ["work.content", "reason.necessity", "cover.notes"];
/// They work with the file, and are not recorded in it.
const WORKERS: [&str; 14] = [
    "職員",
    "従事者",
    "従業者",
    "取扱者",
    "担当者",
    "作業者",
    "作業員",
    "要員",
    "委員",
    "技術者",
    "保健師",
    "係員",
    "オペレータ",
    "者が操作",
];
/// Nobody counts twice in a year, so that such a number is at most that of the whole.
const YEARLY: &str = "年間";
/// Numbers of a day or a turn, or of changes, are no numbers of the whole.
const UNBOUNDED: [&str; 15] = [
    "1日",
    "１日",
    "毎日",
    "毎月",
    "1回",
    "１回",
    "ごと",
    "当たり",
    "あたり",
    "平均",
    "延べ",
    "のべ",
    "増",
    "減",
    "累計",
];
/// Before a number these say that it is that of the whole.
const ABOUT: [&str; 5] = ["約", "およそ", "おおむね", "延べ", "概ね"];
/// Fewer are those who do something, one by one.
const FEW: u64 = 100;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    compare(&root, "work.population", &OF_WORK, report);
    for file in assessment.files() {
        compare(&file, "basics.population", &OF_FILE, report);
        for list in ["outsourcing", "provision", "transfer"] {
            for block in file.blocks(list) {
                compare(&block, "population", &OF_BLOCK, report);
            }
        }
    }
    handlers(subject, report);
}

fn compare(scope: &Scope<'_>, key: &str, texts: &[&str], report: &mut Report<'_>) {
    let (Some(chosen), Some(numbers)) = (scope.cell(key), Numbers::chosen(scope, key)) else { return };
    let assessment = scope.assessment;
    for cell in texts.iter().filter_map(|text| scope.cell(text)) {
        let Some(text) = cell.text() else { continue };
        let persons: Vec<Quantity> =
            quantities(&text.value).into_iter().filter(|found| is_whole(&text.value, found)).collect();
        for found in &persons {
            let about = ABOUT.iter().any(|word| text.value[..found.range.start].ends_with(word));
            let few = about && persons.len() == 1 && found.value < numbers.from;
            let too_few = few && !clause(&text.value, found).contains(YEARLY) && !narrows(&text.value, found);
            let too_many = numbers.below.is_some_and(|below| found.value >= below);
            if !too_few && !too_many {
                continue;
            }
            let place = format!("「{}」は「{}」", assessment.path(chosen), assessment.words(chosen));
            let words = &text.value[found.range.clone()];
            let message = format!("「{words}」とありますが、{place}です");
            let finding = report.words(cell, text, found.range.clone(), message);
            finding.help = Some("実際の人数を数え直し、文か区分を直してください".into());
            finding.related.push((chosen.span.clone(), place));
            if too_few && cell.address.last() != "scope_why" && cell.address.last() != "subjects" {
                finding.confidence = Confidence::Likely;
            }
        }
    }
}

/// A number of persons recorded, all of them at once, or all of a year.
fn is_whole(text: &str, found: &Quantity) -> bool {
    let clause = clause(text, found);
    let after = &text[found.range.end..];
    // 「10万人以上」 quotes the option itself.
    let bound = ["以上", "未満", "以下", "を超"].iter().any(|word| after.starts_with(word));
    found.unit == QuantityUnit::Persons
        && found.value >= FEW
        && !bound
        && !UNBOUNDED.iter().any(|word| clause.contains(word))
        && !WORKERS.iter().any(|word| clause.contains(word))
}

/// The words around a number, from the comma before it to the one behind.
fn clause<'t>(text: &'t str, found: &Quantity) -> &'t str {
    let sentence = sentence(text, &found.range);
    let start = text[sentence.start..found.range.start].rfind('、').map_or(sentence.start, |at| sentence.start + at);
    let end = text[found.range.end..sentence.end].find('、').map_or(sentence.end, |at| found.range.end + at);
    &text[start..end]
}

/// 「…のうち約3千人」 is a part.
fn narrows(text: &str, found: &Quantity) -> bool {
    let before = &text[sentence(text, &found.range).start..found.range.start];
    ["うち", "一部", "新た", "各"].iter().any(|word| before.contains(word))
}

/// The people who handle the file are at least those of each item.
fn handlers(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let Some((facts, handlers)) = assessment.threshold.as_ref().and_then(|facts| Some((facts, facts.handlers?))) else {
        return;
    };
    let files = assessment.files();
    let staff = files.iter().map(|file| (file.clone(), "use.staff"));
    let outside = files.iter().flat_map(|file| file.blocks("outsourcing")).map(|block| (block, "staff"));
    for (scope, key) in staff.chain(outside) {
        let (Some(cell), Some(numbers)) = (scope.cell(key), Numbers::chosen(&scope, key)) else { continue };
        if handlers < numbers.from {
            let place = format!("「{}」は「{}」", assessment.path(cell), assessment.words(cell));
            let finding = report.cell(cell, format!("{place}ですが、取扱者数（handlers）は {handlers} 人です"));
            finding.help = Some("取扱者数には使用者と委託先の取扱者を含めます。数え直してください".into());
            finding.related.push((facts.span.clone(), "しきい値判断に用いた取扱者数".into()));
        }
    }
}
