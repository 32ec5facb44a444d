//! Text that is set in runs: emphasis, links, and words that came or went.

use crate::doc::table::{Line, LineRun};
use crate::doc::{SpanStyle, StyledSpan};
use crate::text::markdown::MarkdownRun;

use super::super::page::LinkTarget;
use super::super::text::Feature;

#[derive(Clone, Debug, Default)]
pub(super) struct PdfWords {
    pub(super) runs: Vec<PdfRun>,
}

#[derive(Clone, Debug)]
pub(super) struct PdfRun {
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) feature: Option<Feature>,
}

impl PdfWords {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::one(text, None)
    }

    pub(super) fn one(text: impl Into<String>, feature: Option<Feature>) -> Self {
        Self { runs: vec![PdfRun { text: text.into(), strong: false, feature }] }
    }

    /// What came and what went is marked.
    pub(super) fn of_line(line: &Line) -> Self {
        let run = |span: StyledSpan| PdfRun { text: span.text, strong: false, feature: feature(span.style) };
        let mut runs: Vec<PdfRun> = Vec::new();
        let mut rest = line.runs.as_slice();
        loop {
            match rest {
                // [○] is heard in words.
                [LineRun::Words(open), LineRun::Field(field), LineRun::Words(close), more @ ..]
                    if field.is_tick() && open.style == SpanStyle::Plain && field.marked.is_empty() =>
                {
                    let sign: String = field.spans().into_iter().map(|span| span.text).collect();
                    let text = format!("{}{sign}{}", open.text, close.text);
                    runs.push(PdfRun { text, strong: false, feature: Some(Feature::Tick(!field.value.is_empty())) });
                    rest = more;
                }
                [LineRun::Words(words), more @ ..] => {
                    runs.push(run(words.clone()));
                    rest = more;
                }
                [LineRun::Field(field), more @ ..] => {
                    runs.extend(field.spans().into_iter().map(run));
                    rest = more;
                }
                [] => break,
            }
        }
        runs.dedup_by(|next, last| {
            let joins =
                last.feature == next.feature && !matches!(last.feature, Some(Feature::Tick(_) | Feature::Link(_)));
            if joins {
                last.text.push_str(&next.text);
            }
            joins
        });
        Self { runs }
    }

    /// Emphasis is bold: slanted characters are no custom in Japanese.
    pub(super) fn written(runs: &[MarkdownRun]) -> Self {
        let link = |link: &String| (!link.starts_with('#')).then(|| Feature::Link(LinkTarget::Web(link.clone())));
        let run = |run: &MarkdownRun| PdfRun {
            text: run.text.clone(),
            strong: run.strong || run.emphasis,
            feature: run.link.as_ref().and_then(link),
        };
        Self { runs: runs.iter().map(run).collect() }
    }

    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// One for each line that was typed.
    pub(super) fn lines(&self) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        for run in &self.runs {
            for (index, text) in run.text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Self::default());
                }
                if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                    line.runs.push(PdfRun { text: text.trim_end_matches('\r').to_owned(), ..run.clone() });
                }
            }
        }
        lines
    }
}

fn feature(style: SpanStyle) -> Option<Feature> {
    match style {
        SpanStyle::Plain => None,
        SpanStyle::Differing => Some(Feature::Differing),
        SpanStyle::Added => Some(Feature::Added),
        SpanStyle::Removed => Some(Feature::Removed),
    }
}
