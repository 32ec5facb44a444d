//! The table for people at a terminal, with what is still to be done below it.

use super::cells::cells;
use super::layout::{BOLD, FAINT, LayoutCell, paint};
use super::{ChangeCounts, ChangeEntry, Changes};
use crate::diff::is_open;
use crate::text::width::{pad, width, wrap};

/// Narrower terminals get one item below the other.
const NARROWEST_TABLE: usize = 70;
/// Narrower ones still are treated as this wide.
const NARROWEST: usize = 20;
/// From here on a date stands on one line.
const WIDE: usize = 130;
const GAP: &str = " | ";

/// How the table is drawn.
#[derive(Clone, Copy, Debug)]
pub struct View {
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Changes of orthography only are told one by one, too.
    pub all: bool,
}

pub fn table(changes: &Changes<'_>, view: View) -> String {
    let view = View { width: view.width.max(NARROWEST), ..view };
    let mut output = String::new();
    for (word, version) in [("変更前", changes.old), ("変更後", changes.new)] {
        push_wrapped(&mut output, &format!("{word}: {}", version.heading()), view.width);
    }
    output.push('\n');
    let entries = changes.entries();
    let (folded, shown): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.orthographic && !view.all);
    if !shown.is_empty() {
        let draw = if view.width < NARROWEST_TABLE { stacked } else { columns };
        output.push_str(&draw(changes, &shown, view));
        output.push('\n');
    }
    if !folded.is_empty() {
        let note = format!("ほかに、表記だけの変更が {} 行あります（--all で表示）", folded.len());
        push_wrapped(&mut output, &note, view.width);
        output.push('\n');
    }
    output + &summary(changes, ChangeCounts::of(&entries), view)
}

fn push_wrapped(output: &mut String, text: &str, columns: usize) {
    for line in LayoutCell::plain(text).lines(columns) {
        output.push_str(line.trim_end());
        output.push('\n');
    }
}

/// The six cells of a row.
fn row(changes: &Changes<'_>, entry: &ChangeEntry<'_>, color: bool) -> [LayoutCell; 6] {
    let [before, after] = cells(changes, entry).map(|pieces| LayoutCell::marked(&pieces, color));
    let mark = if entry.mark { " ※" } else { "" };
    [
        LayoutCell::plain(&entry.date.map(|date| date.to_string()).unwrap_or_default()),
        LayoutCell::plain(&format!("{}{mark}", entry.path)),
        before,
        after,
        LayoutCell::plain(entry.timing.as_deref().unwrap_or_default()),
        LayoutCell::plain(&explanation(entry)),
    ]
}

/// The recorded reason; what is missing, and what the program proposes for it.
fn explanation(entry: &ChangeEntry<'_>) -> String {
    let reason = entry.reason.clone();
    let open = entry.rows.iter().any(|row| is_open(row)).then(|| "（重要な変更に当たるか未判断）".to_owned());
    let proposal = entry.proposal.as_ref().filter(|_| reason.is_none());
    let proposal = proposal.map(|proposal| format!("（案: {}）", proposal.reason));
    let orthographic = entry.orthographic.then(|| "（表記のみ）".to_owned());
    let relation = entry.rows.first().and_then(|row| row.block.as_ref()?.relation.as_ref());
    let relation = relation.map(|other| format!("（{}）", other.words()));
    [reason, open, proposal, orthographic, relation].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Full-width columns side by side.
fn columns(changes: &Changes<'_>, entries: &[&ChangeEntry<'_>], view: View) -> String {
    let widths = widths(view.width);
    let rule = widths.map(|columns| "-".repeat(columns)).join("-+-") + "\n";
    let rule = if view.color { paint(rule.trim_end(), FAINT) + "\n" } else { rule };
    let mut output = side_by_side(&changes.columns().map(LayoutCell::plain), &widths, view.color.then_some(BOLD));
    for entry in entries {
        output.push_str(&rule);
        output.push_str(&side_by_side(&row(changes, entry, view.color), &widths, None));
    }
    output + &rule
}

/// 変更日 and 提出時期 take what they need, the two texts most of the rest.
fn widths(total: usize) -> [usize; 6] {
    let (date, timing) = if total < WIDE { (8, 4) } else { (16, 8) };
    let rest = total - 5 * GAP.len() - date - timing;
    let (item, reason) = ((rest * 22 / 100).min(36), (rest * 18 / 100).min(36));
    let text = (rest - item - reason) / 2;
    [date, item, text, text, timing, rest - item - 2 * text]
}

fn side_by_side(cells: &[LayoutCell; 6], widths: &[usize; 6], style: Option<&'static str>) -> String {
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, columns)| cell.lines(*columns)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or_default();
    let mut output = String::new();
    for index in 0..height {
        let line = wrapped.iter().zip(widths).map(|(lines, columns)| match (lines.get(index), style) {
            (Some(line), Some(code)) => paint(line, code),
            (Some(line), None) => line.clone(),
            (None, _) => " ".repeat(*columns),
        });
        let line = line.collect::<Vec<_>>().join(GAP);
        output.push_str(line.trim_end());
        output.push('\n');
    }
    output
}

/// One item below the other, for narrow terminals.
fn stacked(changes: &Changes<'_>, entries: &[&ChangeEntry<'_>], view: View) -> String {
    let bold = |text: &str| if view.color { paint(text, BOLD) } else { text.to_owned() };
    let titles = changes.columns();
    let mut output = String::new();
    for entry in entries {
        let cells = row(changes, entry, view.color);
        // The item heads its row.
        for (number, line) in cells[1].lines(view.width - 2).iter().enumerate() {
            let sign = if number == 0 { "■" } else { " " };
            output.push_str(&format!("{sign} {}\n", bold(line.trim_end())));
        }
        let others = cells.iter().zip(titles).enumerate().filter(|(index, _)| *index != 1).map(|(_, field)| field);
        for (cell, title) in others.filter(|(cell, _)| !cell.is_blank()) {
            let rest = view.width.saturating_sub(width(title) + 2);
            if cell.fits(rest) {
                output.push_str(&format!("{}: {}\n", bold(title), cell.lines(rest).concat().trim_end()));
                continue;
            }
            output.push_str(&format!("{}\n", bold(title)));
            for line in cell.lines(view.width - 2) {
                output.push_str(&format!("  {}\n", line.trim_end()));
            }
        }
        output.push('\n');
    }
    output
}

/// How many rows there are, and what follows from them.
fn summary(changes: &Changes<'_>, counts: ChangeCounts, view: View) -> String {
    if counts.rows == 0 {
        return "違いはありません\n".into();
    }
    let mut output = String::new();
    let line = format!(
        "{} 行（※の付いた項目 {} 行、うち判断が未記入 {} 行。表記のみ {} 行）",
        counts.rows, counts.marked, counts.open, counts.orthographic
    );
    push_wrapped(&mut output, &line, view.width);
    let duties = changes.duties();
    if duties.is_empty() {
        return output;
    }
    output.push_str("\n変更に伴って行うこと\n");
    let word_columns = duties.iter().map(|duty| width(duty.state.word())).max().unwrap_or_default();
    let indent = 2 + word_columns + 2;
    for duty in duties {
        let text = format!("{}（{}）", duty.kind.title(), duty.note);
        for (number, line) in wrap(&text, view.width.saturating_sub(indent)).iter().enumerate() {
            let word = if number == 0 { duty.state.word() } else { "" };
            output.push_str(&format!("  {}  {line}\n", pad(word, word_columns)));
        }
    }
    output
}
