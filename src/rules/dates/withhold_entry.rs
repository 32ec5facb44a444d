//! 公表しない項目か、その根拠が正しくない
//!
//! ## 何を見るか
//! `withhold:` に書いた項目（`item`）がこの評価書にあるか、公表しない根拠（`ground`）として、公表しないことを認める規定
//! （{withheld_investigation} 又は {withheld_management}）が書かれているかを見ます。
//!
//! ## なぜ大切か
//! 評価書は公表するもので、一部を公表しないことができるのは、規則に定めのあるときだけです。項目の番地が違うと、公表しないつもりの
//! 記載が公表されます。
//!
//! ## 例
//! `- {item: files.checkups.risk.storage, ground: 安全管理のため}`（`risks` の書き誤りで、根拠の規定が無い）。
//!
//! ## 直し方
//! 項目は、本文のキーをたどった番地で書きます。一覧の一件やまとまり（`files.checkups.risks.storage`）でもかまいません。根拠は規定の
//! 名で書きます。様式3・様式4では「規則第10条第2項」のほか、「規則第7条第6項において準用する第10条第2項」とも書けます。

use crate::law;
use crate::rules::prelude::*;
use crate::text::nearest;

rule!("HY520", "withhold-entry", Error, Certain, "withhold_entry.rs", One(check));

/// A wrong address is no longer than this, and is looked for among so many.
const ADDRESS: usize = 200;
const CELLS: usize = 2_000;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for withheld in &assessment.withheld {
        let item = &withheld.item;
        if !assessment.cells.iter().any(|cell| cell.address.is_within(&withheld.address)) {
            let known = assessment.cells.iter().take(CELLS).flat_map(|cell| cell.address.outward());
            let near = if item.text.len() <= ADDRESS { nearest(&item.text, known) } else { None };
            let message = format!("公表しない項目「{}」が、この評価書にありません", item.text);
            let help = near.map_or_else(
                || "本文のキーをたどって、項目の番地を書いてください".to_owned(),
                |near| format!("「{near}」でしょうか"),
            );
            report.place(item.span.clone(), message).help = Some(help);
        }
        if withheld.is_lawful() {
            continue;
        }
        let (message, span) = match &withheld.ground {
            None => (format!("「{}」を公表しない根拠（ground）が書かれていません", item.text), &item.span),
            Some(ground) => (format!("「{}」は、公表しないことを認める規定ではありません", ground.text), &ground.span),
        };
        let provisions = law::provisions();
        let (first, second) = (&provisions.withheld_investigation, &provisions.withheld_management);
        let help = format!("{second}（犯罪の捜査などの事務では {first}）のように、規定を書いてください");
        report.place(span.clone(), message).help = Some(help);
    }
}
