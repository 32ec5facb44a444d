//! Characters that nobody sees are told where they are typed, and never printed, however they came in.

use std::ops::Range;
use std::sync::Arc;

use super::{YamlNode, YamlValue};
use crate::finding::{Finding, Repair, reader};
use crate::text::{Source, Span, hides, is_control, is_unseen, printable};

/// The tree as it is printed, if that is not as it was typed, and what was found in it: escapes bring in what the reader of the
/// file refuses.
pub fn reveal(source: &Arc<Source>, root: &YamlNode) -> (Option<YamlNode>, Vec<Finding>) {
    // Only an escape brings in what does not stand in the file.
    if !source.text().contains('\\') && !hides(source.text()) {
        return (None, Vec::new());
    }
    let mut findings = Vec::new();
    tell(source, root, &mut findings);
    let shown = (!findings.is_empty()).then(|| {
        let mut shown = root.clone();
        clean(&mut shown);
        shown
    });
    (shown, findings)
}

/// What of it is in a text that stands at a place.
pub fn hidden_in(source: &Arc<Source>, range: Range<usize>, text: &str) -> Option<Finding> {
    let found = text.chars().find(|c| is_control(*c)).or_else(|| text.chars().find(|c| is_unseen(*c)))?;
    let (rule, kind) = if is_control(found) {
        (&reader::CONTROL_CHARACTER, "制御文字")
    } else {
        (&reader::UNSEEN_CHARACTER, "見えない文字")
    };
    let typed = source.text().get(range.clone()).unwrap_or_default();
    let place = typed.find(found).map_or(range.clone(), |at| range.start + at..range.start + at + found.len_utf8());
    let message = format!("{kind} U+{:04X} が含まれています", u32::from(found));
    let span = Span::new(source, place);
    let repair = Repair::words(&span, found.encode_utf8(&mut [0; 4]), "").filter(|_| is_unseen(found));
    let finding = Finding::new(rule, message).at(span).help("この文字を消してください");
    Some(Finding { repair, ..finding })
}

fn tell(source: &Arc<Source>, node: &YamlNode, findings: &mut Vec<Finding>) {
    match &node.value {
        YamlValue::Scalar(text, _) => findings.extend(hidden_in(source, node.range.clone(), text)),
        YamlValue::List(items) => items.iter().for_each(|item| tell(source, item, findings)),
        YamlValue::Map(entries) => {
            for entry in entries {
                findings.extend(hidden_in(source, entry.key_range.clone(), &entry.key));
                tell(source, &entry.node, findings);
            }
        }
    }
}

fn clean(node: &mut YamlNode) {
    let shown = |text: &mut String| *text = printable(text).into_owned();
    match &mut node.value {
        YamlValue::Scalar(text, _) => shown(text),
        YamlValue::List(items) => items.iter_mut().for_each(clean),
        YamlValue::Map(entries) => entries.iter_mut().for_each(|entry| {
            shown(&mut entry.key);
            clean(&mut entry.node);
        }),
    }
}
