//! 情報連携の「実施の有無」がⅢ６の記載と合わない
//!
//! ## 何を見るか
//! Ⅰの情報連携の「実施の有無」と、Ⅲ６の「接続しない（入手）」「接続しない（提供）」が合うかを見ます。「実施しない」なら両方に
//! ○が付き、「実施する」なら少なくとも一方は空欄です。また、「接続しない」に○が付くのに、そのリスク対策が書かれていないかを
//! 見ます。
//!
//! ## なぜ大切か
//! 情報連携の実施の有無は重要な変更の対象（※）です。実施の有無とリスク対策とが食い違うと、情報連携のリスクを評価したのか
//! どうかが分かりません。
//!
//! ## 例
//! 「実施しない」なのに、Ⅲ６の目的外の入手のリスクについて措置の内容が書かれている。
//!
//! ## 直し方
//! 照会だけをするなら「接続しない（提供）」に、提供だけをするなら「接続しない（入手）」に○を付けます。「実施しない」ときの
//! ○は、書かずにおくと自動で付きます。

use super::disagree::{disagreement, tell_ruled_out};
use crate::rules::prelude::*;

rule!("HY207", "network-answer", Error, Certain, "network_answer.rs", One(check));

const UNCONNECTED: [&str; 2] = ["risks.network.no_acquisition", "risks.network.no_provision"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let root = assessment.root();
    let files = assessment.files();
    let status = root.choice("network.status").unwrap_or_default();
    for file in &files {
        for cell in UNCONNECTED.iter().filter_map(|key| file.cell(key)) {
            match disagreement(assessment, cell) {
                Some((typed, _)) if status == "実施しない" => {
                    let message = format!("「{typed}」と書かれていますが、情報連携は「{status}」なので○が付きます");
                    report.cell(cell, message).help =
                        Some("この行を消すと、情報連携の「実施の有無」から自動で決まります".into());
                }
                _ => tell_ruled_out(assessment, report, cell),
            }
        }
    }
    let unconnected = |file: &Scope<'_>| UNCONNECTED.iter().all(|key| file.flag(key));
    if let Some(cell) = root.cell("network.status")
        && status == "実施する"
        && !files.is_empty()
        && files.iter().all(unconnected)
    {
        let places: Vec<&Cell> =
            files.iter().flat_map(|file| UNCONNECTED.map(|key| file.cell(key))).flatten().collect();
        let names = places.iter().take(2).map(|cell| format!("「{}」", assessment.path(cell))).collect::<String>();
        let finding = report.cell(cell, format!("「{status}」とありますが、{names}の両方に○があります"));
        finding.help = Some("照会も提供もしないなら「実施しない」とし、するなら○の一方を消してください".into());
        finding.related.extend(places.iter().map(|cell| (cell.span.clone(), "○があります".to_owned())));
    }
}
