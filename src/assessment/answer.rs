//! Answers: what an author wrote, typed by the kind of the item.

use std::ops::Range;
use std::sync::Arc;

use crate::dates::Date;
use crate::form::Options;
use crate::text::{Source, Span};
use crate::yaml::{YamlNode, YamlStyle, YamlValue};

#[derive(Clone, Debug)]
pub enum Answer {
    Text(Text),
    /// The position of the chosen word in its option list.
    Choice(usize),
    Checks(Vec<Tick>),
    Flag(bool),
    Count(u64),
    Date(Date),
    List(Vec<String>),
    Records(Vec<RecordGroup>),
    Figures(Vec<Figure>),
}

/// One ticked box.
#[derive(Clone, Debug)]
pub struct Tick {
    pub index: usize,
    /// The text in its brackets.
    pub text: Option<String>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct RecordGroup {
    pub title: String,
    pub items: Vec<RecordItem>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct RecordItem {
    pub text: String,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Figure {
    pub title: Option<String>,
    /// A picture beside the assessment.
    pub file: Option<String>,
    /// Of the bytes of the file, in a frozen version: its own copy bears this name.
    pub sha256: Option<String>,
    /// `flow`: drawn from the assessment itself.
    pub generate: Option<String>,
    pub alternative: Option<String>,
    pub remarks: Option<String>,
    pub span: Span,
}

/// Text with the places that it came from: the author's own lines and passages from fragments.
#[derive(Clone, Debug, Default)]
pub struct Text {
    pub value: String,
    segments: Vec<TextSegment>,
    /// The fragments that it was put together from.
    pub fragments: Vec<String>,
    /// The passages of `value` that are Markdown; the rest is plain text.
    pub markdown: Vec<Range<usize>>,
}

/// `value[at..at + length]` came from `span`; byte for byte where the lengths agree.
#[derive(Clone, Debug)]
struct TextSegment {
    at: usize,
    length: usize,
    span: Span,
}

impl Text {
    /// A text that stands nowhere: a derived value.
    pub fn derived(value: impl Into<String>) -> Self {
        Self { value: value.into(), ..Self::default() }
    }

    pub fn from_scalar(source: &Arc<Source>, node: &YamlNode) -> Self {
        let mut text = Self::default();
        text.push_scalar(source, node);
        text
    }

    /// Appends the author's own words.
    pub(super) fn push_scalar(&mut self, source: &Arc<Source>, node: &YamlNode) {
        let YamlValue::Scalar(value, style) = &node.value else { return };
        self.break_line();
        let typed = source.text().get(node.range.clone()).unwrap_or_default();
        match style {
            YamlStyle::Literal => self.push_lines(source, node, value),
            YamlStyle::Quoted if typed.len() >= 2 && typed[1..].get(..typed.len() - 2) == Some(value) => {
                self.push(value, Span::new(source, node.range.start + 1..node.range.end - 1));
            }
            _ => self.push(value, node.span(source)),
        }
    }

    /// Appends the author's own Markdown.
    pub(super) fn push_markdown(&mut self, source: &Arc<Source>, node: &YamlNode) {
        self.break_line();
        let start = self.value.len();
        self.push_scalar(source, node);
        self.markdown.push(start..self.value.len());
    }

    /// A literal block: each line of the value is the end of a line of the file.
    fn push_lines(&mut self, source: &Arc<Source>, node: &YamlNode, value: &str) {
        let value = value.trim_end_matches('\n');
        let mut line = source.position(node.range.start).line;
        let mut started = false;
        for (index, content) in value.split('\n').enumerate() {
            if index > 0 {
                self.value.push('\n');
            }
            if content.is_empty() && !started {
                continue;
            }
            let typed = source.line(line);
            let offset = if typed.ends_with(content) { typed.len() - content.len() } else { 0 };
            let start = source.line_start(line) + offset;
            self.push(content, Span::new(source, start..start + content.len()));
            started = true;
            line += 1;
        }
    }

    pub(super) fn push(&mut self, value: &str, span: Span) {
        self.segments.push(TextSegment { at: self.value.len(), length: value.len(), span });
        self.value.push_str(value);
    }

    /// Pieces of one answer stand on lines of their own.
    pub(super) fn break_line(&mut self) {
        if !self.value.is_empty() && !self.value.ends_with('\n') {
            self.value.push('\n');
        }
    }

    /// Where `range` of the value was typed.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let index = self.segments.partition_point(|segment| segment.at <= range.start).checked_sub(1)?;
        let segment = &self.segments[index];
        let typed = segment.span.range();
        if typed.len() != segment.length {
            return Some(segment.span.clone());
        }
        let start = (range.start - segment.at).min(segment.length);
        let end = range.end.saturating_sub(segment.at).clamp(start, segment.length);
        Some(Span::new(&segment.span.source, typed.start + start..typed.start + end))
    }

    /// The bytes of the value that were typed inside `place`.
    pub fn typed_in(&self, place: &Span) -> Option<Range<usize>> {
        let inside = |segment: &&TextSegment| {
            let typed = segment.span.range();
            Arc::ptr_eq(&segment.span.source, &place.source)
                && place.range().start <= typed.start
                && typed.end <= place.range().end
        };
        let first = self.segments.iter().find(inside)?;
        let last = self.segments.iter().rfind(inside)?;
        Some(first.at..last.at + last.length)
    }

    pub fn is_blank(&self) -> bool {
        self.value.trim().is_empty()
    }
}

impl Answer {
    /// The answer in the printed words; several words joined by 、.
    pub fn words(&self, options: Option<&Options>) -> String {
        match self {
            Self::Text(text) => text.value.clone(),
            Self::Choice(index) => word(options, *index).to_owned(),
            Self::Checks(_) => self.list(options).join("、"),
            Self::Flag(on) => if *on { "○" } else { "" }.to_owned(),
            Self::Count(count) => count.to_string(),
            Self::Date(date) => date.to_string(),
            Self::List(lines) => lines.join("\n"),
            Self::Records(_) => self.list(options).join("\n"),
            Self::Figures(figures) => figures.iter().map(Figure::name).collect::<Vec<_>>().join("\n"),
        }
    }

    /// The answer as a list of words: ticked boxes with their texts, record groups with their items.
    pub fn list(&self, options: Option<&Options>) -> Vec<String> {
        match self {
            Self::Checks(ticks) => ticks.iter().map(|tick| tick.words(options)).collect(),
            Self::List(lines) => lines.clone(),
            Self::Records(groups) => groups.iter().map(RecordGroup::words).collect(),
            other => vec![other.words(options)],
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.is_blank(),
            Self::Checks(ticks) => ticks.is_empty(),
            Self::List(lines) => lines.is_empty(),
            Self::Records(groups) => groups.iter().all(|group| group.items.is_empty()),
            Self::Figures(figures) => figures.is_empty(),
            Self::Choice(_) | Self::Flag(_) | Self::Count(_) | Self::Date(_) => false,
        }
    }
}

impl Tick {
    pub fn words(&self, options: Option<&Options>) -> String {
        let word = word(options, self.index);
        self.text.as_ref().map_or_else(|| word.to_owned(), |text| format!("{word}（{text}）"))
    }
}

impl RecordGroup {
    pub fn words(&self) -> String {
        let items = self.items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join("、");
        headed(&self.title, &items)
    }
}

/// Record items under their heading, which may bear its brackets already: 【宛名情報】氏名、住所
pub fn headed(title: &str, items: &str) -> String {
    match title {
        "" => items.to_owned(),
        title if title.starts_with('【') => format!("{title}{items}"),
        title => format!("【{title}】{items}"),
    }
}

impl Figure {
    /// Where the picture stands, seen from the folder of the YAML file.
    pub fn place(&self) -> Option<String> {
        let file = self.file.as_ref()?;
        Some(self.sha256.as_ref().map_or_else(|| file.clone(), |sha| copy_of(file, sha)))
    }

    pub fn name(&self) -> String {
        self.title.clone().or_else(|| self.file.clone()).or_else(|| self.generate.clone()).unwrap_or_default()
    }
}

/// Where a frozen version keeps its copy of a picture: `figures/flow.svg` → `figures/3f5a….svg`.
pub fn copy_of(file: &str, sha256: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let ending = name.rsplit_once('.').map(|(_, ending)| format!(".{ending}")).unwrap_or_default();
    let short = sha256.get(..16).unwrap_or(sha256);
    format!("figures/{short}{ending}")
}

fn word(options: Option<&Options>, index: usize) -> &str {
    options.and_then(|options| options.choices.get(index)).map_or("", |choice| choice.word.as_str())
}
