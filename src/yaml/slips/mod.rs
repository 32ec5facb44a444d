//! What is wrong with a text that is no YAML, in the words of somebody who has never heard of YAML: each slip is looked for where
//! the parser stumbles, mended in a copy, and believed only if the parser then gets further. So all of them are told at once.

mod blocks;
mod line;
mod signs;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, Parser, ScanError, options};

use self::line::TypedLines;
use crate::finding::{Finding, Repair, Rule, reader};
use crate::text::{Source, Span, limits};

/// Something that reads otherwise than it is meant.
pub(super) struct Slip {
    rule: &'static Rule,
    /// From 0.
    line: usize,
    /// The bytes of the line that are meant.
    columns: Range<usize>,
    message: String,
    help: String,
    /// The lines from `line` on as they are meant, as many as there were: with them, reading goes on.
    meant: Vec<String>,
    /// Nothing else can have been meant.
    is_plain: bool,
}

/// Looks at a line for one kind of slip.
type Detector = fn(&TypedLines, usize) -> Option<Slip>;

/// What can be seen of a line alone.
const SURE: [Detector; 6] =
    [signs::odd_indent, signs::wide_colon, signs::narrow_colon, signs::tight_dash, signs::bare_dash, signs::open_quote];
/// What only the lines around it show.
const GUESSED: [Detector; 6] = [
    blocks::flat_text,
    blocks::unequal_indent,
    blocks::flat_continuation,
    signs::lost_colon,
    signs::leading_sign,
    signs::inner_colon,
];
/// The parser often notices a slip a few lines late,
const LINES_BACK: usize = 4;
/// and an open quotation mark wherever the next one stands.
const QUOTED_LINES: usize = 200;

/// Everything that is wrong with a text at which the parser stumbled.
pub(super) fn explain(source: &Arc<Source>, error: &ScanError) -> Vec<Finding> {
    if let ErrorKind::RecursionLimitExceeded | ErrorKind::UnknownAnchor = error.kind() {
        return vec![generic(source, error)];
    }
    let mut lines = TypedLines::new(source.text());
    let mut budget = limits::YAML_MENDING_BYTES;
    let mut findings: Vec<Finding> = Vec::new();
    let mut current = Some(error.clone());
    while let Some(error) = current {
        let mended = if findings.len() < limits::YAML_SLIPS { mend(&lines, &error, &mut budget) } else { None };
        let Some((slips, next)) = mended else {
            // What is left may only be a consequence of what has been told.
            if findings.is_empty() {
                findings.push(generic(source, &error));
            }
            break;
        };
        slips.iter().for_each(|slip| lines.put(slip.line, &slip.meant));
        findings.extend(slips.into_iter().map(|slip| told(source, slip)));
        current = next;
    }
    findings.sort_by_key(|finding| finding.span.as_ref().map(|span| span.start));
    findings
}

/// The slip behind an error, or several that hide each other, and the error that is left when they are mended.
fn mend(lines: &TypedLines, error: &ScanError, budget: &mut usize) -> Option<(Vec<Slip>, Option<ScanError>)> {
    let at = line_of(error).min(lines.len().checked_sub(1)?);
    let near: Vec<usize> = (0..=at).rev().filter(|line| !lines.is_blank(*line)).take(LINES_BACK).collect();
    let single = |detectors| near.iter().flat_map(move |line| on_line(lines, detectors, *line)).map(|slip| vec![slip]);
    let quotes = (0..at).rev().take(QUOTED_LINES).filter_map(|line| signs::open_quote(lines, line));
    let together = near.iter().filter_map(|line| on_line(lines, &SURE, *line).next()).collect::<Vec<_>>();
    let tried = single(&SURE).chain(quotes.map(|slip| vec![slip])).chain([together]).chain(single(&GUESSED));
    for slips in tried.filter(|slips| !slips.is_empty()) {
        let mut mended = lines.clone();
        slips.iter().for_each(|slip| mended.put(slip.line, &slip.meant));
        let text = mended.text();
        *budget = budget.checked_sub(text.len())?;
        let next = first_error(&text);
        if next.as_ref().is_none_or(|next| line_of(next) > at) {
            return Some((slips, next));
        }
    }
    None
}

fn on_line<'l>(
    lines: &'l TypedLines,
    detectors: &'static [Detector],
    line: usize,
) -> impl Iterator<Item = Slip> + use<'l> {
    detectors.iter().filter_map(move |detector| detector(lines, line))
}

fn first_error(text: &str) -> Option<ScanError> {
    let options =
        options! { emit_comments: false, flow_nesting_limit: limits::DEPTH, block_nesting_limit: limits::DEPTH };
    Parser::new_from_str_with_options(text, options).find_map(Result::err)
}

/// The line at which the parser stumbles first.
pub(super) fn first_stumble(text: &str) -> Option<usize> {
    first_error(text).as_ref().map(line_of)
}

fn line_of(error: &ScanError) -> usize {
    error.marker().line().saturating_sub(1)
}

fn told(source: &Arc<Source>, slip: Slip) -> Finding {
    let start = source.line_start(slip.line as u32 + 1);
    let span = Span::new(source, start + slip.columns.start..start + slip.columns.end);
    let whole = start..start + source.line(slip.line as u32 + 1).len();
    let meant = slip.meant.first().filter(|_| slip.is_plain);
    let repair = meant.map(|meant| Repair::new("この行を書き直す", Span::new(source, whole), meant.as_str()));
    Finding { repair, ..Finding::new(slip.rule, slip.message).at(span).help(slip.help) }
}

/// What the lines of a text that reads as something else were meant to be, for whoever finds that it is not what is asked for.
pub fn misread(source: &Arc<Source>, range: &Range<usize>) -> Vec<Finding> {
    let (first, last) = (source.position(range.start).line, source.position(range.end).line);
    let slip = |line: u32| {
        // The lines beside it are enough, however long the text is.
        let around = [line.saturating_sub(1), line, line + 1];
        let beside = around.map(|near| if near == 0 { "" } else { source.line(near) });
        let slip = on_line(&TypedLines::new(&beside.join("\n")), &SURE, 1).next()?;
        Some(told(source, Slip { line: line as usize - 1, ..slip }))
    };
    (first..=last).take(limits::YAML_SLIPS).filter_map(slip).collect()
}

/// In the parser's own terms.
fn generic(source: &Arc<Source>, error: &ScanError) -> Finding {
    let marker = error.marker();
    let at = marker.byte_offset().unwrap_or_else(|| source.line_start(marker.line() as u32));
    let position = source.position(at);
    let line = source.line(position.line);
    let (rule, message): (&'static Rule, String) = match error.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => (&reader::TAB, "タブで字下げされています".into()),
        ErrorKind::RecursionLimitExceeded => (&reader::TOO_DEEP, "入れ子が深すぎます".into()),
        ErrorKind::UnknownAnchor => (&reader::ALIAS, "エイリアス（*）は使えません".into()),
        kind => (&reader::YAML_SYNTAX, format!("YAML として読めません（{}）", cause(kind))),
    };
    let end = (at + 1).max(source.line_start(position.line) + line.len()).max(at);
    let help = match error.kind() {
        ErrorKind::UnknownAnchor => {
            "「*」で始まる文は、全体を引用符 \" で囲むか、「項目: |」と書いて次の行から書いてください"
        }
        _ => "字下げと引用符を確かめてください。長い文は「項目: |」と書いて改行し、字下げして書きます",
    };
    Finding::new(rule, message).at(Span::new(source, at..end)).help(help)
}

fn cause(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnclosedQuotedScalar => "引用符が閉じていない",
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => "[ ] か { } が閉じていない、または「,」が無い",
        ErrorKind::InvalidIndentation | ErrorKind::InvalidBlockScalarIndent => "字下げが合わない",
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidSimpleKey => "「: 」の使い方",
        ErrorKind::SimpleKeyExpected | ErrorKind::ExpectedBlockMappingKey => "「キー: 値」になっていない",
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::ExpectedBlockSequenceEntry => "「- 」の位置",
        _ => "書き方の誤り",
    }
}
