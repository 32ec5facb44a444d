//! 今は使われない名前が残っている
//!
//! ## 何を見るか
//! 名前を改めた機関、廃止された法律や基準の名前が、今の記載に残っていないかを見ます。法令の番号や経過を述べた箇所で正しく
//! 使われることがある名前は、確かでない指摘として扱います。
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

use crate::dates::Date;
use crate::finding::Repair;
use crate::rules::pieces::TextPiece;
use crate::rules::prelude::*;
use crate::text::Span;

rule!("HY403", "old-names", Warning, Certain, "old_names.rs", One(check));

struct OldName {
    /// Written folded.
    old: &'static str,
    new: &'static str,
    /// When the name changed.
    since: &'static str,
    /// Followed by one of these, the old name is rightly used.
    unless: &'static [&'static str],
    confidence: Confidence,
    /// What it named came to an end on that day, so that an assessment of a later date cannot rest on it.
    ended: bool,
}

const fn changed(old: &'static str, new: &'static str, since: &'static str) -> OldName {
    OldName { old, new, since, unless: &[], confidence: Confidence::Certain, ended: false }
}

/// May still be right, as in an account of the past or where a municipality kept the name.
const fn perhaps(old: &'static str, new: &'static str, since: &'static str) -> OldName {
    OldName { confidence: Confidence::Likely, ..changed(old, new, since) }
}

impl OldName {
    /// A name that was only renamed, and is not one of several that the new one stands for.
    fn repair(&self, span: &Span, words: &str) -> Option<Repair> {
        let certain = self.confidence == Confidence::Certain && !self.new.contains('（');
        if certain { Repair::words(span, words, self.new) } else { None }
    }
}

/// Ordinances of that name were replaced when the act came to cover municipalities.
const fn ended(old: &'static str, new: &'static str, since: &'static str) -> OldName {
    OldName { ended: true, ..perhaps(old, new, since) }
}

impl OldName {
    fn is_past(&self, dated: Option<Date>) -> bool {
        let ended = Date::parse(self.since).ok().filter(|_| self.ended);
        ended.zip(dated).is_some_and(|(ended, dated)| !dated.is_before(ended))
    }
}

/// One line per name; names that contain another first.
const NAMES: &[OldName] = &[
    // 平成27年法律第65号. The Commission's rules keep the number under which they were made.
    OldName {
        unless: &["規則", "告示", "訓令"],
        ..changed("特定個人情報保護委員会", "個人情報保護委員会", "平成28年1月1日")
    },
    // 令和3年法律第36号・第37号: 番号法第21条.
    changed("総務大臣が設置・管理する", "内閣総理大臣が設置・管理する", "令和3年9月1日"),
    changed("総務大臣が設置し、管理する", "内閣総理大臣が設置し、管理する", "令和3年9月1日"),
    // サイバーセキュリティ戦略本部決定 令和3年7月7日.
    changed(
        "政府機関等の情報セキュリティ対策のための統一基準",
        "政府機関等のサイバーセキュリティ対策のための統一基準",
        "令和3年7月7日",
    ),
    changed(
        "政府機関の情報セキュリティ対策のための統一基準",
        "政府機関等のサイバーセキュリティ対策のための統一基準",
        "令和3年7月7日",
    ),
    // 令和3年法律第37号: one act for all.
    changed("行政機関の保有する個人情報の保護に関する法律", "個人情報の保護に関する法律", "令和4年4月1日"),
    changed("行政機関個人情報保護法", "個人情報の保護に関する法律", "令和4年4月1日"),
    changed("独立行政法人等の保有する個人情報の保護に関する法律", "個人情報の保護に関する法律", "令和4年4月1日"),
    // The act covers municipalities; their ordinances carry it out. Some kept the old title.
    ended("個人情報保護条例", "個人情報の保護に関する法律（とその施行条例）", "令和5年4月1日"),
    changed("地方自治情報センター", "地方公共団体情報システム機構", "平成26年4月1日"),
    changed("情報通信技術(IT)総合戦略室", "デジタル庁", "令和3年9月1日"),
    changed("IT総合戦略室", "デジタル庁", "令和3年9月1日"),
    changed("内閣官房情報セキュリティセンター", "国家サイバー統括室", "令和7年7月1日"),
    changed("内閣サイバーセキュリティセンター", "国家サイバー統括室", "令和7年7月1日"),
    // 産業標準化法.
    changed("日本工業規格", "日本産業規格", "令和元年7月1日"),
    changed("障害者自立支援法", "障害者の日常生活及び社会生活を総合的に支援するための法律", "平成25年4月1日"),
    changed("母子及び寡婦福祉法", "母子及び父子並びに寡婦福祉法", "平成26年10月1日"),
    perhaps("老人保健法", "高齢者の医療の確保に関する法律", "平成20年4月1日"),
];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let dated = subject.assessment.root().date("cover.published_on");
    for piece in subject.current() {
        let mut told = BTreeSet::new();
        for name in NAMES {
            for range in piece.folded.find(name.old) {
                if is_history(piece, &range, name) || !told.insert(name.old) {
                    continue;
                }
                let words = piece.words(&range);
                let message = format!("「{words}」は、{}に改められる前の名前です", name.since);
                let finding = report.at(piece.cell, piece.span(&range), message);
                finding.confidence = if name.is_past(dated) { Confidence::Certain } else { name.confidence };
                finding.repair = name.repair(&piece.span(&range), words);
                finding.help =
                    Some(format!("今は「{}」です。前後の文も今の仕組みに合うか、確かめてください", name.new));
            }
        }
    }
}

/// The text says itself that the name is an old one, or cites a rule by it.
fn is_history(piece: &TextPiece<'_>, range: &std::ops::Range<usize>, name: &OldName) -> bool {
    let after = piece.folded.after(range);
    piece.folded.before(range).ends_with('旧')
        || piece.folded.before(range).ends_with("廃止前の")
        || name.unless.iter().any(|follower| after.starts_with(follower))
}
