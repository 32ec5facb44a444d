//! The 変更箇所 history as the author wrote it.

use std::ops::Range;
use std::sync::Arc;

use super::{Address, Text};
use crate::dates::Date;
use crate::finding::{Finding, reader};
use crate::form::Form;
use crate::text::{Source, Span, fold, short_digest};
use crate::yaml::{YamlEntry, YamlNode, YamlValue};

/// The rows of one 変更日.
#[derive(Clone, Debug)]
pub struct ChangeDay {
    pub date: Option<Date>,
    /// As typed.
    pub date_text: String,
    pub date_span: Span,
    pub rows: Vec<ChangeRow>,
    pub span: Span,
}

/// One row.
#[derive(Clone, Debug)]
pub struct ChangeRow {
    /// The item as written: `files.checkups.use.purpose`.
    pub item: Option<ChangeField>,
    /// The same as an address.
    pub address: Option<Address>,
    /// The item as it was printed before the program existed, where no item of the form answers to it.
    pub printed: Option<ChangeField>,
    pub before: Option<Text>,
    pub after: Option<Text>,
    /// The position of 事前 or 事後 in the form's list.
    pub timing: Option<usize>,
    /// Something else is written there, and was told as a finding.
    pub refused_timing: bool,
    /// The recorded judgement: is it a 重要な変更?
    pub important: Option<bool>,
    pub reason: Option<Text>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct ChangeField {
    pub text: String,
    pub span: Span,
}

impl ChangeRow {
    /// What it is known by: everything that it says under its day.
    pub fn fingerprint(&self, day: &ChangeDay) -> String {
        let field = |field: &Option<ChangeField>| field.as_ref().map(|field| field.text.clone()).unwrap_or_default();
        let text = |text: &Option<Text>| text.as_ref().map(|text| fold::fold(&text.value)).unwrap_or_default();
        let judged = format!("{:?} {:?}", self.timing, self.important);
        let said = [&self.before, &self.after, &self.reason].map(text);
        let named = [day.date_text.clone(), field(&self.item), field(&self.printed), judged];
        short_digest(named.into_iter().chain(said).collect::<Vec<_>>().join("\u{1f}"), FINGERPRINT)
    }
}

/// Characters of the fingerprint of a row.
const FINGERPRINT: usize = 32;

pub(super) struct ChangeReader<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) form: &'a Form,
    pub(super) findings: Vec<Finding>,
}

impl ChangeReader<'_> {
    pub(super) fn days(&mut self, node: &YamlNode) -> Vec<ChangeDay> {
        if !matches!(node.value, YamlValue::List(_)) {
            if !node.is_null() {
                self.wrong(&node.range, "変更箇所は「- date: …」の一覧で書きます");
            }
            return Vec::new();
        }
        node.items().iter().map(|day| self.day(day)).collect()
    }

    fn day(&mut self, node: &YamlNode) -> ChangeDay {
        let date_node = node.get("date");
        let date_text = date_node.and_then(YamlNode::text).unwrap_or_default().to_owned();
        let date_span = date_node.map_or_else(|| node.span(self.source), |date| date.span(self.source));
        let date = match Date::parse(&date_text) {
            Ok(date) => Some(date),
            Err(error) => {
                self.findings.push(Finding::new(&reader::BAD_DATE, error.to_string()).at(date_span.clone()));
                None
            }
        };
        self.unknown_keys(node, &["date", "rows"]);
        let rows = node.get("rows").map(YamlNode::items).unwrap_or_default();
        let rows = rows.iter().map(|row| self.row(row)).collect();
        ChangeDay { date, date_text, date_span, rows, span: node.span(self.source) }
    }

    fn row(&mut self, node: &YamlNode) -> ChangeRow {
        self.unknown_keys(node, &["item", "printed", "before", "after", "timing", "important", "reason"]);
        let field = |key: &str| -> Option<ChangeField> {
            let value = node.get(key)?;
            Some(ChangeField { text: value.text()?.to_owned(), span: value.span(self.source) })
        };
        let text =
            |key: &str| Some(Text::from_scalar(self.source, node.get(key).filter(|value| value.text().is_some())?));
        let (item, printed) = (field("item"), field("printed"));
        let (before, after, reason) = (text("before"), text("after"), text("reason"));
        let timing = node.get("timing").and_then(|value| self.timing(value));
        let refused_timing = timing.is_none() && node.text_of("timing").is_some();
        let important = node.get("important").and_then(|value| self.important(value));
        if item.is_none() && printed.is_none() {
            self.wrong(&node.range, "変更した項目（item、または printed）がありません");
        }
        let address = item.as_ref().map(|item| Address::from(item.text.trim()));
        ChangeRow {
            item,
            address,
            printed,
            before,
            after,
            timing,
            refused_timing,
            important,
            reason,
            span: node.span(self.source),
        }
    }

    fn timing(&mut self, node: &YamlNode) -> Option<usize> {
        let typed = node.text()?;
        let found = self.form.timings.iter().position(|word| fold::same(word, typed));
        if found.is_none() {
            let message = format!("提出時期「{typed}」は {} のどちらでもありません", self.form.timings.join("・"));
            self.findings.push(Finding::new(&reader::NOT_AN_OPTION, message).at(node.span(self.source)));
        }
        found
    }

    fn important(&mut self, node: &YamlNode) -> Option<bool> {
        match node.text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            None => None,
            Some(other) => {
                let message = format!("important には true か false を書きます（「{other}」とあります）");
                self.findings.push(Finding::new(&reader::BAD_FLAG, message).at(node.span(self.source)));
                None
            }
        }
    }

    fn unknown_keys(&mut self, node: &YamlNode, known: &[&str]) {
        let unknown: Vec<&YamlEntry> =
            node.entries().iter().filter(|entry| !known.contains(&entry.key.as_str())).collect();
        for entry in unknown {
            let message = format!("変更箇所に「{}」という欄はありません", entry.key);
            let help = format!("書けるのは {} です", known.join("・"));
            let span = Span::new(self.source, entry.key_range.clone());
            self.findings.push(Finding::new(&reader::UNKNOWN_KEY, message).at(span).help(help));
        }
    }

    fn wrong(&mut self, range: &Range<usize>, message: &str) {
        self.findings.push(Finding::new(&reader::WRONG_KIND, message).at(Span::new(self.source, range.clone())));
    }
}
