//! Lines of the page model as HTML: what came and went is told to eyes and to screen readers, what is filled in keeps its address.

use std::collections::BTreeMap;

use crate::doc::SpanStyle;
use crate::doc::table::{Field, FieldKind, Line, LineRun};
use crate::render::escaped;

/// The anchors that a row still has to give to what is filled in, by the address.
pub(super) type Waiting = BTreeMap<String, String>;

/// The line as HTML that holds no markup but its own.
pub(super) fn line(line: &Line, waiting: &mut Waiting) -> String {
    let mut html = Html::default();
    let mut runs = line.runs.as_slice();
    loop {
        match runs {
            [LineRun::Words(open), LineRun::Field(field), LineRun::Words(close), rest @ ..] if field.is_tick() => {
                html.tick([&open.text, &close.text], field, waiting);
                runs = rest;
            }
            [LineRun::Words(span), rest @ ..] => {
                html.add(span.style, &escaped(&span.text));
                runs = rest;
            }
            [LineRun::Field(field), rest @ ..] => {
                html.field(field, waiting);
                runs = rest;
            }
            [] => return html.finish(),
        }
    }
}

/// A label or a heading, its ※ in the colour of it.
pub(super) fn label(text: &str) -> String {
    match text.strip_suffix('※') {
        Some(words) => format!("{}<span class=\"mark\">※</span>", escaped(words)),
        None => escaped(text),
    }
}

/// Runs of one style stand in one element.
#[derive(Default)]
struct Html {
    text: String,
    style: SpanStyle,
}

impl Html {
    fn add(&mut self, style: SpanStyle, html: &str) {
        if style != self.style {
            self.text.push_str(closing(self.style));
            self.text.push_str(opening(style));
            self.style = style;
        }
        self.text.push_str(html);
    }

    fn finish(mut self) -> String {
        self.add(SpanStyle::Plain, "");
        self.text
    }

    fn field(&mut self, field: &Field, waiting: &mut Waiting) {
        let tag = if matches!(field.kind, FieldKind::Choice(_)) { "strong" } else { "span" };
        let id = waiting.remove(&field.address).map(|id| format!(" id=\"{}\"", escaped(&id)));
        let is_element = id.is_some() || tag == "strong";
        for (index, span) in field.spans().iter().enumerate() {
            let own = id.as_deref().filter(|_| index == 0).unwrap_or_default();
            let text = escaped(&span.text);
            self.add(span.style, &if is_element { format!("<{tag}{own}>{text}</{tag}>") } else { text });
        }
    }

    /// `[○]`, which screen readers hear in words.
    fn tick(&mut self, [open, close]: [&str; 2], field: &Field, waiting: &mut Waiting) {
        let id = waiting.remove(&field.address).map(|id| format!(" id=\"{}\"", escaped(&id))).unwrap_or_default();
        let spans = field.spans();
        let style = spans.first().map(|span| span.style).unwrap_or_default();
        let sign: String = spans.iter().map(|span| span.text.as_str()).collect();
        let heard = if field.value.is_empty() { "非該当：" } else { "該当：" };
        let seen = format!("{}{}{}", escaped(open), escaped(&sign), escaped(close));
        let html =
            format!("<span class=\"box\" aria-hidden=\"true\"{id}>{seen}</span><span class=\"unseen\">{heard}</span>");
        self.add(style, &html);
    }
}

fn opening(style: SpanStyle) -> &'static str {
    match style {
        SpanStyle::Plain => "",
        SpanStyle::Differing => "<mark>",
        SpanStyle::Added => "<ins><span class=\"unseen\">追加：</span>",
        SpanStyle::Removed => "<del><span class=\"unseen\">削除：</span>",
    }
}

fn closing(style: SpanStyle) -> &'static str {
    match style {
        SpanStyle::Plain => "",
        SpanStyle::Differing => "</mark>",
        SpanStyle::Added => "</ins>",
        SpanStyle::Removed => "</del>",
    }
}
