//! 今は使われない名前が残っている
//!
//! ## 何を見るか
//! 名前を改めた機関、廃止された法律や基準の名前が、今の記載に残っていないかを見ます。法令の番号や経過を述べた箇所で正しく
//! 使われることがある名前は、確かでない指摘として扱います。名前と改められた日は法令のデータ（law/renamed.yaml）にあります。改められる
//! 前に公表した評価書と、「旧」「廃止前の」「に廃止された」のように昔の名前として述べた箇所は数えません。多くの市区町村が廃止した
//! 個人情報保護条例のように、名前を残した所もあるものは、改められた後に公表した評価書でだけ確かな指摘とします。
//!
//! ## なぜ大切か
//! 旧い名前は、国の文例が改められた後も見直していないことを表します。
//!
//! ## 例
//! 「特定個人情報保護委員会との協議を経て、総務大臣が設置・管理する情報提供ネットワークシステム」
//!
//! ## 直し方
//! 今の名前に改めます。変更箇所に残る昔の名前は直しません。

use std::collections::BTreeSet;
use std::ops::Range;

use super::past::is_past;
use crate::finding::Repair;
use crate::law::{self, RenamedName};
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::Span;

rule!("HY403", "old-names", Warning, Certain, "old_names.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let published = subject.assessment.root().date("cover.published_on");
    for piece in subject.current() {
        let mut told = BTreeSet::new();
        for name in law::renamed() {
            for range in piece.folded.find(&name.old) {
                if is_rightly_used(piece, &range, name) || subject.is_of_old_time(&name.since) {
                    continue;
                }
                if !told.insert(&name.old) {
                    continue;
                }
                let (words, span) = (piece.words(&range), piece.span(&range));
                let message = format!("「{words}」は、{}に改められる前の名前です", name.since);
                let finding = report.at(piece.cell, span.clone(), message);
                finding.repair = repair(name, &span, words);
                if name.kept && (published.is_none() || !name.ended) {
                    finding.confidence = Confidence::Likely;
                }
                finding.help =
                    Some(format!("今は「{}」です。前後の文も今の仕組みに合うか、確かめてください", name.new));
            }
        }
    }
}

/// A name that was only renamed, and is not one of several that the new one stands for.
fn repair(name: &RenamedName, span: &Span, words: &str) -> Option<Repair> {
    let certain = !name.kept && !name.new.contains('（');
    if certain { Repair::words(span, words, &name.new) } else { None }
}

/// The text says itself that the name is an old one, or cites a rule by it.
fn is_rightly_used(piece: &TextPiece<'_>, range: &Range<usize>, name: &RenamedName) -> bool {
    let after = piece.folded.after(range);
    is_past(piece, range) || name.unless.iter().any(|follower| after.starts_with(follower.as_str()))
}
