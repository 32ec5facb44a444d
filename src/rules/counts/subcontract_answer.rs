//! 再委託の答えが委託事項の記載と合わない
//!
//! ## 何を見るか
//! Ⅲ４の再委託先についての答えが、各委託事項の「再委託の有無」と合うかを見ます。一つでも「再委託する」があれば
//! 「再委託していない」は選べず、全てが「再委託しない」なら「再委託していない」になります。また、「再委託する」委託事項の
//! 許諾方法と再委託事項が「なし」や「－」になっていないかを見ます。
//!
//! ## なぜ大切か
//! 再委託の有無は重要な変更の対象（※）です。Ⅱで「再委託する」とした先の監督がⅢで評価されていなければ、リスクの見落としに
//! なります。
//!
//! ## 例
//! 委託事項2が「再委託する」なのに、Ⅲ４では「再委託していない」が選ばれている。
//!
//! ## 直し方
//! Ⅱ４の「再委託の有無」を確かめ、Ⅲ４の答えをそろえます。全て「再委託しない」なら、Ⅲ４の答えは書かずにおくと自動で
//! 決まります。

use super::disagree::{dash, disagreement};
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY206", "subcontract-answer", Error, Certain, "subcontract_answer.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let blocks = file.blocks("outsourcing");
        let mut subcontracted = blocks.iter().filter(|block| is(block, "subcontract.status", "再委託する"));
        if let Some(cell) = file.cell("risks.outsourcing.subcontract") {
            let first = subcontracted.clone().find_map(|block| block.cell("subcontract.status"));
            if let Some((typed, derived)) = disagreement(assessment, cell) {
                let message = format!("「{typed}」が選ばれていますが、どの委託事項も再委託しないので「{derived}」です");
                report.cell(cell, message).help = Some("この行を消すと、委託事項の記載から自動で決まります".into());
            } else if let Some(first) = first
                && is(&file, "risks.outsourcing.subcontract", "再委託していない")
            {
                let place = assessment.path(first);
                let message = format!("「再委託していない」が選ばれていますが、「{place}」は「再委託する」です");
                let finding = report.cell(cell, message);
                finding.help = Some("再委託しているなら、再委託先についてどこまで行っているかを選んでください".into());
                finding.related.push((first.span.clone(), "「再委託する」".into()));
            }
        }
        subcontracted.by_ref().for_each(|block| says_nothing_of_it(block, report));
    }
}

fn is(scope: &Scope<'_>, key: &str, word: &str) -> bool {
    scope.choice(key).is_some_and(|chosen| fold::same(&chosen, word))
}

fn says_nothing_of_it(block: &Scope<'_>, report: &mut Report<'_>) {
    for key in ["subcontract.consent", "subcontract.content"] {
        let Some(cell) = block.cell(key) else { continue };
        let Some(dash) = dash(cell) else { continue };
        let message = format!("「再委託する」のに「{dash}」と書かれています");
        report.cell(cell, message).help = Some("再委託の実際を書くか、「再委託しない」に直してください".into());
    }
}
