//! 提供の根拠と提供方法、情報連携の有無と文が合わない
//!
//! ## 何を見るか
//! - 番号法第19条第8号又は第9号を根拠とする提供先の提供方法に、「情報提供ネットワークシステム」の○が無い。
//! - 提供方法が情報提供ネットワークシステムだけなのに、根拠が番号法第19条のほかの号だけである。
//! - 情報連携を「実施しない」としながら、文に情報提供ネットワークシステムを用いて照会し、又は提供するとある。
//! - 「再委託しない」委託事項の文に再委託すると書かれている、又は「再委託する」のに再委託を認めないと書かれている。
//!
//! ## なぜ大切か
//! 番号法第19条第8号及び第9号による提供は、情報提供ネットワークシステムによらなければなりません（番号法第19条第8号、第9号）。根拠と
//! 方法が食い違えば、どちらかが誤りです。
//!
//! ## 例
//! 根拠が「番号法第19条第8号に基づく主務省令第2条の表の42の項」なのに、提供方法は「紙」だけである。
//!
//! ## 直し方
//! 実際の方法と根拠を確かめ、食い違う方を直します。

use super::NETWORK;
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::rules::stance::{Stance, stance};
use crate::text::fold;

rule!("HY228", "route-law", Warning, Certain, "route_law.rs", One(check));

/// How texts cite the provisions that only the network serves.
const BY_NETWORK: [&str; 6] = ["19条第8号", "19条8号", "十九条第八号", "19条第9号", "19条9号", "十九条第九号"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let pieces: Vec<&TextPiece<'_>> = subject.outlines().map(|(piece, _)| piece).collect();
    for file in subject.assessment.files() {
        for block in file.blocks("provision") {
            by_network(&block, report);
        }
        for block in file.blocks("outsourcing") {
            let texts = pieces.iter().copied().filter(|piece| piece.cell.address.is_inside(&block.address));
            subcontracted(&block, texts, report);
        }
    }
    not_connected(subject, &pieces, report);
}

fn by_network(block: &Scope<'_>, report: &mut Report<'_>) {
    let assessment = block.assessment;
    let (Some(methods), Some(law)) = (block.cell("methods"), block.cell("legal_basis")) else { return };
    let cited = fold::fold(&assessment.words(law));
    if methods.is_blank() || cited.is_empty() {
        return;
    }
    let cites = BY_NETWORK.iter().any(|provision| cited.contains(provision));
    let ticked = block.is_ticked("methods", NETWORK);
    let other = cited.contains("番号法") && (cited.contains("19条第") || cited.contains("十九条第"));
    let message = match (cites, ticked) {
        (true, false) => format!("根拠は番号法第19条第8号又は第9号ですが、「{NETWORK}」に○がありません"),
        (false, true) if other && block.ticks("methods").len() == 1 => {
            format!("「{NETWORK}」により提供するとありますが、根拠に番号法第19条第8号も第9号もありません")
        }
        _ => return,
    };
    let finding = report.cell(methods, message);
    finding.help = Some("実際の提供方法と根拠を確かめ、食い違う方を直してください".into());
    finding.related.push((law.span.clone(), assessment.path(law)));
}

fn subcontracted<'p, 'a: 'p>(
    block: &Scope<'_>,
    texts: impl Iterator<Item = &'p TextPiece<'a>>,
    report: &mut Report<'_>,
) {
    let Some(cell) = block.cell("subcontract.status").filter(|cell| cell.active) else { return };
    let Some(word) = block.choice("subcontract.status") else { return };
    let does = !word.ends_with("ない");
    for piece in texts {
        // What is done with a subcontract is told whether there is one or not.
        let found = piece.folded.find("再委託").into_iter().find_map(|range| {
            let rest = piece.folded.after(&range);
            let denied = ["しない", "は行わない", "を行わない", "は認めない", "を認めない", "を禁止する", "を禁じる"];
            let done = ["する。", "している。", "を行わせる", "し、"];
            let said = if does {
                denied.iter().any(|end| rest.starts_with(end))
            } else {
                done.iter().any(|end| rest.starts_with(end))
            };
            said.then_some(range)
        });
        let Some(range) = found else { continue };
        let what = if does { "再委託しない" } else { "再委託する" };
        let place = block.assessment.path(cell);
        let message = format!("{what}と書かれていますが、「{place}」は「{word}」です");
        let finding = report.at(piece.cell, piece.span(&range), message);
        finding.help = Some("再委託の実際を確かめ、食い違う方を直してください".into());
        finding.related.push((cell.span.clone(), place));
        return;
    }
}

/// The network is used in a text, and nowhere by the answers.
fn not_connected(subject: &Subject<'_>, pieces: &[&TextPiece<'_>], report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let Some(cell) = root.cell("network.status") else { return };
    if root.choice("network.status").as_deref() != Some("実施しない") {
        return;
    }
    for piece in pieces.iter().filter(|piece| piece.cell.active) {
        let used = piece.folded.find(NETWORK).into_iter().find(|range| {
            let rest = piece.folded.after(range);
            let means =
                ["により", "を通じ", "を用い", "を使用", "を利用", "を介し"].iter().any(|word| rest.starts_with(word));
            let exchanged = ["照会", "提供", "入手"]
                .iter()
                .any(|word| rest.split('。').next().is_some_and(|clause| clause.contains(word)));
            means && exchanged && stance(&piece.folded, range) == Some(Stance::Affirms)
        });
        let Some(range) = used else { continue };
        let place = subject.assessment.path(cell);
        let message = format!("「{NETWORK}」を用いるとありますが、「{place}」は「実施しない」です");
        let finding = report.at(piece.cell, piece.span(&range), message);
        finding.help = Some("情報連携の実際を確かめ、食い違う方を直してください".into());
        finding.related.push((cell.span.clone(), place));
        return;
    }
}
