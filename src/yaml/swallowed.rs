//! What YAML takes away without a word: line breaks that become blanks, and what stands behind ` #`.

use std::ops::Range;
use std::sync::Arc;

use super::{YamlStyle, emit, misread};
use crate::finding::{Finding, Repair, reader};
use crate::text::width::truncate;
use crate::text::{Source, Span};

/// So much of what is not read is shown.
const SHOWN: usize = 40;

/// Looks at a scalar that reads as `text` and stands at `range`. ASCII is no Japanese sentence: keys, names, numbers.
pub(super) fn look(source: &Arc<Source>, text: &str, style: YamlStyle, range: &Range<usize>) -> Option<Finding> {
    match style {
        YamlStyle::Plain => behind_sign(source, range).or_else(|| {
            let is_folded = source.text()[range.clone()].contains('\n') && !text.is_ascii();
            // What reads like an entry of its own may be one.
            let is_text = || misread(source, range).is_empty();
            is_folded.then(|| folded(source, range, as_literal(source, range).filter(|_| is_text())))
        }),
        YamlStyle::Quoted => {
            let is_folded = source.text()[range.clone()].contains('\n') && !text.is_ascii();
            is_folded.then(|| folded(source, range, None))
        }
        YamlStyle::Folded => {
            let is_folded = text.trim().contains(' ') && !text.is_ascii();
            is_folded.then(|| folded(source, range, with_literal_sign(source, range)))
        }
        YamlStyle::Literal => None,
    }
}

fn folded(source: &Arc<Source>, range: &Range<usize>, repair: Option<Repair>) -> Finding {
    let message = "改行がそのまま読まれず、行のつなぎ目に半角の空白が入ります";
    let help = "「項目: |」と書いて改行し、文の行をどれも字下げして書いてください";
    let finding = Finding::new(&reader::FOLDED_SCALAR, message).at(Span::new(source, range.clone())).help(help);
    Finding { repair, ..finding }
}

/// `奨学金 #1 評価書`. A comment stands apart, by two blanks at least; behind a Japanese text, one blank is that of a sentence.
fn behind_sign(source: &Arc<Source>, range: &Range<usize>) -> Option<Finding> {
    let rest = source.text().get(range.end..)?;
    let swallowed = rest.strip_prefix(" #")?;
    let line = swallowed.split(['\r', '\n']).next().unwrap_or_default().trim_end();
    let typed = &source.text()[range.clone()];
    if typed.is_ascii() || line.is_empty() || line.starts_with(['#', '!']) {
        return None;
    }
    let is_certain = !line.starts_with(char::is_whitespace);
    let end = range.end + " #".len() + line.len();
    let message = format!("「 {}」から後は、コメントとみなされて読まれません", truncate(&format!("#{line}"), SHOWN));
    let help = "文なら全体を引用符 \" で囲んでください。コメントなら「#」の前に空白を二つ以上入れてください";
    let repair = Repair::new(
        "全体を引用符で囲む",
        Span::new(source, range.start..end),
        emit::quoted(&source.text()[range.start..end]),
    );
    let span = Span::new(source, range.end + 1..end);
    let finding = Finding::new(&reader::SWALLOWED, message).at(span).help(help);
    Some(if is_certain { finding.repair(repair) } else { finding })
}

/// A text without `|`, written with it.
fn as_literal(source: &Arc<Source>, range: &Range<usize>) -> Option<Repair> {
    let line_start = source.line_start(source.position(range.start).line);
    let before = &source.text()[line_start..range.start];
    let column = before.len() - before.trim_start_matches([' ', '-']).len();
    if before.trim_start_matches([' ', '-']).is_empty() && !before.contains("- ") {
        return below_its_key(source, range);
    }
    let indent = " ".repeat(if before.trim_end().ends_with('-') { before.trim_end().len() + 1 } else { column + 2 });
    let typed = &source.text()[range.clone()];
    let line_break = if typed.contains("\r\n") { "\r\n" } else { "\n" };
    let mut literal = String::from("|");
    for line in typed.lines().map(str::trim_end) {
        literal += line_break;
        let text = line.trim_start_matches(' ');
        if !text.is_empty() {
            literal += &indent;
            literal += text;
        }
    }
    Some(Repair::new("「|」で改行のまま書く", Span::new(source, range.clone()), literal))
}

/// A text that begins on the line below its key: the sign goes behind the colon.
fn below_its_key(source: &Arc<Source>, range: &Range<usize>) -> Option<Repair> {
    let above = source.text()[..range.start].trim_end_matches([' ', '\r', '\n']);
    let written = format!(" |{}", &source.text()[above.len()..range.start]);
    let title = "「|」で改行のまま書く";
    above.ends_with(':').then(|| Repair::new(title, Span::new(source, above.len()..range.start), written))
}

/// A text with `>`, written with `|`.
fn with_literal_sign(source: &Arc<Source>, range: &Range<usize>) -> Option<Repair> {
    let sign = source.text()[..range.start].rfind('>')?;
    let header = &source.text()[sign + 1..range.start];
    let only_header = header.lines().next()?.split('#').next()?.trim().chars().all(|c| "-+0123456789".contains(c));
    let written = format!("|{header}");
    only_header.then(|| Repair::new("「>」を「|」に変える", Span::new(source, sign..range.start), written))
}
