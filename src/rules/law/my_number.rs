//! 個人番号らしい数字が書かれている
//!
//! ## 何を見るか
//! 評価書のファイルと、そこに差し込まれた文例や表に、検査用数字の正しい12桁の数字が無いかを見ます。4桁ごとに空白や
//! ハイフンで区切ったもの、全角の数字も見ます。13桁の法人番号や、より長い数字の一部は数えません。
//!
//! ## なぜ大切か
//! 評価書は公表されます。実在の人の個人番号が紛れ込めば、それだけで漏えいになります。
//!
//! ## 例
//! 記入例として、窓口で受け付けた申請書の個人番号を写した。
//!
//! ## 直し方
//! 直ちに消し、どこから来た番号かを確かめます。履歴にも残るので、版を管理している人にも知らせます。個人番号でない番号が
//! たまたま合うときは、`hyokasho.yaml` の `allow` に理由を添えて書きます。

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::rules::prelude::*;
use crate::text::numeral::digit;
use crate::text::{Source, Span};

rule!("HY408", "my-number", Error, Certain, "my_number.rs", One(check));

const LENGTH: usize = 12;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let own = &subject.assessment.source;
    // The whole file, comments and changes included.
    for range in my_numbers(own.text()) {
        let span = Span::new(own, range);
        match subject.assessment.cells.iter().find(|cell| holds(cell, own, &span)) {
            Some(cell) => tell(report.at(cell, span, MESSAGE)),
            None => tell(report.place(span, MESSAGE)),
        }
    }
    // What stands in the item but in another file: passages and spreadsheets.
    let mut told = BTreeSet::new();
    for piece in subject.pieces() {
        for range in my_numbers(piece.value) {
            let span = piece.typed_span(range);
            let place = (span.source.path().to_owned(), span.start);
            if span.source.path() != own.path() && told.insert(place) {
                tell(report.at(piece.cell, span, MESSAGE));
            }
        }
    }
}

/// The number itself is not repeated.
const MESSAGE: &str = "個人番号とみられる12桁の数字があります（検査用数字が合っています）";

fn tell(finding: &mut Finding) {
    finding.concealed = true;
    finding.help = Some("実在の人の個人番号なら直ちに消し、履歴にも残っていることを管理者に知らせてください".into());
}

fn holds(cell: &Cell, own: &Arc<Source>, span: &Span) -> bool {
    let typed_here = cell.typed.is_some() && cell.span.source.path() == own.path();
    typed_here && cell.span.start <= span.start && span.end <= cell.span.end
}

/// Where 12 digits stand on their own, in one or in three groups of four, and the check digit is right.
fn my_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<(Range<usize>, u32)> = Vec::new();
    // The places in the run, by number of digits, at which a separator stands.
    let mut gaps: Vec<usize> = Vec::new();
    for (at, character) in text.char_indices().chain([(text.len(), '\n')]) {
        if let Some(digit) = digit(character) {
            run.push((at..at + character.len_utf8(), digit));
        } else if is_separator(character) && !run.is_empty() && gaps.last() != Some(&run.len()) {
            gaps.push(run.len());
        } else {
            found.extend(my_number(&run, &gaps));
            run.clear();
            gaps.clear();
        }
    }
    found
}

fn my_number(run: &[(Range<usize>, u32)], gaps: &[usize]) -> Option<Range<usize>> {
    // A separator behind the last digit belongs to what follows.
    let gaps = gaps.strip_suffix(&[run.len()]).unwrap_or(gaps);
    let grouped = gaps.is_empty() || gaps == [4, 8];
    let digits: Vec<u32> = run.iter().map(|(_, digit)| *digit).collect();
    let is_number = run.len() == LENGTH && grouped && digits.iter().any(|digit| *digit > 0) && has_check_digit(&digits);
    is_number.then(|| Some(run.first()?.0.start..run.last()?.0.end))?
}

/// 個人番号、個人番号カード、特定個人情報の提供等に関する命令（平成26年総務省令第85号）第5条.
fn has_check_digit(digits: &[u32]) -> bool {
    let Some((check, rest)) = digits.split_last() else { return false };
    let weighted = rest.iter().rev().zip(1..).map(|(digit, n)| digit * if n <= 6 { n + 1 } else { n - 5 });
    let remainder = weighted.sum::<u32>() % 11;
    *check == if remainder <= 1 { 0 } else { 11 - remainder }
}

fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '\u{3000}' | '\u{a0}' | '-' | '－' | '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        my_numbers(text).len()
    }

    #[test]
    fn numbers_on_their_own_are_found() {
        for text in ["123456789018", "番号1234-5678-9018。", "１２３４　５６７８　９０１８", "x 123456789018 y"]
        {
            assert_eq!(count(text), 1, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "123456789019",
            "1234567890180",
            "0123456789018",
            "12-3456-7890-18",
            "1234-5678-9018-0000",
            "000000000000",
            "1234  5678-9018-",
            "123456.789018",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
