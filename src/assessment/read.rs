//! Reads one value as the kind of its item asks.

use std::sync::Arc;

use super::answer::{Answer, Figure, RecordGroup, RecordItem, Text, Tick};
use super::{Date, Resources, SheetRequest};
use crate::finding::{Finding, Rule, reader};
use crate::form::{Form, Kind, Node as Item, Options};
use crate::text::{Source, Span, fold};
use crate::yaml::{Node, Style, Value};

pub(super) struct ValueReader<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) form: &'a Form,
    pub(super) resources: &'a dyn Resources,
    pub(super) findings: Vec<Finding>,
}

impl ValueReader<'_> {
    /// The answer, or `None` where nothing is written or what is written was told as a finding.
    pub(super) fn answer(&mut self, item: &Item, node: &Node) -> Option<Answer> {
        if node.is_null() {
            return None;
        }
        match item.kind? {
            Kind::Text | Kind::Line | Kind::Fixed => self.text(node).map(Answer::Text),
            Kind::Period => self.period(node).map(Answer::Text),
            Kind::Choice => self.choice(item, node).map(Answer::Choice),
            Kind::Checks => self.checks(item, node).map(Answer::Checks),
            Kind::Flag => self.flag(node).map(Answer::Flag),
            Kind::Count => self.count(node).map(Answer::Count),
            Kind::Date => self.date(node).map(Answer::Date),
            Kind::List => self.list(node).map(Answer::List),
            Kind::Records => self.records(node).map(Answer::Records),
            Kind::Figure => self.figures(node).map(Answer::Figures),
        }
    }

    fn tell(&mut self, rule: &'static Rule, node: &Node, message: impl Into<String>) {
        self.findings.push(Finding::new(rule, message).at(node.span(self.source)));
    }

    fn wrong(&mut self, node: &Node, wanted: &str) {
        let message = format!("{wanted}を書く欄に、{}が書かれています", node.describe());
        self.tell(&reader::WRONG_KIND, node, message);
    }

    fn scalar<'n>(&mut self, node: &'n Node, wanted: &str) -> Option<&'n str> {
        let text = node.text();
        if text.is_none() {
            self.wrong(node, wanted);
        }
        text
    }

    /// A text: one scalar, a passage, or a list of both.
    fn text(&mut self, node: &Node) -> Option<Text> {
        let mut text = Text::default();
        match &node.value {
            Value::List(pieces) => pieces.iter().for_each(|piece| self.text_piece(piece, &mut text)),
            _ => self.text_piece(node, &mut text),
        }
        (!text.value.is_empty() || !text.fragments.is_empty()).then_some(text)
    }

    /// A period: two ISO dates with a slash between them are printed in words, everything else as typed.
    fn period(&mut self, node: &Node) -> Option<Text> {
        let text = self.text(node)?;
        let dates = text.value.trim().split_once('/').map(|(from, to)| (Date::parse(from), Date::parse(to)));
        let Some((Ok(from), Ok(to))) = dates else { return Some(text) };
        let mut printed = Text::default();
        printed.push(&format!("{from}から{to}まで"), node.span(self.source));
        Some(printed)
    }

    fn text_piece(&mut self, node: &Node, text: &mut Text) {
        match &node.value {
            Value::Scalar(..) => text.push_scalar(self.source, node),
            Value::Map(entries) if entries.len() == 1 && entries[0].key == "fragment" => {
                let name = entries[0].node.text().unwrap_or_default();
                match self.resources.fragment(name) {
                    Some(fragment) => self.findings.extend(fragment.fill(self.resources.values(), text)),
                    None => {
                        let message = format!("文例「{name}」がありません");
                        let help = format!("fragments/{name}.md を置くか、名前を確かめてください");
                        let finding = Finding::new(&reader::MISSING_FRAGMENT, message);
                        self.findings.push(finding.at(entries[0].node.span(self.source)).help(help));
                    }
                }
            }
            _ => self.wrong(node, "文（または - fragment: 文例の名前）"),
        }
    }

    fn choice(&mut self, item: &Item, node: &Node) -> Option<usize> {
        let options = self.form.options_of(item)?;
        let typed = self.scalar(node, "選択肢の言葉")?.trim();
        let found = options.position(typed).or_else(|| by_number(options, typed));
        if found.is_none() {
            self.not_an_option(options, node, typed);
        }
        found
    }

    fn not_an_option(&mut self, options: &Options, node: &Node, typed: &str) {
        let words: Vec<String> = options
            .choices
            .iter()
            .enumerate()
            .map(|(index, choice)| format!("{}) {}", index + 1, choice.word))
            .collect();
        let help = match options.nearest(typed) {
            Some(word) => format!("「{word}」でしょうか。選択肢: {}", words.join("　")),
            None => format!("選択肢: {}", words.join("　")),
        };
        let message = format!("「{typed}」は選択肢にありません");
        self.findings.push(Finding::new(&reader::NOT_AN_OPTION, message).at(node.span(self.source)).help(help));
    }

    /// Ticked boxes: words, `その他: 内容` pairs, or `その他（内容）`.
    fn checks(&mut self, item: &Item, node: &Node) -> Option<Vec<Tick>> {
        let options = self.form.options_of(item)?;
        let Value::List(boxes) = &node.value else {
            self.wrong(node, "チェックする言葉の一覧（- で始まる並び）");
            return None;
        };
        let mut ticks: Vec<Tick> = Vec::new();
        for node in boxes {
            let (word, text) = match &node.value {
                Value::Scalar(word, _) => (word.trim(), None),
                Value::Map(entries) if entries.len() == 1 => {
                    (entries[0].key.trim(), entries[0].node.text().map(|text| text.trim().to_owned()))
                }
                _ => {
                    self.wrong(node, "チェックする言葉");
                    continue;
                }
            };
            let (found, text) = match options.position(word) {
                Some(index) => (Some(index), text),
                None => with_brackets(options, word).map_or((None, None), |(index, text)| (Some(index), Some(text))),
            };
            let Some(index) = found else {
                self.not_an_option(options, node, word);
                continue;
            };
            if text.as_ref().is_some_and(|text| !text.is_empty()) && !options.choices[index].text {
                self.tell(&reader::WRONG_KIND, node, format!("「{word}」には括弧書きの欄がありません"));
            }
            if ticks.iter().any(|tick| tick.index == index) {
                self.tell(&reader::DUPLICATE_KEY, node, format!("「{word}」が二度チェックされています"));
                continue;
            }
            ticks.push(Tick { index, text: text.filter(|text| !text.is_empty()), span: node.span(self.source) });
        }
        ticks.sort_by_key(|tick| tick.index);
        Some(ticks)
    }

    fn flag(&mut self, node: &Node) -> Option<bool> {
        let typed = self.scalar(node, "true か false ")?.trim();
        match typed {
            "true" | "○" | "〇" => Some(true),
            "false" => Some(false),
            _ => {
                self.tell(&reader::BAD_FLAG, node, format!("true か false を書く欄に「{typed}」と書かれています"));
                None
            }
        }
    }

    fn count(&mut self, node: &Node) -> Option<u64> {
        let typed = self.scalar(node, "数")?;
        let digits = fold::fold(typed);
        let number = digits.strip_suffix('件').unwrap_or(&digits).parse().ok();
        if number.is_none() {
            self.tell(&reader::BAD_NUMBER, node, format!("「{typed}」を数として読めません"));
        }
        number
    }

    fn date(&mut self, node: &Node) -> Option<Date> {
        let typed = self.scalar(node, "日付")?;
        if fold::says_none(typed) {
            return None;
        }
        match Date::parse(typed) {
            Ok(date) => Some(date),
            Err(message) => {
                let finding = Finding::new(&reader::BAD_DATE, message).at(node.span(self.source));
                self.findings
                    .push(finding.help("2025-12-26、2025-12、令和7年12月26日、R7.12.26 のように書いてください"));
                None
            }
        }
    }

    fn list(&mut self, node: &Node) -> Option<Vec<String>> {
        match &node.value {
            Value::Scalar(text, _) => {
                Some(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect())
            }
            Value::List(lines) => {
                Some(lines.iter().filter_map(|line| self.scalar(line, "文").map(ToOwned::to_owned)).collect())
            }
            Value::Map(_) => {
                self.wrong(node, "一覧");
                None
            }
        }
    }

    fn records(&mut self, node: &Node) -> Option<Vec<RecordGroup>> {
        match &node.value {
            Value::Map(_) if node.get("from").is_some() => self.records_from_sheet(node),
            Value::List(groups) => Some(groups.iter().filter_map(|group| self.record_group(group)).collect()),
            Value::Scalar(..) => {
                let items = self.record_items(node);
                Some(vec![RecordGroup { title: String::new(), items, span: node.span(self.source) }])
            }
            Value::Map(_) => {
                self.wrong(node, "記録項目の一覧（- group: …）");
                None
            }
        }
    }

    fn record_group(&mut self, node: &Node) -> Option<RecordGroup> {
        let span = node.span(self.source);
        match &node.value {
            Value::Map(entries) => {
                for entry in entries.iter().filter(|entry| !["group", "items"].contains(&entry.key.as_str())) {
                    let message = format!("記録項目に「{}」という欄はありません", entry.key);
                    let at = Span::new(self.source, entry.key_range.clone());
                    self.findings
                        .push(Finding::new(&reader::UNKNOWN_KEY, message).at(at).help("書けるのは group・items です"));
                }
                let items = node.get("items").map(|items| self.record_items(items)).unwrap_or_default();
                Some(RecordGroup { title: node.text_of("group").unwrap_or_default().to_owned(), items, span })
            }
            Value::Scalar(..) => Some(RecordGroup { title: String::new(), items: self.record_items(node), span }),
            Value::List(_) => {
                self.wrong(node, "記録項目の組");
                None
            }
        }
    }

    /// A list of items, or a text with one item per line or separated by 、.
    fn record_items(&mut self, node: &Node) -> Vec<RecordItem> {
        match &node.value {
            Value::List(items) => {
                let read = |item: &Node| Some((item.text()?.trim().to_owned(), item.span(self.source)));
                items.iter().filter_map(read).map(|(text, span)| RecordItem { text, span }).collect()
            }
            Value::Scalar(_, style) => {
                let text = Text::from_scalar(self.source, node);
                let separators: &[char] = if *style == Style::Literal { &['\n', '、'] } else { &['、'] };
                let piece = |range: std::ops::Range<usize>| {
                    let raw = &text.value[range.clone()];
                    let start = range.start + raw.len() - raw.trim_start().len();
                    let item = raw.trim();
                    let span = text.span(start..start + item.len())?;
                    (!item.is_empty()).then(|| RecordItem { text: item.to_owned(), span })
                };
                split_outside_brackets(&text.value, separators).into_iter().filter_map(piece).collect()
            }
            Value::Map(_) => {
                self.wrong(node, "記録項目の一覧");
                Vec::new()
            }
        }
    }

    fn records_from_sheet(&mut self, node: &Node) -> Option<Vec<RecordGroup>> {
        let column = |key: &str| node.text_of(key).and_then(column_number);
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
        match self.resources.sheet(&request) {
            Ok(rows) => {
                let mut groups: Vec<RecordGroup> = Vec::new();
                for row in rows {
                    let title = row.group.unwrap_or_default();
                    let item = RecordItem { text: row.item, span: row.span.clone() };
                    match groups.last_mut() {
                        Some(group) if group.title == title || title.is_empty() => group.items.push(item),
                        _ => groups.push(RecordGroup { title, items: vec![item], span: row.span }),
                    }
                }
                Some(groups)
            }
            Err(mut finding) => {
                finding.span = finding.span.or_else(|| Some(node.span(self.source)));
                self.findings.push(*finding);
                None
            }
        }
    }

    fn figures(&mut self, node: &Node) -> Option<Vec<Figure>> {
        let Value::List(figures) = &node.value else {
            self.wrong(node, "図の一覧（- title: …）");
            return None;
        };
        Some(figures.iter().map(|figure| self.figure(figure)).collect())
    }

    fn figure(&mut self, node: &Node) -> Figure {
        const KEYS: [&str; 5] = ["title", "file", "generate", "alternative", "remarks"];
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
            generate: text("generate"),
            alternative: text("alternative"),
            remarks: text("remarks"),
            span: node.span(self.source),
        }
    }
}

/// `4`, `4)`, `4）`: the option's number.
fn by_number(options: &Options, typed: &str) -> Option<usize> {
    let folded = fold::fold(typed);
    let number: usize = folded.strip_suffix(')').unwrap_or(&folded).parse().ok()?;
    (1..=options.choices.len()).contains(&number).then(|| number - 1)
}

/// `その他（内容）` where その他 has a text in brackets.
fn with_brackets(options: &Options, typed: &str) -> Option<(usize, String)> {
    let open = typed.find(['（', '('])?;
    let inner = typed[open..].trim_start_matches(['（', '(']).strip_suffix(['）', ')'])?;
    let index = options.position(typed[..open].trim())?;
    options.choices[index].text.then(|| (index, inner.trim().to_owned()))
}

/// `A`, `AB`: a column from 0.
fn column_number(name: &str) -> Option<u32> {
    let mut number = 0_u32;
    for letter in name.trim().chars() {
        let digit = letter.to_ascii_uppercase().to_digit(36).filter(|digit| *digit >= 10)? - 9;
        number = number.checked_mul(26)?.checked_add(digit)?;
    }
    number.checked_sub(1)
}

/// The ranges between separators that stand outside all brackets.
fn split_outside_brackets(text: &str, separators: &[char]) -> Vec<std::ops::Range<usize>> {
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
    fn columns_have_letters() {
        assert_eq!(column_number("A"), Some(0));
        assert_eq!(column_number("ab"), Some(27));
        assert_eq!(column_number("1"), None);
        assert_eq!(column_number(""), None);
    }

    #[test]
    fn items_split_outside_brackets() {
        let text = "氏名、住所（市、町）\n電話";
        let pieces: Vec<_> =
            split_outside_brackets(text, &['\n', '、']).into_iter().map(|range| &text[range]).collect();
        assert_eq!(pieces, ["氏名", "住所（市、町）", "電話"]);
    }
}
