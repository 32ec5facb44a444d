//! 引いている別表の項が、この事務の項でない
//!
//! ## 何を見るか
//! 個人番号の利用の法令上の根拠に引かれた番号法の別表の項について、その項の事務（下欄）の法律が、評価書の名称、事務の名称・内容、
//! 根拠の欄に書かれた法律や事務の名前と合うかを見ます。どこかで合えば指摘しません。評価書から事務の法律が読み取れないときと、
//! 合う項もほかに引かれているときは、確かでない指摘として扱います。法律が合っても、市区町村の評価書が国や都道府県だけの事務（上欄）の項を
//! 引き、同じ法律に市町村長の項がほかにあるときは知らせます。
//!
//! ## なぜ大切か
//! 別表の項が、個人番号を利用できる根拠そのものです。隣の項は全く別の事務なので、一つ違えば根拠を示したことになりません。
//!
//! ## 例
//! 児童手当法による事務の評価書が「番号法第9条第1項及び別表の80の項」を引いている（80の項は視能訓練士法）。
//!
//! ## 直し方
//! 事務の項を `hyokasho law 児童手当` のように調べて引き直します。

use std::collections::BTreeSet;

use crate::law::{Act, WorkRow, number_act_table, work_row_of, work_rows};
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY412", "row-of-work", Error, Certain, "row_of_work.rs", One(check));

/// What says which work it is.
const WORK: [&str; 6] =
    ["cover.title", "work.name", "work.content", "work.outline", "mynumber.legal_basis", "work.systems"];
/// What may stand behind the work in a title; the longest first.
const ENDINGS: [&str; 8] =
    ["全項目評価書", "重点項目評価書", "基礎項目評価書", "評価書", "に関する事務", "の事務", "事務", "関係"];
/// Shorter words are in too many rows.
const SUBJECT: usize = 4;

/// What the assessment says of its work.
struct StatedWork {
    text: String,
    acts: Vec<&'static Act>,
    /// 「成人健診」, from its titles.
    subjects: Vec<String>,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let Some(cited) = root.cell("mynumber.legal_basis").and_then(|cell| subject.cited_in(cell)) else { return };
    let published = root.date("cover.published_on");
    if !number_act_table().is_law_on(published) || cited.work_rows().next().is_none() {
        return;
    }
    let work = work(subject);
    let rows: Vec<_> = cited.work_rows().filter_map(|(at, row)| Some((at, work_row_of(&row)?))).collect();
    let some_fit = rows.iter().any(|(_, row)| work.fits(row));
    let expected = work.rows();
    let mut told = BTreeSet::new();
    let municipal = subject.lexicon().municipality.is_some();
    for (citation, row) in rows.iter().filter(|(_, row)| municipal && work.fits(row) && !row.is_municipal()) {
        let own = work_rows().find(|other| other.act() == row.act() && other.is_municipal());
        if let Some(own) = own.filter(|own| !rows.iter().any(|(_, row)| row.number == own.number)) {
            let message = format!("別表の{}の項は、{}の事務です", row.number, row.body);
            let finding = report.at(cited.piece.cell, cited.piece.span(&citation.range), message);
            finding.help = Some(format!("市町村長の事務は{}の項（{}）です", own.number, own.act()));
        }
    }
    for (citation, row) in rows.iter().filter(|(_, row)| !work.fits(row)) {
        if !told.insert(row.number) {
            continue;
        }
        let message = format!("別表の{}の項は、{}の事務です", row.number, row.act());
        let finding = report.at(cited.piece.cell, cited.piece.span(&citation.range), message);
        let right: Vec<String> = expected.iter().map(|row| format!("{}の項（{}）", row.number, row.act())).collect();
        finding.help = Some(match right.as_slice() {
            [] => format!("この事務の項か、確かめてください（{}）", row.short_work()),
            right => format!("この事務は{}ではないか、確かめてください", right.join("か")),
        });
        if some_fit || expected.is_empty() {
            finding.confidence = Confidence::Likely;
        }
    }
}

fn work(subject: &Subject<'_>) -> StatedWork {
    let root = subject.assessment.root();
    let texts: Vec<String> = WORK.iter().map(|key| fold::fold(&root.words(key))).collect();
    let aliases = &subject.cited().aliases;
    let mentioned = texts.iter().flat_map(|text| aliases.mentions(text)).filter_map(|mention| mention.act.known());
    let acts = mentioned.filter(|act| !act.is_number_act() && !act.is_order()).collect();
    let subjects = texts[..2].iter().map(|title| subject_of(title)).collect();
    StatedWork { text: texts.join("\n"), acts, subjects }
}

/// 「予防接種に関する事務 重点項目評価書」 → 予防接種
fn subject_of(title: &str) -> String {
    let mut subject = title;
    while let Some(rest) = ENDINGS.iter().find_map(|ending| subject.strip_suffix(ending)) {
        subject = rest;
    }
    subject.to_owned()
}

impl StatedWork {
    fn fits(&self, row: &WorkRow) -> bool {
        let act = fold::fold(row.act());
        let name = act.strip_suffix('法').unwrap_or(&act);
        self.acts.iter().any(|act| row.is_under(act.name))
            || self.text.contains(name)
            || self
                .subjects
                .iter()
                .any(|subject| subject.chars().count() >= SUBJECT && fold::fold(row.work).contains(subject.as_str()))
    }

    /// The rows that are on work under the first act named.
    fn rows(&self) -> Vec<WorkRow> {
        let of = |act: &&&'static Act| work_rows().any(|row| row.act() == act.name);
        let Some(act) = self.acts.iter().find(of) else { return Vec::new() };
        work_rows().filter(|row| row.is_under(act.name) && row.act() == act.name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_is_what_a_title_is_about() {
        assert_eq!(subject_of("予防接種に関する事務重点項目評価書"), "予防接種");
        assert_eq!(subject_of("潮風市介護保険関係事務全項目評価書"), "潮風市介護保険");
    }
}
