//! 保管期間の区分が、その妥当性に書かれた年数と合わない
//!
//! ## 何を見るか
//! 「その妥当性」の文で保管や保存の期間として挙げられた年数の一つ以上が、選ばれた保管期間の区分に入るかを見ます。どれも入らないものを
//! 知らせます。
//!
//! ## なぜ大切か
//! 保存年限を改めたときに、区分と理由の一方だけが直されることがあります。住民には、いつ消去されるのか分かりません。
//!
//! ## 例
//! 期間は「4年」なのに、妥当性には「完結した年度の翌年度から8年間保存する」とある。
//!
//! ## 直し方
//! 文書管理の規程にある保存年限を確かめ、区分か理由を直します。

use crate::assessment::Numbers;
use crate::rules::facts::{Quantity, QuantityUnit, number, quantities, sentence};
use crate::rules::prelude::*;

rule!("HY226", "retention", Warning, Certain, "retention.rs", One(check));

/// A limitation period may be a part of the time: 「時効2年に、不服申立ての期間を加える」.
const KEEPS: [&str; 3] = ["保管", "保存", "保有"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let (Some(chosen), Some(why)) = (file.cell("storage.period"), file.cell("storage.period_why")) else {
            continue;
        };
        let (Some(word), Some(text)) = (file.choice("storage.period"), why.text()) else { continue };
        let Some(years) = years(&word) else { continue };
        let kept: Vec<Quantity> = quantities(&text.value)
            .into_iter()
            .filter(|found| found.unit == QuantityUnit::Years && is_kept(&text.value, found))
            .collect();
        let Some(first) = kept.first().filter(|_| !kept.iter().any(|found| years.holds(found.value))) else { continue };
        let place = format!("「{}」は「{word}」", assessment.path(chosen));
        let words = &text.value[first.range.clone()];
        let finding = report.words(why, text, first.range.clone(), format!("「{words}」とありますが、{place}です"));
        finding.help = Some("保存年限を確かめ、期間の区分か理由を直してください".into());
        finding.related.push((chosen.span.clone(), place));
    }
}

/// 4年, 6年以上10年未満.
fn years(word: &str) -> Option<Numbers> {
    let exact = || {
        let (value, _) = number(word)?;
        Some(Numbers { from: value, below: Some(value + 1) })
    };
    Numbers::of(word).or_else(exact)
}

fn is_kept(text: &str, found: &Quantity) -> bool {
    let around = &text[sentence(text, &found.range)];
    let after = &text[found.range.end..];
    let rate = ["に1", "に１", "ごと", "以内", "未満"].iter().any(|word| after.starts_with(word));
    !rate && KEEPS.iter().any(|word| around.contains(word))
}
