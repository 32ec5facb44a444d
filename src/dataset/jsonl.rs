//! One JSON object on each line; every column is a key of every row.

use serde_json::{Map, Value};

use super::{DataTable, DataValue};

pub(super) fn file(table: &DataTable, rows: &[Vec<DataValue>]) -> Vec<u8> {
    let mut file = Vec::new();
    for row in rows {
        let entries = table.columns.iter().zip(row).map(|(column, value)| (column.name.to_owned(), json(value)));
        file.extend_from_slice(Value::Object(entries.collect::<Map<_, _>>()).to_string().as_bytes());
        file.push(b'\n');
    }
    file
}

fn json(value: &DataValue) -> Value {
    match value {
        DataValue::Unknown => Value::Null,
        DataValue::Text(text) => text.as_str().into(),
        DataValue::Integer(number) => (*number).into(),
        DataValue::Truth(truth) => (*truth).into(),
        DataValue::Day(date) => date.iso().into(),
    }
}
