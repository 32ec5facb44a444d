//! 条例で定める事務の情報連携の根拠が合わない
//!
//! ## 何を見るか
//! 情報連携の法令上の根拠と、個人番号の利用の法令上の根拠を照らします。
//! ・番号法第19条第9号（条例で定める事務の情報連携）を引いているのに、どちらの欄にも条例が書かれていない
//! ・利用の根拠が番号法第9条第2項と条例だけなのに、情報連携の根拠が第19条第8号だけである
//! ・前の版（無いときは、確かでない指摘として）には無かった第19条第9号が加わっている。届出が済んでいるかを確かめる
//!
//! ## なぜ大切か
//! 条例で定める独自利用事務の情報連携は{own_use}により、個人情報保護委員会に{own_use_notice}の届出をした事務でなければ
//! できません。第19条第8号は別表に掲げる事務のためのもので、条例で定める事務の根拠になりません。
//!
//! ## 例
//! 奨学金条例による事務の評価書が、情報照会の根拠を「番号法第19条第8号」としている。
//!
//! ## 直し方
//! 条例の名称と条・別表の項を書き、「番号法第19条第9号」を引きます。届出を済ませているかも確かめます。

use crate::law::{self, acts, articles_of};
use crate::rules::cited::CitedPiece;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY418", "own-use", Error, Certain, "own_use.rs", One(check));

/// 番号法第9条第2項, 第19条第8号 and 第9号
const USE: u16 = 9;
const SHARING: u16 = 19;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let root = subject.assessment.root();
    let Some(network) = root.cell("network.legal_basis").and_then(|cell| subject.cited_in(cell)) else { return };
    let known = acts().number_act().and_then(articles_of);
    if !known.is_some_and(|articles| articles.is_law_on(root.date("cover.published_on"))) {
        return;
    }
    let own_use = root.cell("mynumber.legal_basis").and_then(|cell| subject.cited_in(cell));
    let provisions = law::provisions();
    let piece = network.piece;
    let item = |number: u16| {
        network
            .citations
            .iter()
            .find(|one| one.act.is_number_act() && one.is_article(SHARING) && one.item() == Some(number))
    };
    let ordinance = network.names_ordinance() || own_use.as_ref().is_some_and(CitedPiece::names_ordinance);
    if let Some(citation) = item(9).filter(|_| !ordinance) {
        let message = "条例で定める事務の情報連携（第19条第9号）を引いていますが、条例が書かれていません";
        report.at(piece.cell, piece.span(&citation.range), message).help = Some(format!(
            "条例の名称と条・別表の項を書き、{}の届出を済ませているかを確かめてください",
            provisions.own_use_notice
        ));
    }
    let before = subject.revisions.iter().rev().find_map(|revision| revision.assessment.as_ref());
    let was_cited = before.is_some_and(|before| {
        let words = fold::fold(&before.root().words("network.legal_basis"));
        words.contains("第19条第9号") || words.contains("第十九条第九号")
    });
    if let Some(citation) = item(9).filter(|_| ordinance && !was_cited) {
        let message = format!("条例で定める事務の情報連携には、{}の届出が要ります", provisions.own_use_notice);
        let finding = report.at(piece.cell, piece.span(&citation.range), message);
        finding.severity = Severity::Info;
        finding.help = Some("届出を済ませ、委員会が公表した後に情報連携を始めてください".into());
        if before.is_none() {
            finding.confidence = Confidence::Likely;
        }
    }
    let only_ordinance = own_use.is_some_and(|own| {
        own.cites_number_act(USE, Some(2), None)
            && !own.cites_number_act(USE, Some(1), None)
            && own.names_ordinance()
            && own.citations.iter().all(|one| !(one.act.is_number_act() && one.place.table().is_some()))
    });
    if let Some(citation) = item(8).filter(|_| only_ordinance && item(9).is_none()) {
        let message = "条例で定める事務の情報連携の根拠は、番号法第19条第9号です";
        report.at(piece.cell, piece.span(&citation.range), message).help = Some(format!(
            "「第19条第9号」に改め、{}の届出を済ませているかを確かめてください",
            provisions.own_use_notice
        ));
    }
}
