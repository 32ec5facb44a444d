//! 提供の根拠が、情報連携の法令上の根拠と合わない
//!
//! ## 何を見るか
//! 提供先ごとの法令上の根拠に引かれた主務省令第2条の表の項が、情報連携の法令上の根拠の欄に「提供の根拠」として挙げられて
//! いるかを見ます。照会と提供を分けて書いていないときは、欄全体の項と比べます。根拠の欄が別紙や別添を指すときは見ません。
//! 根拠の欄にだけある項は、その提供先が書かれていないのかもしれないので、確かでない指摘として扱います。
//!
//! ## なぜ大切か
//! 同じ提供について二か所で違う規定を示すと、どちらが根拠か分かりません。提供先を足したときや、項の番号が改められたときに、
//! 片方だけを直すと起こります。
//!
//! ## 例
//! 情報提供の根拠は「42の項及び125の項」なのに、提供先2の根拠が「124の項」になっている。
//!
//! ## 直し方
//! どちらが正しいかを確かめて、そろえます。

use std::collections::BTreeSet;

use crate::rules::cited::CitedPiece;
use crate::rules::prelude::*;

rule!("HY415", "provision-ground", Error, Certain, "provision_ground.rs", One(check));

const PROVISION: &str = "提供";
const INQUIRY: &str = "照会";
/// These hold 提供 and are on both.
const NETWORK: [&str; 4] = ["情報提供ネットワーク", "情報提供者", "情報提供等", "の提供に関する命令"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let Some(cell) = assessment.root().cell("network.legal_basis") else { return };
    let Some(network) = subject.cited_in(cell) else { return };
    let text = &network.piece.folded.text;
    if ["別紙", "別添"].iter().any(|paper| text.contains(paper)) {
        return;
    }
    let listed = listed(&network);
    if listed.is_empty() {
        return;
    }
    let mut given = BTreeSet::new();
    let mut all_cite = true;
    for provision in assessment.files().iter().flat_map(|file| file.blocks("provision")) {
        let Some(cited) = provision.cell("legal_basis").and_then(|cell| subject.cited_in(cell)) else {
            all_cite = false;
            continue;
        };
        all_cite &= cited.network_rows().next().is_some();
        for (citation, row) in cited.network_rows() {
            given.insert(row.clone());
            if listed.contains(&row) {
                continue;
            }
            let message = format!("{row}が、情報連携の法令上の根拠に提供の根拠として挙げられていません");
            let finding = report.at(cited.piece.cell, cited.piece.span(&citation.range), message);
            finding.related.push((cell.span.clone(), format!("提供の根拠は {}", words(&listed))));
            finding.help = Some("どちらが正しいかを確かめて、そろえてください".into());
        }
    }
    let open: BTreeSet<String> = listed.difference(&given).cloned().collect();
    if all_cite && !given.is_empty() && !open.is_empty() && split(&network) {
        let message = format!("提供の根拠に挙げた{}に当たる提供先がありません", words(&open));
        let finding = report.cell(cell, message);
        finding.confidence = Confidence::Likely;
        finding.help = Some("提供先を書くか、根拠から除いてください".into());
    }
}

/// The rows under the heading of what is provided; all of them where there is no such heading.
fn listed(network: &CitedPiece<'_, '_>) -> BTreeSet<String> {
    let divided = split(network);
    let under = |at: usize| !divided || provides(&network.piece.folded.text[..at]);
    network.network_rows().filter(|(citation, _)| under(citation.range.start)).map(|(_, row)| row).collect()
}

/// Inquiry and provision are written apart.
fn split(network: &CitedPiece<'_, '_>) -> bool {
    let text = without_network(&network.piece.folded.text);
    text.contains(PROVISION) && text.contains(INQUIRY)
}

/// The last heading before speaks of provision.
fn provides(before: &str) -> bool {
    let bare = without_network(before);
    bare.rfind(PROVISION) > bare.rfind(INQUIRY)
}

fn without_network(text: &str) -> String {
    NETWORK.iter().fold(text.to_owned(), |text, word| text.replace(word, "＊"))
}

fn words(rows: &BTreeSet<String>) -> String {
    rows.iter().cloned().collect::<Vec<_>>().join("、")
}
