//! Tables for other programs: columns that have a type and say what they hold, and rows, as Parquet, JSON lines or
//! comma-separated text. Nothing here knows of assessments.

mod compact;
mod csv;
mod jsonl;
mod parquet;

use crate::dates::Date;

/// A column, and what it holds, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataColumn {
    pub name: &'static str,
    pub kind: DataKind,
    pub about: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataKind {
    Text,
    Integer,
    Truth,
    Day,
}

/// What stands in a cell; nothing is known where it is `Unknown`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataValue {
    Unknown,
    Text(String),
    Integer(i64),
    Truth(bool),
    Day(Date),
}

/// A table by its name, with what one row of it stands for.
#[derive(Debug)]
pub struct DataTable {
    pub name: &'static str,
    pub about: &'static str,
    pub columns: &'static [DataColumn],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFormat {
    Parquet,
    Jsonl,
    Csv,
}

impl DataKind {
    /// As DuckDB and Spark call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "VARCHAR",
            Self::Integer => "BIGINT",
            Self::Truth => "BOOLEAN",
            Self::Day => "DATE",
        }
    }
}

impl DataFormat {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }

    /// The rows of a table as one file.
    pub fn file(self, table: &DataTable, rows: &[Vec<DataValue>]) -> Vec<u8> {
        match self {
            Self::Parquet => parquet::file(table, rows),
            Self::Jsonl => jsonl::file(table, rows),
            Self::Csv => csv::file(table, rows),
        }
    }
}

impl From<&str> for DataValue {
    /// An empty text says that nothing is known.
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Unknown } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for DataValue {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Unknown } else { Self::Text(text) }
    }
}

impl From<bool> for DataValue {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<usize> for DataValue {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Unknown, Self::Integer)
    }
}

impl From<u64> for DataValue {
    fn from(count: u64) -> Self {
        i64::try_from(count).map_or(Self::Unknown, Self::Integer)
    }
}

impl From<Date> for DataValue {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

impl<T: Into<Self>> From<Option<T>> for DataValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[DataColumn] = &[
        DataColumn { name: "name", kind: DataKind::Text, about: "" },
        DataColumn { name: "count", kind: DataKind::Integer, about: "" },
        DataColumn { name: "true", kind: DataKind::Truth, about: "" },
        DataColumn { name: "day", kind: DataKind::Day, about: "" },
    ];
    const TABLE: DataTable = DataTable { name: "t", about: "", columns: COLUMNS };

    fn rows() -> Vec<Vec<DataValue>> {
        let day = Date::new(2025, 12, 26).unwrap();
        vec![
            vec!["甲「,\"\n乙".into(), 7_usize.into(), true.into(), day.into()],
            vec![DataValue::Unknown, DataValue::Unknown, DataValue::Unknown, DataValue::Unknown],
        ]
    }

    #[test]
    fn lines_of_json_have_every_key() {
        let text = String::from_utf8(DataFormat::Jsonl.file(&TABLE, &rows())).unwrap();
        let expected = concat!(
            "{\"name\":\"甲「,\\\"\\n乙\",\"count\":7,\"true\":true,\"day\":\"2025-12-26\"}\n",
            "{\"name\":null,\"count\":null,\"true\":null,\"day\":null}\n",
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn separated_text_has_a_head_and_quotes() {
        let text = String::from_utf8(DataFormat::Csv.file(&TABLE, &rows())).unwrap();
        assert_eq!(text, "name,count,true,day\r\n\"甲「,\"\"\n乙\",7,true,2025-12-26\r\n,,,\r\n");
    }

    #[test]
    fn parquet_begins_and_ends_as_it_should_and_is_the_same_each_time() {
        for rows in [rows(), Vec::new()] {
            let file = DataFormat::Parquet.file(&TABLE, &rows);
            assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
            let footer = u32::from_le_bytes(file[file.len() - 8..file.len() - 4].try_into().unwrap()) as usize;
            assert!(footer > 0 && footer + 12 <= file.len());
            assert_eq!(file, DataFormat::Parquet.file(&TABLE, &rows));
        }
    }
}
