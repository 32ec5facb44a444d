//! Parquet, as much of it as tables of plain columns need: one group of rows, one page per column, values one after the other,
//! packed with gzip. The format is described at <https://parquet.apache.org/docs/file-format/>.

#![allow(clippy::cast_possible_wrap, reason = "a file has far fewer rows and bytes")]

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::compact::{CompactStruct, varint};
use super::{DataColumn, DataKind, DataTable, DataValue};
use crate::dates::Date;

const MAGIC: &[u8] = b"PAR1";
const PLAIN: i32 = 0;
const RLE: i32 = 3;
const GZIP: i32 = 2;
const OPTIONAL: i32 = 1;
const DATA_PAGE: i32 = 0;

pub(super) fn file(table: &DataTable, rows: &[Vec<DataValue>]) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    let mut chunks = Vec::new();
    let mut total = 0;
    if !rows.is_empty() {
        for (index, column) in table.columns.iter().enumerate() {
            let known = rows.iter().map(|row| row.get(index).filter(|value| fits(column.kind, value)));
            let values: Vec<&DataValue> = known.map(|value| value.unwrap_or(&DataValue::Unknown)).collect();
            let (chunk, size) = chunk(&mut file, column, &values);
            chunks.push(chunk);
            total += size;
        }
    }
    let count = rows.len() as i64;
    let group = || CompactStruct::default().structs(1, chunks).i64(2, total).i64(3, count);
    let groups = if rows.is_empty() { Vec::new() } else { vec![group()] };
    let root = CompactStruct::default().text(4, table.name).i32(5, table.columns.len() as i32);
    let schema = std::iter::once(root).chain(table.columns.iter().map(element)).collect();
    let foot = CompactStruct::default()
        .i32(1, 1)
        .structs(2, schema)
        .i64(3, count)
        .structs(4, groups)
        .text(6, concat!("hyokasho version ", env!("CARGO_PKG_VERSION")))
        .done();
    file.extend_from_slice(&foot);
    file.extend_from_slice(&(foot.len() as u32).to_le_bytes());
    file.extend_from_slice(MAGIC);
    file
}

fn fits(kind: DataKind, value: &DataValue) -> bool {
    matches!(
        (kind, value),
        (DataKind::Text, DataValue::Text(_))
            | (DataKind::Integer, DataValue::Integer(_))
            | (DataKind::Truth, DataValue::Truth(_))
            | (DataKind::Day, DataValue::Day(_))
    )
}

/// How a column is stored, and what its values mean.
fn physical(kind: DataKind) -> i32 {
    match kind {
        DataKind::Truth => 0,
        DataKind::Day => 1,
        DataKind::Integer => 2,
        DataKind::Text => 6,
    }
}

fn element(column: &DataColumn) -> CompactStruct {
    let plain = CompactStruct::default().i32(1, physical(column.kind)).i32(3, OPTIONAL).text(4, column.name);
    let logical = |number| CompactStruct::default().inner(number, CompactStruct::default());
    match column.kind {
        DataKind::Text => plain.i32(6, 0).inner(10, logical(1)),
        DataKind::Day => plain.i32(6, 6).inner(10, logical(6)),
        DataKind::Integer | DataKind::Truth => plain,
    }
}

/// Adds the page of a column; what the foot says of it, and how large it is unpacked.
fn chunk(file: &mut Vec<u8>, column: &DataColumn, values: &[&DataValue]) -> (CompactStruct, i64) {
    let page = page(column.kind, values);
    let packed = packed(&page);
    let about = CompactStruct::default().i32(1, values.len() as i32).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
    let head = CompactStruct::default()
        .i32(1, DATA_PAGE)
        .i32(2, page.len() as i32)
        .i32(3, packed.len() as i32)
        .inner(5, about)
        .done();
    let offset = file.len() as i64;
    let (unpacked, size) = ((head.len() + page.len()) as i64, (head.len() + packed.len()) as i64);
    file.extend_from_slice(&head);
    file.extend_from_slice(&packed);
    let meta = CompactStruct::default()
        .i32(1, physical(column.kind))
        .i32s(2, &[PLAIN, RLE])
        .texts(3, &[column.name])
        .i32(4, GZIP)
        .i64(5, values.len() as i64)
        .i64(6, unpacked)
        .i64(7, size)
        .i64(9, offset);
    (CompactStruct::default().i64(2, offset).inner(3, meta), unpacked)
}

/// Which rows have a value, then the values.
fn page(kind: DataKind, values: &[&DataValue]) -> Vec<u8> {
    let levels = levels(values);
    let mut page = (levels.len() as u32).to_le_bytes().to_vec();
    page.extend(levels);
    let mut truths: Vec<bool> = Vec::new();
    for value in values {
        match (kind, value) {
            (DataKind::Text, DataValue::Text(text)) => {
                page.extend_from_slice(&(text.len() as u32).to_le_bytes());
                page.extend_from_slice(text.as_bytes());
            }
            (DataKind::Integer, DataValue::Integer(number)) => page.extend_from_slice(&number.to_le_bytes()),
            (DataKind::Day, DataValue::Day(date)) => page.extend_from_slice(&days(*date).to_le_bytes()),
            (DataKind::Truth, DataValue::Truth(truth)) => truths.push(*truth),
            _ => {}
        }
    }
    let byte = |eight: &[bool]| eight.iter().enumerate().fold(0, |byte, (bit, truth)| byte | (u8::from(*truth) << bit));
    page.extend(truths.chunks(8).map(byte));
    page
}

/// Runs of rows that have a value and of rows that have none.
fn levels(values: &[&DataValue]) -> Vec<u8> {
    let is_known = |value: &&DataValue| **value != DataValue::Unknown;
    let mut levels = Vec::new();
    for run in values.chunk_by(|one, next| is_known(one) == is_known(next)) {
        varint(&mut levels, (run.len() as u64) << 1);
        levels.push(u8::from(is_known(&run[0])));
    }
    levels
}

/// Since the first day of 1970.
fn days(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date.first_day()).map(|span| span.get_days()).unwrap_or_default()
}

fn packed(page: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Nothing that is written to memory fails.
    let _ = encoder.write_all(page);
    encoder.finish().unwrap_or_default()
}
