//! 変更前と変更後が同じである
//!
//! ## 何を見るか
//! 変更前と変更後がまったく同じ行と、どちらにも何も書かれていない行を探します。全角・半角や記号だけを改めた行は、変更と
//! して数えます。
//!
//! ## なぜ大切か
//! 何が変わったのかを伝えない行です。長い文を写す途中で切れて、変わった部分が抜けたものが公表されています。
//!
//! ## 例
//! 末尾に足した段落が抜けて、変更前と変更後が同じ文になっている。
//!
//! ## 直し方
//! 変わった部分を写し直します。変わっていない項目なら、行を消します。

use crate::rules::prelude::*;

rule!("HY704", "unchanged-row", Error, Certain, "no_change.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for row in &subject.history().rows {
        let name = row.name(subject.assessment);
        let words = |text: &Option<Text>| -> String {
            text.iter().flat_map(|text| text.value.chars()).filter(|c| !c.is_whitespace()).collect()
        };
        let (before, after) = (words(&row.change.before), words(&row.change.after));
        if row.before.quote().is_some() && before == after {
            let finding =
                row.tell(report, subject.assessment, row.after_span(), format!("「{name}」の変更前と変更後が同じです"));
            finding.help = Some("変わった部分を写し直すか、行を消してください".into());
        } else if row.before.is_blank() && row.after.is_blank() {
            let message = format!("「{name}」の変更前にも変更後にも、記載がありません");
            row.tell(report, subject.assessment, row.span(), message).help =
                Some("変更後の記載を書くか、行を消してください".into());
        }
    }
}
