//! 「提供・移転しない」がⅡ５の記載と合わない
//!
//! ## 何を見るか
//! Ⅲ５の「提供・移転しない」が、Ⅱ５の提供先・移転先から決まる答えと一致するか、○が付くのに下のリスク対策が書かれていないかを
//! 見ます。Ⅲ５は委託と情報提供ネットワークシステムを通じた提供を除くので、移転先が無く、どの提供先にも情報提供ネットワーク
//! システムだけで提供しているときに○が付きます。
//!
//! ## なぜ大切か
//! 提供先を足した、提供方法を変えたといった改定のときに、Ⅲ５の○の直し忘れが起こりやすいためです。
//!
//! ## 例
//! 移転先が書かれているのに「提供・移転しない」に○がある。○があるのに、ルールの内容が書かれている。
//!
//! ## 直し方
//! この項目は書かずにおくと、提供先と移転先の一覧から自動で決まります。○が付くときは、Ⅲ５の残りを空欄にします。

use super::NETWORK;
use super::disagree::{disagreement, tell_ruled_out};
use crate::rules::prelude::*;

rule!("HY204", "sharing-risks", Error, Certain, "sharing_risks.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let Some(cell) = file.cell("risks.sharing.none") else { continue };
        let Some((typed, derived)) = disagreement(assessment, cell) else {
            tell_ruled_out(assessment, report, cell);
            continue;
        };
        let reason = if file.blocks("provision").is_empty() && file.blocks("transfer").is_empty() {
            "提供先も移転先も無い".to_owned()
        } else if derived == "○" {
            format!("移転先が無く、提供は全て「{NETWORK}」による")
        } else {
            format!("「{NETWORK}」によらない提供先又は移転先がある")
        };
        let message = format!("「{typed}」と書かれていますが、{reason}ので「{derived}」です");
        report.cell(cell, message).help = Some("この行を消すと、提供先と移転先の一覧から自動で決まります".into());
    }
}
