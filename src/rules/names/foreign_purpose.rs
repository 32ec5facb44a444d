//! 使用目的が別の事務のことを述べている
//!
//! ## 何を見るか
//! 使用目的に出てくる言葉が、この評価書のほかの文（事務の内容、ファイルの範囲、記録項目、使用方法など）にも出てくるかを見ます。「対象者」
//! 「申請」「決定」のようにどの事務にもある言葉を除いて、その多くがほかのどこにも無いときに知らせます。
//!
//! ## なぜ大切か
//! ほかの事務の評価書を写して作ったときに、使用目的が前の事務のまま残ることがあります。使用目的は※の付いた項目であり、
//! 目的の外の利用かどうかを判断する基になります。
//!
//! ## 例
//! がん検診の評価書の使用目的が「保育所の利用の調整及び保育料の決定」となっている。
//!
//! ## 直し方
//! この事務の目的に書き直します。

use std::collections::BTreeSet;

use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::rules::scan::{is_kanji, is_katakana};

rule!("HY314", "foreign-purpose", Warning, Certain, "foreign_purpose.rs", One(check));

/// What assessments of every work speak of.
const GENERAL: &str = "適正、正確、公平、迅速、管理、決定、申請、対象者、使用、処理、情報、事務、確認、登録、審査、通知、業務、受付、実施、\
    支給、認定、給付、円滑、効率、行政、市民、住民、関係、必要、法律、規定、申請者、資格、算定、判定、提供、利用、記録、個人、特定";
/// Fewer words say too little.
const FEWEST: usize = 3;
/// So many of a hundred are known where the purpose is that of this work.
const KNOWN: usize = 60;
/// More pairs and files are not looked at.
const PAIRS: usize = 200;
const FILES: usize = 20;
/// An assessment of fewer pieces is not written yet.
const WRITTEN: usize = 12;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if subject.outlines().count() < WRITTEN {
        return;
    }
    let general: BTreeSet<[char; 2]> = pairs(GENERAL).collect();
    for file in subject.assessment.files().iter().take(FILES) {
        let Some((cell, text)) = file.cell("use.purpose").and_then(|cell| Some((cell, cell.text()?))) else { continue };
        let own: BTreeSet<[char; 2]> = pairs(&text.value).filter(|pair| !general.contains(pair)).take(PAIRS).collect();
        if own.len() < FEWEST {
            continue;
        }
        let others: Vec<&TextPiece<'_>> =
            subject.pieces().iter().filter(|piece| piece.cell.address != cell.address).collect();
        let is_known = |pair: &&[char; 2]| {
            let word: String = pair.iter().collect();
            others.iter().any(|piece| piece.folded.holds(&word))
        };
        let known = own.iter().filter(is_known).count();
        if known * 100 < own.len() * KNOWN {
            let message = "使用目的の言葉の多くが、この評価書のほかのどこにも出てきません";
            report.cell(cell, message).help =
                Some("ほかの事務の評価書の文を写したままでないか、確かめてください".into());
        }
    }
}

/// The pairs of characters in the nouns of a text.
fn pairs(text: &str) -> impl Iterator<Item = [char; 2]> {
    let is_noun = |character: char| is_kanji(character) || is_katakana(character);
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.filter(move |(first, second)| is_noun(*first) && is_noun(*second)).map(|(first, second)| [first, second])
}
