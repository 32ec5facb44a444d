//! What an import tells on the terminal.

use crate::import::Imported;
use crate::text::width::truncate;

/// The rest stands in the report.
const SHOWN: usize = 10;
const SHOWN_COLUMNS: usize = 160;

pub(super) fn of(imported: &Imported) -> Vec<String> {
    let report = &imported.report;
    let mut lines =
        vec![format!("  記載の {} 文字のうち {} 文字を項目に割り当てました", imported.characters, imported.placed)];
    if imported.trace.sheets.is_empty() {
        lines.push("  ファイルに付いていた元の評価書から作り直しました".to_owned());
    }
    if !report.look_first.is_empty() {
        lines.push("  初めに見る所:".to_owned());
        lines.extend(report.look_first.iter().enumerate().map(|(index, look)| {
            let place = if look.place.is_empty() { String::new() } else { format!("（{}）", look.place) };
            format!("    {}. {}{place}", index + 1, excerpt(&look.message))
        }));
    }
    lines.extend(list("割り当てられなかった記載", report.unmapped.iter().map(|left| (&left.place, &left.text))));
    lines.extend(list("食い違い", report.conflicts.iter().map(|conflict| (&conflict.place, &conflict.message))));
    lines
}

/// A heading with the number, and the first of them.
fn list<'a>(heading: &str, all: impl ExactSizeIterator<Item = (&'a String, &'a String)>) -> Vec<String> {
    let count = all.len();
    if count == 0 {
        return Vec::new();
    }
    let mut lines = vec![format!("  {heading}: {count} 件")];
    lines.extend(all.take(SHOWN).map(|(place, text)| format!("    {place}  {}", excerpt(text))));
    if count > SHOWN {
        lines.push("    …".into());
    }
    lines
}

fn excerpt(text: &str) -> String {
    truncate(&text.split_whitespace().collect::<Vec<_>>().join(" "), SHOWN_COLUMNS)
}
