//! 一つの言葉が二とおりに書かれている
//!
//! ## 何を見るか
//! 「中間サーバ」と「中間サーバー」のように、書き方の分かれやすい言葉が一つの評価書の中で二とおりに書かれていないかを
//! 見ます。少ない方を指摘します。どの書き方が正しいかは問いません。別のものを指すことがある言葉は、確かでない指摘として
//! 扱います。記録項目の名前はシステムの項目名なので見ません。
//!
//! ## なぜ大切か
//! 書き方が違うと、読む人は別のものかと迷い、検索からも漏れます。
//!
//! ## 例
//! 「中間サーバー」が12か所、「中間サーバ」が1か所にある。
//!
//! ## 直し方
//! 多い方にそろえます。変更箇所に残る昔の書き方は直しません。

use std::collections::BTreeSet;
use std::ops::Range;

use crate::finding::{Repair, RepairEdit};
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;

rule!("HY306", "spelling-variants", Info, Certain, "spelling_variants.rs", One(check));

struct Term {
    /// All ways of writing it, folded; the first is preferred where both are equally frequent.
    spellings: &'static [&'static str],
    confidence: Confidence,
}

/// Ways of writing one and the same thing.
const fn same(spellings: &'static [&'static str]) -> Term {
    Term { spellings, confidence: Confidence::Certain }
}

/// Usually the same thing, but there may be two.
const fn alike(spellings: &'static [&'static str]) -> Term {
    Term { spellings, confidence: Confidence::Likely }
}

/// One line per term.
const TERMS: &[Term] = &[
    same(&["中間サーバー", "中間サーバ"]), // the platform's own name has the long vowel
    same(&[
        "医療保険者等向け中間サーバー",
        "医療保険者向け中間サーバー",
        "医療保険者等向け中間サーバ",
        "医療保険者向け中間サーバ",
    ]),
    same(&["社会保険診療報酬支払基金", "社会診療報酬支払基金"]), // 社会保険診療報酬支払基金法
    same(&["ユーザーID", "ユーザID"]),
    same(&["LGWAN", "LG-WAN"]),
    same(&["インターフェイスシステム", "インターフェースシステム"]),
    same(&["コンピュータウイルス", "コンピュータウィルス", "コンピューターウイルス", "コンピューターウィルス"]),
    same(&["ウイルス対策", "ウィルス対策"]),
    same(&["ガバメントクラウド", "ガバメント・クラウド"]),
    same(&["情報セキュリティポリシー", "情報セキュリティーポリシー", "情報セキュリティポリシ"]),
    same(&["フラッシュメモリ", "フラッシュメモリー"]), // the form's own option has no long vowel
    same(&["骨粗鬆症", "骨粗しょう症", "骨そしょう症"]),
    alike(&["住民記録システム", "住民登録システム"]),
    alike(&["税務情報システム", "税情報システム"]),
    alike(&["国民健康保険システム", "国保情報システム", "国保システム"]),
    alike(&["子宮頸がん検診", "子宮がん検診"]),
    alike(&["団体内統合宛名システム", "統合宛名システム"]),
    alike(&["受診者", "受信者"]),
    alike(&["健康増進法", "健康推進法"]),
];

/// Further places that a finding points at.
const SHOWN: usize = 3;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    // The names of record items are those of a system's fields; the titles of their groups are the author's.
    let is_prose = |piece: &TextPiece<'_>| match &piece.cell.typed {
        Some(Answer::Records(groups)) => groups.iter().any(|group| group.title == piece.value),
        _ => true,
    };
    let pieces: Vec<&TextPiece<'_>> = subject.pieces().iter().filter(|piece| is_prose(piece)).collect();
    for term in TERMS {
        let found: Vec<Vec<(&TextPiece<'_>, Range<usize>)>> =
            term.spellings.iter().map(|spelling| places(&pieces, spelling)).collect();
        let Some(most) = found.iter().map(Vec::len).max() else { continue };
        let Some(usual) = found.iter().position(|places| places.len() == most) else { continue };
        for (index, places) in found.iter().enumerate().filter(|(index, _)| *index != usual) {
            let (rare, usual) = (term.spellings[index], term.spellings[usual]);
            let count = places.len();
            let Some((first, rest)) = places.split_first() else { continue };
            let message = format!("「{rare}」（{count} か所）は、ほかでは「{usual}」（{most} か所）と書かれています");
            let finding = report.at(first.0.cell, first.0.span(&first.1), message);
            finding.confidence = term.confidence;
            finding.help = Some(format!("同じものなら「{usual}」にそろえてください"));
            finding.repair = (term.confidence == Confidence::Certain).then(|| repair(places, usual)).flatten();
            let mut told = BTreeSet::from([&first.0.cell.address]);
            for (piece, range) in rest {
                if finding.related.len() < SHOWN && told.insert(&piece.cell.address) {
                    finding.related.push((piece.span(range), "ここにも".into()));
                }
            }
        }
    }
}

/// Every place gives way, or none does.
fn repair(places: &[(&TextPiece<'_>, Range<usize>)], usual: &str) -> Option<Repair> {
    let one = |(piece, range): &(&TextPiece<'_>, Range<usize>)| {
        Repair::words(&piece.span(range), piece.words(range), usual).map(|repair| repair.edits)
    };
    let edits: Vec<RepairEdit> = places.iter().map(one).collect::<Option<Vec<_>>>()?.concat();
    Some(Repair { title: format!("「{usual}」にそろえる"), edits })
}

/// Where a spelling stands, not counting those that are part of a longer spelling of the term or of another term.
fn places<'p, 'a>(pieces: &[&'p TextPiece<'a>], spelling: &str) -> Vec<(&'p TextPiece<'a>, Range<usize>)> {
    let longer = || {
        TERMS
            .iter()
            .flat_map(|other| other.spellings)
            .filter(|other| other.len() > spelling.len() && other.contains(spelling))
    };
    let mut places = Vec::new();
    for piece in pieces.iter().copied() {
        let found = piece.folded.find(spelling);
        if found.is_empty() {
            continue;
        }
        let covers: Vec<_> = longer().flat_map(|other| piece.folded.find(other)).collect();
        let alone =
            |range: &Range<usize>| !covers.iter().any(|cover| cover.start <= range.start && range.end <= cover.end);
        places.extend(found.into_iter().filter(alone).map(|range| (piece, range)));
    }
    places
}
