//! The 変更箇所 table in the words of the house.

use std::collections::BTreeSet;

use super::marks;
use super::model::{DocBlock, PrintedChange, SpanStyle, StyledSpan};
use crate::assessment::{Address, Assessment, ChangeDay, ChangeRow, Text};
use crate::form::PathStyle;
use crate::house::{ChangeTable, HouseStyle, ItemPath};

/// Where the two sides stand among the cells of a row.
const BEFORE: usize = 2;
const AFTER: usize = 3;

/// `new_rows` are marked; a row is known by where it lies.
pub(super) fn table(
    assessment: &Assessment,
    house: &HouseStyle,
    columns: &[String],
    new_rows: &BTreeSet<*const ChangeRow>,
) -> DocBlock {
    let readable = house.change_table == ChangeTable::Readable;
    let row = |(day, change): (&ChangeDay, &ChangeRow)| {
        let is_new = new_rows.contains(&std::ptr::from_ref(change));
        let style = if is_new { SpanStyle::Added } else { SpanStyle::Plain };
        let cell = |text: String| vec![StyledSpan { text, style }];
        let texts = cells(assessment, house, day, change);
        let sides = marks::sides(&texts[BEFORE], &texts[AFTER]).filter(|_| readable && !is_new);
        let mut row = PrintedChange { cells: texts.into_iter().map(cell).collect(), important: change.important };
        if let Some([before, after]) = sides {
            (row.cells[BEFORE], row.cells[AFTER]) = (before, after);
        }
        row
    };
    let rows = assessment.changes.iter().flat_map(|day| day.rows.iter().map(move |change| (day, change)));
    DocBlock::Changes { columns: columns.to_vec(), rows: rows.map(row).collect(), readable }
}

/// In the order of the form's columns: day, item, before, after, 提出時期, explanation.
fn cells(assessment: &Assessment, house: &HouseStyle, day: &ChangeDay, change: &ChangeRow) -> [String; 6] {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.trim_end().to_owned());
    let said = |words: &Option<Text>, nothing: &str| {
        text(words).filter(|words| !words.is_empty()).unwrap_or_else(|| nothing.to_owned())
    };
    [
        day.date.map_or_else(|| day.date_text.clone(), |date| date.to_string()),
        item(assessment, house, change),
        said(&change.before, &house.nothing_before),
        said(&change.after, &house.removed),
        change.timing.and_then(|index| assessment.form.timings.get(index).cloned()).unwrap_or_default(),
        said(&change.reason, ""),
    ]
}

/// The item as it was printed, or its official path.
fn item(assessment: &Assessment, house: &HouseStyle, change: &ChangeRow) -> String {
    if let Some(printed) = &change.printed {
        return printed.text.trim_end().to_owned();
    }
    let style = match house.item_path {
        ItemPath::Full if house.change_table == ChangeTable::Readable => PathStyle::Lines,
        ItemPath::Full => PathStyle::Full,
        ItemPath::Short => PathStyle::Short,
    };
    let Some(item) = &change.item else { return String::new() };
    let path = change.address.as_ref().and_then(|address| item_path(assessment, address, style));
    path.unwrap_or_else(|| item.text.clone())
}

/// The path of an item or of a whole block. One that is gone from this version has no number any more.
pub fn item_path(assessment: &Assessment, address: &Address, style: PathStyle) -> Option<String> {
    if let Some(cell) = assessment.cell(address) {
        return Some(assessment.path_in(cell, style));
    }
    let place = assessment.place(address)?;
    let file = assessment.file_of(Some(&place.key), &place.positions);
    let form = &assessment.form;
    let positions = if place.is_here { place.positions.as_slice() } else { &[] };
    if let Some(node) = form.find(&place.key) {
        return Some(form.path(node.id, positions, file.as_deref(), style));
    }
    let block = form.block_of(&place.key)?;
    Some(form.block_path(block.id, positions, file.as_deref(), style))
}
