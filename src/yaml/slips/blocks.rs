//! Slips that only the lines around show: what is indented too little or too much.

use super::Slip;
use super::line::{TypedLine, TypedLines};
use crate::finding::reader;

/// Blanks from a key to what stands in it.
const STEP: usize = 2;

/// A line below `key: |` that is not indented more than the key.
pub(super) fn flat_text(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    if line.entry().is_some() {
        return None;
    }
    let (_, key) = lines.above(at).find(|(_, above)| above.entry().is_some())?;
    let key = Some(key).filter(|key| key.opens_text() && line.indent <= key.column)?;
    let (name, _) = key.entry()?;
    let indent = key.column + STEP;
    let meant = indented(lines, at, indent);
    let message = format!("「{name}: |」の文の行が字下げされていません");
    let help =
        format!("文の行はどれも、行の頭に半角の空白を {indent} 個入れてください（「{name}」より {STEP} 個多く）");
    Some(slip(at, line, message, help, meant))
}

/// Text that goes on below `key: text` without an indent.
pub(super) fn flat_continuation(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    if line.is_structure() {
        return None;
    }
    let (_, key) = lines.above(at).find(|(_, above)| above.entry().is_some())?;
    let (name, value) = key.entry()?;
    if value.is_empty() || key.opens_text() || line.indent > key.column {
        return None;
    }
    let meant = indented(lines, at, key.column + STEP);
    let message = format!("「{name}」の文の続きの行が、項目として読まれます");
    let help = format!(
        "「{name}: |」と書いて改行し、文の行はどれも、行の頭に半角の空白を {} 個入れてください",
        key.column + STEP
    );
    Some(slip(at, line, message, help, meant))
}

/// An entry or an item that stands beside no other.
pub(super) fn unequal_indent(lines: &TypedLines, at: usize) -> Option<Slip> {
    let line = lines.get(at);
    if !line.is_structure() {
        return None;
    }
    let (_, before) = lines.above(at).find(|(_, above)| above.is_structure())?;
    let mut levels: Vec<usize> = Vec::new();
    for (_, above) in lines.above(at).filter(|(_, above)| above.is_structure()) {
        for column in [above.column, above.indent] {
            if levels.last().is_none_or(|last| column < *last) {
                levels.push(column);
            }
        }
        if above.indent == 0 {
            break;
        }
    }
    let below = before.opens_block().then_some(before.column + STEP);
    let right = below.filter(|_| line.indent > before.column).map_or_else(
        || levels.iter().copied().min_by_key(|level| (level.abs_diff(line.indent), usize::MAX - level)),
        Some,
    )?;
    if right == line.indent {
        return None;
    }
    let beside = lines.above(at).find(|(_, above)| above.column == right || above.indent == right);
    let beside =
        beside.and_then(|(_, line)| line.entry()).map(|(name, _)| format!("（上の「{name}」の行とそろえます）"));
    let own = line.indent;
    let same = (at..lines.len()).take_while(|line| lines.is_blank(*line) || lines.get(*line).indent >= own);
    let moved = |at: usize| {
        let line = lines.get(at);
        if lines.is_blank(at) { line.text.to_owned() } else { line.indented(line.indent - own + right) }
    };
    let meant = same.map(moved).collect();
    let message = format!("行の頭の空白が {own} 個で、上の行とそろっていません");
    let help = format!("ここは半角の空白 {right} 個です{}", beside.unwrap_or_default());
    Some(slip(at, line, message, help, meant))
}

/// The lines from `at` on that are no entries, with this indent.
fn indented(lines: &TypedLines, at: usize, indent: usize) -> Vec<String> {
    let texts = (at..lines.len()).take_while(|line| lines.is_blank(*line) || lines.get(*line).entry().is_none());
    texts.map(|line| lines.get(line).indented(indent.max(lines.get(line).indent))).collect()
}

fn slip(at: usize, line: TypedLine<'_>, message: String, help: String, meant: Vec<String>) -> Slip {
    let columns = line.indent.min(line.text.len())..line.text.len();
    Slip { rule: &reader::YAML_SYNTAX, line: at, columns, message, help, meant, is_plain: false }
}
