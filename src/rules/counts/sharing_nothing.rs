//! 提供・移転の有無が情報連携の記載と合わない
//!
//! ## 何を見るか
//! Ⅱ５の「行っていない」が提供先・移転先の有無と合うか、提供方法が情報提供ネットワークシステムである提供先が、Ⅰの情報連携の
//! 「実施の有無」やⅢ６の「接続しない（提供）」と食い違っていないかを見ます。また、Ⅲ６に提供のリスク対策が書かれているのに、
//! 情報提供ネットワークシステムによる提供先が一つも無いことを知らせます。
//!
//! ## なぜ大切か
//! 提供の有無は離れた三か所に書かれます。一か所だけを直すと、提供しているのかいないのかが評価書から読み取れなくなります。
//!
//! ## 例
//! 「接続しない（提供）」に○があるのに、提供先の提供方法で「情報提供ネットワークシステム」に○がある。
//!
//! ## 直し方
//! 実際の提供の状況に三か所をそろえます。「行っていない」は書かずにおくと、提供先と移転先の一覧から自動で決まります。

use super::NETWORK;
use super::disagree::{disagreement, network_measure};
use crate::rules::prelude::*;

rule!("HY203", "sharing-nothing", Error, Certain, "sharing_nothing.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        if let Some(cell) = file.cell("shares_nothing")
            && let Some((typed, derived)) = disagreement(assessment, cell)
        {
            let (provisions, transfers) = (file.blocks("provision").len(), file.blocks("transfer").len());
            let message = format!(
                "「{typed}」と書かれていますが、提供先は {provisions} 件、移転先は {transfers} 件なので「{derived}」です"
            );
            report.cell(cell, message).help = Some("この行を消すと、一覧から自動で決まります".into());
        }
        let provisions = file.blocks("provision");
        match provisions.iter().find(|provision| provision.is_ticked("methods", NETWORK)) {
            Some(provision) => forbidden(&file, provision, report),
            None if provisions.iter().all(|provision| !provision.ticks("methods").is_empty()) => {
                described(&file, report);
            }
            None => {}
        }
    }
}

/// A provision over the network that other items deny.
fn forbidden(file: &Scope<'_>, provision: &Scope<'_>, report: &mut Report<'_>) {
    let assessment = file.assessment;
    let root = assessment.root();
    let status = root.cell("network.status").filter(|_| root.choice("network.status").as_deref() == Some("実施しない"));
    let unconnected = file.cell("risks.network.no_provision").filter(|_| file.flag("risks.network.no_provision"));
    let (Some(methods), Some(denial)) = (provision.cell("methods"), status.or(unconnected)) else { return };
    let place = format!("「{}」は「{}」", assessment.path(denial), assessment.words(denial));
    let finding = report.cell(methods, format!("「{NETWORK}」により提供するとありますが、{place}です"));
    finding.help = Some("実際に提供しているかを確かめ、食い違う記載を直してください".into());
    finding.related.push((denial.span.clone(), place));
}

/// Measures for provisions over the network of which there are none.
fn described(file: &Scope<'_>, report: &mut Report<'_>) {
    let assessment = file.assessment;
    if !file.has_list("provision") || file.flag("risks.network.no_provision") {
        return;
    }
    let Some(cell) = network_measure(file, "provision_") else { return };
    let message = format!("提供のリスク対策が書かれていますが、「{NETWORK}」により提供する提供先がありません");
    let unconnected = file.cell("risks.network.no_provision").map(|cell| assessment.path(cell)).unwrap_or_default();
    report.cell(cell, message).help =
        Some(format!("提供しているなら提供先を書き、していないなら「{unconnected}」に○を付けて、ここを空欄にします"));
}
