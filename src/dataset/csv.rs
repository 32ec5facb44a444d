//! Comma-separated text as RFC 4180 has it, in UTF-8, with the names of the columns in the first line.

use super::{DataTable, DataValue};

pub(super) fn file(table: &DataTable, rows: &[Vec<DataValue>]) -> Vec<u8> {
    let names: Vec<String> = table.columns.iter().map(|column| column.name.to_owned()).collect();
    let lines = rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>());
    let mut file = String::new();
    for line in std::iter::once(names).chain(lines) {
        file += &line.join(",");
        file += "\r\n";
    }
    file.into_bytes()
}

fn field(value: &DataValue) -> String {
    match value {
        DataValue::Unknown => String::new(),
        DataValue::Text(text) if text.contains([',', '"', '\n', '\r']) => format!("\"{}\"", text.replace('"', "\"\"")),
        DataValue::Text(text) => text.clone(),
        DataValue::Integer(number) => number.to_string(),
        DataValue::Truth(truth) => truth.to_string(),
        DataValue::Day(date) => date.iso(),
    }
}
