//! The table as Markdown, for review threads and minutes.

use super::{ChangeEntry, Changes};
use crate::diff::{DiffPiece, DiffPieceKind};

pub fn markdown(changes: &Changes<'_>) -> String {
    let mut output = line(&changes.columns().map(escape));
    output.push_str(&line(&["---"; 6].map(ToOwned::to_owned)));
    for entry in changes.entries() {
        output.push_str(&line(&record(changes, &entry)));
    }
    output
}

fn line(fields: &[String; 6]) -> String {
    format!("| {} |\n", fields.join(" | "))
}

fn record(changes: &Changes<'_>, entry: &ChangeEntry<'_>) -> [String; 6] {
    let [before, after] = super::cells::cells(changes, entry).map(|cell| marked(&cell));
    let notes = [(entry.mark, " ※"), (entry.orthographic, "（表記のみ）")];
    let notes: String = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect();
    [
        entry.date.map(|date| date.to_string()).unwrap_or_default(),
        escape(entry.path) + &notes,
        before,
        after,
        escape(entry.timing.as_deref().unwrap_or_default()),
        escape(entry.reason.as_deref().unwrap_or_default()),
    ]
}

fn marked(cell: &[DiffPiece]) -> String {
    let partly = super::cells::is_partly_changed(cell);
    let piece = |piece: &DiffPiece| match piece.kind {
        DiffPieceKind::Removed if partly => format!("<del>{}</del>", escape(&piece.text)),
        DiffPieceKind::Added if partly => format!("<ins>{}</ins>", escape(&piece.text)),
        _ => escape(&piece.text),
    };
    cell.iter().map(piece).collect()
}

/// What an author typed stays what it is: no markup, no column, no row of its own.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\r' => {}
            '\n' => escaped.push_str("<br>"),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_no_markup() {
        assert_eq!(escape("甲|乙\n*丙* <b>"), "甲\\|乙<br>\\*丙\\* &lt;b&gt;");
        assert_eq!(escape("[x](y) a_b \\| `c`"), "\\[x\\](y) a\\_b \\\\\\| \\`c\\`");
    }
}
