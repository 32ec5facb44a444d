//! 打ち間違い
//!
//! ## 何を見るか
//! よくある打ち間違い（「市町村町」「被保健者」「ものとで」「をを」など、決まった一覧にあるもの）と、同じ言葉の
//! 繰返し（「修正修正」「システムシステム」）を、今の記載と変更箇所の説明の中から探します。変更前と変更後の記載は、当時の
//! ままであるべきものなので見ません。
//!
//! ## なぜ大切か
//! 打ち間違いは、審査や点検で指摘されやすく、機関や資格の名前では意味まで変わります。公表された評価書でも見つかっています。
//!
//! ## 例
//! 提供先が「市町村町」となっている。変更箇所の説明が「法律の改正に伴う修正修正」となっている。
//!
//! ## 直し方
//! 示された言葉に直します。

use std::collections::BTreeSet;
use std::ops::Range;

use super::confusions::{CONFUSIONS, Confusion, PrecedingWords};
use crate::finding::Repair;
use crate::rules::prelude::*;
use crate::rules::scan::{Folded, is_kanji, is_katakana};

rule!("HY606", "typing", Info, Certain, "typing.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for piece in subject.current() {
        for slip in slips(piece.value, &piece.folded) {
            let span = piece.typed_span(slip.range.clone());
            let typed = &piece.value[slip.range.clone()];
            let finding = report.at(piece.cell, span.clone(), slip.message());
            finding.repair = Repair::words(&span, typed, &slip.right);
            slip.explain(finding);
        }
    }
    let rows = subject.assessment.changes.iter().flat_map(|day| day.rows.iter());
    for reason in rows.filter_map(|row| row.reason.as_ref()) {
        for slip in slips(&reason.value, &Folded::new(reason)) {
            if let Some(span) = reason.span(slip.range.clone()) {
                slip.explain(report.place(span, format!("変更箇所の説明の{}", slip.message())));
            }
        }
    }
}

struct TypingSlip {
    range: Range<usize>,
    wrong: String,
    right: String,
    confidence: Confidence,
}

impl TypingSlip {
    fn message(&self) -> String {
        format!("「{}」は「{}」の打ち間違いのようです", self.wrong, self.right)
    }

    fn explain(&self, finding: &mut Finding) {
        finding.help = Some(format!("「{}」に直してください", self.right));
        finding.confidence = self.confidence;
    }
}

/// The slips of a text, each kind once.
fn slips(text: &str, folded: &Folded) -> Vec<TypingSlip> {
    let mut told = BTreeSet::new();
    let listed = CONFUSIONS.iter().filter_map(|confusion| listed(confusion, folded, text));
    listed.chain(doubled_words(text)).filter(|slip| told.insert(slip.wrong.clone())).collect()
}

fn listed(confusion: &Confusion, folded: &Folded, text: &str) -> Option<TypingSlip> {
    let places = folded.find(confusion.wrong);
    let near = || confusion.near.is_empty() || confusion.near.iter().any(|word| folded.holds(word));
    if places.is_empty() || !near() {
        return None;
    }
    let within_longer = |range: &Range<usize>| {
        let longer = confusion.except.iter().flat_map(|word| folded.find(word));
        longer.into_iter().any(|longer| longer.start <= range.start && range.end <= longer.end)
    };
    let fits = |range: &Range<usize>| {
        let previous = folded.before(range).chars().next_back();
        match confusion.before {
            PrecedingWords::Anything => true,
            PrecedingWords::Noun => previous.is_some_and(|c| is_kanji(c) || is_katakana(c)),
            PrecedingWords::NoLetter => !previous.is_some_and(|c| c.is_ascii_alphabetic()),
        }
    };
    let found = places.into_iter().filter(|range| fits(range) && !within_longer(range));
    // Two lines that happen to meet are no slip.
    let found = found.map(|range| folded.original(&range)).find(|range| !text[range.clone()].contains('\n'))?;
    let wrong = confusion.wrong.to_owned();
    Some(TypingSlip { range: found, wrong, right: confusion.right.to_owned(), confidence: confusion.confidence })
}

/// A run of kanji or katakana that is one word written twice; not 一人一人, 毎年毎年.
fn doubled_words(text: &str) -> Vec<TypingSlip> {
    let mut slips = Vec::new();
    for (is_kind, least) in [(is_kanji as fn(char) -> bool, 2), (is_katakana, 3)] {
        let mut at = 0;
        while let Some(start) = text[at..].find(is_kind).map(|start| at + start) {
            let end = text[start..].find(|c| !is_kind(c)).map_or(text.len(), |end| start + end);
            at = end;
            let run = &text[start..end];
            // Both kinds take three bytes each, so that a half is never cut within a character.
            let Some((first, second)) = run.split_at_checked(run.len() / 2) else { continue };
            let distributes = first.starts_with(['一', '各', '毎', '個']);
            if first == second && first.chars().count() >= least && !distributes {
                let (wrong, right) = (run.to_owned(), first.to_owned());
                slips.push(TypingSlip { range: start..end, wrong, right, confidence: Confidence::Certain });
            }
        }
    }
    slips
}
