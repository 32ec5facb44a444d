//! 文の中で指している番号の項目が無い
//!
//! ## 何を見るか
//! 文章の中の「②のとおり」「上記③」「①～⑦」「①及び④」のような引用が、同じ欄にある番号の並びか、様式のその章に印刷された番号の
//! どれかを指しているかを見ます。「(※2)」のような注の番号に、同じ欄の中の説明があるか、説明のある注がどこかで使われているかも見ます。
//! ほかの章や図の番号を指すもの、法令の条や項の番号は数えません。
//!
//! ## なぜ大切か
//! 項目を消したり並べ替えたりすると、番号による引用は知らないうちに別の項目を指すか、何も指さなくなります。
//!
//! ## 例
//! 手順が⑤までしか無い欄に「⑦の確認を終えた後に」と書かれている。
//!
//! ## 直し方
//! 今の番号に合わせて引用を直すか、落ちた項目を書き足します。

use std::collections::BTreeSet;
use std::ops::Range;

use crate::form::Kind;
use crate::rules::outline::{MarkerKind, Outline, circles, digits, is_close, is_open, speaks_of_item};
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::numeral::{circle, circled};

rule!("HY613", "item-reference", Warning, Certain, "item_reference.rs", One(check));

/// Before a number these say that it is one of another place.
const ELSEWHERE: [&str; 18] = [
    "図",
    "別添",
    "別紙",
    "表",
    "様式",
    "評価書",
    "条",
    "項",
    "号",
    "章",
    "システム",
    "委託事項",
    "提供先",
    "移転先",
    "リスク",
    "欄",
    "要綱",
    "基準",
];
/// How far before it, in characters.
const NEAR: usize = 12;
const DASHES: [char; 5] = ['～', '〜', '~', '－', '-'];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (piece, outline) in subject.outlines() {
        if !is_beside_figure(subject, piece.cell) {
            check_circles(subject, piece, outline, report);
        }
        check_notes(piece, report);
        check_positions(piece, outline, report);
    }
}

/// 前項: what stands before it in a numbered list.
const BEFORE: [&str; 3] = ["前項", "前号", "前段の"];
/// In the same text these say that an act, a contract or another paper is spoken of.
const ENACTED: [&str; 9] = ["条", "法", "令", "規則", "要綱", "契約", "規程", "協定", "「"];

/// 前項 where no item stands before.
fn check_positions(piece: &TextPiece<'_>, outline: &Outline, report: &mut Report<'_>) {
    for (at, word) in BEFORE.iter().flat_map(|word| piece.value.match_indices(word)) {
        let before = &piece.value[..at];
        let item_before = outline.markers().filter(|marker| marker.range.end <= at).count() > 1;
        let paragraph_before = word == "前段の" && before.contains('。');
        if item_before || paragraph_before || ENACTED.iter().any(|word| before.contains(word)) {
            continue;
        }
        let message = format!("「{word}」とありますが、この欄にその前の項目がありません");
        report.at(piece.cell, piece.typed_span(at..at + word.len()), message).help =
            Some("ほかの文書を写したままでないか確かめ、何を指すのかを書いてください".into());
    }
}

/// The numbers of a figure from a file are known to nobody.
fn is_beside_figure(subject: &Subject<'_>, cell: &Cell) -> bool {
    let form = &subject.assessment.form;
    let nodes = &form.parts[form.node(cell.node).part].nodes;
    nodes.iter().any(|node| form.node(*node).kind == Some(Kind::Figure))
}

fn check_circles(subject: &Subject<'_>, piece: &TextPiece<'_>, outline: &Outline, report: &mut Report<'_>) {
    let heads: BTreeSet<usize> = outline.markers().map(|marker| marker.range.start).collect();
    let mut listed: BTreeSet<u32> =
        outline.markers().filter(|marker| marker.kind == MarkerKind::Circled).map(|marker| marker.number).collect();
    let mut spoken = Vec::new();
    let mut at_range_end = false;
    for (number, range) in circles(piece.value) {
        if heads.contains(&range.start) {
            continue;
        }
        let opens_range = piece.value[range.end..]
            .strip_prefix(DASHES)
            .is_some_and(|rest| rest.starts_with(|c| circled(c).is_some()));
        if opens_range || at_range_end || speaks(piece.value, &range) {
            spoken.push((number, range));
        } else {
            listed.insert(number);
        }
        at_range_end = opens_range;
    }
    if spoken.is_empty() {
        return;
    }
    let own = listed.len() > 1 && listed.contains(&1);
    let printed = printed_numbers(subject, piece.cell);
    let mut told = BTreeSet::new();
    for (number, range) in spoken {
        let before = sentence_before(piece.value, range.start);
        let above = before.ends_with("上記") || before.ends_with("前記");
        let known = if own {
            listed.contains(&number) || (above && printed.contains(&number))
        } else {
            printed.contains(&number)
        };
        if known || is_elsewhere(before) || !told.insert(number) {
            continue;
        }
        let shown = circle(number).map(String::from).unwrap_or_default();
        let message = if own {
            let last = listed.iter().next_back().copied().and_then(circle).map(String::from).unwrap_or_default();
            format!("「{shown}」を指していますが、この欄の番号は{last}までで、「{shown}」はありません")
        } else {
            format!("「{shown}」を指していますが、この欄にも様式のこの章にも「{shown}」がありません")
        };
        report.at(piece.cell, piece.typed_span(range), message).help =
            Some("今の番号に合わせて直すか、落ちた項目を書き足してください".into());
    }
}

/// The number stands for an item that is told of elsewhere, and begins none.
fn speaks(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let rest = text[range.end..].trim_start_matches([' ', '\u{3000}']);
    let pointed = ["上記", "下記", "前記", "及び", "又は", "から"].iter().any(|word| before.ends_with(word));
    let closes = rest.starts_with(is_close) && before.ends_with(is_open);
    let listed = rest.strip_prefix(['、', '・']).is_some_and(|rest| rest.starts_with(|c| circled(c).is_some()));
    pointed || closes || listed || speaks_of_item(rest)
}

/// The numbers that the form prints in the section, or in the block, that the item stands in.
fn printed_numbers(subject: &Subject<'_>, cell: &Cell) -> BTreeSet<u32> {
    let form = &subject.assessment.form;
    let Some(section) = form.ancestors(cell.node).first().map(|node| node.id) else { return BTreeSet::new() };
    let inside =
        form.nodes.iter().filter(|node| form.ancestors(node.id).first().is_some_and(|first| first.id == section));
    inside.filter_map(|node| circled(node.number.as_deref()?.chars().next()?)).collect()
}

fn sentence_before(text: &str, at: usize) -> &str {
    let before = &text[..at];
    before.rsplit(['。', '\n']).next().unwrap_or_default()
}

fn is_elsewhere(before: &str) -> bool {
    let skipped = before.chars().count().saturating_sub(NEAR);
    let near = before.char_indices().nth(skipped).map_or("", |(at, _)| &before[at..]);
    ELSEWHERE.iter().any(|word| near.contains(word)) || near.contains(|c| ('Ⅰ'..='Ⅻ').contains(&c))
}

/// A numbered note stands where it is used and where it is explained.
fn check_notes(piece: &TextPiece<'_>, report: &mut Report<'_>) {
    let notes = notes(piece.value);
    let places = |number: u32| notes.iter().filter(move |(other, _)| *other == number).count();
    if !notes.iter().any(|(number, _)| places(*number) > 1) {
        return;
    }
    for (number, range) in notes.iter().filter(|(number, _)| places(*number) == 1) {
        let before = piece.value[..range.start].trim_end_matches(is_open);
        let explains = before.is_empty() || before.ends_with('\n');
        let message = if explains {
            format!("注「※{number}」の説明がありますが、この欄に「※{number}」を付けた言葉がありません")
        } else {
            format!("「※{number}」の説明がこの欄にありません")
        };
        report.at(piece.cell, piece.typed_span(range.clone()), message).help =
            Some("注の番号と説明とをそろえてください".into());
    }
}

/// ※1, wherever it stands.
fn notes(text: &str) -> Vec<(u32, Range<usize>)> {
    let signs = text.match_indices('※');
    let read = |(at, sign): (usize, &str)| {
        let (number, length) = digits(&text[at + sign.len()..])?;
        Some((number, at..at + sign.len() + length))
    };
    signs.filter_map(read).collect()
}
