//! The changes of many assessments, each told once with the items in which it stands.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::json::VERSION;
use crate::diff::{DiffRow, SharedChange, Wording, quote};

/// Further lines of a cell stand under its first.
const INDENT: &str = "\n          ";

#[derive(Clone, Copy, Debug)]
pub struct SharedTable<'a> {
    /// Of the assessments, by their position.
    pub names: &'a [String],
    pub changes: &'a [SharedChange<'a>],
    pub wording: Wording<'a>,
}

impl SharedTable<'_> {
    /// One paragraph for each change: the words, the judgement, and where it stands.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for change in self.changes {
            let Some((_, first)) = change.rows.first() else { continue };
            let quoted = quote(first, self.wording);
            let _ = writeln!(text, "■ {}", self.title(change));
            for (side, words) in [("変更前", &quoted.before), ("変更後", &quoted.after)] {
                let _ = writeln!(text, "  {side}: {}", words.trim_end().replace('\n', INDENT));
            }
            for (judgement, rows) in by_judgement(&change.rows) {
                let _ = writeln!(text, "  {judgement}");
                for (at, row) in rows {
                    let _ = writeln!(text, "    {}: {}{}", self.names[*at], row.path, mark(row));
                }
            }
        }
        text.trim_end().to_owned()
    }

    /// Those that stand in several assessments, one line each.
    pub fn titles_of_shared(&self) -> impl Iterator<Item = String> {
        self.changes.iter().filter(|change| change.assessments() > 1).map(|change| self.title(change))
    }

    /// 文例 outsourcing/vendor-check: 38 評価書の 40 行
    fn title(&self, change: &SharedChange<'_>) -> String {
        let what = match (&change.passage, change.rows.first()) {
            (Some(passage), _) => format!("文例 {passage}"),
            (None, Some((_, row))) => format!("項目 {}", row.path),
            (None, None) => String::new(),
        };
        let words = match change.rows.as_slice() {
            [(at, _)] => self.names[*at].clone(),
            rows => format!("{} 評価書の {} 行", change.assessments(), rows.len()),
        };
        format!("{what}: {words}")
    }

    pub fn json(&self) -> String {
        let changes: Vec<Value> = self.changes.iter().filter_map(|change| self.change(change)).collect();
        format!("{:#}\n", json!({ "version": VERSION, "assessments": self.names, "changes": changes }))
    }

    fn change(&self, change: &SharedChange<'_>) -> Option<Value> {
        let (_, first) = change.rows.first()?;
        let quoted = quote(first, self.wording);
        let row = |(at, row): &(usize, &DiffRow)| {
            let judged = row.judgement.as_ref();
            json!({
                "assessment": self.names[*at],
                "item": row.item,
                "path": row.path,
                "kind": row.kind.key(),
                "mark": row.mark,
                "date": judged.and_then(|judged| judged.date).map(crate::dates::Date::iso),
                "timing": judged.and_then(|judged| judged.timing.as_ref()),
                "important": judged.and_then(|judged| judged.important),
                "reason": judged.and_then(|judged| judged.reason.as_ref()),
            })
        };
        Some(json!({
            "passage": change.passage,
            "before": quoted.before,
            "after": quoted.after,
            "assessments": change.assessments(),
            "rows": change.rows.iter().map(row).collect::<Vec<_>>(),
        }))
    }
}

fn mark(row: &DiffRow) -> &'static str {
    if row.mark { "　※" } else { "" }
}

type RowOf<'a> = (usize, &'a DiffRow);

/// The rows of a change by what is decided about them, in order.
fn by_judgement<'r, 'a>(rows: &'r [RowOf<'a>]) -> Vec<(String, Vec<&'r RowOf<'a>>)> {
    let mut judged: Vec<(String, Vec<&RowOf<'_>>)> = Vec::new();
    for row in rows {
        let said = judgement(row.1);
        match judged.iter_mut().find(|(known, _)| *known == said) {
            Some((_, rows)) => rows.push(row),
            None => judged.push((said, vec![row])),
        }
    }
    judged
}

fn judgement(row: &DiffRow) -> String {
    let Some(judged) = &row.judgement else { return "行がまだありません".to_owned() };
    let timing = judged.timing.clone().unwrap_or_else(|| "提出時期は未定".to_owned());
    let importance = match (row.mark, judged.important) {
        (false, _) => None,
        (true, None) => Some("重要な変更に当たるか未判断".to_owned()),
        (true, Some(true)) => Some("重要な変更に該当する".to_owned()),
        (true, Some(false)) => Some("重要な変更に該当しない".to_owned()),
    };
    let reason = judged.reason.as_ref().map(|reason| format!("説明「{}」", reason.replace('\n', " ")));
    [Some(timing), importance, reason].into_iter().flatten().collect::<Vec<_>>().join("、")
}
