//! 同じ評価書番号の評価書が二つある
//!
//! ## 何を見るか
//! ワークスペースの評価書のうち、評価実施機関名と評価書番号が同じで、様式2どうし、又は様式3・様式4どうしのものを探します。
//! 様式2と、同じ事務の様式3・様式4が同じ番号であることは、差し支えありません。
//!
//! ## なぜ大切か
//! 評価書番号は計画管理書（様式1）の番号で、事務ごとに一つです。重なると、どちらの評価書を提出したのか、どれが見直しの対象かが
//! 分からなくなります。
//!
//! ## 例
//! 前の評価書を写して新しい評価書を書き始め、番号を改め忘れた。
//!
//! ## 直し方
//! 計画管理書を確かめ、それぞれの番号に改めます。同じ評価書の古い写しなら、ワークスペースから除きます。

use std::collections::BTreeSet;

use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY513", "number-twice", Error, Certain, "number_twice.rs", All(note, compare));

const NUMBER: &str = "cover.number";

fn note(subject: &Subject<'_>) -> Vec<Note> {
    let root = subject.assessment.root();
    let number = fold::fold(&root.words(NUMBER));
    let kind = if subject.assessment.form.decides_threshold() { "様式2" } else { "様式3・様式4" };
    let agency = fold::fold(&root.words("cover.agency"));
    let topic = [kind, &agency, &number].join("\n");
    let cell = root.cell(NUMBER).filter(|_| !number.is_empty());
    cell.map(|cell| Note::new(subject, cell, topic, BTreeSet::from([number.clone()]))).into_iter().collect()
}

fn compare(notes: &[Note], comparing: &mut Comparing) {
    for (at, own) in notes.iter().enumerate() {
        let Some(other) = notes[..at].iter().find(|other| other.topic == own.topic) else { continue };
        let number: String = own.values.iter().cloned().collect();
        let finding = comparing.tell(own, format!("評価書番号「{number}」は、評価書「{}」と同じです", other.name));
        finding.related.push((other.span.clone(), format!("評価書「{}」", other.name)));
        finding.help = Some("計画管理書を確かめ、それぞれの番号に改めてください".into());
    }
}
