//! 重大事故の有無が、同じ機関の評価書の間で食い違う
//!
//! ## 何を見るか
//! ワークスペースの評価書のうち評価実施機関名が同じものについて、重大事故が発生したかの答えを比べます。様式3・様式4は過去{accidents}以内の
//! 個人情報の、様式2と `threshold:` は過去{incident}以内の特定個人情報の重大事故です。一つの評価書の中で、ファイルごとの答えが違う
//! 場合も知らせます。公表日が前後していて、期間が過ぎただけかもしれないものは、確かでない指摘として扱います。
//!
//! ## なぜ大切か
//! 重大事故の有無は、事務ごとではなく機関全体について答えるものです。重大事故を発生させた機関は、公表している全ての評価書を速やかに
//! 修正しなければなりません（{accident_revision}）。
//!
//! ## 例
//! 健康増進の評価書は「発生あり」なのに、同じ市長の介護保険の評価書は「発生なし」のままである。
//!
//! ## 直し方
//! 事故の日と公表日を確かめ、全ての評価書の答え、その内容、再発防止策をそろえます。

use std::collections::BTreeSet;

use crate::dates::Date;
use crate::law;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY511", "accident-elsewhere", Error, Certain, "accident_elsewhere.rs", All(note, compare));

const DETAILED: &str = "risks.storage.leak.accident";
const BASIC: &str = "decision.incident";
const YES: &str = "あり";
const NO: &str = "なし";
/// What is asked: accidents with any personal information, or those with a 個人番号.
const WIDE: &str = "個人情報";
const NARROW: &str = "特定個人情報";

/// Which accidents are asked for, whether there was one, the day of publication.
fn note(subject: &Subject<'_>) -> Vec<Note> {
    let assessment = subject.assessment;
    let root = assessment.root();
    let agency = fold::fold(&root.words("cover.agency"));
    if agency.is_empty() {
        return Vec::new();
    }
    let published = root.date("cover.published_on").map(Date::iso).unwrap_or_default();
    let noted = |cell: &Cell, answer: &str, asked: &str| {
        let answer = if answer.ends_with(YES) { YES } else { NO };
        Note::new(subject, cell, agency.clone(), BTreeSet::from([[asked, answer, &published].join(" ")]))
    };
    let mut notes = Vec::new();
    for file in assessment.files() {
        if let (Some(cell), Some(word)) = (file.cell(DETAILED), file.choice(DETAILED)) {
            notes.push(noted(cell, &word, WIDE));
        }
    }
    if let (Some(cell), Some(word)) = (root.cell(BASIC), root.choice(BASIC)) {
        notes.push(noted(cell, &word, NARROW));
    }
    let stated = assessment.threshold.as_ref().and_then(|threshold| Some((threshold, threshold.incident?)));
    if let (Some((threshold, incident)), Some(cell)) = (stated, root.cell("cover.title")) {
        let note = noted(cell, if incident { YES } else { NO }, NARROW);
        notes.push(Note { span: threshold.span.clone(), item: String::new(), path: "threshold".into(), ..note });
    }
    notes
}

fn compare(notes: &[Note], comparing: &mut Comparing) {
    for own in notes.iter().filter(|note| says(note, NO)) {
        let contradicts =
            |other: &&Note| other.topic == own.topic && says(other, YES) && (asks(own, WIDE) || asks(other, NARROW));
        let mut others: Vec<(&Note, Confidence)> =
            notes.iter().filter(contradicts).map(|other| (other, confidence(own, other))).collect();
        others.sort_by_key(|(_, confidence)| *confidence != Confidence::Certain);
        let Some((other, confidence)) = others.first() else { continue };
        let whose = if other.subject == own.subject {
            "この評価書の別の所".to_owned()
        } else {
            format!("同じ機関の評価書「{}」", other.name)
        };
        let finding =
            comparing.tell(own, format!("{whose}は重大事故を「発生あり」としていますが、ここは「発生なし」です"));
        finding.confidence = *confidence;
        finding.related.push((other.span.clone(), whose));
        let provision = &law::provisions().accident_revision;
        finding.help = Some(format!(
            "重大事故を発生させたときは、公表している全ての評価書を速やかに修正してください（{provision}）"
        ));
    }
}

fn says(note: &Note, answer: &str) -> bool {
    note.values.iter().any(|value| value.split(' ').nth(1) == Some(answer))
}

fn asks(note: &Note, asked: &str) -> bool {
    note.values.iter().any(|value| value.split(' ').next() == Some(asked))
}

fn published(note: &Note) -> Option<Date> {
    note.values.iter().find_map(|value| Date::parse(value.split(' ').nth(2)?).ok())
}

/// What is no older than the accident of the other may only have outlived the years that are asked for.
fn confidence(own: &Note, other: &Note) -> Confidence {
    if own.subject == other.subject {
        return Confidence::Certain;
    }
    let (Some(mine), Some(theirs)) = (published(own), published(other)) else { return Confidence::Likely };
    let older = mine <= theirs;
    // An accident of the last year is one of the last three years for so long.
    let figures = law::figures();
    let counts = figures.accidents.number.saturating_sub(figures.incident.number);
    let counts_still = asks(own, WIDE) && asks(other, NARROW) && mine.is_before(theirs.plus_years(counts));
    if older || counts_still { Confidence::Certain } else { Confidence::Likely }
}
