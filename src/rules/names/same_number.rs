//! 同じ番号の評価書どうしで記載が違う
//!
//! ## 何を見るか
//! 評価書番号が同じ様式2と様式3・様式4を比べ、事務の名称、ファイルの名前、担当部署、情報連携の有無が同じかを見ます。
//! 法令上の根拠、請求先、連絡先は、書き方が違うだけのこともあるので、`--pedantic` のときに見ます。
//!
//! ## なぜ大切か
//! 様式2と様式3・様式4は、一つの事務について合わせて提出し、公表するものです。組織の改正や法令の改正のときに片方だけを直すと、
//! どちらが正しいのかが住民に分かりません。
//!
//! ## 例
//! 様式3の部署は「こども未来部子育て給付課」なのに、様式2は「子ども家庭部子育て支援課」のままである。
//!
//! ## 直し方
//! どちらが今の記載かを確かめて、そろえます。

use std::collections::BTreeSet;

use super::units::chains;
use crate::rules::prelude::*;
use crate::rules::siblings::{tell_differing, topic};
use crate::text::fold;

rule!("HY308", "same-number", Warning, Certain, "same_number.rs", All(note, compare));

const SAME: [&str; 5] = ["work.name", "file_names", "network.status", "office.name", "office.head"];
/// May be worded in another way and still be right.
const LIKELY: [&str; 4] = ["mynumber.legal_basis", "network.legal_basis", "disclosure.to", "inquiry.contact"];

/// Whom to turn to is one for both, however it is worded.
const CONTACTS: [&str; 2] = ["disclosure.to", "inquiry.contact"];
/// Numbers of telephones have as many figures; those of houses have less.
const DIGITS: usize = 9;

fn note(subject: &Subject<'_>) -> Vec<Note> {
    let root = subject.assessment.root();
    let noted = |key: &&str| {
        let cell = root.cell(key).filter(|cell| !cell.is_blank())?;
        let values: BTreeSet<String> = match cell.answer()? {
            Answer::List(names) => {
                BTreeSet::from([names.iter().map(|name| folded(name)).collect::<Vec<_>>().join("\n")])
            }
            _ => BTreeSet::from([folded(&subject.assessment.words(cell))]),
        };
        Some(Note::new(subject, cell, topic(subject, key)?, values))
    };
    let contacts = CONTACTS.iter().filter_map(|key| root.cell(key)).flat_map(|cell| contact(subject, cell));
    SAME.iter().chain(&LIKELY).filter_map(noted).chain(contacts).collect()
}

/// The telephone and the section of a contact, where it has one of each.
fn contact(subject: &Subject<'_>, cell: &Cell) -> Vec<Note> {
    let words = subject.assessment.words(cell);
    let folded = fold::fold(&words);
    let is_number = |part: &&str| part.contains('-') && part.bytes().filter(u8::is_ascii_digit).count() >= DIGITS;
    let numbers = folded.split(|c: char| !c.is_ascii_digit() && c != '-').filter(is_number).map(ToOwned::to_owned);
    let sections = chains(&words).into_iter().filter_map(|mut chain| Some(chain.pop()?.name));
    let of = |values: BTreeSet<String>, matter: &str| {
        let topic = topic(subject, &format!("{}#{matter}", cell.address))?;
        (values.len() == 1).then(|| Note::new(subject, cell, topic, values))
    };
    [of(numbers.collect(), "telephone"), of(sections.collect(), "section")].into_iter().flatten().collect()
}

fn folded(text: &str) -> String {
    fold::fold(text).split_whitespace().collect()
}

fn compare(notes: &[Note], comparing: &mut Comparing) {
    tell_differing(
        notes,
        comparing,
        "違います",
        "どちらが今の記載かを確かめて、そろえてください",
        |own, finding| {
            if LIKELY.contains(&own.item.as_str()) && !own.topic.contains('#') {
                finding.confidence = Confidence::Likely;
            }
        },
    );
}
