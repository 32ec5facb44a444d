//! 廃止された番号法の規定を引いている
//!
//! ## 何を見るか
//! 番号法の別表第一・別表第二と、繰り下がる前の第19条第7号・第14号（情報連携についてのもの）を今も引いていないかを見ます。
//! 条例や規則の別表第1・別表第2は、今もあるので数えません。どの法令の別表か読み取れないものは、法令上の根拠の欄でなければ
//! 確かでない指摘として扱います。
//!
//! ## なぜ大切か
//! 令和6年5月27日に別表第一は「別表」となり、別表第二は廃止されて主務省令の表に移りました。項の番号も変わっています。
//! 旧い規定を引いたままでは、個人番号を利用できる根拠を示したことになりません。
//!
//! ## 例
//! 「番号法第19条第8号及び別表第二の102の2の項」
//!
//! ## 直し方
//! 今の規定を確かめて引き直します。変更箇所に残る昔の記載は直しません。

use std::collections::BTreeSet;
use std::ops::Range;

use super::statute::{Statute, statute_before};
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;

rule!("HY401", "abolished-tables", Error, Certain, "abolished_tables.rs", One(check));

const USE: &str = "番号法第9条第1項の「別表」の項に改めてください。項の番号も変わっています";
const LINK: &str = "番号法第19条第8号に基づく主務省令第2条の表の項に改めてください。項の番号も変わっています";

/// The tables of 番号法 until 2024-05-27 (令和5年法律第48号).
const TABLES: &[(&str, &str)] = &[("別表第1", USE), ("別表第一", USE), ("別表第2", LINK), ("別表第二", LINK)];

/// 情報提供ネットワークシステムによる提供 was 第7号 until 2021-09-01 (令和3年法律第37号 put a 第4号 in); what the Commission's
/// rules allow was 第14号 when the act was made and has moved several times.
const ITEMS: &[(&str, &str)] = &[
    ("第19条第7号", "情報提供ネットワークシステムによる提供は、令和3年9月1日から第19条第8号です"),
    ("第19条第14号", "第19条の号は繰り下がっています。今の号を確かめてください"),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for piece in subject.current() {
        let mut told = BTreeSet::new();
        let is_basis =
            subject.assessment.node(piece.cell).key.as_ref().is_some_and(|key| key.last().ends_with("legal_basis"));
        for (table, help) in TABLES {
            for range in piece.folded.find(table) {
                let Some(confidence) = confidence(piece, &range, is_basis) else { continue };
                if told.insert(table) {
                    let words = piece.words(&range);
                    let message = format!("「{words}」は番号法にはもうありません");
                    let finding = report.at(piece.cell, piece.span(&range), message);
                    finding.confidence = confidence;
                    finding.help = Some((*help).into());
                }
            }
        }
        for (item, help) in ITEMS {
            let stale = |range: &Range<usize>| speaks_of_network(piece, range);
            if let Some(range) = piece.folded.find(item).into_iter().find(stale) {
                let message = format!("「{}」は、情報連携についての今の規定ではありません", piece.words(&range));
                report.at(piece.cell, piece.span(&range), message).help = Some((*help).into());
            }
        }
    }
}

/// How sure it is that a table is one of 番号法 as it is cited today; `None` if it is not.
fn confidence(piece: &TextPiece<'_>, range: &Range<usize>, is_basis: bool) -> Option<Confidence> {
    let before = piece.folded.before(range);
    let continues = |character: char| character.is_ascii_digit() || "一二三四五六七八九十".contains(character);
    if piece.folded.after(range).starts_with(continues) || before.ends_with('旧') || before.contains("改正前") {
        return None;
    }
    match statute_before(before) {
        Statute::MyNumber => Some(Confidence::Certain),
        Statute::None if is_basis => Some(Confidence::Certain),
        Statute::None => Some(Confidence::Likely),
        Statute::Other => None,
    }
}

/// The sentence around it is on the 情報提供ネットワークシステム or on who asks whom through it.
fn speaks_of_network(piece: &TextPiece<'_>, range: &Range<usize>) -> bool {
    let (before, after) = (piece.folded.before(range), piece.folded.after(range));
    let sentence_before = before.rsplit('。').next().unwrap_or_default();
    let sentence_after = after.split('。').next().unwrap_or_default();
    let says = |word: &str| sentence_before.contains(word) || sentence_after.contains(word);
    // `before` may end in 「番号法別表第2及び」: the same statute.
    statute_before(before) != Statute::Other
        && ["情報提供ネットワーク", "情報連携", "情報照会", "別表第2", "別表第二"].iter().any(|word| says(word))
        && !says("住民基本台帳")
}
