//! 対象の年齢が食い違っている
//!
//! ## 何を見るか
//! 本人の範囲に「20歳以上の者」のような年齢の下限が一つだけ書かれ、その必要性の文にも一つだけ書かれているとき、同じ年齢かを見ます。
//!
//! ## なぜ大切か
//! 本人の範囲は重要な変更の対象（※）です。対象の年齢を改めたときに一方だけを直すと、誰の情報を持つのかが分からなくなります。
//!
//! ## 例
//! 本人の範囲は「30歳以上の者」なのに、その必要性には「40歳以上の市民について記録する必要がある」とある。
//!
//! ## 直し方
//! 実際の範囲を確かめ、そろえます。

use std::collections::BTreeSet;

use crate::rules::prelude::*;
use crate::rules::scan::Folded;

rule!("HY232", "subject-ages", Warning, Certain, "subject_ages.rs", One(check));

const AGES: [&str; 2] = ["歳以上", "歳未満"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for file in subject.assessment.files() {
        let text = |key: &str| file.cell(key).and_then(|cell| Some((cell, cell.text()?)));
        let (Some((range, of)), Some((why, reason))) = (text("basics.subjects"), text("basics.subjects_why")) else {
            continue;
        };
        for bound in AGES {
            let (own, other) = (ages(of, bound), ages(reason, bound));
            let ([right], [(age, place)]) = (own.as_slice(), other.as_slice()) else { continue };
            if right.0 == *age {
                continue;
            }
            let path = subject.assessment.path(range);
            let message = format!("「{age}{bound}」とありますが、「{path}」は「{}{bound}」です", right.0);
            let finding = report.words(why, reason, place.clone(), message);
            finding.help = Some("実際の範囲を確かめて、そろえてください".into());
            finding.related.push((range.span.clone(), path));
        }
    }
}

/// The ages that a text bounds so, each once, with its first place.
fn ages(text: &Text, bound: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let folded = Folded::new(text);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for range in folded.find(bound) {
        let before = folded.before(&range);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let age = &before[before.len() - digits..];
        if digits > 0 && seen.insert(age.to_owned()) {
            found.push((age.to_owned(), folded.original(&(range.start - digits..range.end))));
        }
    }
    found
}
