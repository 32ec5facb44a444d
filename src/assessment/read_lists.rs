//! Reads record items and figures.

use std::ops::Range;

use super::SheetRequest;
use super::answer::{Figure, RecordGroup, RecordItem, Text};
use super::read::ValueReader;
use crate::finding::{Finding, reader};
use crate::text::{Span, column, printable};
use crate::yaml::hidden_in;
use crate::yaml::{YamlNode, YamlStyle, YamlValue};

/// What a record item takes besides its text.
const ROW_BYTES: usize = 16;

impl ValueReader<'_> {
    pub(super) fn records(&mut self, node: &YamlNode) -> Option<Vec<RecordGroup>> {
        match &node.value {
            YamlValue::Map(_) if node.get("from").is_some() => self.records_from_sheet(node),
            YamlValue::List(groups) => Some(groups.iter().filter_map(|group| self.record_group(group)).collect()),
            YamlValue::Scalar(..) => {
                let items = self.record_items(node);
                Some(vec![RecordGroup { title: String::new(), items, span: node.span(self.source) }])
            }
            YamlValue::Map(_) => {
                self.wrong(node, "記録項目の一覧（- group: …）");
                None
            }
        }
    }

    fn record_group(&mut self, node: &YamlNode) -> Option<RecordGroup> {
        let span = node.span(self.source);
        match &node.value {
            YamlValue::Map(entries) => {
                for entry in entries.iter().filter(|entry| !["group", "items"].contains(&entry.key.as_str())) {
                    let message = format!("記録項目に「{}」という欄はありません", entry.key);
                    let at = Span::new(self.source, entry.key_range.clone());
                    self.findings
                        .push(Finding::new(&reader::UNKNOWN_KEY, message).at(at).help("書けるのは group・items です"));
                }
                let items = node.get("items").map(|items| self.record_items(items)).unwrap_or_default();
                Some(RecordGroup { title: node.text_of("group").unwrap_or_default().to_owned(), items, span })
            }
            YamlValue::Scalar(..) => Some(RecordGroup { title: String::new(), items: self.record_items(node), span }),
            YamlValue::List(_) => {
                self.wrong(node, "記録項目の組");
                None
            }
        }
    }

    /// A list of items, or a text with one item per line or separated by 、.
    fn record_items(&mut self, node: &YamlNode) -> Vec<RecordItem> {
        match &node.value {
            YamlValue::List(items) => {
                let read = |item: &YamlNode| Some((item.text()?.trim().to_owned(), item.span(self.source)));
                items.iter().filter_map(read).map(|(text, span)| RecordItem { text, span }).collect()
            }
            YamlValue::Scalar(_, style) => {
                let text = Text::from_scalar(self.source, node);
                let separators: &[char] = if *style == YamlStyle::Literal { &['\n', '、'] } else { &['、'] };
                let piece = |range: Range<usize>| {
                    let raw = &text.value[range.clone()];
                    let start = range.start + raw.len() - raw.trim_start().len();
                    let item = raw.trim();
                    let span = text.span(start..start + item.len())?;
                    (!item.is_empty()).then(|| RecordItem { text: item.to_owned(), span })
                };
                split_outside_brackets(&text.value, separators).into_iter().filter_map(piece).collect()
            }
            YamlValue::Map(_) => {
                self.wrong(node, "記録項目の一覧");
                Vec::new()
            }
        }
    }

    fn records_from_sheet(&mut self, node: &YamlNode) -> Option<Vec<RecordGroup>> {
        let column = |key: &str| node.text_of(key).and_then(|letters| column::number(letters.trim()));
        let request = SheetRequest {
            file: node.text_of("from")?.to_owned(),
            sheet: node.text_of("sheet").map(ToOwned::to_owned),
            group: if node.get("column").is_some() && node.get("group").is_none() {
                None
            } else {
                column("group").or(Some(0))
            },
            column: column("column").unwrap_or(1),
            header: node.text_of("header").and_then(|text| text.parse().ok()).unwrap_or(1),
        };
        if !self.take(node, 0) {
            return None;
        }
        let rows = self.sheet(node, &request)?;
        if !self.take(node, rows.iter().map(|row| row.item.len() + ROW_BYTES).sum()) {
            return None;
        }
        for row in &rows {
            self.findings.extend(hidden_in(&row.span.source, row.span.range(), &row.item));
        }
        let mut groups: Vec<RecordGroup> = Vec::new();
        for row in rows {
            let title = printable(row.group.as_deref().unwrap_or_default()).into_owned();
            let item = RecordItem { text: printable(&row.item).into_owned(), span: row.span.clone() };
            match groups.last_mut() {
                Some(group) if group.title == title || title.is_empty() => group.items.push(item),
                _ => groups.push(RecordGroup { title, items: vec![item], span: row.span }),
            }
        }
        Some(groups)
    }

    pub(super) fn figures(&mut self, node: &YamlNode) -> Option<Vec<Figure>> {
        let YamlValue::List(figures) = &node.value else {
            self.wrong(node, "図の一覧（- title: …）");
            return None;
        };
        Some(figures.iter().map(|figure| self.figure(figure)).collect())
    }

    fn figure(&mut self, node: &YamlNode) -> Figure {
        const KEYS: [&str; 6] = ["title", "file", "sha256", "generate", "alternative", "remarks"];
        for entry in node.entries().iter().filter(|entry| !KEYS.contains(&entry.key.as_str())) {
            let message = format!("図に「{}」という欄はありません", entry.key);
            let span = Span::new(self.source, entry.key_range.clone());
            let help = format!("書けるのは {} です", KEYS.join("・"));
            self.findings.push(Finding::new(&reader::UNKNOWN_KEY, message).at(span).help(help));
        }
        let text = |key: &str| node.text_of(key).map(|text| text.trim_end().to_owned());
        Figure {
            title: text("title"),
            file: text("file"),
            sha256: text("sha256"),
            generate: text("generate"),
            alternative: text("alternative"),
            remarks: text("remarks"),
            span: node.span(self.source),
        }
    }
}

/// The ranges between separators that stand outside all brackets.
fn split_outside_brackets(text: &str, separators: &[char]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' | '「' | '【' => depth += 1,
            '）' | ')' | '」' | '】' => depth = depth.saturating_sub(1),
            '\n' => depth = 0,
            _ => {}
        }
        if depth == 0 && separators.contains(&character) {
            ranges.push(start..at);
            start = at + character.len_utf8();
        }
    }
    ranges.push(start..text.len());
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_split_outside_brackets() {
        let text = "氏名、住所（市、町）\n電話";
        let pieces: Vec<_> =
            split_outside_brackets(text, &['\n', '、']).into_iter().map(|range| &text[range]).collect();
        assert_eq!(pieces, ["氏名", "住所（市、町）", "電話"]);
    }
}
