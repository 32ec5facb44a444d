//! 主務省令の表の項と条の番号が合わない
//!
//! ## 何を見るか
//! 番号法第19条第8号に基づく主務省令を「第2条の表の139の項、第141条」のように引く箇所で、表の項と条が対応しているかを見ます。
//! 第2条の表のNの項の事務と情報は、第（N＋2）条が定めています。
//!
//! ## なぜ大切か
//! 項と条の片方だけを直すと、どの事務のことか分からなくなります。
//!
//! ## 例
//! 「主務省令第2条の表の139の項、第140条」
//!
//! ## 直し方
//! 項が正しければ、条をその番号に2を足したものに直します。

use crate::citation::{CitedPlace, Ordinal};
use crate::law::ORDER_OFFSET;
use crate::rules::prelude::*;

rule!("HY416", "order-article", Error, Certain, "order_article.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for cited in subject.cited_pieces() {
        for pair in cited.citations.windows(2) {
            let (Some(row), CitedPlace::Provision { article, paragraph: None, .. }) =
                (pair[0].place.row(), &pair[1].place)
            else {
                continue;
            };
            let same = pair[0].is_of_order_table() && pair[1].act.is_order() && pair[1].attached;
            let right = Ordinal::from(row.main() + ORDER_OFFSET);
            if !same || row.to_string().contains('の') || *article == right {
                continue;
            }
            let piece = cited.piece;
            let message = format!("主務省令第2条の表の{row}の項は、第{right}条が定めています");
            report.at(piece.cell, piece.span(&pair[1].range), message).help =
                Some(format!("「第{right}条」ではないか、項と条のどちらが正しいかを確かめてください"));
        }
    }
}
