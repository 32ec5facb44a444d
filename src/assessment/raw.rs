//! Walks the author's tree along the shape of the form: typed answers by address, blocks of lists, everything that fits nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::astray::{Astray, EntryNeighbours};
use super::model::{Block, ListState, Threshold};
use super::read::ValueReader;
use super::{Address, Answer};
use crate::dates::Date;
use crate::finding::{Finding, Repair, Rule, reader};
use crate::form::{FormShape, Key};
use crate::text::{Span, limits};
use crate::yaml::{YamlEntry, YamlNode, YamlValue, misread};

/// Keys of an assessment that are no items of a form.
const OWN_KEYS: [&str; 4] = ["form", "threshold", "withhold", "changes"];

/// What stands at an item.
pub(super) struct Typed {
    pub(super) answer: Option<Answer>,
    pub(super) span: Span,
}

pub(super) struct AnswerWalk<'a> {
    pub(super) reader: ValueReader<'a>,
    pub(super) answers: BTreeMap<Address, Typed>,
    pub(super) lists: BTreeMap<Address, ListState>,
    pub(super) anchors: BTreeMap<Address, Span>,
    /// Items, maps and lists at which something is written that could not be read, and was told as a finding.
    pub(super) refused: BTreeSet<Address>,
    pub(super) threshold: Option<Threshold>,
}

impl<'a> AnswerWalk<'a> {
    pub(super) fn new(reader: ValueReader<'a>) -> Self {
        Self {
            reader,
            answers: BTreeMap::new(),
            lists: BTreeMap::new(),
            anchors: BTreeMap::new(),
            refused: BTreeSet::new(),
            threshold: None,
        }
    }

    pub(super) fn root(&mut self, root: &YamlNode) {
        let form = self.reader.form;
        let mut above = None;
        for entry in root.entries() {
            match entry.key.as_str() {
                "threshold" if !form.decides_threshold() => self.read_threshold(&entry.node),
                "form" | "withhold" | "changes" => {}
                _ => {
                    let beside = EntryNeighbours { entries: root.entries(), above };
                    self.entry(entry, beside, form.shape(), &Address::default(), &Key::default());
                }
            }
            above = form.shape().get(&entry.key).map(|_| entry).or(above);
        }
    }

    fn map(&mut self, node: &YamlNode, shape: &FormShape, address: &Address, key: &Key) {
        match &node.value {
            YamlValue::Map(entries) => {
                let mut above = None;
                for entry in entries {
                    self.entry(entry, EntryNeighbours { entries, above }, shape, address, key);
                    above = shape.get(&entry.key).map(|_| entry).or(above);
                }
            }
            _ if node.is_null() => {}
            _ => {
                self.refused.insert(address.clone());
                let misread = misread(self.reader.source, &node.range);
                if misread.is_empty() {
                    let message = format!("項目の組（キー: 値）を書く所に、{}が書かれています", node.describe());
                    self.wrong(&node.range, message);
                }
                let rule = &reader::WRONG_KIND;
                self.reader.findings.extend(misread.into_iter().map(|slip| Finding { rule, ..slip }));
            }
        }
    }

    /// Where the map stands: its address (`files.checkups`) and its key (`files[]`).
    fn entry(
        &mut self,
        entry: &YamlEntry,
        beside: EntryNeighbours<'_>,
        shape: &FormShape,
        address: &Address,
        key: &Key,
    ) {
        if entry.key == "id" && matches!(shape, FormShape::List(..)) {
            return;
        }
        let key_span = Span::new(self.reader.source, entry.key_range.clone());
        let Some(inner) = shape.get(&entry.key) else {
            let meant = self.unknown(entry, beside, shape, key);
            self.refused.extend(meant.map(|name| address.join(&name)));
            return;
        };
        let address = address.join(&entry.key);
        self.anchors.insert(address.clone(), key_span.clone());
        match inner {
            FormShape::Item(id) => {
                let item = self.reader.form.node(*id);
                let told = self.reader.findings.len();
                let answer = self.reader.answer(item, &entry.node);
                for finding in &mut self.reader.findings[told..] {
                    finding.item = Some(address.to_string());
                }
                let blank = entry.node.is_null() || entry.node.text().is_some_and(str::is_empty);
                let span = if blank { key_span } else { entry.node.span(self.reader.source) };
                if answer.is_none() && self.reader.findings.len() > told {
                    self.refused.insert(address.clone());
                }
                self.answers.insert(address, Typed { answer, span });
            }
            FormShape::Map(_) => self.map(&entry.node, inner, &address, &key.join(&entry.key)),
            FormShape::List(list, _) => self.list(&entry.node, inner, &address, list),
        }
    }

    fn list(&mut self, node: &YamlNode, shape: &FormShape, address: &Address, key: &Key) {
        let blocks = match &node.value {
            YamlValue::List(blocks) => blocks.as_slice(),
            _ if node.is_null() => return,
            _ => {
                self.refused.insert(address.clone());
                self.wrong(
                    &node.range,
                    format!("一覧（- で始まる並び）を書く所に、{}が書かれています", node.describe()),
                );
                return;
            }
        };
        if blocks.len() > limits::BLOCKS {
            let message = format!("一覧に {} 件書かれています（{} 件まで）", blocks.len(), limits::BLOCKS);
            self.tell(&reader::TOO_MANY_BLOCKS, &node.range, message);
        }
        // One of a list is enough to be told of.
        if let Some(dash) = blocks.iter().find_map(|block| self.bare_dash(block)) {
            let message = "「-」だけの行があり、中身がありません";
            let help = "「- id: 名前」と書いて次の行に項目を書くか、この行を消してください";
            let place = Span::new(self.reader.source, dash);
            self.reader.findings.push(Finding::new(&reader::WRONG_KIND, message).at(place).help(help));
        }
        let mut state = ListState { written: true, blocks: Vec::new() };
        let mut ids = BTreeSet::new();
        for (index, block) in blocks.iter().take(limits::BLOCKS).enumerate() {
            let id = self.block_id(block, &mut ids);
            let inner = id.as_deref().map_or_else(|| address.nth(index), |id| address.join(id));
            let span =
                block.get("id").map_or_else(|| first_line(block, self.reader.source), |id| id.span(self.reader.source));
            self.anchors.insert(inner.clone(), span.clone());
            state.blocks.push(Block { address: inner.clone(), id, span });
            self.map(block, shape, &inner, key);
        }
        self.lists.insert(address.clone(), state);
    }

    /// The dash of an item of a list with nothing behind it.
    fn bare_dash(&self, item: &YamlNode) -> Option<Range<usize>> {
        let before = self.reader.source.text()[..item.range.start].trim_end();
        let is_bare = item.is_null() && item.range.is_empty() && before.ends_with('-');
        is_bare.then(|| before.len() - 1..before.len())
    }

    fn block_id(&mut self, block: &YamlNode, ids: &mut BTreeSet<String>) -> Option<String> {
        let node = block.get("id")?;
        let id = node.text().unwrap_or_default();
        let starts = id.starts_with(|c: char| c.is_ascii_lowercase());
        if id.len() > limits::ID_BYTES {
            self.tell(&reader::BAD_ID, &node.range, format!("id が {} バイトを超えています", limits::ID_BYTES));
            return None;
        }
        if !starts || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_') {
            let message = format!("id「{id}」は使えません");
            self.tell(&reader::BAD_ID, &node.range, message);
            return None;
        }
        if !ids.insert(id.to_owned()) {
            self.tell(&reader::BAD_ID, &node.range, format!("id「{id}」が同じ一覧の中で重なっています"));
            return None;
        }
        Some(id.to_owned())
    }

    /// Tells a name that the form does not have there; gives the one that it must have been meant for.
    fn unknown(
        &mut self,
        entry: &YamlEntry,
        beside: EntryNeighbours<'_>,
        shape: &FormShape,
        key: &Key,
    ) -> Option<String> {
        let inner = key.join(&entry.key);
        let span = Span::new(self.reader.source, entry.key_range.clone());
        if let Some(style) = self.reader.resources.form_with(&inner) {
            let message = format!("「{}」は{style}の項目で、{}にはありません", entry.key, self.reader.form.style);
            self.reader.findings.push(Finding::new(&reader::NOT_IN_FORM, message).at(span));
            return None;
        }
        let own: &[&str] = if key.is_root() { &OWN_KEYS } else { &[] };
        let (form, source) = (self.reader.form, self.reader.source);
        let astray = Astray { form, source, shape, own, beside };
        let (message, help) = astray.explain(entry);
        let meant = astray.meant(entry).map(ToOwned::to_owned);
        let finding = Finding::new(&reader::UNKNOWN_KEY, message).at(span.clone()).help(help);
        let repair = meant.as_deref().and_then(|name| Repair::words(&span, &entry.key, name));
        self.reader.findings.push(Finding { repair, ..finding });
        meant
    }

    fn read_threshold(&mut self, node: &YamlNode) {
        let span = node.span(self.reader.source);
        let mut threshold = Threshold {
            handlers: None,
            incident: None,
            incident_on: None,
            incident_known_on: None,
            counted_on: None,
            span,
        };
        for entry in node.entries() {
            let text = entry.node.text().unwrap_or_default();
            match entry.key.as_str() {
                "handlers" => match text.replace(',', "").parse() {
                    Ok(number) => threshold.handlers = Some(number),
                    Err(_) => {
                        self.tell(&reader::BAD_NUMBER, &entry.node.range, format!("「{text}」を数として読めません"));
                    }
                },
                "incident" if ["true", "false"].contains(&text) => threshold.incident = Some(text == "true"),
                "incident" => self.tell(&reader::BAD_FLAG, &entry.node.range, "true か false を書きます".into()),
                "counted_on" | "incident_on" | "incident_known_on" => match Date::parse(text) {
                    Ok(date) if entry.key == "incident_on" => threshold.incident_on = Some(date),
                    Ok(date) if entry.key == "incident_known_on" => threshold.incident_known_on = Some(date),
                    Ok(date) => threshold.counted_on = Some(date),
                    Err(error) => self.tell(&reader::BAD_DATE, &entry.node.range, error.to_string()),
                },
                other => {
                    let help =
                        "threshold に書けるのは handlers・incident・incident_on・incident_known_on・counted_on です";
                    let span = Span::new(self.reader.source, entry.key_range.clone());
                    let message = format!("「{other}」という項目はありません");
                    self.reader.findings.push(Finding::new(&reader::UNKNOWN_KEY, message).at(span).help(help));
                }
            }
        }
        self.threshold = Some(threshold);
    }

    fn tell(&mut self, rule: &'static Rule, range: &Range<usize>, message: String) {
        let span = Span::new(self.reader.source, range.clone());
        self.reader.findings.push(Finding::new(rule, message).at(span));
    }

    fn wrong(&mut self, range: &Range<usize>, message: String) {
        self.tell(&reader::WRONG_KIND, range, message);
    }
}

/// A block without an id is pointed at by its first line.
fn first_line(node: &YamlNode, source: &std::sync::Arc<crate::text::Source>) -> Span {
    let start = node.range.start;
    let text = source.text().get(node.range.clone()).unwrap_or_default();
    Span::new(source, start..start + text.lines().next().unwrap_or_default().len())
}
