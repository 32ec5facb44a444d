//! 同じ業務の委託先が食い違っている
//!
//! ## 何を見るか
//! 同じシステムの運用や保守を委ねる委託事項、名称が括弧書きを除いて同じ委託事項が二つ以上のファイルにあるとき、委託先の名称が同じかを
//! 見ます。また、委託の欄や委託のリスク対策の文が「委託先」として挙げた会社が、委託先の欄のどれでもないものを知らせます。再委託のことを
//! 述べた文は数えません。
//!
//! ## なぜ大切か
//! 契約の更新で委託先が替わったときに、一つのファイルの欄だけを直し、ほかのファイルや文を直し忘れることがよくあります。
//!
//! ## 例
//! 「給付システムの運用保守」の委託先が、資格のファイルでは「あさひ電算株式会社」、給付のファイルでは「有限会社みなと情報」となっている。
//!
//! ## 直し方
//! 今の委託先の名称にそろえます。ファイルごとに別の事業者に委ねているなら、委託事項の名称で違いが分かるようにします。

use std::collections::BTreeMap;

use crate::rules::lexicon::NameRole;
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::rules::scan::{is_kanji, is_katakana};
use crate::text::fold;

rule!("HY316", "vendor-differs", Warning, Certain, "vendor_differs.rs", One(check));

/// The work on a system that one contract covers.
const UPKEEP: [&str; 3] = ["運用", "保守", "運用保守"];
const COMPANY: [&str; 5] = ["株式会社", "有限会社", "合同会社", "(株)", "(有)"];

struct Contract<'a> {
    subject: String,
    vendor: String,
    cell: &'a Cell,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let contracts = contracts(subject);
    let mut numbers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for contract in &contracts {
        *numbers.entry((&contract.subject, &contract.vendor)).or_default() += 1;
    }
    // The one that most say, of two the first.
    let mut most: BTreeMap<&str, (usize, &Contract<'_>)> = BTreeMap::new();
    for contract in &contracts {
        let number = numbers.get(&(contract.subject.as_str(), contract.vendor.as_str())).copied().unwrap_or_default();
        let usual = most.entry(&contract.subject).or_insert((number, contract));
        if number > usual.0 {
            *usual = (number, contract);
        }
    }
    for contract in &contracts {
        let Some((_, usual)) = most.get(contract.subject.as_str()) else { continue };
        if usual.vendor == contract.vendor {
            continue;
        }
        let (place, vendor) = (subject.assessment.path(usual.cell), subject.assessment.words(usual.cell));
        let message = format!("「{}」の委託先は、「{place}」では「{}」です", contract.subject, vendor.trim());
        let finding = report.cell(contract.cell, message);
        finding.help = Some("委託先が替わったのなら、どの欄も今の委託先にしてください".into());
        finding.related.push((usual.cell.span.clone(), vendor.trim().to_owned()));
    }
    for (piece, _) in subject.outlines().filter(|(piece, _)| speaks_of_vendors(piece)) {
        companies(subject, piece, report);
    }
}

fn contracts<'a>(subject: &Subject<'a>) -> Vec<Contract<'a>> {
    let systems: Vec<String> = subject
        .lexicon()
        .of_role(NameRole::System)
        .filter(|name| name.cell.address.last() == "name")
        .map(|name| fold::fold(&name.name))
        .collect();
    let mut contracts: Vec<Contract<'a>> = Vec::new();
    for block in subject.assessment.files().iter().flat_map(|file| file.blocks("outsourcing")) {
        let (title, vendor) = (fold::fold(&block.words("title")), fold::fold(&block.words("vendor")));
        let Some(cell) = block.cell("vendor").filter(|_| !fold::says_none(&vendor) && !title.is_empty()) else {
            continue;
        };
        let bare = title.split('(').next().unwrap_or_default();
        let system = systems.iter().filter(|name| bare.starts_with(name.as_str())).max_by_key(|name| name.len());
        let upkeep = system.filter(|name| UPKEEP.iter().any(|word| bare[name.len()..].contains(word)));
        let subject = upkeep.map_or_else(|| bare.to_owned(), |name| format!("{name}の運用や保守"));
        contracts.push(Contract { subject, vendor, cell });
    }
    contracts
}

fn speaks_of_vendors(piece: &TextPiece<'_>) -> bool {
    let address = &piece.cell.address;
    address.pieces().any(|name| name == "outsourcing") && address.last() != "vendor"
}

/// Companies that the text calls the contractor.
fn companies(subject: &Subject<'_>, piece: &TextPiece<'_>, report: &mut Report<'_>) {
    let text = &piece.folded.text;
    for range in COMPANY.iter().flat_map(|word| piece.folded.find(word)) {
        let sentence = piece.folded.before(&range).rsplit(['。', ';']).next().unwrap_or_default();
        let called = ["委託先", "受託者", "委託事業者"].iter().any(|word| sentence.contains(word));
        if !called || sentence.contains("再委託") {
            continue;
        }
        let behind: usize = piece.folded.after(&range).chars().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
        let front: usize =
            piece.folded.before(&range).chars().rev().take_while(|c| is_name(*c)).map(char::len_utf8).sum();
        let name = if behind > 0 { range.start..range.end + behind } else { range.start - front..range.end };
        let company = &text[name.clone()];
        let known = subject.lexicon().names.iter().any(|known| {
            let known = fold::fold(&known.name);
            known.contains(company) || company.contains(known.as_str())
        });
        if known || company.len() == range.len() {
            continue;
        }
        let message = format!("「{}」は、どの委託事項の委託先でもありません", piece.words(&name));
        report.at(piece.cell, piece.span(&name), message).help =
            Some("委託先が替わったのなら、今の委託先の名称に直してください".into());
    }
}

/// Names of companies are written in any script.
fn is_name(character: char) -> bool {
    let particle = matches!(character, 'は' | 'が' | 'を' | 'に' | 'の' | 'と' | 'へ' | 'で' | 'も' | 'や');
    let hiragana = ('ぁ'..='ん').contains(&character) && !particle;
    is_kanji(character) || is_katakana(character) || hiragana || character.is_ascii_alphanumeric() || character == '々'
}
