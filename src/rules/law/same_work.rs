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

use crate::citation::{Aliases, Citation, CitedPlace, TableName, read};
use crate::law::Act;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY402", "same-work-same-row", Warning, Likely, "same_work.rs", All(note, compare));

/// Whether a citation is one of the rows in question.
type IsRow = fn(&Citation) -> bool;

/// The item, whether a citation in it names one of the rows in question, and what its table is for.
const TABLES: [(&str, IsRow, &str); 2] = [
    ("mynumber.legal_basis", is_for_use, "個人番号を利用する事務"),
    ("network.legal_basis", is_for_exchange, "情報照会の事務"),
];
/// Laws that every assessment names whatever its work.
const UNSPECIFIC: [&str; 4] = ["number-act", "privacy-act", "order", "evaluation-rule"];
const EVERYWHERE: [&str; 2] = ["地方自治法", "住民基本台帳法"];

/// The rows that the assessment cites for the work under each law.
fn note(subject: &Subject<'_>) -> Vec<Note> {
    TABLES.iter().flat_map(|(key, is_row, what)| citations(subject, key, *is_row, what)).collect()
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

fn citations(subject: &Subject<'_>, key: &str, is_row: IsRow, what: &str) -> Vec<Note> {
    let assessment = subject.assessment;
    let root = assessment.root();
    let Some((cell, text)) = root.cell(key).and_then(|cell| Some((cell, cell.text()?))) else { return Vec::new() };
    let aliases = &subject.cited().aliases;
    let law_of_work = first_law(&fold::fold(&root.words("work.content")), aliases);
    let mut citations: Vec<Note> = Vec::new();
    for line in text.value.lines() {
        let line = fold::fold(line);
        if line.contains("提供の根拠") {
            break;
        }
        let reading = read(&line, aliases);
        let rows = reading.citations.iter().filter(|citation| is_row(citation));
        let values: BTreeSet<String> =
            rows.filter_map(|citation| citation.place.row()).map(ToString::to_string).collect();
        let law = first_law(&line, aliases).or(law_of_work).filter(|_| !values.is_empty());
        let Some(law) = law else { continue };
        let topic = format!("{}による{what}", law.short_name());
        match citations.iter_mut().find(|citation| citation.topic == topic) {
            Some(citation) => citation.values.extend(values),
            None => citations.push(Note::new(subject, cell, topic, values)),
        }
    }
    citations
}

/// 「別表の42の項」, or one of the 別表第一 of old.
fn is_for_use(citation: &Citation) -> bool {
    let old = citation.act.is_number_act() && citation.place.is_numbered_table(1);
    old || citation.is_of_number_act_table(true)
}

/// 「第2条の表の139の項」, or one of the 別表第二 of old.
fn is_for_exchange(citation: &Citation) -> bool {
    let old = citation.act.is_number_act() && citation.place.is_numbered_table(2);
    // The order may be named otherwise: 「命令第2条の表」.
    old || matches!(&citation.place, CitedPlace::Row { table: TableName::OfArticle(article), .. } if article.main() == 2)
}

/// The first law in a text that says what the work is.
fn first_law(text: &str, aliases: &Aliases) -> Option<&'static Act> {
    let specific =
        |act: &&'static Act| !UNSPECIFIC.iter().any(|key| act.has_key(key)) && !EVERYWHERE.contains(&act.name);
    aliases.mentions(text).iter().filter_map(|mention| mention.act.known()).find(specific)
}
