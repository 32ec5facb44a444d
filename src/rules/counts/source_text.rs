//! 文に出てくる入手元に○が無い
//!
//! ## 何を見るか
//! 入手の時期や入手の措置の文に「医療機関から受け取る」「登記所から入手する」のような入手元が書かれているのに、入手元のその項目に○が
//! 無いことを知らせます。打消しの文は見ません。リスク対策の文に出てくるものは、確かでない指摘です。
//!
//! ## なぜ大切か
//! 入手元は重要な変更の対象（※）です。入手元を加えた改定では、文だけを直して○を付け忘れることがあります。
//!
//! ## 例
//! 「健診の結果は医療機関から毎月入手する」とあるのに、入手元の「民間事業者」に○が無い。
//!
//! ## 直し方
//! その相手から入手しているなら○を付けて括弧に名前を書き、していないなら文を直します。

use super::keywords::{OptionSubject, of};
use crate::rules::prelude::*;
use crate::rules::stance::{Stance, stance};
use crate::text::fold;

rule!("HY230", "source-text", Warning, Certain, "source_text.rs", One(check));

const TAKES: [&str; 7] = ["入手", "取得", "受領", "受け取", "提出され", "収集", "送付され"];
const TEXTS: [&str; 3] = ["use.timing", "use.validity", "use.usage"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    for file in assessment.files() {
        let Some(cell) = file.cell("use.sources").filter(|cell| !cell.is_blank()) else { continue };
        let Some(options) = assessment.form.options_of(assessment.node(cell)) else { continue };
        let risks = file.join("risks.acquisition");
        let texts: Vec<Address> = TEXTS.iter().map(|key| file.join(key)).collect();
        for words in of(OptionSubject::Source) {
            let Some(index) = options.choices.iter().position(|choice| choice.word.starts_with(words.option)) else {
                continue;
            };
            let ticks = file.ticks("use.sources");
            if ticks.iter().any(|tick| tick.index == index) {
                continue;
            }
            // Whom a box names is told, whichever box it is.
            let named: Vec<String> = ticks.iter().filter_map(|tick| tick.text.as_deref()).map(fold::fold).collect();
            let untold = |word: &&&str| !named.iter().any(|text| text.contains(word.trim_end_matches("から")));
            let spoken = subject
                .outlines()
                .map(|(piece, _)| piece)
                .filter(|piece| piece.cell.address.is_inside(&risks) || texts.contains(&piece.cell.address));
            let found = spoken.filter_map(|piece| {
                let place = words.spoken.iter().filter(untold).flat_map(|word| piece.folded.find(word)).find(|range| {
                    let sentence = piece.folded.after(range).split(['。', ';']).next().unwrap_or_default();
                    let clause =
                        sentence.split("から").next().filter(|_| !sentence.starts_with('の')).unwrap_or_default();
                    TAKES.iter().any(|take| clause.contains(take))
                        && stance(&piece.folded, range) != Some(Stance::Denies)
                });
                Some((piece, place?))
            });
            let Some((piece, range)) = found.into_iter().next() else { continue };
            let (word, place) = (&options.choices[index].word, assessment.path(cell));
            let message = format!("「{}」とありますが、「{place}」の「{word}」に○がありません", piece.words(&range));
            let finding = report.at(piece.cell, piece.span(&range), message);
            finding.help = Some("入手しているなら○を付け、していないなら文を直してください".into());
            finding.related.push((cell.span.clone(), place));
            // What comes without the number is no source of the file.
            if piece.cell.address.is_inside(&risks) {
                finding.confidence = Confidence::Likely;
            }
        }
    }
}
