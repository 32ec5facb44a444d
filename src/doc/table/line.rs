//! Printed words and fields, one after the other.

use super::field::Field;
use crate::doc::model::{SpanStyle, StyledSpan};

/// What stands together: `（　2　）件` is words, a field, words. A value with line breaks goes on over several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub runs: Vec<LineRun>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineRun {
    Words(StyledSpan),
    Field(Field),
}

impl Line {
    pub fn of(text: impl Into<String>) -> Self {
        Self::default().with(text)
    }

    pub fn of_field(field: Field) -> Self {
        Self { runs: vec![LineRun::Field(field)] }
    }

    /// With words behind it; none where they say nothing.
    #[must_use]
    pub fn with(self, text: impl Into<String>) -> Self {
        self.with_span(text, SpanStyle::Plain)
    }

    #[must_use]
    pub fn with_span(mut self, text: impl Into<String>, style: SpanStyle) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.runs.push(LineRun::Words(StyledSpan { text, style }));
        }
        self
    }

    #[must_use]
    pub fn with_field(mut self, field: Field) -> Self {
        self.runs.push(LineRun::Field(field));
        self
    }

    #[must_use]
    pub fn with_line(mut self, line: Self) -> Self {
        self.runs.extend(line.runs);
        self
    }

    /// All of it came or went.
    #[must_use]
    pub fn styled(mut self, style: SpanStyle) -> Self {
        if style == SpanStyle::Plain {
            return self;
        }
        for run in &mut self.runs {
            match run {
                LineRun::Words(span) => span.style = style,
                LineRun::Field(field) => {
                    field.marked = field.spans().into_iter().map(|span| StyledSpan { style, ..span }).collect();
                }
            }
        }
        self
    }

    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.runs.iter().filter_map(|run| if let LineRun::Field(field) = run { Some(field) } else { None })
    }

    /// As it is printed; what has the same style is one span.
    pub fn spans(&self) -> Vec<StyledSpan> {
        let mut spans: Vec<StyledSpan> = Vec::new();
        for run in &self.runs {
            let own = match run {
                LineRun::Words(span) => vec![span.clone()],
                LineRun::Field(field) => field.spans(),
            };
            for span in own {
                match spans.last_mut() {
                    Some(last) if last.style == span.style => last.text.push_str(&span.text),
                    _ => spans.push(span),
                }
            }
        }
        spans
    }

    /// Its words, those that are gone among them.
    pub fn text(&self) -> String {
        self.spans().into_iter().map(|span| span.text).collect()
    }

    pub fn is_marked(&self) -> bool {
        self.spans().iter().any(|span| span.style != SpanStyle::Plain)
    }
}
