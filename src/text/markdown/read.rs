//! Reading Markdown: emphasis beside Japanese punctuation works, raw HTML is text, links lead to the web only.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::passage::{MarkdownBlock, MarkdownRun};
use crate::text::limits::MARKDOWN_DEPTH;

/// Keeps emphasis marks and Japanese punctuation apart while parsing, so that `**「甲」**です` is bold. It shows nothing.
const JOINER: char = '\u{2060}';
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];

/// What Markdown says. Nothing in it is markup any more.
pub fn passages(markdown: &str) -> Vec<MarkdownBlock> {
    let prepared = prepare(markdown);
    let mut reader = MarkdownReader::default();
    for event in Parser::new_ext(&prepared, Options::ENABLE_TABLES) {
        reader.read(event);
    }
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.end_paragraph();
    reader.done
}

/// A link of the web, or one inside the document.
pub fn is_link_allowed(url: &str) -> bool {
    let url = url.trim().to_ascii_lowercase();
    url.starts_with('#') || SCHEMES.iter().any(|scheme| url.starts_with(scheme))
}

/// `<br>`, the one tag that means something.
pub fn says_line_break(raw: &str) -> bool {
    let tag: String = raw.chars().filter(|character| !character.is_whitespace() && *character != '/').collect();
    tag.eq_ignore_ascii_case("<br>")
}

/// Passages that are not closed yet, from the outside in.
#[derive(Default)]
struct MarkdownReader {
    done: Vec<MarkdownBlock>,
    open: Vec<OpenMarkdown>,
    /// The paragraph or the cell that is being read.
    runs: Vec<MarkdownRun>,
    strong: usize,
    emphasis: usize,
    heading: bool,
    /// A link that leads nowhere is `None`.
    links: Vec<Option<String>>,
    /// Lists and quotations beyond the limit stand in those around them.
    too_deep: usize,
}

enum OpenMarkdown {
    Quote(Vec<MarkdownBlock>),
    List { first: Option<u64>, items: Vec<Vec<MarkdownBlock>> },
    Item(Vec<MarkdownBlock>),
    Table { head: Vec<Vec<MarkdownRun>>, rows: Vec<Vec<Vec<MarkdownRun>>> },
    Code(String),
}

impl MarkdownReader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, false),
            Event::Code(code) => self.text(&code, true),
            Event::Html(raw) | Event::InlineHtml(raw) if says_line_break(&raw) => self.text("\n", false),
            Event::Html(raw) | Event::InlineHtml(raw) => self.text(&raw, false),
            Event::SoftBreak | Event::HardBreak => self.text("\n", false),
            Event::Rule => self.add(MarkdownBlock::Rule),
            // Not asked for: mathematics, notes, task lists.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str, code: bool) {
        let text = text.chars().filter(|character| *character != JOINER);
        if let Some(OpenMarkdown::Code(lines)) = self.open.last_mut() {
            lines.extend(text);
            return;
        }
        let run = MarkdownRun {
            text: text.collect(),
            strong: self.strong > 0 || self.heading,
            emphasis: self.emphasis > 0,
            code,
            link: self.links.last().cloned().flatten(),
        };
        match self.runs.last_mut() {
            Some(last)
                if MarkdownRun { text: String::new(), ..last.clone() }
                    == MarkdownRun { text: String::new(), ..run.clone() } =>
            {
                last.text.push_str(&run.text);
            }
            _ => self.runs.push(run),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let url: String = dest_url.chars().filter(|character| *character != JOINER).collect();
                let url = if link_type == LinkType::Email { format!("mailto:{url}") } else { url };
                self.links.push(is_link_allowed(&url).then_some(url));
            }
            // The headings of the document are those of the form.
            Tag::Heading { .. } => self.heading = true,
            Tag::List(first) => self.open(OpenMarkdown::List { first, items: Vec::new() }),
            Tag::Item => self.open(OpenMarkdown::Item(Vec::new())),
            Tag::BlockQuote(_) => self.open(OpenMarkdown::Quote(Vec::new())),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.open(OpenMarkdown::Code(String::new()));
            }
            Tag::Table(_) => self.open(OpenMarkdown::Table { head: Vec::new(), rows: Vec::new() }),
            Tag::TableRow => {
                if let Some(OpenMarkdown::Table { rows, .. }) = self.open.last_mut() {
                    rows.push(Vec::new());
                }
            }
            // A document asks nothing of the network, so a picture is its alternative text.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Heading(_) => {
                self.end_paragraph();
                self.heading = false;
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.runs);
                if let Some(OpenMarkdown::Table { head, rows }) = self.open.last_mut() {
                    rows.last_mut().unwrap_or(head).push(cell);
                }
            }
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::Table => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, passage: OpenMarkdown) {
        self.end_paragraph();
        let nests = !matches!(passage, OpenMarkdown::Code(_) | OpenMarkdown::Table { .. });
        if self.too_deep > 0 || nests && self.open.len() >= MARKDOWN_DEPTH {
            self.too_deep += 1;
        } else {
            self.open.push(passage);
        }
    }

    fn close(&mut self) {
        self.end_paragraph();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        match self.open.pop() {
            None => {}
            Some(OpenMarkdown::Item(passages)) => match self.open.last_mut() {
                Some(OpenMarkdown::List { items, .. }) => items.push(passages),
                _ => passages.into_iter().for_each(|passage| self.add(passage)),
            },
            Some(OpenMarkdown::Quote(passages)) => self.add(MarkdownBlock::Quote(passages)),
            Some(OpenMarkdown::List { first, items }) => self.add(MarkdownBlock::List { first, items }),
            Some(OpenMarkdown::Table { head, rows }) => self.add(MarkdownBlock::Table { head, rows }),
            Some(OpenMarkdown::Code(lines)) => self.add(MarkdownBlock::Code(lines.trim_end_matches('\n').to_owned())),
        }
    }

    fn end_paragraph(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        // A block of raw HTML ends with a line break.
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches('\n').len());
        }
        runs.retain(|run| !run.text.is_empty());
        if !runs.is_empty() {
            self.add(MarkdownBlock::Paragraph(runs));
        }
    }

    fn add(&mut self, passage: MarkdownBlock) {
        match self.open.last_mut() {
            Some(OpenMarkdown::Quote(passages) | OpenMarkdown::Item(passages)) => passages.push(passage),
            // Between items of a list that went too deep.
            Some(OpenMarkdown::List { items, .. }) => items.push(vec![passage]),
            _ => self.done.push(passage),
        }
    }
}

fn prepare(markdown: &str) -> String {
    let mut prepared = String::with_capacity(markdown.len() + 64);
    let mut before = None;
    for character in markdown.chars() {
        let beside = match before {
            Some('*') => is_punctuation(character),
            Some(before) => character == '*' && is_punctuation(before),
            None => false,
        };
        if beside {
            prepared.push(JOINER);
        }
        prepared.push(character);
        before = Some(character);
    }
    prepared
}

/// Japanese punctuation and brackets, in full width.
fn is_punctuation(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '・'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    fn run(text: &str) -> MarkdownRun {
        MarkdownRun { text: text.into(), ..MarkdownRun::default() }
    }

    #[test]
    fn lists_nest_and_tables_have_a_head() {
        let read = passages("1. 甲\n   - 乙\n   - **丙**です\n2. 丁\n\n|見出し|\n|-|\n|値|");
        let bold = vec![MarkdownRun { strong: true, ..run("丙") }, run("です")];
        let inner = MarkdownBlock::List {
            first: None,
            items: vec![vec![MarkdownBlock::Paragraph(vec![run("乙")])], vec![MarkdownBlock::Paragraph(bold)]],
        };
        let items = vec![
            vec![MarkdownBlock::Paragraph(vec![run("甲")]), inner],
            vec![MarkdownBlock::Paragraph(vec![run("丁")])],
        ];
        let table = MarkdownBlock::Table { head: vec![vec![run("見出し")]], rows: vec![vec![vec![run("値")]]] };
        assert_eq!(read, [MarkdownBlock::List { first: Some(1), items }, table]);
        assert_eq!(plain(&read), "1. 甲\n　・乙\n　・丙です\n2. 丁\n見出し\n値");
    }

    #[test]
    fn code_rules_and_quotations_are_kept_as_what_they_are() {
        let read = passages("> 引用\n\n---\n\n```\n<b>\n  *字*\n```\n`a`");
        let code = MarkdownBlock::Paragraph(vec![MarkdownRun { code: true, ..run("a") }]);
        let quote = MarkdownBlock::Quote(vec![MarkdownBlock::Paragraph(vec![run("引用")])]);
        assert_eq!(read, [quote, MarkdownBlock::Rule, MarkdownBlock::Code("<b>\n  *字*".into()), code]);
    }

    #[test]
    fn raw_html_is_text_and_links_lead_to_the_web_only() {
        let read =
            passages("<script>x</script>\n\n本<b>文</b><br>[押す](javascript:x)[市](https://a.example/)<m@a.example>");
        let link = |text: &str, url: &str| MarkdownRun { link: Some(url.into()), ..run(text) };
        let first = MarkdownBlock::Paragraph(vec![run("<script>x</script>")]);
        let second = MarkdownBlock::Paragraph(vec![
            run("本<b>文</b>\n押す"),
            link("市", "https://a.example/"),
            link("m@a.example", "mailto:m@a.example"),
        ]);
        assert_eq!(read, [first, second]);
    }

    #[test]
    fn nesting_beyond_the_limit_keeps_its_words() {
        for sign in [">", "- "] {
            let read = passages(&format!("{}底", sign.repeat(5_000)));
            let (mut depth, mut level) = (0, read.as_slice());
            while let [MarkdownBlock::Quote(inner)] = level {
                (depth, level) = (depth + 1, inner);
            }
            assert!(depth <= MARKDOWN_DEPTH);
            assert_eq!(plain(&read).matches('底').count(), 1, "{sign}");
        }
    }
}
