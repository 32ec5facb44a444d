//! 文に出てくる入手・提供の経路に○が無い
//!
//! ## 何を見るか
//! 入手の時期・頻度や提供・移転の時期・頻度に「庁内連携により」「電子メールで」のような経路が書かれているのに、入手方法や
//! 提供方法・移転方法のその項目に○が無いことを知らせます。打消しの文は見ません。入手のリスク対策に出てくる経路は、確かでは
//! ない指摘です。
//!
//! ## なぜ大切か
//! 経路が変わった改定では、文だけを直して○を付け忘れることがよくあります。○の無い経路は、リスクの評価からも漏れます。
//!
//! ## 例
//! 入手の時期・頻度に「申込みの状況を庁内連携により随時入手する」とあるのに、「庁内連携システム」に○が無い。
//!
//! ## 直し方
//! その経路を使っているなら○を付け、使っていないなら文を直します。

use std::ops::Range;

use super::NETWORK;
use super::keywords::{OptionSubject, of};
use crate::rules::prelude::*;
use crate::rules::scan::Folded;
use crate::text::fold;

rule!("HY214", "channel", Warning, Certain, "channel.rs", One(check));

/// What makes a channel of a word: 庁内連携システムを通じて.
const MEANS: [&str; 10] =
    ["により", "によって", "による入手", "を通じ", "を用い", "を利用", "を使用", "を経由", "経由で", "にて"];
const TAKES: [&str; 8] = ["入手", "取得", "受領", "受け取", "提供", "移転", "送付", "収集"];
const DENIES: [&str; 5] = ["ない", "せず", "除く", "禁止", "ません"];

/// How far behind the word its particle may stand, in bytes of folded text: システム等を通じて.
const REACH: usize = 36;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        compare(&file, "use.methods", &["use.timing"], Confidence::Certain, report);
        for list in ["provision", "transfer"] {
            for block in file.blocks(list) {
                compare(&block, "methods", &["timing"], Confidence::Certain, report);
            }
        }
        let risks = file.join("risks.acquisition");
        let risks: Vec<&str> = assessment
            .cells
            .iter()
            .filter(|cell| cell.address.is_inside(&risks))
            .filter_map(|cell| cell.address.rest(&file.address))
            .collect();
        compare(&file, "use.methods", &risks, Confidence::Likely, report);
    }
}

/// Tells each channel once: the box that is missing and the first place that speaks of it.
fn compare(scope: &Scope<'_>, methods: &str, texts: &[&str], confidence: Confidence, report: &mut Report<'_>) {
    let Some(boxes) = scope.cell(methods).filter(|cell| !cell.is_blank()) else { return };
    let Some(options) = scope.assessment.form.options_of(scope.assessment.node(boxes)) else { return };
    let ticks = scope.ticks(methods);
    for channel in of(OptionSubject::Channel) {
        let (option, words) = (channel.option, channel.spoken);
        // HY208 holds the network as a way of acquisition to what speaks of it.
        if methods == "use.methods" && option == NETWORK {
            continue;
        }
        let Some(index) = options.choices.iter().position(|choice| choice.word.starts_with(option)) else { continue };
        let covered = |text: &str| words.iter().any(|word| fold::fold(text).contains(word));
        if ticks.iter().any(|tick| tick.index == index || tick.text.as_deref().is_some_and(covered)) {
            continue;
        }
        let spoken = texts.iter().filter_map(|key| scope.cell(key)).find_map(|cell| {
            let text = cell.text()?;
            Some((cell, text, words.iter().find_map(|word| taken(text, word))?))
        });
        let Some((cell, text, range)) = spoken else { continue };
        let place = scope.assessment.path(boxes);
        let words = text.value.get(range.clone()).unwrap_or_default().to_owned();
        let word = &options.choices[index].word;
        let finding =
            report.words(cell, text, range, format!("「{words}」とありますが、「{place}」の「{word}」に○がありません"));
        finding.help = Some("この経路を使っているなら○を付け、使っていないなら文を直してください".into());
        finding.related.push((boxes.span.clone(), place));
        finding.confidence = confidence;
    }
}

/// Where a text says that something comes or goes by this channel.
fn taken(text: &Text, word: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for sentence in text.value.split_inclusive(['。', '\n']) {
        let folded = Folded::of(sentence);
        let takes = TAKES.iter().any(|take| folded.text.contains(take));
        let denies = DENIES.iter().any(|deny| folded.text.contains(deny));
        let spoken = |range: &Range<usize>| {
            let after = folded.after(range);
            let means = MEANS.iter().filter_map(|means| after.find(means)).min();
            let clause = after.find(['、', '・', ':', '(']).unwrap_or(after.len());
            means.is_some_and(|at| at <= REACH && at <= clause)
        };
        if takes
            && !denies
            && let Some(range) = folded.find(word).into_iter().find(spoken)
        {
            let original = folded.original(&range);
            return Some(start + original.start..start + original.end);
        }
        start += sentence.len();
    }
    None
}
