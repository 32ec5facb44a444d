//! 文の中の数が、評価書に並ぶシステムやファイルの数と違う
//!
//! ## 何を見るか
//! 「本事務では六つのシステムを使用する」「二つの特定個人情報ファイルを取り扱う」「三件の業務を委託している」のように、事務の全体の数を
//! 述べた文の数が、評価書に並ぶシステム、特定個人情報ファイル、委託事項、提供先、移転先の数と合うかを見ます。ファイルの中の文は、その
//! ファイルの数でも、全てのファイルの数でもよいことにします。
//!
//! ## なぜ大切か
//! システムや委託事項を足したり減らしたりした改定では、数を述べた文の直し忘れがよくあります。
//!
//! ## 例
//! 委託事項が四つ並んでいるのに、特記事項に「三つの業務を外部の事業者に委託している」とある。
//!
//! ## 直し方
//! 並びが正しいかを確かめ、文の数を直します。

use std::collections::BTreeSet;

use crate::rules::facts::{Quantity, QuantityUnit, quantities};
use crate::rules::prelude::*;
use crate::text::fold;

rule!("HY231", "counted-blocks", Warning, Certain, "counted_blocks.rs", One(check));

/// What is counted, by the word behind the number, and what the clause must say of it besides: any of these words.
const COUNTED: [(&str, &[&str], BlockList); 6] = [
    ("特定個人情報ファイル", &["取り扱", "保有", "使用"], BlockList::Files),
    ("システム", &["使用する", "使用して", "用いる", "利用する"], BlockList::Systems),
    ("業務", &["委託"], BlockList::Of("outsourcing")),
    ("委託事項", &[""], BlockList::Of("outsourcing")),
    ("提供先", &[""], BlockList::Of("provision")),
    ("移転先", &[""], BlockList::Of("transfer")),
];
/// More numbers of a text are not looked at.
const MOST: usize = 200;
/// A number before these is that of a part.
const PARTS: [&str; 6] = ["うち", "ほか", "他の", "ずつ", "一部", "又は"];

#[derive(Clone, Copy, Debug)]
enum BlockList {
    Systems,
    Files,
    /// In every file.
    Of(&'static str),
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (piece, _) in subject.outlines() {
        for quantity in quantities(piece.value).into_iter().take(MOST) {
            let Some((noun, list)) = counted(piece.value, &quantity) else { continue };
            let numbers = numbers(subject, piece.cell, list);
            if numbers.is_empty() || numbers.contains(&usize::try_from(quantity.value).unwrap_or(usize::MAX)) {
                continue;
            }
            let right: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            let words = &piece.value[quantity.range.clone()];
            let message = format!("「{words}の{noun}」とありますが、並んでいる数は {} です", right.join(" か "));
            let finding = report.at(piece.cell, piece.typed_span(quantity.range.clone()), message);
            finding.help = Some("並びに抜けや余りがないかを確かめ、数を直してください".into());
        }
    }
}

/// What a quantity counts, where its clause speaks of all of the work.
fn counted(text: &str, quantity: &Quantity) -> Option<(&'static str, BlockList)> {
    let is_plain = matches!(quantity.unit, QuantityUnit::Members | QuantityUnit::Cases);
    let behind = text[quantity.range.end..].strip_prefix('の').filter(|_| is_plain)?;
    let (noun, words, list) = *COUNTED.iter().find(|(noun, ..)| behind.starts_with(noun))?;
    let clause = behind[noun.len()..].split(['。', '、', '\n']).next().unwrap_or_default();
    let clause = fold::fold(clause);
    let before = text[..quantity.range.start].rsplit(['。', '\n']).next().unwrap_or_default();
    let whole = !PARTS.iter().any(|word| before.contains(word) || clause.contains(word)) && !before.ends_with("次の");
    (whole && clause.starts_with(['を', 'が', 'に', 'で', 'は']) && words.iter().any(|word| clause.contains(word)))
        .then_some((noun, list))
}

/// The numbers that are right in a text, none where nothing is listed yet: of its own file or of all files; outside of them of any.
fn numbers(subject: &Subject<'_>, cell: &Cell, list: BlockList) -> BTreeSet<usize> {
    let files = subject.assessment.files();
    let mut right = match list {
        BlockList::Systems => BTreeSet::from([subject.assessment.blocks("systems").len()]),
        BlockList::Files => BTreeSet::from([files.len()]),
        BlockList::Of(list) => {
            let each: Vec<usize> = files.iter().map(|file| file.blocks(list).len()).collect();
            let own = files.iter().position(|file| cell.address.is_inside(&file.address));
            let one = own.map_or(each.as_slice(), |at| &each[at..=at]);
            one.iter().copied().chain([each.iter().sum()]).collect()
        }
    };
    if files.is_empty() || !matches!(list, BlockList::Of(_)) {
        right.remove(&0);
    }
    right
}
