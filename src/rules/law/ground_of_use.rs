//! 番号法第9条の項と、別表・条例の組合せが合わない
//!
//! ## 何を見るか
//! 法令上の根拠の欄で、番号法第9条第1項は別表の項と、第9条第2項は条例と組になっているかを見ます。
//! ・第9条第2項だけを引いているのに、番号法の別表の項を挙げている
//! ・第9条第1項だけを引いているのに、別表の項が無く、条例を挙げている
//! ・第9条第2項を引いているのに、条例が挙げられていない
//! ・別表の項を挙げているのに、第9条の項が書かれていない
//!
//! ## なぜ大切か
//! 第9条第1項は別表に掲げる事務、第2項は条例で定める事務で個人番号を利用する根拠です。取り違えると、法律で認められた事務なのか、
//! 条例による事務（独自利用や庁内連携）なのかが分かりません。
//!
//! ## 例
//! 「番号法第9条第2項及び別表の81の項」「番号法第9条第1項及び汐見台市個人番号の利用等に関する条例別表第2の3の項」
//!
//! ## 直し方
//! 別表に掲げる事務なら「番号法第9条第1項及び別表の○の項」、条例で定める事務なら「番号法第9条第2項及び○○条例…」とします。

use crate::rules::cited::CitedPiece;
use crate::rules::prelude::*;

rule!("HY414", "ground-of-use", Error, Certain, "ground_of_use.rs", One(check));

/// 番号法第9条
const USE: u16 = 9;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for cited in subject.cited_pieces().filter(|cited| cited.is_basis) {
        let by_act = cited.cites_number_act(USE, Some(1), None);
        let by_ordinance = cited.cites_number_act(USE, Some(2), None);
        let row = cited.work_rows().next().map(|(citation, _)| citation);
        let (place, message, help) = match (by_act, by_ordinance, row) {
            (false, true, Some(row)) => {
                (Some(row), "番号法の別表の項は、第9条第1項の根拠です", "「番号法第9条第1項」に改めてください")
            }
            (true, false, None) if cited.names_ordinance() && !names_old_table(&cited) => (
                of_article(&cited),
                "条例で定める事務の根拠は、番号法第9条第2項です",
                "「番号法第9条第2項」に改めるか、別表の項を書いてください",
            ),
            (false, false, Some(_)) if cited.cites_number_act(USE, None, None) => {
                (of_article(&cited), "番号法第9条の項が書かれていません", "「番号法第9条第1項」に改めてください")
            }
            (_, true, _) if !cited.names_ordinance() => (
                of_article(&cited),
                "番号法第9条第2項を引いていますが、条例が書かれていません",
                "根拠となる条例の名称と、その条や別表の項を書いてください",
            ),
            _ => continue,
        };
        let piece = cited.piece;
        let span = place.map_or_else(|| piece.cell.span.clone(), |place| piece.span(&place.range));
        report.at(piece.cell, span, message).help = Some(help.into());
    }
}

fn of_article<'c>(cited: &CitedPiece<'c, '_>) -> Option<&'c crate::citation::Citation> {
    cited.citations.iter().find(|citation| citation.act.is_number_act() && citation.is_article(USE))
}

/// 別表第一, which is told as old law.
fn names_old_table(cited: &CitedPiece<'_, '_>) -> bool {
    cited.citations.iter().any(|citation| citation.act.is_number_act() && citation.place.table().is_some())
}
