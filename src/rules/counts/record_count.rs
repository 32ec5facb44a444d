//! 記録される項目の数が別添の記録項目と合わない
//!
//! ## 何を見るか
//! Ⅱ２④で選ばれた項目数の区分が、別添に並べた記録項目の数の区分と一致するかを見ます。数え方（項目の中の読点など）によって
//! 区分が変わり得る、境目から1割以内の違いは、確かではない指摘として知らせます。
//!
//! ## なぜ大切か
//! 記録項目は改定のたびに増えますが、区分は見落とされがちです。公表された評価書でも、600を超える項目を並べながら
//! 50項目未満とした例があります。
//!
//! ## 例
//! 別添に120項目が並んでいるのに「10項目以上50項目未満」が選ばれている。
//!
//! ## 直し方
//! `item_count` は書かずにおくと、別添の記録項目の数から自動で決まります。

use super::disagree::{disagreement, follow};
use crate::assessment::Numbers;
use crate::rules::prelude::*;

rule!("HY209", "record-count", Error, Certain, "record_count.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let (Some(cell), Some(records)) = (file.cell("basics.item_count"), file.cell("records")) else { continue };
        let (Some((typed, derived)), Some(Answer::Records(groups))) =
            (disagreement(assessment, cell), records.answer())
        else {
            continue;
        };
        let number: usize = groups.iter().map(|group| group.items.len()).sum();
        let place = assessment.path(records);
        let message = format!("「{typed}」が選ばれていますが、「{place}」には {number} 項目あるので「{derived}」です");
        let finding = report.cell(cell, message);
        finding.help = Some("この行を消すと、記録項目の数から自動で決まります".into());
        finding.related.push((records.span.clone(), format!("{number} 項目")));
        finding.repair = Some(follow(cell, &derived));
        if Numbers::of(&typed).is_some_and(|typed| near(typed, number as u64)) {
            finding.confidence = Confidence::Likely;
        }
    }
}

/// The number misses the range by a tenth of its border at most.
fn near(typed: Numbers, number: u64) -> bool {
    let close = |border: u64| number.abs_diff(border) * 10 <= border;
    close(typed.from) || typed.below.is_some_and(close)
}
