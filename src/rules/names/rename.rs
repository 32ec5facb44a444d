//! 改めた名前の古い方が、ほかの所に残っている
//!
//! ## 何を見るか
//! システム、ファイル、委託先、部署、役職の名前が、最後に凍結した版から変わったとき、又は変更箇所に変えた行があるとき、前の名前がほかの
//! 欄や文章に残っていないかを見ます。残っている所を一つの指摘にまとめて挙げます。新しい名前が古い名前を含むとき、「旧」を付けて述べて
//! いるとき、今もほかの欄で同じ役割の名前として挙げているときは数えません。入手元や移転先にその部署があるときは、確かでない指摘です。
//!
//! ## なぜ大切か
//! 組織の改正や委託先の社名の変更は毎年のようにあり、一か所だけを直して、離れた欄の直し忘れが残ります。
//!
//! ## 例
//! 担当部署を「保険年金課」から「国保医療課」に改めたのに、アクセス権限の管理の欄に「保険年金課長が承認する」と残っている。
//!
//! ## 直し方
//! 挙げられた所を今の名前に直します。変わっていない所なら、名前を改めた欄の方を確かめます。

use std::collections::BTreeMap;

use super::units::chains;
use crate::assessment::Address;
use crate::rules::lexicon::NameRole;
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY310", "rename", Warning, Certain, "rename.rs", One(check));

/// A shorter name is found inside of others.
const SHORTEST: usize = 4;
const ROLES: [NameRole; 5] = [NameRole::System, NameRole::File, NameRole::Vendor, NameRole::Office, NameRole::Post];

/// An old name, what it gave way to, and the cell that says so.
struct Renaming<'a> {
    role: NameRole,
    new: String,
    cell: &'a Cell,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (old, renaming) in renamings(subject) {
        tell(subject, report, &old, &renaming);
    }
}

/// By the old name, so that each is told once.
fn renamings<'a>(subject: &Subject<'a>) -> BTreeMap<String, Renaming<'a>> {
    let assessment = subject.assessment;
    let lexicon = subject.lexicon();
    let frozen = subject.revisions.iter().rev().find_map(|revision| revision.assessment.as_ref());
    let mut renamings = BTreeMap::new();
    let mut told: BTreeMap<&Address, Vec<String>> = BTreeMap::new();
    for row in &subject.history().rows {
        if let (Some(address), Some(before), Some(after)) = (&row.address, &row.change.before, &row.change.after)
            && assessment.cell(address).is_some_and(|cell| fold::same(&assessment.words(cell), &after.value))
        {
            told.entry(address).or_default().push(before.value.clone());
        }
    }
    for name in lexicon.names.iter().filter(|name| ROLES.contains(&name.role) && name.cell.address.last() != "connects")
    {
        let address = &name.cell.address;
        let now = assessment.words(name.cell);
        let then = frozen.and_then(|frozen| Some(frozen.words(frozen.cell(address)?)));
        for old in then.into_iter().chain(told.get(address).cloned().unwrap_or_default()) {
            for (old, new) in pairs(name.role, &old, &now) {
                renamings.entry(old).or_insert_with(|| Renaming { role: name.role, new, cell: name.cell });
            }
        }
    }
    renamings
}

/// The names that are looked for: the whole, and the department of a larger one alone.
fn pairs(role: NameRole, old: &str, new: &str) -> Vec<(String, String)> {
    let (old, new) = (old.trim(), new.trim());
    let is_name = |text: &str| {
        text.chars().count() >= SHORTEST && !text.contains(['\n', '。', '、']) && !text.contains("記載なし")
    };
    if !is_name(old) || !is_name(new) || fold::same(old, new) {
        return Vec::new();
    }
    let last =
        |text: &str| chains(text).pop().and_then(|mut chain| chain.pop()).map(|unit| text[unit.range].to_owned());
    let mut pairs = Vec::new();
    match (role, last(old), last(new)) {
        (NameRole::Office, Some(old_unit), Some(new_unit)) if old_unit.chars().count() >= SHORTEST => {
            if !fold::same(&old_unit, &new_unit) {
                pairs.push((old_unit, new_unit));
            }
        }
        // The department says it.
        (NameRole::Office | NameRole::Post, ..) => {}
        _ => pairs.push((old.to_owned(), new.to_owned())),
    }
    pairs
}

fn tell(subject: &Subject<'_>, report: &mut Report<'_>, old: &str, renaming: &Renaming<'_>) {
    let lexicon = subject.lexicon();
    let same_role = |name: &&crate::rules::lexicon::DeclaredName<'_>| {
        name.role == renaming.role && name.cell.address != renaming.cell.address && name.name.ends_with(old)
    };
    let kept = lexicon
        .names
        .iter()
        .any(|name| same_role(&name) && (name.role == NameRole::Vendor || name.cell.address.last() == "name"));
    if renaming.new.contains(old) || kept {
        return;
    }
    let mut places = Vec::new();
    for piece in subject.pieces().iter().filter(|piece| !matches!(piece.cell.typed, Some(Answer::Records(_)))) {
        for (at, word) in piece.value.match_indices(old) {
            let before = &piece.value[..at];
            let past = ["旧", "前の", "従来の"].iter().any(|word| before.ends_with(word));
            // 健康課 is no part of 地域健康課.
            let longer = renaming.role == NameRole::Office && is_part_of_longer(before);
            if !past && !longer {
                places.push((piece, at..at + word.len()));
            }
        }
    }
    let Some(((piece, range), rest)) = places.split_first() else { return };
    let more = if rest.is_empty() { String::new() } else { format!("（ほか {} か所）", rest.len()) };
    let message = format!("「{old}」は「{}」に改められていますが、ここに残っています{more}", renaming.new);
    let finding = report.at(piece.cell, piece.typed_span(range.clone()), message);
    finding.help = Some(format!("「{}」に直してください", renaming.new));
    finding.related.push((renaming.cell.span.clone(), "名前を改めた欄".into()));
    finding.related.extend(rest.iter().map(|(piece, range)| (piece.typed_span(range.clone()), "ここにも".to_owned())));
    if lexicon.of_role(NameRole::Party).any(|party| party.name.ends_with(old)) {
        finding.confidence = Confidence::Likely;
    }
}

/// What stands before the name of a department is neither its municipality nor a larger department.
fn is_part_of_longer(before: &str) -> bool {
    let ends =
        before.ends_with(['市', '区', '町', '村', '部', '局', '県', '都', '府', '所', '場', '及', '又', '各', '、']);
    !ends && before.ends_with(crate::rules::scan::is_kanji)
}
