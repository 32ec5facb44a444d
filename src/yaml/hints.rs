//! Turns the parser's error into a finding in Japanese, with the likely cause at that line.

use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use crate::finding::{Finding, Rule, reader};
use crate::text::{Source, Span};

pub(super) fn explain(source: &Arc<Source>, error: &ScanError) -> Finding {
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
    let finding = Finding::new(rule, message).at(Span::new(source, at..end));
    match hint(source, position.line) {
        Some(hint) => finding.help(hint),
        None => finding.help("字下げと引用符を確かめてください。長い文は「項目: |」と書いて改行し、字下げして書きます"),
    }
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

/// The usual slips, looked for in the line and the one before it (the parser often notices one line late).
fn hint(source: &Arc<Source>, line: u32) -> Option<String> {
    let lines = [line, line.saturating_sub(1).max(1)];
    lines.iter().find_map(|number| {
        let text = source.line(*number);
        let body = text.trim_start_matches(' ');
        let what = if body.starts_with('\u{3000}') {
            "字下げに全角の空白が使われています。半角の空白にしてください"
        } else if text.starts_with('\t') || body.starts_with('\t') {
            "字下げにタブが使われています。半角の空白にしてください"
        } else if !body.contains(": ") && !body.ends_with(':') && body.contains('：') && key_like(body) {
            "キーの後の「：」が全角です。半角の「: 」にしてください"
        } else if body.split_once(": ").is_some_and(|(_, value)| value.contains(": ")) {
            "文の中の「: 」は引用符で囲むか、| を使ってください"
        } else if body
            .split_once(": ")
            .is_some_and(|(_, value)| value.starts_with(['[', '{', '*', '&', '!', '%', '@', '`']))
        {
            "記号で始まる文は引用符で囲むか、| を使ってください"
        } else {
            return None;
        };
        Some(format!("{number} 行目: {what}"))
    })
}

fn key_like(body: &str) -> bool {
    body.split('：')
        .next()
        .is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
}
