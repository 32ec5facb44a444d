//! 書体に無い文字
//!
//! ## 何を見るか
//! 印刷に使う書体（組み込みの BIZ UDゴシックと補いの書体、`style: font:` の書体）に無い文字を、今の記載と変更箇所の表から
//! 探します。絵文字、外字（私用領域の文字）、一つの文字にまとまらない濁点などです。
//!
//! ## なぜ大切か
//! 印刷では「〓」になります。文字そのものは PDF に残るので検索や複写はできますが、紙で読む人には伝わりません。外字は、ほかの
//! 機械では別の字になるか、見えなくなります。
//!
//! ## 例
//! 人の名前に、その機械だけで使える外字が使われている。丸に囲まれた印として絵文字が使われている。
//!
//! ## 直し方
//! 同じ意味の文字に書き換えます。どうしても必要な文字なら、それを含む書体を `hyokasho.yaml` の `style: font:` で指定します。

use std::collections::BTreeSet;
use std::ops::Range;

use crate::assessment::Assessment;
use crate::rules::prelude::*;
use crate::typeface::{Coverage, Font};

rule!("HY607", "missing-glyph", Warning, Certain, "missing_glyph.rs", One(check));

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let own = subject.font.map(|font| Coverage::with(&font.data, font.index));
    let coverage = own.as_ref().unwrap_or_else(|| Coverage::built_in());
    for piece in subject.pieces() {
        for (range, c) in once_each(coverage, piece.value) {
            explain(report.at(piece.cell, piece.typed_span(range), message(c)));
        }
    }
    let changes = subject.assessment.changes.iter().flat_map(|day| day.rows.iter());
    for text in changes.flat_map(|row| [&row.before, &row.after, &row.reason]).flatten() {
        for (range, c) in once_each(coverage, &text.value) {
            if let Some(span) = text.span(range) {
                explain(report.place(span, message(c)));
            }
        }
    }
}

/// What a printer has to tell, whether the whole assessment is checked or not.
pub fn missing_glyphs(assessment: &Assessment, font: Option<&Font>) -> Vec<Finding> {
    let mut report = Report::new(assessment);
    report.start(CHECK.rule);
    check(&Subject::new("", assessment, &[], None).printed_with(font), &mut report);
    report.into_findings()
}

/// The first place of each character in a text.
fn once_each(coverage: &Coverage<'_>, text: &str) -> Vec<(Range<usize>, char)> {
    let mut told = BTreeSet::new();
    coverage.missing(text).into_iter().filter(|(_, c)| told.insert(*c)).collect()
}

fn message(c: char) -> String {
    let shown = if matches!(c, '\u{E000}'..='\u{F8FF}') { "外字".to_owned() } else { format!("「{c}」") };
    format!("{shown}（U+{:04X}）は書体に無いので、「〓」と印刷されます", u32::from(c))
}

fn explain(finding: &mut Finding) {
    finding.help = Some("同じ意味の文字に書き換えるか、その文字のある書体を style: font: で指定してください".into());
}
