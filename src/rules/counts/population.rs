//! 対象人数がほかの記載と合わない
//!
//! ## 何を見るか
//! Ⅰ１③対象人数から、しきい値判断結果として有り得る答えが選ばれているかを見ます（取扱者数や重大事故によらず言えること
//! だけです）。また、Ⅱ２②対象となる本人の数がⅠ１③と重なるか、委託・提供・移転の対象となる本人の数がⅡ２②を超えて
//! いないかを見ます。
//!
//! ## なぜ大切か
//! 対象人数は、どの評価が義務付けられるかを決めます。人数の区分だけを直して、しきい値判断結果やファイルの人数を直し忘れると、
//! 必要な評価をしていないことになりかねません。
//!
//! ## 例
//! Ⅰ１③が「30万人以上」なのに、しきい値判断結果で「基礎項目評価及び重点項目評価の実施が義務付けられる」が選ばれている。
//! Ⅱ２②が「1万人未満」なのに、移転の対象が「1万人以上10万人未満」である。
//!
//! ## 直し方
//! 実際の人数を数え直し、区分をそろえます。

use super::threshold::{declared, expectation, options_for};
use crate::assessment::{Facts, Numbers};
use crate::rules::prelude::*;

rule!("HY210", "population", Error, Certain, "population.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    threshold(subject, report);
    files_against_work(subject, report);
    for file in subject.assessment.files() {
        for list in ["outsourcing", "provision", "transfer"] {
            parts_against_file(&file, list, report);
        }
    }
}

fn threshold(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let Some((cell, word, level)) = declared(assessment) else { return };
    let Some(persons) = Numbers::chosen(&root, "work.population") else { return };
    let (Some(levels), Some(population)) = (Facts::default().mandatory(persons), root.cell("work.population")) else {
        return;
    };
    if levels.contains(&level) {
        return;
    }
    let place = format!("「{}」は「{}」", assessment.path(population), assessment.words(population));
    let expected = expectation(&options_for(assessment, cell, &levels), persons, &levels);
    let finding = report.cell(cell, format!("{place}なので、{expected}。「{word}」が選ばれています"));
    finding.help = Some("しきい値判断をした様式2を確かめ、人数か判断結果を直してください".into());
    finding.related.push((population.span.clone(), place));
}

/// Each file is part of the 事務, and all files together are the whole of it.
fn files_against_work(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let (Some(cell), Some(work)) = (root.cell("work.population"), Numbers::chosen(&root, "work.population")) else {
        return;
    };
    let files = assessment.files();
    let mut most = Some(0_u64);
    for file in &files {
        let numbers = Numbers::chosen(file, "basics.population");
        most = most.zip(numbers.and_then(|numbers| numbers.below)).map(|(sum, below)| sum.saturating_add(below));
        if let (Some(own), Some(numbers)) = (file.cell("basics.population"), numbers)
            && numbers.above(work)
        {
            let place = format!("「{}」は「{}」", assessment.path(cell), assessment.words(cell));
            let finding = report.cell(own, format!("「{}」とありますが、{place}です", assessment.words(own)));
            finding.help = Some("人数を数え直し、どちらかの区分を直してください".into());
            finding.related.push((cell.span.clone(), place));
        }
    }
    if !files.is_empty() && most.is_some_and(|most| most <= work.from) {
        let message = format!(
            "「{}」とありますが、全ての特定個人情報ファイルの人数を合わせてもそれに足りません",
            assessment.words(cell)
        );
        let finding = report.cell(cell, message);
        finding.help = Some("人数を数え直し、どちらかの区分を直してください".into());
        let owns = files.iter().filter_map(|file| file.cell("basics.population"));
        finding.related.extend(owns.map(|own| (own.span.clone(), format!("「{}」", assessment.words(own)))));
    }
}

fn parts_against_file(file: &Scope<'_>, list: &str, report: &mut Report<'_>) {
    let assessment = file.assessment;
    let Some((whole, most)) = file.cell("basics.population").zip(Numbers::chosen(file, "basics.population")) else {
        return;
    };
    for block in file.blocks(list) {
        let Some(cell) = block.cell("population") else { continue };
        if Numbers::chosen(&block, "population").is_some_and(|numbers| numbers.above(most)) {
            let place = format!("「{}」は「{}」", assessment.path(whole), assessment.words(whole));
            let finding = report.cell(cell, format!("「{}」とありますが、{place}です", assessment.words(cell)));
            finding.help = Some("ファイルに記録されている本人の数を超えることはありません。数え直してください".into());
            finding.related.push((whole.span.clone(), place));
        }
    }
}
