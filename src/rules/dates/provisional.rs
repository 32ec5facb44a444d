//! 「予定」「未定」などの仮の記載が残っている
//!
//! ## 何を見るか
//! 委託先名や部署のように一行で書く欄に、「（予定）」「（仮称）」「未定」「検討中」「調整中」「選定中」が残っていないか
//! を見ます。文章の中の「予定である」「検討中」などは、そのままでよいこともあるので、確かではないものとして知らせます。
//!
//! ## なぜ大切か
//! 評価書は、公表の時点で決まっている内容を住民に示すものです。入札などの前に仮に書いたものは、決まった後に直し忘れる
//! ことがあります。公表された評価書でも見つかっています。
//!
//! ## 例
//! 委託先名が「株式会社○○（予定）」のまま公表されている。
//!
//! ## 直し方
//! 決まった内容に改めます。まだ決まっていないときは、決まった後に改めるものとして控えておきます。

use crate::form::Kind;
use crate::rules::prelude::*;
use crate::rules::scan::Folded;

rule!("HY506", "provisional", Info, Certain, "provisional.rs", One(check));

/// In an item of one line; 予定 and 未定 alone occur within names.
const IN_LINES: [&str; 9] = ["(予定)", "(仮称)", "(仮)", "(未定)", "(検討中)", "検討中", "調整中", "選定中", "未確定"];

/// In sentences. 予定 alone is a plan of the work itself as often as not: 転出予定日, 受診を予定している者.
const IN_PROSE: [&str; 8] =
    ["する予定", "予定である", "予定です", "予定としている", "検討中", "検討している", "調整中", "未定である"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (cell, text) in subject.assessment.texts() {
        let folded = Folded::new(text);
        let line = subject.assessment.node(cell).kind == Some(Kind::Line);
        let words: &[&str] = if line { &IN_LINES } else { &IN_PROSE };
        let whole = ["未定", "予定"].iter().find(|word| line && folded.text.ends_with(**word));
        let Some(range) = words.iter().chain(whole).find_map(|word| folded.find(word).into_iter().next_back()) else {
            continue;
        };
        let range = folded.original(&range);
        let message = format!("仮の記載「{}」が残っています", &text.value[range.clone()]);
        let finding = report.words(cell, text, range, message);
        finding.help = Some("決まった内容に改めてください".into());
        if !line {
            finding.confidence = Confidence::Likely;
        }
    }
}
