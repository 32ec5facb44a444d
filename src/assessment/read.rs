//! Reads one value as the kind of its item asks.

use std::sync::Arc;

use super::Resources;
use super::answer::{Answer, Text, Tick};
use super::budget::TextBudget;
use crate::dates::Date;
use crate::finding::{Finding, Repair, Rule, reader};
use crate::form::{Form, Kind, Node, Options};
use crate::text::{Source, fold, limits, surely_meant};
use crate::yaml::emit::written;
use crate::yaml::{YamlNode, YamlValue};

pub(super) struct ValueReader<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) form: &'a Form,
    pub(super) resources: &'a dyn Resources,
    pub(super) budget: TextBudget,
    pub(super) findings: Vec<Finding>,
}

impl ValueReader<'_> {
    /// The answer, or `None` where nothing is written or what is written was told as a finding.
    pub(super) fn answer(&mut self, item: &Node, node: &YamlNode) -> Option<Answer> {
        if node.is_null() {
            return None;
        }
        match item.kind? {
            Kind::Text | Kind::Fixed => self.text(node, limits::TEXT_BYTES).map(Answer::Text),
            Kind::Line => self.text(node, limits::LINE_BYTES).map(Answer::Text),
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

    pub(super) fn tell(&mut self, rule: &'static Rule, node: &YamlNode, message: impl Into<String>) {
        self.findings.push(Finding::new(rule, message).at(node.span(self.source)));
    }

    pub(super) fn wrong(&mut self, node: &YamlNode, wanted: &str) {
        let message = format!("{wanted}を書く欄に、{}が書かれています", node.describe());
        self.tell(&reader::WRONG_KIND, node, message);
    }

    fn scalar<'n>(&mut self, node: &'n YamlNode, wanted: &str) -> Option<&'n str> {
        let text = node.text();
        if text.is_none() {
            self.wrong(node, wanted);
        }
        text
    }

    /// A text: one scalar, a passage, or a list of both.
    fn text(&mut self, node: &YamlNode, most: usize) -> Option<Text> {
        let pieces = match &node.value {
            YamlValue::List(pieces) => pieces.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if !self.fits(node, pieces, most) {
            return None;
        }
        let mut text = Text::default();
        pieces.iter().for_each(|piece| self.text_piece(piece, &mut text));
        (!text.value.is_empty() || !text.fragments.is_empty()).then_some(text)
    }

    /// A period: two ISO dates with a slash between them are printed in words, everything else as typed.
    fn period(&mut self, node: &YamlNode) -> Option<Text> {
        let text = self.text(node, limits::LINE_BYTES)?;
        let dates = text.value.trim().split_once('/').map(|(from, to)| (Date::parse(from), Date::parse(to)));
        let Some((Ok(from), Ok(to))) = dates else { return Some(text) };
        let mut printed = Text::default();
        printed.push(&format!("{from}から{to}まで"), node.span(self.source));
        Some(printed)
    }

    fn text_piece(&mut self, node: &YamlNode, text: &mut Text) {
        match &node.value {
            YamlValue::Scalar(..) => text.push_scalar(self.source, node),
            YamlValue::Map(entries) if entries.len() == 1 && entries[0].key == "fragment" => {
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
            YamlValue::Map(entries) if entries.len() == 1 && entries[0].key == "markdown" => {
                text.push_markdown(self.source, &entries[0].node);
            }
            _ => self.wrong(node, "文（または - fragment: 文例の名前、- markdown: 文）"),
        }
    }

    fn choice(&mut self, item: &Node, node: &YamlNode) -> Option<usize> {
        let options = self.form.options_of(item)?;
        let typed = self.scalar(node, "選択肢の言葉")?.trim();
        let found = options.position(typed).or_else(|| by_number(options, typed));
        if found.is_none() {
            self.not_an_option(options, node, typed);
        }
        found
    }

    fn not_an_option(&mut self, options: &Options, node: &YamlNode, typed: &str) {
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
        let span = node.span(self.source);
        let meant = surely_meant(typed, options.choices.iter().map(|choice| choice.word.as_str()));
        let typed_as_is = matches!(node.value, YamlValue::Scalar(..));
        let repair = meant.filter(|_| typed_as_is).map(|word| Repair::answer(&span, written(word)));
        let finding = Finding::new(&reader::NOT_AN_OPTION, message).at(span).help(help);
        self.findings.push(Finding { repair, ..finding });
    }

    /// Ticked boxes: words, `その他: 内容` pairs, or `その他（内容）`.
    fn checks(&mut self, item: &Node, node: &YamlNode) -> Option<Vec<Tick>> {
        let options = self.form.options_of(item)?;
        let YamlValue::List(boxes) = &node.value else {
            self.wrong(node, "チェックする言葉の一覧（- で始まる並び）");
            return None;
        };
        let mut ticks: Vec<Tick> = Vec::new();
        for node in boxes {
            let (word, text) = match &node.value {
                YamlValue::Scalar(word, _) => (word.trim(), None),
                YamlValue::Map(entries) if entries.len() == 1 => {
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

    fn flag(&mut self, node: &YamlNode) -> Option<bool> {
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

    fn count(&mut self, node: &YamlNode) -> Option<u64> {
        let typed = self.scalar(node, "数")?;
        let digits = fold::fold(typed);
        let number = digits.strip_suffix('件').unwrap_or(&digits).parse().ok();
        if number.is_none() {
            self.tell(&reader::BAD_NUMBER, node, format!("「{typed}」を数として読めません"));
        }
        number
    }

    fn date(&mut self, node: &YamlNode) -> Option<Date> {
        let typed = self.scalar(node, "日付")?;
        if fold::says_none(typed) {
            return None;
        }
        match Date::parse(typed) {
            Ok(date) => Some(date),
            Err(error) => {
                let finding = Finding::new(&reader::BAD_DATE, error.to_string()).at(node.span(self.source));
                self.findings
                    .push(finding.help("2025-12-26、2025-12、令和7年12月26日、R7.12.26 のように書いてください"));
                None
            }
        }
    }

    fn list(&mut self, node: &YamlNode) -> Option<Vec<String>> {
        match &node.value {
            YamlValue::Scalar(text, _) => {
                Some(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect())
            }
            YamlValue::List(lines) => {
                Some(lines.iter().filter_map(|line| self.scalar(line, "文").map(ToOwned::to_owned)).collect())
            }
            YamlValue::Map(_) => {
                self.wrong(node, "一覧");
                None
            }
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
