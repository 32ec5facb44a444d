//! Markdown as HTML, and as Markdown without what is not its own.

use std::fmt::Write as _;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::escaped;
use crate::text::markdown::{MarkdownBlock, MarkdownRun, is_link_allowed, passages, says_line_break};

/// HTML that holds no markup but that of Markdown itself.
pub(super) fn to_html(markdown: &str) -> String {
    let mut html = String::new();
    write_passages(&passages(markdown), &mut html);
    html
}

fn write_passages(passages: &[MarkdownBlock], html: &mut String) {
    for passage in passages {
        match passage {
            MarkdownBlock::Paragraph(runs) => {
                html.push_str("<p>");
                write_runs(runs, html);
                html.push_str("</p>\n");
            }
            MarkdownBlock::List { first, items } => {
                let tag = if first.is_some() { "ol" } else { "ul" };
                let start = first.filter(|first| *first != 1).map(|first| format!(" start=\"{first}\""));
                let _ = writeln!(html, "<{tag}{}>", start.unwrap_or_default());
                items.iter().for_each(|item| write_item(item, html));
                let _ = writeln!(html, "</{tag}>");
            }
            MarkdownBlock::Table { head, rows } => {
                html.push_str("<table>\n<thead>\n");
                write_row("th scope=\"col\"", head, html);
                html.push_str("</thead>\n<tbody>\n");
                rows.iter().for_each(|row| write_row("td", row, html));
                html.push_str("</tbody>\n</table>\n");
            }
            MarkdownBlock::Quote(inner) => {
                html.push_str("<blockquote>\n");
                write_passages(inner, html);
                html.push_str("</blockquote>\n");
            }
            MarkdownBlock::Code(code) => {
                let _ = writeln!(html, "<pre><code>{}</code></pre>", escaped(code));
            }
            MarkdownBlock::Rule => html.push_str("<hr />\n"),
        }
    }
}

/// What an item begins with needs no paragraph of its own.
fn write_item(item: &[MarkdownBlock], html: &mut String) {
    html.push_str("<li>");
    let rest = match item {
        [MarkdownBlock::Paragraph(runs), rest @ ..] => {
            write_runs(runs, html);
            rest
        }
        rest => rest,
    };
    if !rest.is_empty() {
        html.push('\n');
    }
    write_passages(rest, html);
    html.push_str("</li>\n");
}

fn write_row(tag: &str, cells: &[Vec<MarkdownRun>], html: &mut String) {
    html.push_str("<tr>");
    for cell in cells {
        let _ = write!(html, "<{tag}>");
        write_runs(cell, html);
        let _ = write!(html, "</{}>", &tag[..2]);
    }
    html.push_str("</tr>\n");
}

fn write_runs(runs: &[MarkdownRun], html: &mut String) {
    for run in runs {
        let mut tags = Vec::new();
        if let Some(link) = &run.link {
            let _ = write!(html, "<a href=\"{}\">", escaped(link));
            tags.push("a");
        }
        for (tag, _) in [("strong", run.strong), ("em", run.emphasis), ("code", run.code)].iter().filter(|one| one.1) {
            let _ = write!(html, "<{tag}>");
            tags.push(tag);
        }
        html.push_str(&escaped(&run.text).replace('\n', "<br />\n"));
        for tag in tags.iter().rev() {
            let _ = write!(html, "</{tag}>");
        }
    }
}

/// The same Markdown without raw HTML, pictures and links that lead elsewhere.
pub(super) fn sanitized(markdown: &str) -> String {
    let mut escapes = Vec::new();
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) if !says_line_break(&raw) => {
                escapes.extend(markdown[range.clone()].match_indices('<').map(|(at, _)| range.start + at));
            }
            Event::Start(Tag::Image { .. }) => escapes.extend([range.start, range.start + 1]),
            Event::Start(Tag::Link { dest_url, link_type, .. })
                if link_type != LinkType::Email && !is_link_allowed(&dest_url) =>
            {
                escapes.push(range.start);
            }
            _ => {}
        }
    }
    escapes.sort_unstable();
    escapes.dedup();
    let mut text = String::with_capacity(markdown.len());
    let mut at = 0;
    for escape in escapes {
        text.push_str(&markdown[at..escape]);
        text.push('\\');
        at = escape;
    }
    text + &markdown[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_stands_beside_japanese_punctuation() {
        let cases = [
            ("これは**「重要なこと」**です", "<p>これは<strong>「重要なこと」</strong>です</p>\n"),
            ("**「甲」**と**（乙）**", "<p><strong>「甲」</strong>と<strong>（乙）</strong></p>\n"),
            ("一行目\n二行目", "<p>一行目<br />\n二行目</p>\n"),
            ("# 見出し", "<p><strong>見出し</strong></p>\n"),
        ];
        for (markdown, html) in cases {
            assert_eq!(to_html(markdown), html);
        }
        assert!(to_html("|項目|\n|-|\n|甲|").contains("<th scope=\"col\">項目</th>"));
    }

    #[test]
    fn raw_html_is_text_and_only_links_of_the_web_are_links() {
        let hostile =
            "<script>alert(1)</script>\n\n本文<PMH>と[押す](javascript:alert(1))と![絵](https://a.example/b.png)\n";
        let html = to_html(hostile);
        assert!(
            !html.contains("<script")
                && !html.contains("<PMH")
                && !html.contains("javascript")
                && !html.contains("<img")
        );
        assert!(html.contains("&lt;PMH&gt;") && html.contains("押す") && html.contains('絵'));
        assert!(to_html("[市](https://www.example.jp/)").contains("<a href=\"https://www.example.jp/\">市</a>"));
        let again = to_html(&sanitized(hostile));
        assert!(!again.contains("<script") && !again.contains("<a ") && !again.contains("<img"), "{again}");
    }
}
