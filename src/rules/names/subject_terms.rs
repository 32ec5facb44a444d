//! 本人の範囲の言葉がファイルの範囲に無い
//!
//! ## 何を見るか
//! 委託、提供、移転の対象となる本人を示す欄に、ファイルの本人の範囲（Ⅱ２③）には現れない言葉が使われていないかを
//! 見ます。委託や提供の対象は、ファイルに記録された人の全部か一部のはずだからです。範囲の言葉と一字だけ違う言葉（「納税管理人」と
//! 「納税管理者」）は確かな指摘、ほかは確かでない指摘です。
//!
//! ## なぜ大切か
//! ファイルの対象を改めたときに委託先や提供先の欄を直し忘れると、古い名前や、ファイルより広い範囲が残ります。
//!
//! ## 例
//! ファイルの範囲は「オーラルケア健診の対象者」に改められているのに、提供先の欄には「歯周病検診の対象者」が残っている。
//!
//! ## 直し方
//! ファイルの範囲と同じ言葉で書きます。言い換えただけで同じ人を指しているなら、そのままで構いません。

use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY304", "subject-terms", Warning, Likely, "subject_terms.rs", One(check));

/// Words that speak of people in general, or point elsewhere.
const COMMON: &[&str] = &[
    "対象者",
    "該当者",
    "照会者",
    "申請者",
    "請求者",
    "届出者",
    "受給者",
    "本人",
    "代理人",
    "上記",
    "同様",
    "特定個人情報",
    "個人番号",
    "情報照会者",
    "情報提供者",
    "評価実施機関",
    "ファイル",
];

const NARROWING: &[&str] = &["のうち", "であって"];

/// Joined to the words around them, these would read as part of a term.
const JOINING: &[&str] = &["又は", "及び", "並びに", "若しくは", "かつ"];

/// Shorter terms differ by one character and mean something else: 受給者, 受託者.
const LONG: usize = 5;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for file in subject.assessment.files() {
        let Some(own) = file.cell("basics.subjects") else { continue };
        let known = fold::fold(&subject.assessment.words(own));
        if known.is_empty() {
            continue;
        }
        for list in ["outsourcing", "provision", "transfer"] {
            for block in file.blocks(list) {
                let Some((cell, text)) = block.cell("subjects").and_then(|cell| Some((cell, cell.text()?))) else {
                    continue;
                };
                let strange = strange_terms(&known, &text.value);
                if !strange.is_empty() {
                    let message =
                        format!("「{}」は、{}には書かれていません", strange.join("」「"), subject.assessment.path(own));
                    let finding = report.cell(cell, message);
                    finding.related.push((own.span.clone(), "ファイルの範囲".into()));
                    finding.help = Some("ファイルの範囲と同じ言葉で書いてください".into());
                    if strange.iter().any(|term| is_altered(&known, term)) {
                        finding.confidence = Confidence::Certain;
                    }
                }
            }
        }
    }
}

/// The range has nearly the same term, with another character in it: 納税管理人 and 納税管理者.
fn is_altered(known: &str, term: &str) -> bool {
    let length = term.chars().count();
    let near = |own: &str| {
        own.chars().count() == length && strsim::generic_hamming(&chars(own), &chars(term)).is_ok_and(|d| d == 1)
    };
    length >= LONG && known.split(|character: char| !is_term(character)).any(near)
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// The terms of a text that the known range does not use.
fn strange_terms(known: &str, text: &str) -> Vec<String> {
    let folded = fold::fold(text);
    // What follows 「…のうち」 or 「…であって」 narrows the range.
    let range = NARROWING.iter().fold(folded.as_str(), |range, word| range.split(word).next().unwrap_or_default());
    let range = JOINING.iter().fold(range.to_owned(), |range, word| range.replace(word, "、"));
    let mut terms: Vec<String> = range
        .split(|character: char| !is_term(character))
        .filter(|term| term.chars().count() >= 3 && !known.contains(term) && !COMMON.contains(term))
        .filter(|term| !term.ends_with(['都', '府', '県', '市', '区', '町', '村']))
        .filter(|term| !term.strip_suffix("対象者").is_some_and(|front| known.contains(front)))
        .map(ToOwned::to_owned)
        .collect();
    terms.dedup();
    terms
}

fn is_term(character: char) -> bool {
    matches!(character, '一'..='鿿' | 'ァ'..='ヺ' | 'ー' | '々' | 'A'..='Z' | 'a'..='z')
}
