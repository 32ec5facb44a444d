//! 重要な変更の前に様式2が改められていない
//!
//! ## 何を見るか
//! 評価書番号が同じ様式2と様式3・様式4を比べ、様式3・様式4に重要な変更があるのに、様式2の公表日がその前の公表より新しく
//! なっていないものを探します。重要な変更は、変更箇所に `important: true` とあるか、説明に「重要な変更に該当する」とあるものです。
//! 前の公表は、変更箇所の一つ前の変更日か、確定した版（revisions/）から読み取ります。
//!
//! ## なぜ大切か
//! 重点項目評価・全項目評価の対象となるファイルに重要な変更を加えようとするときは、その前に様式2も改めて提出し、公表しなければ
//! なりません（{basic_anew}）。
//!
//! ## 例
//! 様式4の令和7年12月12日の行が重要な変更なのに、様式2の公表日が令和3年4月1日のままである。
//!
//! ## 直し方
//! 様式2のしきい値判断とリスク対策を見直し、公表日を改めて、様式3・様式4と併せて提出します。

use std::collections::BTreeSet;

use super::important;
use crate::dates::Date;
use crate::law;
use crate::rules::prelude::*;
use crate::rules::siblings::{pairs, topic};

rule!("HY510", "basic-not-anew", Error, Certain, "basic_not_anew.rs", All(note, compare));

const PUBLISHED: &str = "cover.published_on";

/// The 様式2 notes its publication; the others the day of their newest 重要な変更 and the publication before it.
fn note(subject: &Subject<'_>) -> Vec<Note> {
    let root = subject.assessment.root();
    let days = if subject.assessment.form.decides_threshold() {
        root.date(PUBLISHED).map(|published| BTreeSet::from([published.iso()]))
    } else {
        let sure = important::newest(subject).filter(|change| change.confidence == Confidence::Certain);
        sure.map(|change| BTreeSet::from([change.previous.iso(), change.changed.iso()]))
    };
    let noted = || Some(Note::new(subject, root.cell(PUBLISHED)?, topic(subject, "important")?, days?));
    noted().into_iter().collect()
}

fn compare(notes: &[Note], comparing: &mut Comparing) {
    for (own, other) in pairs(notes) {
        let days = |note: &Note| note.values.iter().filter_map(|day| Date::parse(day).ok()).collect::<Vec<_>>();
        let (mine, theirs) = (days(own), days(other));
        let ([published], [previous, changed]) = (mine.as_slice(), theirs.as_slice()) else { continue };
        if published.last_day() > previous.first_day() {
            continue;
        }
        let message = format!(
            "同じ番号の評価書「{}」に{changed}の重要な変更がありますが、様式2の公表日は{published}のままで、その前の公表（{previous}）より新しくありません",
            other.name
        );
        let finding = comparing.tell(own, message);
        finding.related.push((other.span.clone(), format!("評価書「{}」", other.name)));
        let provision = &law::provisions().basic_anew;
        finding.help = Some(format!("様式2を見直し、公表日を改めて、併せて提出してください（{provision}）"));
    }
}
