//! 入手方法がⅢ６の入手の記載と合わない
//!
//! ## 何を見るか
//! Ⅱ３②入手方法の「情報提供ネットワークシステム」の○が、Ⅲ６の入手のリスク対策と合うかを見ます。入手のリスク対策が書かれて
//! いるのに○が無いこと、○があるのに「接続しない（入手）」や「実施しない」とされていることを知らせます。
//!
//! ## なぜ大切か
//! 情報連携による照会を始めた改定で、入手方法の○の付け忘れがよく起こります。公表された評価書でも見つかっています。
//!
//! ## 例
//! 入手方法が「紙」と「庁内連携システム」だけなのに、Ⅲ６に照会のリスク対策が書かれている。
//!
//! ## 直し方
//! 照会をしているなら入手方法に○を付けます。していないならⅢ６の「接続しない（入手）」に○を付け、入手のリスク対策を空欄に
//! します。

use super::NETWORK;
use super::disagree::network_measure;
use crate::rules::prelude::*;

rule!("HY208", "network-acquisition", Warning, Certain, "network_acquisition.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let refused = root.choice("network.status").as_deref() == Some("実施しない");
    for file in assessment.files() {
        let Some(methods) = file.cell("use.methods").filter(|cell| !cell.is_blank()) else { continue };
        let unconnected = file.flag("risks.network.no_acquisition");
        let denial = if refused { root.cell("network.status") } else { file.cell("risks.network.no_acquisition") };
        if file.is_ticked("use.methods", NETWORK) {
            let Some(denial) = denial.filter(|_| refused || unconnected) else { continue };
            let place = format!("「{}」は「{}」", assessment.path(denial), assessment.words(denial));
            let finding = report.cell(methods, format!("「{NETWORK}」に○がありますが、{place}です"));
            finding.help = Some("実際に照会しているかを確かめ、食い違う記載を直してください".into());
            finding.related.push((denial.span.clone(), place));
        } else if !unconnected {
            let Some(risk) = network_measure(&file, "acquisition_") else { continue };
            let place = assessment.path(risk);
            let message = format!("「{NETWORK}」に○がありませんが、「{place}」に入手のリスク対策が書かれています");
            let finding = report.cell(methods, message);
            finding.help = Some(format!(
                "照会しているなら○を付け、していないなら「{}」に○を付けてください",
                denial.map(|cell| assessment.path(cell)).unwrap_or_default()
            ));
            finding.related.push((risk.span.clone(), "入手のリスク対策".into()));
        }
    }
}
