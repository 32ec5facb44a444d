//! ひな形の言葉が残っている
//!
//! ## 何を見るか
//! 国の文例などで市区町村を指す言葉（「本市区町村」「当市区町村」など）が、自らの名前に置き換えられずに残っていないかを
//! 見ます。「○○市」のような伏せ字は [HY409] で見ます。
//!
//! ## なぜ大切か
//! 文例を写したまま確かめていないことが、住民の目に触れる文書に表れます。公表された評価書でも多く見つかっています。
//!
//! ## 例
//! 「本市区町村の領域に保管されたデータ」
//!
//! ## 直し方
//! 「本市」「本町」など、自らを指す言葉に置き換えます。「他の市区町村」「各市区町村」のような言い方はそのままで構いません。

use std::collections::BTreeSet;

use crate::rules::prelude::*;

rule!("HY307", "template-words", Warning, Certain, "template_words.rs", One(check));

/// Words by which model texts of the ministries call the municipality that uses them. One line each; longer ones first.
const WORDS: &[&str] = &[
    "本市区町村", // model text on the Public Medical Hub
    "当市区町村", // model text on the Public Medical Hub
    "貴市区町村", // letters that go with model texts
    "本市町村",   // model text on the Public Medical Hub
    "当市町村",   // model text on standard systems
    "貴市町村",   // letters that go with model texts
    "本都道府県", // the same texts for prefectures
    "当都道府県", // the same texts for prefectures
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut told = BTreeSet::new();
    for piece in subject.pieces() {
        for word in WORDS {
            for range in piece.folded.find(word) {
                // 「日本市町村…」 is a name, 「本市町村合併」 speaks of 本市.
                let other =
                    piece.folded.before(&range).ends_with('日') || piece.folded.after(&range).starts_with("合併");
                if other || !told.insert((&piece.cell.address, word)) {
                    continue;
                }
                let message = format!("「{word}」はひな形の言葉です。自らを指す言葉になっていません");
                let finding = report.at(piece.cell, piece.span(&range), message);
                finding.help = Some("「本市」「本町」など、自らを指す言葉に置き換えてください".into());
            }
        }
    }
}
