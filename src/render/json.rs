//! An assessment for other programs: every item in form order with its answer, and the 変更箇所.

use serde_json::{Value, json};

use crate::assessment::{Answer, Assessment, Cell, ChangeDay, ChangeRow, Figure, Text};
use crate::dates::Date;
use crate::doc::item_path;
use crate::form::{Kind, Mark, PathStyle};

pub fn page(assessment: &Assessment) -> String {
    let items: Vec<Value> = assessment.cells.iter().map(|cell| item(assessment, cell)).collect();
    let changes = assessment.changes.iter().flat_map(|day| day.rows.iter().map(move |row| (day, row)));
    let document = json!({
        "form": assessment.form.id,
        "title": assessment.root().words("cover.title"),
        "items": items,
        "changes": changes.map(|(day, row)| change(assessment, day, row)).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn item(assessment: &Assessment, cell: &Cell) -> Value {
    let node = assessment.node(cell);
    let answer = if cell.active { cell.answer() } else { cell.typed.as_ref() };
    let mut item = json!({
        "item": cell.address,
        "path": assessment.path(cell),
        "label": node.label,
        "kind": kind(node.kind),
        "mark": node.mark != Mark::None,
        "answer": answer.map(|answer| value(assessment, cell, answer)),
    });
    if let Some(item) = item.as_object_mut().filter(|_| cell.withheld) {
        item.insert("withheld".into(), true.into());
    }
    item
}

pub fn kind(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Choice) => "choice",
        Some(Kind::Checks) => "checks",
        Some(Kind::Flag) => "flag",
        Some(Kind::Count) => "count",
        Some(Kind::Date) => "date",
        Some(Kind::List | Kind::Records) => "list",
        Some(Kind::Figure) => "figure",
        Some(Kind::Text | Kind::Line | Kind::Period | Kind::Fixed) | None => "text",
    }
}

/// A choice's answer is its word, that of boxes and lists a list of words; dates are written as ISO 8601.
fn value(assessment: &Assessment, cell: &Cell, answer: &Answer) -> Value {
    let options = assessment.form.options_of(assessment.node(cell));
    match answer {
        Answer::Flag(on) => json!(on),
        Answer::Count(number) => json!(number),
        Answer::Date(date) => json!(date.iso()),
        Answer::Checks(_) | Answer::List(_) | Answer::Records(_) => json!(answer.list(options)),
        Answer::Figures(figures) => json!(figures.iter().map(Figure::name).collect::<Vec<_>>()),
        Answer::Text(_) | Answer::Choice(_) => json!(answer.words(options).trim_end()),
    }
}

fn change(assessment: &Assessment, day: &ChangeDay, row: &ChangeRow) -> Value {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.trim_end().to_owned());
    let address = row.item.as_ref().map(|item| item.text.as_str());
    let path = match &row.printed {
        Some(printed) => Some(printed.text.clone()),
        None => row.address.as_ref().and_then(|address| item_path(assessment, address, PathStyle::Plain)),
    };
    json!({
        "date": day.date.map_or_else(|| day.date_text.clone(), Date::iso),
        "item": address,
        "path": path,
        "before": text(&row.before),
        "after": text(&row.after),
        "timing": row.timing.and_then(|index| assessment.form.timings.get(index)),
        "important": row.important,
        "reason": text(&row.reason),
    })
}
