//! 同じ事務について違う項を引いている
//!
//! ## 何を見るか
//! ワークスペースの評価書どうしを比べ、同じ法律に基づく事務なのに、番号法の別表や主務省令第2条の表の違う項が引かれていないかを
//! 見ます。事務の根拠となる法律は、その行か、事務の内容に最初に書かれた法律と読みます。一つでも同じ項があれば指摘しません。
//!
//! ## なぜ大切か
//! 法律が改められて項の番号が変わったとき、一部の評価書だけが直されることがあります。
//!
//! ## 例
//! 健康増進法の事務について、一方の評価書は「主務省令第2条の表の139の項」、他方は「136の項」を引いている。
//!
//! ## 直し方
//! どちらが今の項かを確かめて、そろえます。

use std::collections::BTreeSet;

use super::statute::{Statute, first_law, statute_before};
use crate::rules::prelude::*;
use crate::rules::scan::Folded;
use crate::text::fold;

rule!("HY402", "same-work-same-row", Warning, Likely, "same_work.rs", All(note, compare));

/// The item, the words after which the rows stand, and what the table is for.
const TABLES: &[(&str, &[&str], &str)] = &[
    ("mynumber.legal_basis", &["別表"], "個人番号を利用する事務"),
    ("network.legal_basis", &["第2条の表", "第二条の表", "別表第2", "別表第二"], "情報照会の事務"),
];

/// The rows that the assessment cites for the work under each law.
fn note(subject: &Subject<'_>) -> Vec<Note> {
    TABLES.iter().flat_map(|(key, tables, what)| citations(subject, key, tables, what)).collect()
}

fn compare(notes: &[Note], comparing: &mut Comparing) {
    for own in notes {
        let differs = |other: &&Note| {
            other.subject != own.subject && other.topic == own.topic && other.values.is_disjoint(&own.values)
        };
        let Some(other) = notes.iter().find(differs) else { continue };
        let rows = |note: &Note| note.values.iter().cloned().collect::<Vec<_>>().join("・");
        let message = format!(
            "{}について「{}の項」を引いていますが、評価書「{}」は「{}の項」を引いています",
            own.topic,
            rows(own),
            other.name,
            rows(other)
        );
        let finding = comparing.tell(own, message);
        finding.related.push((other.span.clone(), format!("評価書「{}」", other.name)));
        finding.help = Some("どちらが今の項かを確かめて、そろえてください".into());
    }
}

fn citations(subject: &Subject<'_>, key: &str, tables: &[&str], what: &str) -> Vec<Note> {
    let assessment = subject.assessment;
    let root = assessment.root();
    let Some((cell, text)) = root.cell(key).and_then(|cell| Some((cell, cell.text()?))) else { return Vec::new() };
    let work = fold::fold(&root.words("work.content"));
    let law_of_work = first_law(&work);
    let mut citations: Vec<Note> = Vec::new();
    for line in text.value.lines() {
        let folded = Folded::of(line);
        if folded.text.contains("提供の根拠") {
            break;
        }
        let values = rows_after(&folded, tables);
        let Some(law) = first_law(&folded.text).or(law_of_work).filter(|_| !values.is_empty()) else { continue };
        let topic = format!("{law}による{what}");
        match citations.iter_mut().find(|citation| citation.topic == topic) {
            Some(citation) => citation.values.extend(values),
            None => citations.push(Note::new(subject, cell, topic, values)),
        }
    }
    citations
}

/// 「別表の42の項及び125の項」 → 42, 125; 「別表第2の102の2の項」 → 102の2. Not those of an ordinance.
fn rows_after(line: &Folded, tables: &[&str]) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for table in tables {
        for range in line.find(table).into_iter().filter(|range| statute_before_table(line, range) != Statute::Other) {
            let rest = line.after(&range);
            let rest =
                ["第1", "第2", "第一", "第二"].iter().find_map(|number| rest.strip_prefix(number)).unwrap_or(rest);
            let list =
                rest.split(|character: char| !(character.is_ascii_digit() || "第の項、,及び並に".contains(character)));
            let list = list.into_iter().next().unwrap_or_default();
            for row in list.split(['項', '、', ',', '及', '並']) {
                let row = row.trim_matches(|character: char| !character.is_ascii_digit());
                if !row.is_empty() {
                    rows.insert(row.to_owned());
                }
            }
        }
    }
    rows
}

/// 主務省令第2条の表 belongs to 番号法.
fn statute_before_table(line: &Folded, range: &std::ops::Range<usize>) -> Statute {
    statute_before(&line.before(range).replace("主務省令", ""))
}
