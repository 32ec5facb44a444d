//! 公表しない文が、ほかの欄で公表される
//!
//! ## 何を見るか
//! `withhold:` で公表しない欄の文や名称と同じものが、公表する欄に書かれていないかを見ます。
//!
//! ## なぜ大切か
//! 一つの欄を黒く塗っても、同じ文が別の欄から読めれば、公表しないことにした意味がありません。
//!
//! ## 例
//! 委託先の名称を公表しないのに、「再委託の方法」に同じ会社の名が書かれている。
//!
//! ## 直し方
//! ほかの欄も `withhold:` に加えるか、その文を公表できる言葉に改めます。公表してよいものなら、`withhold:` から外します。

use std::collections::BTreeMap;

use crate::rules::prelude::*;
use crate::withhold::{LEAST_NAME, hidden_lines};

rule!("HY521", "withheld-elsewhere", Error, Certain, "withheld_elsewhere.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let assessment = subject.assessment;
    let hidden = hidden_lines(assessment);
    if hidden.is_empty() {
        return;
    }
    // By their beginnings, so that a text is gone through once, however much is withheld.
    let mut beginnings: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in hidden.iter().enumerate() {
        beginnings.entry(beginning(&line.words)).or_default().push(at);
    }
    for piece in subject.pieces().iter().filter(|piece| !piece.cell.withheld) {
        let text = piece.folded.text.as_str();
        let starts = text.char_indices().flat_map(|(start, _)| {
            let lines = beginnings.get(beginning(&text[start..])).map_or(&[][..], Vec::as_slice);
            lines.iter().map(move |line| (*line, start))
        });
        let found = starts.filter(|(line, start)| text[*start..].starts_with(&hidden[*line].words)).min();
        let Some((line, start)) = found else { continue };
        let line = &hidden[line];
        let range = start..start + line.words.len();
        let message = format!("公表しない「{}」の記載が、公表するこの欄にもあります", assessment.path(line.cell));
        let finding = report.at(piece.cell, piece.span(&range), message);
        finding.related.push((line.cell.span.clone(), "公表しない欄".into()));
        finding.help = Some("この欄も withhold に加えるか、公表できる言葉に改めてください".into());
    }
}

/// Every line that is withheld has so many characters at least.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(LEAST_NAME).map_or(text, |(end, _)| &text[..end])
}
