//! 別の事務の名前で述べた文がある
//!
//! ## 何を見るか
//! 特記事項、ファイルを取り扱う理由、リスク対策、監査や研修の文が「○○に関する事務における」「○○に関する事務において」と述べているとき、
//! その事務が、事務の名称でも、提供先、移転先、根拠の欄に挙げた事務でもないものを知らせます。
//!
//! ## なぜ大切か
//! ほかの事務の評価書を写した文には、前の事務の名前が残ります。この事務の措置かどうかが分からなくなります。
//!
//! ## 例
//! 固定資産税の評価書の研修の欄に「児童扶養手当の支給に関する事務における取扱いを教える」とある。
//!
//! ## 直し方
//! この事務の名前に直すか、「本事務」とします。

use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY315", "other-work", Warning, Certain, "other_work.rs", One(check));

const ENDS: [&str; 3] = ["に関する事務における", "に関する事務において", "に関する事務で取り扱う"];
/// The items that speak of this work alone.
const OWN: [&str; 5] = ["cover.notes", "reason", "governance", "risks", "purpose"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let work = fold::fold(&subject.assessment.root().words("work.name"));
    if work.is_empty() {
        return;
    }
    for (piece, _) in subject.outlines().filter(|(piece, _)| is_own(piece)) {
        for (range, name) in works(piece) {
            let elsewhere = subject
                .pieces()
                .iter()
                .any(|other| other.cell.address != piece.cell.address && other.folded.holds(&name) && !is_own(other));
            if work.contains(&name) || name.contains(work.trim_end_matches("に関する事務")) || elsewhere {
                continue;
            }
            let message = format!("「{}」は、この評価書の事務（{work}）ではありません", piece.words(&range));
            report.at(piece.cell, piece.span(&range), message).help =
                Some("ほかの評価書の文を写したままでないか、確かめてください".into());
        }
    }
}

fn is_own(piece: &TextPiece<'_>) -> bool {
    let address = &piece.cell.address;
    OWN.iter().any(|key| address.as_str() == *key || address.pieces().any(|name| name == *key))
}

/// 「児童扶養手当の支給に関する事務」 with what it is about.
fn works(piece: &TextPiece<'_>) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    for end in ENDS {
        for range in piece.folded.find(end) {
            let before = piece.folded.before(&range);
            let is_part = |c: char| {
                !matches!(c, '、' | '。' | '「' | '」' | '(' | ')' | 'は' | 'が' | 'を' | 'に' | 'も' | '>' | '】')
            };
            let length: usize = before.chars().rev().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
            let name = &before[before.len() - length..];
            if name.chars().count() > 2 {
                let end = range.start + "に関する事務".len();
                found.push((range.start - length..end, name.to_owned()));
            }
        }
    }
    found
}
