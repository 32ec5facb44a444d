//! Markdown, read as the page that it makes.

use pulldown_cmark::{Event, Options, Parser, html::push_html};

use super::html;
use super::model::Book;
use super::refusal::Refusal;

/// Whether a text is Markdown rather than what was extracted from a page: its tables have a head, and nothing stands behind tabs.
pub(super) fn is_markdown(name: &str, text: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let has_tables = text.lines().any(|line| line.starts_with('|'));
    let has_heads = text.lines().any(|line| line.starts_with('|') && line.chars().all(|c| "|-: ".contains(c)));
    matches!(ending.as_str(), "md" | "markdown") && !text.contains('\t') && has_tables == has_heads
}

/// A line stays a line.
pub(super) fn read(name: &str, text: &str) -> Result<Book, Refusal> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let events = Parser::new_ext(text, options).map(|event| match event {
        Event::SoftBreak => Event::HardBreak,
        other => other,
    });
    let mut page = String::new();
    push_html(&mut page, events);
    html::read(name, &page)
}
