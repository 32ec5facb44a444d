//! 手続の記録が指す項目が評価書に無い
//!
//! ## 何を見るか
//! 評価の手続の記録（procedure.yaml）のコメント・意見の `item:` が、今の評価書にある項目（`work.content` など）か、
//! 項目の組（`files.checkups.storage` など）を指しているかを見ます。解決したコメントと、考え方を決めた意見は見ません。
//!
//! ## なぜ大切か
//! どの項目についてのコメントか分からないと、直し終えたかを確かめられません。
//!
//! ## 例
//! 委託事項の id を `maintenance` から `system-maintenance` に変えたのに、コメントは元の番地を指している。
//!
//! ## 直し方
//! 今の番地に直します。項目そのものを無くしたときは、コメントを解決済みにします（`hyokasho comment … resolve`）。

use crate::procedure::ItemReference;
use crate::rules::prelude::*;
use crate::text::nearest;

rule!("HY801", "recorded-item", Warning, Certain, "item_gone.rs", One(check));

/// So many are helped with an address that is near.
const HELPED: usize = 20;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(procedure) = subject.procedure else { return };
    let comments = procedure.open_comments().filter_map(|comment| Some((comment.item.as_ref()?, "コメント")));
    let opinions = procedure.unanswered().filter_map(|opinion| Some((opinion.item.as_ref()?, "意見")));
    let gone = |(item, _): &(&ItemReference, _)| !item.stands_in(subject.assessment);
    for (told, (item, what)) in comments.chain(opinions).filter(gone).enumerate() {
        tell(subject, report, item, what, told < HELPED);
    }
}

fn tell<'r>(
    subject: &Subject<'_>,
    report: &'r mut Report<'_>,
    item: &ItemReference,
    what: &str,
    helped: bool,
) -> &'r mut Finding {
    let finding =
        report.place(item.span.clone(), format!("{what}の項目「{}」は、この評価書にありません", item.address));
    let known = || subject.assessment.cells.iter().map(|cell| cell.address.as_str());
    if let Some(near) = helped.then(|| nearest(item.address.as_str(), known())).flatten() {
        finding.help = Some(format!("「{near}」でしょうか"));
    }
    finding
}
