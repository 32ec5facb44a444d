//! しきい値判断結果が判断の基になる事実と合わない
//!
//! ## 何を見るか
//! `threshold:` に書かれた取扱者数（`handlers`、委託先の従業者を含む。）と過去{incident}以内の特定個人情報に関する重大事故の有無
//! （`incident`）を、Ⅰ１③対象人数とともに指針のしきい値の表に当てはめ、しきい値判断結果で選ばれた答えと一致するかを見ます。
//!
//! ## なぜ大切か
//! 取扱者数が{handlers}以上になったり重大事故が起きたりすると、義務付けられる評価が重くなります。見直しのときに気付かなければ、
//! 必要な評価をしないまま情報を取り扱い続けることになります。
//!
//! ## 例
//! 対象人数が「10万人以上30万人未満」、取扱者数が620人なのに、
//! 「基礎項目評価及び重点項目評価の実施が義務付けられる」が選ばれている。
//!
//! ## 直し方
//! 事実を確かめ、しきい値判断をやり直します。より重い評価が義務付けられるときは、その様式で評価を実施します。

use super::threshold::{declared, expectation, options_for};
use crate::assessment::{Facts, Numbers};
use crate::rules::prelude::*;

rule!("HY221", "threshold-facts", Error, Certain, "threshold_facts.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let Some(facts) = &assessment.threshold else { return };
    let Some((cell, word, level)) = declared(assessment) else { return };
    let Some(population) = Numbers::chosen(&assessment.root(), "work.population") else { return };
    // What the number of persons alone rules out is told by HY210.
    let possible = Facts::default().mandatory(population);
    let due = assessment.facts().unwrap_or_default().mandatory(population);
    let (Some(possible), Some(due)) = (possible, due) else { return };
    if !possible.contains(&level) || due.contains(&level) {
        return;
    }
    let handlers = facts.handlers.map(|handlers| format!("取扱者数は {handlers} 人"));
    let incident = facts.incident.map(|incident| format!("重大事故は{}", if incident { "あり" } else { "なし" }));
    let known = handlers.into_iter().chain(incident).collect::<Vec<_>>().join("、");
    let expected = expectation(&options_for(assessment, cell, &due), population, &due);
    let persons = assessment.root().words("work.population");
    let message = format!("対象人数は「{persons}」、{known}なので、{expected}。「{word}」が選ばれています");
    let finding = report.cell(cell, message);
    finding.help = Some("事実を確かめ、しきい値判断をやり直してください".into());
    finding.related.push((facts.span.clone(), known));
}
