//! 別の市区町村の名前が書かれている
//!
//! ## 何を見るか
//! 評価実施機関名から自らの市区町村の名前を読み取り、文章に別の市や区の名前が出てくるものを知らせます。「転入前市」「指定都市」「他の市町村」の
//! ような一般の言い方と、入手元、提供先、委託先として挙げた相手の名前は数えません。
//!
//! ## なぜ大切か
//! ほかの市の評価書や契約書を写した文には、その市の名前が残りがちです。どこの条例や審議会のことか分からなくなります。
//!
//! ## 例
//! 岬浜市の評価書に「鶴巻原市情報公開・個人情報保護審査会において点検を受けた。」とある。
//!
//! ## 直し方
//! 自らの市区町村の名前に直し、条例や要綱の名前も自らのものかを確かめます。

use std::collections::BTreeSet;

use crate::rules::lexicon::{Municipality, NameRole, other_municipalities};
use crate::rules::prelude::*;

rule!("HY311", "other-city", Warning, Certain, "other_city.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let lexicon = subject.lexicon();
    let Some(own) = &lexicon.municipality else { return };
    let parties = parties(subject, own);
    let mut told = BTreeSet::new();
    for (piece, _) in subject.outlines() {
        if is_party(subject, piece.cell) {
            continue;
        }
        for range in other_municipalities(own, piece.value) {
            let name = &piece.value[range.clone()];
            if parties.contains(name) || !told.insert((&piece.cell.address, name)) {
                continue;
            }
            let message = format!("「{name}」は、評価実施機関の「{}」と別の市区町村です", own.name);
            let finding = report.at(piece.cell, piece.typed_span(range), message);
            finding.help = Some(format!("「{}」のことなら名前を直し、条例や規程の名前も確かめてください", own.name));
        }
    }
}

fn is_party(subject: &Subject<'_>, cell: &Cell) -> bool {
    let parties = [NameRole::Party, NameRole::Vendor, NameRole::System];
    subject.lexicon().names.iter().any(|name| parties.contains(&name.role) && name.cell.address == cell.address)
}

/// The municipalities that are named as somebody to deal with.
fn parties<'a>(subject: &'a Subject<'_>, own: &Municipality) -> BTreeSet<&'a str> {
    let names = subject.lexicon().names.iter().filter(|name| matches!(name.role, NameRole::Party | NameRole::Vendor));
    names.flat_map(|name| other_municipalities(own, &name.name).into_iter().map(|range| &name.name[range])).collect()
}
