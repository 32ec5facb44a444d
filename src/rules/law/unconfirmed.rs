//! 様式の原本と照合していない項目がある
//!
//! ## 何を見るか
//! この道具が持つ様式のうち、委員会が公表した様式の原本とも、公表された評価書とも照合できていない項目があるものを使っていると、
//! どの章・節がそうかを、様式ごとに一度だけ知らせます。`hyokasho forms` は、項目の数を根拠ごとに数えます。
//!
//! ## なぜ大切か
//! 項目の名称、番号、選択肢の言葉が、原本と違うかもしれません。違ったまま公表すると、様式に従った評価書になりません。
//!
//! ## 例
//! 様式2［令和6年10月］の「Ⅳ リスク対策」の多くは、原本と照合していない。
//!
//! ## 直し方
//! 公表の前に、委員会の様式と見比べます。違う所があれば、ワークスペースの forms/ に、違う所だけを書いた様式を置いて直せます。

use std::collections::BTreeSet;

use crate::form::Basis;
use crate::rules::prelude::*;

rule!("HY410", "unconfirmed-form", Info, Certain, "unconfirmed.rs", All(note, compare));

fn note(subject: &Subject<'_>) -> Vec<Note> {
    let assessment = subject.assessment;
    let open = |cell: &&Cell| assessment.node(cell).basis == Some(Basis::Reconstructed);
    let Some(cell) = assessment.cells.iter().find(open) else { return Vec::new() };
    let places = assessment.form.unconfirmed().join("、");
    vec![Note::new(subject, cell, assessment.form.title(), BTreeSet::from([places]))]
}

/// Once per form, at the first assessment that uses it.
fn compare(notes: &[Note], comparing: &mut Comparing) {
    let mut told = BTreeSet::new();
    for note in notes.iter().filter(|note| told.insert(&note.topic)) {
        let places: String = note.values.iter().cloned().collect();
        let message = format!("{}の次の所は、様式の原本と照合していません: {places}", note.topic);
        comparing.tell(note, message).help = Some("公表の前に、委員会の様式と見比べてください".into());
    }
}
