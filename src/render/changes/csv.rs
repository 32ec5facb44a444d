//! The table for a spreadsheet: RFC 4180, UTF-8 with a mark at the start that Excel knows the encoding by.

use super::{ChangeEntry, Changes};

/// Without it, Excel reads Japanese as Shift_JIS.
const BYTE_ORDER_MARK: char = '\u{feff}';

pub fn csv(changes: &Changes<'_>) -> String {
    let mut output = String::from(BYTE_ORDER_MARK);
    let titles = changes.columns().into_iter().chain(["※", "重要な変更", "表記のみ", "item"]);
    push(&mut output, titles.map(ToOwned::to_owned));
    for entry in changes.entries() {
        push(&mut output, record(&entry).into_iter());
    }
    output
}

fn record(entry: &ChangeEntry<'_>) -> [String; 10] {
    let importance = match entry.important {
        Some(true) => "該当する",
        Some(false) => "該当しない",
        None => "",
    };
    [
        entry.date.map(|date| date.to_string()).unwrap_or_default(),
        entry.path.to_owned(),
        entry.quoted.before.clone(),
        entry.quoted.after.clone(),
        entry.timing.clone().unwrap_or_default(),
        entry.reason.clone().unwrap_or_default(),
        if entry.mark { "※" } else { "" }.to_owned(),
        importance.to_owned(),
        if entry.orthographic { "○" } else { "" }.to_owned(),
        entry.item.to_owned(),
    ]
}

fn push(output: &mut String, fields: impl Iterator<Item = String>) {
    let fields: Vec<String> = fields.map(|field| quoted(&inert(&field))).collect();
    output.push_str(&fields.join(","));
    output.push_str("\r\n");
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// A text that a spreadsheet would take for a formula begins with an apostrophe. A Japanese one takes full-width signs as well;
/// a lone dash is an answer that says "none".
fn inert(field: &str) -> String {
    let risky = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky && field.chars().nth(1).is_some() { format!("'{field}") } else { field.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_lose_their_power() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝HYPERLINK(\"x\")", "－1"] {
            assert!(inert(formula).starts_with('\''), "{formula:?}");
        }
        for text in ["1=1", "－", "-", "", "委託する", "（記載なし）"] {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        assert_eq!(quoted("委託"), "委託");
        assert_eq!(quoted("1,000人"), "\"1,000人\"");
        assert_eq!(quoted("一\n「\"二\"」"), "\"一\n「\"\"二\"\"」\"");
    }
}
