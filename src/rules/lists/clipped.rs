//! 記載が途中で切れている
//!
//! ## 何を見るか
//! 欄の記載が「、」「・」や「を」「の」「及び」「又は」などで終わっていないかを見ます。「情報の管理」「10人以上」の
//! ように名詞で終わるのは普通の書き方なので、何も言いません。「は」「が」「：」で終わるもの、最後の言葉がこの評価書の
//! ほかの場所では必ず同じ字に続いているもの（「国民健康保」など）は、確かではないものとして知らせます。
//!
//! ## なぜ大切か
//! 表計算の欄からはみ出した文は、印刷や写しのときに切れます。切れたまま公表された評価書が見つかっています。
//!
//! ## 例
//! システムの機能が「基幹業務システムのデータを抽出、分析、」で終わっている。
//!
//! ## 直し方
//! 続きを書きます。

use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::rules::scan::{is_kanji, is_katakana};

rule!("HY604", "clipped", Warning, Certain, "clipped.rs", One(check));

const NEVER_LAST: [&str; 14] = [
    "、",
    "，",
    "・",
    "を",
    "及び",
    "並びに",
    "又は",
    "若しくは",
    "および",
    "ならびに",
    "または",
    "もしくは",
    "かつ",
    "の",
];
/// 「…するもの」 is a noun.
const NOUN: &str = "もの";
/// Stands before a name as well as behind it.
const LEGAL_FORMS: [&str; 2] = ["会社", "法人"];
const SELDOM_LAST: [&str; 4] = ["は", "が", "：", ":"];

/// So often must the last three characters be followed by one and the same character elsewhere.
const TELLING_NUMBER: usize = 3;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let pieces = subject.pieces();
    let sentence = |piece: &&TextPiece<'_>| matches!(piece.cell.typed, Some(Answer::Text(_) | Answer::Checks(_)));
    for piece in pieces.iter().filter(sentence) {
        let value = piece.value.trim_end();
        let ends_with = |words: &&str| value.ends_with(*words);
        let found = match NEVER_LAST.iter().find(|words| ends_with(words)) {
            Some(words) if !value.ends_with(NOUN) => Some((*words, Confidence::Certain)),
            _ => SELDOM_LAST.iter().find(|words| ends_with(words)).map(|words| (*words, Confidence::Likely)),
        };
        let found = found.map(|(words, confidence)| {
            (value.len() - words.len(), format!("記載が「{words}」で終わっています"), confidence)
        });
        let found = found.or_else(|| {
            let (start, next) = cut_word(value, pieces)?;
            let tail = &value[start..];
            let message =
                format!("記載が「{tail}」で終わっています（ほかの場所では必ず「{tail}{next}」と続いています）");
            Some((start, message, Confidence::Likely))
        });
        if let Some((start, message, confidence)) = found {
            let finding = report.at(piece.cell, piece.typed_span(start..value.len()), message);
            finding.help = Some("続きが切れていないか確かめてください".into());
            finding.confidence = confidence;
        }
    }
}

/// The last three characters never end a word elsewhere: where they start, and what always follows them.
fn cut_word(value: &str, pieces: &[TextPiece<'_>]) -> Option<(usize, char)> {
    let (start, _) = value.char_indices().rev().nth(2)?;
    let is_kind: fn(char) -> bool = if value.ends_with(is_kanji) { is_kanji } else { is_katakana };
    if !value[start..].chars().all(is_kind) || LEGAL_FORMS.iter().any(|form| value.ends_with(form)) {
        return None;
    }
    let tail = &value[start..];
    let mut next = None;
    let mut number = 0;
    for piece in pieces {
        let text = piece.value.trim_end();
        for (at, _) in text.match_indices(tail) {
            let follower = text[at + tail.len()..].chars().next();
            if follower.is_none() && text == value {
                continue;
            }
            let follower = follower.filter(|c| is_kind(*c))?;
            if next.is_some_and(|next| next != follower) {
                return None;
            }
            next = Some(follower);
            number += 1;
        }
    }
    next.filter(|_| number >= TELLING_NUMBER).map(|next| (start, next))
}
