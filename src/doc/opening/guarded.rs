//! What protects the data, as the office itself judges it.

use super::ask::{item, listed, of_files, said};
use super::{Fact, FactEntry, OpeningTopic};
use crate::assessment::{Assessment, Cell, Scope};
use crate::form::{Form, Node, Role};
use crate::law;

pub(super) fn measures(assessment: &Assessment) -> OpeningTopic {
    let root = assessment.root();
    let lead = "起こり得る危険のそれぞれについて対策を定め、その対策で十分かどうかを自ら判断しています。";
    let of_file = |file: &Scope<'_>| verdicts(assessment, &|cell| cell.address.is_within(&file.address), lead);
    let mut facts: Vec<Fact> = of_files(assessment, |file| vec![of_file(file), accident(file)]).collect();
    facts.extend(verdicts(assessment, &|cell| cell.address.is_within(&"risks".into()), lead));
    facts.extend(listed(&root, "governance.audits", "決まりどおりに扱っているかを、次の方法で確かめています。"));
    facts
        .extend(said(&root, "governance.training", |word| format!("職員などへの教育は、「{word}」と評価しています。")));
    OpeningTopic { id: "measures", question: "どのように守りますか", facts }
}

fn accident(file: &Scope<'_>) -> Option<Fact> {
    let years = &law::figures().accidents;
    let (number, unit) = (years.number, &years.unit);
    said(file, "risks.storage.leak.accident", |word| {
        format!("個人情報に関する重大な事故は、過去{number}{unit}以内では「{word}」です。")
    })
}

/// The risks that the form names, each with the verdict on its measures.
fn verdicts(assessment: &Assessment, is_here: &dyn Fn(&Cell) -> bool, lead: &str) -> Option<Fact> {
    let judged = assessment.cells.iter().filter(|cell| is_here(cell) && cell.active);
    let entry = |cell: &Cell| {
        let node = assessment.node(cell);
        let is_verdict = node.key.as_ref()?.as_str().ends_with(".verdict");
        let answered = is_verdict && !cell.is_blank() && !cell.withheld;
        answered.then(|| FactEntry {
            name: risk(&assessment.form, node),
            more: assessment.words(cell),
            address: item(assessment, cell).address,
        })
    };
    let entries: Vec<FactEntry> = judged.filter_map(entry).collect();
    (!entries.is_empty()).then(|| Fact { lead: lead.to_owned(), entries, ..Fact::default() })
}

/// The risk that a verdict is about: the one around it; where it stands on its own, what it asks, unless others ask the same.
fn risk(form: &Form, verdict: &Node) -> String {
    let around = form.ancestors(verdict.id);
    let risk = around.iter().find(|node| node.role == Role::Risk);
    let is_told = || form.nodes.iter().filter(|node| node.label == verdict.label).count() == 1;
    let section = || around.iter().rev().find(|node| node.role == Role::Section).filter(|_| !is_told());
    risk.or_else(section).map_or(&verdict.label, |node| &node.label).clone()
}
