//! What can be folded: everything that is indented below a line, and comments of several lines.

use serde_json::{Value, json};

use super::cursor::LineShape;
use crate::text::Source;

pub(super) fn ranges(source: &Source) -> Value {
    let lines: Vec<&str> = source.text().lines().collect();
    let mut ranges = Vec::new();
    // Lines that others are indented below, with the column that they begin at.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut comment: Option<usize> = None;
    let mut last = 0;
    for (number, line) in lines.iter().enumerate().chain([(lines.len(), &"end")]) {
        let shape = LineShape::of(line);
        let is_comment = shape.rest.starts_with('#') && shape.column == shape.start();
        if let Some(start) = comment.filter(|_| !is_comment) {
            ranges.extend(fold(start, number - 1, "comment"));
            comment = None;
        }
        if is_comment {
            comment = comment.or(Some(number));
        }
        if shape.is_silent() {
            continue;
        }
        while let Some((start, _)) = open.pop_if(|(_, column)| *column >= shape.start()) {
            ranges.extend(fold(start, last, "region"));
        }
        open.push((number, shape.start()));
        last = number;
    }
    ranges.sort_by_key(|range| range["startLine"].as_u64());
    Value::Array(ranges)
}

fn fold(start: usize, end: usize, kind: &str) -> Option<Value> {
    (end > start).then(|| json!({ "startLine": start, "endLine": end, "kind": kind }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_indented_folds_under_its_line() {
        let text = "# 一\n# 二\ncover:\n  title: あ\n\n  declaration: |\n    文\n    文\n\nsystems:\n  - id: a\n    name: x\n  - id: b\n";
        let found = ranges(&Source::new("a", text));
        let lines = |range: &Value| (range["startLine"].as_u64().unwrap(), range["endLine"].as_u64().unwrap());
        let found: Vec<_> = found.as_array().unwrap().iter().map(lines).collect();
        assert_eq!(found, [(0, 1), (2, 7), (5, 7), (9, 12), (10, 11)]);
    }
}
