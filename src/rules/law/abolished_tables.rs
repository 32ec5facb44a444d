//! 廃止された番号法の規定を引いている
//!
//! ## 何を見るか
//! 番号法の別表第一・別表第二と、繰り下がる前の第19条第7号・第14号（情報連携についてのもの）を今も引いていないかを見ます。
//! 条例や規則の別表第1・別表第2は、今もあるので数えません。どの法令の別表か読み取れないものは、法令上の根拠の欄でなければ
//! 確かでない指摘として扱います。「旧」「廃止前の」「に廃止された」のように昔の規定として述べた箇所と、改められる前に公表した評価書
//! （`--today` がその前の日か、無いとき）は数えません。旧別表第一の項には、今の別表の項を添えます（`hyokasho law 別表`）。
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

use super::past::is_past;
use crate::citation::{Citation, CitedAct};
use crate::law::{self, RepealedTable};
use crate::rules::cited::CitedPiece;
use crate::rules::prelude::*;

rule!("HY401", "abolished-tables", Error, Certain, "abolished_tables.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let moved = law::moved();
    for cited in subject.cited_pieces() {
        let piece = cited.piece;
        for table in moved.tables.iter().filter(|table| !subject.is_of_old_time(&table.since)) {
            let mut told = BTreeSet::new();
            for citation in cited.citations.iter().filter(|citation| citation.place.is_numbered_table(table.table)) {
                let Some(confidence) = confidence(&cited, citation, table) else { continue };
                let range = table_words(&piece.folded.text, citation);
                if is_past(piece, &range) || !told.insert(table.table) {
                    continue;
                }
                let message = format!("「{}」は番号法にはもうありません", piece.words(&range));
                let finding = report.at(piece.cell, piece.span(&range), message);
                finding.confidence = confidence;
                finding.help = Some(format!("{}{}", table.now, today(citation, table)));
            }
        }
        for item in moved.items.iter().filter(|item| !subject.is_of_old_time(&item.since)) {
            let stale = |citation: &&Citation| {
                let own = !matches!(citation.act, CitedAct::Ordinance | CitedAct::Other)
                    && citation.act.known().is_none_or(|act| act.has_key(&item.act));
                own && citation.is_article(item.article)
                    && citation.item() == Some(item.item)
                    && speaks_of(&cited, &citation.range, &item.about, &item.not_about)
                    && !is_past(piece, &citation.range)
            };
            if let Some(citation) = cited.citations.iter().find(stale) {
                let words = piece.words(&citation.range);
                let message = format!("「{words}」は、ここで述べていることについての今の規定ではありません");
                report.at(piece.cell, piece.span(&citation.range), message).help = Some(item.now.clone());
            }
        }
    }
}

/// How sure it is that a table is that of the act as it is cited today; `None` if it is not.
fn confidence(cited: &CitedPiece<'_, '_>, citation: &Citation, table: &RepealedTable) -> Option<Confidence> {
    match citation.act {
        CitedAct::Known(act) if act.has_key(&table.act) => Some(Confidence::Certain),
        // 主務省令 is the order of the act; it never had such tables.
        CitedAct::Known(act) if act.is_order() && cited.is_basis => Some(Confidence::Certain),
        CitedAct::None if cited.is_basis => Some(Confidence::Certain),
        CitedAct::None => Some(Confidence::Likely),
        _ => None,
    }
}

/// 「別表第一」 without its rows.
fn table_words(text: &str, citation: &Citation) -> Range<usize> {
    let start = citation.range.start;
    let words = &text[start..citation.range.end];
    let number = words.find('第').map_or(words.len(), |at| at + '第'.len_utf8());
    let is_digit = |character: char| character.is_ascii_digit() || "一二三四五六七八九十".contains(character);
    let end = words[number..].find(|character| !is_digit(character)).map_or(words.len(), |length| number + length);
    start..start + end
}

/// Which row of today became of the old row, as far as that is known.
fn today(citation: &Citation, table: &RepealedTable) -> String {
    let row = citation.place.row().filter(|_| table.table == 1).map(ToString::to_string);
    let Some(old) = row.and_then(|row| law::old_row_of(&row)) else { return String::new() };
    let Some(row) = law::work_row_of(old.became) else { return String::new() };
    let unchecked = if old.checked == "機械" {
        "。機械で対応させたものなので、確かめてください"
    } else {
        ""
    };
    format!("（旧{}の項は、今の別表の{}の項「{}」とみられます{unchecked}）", old.number, row.number, row.act())
}

/// The sentence around a citation is on one of these things.
fn speaks_of(cited: &CitedPiece<'_, '_>, range: &Range<usize>, about: &[String], not_about: &[String]) -> bool {
    let folded = &cited.piece.folded;
    let before = folded.before(range).rsplit('。').next().unwrap_or_default();
    let after = folded.after(range).split('。').next().unwrap_or_default();
    let says = |word: &String| before.contains(word.as_str()) || after.contains(word.as_str());
    about.iter().any(says) && !not_about.iter().any(says)
}
